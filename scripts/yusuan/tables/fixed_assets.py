"""Fixed assets at the end of the year before, with quantities in the units printed."""

from yusuan.declared import vocabulary as v
from yusuan.declared.fields import Resource
from yusuan.tables import naming as n
from yusuan.tables.declaration import PublishedTable
from yusuan.tables.figures import FIGURES
from yusuan.tables.roles import role_resource

ASSET_VALUES = PublishedTable(
    resource=role_resource(
        "asset_values",
        "国有资产构成表",
        "资产按类别横排的表：一类一行，类别见 asset_path。",
        "Assets by kind, printed over the columns: a row for each kind, in asset_path.",
        (
            *n.UNITS,
            *n.FUNCTION,
            *n.ECONOMIC,
            *n.GOVERNMENT_ECONOMIC,
            n.ITEM,
            n.ASSET_PATH,
            v.QUANTITY_UNIT,
            n.REMARKS,
        ),
        ("value", "quantity"),
    ),
    direction=None,
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
    direction=None,
)
