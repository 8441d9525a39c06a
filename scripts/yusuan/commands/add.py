"""``yusuan add``."""

import argparse
from pathlib import Path

from yusuan.commands import common

NAME = "add"
HELP = "添加一份公开文件：建文件夹、算校验值、写待填的说明"


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="公开文件的文本")
    parser.add_argument("--division", metavar="CODE", help="行政区划代码（GB/T 2260，6 位）")
    parser.add_argument(
        "--kind", choices=("budget", "final_accounts"), default="budget", help="预算或决算"
    )
    common.add_folder(parser, "--sources", common.SOURCES, "公开文件所在的文件夹")


def run(arguments: argparse.Namespace) -> int:
    from yusuan.adding import UNKNOWN_DIVISION, add_file
    from yusuan.console import say

    sources = common.below(arguments.sources, common.SOURCES)
    folder = add_file(arguments.file, sources, arguments.division, arguments.kind)
    say(f"已添加：{folder}")
    if folder.name.startswith(UNKNOWN_DIVISION):
        say("不知道行政区划：请在 source.toml 填写 division_code，并把文件夹名开头改成它。")
    say(f"接着请填写 {folder / 'source.toml'}，然后运行 yusuan build。")
    return common.DONE
