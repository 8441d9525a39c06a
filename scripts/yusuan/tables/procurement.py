"""The government procurement budget: totals, subtotals of units, and the items bought."""

from yusuan.declared import vocabulary as v
from yusuan.declared.fields import Field
from yusuan.tables import naming as n
from yusuan.tables.declaration import PublishedTable
from yusuan.tables.roles import FUNDS, OWN_FUNDS, role_resource

_ROW_TYPE = Field(
    name="row_type",
    title="行类型",
    description="total 为合计，subtotal 为单位小计，item 为采购项目。",
    description_en="The total, the subtotal of a unit, or an item bought.",
    required=True,
    enum=("total", "subtotal", "item"),
)
PLANNED = tuple(
    f"planned_{name}"
    for name in (
        "total",
        "fiscal_appropriation",
        "general_public_budget",
        "government_fund",
        "state_capital",
        "special_account",
        "own_funds",
        "other_funds",
    )
)

PROCUREMENT_SUMMARY = PublishedTable(
    resource=role_resource(
        "procurement_summary",
        "政府采购构成表",
        "政府采购按类别横排的表：一类一行，类别见 purchase_path。",
        "Procurement by kind, printed over the columns: a row for each kind, in purchase_path.",
        (
            *n.UNITS,
            *n.FUNCTION,
            n.ITEM,
            n.PROJECT_CODE,
            n.PROJECT_NAME,
            *(
                field
                for field in n.PURCHASES
                if field.name in ("item_purchased", "purchase_method")
            ),
            n.PURCHASE_PATH,
            n.REMARKS,
        ),
        ("total",),
    ),
)
PROCUREMENT = PublishedTable(
    resource=role_resource(
        "procurement",
        "部门政府采购预算",
        "当年部门预算安排的政府采购：项目、物品、数量、单价和资金来源。",
        "Procurement in the year's budget: project, item, quantity, price, funds.",
        (
            *n.UNITS,
            _ROW_TYPE,
            v.PARENT_KEY,
            v.LEVEL,
            n.PROJECT_CODE,
            n.PROJECT_NAME,
            *n.PURCHASES,
            v.QUANTITY_UNIT,
            n.FUND_NATURE,
            n.FUND_ORIGIN,
            *n.FUNCTION,
            *n.ECONOMIC,
            *n.GOVERNMENT_ECONOMIC,
            v.PARENT_CODE,
            n.REMARKS,
        ),
        (
            "project_funds",
            "quantity",
            "unit_price",
            "total",
            *FUNDS,
            *OWN_FUNDS,
            "operating",
            "fiscal_carryover",
            "non_fiscal_carryover",
            "carryover_general_public_budget",
            "carryover_government_fund",
            "carryover_state_capital",
            "carryover_special_account",
            "carryover_own_funds",
            "small_business_share",
            "initial_budget",
            "adjusted_budget",
            "budget",
            "completion_percent",
            *PLANNED,
        ),
    ),
)
