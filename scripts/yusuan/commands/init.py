"""``yusuan init``."""

import argparse

from yusuan.commands import common

NAME = "init"
HELP = "建一个新的数据仓库：在其中添加公开文件、建网站、发布"


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=common.folder_name, metavar="DIR", help="新的或空的文件夹")
    parser.add_argument("--title", metavar="TITLE", help="数据集的标题")
    parser.add_argument(
        "--name", metavar="NAME", default="budget-data", help="数据集的代号：小写字母、数字、连字符"
    )


def run(arguments: argparse.Namespace) -> int:
    from yusuan.console import say
    from yusuan.sources.starting import TITLE, start_repository

    start_repository(arguments.folder, arguments.title or TITLE, arguments.name)
    say(f"已建好：{arguments.folder}")
    say("接着进入这个文件夹，运行 yusuan add FILE… 和 yusuan build；怎样发布见其中的 README.md。")
    return common.DONE
