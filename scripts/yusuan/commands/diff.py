"""``yusuan diff``."""

import argparse

from yusuan.commands import common
from yusuan.sources.repository import find_repository

NAME = "diff"
LATEST = "latest"
HELP = "比较两个数据包：资源、字段、行、数值，以及版本号须升到哪一段"


def declare(parser: argparse.ArgumentParser) -> None:
    where = "数据包：文件夹、zip 文件或 git 版本（如 v0.1.0、HEAD~3；与文件夹同名时读文件夹）"
    parser.add_argument("old", metavar="OLD", help=f"旧的{where}；{LATEST} 为最近发布的一版")
    parser.add_argument("new", metavar="NEW", help=f"新的{where}")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="以 JSON 输出，供程序使用")
    form.add_argument("--changelog", action="store_true", help="写成 CHANGELOG.md 的条目")
    form.add_argument("--all", action="store_true", help="列出全部，长的列表也不截短")
    parser.add_argument(
        "--require-version", action="store_true", help="新的版本号升得不够时退出码为 1"
    )


def run(arguments: argparse.Namespace) -> int:
    from yusuan.console import complain, say
    from yusuan.differences import compare, is_enough
    from yusuan.differences.writing import as_changelog, as_json, as_text, too_small
    from yusuan.releasing.releases import RELEASES_NAME, read_releases

    if arguments.old == LATEST:
        releases = read_releases(find_repository() / common.PACKAGE / RELEASES_NAME)
        if not releases:
            say("还没有发布过版本，不必比较。")
            return common.DONE
        arguments.old = releases[-1].tag
    difference = compare(arguments.old, arguments.new, find_repository())
    if arguments.json:
        text = as_json(difference)
    elif arguments.changelog:
        text = as_changelog(difference)
    else:
        text = as_text(difference, arguments.all)
    say(text.rstrip("\n"))
    if arguments.require_version and not is_enough(difference):
        complain(too_small(difference))
        return common.SET_ASIDE
    return common.DONE
