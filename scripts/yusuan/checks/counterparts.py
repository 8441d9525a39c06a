"""The figures of the tables that prose may state: each found by its row, column and table."""

import re
from collections.abc import Callable

from yusuan.checks.columns import uses_of_the_year
from yusuan.checks.completeness import total_rows
from yusuan.checks.evidence import Evidence
from yusuan.checks.operands import Operands, legible
from yusuan.checks.summary_rows import (
    FISCAL_ITEMS,
    OTHER_ITEMS,
    REVENUE_ITEMS,
    amount_field,
    item_name,
    revenue_operand,
    rows_of,
    summary_operand,
)
from yusuan.evidence.places import Place, order, say_briefly
from yusuan.model import Side
from yusuan.printed.text import key
from yusuan.tables.summaries import SIDES


class NoCounterpart(str):
    """The table is there, but not the row whose amount the text states, or no row at all."""

    __slots__ = ()


# Alternatives, the likeliest first, each a sum of figures; or why there is none.
Resolved = tuple[Operands, ...] | str
_ITEMS_OF_A_LIST = 4  # fewer: one row with the items side by side, or a list of other things
GENERAL = "general_public_budget_expenditure"
_BASIC_TABLE = "general_public_budget_basic_expenditure"


def unfilled(evidence: Evidence, name: str, otherwise: str) -> str:
    """Why a table has no figures: the head is printed alone, or the table is not there."""
    table = evidence.tables.get(name)
    if table is None and (place := _unread_within(evidence, name)) is not None:
        return NoCounterpart(f"这一章的表（{say_briefly(place)}）没有认出是哪一种表，没有读成数据")
    if table is None:
        return otherwise
    if table.entries:
        return f"{table.title}只有预算数，没有决算数"
    return NoCounterpart(f"{table.title}（{say_briefly(table.table.place)}）是空表")


_OF_SECTION = {"procurement": "procurement", "fixed_assets": "state_assets"}


def _unread_within(evidence: Evidence, name: str) -> Place | None:
    """Where a table of figures stands that nobody knows, in the section that says 见下表 of it."""
    section = _OF_SECTION.get(name)
    own = [part for part in evidence.prose if section is not None and part.section_id == section]
    if not any("下表" in part.paragraph.text for part in own):
        return None
    begin = order(own[0].paragraph.place)
    later = [
        order(part.paragraph.place)
        for part in evidence.prose
        if part.section != own[0].section and order(part.paragraph.place) > begin
    ]
    inside = (
        place
        for place in evidence.unbound_places
        if begin < order(place) and (not later or order(place) < min(later))
    )
    return next(inside, None)


def summary(side: Side) -> Callable[[Evidence], Resolved]:
    """收入总计 or 支出总计; prose may leave out the carry-over and mean the year's total."""

    def resolve(evidence: Evidence) -> Resolved:
        found = [
            summary_operand(evidence, "budget_summary", side, row_type)
            for row_type in ("grand_total", "current_year_total")
        ]
        totals = tuple((operand,) for operand in found if operand is not None)
        return totals or "没有部门收支总表的总计"

    return resolve


def carryover(evidence: Evidence) -> Resolved:
    """上年结转 of the department's summary, the likeliest row first."""
    table = evidence.filled("budget_summary")
    rows = rows_of(table, "revenue") if table is not None else ()
    found = [entry for entry in rows if entry.texts.get("row_type") == "carryover"]
    if table is None or not found:
        return "没有部门收支总表的上年结转"
    # 使用非财政拨款结余 and 上年结转 may be rows of their own.
    found.sort(key=lambda entry: "结转" not in entry.label)
    operands = [table.operand_or_blank(e, amount_field(table), e.label) for e in found]
    return tuple((operand,) for operand in operands)


def revenue(item_id: str) -> Callable[[Evidence], Resolved]:
    """The row of the department's summary with the revenue item ``item_id``."""

    def resolve(evidence: Evidence) -> Resolved:
        item = next(item for item in REVENUE_ITEMS if item.id == item_id)
        found = revenue_operand(evidence, "budget_summary", item)
        return ((found,),) if found is not None else f"部门收支总表没有“{item.title}”一项"

    return resolve


def own_funds(evidence: Evidence) -> Resolved:
    """单位资金 = 事业 + 经营 + 上级补助 + 附属上缴 + 其他收入; some name 事业收入 beside it."""
    found = [revenue_operand(evidence, "budget_summary", item) for item in OTHER_ITEMS[1:]]
    printed = tuple(operand for operand in found if operand is not None)
    if not printed:
        return "没有部门收支总表的收入项目"
    filled = tuple(operand for operand in printed if operand.filled)
    return (filled, filled[1:], filled[-1:]) if filled else (printed[:1],)


def total_row(name: str, field: str, title: str) -> Callable[[Evidence], Resolved]:
    """The total of column ``field`` in the table ``name``, called ``title`` where it has none."""

    def resolve(evidence: Evidence) -> Resolved:
        table = evidence.filled(name)
        if table is None or table.total is None or (field, None) not in table.column_names:
            return f"没有{title}的合计"
        if field in _USES and uses_of_the_year(table):
            return f"{title}的基本支出、项目支出不含上年结转"
        label = f"{table.title}{table.total.label}“{table.column_names[field, None]}”"
        return ((table.operand_or_blank(table.total, field, label),),)

    return resolve


_USES = ("basic", "project")


def part_of_basic(field: str) -> Callable[[Evidence], Resolved]:
    """人员经费 and 公用经费 are published for the general public budget only."""
    of_general_budget = basic(field)

    def resolve(evidence: Evidence) -> Resolved:
        resolved = of_general_budget(evidence)
        table, all_funds = evidence.filled(_BASIC_TABLE), evidence.filled("expenditure")
        if isinstance(resolved, str) or table is None or table.total is None:
            return resolved
        if all_funds is not None and all_funds.total is not None:
            whole = all_funds.operand_or_blank(all_funds.total, "basic")
            listed = table.operand_or_blank(table.total, "total")
            if not legible((whole, listed)):
                return (tuple(each for each in (whole, listed) if each.unread),)
            if whole.value != listed.value:
                return "基本支出不全是一般公共预算财政拨款，人员经费、公用经费没有全部列表"
        return resolved

    return resolve


def basic(field: str) -> Callable[[Evidence], Resolved]:
    """A column of the total of basic expenditure from the general public budget."""

    def resolve(evidence: Evidence) -> Resolved:
        table = evidence.filled(_BASIC_TABLE)
        if table is None or table.total is None or (field, None) not in table.column_names:
            return "没有一般公共预算财政拨款基本支出表的合计，或表中没有这一栏"
        label = f"{table.title}{table.total.label}“{table.column_names[field, None]}”"
        return ((table.operand_or_blank(table.total, field, label),),)

    return resolve


def of_budgets(resolve: Callable[[Evidence], Resolved]) -> Callable[[Evidence], Resolved]:
    """Final accounts have words of their own for what they planned and spent."""
    return lambda evidence: "决算另有写法" if _is_final(evidence) else resolve(evidence)


def _is_final(evidence: Evidence) -> bool:
    return evidence.kind == "final_accounts"


def all_appropriations(evidence: Evidence) -> Resolved:
    """财政拨款收支总预算: the total of its summary; prose may leave out the carry-over."""
    found = [
        summary_operand(evidence, "fiscal_appropriation_summary", side, row_type)
        for side in SIDES
        for row_type in ("grand_total", "current_year_total")
    ]
    of_year = [
        summary.operand_or_unread(entry, "total", entry.label)
        for summary in [evidence.filled("fiscal_appropriation_summary")]
        if summary is not None
        for entry in summary.entries
        if _OF_YEAR.fullmatch(item_name(entry))
    ]
    totals = tuple((operand,) for operand in (*found, *of_year) if operand is not None)
    if not totals:
        return "没有财政拨款收支总表的总计"
    of_all = [revenue_operand(evidence, "budget_summary", item) for item in FISCAL_ITEMS]
    filled = tuple(operand for operand in of_all if operand is not None and operand.filled)
    return (*totals, filled) if filled else totals


_OF_YEAR = re.compile("(?:本年|当年)(?:财政拨款)?(?:收入|支出)")


def appropriated_this_year(evidence: Evidence) -> Resolved:
    """一般公共预算当年拨款: what comes in the year, and what is spent of it where that is printed."""
    item = REVENUE_ITEMS[0]
    summaries = ("budget_summary", "fiscal_appropriation_summary")
    found = [revenue_operand(evidence, name, item) for name in summaries]
    table = evidence.filled(GENERAL)
    if table is not None and table.total is not None:
        fields = ("total", "current_year", "fiscal_appropriation", "general_public_budget")
        found += [table.operand_or_unread(table.total, field, table.title) for field in fields]
    known = tuple((operand,) for operand in found if operand is not None)
    return known or "没有一般公共预算拨款的收入和支出"


def public_institution(evidence: Evidence) -> str | None:
    """Why 机关运行经费 need not be 公用经费: a unit that is no administrative one."""
    table = evidence.filled("institutions")
    if table is None:
        return "没有机构设置表，看不出有没有事业单位"
    for entry in table.entries:
        nature = key(str(entry.texts.get("institution_nature") or ""))
        if "事业" in nature:
            return f"有事业单位（{say_briefly(entry.place)}：{entry.label}），其公用经费不属机关运行经费"
        if not nature:
            return f"{say_briefly(entry.place)}的单位没有印出单位性质"
    return None


def agency_operation(evidence: Evidence) -> Resolved:
    """The total of its own table or its row beside “三公”; else 公用经费, which it is by definition."""
    table = evidence.filled("agency_operation")
    if table is not None and table.total is not None and ("total", None) in table.column_names:
        return ((table.operand_or_blank(table.total, "total", table.title),),)
    beside = listed_beside("agency_operation")(evidence)
    if not isinstance(beside, str):
        return beside
    if reason := public_institution(evidence):
        return reason
    return part_of_basic("running")(evidence)


def three_public(item_id: str) -> Callable[[Evidence], Resolved]:
    """The figure of an item of the “三公”经费 table."""

    def resolve(evidence: Evidence) -> Resolved:
        table = evidence.filled("three_public_expenditure")
        if table is None:
            return unfilled(evidence, "three_public_expenditure", "没有“三公”经费支出表的数字")
        if evidence.kind == "final_accounts":
            return "决算的文字既写预算数，又写决算数"
        listed = [entry for entry in table.entries if entry.texts.get("item_id")]
        found = [entry for entry in listed if entry.texts["item_id"] == item_id]
        operands = [o for e in found if (o := table.operand_or_unread(e, "total", e.label))]
        if operands:
            return tuple((operand,) for operand in operands)
        if found and ("total", None) not in table.column_names:
            return "“三公”经费支出表没有合计一栏"
        if found:
            return ((table.operand_or_blank(found[0], "total", found[0].label),),)
        if len(listed) < _ITEMS_OF_A_LIST:
            return "“三公”经费支出表没有这一项"
        return NoCounterpart(f"{table.title}（{say_briefly(table.table.place)}）没有这一项")

    return resolve


def listed_beside(item_id: str) -> Callable[[Evidence], Resolved]:
    """What a table of “三公” expenditure may list besides: 会议费, 培训费, 机关运行经费."""

    def resolve(evidence: Evidence) -> Resolved:
        table = evidence.filled("three_public_expenditure")
        if table is None or evidence.kind == "final_accounts":
            return "没有列出这一项的表"
        found = [entry for entry in table.entries if entry.texts.get("item_id") == item_id]
        operands = [o for e in found if (o := table.operand_or_unread(e, "total", e.label))]
        return tuple((operand,) for operand in operands) or "“三公”经费支出表没有这一项"

    return resolve


def of_general_budget(
    resolve: Callable[[Evidence], Resolved],
) -> Callable[[Evidence], Resolved]:
    """一般公共预算“三公”经费: a table of all appropriations may hold more."""

    def resolved(evidence: Evidence) -> Resolved:
        table = evidence.filled("three_public_expenditure")
        if table is not None and "一般公共预算" not in key(table.title):
            return f"{table.title}不只是一般公共预算财政拨款"
        return resolve(evidence)

    return resolved


def procurement(evidence: Evidence) -> Resolved:
    """The total of government procurement."""
    table = evidence.filled("procurement")
    if table is None:
        return unfilled(evidence, "procurement", "没有政府采购预算的数字")
    total = next((e for e in table.entries if e.texts.get("row_type") == "total"), None)
    if total is None:
        return NoCounterpart(f"{table.title}（{say_briefly(table.table.place)}）没有合计行")
    return ((table.operand_or_blank(total, "total", f"{table.title}{total.label}"),),)


def assets(evidence: Evidence) -> Resolved:
    """The total of the table of fixed assets."""
    table = evidence.filled("fixed_assets")
    if table is None:
        return unfilled(evidence, "fixed_assets", "没有固定资产占用情况表的数字")
    total = next(iter(total_rows(table)), None)
    if total is None:
        return NoCounterpart(f"{table.title}（{say_briefly(table.table.place)}）没有资产总额一行")
    return ((table.operand_or_blank(total, "value", total.label),),)
