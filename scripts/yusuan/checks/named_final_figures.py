"""What the words of final accounts name: their totals, and planned and spent “三公” expenditure.

Final accounts state both what was planned and what was spent of one item; where the words do not
say which, either may be meant.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial

from yusuan.checks.counterparts import Resolved
from yusuan.checks.evidence import Evidence
from yusuan.checks.named_figures import NamedFigure
from yusuan.checks.operands import Operand, Operands
from yusuan.checks.summary_rows import (
    REVENUE_ITEMS,
    amount_field,
    item_name,
    revenue_operand,
    rows_of,
    summary_operand,
)
from yusuan.model import Side
from yusuan.printed.text import key

_SPENT = ("total",)
PLANNED = ("initial_budget", "adjusted_budget", "budget")


def _totals(table: str, side: Side, row_types: tuple[str, ...]) -> Callable[[Evidence], Resolved]:
    """The total of a side; some say 总计 of what their table calls 合计, so either will do."""

    def resolve(evidence: Evidence) -> Resolved:
        found = [summary_operand(evidence, table, side, row_type) for row_type in row_types]
        totals = tuple((operand,) for operand in found if operand is not None)
        return totals or "没有收入支出决算总表的合计"

    return resolve


def _appropriated(evidence: Evidence) -> Resolved:
    """Who names the funds beside it means the general public budget alone."""
    resolved = _totals("fiscal_appropriation_summary", "revenue", _YEAR)(evidence)
    item = next(item for item in REVENUE_ITEMS if item.id == "general_public_budget")
    return _or(resolved, revenue_operand(evidence, "budget_summary", item))


def _spent_of_appropriation(evidence: Evidence) -> Resolved:
    resolved = _totals("fiscal_appropriation_summary", "expenditure", _YEAR)(evidence)
    table = evidence.filled("general_public_budget_expenditure")
    total = table.total if table is not None else None
    return _or(resolved, table.operand_or_unread(total, "total") if table and total else None)


def _balance(table: str, side: Side, name: str) -> Callable[[Evidence], Resolved]:
    """The row of a summary that says what was left at the year's beginning or end."""

    def resolve(evidence: Evidence) -> Resolved:
        found = evidence.filled(table)
        rows = rows_of(found, side) if found is not None else ()
        named = [entry for entry in rows if re.fullmatch(name, item_name(entry))]
        if found is None or not named:
            return "收入支出决算总表没有这一行"
        return ((found.operand_or_blank(named[0], amount_field(found), named[0].label),),)

    return resolve


_BASIC_TABLE = "general_public_budget_basic_expenditure"
_PARTS = {"personnel": "人员经费(?:合计|小计)", "running": "(?:日常)?公用经费(?:合计|小计)"}


def _part_of_basic(field: str, evidence: Evidence) -> Resolved:
    """人员经费 or 公用经费 of 一般公共预算基本支出: a row of its own, or a column of the total."""
    table = evidence.filled(_BASIC_TABLE)
    if table is None:
        return "没有一般公共预算财政拨款基本支出决算表"
    rows = [e for e in table.entries if re.fullmatch(_PARTS[field], key(e.label))]
    if len(rows) == 1:
        return ((table.operand_or_blank(rows[0], "total", rows[0].label),),)
    if rows or table.total is None or (field, None) not in table.column_names:
        return "基本支出决算表没有分列人员经费、公用经费"
    return ((table.operand_or_blank(table.total, field, table.column_names[field, None]),),)


def _basic(evidence: Evidence) -> Resolved:
    table = evidence.filled("general_public_budget_expenditure")
    if table is not None and table.total is not None and ("basic", None) in table.column_names:
        return ((table.operand_or_blank(table.total, "basic", table.title),),)
    found: list[Operand] = []
    for field in _PARTS:
        part = _part_of_basic(field, evidence)
        if isinstance(part, str):
            return "没有一般公共预算财政拨款支出决算表的基本支出"
        found.extend(part[0])
    return (tuple(found),)


def _or(resolved: Resolved, other: Operand | None) -> Resolved:
    return resolved if isinstance(resolved, str) or other is None else (*resolved, (other,))


def _three_public(
    item_id: str, fields: tuple[str, ...], general: bool, evidence: Evidence
) -> Resolved:
    """``general``: of the general public budget alone, which only a table of it prints."""
    table = evidence.filled("three_public_expenditure")
    if table is None:
        return "没有“三公”经费支出决算表的数字"
    if general and "一般公共预算" not in key(table.title):
        return "“三公”经费支出决算表不只是一般公共预算财政拨款"
    found: Iterator[Operands] = (
        (operand,)
        for field in fields
        for entry in table.entries
        if entry.texts.get("item_id") == item_id
        if (operand := table.operand_or_unread(entry, field, entry.label)) is not None
    )
    return tuple(found) or "“三公”经费支出决算表没有印出这一项"


_YEAR = ("current_year_total", "grand_total")
_ALL = ("grand_total", "current_year_total")
_BOTH = r"(?:收、?支|收入、?支出|收入|支出)"


def _named(
    section: str,
    pattern: str,
    resolve: Callable[[Evidence], Resolved],
    *,
    of_all_funds: bool = False,
    within: re.Pattern[str] | None = None,
) -> NamedFigure:
    return NamedFigure((section,), re.compile(pattern), resolve, of_all_funds, within=within)


_OF_GENERAL = re.compile("一般公共")
_OF_BASIC = re.compile("(?:一般公共|财政拨款)[^。]{0,12}基本支出")


_BALANCES: tuple[tuple[str, Side, str], ...] = (
    ("年初结转(?:和|与)?结余", "revenue", "年初结转(?:和|与)?结余"),
    ("年末结转(?:和|与)?结余", "expenditure", "年末结转(?:和|与)?结余"),
    ("结余分配", "expenditure", "结余分配"),
    (r"使用非财政拨款结余(?:\(含专用结余\))?", "revenue", "使用非财政拨款结余.*"),
    ("用事业基金弥补收支差额", "revenue", "用事业基金弥补收支差额"),
)
_FISCAL_BALANCES: tuple[tuple[str, Side], ...] = (
    ("年初财政拨款结转(?:和|与)?结余", "revenue"),
    ("年末财政拨款结转(?:和|与)?结余", "expenditure"),
)
_OVERVIEW = (
    _named(
        "overview",
        rf"{_BOTH}(?:决算)?总计(?:均|各)?",
        _totals("budget_summary", "revenue", _ALL),
        of_all_funds=True,
    ),
    _named(
        "overview",
        r"收入(?:决算)?合计",
        _totals("budget_summary", "revenue", _YEAR),
        of_all_funds=True,
    ),
    _named(
        "overview",
        r"支出(?:决算)?合计",
        _totals("budget_summary", "expenditure", _YEAR),
        of_all_funds=True,
    ),
    _named(
        "overview",
        rf"财政拨款{_BOTH}(?:决算)?总计(?:均|各)?",
        _totals("fiscal_appropriation_summary", "revenue", _ALL),
    ),
    _named(
        "overview",
        r"财政拨款收入(?:合计)?",
        _appropriated,
    ),
    _named("overview", r"财政拨款支出(?:决算|合计)?", _spent_of_appropriation),
    _named("overview", "本年收入", _totals("budget_summary", "revenue", _YEAR), of_all_funds=True),
    _named(
        "overview", "本年支出", _totals("budget_summary", "expenditure", _YEAR), of_all_funds=True
    ),
    *(
        _named("overview", pattern, _balance("budget_summary", side, row), of_all_funds=True)
        for pattern, side, row in _BALANCES
    ),
    *(
        _named("overview", pattern, _balance("fiscal_appropriation_summary", side, pattern))
        for pattern, side in _FISCAL_BALANCES
    ),
    _named("overview", r"一般公共(?:预算)?(?:财政)?拨款基本支出(?:决算)?", _basic),
    _named("overview", r"财政拨款基本支出(?:决算)?", _basic, within=_OF_GENERAL),
    *(
        _named("overview", pattern, partial(_part_of_basic, field), within=_OF_BASIC)
        for pattern, field in (
            (r"人员经费(?:支出)?", "personnel"),
            (r"(?:日常)?公用经费(?:支出)?", "running"),
        )
    ),
)
_ITEMS = {
    "three_public": "三公经费",
    "overseas": r"因公出国(?:\(境\))?(?:费用?|经费|(?=支出))",
    "vehicles": r"公务用车购置(?:及|和)(?:运行维护|运行|运维)(?:费|经费)",
    "vehicle_purchase": r"公务用车购置(?:费|经费|支出|(?=(?:全年|年初)?预算|决算))",
    "vehicle_operation": r"公务用车(?:运行维护|运行|运维)(?:费|经费|(?=支出))",
    "reception": r"公务接待(?:费|经费)",
}
_STAGES = (
    (r"(?:支出)?决算(?:数|总额)?", _SPENT),
    (r"(?:支出)?(?:全年|年初)?预算数?", PLANNED),
    (r"(?:支出)?", (*_SPENT, *PLANNED)),
)
FINAL_FIGURES: tuple[NamedFigure, ...] = (
    *_OVERVIEW,
    *(
        _named(
            "three_public",
            rf"{'一般公共预算' * general}(?:财政拨款)?(?:安排)?的?{item}(?:财政拨款)?{stage}",
            partial(_three_public, item_id, fields, general),
        )
        for item_id, item in _ITEMS.items()
        for stage, fields in _STAGES
        for general in (False, True)
    ),
)
# 示例县水利局2023年度收、支总计（含结转和结余）: office and year before the name, remarks behind it.
_BEFORE = re.compile(r"[^较比与同]{0,40}?(?P<year>20[0-9]{2})年(?:度)?(?:本年)?")
# 公务用车运行维护费2024年决算数: the year before the stage.
_WITHIN = re.compile(r"(?<=费)(?P<year>20[0-9]{2})年度?(?=(?:年初|全年)?(?:预算|决算)数?$)")
_BEHIND = re.compile(r"\(含结转和结余\)|(?:均|各)(?:为)?$")


def three_public_item(subject: str, *, spent: bool) -> str | None:
    """The item of “三公” expenditure whose outcome, or else whose plan, ``subject`` names."""
    compared = key(subject)
    before = _BEFORE.match(compared)
    compared = compared[before.end() if before else 0 :]
    stage = _STAGES[0 if spent else 1][0]
    for item_id, item in _ITEMS.items():
        if re.fullmatch(rf"(?:财政拨款)?(?:安排)?的?{item}(?:财政拨款)?{stage}", compared):
            return item_id
    return None


def named_final_figure(
    section_id: str | None, subject: str, fiscal_year: int | None
) -> NamedFigure | None:
    """The figure of final accounts that ``subject`` names in that section, or None."""
    compared = _BEHIND.sub("", key(subject))
    if (within := _WITHIN.search(compared)) is not None:
        if within["year"] != str(fiscal_year):
            return None
        compared = compared[: within.start()] + compared[within.end() :]
    before = _BEFORE.match(compared)
    if before is not None and before["year"] != str(fiscal_year):
        return None
    compared = compared[before.end() if before else 0 :]
    for named in FINAL_FIGURES:
        if section_id in named.sections and named.pattern.fullmatch(compared):
            return named
    return None
