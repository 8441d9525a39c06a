"""Sections and items (款、项) that a summary prints by name = their rows in the tables by code."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Comparison, Outcome, not_due
from yusuan.checks.operands import Operand, legible, meant_of
from yusuan.checks.summary_rows import APPROPRIATIONS, block_of, item_name, rows_of, top_items
from yusuan.checks.table_evidence import TableEvidence
from yusuan.checks.within_codes import units_of
from yusuan.facts.model import Entry
from yusuan.printed.text import name_key

_SECTION, _ITEM = 5, 7
_MOST = Decimal("0.6")
_SEVERAL = 2
_Printed = tuple[Operand, ...]


class _Coded(NamedTuple):
    """What the tables by code print of sections and items: by code its figures, by name its codes."""

    title: str
    figures: Mapping[str, _Printed]
    codes: Mapping[str, Sequence[str]]


def lines_of_all(evidence: Evidence) -> Iterator[Outcome]:
    """The sections and items of 收支总表 = the rows of those names in the expenditure table."""
    summary, table = evidence.filled("budget_summary"), evidence.filled("expenditure")
    if summary is None or table is None:
        yield not_due("没有部门收支总表或部门支出总表")
        return
    if not _lines_below_classes(summary):
        yield not_due(f"{summary.title}没有按名称列出款、项")
        return
    yield from _lines(summary, "amount", [table])


def lines_of_appropriation(evidence: Evidence) -> Iterator[Outcome]:
    """Those of 财政拨款收支总表 = the rows of those names in the tables of the three budgets."""
    summary = evidence.filled("fiscal_appropriation_summary")
    if summary is None:
        yield not_due("没有财政拨款收支总表")
        return
    if not _lines_below_classes(summary):
        yield not_due(f"{summary.title}没有按名称列出款、项")
        return
    tables = [evidence.tables[name] for _, name in APPROPRIATIONS if name in evidence.tables]
    if len(tables) < len(APPROPRIATIONS):
        yield not_due("文件中的三本预算支出表不全")
    else:
        yield from _lines(summary, "total", [table for table in tables if table.entries])
    for fund, name in APPROPRIATIONS:
        table = evidence.filled(name)
        if table is not None and (fund, "expenditure") in summary.column_names:
            yield from _lines(summary, fund, [table])


def _lines(
    summary: TableEvidence, field: str, tables: Sequence[TableEvidence]
) -> Iterator[Outcome]:
    if any(len(units_of(table)) > 1 for table in tables):
        yield not_due("有的表分单位列示，各科目没有合计")
        return
    coded, lines = _coded(tables), _lines_below_classes(summary)
    printed = {item_name(line) for line in lines}
    for line in lines:
        codes = coded.codes.get(item_name(line), ())
        left = summary.operand_or_blank(line, field, line.label)
        if codes and (outcome := _one_line(summary, coded, codes, left)):
            yield outcome
    for digits in (_SECTION, _ITEM):
        yield from _lacking(summary, coded, printed, digits)


def _lines_below_classes(summary: TableEvidence) -> list[Entry]:
    """The lines of expenditure by function, without a number, that are parts of a class above."""
    classes = {entry.key for entry in top_items(summary, "expenditure")}
    return [
        entry
        for entry in rows_of(summary, "expenditure")
        if entry.texts.get("row_type") == "item"
        and entry.parent is None
        and block_of(entry) == "function"
        and entry.key not in classes
    ]


def _coded(tables: Sequence[TableEvidence]) -> _Coded:
    figures: dict[str, _Printed] = {}
    codes: dict[str, list[str]] = {}
    for table in tables:
        for entry in table.entries:
            code = entry.code or ""
            if len(code) not in (_SECTION, _ITEM):
                continue
            label = f"{table.title}{entry.code} {entry.label}"
            operand = table.operand_or_unread(entry, "total", label)
            figures[code] = (*figures.get(code, ()), *((operand,) if operand else ()))
            named = codes.setdefault(name_key(entry.label), [])
            if code not in named:
                named.append(code)
    return _Coded("、".join(table.title for table in tables), figures, codes)


def _one_line(
    summary: TableEvidence, coded: _Coded, codes: Sequence[str], left: Operand
) -> Outcome | None:
    """A line and the row of its name; of several codes of one name that which fits."""
    found = [coded.figures[code] for code in codes]
    right = meant_of(found, left.value)
    if legible(right) and _sum(right) != left.value and len(set(map(_sum, found))) > 1:
        return None
    if not (left.filled or any(operand.filled for operand in right)):
        return None
    return Comparison(f"{summary.title}与{coded.title}的“{left.label}”", (left,), right)


def _lacking(
    summary: TableEvidence, coded: _Coded, printed: set[str], digits: int
) -> Iterator[Outcome]:
    """Sections, or items, with an amount that a summary does not list which lists most of them."""
    due = {
        name: code
        for name, codes in coded.codes.items()
        for code in codes
        if len(code) == digits and any(each.filled for each in coded.figures[code])
    }
    held = [name for name in due if name in printed]
    if len(held) < _SEVERAL or len(held) < _MOST * len(due):
        return
    for name, code in due.items():
        if name not in printed:
            where = f"{coded.title}的 {code} 在{summary.title}中"
            yield Comparison(where, coded.figures[code], ())


def _sum(operands: _Printed) -> Decimal:
    return sum((operand.value for operand in operands), Decimal(0))


CHECKS: tuple[Check, ...] = (
    Check(
        id="summary-lines",
        title="收支总表中的款、项",
        rule="部门收支总表在各类之下按名称列出款、项的：每一款、项 = 部门支出总表中同名的科目"
        "（几个科目同名而数字不同的，有一个相符即可）；列出大多数款、项的，不漏列有数字的款、项。",
        severity="error",
        consequence="figure",
        basis="会计恒等式；政府收支分类科目",
        family="across_tables",
        evaluate=lines_of_all,
    ),
    Check(
        id="fiscal-summary-lines",
        title="财政拨款收支总表中的款、项",
        rule="财政拨款收支总表在各类之下按名称列出款、项的：每一款、项 = 三本预算支出表中同名科目之和，"
        "分列三本预算的，每一栏 = 该预算支出表中同名的科目（几个科目同名而数字不同的，有一个相符即可）；"
        "列出大多数款、项的，不漏列有数字的款、项。",
        severity="error",
        consequence="figure",
        basis="会计恒等式；政府收支分类科目",
        family="across_tables",
        evaluate=lines_of_appropriation,
    ),
)
