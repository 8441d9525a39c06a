"""Where the cells of a row lie, from one place of the row: evidence of tables says it once.

On a page a row has an upper and a lower edge and a table the edges of its columns; in a text, a
workbook or a table of Word the cells of a row are counted.
"""

from collections.abc import Sequence
from typing import NamedTuple

from yusuan.evidence.places import (
    Box,
    LinePlace,
    PagePlace,
    Place,
    SheetPlace,
    TablePlace,
)


class RowFrame(NamedTuple):
    """Of a row: its page or the place of its first cell, its edges, those of its columns."""

    at: Place
    y: tuple[float, float] | None = None
    x: tuple[float, ...] = ()


def place_in(
    frames: Sequence[RowFrame], row: int, column: int, rows: int = 1, columns: int = 1
) -> Place | None:
    """Where a cell lies if it fills its rows and columns; None where the row does not tell."""
    frame = frames[row]
    match frame.at:
        case PagePlace(page):
            last = frames[min(row + rows, len(frames)) - 1]
            if frame.y is None or last.y is None or len(frame.x) <= column + columns:
                return None
            left, right = frame.x[column], frame.x[column + columns]
            return PagePlace(page, Box(left, frame.y[0], right, last.y[1]))
        case LinePlace(line, cell):
            return None if cell is None else LinePlace(line, cell + column)
        case SheetPlace(sheet, number, first, position):
            return None if first is None else SheetPlace(sheet, number, first + column, position)
        case TablePlace(table, number, cell):
            return None if cell is None else TablePlace(table, number, cell + column)
    return None
