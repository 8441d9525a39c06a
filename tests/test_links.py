"""Every internal address of the built site leads somewhere, wherever the site is put."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.browser.server import SUB_PATH

ORIGIN = "https://site.invalid"
HOME = f"{ORIGIN}{SUB_PATH}"
# Answers at every address, so that it has a base of its own; the browser tests follow its links.
NOT_FOUND = "404.html"
ADDRESSES = ("href", "src", "action", "formaction", "poster", "data")
# What refers to another element of the page by its id.
REFERENCES = (
    "for",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "popovertarget",
    "headers",
)
STYLE_ADDRESS = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s]+)""")
NO_ADDRESS = ("data", "javascript", "mailto", "tel", "urn")


@dataclass(slots=True)
class Found:
    """The addresses in a page, as written; its ids, in order; and the ids it refers to."""

    addresses: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = Found()
        self.in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        found = self.found
        self.in_style = tag == "style"
        found.addresses += [values[name] for name in ADDRESSES if name in values]
        found.addresses += [
            candidate.split()[0]
            for candidate in values.get("srcset", "").split(",")
            if candidate.strip()
        ]
        found.addresses += STYLE_ADDRESS.findall(values.get("style", ""))
        if "id" in values:
            found.ids.append(values["id"])
        for name in REFERENCES:
            found.references += values.get(name, "").split()

    def handle_data(self, data: str) -> None:
        if self.in_style:
            self.found.addresses += STYLE_ADDRESS.findall(data)


@dataclass(frozen=True, slots=True)
class Built:
    """What a built site holds: its pages, and the style sheets' addresses, by path."""

    folder: Path
    pages: dict[str, Found]
    styles: dict[str, list[str]]


@cache
def read_built(folder: Path) -> Built:
    pages: dict[str, Found] = {}
    styles: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".html":
            reader = Reader()
            reader.feed(path.read_text(encoding="utf-8"))
            reader.close()
            pages[name] = reader.found
        elif path.suffix == ".css":
            styles[name] = STYLE_ADDRESS.findall(path.read_text(encoding="utf-8"))
    return Built(folder, pages, styles)


@pytest.fixture(scope="module", params=["site_of_both", "site_of_many"])
def built(request: pytest.FixtureRequest) -> Built:
    return read_built(request.getfixturevalue(request.param))


def broken(built: Built, page: str, addresses: list[str]) -> list[str]:
    """Those of a page's addresses that lead nowhere in the site or out of its sub-path."""
    return [
        f"{page}: {address}"
        for address in addresses
        if urlsplit(address).scheme not in NO_ADDRESS and not resolves(built, page, address)
    ]


def resolves(built: Built, page: str, address: str) -> bool:
    goal = urlsplit(urljoin(HOME + page, address))
    if f"{goal.scheme}://{goal.netloc}" != ORIGIN:
        return True
    if not goal.path.startswith(SUB_PATH):
        return False
    name = unquote(goal.path.removeprefix(SUB_PATH))
    if not name or name.endswith("/"):
        name += "index.html"
    if not (built.folder / name).is_file():
        return False
    anchor = unquote(goal.fragment)
    return not anchor or name not in built.pages or anchor in built.pages[name].ids


def own_pages(built: Built) -> dict[str, Found]:
    return {name: found for name, found in built.pages.items() if name != NOT_FOUND}


def test_links_and_anchors_resolve_below_a_sub_path(built: Built) -> None:
    pages = own_pages(built)
    assert pages
    assert [
        line for name, found in pages.items() for line in broken(built, name, found.addresses)
    ] == []


def test_addresses_in_style_sheets_resolve(built: Built) -> None:
    assert built.styles
    assert [
        line for name, found in built.styles.items() for line in broken(built, name, found)
    ] == []


def test_no_address_begins_at_the_root_of_the_host(built: Built) -> None:
    rooted = [
        f"{name}: {address}"
        for name, found in own_pages(built).items()
        for address in found.addresses
        if address.startswith("/")
    ]
    assert rooted == []


def test_no_id_stands_twice_in_a_page(built: Built) -> None:
    twice = {
        name: [id_ for id_, count in Counter(found.ids).items() if count > 1]
        for name, found in built.pages.items()
    }
    assert {name: ids for name, ids in twice.items() if ids} == {}


def test_what_refers_to_an_id_finds_it(built: Built) -> None:
    missing = {
        name: sorted(
            id_
            for id_ in set(found.references) - set(found.ids)
            # Material labels its contents list for a box that only pages of the menu have.
            if not id_.startswith("__")
        )
        for name, found in built.pages.items()
    }
    assert {name: ids for name, ids in missing.items() if ids} == {}


@pytest.mark.parametrize(
    "address",
    ["missing.html", "about.html#missing", "../about.html", "/about.html", "assets/missing.css"],
)
def test_an_address_that_leads_nowhere_is_noticed(built: Built, address: str) -> None:
    assert broken(built, "index.html", [address]) == [f"index.html: {address}"]
