"""``yusuan build``: the data package, its pages, and the site that MkDocs makes of them."""

import argparse
from pathlib import Path

from yusuan.commands import common, convert, pages, validate
from yusuan.sources.repository import find_repository

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
    from yusuan.package.findings import read_findings

    require("site", "mkdocs", "material")
    repository = find_repository()
    package = repository / common.PACKAGE
    arguments.sources = arguments.output = None
    arguments.coverage = False
    arguments.engine, arguments.partitioned = "pool", None
    converted = convert.run(arguments)
    # It has just been made of its sources.
    kept = common.proven_cache(fresh=arguments.fresh)
    if not validate.is_sound(package, derive=0, stock=arguments.stock, kept=kept):
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
    build_site(repository, fresh=arguments.fresh)
    say(f"网站已建成：{repository / SITE / 'index.html'}")
    return converted


def build_site(repository: Path, *, fresh: bool) -> None:
    """Build the site beside the old one, then have the two change places.

    Raises YusuanError, with the old site as it was, if MkDocs fails or ``site/`` is not ours.
    """
    from yusuan.pages.building import made_by_mkdocs
    from yusuan.pages.filling import fill_site
    from yusuan.sources.metadata import METADATA_NAME, read_metadata
    from yusuan.storage.replacing import Staging, check_ours, replace_folder

    site, written = repository / SITE, repository / pages.OUTPUT
    check_ours(site, MARKER)
    named = read_metadata(repository / common.PACKAGE / METADATA_NAME).homepage
    homepage = f"{named}/" if named else ""
    made = made_by_mkdocs(repository, written, homepage, common.frames_cache(fresh=fresh))

    def write(folder: Path) -> None:
        notes = common.filled_notes()
        fill_site(written, made, Staging(folder, site), homepage, notes, fresh=fresh)
        (folder / MARKER).write_bytes(b"")

    old = [entry.name for entry in site.iterdir()] if site.is_dir() else []
    replace_folder(site, write, {*old, MARKER})
