"""Identities within one printed row."""

from collections.abc import Iterator

from yusuan.checks.columns import (
    CARRIED_OVER,
    REVENUE_SOURCES,
    beside_appropriation,
    beside_the_year,
    columns_of,
    columns_of_all,
    kinds_of,
)
from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Comparison, Outcome
from yusuan.checks.sums import missing, parts_beside, row_sums, whole_and_parts
from yusuan.checks.table_evidence import ZERO

_FUNDS = ("general_public_budget", "government_fund", "state_capital")
_PROCUREMENT_FUNDS = (*REVENUE_SOURCES, *CARRIED_OVER)
_TYPES = (
    *("basic", "project", "operating", "to_superior", "to_affiliated"),
    *("reserve", "next_year"),
)
_ACCOUNTING = "会计恒等式；公开表的表头"


def revenue_total(evidence: Evidence) -> Iterator[Outcome]:
    """Total = revenue of the year (or its sources) + what is carried over or used of surpluses."""
    table = evidence.filled("revenue")
    parts: tuple[str, ...] = ()
    if table is not None:
        year = columns_of(table, "current_year") or columns_of_all(table, REVENUE_SOURCES)
        parts = (*year, *columns_of_all(table, CARRIED_OVER)) if year else ()
        if "current_year" not in year:
            parts = parts_beside(table, "total", parts, beside_appropriation(table))
    return row_sums(evidence, "revenue", "部门收入总表", "total", parts)


def revenue_current_year(evidence: Evidence) -> Iterator[Outcome]:
    """Revenue of the year = the sum of its sources."""
    table = evidence.filled("revenue")
    parts: tuple[str, ...] = ()
    if table is not None:
        sources = columns_of_all(table, REVENUE_SOURCES)
        parts = parts_beside(table, "current_year", sources, beside_appropriation(table))
    return row_sums(evidence, "revenue", "部门收入总表", "current_year", parts)


def expenditure_types(evidence: Evidence) -> Iterator[Outcome]:
    """Total = basic + project + operating + to superior + to affiliated units (+ reserve)."""
    return _types(evidence, "expenditure", "部门支出总表", _TYPES)


def appropriation_types(evidence: Evidence) -> Iterator[Outcome]:
    """In the tables of the budgets: total = basic + project."""
    for name, title in (
        ("fiscal_appropriation_expenditure", "财政拨款支出表"),
        ("general_public_budget_expenditure", "一般公共预算财政拨款支出表"),
        ("government_fund_expenditure", "政府性基金预算财政拨款支出表"),
        ("state_capital_expenditure", "国有资本经营预算财政拨款支出表"),
    ):
        if name in evidence.tables or name != "fiscal_appropriation_expenditure":
            yield from _types(evidence, name, title, ("basic", "project"))


def _types(evidence: Evidence, name: str, title: str, types: tuple[str, ...]) -> Iterator[Outcome]:
    """Total = the sum of the types; due where basic or project is shown: another may be missing."""
    table = evidence.filled(name)
    parts: tuple[str, ...] = ()
    if table is not None and kinds_of(table, ("basic", "project")):
        parts = kinds_of(table, types)
        beside = beside_the_year(table)
        parts = parts_beside(table, "total", parts, beside)
    return row_sums(evidence, name, title, "total", parts)


def basic_types(evidence: Evidence) -> Iterator[Outcome]:
    """Basic expenditure = personnel + running expenses."""
    name = "general_public_budget_basic_expenditure"
    parts = ("personnel", "running")
    return row_sums(evidence, name, "一般公共预算财政拨款基本支出表", "total", parts)


def appropriation_summary_funds(evidence: Evidence) -> Iterator[Outcome]:
    """Expenditure from fiscal appropriation = the sum of the three budgets (+ what is carried)."""
    name = "fiscal_appropriation_summary"
    table = evidence.filled(name)
    parts: tuple[str, ...] = _FUNDS
    if table is not None:
        carried = columns_of(table, "carryover", "expenditure")
        parts = parts_beside(table, "total", _FUNDS, carried, "expenditure")
    return row_sums(evidence, name, "财政拨款收支总表", "total", parts, "expenditure")


def three_public_funds(evidence: Evidence) -> Iterator[Outcome]:
    """Three public expenses = the sum of the three budgets, and of other money where it is printed."""
    name = "three_public_expenditure"
    funds = (*_FUNDS, "special_account", "own_funds")  # printed by places that count other money
    table = evidence.filled(name)
    printed = {field for entry in table.entries for field in entry.figures} if table else set()
    of_rows = [f for f in funds if table and f in printed and (f, None) not in table.column_names]
    if table is None or not of_rows or table.table.unknown_figures:
        yield from row_sums(evidence, name, "“三公”经费支出表", "total", funds)
        return
    for entry in table.entries:  # a row for each fund, none for some
        parts = [op for f in of_rows if (op := table.operand_or_unread(entry, f)) is not None]
        total = table.operand_or_unread(entry, "total")
        outcome = whole_and_parts(table.where(entry), entry.label, total, parts)
        if outcome is not None:
            yield outcome


def procurement_price(evidence: Evidence) -> Iterator[Outcome]:
    """Quantity times price of one = the amount of the purchase."""
    if reason := missing(evidence, "procurement", "政府采购预算表"):
        yield reason
        return
    table = evidence.tables["procurement"]
    for entry in table.entries:
        total = table.operand_or_unread(entry, "total")
        quantity = table.operand_or_unread(entry, "quantity")
        price = table.operand_or_unread(entry, "unit_price")
        if total is None or quantity is None or price is None:
            continue
        factors = (quantity._replace(step=ZERO), price._replace(source="unit_price"))
        yield Comparison(table.where(entry), (total,), factors, times=True)


def procurement_funds(evidence: Evidence) -> Iterator[Outcome]:
    """Amount of a purchase = the sum of the funds that pay for it."""
    table = evidence.filled("procurement")
    parts = columns_of_all(table, _PROCUREMENT_FUNDS) if table is not None else ()
    return row_sums(evidence, "procurement", "政府采购预算表", "total", parts)


def procurement_small_business(evidence: Evidence) -> Iterator[Outcome]:
    """The share reserved for small and medium enterprises is part of the amount."""
    if reason := missing(evidence, "procurement", "政府采购预算表"):
        yield reason
        return
    table = evidence.tables["procurement"]
    for entry in table.entries:
        share = table.operand_or_unread(entry, "small_business_share")
        total = table.operand_or_unread(entry, "total")
        if share is not None and total is not None:
            yield Comparison(table.where(entry), (share,), (total,), "<=")


CHECKS: tuple[Check, ...] = (
    Check(
        id="revenue-total",
        title="收入合计",
        rule="部门收入总表每一行：合计 = 本年收入小计 + 上年结转。",
        severity="error",
        consequence="figure",
        basis=_ACCOUNTING,
        family="within_row",
        evaluate=revenue_total,
    ),
    Check(
        id="revenue-sources",
        title="本年收入的来源",
        rule="部门收入总表每一行：本年收入小计 = 财政拨款 + 财政专户 + 事业 + 经营 + 上级补助"
        " + 附属单位上缴 + 其他收入。",
        severity="error",
        consequence="figure",
        basis=_ACCOUNTING,
        family="within_row",
        evaluate=revenue_current_year,
    ),
    Check(
        id="expenditure-types",
        title="支出的类型",
        rule="部门支出总表每一行：合计 = 基本支出 + 项目支出 + 经营支出 + 上解上级支出"
        " + 对附属单位补助支出。",
        severity="error",
        consequence="figure",
        basis=_ACCOUNTING,
        family="within_row",
        evaluate=expenditure_types,
    ),
    Check(
        id="appropriation-types",
        title="财政拨款支出的类型",
        rule="一般公共预算、政府性基金预算、国有资本经营预算财政拨款支出表每一行："
        "合计 = 基本支出 + 项目支出。",
        severity="error",
        consequence="figure",
        basis=_ACCOUNTING,
        family="within_row",
        evaluate=appropriation_types,
    ),
    Check(
        id="basic-types",
        title="基本支出的构成",
        rule="一般公共预算财政拨款基本支出表每一行：合计 = 人员经费 + 公用经费。",
        severity="error",
        consequence="figure",
        basis=_ACCOUNTING,
        family="within_row",
        evaluate=basic_types,
    ),
    Check(
        id="fiscal-summary-funds",
        title="财政拨款支出的资金来源",
        rule="财政拨款收支总表支出一侧每一行：合计 = 一般公共预算 + 政府性基金预算"
        " + 国有资本经营预算财政拨款。",
        severity="error",
        consequence="figure",
        basis=_ACCOUNTING,
        family="within_row",
        evaluate=appropriation_summary_funds,
    ),
    Check(
        id="three-public-funds",
        title="“三公”经费的资金来源",
        rule="“三公”经费支出表每一行：合计 = 一般公共预算 + 政府性基金预算"
        " + 国有资本经营预算财政拨款；另列财政专户、单位资金的，一并计入。",
        severity="error",
        consequence="figure",
        basis=_ACCOUNTING,
        family="within_row",
        evaluate=three_public_funds,
    ),
    Check(
        id="procurement-price",
        title="采购的数量和单价",
        rule="政府采购预算表印有数量、单价和金额的每一行：数量 × 单价 = 金额合计。",
        severity="error",
        consequence="figure",
        basis="算术；公开表的表头",
        family="within_row",
        evaluate=procurement_price,
    ),
    Check(
        id="procurement-funds",
        title="采购的资金来源",
        rule="政府采购预算表每一行：金额合计 = 各资金来源之和（含结转结余）。",
        severity="error",
        consequence="figure",
        basis=_ACCOUNTING,
        family="within_row",
        evaluate=procurement_funds,
    ),
    Check(
        id="procurement-small-business",
        title="预留中小微企业份额",
        rule="政府采购预算表每一行：预留中小微企业份额不大于金额合计。",
        severity="error",
        consequence="figure",
        basis="份额是金额的一部分",
        family="within_row",
        evaluate=procurement_small_business,
    ),
)
