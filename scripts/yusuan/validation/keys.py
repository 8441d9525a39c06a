"""Primary and foreign keys over whole columns, and codes against the list of their year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from yusuan.classifications import CODE_LISTS
from yusuan.fields import ForeignKey, Resource
from yusuan.resources import RESOURCE_BY_NAME, RESOURCES
from yusuan.validation.model import Problem

_YEAR = "fiscal_year"
_ROW = "__row"  # no field begins with an underscore
_MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class _Used:
    """The distinct ``fields`` that a table uses, each with the first row that does."""

    path: str
    fields: tuple[str, ...]
    keys: pa.Table
    target: str


class Keys:
    """Keys of the tables that have been added; references are judged when all are there."""

    def __init__(self) -> None:
        self._kept: dict[str, pa.Table] = {}
        self._foreign: list[tuple[_Used, ForeignKey]] = []
        self._codes: list[tuple[_Used, ForeignKey]] = []

    def add(self, path: str, resource: Resource, table: pa.Table) -> Iterator[Problem]:
        """Problems of the table's own primary key."""
        yield from _primary_problems(path, resource, table)
        kept = _referred_to(resource)
        self._kept[resource.name] = table.select(kept)
        for key in resource.foreign_keys:
            used = _Used(path, key.fields, _distinct(table, key.fields), key.resource)
            self._foreign.append((used, key))
        for code_list, code, owner in _code_lists(resource):
            fields = (*owner.fields, code)
            coded = table.filter(pc.is_valid(table[fields[-1]]))
            used = _Used(path, fields, _distinct(coded, fields), code_list)
            self._codes.append((used, owner))

    def problems(self) -> Iterator[Problem]:
        """Foreign keys that lead nowhere, and codes that are not listed for their year."""
        for used, key in self._foreign:
            if (parent := self._kept.get(key.resource)) is None:
                continue  # missing or unreadable, which is told already
            targets = parent.select(list(key.reference)).rename_columns(list(key.fields))
            told = f"foreign key：{key.resource} 里没有 {'、'.join(key.reference)}"
            yield from _lost(used, used.keys, targets, used.fields, told)
        for used, owner in self._codes:
            parent, listed = self._kept.get(owner.resource), self._kept.get(used.target)
            if parent is None or listed is None:
                continue
            names = [*owner.reference, _YEAR]
            years = _with_year(parent.select(names).rename_columns([*owner.fields, _YEAR]))
            coded = used.keys.join(years, list(owner.fields), join_type="inner", use_threads=False)
            fields = (_YEAR, used.fields[-1])
            yield from _lost(
                used, coded, _with_year(listed), fields, f"该年度的 {used.target} 里没有编码"
            )


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


def _primary_problems(path: str, resource: Resource, table: pa.Table) -> Iterator[Problem]:
    names = resource.primary_key
    for name in names:
        if table[name].null_count:
            yield Problem(path, f"primary key：{name} 有空的单元格")
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
    numbers = pa.array(range(table.num_rows), pa.int64())
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
