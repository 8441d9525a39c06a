"""Which figures are no leaves: a finer one of the same column is a part of them.

Leaves add up to the total of their table once. Where it is not told what a row is a part of, every
row that holds another would count twice: totals, units of units and, where one way of reading
their sums is left, rows that print nothing but a name.
"""

from collections.abc import Iterator

from yusuan.facts.keys import PATH
from yusuan.facts.model import Entry
from yusuan.facts.parts import nested
from yusuan.tables.itemised import TOTAL_NAMES, bare_total
from yusuan.tables.summaries import SIDES

Figure = tuple[str, str | None, str]
"""Key of its row, side, field."""

_TOTAL_TYPES = ("current_year_total", "grand_total")
_CALLED_TOTAL = ("合计", "总计", "小计", "共计")
_ALL_UNITS = "合计"


def held_figures(entries: tuple[Entry, ...]) -> set[Figure]:
    """The figures of a table that are no leaves."""
    by_key = {(entry.key, entry.side): entry for entry in entries}
    held: set[Figure] = set()
    for entry in entries:
        parent = entry.parent
        while parent is not None:
            held.update((parent, entry.side, name) for name in entry.figures)
            above = by_key.get((parent, entry.side))
            parent = above.parent if above else None
    for entry in _wholes(entries):
        held.update((entry.key, entry.side, name) for name in entry.figures)
    held.update(_totals(entries))
    return held


def _wholes(entries: tuple[Entry, ...]) -> Iterator[Entry]:
    """The totals of a side of a summary, and its items that hold those below them by their sums
    (款 below 类)."""
    for side in SIDES:
        rows = [entry for entry in entries if entry.side == side]
        yield from (row for row in rows if row.texts.get("row_type") in _TOTAL_TYPES)
        total = next((r for r in rows if r.texts.get("row_type") == "current_year_total"), None)
        if total is not None:
            loose = [r for r in rows if r.texts.get("row_type") == "item" and not r.parent]
            parents = set(nested(total, loose).values())
            yield from (row for row in loose if row.key in parents)


def _totals(entries: tuple[Entry, ...]) -> Iterator[Figure]:
    """Figures of rows that are called a total, beside others of the same unit that are none; of
    all units, or of a unit whose code others begin with, beside those of a unit of it.

    What they hold need not be told: a total is never a part of its own sum.
    """
    printed: dict[tuple[str | None, str], set[str | None]] = {}
    for entry in entries:
        if not _is_total(entry):
            for name in entry.figures:
                printed.setdefault((entry.side, name), set()).add(_unit(entry))
    for entry in entries:
        unit = _unit(entry)
        for name in entry.figures:
            units = printed.get((entry.side, name), set())
            beside = _is_total(entry) and unit in units
            if beside or any(_holds(unit, other) for other in units):
                yield entry.key, entry.side, name


def _holds(unit: str | None, other: str | None) -> bool:
    """Whether a unit is all of them, or the one whose code (117) that of ``other`` begins with."""
    if unit is None or other is None or other in (unit, _ALL_UNITS):
        return False
    return unit == _ALL_UNITS or (unit.isdigit() and other.isdigit() and other.startswith(unit))


def _unit(entry: Entry) -> str | None:
    """The unit that a row is of; all of them are called alike, however their row calls them."""
    unit, (first, *rest) = entry.unit_code or entry.unit_name, entry.key.split(PATH)
    named = unit if unit is not None or not rest else first  # 合计/公务接待费: of no unit
    return _ALL_UNITS if named is not None and bare_total(named) in TOTAL_NAMES else unit


def _is_total(entry: Entry) -> bool:
    return entry.code is None and bare_total(entry.label).endswith(_CALLED_TOTAL)
