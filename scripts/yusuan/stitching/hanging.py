"""Lines that hang below a table at the end of its page: the rest of a cell, which goes on there.

A browser that prints a table breaks a row between any two lines; the rule below the cell is drawn
above the last line that still fits.
"""

from collections.abc import Sequence
from dataclasses import replace

from yusuan.evidence.model import Grid, Line, Part
from yusuan.evidence.places import PagePlace
from yusuan.stitching.wording import ended, is_note, is_number_or_code, is_numbered, is_page_mark

Position = tuple[int, int]  # row and column

_LINES_BELOW = 1.5  # heights of the line that it may stand below the table
_SLACK = 1.0  # points that it may stand out of its column


def cells_above(grid: Grid, line: Line) -> tuple[tuple[Position, Part], ...]:
    """The cells of the last row (row and column of their owners) that ``line`` goes on with.

    Each piece of the line stands below one of them; empty where any does not.
    """
    where, there = grid.places[-1], line.place
    if not (isinstance(where, PagePlace) and isinstance(there, PagePlace)):
        return ()
    if where.page != there.page or where.box is None or there.box is None or not grid.column_edges:
        return ()
    height = there.box.y1 - there.box.y0
    if not -height <= there.box.y0 - where.box.y1 <= _LINES_BELOW * height:
        return ()
    text = line.text.strip()
    if is_note(text) or is_numbered(text) or is_page_mark(text):
        return ()
    found = []
    for piece in line.pieces or (Part(line.text, line.place),):
        position = _cell_above(grid, piece)
        if position is None:
            return ()
        found.append((position, piece))
    return tuple(found)


def _cell_above(grid: Grid, piece: Part) -> Position | None:
    box = piece.place.box if isinstance(piece.place, PagePlace) else None
    if box is None or is_number_or_code(piece.text):
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


def with_rest(grid: Grid, rest: Sequence[tuple[Position, Part]]) -> Grid:
    """``grid`` with each part as the end of the cell at its row and column."""
    cells = list(grid.cells)
    for (row, column), part in rest:
        at = row * grid.column_count + column
        cells[at] = replace(cells[at], parts=(*cells[at].parts, part))
    return replace(grid, cells=tuple(cells))
