"""``yusuan pages``."""

import argparse
from pathlib import Path

from yusuan.commands import common
from yusuan.repository import find_repository

NAME = "pages"
HELP = "由数据包生成网站的页面"
OUTPUT = "build/pages"


def declare(parser: argparse.ArgumentParser) -> None:
    common.add_folder(parser, "--package", common.PACKAGE, "数据包的文件夹")
    common.add_folder(parser, "--output", OUTPUT, "页面的文件夹")


def run(arguments: argparse.Namespace) -> int:
    write(common.below(arguments.package, common.PACKAGE), common.below(arguments.output, OUTPUT))
    return common.DONE


def write(package: Path, output: Path) -> None:
    """Write the pages of ``package`` and say so."""
    from yusuan.console import progress_bar, say
    from yusuan.pages import write_pages
    from yusuan.validation.judging import judged

    with progress_bar() as progress, judged(package):
        count = write_pages(package, find_repository() / "docs", output, progress)
    say(f"已生成 {count} 个页面：{output}")
