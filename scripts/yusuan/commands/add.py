"""``yusuan add``."""

import argparse
from pathlib import Path

from yusuan.commands import common

NAME = "add"
HELP = "添加一份公开文件：建文件夹、算校验值、写好说明"


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="公开文件；几个文件合为一份公开"
    )
    parser.add_argument("--division", metavar="CODE", help="行政区划代码（GB/T 2260，6 位）")
    parser.add_argument(
        "--kind",
        choices=("budget", "final_accounts"),
        help="预算或决算；文件自己写明时不用给",
    )
    common.add_folder(parser, "--sources", common.SOURCES, "公开文件所在的文件夹")


def run(arguments: argparse.Namespace) -> int:
    from yusuan.adding import add_files
    from yusuan.console import say

    sources = common.below(arguments.sources, common.SOURCES)
    folder = add_files(arguments.files, sources, arguments.division, arguments.kind)
    say(f"已添加：{folder}")
    say("文件写明的都已填入 source.toml；知道网址和日期的，可以补上。接着运行 yusuan build。")
    return common.DONE
