"""Finding the rows of the two-sided summaries that rules speak of."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from yusuan.checks.columns import columns_of
from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Statement, not_due
from yusuan.checks.operands import Operand, legible
from yusuan.checks.table_evidence import PLANS, ZERO, TableEvidence
from yusuan.evidence.places import say_briefly
from yusuan.facts.model import Entry
from yusuan.facts.tables import UnnamedRow
from yusuan.model import Side
from yusuan.printed.numbers import PACKAGE_UNIT
from yusuan.printed.text import key
from yusuan.tables.itemised import bare_total
from yusuan.tables.summaries import TOTALS_OF_A_SIDE


class RevenueItem(NamedTuple):
    """A kind of revenue: how items are called, and its column in the revenue table."""

    id: str
    title: str
    pattern: re.Pattern[str]
    column: str
    fund: str = ""


REVENUE_ITEMS: tuple[RevenueItem, ...] = (
    RevenueItem(
        "general_public_budget",
        "一般公共预算拨款",
        re.compile(r"一般公共预算.*"),
        "fiscal_appropriation",
        "general_public_budget",
    ),
    RevenueItem(
        "government_fund",
        "政府性基金预算拨款",
        re.compile(r"政府性?基金.*"),
        "fiscal_appropriation",
        "government_fund",
    ),
    RevenueItem(
        "state_capital",
        "国有资本经营预算拨款",
        re.compile(r"国有资本经营.*"),
        "fiscal_appropriation",
        "state_capital",
    ),
    RevenueItem("special_account", "财政专户", re.compile(r"财政专户.*"), "special_account"),
    RevenueItem("institutional", "事业收入", re.compile(r"事业收入.*"), "institutional"),
    RevenueItem("operating", "经营收入", re.compile(r"(?:事业单位)?经营收入.*"), "operating"),
    RevenueItem("from_superior", "上级补助收入", re.compile(r"上级补助.*"), "from_superior"),
    RevenueItem(
        "from_affiliated", "附属单位上缴收入", re.compile(r"附属单位上缴.*"), "from_affiliated"
    ),
    RevenueItem("other", "其他收入", re.compile(r"其他收入.*"), "other"),
)
# The three budgets, each with the table of what is spent from it.
APPROPRIATIONS = (
    ("general_public_budget", "general_public_budget_expenditure"),
    ("government_fund", "government_fund_expenditure"),
    ("state_capital", "state_capital_expenditure"),
)
FISCAL_ITEMS = REVENUE_ITEMS[:3]
OTHER_ITEMS = REVENUE_ITEMS[3:]
_FISCAL = re.compile(
    r"(?:本年|当年|上年|公共)?财政(?:拨款|资金).*|.*[^非]财政拨款.*|"
    + "|".join(item.pattern.pattern for item in FISCAL_ITEMS)
)

_WITHOUT_CARRIED = re.compile(r"不含上年|当年(?:财政)?拨款")
_SUMMARIES = ("budget_summary", "fiscal_appropriation_summary")


def summaries(evidence: Evidence) -> Iterator[TableEvidence]:
    """The two-sided summaries that have rows, of whatever stage."""
    found = (evidence.tables.get(name) for name in _SUMMARIES)
    return (table for table in found if table is not None and table.entries)


def amount_field(table: TableEvidence) -> str:
    """The column that holds the amount of an item on both sides; of a plan alone the first one."""
    if table.planned_only:
        return next(field for field, _ in table.table.labels if field in PLANS)
    return "amount" if table.name == "budget_summary" else "total"


def rows_of(table: TableEvidence, side: Side) -> tuple[Entry, ...]:
    return tuple(entry for entry in table.entries if entry.side == side)


def row_of_type(table: TableEvidence, side: Side, row_type: str) -> Entry | None:
    """The first row of that ``row_type`` on one side.

    Of carry-overs the one that is called so: used surpluses and distributions stand beside it.
    """
    found = [e for e in table.entries if e.side == side and e.texts.get("row_type") == row_type]
    if row_type == "carryover" and len(found) > 1:
        found = [e for e in found if "结转" in item_name(e)] or found
    return found[0] if found else None


def item_name(entry: Entry) -> str:
    return key(str(entry.texts.get("item_name", entry.label)))


def blocks_of(table: TableEvidence, side: Side) -> tuple[str, ...]:
    """How a side is broken down, once or in blocks side by side; that by function comes first."""
    found = dict.fromkeys(block_of(e) for e in _uppermost(table, side))
    return tuple(sorted(found, key=lambda block: block != "function"))


def block_of(entry: Entry) -> str:
    return str(entry.texts.get("breakdown") or "function")


def top_items(table: TableEvidence, side: Side, block: str | None = None) -> tuple[Entry, ...]:
    """The items of a side that no other row holds; of several breakdowns, that by function."""
    if block is None:
        block = next(iter(blocks_of(table, side)), "")
    return tuple(
        entry
        for entry in _uppermost(table, side)
        if block_of(entry) == block and not _is_below(table, entry)
    )


def lines_of(table: TableEvidence, side: Side) -> tuple[Entry, ...]:
    """The items of a side; of a form that divides 一、本年支出, what that is divided in."""
    items = top_items(table, side)
    year = next((e for e in items if _YEAR.fullmatch(item_name(e)) and table.children(e)), None)
    return items if year is None else table.children(year)


_YEAR = re.compile(r"(?:本年|当年)(?:财政拨款)?(?:收入|支出)")
_CARRIED = re.compile(r"(?:上年|年初)(?:财政拨款)?结转.*")


def carryover_of(table: TableEvidence) -> Entry | None:
    """What is carried over from the year before, whether or not it is numbered as an item.

    A blank 上年财政拨款资金结转 at the end is not it where 上年结转 is an item with a figure.
    """
    found = row_of_type(table, "revenue", "carryover")
    items = [e for e in top_items(table, "revenue") if _CARRIED.fullmatch(item_name(e))]
    filled = (e for e in items if table.prints_figures(e))
    if found is not None and not table.prints_figures(found):
        return next(filled, found)
    return found if found is not None else next(iter(items), None)


def _uppermost(table: TableEvidence, side: Side) -> Iterator[Entry]:
    return (
        entry
        for entry in table.entries
        if entry.side == side and entry.texts.get("row_type") == "item" and entry.parent is None
    )


def items_above(
    table: TableEvidence, side: Side, total: Entry, block: str | None = None
) -> tuple[Entry, ...] | None:
    """The items that a total of the year adds up; None where that cannot be told.

    They stand above the total; a total that stands first adds up all below it.

    Where items are numbered, an amount on a line without a number may be a part of the item
    above it or not: nothing printed says which.
    """
    every = top_items(table, side, block)
    items = [entry for entry in every if entry.order < total.order]
    items = items or [entry for entry in every if entry.order > total.order]
    numbered = [entry for entry in items if entry.texts.get("item_no") is not None]
    unnumbered = (entry for entry in items if entry.texts.get("item_no") is None)
    loose = [entry for entry in unnumbered if table.prints_figures(entry)]
    if numbered and loose:
        return None
    return tuple(numbered or items)


def _is_below(table: TableEvidence, entry: Entry) -> bool:
    """Whether an item without a number is a section or item (款, 项) of a class above it."""
    return table.levels.get(item_name(entry), 1) > 1


def find_item(entries: tuple[Entry, ...], item: RevenueItem) -> Entry | None:
    """The row among ``entries`` that is of this kind of revenue."""
    return next((entry for entry in entries if item.pattern.fullmatch(item_name(entry))), None)


def revenue_operand(evidence: Evidence, name: str, item: RevenueItem) -> Operand | None:
    """The revenue of one kind in a summary, a blank as nothing; None without such a row."""
    table = evidence.filled(name)
    if table is None:
        return None
    entry = find_item(top_items(table, "revenue"), item)
    if entry is None:
        return None
    return table.operand_or_blank(entry, amount_field(table), str(entry.texts["item_name"]))


def summary_operand(evidence: Evidence, name: str, side: Side, row_type: str) -> Operand | None:
    """The figure of a total or carry-over in a summary, a blank as nothing.

    A total that is lacking may be a row that nobody can name.
    """
    table = evidence.filled(name)
    entry = row_of_type(table, side, row_type) if table is not None else None
    if table is not None and entry is None and row_type in _TOTALS:
        return next((it for row in table.table.unnamed if (it := _unnamed(table, row, side))), None)
    if table is None or entry is None:
        return None
    return table.operand_or_blank(entry, amount_field(table), entry.label)


_TOTALS = ("grand_total", "current_year_total")


def _unnamed(table: TableEvidence, row: UnnamedRow, side: Side) -> Operand | None:
    figure = row.figures.get(amount_field(table))
    if row.side != side or row.lacks != "name" or figure is None:
        return None
    said = f"{figure:f}{PACKAGE_UNIT}"
    return Operand("总计", said, ZERO, ZERO, table.name, row.place, unread="的名称读不出")


def whole_of(table: TableEvidence, side: Side) -> Entry | None:
    """The row that holds all of one side: 总计, else a 合计 with nothing carried over beside it.

    合计 says nothing of the year: where no carry-over has an amount, it is all there is.
    """
    if (grand := row_of_type(table, side, "grand_total")) is not None:
        return grand
    total = row_of_type(table, side, "current_year_total")
    if total is None or bare_total(total.label) not in TOTALS_OF_A_SIDE:
        return None
    rows = [e for e in rows_of(table, side) if e.texts.get("row_type") == "carryover"]
    carried = [table.operand_or_blank(e, amount_field(table), e.label) for e in rows]
    return None if any(it.value or it.unread for it in carried) else total


def whole_operand(evidence: Evidence, name: str, side: Side) -> Operand | None:
    """The figure of the row that holds all of one side of a summary, a blank as nothing."""
    table = evidence.filled(name)
    entry = whole_of(table, side) if table is not None else None
    if table is None or entry is None:
        return summary_operand(evidence, name, side, "grand_total")
    return table.operand_or_blank(entry, amount_field(table), entry.label)


def carried_beside(summary: TableEvidence) -> Statement | None:
    """Why the columns of the budgets are of the year alone, where the summary prints another."""
    if not columns_of(summary, "carryover", "expenditure"):
        return None
    return not_due(f"{summary.title}另有一栏上年结转，三本预算各栏不含结转")


def of_the_year_alone(evidence: Evidence, table: TableEvidence) -> Statement | None:
    """Why the table of a budget is not all that the summary spends: it says that it is without
    carry-over, or it adds up to the year's appropriation, and the summary to more."""
    summary = evidence.filled("fiscal_appropriation_summary")
    carryover = carryover_of(summary) if summary is not None else None
    carried = summary.operand_or_unread(carryover, "total") if summary and carryover else None
    if summary is None or carried is None or not carried.filled:
        return None
    said = _WITHOUT_CARRIED.search(key(table.table.title))
    if not said and not (evidence.kind != "final_accounts" and _is_of_the_year(summary, table)):
        return None
    return not_due(
        f"{table.title}不含上年结转，财政拨款收支总表含有（{say_briefly(carried.place)}）"
    )


def _is_of_the_year(summary: TableEvidence, table: TableEvidence) -> bool:
    """Whether the total of a budget's table is its revenue of the year, not what it spends."""
    item = next((i for i in FISCAL_ITEMS if (i.fund, table.name) in APPROPRIATIONS), None)
    revenue = find_item(lines_of(summary, "revenue"), item) if item is not None else None
    spent = row_of_type(summary, "expenditure", "grand_total")
    if item is None or revenue is None or spent is None or table.total is None:
        return False
    year, total = summary.operand(revenue, "total"), table.operand(table.total, "total")
    whole = summary.operand(spent, item.fund)
    if year is None or total is None or whole is None:
        return False
    return year.value == total.value != whole.value


def not_only_fiscal(evidence: Evidence) -> str | None:
    """Why not all money of the department is fiscal appropriation; None where it is."""
    if evidence.filled("budget_summary") is None:
        return "没有部门收支总表，看不出有没有其他收入"
    if evidence.filled("fiscal_appropriation_summary") is None:
        return "没有财政拨款收支总表，看不出结转中有没有非财政拨款"
    summary = evidence.tables["budget_summary"]
    unnamed = next((r for r in summary.table.unnamed if r.side == "revenue" and r.figures), None)
    if unnamed is not None:
        return f"看不出{say_briefly(unnamed.place)}是不是财政拨款以外的收入"
    operand = next(_other_money(summary), None)
    if operand is not None:
        return f"部门有财政拨款以外的收入（{say_briefly(operand.place)}：{operand.label} {operand.text}）"
    all_funds = summary_operand(evidence, "budget_summary", "revenue", "carryover")
    fiscal = summary_operand(evidence, "fiscal_appropriation_summary", "revenue", "carryover")
    if not legible(each for each in (all_funds, fiscal) if each):
        return "上年结转读不出，看不出有没有非财政拨款的结转"
    if (all_funds.value if all_funds else 0) != (fiscal.value if fiscal else 0):
        return "上年结转中有非财政拨款的结转"
    return None


def _other_money(table: TableEvidence) -> Iterator[Operand]:
    """Items of revenue, not empty, that neither are called fiscal nor stand under or above such."""
    rows = {entry.key: entry for entry in rows_of(table, "revenue")}
    found = (
        (entry, table.operand_or_unread(entry, amount_field(table))) for entry in rows.values()
    )
    filled = [(entry, operand) for entry, operand in found if operand and operand.filled]
    inner = {entry.parent for entry, _ in filled}
    for entry, operand in filled:
        is_item = entry.texts.get("row_type") == "item" or "非财政" in item_name(entry)
        if not is_item or entry.key in inner:
            continue
        above: Entry | None = entry
        while above is not None and not _FISCAL.fullmatch(item_name(above)):
            above = rows.get(above.parent or "")
        if above is None:
            yield operand
