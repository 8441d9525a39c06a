"""Tables that draw no rule: their cells told from the shades behind them.

A program that prints a table cell by cell paints each shade as wide and high as its cell. Where
shades side by side meet, above and below a row, there is the edge of a column; a row between two
shaded ones has theirs.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from statistics import median_low
from typing import NamedTuple

from yusuan.evidence.places import Box
from yusuan.readers.pdf.contents import Rule
from yusuan.readers.pdf.rulings import SNAP, TOUCH

_GAP = 6.0  # points at most between two shades side by side, or one below the other
_LOWEST, _HIGHEST = 6.0, 120.0  # points that the shade of a row is high
_NARROWEST = 8.0
_FEWEST_LINES = 2
_MOST = 20_000  # shades of a page with more are looked at no further
_MOST_LOOKS = 2_000_000  # at a line and a rule or an edge: no table has so many cells
_HIGHER = 3.5  # times the usual height of a row that white between two tables is more than
_LOW = 40.0  # points that any row may be high


class _Line(NamedTuple):
    """Sides of shades on one line; ``joints`` is where one ends and another begins."""

    at: float
    start: float
    end: float
    joints: tuple[float, ...]


def rules_of(shades: Sequence[Box], vertical: Sequence[Rule]) -> tuple[list[Rule], list[Rule]]:
    """The rules, across and down, that shades stand for where no vertical one is drawn."""
    rows = [
        box
        for box in shades[:_MOST]
        if _LOWEST <= box.y1 - box.y0 <= _HIGHEST and box.x1 - box.x0 >= _NARROWEST
    ]
    lines = _lines(_sides(rows))
    if len(lines) * len(vertical) > _MOST_LOOKS:
        return [], []
    lines = [line for line in lines if not _is_crossed(line, vertical)]
    if sum(bool(line.joints) for line in lines) < _FEWEST_LINES:
        return [], []
    down = _between(lines, rows)
    return ([Rule(line.at, line.start, line.end) for line in lines] if down else []), down


def _sides(rows: Sequence[Box]) -> list[Rule]:
    """The upper and lower sides of shades, those of two rows as one."""
    places: dict[float, float] = {}
    level = -_GAP
    for edge in sorted({edge for box in rows for edge in (box.y0, box.y1)}):
        if edge - level > _GAP:
            level = edge
        places[edge] = level
    return [Rule(places[y], box.x0, box.x1) for box in rows for y in (box.y0, box.y1)]


def _lines(sides: Iterable[Rule]) -> list[_Line]:
    lines: list[_Line] = []
    levels: dict[float, list[Rule]] = {}
    for side in sorted(sides):
        levels.setdefault(side.at, []).append(side)
    for at, pieces in levels.items():
        start, end = pieces[0].start, pieces[0].end
        starts: list[float] = []
        ends = {end}
        for piece in pieces[1:]:
            if piece.start > end + _GAP:
                lines.append(_Line(at, start, end, _meeting(ends, starts)))
                start, ends, starts = piece.start, set(), []
            starts.append(piece.start)
            ends.add(piece.end)
            end = max(end, piece.end)
        lines.append(_Line(at, start, end, _meeting(ends, starts)))
    return lines


def _meeting(ends: Iterable[float], starts: Iterable[float]) -> tuple[float, ...]:
    """Where one shade ends and another begins."""
    ordered = sorted(ends)
    joints: set[float] = set()
    for start in starts:
        number = bisect_left(ordered, start - _GAP)
        if number < len(ordered) and ordered[number] <= start + SNAP:
            joints.add((ordered[number] + start) / 2)
    return tuple(sorted(joints))


def _is_crossed(line: _Line, vertical: Sequence[Rule]) -> bool:
    return any(
        line.start - TOUCH <= rule.at <= line.end + TOUCH
        and rule.start - TOUCH <= line.at <= rule.end + TOUCH
        for rule in vertical
    )


def _between(lines: Sequence[_Line], shades: Sequence[Box]) -> list[Rule]:
    """The edges of columns: where lines that follow one another both have a joint or an end.

    What is higher than any row is white between two tables, unless a shade ends there.
    """
    columns: list[float] = []
    for x in sorted({x for line in lines for x in (line.start, *line.joints, line.end)}):
        if not columns or x - columns[-1] > SNAP:
            columns.append(x)
    if len(columns) * len(lines) > _MOST_LOOKS:
        return []
    inner: list[Rule] = []
    outer: list[Rule] = []
    for x in columns:
        above: _Line | None = None
        for line in lines:
            if not line.start - SNAP <= x <= line.end + SNAP:
                continue
            if above is not None and _has(above, x) and _has(line, x):
                is_inner = _is_joint(above, x) or _is_joint(line, x)
                (inner if is_inner else outer).append(Rule(x, above.at, line.at))
            above = line
    usual = median_low([rule.end - rule.start for rule in inner] or [0.0])
    highest = max(_HIGHER * usual, _LOW)
    inner = [it for it in inner if it.end - it.start <= highest or _is_side(it, shades)]
    rows = {(rule.start, rule.end) for rule in inner}
    return inner + [rule for rule in outer if _is_beside(rule, rows)]


def _is_side(rule: Rule, shades: Iterable[Box]) -> bool:
    """Whether a shade as high as the rule ends at it."""
    return any(
        min(abs(box.x0 - rule.at), abs(box.x1 - rule.at)) <= SNAP
        and box.y0 <= rule.start + _GAP
        and box.y1 >= rule.end - _GAP
        for box in shades
    )


def _is_beside(side: Rule, rows: Iterable[tuple[float, float]]) -> bool:
    """Whether columns lie beside an outer edge: it bounds no white between two tables."""
    return any(top < side.end and side.start < bottom for top, bottom in rows)


def _has(line: _Line, x: float) -> bool:
    return abs(line.start - x) <= SNAP or abs(line.end - x) <= SNAP or _is_joint(line, x)


def _is_joint(line: _Line, x: float) -> bool:
    number = bisect_left(line.joints, x - SNAP)
    return number < len(line.joints) and line.joints[number] <= x + SNAP
