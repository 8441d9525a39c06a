"""“三公” expenditure: official overseas travel, vehicles (purchase, operation), receptions."""

from collections.abc import Iterator

from yusuan import vocabulary as v
from yusuan.facts.model import Entry
from yusuan.fields import Resource
from yusuan.tables.declaration import AssembledTable, Column, PublishedTable, nested
from yusuan.tables.itemised import Hierarchy, parse_item


def _entries(table: AssembledTable) -> Iterator[Entry]:
    hierarchy = Hierarchy()
    for order, row in enumerate(table.filled_rows, start=1):
        number = table.row_number(row)
        label = table.required_cell(row, "item")
        item = parse_item(label)
        row_key, parent, level = hierarchy.place(item)
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
                "item": label,
                "item_no": item.number,
                "item_name": item.name,
                "level": level,
                "parent_key": parent,
            },
            figures=table.figures(row),
        )


_NATURE = ("资金性质",)

THREE_PUBLIC_EXPENDITURE = PublishedTable(
    resource=Resource(
        name="three_public_expenditure",
        title="财政拨款“三公”经费支出表",
        description="财政拨款安排的因公出国（境）费、公务用车购置及运维费和公务接待费。",
        description_en="Official overseas travel, official vehicles and official receptions.",
        fields=(
            v.DISCLOSURE_ID,
            v.ROW_KEY,
            v.ROW_NO,
            v.ITEM,
            v.ITEM_NO,
            v.ITEM_NAME,
            v.LEVEL.with_(required=True),
            v.PARENT_KEY,
            v.TOTAL.with_(labels=("资金性质 → 合计",)),
            v.GENERAL_PUBLIC_BUDGET.with_(labels=("资金性质 → 一般公共预算财政拨款",)),
            v.GOVERNMENT_FUND.with_(labels=("资金性质 → 政府性基金预算拨款",)),
            v.STATE_CAPITAL.with_(labels=("资金性质 → 国有资本经营预算财政拨款",)),
            *v.PLACES,
        ),
        primary_key=("disclosure_id", "row_key"),
        foreign_keys=v.TO_SOURCE,
    ),
    titles=(
        "部门预算财政拨款“三公”经费支出表",
        "财政拨款“三公”经费支出表",
        "“三公”经费支出表",
        "“三公”经费预算表",
    ),
    columns=(
        Column(field="row_no", paths=(("序号",),)),
        Column(field="item", paths=(("项目",),)),
        Column(field="total", paths=nested(_NATURE, "合计"), measure="amount"),
        Column(
            field="general_public_budget",
            paths=nested(_NATURE, "一般公共预算财政拨款", "一般公共预算拨款"),
            measure="amount",
            fund_source="general_public_budget",
        ),
        Column(
            field="government_fund",
            paths=nested(_NATURE, "政府性基金预算拨款", "政府性基金预算财政拨款"),
            measure="amount",
            fund_source="government_fund",
        ),
        Column(
            field="state_capital",
            paths=nested(_NATURE, "国有资本经营预算财政拨款", "国有资本经营预算拨款"),
            measure="amount",
            fund_source="state_capital",
        ),
    ),
    entries=_entries,
)
