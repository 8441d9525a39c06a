"""What a workbook's sheets are called and list: titles of tables where nothing else says them."""

from io import BytesIO

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from yusuan.conversion.interpreting import Interpreted, interpret
from yusuan.readers.dispatch import read

COVER = "某市某某局2026年部门预算"
SUMMARY = (
    "单位：万元\n收入||支出\n项目|预算数|项目|预算数\n一、事业收入|5.00|一、教育支出|5.00\n"
    "收入总计|5.00|支出总计|5.00"
)
SPENT = (
    "科目编码|科目名称|合计|基本支出|项目支出\n205|教育支出|5.00|4.00|1.00\n|合计|5.00|4.00|1.00"
)


def workbook(**sheets: str) -> Interpreted:
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        for name, text in sheets.items():
            sheet = book.add_worksheet(name)
            for y, row in enumerate(text.split("\n")):
                for x, cell in enumerate(row.split("|")):
                    if cell:
                        sheet.write_string(y, x, cell)
    return interpret([read("a.xlsx", file.getvalue())])


def bound(interpreted: Interpreted) -> list[str]:
    return [table.name for reading in interpreted.readings for table in reading.tables]


def test_below_a_cover_a_table_without_a_title_is_called_what_its_sheet_is() -> None:
    assert bound(workbook(封面=COVER, 部门收支总表=SUMMARY)) == ["budget_summary"]


def test_only_the_first_table_of_a_sheet_is() -> None:
    other = (
        "科目编码|科目名称|其中：甲|其中：乙\n212|城乡社区支出|7.00|1.00\n213|农林水支出|8.00|2.00"
    )
    spent = f"单位：万元\n{SPENT}\n\n\n{other}"
    (reading,) = workbook(封面=COVER, 部门支出总表=spent).readings
    assert [len(table.entries) for table in reading.tables] == [2]


@pytest.mark.parametrize("number", ["部门公开表{}", "{}", "表{}"])
def test_a_list_of_numbers_and_titles_is_no_table(number: str) -> None:
    listed = "\n".join(
        f"{number.format(at)}|{title}"
        for at, title in enumerate(("部门收支总表", "部门支出总表"), 1)
    )
    first = f"部门收支总表\n{SUMMARY}"
    (reading,) = workbook(封面=COVER, 目录=f"目录\n{listed}", 表1=first).readings
    assert (len(reading.tables), reading.leftovers) == (1, ())
