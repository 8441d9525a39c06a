"""Pages that a program made of a PDF: every piece of text set at its left and its top.

Pieces of one height are a line. Lines that follow one another with as many pieces, each column's
left edges apart from the next column's, are a table: its columns are certain. All else stays
lines, with their pieces.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml import etree

_ABSOLUTE = re.compile(r"position\s*:\s*absolute", re.I)
_POSITIONED = re.compile(r"position\s*:\s*(?:absolute|relative|fixed)", re.I)
_LENGTH = re.compile(r"(?:^|;)\s*(left|top)\s*:\s*(-?[0-9]{1,6}(?:\.[0-9]{1,6})?)(px|pt|in|cm|mm)?\s*(?=;|$)",
                     re.I)  # fmt: skip
_PIXELS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
_SAME_LINE = 3.0  # pixels
_LEAST_ROWS = 3


class Placed(NamedTuple):
    """Text at a place of a ``sheet`` (the element that its place is counted from), in pixels."""

    text: str
    sheet: int
    left: float
    top: float


class PlacedTable(NamedTuple):
    """Rows whose columns are certain; None where a row has nothing."""

    rows: tuple[tuple[Placed | None, ...], ...]


def is_positioned(element: "etree._Element") -> bool:
    return bool(_POSITIONED.search(element.get("style") or ""))


def position_of(element: "etree._Element") -> tuple[float, float] | None:
    """Left and top of an absolutely positioned element in pixels, if it states both."""
    style = element.get("style") or ""
    if not _ABSOLUTE.search(style):
        return None
    found = {
        name.lower(): float(number) * _PIXELS[unit.lower()]
        for name, number, unit in _LENGTH.findall(style)
    }
    return (found["left"], found["top"]) if len(found) == 2 else None


def arrange(placed: Sequence[Placed]) -> Iterator[tuple[Placed, ...] | PlacedTable]:
    """Lines (their pieces from left to right) and tables of one sheet, top to bottom."""
    lines = _lines(placed)
    start = 0
    while start < len(lines):
        table, end = _table_at(lines, start)
        if table is None:
            yield tuple(lines[start])
        else:
            yield table
        start = end


def _lines(placed: Sequence[Placed]) -> list[list[Placed]]:
    lines: list[list[Placed]] = []
    for piece in sorted(placed, key=lambda it: (it.top, it.left)):
        if lines and piece.top - lines[-1][0].top <= _SAME_LINE:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda it: it.left) for line in lines]


def _table_at(lines: Sequence[Sequence[Placed]], start: int) -> tuple[PlacedTable | None, int]:
    """The table that begins with a line, and the line after it; the next line if there is none."""
    count = len(lines[start])
    bands = [(piece.left, piece.left) for piece in lines[start]]
    rows: list[tuple[Placed | None, ...]] = []
    full = last_full = 0
    for number in range(start, len(lines)):
        line = lines[number]
        if count < 2:
            break
        if len(line) == count:
            widened = [(min(low, it.left), max(high, it.left))
                       for (low, high), it in zip(bands, line, strict=True)]  # fmt: skip
            if any(a[1] >= b[0] for a, b in pairwise(widened)):
                break
            bands, full = widened, full + 1
            rows.append(tuple(line))
            last_full = len(rows)
        elif (row := _partial(line, bands)) is not None:
            rows.append(row)
        else:
            break
    if full < _LEAST_ROWS:
        return None, start + 1
    return PlacedTable(tuple(rows[:last_full])), start + last_full


def _partial(
    line: Sequence[Placed], bands: Sequence[tuple[float, float]]
) -> tuple[Placed | None, ...] | None:
    """A row with blank cells; None where a piece is in no column for certain."""
    row: list[Placed | None] = [None] * len(bands)
    for piece in line:
        column = next((n for n, (low, high) in enumerate(bands)
                       if low - _SAME_LINE <= piece.left <= high + _SAME_LINE), None)  # fmt: skip
        if column is None or row[column] is not None:
            return None
        row[column] = piece
    return tuple(row)
