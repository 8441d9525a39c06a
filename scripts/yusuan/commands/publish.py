"""``yusuan publish``."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from yusuan.commands import common
from yusuan.sources.repository import find_repository

if TYPE_CHECKING:
    from yusuan.releasing.releases import Release

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
    for line in _state(releases):
        say(line)
    say(f"已发布 {len(releases)} 个版本：{site / 'releases'}")
    return common.DONE


def _state(releases: "tuple[Release, ...]") -> Iterator[str]:
    """What the package that the site shows is, where it is no release."""
    from yusuan.releasing.edition import edition_of, pending_changes
    from yusuan.sources.metadata import METADATA_NAME, read_metadata

    package = find_repository() / common.PACKAGE
    edition = edition_of(package, read_metadata(package / METADATA_NAME).version, releases)
    if edition.released:
        return
    commit = f"（提交 {edition.commit}）" if edition.commit else ""
    yield f"未发布：网站显示的数据{commit}不是已发布的版本。"
    yield from (f"  {line}" for line in pending_changes(package, edition, releases))
