"""Columns and titles that a wide sheet prints again on each of its pages: codes and names."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from yusuan.evidence.model import Furniture, Grid, Line, OpenCell
from yusuan.evidence.places import Box
from yusuan.stitching.abreast import (
    SAME_EDGE,
    Piece,
    body_of,
    box_at,
    cells_of,
    first_amount,
    is_open,
    level,
    row_edges,
)
from yusuan.stitching.rows import furniture_of
from yusuan.stitching.wording import is_amount

NO_FIGURE = frozenset("-—–－") | {"——", "--"}
_FEWEST_ROWS = 2  # with a text in a column that is printed again
_FEWEST_FIGURES = 3  # rows of them


def columns_again(left: Grid, right: Grid) -> int:
    """How many columns ``right`` begins with that are the first ones of ``left``, cell by cell."""
    if not (left.column_edges and right.column_edges and row_edges(left) and row_edges(right)):
        return 0
    widths = zip(_from_first(left), _from_first(right), strict=False)
    alike = sum(1 for _ in takewhile(lambda it: abs(it[0] - it[1]) <= SAME_EDGE, widths))
    for count in range(min(alike - 1, left.column_count, right.column_count - 1), 0, -1):
        if _are_alike(left, right, count):
            return count
    return 0


def _from_first(grid: Grid) -> list[float]:
    return [edge - grid.column_edges[0] for edge in grid.column_edges]


def _are_alike(left: Grid, right: Grid, count: int) -> bool:
    if any(
        it.anchor is None and it.column < count < it.column + it.column_span for it in right.cells
    ):
        return False
    one, other = _cells(left, count), _cells(right, count)
    if len(one) != len(other):
        return False
    if len({top for top, _, _, _, text in other if text}) < _FEWEST_ROWS:
        return False
    return all(
        a[2:] == b[2:] and abs(a[0] - b[0]) <= SAME_EDGE and abs(a[1] - b[1]) <= SAME_EDGE
        for a, b in zip(one, other, strict=True)
    )


def _cells(grid: Grid, count: int) -> list[tuple[float, float, int, int, str]]:
    """The cells of the first columns, each with its heights, as far as it lies over these."""
    edges = row_edges(grid)
    found = [
        (
            edges[cell.row],
            edges[cell.row + cell.row_span],
            cell.column,
            min(cell.column + cell.column_span, count),
            cell.text,
        )
        for cell in grid.cells
        if cell.anchor is None and cell.column < count
    ]
    return sorted(found, key=lambda it: (it[2], it[0]))


def without_first(grid: Grid, count: int) -> tuple[Grid, tuple[Furniture, ...]]:
    """``grid`` without its first columns, and what they print.

    Rows that only those tell apart are one.
    """
    own = [cell for cell in grid.cells if cell.anchor is None and cell.column >= count]
    starts = sorted({row for cell in own for row in (cell.row, cell.row + cell.row_span)})
    at = {row: number for number, row in enumerate(starts)}
    pieces = [
        Piece(
            (
                at[cell.row],
                cell.column - count,
                at[cell.row + cell.row_span] - at[cell.row],
                cell.column_span,
            ),
            cell,
        )
        for cell in own
    ]
    rest = replace(
        grid,
        row_count=len(starts) - 1,
        column_count=grid.column_count - count,
        cells=cells_of(pieces),
        column_edges=grid.column_edges[count:],
        open_cells=tuple(
            it._replace(row=at[it.row], column=it.column - count)
            for it in grid.open_cells
            if it.column >= count
        ),
    )
    gone = (it for it in grid.cells if it.column < count and it.anchor is None)
    return rest, furniture_of(gone, "repeated")


def has_figures_alone(left: Grid, rest: Grid) -> bool:
    """Whether ``rest``, beside the columns that it prints again, has a head and figures below it."""
    if not row_edges(rest):
        return False
    found = [(row_edges(it), first_amount(it), body_of(it)) for it in (left, rest)]
    ends = [edges[row] for edges, row, _ in found if row is not None]
    ends = ends or [edges[body] for edges, _, body in found if body is not None]
    if not ends:
        return False
    end = min(ends) - SAME_EDGE
    texts = [cell.text for cell in rest.cells if cell.text and row_edges(rest)[cell.row] >= end]
    return all(is_amount(text) or text in NO_FIGURE for text in texts)


def is_without_labels(left: Grid, right: Grid) -> bool:
    """Whether ``right``, in the rows of ``left``, has figures and nothing that says of what.

    Every column has one that is no code: with decimals, or with commas.
    """
    if not has_figures_alone(left, right):
        return False
    body = body_of(right)
    printed_rows = {cell.row for cell in right.cells if cell.text}
    if not body or sum(row >= body for row in printed_rows) < _FEWEST_FIGURES:
        return False
    for column in range(right.column_count):
        texts = {right.cell(row, column).text for row in range(body, right.row_count)}
        printed = [it for it in texts if it.strip("0") and it not in NO_FIGURE]
        if printed and not any("." in it or "," in it for it in printed):
            return False
    return True


def with_open_cells(left: Grid, rest: Grid) -> Grid:
    """``rest`` of a table whose first columns are printed again: what goes on over the cut is open.

    Its rule at the cut is that of the columns printed again. Of a text on both sides is not known
    where it stands.
    """
    edges, own = row_edges(left), row_edges(rest)
    if not own or is_open(left, "right"):
        return rest
    found: list[OpenCell] = []
    for it in left.open_cells:
        last = it.row + left.cell(it.row, it.column).row_span
        for row in range(rest.row_count if it.side == "right" else 0):
            cell = rest.cell(row, 0)
            if cell.anchor is None and _level(
                (own[row], own[row + cell.row_span]), (edges[it.row], edges[last])
            ):
                found.append(OpenCell(row, 0, "left", ()))
    return replace(rest, open_cells=(*rest.open_cells, *found))


def _level(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(abs(a - b) <= SAME_EDGE for a, b in zip(one, other, strict=True))


def lines_again(
    left: Iterable[Line], right: Iterable[Line], tops: tuple[Box, Box]
) -> list[tuple[Line, Line]] | None:
    """Each line above the left table with that above the right one, which says the same.

    None if one says anything else, or none says anything. The end of either may be cut off.
    ``tops`` are the boxes of both tables.
    """
    own, others = _above(left, tops[0]), _above(right, tops[1])
    pairs: list[tuple[Line, Line]] = []
    for line, box in own:
        found = [it for it, there in others if level(box, there) and _begins_alike(box, there)]
        if len(found) != 1:
            return None
        one, other = sorted((line.text, found[0].text), key=len)
        if not other.startswith(one):
            return None
        pairs.append((line, found[0]))
    return pairs if pairs and len(pairs) == len(others) else None


def lines_apart(
    left: Iterable[Line],
    right: Iterable[Line],
    tops: tuple[Box, Box],
    are_one: Callable[[Line, Line], bool],
) -> list[tuple[Line, Line]] | None:
    """As ``lines_again``, of a title over all columns, of which each page prints what it has room for.

    None if a line of one page has another at its side on the other page, a title of its own, and
    they are not pieces of one (``are_one``).
    """
    own, others = _above(left, tops[0]), _above(right, tops[1])
    pairs: list[tuple[Line, Line]] = []
    for other, there in others:
        near = [it for it in own if level(it[1], there) and not are_one(it[0], other)]
        again = [
            line
            for line, box in near
            if _begins_alike(box, there)
            and (line.text.startswith(other.text) or other.text.startswith(line.text))
        ]
        if len(again) != len(near) or len(near) > 1:
            return None
        pairs += [(line, other) for line in again]
    return pairs


def _above(lines: Iterable[Line], top: Box) -> Sequence[tuple[Line, Box]]:
    boxes = ((line, box_at(line.place)) for line in lines)
    return [(line, box) for line, box in boxes if box is not None and box.y0 < top.y0]


def _begins_alike(one: Box, other: Box) -> bool:
    return abs(one.x0 - other.x0) <= SAME_EDGE
