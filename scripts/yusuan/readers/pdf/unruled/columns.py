"""Columns of a table without rules whose cells are not set alike: labels at the left, the head and
合计 in the middle of a wide column leave white between them that parts nothing.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from yusuan.evidence.places import Box
from yusuan.readers.pdf.lines import line_text
from yusuan.readers.pdf.unruled.aligned import aligned_columns
from yusuan.readers.pdf.unruled.cut_labels import Body
from yusuan.readers.pdf.unruled.lines import AMOUNT, NUMBER, Extent, Row, reach

_TWO = re.compile(r"[0-9][.,][0-9]{1,12}-|\.[0-9]{1,12}[.,][0-9]")
# An amount without white before the label of the next column, or behind its own.
_GLUED = re.compile(
    r"^-?[0-9][0-9,]*\.[0-9]{2,8}(?=[\u4e00-\u9fff（])(?![亿万千百元])"
    r"|[\u4e00-\u9fff）]-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{2,12})\.[0-9]{2,8}$"
)
_FRAGMENT = re.compile(r"[0-9.]{1,6}")
_SAME_EDGE = 1.0  # points
_CORRIDOR = 0.7  # em that is white between two columns in every row


class Column(NamedTuple):
    """What stands in a column: whether a label of the head, in which rows, whether figures.

    ``centre`` is the middle of its lowest label, None without one. ``flush``: its figures are seen
    to end alike ("right") or to begin alike ("left") although they are not equally wide.
    """

    extent: Extent
    headed: bool
    rows: frozenset[int]
    figures: bool
    centre: float | None = None
    right: float | None = None  # where its figures end
    flush: Literal["left", "right"] | None = None


def joined(columns: Sequence[Column]) -> list[Extent]:
    """The extents of ``columns``, those without a head as part of the one beside that they fill.

    Text joins text in whose rows it does not stand, figures a head with nothing below it: of two
    the one left of it, where all other figures end right of the middle of their head. What could
    join either side stays.
    """
    found = list(columns)
    leaning = [c.right - c.centre for c in found if c.right is not None and c.centre is not None]
    to_the_left = bool(leaning) and min(leaning) > 0
    while True:
        for index, column in enumerate(found):
            if column.headed or not column.rows:
                continue
            beside = [
                other
                for other in (index - 1, index + 1)
                if 0 <= other < len(found) and _may_join(column, found[other])
            ]
            bare = [other for other in beside if not found[other].rows]
            if column.figures and column.flush is not None:
                # A label stands in the middle of its cell: at whose edge the figures are set.
                beside = [it for it in beside if (it < index) == (column.flush == "right")]
                bare = [other for other in bare if other in beside]
            if column.figures and len(bare) == 2 and to_the_left:
                bare = bare[:1]
            beside = bare if len(bare) == 1 else beside
            if len(beside) == 1:
                first, last = sorted((index, beside[0]))
                found[first : last + 1] = [_together(found[first], found[last])]
                break
        else:
            return [column.extent for column in found]


def _may_join(column: Column, other: Column) -> bool:
    if not other.headed or column.rows & other.rows:
        return False
    return not other.rows or not (column.figures or other.figures)


def _together(left: Column, right: Column) -> Column:
    return Column(
        (left.extent[0], right.extent[1]),
        left.headed or right.headed,
        left.rows | right.rows,
        left.figures or right.figures,
        left.centre if right.centre is None else right.centre,
        left.right if right.right is None else right.right,
        left.flush or right.flush,
    )


def columns_of(rows: Sequence[Row]) -> list[Extent] | None:
    """From where to where each column has text; None if the columns are not certain."""
    size = max(row.size for row in rows)
    columns = extents_of([box for row in rows for box in row.boxes], size)
    if not cells_are_certain(rows, columns):
        columns = aligned_columns(rows, columns, size)
    return columns if len(columns) > 1 and cells_are_certain(rows, columns) else None


def extents_of(boxes: Sequence[Box], size: float, white: float = _CORRIDOR) -> list[Extent]:
    """From where to where there are words, with so much white (in em) between through all."""
    corridor = white * size
    columns: list[Extent] = []
    for box in sorted(boxes):
        if columns and box.x0 - columns[-1][1] < corridor:
            columns[-1] = (columns[-1][0], max(columns[-1][1], box.x1))
        else:
            columns.append((box.x0, box.x1))
    return columns


def with_unreached(found: Sequence[Extent], own: Sequence[Box], size: float) -> list[Extent]:
    """``found``, and a column for each word that stands over none of them: its body is blank."""
    apart = [
        box for box in own if not any(box.x0 < right and box.x1 > left for left, right in found)
    ]
    return sorted([*found, *extents_of(apart, size)])


def by_order(words: Sequence[Box], columns: Sequence[Extent]) -> list[Extent] | None:
    """The columns with a label each, however set: the first word is that of the first column.

    None where a word or a column is one too many, or where two columns would reach each other.
    """
    if len(words) != len(columns):
        return None
    both = [
        (min(box.x0, left), max(box.x1, right))
        for box, (left, right) in zip(sorted(words), columns, strict=True)
    ]
    apart = all(one[1] < other[0] for one, other in pairwise(both))
    return both if apart else None


def cells_are_certain(rows: Sequence[Row], columns: Sequence[Extent]) -> bool:
    """Whether each number is alone in its cell, and whole."""
    for row in rows:
        cells: dict[int, list[str]] = {}
        for word, box in zip(row.words, row.boxes, strict=True):
            cells.setdefault(reach(box, columns)[0], []).append(line_text(word))
        if any(len(cell) > 1 and any(map(NUMBER.fullmatch, cell)) for cell in cells.values()):
            return False
        every = [text for cell in cells.values() for text in cell]
        # Two amounts without a gap, or the rest of a number that its column had no room for.
        if any(map(_TWO.search, every)) or all(map(_is_fragment, every)):
            return False
        if any(map(_GLUED.search, every)):
            return False
    return True


def _is_fragment(text: str) -> bool:
    return bool(_FRAGMENT.fullmatch(text)) and not AMOUNT.fullmatch(text)


def joined_columns(
    rows: Sequence[Row], head: Iterable[Box], body: Body, columns: Sequence[Extent]
) -> list[Extent]:
    """The columns, those that only the setting of their cells parts as one.

    ``head`` are the words above them from top to bottom.
    """
    centres: dict[int, float] = {}
    for box in head:
        reached = reach(box, columns)
        if len(reached) == 1:
            centres[reached[0]] = (box.x0 + box.x1) / 2
    filled: list[set[int]] = [set() for _ in columns]
    amounts: dict[int, list[Box]] = {}
    for number in range(body.start, body.end):
        row = rows[number]
        for word, box in zip(row.words, row.boxes, strict=True):
            for column in reach(box, columns):
                filled[column].add(body.owners.get(number, number))
                if AMOUNT.fullmatch(line_text(word)):
                    amounts.setdefault(column, []).append(box)
    return joined(
        [
            Column(
                extent,
                column in centres,
                frozenset(filled[column]),
                column in amounts,
                centres.get(column),
                max((box.x1 for box in amounts.get(column, ())), default=None),
                _flush(amounts.get(column, ())),
            )
            for column, extent in enumerate(columns)
        ]
    )


def _flush(boxes: Sequence[Box]) -> Literal["left", "right"] | None:
    lefts, rights = [box.x0 for box in boxes], [box.x1 for box in boxes]
    if not boxes or max(lefts) - min(lefts) <= _SAME_EDGE >= max(rights) - min(rights):
        return None
    if max(rights) - min(rights) <= _SAME_EDGE:
        return "right"
    return "left" if max(lefts) - min(lefts) <= _SAME_EDGE else None
