"""Columns told from the labels of a head between the two ends of a frame.

Where each stands in the middle of its cell, the frame says where the first column begins; a label
as far from there as from its other edge says where the next one begins, and so on. Where the last
one then ends with the frame, so it is. Where each begins at the left of its cell, it stands as far
from there as figures end from its right: at one distance throughout.
"""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median_low

from yusuan.evidence.places import Box
from yusuan.readers.pdf.lines import line_text
from yusuan.readers.pdf.unruled.lines import NUMBER, Extent, Row, reach

_OFF_CENTRE = 0.3  # em between the middles of two lines of one label
_OFF_END = 0.4  # em that the last column may end beside the frame
_NARROWEST = 0.8  # em
_FEWEST_COLUMNS = 2
_OVERLAP = 0.25  # em that the letters of two lines may reach into each other
_PITCH = 1.9  # em from one line of a label to the next at most
_INSIDE = 0.5  # points
_SAME_EDGE = 1.0  # points
_WIDEST_PADDING = 1.5  # em


def centred_columns(
    leaves: Sequence[Box], frame: Extent
) -> tuple[list[float], list[Extent]] | None:
    """The edges of the columns below the words ``leaves``, and where each may have text.

    None if the words are not the lines of labels in the middle of columns that fill the frame.
    """
    labels = _labels(leaves)
    if labels is None or len(labels) < _FEWEST_COLUMNS:
        return None
    letter = median_low([box.y1 - box.y0 for box in leaves])
    start, end = frame
    forth = [start]
    for middle, _ in labels:
        forth.append(2 * middle - forth[-1])
    off = forth[-1] - end
    if abs(off) > _OFF_END * letter:
        return None
    # What lies between the two ways to tell them, from either end, is the same at each edge.
    edges = [
        at + (off / 2 if number % 2 != len(labels) % 2 else -off / 2)
        for number, at in enumerate(forth)
    ]
    edges[0], edges[-1] = start, end
    if any(right - left < _NARROWEST * letter for left, right in pairwise(edges)):
        return None
    slack = abs(off) / 2 + _INSIDE
    for (_, (left, right)), (first, last) in zip(labels, pairwise(edges), strict=True):
        if left < first - slack or right > last + slack:
            return None
    return edges, [(left + slack, right - slack) for left, right in pairwise(edges)]


def flush_columns(
    leaves: Sequence[Box], frame: Extent, body: Sequence[Row]
) -> tuple[list[float], list[Extent]] | None:
    """As ``centred_columns``, of labels at the left of their cells.

    Every figure must begin below its label or end as far from the next one as all do, in several
    columns.
    """
    stacks = _stacks(leaves)
    starts = [stack[0].x0 for stack in stacks]
    if len(stacks) < _FEWEST_COLUMNS or any(
        abs(box.x0 - stack[0].x0) > _SAME_EDGE for stack in stacks for box in stack
    ):
        return None
    letter = median_low([box.y1 - box.y0 for box in leaves])
    padding = starts[0] - frame[0]
    if not 0 < padding <= _WIDEST_PADDING * letter:
        return None
    edges = [start - padding for start in starts] + [frame[1]]
    columns = [(left + padding / 2, right - padding / 2) for left, right in pairwise(edges)]
    set_alike: set[int] = set()
    for row in body:
        for word, box in zip(row.words, row.boxes, strict=True):
            if not NUMBER.fullmatch(line_text(word)):
                continue
            column = reach(box, columns)[0]
            left, right = edges[column] + padding, edges[column + 1] - padding
            if min(abs(box.x0 - left), abs(box.x1 - right)) > _SAME_EDGE:
                return None
            set_alike.add(column)
    return (edges, columns) if len(set_alike) >= _FEWEST_COLUMNS else None


def _labels(words: Sequence[Box]) -> list[tuple[float, Extent]] | None:
    """The middle and the extent of each label, from left to right; None if its lines are not one's."""
    found: list[tuple[float, Extent]] = []
    for stack in _stacks(words):
        lines = sorted(stack, key=lambda box: box.y0)
        letter = min(box.y1 - box.y0 for box in lines)
        widest = max(lines, key=lambda box: box.x1 - box.x0)
        middle = (widest.x0 + widest.x1) / 2
        for above, below in pairwise(lines):
            if not _OVERLAP * letter < below.y0 - above.y0 <= _PITCH * letter:
                return None
        if any(abs((box.x0 + box.x1) / 2 - middle) > _OFF_CENTRE * letter for box in lines):
            return None
        found.append((middle, (widest.x0, widest.x1)))
    return found


def _stacks(words: Sequence[Box]) -> list[list[Box]]:
    """Words that stand over each other, from left to right."""
    stacks: list[list[Box]] = []
    for box in sorted(words):
        if stacks and box.x0 < max(it.x1 for it in stacks[-1]):
            stacks[-1].append(box)
        else:
            stacks.append([box])
    return stacks
