"""``budget_lines``: every published figure as one tidy row, typed as fiscal data.

The filter ``resource == "expenditure" and field == "total" and is_leaf`` sums to the
支出总计 exactly.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import get_args

from yusuan.declared import vocabulary as v
from yusuan.declared.fields import (
    ExpenditureType,
    Field,
    FigureStage,
    FundSource,
    Measure,
    Resource,
)
from yusuan.facts.keys import line_id
from yusuan.facts.model import Entry, Figure
from yusuan.facts.tables import FactTable
from yusuan.model import Row, Value
from yusuan.printed.numbers import PACKAGE_UNIT, to_yuan
from yusuan.tables import TABLE_BY_NAME
from yusuan.tables import naming as n
from yusuan.views.leaves import held_figures
from yusuan.views.published import KINDS

EXPENDITURE_TYPE_TITLES: dict[str, str] = {
    "basic": "基本支出",
    "project": "项目支出",
    "operating": "经营支出",
    "to_superior": "上解上级支出",
    "to_affiliated": "对附属单位补助支出",
}
FUND_SOURCE_TITLES: dict[str, str] = {
    "general_public_budget": "一般公共预算",
    "government_fund": "政府性基金预算",
    "state_capital": "国有资本经营预算",
    "special_account": "财政专户管理资金",
    "own_funds": "单位资金",
}
# What the main figures of a disclosure are.
_STAGES: dict[str, FigureStage] = {"budget": "approved", "final_accounts": "executed"}
_GENERIC = "classification:generic:level"
CLASSIFICATIONS = ("function", "economic")


def _classification(kind: str, title: str, level: int, level_title: str) -> tuple[Field, Field]:
    name, english = f"{kind}_level{level}", f"{kind} classification, level {level}"
    official = {"function": "functional", "economic": "economic"}[kind]
    return (
        Field(
            name=f"{name}_code",
            title=f"{title}{level_title}编码",
            description=f"{title}的{level_title}编码；本行更粗或不按此分类的为空。",
            description_en=f"Code of the {english}; null where the row is coarser.",
            pattern=rf"[0-9]{{{2 * level + 1}}}",
            column_type=f"{official}-{_GENERIC}{level}:code",
        ),
        Field(
            name=f"{name}_name",
            title=f"{title}{level_title}名称",
            description=f"{title}的{level_title}名称，以同一张表所印为准；没有印出的为空。",
            description_en=f"Name of the {english} as printed in the same table.",
            column_type=f"{official}-{_GENERIC}{level}:label",
        ),
    )


BUDGET_LINES = Resource(
    name="budget_lines",
    title="预算数据行",
    description="各表公布的每一个数字各成一行，便于计算；"
    "筛选 resource = expenditure、field = total、is_leaf = true，合计即支出总计。",
    description_en="One tidy row for each published figure; the filter resource = expenditure, "
    "field = total, is_leaf = true sums to total expenditure.",
    fields=(
        Field(
            name="budget_line_id",
            title="数据行编号",
            description="公开文件编号.资源.行的键[-收支方].字段；长期不变，可以引用。",
            description_en="disclosure.resource.row_key[-side].field; stable, made to be cited.",
            required=True,
            column_type="budget-line-id",
        ),
        v.DISCLOSURE_ID,
        v.DOCUMENT_ID,
        Field(
            name="fiscal_year",
            kind="integer",
            title="预算年度",
            description="预算年度。",
            description_en="Fiscal year.",
            labels=("预算年度",),
        ),
        Field(
            name="figure_year",
            kind="integer",
            title="数字所属年度",
            description="数字所属的年度；“上年”一栏的为上一年，看不出年度的为空。",
            description_en="Fiscal year that the figure is of; the year before for a column of it.",
            column_type="date:fiscal-year",
        ),
        Field(
            name="kind",
            title="种类",
            description="budget 为部门预算，final_accounts 为部门决算；看不出的为空。",
            description_en="Budget or final accounts; null where the document does not say.",
            enum=KINDS,
        ),
        Field(
            name="figure_stage",
            title="数字的阶段",
            description="approved 为批准的预算数，adjusted 为调整后的预算数，budgeted 为预算数，"
            "表上没有写明是批准的还是调整后的，executed 为执行（决算）数，planned 为规划或计划的数；"
            "看不出的为空。",
            description_en="The figure as approved, as adjusted, as a budget of which the table does not say "
            "which of the two, as executed, or as planned.",
            enum=tuple(get_args(FigureStage)),
            column_type="phase:id",
        ),
        Field(
            name="division_code",
            title="行政区划代码",
            description="行政区划代码（GB/T 2260）。",
            description_en="Administrative division (GB/T 2260).",
            column_type="administrative-classification:generic:level1:code",
        ),
        Field(
            name="division_name",
            title="行政区划名称",
            description="行政区划名称。",
            description_en="Name of the administrative division.",
            column_type="administrative-classification:generic:level1:label",
        ),
        Field(
            name="department_code",
            title="部门编码",
            description="部门的预算编码。",
            description_en="Budget code of the department.",
            column_type="administrator:generic:id",
        ),
        Field(
            name="department_name",
            title="部门名称",
            description="部门名称。",
            description_en="Name of the department.",
            column_type="administrator:generic:name",
        ),
        Field(
            name="direction",
            title="收支方向",
            description="revenue 为收入，expenditure 为支出；资产不属收支，为空。",
            description_en="Revenue or expenditure; null for assets.",
            enum=("revenue", "expenditure"),
            column_type="direction",
        ),
        Field(
            name="resource",
            title="数据资源",
            description="数字所在的表（本数据包的资源名）。",
            description_en="The resource whose table holds the figure.",
            required=True,
        ),
        v.ROW_KEY,
        v.ROW_NO,
        *n.UNITS,
        Field(
            name="field",
            title="所在字段",
            description="数字所在的字段名。",
            description_en="The field that holds the figure.",
            required=True,
        ),
        Field(
            name="row_label",
            title="行名称",
            description="所在行的名称，照原样印出；没有印出的为空。",
            description_en="Label of the row as printed; null where none is.",
        ),
        Field(
            name="column_label",
            title="列名称",
            description="所在列的名称；合并的表头写成路径，如“本年收入 → 小计”。",
            description_en="Label path of the column under merged heads.",
            required=True,
        ),
        *_classification("function", "功能分类", 1, "类"),
        *_classification("function", "功能分类", 2, "款"),
        *_classification("function", "功能分类", 3, "项"),
        *_classification("economic", "经济分类", 1, "类"),
        *_classification("economic", "经济分类", 2, "款"),
        # Some places print a third level of their own; the fiscal taxonomy has two.
        *(
            field.with_(column_type="")
            for field in _classification("economic", "经济分类", 3, "细目")
        ),
        Field(
            name="expenditure_type_code",
            title="支出类型",
            description="basic 基本、project 项目、operating 经营、to_superior 上解上级、"
            "to_affiliated 补助附属；列不区分的为空。",
            description_en="Basic, project, operating, to superior or affiliated units.",
            enum=tuple(get_args(ExpenditureType)),
            column_type="expenditure-type:code",
        ),
        Field(
            name="expenditure_type_name",
            title="支出类型名称",
            description="支出类型的中文名称。",
            description_en="Chinese name of the expenditure type.",
            column_type="expenditure-type:label",
        ),
        Field(
            name="fund_source_code",
            title="资金来源",
            description="general_public_budget 一般公共预算、government_fund 政府性基金、"
            "state_capital 国有资本经营、special_account 财政专户、own_funds 单位资金；"
            "列不区分的为空。",
            description_en="Where the money comes from; null where the column does not say.",
            enum=tuple(get_args(FundSource)),
            column_type="fin-source:generic:level1:code",
        ),
        Field(
            name="fund_source_name",
            title="资金来源名称",
            description="资金来源的中文名称。",
            description_en="Chinese name of the fund source.",
            column_type="fin-source:generic:level1:label",
        ),
        v.LEVEL,
        Field(
            name="is_leaf",
            kind="boolean",
            title="是否末级",
            description="同一列中没有更细的数字，即为末级；末级相加不会重复。",
            description_en="True where no finer figure stands in the same column; safe to add.",
            required=True,
        ),
        Field(
            name="measure",
            title="计量",
            description="amount 为金额，unit_price 为单价，quantity 为数量，percent 为百分比。",
            description_en="An amount, the price of a unit, a quantity, or a percentage.",
            required=True,
            enum=tuple(get_args(Measure)),
        ),
        Field(
            name="value_status",
            title="数值状态",
            description="published 为印出数字（含 0）；not_applicable 为印作“不涉及”；"
            "dash 为印作横线。空白（未公布）没有数据行。",
            description_en="A figure (0 included), «not applicable», or a dash; blanks have no row.",
            required=True,
            enum=("published", "not_applicable", "dash"),
        ),
        Field(
            name="amount_yuan",
            kind="yuan",
            title="金额（元）",
            description="金额或单价，精确到元以下两位；数量为空。",
            description_en="The amount or price in yuan, exact; null for quantities.",
            unit="元",
            column_type="value",
        ),
        v.QUANTITY.with_(description="数量，单位见 published_unit；金额为空。"),
        Field(
            name="currency",
            title="币种",
            description="金额的币种，CNY 为人民币；数量为空。",
            description_en="Currency of the amount; null for quantities.",
            enum=("CNY",),
            column_type="value-currency:code",
        ),
        Field(
            name="published_text",
            title="印出的数字",
            description="原文印出的文字，一字不改。",
            description_en="The cell exactly as printed.",
            required=True,
        ),
        Field(
            name="published_unit",
            title="印出的单位",
            description="原文印出的单位，如万元、平方米。",
            description_en="The unit as printed.",
        ),
        v.PLACE.with_(
            description=f"数字在原件中的位置。{v.PLACE.description.partition('：')[2]}",
            required=True,
        ),
        v.READ_BY,
        Field(
            name="unverified",
            kind="boolean",
            title="未经核实",
            description="识别自图像、也没有哪个合计与各分项分毫不差地证实它的为 true；"
            "读自文字的为 false。",
            description_en="True if it was recognised in a picture and no sum, exact to the last "
            "digit, confirms it; false where it was read from text.",
            required=True,
        ),
    ),
    primary_key=("budget_line_id",),
    foreign_keys=v.TO_SOURCE,
)


def line_rows(
    table: FactTable, facts: Mapping[str, Value], confirmed: Collection[str] = ()
) -> Iterator[Row]:
    """One row per figure of ``table``; ``facts`` are the values all lines of it share.

    ``confirmed`` are the ids of the figures that a sum confirms.
    """
    role = TABLE_BY_NAME[table.role]
    # The resource's own fields: 经营 is a source of revenue, and a type of expenditure.
    fields = {field.name: field for field in role.resource.fields}
    names = {kind: _names(table.entries, kind) for kind in CLASSIFICATIONS}
    finer = held_figures(table.entries)
    year = facts["fiscal_year"]
    assert year is None or isinstance(year, int)
    for entry in table.entries:
        if not entry.figures:
            continue
        shared: dict[str, Value] = {
            **facts,
            "direction": entry.side or role.direction,
            "resource": table.role,
            "document_id": table.document_id,
            "row_key": entry.key,
            "row_no": entry.number,
            "unit_code": entry.unit_code,
            "unit_name": entry.unit_name,
            "row_label": entry.label,
            "level": entry.level,
            **{
                name: value
                for kind in CLASSIFICATIONS
                for name, value in _codes(entry, names[kind], kind).items()
            },
        }
        base = str(facts["disclosure_id"]), table.role, entry.key, entry.side
        for name, figure in entry.figures.items():
            id_, field = line_id(*base, name), fields[name]
            expenditure_type = field.expenditure_type or role.expenditure_type
            fund_source = field.fund_source or role.fund_source
            yield BUDGET_LINES.row(
                {
                    **shared,
                    "budget_line_id": id_,
                    "field": name,
                    "column_label": figure.label or table.labels.get((name, entry.side), ""),
                    "expenditure_type_code": expenditure_type,
                    "expenditure_type_name": EXPENDITURE_TYPE_TITLES.get(expenditure_type or ""),
                    "fund_source_code": fund_source,
                    "fund_source_name": FUND_SOURCE_TITLES.get(fund_source or ""),
                    "figure_stage": _stage(field, figure, facts["kind"]),
                    "figure_year": _figure_year(year, field, entry),
                    "is_leaf": (entry.key, entry.side, name) not in finer,
                    "measure": field.measure,
                    "value_status": figure.status,
                    **_value(entry, field, figure),
                    "published_text": figure.text,
                    "place": str(figure.place),
                    "read_by": figure.read_by,
                    "unverified": figure.read_by == "ocr" and id_ not in confirmed,
                }
            )


def _stage(field: Field, figure: Figure, kind: Value) -> FigureStage | None:
    """What the figure's field says, else the words over it, else what the disclosure is of."""
    return field.stage or ("executed" if figure.executed else _STAGES.get(str(kind)))


def _figure_year(year: int | None, field: Field, entry: Entry) -> int | None:
    """The year of a figure: of its column, else of its row; a change has none."""
    period = entry.texts.get("period")
    if year is None or period == "change":
        return None
    return year - (field.years_before or (1 if period == "previous" else 0))


def _value(entry: Entry, field: Field, figure: Figure) -> dict[str, Value]:
    if field.measure == "percent":
        return {"quantity": figure.value, "published_unit": figure.unit or "%"}
    if field.measure == "quantity":
        return {
            "quantity": figure.value,
            "published_unit": figure.unit or entry.texts.get("quantity_unit"),
        }
    yuan = None if figure.value is None else to_yuan(figure.value, PACKAGE_UNIT)
    return {"amount_yuan": yuan, "currency": "CNY", "published_unit": figure.unit}


def _code(entry: Entry, kind: str) -> str | None:
    """The code of ``kind`` that the row prints."""
    code = entry.texts.get(f"{kind}_code")
    return code if isinstance(code, str) and code else None


def _name(entry: Entry, kind: str) -> str:
    name = entry.texts.get(f"{kind}_name")
    return name if isinstance(name, str) and name else entry.label


def _names(entries: tuple[Entry, ...], kind: str) -> dict[str, str]:
    """The first name that the table prints for each code of ``kind``."""
    found: dict[str, str] = {}
    for entry in entries:
        if (code := _code(entry, kind)) is not None:
            found.setdefault(code, _name(entry, kind))
    return found


def _codes(entry: Entry, names: Mapping[str, str], kind: str) -> dict[str, Value]:
    """Codes and printed names of the levels down to the row's own; a row may print both kinds."""
    whole = _code(entry, kind)
    if whole is None:
        return {}
    found: dict[str, Value] = {}
    for level, digits in enumerate(range(3, len(whole) + 1, 2), start=1):
        code = whole[:digits]
        found[f"{kind}_level{level}_code"] = code
        # The row's own name, where a code is printed twice under two names.
        found[f"{kind}_level{level}_name"] = (
            _name(entry, kind) if code == whole else names.get(code)
        )
    return found
