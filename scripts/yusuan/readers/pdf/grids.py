"""From crossing rules to the cells they bound; cells without a rule between them are one."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from yusuan.evidence.places import Box
from yusuan.readers.pdf.contents import Rule
from yusuan.readers.pdf.rulings import OPEN_SIDE, TOUCH, Rulings, Sets

MAXIMUM_POSITIONS = 200_000
_WIDEST_GAP = 40.0  # points between two halves of a table
_SLACK = 0.3  # share of a cell's side that its rule may leave open


class Region(NamedTuple):
    """A cell as ruled: its first row and column (0-based), spans and box (upright, in points)."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(frozen=True, slots=True)
class RuledGrid:
    """Cells between the ``xs`` and ``ys`` of a table, as ``regions`` row by row.

    ``owners`` is the index of the region at each position, row by row. ``open_left`` and
    ``open_right`` are the rows that no rule ends there.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]
    owners: tuple[int, ...]
    open_left: frozenset[int] = frozenset()
    open_right: frozenset[int] = frozenset()

    @property
    def row_count(self) -> int:
        return len(self.ys) - 1

    @property
    def column_count(self) -> int:
        return len(self.xs) - 1

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @property
    def area(self) -> float:
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def region_at(self, x: float, y: float) -> int | None:
        """The index of the region around a point; None outside of the table."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return None
        row = min(bisect_right(self.ys, y) - 1, self.row_count - 1)
        column = min(bisect_right(self.xs, x) - 1, self.column_count - 1)
        return self.owners[row * self.column_count + column]


def ruled_grid(rulings: Rulings) -> RuledGrid | None:
    """The grid of one group of crossing rules; None where they bound fewer than two cells."""
    outermost = {rule.at for rule in rulings.vertical}
    rulings = _with_groups_of_head(_with_open_sides(rulings))
    ys = sorted({rule.at for rule in rulings.horizontal})
    xs = sorted({rule.at for rule in rulings.vertical})
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or not 2 <= rows * columns <= MAXIMUM_POSITIONS:
        return None
    across = _covered(rulings.horizontal, ys, xs)
    down = _covered(rulings.vertical, xs, ys)
    sets = Sets(rows * columns)
    for row in range(rows):
        for column in range(columns):
            position = row * columns + column
            if column + 1 < columns and not down[column + 1][row]:
                sets.join(position, position + 1)
            if row + 1 < rows and not across[row + 1][column]:
                sets.join(position, position + columns)
    members: dict[int, list[int]] = defaultdict(list)
    for position in range(rows * columns):
        members[sets.find(position)].append(position)
    spans = (piece for part in members.values() for piece in _pieces(part, columns))
    left, right = (
        frozenset(row for row in range(rows) if x not in outermost or not ends[row])
        for x, ends in ((xs[0], down[0]), (xs[-1], down[-1]))
    )
    return replace(grid_of(xs, ys, spans), open_left=left, open_right=right)


def _with_open_sides(rulings: Rulings) -> Rulings:
    """Rules, and one where others reach beyond the outermost that they cross: a side left open.

    Tables are printed without their borders, or go on over the page's end.
    """
    across, down = rulings
    left, right = _open_ends(down, across)
    frameless = left is not None and right is not None
    top, bottom = _open_ends(across, down, fewest=1 if frameless else 2)
    wide = _reach(left, down, right)
    high = _reach(top, across, bottom)
    rows = [Rule(y, *wide) for y in (top, bottom) if y is not None]
    columns = [Rule(x, *high) for x in (left, right) if x is not None]
    return Rulings((*across, *rows), (*down, *columns))


def _with_groups_of_head(rulings: Rulings) -> Rulings:
    """Rules, and one below each group of a head that has none: of a table without rules across.

    There a rule between two columns begins below the label that stands over both, and the group
    ends at the next rules beside it that come from above.
    """
    across, down = rulings
    ys = sorted({rule.at for rule in across})
    if len(ys) < 2:
        return rulings
    top, bottom = ys[0] + OPEN_SIDE, ys[1] - OPEN_SIDE
    found: list[Rule] = []
    for rule in down:
        y = next((it.at for it in found if abs(it.at - rule.start) <= TOUCH), rule.start)
        if not (top < y < bottom and rule.end >= ys[1] - TOUCH):
            continue
        through = [it.at for it in down if it.start < y - TOUCH and it.end > y + TOUCH]
        left = max((at for at in through if at < rule.at), default=None)
        right = min((at for at in through if at > rule.at), default=None)
        if left is not None and right is not None:
            found.append(Rule(y, left, right))
    return Rulings(tuple(sorted((*across, *found))), down) if found else rulings


def _reach(start: float | None, rules: Sequence[Rule], end: float | None) -> tuple[float, float]:
    ats = [rule.at for rule in rules]
    return min(ats, default=0.0) if start is None else start, (
        max(ats, default=0.0) if end is None else end
    )


def _open_ends(
    rules: Sequence[Rule], crossing: Sequence[Rule], fewest: int = 2
) -> tuple[float | None, float | None]:
    """Where the crossing rules end beyond the first and the last of the rules, if they do.

    ``fewest`` that end at one place are no chance; one will do where no other meets the
    outermost rule.
    """
    if len(crossing) < 2 or not rules:
        return None, None
    first, last = min(rule.at for rule in rules), max(rule.at for rule in rules)
    start, end = min(rule.start for rule in crossing), max(rule.end for rule in crossing)
    before = [rule for rule in crossing if rule.start - start <= TOUCH]
    behind = [rule for rule in crossing if end - rule.end <= TOUCH]
    return (
        start if first - start > OPEN_SIDE and _is_side(before, crossing, first, fewest) else None,
        end if end - last > OPEN_SIDE and _is_side(behind, crossing, last, fewest) else None,
    )


def _is_side(ends: Sequence[Rule], crossing: Sequence[Rule], outermost: float, fewest: int) -> bool:
    met = sum(rule.start - TOUCH <= outermost <= rule.end + TOUCH for rule in crossing)
    return len(ends) >= fewest or met == len(ends)


Span = tuple[int, int, int, int]  # row, column, row span, column span


def grid_of(xs: Sequence[float], ys: Sequence[float], spans: Iterable[Span]) -> RuledGrid:
    """A grid of cells that together cover every position once."""
    columns = len(xs) - 1
    regions = tuple(
        Region(*span, Box(xs[span[1]], ys[span[0]], xs[span[1] + span[3]], ys[span[0] + span[2]]))
        for span in sorted(spans)
    )
    owners = [-1] * (columns * (len(ys) - 1))
    for index, region in enumerate(regions):
        for row in range(region.row, region.row + region.row_span):
            start = row * columns + region.column
            owners[start : start + region.column_span] = [index] * region.column_span
    return RuledGrid(tuple(xs), tuple(ys), regions, tuple(owners))


def _covered(
    rules: Sequence[Rule], places: Sequence[float], cuts: Sequence[float]
) -> list[list[bool]]:
    """For each place of a rule: which intervals between the cuts it covers."""
    spans: dict[float, list[Rule]] = defaultdict(list)
    for rule in rules:
        spans[rule.at].append(rule)
    return [
        [any(_covers(rule, start, end) for rule in spans[place]) for start, end in pairwise(cuts)]
        for place in places
    ]


def _covers(rule: Rule, start: float, end: float) -> bool:
    middle, slack = (start + end) / 2, max(TOUCH, (end - start) * _SLACK)
    return (
        rule.start - TOUCH <= middle <= rule.end + TOUCH
        and rule.start <= start + slack
        and rule.end >= end - slack
    )


def _pieces(positions: Sequence[int], columns: int) -> list[Span]:
    """A region as rectangles: one, if it is one; else its rows cut into runs, like runs joined."""
    runs: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for position in sorted(positions):
        row, column = divmod(position, columns)
        if runs[row] and sum(runs[row][-1]) == column:
            runs[row][-1] = (runs[row][-1][0], runs[row][-1][1] + 1)
        else:
            runs[row].append((column, 1))
    pieces: list[Span] = []
    growing: dict[tuple[int, int], Span] = {}
    for row in sorted(runs):
        grown = {}
        for run in runs[row]:
            top, left, height, width = growing.get(run, (row, run[0], 0, run[1]))
            grown[run] = (
                (top, left, height + 1, width) if top + height == row else (row, left, 1, width)
            )
        pieces.extend(span for run, span in growing.items() if grown.get(run, (row,))[0] != span[0])
        growing = grown
    return [*pieces, *growing.values()]


def side_by_side(grids: Sequence[RuledGrid]) -> list[RuledGrid]:
    """Grids, two halves of one table as one: a gap parts them, and all their rows are level."""
    found: list[RuledGrid] = []
    for grid in sorted(grids, key=lambda grid: grid.xs[0]):
        halves = [it for it in found if _are_halves(it, grid)]
        if len(halves) != 1 or sum(_are_halves(halves[0], other) for other in grids) != 1:
            found.append(grid)
            continue
        found[found.index(halves[0])] = _beside(halves[0], grid)
    return sorted(found, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _are_halves(left: RuledGrid, right: RuledGrid) -> bool:
    gap = right.xs[0] - left.xs[-1]
    return (
        0 < gap <= _WIDEST_GAP
        and left.row_count == right.row_count > 2
        and left.column_count == right.column_count
        and all(abs(a - b) <= TOUCH for a, b in zip(left.ys, right.ys, strict=True))
    )


def _beside(left: RuledGrid, right: RuledGrid) -> RuledGrid:
    spans = [(it.row, it.column, it.row_span, it.column_span) for it in left.regions]
    offset = left.column_count
    spans += [(it.row, it.column + offset, it.row_span, it.column_span) for it in right.regions]
    return grid_of((*left.xs, *right.xs[1:]), left.ys, spans)
