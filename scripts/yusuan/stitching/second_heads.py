"""Where a table ends and another begins in one frame without a title between: at its head.

Such a head stands below rows of amounts and has a label over each column of amounts below. One
that the table prints again in its own words heads no other. Forms have heads over single rows of
amounts, and levels of indicators (一级指标) whose targets may be figures: they go on.
"""

from collections.abc import Iterator
from itertools import takewhile

from yusuan.evidence.model import Cell, Grid
from yusuan.printed.numbers import has_decimals
from yusuan.printed.text import compact
from yusuan.stitching.rows import row_texts
from yusuan.stitching.wording import LEVEL, ended, is_number_or_code

_LONGEST_LABEL = 30
_MOST_HEAD_ROWS = 5
_FEWEST_ROWS = 2  # with amounts, above and below
_FEWEST_COLUMNS = 2  # of amounts
_LOOKED_AT = 12  # rows below a head
_DEEPEST_HEAD = 8  # rows from the top of a table, its titles among them


def second_heads(grid: Grid) -> list[int]:
    """The first rows of heads that another table begins with, from top to bottom."""
    found: list[int] = []
    start = figured = row = 0  # rows with amounts since the last head
    while row < grid.row_count:
        if _has_amounts(grid, row):
            figured += 1
        elif (
            figured >= _FEWEST_ROWS
            and (end := _head_end(grid, row)) is not None
            and _is_table(grid, start, row)
            and row_texts(grid.row(row)) not in (*_tops(grid, 0, row), *_tops(grid, start, row))
        ):
            found.append(row)
            start, figured, row = row, 0, end - 1
        row += 1
    return found


def _is_table(grid: Grid, start: int, end: int) -> bool:
    """Whether rows have several columns of amounts, each below a label if a head is among them.

    So has no form: its labels stand beside their amounts.
    """
    first = next(row for row in range(start, end) if _has_amounts(grid, row))
    columns = {
        cell.column
        for row in range(first, min(first + _LOOKED_AT, end))
        for cell in grid.row(row)
        if has_decimals(cell.text)
    }
    labels = [grid.owner(first - 1, column) for column in columns] if first > start else []
    return len(columns) >= _FEWEST_COLUMNS and all(_is_label(cell.text) for cell in labels)


def _head_end(grid: Grid, row: int) -> int | None:
    """The row behind a head that begins in a row; None if it is none of another table."""
    if not _may_be_head(grid, row, row):
        return None
    rows = range(row, min(row + _MOST_HEAD_ROWS, grid.row_count))
    end = row + sum(1 for _ in takewhile(lambda at: _may_be_head(grid, at, row), rows))
    columns, figured = _columns_of_amounts(grid, end)
    if figured < _FEWEST_ROWS or len(columns) < _FEWEST_COLUMNS:
        return None
    if any(LEVEL.match(compact(cell.text)) for cell in _of_rows(grid, row, end)):
        return None
    labels = [grid.owner(end - 1, column) for column in sorted(columns)]
    if any(cell.row < row or not _is_label(cell.text) for cell in labels):
        return None
    if any(cell.text and cell.row + cell.row_span > end for cell in _of_rows(grid, row, end)):
        return None  # what is beside rows of a form
    if len({compact(cell.text) for cell in labels}) < _FEWEST_COLUMNS:
        return None
    return end


def _of_rows(grid: Grid, start: int, end: int) -> Iterator[Cell]:
    return (cell for row in range(start, end) for cell in grid.row(row))


def _tops(grid: Grid, start: int, end: int) -> Iterator[tuple[str, ...]]:
    """What the first rows say, as they are compared: a head that is printed again is no other."""
    return (row_texts(grid.row(row)) for row in range(start, min(start + _DEEPEST_HEAD, end)))


def _may_be_head(grid: Grid, row: int, first: int) -> bool:
    """Whether a row has labels alone, none of them merged with what stands above ``first``."""
    owners = [grid.owner(row, cell.column) for cell in grid.row(row)]
    within = all(owner.row >= first or not owner.text for owner in owners)
    texts = [owner.text for owner in owners if owner.text and owner.row == row]
    return len(set(texts)) > 1 and within and all(map(_is_label, texts))


def _is_label(text: str) -> bool:
    text = compact(text)
    return 1 < len(text) <= _LONGEST_LABEL and not is_number_or_code(text) and not ended(text)


def _columns_of_amounts(grid: Grid, start: int) -> tuple[set[int], int]:
    columns: set[int] = set()
    figured = 0
    for row in range(start, min(start + _LOOKED_AT, grid.row_count)):
        cells = grid.row(row)
        if not _has_amounts(grid, row) and _may_be_head(grid, row, row):
            break
        own = {cell.column for cell in cells if has_decimals(cell.text)}
        columns |= own
        figured += bool(own)
    return columns, figured


def _has_amounts(grid: Grid, row: int) -> bool:
    return any(has_decimals(cell.text) for cell in grid.row(row))
