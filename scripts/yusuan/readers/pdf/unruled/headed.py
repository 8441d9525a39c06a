"""Bodies without vertical rules below a head that is ruled: the head says where the columns are."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from yusuan.evidence.places import Box
from yusuan.readers.pdf.filling import FilledGrid
from yusuan.readers.pdf.grids import grid_of
from yusuan.readers.pdf.lines import VisualLine, line_text, visual_lines
from yusuan.readers.pdf.rulings import SNAP
from yusuan.readers.pdf.unruled.columns import cells_are_certain
from yusuan.readers.pdf.unruled.continuing import Table, table_of
from yusuan.readers.pdf.unruled.cut_labels import with_cut_labels
from yusuan.readers.pdf.unruled.grid import Draft, drawn_up
from yusuan.readers.pdf.unruled.lines import (
    AMOUNT,
    OVER_AN_EDGE,
    Extent,
    Row,
    follows,
    row_of,
    stands_in,
)

_BELOW = 3.0  # em from a head to the baseline of the first row at most
_ABOVE = 1.2  # em from the first row, if it has no shade, to the shade of the second at most
_LETTER = 16.0  # points: no table is set in larger letters
_FEWEST_COLUMNS = 3


class Headed(NamedTuple):
    """The grids, those that are heads with their bodies, and the lines left over.

    ``last`` is what the next page must know of the last table with such a body.
    """

    grids: list[FilledGrid]
    lines: list[VisualLine]
    last: Table | None = None


def with_bodies(
    grids: Sequence[FilledGrid], lines: Sequence[VisualLine], unruled: Collection[float] = ()
) -> Headed:
    """Each grid that is a head alone with the rows that stand right below it in its columns.

    So is one that ends at one of ``unruled``, where a shade ends and no rule is: of rows shaded by
    turns the last may have no shade, nor the first of a page. ``lines`` are those that stand in no
    grid, from top to bottom.
    """
    lines = list(lines)
    grids = [_with_row_above(grid, lines, unruled) for grid in grids]
    tops = [line[0].y0 for line in lines]
    heads = [
        grid
        for grid in grids
        if _has_line_below(grid.grid.box, tops) and (_ends_at(grid, unruled) or _is_head(grid))
    ]
    if not heads:
        return Headed(list(grids), lines)
    rows = [row_of(line) for line in lines]
    taken = [grid.grid.box for grid in grids]
    used: set[int] = set()
    whole: dict[int, FilledGrid] = {}
    last: Table | None = None
    for head in sorted(heads, key=lambda it: it.grid.ys[-1]):
        start = next((n for n, row in enumerate(rows) if _is_below(row, head.grid.box)), None)
        if start is None or start in used:
            continue
        columns = [
            (left + OVER_AN_EDGE, right - OVER_AN_EDGE)
            for left, right in zip(head.grid.xs, head.grid.xs[1:], strict=False)
        ]
        others = [box for box in taken if box != head.grid.box]
        end = _end(rows, start, columns, head.grid.box, others)
        if end == start or not cells_are_certain(rows[start:end], columns):
            continue
        body = with_cut_labels(rows, (start, start, end), columns, others)
        if body.start != start or not all(
            stands_in(row, columns, (head.grid.xs[0], head.grid.xs[-1]))
            for row in rows[start : body.end]
        ):
            continue
        draft = Draft(start, start, body, columns, head.grid.xs, None, spans_known=True)
        whole[id(head)] = _joined(head, drawn_up(rows, draft))
        used |= set(range(start, body.end))
        last = table_of(rows, body, columns, head.grid.xs, spans_known=True)
    return Headed(
        [whole.get(id(grid), grid) for grid in grids],
        [line for number, line in enumerate(lines) if number not in used],
        last,
    )


def _with_row_above(
    filled: FilledGrid, lines: list[VisualLine], unruled: Collection[float]
) -> FilledGrid:
    """The table with the row above it, which then is none of ``lines`` any more.

    Of a table that begins where a shade does, in a row with amounts.
    """
    grid = filled.grid
    if not any(abs(grid.ys[0] - place) <= SNAP for place in unruled):
        return filled
    first = [text for index, text in filled.texts.items() if grid.regions[index].row == 0]
    texts = (line_text(line) for glyphs in first for line in visual_lines(glyphs))
    above = [number for number, line in enumerate(lines) if line[0].y1 < grid.ys[0] + SNAP]
    if not above or not any(map(AMOUNT.fullmatch, texts)):
        return filled
    number = max(above, key=lambda it: lines[it][0].y1)
    row = row_of(lines[number])
    columns = [
        (left + OVER_AN_EDGE, right - OVER_AN_EDGE)
        for left, right in zip(grid.xs, grid.xs[1:], strict=False)
    ]
    if (
        grid.ys[0] - row.bottom > _ABOVE * row.size
        or not row.amounts
        or len(row.words) < 2
        or not stands_in(row, columns, (grid.xs[0], grid.xs[-1]))
        or not cells_are_certain([row], columns)
    ):
        return filled
    body = with_cut_labels([row], (0, 0, 1), columns, [])
    del lines[number]
    draft = Draft(0, 0, body, columns, grid.xs, None, spans_known=True)
    return _joined(drawn_up([row], draft), filled)


def _is_head(filled: FilledGrid) -> bool:
    """Whether a grid prints labels alone, over several columns."""
    if filled.grid.column_count < _FEWEST_COLUMNS or not filled.texts:
        return False
    texts = (line_text(line) for glyphs in filled.texts.values() for line in visual_lines(glyphs))
    return not any(map(AMOUNT.fullmatch, texts))


def _has_line_below(box: Box, tops: Iterable[float]) -> bool:
    """A look before lines are made words: whether any begins as near as a row would."""
    return any(-_LETTER < top - box.y1 < _BELOW * _LETTER for top in tops)


def _ends_at(filled: FilledGrid, places: Iterable[float]) -> bool:
    return any(abs(filled.grid.ys[-1] - place) <= SNAP for place in places)


def _is_below(row: Row, head: Box) -> bool:
    within = any(box.x0 < head.x1 and box.x1 > head.x0 for box in row.boxes)
    return within and (row.top + row.bottom) / 2 > head.y1


def _end(
    rows: Sequence[Row],
    start: int,
    columns: Sequence[Extent],
    head: Box,
    taken: Sequence[Box],
) -> int:
    """Where the lines that go on in the columns of a head end, behind the last with amounts."""
    end = start
    if rows[start].bottom - head.y1 > _BELOW * rows[start].size:
        return end
    for number in range(start, len(rows)):
        row = rows[number]
        if number > start and not follows(rows[number - 1], row, taken):
            break
        if row.prose or not stands_in(row, columns, (head.x0, head.x1)):
            break
        if row.amounts:
            end = number + 1
    return end


def _joined(head: FilledGrid, body: FilledGrid) -> FilledGrid:
    """A head and the body below it as one table."""
    depth = head.grid.row_count
    spans = [(it.row, it.column, it.row_span, it.column_span) for it in head.grid.regions]
    spans += [(it.row + depth, it.column, it.row_span, it.column_span) for it in body.grid.regions]
    ys = (*head.grid.ys, *(max(y, head.grid.ys[-1]) for y in body.grid.ys[1:]))
    grid = grid_of(head.grid.xs, ys, spans)
    joined = FilledGrid(grid, spans_known=True)
    for filled, offset in ((head, 0), (body, depth)):
        for index, glyphs in filled.texts.items():
            region = filled.grid.regions[index]
            owner = grid.owners[(region.row + offset) * grid.column_count + region.column]
            joined.texts.setdefault(owner, []).extend(glyphs)
    return joined
