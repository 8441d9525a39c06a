"""``yusuan publish``."""

import argparse

from yusuan.commands import common
from yusuan.repository import find_repository

NAME = "publish"
HELP = "把已发布的各版原样放进建好的网站（releases/）"


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--tags", action="store_true", help="只列出各版的标签，每行一个")
    common.add_folder(parser, "--assets", "build/assets", "从各版取回的 zip 所在的文件夹")
    common.add_folder(parser, "--site", "site", "建好的网站")


def run(arguments: argparse.Namespace) -> int:
    from yusuan.console import say
    from yusuan.releasing.publishing import publish
    from yusuan.releasing.releases import RELEASES_NAME, read_releases

    releases = read_releases(find_repository() / common.PACKAGE / RELEASES_NAME)
    if arguments.tags:
        for release in releases:
            say(release.tag)
        return common.DONE
    assets = common.below(arguments.assets, "build/assets")
    site = common.below(arguments.site, "site")
    for each in publish(releases, assets, site):
        form = "整包和各个文件" if each.unpacked else "整包"
        say(f"{each.release.version} 版：{form}")
    say(f"已发布 {len(releases)} 个版本：{site / 'releases'}")
    return common.DONE
