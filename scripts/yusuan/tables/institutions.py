"""The units that the department's budget covers, and their people."""

from yusuan.declared import vocabulary as v
from yusuan.declared.fields import Field, Resource
from yusuan.tables import naming as n
from yusuan.tables.declaration import PublishedTable
from yusuan.tables.roles import role_resource

_FIELDS = (
    Field(
        name="institution_name",
        title="单位名称",
        description="纳入部门预算的单位名称。",
        description_en="Name of a unit in the department's budget.",
        labels=("单位名称",),
        required=True,
    ),
    Field(
        name="institution_nature",
        title="单位性质",
        description="单位性质，如行政、事业。",
        description_en="Nature of the unit, such as administrative or public institution.",
        labels=("单位性质",),
    ),
    Field(
        name="institution_rank",
        title="单位规格",
        description="单位规格，如正处（县）级。",
        description_en="Administrative rank of the unit.",
        labels=("单位规格",),
    ),
    Field(
        name="funding_form",
        title="经费保障形式",
        description="经费保障形式，如财政拨款。",
        description_en="How the unit is funded.",
        labels=("经费保障形式",),
    ),
)


INSTITUTIONS = PublishedTable(
    resource=Resource(
        name="institutions",
        title="部门机构设置情况",
        description="纳入本部门预算的单位及其性质、规格和经费保障形式。",
        description_en="The units in the department's budget, their nature, rank and funding.",
        fields=(v.DISCLOSURE_ID, v.ROW_KEY, v.ROW_NO, *_FIELDS, n.UNIT_CODE, n.REMARKS, *v.PLACES),
        primary_key=("disclosure_id", "row_key"),
        foreign_keys=v.TO_SOURCE,
    ),
    direction=None,
)

STAFFING = PublishedTable(
    resource=role_resource(
        "staffing",
        "人员情况表",
        "编制数、在职和离退休人数等，一行一类一个数；类别见 count_path。",
        "Posts, staff in office, pensioners and the like: a row for each number, its kind in "
        "count_path.",
        (*n.UNITS, n.ITEM, n.COUNT_PATH, *_FIELDS[1:], v.QUANTITY_UNIT, n.REMARKS),
        ("quantity",),
    ),
    direction=None,
)
