"""Ways to read the head of a table without rules: which columns each label stands over.

Labels of a head are set in the middle of their cells. A label of one column stands in the middle
of the head's height; one that stands lower has a group over it, and a group's label is in the
middle of its columns.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from yusuan.evidence.places import Box
from yusuan.readers.pdf.geometry import around
from yusuan.readers.pdf.lines import VisualLine
from yusuan.readers.pdf.unruled.lines import Extent

_OFF_MIDDLE = 0.3  # em that a label may stand above or below the middle of its cell
_OFF_CENTRE = 0.5  # em beside the middle of its columns
_PITCH = 1.9  # em from one line of a label to the next at most
_OVERLAP = 0.25  # em that the letters of two lines may reach into each other
_SAME_STEP = 1.05
_MOST_LEVELS = 4
_MOST_TRIED = 3_000
_MOST_READINGS = 30


class Word(NamedTuple):
    """A word of a head: its glyphs, its box, and the columns it lies over: from, to."""

    glyphs: VisualLine
    box: Box
    first: int
    last: int

    @property
    def middle(self) -> float:
        return (self.box.y0 + self.box.y1) / 2


class Label(NamedTuple):
    """A cell of a head: its words, the columns from ``first`` to ``last``, its level."""

    words: tuple[Word, ...]
    first: int
    last: int
    level: int

    @property
    def box(self) -> Box:
        return _around(self.words)


class Columns(NamedTuple):
    """The columns of a body: their extents, and where all figures of one end (None: nowhere)."""

    extents: tuple[Extent, ...]
    rights: tuple[float | None, ...]


class TooManyError(Exception):
    """More ways to read a head than are worth trying."""


class _Part(NamedTuple):
    """A part of a head while it is read: its words, its columns and the middle of its height."""

    words: tuple[Word, ...]
    first: int
    last: int
    level: int
    middle: float

    def over(self, column: int) -> tuple[Word, ...]:
        """The words over one column alone, from top to bottom."""
        found = (word for word in self.words if word.first == word.last == column)
        return tuple(sorted(found, key=lambda word: word.middle))


class HeadReader:
    """``step``: words of a column no further below one another are lines of one label."""

    def __init__(self, columns: Columns, letter: float, step: float) -> None:
        self._columns = columns
        self._letter = letter
        self._step = step * _SAME_STEP
        gutters = [right[0] - left[1] for left, right in pairwise(columns.extents)]
        self._widest = max([letter, *gutters])
        self._tried = 0

    def read(
        self, words: tuple[Word, ...], first: int, last: int, level: int
    ) -> set[tuple[Label, ...]]:
        """Ways to read the labels over the columns from ``first`` to ``last``: none, one, two."""
        if not words or level >= _MOST_LEVELS:
            return set()
        box = _around(words)
        part = _Part(words, first, last, level, 0.0)
        stacks = [part.over(column) for column in range(first, last + 1)]
        if not all(stacks):
            return set()
        middles = [(box.y0 + box.y1) / 2]
        for stack in stacks:  # rows of unlike height put it elsewhere
            middle = _middle(stack)
            if all(abs(middle - other) > _OFF_MIDDLE * self._letter for other in middles):
                middles.append(middle)
        found: set[tuple[Label, ...]] = set()
        for middle in middles:
            for reading in self._readings(part._replace(middle=middle), first):
                found.add(reading)
                if len(found) >= _MOST_READINGS:
                    raise TooManyError
        return found

    def _readings(self, part: _Part, column: int) -> Iterator[tuple[Label, ...]]:
        """Every way to read the columns of a part from ``column`` on."""
        if column > part.last:
            yield ()
            return
        self._tried += 1
        if self._tried > _MOST_TRIED:
            raise TooManyError
        for labels in (*self._leaf(part, column), *self._groups(part, column)):
            for rest in self._readings(part, max(label.last for label in labels) + 1):
                yield (*labels, *rest)

    def _leaf(self, part: _Part, column: int) -> Iterator[tuple[Label, ...]]:
        stack = part.over(column)
        covered = any(word.first <= column <= word.last for word in part.words if word not in stack)
        off = abs(_middle(stack) - part.middle)
        if not covered and off <= _OFF_MIDDLE * self._letter and self.is_one(stack):
            yield (Label(stack, column, column, part.level),)

    def _groups(self, part: _Part, first: int) -> Iterator[tuple[Label, ...]]:
        for last in range(first + 1, part.last + 1):
            inside = [w for w in part.words if w.first <= last and w.last >= first]
            if any(word.first < first or word.last > last for word in inside):
                continue
            for label in self._labels_of(inside, first, last, part.level):
                rest = tuple(word for word in inside if word not in label.words)
                box = label.box
                below = box.y1 - _OVERLAP * self._letter
                if (box.y0 + box.y1) / 2 >= part.middle or any(w.box.y0 < below for w in rest):
                    continue
                if not self.is_centred(label, rest):
                    continue
                if self._cuts(label, rest):
                    continue
                for parts in self.read(rest, first, last, part.level + 1):
                    yield (label, *parts)

    def _labels_of(
        self, inside: Sequence[Word], first: int, last: int, level: int
    ) -> Iterator[Label]:
        """What may be the label of a group: its topmost words, line by line."""
        ordered = sorted(inside, key=lambda word: word.middle)
        for count in range(1, min(3, len(ordered) - 1) + 1):
            words = tuple(ordered[:count])
            if self.is_one(words):
                yield Label(words, first, last, level)

    def _cuts(self, label: Label, rest: Sequence[Word]) -> bool:
        """Whether a line of the same label would stand below."""
        lowest = max(label.words, key=lambda word: word.middle)
        return lowest.first == lowest.last and any(
            (word.first, word.last) == (lowest.first, lowest.last)
            and word.middle - lowest.middle <= self._step
            for word in rest
        )

    def is_one(self, words: Sequence[Word]) -> bool:
        """Whether words are the lines of one label: each right below the one before."""
        return all(
            _OVERLAP * self._letter < below.middle - above.middle <= _PITCH * self._letter
            and above.box.x0 < below.box.x1
            and below.box.x0 < above.box.x1
            for above, below in pairwise(words)
        )

    def is_centred(self, label: Label, rest: Sequence[Word]) -> bool:
        """Whether a group's label stands in the middle of its columns.

        Where figures end alike in its outer columns, and labels stand in the middle, so does it:
        as far right of its first column's label as the one's figures end of the other's, halved.
        """
        box = label.box
        centre = (box.x0 + box.x1) / 2
        slack = _OFF_CENTRE * self._letter
        extents, rights = self._columns
        right_of_first, right_of_last = rights[label.first], rights[label.last]
        under = [word for word in rest if word.first == word.last == label.first]
        if right_of_first is not None and right_of_last is not None and under:
            own = _around(under)
            expected = (own.x0 + own.x1 + right_of_last - right_of_first) / 2
            return abs(centre - expected) <= slack
        left, right = extents[label.first], extents[label.last]
        outer = extents[label.first - 1][1] if label.first else left[0] - self._widest
        end = len(extents) - 1
        beyond = extents[label.last + 1][0] if label.last < end else right[1] + self._widest
        return (outer + right[1]) / 2 - slack <= centre <= (left[0] + beyond) / 2 + slack


def _around(words: Sequence[Word]) -> Box:
    return around(corner for word in words for corner in (word.box[:2], word.box[2:]))


def _middle(words: Sequence[Word]) -> float:
    box = _around(words)
    return (box.y0 + box.y1) / 2
