"""The head of a table between two rules, with those that part its rows or stand below its groups."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import inf
from statistics import median_low

from yusuan.evidence.places import Box
from yusuan.readers.pdf.contents import Rule
from yusuan.readers.pdf.unruled.columns import by_order, extents_of, with_unreached
from yusuan.readers.pdf.unruled.labels import any_beyond, certain_labels, rights_of, words_of
from yusuan.readers.pdf.unruled.lines import Extent, Row, reach
from yusuan.readers.pdf.unruled.readings import Columns, HeadReader, Label, Word

_SHORT = 0.5  # em that a rule may end before the letters of its columns do
_LEVEL = 0.3  # em that the lowest lines of labels that end at one height may stand apart
_SAME_START = 1.0  # points
_MOST_GROUPS = 12  # labels side by side above one rule


class _UncertainError(Exception):
    """A head that may be read in two ways, or in none."""


@dataclass(frozen=True, slots=True)
class FramedHead:
    """Lines of a head, the rules within it, where those above and below it are."""

    rows: Sequence[Row]
    rules: Sequence[Rule]
    top: float
    bottom: float
    width: float

    @property
    def leaves(self) -> list[Box]:
        """The words with no rule between them and the body."""
        return [box for row in self.rows for box in row.boxes if self._below(box) == self.bottom]

    def columns(self, body: Sequence[Row], columns: Sequence[Extent]) -> list[Extent]:
        """The columns of a body, and those that its head alone names."""
        boxes = [box for row in body for box in row.boxes]
        found, size = list(columns), max(row.size for row in body)
        for row in reversed(self.rows):
            own = [box for box in row.boxes if self._below(box) == self.bottom]
            if ordered := by_order(own, found):
                found = ordered
                boxes += own
                continue
            for wider in (extents_of([*boxes, *own], size), with_unreached(found, own, size)):
                reached = [column for box in own for column in reach(box, wider)]
                kept = {reach(Box(left, 0, right, 0), wider)[0] for left, right in found}
                if len(set(reached)) == len(reached) > 1 and len(kept) == len(found):
                    found = wider
                    boxes += own
                    break
        return found

    def labels(self, body: Sequence[Row], columns: Sequence[Extent]) -> tuple[Label, ...] | None:
        """Its cells, None where they are not certain: a rule ends in a column, or centres tell two."""
        words = words_of(self.rows, columns)
        extents = list(columns)
        for word in words:
            if word.first == word.last and self._below(word.box) == self.bottom:
                left, right = extents[word.first]
                extents[word.first] = min(left, word.box.x0), max(right, word.box.x1)
        whole = Columns(tuple(extents), rights_of(body, columns))
        letter = median_low([row.size for row in self.rows])
        try:
            found = tuple(_Reading(self, whole, words, letter).cells(0, len(columns) - 1))
        except _UncertainError:
            return None
        if any_beyond(found, whole) or sum(len(label.words) for label in found) != len(words):
            return None
        return found

    def _below(self, box: Box) -> float:
        """Where the first rule below a word is."""
        x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        return min(
            (it.at for it in self.rules if it.at > y and it.start < x < it.end), default=self.bottom
        )


@dataclass(frozen=True, slots=True)
class _Reading:
    head: FramedHead
    columns: Columns
    words: Sequence[Word]
    letter: float

    def cells(
        self, first: int, last: int, top: float | None = None, level: int = 0
    ) -> Iterator[Label]:
        """The labels over the columns from ``first`` to ``last`` below a rule at ``top``."""
        top = self.head.top if top is None else top
        for start, end, bottom in self._parts(first, last, top):
            inside = [
                word
                for word in self.words
                if top < word.middle < bottom and word.first <= end and word.last >= start
            ]
            if any(word.first < start or word.last > end for word in inside):
                raise _UncertainError
            if bottom == self.head.bottom:
                yield from self._leaves(inside, start, end, level)
                continue
            for label in self._groups(inside, start, end, level):
                yield label
                yield from self.cells(label.first, label.last, bottom, level + 1)

    def _leaves(self, words: Sequence[Word], first: int, last: int, level: int) -> Iterable[Label]:
        """The labels right above the body; where groups have rules, one for each column.

        Else they are told as in a head without rules.
        """
        stacks = [
            [word for word in words if word.first == word.last == at]
            for at in range(first, last + 1)
        ]
        every = [tuple(sorted(stack, key=lambda word: word.middle)) for stack in stacks]
        reader = HeadReader(self.columns, self.letter, 0.0)
        if (
            any(rule.end - rule.start < self.head.width for rule in self.head.rules)
            and sum(map(len, every)) == len(words)
            and all(every)
            and all(map(reader.is_one, every))
            and _are_level(every, self.letter)
        ):
            return [Label(stack, at, at, level) for at, stack in enumerate(every, first)]
        labels = certain_labels(words, self.columns, self.letter, (first, last), level)
        if labels is None:
            raise _UncertainError
        return labels

    def _parts(self, first: int, last: int, top: float) -> list[tuple[int, int, float]]:
        """Columns side by side down to one rule: from, to, where the rule is."""
        parts: list[tuple[int, int, Rule | None]] = []
        for column in range(first, last + 1):
            rule = self._rule_below(column, top)
            if parts and parts[-1][2] == rule:
                parts[-1] = parts[-1][0], column, rule
            else:
                parts.append((column, column, rule))
        return [
            (start, end, self.head.bottom if rule is None else rule.at)
            for start, end, rule in parts
        ]

    def _rule_below(self, column: int, top: float) -> Rule | None:
        left, right = self.columns.extents[column]
        slack = _SHORT * self.letter
        for rule in sorted(self.head.rules):
            if rule.at <= top or rule.end <= left + slack or rule.start >= right - slack:
                continue
            if rule.start > left + slack or rule.end < right - slack:
                raise _UncertainError
            return rule
        return None

    def _groups(self, words: Sequence[Word], first: int, last: int, level: int) -> list[Label]:
        """The labels right above one rule; several only where the middle of each says over what."""
        stacks: list[list[Word]] = []
        for word in sorted(words, key=lambda word: word.box):
            if stacks and word.box.x0 < max(it.box.x1 for it in stacks[-1]):
                stacks[-1].append(word)
            else:
                stacks.append([word])
        reader = HeadReader(self.columns, self.letter, 0.0)
        ordered = [tuple(sorted(stack, key=lambda word: word.middle)) for stack in stacks]
        if not 0 < len(ordered) <= _MOST_GROUPS or not all(map(reader.is_one, ordered)):
            raise _UncertainError
        if len(ordered) == 1:
            return [Label(ordered[0], first, last, level)]
        found = list(islice(self._ways(reader, ordered, first, last, level), 2))
        found = found or self._flush(ordered, first, last, level)
        if len(found) != 1:
            raise _UncertainError
        return found[0]

    def _flush(
        self, stacks: Sequence[tuple[Word, ...]], first: int, last: int, level: int
    ) -> list[list[Label]]:
        """The one way, if any, where each label begins as the one of its first column does."""
        own = {id(word) for stack in stacks for word in stack}
        begins: dict[int, float] = {}
        for word in self.words:
            if word.first == word.last and id(word) not in own and first <= word.first <= last:
                begins[word.first] = min(word.box.x0, begins.get(word.first, inf))
        starts: list[int] = []
        for stack in stacks:
            at = stack[0].box.x0
            near = [column for column, start in begins.items() if abs(start - at) <= _SAME_START]
            if len(near) != 1 or any(abs(word.box.x0 - at) > _SAME_START for word in stack):
                return []
            starts += near
        ends = [start - 1 for start in starts[1:]] + [last]
        if starts[0] != first or any(end < start for start, end in zip(starts, ends, strict=True)):
            return []
        found = [
            Label(stack, start, end, level)
            for stack, start, end in zip(stacks, starts, ends, strict=True)
        ]
        beyond = (word.last > label.last for label in found for word in label.words)
        return [] if any(beyond) else [found]

    def _ways(
        self,
        reader: HeadReader,
        stacks: Sequence[tuple[Word, ...]],
        first: int,
        last: int,
        level: int,
    ) -> Iterator[list[Label]]:
        """Every way to part columns among labels so that each stands in the middle of its own."""
        stack, *rest = stacks
        ends = range(first, last - len(rest) + 1) if rest else (last,)
        for end in ends:
            label = Label(stack, first, end, level)
            if any(word.first < first or word.last > end for word in stack):
                continue
            under = [word for word in self.words if word.box.y0 > label.box.y1 - self.letter / 4]
            if not reader.is_centred(label, under):
                continue
            if not rest:
                yield [label]
            else:
                for others in self._ways(reader, rest, end + 1, last, level):
                    yield [label, *others]


def _are_level(stacks: Sequence[Sequence[Word]], letter: float) -> bool:
    """Whether labels side by side all end, or all begin, at one height."""
    return any(
        max(places) - min(places) <= _LEVEL * letter
        for places in (
            [stack[-1].box.y1 for stack in stacks],
            [stack[0].box.y0 for stack in stacks],
        )
    )
