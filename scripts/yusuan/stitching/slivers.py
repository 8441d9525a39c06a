"""Rules of one boundary that rows draw a little apart: head and body set in widths of their own.

Whoever edits a table in Word drags a rule in some rows and not in others. Between the two places
lies a narrow column in which no row has a cell: it is no column.
"""

from collections.abc import Iterator
from dataclasses import replace

from yusuan.evidence.model import Cell, Grid

_WIDEST = 15.0  # points: less than the shortest label and its margins take


def without_slivers(grid: Grid) -> Grid:
    """``grid`` with each boundary where most rows rule it; one without edges stays as it is."""
    if not grid.spans_known:
        return grid
    while (column := next(_slivers(grid), None)) is not None:
        grid = _without(grid, column)
    return grid


def _slivers(grid: Grid) -> Iterator[int]:
    edges = grid.column_edges
    for column in range(1, len(edges) - 2):
        narrow = edges[column + 1] - edges[column] <= _WIDEST
        if narrow and all(_goes_beyond(grid, row, column) for row in range(grid.row_count)):
            yield column


def _goes_beyond(grid: Grid, row: int, column: int) -> bool:
    """Whether the cell there is over a column beside it, too."""
    owner = grid.owner(row, column)
    return owner.column_span > 1


def _without(grid: Grid, column: int) -> Grid:
    begin = sum(grid.owner(row, column).column == column for row in range(grid.row_count))
    end = sum(_end(grid.owner(row, column)) == column + 1 for row in range(grid.row_count))
    dropped = column + 1 if begin >= end else column  # the edge that fewer rows rule
    edges = (*grid.column_edges[:dropped], *grid.column_edges[dropped + 1 :])
    cells = tuple(
        _moved(grid, row, at, column)
        for row in range(grid.row_count)
        for at in range(grid.column_count)
        if at != column
    )
    return replace(
        grid,
        column_count=grid.column_count - 1,
        cells=cells,
        column_edges=edges,
        open_cells=tuple(
            it._replace(column=it.column - (it.column > column)) for it in grid.open_cells
        ),
    )


def _end(cell: Cell) -> int:
    return cell.column + cell.column_span


def _moved(grid: Grid, row: int, at: int, column: int) -> Cell:
    """The cell at a position without ``column``; one that began there begins behind it."""
    cell = grid.cell(row, at)
    if cell.anchor == (row, column) and at == column + 1:
        cell = grid.cell(row, column)
    new = at - (at > column)
    if cell.anchor is not None:
        above, left = cell.anchor
        return replace(cell, column=new, anchor=(above, left - (left > column)))
    over = cell.column <= column < _end(cell)
    return replace(cell, column=new, column_span=cell.column_span - over)
