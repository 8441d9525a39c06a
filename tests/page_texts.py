"""Pages for tests: as they are rendered, and as they are written."""

from collections.abc import Iterator
from pathlib import Path

from yusuan.pages.bodies import Body
from yusuan.pages.drawn import disclosure_pages
from yusuan.pages.filling import read_bodies
from yusuan.pages.framing import shells_in
from yusuan.pages.model import Site
from yusuan.pages.writing import collection_bodies, site_bodies


def every_page(site: Site) -> Iterator[Body]:
    """Every generated page."""
    yield from site_bodies(site)
    yield from collection_bodies(site)
    for each in site.disclosures:
        yield from disclosure_pages(site, each.opened())


def written_pages(folder: Path) -> dict[str, str]:
    """What every page in a folder of pages says, by its address on the site."""
    pages = {body.address: body.content for body in read_bodies(folder)}
    for shell in shells_in(folder):
        if shell.hand_written:
            text = (folder / f"{shell.path}.md").read_text(encoding="utf-8")
            pages[f"{shell.path}.html"] = text.partition("\n---\n")[2] + pages[f"{shell.path}.html"]
    return pages
