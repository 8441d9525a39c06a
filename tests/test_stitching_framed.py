"""Tables in Word and on web pages as converters of PDFs write them: framed, and cut by pages."""

import pytest

from tests.made_documents import shown
from yusuan.conversion.interpreting import interpret
from yusuan.readers.dispatch import read
from yusuan.stitching import stitch

BASIC = """
|||||
|预算06表 一般公共预算基本支出表<<<|
||||金额单位：万元|
|部门支出经济分类科目|预算数<<|
||合计|人员经费|公用经费|
|30101-基本工资|30.00|30.00||
|30201-办公费|2.00||2.00|
|合计|32.00|30.00|2.00|
"""
FUND = """
|||||
|预算07表 政府性基金预算支出表<<<|
||||金额单位：万元|
|科目编码|合计|基本支出|项目支出|
|2120803|4256.00||4256.00|
|合计|4256.00||4256.00|
"""


def table(text: str) -> str:
    """A table of HTML; a cell goes on over as many columns as ``<`` follow it."""
    rows = []
    for row in text.strip("\n").split("\n"):
        cells = ((cell.rstrip("<"), 1 + cell.count("<")) for cell in row.split("|"))
        rows.append("".join(f"<td colspan={n}>{text}</td>" for text, n in cells))
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def page(*parts: str) -> bytes:
    return f"<!DOCTYPE html><meta charset=utf-8><body>{''.join(parts)}".encode()


def test_a_title_below_a_blank_row_begins_a_table_of_its_own() -> None:
    (reading,) = interpret([read("a.html", page(table(BASIC), table(FUND)))]).readings
    assert [bound.name for bound in reading.tables] == [
        "general_public_budget_basic_expenditure",
        "government_fund_expenditure",
    ]
    assert not reading.leftovers


def test_blank_columns_at_the_sides_are_no_columns() -> None:
    first, second = stitch(read("a.html", page(table(BASIC), table(FUND)))).grids
    assert shown(first)[-1] == "合计|32.00|30.00|2.00"
    assert (first.column_count, second.column_count) == (4, 4)


def test_a_blank_cell_merged_over_head_and_body_joins_no_rows_to_the_head() -> None:
    head = "<tr><td rowspan=4><td>科目编码<td>科目名称<td>合计<td>基本支出<td>项目支出</tr>"
    rows = (
        "<tr><td>2010101<td>行政运行<td>5.00<td>5.00<td></tr>"
        "<tr><td>2010102<td>一般行政管理事务<td>3.00<td><td>3.00</tr>"
        "<tr><td><td>合计<td>8.00<td>5.00<td>3.00</tr>"
    )
    content = page("<p>支出总表<p>单位：万元", f"<table>{head}{rows}</table>")
    (reading,) = interpret([read("a.html", content)]).readings
    (bound,) = reading.tables
    assert bound.name == "expenditure"
    assert [entry.code for entry in bound.entries] == ["2010101", "2010102", None]


def test_a_column_that_is_merged_with_its_neighbour_stays() -> None:
    text = "科目<|合计\n|2010101|5.00\n|2010102|3.00\n合计<|8.00"
    (grid,) = stitch(read("a.html", page(table(text)))).grids
    assert grid.column_count == 3


def test_a_page_without_the_blank_column_goes_on_with_the_table() -> None:
    below = "2120899|5.00||5.00|\n2120999|6.00||6.00|"
    (whole,) = stitch(read("a.html", page(table(FUND.rsplit("|合计", 1)[0]), table(below)))).grids
    assert shown(whole)[-3:] == [
        "2120803|4256.00||4256.00",
        "2120899|5.00||5.00",
        "2120999|6.00||6.00",
    ]


@pytest.mark.parametrize(
    "fields",
    ["341-某某局|单位：万元", "部门：某某局|单位：万元\n|", "支出预算总表<\n某某局|单位：万元"],
)
def test_department_and_unit_laid_out_as_a_table_stand_above_each_page_of_one(fields: str) -> None:
    fields = table(fields)
    head = "科目编码|科目名称|合计|基本支出"
    first = table(f"{head}\n201|一般公共服务支出|5.00|5.00\n20101|人大事务|5.00|5.00")
    second = table(f"{head}\n208|社会保障和就业支出|2.00|2.00\n|合计|7.00|7.00")
    title = "<p>表03 支出预算总表"
    document = read("a.html", page(title, fields, first, title, fields, second))
    (whole,) = stitch(document).grids
    assert shown(whole)[-2:] == ["208|社会保障和就业支出|2.00|2.00", "|合计|7.00|7.00"]
    (reading,) = interpret([document]).readings
    assert [bound.unit for bound in reading.tables] == ["万元"]


def test_a_row_of_figures_laid_out_as_a_table_is_no_field() -> None:
    content = page("<p>收支总表", table("合计|单位：万元|12.00|13.00"))
    assert len(stitch(read("a.html", content)).grids) == 1


def test_the_number_of_a_table_comes_again_that_ended_another_line_above_it() -> None:
    head = "收入<|支出<\n项目|预算数|项目|预算数"
    first = table(f"{head}\n财政拨款|7.00|一、一般公共服务支出|5.00\n|||")
    second = table(f"{head}\n||二、社会保障支出|2.00\n收入总计|7.00|支出总计|7.00")
    above = "<p>收支总表<p>单位：万元"
    content = page("<p>二、表格部分表1", above, first, "<p>- 12 -<p>表1", above, second)
    (whole,) = stitch(read("a.html", content)).grids
    assert shown(whole)[-1] == "收入总计|7.00|支出总计|7.00"
