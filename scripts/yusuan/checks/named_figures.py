"""What the words before an amount name: the figures of the tables that prose may state.

A subject is matched as a whole (``fullmatch`` on its compared form), so that a longer name
is never taken for a shorter one. A figure that cannot be told gives the reason instead.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from yusuan.checks.counterparts import (
    GENERAL,
    Resolved,
    agency_operation,
    all_appropriations,
    appropriated_this_year,
    assets,
    basic,
    carryover,
    listed_beside,
    of_budgets,
    of_general_budget,
    own_funds,
    part_of_basic,
    procurement,
    revenue,
    summary,
    three_public,
    total_row,
)
from yusuan.checks.evidence import Evidence
from yusuan.printed.text import key


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
        r"收支总体?安排|收、?支总计|收入、支出总计|收入、支出预算|收、支(?:总)?预算|收入(?:预算)?年初预算)(?:总计|合计|总额|数)?",
        summary("revenue"),
        of_all_funds=True,
    ),
    _named(
        "overview",
        r"(?:部门|综合|财务)*(?:预算总?支出|总?支出预算|支出总预算|总支出|支出总计|支出(?:预算)?年初预算)"
        r"(?:总计|合计|总额|数)?",
        summary("expenditure"),
        of_all_funds=True,
    ),
    _named(
        "overview",
        r"一般公共预算(?:财政)?(?:拨款)?收入",
        revenue("general_public_budget"),
    ),
    _named(
        "overview",
        r"(?:政府性?)?基金预算(?:财政)?(?:拨款)?收入|政府性基金(?:拨款)?收入",
        revenue("government_fund"),
    ),
    _named("overview", r"国有资本经营预算(?:财政)?(?:拨款)?收入", revenue("state_capital")),
    _named(
        "overview",
        r"财政专户(?:核拨|管理)?(?:资金)?(?:收入)?",
        revenue("special_account"),
    ),
    _named("overview", r"单位(?:自有)?资金(?:收入)?", own_funds),
    _named("overview", r"事业收入", revenue("institutional")),
    _named("overview", r"(?:事业单位)?经营收入", revenue("operating")),
    _named("overview", r"上级补助收入", revenue("from_superior")),
    _named("overview", r"附属单位上缴收入", revenue("from_affiliated")),
    _named("overview", r"其他收入", revenue("other")),
    _named("overview", r"上年结转(?:和?结余|\(结余\))?(?:收入|资金)?", carryover),
    _named(
        "overview",
        BASIC.pattern,
        total_row("expenditure", "basic", "部门支出总表"),
        of_all_funds=True,
    ),
    _named(
        "overview",
        PROJECT.pattern,
        total_row("expenditure", "project", "部门支出总表"),
        of_all_funds=True,
    ),
    _named(
        "overview",
        rf"(?:事业单位)?经营支出{_ENDING}",
        total_row("expenditure", "operating", "部门支出总表"),
    ),
    _named(
        "overview",
        r"一般公共预算(?:财政)?(?:拨款)?支出(?:预算)?(?:总额|数)?",
        total_row(GENERAL, "total", "一般公共预算财政拨款支出表"),
    ),
    _named(
        "overview",
        r"一般公共预算(?:财政)?(?:拨款)?基本支出(?:预算)?(?:总额|数)?",
        of_budgets(basic("total")),
    ),
    _named(
        "overview",
        r"财政拨款收、?支(?:总预算|预算总额|预算总计|预算)",
        of_budgets(all_appropriations),
    ),
    _named(
        "overview",
        r"(?:部门)?财政拨款(?:总|预算)?(?:收入|支出)(?:预算)?(?:总额|总计|合计|数)?",
        of_budgets(all_appropriations),
        whole_alone=True,
    ),
    _named(
        "overview",
        r"一般公共预算(?:财政)?(?:当年|本年)(?:财政)?拨款(?:支出)?(?:预算)?数?",
        of_budgets(appropriated_this_year),
    ),
    _named(
        "overview",
        r"人员经费(?:支出)?",
        part_of_basic("personnel"),
        of_general_budget=of_budgets(basic("personnel")),
    ),
    _named(
        "overview",
        r"(?:日常)?公用经费(?:支出)?",
        part_of_basic("running"),
        of_general_budget=of_budgets(basic("running")),
    ),
    _named(
        "overview",
        rf"上缴上级支出{_ENDING}",
        total_row("expenditure", "to_superior", "部门支出总表"),
    ),
    _named(
        "overview",
        rf"对附属单位补助支出{_ENDING}",
        total_row("expenditure", "to_affiliated", "部门支出总表"),
    ),
    _named(
        "overview",
        r"政府性?基金预算(?:财政)?(?:拨款)?(?:预算)?支出(?:预算)?",
        total_row("government_fund_expenditure", "total", "政府性基金预算支出表"),
    ),
    _named(
        "agency_operation",
        rf"(?:部门)?(?:一般公共预算)?(?:财政拨款)?(?:安排的?)?(?:机关)?运行(?:经)?费(?:财政拨款)?(?:支出)?{_PLANNED}",
        agency_operation,
    ),
    _named(
        "three_public",
        rf"(?:财政拨款)?(?:安排)?三公经费(?:财政拨款)?(?:支出)?{_ENDING}",
        three_public("three_public"),
    ),
    _named(
        "three_public", rf"因公出国(?:\(境\))?(?:{_EXPENSES})?{_PLANNED}", three_public("overseas")
    ),
    _named(
        "three_public",
        rf"公务用车购置(?:及|和)(?:运行|运维|运行维护){_EXPENSES}{_PLANNED}",
        three_public("vehicles"),
    ),
    _named(
        "three_public",
        rf"(?:公务用车)?购置(?:{_EXPENSES})?{_PLANNED}",
        three_public("vehicle_purchase"),
    ),
    _named(
        "three_public",
        rf"(?:公务用车(?:运行|运维)|(?:公务用车)?运行维护|运行(?!经费)|运维){_EXPENSES}{_PLANNED}",
        three_public("vehicle_operation"),
    ),
    _named("three_public", rf"公务接待(?:{_EXPENSES})?{_PLANNED}", three_public("reception")),
    _named(
        "three_public",
        rf"一般公共预算(?:财政)?(?:拨款)?(?:安排的?)?三公经费(?:财政拨款)?(?:支出)?{_PLANNED}",
        of_general_budget(three_public("three_public")),
    ),
    _named("three_public", rf"会议{_EXPENSES}{_PLANNED}", listed_beside("conference")),
    _named("three_public", rf"培训{_EXPENSES}{_PLANNED}", listed_beside("training")),
    _named("procurement", rf"政府采购(?:总|支出)?{_ENDING}", procurement),
    _named(
        "state_assets",
        r"(?:上年[末底]|上年度[末底]|年初|期初)?固定资产(?:总)?(?:价值|金额|总额|原值)*",
        assets,
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
