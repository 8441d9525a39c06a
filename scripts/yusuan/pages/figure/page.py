"""The page that draws any figure of a disclosure; without a script it is a list of all of them."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from yusuan.citation.builders import row_of_figure
from yusuan.pages.declaration import Context, DisclosurePage
from yusuan.pages.figure.alike import row_of
from yusuan.pages.figure.citing import (
    address_of_all,
    first_document,
    rules,
    shared_texts,
    table_title,
)
from yusuan.pages.figure.parts import FOLDER, part_counts
from yusuan.pages.figures import grouped
from yusuan.pages.model import Disclosure, Record, Site, text
from yusuan.pages.origins import Origin, origin
from yusuan.pages.places import FIGURE_PAGE, figure_fragment, figure_place
from yusuan.pages.searching.checked import checks_part


class Listed(NamedTuple):
    """The figures of a row; of each the fragment of its address, and its column and value."""

    address: str
    row: str
    source: str
    place: str
    figures: tuple[tuple[str, str], ...]


def _listed(disclosure: Disclosure, resource: str) -> Iterator[Listed]:
    of_table = (each for each in disclosure.figures.items() if row_of(each[0])[0] == resource)
    for (address, row, found), figures in groupby(of_table, lambda each: _row(disclosure, *each)):
        yield Listed(
            address,
            row,
            found.anchor if found else "",
            found.label if found else "",
            tuple((figure_fragment(line_id), _printed(figure)) for line_id, figure in figures),
        )


def _row(disclosure: Disclosure, line_id: str, figure: Record) -> tuple[str, str, Origin | None]:
    """The address of its row, what the row is called, where it is printed."""
    shown = figure_place(disclosure, line_id)
    return shown.address if shown else "", row_of_figure(figure), origin(figure["place"])


def _printed(figure: Record) -> str:
    value = f"{grouped(text(figure, 'published_text'))} {text(figure, 'published_unit')}".strip()
    return "：".join(filter(None, (text(figure, "column_label"), value)))


def _context(site: Site, disclosure: Disclosure) -> Context:
    counts = part_counts(disclosure)
    return {
        "settings": {
            "folder": FOLDER,
            "id": disclosure.id,
            "parts": counts,
            "checks": checks_part(disclosure.id) if disclosure.of("checks") else "",
            "texts": shared_texts(site, disclosure),
            "document": first_document(disclosure),
            "address": address_of_all(site, disclosure),
            "rules": rules(site),
        },
        "tables": [
            (name, table_title(site, disclosure, name), _listed(disclosure, name))
            for name in counts
        ],
    }


def _applies(disclosure: Disclosure) -> bool:
    return bool(disclosure.figures)


FIGURE_PAGE_OF_DISCLOSURE = DisclosurePage(
    name=FIGURE_PAGE,
    title="数字",
    template="figure.html.j2",
    context=_context,
    applies=_applies,
    listed=False,
    contents=False,
)
