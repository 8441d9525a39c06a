"""The only writer of the pages folder."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import closing, nullcontext
from dataclasses import replace
from pathlib import Path

from yusuan.caching import Cache
from yusuan.caching.code import page_code_checksum
from yusuan.declared.descriptor import as_json
from yusuan.exporting.archive import Download, write_downloads
from yusuan.pages.bodies import Body, lean_body
from yusuan.pages.bundles import bundle
from yusuan.pages.catalogue import COLLECTION_PAGES, SITE_PAGES
from yusuan.pages.citing import citation_of
from yusuan.pages.collection.model import collection_of
from yusuan.pages.descriptions import DESCRIPTION_NAMES, descriptions
from yusuan.pages.drawn import Drawn, draw_all
from yusuan.pages.english.naming import FOLDER as NAMES_FOLDER
from yusuan.pages.english.naming import NAME as NAMES
from yusuan.pages.english.naming import kept_names
from yusuan.pages.exploring.lines import FOLDER as LINES_FOLDER
from yusuan.pages.exploring.lines import lines_files
from yusuan.pages.filling import BODIES_FOLDER, bodies_file
from yusuan.pages.model import DESCRIPTOR_NAME, Disclosure, Site, read_site
from yusuan.pages.overview import OVERVIEW_PAGE
from yusuan.pages.rendering import Page, render
from yusuan.pages.report import report_of
from yusuan.pages.searching.model import Listed
from yusuan.pages.searching.parts import FOLDER as SEARCH_FOLDER
from yusuan.pages.searching.parts import SearchFiles
from yusuan.pages.shells import FOLDER as SHELLS_FOLDER
from yusuan.pages.shells import SHELLS, hand_written, shell_page, with_slot
from yusuan.pages.text import as_html
from yusuan.pages.weight import packed_disclosures
from yusuan.progress import Progress
from yusuan.releasing.edition import pending_changes
from yusuan.storage.remaking import Remaking
from yusuan.storage.replacing import Staging, check_ours, replace_folder

# Hidden, so that no site builder publishes it; the folder is replaced only where it stands.
MARKER = ".yusuan-pages"
# What of the package is offered for download, and what of docs/ is no page.
PACKAGE_PARTS = (DESCRIPTOR_NAME, "package.toml", "data", "schemas", "sources")
# The pages, styles and scripts that every site has, and the folder of the theme's templates,
# which lies hidden among the pages: `custom_dir` of mkdocs.yml names it.
SITE_FILES = Path(__file__).parents[1] / "site"
THEME_FOLDER, THEME_IN_PAGES = "overrides", ".overrides"
_TITLE = re.compile(r"^title: (.+)$", re.MULTILINE)


def write_pages(
    package: Path,
    docs: Path,
    output: Path,
    progress: Progress,
    *,
    downloads: bool = False,
    kept: Cache | None = None,
    notes: Path | None = None,
    fresh: bool = False,
) -> int:
    """Write all pages of the package, those written by hand and the downloads to ``output``.

    ``docs`` are the repository's own pages and files, if it has any: they are added to those of
    every site, or replace them. ``downloads``: workbook, database and archive are made of a
    package that is not released. What ``kept`` holds of a disclosure is not made again, nor written
    again what ``notes`` say was written of the very same unless all is to be ``fresh``; the bytes are
    the same. Returns the number of generated pages. ``output`` is replaced as a whole; raises
    YusuanError, with nothing touched, if it holds anything that is not ours.
    """
    check_ours(output, MARKER)
    site = read_site(package)
    pending = pending_changes(package, site.edition, site.releases)
    site = replace(site, pending=pending, kept=kept)
    count = 0

    def write(folder: Path) -> None:
        nonlocal count
        _copy_files(SITE_FILES, folder)
        shutil.copytree(SITE_FILES / THEME_FOLDER, folder / THEME_IN_PAGES)
        if docs.is_dir():
            _copy_files(docs, folder)
        bundle(folder)
        new = Staging(folder, output)
        remaking = Remaking(new, page_code_checksum(), notes, fresh=fresh)
        known, listed, written = _write_disclosures(site, remaking, progress, kept)
        count += written
        search = SearchFiles(known, kept)
        for page in _hand_written(known, new):
            search.take(page)
        _copy_package(site, new, "datapackage")
        made: tuple[Download, ...] = ()
        if downloads and not (site.edition.released or site.edition.number_taken):
            progress(0, len(site.disclosures), "写入工作簿和归档")
            made = write_downloads(package, folder / "datapackage")
        for page in descriptions(known, folder / "datapackage"):
            _write(page, new)
        for shell in (*SHELLS, *(page.shell for page in SITE_PAGES)):
            _write(shell_page(shell), new)
        for body in (*site_bodies(replace(known, downloads=made)), *collection_bodies(known)):
            search.take(body)
            _write_body(body, new)
            count += 1
        search.write(new, listed)
        for name, content in lines_files(known):
            new.write(f"{LINES_FOLDER}/{name}", content)
        new.write(f"{NAMES_FOLDER}/{NAMES}.js", kept_names(kept))
        (folder / MARKER).write_bytes(b"")

    old = [entry.name for entry in output.iterdir()] if output.is_dir() else []
    with nullcontext() if kept is None else closing(kept):
        replace_folder(output, write, [*old, *_top_level_names(docs)])
    return count


def _top_level_names(docs: Path) -> Iterator[str]:
    yield from (MARKER, THEME_IN_PAGES, BODIES_FOLDER, SHELLS_FOLDER)
    yield from ("datapackage", "disclosures", SEARCH_FOLDER, LINES_FOLDER, NAMES_FOLDER)
    yield from DESCRIPTION_NAMES
    yield from (f"{page.name}.md".partition("/")[0] for page in SITE_PAGES)
    for folder in (SITE_FILES, docs):
        if folder.is_dir():
            yield from (entry.name for entry in folder.iterdir())


def site_bodies(site: Site) -> Iterator[Body]:
    """The pages of the whole site."""
    for page in SITE_PAGES:
        yield page.render(site)


def collection_bodies(site: Site) -> Iterator[Body]:
    """The pages of every place and organisation."""
    collection = collection_of(site)
    for kind in COLLECTION_PAGES:
        yield from kind.render(site, collection)


def _write_disclosures(
    site: Site, folder: Remaking, progress: Progress, kept: Cache | None
) -> tuple[Site, list[Listed], int]:
    """Write all that belongs to one disclosure, of each in turn.

    Returns the site that knows the outline of each, the parts of its search, and how many pages
    were written.
    """
    known: list[Disclosure] = []
    listed: list[Listed] = []
    packed, count = packed_disclosures(site), 0
    for disclosure, drawing in draw_all(site, kept):
        progress(len(known), len(site.disclosures), disclosure.id)
        away = disclosure.id in packed
        made_of = f"{drawing.checksum} {away} {site.edition.commit}"
        told = drawing.known()
        if folder.again(made_of) is None:
            for path, content in _files_of(disclosure, drawing.drawn(), away):
                folder.write(path, made_of, content)
        else:
            drawing.skip()
        known.append(replace(disclosure, outline=told.outline, lines=told.lines))
        listed += told.searched
        count += told.page_count
    folder.close()
    progress(len(known), len(known), "写入页面")
    return replace(site, disclosures=tuple(known)), listed, count


def _files_of(disclosure: Disclosure, drawn: Drawn, packed: bool) -> Iterator[tuple[str, bytes]]:
    bodies = (replace(body, packed=packed and not _is_overview(body)) for body in drawn.bodies)
    yield bodies_file(f"disclosures/{disclosure.id}", bodies)
    yield from drawn.files


def _is_overview(body: Body) -> bool:
    return body.address.endswith(f"/{OVERVIEW_PAGE.name}.html")


def _write_body(body: Body, folder: Staging) -> None:
    folder.write(*bodies_file(body.address.removesuffix(".html"), [lean_body(body)]))


def _write(page: Page, folder: Staging) -> None:
    folder.write(page.path, page.text.encode())


def _copy_files(source: Path, folder: Path) -> None:
    for entry in sorted(source.iterdir()):
        if entry.name == THEME_FOLDER or entry.name.startswith("."):
            continue
        if entry.is_dir():
            shutil.copytree(entry, folder / entry.name, dirs_exist_ok=True)
        else:
            shutil.copyfile(entry, folder / entry.name)


def _hand_written(site: Site, new: Staging) -> Iterator[Page]:
    """Give the pages written by hand the place for what every page ends with, and write that."""
    for path in sorted(new.folder.glob("*.md")):
        page = Page(path.name, path.read_text(encoding="utf-8"))
        found = _TITLE.search(page.text)
        title, address = found[1] if found else path.stem, f"{path.stem}.html"
        values = {
            "root": "",
            "citation": citation_of(site, path.stem),
            "report": report_of(site, title, address),
        }
        end = as_html(render("hand_written_end.html.j2", values))
        shell = hand_written(path.stem)
        _write_body(Body(address, shell.name, title, "", "", end), new)
        _write(with_slot(page), new)
        yield page


def _copy_package(site: Site, new: Staging, folder: str) -> None:
    """All of the package that lies on the site (``distribution``)."""
    for name in PACKAGE_PARTS:
        part = site.package / name
        away = () if site.csv_on_site or name != "data" else (".csv",)
        if part.is_dir():
            for place, _, files in os.walk(part):
                own = Path(place).relative_to(site.package).as_posix()
                for file in files:
                    if not file.endswith(away):
                        new.copy(f"{folder}/{own}/{file}", Path(place, file))
        elif part.is_file():
            new.copy(f"{folder}/{name}", part)
    # No archive of a number that is taken is offered: there is one.
    if site.edition.number_taken or not site.csv_on_site:
        new.write(f"{folder}/{DESCRIPTOR_NAME}", as_json(site.descriptor).encode())
