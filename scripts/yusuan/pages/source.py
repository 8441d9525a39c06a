"""The source text, line by line, each line with a link to the data that came of it."""

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from yusuan.pages.declaration import Context, DisclosurePage
from yusuan.pages.marks import marks_of
from yusuan.pages.model import Disclosure, Site, integer, text
from yusuan.pages.places import line_place, titled_places
from yusuan.pages.text import cells, identifier

# Page, anchor (blank: the page as a whole), and what the link says.
Link = tuple[str, str, str]


class Line(NamedTuple):
    """A line of the source, with links to its data and its disagreements."""

    number: int
    text: Markup
    links: tuple[Link, ...]


def _lines(disclosure: Disclosure) -> Iterator[Line]:
    titled = titled_places(disclosure)
    links: dict[int, tuple[Link, ...]] = {}
    for row in disclosure.of("source_lines"):
        if row["resource"]:
            place = line_place(text(row, "resource"), text(row, "row_key"), titled)
            if place is not None:
                links[integer(row, "source_line")] = (
                    (identifier(place.page), identifier(place.anchor), place.label),
                )
    for line, numbers in marks_of(disclosure).lines.items():
        found = (("checks", f"check-{number}", f"不一致 {number}") for number in numbers)
        links[line] = (*links.get(line, ()), *found)
    for number, printed in enumerate(disclosure.source, start=1):
        # A form feed is where a page of the original began: nothing to see.
        yield Line(number, cells(printed.replace("\f", "")), links.get(number, ()))


def _context(site: Site, disclosure: Disclosure) -> Context:
    path = text(disclosure.facts, "source_path")
    return {"printed": _lines(disclosure), "source_path": f"datapackage/{path}"}


SOURCE_PAGE = DisclosurePage(name="source", title="原文", template="source.md.j2", context=_context)
