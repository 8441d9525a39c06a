"""“三公” expenditure: official overseas travel, vehicles (purchase, operation), receptions."""

from collections.abc import Iterator

from yusuan import vocabulary as v
from yusuan.fields import Resource
from yusuan.model import Entry
from yusuan.tables.declaration import AssembledTable, Column, PublishedTable, nested
from yusuan.tables.itemised import Hierarchy, parse_item


def _entries(table: AssembledTable) -> Iterator[Entry]:
    hierarchy = Hierarchy()
    for row in table.filled_rows:
        number = table.row_number(row)
        label = table.required_cell(row, "item")
        item = parse_item(label)
        parent, level = hierarchy.place(number, item)
        yield Entry(
            number=number,
            line=row.line,
            line_end=row.line_end,
            label=label,
            parent=parent,
            level=level,
            texts={
                "row_no": number,
                "item": label,
                "item_no": item.number,
                "item_name": item.name,
                "level": level,
                "parent_row_no": parent,
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
            v.ROW_NO,
            v.ITEM,
            v.ITEM_NO,
            v.ITEM_NAME,
            v.LEVEL.with_(required=True),
            v.PARENT_ROW_NO,
            v.TOTAL.with_(labels=("资金性质 → 合计",)),
            v.GENERAL_PUBLIC_BUDGET.with_(labels=("资金性质 → 一般公共预算财政拨款",)),
            v.GOVERNMENT_FUND.with_(labels=("资金性质 → 政府性基金预算拨款",)),
            v.STATE_CAPITAL.with_(labels=("资金性质 → 国有资本经营预算财政拨款",)),
            *v.SOURCE_LINES,
        ),
        primary_key=("disclosure_id", "row_no"),
        foreign_keys=(v.TO_DISCLOSURE,),
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
