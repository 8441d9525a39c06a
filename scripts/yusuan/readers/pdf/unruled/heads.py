"""Which lines above a body without rules are its head."""

import re
from collections.abc import Sequence

from yusuan.evidence.places import Box
from yusuan.readers.pdf.lines import line_text
from yusuan.readers.pdf.unruled.columns import by_order, columns_of, with_unreached
from yusuan.readers.pdf.unruled.lines import Extent, Row, follows, reach

_SAYS = re.compile(r"(?!其中)[^:：]{1,12}[:：].")
_MOST_HEAD_LINES = 8
_SAME_SIZE = 1.1
_BESIDE = 0.5  # em from the middle of a line of a label to that of the next at most
_NARROW = 2.5  # em that a label cut over so many lines is wide at most
_APART = 2.0  # em from both edges of the table


def head_of(
    rows: Sequence[Row],
    body: tuple[int, int, int],
    columns: list[Extent],
    taken: Sequence[Box],
) -> tuple[int, list[Extent]]:
    """The first line of the head of a table, and its columns with those that only the head names.

    ``body`` says which line is free, and from where to where the body reaches.
    """
    free, start, end = body
    top = first = start  # a word alone belongs to the head if a line above it does
    while (
        top > free and start - top < _MOST_HEAD_LINES and follows(rows[top - 1], rows[top], taken)
    ):
        top -= 1
        if _says(rows[top]):
            break
        if wider := _with_head(rows[top], rows[first:end], columns):
            first, columns = top, wider
        elif not _is_word_of_head(rows[top], columns):
            break
    while first < start and first > free and _goes_on(rows[first - 1], rows[first]):
        first -= 1
    if (
        first < start
        and start - first < _MOST_HEAD_LINES
        and first > free
        and not _says(rows[first - 1])
    ):
        first -= _is_group_head(rows[first - 1], rows[first], columns, taken)
    return first, columns


def _says(row: Row) -> bool:
    """Whether a line says of what a table is, and in what unit: 部门：某局, 单位：万元."""
    return any(map(_SAYS.match, map(line_text, row.words)))


def _with_head(row: Row, below: Sequence[Row], columns: Sequence[Extent]) -> list[Extent] | None:
    """The columns of a table and a line of its head: also those whose body is blank, if any.

    None if the line is no head: several words, no two of them over one column.
    """
    if row.prose or len(row.words) < 2 or row.amounts:
        return None
    if found := by_order(row.boxes, columns):
        return found
    if _apart(row, columns):
        return list(columns)
    for wider in (columns_of([row, *below]), with_unreached(columns, row.boxes, row.size)):
        if wider is not None and _apart(row, wider):
            kept = {reach(Box(left, 0, right, 0), wider)[0] for left, right in columns}
            if len(kept) == len(columns):
                return wider
    return None


def _apart(row: Row, columns: Sequence[Extent]) -> bool:
    """Whether no two words of a line lie over one column."""
    reached = [column for box in row.boxes for column in reach(box, columns)]
    return len(set(reached)) == len(reached)


def _is_word_of_head(row: Row, columns: Sequence[Extent]) -> bool:
    """Whether one word stands over one column, as what is written in the middle of two lines."""
    return not row.prose and len(row.words) == 1 and len(reach(row.boxes[0], columns)) == 1


def _goes_on(row: Row, below: Row) -> bool:
    """Whether the one word of a line is the upper line of a label that goes on right below it."""
    if row.prose or len(row.words) != 1 or row.size > below.size * _SAME_SIZE or _says(row):
        return False
    (box,) = row.boxes
    middle, letter = (box.x0 + box.x1) / 2, below.size
    return any(
        abs((other.x0 + other.x1) / 2 - middle) <= _BESIDE * letter
        and other.y0 - box.y1 <= _BESIDE * letter
        and min(other.x1 - other.x0, box.x1 - box.x0) <= _NARROW * letter
        for other in below.boxes
    )


def _is_group_head(row: Row, below: Row, columns: Sequence[Extent], taken: Sequence[Box]) -> bool:
    """Whether one word above the head stands within the table, as no unit at its edge does.

    A title that gets in so is told from the head where captions are read.
    """
    if row.prose or len(row.words) != 1 or not follows(row, below, taken):
        return False
    if row.size > below.size * _SAME_SIZE:
        return False
    (box,) = row.boxes
    left, right = columns[0][0], columns[-1][1]
    return min(box.x0 - left, right - box.x1) > _APART * row.size
