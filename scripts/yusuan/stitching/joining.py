"""Two grids made one: heads folded, rows and cells that the page break cut rejoined."""

import re
from collections.abc import Collection
from dataclasses import replace

from yusuan.evidence.model import Cell, Furniture, Grid, Part
from yusuan.printed.column_numbers import is_column_numbers
from yusuan.printed.slips import one_off
from yusuan.printed.text import key
from yusuan.stitching.columns import aligned, same_columns
from yusuan.stitching.cuts import body_start, find_cut
from yusuan.stitching.going_on import form_goes_on
from yusuan.stitching.rows import furniture_of, moved, without_rows
from yusuan.stitching.wording import is_amount

_LONGEST_FIELD = 12
_DEEPEST = 6  # rows of a head
_TABLE_OF_FIGURES = 3  # rows with several figures: a form has single ones


def join(
    base: Grid, grid: Grid, repeated: tuple[int, int], known: Collection[str]
) -> tuple[Grid, tuple[Furniture, ...]] | None:
    """``base`` with the rows of ``grid`` below its own; None if their columns do not agree.

    ``repeated`` is the head that both have (``rows.repeated_head``), ``known`` are the texts of
    all cells of the document, as compared.
    """
    start, head = repeated
    if _says_otherwise(base, start + head, grid, head) or _another_head(
        base, start + head, grid, head
    ):
        return None
    if head and base.column_count == grid.column_count and not same_columns(base, grid):
        # A program may set each part of a table in widths of its own: the last goes on below.
        above, below = replace(base, column_edges=grid.column_edges), grid
    elif both := aligned(base, grid):
        above, below = both
        other = both != (base, grid) and not form_goes_on(base, grid)
        if other and _displaced(above, below):
            return None
    else:
        return None
    furniture = list(
        furniture_of((cell for row in range(head) for cell in below.row(row)), "repeated")
    )
    below = without_rows(below, frozenset(range(head)))
    if not below.row_count:
        return _with_place(above, grid, start, head), tuple(furniture)
    body = body_start(above, start + head)
    cut = find_cut(above, body, below, 0, known)
    again = [
        column
        for column in cut.columns
        if (text := key(below.cell(0, column).text)) and text == key(_above(above, column).text)
    ]
    furniture += furniture_of((below.cell(0, column) for column in again), "repeated")
    joined = _stacked(above, below, cut.columns, frozenset(again))
    if cut.row:
        joined = without_rows(joined, frozenset([above.row_count]))
    return _with_place(joined, grid, start, head), tuple(furniture)


def _another_head(base: Grid, row: int, grid: Grid, below: int) -> bool:
    """Whether the rest of both heads, down to the numbers of the columns, names other columns.

    A label one character off is a slip of the same.
    """
    ends = [
        next(
            (
                at
                for at in range(first, min(first + _DEEPEST, each.row_count))
                if _numbers(each, at)
            ),
            None,
        )
        for each, first in ((base, row), (grid, below))
    ]
    if ends[0] is None or ends[1] is None or ends[0] - row != ends[1] - below:
        return False
    pairs = (
        (key(one.text), key(other.text))
        for at in range(ends[0] - row)
        for one, other in zip(base.row(row + at), grid.row(below + at), strict=False)
    )
    return any(one and other and not _is_same_label(one, other) for one, other in pairs)


_OF_AMOUNTS = frozenset({"金额", "数额", "预算数", "预算金额", "预算", "预算额"})
_OF_ANOTHER_TIME = re.compile(r"[上去前下明]年|20[0-9]{2}|年初|年末|[预决]算|调整|执行|完成|[增减]")


def _is_same_label(one: str, other: str) -> bool:
    """Whether two labels of a column may be one: a slip, 金额 for 预算数, 日常公用经费 for 公用经费."""
    if one == other or (one in _OF_AMOUNTS and other in _OF_AMOUNTS):
        return True
    if _OF_ANOTHER_TIME.findall(one) != _OF_ANOTHER_TIME.findall(other):
        return False
    return one_off(one, other, 2) or one in other or other in one


def _numbers(grid: Grid, row: int) -> bool:
    return is_column_numbers([cell.text for cell in grid.row(row)])


def _says_otherwise(base: Grid, row: int, grid: Grid, below: int) -> bool:
    """Whether the rows below what both print at their top are the same fields of other content.

    部门：… is of another department then, and so is the table below it.
    """
    if row >= base.row_count or below >= grid.row_count:
        return False
    one, other = _fields(base, row), _fields(grid, below)
    return bool(one) and one.keys() == other.keys() and one != other


def _fields(grid: Grid, row: int) -> dict[str, str]:
    """What a row says of each field, where it holds nothing but fields: 部门：…, 单位：万元."""
    texts = [key(cell.text) for cell in grid.row(row) if cell.text.strip()]
    if not all(0 < text.find(":") <= _LONGEST_FIELD for text in texts):
        return {}
    return {label: said for label, _, said in (text.partition(":") for text in texts)}


def _displaced(above: Grid, below: Grid) -> bool:
    """Whether a figure stands between the columns of a table of figures: it is of another one."""
    rows_of_figures = sum(
        sum(is_amount(cell.text) for cell in row if cell.text) > 1 for row in above.rows()
    )
    if rows_of_figures < _TABLE_OF_FIGURES:
        return False
    bounds = {(cell.column, cell.column_span) for cell in above.cells if cell.kind != "covered"}
    return any(
        (cell.column, cell.column_span) not in bounds
        for cell in below.cells
        if cell.text and is_amount(cell.text)
    )


def _above(grid: Grid, column: int) -> Cell:
    return grid.owner(grid.row_count - 1, column)


def _with_place(joined: Grid, grid: Grid, start: int, head: int) -> Grid:
    return replace(
        joined,
        places=(*joined.places, *grid.places),
        spans_known=joined.spans_known and grid.spans_known,
        head_rows=max(joined.head_rows, 0 if start else head),
        marks=joined.marks | grid.marks,
    )


def _stacked(above: Grid, below: Grid, merged: Collection[int], again: Collection[int]) -> Grid:
    """The rows of ``below`` under those of ``above``; the cells of ``merged`` columns made one.

    The text of a column in ``again`` is printed twice and kept once.
    """
    offset = above.row_count
    grown: dict[tuple[int, int], Cell] = {}
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    for column in merged:
        upper, lower = _above(above, column), below.cell(0, column)
        parts: tuple[Part, ...] = upper.parts
        if lower.text and column not in again:
            parts = (*upper.parts, *lower.parts) if upper.text else lower.parts
        grown[upper.row, upper.column] = replace(
            upper,
            parts=parts,
            row_span=upper.row_span + lower.row_span,
            kind="printed" if any(part.text for part in parts) else upper.kind,
            marks=upper.marks | lower.marks,
        )
        owners[0, column] = (upper.row, upper.column)
    cells = list(above.cells)
    for (row, column), cell in grown.items():
        cells[row * above.column_count + column] = cell
    for cell in below.cells:
        anchor = cell.anchor or (cell.row, cell.column)
        if anchor in owners:
            part = cell.parts[0]._replace(text="")
            cells.append(
                Cell(
                    cell.row + offset,
                    cell.column,
                    (part,),
                    kind="covered",
                    anchor=owners[anchor],
                    marks=cell.marks,
                )
            )
            continue
        to = None if cell.anchor is None else (cell.anchor[0] + offset, cell.anchor[1])
        cells.append(moved(cell, cell.row + offset, to))
    return replace(above, row_count=offset + below.row_count, cells=tuple(cells))
