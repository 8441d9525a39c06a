"""``yusuan pages``."""

import argparse
from pathlib import Path

from yusuan.commands import common
from yusuan.sources.repository import find_repository

NAME = "pages"
HELP = "由数据包生成网站的页面"
OUTPUT = "build/pages"


def declare(parser: argparse.ArgumentParser) -> None:
    common.add_folder(parser, "--package", common.PACKAGE, "数据包的文件夹")
    common.add_folder(parser, "--output", OUTPUT, "页面的文件夹")
    common.add_fresh(parser)
    add_downloads(parser)


def add_downloads(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--downloads",
        action="store_true",
        help="数据未发布时，另做工作簿、SQLite 和 zip 放上网站（已发布的版本附有这些文件）",
    )


def run(arguments: argparse.Namespace) -> int:
    package = common.below(arguments.package, common.PACKAGE)
    output = common.below(arguments.output, OUTPUT)
    write(package, output, downloads=arguments.downloads, fresh=arguments.fresh)
    return common.DONE


def write(package: Path, output: Path, *, downloads: bool = False, fresh: bool = False) -> None:
    """Write the pages of ``package`` and say so; ``fresh``: without kept results."""
    from yusuan.console import progress_bar, say
    from yusuan.pages.writing import write_pages
    from yusuan.validation.judging import judged

    kept = common.drawn_cache(package, fresh=fresh)
    repository = find_repository()
    with progress_bar() as progress, judged(package):
        count = write_pages(
            package,
            repository / "docs",
            output,
            progress,
            downloads=downloads,
            kept=kept,
            notes=common.written_notes() if output == repository / OUTPUT else None,
            fresh=fresh,
        )
    if kept is not None:
        kept.drop_unused()
    say(f"已生成 {count} 个页面：{output}")
