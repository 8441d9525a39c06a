"""Tables whose rows are classification codes: revenue, expenditure, the funds, basic items.

Level and parent follow from the code's prefix (3 digits class, 5 section, 7 item).
"""

import re
from collections.abc import Iterator

from yusuan import vocabulary as v
from yusuan.codes import read_code
from yusuan.errors import PlaceError
from yusuan.facts.keys import RowKeys
from yusuan.facts.model import Entry
from yusuan.tables.declaration import AssembledTable, Column, FundSource, PublishedTable, nested
from yusuan.tables.figures import FIGURES
from yusuan.tables.roles import (
    APPROPRIATION_FIGURES,
    BALANCES,
    CODED,
    EXPENDITURE_FIGURES,
    FUNDS,
    OWN_FUNDS,
    STAGES,
    role_resource,
)
from yusuan.text import key

TOTAL_NAMES = frozenset({"合计", "总计"})
_LEVEL_OF_DIGITS = {3: 1, 5: 2, 7: 3}


def coded_entries(table: AssembledTable, kind: str, pattern: re.Pattern[str]) -> Iterator[Entry]:
    """Rows of a table keyed on ``<kind>_code``; raises PlaceError on a row that is none."""
    keys = RowKeys()
    key_of_code: dict[str, str] = {}
    total_key: str | None = None
    for order, row in enumerate(table.filled_rows, start=1):
        number = table.row_number(row)
        printed = table.cell(row, f"{kind}_code")
        code = read_code(printed) or printed
        name = table.cell(row, f"{kind}_name")
        is_total = not code and key(name) in TOTAL_NAMES
        if not is_total and (not pattern.fullmatch(code) or not name):
            raise PlaceError(
                row.place,
                f"“{table.title.text.strip()}”的科目编码或名称不合规范",
                "\t".join(row.cells),
                "编码应为 3、5 或 7 位数字并带名称，合计行编码为空",
            )
        if is_total:
            level, parent = 0, None
            row_key = keys.of_label(name)
            total_key = total_key or row_key
        else:
            level = _LEVEL_OF_DIGITS[len(code)]
            row_key = keys.of_code(code)
            parent = total_key if level == 1 else key_of_code.get(code[:-2])
            key_of_code.setdefault(code, row_key)
        yield Entry(
            key=row_key,
            order=order,
            number=number,
            place=row.place,
            place_end=row.place_end,
            label=name,
            parent=parent,
            level=level,
            code=code or None,
            texts={
                "row_key": row_key,
                "row_no": number,
                f"{kind}_code": code or None,
                f"{kind}_name": name,
                "level": level,
                "parent_key": parent,
                "parent_code": code[:-2] if code[:-2] in key_of_code else None,
            },
            figures=table.figures(row),
        )


_FUNCTION_PATTERN = re.compile(v.FUNCTION_CODE.pattern)
_ECONOMIC_PATTERN = re.compile(v.ECONOMIC_CODE.pattern)


def _function_entries(table: AssembledTable) -> Iterator[Entry]:
    return coded_entries(table, "function", _FUNCTION_PATTERN)


def _economic_entries(table: AssembledTable) -> Iterator[Entry]:
    return coded_entries(table, "economic", _ECONOMIC_PATTERN)


_REVENUE_FIGURES = (
    "total", "current_year", "fiscal_appropriation", "general_public_budget", "earmarked",
    "government_fund", "state_capital", "special_account", "special_account_education",
    "special_account_other", "institutional",
    FIGURES["operating"].with_(title="经营收入", fund_source="own_funds"), "from_superior",
    "from_affiliated", "other", "own_funds", "other_funds", "used_surplus", "account_balance",
    "carryover", "carryover_general_public_budget", "carryover_government_fund",
    "carryover_state_capital", "carryover_special_account", "carryover_own_funds",
    "fiscal_carryover", "non_fiscal_carryover", "previous_budget", "previous_executed",
)  # fmt: skip
_EXPENDITURE_FIGURES = (
    *EXPENDITURE_FIGURES,
    FIGURES["operating"].with_(title="经营支出", expenditure_type="operating"), "to_superior",
    "to_affiliated", "reserve", *FUNDS, *OWN_FUNDS, *STAGES, *BALANCES, "procurement",
    "procurement_small_business", "procurement_micro_business",
)  # fmt: skip


_FUNCTION_LABELS = ("功能分类科目", "支出功能分类科目")


_FUNCTION_COLUMNS = (
    Column(field="row_no", paths=(("序号",),)),
    Column(field="function_code", paths=nested(_FUNCTION_LABELS, "科目编码", "编码")),
    Column(field="function_name", paths=nested(_FUNCTION_LABELS, "科目名称", "名称")),
)


_BASIC_AND_PROJECT_COLUMNS = (
    Column(field="total", paths=(("合计",),), measure="amount"),
    Column(field="basic", paths=(("基本支出",),), measure="amount", expenditure_type="basic"),
    Column(field="project", paths=(("项目支出",),), measure="amount", expenditure_type="project"),
)


_THIS_YEAR = ("本年收入",)


REVENUE = PublishedTable(
    resource=role_resource(
        "revenue",
        "部门收入总表",
        "部门全年收入，按功能分类科目和来源列示。",
        "Revenue of the department by functional classification and source.",
        CODED,
        _REVENUE_FIGURES,
    ),
    titles=("部门预算收入总表", "部门收入预算总表", "部门收入总表", "收入预算总表"),
    columns=(
        *_FUNCTION_COLUMNS,
        Column(field="total", paths=(("合计",),), measure="amount"),
        Column(field="current_year", paths=nested(_THIS_YEAR, "小计", "合计"), measure="amount"),
        Column(
            field="fiscal_appropriation",
            paths=nested(_THIS_YEAR, "财政拨款收入", "财政拨款"),
            measure="amount",
        ),
        Column(
            field="special_account",
            paths=nested(_THIS_YEAR, "财政专户收入", "财政专户管理资金收入", "财政专户管理资金"),
            measure="amount",
            fund_source="special_account",
        ),
        Column(
            field="institutional",
            paths=nested(_THIS_YEAR, "事业收入"),
            measure="amount",
            fund_source="own_funds",
        ),
        Column(
            field="operating",
            paths=nested(_THIS_YEAR, "经营收入", "事业单位经营收入"),
            measure="amount",
            fund_source="own_funds",
        ),
        Column(
            field="from_superior",
            paths=nested(_THIS_YEAR, "上级补助收入"),
            measure="amount",
            fund_source="own_funds",
        ),
        Column(
            field="from_affiliated",
            paths=nested(_THIS_YEAR, "附属单位上缴收入"),
            measure="amount",
            fund_source="own_funds",
        ),
        Column(
            field="other",
            paths=nested(_THIS_YEAR, "其他收入"),
            measure="amount",
            fund_source="own_funds",
        ),
        Column(field="carryover", paths=(("上年结转",), ("上年结转结余",)), measure="amount"),
    ),
    entries=_function_entries,
    direction="revenue",
)

EXPENDITURE = PublishedTable(
    resource=role_resource(
        "expenditure",
        "部门支出总表",
        "部门全年支出，按功能分类科目和支出类型列示。",
        "Expenditure of the department by functional classification and type.",
        CODED,
        _EXPENDITURE_FIGURES,
    ),
    titles=("部门预算支出总表", "部门支出预算总表", "部门支出总表", "支出预算总表"),
    columns=(
        *_FUNCTION_COLUMNS,
        *_BASIC_AND_PROJECT_COLUMNS,
        Column(
            field="operating",
            paths=(("经营支出",), ("事业单位经营支出",)),
            measure="amount",
            expenditure_type="operating",
        ),
        Column(
            field="to_superior",
            paths=(("上解上级支出",), ("上缴上级支出",)),
            measure="amount",
            expenditure_type="to_superior",
        ),
        Column(
            field="to_affiliated",
            paths=(("对附属单位补助支出",), ("对附属单位补助",)),
            measure="amount",
            expenditure_type="to_affiliated",
        ),
    ),
    entries=_function_entries,
)


def _appropriation_table(
    source: FundSource, title: str, description: str, description_en: str, titles: tuple[str, ...]
) -> PublishedTable:
    return PublishedTable(
        resource=role_resource(
            f"{source}_expenditure",
            title,
            description,
            description_en,
            CODED,
            APPROPRIATION_FIGURES,
        ),
        titles=titles,
        columns=(*_FUNCTION_COLUMNS, *_BASIC_AND_PROJECT_COLUMNS),
        entries=_function_entries,
        fund_source=source,
    )


GENERAL_PUBLIC_BUDGET_EXPENDITURE = _appropriation_table(
    "general_public_budget",
    "一般公共预算财政拨款支出表",
    "一般公共预算财政拨款安排的支出，按功能分类科目列示。",
    "Expenditure from the general public budget by functional classification.",
    (
        "部门预算一般公共预算财政拨款支出表",
        "一般公共预算财政拨款支出表",
        "部门一般公共预算支出表",
        "一般公共预算支出表",
    ),
)

GOVERNMENT_FUND_EXPENDITURE = _appropriation_table(
    "government_fund",
    "政府性基金预算财政拨款支出表",
    "政府性基金预算财政拨款安排的支出，按功能分类科目列示。",
    "Expenditure from the government-managed fund budget by functional classification.",
    (
        "部门预算政府基金预算财政拨款支出表",
        "部门预算政府性基金预算财政拨款支出表",
        "政府性基金预算财政拨款支出表",
        "政府基金预算财政拨款支出表",
        "政府性基金预算支出表",
    ),
)

STATE_CAPITAL_EXPENDITURE = _appropriation_table(
    "state_capital",
    "国有资本经营预算财政拨款支出表",
    "国有资本经营预算财政拨款安排的支出，按功能分类科目列示。",
    "Expenditure from the state capital operations budget by functional classification.",
    (
        "部门预算国有资本经营预算财政拨款支出表",
        "国有资本经营预算财政拨款支出表",
        "国有资本经营预算支出表",
    ),
)

_ECONOMIC_LABELS = ("支出部门经济分类科目", "部门预算支出经济分类科目", "支出经济分类科目")
_BASIC_LABELS = ("一般公共预算基本支出", "基本支出")


GENERAL_PUBLIC_BUDGET_BASIC_EXPENDITURE = PublishedTable(
    resource=role_resource(
        "general_public_budget_basic_expenditure",
        "一般公共预算财政拨款基本支出表",
        "一般公共预算财政拨款安排的基本支出，按部门预算支出经济分类科目列示。",
        "Basic expenditure from the general public budget by economic classification.",
        CODED,
        APPROPRIATION_FIGURES,
    ),
    titles=(
        "部门预算一般公共预算财政拨款基本支出表",
        "一般公共预算财政拨款基本支出表",
        "一般公共预算基本支出表",
    ),
    columns=(
        Column(field="row_no", paths=(("序号",),)),
        Column(field="economic_code", paths=nested(_ECONOMIC_LABELS, "科目编码", "编码")),
        Column(field="economic_name", paths=nested(_ECONOMIC_LABELS, "科目名称", "名称")),
        Column(field="total", paths=nested(_BASIC_LABELS, "合计"), measure="amount"),
        Column(field="personnel", paths=nested(_BASIC_LABELS, "人员经费"), measure="amount"),
        Column(
            field="running",
            paths=nested(_BASIC_LABELS, "公用经费", "日常公用经费"),
            measure="amount",
        ),
    ),
    entries=_economic_entries,
    fund_source="general_public_budget",
    expenditure_type="basic",
)
