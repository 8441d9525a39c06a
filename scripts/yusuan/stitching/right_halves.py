"""Right halves of sheets too wide for a page, where nothing proves what their columns are.

``spreads`` makes a sheet one again where all proves it. Here the rows alone do: the same at the
same heights as on the page before, below a white where that one has its title, or without a label.
Such a half stays a table of its own behind the left one; no title there is its own.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from math import nan
from typing import NamedTuple

from yusuan.evidence.model import Block, Furniture, Grid, Line
from yusuan.evidence.places import PagePlace, Place
from yusuan.stitching.abreast import first_amount
from yusuan.stitching.rows import row_texts
from yusuan.stitching.wording import is_amount

_SAME_EDGE = 1.0  # points
_FEWEST_ROWS = 3  # with figures
_NO_FIGURE = frozenset("-—–－") | {"——", "--"}


class SetApart(NamedTuple):
    """The blocks, each right half behind its left one, and the places of the tables ``apart``.

    No title below the left half is a right one's, and no other table goes on with it.
    """

    blocks: tuple[Block, ...]
    apart: frozenset[Place]


def right_halves_apart(
    blocks: Sequence[Block], widths: Mapping[int, float], apart: Collection[Place] = frozenset()
) -> SetApart:
    """``blocks`` with such halves behind their left ones; ``widths`` are those of the pages.

    Tables at the places ``apart`` are known already.
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
    behind: dict[int, list[int]] = {}
    for page, own in pages.items():
        if widths.get(page) != widths.get(page - 1):
            continue
        before = pages.get(page - 1, ())
        pairs = list(_pairs(blocks, before, own))
        lines = [blocks[at] for at in before]
        if any(
            _is_half(blocks[left], blocks[right], lines, heights.get(page, ()))
            for left, right in pairs
        ):
            for left, right in pairs:
                behind.setdefault(left, []).append(right)
    moved = {right for found in behind.values() for right in found}
    out: list[Block] = []
    for at, block in enumerate(blocks):
        if at not in moved:
            out.append(block)
            waiting = behind.get(at, [])[::-1]
            while waiting:
                right = waiting.pop()
                out.append(blocks[right])
                waiting += behind.get(right, [])[::-1]
    halves = (blocks[at] for at in moved)
    places = (block.places[0] for block in halves if isinstance(block, Grid))
    return SetApart(tuple(out), frozenset(apart).union(places))


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


def _common_body(left: Grid, right: Grid) -> int:
    """How many rows of two halves are head: 0 where one has an amount in the first row."""
    return min((body for body in map(first_amount, (left, right)) if body is not None), default=0)
