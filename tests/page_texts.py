"""Pages of both kinds for tests: those in Markdown, and those that are finished HTML."""

from collections.abc import Iterator
from pathlib import Path

from yusuan.pages.bodies import Body
from yusuan.pages.drawn import disclosure_pages
from yusuan.pages.filling import read_bodies
from yusuan.pages.model import Site
from yusuan.pages.rendering import Page
from yusuan.pages.shells import FOLDER as SHELLS_FOLDER
from yusuan.pages.writing import collection_bodies, site_pages


def every_page(site: Site) -> Iterator[Page | Body]:
    """Every generated page."""
    yield from site_pages(site)
    yield from collection_bodies(site)
    for each in site.disclosures:
        yield from disclosure_pages(site, each.opened())


def address_of(page: Page | Body) -> str:
    """Where the built site has it."""
    return page.address if isinstance(page, Body) else f"{page.path.removesuffix('.md')}.html"


def text_of(page: Page | Body) -> str:
    """What it says, without its head."""
    return page.content if isinstance(page, Body) else page.text.partition("\n---\n")[2]


def written_pages(folder: Path) -> dict[str, str]:
    """What every page in a folder of pages says, by its address on the site."""
    paths = [path.relative_to(folder) for path in folder.rglob("*.md")]
    pages: list[Page | Body] = [
        Page(path.as_posix(), (folder / path).read_text(encoding="utf-8"))
        for path in paths
        if path.parts[0] not in {SHELLS_FOLDER, "datapackage"}
    ]
    pages += read_bodies(folder)
    return {address_of(page): text_of(page) for page in pages}
