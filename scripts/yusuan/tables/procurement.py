"""The government procurement budget: totals, subtotals of units, and the items bought."""

from collections.abc import Iterator

from yusuan import vocabulary as v
from yusuan.facts.keys import RowKeys
from yusuan.facts.model import Entry
from yusuan.fields import Field
from yusuan.tables import naming as n
from yusuan.tables.declaration import AssembledTable, Column, PublishedTable, nested
from yusuan.tables.itemised import parse_item
from yusuan.tables.roles import FUNDS, OWN_FUNDS, role_resource

_ROW_TYPE = Field(
    name="row_type",
    title="行类型",
    description="total 为合计，subtotal 为单位小计，item 为采购项目。",
    description_en="The total, the subtotal of a unit, or an item bought.",
    required=True,
    enum=("total", "subtotal", "item"),
)
_TEXT_FIELDS = ("project_name", "item_purchased", "catalogue_code", "quantity_unit")


def _entries(table: AssembledTable) -> Iterator[Entry]:
    keys = RowKeys()
    total: str | None = None
    subtotal: str | None = None
    project = ""
    for order, row in enumerate(table.rows, start=1):
        texts = {name: table.cell(row, name) or None for name in _TEXT_FIELDS}
        # One project with several purchases is printed as one cell merged over their rows.
        label = project if project and not table.cell(row, "project_name") else ""
        label = label or table.required_cell(row, "project_name")
        texts["project_name"] = project = label
        item = parse_item(label)
        parent: str | None
        if item.total:
            row_type, level, parent = "total", 0, None
            row_key = total = keys.of_label(label)
        elif item.subtotal:
            row_type, level, parent = "subtotal", 1, total
            row_key = subtotal = keys.of_label(label, parent=parent)
        else:
            row_type, level, parent = "item", 2, subtotal if subtotal is not None else total
            bought = texts["item_purchased"]
            row_key = keys.of_label(label, *([bought] if bought else ()), parent=parent)
        number = table.row_number(row)
        yield Entry(
            key=row_key,
            order=order,
            number=number,
            place=row.place,
            place_end=row.place_end,
            label=label,
            parent=parent,
            level=level,
            texts={
                "row_key": row_key,
                "row_no": number,
                "row_type": row_type,
                "parent_key": parent,
                **texts,
            },
            figures=table.figures(row),
        )


_AMOUNT = ("政府采购金额(当年部门预算安排资金)", "政府采购金额")

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
        ),
    ),
    titles=("部门政府采购预算", "部门政府采购预算表", "政府采购预算表", "政府采购预算"),
    columns=(
        Column(
            field="project_name",
            paths=nested(("政府采购项目来源",), "项目名称"),
        ),
        Column(
            field="project_funds", paths=nested(("政府采购项目来源",), "预算资金"), measure="amount"
        ),
        Column(field="item_purchased", paths=(("采购物品名称",), ("采购品目名称",))),
        Column(field="catalogue_code", paths=(("政府采购目录序号",),)),
        Column(field="quantity_unit", paths=(("计量单位",),)),
        Column(field="quantity", paths=(("数量",),), measure="quantity"),
        Column(field="unit_price", paths=(("单价",),), measure="unit_price"),
        Column(field="total", paths=nested(_AMOUNT, "合计"), measure="amount"),
        Column(
            field="general_public_budget",
            paths=nested(_AMOUNT, "一般公共预算拨款"),
            measure="amount",
            fund_source="general_public_budget",
        ),
        Column(
            field="government_fund",
            paths=nested(_AMOUNT, "基金预算拨款", "政府性基金预算拨款"),
            measure="amount",
            fund_source="government_fund",
        ),
        Column(
            field="state_capital",
            paths=nested(_AMOUNT, "国有资本经营预算拨款"),
            measure="amount",
            fund_source="state_capital",
        ),
        Column(
            field="special_account",
            paths=nested(_AMOUNT, "财政专户核拨", "财政专户管理资金"),
            measure="amount",
            fund_source="special_account",
        ),
        Column(
            field="own_funds",
            paths=nested(_AMOUNT, "单位资金"),
            measure="amount",
            fund_source="own_funds",
        ),
        Column(field="fiscal_carryover", paths=nested(_AMOUNT, "财政拨款结转"), measure="amount"),
        Column(
            field="non_fiscal_carryover",
            paths=nested(_AMOUNT, "非财政拨款结转结余"),
            measure="amount",
        ),
        Column(
            field="small_business_share",
            paths=(("{year}年预留中小微企业份额",), ("预留中小微企业份额",)),
            measure="amount",
        ),
    ),
    entries=_entries,
    numbered=False,
    key_fields=("project_name", "item_purchased"),
)
