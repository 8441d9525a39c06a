"""Captioned grids made of a few lines of text, to read beside what they bind to.

Cells are parted by ``|``; ``<`` is covered by the cell on its left, ``^`` by the one above.
"""

from yusuan.binding.model import Caption, CaptionedGrid
from yusuan.evidence.model import Cell, Grid, Part
from yusuan.evidence.places import TablePlace
from yusuan.facts.model import Statement

STATEMENT = Statement("某市某某局", None, 2026, "budget")


def captioned(title: str, text: str, unit: str | None = "万元") -> CaptionedGrid:
    """The grid that ``text`` draws, under ``title``."""
    rows = [line.strip().split("|") for line in text.strip().splitlines()]
    width = len(rows[0])
    assert all(len(row) == width for row in rows), text
    cells = [_cell(rows, r, c) for r in range(len(rows)) for c in range(width)]
    place = TablePlace(1)
    caption = Caption(
        titles=(Part(title, place),) if title else (),
        unit=Part(unit, place) if unit else None,
    )
    return CaptionedGrid(1, Grid(len(rows), width, tuple(cells), (place,)), caption)


def _cell(rows: list[list[str]], row: int, column: int) -> Cell:
    place = TablePlace(1, row + 1, column + 1)
    text = rows[row][column].strip()
    if text in ("<", "^"):
        anchor = _anchor(rows, row, column)
        return Cell(row, column, (Part("", place),), kind="covered", anchor=anchor)
    height = width = 1
    while column + width < len(rows[0]) and rows[row][column + width].strip() == "<":
        width += 1
    while row + height < len(rows) and rows[row + height][column].strip() == "^":
        height += 1
    return Cell(row, column, (Part(text, place),), height, width, "printed" if text else "blank")


def _anchor(rows: list[list[str]], row: int, column: int) -> tuple[int, int]:
    while (mark := rows[row][column].strip()) in ("<", "^"):
        row, column = (row, column - 1) if mark == "<" else (row - 1, column)
    return row, column
