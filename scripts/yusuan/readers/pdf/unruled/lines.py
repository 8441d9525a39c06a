"""Lines of a page as rows of words, for tables that no rule divides."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from yusuan.evidence.places import Box
from yusuan.readers.pdf.lines import VisualLine, box_of, line_text, words

Extent = tuple[float, float]
# An amount in print: with decimals or in groups of thousands, so that no page number is one.
AMOUNT = re.compile(
    r"-?(?:[0-9]{1,3}(?:[,，][0-9]{3})+(?:[.．][0-9]{1,8})?|[0-9]{1,15}[.．][0-9]{1,8})"
)
NUMBER = re.compile(r"-?[0-9][0-9,，.．]{0,30}%?")
DASH = re.compile(r"[-—–－]{1,2}")
OVER_AN_EDGE = 1.0  # points that a word may reach over the edge of its column
_UNIT = re.compile(r"单位[:：] ?(?:人民币)?[百千万亿]{0,2}元[)）]?$")
_OF_WHICH = "其中："  # a label over columns, though it ends as prose does
_WITHIN_LABELS = "，、："
_LONGEST_LINE = 8  # characters of a label that is cut
_PITCH = 3.0  # em from one baseline to the next at most


class Row(NamedTuple):
    """A line's words; ``says_unit``: it stands above a table, and in none (单位：万元)."""

    words: tuple[VisualLine, ...]
    boxes: tuple[Box, ...]
    amounts: int
    prose: bool
    says_unit: bool = False

    @property
    def top(self) -> float:
        return min(box.y0 for box in self.boxes)

    @property
    def bottom(self) -> float:
        return max(box.y1 for box in self.boxes)

    @property
    def size(self) -> float:
        return max(glyph.size for word in self.words for glyph in word)


def row_of(line: VisualLine) -> Row:
    found = tuple(words(line))
    amounts = sum(bool(AMOUNT.fullmatch(line_text(word))) for word in found)
    text = line_text(line)
    prose = text != _OF_WHICH and text.endswith(("。", "；", "，", "、", "："))
    if prose and not amounts and len(found) > 1 and text[-1] in _WITHIN_LABELS:
        # Labels side by side, of which the last goes on below: 上年结余、｜结转.
        prose = any(len(word) > _LONGEST_LINE for word in found)
    says_unit = not amounts and bool(_UNIT.search(text))
    return Row(found, tuple(box_of(word) for word in found), amounts, prose, says_unit)


def follows(above: Row, below: Row, taken: Sequence[Box]) -> bool:
    if not above.words or not below.words:
        return False
    if below.bottom - above.bottom > _PITCH * max(above.size, below.size):
        return False
    return not any(above.bottom <= box.y1 and below.top >= box.y0 for box in taken)


def reach(box: Box, columns: Sequence[Extent]) -> list[int]:
    """The columns over which a box lies, the nearest one if it lies over none."""
    reached = [
        column for column, (left, right) in enumerate(columns) if box.x0 < right and box.x1 > left
    ]
    center = (box.x0 + box.x1) / 2
    return reached or [
        min(range(len(columns)), key=lambda column: abs(sum(columns[column]) / 2 - center))
    ]


def stands_in(row: Row, columns: Sequence[Extent], ends: Extent) -> bool:
    """Whether each word of a line stands in the columns, a figure in one and no two in the same.

    ``ends`` are those of the table.
    """
    left, right = ends[0] - OVER_AN_EDGE, ends[1] + OVER_AN_EDGE
    if any(box.x0 < left or box.x1 > right for box in row.boxes):
        return False
    numbers: list[int] = []
    labels: set[int] = set()
    for word, box in zip(row.words, row.boxes, strict=True):
        reached = reach(box, columns)
        if NUMBER.fullmatch(line_text(word)):
            if len(reached) > 1:
                return False
            numbers += reached
        else:
            labels |= set(reached)
    return len(set(numbers)) == len(numbers) and not labels & set(numbers)
