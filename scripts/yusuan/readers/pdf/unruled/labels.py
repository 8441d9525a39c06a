"""The labels of the head of a table without rules; only a single reading makes a head."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median_low

from yusuan.readers.pdf.dividing import COLUMN_NUMBER
from yusuan.readers.pdf.grids import Span
from yusuan.readers.pdf.lines import line_text
from yusuan.readers.pdf.unruled.cut_labels import Body
from yusuan.readers.pdf.unruled.lines import AMOUNT, Extent, Row, reach
from yusuan.readers.pdf.unruled.readings import Columns, HeadReader, Label, TooManyError, Word

_SAME_EDGE = 1.0  # points
_SAME_START = 0.3  # points
_FEWEST_FLUSH = 2


def certain_labels(
    words: Sequence[Word],
    columns: Columns,
    letter: float,
    between: tuple[int, int],
    level: int = 0,
) -> tuple[Label, ...] | None:
    """The cells of a head, or of the part of it ``between`` two columns; None if not certain.

    ``letter`` is its size in points, ``level`` how many groups the part stands in.
    """
    if _are_flush_left(words, letter):
        return None
    try:
        for step in (_smallest_step(words), 0.0):
            reader = HeadReader(columns, letter, step)
            found = reader.read(tuple(words), *between, level)
            if len(found) > 1:
                found = _told_apart(found)
            if found:
                labels = found.pop()
                return None if found or any_beyond(labels, columns) else labels
    except TooManyError:
        pass
    return None


def are_beyond(rows: Sequence[Row], body: Sequence[Row], columns: Sequence[Extent]) -> bool:
    """Whether any label of a line is none of the figures in its column."""
    whole = Columns(tuple(columns), rights_of(body, columns))
    words = words_of(rows, columns)
    return any_beyond([Label((word,), word.first, word.last, 0) for word in words], whole)


def any_beyond(labels: Sequence[Label], columns: Columns) -> bool:
    """Whether one begins right of where all figures of its column end: they are another's."""
    rights = ((it, columns.rights[it.first]) for it in labels if it.first == it.last)
    return any(right is not None and label.box.x0 > right for label, right in rights)


def _are_flush_left(words: Sequence[Word], letter: float) -> bool:
    """Whether every label begins where one below it does: no middle says then what it is over."""
    flush = 0
    for word in words:
        below = [
            it.box
            for it in words
            if it.middle - word.middle > letter / 2
            and it.box.x0 < word.box.x1
            and it.box.x1 > word.box.x0
        ]
        width = word.box.x1 - word.box.x0
        others = [box for box in below if abs(box.x1 - box.x0 - width) > letter / 2]
        if any(abs(box.x0 - word.box.x0) <= _SAME_START for box in others):
            flush += 1
        elif others:
            return False
    return flush >= _FEWEST_FLUSH


def _told_apart(readings: set[tuple[Label, ...]]) -> set[tuple[Label, ...]]:
    """Of several ways to read a head those whose groups begin alike: 项目｜预算数｜项目｜预算数.

    What is called like the first column begins a group wherever it stands; else no group begins
    with anything else. Before, a group that holds but one group is no group, if it need not be:
    the one is the next line of the other's label.
    """
    readings = {labels for labels in readings if not _is_nested(labels)} or readings
    if len(readings) == 1:
        return readings
    for fits in (_begins_every_group, _begins_no_other):
        found = {labels for labels in readings if fits(labels)}
        if len(found) == 1:
            return found
    return readings


def _is_nested(labels: Sequence[Label]) -> bool:
    """Whether two labels, one below the other, stand over the very same columns."""
    return len({(it.first, it.last) for it in labels}) < len(labels)


def _begins_every_group(labels: Sequence[Label]) -> bool:
    first, others = _alike(labels)
    return bool(others) and first | others <= {it.first for it in labels if it.level == 0}


def _begins_no_other(labels: Sequence[Label]) -> bool:
    first, others = _alike(labels)
    starts = {it.first for it in labels if it.level == 0 and it.first < it.last}
    return len(starts) > 1 and starts <= first | others


def _alike(labels: Sequence[Label]) -> tuple[set[int], set[int]]:
    """The first column, and those whose own label is that of it, or that and a bracket."""
    texts = {
        label.first: "".join(line_text(word.glyphs) for word in label.words)
        for label in sorted(labels, key=lambda label: label.level)
        if label.first == label.last
    }
    name = re.escape(texts.get(0, ""))
    alike = re.compile(rf"{name}(?:[（(].*)?")
    return {0}, {c for c, text in texts.items() if c and name and alike.fullmatch(text)}


def _smallest_step(words: Sequence[Word]) -> float:
    """From line to line of a label: the smallest step between two words of one column."""
    stacks: dict[int, list[Word]] = {}
    for word in words:
        if word.first == word.last:
            stacks.setdefault(word.first, []).append(word)
    steps = [
        below.middle - above.middle
        for stack in stacks.values()
        for above, below in pairwise(sorted(stack, key=lambda word: word.middle))
    ]
    return min(steps, default=0.0)


def labels_of(
    rows: Sequence[Row], first: int, body: Body, columns: Sequence[Extent]
) -> tuple[tuple[Label, ...] | None, int]:
    """The cells of the head, None if they are not certain, and the first line below them.

    Lines that number the columns stand below the head, before the body.
    """
    below = body.start
    while below > first and numbers_columns(rows[below - 1]):
        below -= 1
    words = words_of(rows[first:below], columns)
    if not words:
        return None, below
    extents = list(columns)
    for word in words:
        if word.first == word.last:
            left, right = extents[word.first]
            extents[word.first] = (min(left, word.box.x0), max(right, word.box.x1))
    whole = Columns(tuple(extents), rights_of(rows[body.start : body.end], columns))
    letter = median_low([row.size for row in rows[first:below]])
    return certain_labels(words, whole, letter, (0, len(columns) - 1)), below


def words_of(rows: Sequence[Row], columns: Sequence[Extent]) -> list[Word]:
    """The words of lines of a head with the columns that each lies over."""
    words = []
    for row in rows:
        for word, box in zip(row.words, row.boxes, strict=True):
            reached = reach(box, columns)
            words.append(Word(word, box, reached[0], reached[-1]))
    return words


def numbers_columns(row: Row) -> bool:
    return all(COLUMN_NUMBER.fullmatch(line_text(word)) for word in row.words)


def rights_of(body: Sequence[Row], columns: Sequence[Extent]) -> tuple[float | None, ...]:
    """Where the figures of each column end, if all end alike."""
    ends: list[list[float]] = [[] for _ in columns]
    for row in body:
        for word, box in zip(row.words, row.boxes, strict=True):
            if AMOUNT.fullmatch(line_text(word)):
                ends[reach(box, columns)[0]].append(box.x1)
    return tuple(
        max(found) if found and max(found) - min(found) <= _SAME_EDGE else None for found in ends
    )


def spans_of(labels: Sequence[Label]) -> tuple[int, list[Span]]:
    """How many rows a head has, and the span of each of its labels."""
    depth = 1 + max(label.level for label in labels)
    spans: list[Span] = []
    for label in labels:
        is_group = any(
            other.level > label.level and label.first <= other.first and other.last <= label.last
            for other in labels
        )
        height = 1 if is_group else depth - label.level
        spans.append((label.level, label.first, height, label.last - label.first + 1))
    return depth, spans
