"""``yusuan cite``."""

import argparse

from yusuan.commands import common

NAME = "cite"
HELP = "给出引用格式：整个数据集、一份公开文件、一张表或一个数值"


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "id",
        nargs="?",
        metavar="ID",
        help="公开文件编号、公开文件编号.数据资源，或数据行编号；不写则为整个数据集",
    )
    parser.add_argument(
        "--format",
        default="gbt7714",
        metavar="FORMAT",
        help="gbt7714（默认）、apa、bibtex、ris、csl 或 cff",
    )
    parser.add_argument("--accessed", metavar="DATE", help="访问日期，如 2026-12-01；不写则不注明")
    common.add_folder(parser, "--package", common.PACKAGE, "数据包的文件夹，即要引用的那一版")


def run(arguments: argparse.Namespace) -> int:
    from yusuan.citation.catalogue import find_format
    from yusuan.citation.model import as_edition
    from yusuan.citation.reading import read_cited
    from yusuan.console import say
    from yusuan.releasing.edition import edition_of
    from yusuan.releasing.releases import RELEASES_NAME, read_releases
    from yusuan.validation.judging import judged

    wanted = find_format(arguments.format)
    package = common.below(arguments.package, common.PACKAGE)
    with judged(package):
        cited = read_cited(package, arguments.id, arguments.accessed)
    if wanted.name != "cff":  # CITATION.cff is made before the release that it names
        releases = read_releases(package / RELEASES_NAME)
        cited = as_edition(cited, edition_of(package, cited.version, releases).unreleased)
    say(wanted.write(cited))
    return common.DONE
