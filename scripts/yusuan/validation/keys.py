"""Primary and foreign keys over whole columns, and codes against the list of their year."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc

from yusuan.declared.arrow import column_of
from yusuan.declared.fields import ForeignKey, Resource
from yusuan.declared.resources import RESOURCE_BY_NAME, RESOURCES
from yusuan.registers.classifications import CODE_LISTS
from yusuan.validation.distinct import are_among, are_among_dated, are_distinct
from yusuan.validation.model import Problem
from yusuan.validation.proven import Proven

_YEAR = "fiscal_year"
_ROW = "__row"  # no field begins with an underscore
_MOST_TOLD = 3


class Columns(Protocol):
    """The columns of these names of a table, read as they are asked for."""

    def __call__(self, names: Sequence[str], /) -> pa.Table: ...


@dataclass(frozen=True, slots=True)
class _Table:
    """``checksum`` is that of its files."""

    path: str
    resource: Resource
    checksum: str
    columns: Columns


_Judge = Callable[..., Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class _Used:
    """The distinct ``fields`` that a table uses, each with the first row that does."""

    path: str
    fields: tuple[str, ...]
    keys: pa.Table
    target: str


class Keys:
    """Keys of the tables that have been added; references are judged when all are there.

    What ``proven`` has of the very files on both sides is not judged again.
    """

    def __init__(self, proven: Proven) -> None:
        self._proven = proven
        self._tables: dict[str, _Table] = {}
        self._using: list[_Table] = []

    def add(self, path: str, resource: Resource, checksum: str, columns: Columns) -> None:
        """A table, be it proven itself or not."""
        found = _Table(path, resource, checksum, columns)
        self._tables[resource.name] = found
        self._using.append(found)

    def problems(self) -> Iterator[Problem]:
        """Foreign keys that lead nowhere, and codes that are not listed for their year."""
        for table in self._using:
            for key in table.resource.foreign_keys:
                yield from self._judged(_foreign_problems, table, key, (key.resource,))
            for code_list, code, owner in _code_lists(table.resource):
                judge = partial(_code_problems, code)
                yield from self._judged(judge, table, owner, (owner.resource, code_list))

    def _judged(
        self, judge: _Judge, table: _Table, key: ForeignKey, names: Sequence[str]
    ) -> Iterator[Problem]:
        others = [self._tables[name] for name in names if name in self._tables]
        if len(others) < len(names):
            return  # missing or unreadable, which is told already
        told = (repr(key), table.checksum, *(other.checksum for other in others))
        yield from self._proven.unless(told, lambda: judge(table, key, *others))


def needed_columns(resource: Resource) -> list[str]:
    """The columns that keys are made of: the table's own, and those that others refer to."""
    own = {name for key in resource.foreign_keys for name in key.fields}
    own |= {name for _, code, owner in _code_lists(resource) for name in (*owner.fields, code)}
    return sorted({*_referred_to(resource), *own})


def _foreign_problems(table: _Table, key: ForeignKey, parent: _Table) -> Iterator[Problem]:
    told = f"foreign key：{key.resource} 里没有 {'、'.join(key.reference)}"
    targets = parent.columns(key.reference).rename_columns(list(key.fields))
    found = table.columns(key.fields)
    if are_among(found, targets):
        return
    used = _Used(table.path, key.fields, _distinct(found, key.fields), key.resource)
    yield from _lost(used, used.keys, targets, used.fields, told)


def _code_problems(
    code: str, table: _Table, owner: ForeignKey, parent: _Table, listing: _Table
) -> Iterator[Problem]:
    fields = (*owner.fields, code)
    found = table.columns(fields)
    coded = found.filter(pc.is_valid(found[code]))
    names = [*owner.reference, _YEAR]
    years = _with_year(parent.columns(names).rename_columns([*owner.fields, _YEAR]))
    listed = _with_year(listing.columns((_YEAR, code)))
    if are_among_dated(coded, owner.fields, years, listed):
        return
    used = _Used(table.path, fields, _distinct(coded, fields), listing.resource.name)
    dated = used.keys.join(years, list(owner.fields), join_type="inner", use_threads=False)
    told = f"该年度的 {used.target} 里没有编码"
    yield from _lost(used, dated, listed, (_YEAR, code), told)


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
    return table.set_column(at, _YEAR, pc.fill_null(table[_YEAR], 0))


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
    used: _Used, keys: pa.Table, targets: pa.Table, names: Sequence[str], told: str
) -> Iterator[Problem]:
    wanted = list(names)
    targets = targets.select(wanted)
    lost = keys.join(targets, wanted, join_type="left anti", use_threads=False).sort_by(_ROW)
    for row in lost.slice(0, _MOST_TOLD).to_pylist():
        shown = "，".join(str(row[name]) for name in names)
        more = f"；共 {lost.num_rows} 处" if lost.num_rows > _MOST_TOLD else ""
        yield Problem(used.path, f"第 {row[_ROW] + 2} 行：{told}“{shown}”{more}")
