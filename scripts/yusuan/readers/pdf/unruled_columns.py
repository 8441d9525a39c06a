"""Columns of a table without rules whose cells are not set alike: labels at the left, the head and
合计 in the middle of a wide column leave white between them that parts nothing.
"""

from collections.abc import Sequence
from typing import NamedTuple

from yusuan.readers.pdf.unruled_lines import Extent


class Column(NamedTuple):
    """What stands in a column: whether a label of the head, in which rows, whether figures.

    ``centre`` is the middle of its lowest label, None without one.
    """

    extent: Extent
    headed: bool
    rows: frozenset[int]
    figures: bool
    centre: float | None = None
    right: float | None = None  # where its figures end


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
    )
