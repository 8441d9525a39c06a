"""Primary and foreign keys, and codes against the list of their year."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc

from yusuan.declared.arrow import column_of, csv_of
from yusuan.declared.fields import ForeignKey, Resource
from yusuan.declared.resources import RESOURCE_BY_NAME, RESOURCES
from yusuan.registers.classifications import CODE_LISTS
from yusuan.validation.distinct import are_among, are_among_dated, are_distinct
from yusuan.validation.model import Problem
from yusuan.validation.proven import Proven

_YEAR = "fiscal_year"
_ROW = "__row"  # no field begins with an underscore
_MOST_TOLD = 3
_NO_YEAR = column_of((0,), pa.int64())[0]


class Columns(Protocol):
    """The columns of a table, read as they are asked for."""

    def parts(self, names: Sequence[str]) -> Iterator[pa.Table]:
        """The columns of these names, some rows at a time."""


@dataclass(frozen=True, slots=True)
class Held:
    """Those of a table that is in memory."""

    table: pa.Table

    def parts(self, names: Sequence[str]) -> Iterator[pa.Table]:
        yield self.table.select(list(names))


@dataclass(frozen=True, slots=True)
class _Table:
    """``checksum`` is that of its files."""

    path: str
    resource: Resource
    checksum: str
    columns: Columns

    def whole(self, names: Sequence[str]) -> pa.Table:
        """The columns of these names."""
        return pa.concat_tables(self.columns.parts(names))

    def told(self, names: Sequence[str]) -> str:
        """The checksum of what these columns hold."""
        found = hashlib.sha256()
        for part in self.columns.parts(names):
            found.update(csv_of(part))
        return found.hexdigest()


_Judge = Callable[..., Iterator[Problem]]


class Keys:
    """Keys of the tables that have been added; references are judged when all are there.

    What ``proven`` has of the very file and of the very keys that it refers to is not judged again.
    """

    def __init__(self, proven: Proven) -> None:
        self._proven = proven
        self._tables: dict[str, _Table] = {}
        self._using: list[_Table] = []
        self._checksums: dict[tuple[str, tuple[str, ...]], str] = {}

    def add(self, path: str, resource: Resource, checksum: str, columns: Columns) -> None:
        """A table, be it proven itself or not."""
        found = _Table(path, resource, checksum, columns)
        self._tables[resource.name] = found
        self._using.append(found)

    def problems(self) -> Iterator[Problem]:
        """Foreign keys that lead nowhere, and codes that are not listed for their year."""
        for table in self._using:
            for key in table.resource.foreign_keys:
                yield from self._judged(
                    _foreign_problems, table, key, {key.resource: key.reference}
                )
            for code_list, code, owner in _code_lists(table.resource):
                judge = partial(_code_problems, code_list, code)
                dated = {owner.resource: (*owner.reference, _YEAR), code_list: (_YEAR, code)}
                yield from self._judged(judge, table, owner, dated)

    def _judged(
        self,
        judge: _Judge,
        table: _Table,
        key: ForeignKey,
        targets: Mapping[str, tuple[str, ...]],
    ) -> Iterator[Problem]:
        if not targets.keys() <= self._tables.keys():
            return  # missing or unreadable, which is told already
        told = (
            repr((key, targets)),
            table.checksum,
            *(self._told(name, columns) for name, columns in targets.items()),
        )
        read = (self._tables[name].whole(columns) for name, columns in targets.items())
        yield from self._proven.unless(told, lambda: judge(table, key, *read))

    def _told(self, name: str, columns: tuple[str, ...]) -> str:
        """The checksum of what a table holds in these columns: others may change as they like."""
        if (name, columns) not in self._checksums:
            self._checksums[name, columns] = self._tables[name].told(columns)
        return self._checksums[name, columns]


def needed_columns(resource: Resource) -> list[str]:
    """The columns that keys are made of: the table's own, and those that others refer to."""
    own = {name for key in resource.foreign_keys for name in key.fields}
    own |= {name for _, code, owner in _code_lists(resource) for name in (*owner.fields, code)}
    return sorted({*_referred_to(resource), *own})


def _foreign_problems(table: _Table, key: ForeignKey, parent: pa.Table) -> Iterator[Problem]:
    told = f"foreign key：{key.resource} 里没有 {'、'.join(key.reference)}"
    targets = parent.rename_columns(list(key.fields))
    if all(are_among(part, targets) for part in table.columns.parts(key.fields)):
        return
    used = _distinct(table.whole(key.fields), key.fields)
    yield from _lost(table.path, used, targets, key.fields, told)


def _code_problems(
    code_list: str, code: str, table: _Table, owner: ForeignKey, parent: pa.Table, listing: pa.Table
) -> Iterator[Problem]:
    fields = (*owner.fields, code)
    years = _with_year(parent.rename_columns([*owner.fields, _YEAR]))
    listed = _with_year(listing)
    parts = (_coded(part, code) for part in table.columns.parts(fields))
    if all(are_among_dated(part, owner.fields, years, listed) for part in parts):
        return
    used = _distinct(_coded(table.whole(fields), code), fields)
    dated = used.join(years, list(owner.fields), join_type="inner", use_threads=False)
    told = f"该年度的 {code_list} 里没有编码"
    yield from _lost(table.path, dated, listed, (_YEAR, code), told)


def _coded(table: pa.Table, code: str) -> pa.Table:
    return table.filter(pc.is_valid(table[code]))


def _referred_to(resource: Resource) -> list[str]:
    """The columns that another table may refer to, and the year of the codes."""
    wanted = {*resource.primary_key}
    for other in RESOURCES:
        for key in other.foreign_keys:
            if key.resource == resource.name:
                wanted.update(key.reference)
    if _YEAR in resource.field_names:
        wanted.add(_YEAR)
    if resource.name in CODE_LISTS:
        wanted.add(CODE_LISTS[resource.name])
    return sorted(wanted)


def _code_lists(resource: Resource) -> Iterator[tuple[str, str, ForeignKey]]:
    """Code lists by year whose codes a table uses, and its key to the table that has the year.

    A foreign key cannot say this: the year is that of the disclosure, not of the row.
    """
    owners = [
        key
        for key in resource.foreign_keys
        if key.resource in RESOURCE_BY_NAME
        and _YEAR in RESOURCE_BY_NAME[key.resource].field_names
        and _YEAR not in key.fields
    ]
    for name, code in CODE_LISTS.items():
        if owners and code in resource.field_names and name != resource.name:
            yield name, code, owners[0]


def _with_year(table: pa.Table) -> pa.Table:
    """``table`` with 0 for a year that is unknown: a null equals nothing, not even a null."""
    at = table.schema.get_field_index(_YEAR)
    return table.set_column(at, _YEAR, pc.fill_null(table[_YEAR], _NO_YEAR))


def primary_problems(path: str, resource: Resource, table: pa.Table) -> Iterator[Problem]:
    """Rows without a primary key, or with that of another."""
    names = resource.primary_key
    for name in names:
        if table[name].null_count:
            yield Problem(path, f"primary key：{name} 有空的单元格")
    if are_distinct(table.select(list(names))):
        return
    grouped = _grouped(table, names)
    repeated = grouped.filter(pc.greater(grouped[f"{_ROW}_count"], 1))
    if repeated.num_rows:
        first = repeated.sort_by(f"{_ROW}_max").slice(0, 1).to_pylist()[0]
        shown = "，".join(f"{name} {first[name]}" for name in names)
        yield Problem(
            path,
            f"第 {first[f'{_ROW}_max'] + 2} 行的 primary key 重复（unique）：{shown}；"
            f"共 {repeated.num_rows} 处",
        )


def _grouped(table: pa.Table, names: Sequence[str]) -> pa.Table:
    numbers = column_of(range(table.num_rows), pa.int64())
    columns = table.select(list(names)).append_column(_ROW, numbers)
    wanted = [(_ROW, "min"), (_ROW, "max"), (_ROW, "count")]
    return columns.group_by(list(names), use_threads=False).aggregate(wanted)


def _distinct(table: pa.Table, names: Sequence[str]) -> pa.Table:
    """The keys that are not wholly null, with the first row of each as ``__row``."""
    grouped = _grouped(table, names)
    there = pc.is_valid(grouped[names[0]])
    for name in names[1:]:
        there = pc.or_(there, pc.is_valid(grouped[name]))
    found = grouped.filter(there).select([*names, f"{_ROW}_min"])
    return found.rename_columns([*names, _ROW])


def _lost(
    path: str, keys: pa.Table, targets: pa.Table, names: Sequence[str], told: str
) -> Iterator[Problem]:
    wanted = list(names)
    targets = targets.select(wanted)
    lost = keys.join(targets, wanted, join_type="left anti", use_threads=False).sort_by(_ROW)
    for row in lost.slice(0, _MOST_TOLD).to_pylist():
        shown = "，".join(str(row[name]) for name in names)
        more = f"；共 {lost.num_rows} 处" if lost.num_rows > _MOST_TOLD else ""
        yield Problem(path, f"第 {row[_ROW] + 2} 行：{told}“{shown}”{more}")
