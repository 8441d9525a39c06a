"""The source text, line by line, with links to the data that came of each line.

Of documents that are no text, their pages, sheets, tables and blocks instead.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from yusuan.evidence.places import (
    LinePlace,
    PagePlace,
    Place,
    order,
    place_of,
    say,
    say_span,
    whole,
)
from yusuan.pages.declaration import Context, DisclosurePage
from yusuan.pages.marks import marks_of, places_of, units_between
from yusuan.pages.model import Disclosure, Site, integer, text
from yusuan.pages.origins import anchor_of
from yusuan.pages.page_pictures import page_pictures
from yusuan.pages.places import figure_address, line_place, titled_places
from yusuan.pages.source_parts import source_parts
from yusuan.pages.text import cells
from yusuan.pages.told import findings

# Page, anchor (blank: the page as a whole), and what the link says.
Link = tuple[str, str, str]


class Line(NamedTuple):
    """A line of the source, with links to its data and its disagreements."""

    number: int
    page: Markup
    text: Markup
    links: tuple[Link, ...]


_PAGE = Markup('<span class="page-start">原件第 {} 页</span>')


def _lines(disclosure: Disclosure) -> Iterator[Line]:
    titled = titled_places(disclosure)
    links: dict[int, tuple[Link, ...]] = {}
    for row in disclosure.of("source_lines"):
        if row["resource"]:
            place = line_place(text(row, "resource"), text(row, "row_key"), titled)
            if place is not None:
                links[integer(row, "source_line")] = ((place.page, place.anchor, place.label),)
    for unit, marked in marks_of(disclosure).places.items():
        if isinstance(unit, LinePlace):
            marks = dict.fromkeys(mark for _, mark in marked)
            found = (("checks", f"check-{number}", name) for number, name in marks)
            links[unit.line] = (*links.get(unit.line, ()), *found)
    figures = _figures(disclosure)
    page: int | None = None
    for number, printed in enumerate(disclosure.source, start=1):
        before, page = page, disclosure.page_of_line(number)
        begun = _PAGE.format(page) if page is not None and page != before else Markup("")
        # A form feed is where a page of the original began: nothing to see.
        yield Line(
            number,
            begun,
            cells(printed.replace("\f", ""), figures.get(number, {})),
            links.get(number, ()),
        )


def _figures(disclosure: Disclosure) -> dict[int, dict[int, str]]:
    """The pages of the figures that a line prints, by the cells that print them."""
    found: dict[int, dict[int, str]] = {}
    for line_id, figure in disclosure.figures.items():
        place = place_of(text(figure, "place"))
        if isinstance(place, LinePlace) and place.cell is not None:
            found.setdefault(place.line, {})[place.cell] = figure_address(line_id)
    return found


class Unit(NamedTuple):
    """A page, sheet, table or block of a document that is no text, with links to its data.

    ``more`` are the anchors of pages that are told together with it.
    """

    anchor: str
    label: str
    links: tuple[Link, ...]
    more: Markup = Markup("")


def _units(disclosure: Disclosure) -> Iterator[Unit]:
    if all(row["format"] == "text" for row in disclosure.documents):
        return
    titled = titled_places(disclosure)
    links: dict[Place, dict[Link, None]] = {}
    for row in disclosure.of("published_tables"):
        if row["place"]:
            start, end = place_of(text(row, "place")), place_of(text(row, "place_end"))
            shown = titled.get(text(row, "table_no"))
            for unit in units_between(start, end):
                found = links.setdefault(unit, {})
                if shown is not None:
                    found[shown.page, shown.anchor, shown.label] = None
    for row in disclosure.of("narrative"):
        key = f"{row['section_no']}.{row['paragraph_no']}"
        shown = line_place("narrative", key, {})
        if shown is not None:
            found = links.setdefault(whole(place_of(text(row, "place"))), {})
            found[shown.page, shown.anchor, shown.label] = None
    for figure in disclosure.figures.values():
        links.setdefault(whole(place_of(text(figure, "place"))), {})
    for told in findings(disclosure):
        for place in (place for result in told.results for place in places_of(result)):
            found = links.setdefault(whole(place), {})
            found["checks", f"check-{told.number}", told.name] = None
    for unit in _mentioned(disclosure):
        links.setdefault(unit, {})
    empty = {unit for unit in _pages(disclosure) if unit not in links}
    places = [unit for unit in (*links, *empty) if not isinstance(unit, LinePlace)]
    for nothing, run in groupby(sorted(places, key=order), empty.__contains__):
        if nothing:
            yield _empty(tuple(run))
            continue
        for unit in run:
            label = f"{say(unit)}：" if links[unit] else say(unit)
            yield Unit(anchor_of(unit), label, tuple(links[unit]))


_ANCHOR = Markup('<span id="{}"></span>')


def _empty(pages: tuple[Place, ...]) -> Unit:
    """Pages in a row of which nothing came; each can still be led to."""
    first, *rest = pages
    said = say_span(first, rest[-1]) if rest else say(first)
    anchors = Markup("").join(_ANCHOR.format(anchor_of(each)) for each in rest)
    return Unit(anchor_of(first), f"{said}：没有收录的数据", (), anchors)


def _pages(disclosure: Disclosure) -> Iterator[Place]:
    """Every page of the documents that have pages."""
    for document in disclosure.documents:
        if document["page_count"] is not None:
            yield from map(PagePlace, range(1, integer(document, "page_count") + 1))


def _mentioned(disclosure: Disclosure) -> Iterator[Place]:
    """What other pages lead to, though nothing came of it: places of checks, of leftovers."""
    for result in disclosure.of("checks"):
        yield from map(whole, places_of(result))
    for row in disclosure.of("unplaced_cells"):
        if row["place"]:
            yield whole(place_of(text(row, "place")))


def _context(site: Site, disclosure: Disclosure) -> Context:
    lines = tuple(_lines(disclosure))
    parts = source_parts(disclosure) if lines else ()
    return {
        "parts": tuple((part, lines[part.first - 1 : part.last]) for part in parts),
        "units": tuple(_units(disclosure)),
        "pictures": tuple(page_pictures(site.package, disclosure)),
        "documents": disclosure.documents,
    }


SOURCE_PAGE = DisclosurePage(
    name="source", title="原文", template="source.html.j2", context=_context, contents=False
)
