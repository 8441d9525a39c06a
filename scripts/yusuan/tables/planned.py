"""Tables that some places ask for: payments to lower governments, assets to be acquired."""

from yusuan import vocabulary as v
from yusuan.tables import naming as n
from yusuan.tables.declaration import PublishedTable
from yusuan.tables.roles import CARRIED, FUNDS, OWN_FUNDS, role_resource

_FUNDS = (
    *FUNDS, *OWN_FUNDS, *CARRIED, "operating", "fiscal_carryover", "non_fiscal_carryover",
)  # fmt: skip

TRANSFER_PAYMENTS = PublishedTable(
    resource=role_resource(
        "transfer_payments",
        "转移支付预算表",
        "部门管理的对下级财政的转移支付，按项目和资金来源列示。",
        "Payments to lower governments that the department manages, by project and funds.",
        (
            *n.UNITS,
            n.PROJECT_CODE,
            n.PROJECT_NAME,
            n.UNIT_OR_PROJECT,
            n.PROJECT_CATEGORY,
            n.PROJECT_TEXT,
            *n.FUNCTION,
            *n.ECONOMIC,
            *n.GOVERNMENT_ECONOMIC,
            v.LEVEL,
            v.PARENT_KEY,
            v.PARENT_CODE,
            n.REMARKS,
        ),
        ("total", *_FUNDS),
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
