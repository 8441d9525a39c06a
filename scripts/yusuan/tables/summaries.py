"""The two two-sided summaries: halves of a printed row become rows of their own.

They are keyed on the item plus the side. An item that is numbered anew below a
carry-over (年初结转 -> 一、一般公共预算拨款) has that row as its parent.
"""

import re
from dataclasses import replace

from yusuan.declared import vocabulary as v
from yusuan.declared.fields import Field, FundSource, Resource
from yusuan.model import Side
from yusuan.tables.declaration import PublishedTable
from yusuan.tables.figures import FIGURES
from yusuan.tables.roles import role_resource

SIDES: tuple[Side, ...] = ("revenue", "expenditure")
# How a side calls all of it that says nothing of the year; 总计 is known by its ending.
TOTALS_OF_A_SIDE = frozenset({"合计", "收入合计", "支出合计"})
# What 结余分配 consists of; only the first line below it says 其中.
DISTRIBUTED = re.compile(
    "提取(?:职工福利基金|专用(?:结余|基金))|转入(?:事业基金|非财政拨款结余)|[交缴]纳(?:企业)?所得税"
)

ROW_TYPE = Field(
    name="row_type",
    title="行类型",
    description="item 为一般项目，current_year_total 为本年合计，carryover 为结转结余，"
    "grand_total 为总计。",
    description_en="An item, the total of the year, a carry-over, or the grand total.",
    required=True,
    enum=("item", "current_year_total", "carryover", "grand_total"),
)


BREAKDOWN = Field(
    name="breakdown",
    title="支出分类",
    description="支出一侧的本行按什么分类：function 功能分类，type 支出用途（基本、项目），"
    "economic 部门预算支出经济分类，government_economic 政府预算支出经济分类；没有说明的为空。"
    "同一张表并列几种分类的，各自相加都是总数。",
    description_en="What the expenditure half is broken down by; each breakdown sums to the total.",
    enum=("function", "type", "economic", "government_economic"),
)
_ITEM_FIELDS = (
    v.SIDE,
    BREAKDOWN,
    v.ITEM.with_(labels=("收入 → 项目", "支出 → 项目")),
    v.ITEM_NO,
    v.ITEM_NAME,
    ROW_TYPE,
    v.PARENT_KEY,
)
_SPLIT = (
    "fiscal_appropriation", "general_public_budget", "earmarked", "government_fund",
    "state_capital", "special_account", "own_funds", "other_funds", "carryover",
    "current_year_expenditure", "basic",
    "personnel", "running", "project", "initial_budget", "adjusted_budget", "budget", "previous_budget",
    "previous_executed", "change", "change_percent", "change_from_budget",
    "change_from_budget_percent", "completion_percent",
)  # fmt: skip


def _summary(
    name: str, title: str, description: str, description_en: str, *figures: str | Field
) -> Resource:
    resource = role_resource(
        name, title, description, description_en, _ITEM_FIELDS, (*figures, *_SPLIT)
    )
    return replace(resource, primary_key=("disclosure_id", "row_key", "side"))


BUDGET_SUMMARY = PublishedTable(
    resource=_summary(
        "budget_summary",
        "部门收支总表",
        "部门全部收入和支出的总表，收支两侧各成一行。",
        "Summary of all revenue and expenditure, one row for each half.",
        FIGURES["amount"].with_(labels=("收入 → 预算数", "支出 → 预算数")),
    ),
    direction=None,
)

FISCAL_APPROPRIATION_SUMMARY = PublishedTable(
    resource=_summary(
        "fiscal_appropriation_summary",
        "财政拨款收支总表",
        "财政拨款收入和支出的总表；支出一侧分列资金来源。",
        "Summary of fiscal appropriation; expenditure is split by its source.",
        FIGURES["total"].with_(labels=("收入 → 金额", "支出 → 合计")),
    ),
    direction=None,
)


def _fund_summary(
    source: FundSource, title: str, description: str, description_en: str
) -> PublishedTable:
    return PublishedTable(
        resource=_summary(f"{source}_summary", title, description, description_en, "total"),
        direction=None,
        fund_source=source,
    )


GENERAL_PUBLIC_BUDGET_SUMMARY = _fund_summary(
    "general_public_budget",
    "一般公共预算收支表",
    "一般公共预算收入和支出的总表，收支两侧各成一行。",
    "Summary of the general public budget, one row for each half.",
)
GOVERNMENT_FUND_SUMMARY = _fund_summary(
    "government_fund",
    "政府性基金收支表",
    "政府性基金收入和支出的总表，收支两侧各成一行。",
    "Summary of government-managed funds, one row for each half.",
)
STATE_CAPITAL_SUMMARY = _fund_summary(
    "state_capital",
    "国有资本经营预算收支表",
    "国有资本经营预算收入和支出的总表，收支两侧各成一行。",
    "Summary of the state capital operations budget, one row for each half.",
)
SPECIAL_ACCOUNT_SUMMARY = _fund_summary(
    "special_account",
    "财政专户管理资金收支表",
    "财政专户管理资金收入和支出的总表，收支两侧各成一行。",
    "Summary of funds under special fiscal accounts, one row for each half.",
)
