"""Tables whose rules are not all drawn: cells that hold several amounts are several cells.

Only what is certain is divided: every word must fall into one of the parts.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from yusuan.evidence.places import Box
from yusuan.printed.numbering import NUMERAL
from yusuan.readers.pdf.filling import FilledGrid
from yusuan.readers.pdf.glyphs import IN_NUMBERS, Glyph
from yusuan.readers.pdf.grids import Region, Span, grid_of
from yusuan.readers.pdf.lines import (
    VisualLine,
    are_two_numbers,
    box_of,
    line_text,
    visual_lines,
    words,
)

AMOUNT = re.compile(r"-?[0-9][0-9,]{0,30}(?:\.[0-9]{1,8})?%?")
_NUMBERED = re.compile(rf"{NUMERAL}、|[(（]{NUMERAL}[)）]")
COLUMN_NUMBER = re.compile(r"[0-9]{1,2}|\*{1,3}|栏次|行次|栏目")
_SLACK = 1.0  # points that a word may reach over the edge of its part
_SAME_ROW = 0.5  # em between the baselines of one row
_ONE_LINE = 0.1  # em between two baselines that are one
_PITCH = 1.5  # em from row to row at least that no two lines of one label are apart
_EVEN = 0.97  # times the step between rows that the smallest step between lines is at least
_FAR_APART = 2.4  # em between two baselines that no two lines of one label are apart
_FAR = 0.9  # em from a row's baseline to the second line of a label beside it


def divided(filled: FilledGrid, unruled: Collection[float] = ()) -> FilledGrid:
    """The table with its missing rules put in, as far as they are certain.

    At the heights ``unruled`` a shade ends and no rule is: there may be several rows between two.
    """
    return _by_baselines(_by_edges(filled), unruled)


def _span(region: Region) -> Span:
    return region.row, region.column, region.row_span, region.column_span


def _by_edges(filled: FilledGrid) -> FilledGrid:
    """Merged cells with several amounts, each between edges that other rows of the table have."""
    grid = filled.grid
    spans: list[Span] = []
    for index, region in enumerate(grid.regions):
        glyphs = filled.texts.get(index, [])
        parts = [_span(region)]
        if glyphs and region.row_span * region.column_span > 1:
            found = [word for line in visual_lines(glyphs) for word in words(line)]
            amounts = [box_of(word) for word in found if AMOUNT.fullmatch(line_text(word))]
            if len(amounts) > 1:
                boxes = [box_of(word) for word in found]
                parts = _columns(region, grid.xs, boxes, amounts) or (
                    _rows(region, grid.ys, boxes, amounts) or parts
                )
        spans.extend(parts)
    return (
        filled if len(spans) == len(grid.regions) else filled.on(grid_of(grid.xs, grid.ys, spans))
    )


def _columns(
    region: Region, xs: Sequence[float], boxes: Sequence[Box], amounts: Sequence[Box]
) -> list[Span]:
    edges = xs[region.column : region.column + region.column_span + 1]
    if _parts(edges, [(box.x0, box.x1) for box in boxes]) is None:
        return []
    parts = _parts(edges, [(box.x0, box.x1) for box in amounts])
    if parts is None or len(parts) < 2:
        return []
    columns = range(region.column, region.column + region.column_span)
    return [(region.row, column, region.row_span, 1) for column in columns]


def _rows(
    region: Region, ys: Sequence[float], boxes: Sequence[Box], amounts: Sequence[Box]
) -> list[Span]:
    edges = ys[region.row : region.row + region.row_span + 1]
    if _parts(edges, [(box.y0, box.y1) for box in boxes]) is None:
        return []
    parts = _parts(edges, [(box.y0, box.y1) for box in amounts])
    if parts is None or len(parts) < len(amounts):
        return []
    rows = range(region.row, region.row + region.row_span)
    return [(row, region.column, 1, region.column_span) for row in rows]


def _parts(edges: Sequence[float], extents: Sequence[tuple[float, float]]) -> set[int] | None:
    """The intervals between the edges that hold the extents; None if one lies over an edge."""
    parts = set()
    for start, end in extents:
        for part, (left, right) in enumerate(pairwise(edges)):
            if left - _SLACK <= start and end <= right + _SLACK:
                parts.add(part)
                break
        else:
            return None
    return parts


def _by_baselines(filled: FilledGrid, unruled: Collection[float]) -> FilledGrid:
    """Rows of which several columns hold one amount above another: one row for each baseline."""
    grid = filled.grid
    cuts: dict[int, list[float]] = {}
    rows: dict[int, list[int]] = defaultdict(list)
    for index, region in enumerate(grid.regions):
        if region.row_span == 1:
            rows[region.row].append(index)
    for row in range(grid.row_count):
        several = any(_may_be_several(filled.texts.get(index, ())) for index in rows[row])
        loose = grid.row_count == 1 or (grid.ys[row] in unruled and grid.ys[row + 1] in unruled)
        if not (several or loose):
            continue
        lines = {index: visual_lines(filled.texts.get(index, ())) for index in rows[row]}
        regions = [grid.regions[index] for index in lines]
        found = (_row_cuts(lines, regions) if several else []) or (
            _far_apart(list(lines.values()), regions) if loose else []
        )
        if found:
            cuts[row] = found
    if not cuts:
        return filled
    ys: list[float] = []
    starts: list[int] = []
    for row in range(grid.row_count):
        starts.append(len(ys))
        ys.extend((grid.ys[row], *cuts.get(row, ())))
    starts.append(len(ys))
    ys.append(grid.ys[-1])
    spans: list[Span] = []
    for region in grid.regions:
        first, last = starts[region.row], starts[region.row + region.row_span]
        if region.row_span == 1:
            spans.extend((row, region.column, 1, region.column_span) for row in range(first, last))
        else:
            spans.append((first, region.column, last - first, region.column_span))
    return filled.on(grid_of(grid.xs, ys, spans))


def _may_be_several(glyphs: Sequence[Glyph]) -> bool:
    """Digits, or ``**``, on more than one baseline: a look before lines are made."""
    if len(glyphs) < 2:
        return False
    baselines = {glyph.baseline for glyph in glyphs if glyph.text in IN_NUMBERS}
    if glyphs[0].text == "*":
        baselines = {glyph.baseline for glyph in glyphs}
    if len(baselines) < 2:
        return False
    return max(baselines) - min(baselines) > _SAME_ROW * glyphs[0].size


def _row_cuts(lines: dict[int, list[VisualLine]], regions: Sequence[Region]) -> list[float]:
    """Where to cut a row, from its cells' lines; nothing if it is one row or not certain.

    Amounts on one baseline make a row. What stands above the first of them is its head; every
    other line must be on the baseline of a row or much nearer to it than to any other, or all lines
    are as far apart as rows are.
    """
    if (numbers := _below_numbers(lines.values())) is not None:
        return [numbers, *_row_cuts({index: cell[1:] for index, cell in lines.items()}, regions)]
    stacks = [
        stack
        for cell, region in zip(lines.values(), regions, strict=True)
        if len(stack := _stack(cell, region.box.x1 - region.box.x0)) > 1
    ]
    if not stacks:
        return []
    size = _first(stacks[0][0]).size
    rows = _baselines((line for stack in stacks for line in stack), size)
    if len(stacks) < 2 and len(rows) == 2 and not _are_two_rows(rows, lines.values(), size):
        return []
    rows = _with_numbered(rows, lines.values(), size)
    rows = _all_as_far_apart(rows, [line for cell in lines.values() for line in cell], size) or rows
    heads = [[line for cell in lines.values() for line in cell if _is_above(line, rows[0])]]
    members: list[list[VisualLine]] = [[] for _ in rows]
    for cell in lines.values():
        for line in cell:
            if _is_above(line, rows[0]):
                continue
            row = _nearest(_first(line).baseline, rows, size)
            if row is None:
                return []
            members[row].append(line)
    parts = [part for part in (*heads, *members) if part]
    extents = [(min(map(_top, part)), max(map(_bottom, part))) for part in parts]
    if any(above[1] > below[0] + _SLACK for above, below in pairwise(extents)):
        return []
    return [(above[1] + below[0]) / 2 for above, below in pairwise(extents)]


def _are_two_rows(
    rows: Sequence[float], cells: Iterable[Sequence[VisualLine]], size: float
) -> bool:
    """Whether all lines beside two amounts of one cell stand in rows with one or the other.

    They are further apart than lines of a label, and the figure of another cell is in the lower
    row: in one row it would stand in the middle.
    """
    above, below = rows
    if below - above < _PITCH * size:
        return False
    lower = 0
    for cell in cells:
        places = [_first(line).baseline for line in cell]
        if any(min(abs(it - row) for row in rows) > _ONE_LINE * size for it in places):
            return False
        only = len(cell) == 1 and AMOUNT.fullmatch(line_text(cell[0]))
        lower += bool(only) and abs(places[0] - below) <= _ONE_LINE * size
    return lower > 0


def _far_apart(cells: Sequence[Sequence[VisualLine]], regions: Sequence[Region]) -> list[float]:
    """Where to cut a row whose lines all are too far apart to be of one label; else nothing.

    Rows have no rule between them where those above and below alone are shaded. One of the rows
    has an amount, so that it is no head; a label of one letter a line is one, as is one that goes
    on where its cell had no room.
    """
    for cell, region in zip(cells, regions, strict=True):
        for above, below in pairwise(cell):
            if not are_two_numbers(above, below, region.box.x1 - region.box.x0):
                return []
    every = [line for cell in cells for line in cell]
    texts = [line_text(line) for line in every]
    if all(len(cell) < 2 for cell in cells) or not any(map(AMOUNT.fullmatch, texts)):
        return []
    if any(len(line_text(line)) < 2 for cell in cells if len(cell) > 1 for line in cell):
        return []
    size = max(_first(line).size for line in every)
    rows = _baselines(every, size)
    if any(below - above < _FAR_APART * size for above, below in pairwise(rows)):
        return []
    parts = [[it for it in every if abs(_first(it).baseline - row) <= size] for row in rows]
    extents = [(min(map(_top, part)), max(map(_bottom, part))) for part in parts]
    return [(above[1] + below[0]) / 2 for above, below in pairwise(extents)]


def _baselines(lines: Iterable[VisualLine], size: float) -> list[float]:
    """Where rows of lines stand, from top to bottom."""
    rows: list[float] = []
    for baseline in sorted(_first(line).baseline for line in lines):
        if not rows or baseline - rows[-1] > _SAME_ROW * size:
            rows.append(baseline)
    return rows


def _all_as_far_apart(
    rows: Sequence[float], lines: Sequence[VisualLine], size: float
) -> list[float]:
    """All baselines from the first of ``rows`` on, if no two are nearer than rows are; else none.

    The lines of one label stand closer than rows, which have white between them.
    """
    if len(rows) < 3:
        return []
    pitch = min(below - above for above, below in pairwise(rows))
    every = _baselines((line for line in lines if not _is_above(line, rows[0])), size)
    if pitch < _PITCH * size or any(b - a < _EVEN * pitch for a, b in pairwise(every)):
        return []
    return every


def _below_numbers(cells: Iterable[Sequence[VisualLine]]) -> float | None:
    """Where a row that numbers the columns (**｜**｜1｜2) ends above another, if this is one.

    A narrow column may have room for one digit of its number: 11｜1 above 2｜13 is one row.
    """
    printed = [cell for cell in cells if cell]
    tops = [cell[0] for cell in printed]
    below = [line for cell in printed for line in cell[1:]]
    texts = [line_text(line) for line in tops]
    if not below or len(tops) < 2 or not any(map(str.isdecimal, texts)):
        return None
    if not all(map(COLUMN_NUMBER.fullmatch, texts)) or all(map(str.isdecimal, texts)):
        return None
    whole = ["".join(map(line_text, cell)) for cell in printed]
    numbers = [int(text) for text in whole if text.isdecimal()]
    counted = all(after == before + 1 for before, after in pairwise(numbers))
    if counted and all(map(COLUMN_NUMBER.fullmatch, whole)):
        return None
    end, start = max(map(_bottom, tops)), min(map(_top, below))
    return (end + start) / 2 if end <= start + _SLACK else None


def _with_numbered(
    rows: Sequence[float], cells: Iterable[Sequence[VisualLine]], size: float
) -> list[float]:
    """Rows of amounts, and those of lines that are numbered themselves: 二、… without a figure."""
    found = list(rows)
    for cell in cells:
        numbered = [line for line in cell if _NUMBERED.match(line_text(line))]
        for line in numbered if len(numbered) > 1 else ():
            baseline = _first(line).baseline
            if all(abs(baseline - row) > _SAME_ROW * size for row in found):
                found.append(baseline)
    return sorted(found)


def _stack(cell: Sequence[VisualLine], width: float) -> list[VisualLine]:
    """The amounts below one another at the foot of a cell; nothing if one of them is cut."""
    stack: list[VisualLine] = []
    for line in reversed(cell):
        if not AMOUNT.fullmatch(line_text(line)):
            break
        stack.insert(0, line)
    if all(are_two_numbers(above, below, width) for above, below in pairwise(stack)):
        return stack
    return []


def _is_above(line: VisualLine, first: float) -> bool:
    glyph = _first(line)
    return glyph.baseline < first - _FAR * glyph.size


def _nearest(baseline: float, rows: Sequence[float], size: float) -> int | None:
    """The row that a line belongs to: on its baseline, or alone near it; else None."""
    distances = sorted((abs(row - baseline), number) for number, row in enumerate(rows))
    (near, number), *others = distances
    if near <= _SAME_ROW * size:
        return number
    if near <= _FAR * size and all(far >= 2 * near for far, _ in others[:1]):
        return number
    return None


def _top(line: VisualLine) -> float:
    return min(glyph.y0 for glyph in line)


def _bottom(line: VisualLine) -> float:
    return max(glyph.y1 for glyph in line)


def _first(line: VisualLine) -> Glyph:
    return next((glyph for glyph in line if not glyph.is_space), line[0])
