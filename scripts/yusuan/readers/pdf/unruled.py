"""Tables without vertical rules: columns told from white corridors that run through all rows.

A table is only made where it is certain: at least three lines with amounts, each amount alone in
its cell, every word of the body between two corridors. All else stays lines with their pieces.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from yusuan.evidence.places import Box
from yusuan.readers.pdf.filling import FilledGrid
from yusuan.readers.pdf.grids import Span, grid_of
from yusuan.readers.pdf.lines import VisualLine, box_of, line_text, words

# An amount in print: with decimals or in groups of thousands, so that no page number is one.
_AMOUNT = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,8})?|[0-9]{1,15}\.[0-9]{1,8})")
_NUMBER = re.compile(r"-?[0-9][0-9,.]{0,30}%?")
_TWO = re.compile(r"[0-9][.,][0-9]{1,12}-|\.[0-9]{1,12}[.,][0-9]")
_FRAGMENT = re.compile(r"[0-9.]{1,6}")
_FEWEST_ROWS = 3
_CORRIDOR = 0.7  # em that is white between two columns in every row
_PITCH = 3.0  # em from one baseline to the next at most
_MOST_HEAD_LINES = 5
_MOST_PARTED = 300  # lines of a page with more are taken as one table or none
_SAME_SIZE = 1.1
_APART = 2.0  # em from both edges of the table


class _Row(NamedTuple):
    words: tuple[VisualLine, ...]
    boxes: tuple[Box, ...]
    amounts: int
    prose: bool

    @property
    def top(self) -> float:
        return min(box.y0 for box in self.boxes)

    @property
    def bottom(self) -> float:
        return max(box.y1 for box in self.boxes)

    @property
    def size(self) -> float:
        return max(glyph.size for word in self.words for glyph in word)


def unruled_grids(
    lines: Sequence[VisualLine], taken: Sequence[Box]
) -> tuple[list[FilledGrid], list[VisualLine]]:
    """Tables among lines that stand in no ruled one, and the lines left over.

    ``taken`` are the boxes of the ruled tables: no other one lies around them.
    """
    if sum(any(glyph.text in ".," for glyph in line) for line in lines) < _FEWEST_ROWS:
        return [], list(lines)
    rows = [_row(line) for line in lines]
    grids: list[FilledGrid] = []
    used: set[int] = set()
    free = 0  # the first line that no table has taken
    for start, end in _bodies(rows, taken):
        columns = _columns(rows[start:end])
        if columns is None:
            continue
        first, columns = _head(rows, (free, start, end), columns, taken)
        grids.append(_grid(rows[first:end], columns))
        used.update(range(first, end))
        free = end
    return grids, [line for index, line in enumerate(lines) if index not in used]


def _row(line: VisualLine) -> _Row:
    found = tuple(words(line))
    amounts = sum(bool(_AMOUNT.fullmatch(line_text(word))) for word in found)
    prose = line_text(line).endswith(("。", "；", "，", "、", "："))
    return _Row(found, tuple(box_of(word) for word in found), amounts, prose)


def _bodies(rows: Sequence[_Row], taken: Sequence[Box]) -> list[tuple[int, int]]:
    """From where to where the lines of each table reach; each begins and ends with amounts."""
    return [
        (start, end)
        for run in _runs(rows, taken)
        for start, end in _parted(rows, *run)
        if sum(row.amounts > 0 for row in rows[start:end]) >= _FEWEST_ROWS
    ]


def _runs(rows: Sequence[_Row], taken: Sequence[Box]) -> list[tuple[int, int]]:
    """Runs of lines close below one another that begin and end with amounts: from, to."""
    runs: list[tuple[int, int]] = []
    start, last = -1, -1
    for index, row in enumerate(rows):
        if start >= 0 and (row.prose or not _follows(rows[index - 1], row, taken)):
            runs.append((start, last + 1))
            start = -1
        if row.amounts and len(row.words) > 1 and not row.prose:
            start, last = (index if start < 0 else start), index
    if start >= 0:
        runs.append((start, last + 1))
    return runs


def _parted(rows: Sequence[_Row], start: int, end: int) -> list[tuple[int, int]]:
    """A run as the tables in it: captions part two where their columns do not go through."""
    if end - start > _MOST_PARTED:
        return [(start, end)]
    parts = [(start, start + 1)]
    for index in range(start + 1, end):
        if not rows[index].amounts:
            continue
        first, last = parts[-1]
        parts[-1] = (first, index + 1)
        if _is_caption(rows[last:index]) and _columns(rows[first : index + 1]) is None:
            parts[-1:] = [(first, last), (index, index + 1)]
    return parts


def _is_caption(rows: Sequence[_Row]) -> bool:
    """Whether lines between two with amounts may be what stands above a table."""
    return len(rows) > 1 and any(
        len(row.words) == 1 and not _NUMBER.fullmatch(line_text(row.words[0])) for row in rows
    )


def _follows(above: _Row, below: _Row, taken: Sequence[Box]) -> bool:
    if not above.words or not below.words:
        return False
    if below.bottom - above.bottom > _PITCH * max(above.size, below.size):
        return False
    return not any(above.bottom <= box.y1 and below.top >= box.y0 for box in taken)


_Extent = tuple[float, float]


def _columns(rows: Sequence[_Row]) -> list[_Extent] | None:
    """From where to where each column has text; None if the columns are not certain."""
    corridor = _CORRIDOR * max(row.size for row in rows)
    columns: list[_Extent] = []
    for box in sorted(box for row in rows for box in row.boxes):
        if columns and box.x0 - columns[-1][1] < corridor:
            columns[-1] = (columns[-1][0], max(columns[-1][1], box.x1))
        else:
            columns.append((box.x0, box.x1))
    if len(columns) < 2:
        return None
    for row in rows:
        cells: dict[int, list[str]] = {}
        for word, box in zip(row.words, row.boxes, strict=True):
            cells.setdefault(_reach(box, columns)[0], []).append(line_text(word))
        if any(len(cell) > 1 and any(map(_NUMBER.fullmatch, cell)) for cell in cells.values()):
            return None
        every = [text for cell in cells.values() for text in cell]
        # Two amounts without a gap, or the rest of a number that its column had no room for.
        if any(map(_TWO.search, every)) or all(map(_is_fragment, every)):
            return None
    return columns


def _is_fragment(text: str) -> bool:
    return bool(_FRAGMENT.fullmatch(text)) and not _AMOUNT.fullmatch(text)


def _reach(box: Box, columns: Sequence[_Extent]) -> list[int]:
    """The columns over which a box lies, the nearest one if it lies over none."""
    reached = [
        column for column, (left, right) in enumerate(columns) if box.x0 < right and box.x1 > left
    ]
    center = (box.x0 + box.x1) / 2
    return reached or [
        min(range(len(columns)), key=lambda column: abs(sum(columns[column]) / 2 - center))
    ]


def _head(
    rows: Sequence[_Row],
    body: tuple[int, int, int],
    columns: list[_Extent],
    taken: Sequence[Box],
) -> tuple[int, list[_Extent]]:
    """The first line of the head of a table, and its columns with those that only the head names.

    ``body`` says which line is free, and from where to where the body reaches.
    """
    free, start, end = body
    top = first = start  # a word alone belongs to the head if a line above it does
    while (
        top > free and start - top < _MOST_HEAD_LINES and _follows(rows[top - 1], rows[top], taken)
    ):
        top -= 1
        if wider := _with_head(rows[top], rows[first:end], columns):
            first, columns = top, wider
        elif not _is_word_of_head(rows[top], columns):
            break
    if first < start and start - first < _MOST_HEAD_LINES and first > free:
        first -= _is_group_head(rows[first - 1], rows[first], columns, taken)
    return first, columns


def _with_head(
    row: _Row, below: Sequence[_Row], columns: Sequence[_Extent]
) -> list[_Extent] | None:
    """The columns of a table and a line of its head: also those whose body is blank, if any.

    None if the line is no head: several words, no two of them over one column.
    """
    if row.prose or len(row.words) < 2 or row.amounts:
        return None
    if _apart(row, columns):
        return list(columns)
    wider = _columns([row, *below])
    if wider is None or not _apart(row, wider):
        return None
    kept = {_reach(Box(left, 0, right, 0), wider)[0] for left, right in columns}
    return wider if len(kept) == len(columns) else None


def _apart(row: _Row, columns: Sequence[_Extent]) -> bool:
    """Whether no two words of a line lie over one column."""
    reached = [column for box in row.boxes for column in _reach(box, columns)]
    return len(set(reached)) == len(reached)


def _is_word_of_head(row: _Row, columns: Sequence[_Extent]) -> bool:
    """Whether one word stands over one column, as what is written in the middle of two lines."""
    return not row.prose and len(row.words) == 1 and len(_reach(row.boxes[0], columns)) == 1


def _is_group_head(
    row: _Row, below: _Row, columns: Sequence[_Extent], taken: Sequence[Box]
) -> bool:
    """Whether one word above the head stands within the table, as no unit at its edge does.

    A title that gets in so is told from the head where captions are read.
    """
    if row.prose or len(row.words) != 1 or not _follows(row, below, taken):
        return False
    if row.size > below.size * _SAME_SIZE:
        return False
    (box,) = row.boxes
    left, right = columns[0][0], columns[-1][1]
    return min(box.x0 - left, right - box.x1) > _APART * row.size


def _grid(rows: Sequence[_Row], columns: Sequence[_Extent]) -> FilledGrid:
    left = min(box.x0 for row in rows for box in row.boxes)
    right = max(box.x1 for row in rows for box in row.boxes)
    xs = [left, *((one[1] + other[0]) / 2 for one, other in pairwise(columns)), right]
    ys = [
        rows[0].top,
        *((above.bottom + below.top) / 2 for above, below in pairwise(rows)),
        rows[-1].bottom,
    ]
    spans: list[Span] = []
    placed: list[tuple[int, int, VisualLine]] = []
    for number, row in enumerate(rows):
        wide: dict[int, int] = {}
        for word, box in zip(row.words, row.boxes, strict=True):
            reached = _reach(box, columns)
            wide[reached[0]] = max(len(reached), wide.get(reached[0], 1))
            placed.append((number, reached[0], word))
        column = 0
        while column < len(columns):
            spans.append((number, column, 1, wide.get(column, 1)))
            column += wide.get(column, 1)
    grid = grid_of(xs, ys, spans)
    filled = FilledGrid(grid, spans_known=False)
    for number, column, word in placed:
        region = grid.owners[number * len(columns) + column]
        filled.texts.setdefault(region, []).extend(word)
    return filled
