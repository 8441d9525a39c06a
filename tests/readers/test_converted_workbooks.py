"""A PDF that a converter wrote into a workbook: its pages in sheets, merged cells lost."""

from io import BytesIO

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from yusuan.conversion.interpreting import interpret
from yusuan.readers.dispatch import read

HEAD = "科目编码|科目名称|总计|基本支出||项目支出\n|||人员经费|公用经费|"


def workbook(*sheets: str) -> bytes:
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        for text in sheets:
            sheet = book.add_worksheet()
            for y, row in enumerate(text.strip("\n").split("\n")):
                for x, cell in enumerate(row.split("|")):
                    if cell:
                        sheet.write_string(y, x, cell)
    return file.getvalue()


def bound(*sheets: str) -> dict[str, list[dict[str, str]]]:
    """The figures of each table, row by row, by their measures."""
    (reading,) = interpret([read("a.xlsx", workbook(*sheets))]).readings
    assert not reading.leftovers
    return {
        table.name: [
            {measure: str(figure.value) for measure, figure in entry.figures.items()}
            for entry in table.entries
        ]
        for table in reading.tables
    }


@pytest.mark.parametrize("number", ["— 13 —", "第13页", "13/40"])
def test_below_the_number_of_a_page_the_head_printed_again_goes_on(number: str) -> None:
    tables = bound(
        f"2026年部门支出总体情况表\n单位：万元\n{HEAD}\n"
        "|合计|12.00|5.00|3.00|4.00\n201|一般公共服务支出|8.00|5.00|3.00|\n"
        f"{number}\n{HEAD}\n208|社会保障和就业支出|4.00|||4.00\n— 14 —"
    )
    assert [[row["total"] for row in rows] for rows in tables.values()] == [
        ["12.00", "8.00", "4.00"]
    ]


@pytest.mark.parametrize("title", ["", "2026年部门支出总体情况表\n单位：万元\n"])
def test_a_sheet_that_ends_with_the_number_of_a_page_is_a_page(title: str) -> None:
    rows = "|合计|12.00|5.00|3.00|4.00\n201|一般公共服务支出|8.00|5.00|3.00|\n"
    tables = bound(
        f"2026年部门支出总体情况表\n单位：万元\n{HEAD}\n{rows}— 13 —",
        f"{title}{HEAD}\n208|社会保障和就业支出|4.00|||4.00\n— 14 —",
    )
    assert [[row["total"] for row in rows] for rows in tables.values()] == [
        ["12.00", "8.00", "4.00"]
    ]


def test_sheets_without_numbers_of_pages_are_tables_each() -> None:
    rows = "|合计|8.00|5.00|3.00|\n201|一般公共服务支出|8.00|5.00|3.00|"
    other = "|合计|4.00|||4.00\n208|社会保障和就业支出|4.00|||4.00"
    title = "部门支出总体情况表\n单位：万元"
    tables = bound(f"{title}\n{HEAD}\n{rows}", f"{title}\n{HEAD}\n{other}")
    assert len(tables) == 2


def test_below_the_name_of_another_unit_it_is_another_table() -> None:
    title = "2026年部门支出总体情况表"
    row = "201|一般公共服务支出|8.00|5.00|3.00|"
    content = workbook(
        f"{title}\n部门：示例县水利局|||||单位：万元\n{HEAD}\n{row}\n— 13 —",
        f"{title}\n部门：示例县水库所|||||单位：万元\n{HEAD}\n{row}\n— 14 —",
    )
    readings = interpret([read("a.xlsx", content)]).readings
    assert [
        (reading.statement.organisation_name, [len(table.entries) for table in reading.tables])
        for reading in readings
    ] == [("示例县水利局", [1]), ("示例县水库所", [1])]


def test_without_such_a_number_it_is_another_table() -> None:
    rows = "201|一般公共服务支出|8.00|5.00|3.00|\n208|社会保障和就业支出|4.00|||4.00"
    other = "205|教育支出|9.00|5.00|4.00|\n210|卫生健康支出|4.00|||4.00"
    tables = bound(
        f"部门支出总体情况表\n单位：万元\n{HEAD}\n{rows}\n\n一般公共预算支出表\n单位：万元\n{HEAD}\n{other}"
    )
    assert [[row["total"] for row in rows] for rows in tables.values()] == [
        ["8.00", "4.00"],
        ["9.00", "4.00"],
    ]


def test_a_label_goes_on_over_blanks_as_far_as_the_one_above_it() -> None:
    tables = bound(
        "财政拨款“三公”经费支出决算表\n单位：万元\n"
        "合计||因公出国（境）费||公务用车购置及运行维护费||||||公务接待费|\n"
        "||||小计||公务用车购置费||公务用车运行维护费|||\n"
        "预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数\n"
        "7.85|5.39|0.00|0.00|5.00|5.00|0.00|0.00|5.00|5.00|2.85|0.39"
    )
    (rows,) = tables.values()
    assert {"budget": "2.85", "total": "0.39"} in rows
    assert sorted(row["total"] for row in rows) == ["0.00", "0.00", "0.39", "5.00", "5.00", "5.39"]
