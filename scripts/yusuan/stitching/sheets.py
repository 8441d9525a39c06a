"""A table wider than one sheet: its right columns are printed alone on the page behind.

A workbook printed on paper too narrow gives the labels and the first columns on one page, the
other columns in the same rows on the next. Both are one table only where everything proves it:
the same rows at the same heights, no room for the next column, a head over every column, figures
alone in the right half, each beside a label.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from math import nan

from yusuan.evidence.model import Block, Cell, Furniture, Grid, Line
from yusuan.evidence.places import PagePlace
from yusuan.printed.text import key
from yusuan.stitching.rows import row_texts
from yusuan.stitching.wording import is_amount, is_number_or_code

_SAME_EDGE = 1.0  # points
_FEWEST_ROWS = 3  # with figures
_DEEPEST_HEAD = 6
_NO_FIGURE = frozenset("-—–－") | {"——", "--"}


def join_sheets(blocks: Sequence[Block], widths: Mapping[int, float]) -> tuple[Block, ...]:
    """``blocks`` with the halves of wide tables as one grid; ``widths`` are those of the pages."""
    out: list[Block] = []
    left: int | None = None  # where a grid stands behind which there is nothing but furniture
    for block, behind in zip_longest(blocks, blocks[1:]):
        half = out[left] if left is not None else None
        if isinstance(block, Grid):
            if left is not None and isinstance(half, Grid) and _ends_page(block, behind):
                whole = _beside(half, block, widths)
                if whole is not None:
                    out[left], left = whole, None
                    continue
            left = len(out)
        elif not isinstance(block, Furniture):
            left = None
        out.append(block)
    return tuple(out)


def _ends_page(grid: Grid, behind: Block | None) -> bool:
    """Whether no line stands below ``grid`` on its page, as a note of a table of its own does."""
    if not isinstance(behind, Line):
        return True
    place, last = behind.place, grid.places[-1]
    return not (isinstance(place, PagePlace) and isinstance(last, PagePlace)) or (
        place.page != last.page
    )


def _beside(left: Grid, right: Grid, widths: Mapping[int, float]) -> Grid | None:
    """Both grids as one, ``right`` at the right of ``left``; None if they are not its halves."""
    if not _follows_where_it_had_no_room(left, right, widths):
        return None
    if not _same_rows(left, right):
        return None
    body = _body(left)
    if not body or body != _body(right) or not _is_right_half(left, right, body):
        return None
    shift = left.column_edges[-1] - right.column_edges[0]
    cells: list[Cell] = []
    for row in range(left.row_count):
        cells += left.row(row)
        for cell in right.row(row):
            anchor = cell.anchor and (cell.anchor[0], cell.anchor[1] + left.column_count)
            cells.append(replace(cell, column=cell.column + left.column_count, anchor=anchor))
    return replace(
        left,
        column_count=left.column_count + right.column_count,
        cells=tuple(cells),
        places=(*left.places, *right.places),
        column_edges=(*left.column_edges, *(edge + shift for edge in right.column_edges[1:])),
        marks=left.marks | right.marks,
    )


def _follows_where_it_had_no_room(left: Grid, right: Grid, widths: Mapping[int, float]) -> bool:
    before, after = left.places[-1], right.places[0]
    if not (isinstance(before, PagePlace) and isinstance(after, PagePlace)):
        return False
    if after.page != before.page + 1 or widths.get(after.page) != widths.get(before.page):
        return False
    ruled = left.spans_known and right.spans_known and left.column_edges and right.column_edges
    if not ruled or abs(left.column_edges[0] - right.column_edges[0]) > _SAME_EDGE:
        return False
    room = widths.get(before.page, 0.0) - left.column_edges[0] - left.column_edges[-1]
    return room < right.column_edges[1] - right.column_edges[0]


def _same_rows(left: Grid, right: Grid) -> bool:
    return left.row_count == right.row_count and all(
        abs(one - other) <= _SAME_EDGE
        for row in range(left.row_count)
        for one, other in zip(_edges(left, row), _edges(right, row), strict=True)
    )


def _edges(grid: Grid, row: int) -> tuple[float, float]:
    """The upper and lower edge of a row; no two alike where only merged cells lie in it."""
    for cell in grid.row(row):
        place = cell.place
        if cell.anchor is None and cell.row_span == 1 and isinstance(place, PagePlace):
            return (place.box.y0, place.box.y1) if place.box is not None else (nan, nan)
    return nan, nan


def _body(grid: Grid) -> int:
    """The first row with an amount, 0 if there is none among the first."""
    for row in range(min(_DEEPEST_HEAD, grid.row_count)):
        if any(is_amount(cell.text) and "." in cell.text for cell in grid.row(row)):
            return row
    return 0


def _is_right_half(left: Grid, right: Grid, body: int) -> bool:
    """Whether ``right`` has labels over all columns, and only figures beside labels of ``left``.

    A label over columns of both is blank on one page: of what its columns are is not certain.
    """
    labels, others = _labels(left, body), _labels(right, body)
    if not all(labels[-1]) or not all(map(all, others)) or set(labels) & set(others):
        return False
    figured = 0
    for row in range(body, right.row_count):
        texts = row_texts(right.row(row))
        if not all(is_amount(text) or text in _NO_FIGURE for text in texts):
            return False
        if texts and all(map(is_number_or_code, row_texts(left.row(row)))):
            return False
        figured += bool(texts)
    return figured >= _FEWEST_ROWS


def _labels(grid: Grid, body: int) -> list[tuple[str, ...]]:
    """The labels over each column, from top to bottom."""
    return [
        tuple(key(grid.owner(row, column).text) for row in range(body))
        for column in range(grid.column_count)
    ]
