"""Tidy lines: what a figure's own column and its row's codes say, and no more."""

from collections.abc import Mapping

from tests.binding.grids import STATEMENT, captioned
from yusuan.binding.bound import BoundTable
from yusuan.binding.statements import fact_table
from yusuan.binding.tables import bind_table
from yusuan.layouts.loading import load_layout
from yusuan.model import Value
from yusuan.views.lines import BUDGET_LINES, line_rows

FACTS: dict[str, Value] = {
    "disclosure_id": "100000-mou-2026-budget",
    "fiscal_year": 2026,
    "kind": "budget",
    "division_code": None,
    "division_name": None,
    "department_code": None,
    "department_name": None,
}


def lines(title: str, drawn: str) -> dict[tuple[Value, Value], Mapping[str, Value]]:
    """The lines of a table by row key and field."""
    table = bind_table(captioned(title, drawn), STATEMENT, load_layout("base"))
    assert isinstance(table, BoundTable), table
    rows = [
        dict(zip(BUDGET_LINES.field_names, row, strict=True))
        for row in line_rows(fact_table("0" * 12, table, 1), FACTS)
    ]
    return {(row["row_key"], row["field"]): row for row in rows}


def test_operating_is_a_source_of_revenue_and_a_type_of_expenditure() -> None:
    revenue = lines(
        "部门收入总表",
        """
        科目编码|科目名称|合计|财政拨款收入|事业收入|经营收入
        206|科学技术支出|6|1|2|3
        |合计|6|1|2|3
        """,
    )["206", "operating"]
    assert (revenue["fund_source_code"], revenue["expenditure_type_code"]) == ("own_funds", None)
    spent = lines(
        "部门支出总表",
        """
        科目编码|科目名称|合计|基本支出|项目支出|经营支出
        206|科学技术支出|6|1|2|3
        |合计|6|1|2|3
        """,
    )["206", "operating"]
    assert (spent["fund_source_code"], spent["expenditure_type_code"]) == (None, "operating")


def test_a_row_of_both_classifications_keeps_the_levels_of_both() -> None:
    line = lines(
        "部门支出总表",
        """
        功能分类科目编码|功能分类科目名称|部门经济分类科目编码|部门经济分类科目名称|合计|基本支出|项目支出
        2010301|行政运行|30101|基本工资|6|6|0
        """,
    ).popitem()[1]
    found = {
        name: value
        for name, value in line.items()
        if name.startswith(("function_level", "economic_level")) and value is not None
    }
    # The names of 201, 20103 and 301 are not printed.
    assert found == {
        "function_level1_code": "201",
        "function_level2_code": "20103",
        "function_level3_code": "2010301",
        "function_level3_name": "行政运行",
        "economic_level1_code": "301",
        "economic_level2_code": "30101",
        "economic_level2_name": "基本工资",
    }
