"""The rows of one table in two packages, matched by primary key and compared cell by cell.

Memory holds the old rows of this one table; the new ones pass by. Cells are compared as
printed in the CSV: a number written with other decimals (1.0, 1.00) says as much but claims
another precision, so it is a change, of notation.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from operator import itemgetter

from yusuan.differences.model import Cell, ChangedRow, Key, Row
from yusuan.differences.reading import Package, Table
from yusuan.errors import YusuanError

_NUMBERS = ("number", "integer")
_Values = Callable[[tuple[str, ...]], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class RowDifference:
    """``added`` and ``changed`` in the order of the new package, ``removed`` in the old's."""

    added: tuple[Row, ...] = ()
    removed: tuple[Row, ...] = ()
    changed: tuple[ChangedRow, ...] = ()
    of_disclosures_added: int = 0
    of_disclosures_removed: int = 0


NO_ROWS = RowDifference()


class _Side:
    """How rows of one of the two tables are read."""

    def __init__(self, table: Table, shared: Sequence[str], disclosures: Collection[str]) -> None:
        self.table = table
        self._positions = [table.fields.index(name) for name in table.key]
        self._shared = [table.fields.index(name) for name in shared]
        several = len(shared) > 1
        self.values: _Values = itemgetter(*self._shared) if several else self._one
        self._disclosures = disclosures
        named = "disclosure_id" in table.fields
        self._disclosure = table.fields.index("disclosure_id") if named else None

    def _one(self, row: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(row[i] for i in self._shared)

    def key(self, row: tuple[str, ...]) -> Key:
        return tuple([row[i] for i in self._positions])

    def is_of_disclosure(self, row: tuple[str, ...]) -> bool:
        """Whether the row came or went with its whole disclosure."""
        return self._disclosure is not None and row[self._disclosure] in self._disclosures

    def whole(self, row: tuple[str, ...]) -> Row:
        return Row(self.key(row), dict(zip(self.table.fields, row, strict=True)))


def compare_rows(
    old: Package,
    new: Package,
    before: Table,
    after: Table,
    removed: Collection[str],
    added: Collection[str],
) -> RowDifference:
    """``removed`` and ``added`` are ids of disclosures, whose rows are only counted.

    Raises YusuanError for two rows with one key in one table.
    """
    shared = [name for name in after.fields if name in before.fields]
    cells = _Cells(before, after, shared)
    left, right = _Side(before, shared, removed), _Side(after, shared, added)
    old_rows: dict[Key, tuple[str, ...]] = {}
    for row in old.rows(before):
        _put(old_rows, left.key(row), row, old, before)
    rows_added: list[Row] = []
    rows_changed: list[ChangedRow] = []
    gone, came = 0, 0
    matched: set[Key] = set()
    for row in new.rows(after):
        key = right.key(row)
        if key in matched:
            raise _twice(key, new, after)
        matched.add(key)
        other = old_rows.pop(key, None)
        if other is not None:
            values, others = right.values(row), left.values(other)
            if values != others:
                rows_changed.append(ChangedRow(key, cells.changed(others, values)))
        elif right.is_of_disclosure(row):
            came += 1
        else:
            rows_added.append(right.whole(row))
    rows_removed: list[Row] = []
    for row in old_rows.values():
        if left.is_of_disclosure(row):
            gone += 1
        else:
            rows_removed.append(left.whole(row))
    return RowDifference(tuple(rows_added), tuple(rows_removed), tuple(rows_changed), came, gone)


class _Cells:
    def __init__(self, old: Table, new: Table, shared: Sequence[str]) -> None:
        types = [{f["name"]: f.get("type") for f in table.schema["fields"]} for table in (old, new)]
        self._shared = shared
        self._numbers = {
            name for name in shared if all(each.get(name) in _NUMBERS for each in types)
        }
        self._missing = [table.schema.get("missingValues", [""]) for table in (old, new)]

    def changed(self, old: Sequence[str], new: Sequence[str]) -> tuple[Cell, ...]:
        return tuple(
            Cell(name, a, b, self._same(name, a, b))
            for name, a, b in zip(self._shared, old, new, strict=True)
            if a != b
        )

    def _same(self, name: str, a: str, b: str) -> bool:
        missing = a in self._missing[0], b in self._missing[1]
        if any(missing):
            return all(missing)
        if name not in self._numbers:
            return False
        try:
            return Decimal(a) == Decimal(b)
        except InvalidOperation:
            return False


def _put(
    rows: dict[Key, tuple[str, ...]],
    key: Key,
    row: tuple[str, ...],
    package: Package,
    table: Table,
) -> None:
    if rows.setdefault(key, row) is not row:
        raise _twice(key, package, table)


def _twice(key: Key, package: Package, table: Table) -> YusuanError:
    return YusuanError(
        "有两行的主键相同",
        file=f"{package.tree.location}：{table.path}",
        text=", ".join(key),
    )
