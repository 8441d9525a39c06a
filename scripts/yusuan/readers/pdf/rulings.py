"""Rules joined and snapped, and the groups of them that cross: one group, one ruled table."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import takewhile
from math import inf
from typing import NamedTuple

from yusuan.readers.pdf.contents import DOT, Rule

SNAP = 2.0  # parallel rules nearer than this are one, in points
_WIDEST_SNAP = 3.2
_SNAP_OF_LETTER = 0.4  # no row and no column is so narrow; boxes of cells may stand so far apart
JOIN = 3.0  # a gap in a rule that is none
TOUCH = 3.0  # how far a rule may end before the one that it meets
SHORTEST = 4.0
OPEN_SIDE = 6.0  # how far rules reach beyond the last one that they cross
_LONGEST_DASH = 12.0
_IN_LINE = 0.5
_BEYOND = 0.1


class Rulings(NamedTuple):
    """The rules of one table: ``horizontal`` and ``vertical``, each sorted by place."""

    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]


class Sets:
    """Disjoint sets of 0 … size-1."""

    def __init__(self, size: int) -> None:
        self._parents = list(range(size))

    def find(self, item: int) -> int:
        parents = self._parents
        while parents[item] != item:
            parents[item] = parents[parents[item]]
            item = parents[item]
        return item

    def join(self, one: int, other: int) -> None:
        self._parents[self.find(one)] = self.find(other)


def snap_of(letter: float) -> float:
    """How near rules beside each other are one rule; ``letter`` is the height of the letters."""
    return min(_WIDEST_SNAP, max(SNAP, _SNAP_OF_LETTER * letter))


def merged(rules: Iterable[Rule], snap: float = SNAP) -> list[Rule]:
    """Parallel rules at one place brought to one coordinate, their pieces joined.

    Those as far apart as ``snap`` are the edges of two boxes side by side, and one, only where
    they run beside each other: those of another table further down keep their place.
    """
    groups: list[list[Rule]] = []
    for rule in sorted(_without_lone_dots(rules)):
        if groups and (rule.at - groups[-1][-1].at <= SNAP or _beside(groups[-1], rule, snap)):
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return [
        rule for group in groups for rule in _joined(group) if rule.end - rule.start >= SHORTEST
    ]


def _beside(group: Sequence[Rule], rule: Rule, snap: float) -> bool:
    """Whether ``rule`` runs beside one of the group, which are sorted by place, within ``snap``."""
    near = takewhile(lambda other: rule.at - other.at <= snap, reversed(group))
    return any(other.start < rule.end and rule.start < other.end for other in near)


def _without_lone_dots(rules: Iterable[Rule]) -> list[Rule]:
    """``rules`` without the dots and dashes that no other stands beside; one drawn twice is one.

    A dash may be a piece of a rule either way; across its rule it has no neighbour, or only those
    of another rule, which are farther off. Left in, those of many dashed rules would lead from one
    rule to the next in steps smaller than SNAP.
    """
    rules = list(rules)
    dots = [rule for rule in rules if rule.end - rule.start <= DOT]
    if not dots:
        return rules
    kept = [rule for rule in rules if rule.end - rule.start > DOT]
    rows: dict[int, list[Rule]] = defaultdict(list)
    for rule in rules:
        rows[round(rule.at)].append(rule)
    level: dict[int, set[float]] = defaultdict(set)
    for dot in dots:
        level[round(dot.start)].add(dot.at)
    across = {start: sorted(places) for start, places in level.items()}
    near: dict[int, list[Rule]] = {}
    for dot in dots:
        row = round(dot.at)
        if row not in near:
            beside = (rule for at in (row - 1, row, row + 1) for rule in rows.get(at, ()))
            near[row] = sorted(beside, key=_start)
        beside_dot = near[row]
        first = bisect_left(beside_dot, dot.start - JOIN - _LONGEST_DASH, key=_start)
        last = bisect_right(beside_dot, dot.end + JOIN, key=_start)
        steps = (
            max(it.start - dot.start, dot.end - it.end)
            for it in beside_dot[first:last]
            if abs(it.at - dot.at) <= _IN_LINE
            and it.end >= dot.start - JOIN
            and (it.start < dot.start - _BEYOND or it.end > dot.end + _BEYOND)
        )
        step = min(steps, default=inf)
        if step < inf and step <= _step(across[round(dot.start)], dot.at) + _IN_LINE:
            kept.append(dot)
    return kept


def _step(places: Sequence[float], at: float) -> float:
    """How far the next of ``places`` is from one of them."""
    before = bisect_left(places, at - _BEYOND)
    behind = bisect_right(places, at + _BEYOND)
    return min(
        at - places[before - 1] if before else inf,
        places[behind] - at if behind < len(places) else inf,
    )


def _start(rule: Rule) -> float:
    return rule.start


def _joined(group: Sequence[Rule]) -> list[Rule]:
    total = sum(rule.end - rule.start for rule in group)
    at = sum(rule.at * (rule.end - rule.start) for rule in group) / total
    spans = sorted((rule.start, rule.end) for rule in group)
    joined: list[Rule] = []
    start, end = spans[0]
    for next_start, next_end in spans[1:]:
        if next_start - end <= JOIN:
            end = max(end, next_end)
        else:
            joined.append(Rule(at, start, end))
            start, end = next_start, next_end
    joined.append(Rule(at, start, end))
    return joined


def crossing_groups(horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> list[Rulings]:
    """Groups of merged rules that touch one another."""
    count = len(horizontal)
    sets = Sets(count + len(vertical))
    for number, (x, top, bottom) in enumerate(vertical, count):
        for position, (y, left, right) in enumerate(horizontal):
            if y > bottom + TOUCH:
                break
            if y >= top - TOUCH and left - TOUCH <= x <= right + TOUCH:
                sets.join(position, number)
    members: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for number, rule in enumerate((*horizontal, *vertical)):
        members[sets.find(number)][0 if number < count else 1].append(rule)
    groups = [Rulings(tuple(rows), tuple(columns)) for rows, columns in members.values()]
    lone = [group.vertical[0] for group in groups if not group.horizontal]
    return [_with_neighbours(group, lone) for group in groups if group.horizontal]


def _with_neighbours(group: Rulings, lone: Sequence[Rule]) -> Rulings:
    """A table that an end of its page leaves open, with the rules that cross nothing there.

    Cells that are merged from the top of the page to its end have no rule across, not even where
    the rows beside them end with the page; where no rule parts the rows, a rule between two columns
    may begin at the open end and stop at a row that is merged over both.
    """
    if not group.vertical or not lone:
        return group
    top, bottom = min(rule.start for rule in group.vertical), max(it.end for it in group.vertical)
    first, last = group.horizontal[0].at, group.horizontal[-1].at
    open_top, open_bottom = first - top > OPEN_SIDE, bottom - last > OPEN_SIDE
    if not (open_top or open_bottom):
        return group
    left, right = group.vertical[0].at, group.vertical[-1].at
    beside = []
    for rule in lone:
        from_top, to_bottom = abs(rule.start - top) <= TOUCH, abs(rule.end - bottom) <= TOUCH
        within = left < rule.at < right and rule.start > top - TOUCH and rule.end < bottom + TOUCH
        ends = (from_top and open_top) or (to_bottom and open_bottom)
        if (from_top and to_bottom) or (within and ends):
            beside.append(rule)
    return Rulings(group.horizontal, tuple(sorted((*group.vertical, *beside))))
