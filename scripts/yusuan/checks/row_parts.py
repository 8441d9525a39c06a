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
    kinds_of,
    within_appropriation,
)
from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Outcome, not_due
from yusuan.checks.sums import parts_beside, row_sums
from yusuan.checks.table_evidence import TableEvidence
from yusuan.model import Side
from yusuan.tables.crossed import PLANNED_STAGES
from yusuan.tables.roles import LEVELS

_FUNDS = ("general_public_budget", "government_fund", "state_capital")
_BY_TYPE = (
    "fiscal_appropriation_basic_expenditure",
    "fiscal_appropriation_economic_expenditure",
    "general_public_budget_economic_expenditure",
    "general_public_budget_basic_expenditure_by_function",
    "special_account_expenditure",
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
        parts = kinds_of(table, ("basic", "project"), side)
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
        beside = (*beside_appropriation(table), *_levels_beside(table))
        inner = tuple(field for field in inner if field not in beside)
        # without the general public budget the others are not all of it
        whole = ("fiscal_appropriation", None) in table.column_names
        if whole and len(inner) > 1 and inner[0] == _FUNDS[0]:
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


def _levels_beside(table: TableEvidence) -> tuple[str, ...]:
    """The columns of funds by level of government that do not stand below 财政拨款."""
    within = within_appropriation(table)
    printed = (f for f in LEVELS if (f, None) in table.column_names and f not in within)
    return tuple(printed)


def divided(evidence: Evidence) -> Iterator[Outcome]:
    """What two or more columns divide is their sum: the levels of government that pay, what was
    allotted before and now, 运转类, the kinds of expenditure of a budget beside the final figure."""
    due = False
    for name, table in evidence.tables.items():
        for whole, parts, beside in _divided(table):
            due = True
            parts = parts_beside(table, whole, parts, beside)
            yield from row_sums(evidence, name, table.title, whole, parts)
    if not due:
        yield not_due("没有表分列各级资金、提前下达和本次下达、运转类或预算数的构成")


def _divided(table: TableEvidence) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    printed = {field for field, side in table.column_names if side is None}
    for whole, parts in _DIVIDED:
        if printed.issuperset((whole, *parts)):
            yield whole, parts, ()
    if "total" not in printed or _of_which(table):
        return
    levels = tuple(field for field in (*LEVELS, "from_superior") if field in printed)
    allotted = tuple(field for field in _ALLOTTED if field in printed)
    if len(allotted) > 1 and "allotted_in_advance" in allotted and len(levels) < _SEVERAL:
        held = _beside(table, "allotted_in_advance", ("general_public_budget", "total"))
        if held is not None and not _offsets(table):
            yield held, allotted, ()
    elif len(levels) > 1 and set(levels) & set(LEVELS) and not allotted:
        if "fiscal_appropriation" in printed:
            inner = tuple(field for field in levels if field in within_appropriation(table))
            if len(inner) > 1:
                yield "fiscal_appropriation", inner, ()
        elif printed.isdisjoint(_FUNDS):
            others = columns_of_all(table, REVENUE_SOURCES[1:])
            carried = columns_of_all(table, CARRIED_OVER)
            yield "total", tuple(dict.fromkeys((*levels, *others))), carried


def _beside(table: TableEvidence, part: str, wholes: tuple[str, ...]) -> str | None:
    """Which of ``wholes`` stands in the group of columns that a part stands in."""
    labels = table.table.labels
    group = labels[part, None].rpartition(" → ")[0]
    printed = (whole for whole in wholes if (whole, None) in labels)
    return next((it for it in printed if labels[it, None].rpartition(" → ")[0] == group), None)


def _offsets(table: TableEvidence) -> bool:
    """Whether money is set off against advances: how it adds up, no head says."""
    found = (table.operand_or_unread(entry, "advances_offset") for entry in table.entries)
    return any(operand is not None and (operand.unread or operand.value) for operand in found)


def _of_which(table: TableEvidence) -> bool:
    """Whether a head says 其中 of such a column: the rest is not printed."""
    labels = table.table.labels
    return any(
        "其中" in labels.get((field, None), "") for field in (*LEVELS, *_ALLOTTED, "from_superior")
    )


_SEVERAL = 2
_ALLOTTED = ("allotted_in_advance", "allotted_now", "allotted_otherwise", "own_level_funds")
_DIVIDED = (
    ("running_class", ("running", "project_other_running")),
    *((stage, (f"{stage}_basic", f"{stage}_project")) for stage in PLANNED_STAGES),
)


CHECKS: tuple[Check, ...] = (
    Check(
        id="types-elsewhere",
        title="其他表中支出的构成",
        rule="收支总表、按经济分类的表、各种基本支出表和财政专户支出表每一行："
        "合计 = 基本支出 + 项目支出，基本支出 = 人员经费 + 公用经费；表中分列这些栏目时核对。",
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
    Check(
        id="columns-divided",
        title="分列的栏目",
        rule="表中分列时，每一行：合计（或其上一级的财政拨款）= 中央、省级、市级、县级（市县、本级）资金"
        "及其他来源之和；合计 = 已提前下达 + 本次下达（本级安排）；运转类 = 公用经费 + 其他运转类；"
        "与决算数并列的预算数 = 其基本支出 + 项目支出。写明“其中”的不核对。",
        severity="error",
        consequence="figure",
        basis="会计恒等式；公开表的表头",
        family="within_row",
        evaluate=divided,
    ),
)
