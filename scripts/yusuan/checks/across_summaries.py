"""Identities between the two-sided summaries and the tables behind them."""

from collections.abc import Iterator

from yusuan.checks.columns import columns_of
from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Comparison, Outcome, not_due
from yusuan.checks.operands import Operand
from yusuan.checks.summary_rows import (
    APPROPRIATIONS,
    FISCAL_ITEMS,
    OTHER_ITEMS,
    amount_field,
    carried_beside,
    item_name,
    lines_of,
    not_only_fiscal,
    of_the_year_alone,
    revenue_operand,
    row_of_type,
    summary_operand,
    whole_operand,
)
from yusuan.checks.sums import missing
from yusuan.checks.table_evidence import ZERO, TableEvidence
from yusuan.checks.within_codes import units_of
from yusuan.evidence.places import say_briefly
from yusuan.model import Side
from yusuan.printed.text import name_key


def _total(table: TableEvidence, field: str) -> Operand | None:
    """The figure of the total row; None where the table has no such row or column."""
    if table.total is None or (field, None) not in table.column_names:
        return None
    column = table.column_names[field, None]
    return table.operand_or_blank(table.total, field, f"{table.total.label}行“{column}”")


def _totals(table: TableEvidence, field: str) -> tuple[Operand, ...]:
    """The figures of the total row that together are ``field``; empty where they are not shown."""
    found = [_total(table, column) for column in columns_of(table, field)]
    return tuple(operand for operand in found if operand is not None)


def revenue_total(evidence: Evidence) -> Iterator[Outcome]:
    """合计 of the revenue table = 收入总计 of the summary, or the only total that it prints."""
    table = evidence.filled("revenue")
    total = _total(table, "total") if table is not None else None
    summary = whole_operand(evidence, "budget_summary", "revenue")
    if total is None or summary is None:
        yield not_due("没有部门收入总表的合计，或没有部门收支总表的收入总计")
        return
    yield Comparison("部门收入总表合计与收支总表收入总计", (total,), (summary,))


def expenditure_total(evidence: Evidence) -> Iterator[Outcome]:
    """合计 of the expenditure table = 本年支出合计, and 支出总计 if nothing is carried over."""
    table = evidence.filled("expenditure")
    total = _total(table, "total") if table is not None else None
    year = summary_operand(evidence, "budget_summary", "expenditure", "current_year_total")
    grand = summary_operand(evidence, "budget_summary", "expenditure", "grand_total")
    left_over = summary_operand(evidence, "budget_summary", "expenditure", "carryover")
    if total is None or (year is None and grand is None):
        yield not_due("没有部门支出总表的合计，或没有部门收支总表的支出合计")
        return
    if year is not None:
        yield Comparison("部门支出总表合计与收支总表本年支出合计", (total,), (year,))
    if evidence.kind == "final_accounts":
        return  # 总计 holds what is carried over and distributed, the table does not
    if grand is not None and (left_over is None or not left_over.value):
        left = (total, left_over) if left_over is not None and left_over.unread else (total,)
        yield Comparison("部门支出总表合计与收支总表支出总计", left, (grand,))


def revenue_sources(evidence: Evidence) -> Iterator[Outcome]:
    """The columns of the revenue table's 合计 row = the revenue items of the summary."""
    table = evidence.filled("revenue")
    if table is None or table.total is None or evidence.filled("budget_summary") is None:
        yield not_due("没有部门收入总表的合计，或没有部门收支总表")
        return
    fiscal = [revenue_operand(evidence, "budget_summary", item) for item in FISCAL_ITEMS]
    found = tuple(operand for operand in fiscal if operand is not None)
    pairs = [("fiscal_appropriation", found)]
    for item in OTHER_ITEMS:
        operand = revenue_operand(evidence, "budget_summary", item)
        pairs.append((item.column, (operand,) if operand is not None else ()))
    for field, row_type in (("current_year", "current_year_total"), ("carryover", "carryover")):
        operand = summary_operand(evidence, "budget_summary", "revenue", row_type)
        pairs.append((field, (operand,) if operand is not None else ()))
    for field, right in pairs:
        column = table.column_names.get((field, None))
        left = _total(table, field)
        if column is None or left is None or not right:
            continue
        printed = tuple(operand for operand in right if operand.filled) or right[:1]
        if left.filled or printed[0].filled:
            yield Comparison(f"部门收入总表与收支总表的“{column}”", (left,), printed)


def expenditure_classes(evidence: Evidence) -> Iterator[Outcome]:
    """Each class of the expenditure table = its line in the summary, by name."""
    table, summary = evidence.filled("expenditure"), evidence.filled("budget_summary")
    if table is None or summary is None:
        yield not_due("没有部门支出总表或部门收支总表")
        return
    yield from _classes_and_lines(summary, amount_field(summary), table, "total")


def fiscal_classes(evidence: Evidence) -> Iterator[Outcome]:
    """Each class of a budget's table = its line and column in the appropriation summary."""
    summary = evidence.filled("fiscal_appropriation_summary")
    if summary is None:
        yield not_due("没有财政拨款收支总表")
        return
    if (reason := carried_beside(summary)) is not None:
        yield reason
        return
    for fund, name in APPROPRIATIONS:
        table = evidence.filled(name)
        if (fund, "expenditure") in summary.column_names and table and table.by_code:
            if (reason := of_the_year_alone(evidence, table)) is not None:
                yield reason
                continue
            yield from _classes_and_lines(summary, fund, table, "total")


def _classes_and_lines(
    summary: TableEvidence, summary_field: str, table: TableEvidence, field: str
) -> Iterator[Outcome]:
    if not any(len(code) == 3 for code in table.by_code):
        yield not_due(f"{table.title}没有列出各类科目")
        return
    lines = {item_name(entry): entry for entry in lines_of(summary, "expenditure")}
    if len(units_of(table)) > 1:
        yield not_due(f"{table.title}分单位列示，各类没有合计")
        return
    classes = {
        name_key(entry.label): entry for entry in table.entries if len(entry.code or "") == 3
    }
    unnamed = [
        entry
        for name, entry in classes.items()
        if name not in lines and table.operand_or_blank(entry, field).filled
    ]
    for name, entry in classes.items():
        if name in lines:
            left = table.operand_or_blank(entry, field, f"{entry.code} {entry.label}")
            line = lines[name]
            right = summary.operand_or_blank(line, summary_field, line.label)
            if left.filled or right.filled:
                yield Comparison(
                    f"{table.title}与{summary.title}的“{entry.label}”", (left,), (right,)
                )
    for entry in unnamed:
        yield not_due(f"{summary.title}没有名为“{entry.label}”的项目（{say_briefly(entry.place)}）")
    for name, line in lines.items():
        operand = summary.operand_or_unread(line, summary_field, line.label)
        if name in classes or operand is None or not operand.filled or unnamed:
            continue
        yield Comparison(f"{summary.title}的“{line.label}”在{table.title}中", (operand,), ())


def fiscal_totals(evidence: Evidence) -> Iterator[Outcome]:
    """合计 of each budget's table = 本年支出合计 of its column; an empty table says 0."""
    summary = evidence.filled("fiscal_appropriation_summary")
    year = row_of_type(summary, "expenditure", "current_year_total") if summary else None
    if summary is None or year is None:
        yield not_due("没有财政拨款收支总表的本年支出合计")
        return
    if (reason := carried_beside(summary)) is not None:
        yield reason
        return
    for fund, name in APPROPRIATIONS:
        column = summary.column_names.get((fund, "expenditure"))
        table = evidence.tables.get(name)
        if table is None or column is None:
            continue
        left = _total(table, "total")
        if left is None and table.entries:
            continue
        if (reason := of_the_year_alone(evidence, table)) is not None:
            yield reason
            continue
        if left is None:
            notes = table.table.notes
            line = notes[0].place if notes else table.table.place
            left = Operand(f"{table.title}（空表）", "0", ZERO, ZERO, name, line)
        right = summary.operand_or_blank(year, fund, f"{year.label}“{column}”")
        yield Comparison(f"{table.title}与{summary.title}的“{column}”", (left,), (right,))


def fiscal_revenue(evidence: Evidence) -> Iterator[Outcome]:
    """The three budgets' appropriation is the same in both summaries."""
    for item in FISCAL_ITEMS:
        left = revenue_operand(evidence, "fiscal_appropriation_summary", item)
        right = revenue_operand(evidence, "budget_summary", item)
        if left is None or right is None or not (left.filled or right.filled):
            continue
        yield Comparison(f"财政拨款收支总表与收支总表的{item.title}", (left,), (right,))


_TOTALS: tuple[tuple[Side, str, str], ...] = (
    ("revenue", "carryover", "上年结转"),
    ("revenue", "grand_total", "收入总计"),
    ("expenditure", "current_year_total", "本年支出合计"),
    ("expenditure", "grand_total", "支出总计"),
)


def fiscal_within_all(evidence: Evidence) -> Iterator[Outcome]:
    """Fiscal appropriation is a part of all; it is all where there is no other money."""
    due = not_only_fiscal(evidence) is None and evidence.kind != "final_accounts"
    for side, row_type, what in _TOTALS:
        left, right = (
            whole_operand(evidence, name, side)
            if row_type == "grand_total"
            else summary_operand(evidence, name, side, row_type)
            for name in ("fiscal_appropriation_summary", "budget_summary")
        )
        if left is None or right is None or not (left.filled or right.filled):
            continue
        where = f"财政拨款收支总表与收支总表的{what}"
        yield Comparison(where, (left,), (right,), "=" if due else "<=")
    yield from _lines_within(evidence, due=due)


def _lines_within(evidence: Evidence, *, due: bool) -> Iterator[Outcome]:
    fiscal, summary = (
        evidence.filled("fiscal_appropriation_summary"),
        evidence.filled("budget_summary"),
    )
    if fiscal is None or summary is None:
        return
    lines = {item_name(entry): entry for entry in lines_of(summary, "expenditure")}
    for entry in lines_of(fiscal, "expenditure"):
        line = lines.get(item_name(entry))
        if line is None:
            continue
        left = fiscal.operand_or_blank(entry, "total", f"财政拨款 {entry.label}")
        right = summary.operand_or_blank(line, "amount", line.label)
        if left.filled or (due and right.filled):
            where = f"财政拨款收支总表与收支总表的“{entry.label}”"
            yield Comparison(where, (left,), (right,), "=" if due else "<=")


def basic_total(evidence: Evidence) -> Iterator[Outcome]:
    """基本支出 of the general public budget table = 合计 of the basic expenditure table."""
    name = "general_public_budget_basic_expenditure"
    if reason := missing(evidence, name, "一般公共预算财政拨款基本支出表"):
        yield reason
        return
    table = evidence.filled("general_public_budget_expenditure")
    left = _totals(table, "basic") if table is not None else ()
    right = _total(evidence.tables[name], "total")
    if not left or right is None:
        yield not_due("没有一般公共预算财政拨款支出表的基本支出合计，或没有基本支出表的合计行")
        return
    yield Comparison("一般公共预算支出表的基本支出与基本支出表的合计", left, (right,))


CHECKS: tuple[Check, ...] = (
    Check(
        id="revenue-vs-summary",
        title="收入总表与收支总表",
        rule="部门收入总表合计 = 部门收支总表收入总计；只印一个合计、没有结转的，即此合计。",
        severity="error",
        consequence="figure",
        basis="会计恒等式；两表反映同一收入",
        family="across_tables",
        evaluate=revenue_total,
    ),
    Check(
        id="expenditure-vs-summary",
        title="支出总表与收支总表",
        rule="部门支出总表合计 = 部门收支总表本年支出合计；没有年终结转的，也等于支出总计。",
        severity="error",
        consequence="figure",
        basis="会计恒等式；两表反映同一支出",
        family="across_tables",
        evaluate=expenditure_total,
    ),
    Check(
        id="revenue-sources-vs-summary",
        title="收入来源与收支总表",
        rule="部门收入总表合计行各栏 = 部门收支总表相应的收入项目"
        "（财政拨款收入 = 一般公共预算 + 政府性基金预算 + 国有资本经营预算拨款）。",
        severity="error",
        consequence="figure",
        basis="会计恒等式；两表反映同一收入",
        family="across_tables",
        evaluate=revenue_sources,
    ),
    Check(
        id="expenditure-classes-vs-summary",
        title="支出各类与收支总表",
        rule="部门支出总表的每一类 = 部门收支总表中同名的支出项目。",
        severity="error",
        consequence="figure",
        basis="会计恒等式；政府收支分类科目",
        family="across_tables",
        evaluate=expenditure_classes,
    ),
    Check(
        id="fiscal-classes-vs-summary",
        title="财政拨款各类与财政拨款收支总表",
        rule="一般公共预算、政府性基金预算、国有资本经营预算支出表的每一类"
        " = 财政拨款收支总表中同名项目的相应一栏。",
        severity="error",
        consequence="figure",
        basis="会计恒等式；政府收支分类科目",
        family="across_tables",
        evaluate=fiscal_classes,
    ),
    Check(
        id="fiscal-totals-vs-summary",
        title="三本预算与财政拨款收支总表",
        rule="一般公共预算、政府性基金预算、国有资本经营预算支出表合计"
        " = 财政拨款收支总表本年支出合计的相应一栏；空表为 0。",
        severity="error",
        consequence="figure",
        basis="会计恒等式；两表反映同一支出",
        family="across_tables",
        evaluate=fiscal_totals,
    ),
    Check(
        id="fiscal-revenue-vs-summary",
        title="财政拨款收入与收支总表",
        rule="财政拨款收支总表的一般公共预算、政府性基金预算、国有资本经营预算拨款"
        " = 部门收支总表的相应收入项目。",
        severity="error",
        consequence="figure",
        basis="会计恒等式；两表反映同一收入",
        family="across_tables",
        evaluate=fiscal_revenue,
    ),
    Check(
        id="fiscal-within-summary",
        title="财政拨款收支总表与收支总表",
        rule="财政拨款的结转、总计和各支出项目不大于部门收支总表的相应项目；"
        "没有其他收入和非财政拨款结转的，二者相等。",
        severity="error",
        consequence="figure",
        basis="部分不大于整体；会计恒等式",
        family="across_tables",
        evaluate=fiscal_within_all,
    ),
    Check(
        id="basic-vs-appropriation",
        title="基本支出两表",
        rule="一般公共预算财政拨款支出表的基本支出合计 = 一般公共预算财政拨款基本支出表的合计。",
        severity="error",
        consequence="figure",
        basis="会计恒等式；两表反映同一支出",
        family="across_tables",
        evaluate=basic_total,
    ),
)
