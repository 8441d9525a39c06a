"""Rows of a Word table that stand outside its frame: titles, units, notes without lines.

Word joins tables that follow one another, titles and all. What a reader of the printed page sees
as several tables is told by the lines: a row none of whose cells has a line at its sides belongs
to no table, unless figures stand in it.
"""

import re
from typing import TYPE_CHECKING, NamedTuple

from yusuan.readers.docx_styles import child
from yusuan.readers.docx_tables import LaidCell, TableLayout
from yusuan.readers.packages import attribute

if TYPE_CHECKING:
    from lxml import etree

_NONE = ("nil", "none")
_FIGURE = re.compile(r"(?!(?:19|20)[0-9]{2}$)[-+(（]?[0-9][0-9,.]*[)）%]?")  # no year
_MOST_TEXTS = 3  # a number, a department and a unit on one line


class Stretch(NamedTuple):
    """Rows of a table, ``end`` left out, inside its frame or not."""

    start: int
    end: int
    framed: bool


def stretches(layout: TableLayout) -> list[Stretch]:
    """The rows of a table in stretches; one of all rows where the lines tell nothing.

    Call it when the cells have their text.
    """
    rows = layout.rows
    framed = [not _may_stand_outside(row) for row in rows]
    if all(framed) or not (_table_has_lines(layout) or any(map(_has_side_line, rows))):
        return [Stretch(0, len(rows), framed=True)]
    for row in rows:  # a cell over several rows keeps them together
        for cell in row:
            if cell.row_span > 1 and any(framed[cell.row : cell.row + cell.row_span]):
                for number in range(cell.row, min(cell.row + cell.row_span, len(rows))):
                    framed[number] = True
    found: list[Stretch] = []
    for number, inside in enumerate(framed):
        if found and found[-1].framed == inside:
            found[-1] = found[-1]._replace(end=number + 1)
        else:
            found.append(Stretch(number, number + 1, inside))
    return found


def _may_stand_outside(row: list[LaidCell]) -> bool:
    """Whether lines are switched off on purpose, and no figure is in the row."""
    texts = [cell.text for cell in row if cell.text]
    return (
        all(map(_lines_are_off, row))
        and len(texts) <= _MOST_TEXTS
        and not any(map(_FIGURE.fullmatch, texts))
    )


def _table_has_lines(layout: TableLayout) -> bool:
    borders = child(layout.element, "tblPr", "tblBorders")
    return any(_is_line(child(borders, name)) for name in ("left", "start", "insideV"))


def _has_side_line(row: list[LaidCell]) -> bool:
    return any(_is_line(side) for cell in row for side in _sides(cell))


def _lines_are_off(cell: LaidCell) -> bool:
    return all(side is not None and not _is_line(side) for side in _sides(cell))


def _sides(cell: LaidCell) -> tuple["etree._Element | None", "etree._Element | None"]:
    """The left and the right border of a cell, None where the cell states none."""
    borders = child(cell.element, "tcPr", "tcBorders")
    left, start, right, end = (child(borders, it) for it in ("left", "start", "right", "end"))
    return (start if left is None else left), (end if right is None else right)


def _is_line(border: "etree._Element | None") -> bool:
    return border is not None and attribute(border, "val") not in _NONE
