"""The two two-sided summaries: halves of a printed row become rows of their own.

They are keyed on the item plus the side. An item that is numbered anew below a
carry-over (年初结转 -> 一、一般公共预算拨款) has that row as its parent.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from yusuan import vocabulary as v
from yusuan.errors import PlaceError
from yusuan.facts.keys import RowKeys
from yusuan.facts.model import Entry
from yusuan.fields import Field, Resource
from yusuan.model import Side
from yusuan.tables.declaration import AssembledTable, Column, PublishedTable, nested
from yusuan.tables.figures import FIGURES
from yusuan.tables.itemised import Item, parse_item
from yusuan.tables.roles import role_resource
from yusuan.text import key

RowType = Literal["item", "current_year_total", "carryover", "grand_total"]
SIDES: tuple[Side, ...] = ("revenue", "expenditure")

ROW_TYPE = Field(
    name="row_type",
    title="行类型",
    description="item 为一般项目，current_year_total 为本年合计，carryover 为结转结余，"
    "grand_total 为总计。",
    description_en="An item, the total of the year, a carry-over, or the grand total.",
    required=True,
    enum=("item", "current_year_total", "carryover", "grand_total"),
)


def _row_type(item: Item) -> RowType:
    compared = key(item.name)
    if item.number is not None or item.of_which:
        return "item"
    if compared.endswith("总计"):
        return "grand_total"
    if compared.endswith("合计"):
        return "current_year_total"
    if "结转" in compared or "结余" in compared:
        return "carryover"
    return "item"


def sided_entries(table: AssembledTable) -> Iterator[Entry]:
    """Both halves of each printed row; a half without any text yields nothing."""
    keys = RowKeys()
    carryover: dict[Side, str | None] = dict.fromkeys(SIDES)
    last_item: dict[Side, str | None] = dict.fromkeys(SIDES)
    for order, row in enumerate(table.filled_rows, start=1):
        number = table.row_number(row)
        for side in SIDES:
            label = table.cell(row, "item", side)
            figures = table.figures(row, side)
            if not label:
                if figures:
                    raise PlaceError(
                        row.place,
                        f"“{table.title.text.strip()}”的一个金额没有项目名称",
                        "\t".join(row.cells),
                        "请核对该行的单元格位置",
                    )
                continue
            item = parse_item(label)
            row_type = _row_type(item)
            parent = last_item[side] if item.of_which else carryover[side]
            if row_type != "item" or (item.number is None and not item.of_which):
                parent = None
            row_key = keys.of_label(item.name, parent=parent, side=side)
            if row_type != "item":
                carryover[side] = row_key if row_type == "carryover" else None
            if not item.of_which:
                last_item[side] = row_key
            yield Entry(
                key=row_key,
                order=order,
                number=number,
                place=row.place,
                place_end=row.place_end,
                label=label,
                side=side,
                parent=parent,
                texts={
                    "row_key": row_key,
                    "row_no": number,
                    "side": side,
                    "item": label,
                    "item_no": item.number,
                    "item_name": item.name,
                    "row_type": row_type,
                    "parent_key": parent,
                },
                figures=figures,
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
    "general_public_budget", "government_fund", "state_capital", "basic", "personnel", "running",
    "project", "initial_budget", "adjusted_budget", "previous_budget", "previous_executed",
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
    titles=("部门预算收支总表", "部门收支预算总表", "部门收支总表", "收支预算总表"),
    columns=(
        Column(field="row_no", paths=(("序号",),)),
        Column(field="item", paths=(("收入", "项目"),), side="revenue"),
        Column(
            field="amount",
            paths=nested(("收入",), "预算数", "金额"),
            side="revenue",
            measure="amount",
        ),
        Column(field="item", paths=(("支出", "项目"),), side="expenditure"),
        Column(
            field="amount",
            paths=nested(("支出",), "预算数", "金额"),
            side="expenditure",
            measure="amount",
        ),
    ),
    entries=sided_entries,
    closing=("收入总计", "支出总计"),
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
    titles=(
        "部门预算财政拨款收支总表",
        "财政拨款收支预算总表",
        "财政拨款收支总表",
        "部门财政拨款收支总表",
    ),
    columns=(
        Column(field="row_no", paths=(("序号",),)),
        Column(field="item", paths=(("收入", "项目"),), side="revenue"),
        Column(
            field="total",
            paths=nested(("收入",), "金额", "预算数"),
            side="revenue",
            measure="amount",
        ),
        Column(field="item", paths=(("支出", "项目"),), side="expenditure"),
        Column(field="total", paths=(("支出", "合计"),), side="expenditure", measure="amount"),
        Column(
            field="general_public_budget",
            paths=nested(("支出",), "一般公共预算财政拨款", "一般公共预算拨款"),
            side="expenditure",
            measure="amount",
            fund_source="general_public_budget",
        ),
        Column(
            field="government_fund",
            paths=nested(("支出",), "政府性基金预算财政拨款", "政府性基金预算拨款"),
            side="expenditure",
            measure="amount",
            fund_source="government_fund",
        ),
        Column(
            field="state_capital",
            paths=nested(("支出",), "国有资本经营预算财政拨款", "国有资本经营预算拨款"),
            side="expenditure",
            measure="amount",
            fund_source="state_capital",
        ),
    ),
    entries=sided_entries,
    closing=("收入总计", "支出总计"),
    direction=None,
)

GOVERNMENT_FUND_SUMMARY = PublishedTable(
    resource=_summary(
        "government_fund_summary",
        "政府性基金收支表",
        "政府性基金收入和支出的总表，收支两侧各成一行。",
        "Summary of government-managed funds, one row for each half.",
        "total",
    ),
    direction=None,
    fund_source="government_fund",
)
