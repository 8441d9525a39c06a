"""Columns with little white between them, told by how their cells are set.

Where figures end at the right edge of a column and the labels of the next begin at its left edge,
the white between the two may be narrower than a letter. The edges then say what white does not:
at least three figures that end alike on one side, on the other as many that do or labels that begin
alike, and nothing across.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from yusuan.evidence.places import Box
from yusuan.readers.pdf.lines import line_text
from yusuan.readers.pdf.unruled.lines import AMOUNT, DASH, NUMBER, Extent, Row, reach

NARROWEST = 0.2  # em: as far as letters of one word never stand apart
_SAME_EDGE = 1.0  # points
_FEWEST = 3


class _Set(NamedTuple):
    """How the cells of a column are set: figures that end alike, or labels that begin alike."""

    figures: bool
    alike: bool  # they end or begin alike: figures all, of labels three
    number: int  # how many do
    uneven: bool  # although they are not equally wide
    fragments: bool  # what may be the rest of a number


def aligned_columns(rows: Sequence[Row], columns: Sequence[Extent], size: float) -> list[Extent]:
    """``columns``, each parted where the setting of its cells shows several."""
    cells: list[list[tuple[Box, str]]] = [[] for _ in columns]
    for row in rows:
        for word, box in zip(row.words, row.boxes, strict=True):
            cells[reach(box, columns)[0]].append((box, line_text(word)))
    found: list[Extent] = []
    for extent, own in zip(columns, cells, strict=True):
        found += _parted(own, extent, size)
    return found


def _parted(cells: Sequence[tuple[Box, str]], extent: Extent, size: float) -> list[Extent]:
    fine: list[list[tuple[Box, str]]] = []
    end = 0.0
    for box, text in sorted(cells):
        if not fine or box.x0 - end >= NARROWEST * size:
            fine.append([])
        fine[-1].append((box, text))
        end = max(end, box.x1) if len(fine[-1]) > 1 else box.x1
    if len(fine) < 2:
        return [extent]
    sets = [_set_of(own) for own in fine]
    bounds = [_bounds(own) for own in fine]
    found = [bounds[0]]
    for (left, right), bound in zip(pairwise(sets), bounds[1:], strict=True):
        if _are_two(left, right):
            found.append(bound)
        else:
            found[-1] = found[-1][0], bound[1]
    return found


def _are_two(left: _Set, right: _Set) -> bool:
    """Whether figures stand on a side, one side shows its edge by three cells, the other by all.

    Cells of one width on both sides show none: so do words of lines that are alike.
    """
    if left.fragments or right.fragments or not (left.figures or right.figures):
        return False
    if not (left.uneven or right.uneven):
        return False
    return left.alike and right.alike and max(left.number, right.number) >= _FEWEST


def _bounds(cells: Sequence[tuple[Box, str]]) -> Extent:
    return min(box.x0 for box, _ in cells), max(box.x1 for box, _ in cells)


def _set_of(cells: Sequence[tuple[Box, str]]) -> _Set:
    widths = [box.x1 - box.x0 for box, _ in cells]
    uneven = max(widths) - min(widths) > _SAME_EDGE
    figures = [box for box, text in cells if _is_figure(text)]
    others = [(box, text) for box, text in cells if not _is_figure(text)]
    if figures:
        only = all(DASH.fullmatch(text) for _, text in others)
        edges = [box.x1 for box in figures], [box.x0 for box in figures]
        alike = any(max(edge) - min(edge) <= _SAME_EDGE for edge in edges)
        return _Set(True, only and alike, len(figures), uneven, fragments=not only)
    lefts = [box.x0 for box, _ in others]
    first = sum(left - min(lefts) <= _SAME_EDGE for left in lefts)
    most = max(first, *Counter(round(left / _SAME_EDGE) for left in lefts).values())
    codes = all(text.isdecimal() and len(text) >= _FEWEST for _, text in others)
    numbers = any(NUMBER.fullmatch(text) or text[:1] in ".,，" for _, text in others)
    enough = most >= min(_FEWEST, len(lefts))
    return _Set(False, enough, most, uneven, fragments=numbers and not codes)


def _is_figure(text: str) -> bool:
    return bool(AMOUNT.fullmatch(text) or (text.endswith("%") and NUMBER.fullmatch(text)))
