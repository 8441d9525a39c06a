"""Identities within a row of the tables that no rule of their own adds up.

Columns that exhaust another wherever both are printed: kinds of expenditure, funds.
"""

from collections.abc import Iterator

from yusuan.checks.columns import (
    CARRIED_OVER,
    REVENUE_SOURCES,
    beside_appropriation,
    columns_of,
    columns_of_all,
)
from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Outcome, not_due
from yusuan.checks.sums import parts_beside, row_sums
from yusuan.checks.table_evidence import TableEvidence
from yusuan.model import Side

_FUNDS = ("general_public_budget", "government_fund", "state_capital")
_BY_TYPE = (
    "fiscal_appropriation_basic_expenditure",
    "fiscal_appropriation_economic_expenditure",
    "general_public_budget_economic_expenditure",
    "general_public_budget_basic_expenditure_by_function",
)
_BY_FUND = ("basic_expenditure", "project_expenditure", "carryover_expenditure", "project_goals")
_SIDES: tuple[Side | None, ...] = (None, "expenditure")


def types(evidence: Evidence) -> Iterator[Outcome]:
    """Total = basic (or personnel and running) + project; basic = personnel + running."""
    due = False
    for name, table in evidence.tables.items():
        for side in _SIDES:
            for whole, parts in _by_type(table, side):
                due = True
                yield from row_sums(evidence, name, table.title, whole, parts, side)
    if not due:
        yield not_due("没有别的表分列基本支出和项目支出，或人员经费和公用经费")


def _by_type(table: TableEvidence, side: Side | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    inner = tuple(f for f in ("personnel", "running") if (f, side) in table.column_names)
    if ("basic", side) in table.column_names and len(inner) > 1:
        yield "basic", (*inner, *_beside_personnel(table, side))
    whole = {"budget_summary": "amount"}.get(table.name, "total")
    if table.name in _BY_TYPE or table.name == "budget_summary":
        parts = columns_of_all(table, ("basic", "project"), side)
        if (whole, side) in table.column_names and len(parts) > 1:
            yield whole, parts


def _beside_personnel(table: TableEvidence, side: Side | None) -> tuple[str, ...]:
    """对个人和家庭的补助 where it stands beside 人员支出, which then is without it."""
    labels = table.table.labels
    personnel, individuals = labels.get(("personnel", side)), labels.get(("individuals", side))
    if personnel is None or individuals is None or ("wages", side) in labels:
        return ()
    groups = {label.rpartition(" → ")[0] for label in (personnel, individuals)}
    return ("individuals",) if len(groups) == 1 else ()


def funds(evidence: Evidence) -> Iterator[Outcome]:
    """Total = what each source pays; fiscal appropriation = the sum of the three budgets."""
    due = False
    for name, table in evidence.tables.items():
        inner = tuple(f for f in _FUNDS if (f, None) in table.column_names)
        beside = beside_appropriation(table)
        inner = tuple(field for field in inner if field not in beside)
        if ("fiscal_appropriation", None) in table.column_names and len(inner) > 1:
            due = True
            yield from row_sums(evidence, name, table.title, "fiscal_appropriation", inner)
        others = columns_of_all(table, (*REVENUE_SOURCES[1:], *CARRIED_OVER))
        fiscal = columns_of(table, "fiscal_appropriation")
        if table.name in _BY_FUND and fiscal and (others or beside):
            due = True
            parts = parts_beside(table, "total", (*fiscal, *others), beside)
            yield from row_sums(evidence, name, table.title, "total", parts)
    if not due:
        yield not_due("没有别的表分列资金来源")


CHECKS: tuple[Check, ...] = (
    Check(
        id="types-elsewhere",
        title="其他表中支出的构成",
        rule="收支总表、按经济分类的表和各种基本支出表每一行：合计 = 基本支出 + 项目支出，"
        "基本支出 = 人员经费 + 公用经费；表中分列这些栏目时核对。",
        severity="error",
        consequence="figure",
        basis="会计恒等式；公开表的表头",
        family="within_row",
        evaluate=types,
    ),
    Check(
        id="funds-elsewhere",
        title="其他表中的资金来源",
        rule="基本支出、项目支出、结转支出各表每一行：合计 = 各资金来源之和；各表的财政拨款 ="
        " 一般公共预算 + 政府性基金预算 + 国有资本经营预算；表中分列这些栏目时核对。",
        severity="error",
        consequence="figure",
        basis="会计恒等式；公开表的表头",
        family="within_row",
        evaluate=funds,
    ),
)
