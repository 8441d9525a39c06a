"""Disagreements that a row without its code or name may explain: that it lacks it is their cause.

A row whose code cannot be read, or is not printed, or that nothing names, is a part of nothing and
agrees with no row of another table; the sums that would have to count it fail, and rules miss it.
Such a disagreement is ``not_comparable``, and its message names the row, where

- it would hold with the figures of such rows of its tables counted, or with one that nobody can
  read; whatever does not hold either way disagrees all the same;
- it compares such a row as what it is not;
- it is a ``Statement`` that something is ``absent`` from such a table.

What tells of the row itself (``Statement.cause``) is the cause, and stays.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal

from yusuan.checks.evidence import Evidence
from yusuan.checks.judging import rounding_bound
from yusuan.checks.model import STATUS_TITLES, Comparison, Outcome, Result, Statement, not_due
from yusuan.checks.operands import Operand
from yusuan.checks.table_evidence import ZERO, TableEvidence
from yusuan.evidence.places import order, say_briefly
from yusuan.facts.model import Entry
from yusuan.facts.tables import UnnamedRow

_MOST_TRIED = 12  # rows that are counted in every way: 3 to the power of half of them, twice
_MOST_NAMED = 3
_LACKING = {
    "code": "没有读得出的科目编码",
    "name": "没有读得出的名称",
    "label": "没有读得出的名称",
}
_PARTS = ("personnel", "running")  # of what is basic, where nothing else says it


_Order = tuple[float | str, ...]  # where a place stands


class _Coded:
    """The rows of a table, found without looking at all of them for each sum that disagrees."""

    def __init__(self, table: TableEvidence) -> None:
        self.by_key = {entry.key: entry for entry in table.entries}
        coded = sorted((order(e.place), e.code) for e in table.entries if e.code)
        self._places = [place for place, _ in coded]
        self._codes = [code for _, code in coded]
        self._sorted = sorted(self._codes)

    def stretch(self, entry: Entry, code: str) -> tuple[_Order, _Order | None] | None:
        """Where the rows begin and end that stand below ``entry`` of ``code`` with the codes that begin
        with it, the end None for that of the table; None if some of these codes stand elsewhere."""
        start = order(entry.place)
        at = bisect_left(self._places, start)
        inside = 0
        end: _Order | None = None
        while at < len(self._codes) and (end is None or self._places[at] == end):
            if self._codes[at].startswith(code):
                inside += 1
            elif self._places[at] > start:
                end = self._places[at]
            at += 1
        first = bisect_left(self._sorted, code)
        last = bisect_right(self._sorted, code, lo=first, key=lambda it: it[: len(code)])
        return (start, end) if inside == last - first else None


class Unnamed:
    """The rows of one disclosure of which nobody can say what they are of."""

    def __init__(self, evidence: Evidence) -> None:
        self._tables = tuple(table for table in evidence.tables.values() if table.table.unnamed)
        self._known: dict[str, _Coded] = {}

    def judged(self, outcome: Outcome, result: Result) -> Result:
        """``result``, or that nobody can tell."""
        if result.status != "fail" or not self._tables:
            return result
        if isinstance(outcome, Statement):
            if outcome.cause or outcome.absent != "table":
                return result
            rows = [row for table in self._tables if _holds(table, outcome) for row in _rows(table)]
        else:
            rows = self._explaining(outcome)
        return _told(outcome, result, rows) if rows else result

    def _coded(self, table: TableEvidence) -> _Coded:
        if table.name not in self._known:
            self._known[table.name] = _Coded(table)
        return self._known[table.name]

    def _explaining(self, outcome: Comparison) -> list[tuple[TableEvidence, UnnamedRow]]:
        """The rows that would make a comparison hold, or that it takes for something."""
        operands = (*outcome.left, *outcome.right)
        open_ended = not outcome.left or not outcome.right
        if outcome.times or (not open_ended and _within_one_row(operands)):
            return []
        compared = [
            (table, row)
            for table in self._tables
            for row in table.table.unnamed
            if open_ended or row.lacks != "label"
            if any(_is_of(operand, table, row) for operand in operands)
        ]
        if compared:
            return compared
        names = {operand.source for operand in operands}
        fields = {operand.ref.field for operand in operands if operand.ref}
        for table in self._tables:
            if not open_ended and table.name not in names:
                continue
            rows = [row for row in table.table.unnamed if _of_sides(row, operands, table)]
            if names == {table.name}:
                rows = _where_counted(self._coded(table), rows, outcome)
            # Of two tables each has columns of its own.
            known = fields if names == {table.name} else {f for row in rows for f in row.figures}
            if _cannot_tell_levels(table, rows, names) or any(
                _explains(outcome, rows, field) for field in known
            ):
                return [(table, row) for row in rows]
        return []


def _cannot_tell_levels(
    table: TableEvidence, rows: Sequence[UnnamedRow], names: Collection[str]
) -> bool:
    """Whether a sum is of rows that only their labels tell what they are parts of, one lacking."""
    by_label = not table.by_code and names == {table.name}
    return by_label and any(row.lacks == "name" and row.figures for row in rows)


def lacking(table: TableEvidence, what: str) -> Statement:
    """That a rule is not due for want of ``what``, or that a row nobody can name may be that."""
    rows = [(table, row) for row in table.table.unnamed if row.lacks != "label"]
    if not rows:
        return not_due(f"{table.title}没有{what}")
    said = f"{STATUS_TITLES['not_comparable']}：{table.title}没有认出{what}：{_said(rows)}。"
    return Statement("not_comparable", said, places=tuple(row.place for _, row in rows))


def _rows(table: TableEvidence) -> Iterator[tuple[TableEvidence, UnnamedRow]]:
    return ((table, row) for row in table.table.unnamed)


def _holds(table: TableEvidence, outcome: Statement) -> bool:
    return any(map(table.holds, outcome.places))


def _within_one_row(operands: Sequence[Operand]) -> bool:
    rows = {operand.ref and (operand.ref.resource, operand.ref.row_key) for operand in operands}
    return len(operands) > 1 and len(rows) == 1 and None not in rows


def _is_of(operand: Operand, table: TableEvidence, row: UnnamedRow) -> bool:
    ref = operand.ref
    return (
        ref is not None
        and row.row_key is not None
        and (ref.resource, ref.row_key, ref.side) == (table.name, row.row_key, row.side)
    )


def _of_sides(row: UnnamedRow, operands: Sequence[Operand], table: TableEvidence) -> bool:
    """Whether a row stands on a side of its table that takes part, where it has sides."""
    sides = {it.ref.side for it in operands if it.ref and it.ref.resource == table.name}
    return not sides or row.side in sides


def _explains(outcome: Comparison, rows: Sequence[UnnamedRow], field: str) -> bool:
    """Whether a comparison holds with the figures of some of the rows on one side or the other,
    or with one of them for a side."""
    figures = [row.figures[field] for row in rows if field in row.figures]
    if not outcome.left or not outcome.right:
        parts = [[row.figures.get(part) for part in _PARTS] for row in rows]
        figures += [sum(filter(None, part), ZERO) for part in parts]
    values = [value for value in figures if value]
    if None in figures:
        return True
    operands = (*outcome.left, *outcome.right)
    left, right = (sum((it.value for it in side), ZERO) for side in (outcome.left, outcome.right))
    step = max(operand.step for operand in operands)
    bound = max(rounding_bound(outcome), step * (len(operands) + len(values)) / 2)
    if outcome.relation == "<=":
        return left - right - sum(map(abs, values), ZERO) <= bound
    if len(outcome.left) == len(outcome.right) == 1 and {left, right} & set(values):
        return True
    return _add_up_to(values, left - right, bound)


def _add_up_to(values: Sequence[Decimal], wanted: Decimal, bound: Decimal) -> bool:
    """Whether some of ``values``, each counted on one side or the other, make the difference.

    Of more than can be tried, whether all of them together are enough.
    """
    if len(values) > _MOST_TRIED:
        return abs(wanted) <= sum(map(abs, values), bound)
    one, other = _sums(values[::2]), _sums(values[1::2])
    for each in one:
        at = bisect_left(other, wanted - each - bound)
        while at < len(other) and other[at] <= wanted - each + bound:
            if each + other[at]:
                return True
            at += 1
    return False


def _sums(values: Sequence[Decimal]) -> list[Decimal]:
    sums = {ZERO}
    for value in values:
        sums |= {each + sign * value for each in sums for sign in (1, -1)}
    return sorted(sums)


def _where_counted(coded: _Coded, rows: list[UnnamedRow], outcome: Comparison) -> list[UnnamedRow]:
    """Those of ``rows`` that stand among the parts of the code that a sum is of.

    All of them for a total, and where the table does not print the parts of the code together.
    """
    whole = next((side[0] for side in (outcome.left, outcome.right) if len(side) == 1), None)
    entry = coded.by_key.get(whole.ref.row_key) if whole is not None and whole.ref else None
    if entry is None or entry.code is None:
        return rows
    stretch = coded.stretch(entry, entry.code)
    if stretch is None:
        return rows
    start, end = stretch
    places = ((row, order(row.place)) for row in rows)
    return [row for row, at in places if at > start and (end is None or at < end)]


def _told(
    outcome: Outcome, result: Result, rows: Sequence[tuple[TableEvidence, UnnamedRow]]
) -> Result:
    head, why = STATUS_TITLES["not_comparable"], _said(rows)
    said = outcome.where if isinstance(outcome, Comparison) else result.message.removesuffix("。")
    return result._replace(
        status="not_comparable",
        message=f"{head}：{said}：{why}。",
        difference=None,
        tolerance=None,
        ratio=None,
    )


def _said(rows: Iterable[tuple[TableEvidence, UnnamedRow]]) -> str:
    """The rows, with what they lack: “住房公积金”（第 6 页）没有读得出的科目编码，不知道是否计入."""
    every = list(
        dict.fromkeys((table.title, row.label, row.place, row.lacks) for table, row in rows)
    )
    named = [
        f"{title}{f'“{label}”' if label else '有一行'}（{say_briefly(place)}）{_LACKING[lacks]}"
        for title, label, place, lacks in every[:_MOST_NAMED]
    ]
    rest = f"等 {len(every)} 行" if len(every) > _MOST_NAMED else ""
    return f"{'，'.join(named)}{rest}，不知道要不要计入"
