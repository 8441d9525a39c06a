"""``yusuan build``: the data package, its pages, and the site that MkDocs makes of them."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from yusuan.commands import common, convert, pages, validate
from yusuan.repository import find_repository

NAME = "build"
HELP = "依次转换、校验、生成页面，再用 mkdocs 建成网站（site/）"
SITE = "site"
# Hidden, so that nobody publishes it; the site is replaced only where it stands.
MARKER = ".yusuan-site"


def declare(parser: argparse.ArgumentParser) -> None:
    convert.add_conversion(parser)
    parser.add_argument("--strict", action="store_true", help=validate.STRICT)
    parser.add_argument("--lossless", action="store_true", help=validate.LOSSLESS)
    parser.add_argument("--stock", action="store_true", help=validate.STOCK)
    pages.add_downloads(parser)


def run(arguments: argparse.Namespace) -> int:
    from yusuan.console import say, show_findings
    from yusuan.extras import require
    from yusuan.findings import read_findings

    require("site", "mkdocs", "material")
    repository = find_repository()
    package = repository / common.PACKAGE
    arguments.sources = arguments.output = None
    arguments.coverage = False
    arguments.engine, arguments.partitioned = "pool", None
    converted = convert.run(arguments)
    # It has just been made of its sources.
    if not validate.is_sound(package, derive=0, stock=arguments.stock):
        return common.SET_ASIDE
    # A disagreement of the source is published; it stops a build only if that is asked for.
    findings = read_findings(package)
    show_findings(findings, arguments.strict)
    if arguments.strict and findings.unknown:
        return common.SET_ASIDE
    if arguments.lossless and not validate.is_lossless(package):
        return common.SET_ASIDE
    pages.write(
        package, repository / pages.OUTPUT, downloads=arguments.downloads, fresh=arguments.fresh
    )
    build_site(repository)
    say(f"网站已建成：{repository / SITE / 'index.html'}")
    return converted


def build_site(repository: Path) -> None:
    """Build the site beside the old one, then have the two change places.

    Raises YusuanError, with the old site as it was, if MkDocs fails or ``site/`` is not ours.
    """
    from yusuan.errors import YusuanError
    from yusuan.metadata import METADATA_NAME, read_metadata
    from yusuan.pages.filling import fill_site
    from yusuan.replacing import check_ours, replace_folder

    site = repository / SITE
    check_ours(site, MARKER)
    named = read_metadata(repository / common.PACKAGE / METADATA_NAME).homepage
    homepage = f"{named}/" if named else ""

    def write(folder: Path) -> None:
        environment = {
            **os.environ,
            **({"YUSUAN_HOMEPAGE": homepage} if homepage else {}),
            # Material prints a notice of its end of life that is no part of the outcome.
            "NO_MKDOCS_2_WARNING": "1",
        }
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
        done = subprocess.run(
            [*command, "--site-dir", str(folder)],
            cwd=repository,
            env=environment,
            check=False,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
        )
        if done.returncode != 0:
            raise YusuanError(
                "mkdocs 未能建成网站", text=done.stderr.strip().replace("\n", " ") or None
            )
        fill_site(repository / pages.OUTPUT, folder, homepage)
        (folder / MARKER).write_bytes(b"")

    old = [entry.name for entry in site.iterdir()] if site.is_dir() else []
    replace_folder(site, write, {*old, MARKER})
