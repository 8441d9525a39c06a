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
_MOST_HEAD_LINES = 4


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
    for start, end in _bodies(rows, taken):
        columns = _columns(rows[start:end])
        if columns is None:
            continue
        first = start
        while (
            first > 0
            and first - 1 not in used
            and start - first < _MOST_HEAD_LINES
            and _follows(rows[first - 1], rows[first], taken)
            and _is_head(rows[first - 1], columns)
        ):
            first -= 1
        grids.append(_grid(rows[first:end], columns))
        used.update(range(first, end))
    return grids, [line for index, line in enumerate(lines) if index not in used]


def _row(line: VisualLine) -> _Row:
    found = tuple(words(line))
    amounts = sum(bool(_AMOUNT.fullmatch(line_text(word))) for word in found)
    prose = line_text(line).endswith(("。", "；", "，", "、", "："))
    return _Row(found, tuple(box_of(word) for word in found), amounts, prose)


def _bodies(rows: Sequence[_Row], taken: Sequence[Box]) -> list[tuple[int, int]]:
    """Runs of lines close below one another that begin and end with amounts: from, to."""
    bodies: list[tuple[int, int]] = []
    start, last = -1, -1
    for index, row in enumerate(rows):
        if start >= 0 and (row.prose or not _follows(rows[index - 1], row, taken)):
            bodies.append((start, last + 1))
            start = -1
        if row.amounts and len(row.words) > 1 and not row.prose:
            start, last = (index if start < 0 else start), index
    if start >= 0:
        bodies.append((start, last + 1))
    return [
        (start, end)
        for start, end in bodies
        if sum(row.amounts > 0 for row in rows[start:end]) >= _FEWEST_ROWS
    ]


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


def _is_head(row: _Row, columns: Sequence[_Extent]) -> bool:
    """Several words, no two of them over one column."""
    if row.prose or len(row.words) < 2 or row.amounts:
        return False
    reached = [column for box in row.boxes for column in _reach(box, columns)]
    return len(set(reached)) == len(reached)


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
