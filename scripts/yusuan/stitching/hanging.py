"""Lines that hang below a table at the end of its page: the rest of a cell, which goes on there.

A browser that prints a table breaks a row between any two lines; the rule below the cell is drawn
above the last line that still fits.
"""

from dataclasses import replace

from yusuan.evidence.model import Grid, Line, Part
from yusuan.evidence.places import Box, PagePlace
from yusuan.stitching.wording import ended, is_note, is_number_or_code, is_numbered, is_page_mark

_LINES_BELOW = 1.5  # heights of the line that it may stand below the table
_SLACK = 1.0  # points that it may stand out of its column


def cell_above(grid: Grid, line: Line) -> tuple[int, int] | None:
    """The cell of the last row (row and column of its owner) whose text ``line`` goes on with."""
    where, there = grid.places[-1], line.place
    if not (isinstance(where, PagePlace) and isinstance(there, PagePlace)):
        return None
    if where.page != there.page or where.box is None or there.box is None or not grid.column_edges:
        return None
    box: Box = there.box
    below = box.y0 - where.box.y1
    if not -(box.y1 - box.y0) <= below <= _LINES_BELOW * (box.y1 - box.y0):
        return None
    text = line.text.strip()
    if is_note(text) or is_numbered(text) or is_page_mark(text) or is_number_or_code(text):
        return None
    for column in range(grid.column_count):
        cell = grid.owner(grid.row_count - 1, column)
        left = grid.column_edges[cell.column]
        right = grid.column_edges[cell.column + cell.column_span]
        if left - _SLACK <= box.x0 and box.x1 <= right + _SLACK:
            goes_on = bool(cell.text.strip()) and not ended(cell.text)
            alone = cell.column_span == grid.column_count
            return (cell.row, cell.column) if goes_on and not alone else None
    return None


def with_rest(grid: Grid, cell: tuple[int, int], line: Line) -> Grid:
    """``grid`` with what ``line`` says as the end of the cell at this row and column."""
    row, column = cell
    cells = list(grid.cells)
    at = row * grid.column_count + column
    held = cells[at]
    cells[at] = replace(held, parts=(*held.parts, *(line.pieces or (Part(line.text, line.place),))))
    return replace(grid, cells=tuple(cells))
