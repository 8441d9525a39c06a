"""A table's own sums, as a test of what its rows and columns were taken for.

A sum is never the only witness: titles and heads decide, sums can only refute.
"""

from collections.abc import Sequence
from decimal import Decimal

from yusuan.binding.bound import SumTest
from yusuan.binding.outline import read_label
from yusuan.facts.model import Entry
from yusuan.facts.parts import half_step
from yusuan.layouts.loading import Role, SumRule
from yusuan.model import Side
from yusuan.tables.figures import FIGURES

_ZERO = Decimal(0)
# What is added to the money of the year is no total by itself.
_ADDED = {"carryover", "used_surplus"}
# 财政拨款 beside 政府性基金, with no 一般公共预算, is that of the general public budget alone.
_NEEDED = {"fiscal_appropriation": ("general_public_budget",)}


def sums_of(role: Role, entries: Sequence[Entry]) -> SumTest:
    """How many sums within rows and over the rows of each parent are due, and how many hold."""
    within = _within_rows(role, entries)
    over = _over_rows(entries)
    return SumTest(within.due + over.due, within.held + over.held)


def _within_rows(role: Role, entries: Sequence[Entry]) -> SumTest:
    due = held = 0
    names = {name for entry in entries for name in entry.figures}
    for total, rules in _alternatives(role).items():
        usable = [rule for rule in rules if names & {part for part, _ in rule.parts} - _ADDED]
        if total not in names or not usable or not names.issuperset(_NEEDED.get(total, ())):
            continue
        for entry in entries:
            results = [_holds(entry, rule) for rule in usable]
            tested = [result for result in results if result is not None]
            if tested:
                due += 1
                held += any(tested)
    return SumTest(due, held)


def _alternatives(role: Role) -> dict[str, list[SumRule]]:
    found: dict[str, list[SumRule]] = {}
    for rule in role.sums:
        found.setdefault(rule.total, []).append(rule)
    return found


def _holds(entry: Entry, rule: SumRule) -> bool | None:
    total = entry.figures.get(rule.total)
    if total is None or total.value is None:
        return None
    parts = [(entry.figures[name], sign) for name, sign in rule.parts if name in entry.figures]
    if not parts:
        return None
    added = sum((sign * (figure.value or _ZERO) for figure, sign in parts), _ZERO)
    tolerance = max(
        half_step(entry, rule.total), *(half_step(entry, name) for name, _ in rule.parts)
    )
    return abs(total.value - added) <= tolerance * len(parts)


def _over_rows(entries: Sequence[Entry]) -> SumTest:
    due = held = 0
    by_key = {(entry.key, entry.side): entry for entry in entries}
    children: dict[tuple[str, Side | None], list[Entry]] = {}
    for entry in entries:
        if entry.parent is not None:
            children.setdefault((entry.parent, entry.side), []).append(entry)
    for place, parts in children.items():
        above = by_key.get(place)
        if above is None:
            continue
        for name, figure in above.figures.items():
            printed = [part for part in parts if name in part.figures]
            if figure.value is None or FIGURES[name].measure == "percent":
                continue
            if all(part.figures[name].value is None for part in printed):
                continue  # dashes only: the form does not ask what it is made of
            if len(printed) == 1 and read_label(printed[0].label).of_which:
                continue  # one part of several
            added = sum((part.figures[name].value or _ZERO for part in printed), _ZERO)
            tolerance = max(half_step(part, name) for part in (above, *printed))
            due += 1
            held += abs(figure.value - added) <= tolerance * (len(printed) + 1)
    return SumTest(due, held)
