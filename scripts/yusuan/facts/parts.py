"""Which rows are parts of which, where nothing but their sums tells it.

Lists of projects and purchases print what holds others (a unit, a kind of projects) as rows like
any other, right above its parts; what was an indentation in the file is often lost. If there is one
way only to read the rows so that each that has parts is their sum (each figure rounded to its
printed places) and the outermost add up to the total, in every column, then that is how they were
meant. Where there are several ways, or none, nothing is told.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from heapq import heappop, heappush

from yusuan.facts.model import Entry
from yusuan.printed.numbers import CURRENCY_UNITS, printed_decimals, to_package_unit
from yusuan.tables.figures import FIGURES

_MOST_ROWS = 400
_MOST_STATES = 4000  # sums that are looked at below one row: more than that is no list of parts

_Amounts = tuple[Decimal, ...]
# The rows that stand directly below one, each with the row behind its last part; in how many ways
# that can be (2 for more).
_Parts = tuple[tuple[int, int], ...]
_Ways = tuple[_Parts, int]


def half_step(entry: Entry, name: str) -> Decimal:
    """Half of one unit of the last printed place; of money in 万元."""
    figure = entry.figures.get(name)
    if figure is None or figure.value is None:
        return Decimal(0)
    step = Decimal(1).scaleb(-printed_decimals(figure.text)) / 2
    unit = figure.unit  # of things counted: 辆
    return to_package_unit(step, unit) if unit in CURRENCY_UNITS else step


def nested(total: Entry, rows: Sequence[Entry]) -> dict[str, str]:
    """The key of the row that holds each of ``rows``, in printed order; empty if it is not told.

    The total holds the outermost ones. A row without any amount could be a part of any other: it
    has none here.
    """
    rows = [row for row in rows if _printed(row)]
    names = sorted(_printed(total))
    amounts = [_amounts(entry, names) for entry in rows]
    whole = _amounts(total, names)
    if not names or len(rows) > _MOST_ROWS or not all(map(_counts, (whole, *amounts))):
        return {}
    if any(_printed(row) - set(names) for row in rows):
        return {}
    step = max(half_step(entry, name) for entry in (total, *rows) for name in names)
    ends: list[Mapping[int, _Ways]] = [{} for _ in rows]
    for index in reversed(range(len(rows))):
        below = _ways(amounts, ends, index + 1, amounts[index], step)
        if below is None:
            return {}
        ends[index] = {index + 1: ((), 1), **below}
    found = _ways(amounts, ends, 0, whole, step)
    ways = (found or {}).get(len(rows))
    if ways is None or ways[1] != 1:
        return {}
    parents: dict[str, str] = {}
    _tell(ways[0], total.key, rows, ends, parents)
    return parents


def _ways(
    amounts: Sequence[_Amounts],
    ends: Sequence[Mapping[int, _Ways]],
    start: int,
    due: _Amounts,
    step: Decimal,
) -> dict[int, _Ways] | None:
    """Where parts that begin at ``start`` and add up to ``due`` may end; None if that is too much.

    ``step`` is half a unit of the last place that any of the figures prints.
    """
    nothing = (Decimal(0),) * len(due)
    states: dict[tuple[int, _Amounts], _Ways] = {(start, nothing): ((), 1)}
    queue = [(start, nothing)]
    found: dict[int, _Ways] = {}
    while queue:
        at, added = state = heappop(queue)  # what leads to it stands further up
        parts, ways = states[state]
        off = step * (len(parts) + 1)
        if parts and all(abs(one - other) <= off for one, other in zip(added, due, strict=True)):
            before = found.get(at)
            found[at] = parts, min(2, ways + (before[1] if before else 0))
        if at == len(amounts):
            continue
        more = tuple(one + other for one, other in zip(added, amounts[at], strict=True))
        if any(one - other > off + step for one, other in zip(more, due, strict=True)):
            continue
        for end, (_, inner) in ends[at].items():
            held = states.get((end, more))
            if held is None:
                heappush(queue, (end, more))
            together = min(2, ways * inner + (held[1] if held else 0))
            states[end, more] = ((*parts, (at, end)), together)
        if len(states) > _MOST_STATES:
            return None
    return found


def _tell(
    parts: _Parts,
    parent: str,
    rows: Sequence[Entry],
    ends: Sequence[Mapping[int, _Ways]],
    parents: dict[str, str],
) -> None:
    waiting = [(parts, parent)]
    while waiting:
        below, above = waiting.pop()
        for at, end in below:
            parents[rows[at].key] = above
            waiting.append((ends[at][end][0], rows[at].key))


def _printed(entry: Entry) -> set[str]:
    """The columns of money in which a row has an amount; numbers of things are counted otherwise."""
    return {
        name
        for name, figure in entry.figures.items()
        if figure.value and FIGURES[name].measure == "amount"
    }


def _amounts(entry: Entry, names: Sequence[str]) -> _Amounts:
    found = (entry.figures.get(name) for name in names)
    return tuple(
        figure.value if figure is not None and figure.value is not None else Decimal(0)
        for figure in found
    )


def _counts(amounts: _Amounts) -> bool:
    """Whether a row has an amount and none below zero: sums only grow by it."""
    return any(amounts) and all(amount >= 0 for amount in amounts)
