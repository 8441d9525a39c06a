"""Which pages a built site has, and of what kind each is."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.paths import HAND_WRITTEN, REAL, SMALL
from yusuan.pages.catalogue import DISCLOSURE_PAGES, SITE_PAGES
from yusuan.pages.others import OTHERS_PAGE

NOT_FOUND = "404.html"
DISCLOSURE = f"disclosures/{REAL.name}/"


def _kinds(disclosure: Path) -> Iterator[tuple[str, str]]:
    for page in SITE_PAGES:
        yield page.name, f"{page.name}.html"
    for path in HAND_WRITTEN:
        yield path.stem, f"{path.stem}.html"
    yield "404", NOT_FOUND
    division, department, _ = disclosure.name.split("-", 2)
    yield "place", f"places/{division}.html"
    yield "organisation", f"organisations/{division}-{department}.html"
    seen = {OTHERS_PAGE.template}  # both are understood whole: see test_others.py
    for declared in DISCLOSURE_PAGES:
        if declared.template not in seen:
            seen.add(declared.template)
            kind = declared.template.removesuffix(".html.j2")
            yield f"disclosure: {kind}", f"disclosures/{disclosure.name}/{declared.name}.html"


# The address of one page of every kind; kinds differ in their template. Of the repository's
# disclosure, and of the small one, whose pages hold the same things in fewer rows.
KINDS: Mapping[str, str] = dict(_kinds(REAL))
SMALL_KINDS: Mapping[str, str] = dict(_kinds(SMALL))


def pages_of(site: Path) -> list[str]:
    """The addresses of all pages of a built site, relative to its folder, in order."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def open_settled(page: Page, address: str) -> None:
    """Open a page and wait until it shows what it reads for itself."""
    page.goto(address)
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
