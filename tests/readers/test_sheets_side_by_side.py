"""Tables side by side on one sheet: each with its title, or one that stays as it is."""

from collections.abc import Sequence

from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]

from tests.readers.showing import shown
from tests.readers.test_workbooks import made

TITLES = ["收支总表", "", "", "支出总表", "", ""]
UNITS = ["", "单位：万元", "", "", "", "单位：元"]
HEADS = ["项目", "预算数", "", "科目编码", "科目名称", "合计"]
BODY = [
    ["事业收入", "1.50", "", "205", "教育支出", "2.50"],
    ["", "", "", "208", "社会保障", "3.50"],
]


def sheet(*rows: Sequence[str], merged: str = "") -> list[str]:
    def fill(book: Workbook) -> None:
        page = book.add_worksheet("表")
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                if text:
                    page.write(number, column, text)
        if merged:
            page.merge_range(merged, "部门预算公开表")

    return shown(made(fill))


def test_each_is_read_with_its_title_and_unit() -> None:
    below = ["", "", "注：本年"]
    assert sheet(TITLES, UNITS, HEADS, *BODY, below) == [
        "表!A1: 收支总表",
        "表!B2: 单位：万元",
        "[表!A3]",
        "项目 | 预算数",
        "事业收入 | 1.50",
        "表!D1: 支出总表",
        "表!F2: 单位：元",
        "[表!D3]",
        "科目编码 | 科目名称 | 合计",
        "205 | 教育支出 | 2.50",
        "208 | 社会保障 | 3.50",
        "表!C6: 注：本年",
    ]


def test_without_a_blank_column_nothing_tells_where_one_ends() -> None:
    rows = [[*row[:2], *row[3:]] for row in (TITLES, UNITS, HEADS, *BODY)]
    assert "项目 | 预算数 | 科目编码 | 科目名称 | 合计" in sheet(*rows)


def test_halves_below_one_title_are_one_table() -> None:
    above = ["部门预算公开表", "", "", "", "", ""]
    assert "项目 | 预算数 |  | 科目编码 | 科目名称 | 合计" in sheet(above, TITLES, HEADS, *BODY)


def test_the_number_of_a_table_is_no_second_title() -> None:
    row = ["收支总表", "", "", "", "", "公开01表"]
    assert "项目 | 预算数 |  | 科目编码 | 科目名称 | 合计" in sheet(row, HEADS, *BODY)
