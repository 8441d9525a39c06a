"""Fixed assets at the end of the year before, with quantities in the units printed."""

from collections.abc import Iterator

from yusuan import vocabulary as v
from yusuan.facts.model import Entry
from yusuan.fields import Resource
from yusuan.tables import naming as n
from yusuan.tables.declaration import AssembledTable, Column, PublishedTable
from yusuan.tables.figures import FIGURES
from yusuan.tables.itemised import Hierarchy, parse_item, unit_of


def _entries(table: AssembledTable) -> Iterator[Entry]:
    hierarchy = Hierarchy()
    for order, row in enumerate(table.rows, start=1):
        label = table.required_cell(row, "item")
        item = parse_item(label)
        name, unit = unit_of(item.name)
        row_key, parent, level = hierarchy.place(item, name)
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
                "item": label,
                "item_no": item.number,
                "item_name": name,
                "level": level,
                "parent_key": parent,
                "quantity_unit": unit,
            },
            figures=table.figures(row),
        )


FIXED_ASSETS = PublishedTable(
    resource=Resource(
        name="fixed_assets",
        title="固定资产占用情况表",
        description="上年末固定资产的数量和价值；时点见 published_tables 的 as_of_date。",
        description_en="Fixed assets by number and value; the date is in published_tables.",
        fields=(
            v.DISCLOSURE_ID,
            v.ROW_KEY,
            v.ROW_NO,
            v.ITEM,
            v.ITEM_NO,
            v.ITEM_NAME,
            v.LEVEL.with_(required=True),
            v.PARENT_KEY,
            v.QUANTITY_UNIT.with_(labels=("项目（括号内的单位）",)),
            *n.UNITS,
            n.REMARKS,
            FIGURES["quantity"],
            FIGURES["value"].with_(labels=("价值（金额单位：万元）",)),
            *v.PLACES,
        ),
        primary_key=("disclosure_id", "row_key"),
        foreign_keys=v.TO_SOURCE,
    ),
    titles=("部门固定资产占用情况表", "固定资产占用情况表", "部门固定资产占有情况表"),
    columns=(
        Column(field="item", paths=(("项目",),)),
        Column(field="quantity", paths=(("数量",),), measure="quantity"),
        Column(field="value", paths=(("价值{unit}",), ("金额{unit}",)), measure="amount"),
    ),
    entries=_entries,
    unit="head",
    numbered=False,
    key_fields=("item",),
    direction=None,
)
