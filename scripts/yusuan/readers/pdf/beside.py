"""Columns that stand beside the frame of a table: printed in its rows, but without rules.

Read without its column of codes a table gives its figures to others; so what stands level with
its rows, line by line, is part of it.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median_low

from yusuan.evidence.places import Box
from yusuan.readers.pdf.filling import FilledGrid
from yusuan.readers.pdf.glyphs import SPACES, Glyph
from yusuan.readers.pdf.grids import RuledGrid, Span, grid_of
from yusuan.readers.pdf.lines import VisualLine, box_of, line_text, visual_lines, words
from yusuan.readers.pdf.unruled.columns import extents_of
from yusuan.readers.pdf.unruled.lines import NUMBER, Extent, reach

_OVER_ROW = 0.25  # em that a line may reach over the edge of its row
_FEWEST_ROWS = 2
_LEVEL = 0.5  # of the words beside its body more than this must lie in one row each
_PITCH = 1.9  # em from one line of a label to the next at most
_OFF_MIDDLE = 0.4  # em from the middle of the rows that a label of the head is for

_Word = tuple[VisualLine, Box]


def with_columns_beside(
    grids: Sequence[FilledGrid], glyphs: Sequence[Glyph]
) -> tuple[list[FilledGrid], list[Glyph]]:
    """The grids with the columns that stand beside them, and the glyphs that are in none."""
    boxes = [grid.grid.box for grid in grids]
    found: list[FilledGrid] = []
    rest = list(glyphs)
    for grid in grids:
        others = [box for box in boxes if box is not grid.grid.box]
        for at_left in (True, False):
            near = _beside(grid.grid.box, rest, others, at_left)
            lines = [(word, box_of(word)) for line in visual_lines(near) for word in words(line)]
            if not _is_of_its_rows(grid, lines):
                continue
            grid = _with_columns(grid, lines, at_left)
            used = {id(glyph) for word, _ in lines for glyph in word}
            rest = [glyph for glyph in rest if id(glyph) not in used]
        found.append(grid)
    return found, rest


def _beside(box: Box, glyphs: Iterable[Glyph], others: Sequence[Box], at_left: bool) -> list[Glyph]:
    """Printed glyphs level with a table on one side, up to the next table there."""
    level = [it for it in others if it.y0 < box.y1 and it.y1 > box.y0]
    # What stands within the table and yet in no cell is the end of a word that most of is outside.
    middle = (box.x0 + box.x1) / 2
    if at_left:
        start, end = max((it.x1 for it in level if it.x1 <= box.x0), default=0.0), middle
    else:
        start, end = middle, min((it.x0 for it in level if it.x0 >= box.x1), default=float("inf"))
    return [
        glyph
        for glyph in glyphs
        if glyph.quarter == 0
        and box.y0 < (glyph.y0 + glyph.y1) / 2 < box.y1
        and glyph.x0 >= start
        and glyph.x1 <= end
        and glyph.text not in SPACES
    ]


def _is_of_its_rows(filled: FilledGrid, found: Sequence[_Word]) -> bool:
    """Whether several rows have a word beside them, most in one row each, and none is of prose."""
    grid = filled.grid
    rows = [_row_at(grid, box) for _, box in found]
    if len(set(rows)) < _FEWEST_ROWS or any("。" in line_text(word) for word, _ in found):
        return False
    head = _head_rows(filled, found)
    body = [
        _is_in(grid, row, box) for row, (_, box) in zip(rows, found, strict=True) if row >= head
    ]
    return sum(body) > _LEVEL * len(body)


def _is_in(grid: RuledGrid, row: int, box: Box) -> bool:
    slack = _OVER_ROW * (box.y1 - box.y0)
    return grid.ys[row] - slack <= box.y0 and box.y1 <= grid.ys[row + 1] + slack


def _with_columns(filled: FilledGrid, found: Sequence[_Word], at_left: bool) -> FilledGrid:
    grid = filled.grid
    head = _head_rows(filled, found)
    columns = _columns(grid, head, found)
    edges = [(one[1] + other[0]) / 2 for one, other in pairwise(columns)]
    if at_left:
        xs = (min(columns[0][0], grid.xs[0]), *edges, *grid.xs)
        own, shift = 0, len(columns)
    else:
        xs = (*grid.xs, *edges, max(columns[-1][1], grid.xs[-1]))
        own, shift = grid.column_count, 0
    cells = _cells(grid, head, found, columns)
    spans = [(it.row, it.column + shift, it.row_span, it.column_span) for it in grid.regions]
    spans += [(row, column + own, high, wide) for row, column, high, wide in cells]
    whole = grid_of(xs, grid.ys, spans)
    whole_filled = FilledGrid(whole, spans_known=filled.spans_known)
    for index, glyphs in filled.texts.items():
        region = grid.regions[index]
        owner = whole.owners[region.row * whole.column_count + region.column + shift]
        whole_filled.texts.setdefault(owner, []).extend(glyphs)
    for (row, column, *_), texts in cells.items():
        owner = whole.owners[row * whole.column_count + column + own]
        for word in texts:
            whole_filled.texts.setdefault(owner, []).extend(word)
    return _with_groups(whole_filled, head, len(columns) if at_left else grid.column_count)


def _with_groups(filled: FilledGrid, head: int, frame: int) -> FilledGrid:
    """The table with the labels of its head that stand over columns on both sides of the frame.

    Such a label is drawn over those within alone, but stands in the middle of all: nothing stands
    beside it. ``frame`` is the column that begins at the frame.
    """
    grid = filled.grid
    merged: list[Span] = []
    gone: set[int] = set()
    for row in range(head):
        sides = [grid.owners[row * grid.column_count + column] for column in (frame - 1, frame)]
        left, right = (grid.regions[side] for side in sides)
        text = [index for index in sides if index in filled.texts]
        if left.row != row or right.row != row or left.row_span != right.row_span or len(text) != 1:
            continue
        own, box = grid.regions[text[0]], box_of(filled.texts[text[0]])
        over = box.x0 < own.box.x0 or box.x1 > own.box.x1
        both = (left.box.x0 + right.box.x1) / 2
        nearer = abs(_centre(box) - both) < abs(_centre(box) - _centre(own.box))
        if over or (own.column_span > 1 and nearer):
            wide = left.column_span + right.column_span
            merged.append((row, left.column, left.row_span, wide))
            gone.update(sides)
    if not merged:
        return filled
    spans = [
        (it.row, it.column, it.row_span, it.column_span)
        for index, it in enumerate(grid.regions)
        if index not in gone
    ]
    return filled.on(grid_of(grid.xs, grid.ys, (*spans, *merged)))


def _centre(box: Box) -> float:
    return (box.x0 + box.x1) / 2


def _columns(grid: RuledGrid, head: int, found: Sequence[_Word]) -> list[Extent]:
    """From where to where the columns beside a table reach.

    A label of the head and all that stands below it are one, even where they are not set alike.
    """
    boxes = [box for _, box in found]
    columns: list[tuple[Extent, frozenset[int]]] = []
    for left, right in extents_of(boxes, median_low([box.y1 - box.y0 for box in boxes])):
        rows = frozenset(_row_at(grid, box) for box in boxes if left <= box.x0 and box.x1 <= right)
        if columns:
            (start, _), before = columns[-1]
            whole = [min(it) < head <= max(it) for it in (rows, before)]
            if head and not rows & before and not all(whole):
                columns[-1] = (start, right), rows | before
                continue
        columns.append(((left, right), rows))
    return [extent for extent, _ in columns]


def _row_at(grid: RuledGrid, box: Box) -> int:
    middle = (box.y0 + box.y1) / 2
    return next(row for row in range(grid.row_count) if middle <= grid.ys[row + 1])


def _cells(
    grid: RuledGrid, head: int, found: Sequence[_Word], columns: Sequence[Extent]
) -> dict[Span, list[VisualLine]]:
    """The cells of the columns beside a table with their words; all rows have one in each."""
    texts: dict[tuple[int, int], list[_Word]] = {}
    wide: dict[tuple[int, int], int] = {}
    for word, box in found:
        reached = reach(box, columns)
        at = _row_at(grid, box), reached[0]
        texts.setdefault(at, []).append((word, box))
        wide[at] = max(len(reached), wide.get(at, 1))
    cells: dict[Span, list[VisualLine]] = {}
    taken: set[tuple[int, int]] = set()
    for column in range(len(columns)):
        stack = [it for row in range(head) for it in texts.get((row, column), ())]
        rows = [row for row in range(head) if (row, column) in texts]
        if not stack or any(wide[row, column] > 1 for row in rows):
            continue
        top, bottom = _rows_around(grid, head, stack)
        if any(not top <= row < bottom for row in rows):
            continue
        cells[top, column, bottom - top, 1] = [word for word, _ in stack]
        taken |= {(row, column) for row in range(top, bottom)}
    for row in range(grid.row_count):
        column = 0
        while column < len(columns):
            span = wide.get((row, column), 1)
            if (row, column) not in taken:
                cells[row, column, 1, span] = [word for word, _ in texts.get((row, column), ())]
            column += span
    return cells


def _head_rows(filled: FilledGrid, found: Iterable[_Word]) -> int:
    """How many rows stand above the first with a number."""
    grid = filled.grid
    rows = [_row_at(grid, box) for word, box in found if NUMBER.fullmatch(line_text(word))]
    for index, glyphs in filled.texts.items():
        if any(NUMBER.fullmatch(line_text(line)) for line in visual_lines(glyphs)):
            rows.append(grid.regions[index].row)
    return min(rows, default=0)


def _rows_around(grid: RuledGrid, head: int, stack: Sequence[_Word]) -> tuple[int, int]:
    """From which to which row of the head a label stands: the most of which it is the middle.

    From 0 to 0 where its words are no lines of one label.
    """
    size = max(box.y1 - box.y0 for _, box in stack)
    middles = [(box.y0 + box.y1) / 2 for _, box in stack]
    if any(below - above > _PITCH * size for above, below in pairwise(middles)):
        return 0, 0
    top = min(box.y0 for _, box in stack)
    bottom = max(box.y1 for _, box in stack)
    slack = _OFF_MIDDLE * size
    ranges = [
        (first, last)
        for first in range(head)
        for last in range(first + 1, head + 1)
        if abs((grid.ys[first] + grid.ys[last]) - (top + bottom)) <= 2 * slack
    ]
    return max(ranges, key=lambda it: it[1] - it[0], default=(0, 0))
