"""Columns of a continuation brought into line with those of the table it continues."""

from bisect import bisect_left
from dataclasses import replace

from yusuan.evidence.model import Cell, Grid

_SAME_EDGE = 3.0  # points: what one rule drawn on two pages may differ
_SHARED_EDGES = 4  # both sides and two columns' between them: enough to be one form


def same_columns(base: Grid, grid: Grid) -> bool:
    """Whether both have the same columns: as ruled, else as many."""
    if base.column_count != grid.column_count:
        return False
    if not base.column_edges or not grid.column_edges:
        return True
    shift = grid.column_edges[0] - base.column_edges[0]
    return all(
        abs(b - a - shift) <= _SAME_EDGE
        for a, b in zip(base.column_edges, grid.column_edges, strict=True)
    )


def has_columns_of(base: Grid, grid: Grid) -> bool:
    """Whether ``grid`` has the columns of ``base``, some of them maybe merged on all of its page."""
    if not base.column_edges or not grid.column_edges:
        return same_columns(base, grid)
    shift = grid.column_edges[0] - base.column_edges[0]
    ends = base.column_edges[-1] + shift - grid.column_edges[-1]
    return abs(ends) <= _SAME_EDGE and all(
        _nearest(base.column_edges, edge - shift) is not None for edge in grid.column_edges
    )


def aligned(base: Grid, grid: Grid) -> tuple[Grid, Grid] | None:
    """Both with the same columns, or None where that is not certain.

    A column that a page does not rule is a merged cell there: its edges are found among those of
    the other page. A text pads its lines: columns that are blank throughout may be missing.
    """
    if same_columns(base, grid):
        return base, grid
    if not base.spans_known or not grid.spans_known:
        return _padded(base, grid)
    if not base.column_edges or not grid.column_edges:
        return None
    shift = grid.column_edges[0] - base.column_edges[0]  # pages may be set off to one side
    grid = replace(grid, column_edges=tuple(edge - shift for edge in grid.column_edges))
    if (outer := _merged_edges(base.column_edges, grid.column_edges)) is None:
        return None
    return _on_edges(base, outer), _on_edges(grid, outer)


def _merged_edges(left: tuple[float, ...], right: tuple[float, ...]) -> tuple[float, ...] | None:
    """All edges, if both end alike and those of one page are among those of the other.

    Or some are: a form has rows of few wide cells and of many, and a page ends between them.
    """
    more, fewer = (left, right) if len(left) >= len(right) else (right, left)
    if abs(more[0] - fewer[0]) > _SAME_EDGE or abs(more[-1] - fewer[-1]) > _SAME_EDGE:
        return None
    found = [_nearest(more, edge) for edge in fewer]
    shared = [at for at in found if at is not None]
    if len(set(shared)) < len(shared) or len(shared) < min(len(fewer), _SHARED_EDGES):
        return None
    own = (edge for edge, at in zip(fewer, found, strict=True) if at is None)
    return tuple(sorted((*more, *own)))


def _nearest(edges: tuple[float, ...], edge: float) -> int | None:
    at = bisect_left(edges, edge - _SAME_EDGE)
    found = [
        (abs(edges[position] - edge), position)
        for position in range(at, len(edges))
        if edges[position] <= edge + _SAME_EDGE
    ]
    return min(found)[1] if found else None


def _on_edges(grid: Grid, edges: tuple[float, ...]) -> Grid:
    """``grid`` on finer columns; a cell over several of them is merged."""
    if len(grid.column_edges) == len(edges):
        return replace(grid, column_edges=edges)
    starts = [_nearest(edges, edge) for edge in grid.column_edges]
    if any(start is None for start in starts) or len(set(starts)) != len(starts):
        raise ValueError("edges that were found among the others")
    new = [start for start in starts if start is not None]
    cells: list[Cell] = []
    for row in range(grid.row_count):
        for cell in grid.row(row):
            first, end = new[cell.column], new[cell.column + 1]
            if cell.anchor is not None:
                anchor = (cell.anchor[0], new[cell.anchor[1]])
                cells.extend(
                    replace(cell, column=column, anchor=anchor) for column in range(first, end)
                )
                continue
            span = new[cell.column + cell.column_span] - first
            cells.append(replace(cell, column=first, column_span=span))
            cells.extend(
                Cell(
                    row,
                    column,
                    tuple(part._replace(text="") for part in cell.parts[:1]),
                    kind="covered",
                    anchor=(cell.row, first),
                    marks=cell.marks,
                )
                for column in range(first + 1, end)
            )
    return replace(grid, column_count=len(edges) - 1, cells=tuple(cells), column_edges=edges)


def _padded(base: Grid, grid: Grid) -> tuple[Grid, Grid] | None:
    width = min(base.column_count, grid.column_count)
    for wide in (base, grid):
        beyond = wide.column_count > width
        if beyond and any(c.kind == "printed" for c in wide.cells if c.column >= width):
            return None
    return first_columns(base, width), first_columns(grid, width)


def first_columns(grid: Grid, width: int) -> Grid:
    """``grid`` without its columns from ``width`` on, which are blank and not merged."""
    if grid.column_count == width:
        return grid
    cells = tuple(cell for cell in grid.cells if cell.column < width)
    return replace(grid, column_count=width, cells=cells)


def without_blank_sides(grid: Grid) -> Grid:
    """``grid`` without the columns at its sides that hold nothing, not even a head.

    A text's tabs leave them at the right alone. Converters of PDFs frame a table in them, with
    cells merged over its head and body. One that is merged with its neighbour stays.
    """
    printed = [
        column
        for cell in grid.cells
        if cell.kind == "printed"
        for column in (cell.column, cell.column + cell.column_span - 1)
    ]
    if not printed:
        return grid if grid.spans_known else first_columns(grid, 1)
    end = max(printed) + 1
    if not grid.spans_known:
        return first_columns(grid, end)
    apart = _apart(grid)
    first = min(printed)
    first = first if apart.issuperset(range(first)) else 0
    end = end if apart.issuperset(range(end, grid.column_count)) else grid.column_count
    return grid if (first, end) == (0, grid.column_count) else _columns(grid, first, end)


def _apart(grid: Grid) -> set[int]:
    """Columns in which no cell is merged with one of another column."""
    merged = {
        column
        for cell in grid.cells
        if cell.column_span > 1
        for column in range(cell.column, cell.column + cell.column_span)
    }
    return set(range(grid.column_count)) - merged


def _columns(grid: Grid, first: int, end: int) -> Grid:
    cells = tuple(
        replace(
            cell,
            column=cell.column - first,
            anchor=cell.anchor and (cell.anchor[0], cell.anchor[1] - first),
        )
        for cell in grid.cells
        if first <= cell.column < end
    )
    edges = grid.column_edges[first : end + 1]
    return replace(grid, column_count=end - first, cells=cells, column_edges=edges)


def without_covered(grid: Grid) -> Grid:
    """``grid`` without columns in which every row goes on with the cell at the left.

    Only a table that stood above in the same frame has a cell that begins there.
    """
    kept = [
        column
        for column in range(grid.column_count)
        if any(_begins(grid.cell(row, column)) for row in range(grid.row_count))
    ]
    if len(kept) == grid.column_count or not grid.spans_known:
        return grid
    number = {column: position for position, column in enumerate(kept)}
    cells = tuple(
        replace(
            cell,
            column=number[cell.column],
            column_span=sum(cell.column <= c < cell.column + cell.column_span for c in kept),
            anchor=cell.anchor and (cell.anchor[0], number[cell.anchor[1]]),
        )
        for cell in grid.cells
        if cell.column in number
    )
    edges = grid.column_edges and (*(grid.column_edges[c] for c in kept), grid.column_edges[-1])
    return replace(grid, column_count=len(kept), cells=cells, column_edges=edges)


def _begins(cell: Cell) -> bool:
    return cell.anchor is None or cell.anchor[1] == cell.column
