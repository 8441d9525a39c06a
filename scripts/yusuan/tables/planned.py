"""Tables that some places ask for: transfers, assets, debts, fees, and the plan of three years."""

from yusuan.declared import vocabulary as v
from yusuan.tables import naming as n
from yusuan.tables.declaration import PublishedTable
from yusuan.tables.roles import CARRIED, FUNDS, LEVELS, OWN_FUNDS, role_resource

_FUNDS = (
    *FUNDS, *OWN_FUNDS, *CARRIED, "operating", "fiscal_carryover", "non_fiscal_carryover",
)  # fmt: skip

_OF_PROJECTS = (
    *n.UNITS,
    n.PROJECT_CODE,
    n.PROJECT_NAME,
    n.UNIT_OR_PROJECT,
    n.PROJECT_CATEGORY,
    n.PROJECT_LEVEL,
    n.PROJECT_PERIOD,
    n.FUND_NATURE,
    n.FUND_ORIGIN,
    n.PROJECT_TEXT,
    *n.FUNCTION,
    *n.ECONOMIC,
    *n.GOVERNMENT_ECONOMIC,
    v.LEVEL,
    v.PARENT_KEY,
    v.PARENT_CODE,
    n.REMARKS,
)

TRANSFER_PAYMENTS = PublishedTable(
    resource=role_resource(
        "transfer_payments",
        "转移支付预算表",
        "部门管理的对下级财政的转移支付，按项目和资金来源列示。",
        "Payments to lower governments that the department manages, by project and funds.",
        _OF_PROJECTS,
        ("total", *_FUNDS, *LEVELS, "allotted_in_advance", "allotted_now"),
    ),
    direction="expenditure",
)

_BOUGHT = {field.name: field for field in n.PURCHASES}
_ASSET = (
    "purchase_category", "catalogue_code", "item_purchased", "purchase_method", "specification",
)  # fmt: skip

ASSET_ACQUISITIONS = PublishedTable(
    resource=role_resource(
        "asset_acquisitions",
        "新增资产配置表",
        "当年预算安排购置的资产：类别、名称、数量、单价和金额。",
        "Assets to be acquired in the year: category, name, quantity, price and amount.",
        (
            *n.UNITS,
            n.PROJECT_CODE,
            n.PROJECT_NAME,
            *(_BOUGHT[name] for name in _ASSET),
            v.QUANTITY_UNIT,
            n.FUND_NATURE,
            n.FUND_ORIGIN,
            *n.FUNCTION,
            *n.ECONOMIC,
            v.LEVEL,
            v.PARENT_KEY,
            v.PARENT_CODE,
            n.REMARKS,
        ),
        ("quantity", "unit_price", "total", *_FUNDS),
    ),
    direction="expenditure",
)

DEBT_EXPENDITURE = PublishedTable(
    resource=role_resource(
        "debt_expenditure",
        "债务支出表",
        "用于政府债务还本、付息和发行费用的支出，按项目列示。",
        "Expenditure on government debt by project: principal, interest and costs of issue.",
        (*_OF_PROJECTS, n.DEBT_KIND),
        ("total", "debt_principal", "debt_interest", "debt_issue", *_FUNDS),
    ),
    direction="expenditure",
)
NON_TAX_REVENUE_PLAN = PublishedTable(
    resource=role_resource(
        "non_tax_revenue_plan",
        "非税收入计划表",
        "部门组织征收的非税收入的计划（决算为征收数），按收入项目列示；是征收的收入，不是部门的预算收入。",
        "Non-tax revenue that the department is to collect (in final accounts, has), by item; it is no revenue of the "
        "department's budget.",
        (*n.UNITS, n.PROJECT_CODE, n.ITEM, n.COLLECTION_BASIS, v.LEVEL, v.PARENT_KEY, n.REMARKS),
        (
            "total",
            "initial_budget",
            "adjusted_budget",
            "budget",
            "completion_percent",
            "previous_budget",
            "previous_executed",
            "change",
            "change_percent",
            "general_public_budget",
            "government_fund",
            "state_capital",
            "special_account",
            "treasury",
        ),
    ),
    direction="revenue",
)
MEDIUM_TERM_PLAN = PublishedTable(
    resource=role_resource(
        "medium_term_plan",
        "中期规划表",
        "三年滚动规划：预算年度和以后两年的支出计划，按项目列示；合计为三年之和。",
        "The rolling plan of three years: the year of the budget and the two that follow, by "
        "project; the total is that of all years.",
        (*_OF_PROJECTS, n.ITEM),
        ("total", "plan_first_year", "plan_second_year", "plan_third_year", *_FUNDS),
    ),
    direction="expenditure",
)
TRANSFERS_BY_AREA = PublishedTable(
    resource=role_resource(
        "transfers_by_area",
        "分地区转移支付表",
        "对下转移支付按项目和地区交叉列示：每个数一行，行名见 item，栏名见 area_path。",
        "Transfers to lower levels by project and area: a row for each figure, named by item and "
        "area_path.",
        (*n.UNITS, *n.FUNCTION, n.PROJECT_CODE, n.ITEM, n.AREA_PATH, n.REMARKS),
        ("total",),
    ),
    direction="expenditure",
)
