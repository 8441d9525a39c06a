"""Rows of a table without rules: the lines of a label that is cut go to the row of its figures.

A cell's text stands in the middle of its row: so do the lines of a label beside one line of
figures. Only where the middle of all of them is that of one row are they its.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median_low
from typing import NamedTuple

from yusuan.evidence.places import Box
from yusuan.readers.pdf.lines import VisualLine, line_text
from yusuan.readers.pdf.unruled.lines import AMOUNT, Extent, Row, follows, reach

_MOST_LINES_BESIDE = 3  # of a label above or below its figures
OFF_MIDDLE = 0.35  # em
_PITCH = 1.7  # em from one line of a label to the next at most
_EVEN = 1.03  # times the smallest step in a label that its widest is at most
_WIDER = 1.15  # times the smallest step from line to line that one between two rows is


class Placed(NamedTuple):
    """A word of a body: its glyphs, its box, the number of its line and its column."""

    glyphs: VisualLine
    box: Box
    line: int
    column: int

    @property
    def middle(self) -> float:
        return (self.box.y0 + self.box.y1) / 2


class Body(NamedTuple):
    """The lines of a body, ``owners`` of those that belong to the line of figures beside them."""

    start: int
    end: int
    owners: Mapping[int, int]


def with_cut_labels(
    rows: Sequence[Row],
    body: tuple[int, int, int],
    columns: Sequence[Extent],
    taken: Sequence[Box],
) -> Body:
    """The body with the lines of cut labels, also above its first and below its last figures."""
    free, start, end = body
    first, last = start, end
    while first > max(free, start - _MOST_LINES_BESIDE) and follows(
        rows[first - 1], rows[first], taken
    ):
        first -= 1
    while last < min(len(rows), end + _MOST_LINES_BESIDE) and follows(
        rows[last - 1], rows[last], taken
    ):
        last += 1
    for low, high in ((first, last), (start, last), (start, end)):
        words = [
            Placed(word, box, number, reach(box, columns)[0])
            for number in range(low, high)
            for word, box in zip(rows[number].words, rows[number].boxes, strict=True)
        ]
        figures = {n: _middle(rows[n]) for n in range(start, end) if rows[n].amounts}
        letter = median_low([row.size for row in rows[start:end]])
        owners = rows_of_cut_labels(words, figures, letter)
        if owners is None:
            continue
        while low < start and any(owners.get(n) not in figures for n in range(low, start)):
            low += 1
        while high > end and any(owners.get(n) not in figures for n in range(end, high)):
            high -= 1
        within = range(low, high)
        return Body(
            low, high, {n: own for n, own in owners.items() if n in within and own in within}
        )
    return Body(start, end, {})


def rows_of_cut_labels(
    words: Sequence[Placed], figures: Mapping[int, float], letter: float
) -> dict[int, int] | None:
    """To which line of figures each other line belongs; None where that is not certain.

    ``figures`` are the middles of the lines with figures by their number; ``letter`` is the size
    of the letters in points. Lines that are rows of their own are left out.
    """
    owners: dict[int, set[int]] = {}
    steps = [below - above for above, below in pairwise(sorted(figures.values()))]
    pitch = min(steps, default=0.0)
    for column in {word.column for word in words}:
        mine = sorted((w for w in words if w.column == column), key=lambda word: word.middle)
        for stack in _stacks(mine, letter):
            settled = _settled(stack, figures, letter)
            if settled is None and _stands_closer(stack, figures, pitch):
                # A label alone in its row: its first line has the row.
                settled = [(word.line, stack[0].line) for word in stack[1:]]
            if settled is None:
                return None
            for line, row in settled:
                owners.setdefault(line, set()).add(row)
    if any(len(found) > 1 for found in owners.values()):
        return None
    owned = {line: row for line, (row,) in owners.items() if row >= 0}
    return owned if owned.keys().isdisjoint(owned.values()) else None


def _settled(
    stack: Sequence[Placed], figures: Mapping[int, float], letter: float, cut: bool = False
) -> list[tuple[int, int]] | None:
    """The lines of a label without figures and the line of figures that each is beside.

    -1 for a row of its own, None where it is not certain. A stack that is beside no one line of
    figures may be two labels: it is ``cut`` where its lines stand further apart than elsewhere.
    """
    others = [word.line for word in stack if word.line not in figures]
    if not others:
        return []
    middle = (stack[0].box.y0 + stack[-1].box.y1) / 2
    near = [n for n, at in figures.items() if abs(at - middle) <= OFF_MIDDLE * letter]
    beside = {word.line for word in stack if word.line in figures}
    if len(near) == 1 and beside <= set(near):
        return [(line, near[0]) for line in others]
    if len(stack) == 1:
        return None if cut else [(others[0], -1)]
    steps = [below.middle - above.middle for above, below in pairwise(stack)]
    if max(steps) <= _EVEN * min(steps):
        return None
    after = steps.index(max(steps)) + 1
    upper = _settled(stack[:after], figures, letter, cut=True)
    lower = _settled(stack[after:], figures, letter, cut=True)
    return None if upper is None or lower is None else upper + lower


def _stands_closer(stack: Sequence[Placed], figures: Mapping[int, float], pitch: float) -> bool:
    """Whether the lines of a stack beside no figures are closer than any two rows with figures."""
    steps = [below.middle - above.middle for above, below in pairwise(stack)]
    return _WIDER * max(steps) <= pitch and not any(word.line in figures for word in stack)


def _stacks(words: Sequence[Placed], letter: float) -> list[list[Placed]]:
    """Words of one column as labels: what stands closest below one another is one."""
    steps = [below.middle - above.middle for above, below in pairwise(words)]
    close = [step for step in steps if step <= _PITCH * letter]
    limit = min(_WIDER * min(close), _PITCH * letter) if close else 0.0
    stacks: list[list[Placed]] = []
    for number, word in enumerate(words):
        if number and steps[number - 1] <= limit:
            stacks[-1].append(word)
        else:
            stacks.append([word])
    return stacks


def _middle(row: Row) -> float:
    boxes = [
        box
        for word, box in zip(row.words, row.boxes, strict=True)
        if AMOUNT.fullmatch(line_text(word))
    ]
    return (min(box.y0 for box in boxes) + max(box.y1 for box in boxes)) / 2
