"""Where a row stands in the document: what the page says of it, and the anchor it leads to."""

from typing import NamedTuple

from yusuan.evidence.places import (
    LinePlace,
    PagePlace,
    Place,
    SheetPlace,
    TablePlace,
    say_briefly,
    say_span,
)
from yusuan.evidence.places import place_of as parsed
from yusuan.model import Value
from yusuan.pages.model import Record


class Origin(NamedTuple):
    """``anchor`` is an element of the source page of the disclosure."""

    anchor: str
    label: str


def anchor_of(place: Place) -> str:
    """``line-97``, ``page-12``, ``sheet-2``, ``table-3``, ``block-12``."""
    match place:
        case LinePlace(line):
            return f"line-{line}"
        case PagePlace(page):
            return f"page-{page}"
        case SheetPlace(sheet):
            return f"sheet-{sheet}"
        case TablePlace(table):
            return f"table-{table}"
    return f"block-{place.block}"


def box_anchor(place: PagePlace) -> str:
    """``page-12-72-100.5-150-112``: the box of a figure on the picture of its page."""
    return str(place).replace("p", "page-", 1).replace("@", "-").replace(",", "-")


def origin(start: Value, end: Value = None) -> Origin | None:
    """Of the places that a row prints as ``place`` and ``place_end``; None where there are none."""
    if not isinstance(start, str) or not start:
        return None
    first = parsed(start)
    if not isinstance(end, str) or end in ("", start):
        return Origin(anchor_of(first), say_briefly(first))
    return Origin(anchor_of(first), say_span(first, parsed(end)))


def origin_of(row: Record) -> Origin | None:
    return origin(row["place"], row.get("place_end"))
