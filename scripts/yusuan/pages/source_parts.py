"""The parts that the source text is shown in: its tables and sections, each folded by itself.

A whole document is tens of screens on a phone. The folded parts are its list of contents; an
address of a line opens the part that holds it, which browsers do without a script.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from yusuan.evidence.places import LinePlace, place_of
from yusuan.pages.model import Disclosure, text

# A part without a title inside it is cut after so many lines.
LONGEST = 150
_BEGINNING, _UNTITLED = "文件开头", "没有标题的表"


class SourcePart(NamedTuple):
    """Lines ``first`` to ``last``, counted from 1."""

    title: str
    first: int
    last: int


def source_parts(disclosure: Disclosure) -> tuple[SourcePart, ...]:
    """All lines of the source in order, none twice."""
    count = len(disclosure.source)
    titles = {1: _BEGINNING} | dict(sorted(_titles(disclosure)))
    starts = [*titles, count + 1]
    return tuple(
        SourcePart(titles[start], first, min(first + LONGEST, end) - 1)
        for start, end in pairwise(starts)
        for first in range(start, end, LONGEST)
    )


def _titles(disclosure: Disclosure) -> Iterator[tuple[int, str]]:
    """The lines that begin a table or a section of the prose, with its title."""
    for row in disclosure.of("narrative"):
        if row["paragraph_type"] == "heading" and row["paragraph_no"] == 1:
            yield from ((line, text(row, "text")) for line in _line(text(row, "place")))
    for row in disclosure.of("published_tables"):
        if row["place"]:
            title = text(row, "title") or _UNTITLED
            yield from ((line, title) for line in _line(text(row, "place")))


def _line(place: str) -> Iterator[int]:
    found = place_of(place)
    if isinstance(found, LinePlace):
        yield found.line
