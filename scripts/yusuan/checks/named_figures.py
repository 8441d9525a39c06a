"""What the words before an amount name: the figures of the tables that prose may state.

A subject is matched as a whole (``fullmatch`` on its compared form), so that a longer name
is never taken for a shorter one. A figure that cannot be told gives the reason instead.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from yusuan.checks.columns import uses_of_the_year
from yusuan.checks.completeness import total_rows
from yusuan.checks.evidence import Evidence
from yusuan.checks.operands import Operand
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
from yusuan.evidence.places import say_briefly
from yusuan.model import Side
from yusuan.printed.text import key
from yusuan.tables.summaries import SIDES

Operands = tuple[Operand, ...]


class NoCounterpart(str):
    """The table is there, but not the row whose amount the text states, or no row at all."""

    __slots__ = ()


# Alternatives, the likeliest first, each a sum of figures; or why there is none.
Resolved = tuple[Operands, ...] | str
_ITEMS_OF_A_LIST = 4  # fewer: one row with the items side by side, or a list of other things
_GENERAL = "general_public_budget_expenditure"
_BASIC_TABLE = "general_public_budget_basic_expenditure"


class NamedFigure(NamedTuple):
    """A figure of the tables and the words by which the sections of the prose call it."""

    sections: tuple[str, ...]
    pattern: re.Pattern[str]
    resolve: Callable[[Evidence], Resolved]
    of_all_funds: bool = False  # the figure of all money together, not of one fund
    whole_alone: bool = False  # behind 其中 the same words are of a part of something else
    # The figure where the text says that it is of the general public budget alone.
    of_general_budget: Callable[[Evidence], Resolved] | None = None
    within: re.Pattern[str] | None = None  # what the words before, or the section, must say


def _unfilled(evidence: Evidence, name: str, otherwise: str) -> str:
    """Why a table has no figures: the head is printed alone, or the table is not there."""
    table = evidence.tables.get(name)
    if table is None:
        return otherwise
    return NoCounterpart(f"{table.title}（{say_briefly(table.table.place)}）是空表")


def _summary(side: Side) -> Callable[[Evidence], Resolved]:
    """收入总计 or 支出总计; prose may leave out the carry-over and mean the year's total."""

    def resolve(evidence: Evidence) -> Resolved:
        found = [
            summary_operand(evidence, "budget_summary", side, row_type)
            for row_type in ("grand_total", "current_year_total")
        ]
        totals = tuple((operand,) for operand in found if operand is not None)
        return totals or "没有部门收支总表的总计"

    return resolve


def _carryover(evidence: Evidence) -> Resolved:
    table = evidence.filled("budget_summary")
    rows = rows_of(table, "revenue") if table is not None else ()
    found = [entry for entry in rows if entry.texts.get("row_type") == "carryover"]
    if table is None or not found:
        return "没有部门收支总表的上年结转"
    # 使用非财政拨款结余 and 上年结转 may be rows of their own.
    found.sort(key=lambda entry: "结转" not in entry.label)
    operands = [table.operand_or_blank(e, amount_field(table), e.label) for e in found]
    return tuple((operand,) for operand in operands)


def _revenue(item_id: str) -> Callable[[Evidence], Resolved]:
    def resolve(evidence: Evidence) -> Resolved:
        item = next(item for item in REVENUE_ITEMS if item.id == item_id)
        found = revenue_operand(evidence, "budget_summary", item)
        return ((found,),) if found is not None else f"部门收支总表没有“{item.title}”一项"

    return resolve


def _own_funds(evidence: Evidence) -> Resolved:
    """单位资金 = 事业 + 经营 + 上级补助 + 附属上缴 + 其他收入; some name 事业收入 beside it."""
    found = [revenue_operand(evidence, "budget_summary", item) for item in OTHER_ITEMS[1:]]
    printed = tuple(operand for operand in found if operand is not None)
    if not printed:
        return "没有部门收支总表的收入项目"
    filled = tuple(operand for operand in printed if operand.value)
    return (filled, filled[1:], filled[-1:]) if filled else (printed[:1],)


def _total_row(name: str, field: str, title: str) -> Callable[[Evidence], Resolved]:
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


def _part_of_basic(field: str) -> Callable[[Evidence], Resolved]:
    """人员经费 and 公用经费 are published for the general public budget only."""
    of_general_budget = _basic(field)

    def resolve(evidence: Evidence) -> Resolved:
        resolved = of_general_budget(evidence)
        table, all_funds = evidence.filled(_BASIC_TABLE), evidence.filled("expenditure")
        if isinstance(resolved, str) or table is None or table.total is None:
            return resolved
        if all_funds is not None and all_funds.total is not None:
            whole = all_funds.operand_or_blank(all_funds.total, "basic")
            if whole.value != table.operand_or_blank(table.total, "total").value:
                return "基本支出不全是一般公共预算财政拨款，人员经费、公用经费没有全部列表"
        return resolved

    return resolve


def _basic(field: str) -> Callable[[Evidence], Resolved]:
    """A column of the total of basic expenditure from the general public budget."""

    def resolve(evidence: Evidence) -> Resolved:
        table = evidence.filled(_BASIC_TABLE)
        if table is None or table.total is None or (field, None) not in table.column_names:
            return "没有一般公共预算财政拨款基本支出表的合计，或表中没有这一栏"
        label = f"{table.title}{table.total.label}“{table.column_names[field, None]}”"
        return ((table.operand_or_blank(table.total, field, label),),)

    return resolve


def _of_budgets(resolve: Callable[[Evidence], Resolved]) -> Callable[[Evidence], Resolved]:
    """Final accounts have words of their own for what they planned and spent."""
    return lambda evidence: "决算另有写法" if _is_final(evidence) else resolve(evidence)


def _is_final(evidence: Evidence) -> bool:
    return evidence.kind == "final_accounts"


def _all_appropriations(evidence: Evidence) -> Resolved:
    """财政拨款收支总预算: the total of its summary; prose may leave out the carry-over."""
    found = [
        summary_operand(evidence, "fiscal_appropriation_summary", side, row_type)
        for side in SIDES
        for row_type in ("grand_total", "current_year_total")
    ]
    of_year = [
        summary.operand(entry, "total", entry.label)
        for summary in [evidence.filled("fiscal_appropriation_summary")]
        if summary is not None
        for entry in summary.entries
        if _OF_YEAR.fullmatch(item_name(entry))
    ]
    totals = tuple((operand,) for operand in (*found, *of_year) if operand is not None)
    if not totals:
        return "没有财政拨款收支总表的总计"
    of_all = [revenue_operand(evidence, "budget_summary", item) for item in FISCAL_ITEMS]
    filled = tuple(operand for operand in of_all if operand is not None and operand.value)
    return (*totals, filled) if filled else totals


_OF_YEAR = re.compile("(?:本年|当年)(?:财政拨款)?(?:收入|支出)")


def _appropriated_this_year(evidence: Evidence) -> Resolved:
    """一般公共预算当年拨款: what comes in the year, and what is spent of it where that is printed."""
    item = REVENUE_ITEMS[0]
    summaries = ("budget_summary", "fiscal_appropriation_summary")
    found = [revenue_operand(evidence, name, item) for name in summaries]
    table = evidence.filled(_GENERAL)
    if table is not None and table.total is not None:
        fields = ("total", "current_year", "fiscal_appropriation", "general_public_budget")
        found += [table.operand(table.total, field, table.title) for field in fields]
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


def _agency_operation(evidence: Evidence) -> Resolved:
    """The total of its own table or its row beside “三公”; else 公用经费, which it is by definition."""
    table = evidence.filled("agency_operation")
    if table is not None and table.total is not None and ("total", None) in table.column_names:
        return ((table.operand_or_blank(table.total, "total", table.title),),)
    beside = _listed_beside("agency_operation")(evidence)
    if not isinstance(beside, str):
        return beside
    if reason := public_institution(evidence):
        return reason
    return _part_of_basic("running")(evidence)


def _three_public(item_id: str) -> Callable[[Evidence], Resolved]:
    def resolve(evidence: Evidence) -> Resolved:
        table = evidence.filled("three_public_expenditure")
        if table is None:
            return _unfilled(evidence, "three_public_expenditure", "没有“三公”经费支出表的数字")
        if evidence.kind == "final_accounts":
            return "决算的文字既写预算数，又写决算数"
        listed = [entry for entry in table.entries if entry.texts.get("item_id")]
        found = [entry for entry in listed if entry.texts["item_id"] == item_id]
        operands = [o for entry in found if (o := table.operand(entry, "total", entry.label))]
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


def _listed_beside(item_id: str) -> Callable[[Evidence], Resolved]:
    """What a table of “三公” expenditure may list besides: 会议费, 培训费, 机关运行经费."""

    def resolve(evidence: Evidence) -> Resolved:
        table = evidence.filled("three_public_expenditure")
        if table is None or evidence.kind == "final_accounts":
            return "没有列出这一项的表"
        found = [entry for entry in table.entries if entry.texts.get("item_id") == item_id]
        operands = [o for entry in found if (o := table.operand(entry, "total", entry.label))]
        return tuple((operand,) for operand in operands) or "“三公”经费支出表没有这一项"

    return resolve


def _of_general_budget(
    resolve: Callable[[Evidence], Resolved],
) -> Callable[[Evidence], Resolved]:
    """一般公共预算“三公”经费: a table of all appropriations may hold more."""

    def resolved(evidence: Evidence) -> Resolved:
        table = evidence.filled("three_public_expenditure")
        if table is not None and "一般公共预算" not in key(table.title):
            return f"{table.title}不只是一般公共预算财政拨款"
        return resolve(evidence)

    return resolved


def _procurement(evidence: Evidence) -> Resolved:
    table = evidence.filled("procurement")
    if table is None:
        return _unfilled(evidence, "procurement", "没有政府采购预算的数字")
    total = next((e for e in table.entries if e.texts.get("row_type") == "total"), None)
    if total is None:
        return NoCounterpart(f"{table.title}（{say_briefly(table.table.place)}）没有合计行")
    return ((table.operand_or_blank(total, "total", f"{table.title}{total.label}"),),)


def _assets(evidence: Evidence) -> Resolved:
    table = evidence.filled("fixed_assets")
    if table is None:
        return _unfilled(evidence, "fixed_assets", "没有固定资产占用情况表的数字")
    total = next(iter(total_rows(table)), None)
    if total is None:
        return NoCounterpart(f"{table.title}（{say_briefly(table.table.place)}）没有资产总额一行")
    return ((table.operand_or_blank(total, "value", total.label),),)


def _named(
    sections: str,
    pattern: str,
    resolve: Callable[[Evidence], Resolved],
    *,
    of_all_funds: bool = False,
    whole_alone: bool = False,
    of_general_budget: Callable[[Evidence], Resolved] | None = None,
) -> NamedFigure:
    return NamedFigure(
        tuple(sections.split()),
        re.compile(pattern),
        resolve,
        of_all_funds,
        whole_alone,
        of_general_budget,
    )


_EXPENSES = "(?:费用?|经费|支出|费用?支出|经费支出)"
_PLANNED = "(?:年初)?(?:预算支出|支出预算|预算)?(?:数|金额)?"
_ENDING = r"(?:年初|预算|总额|金额|资金|数)*"

GRAND_TOTAL = re.compile(
    r"(?:部门|综合|总)*(?:预算)?(?:收支|收入|支出|总收入|总支出)(?:总)?(?:预算|总计|合计|总额|规模)*"
)
BASIC = re.compile(rf"基本支出{_ENDING}")
PROJECT = re.compile(rf"项目支出{_ENDING}")

NAMED_FIGURES: tuple[NamedFigure, ...] = (
    _named(
        "overview",
        r"(?:部门|综合|财务)*(?:预算总?收入|总?收入预算|收入总预算|总收入|收入总计|预算收支|收支预算|收支总预算|"
        r"收支总体?安排|收入、支出预算|收、支(?:总)?预算|收入(?:预算)?年初预算)(?:总计|合计|总额|数)?",
        _summary("revenue"),
        of_all_funds=True,
    ),
    _named(
        "overview",
        r"(?:部门|综合|财务)*(?:预算总?支出|总?支出预算|支出总预算|总支出|支出总计|支出(?:预算)?年初预算)"
        r"(?:总计|合计|总额|数)?",
        _summary("expenditure"),
        of_all_funds=True,
    ),
    _named(
        "overview",
        r"一般公共预算(?:财政)?(?:拨款)?收入",
        _revenue("general_public_budget"),
    ),
    _named("overview", r"(?:政府性?)?基金预算(?:财政)?(?:拨款)?收入", _revenue("government_fund")),
    _named("overview", r"国有资本经营预算(?:财政)?(?:拨款)?收入", _revenue("state_capital")),
    _named(
        "overview",
        r"财政专户(?:核拨|管理)?(?:资金)?(?:收入)?",
        _revenue("special_account"),
    ),
    _named("overview", r"单位(?:自有)?资金(?:收入)?", _own_funds),
    _named("overview", r"事业收入", _revenue("institutional")),
    _named("overview", r"(?:事业单位)?经营收入", _revenue("operating")),
    _named("overview", r"上级补助收入", _revenue("from_superior")),
    _named("overview", r"附属单位上缴收入", _revenue("from_affiliated")),
    _named("overview", r"其他收入", _revenue("other")),
    _named("overview", r"上年结转(?:和?结余|\(结余\))?(?:收入|资金)?", _carryover),
    _named(
        "overview",
        BASIC.pattern,
        _total_row("expenditure", "basic", "部门支出总表"),
        of_all_funds=True,
    ),
    _named(
        "overview",
        PROJECT.pattern,
        _total_row("expenditure", "project", "部门支出总表"),
        of_all_funds=True,
    ),
    _named(
        "overview",
        rf"(?:事业单位)?经营支出{_ENDING}",
        _total_row("expenditure", "operating", "部门支出总表"),
    ),
    _named(
        "overview",
        r"一般公共预算(?:财政)?(?:拨款)?支出(?:预算)?(?:总额|数)?",
        _total_row(_GENERAL, "total", "一般公共预算财政拨款支出表"),
    ),
    _named(
        "overview",
        r"一般公共预算(?:财政)?(?:拨款)?基本支出(?:预算)?(?:总额|数)?",
        _of_budgets(_basic("total")),
    ),
    _named(
        "overview",
        r"财政拨款收、?支(?:总预算|预算总额|预算总计|预算)",
        _of_budgets(_all_appropriations),
    ),
    _named(
        "overview",
        r"(?:部门)?财政拨款(?:总|预算)?(?:收入|支出)(?:预算)?(?:总额|总计|合计|数)?",
        _of_budgets(_all_appropriations),
        whole_alone=True,
    ),
    _named(
        "overview",
        r"一般公共预算(?:财政)?(?:当年|本年)(?:财政)?拨款(?:支出)?(?:预算)?数?",
        _of_budgets(_appropriated_this_year),
    ),
    _named(
        "overview",
        r"人员经费(?:支出)?",
        _part_of_basic("personnel"),
        of_general_budget=_of_budgets(_basic("personnel")),
    ),
    _named(
        "overview",
        r"(?:日常)?公用经费(?:支出)?",
        _part_of_basic("running"),
        of_general_budget=_of_budgets(_basic("running")),
    ),
    _named(
        "overview",
        rf"上缴上级支出{_ENDING}",
        _total_row("expenditure", "to_superior", "部门支出总表"),
    ),
    _named(
        "overview",
        rf"对附属单位补助支出{_ENDING}",
        _total_row("expenditure", "to_affiliated", "部门支出总表"),
    ),
    _named(
        "overview",
        r"政府性?基金预算(?:财政)?(?:拨款)?(?:预算)?支出(?:预算)?",
        _total_row("government_fund_expenditure", "total", "政府性基金预算支出表"),
    ),
    _named(
        "agency_operation",
        rf"(?:部门)?(?:一般公共预算)?(?:财政拨款)?(?:安排的?)?(?:机关)?运行(?:经)?费(?:财政拨款)?(?:支出)?{_PLANNED}",
        _agency_operation,
    ),
    _named(
        "three_public",
        rf"(?:财政拨款)?(?:安排)?三公经费(?:财政拨款)?(?:支出)?{_ENDING}",
        _three_public("three_public"),
    ),
    _named(
        "three_public", rf"因公出国(?:\(境\))?(?:{_EXPENSES})?{_PLANNED}", _three_public("overseas")
    ),
    _named(
        "three_public",
        rf"公务用车购置(?:及|和)(?:运行|运维|运行维护){_EXPENSES}{_PLANNED}",
        _three_public("vehicles"),
    ),
    _named(
        "three_public",
        rf"(?:公务用车)?购置(?:{_EXPENSES})?{_PLANNED}",
        _three_public("vehicle_purchase"),
    ),
    _named(
        "three_public",
        rf"(?:公务用车)?(?:运行|运维|运行维护){_EXPENSES}{_PLANNED}",
        _three_public("vehicle_operation"),
    ),
    _named("three_public", rf"公务接待(?:{_EXPENSES})?{_PLANNED}", _three_public("reception")),
    _named(
        "three_public",
        rf"一般公共预算(?:财政)?(?:拨款)?(?:安排的?)?三公经费(?:财政拨款)?(?:支出)?{_PLANNED}",
        _of_general_budget(_three_public("three_public")),
    ),
    _named("three_public", rf"会议{_EXPENSES}{_PLANNED}", _listed_beside("conference")),
    _named("three_public", rf"培训{_EXPENSES}{_PLANNED}", _listed_beside("training")),
    _named("procurement", rf"政府采购(?:总|支出)?{_ENDING}", _procurement),
    _named(
        "state_assets",
        r"(?:上年[末底]|上年度[末底]|年初|期初)?固定资产(?:总)?(?:价值|金额|总额|原值)*",
        _assets,
    ),
)


_WHOSE_YEAR = re.compile(r"^(?:\(部门\)|部门)?(?:20[0-9]{2}年度?|本年度?)?")

_YEAR_WITHIN = re.compile(r"(?<=费)20[0-9]{2}年度?(?=(?:年初)?预算)")  # 运行维护费2026年预算数


def named_figure(section_id: str | None, subject: str, department: str = "") -> NamedFigure | None:
    """The figure that ``subject`` names in that section, or None.

    The subject may begin with the name of the ``department`` that the disclosure is of.
    """
    compared, whose = key(subject), key(department)
    if whose and compared.startswith(whose):
        compared = _WHOSE_YEAR.sub("", compared.removeprefix(whose))
    compared = _YEAR_WITHIN.sub("", compared)
    for named in NAMED_FIGURES:
        if section_id in named.sections and named.pattern.fullmatch(compared):
            return named
    return None
