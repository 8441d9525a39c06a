"""Tables with rules across alone: above the head, below it and at the end, below groups, or rows.

Rules of one reach frame a table. They bound its head and, where each row has its own, its rows;
one of a part of that reach stands below the label of a group, over all of its columns. Where the
columns lie is told by white, as without any rule.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import dropwhile
from math import inf
from typing import NamedTuple

from yusuan.evidence.places import Box
from yusuan.readers.pdf.contents import Rule
from yusuan.readers.pdf.filling import FilledGrid
from yusuan.readers.pdf.lines import VisualLine, line_text
from yusuan.readers.pdf.rulings import TOUCH
from yusuan.readers.pdf.unruled.bodies import FEWEST_ROWS
from yusuan.readers.pdf.unruled.centred import centred_columns, flush_columns
from yusuan.readers.pdf.unruled.columns import (
    cells_are_certain,
    columns_of,
    extents_of,
    joined_columns,
)
from yusuan.readers.pdf.unruled.continuing import Table, head_again, head_texts, table_of, tail_of
from yusuan.readers.pdf.unruled.cut_labels import OFF_MIDDLE, Body, with_cut_labels
from yusuan.readers.pdf.unruled.framed_heads import FramedHead
from yusuan.readers.pdf.unruled.grid import Draft, drawn_up, edges_of
from yusuan.readers.pdf.unruled.labels import numbers_columns
from yusuan.readers.pdf.unruled.lines import (
    AMOUNT,
    NUMBER,
    Extent,
    Row,
    follows,
    reach,
    row_of,
    stands_in,
)

_FEWEST_RULES = 2
_MOST_RULES = 2_000  # of a page; more are a drawing
_MOST_FRAMES = 40
_MOST_HEAD_BANDS = 8
_SAME_START = 1.5  # points
_FEWEST_BESIDE_PROSE = 2  # figures of a row that has a cell of prose

_Bands = list[list[int]]  # the numbers of the rows between each rule and the next


class Across(NamedTuple):
    """The tables found, the lines left over, and what the next page must know of the last."""

    grids: list[FilledGrid]
    lines: list[VisualLine]
    last: Table | None = None
    continues: bool = False  # the first goes on with the table of the page before


class _Frame(NamedTuple):
    """Rules of one reach from top to bottom, and those of a part of it between them."""

    start: float
    end: float
    ys: tuple[float, ...]
    partial: tuple[Rule, ...]


def with_rules_across(
    lines: Sequence[VisualLine],
    rules: Sequence[Rule],
    before: Table | None = None,
    *,
    goes_on: bool = False,
) -> Across:
    """Tables among lines in no ruled table, framed by ``rules`` that no vertical one meets.

    ``before`` is the last table of the page before; ``goes_on``: that of the page goes on on the
    next one.
    """
    if not _FEWEST_RULES <= len(rules) <= _MOST_RULES:
        return Across([], list(lines))
    frames = _frames(rules)
    if not frames or not _has_amounts(lines, min(frame.ys[0] for frame in frames)):
        return Across([], list(lines))
    rows = [row_of(line) for line in lines]
    used: set[int] = set()
    found: list[tuple[float, Draft]] = []
    for frame in frames:
        bands = _bands(rows, frame)
        for first, last in _runs(rows, frame, bands):
            if used.isdisjoint(number for band in bands[first:last] for number in band):
                ys = (*frame.ys, inf)[first : last + 1]
                draft = _draft(rows, frame._replace(ys=ys), bands[first:last])
                if draft is not None:
                    used.update(range(draft.first, draft.body.end))
                    found.append((ys[-1], draft))
    if not found:
        return Across([], list(lines))
    found.sort(key=lambda it: (it[0], it[1].first))
    bottom, draft = found[-1]
    table = table_of(rows, draft.body, draft.columns, draft.edges, spans_known=True)
    table = table._replace(head=head_texts(rows[draft.first : draft.body.start]))
    _, topmost = found[0]
    if bottom == inf:
        table = table._replace(tail=tail_of(rows, draft.body, table, ()))
        if goes_on:
            end = draft.body.end + table.tail
            used.update(range(draft.body.end, end))
            found[-1] = bottom, draft._replace(body=draft.body._replace(end=end))
    return Across(
        [drawn_up(rows, draft) for _, draft in found],
        [line for number, line in enumerate(lines) if number not in used],
        table,
        head_again(rows, topmost.first, topmost.body.start, before),
    )


def _has_amounts(lines: Sequence[VisualLine], top: float) -> bool:
    """A look before lines are made words: whether any below ``top`` may hold an amount."""
    return any(glyph.text in ".," for line in lines if line[0].y1 > top for glyph in line)


def _frames(rules: Sequence[Rule]) -> list[_Frame]:
    """Rules of one reach, two or more, the widest first."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: (rule.start, rule.end)):
        near = (group for group in groups if rule.start - group[0].start <= TOUCH)
        same = next((group for group in near if abs(rule.end - group[0].end) <= TOUCH), None)
        if same is None:
            groups.append([rule])
        else:
            same.append(rule)
    frames = []
    for group in groups:
        if len(group) < _FEWEST_RULES:
            continue
        start, end = min(rule.start for rule in group), max(rule.end for rule in group)
        ys = tuple(sorted(rule.at for rule in group))
        partial = tuple(
            rule
            for rule in rules
            if ys[0] < rule.at < ys[-1]
            and rule.at not in ys
            and start - TOUCH <= rule.start
            and rule.end <= end + TOUCH
        )
        frames.append(_Frame(start, end, ys, partial))
    return sorted(frames, key=lambda frame: (frame.start - frame.end, frame.ys))[:_MOST_FRAMES]


def _bands(rows: Sequence[Row], frame: _Frame) -> _Bands:
    """The rows between each rule and the next, and those that follow below the last one."""
    bands: _Bands = [[] for _ in frame.ys]
    for number, row in enumerate(rows):
        middle = (row.top + row.bottom) / 2 if row.words else 0.0
        if middle > frame.ys[0]:
            bands[bisect_right(frame.ys, middle) - 1].append(number)
    end = 0
    for at, number in enumerate(bands[-1]):
        row = rows[number]
        if not follows(rows[number - 1], row, ()) or _is_outside(row, frame):
            break
        end = at + 1 if row.amounts else end
    del bands[-1][end:]
    return bands


def _runs(rows: Sequence[Row], frame: _Frame, bands: _Bands) -> Iterator[tuple[int, int]]:
    """From which to which band each table of a frame reaches.

    What stands in none parts two: a unit, prose, a title; so does a head that stands again. Below
    the last rule a table goes on only where that is the one below its head.
    """
    above = _Above([], [], set())
    start = figured = printed = 0
    for at in range(len(bands) + 1):
        ends = at == len(bands) or (at == len(bands) - 1 and above.figures)
        band = None if ends else [rows[number] for number in bands[at]]
        outside = band is None or _is_between_tables(band, frame)
        again = bool(band) and bool(above.figures) and not above.goes_on(band or ())
        if outside or again:
            if above.figures:
                yield start, figured if again else printed
            start, above = at + outside, _Above([], [], set())
        if band is None:
            return
        if outside:
            continue
        if start == at and sum(len(row.words) for row in band) <= 1:
            start = at + 1  # a title, or nothing
            continue
        if any(row.amounts for row in band):
            figured = at + 1
        if band:
            printed = at + 1
            above.add(band)


class _Above(NamedTuple):
    """Rows of a table so far: where its figures and all its words reach, and where words begin."""

    figures: list[Extent]
    columns: list[Extent]
    starts: set[float]

    def add(self, band: Sequence[Row]) -> None:
        """One more row; all above the first with an amount is head."""
        own = [box for row in band for box in _amounts(row)]
        self.figures[:] = _grown(self.figures, own)
        if self.figures:
            boxes = [box for row in band for box in row.boxes]
            self.columns[:] = _grown(self.columns, boxes)
            self.starts.update(box.x0 for box in boxes)

    def goes_on(self, band: Sequence[Row]) -> bool:
        """Whether what stands below may be a row: no title, and no label over a column of figures."""
        if any(row.amounts for row in band):
            return True
        for row in band:
            for word, box in zip(row.words, row.boxes, strict=True):
                if NUMBER.fullmatch(line_text(word)):
                    continue
                if any(box.x0 < right and box.x1 > left for left, right in self.figures):
                    return False
                within = any(a <= box.x0 and box.x1 <= b for a, b in self.columns)
                if not within and all(abs(box.x0 - it) > _SAME_START for it in self.starts):
                    return False
        return True


def _grown(extents: Sequence[Extent], boxes: Sequence[Box]) -> list[Extent]:
    return extents_of([*(Box(left, 0, right, 0) for left, right in extents), *boxes], 0.0)


def _is_between_tables(band: Sequence[Row], frame: _Frame) -> bool:
    """Whether rows between two rules stand in no table; prose may stand beside figures."""
    if any(row.amounts >= _FEWEST_BESIDE_PROSE for row in band):
        band = [row._replace(prose=False) for row in band]
    return any(_is_outside(row, frame) for row in band)


def _is_outside(row: Row, frame: _Frame) -> bool:
    beyond = (box.x0 < frame.start - TOUCH or box.x1 > frame.end + TOUCH for box in row.boxes)
    return row.says_unit or row.prose or any(beyond)


def _amounts(row: Row) -> list[Box]:
    pairs = zip(row.words, row.boxes, strict=True)
    return [box for word, box in pairs if AMOUNT.fullmatch(line_text(word))]


def _draft(rows: Sequence[Row], frame: _Frame, bands: _Bands) -> Draft | None:
    """The table between the rules of a frame; None where its head or its cells are not certain."""
    numbers = {number for band in bands for number in band if numbers_columns(rows[number])}
    body = next(
        at
        for at, band in enumerate(bands)
        if any(rows[number].amounts or number in numbers for number in band)
    )
    for height in range(1, min(body, _MOST_HEAD_BANDS) + 1):
        draft = _with_head(rows, frame, bands, height)
        if draft is not None:
            return draft
    return None


def _with_head(rows: Sequence[Row], frame: _Frame, bands: _Bands, height: int) -> Draft | None:
    """The table if its head is in so many bands."""
    above = [number for band in bands[:height] for number in band]
    bands = bands[height:]
    while above and numbers_columns(rows[above[-1]]):
        bands = [[above.pop()], *bands]
    below = [number for band in bands for number in band]
    if not above or not below or below[-1] - above[0] + 1 != len(above) + len(below):
        return None
    first, start, end = above[0], below[0], below[-1] + 1
    if not all(follows(rows[number - 1], rows[number], ()) for number in range(first + 1, end)):
        return None
    printed = list(dropwhile(numbers_columns, rows[start:end]))
    if not printed:
        return None
    top, bottom = frame.ys[0], frame.ys[height]
    inner = [Rule(y, frame.start, frame.end) for y in frame.ys[1:height]]
    inner += [rule for rule in frame.partial if top < rule.at < bottom]
    head = FramedHead(rows[first:start], inner, top, bottom, frame.end - frame.start - TOUCH)
    ends = frame.start, frame.end
    parts = _Parts(rows, frame, bands, head, printed, (first, start, end))
    return _by_white(parts) or _by_labels(parts, ends)


class _Parts(NamedTuple):
    """A table between rules, in parts: ``at`` is where its head begins, where its body, its end.

    ``printed`` is the body below the numbers of its columns.
    """

    rows: Sequence[Row]
    frame: _Frame
    bands: _Bands
    head: FramedHead
    printed: Sequence[Row]
    at: tuple[int, int, int]

    def body(self, columns: Sequence[Extent]) -> Body:
        """Its rows, if their words lie in ``columns``."""
        _, start, end = self.at
        is_open = self.frame.ys[-1] == inf
        body = None if is_open else _by_rules(self.rows, self.bands, columns)
        if body is None:
            lines = self.rows if is_open else self.rows[:end]
            below_numbers = end - len(self.printed)
            body = with_cut_labels(lines, (below_numbers, below_numbers, end), columns, ())
            body = body._replace(start=start)
        return body


def _by_white(parts: _Parts) -> Draft | None:
    """The table if white parts its columns."""
    rows, (first, start, end) = parts.rows, parts.at
    columns = columns_of(parts.printed)
    if columns is None:
        return None
    body, head = parts.body(columns), parts.head
    for found in (head.columns(parts.printed, columns), columns):
        whole = joined_columns(rows, head.leaves, body, found)
        labels = head.labels(parts.printed, whole)
        if labels is not None and _numbers_are_alone(rows, body, whole):
            break
    else:
        return None
    edges = edges_of(rows[first:end], whole)
    edges[0], edges[-1] = min(edges[0], parts.frame.start), max(edges[-1], parts.frame.end)
    return Draft(first, start, body, whole, edges, labels, spans_known=True)


def _by_labels(parts: _Parts, ends: Extent) -> Draft | None:
    """The table if each label of its head stands in the middle, or at the left, of its column."""
    leaves = parts.head.leaves
    found = centred_columns(leaves, ends) or flush_columns(leaves, ends, parts.printed)
    if found is None:
        return None
    edges, columns = found
    first, start, _ = parts.at
    if not cells_are_certain(parts.printed, columns) or not all(
        stands_in(row, columns, ends) for row in parts.printed
    ):
        return None
    body = parts.body(columns)
    labels = parts.head.labels(parts.printed, columns)
    if labels is None or not _numbers_are_alone(parts.rows, body, columns):
        return None
    return Draft(first, start, body, columns, edges, labels, spans_known=True)


def _by_rules(rows: Sequence[Row], bands: _Bands, columns: Sequence[Extent]) -> Body | None:
    """The body with a row for each band, if each row has its own.

    So show bands of one line, and those where each label has its middle beside the figures.
    """
    figured = [[number for number in band if rows[number].amounts] for band in bands]
    if len(bands) < FEWEST_ROWS or any(len(found) > 1 for found in figured):
        return None
    single = sum(len(band) <= 1 for band in bands)
    if 2 * single < len(bands) and not all(
        _are_centred([rows[number] for number in band], rows[found[0]], columns)
        for band, found in zip(bands, figured, strict=True)
        if found
    ):
        return None
    owners = {}
    for band, found in zip(bands, figured, strict=True):
        own = min(found or band, default=0)
        owners.update({number: own for number in band if number != own})
    every = [number for band in bands for number in band]
    return Body(every[0], every[-1] + 1, owners)


def _are_centred(band: Sequence[Row], own: Row, columns: Sequence[Extent]) -> bool:
    """Whether the words of each column have their middle at the height of a row's own line."""
    cells: dict[int, list[Box]] = {}
    for row in band:
        for box in row.boxes:
            cells.setdefault(reach(box, columns)[0], []).append(box)
    middle, slack = (own.top + own.bottom) / 2, OFF_MIDDLE * own.size
    return all(
        abs((min(box.y0 for box in cell) + max(box.y1 for box in cell)) / 2 - middle) <= slack
        for cell in cells.values()
    )


def _numbers_are_alone(rows: Sequence[Row], body: Body, columns: Sequence[Extent]) -> bool:
    """Whether no row has a second line in a cell with an amount: the rest of it, or another."""
    cells: dict[tuple[int, int], list[str]] = {}
    for number in range(body.start, body.end):
        row = rows[number]
        for word, box in zip(row.words, row.boxes, strict=True):
            cell = body.owners.get(number, number), reach(box, columns)[0]
            cells.setdefault(cell, []).append(line_text(word))
    return not any(len(it) > 1 and any(map(AMOUNT.fullmatch, it)) for it in cells.values())
