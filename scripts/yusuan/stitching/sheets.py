"""A table wider than one sheet: its right columns are printed alone on the page behind.

A workbook printed on paper too narrow gives the labels and the first columns on one page, the
other columns in the same rows on the next. Both are one table only where everything proves it:
the same rows at the same heights, no room for the next column, a head over every column, figures
alone in the right half, each beside a label. Where the rows alone prove it, the right half stays a
table of its own, behind the left one.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import nan
from typing import NamedTuple

from yusuan.evidence.model import Block, Cell, Furniture, Grid, Line
from yusuan.evidence.places import PagePlace, Place
from yusuan.printed.text import key
from yusuan.stitching.rows import row_texts
from yusuan.stitching.wording import is_amount, is_number_or_code

_SAME_EDGE = 1.0  # points
_FEWEST_ROWS = 3  # with figures
_DEEPEST_HEAD = 6
_NO_FIGURE = frozenset("-—–－") | {"——", "--"}


class Sheets(NamedTuple):
    """The blocks, and where the right halves stand that are certain, but not what their columns are.

    Each is behind its left half: no title below that one on the page before is its own, and no
    other table goes on with it.
    """

    blocks: tuple[Block, ...]
    apart: frozenset[Place]


def join_sheets(
    blocks: Sequence[Block], widths: Mapping[int, float], apart: Collection[Place] = frozenset()
) -> Sheets:
    """``blocks`` with the halves of wide tables as one grid; ``widths`` are those of the pages.

    Tables at the places ``apart`` are known to stand beside none.
    """
    pages: dict[int, list[int]] = {}
    heights: dict[int, list[float]] = {}  # where the lines of a page end, of its furniture too
    for at, block in enumerate(blocks):
        place = block.place if isinstance(block, Line | Grid) else None
        if isinstance(place, PagePlace) and place not in apart:
            pages.setdefault(place.page, []).append(at)
        for line in block.lines if isinstance(block, Furniture) else (block,):
            there = line.place if isinstance(line, Line) else None
            if isinstance(there, PagePlace) and there.box is not None:
                heights.setdefault(there.page, []).append(there.box.y1)
    wholes: dict[int, Grid] = {}  # by the left half
    behind: dict[int, list[int]] = {}
    moved: set[int] = set()
    for page, own in pages.items():
        if widths.get(page) != widths.get(page - 1):
            continue
        pairs = list(_pairs(blocks, pages.get(page - 1, ()), own))
        alone = all(isinstance(blocks[at], Grid) for at in own)
        lines = [blocks[at] for at in pages.get(page - 1, ())]
        proven = any(
            _is_half(blocks[left], blocks[right], lines, heights.get(page, ()))
            for left, right in pairs
        )
        for left, right in pairs:
            half, rest = blocks[left], blocks[right]
            whole = None
            free = alone and left not in moved and left not in wholes
            if free and isinstance(half, Grid) and isinstance(rest, Grid):
                whole = _beside(half, rest, widths, proven=proven)
            if whole is not None:
                wholes[left] = whole
            if whole is not None or proven:
                moved.add(right)
                behind.setdefault(left, []).extend([right] if whole is None else [])
    out: list[Block] = []
    for at, block in enumerate(blocks):
        if at not in moved:
            out.append(wholes.get(at, block))
            waiting = behind.get(at, [])[::-1]
            while waiting:
                right = waiting.pop()
                out.append(blocks[right])
                waiting += behind.get(right, [])[::-1]
    return Sheets(
        tuple(out),
        frozenset(apart).union(
            block.places[0]
            for found in behind.values()
            for block in map(blocks.__getitem__, found)
            if isinstance(block, Grid)
        ),
    )


def _pairs(
    blocks: Sequence[Block], before: Sequence[int], own: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """The tables of a page, above its first line, with the one of the page before in their rows."""
    for at in own:
        right = blocks[at]
        if not isinstance(right, Grid):
            return
        lefts = [
            other
            for other in before
            if isinstance(left := blocks[other], Grid)
            and row_texts(left.row(0)) != row_texts(right.row(0))
            and _same_rows(left, right)
        ]
        if len(lefts) == 1 and right.row_count >= _FEWEST_ROWS:
            yield lefts[0], at


def _is_half(left: Block, right: Block, before: Iterable[Block], heights: Iterable[float]) -> bool:
    """Whether a table is the right half of another, whatever its labels say.

    It stands as low as the other does, but where that one has a line above it, its page is white;
    or it has no label. ``before``: what is on the page of the left one; ``heights``: where lines
    end on the other page.
    """
    if not (isinstance(left, Grid) and isinstance(right, Grid)):
        return False
    top = _top(left)
    lines = [start for it in before if isinstance(it, Line) and (start := _top(it)) < top]
    if lines and not any(max(lines) < end < top for end in heights):
        return _common_body(left, right) > 0  # a table that goes on begins with its rows
    texts = [row_texts(row) for row in right.rows()]
    return sum(map(bool, texts)) >= _FEWEST_ROWS and all(
        is_amount(text) or text in _NO_FIGURE for row in texts for text in row
    )


def _top(block: Line | Grid) -> float:
    place = block.place
    return place.box.y0 if isinstance(place, PagePlace) and place.box is not None else nan


def _beside(left: Grid, right: Grid, widths: Mapping[int, float], *, proven: bool) -> Grid | None:
    """Both grids as one, ``right`` at the right of ``left``; None if they are not its halves.

    ``proven``: the tables of their pages are halves.
    """
    if not _follows_where_it_had_no_room(left, right, widths):
        return None
    body = _common_body(left, right)
    if not body or (_body(left) != _body(right) and not proven):
        return None
    if not _is_right_half(left, right, body, proven=proven):
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


def _body(grid: Grid) -> int | None:
    """The first row with an amount, None if there is none among the first."""
    for row in range(min(_DEEPEST_HEAD, grid.row_count)):
        if any(is_amount(cell.text) and not cell.text.isdecimal() for cell in grid.row(row)):
            return row
    return None


def _common_body(left: Grid, right: Grid) -> int:
    """How many rows of two halves are head: 0 where one has an amount in the first row."""
    return min((body for body in map(_body, (left, right)) if body is not None), default=0)


def _is_right_half(left: Grid, right: Grid, body: int, *, proven: bool) -> bool:
    """Whether ``right`` has labels over all columns, and only figures beside labels of ``left``.

    A label over columns of both is blank on one page: of what its columns are is not certain.
    """
    labels, others = _labels(left, body), _labels(right, body)
    if not all(labels[-1]) or not all(map(all, others)) or set(labels) & set(others):
        return False
    if any(one[-1] == other[0] for one, other in zip(labels[-1], others[0], strict=True)):
        return False  # a letter that the cut goes through is on both pages
    if proven:
        return True
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
