"""Tables that list economic classes and items by name alone, told by the codes printed elsewhere."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Comparison, Outcome, not_due
from yusuan.checks.sums import column_sums
from yusuan.checks.table_evidence import TableEvidence
from yusuan.checks.within_codes import units_of
from yusuan.facts.keys import TOTALS
from yusuan.facts.model import Entry
from yusuan.printed.text import key, name_key
from yusuan.tables.itemised import bare_total

_TABLE = "basic_expenditure"
# The tables with code and name, and the column of basic expenditure from the general public budget.
_CODED = (
    ("general_public_budget_basic_expenditure", "total"),
    ("general_public_budget_economic_expenditure", "basic"),
)
_CLASS = 3
_MOST = Decimal("0.6")


class _Class(NamedTuple):
    """``strangers`` are items below it whose name belongs to other classes: one may be missing."""

    row: Entry
    items: list[Entry]
    strangers: list[Entry]


class _Group(NamedTuple):
    """A unit, or the total, with the classes printed below it up to the next unit."""

    row: Entry | None
    classes: list[_Class]


def sums_by_name(evidence: Evidence) -> Iterator[Outcome]:
    """A class = the sum of its items, a unit = that of its classes, 合计 = that of the units.

    Where units are printed below each class, a class = the sum of its units.
    """
    table = evidence.filled(_TABLE)
    groups = _groups(evidence, table) if table is not None else None
    if table is None or not groups:
        yield not_due("没有按名称列出经济分类的基本支出表，或有的名称别处没有编码")
        return
    if (parts := _by_class(groups)) is not None:
        classes = [row for row, units in parts]
        for row, units in parts:
            yield from column_sums(table, row, units)
        if groups[0].row is not None and bare_total(groups[0].row.label) in TOTALS:
            yield from column_sums(table, groups[0].row, classes)
        return
    for group in groups:
        for held in group.classes:
            if held.items and not held.strangers:
                yield from column_sums(table, held.row, held.items)
        if group.row is not None and group.classes:
            yield from column_sums(table, group.row, [held.row for held in group.classes])
    first = groups[0].row
    units = [group.row for group in groups[1:] if group.row is not None]
    if first is not None and bare_total(first.label) in TOTALS and not groups[0].classes and units:
        yield from column_sums(table, first, units)


def _by_class(groups: Sequence[_Group]) -> list[tuple[Entry, list[Entry]]] | None:
    """Each class with the units printed below it, where classes are not printed below units."""
    held = [group.classes for group in groups]
    alone = all(len(classes) < 2 and not any(it.items for it in classes) for classes in held)
    if not alone or not held[0] or held[-1]:
        return None
    parts: list[tuple[Entry, list[Entry]]] = [(held[0][0].row, [])]
    for group in groups[1:]:
        if group.row is not None:
            parts[-1][1].append(group.row)
        parts.extend((it.row, []) for it in group.classes)
    return parts


def same_by_name(evidence: Evidence) -> Iterator[Outcome]:
    """What is paid from the general public budget = the row of that name in the table by code."""
    table = evidence.filled(_TABLE)
    groups = _groups(evidence, table) if table is not None else None
    column = "general_public_budget"
    coded = next(
        (
            (found, field)
            for name, field in _CODED
            if (found := evidence.filled(name)) is not None and (field, None) in found.column_names
        ),
        None,
    )
    if table is None or not groups or coded is None or (column, None) not in table.column_names:
        yield not_due("没有按名称列出经济分类的基本支出表，或没有可以对照的按编码列示的表")
        return
    other, field = coded
    if len([group for group in groups if group.classes]) > 1 or len(units_of(other)) > 1:
        yield not_due("有的表分单位列示，各科目没有合计")
        return
    rows = _rows_by_code(evidence, groups)
    codes = [entry.code for entry in other.entries if entry.code]
    if len(set(codes)) < len(codes):
        yield not_due(f"{other.title}一个科目印在几处")
        return
    filled = [e for e in other.entries if (op := other.operand(e, field)) is not None and op.value]
    listed = [entry for entry in filled if entry.code in rows]
    for entry in other.entries:
        row = rows.get(entry.code or "")
        left = other.operand_or_blank(entry, field, f"{entry.code} {entry.label}")
        where = f"{other.title}与{table.title}的“{entry.label}”"
        if row is not None:
            right = table.operand_or_blank(row, column, row.label)
            if left.filled or right.filled:
                yield Comparison(where, (left,), (right,))
        elif (
            entry.code and left.filled and len(listed) >= _MOST * len(filled) and _due(entry, rows)
        ):
            yield Comparison(where, (left,), ())


def _due(entry: Entry, rows: Mapping[str, Entry]) -> bool:
    """Whether rows of the same level are printed by name."""
    return any(len(code) == len(entry.code or "") for code in rows)


def _names(evidence: Evidence) -> dict[str, list[str]]:
    """The economic codes that bear a name in tables with codes."""
    found: dict[str, list[str]] = {}
    for table in evidence.tables.values():
        for entry in table.entries:
            if entry.code and entry.texts.get("economic_code") == entry.code:
                codes = found.setdefault(name_key(entry.label), [])
                if entry.code not in codes:
                    codes.append(entry.code)
    return found


def _code(names: Mapping[str, Sequence[str]], row: Entry, above: str | None) -> str | None:
    """The code of a row by its name: an item of the class above it before a class."""
    codes = names.get(name_key(row.label), ())
    inside = [c for c in codes if above and len(c) > _CLASS and c.startswith(above)]
    classes = [code for code in codes if len(code) == _CLASS]
    found = inside or classes
    return found[0] if len(found) == 1 else None


def _groups(evidence: Evidence, table: TableEvidence) -> list[_Group] | None:
    """The rows of a table without codes; None where one is neither a unit nor known by name."""
    names = _names(evidence)
    units = {key(evidence.department_name), *TOTALS}
    for each in evidence.tables.values():
        units.update(key(entry.unit_name) for entry in each.entries if entry.unit_name)
    groups = [_Group(None, [])]
    above: str | None = None
    for row in table.entries:
        if row.code:
            return None
        code = _code(names, row, above)
        if code is None and {name_key(row.label), name_key(row.label).partition("(")[0]} & units:
            groups.append(_Group(row, []))
            above = None
        elif code is None and name_key(row.label) not in names:
            return None
        elif code is None:
            for held in groups[-1].classes[-1:]:
                held.strangers.append(row)
        elif len(code) == _CLASS:
            groups[-1].classes.append(_Class(row, [], []))
            above = code
        else:
            groups[-1].classes[-1].items.append(row)
    found = [group for group in groups if group.row is not None or group.classes]
    return found if any(group.classes for group in found) else None


def _rows_by_code(evidence: Evidence, groups: Sequence[_Group]) -> dict[str, Entry]:
    names = _names(evidence)
    found: dict[str, Entry] = {}
    for group in groups:
        for held in group.classes:
            above = _code(names, held.row, None)
            for row in (held.row, *held.items):
                if code := _code(names, row, above if row is not held.row else None):
                    found.setdefault(code, row)
    return found


CHECKS: tuple[Check, ...] = (
    Check(
        id="economic-names-sums",
        title="按名称列示的经济分类",
        rule="基本支出表只按名称列出经济分类，而同一文件别的表印有名称和编码的，每一栏：类 = 其下各款之和，"
        "单位 = 其下各类之和，合计 = 各单位之和；先列类、再列各单位的，类 = 其下各单位之和，"
        "合计 = 各类之和。",
        severity="error",
        consequence="figure",
        basis="会计恒等式；政府收支分类科目",
        family="within_table",
        evaluate=sums_by_name,
    ),
    Check(
        id="economic-names-vs-codes",
        title="按名称与按编码列示的基本支出",
        rule="基本支出表中按名称列出的类、款由一般公共预算安排的 = 一般公共预算按经济分类列示的表中"
        "同名科目的基本支出；列出大多数科目的，不漏列有数字的科目。",
        severity="error",
        consequence="figure",
        basis="会计恒等式；两表反映同一支出",
        family="across_tables",
        evaluate=same_by_name,
    ),
)
