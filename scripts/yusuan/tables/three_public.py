"""“三公” expenditure: official overseas travel, vehicles (purchase, operation), receptions."""

from yusuan.declared import vocabulary as v
from yusuan.declared.fields import Field
from yusuan.tables import naming as n
from yusuan.tables.declaration import PublishedTable
from yusuan.tables.roles import STAGES, role_resource

# What the items are called where they are listed by themselves.
ITEM_TITLES = {
    "total": "三公经费表的合计",
    "three_public": "“三公”经费",
    "overseas": "因公出国（境）",
    "vehicles": "公务用车购置及运行维护",
    "vehicle_purchase": "公务用车购置",
    "vehicle_operation": "公务用车运行维护",
    "reception": "公务接待",
    "conference": "会议费",
    "training": "培训费",
    "agency_operation": "机关运行经费",
    "administrative": "行政经费",
}
ITEM_ID = Field(
    name="item_id",
    title="项目标识",
    description="本行是哪一项，各地写法不同而含义相同：total 为本表合计，three_public 为“三公”合计，"
    "overseas 因公出国（境），vehicles 公务用车，vehicle_purchase 购置，vehicle_operation 运行维护，"
    "reception 公务接待，conference 会议，training 培训，agency_operation 机关运行，"
    "administrative 行政经费；不认识的为空。",
    description_en="Which item the row is, the same whatever a place calls it; null if unknown.",
    enum=tuple(ITEM_TITLES),
)
PERIOD = Field(
    name="period",
    title="所属年度",
    description="表中按年度分行的：current 为本年，previous 为上年，change 为增减；不分行的为空。",
    description_en="Where the table has a row for each year: this year, the year before, or the "
    "change; null elsewhere.",
    enum=("current", "previous", "change"),
)

_NAMED = (
    *n.UNITS,
    ITEM_ID,
    PERIOD,
    v.ITEM,
    v.ITEM_NO,
    v.ITEM_NAME,
    v.LEVEL.with_(required=True),
    v.PARENT_KEY,
    v.QUANTITY_UNIT,
    n.REMARKS,
)
_FUNDS = (
    "general_public_budget",
    "government_fund",
    "state_capital",
    "special_account",
    "own_funds",
    "fiscal_appropriation",
)
_OF_YEARS = (*STAGES, "quantity", "initial_quantity", "previous_quantity")

THREE_PUBLIC_EXPENDITURE = PublishedTable(
    resource=role_resource(
        "three_public_expenditure",
        "财政拨款“三公”经费支出表",
        "财政拨款安排的因公出国（境）费、公务用车购置及运维费和公务接待费；"
        "同表所印的会议费、培训费、机关运行经费各成一行。",
        "Official overseas travel, vehicles and receptions; conferences, training and agency "
        "operation where the same table prints them.",
        _NAMED,
        ("total", *_FUNDS, *_OF_YEARS),
    ),
)
GOVERNMENT_FUND_THREE_PUBLIC = PublishedTable(
    resource=role_resource(
        "government_fund_three_public",
        "政府性基金“三公”经费支出表",
        "政府性基金预算安排的“三公”经费，单独成表的。",
        "The same expenses paid from government-managed funds, where they have a table of their own.",
        _NAMED,
        ("total", *_OF_YEARS),
    ),
    fund_source="government_fund",
)
THREE_PUBLIC_TABLES = frozenset(
    table.name for table in (THREE_PUBLIC_EXPENDITURE, GOVERNMENT_FUND_THREE_PUBLIC)
)
