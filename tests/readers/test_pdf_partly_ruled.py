"""Tables of which only some rules are drawn: between columns, around the head."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from tests.readers.made_pdf import PageOf
from tests.readers.test_pdf import lines_of, read, rows_of
from tests.readers.test_pdf_traps import only_grid


def test_columns_go_on_over_a_page_without_a_head_to_a_row_merged_over_them() -> None:
    """The rule between 类 and 款 begins where the page does and stops at the total."""
    page = PageOf().line(100, 160, 400, 160).line(150, 100, 150, 140)
    for x in (100, 250, 400):
        page.line(x, 100, x, 160)
    for y, code, amount in ((114, "01", "1.50"), (134, "02", "2.50")):
        page.text(110, y, "201").text(160, y, code).text(350, y, amount)
    page.text(130, 154, "合计").text(350, 154, "4.00")
    assert rows_of(only_grid(page))[:2] == [["201", "01", "1.50"], ["201", "02", "2.50"]]


def test_rows_without_a_figure_are_rows_where_all_lines_are_as_far_apart_as_rows() -> None:
    page = PageOf().table([100, 200, 300], [100, 120, 220])
    page.text(110, 114, "项目").text(210, 114, "预算数")
    for number, label in enumerate(("本年收入", "事业收入", "其他收入", "上年结转", "收入总计")):
        page.text(110, 136 + 18 * number, label)
    for number in (0, 3, 4):
        page.text(210, 136 + 18 * number, f"{number}1.50")
    assert rows_of(only_grid(page))[1:] == [
        ["本年收入", "01.50"],
        ["事业收入", ""],
        ["其他收入", ""],
        ["上年结转", "31.50"],
        ["收入总计", "41.50"],
    ]


def test_rows_are_not_cut_where_a_line_may_be_of_the_label_above() -> None:
    page = PageOf().table([100, 200, 300], [100, 120, 220])
    page.text(110, 114, "项目").text(210, 114, "预算数")
    for y, label in ((136, "一"), (148, "二"), (160, "三"), (172, "四"), (184, "五")):
        page.text(110, y, label)
    for y in (136, 160, 172):
        page.text(210, y, "1.50")
    assert len(rows_of(only_grid(page))) == 2


@pytest.mark.parametrize(
    ("below", "rows"), [(18, [["上年结转", "1.50"], ["收入总计", "2.50"]]), (14, None)]
)
def test_two_rows_of_one_cell_are_told_by_a_figure_level_with_the_lower(
    below: float, rows: list[list[str]] | None
) -> None:
    """Lines of one label are closer to each other."""
    page = PageOf().table([100, 200, 300, 400, 500], [100, 120, 160])
    for x, label in ((110, "项目"), (210, "预算数"), (310, "项目"), (410, "预算数")):
        page.text(x, 114, label)
    for x, upper, lower in ((110, "上年结转", "收入总计"), (210, "1.50", "2.50")):
        page.text(x, 136, upper).text(x, 136 + below, lower)
    page.text(310, 136, "结转下年").text(310, 136 + below, "支出总计").text(
        410, 136 + below, "2.50"
    )
    found = [row[:2] for row in rows_of(only_grid(page))[1:]]
    assert found == rows if rows else len(found) == 1


def columns_alone() -> PageOf:
    """A head of two levels without a rule across within it: a rule begins below each group."""
    page = PageOf().line(100, 100, 400, 100).line(100, 140, 400, 140).line(100, 200, 400, 200)
    for x, top in ((100, 100), (200, 100), (300, 120), (400, 100)):
        page.line(x, top, x, 200)
    return page.text(140, 124, "项目").text(280, 114, "支出")


def test_a_rule_that_begins_below_a_label_of_a_head_has_a_group_above_it() -> None:
    page = columns_alone().text(230, 134, "基本").text(330, 134, "项目")
    for y, label in ((156, "行政运行"), (174, "机关服务"), (192, "合计")):
        page.text(110, y, label).text(260, y, "1.50").text(360, y, "2.50")
    assert rows_of(only_grid(page)) == [
        ["项目", "支出", "^"],
        ["^", "基本", "项目"],
        ["行政运行", "1.50", "2.50"],
        ["机关服务", "1.50", "2.50"],
        ["合计", "1.50", "2.50"],
    ]


def test_a_rule_that_ends_within_the_first_row_has_no_group_above_it() -> None:
    page = PageOf().table([100, 200, 400], [100, 140, 160]).line(300, 120, 300, 130)
    page.text(140, 124, "项目").text(280, 114, "支出")
    assert rows_of(only_grid(page))[0][:2] == ["项目", "支出"]


def test_a_row_that_numbers_the_columns_is_no_part_of_the_row_below() -> None:
    page = PageOf().table([100, 200, 300, 400], [100, 120, 160])
    for x, label in ((110, "科目编码"), (210, "基本支出"), (310, "项目支出")):
        page.text(x, 114, label)
    page.text(140, 134, "**").text(240, 134, "1").text(340, 134, "2").text(140, 152, "合计")
    assert rows_of(only_grid(page))[1:] == [["**", "1", "2"], ["合计", "", ""]]


def test_a_number_of_a_column_in_two_lines_is_one() -> None:
    page = PageOf().table([100, 200, 300, 400, 420], [100, 120, 160])
    for x, label in ((110, "科目编码"), (210, "基本支出"), (310, "项目支出"), (404, "计")):
        page.text(x, 114, label)
    page.text(140, 134, "**").text(240, 134, "10").text(340, 134, "11")
    page.text(404, 134, "1").text(404, 148, "2")
    assert rows_of(only_grid(page))[1:] == [["**", "10", "11", "12"]]


def test_a_slanted_digit_over_one_of_a_table_is_of_a_watermark() -> None:
    page = (
        PageOf().table([100, 200, 300], [100, 120]).text(110, 114, "项目").text(210, 114, "12.50")
    )
    page.text_matrix("7 7 -7 7 210 686", "2026")
    assert rows_of(read(page).grids[0]) == [["项目", "12.50"]]


def _head() -> PageOf:
    """项目｜基本支出｜项目支出, ruled, and nothing but white below."""
    page = PageOf().table([100, 200, 300, 400], [100, 120])
    return page.text(110, 114, "项目").text(210, 114, "基本支出").text(310, 114, "项目支出")


def test_rows_below_a_ruled_head_stand_in_its_columns() -> None:
    page = _head().text(110, 134, "教育支出").text(340, 134, "1.50")
    page.text(110, 152, "科学技术").text(240, 152, "2.50")
    assert rows_of(only_grid(page)) == [
        ["项目", "基本支出", "项目支出"],
        ["教育支出", "", "1.50"],
        ["科学技术", "2.50", ""],
    ]


def test_what_lies_over_two_columns_of_a_head_is_no_row_of_it() -> None:
    page = _head().text(110, 134, "教育支出").text(280, 134, "12345.50")
    assert rows_of(only_grid(page)) == [["项目", "基本支出", "项目支出"]]


def test_what_stands_far_below_a_ruled_head_is_no_row_of_it() -> None:
    page = _head().text(110, 160, "教育支出").text(340, 160, "1.50")
    assert rows_of(only_grid(page)) == [["项目", "基本支出", "项目支出"]]


def _shaded(
    page: PageOf, y: float, xs: Sequence[float], gap: float = 0, high: float = 20
) -> PageOf:
    """Grey cells from edge to edge of ``xs``, with white between them."""
    for left, right in pairwise(xs):
        page.fill(left, y, right - gap, y + high - gap, gray=0.9)
    return page


@pytest.mark.parametrize("gap", [0, 1, 4])
def test_cells_are_told_from_the_shades_behind_them(gap: float) -> None:
    page = _shaded(_shaded(PageOf(), 100, (100, 200, 400), gap), 120, (100, 200, 300, 400), gap)
    _shaded(page, 140, (100, 200, 300, 400), gap)
    page.text(110, 114, "项目").text(260, 114, "支出").text(210, 134, "基本").text(310, 134, "公用")
    page.text(110, 154, "教育").text(210, 154, "1.50").text(310, 154, "2.50")
    grid = only_grid(page)
    assert rows_of(grid) == [["项目", "支出", "^"], ["", "基本", "公用"], ["教育", "1.50", "2.50"]]
    assert grid.spans_known


def test_rows_between_shaded_ones_and_the_one_below_have_their_columns() -> None:
    page = _shaded(_shaded(PageOf(), 100, (100, 200, 300, 400)), 140, (100, 200, 300, 400))
    page.text(110, 114, "项目").text(210, 114, "基本支出").text(310, 114, "项目支出")
    for y, label in ((134, "教育"), (154, "科技"), (174, "合计")):
        page.text(110, y, label).text(360, y, "2.50")
    assert rows_of(only_grid(page))[1:] == [
        ["教育", "", "2.50"],
        ["科技", "", "2.50"],
        ["合计", "", "2.50"],
    ]


def test_a_row_above_the_first_shaded_one_is_the_first_of_the_page() -> None:
    """A unit above the table has no amount, a title stands in no column."""
    xs = (100, 200, 300, 400)
    page = _shaded(_shaded(PageOf(), 120, xs), 160, xs)
    page.text(110, 114, "教育").text(360, 114, "3.50")
    for y, label in ((134, "科技"), (154, "文化"), (174, "合计")):
        page.text(110, y, label).text(210, y, "1.50").text(360, y, "2.50")
    assert rows_of(only_grid(page))[0] == ["教育", "", "3.50"]


@pytest.mark.parametrize("above", ["单位：万元", "2026年度公开的全部收入和支出总表"])
def test_what_is_no_row_above_a_shaded_table_is_a_line(above: str) -> None:
    xs = (100, 200, 300, 400)
    page = _shaded(_shaded(PageOf(), 120, xs), 160, xs).text(150, 114, above)
    for y, label in ((134, "科技"), (154, "文化"), (174, "合计")):
        page.text(110, y, label).text(210, y, "1.50").text(360, y, "2.50")
    assert lines_of(read(page)) == [above]


@pytest.mark.parametrize("high", [12.5, 25])
def test_a_shade_higher_than_any_row_is_a_cell_of_the_head(high: float) -> None:
    """编码 and 名称 are merged over the four rows of the head, each with a shade of its own."""
    page = PageOf()
    below = 100 + 4 * high
    for left, right in ((100, 150), (150, 200)):
        page.fill(left, 100, right, below, gray=0.9)
    for number in range(4):
        _shaded(page, 100 + number * high, (200, 300, 400), high=high)
    _shaded(page, below, (100, 150, 200, 300, 400), high=12.5)
    for x, label in ((110, "编码"), (160, "名称")):
        page.text(x, below - 22, label)
    for x, label in ((210, "合计"), (310, "项目")):
        page.text(x, below - 2, label)
    for x, text in ((110, "117"), (160, "某局"), (210, "5.00"), (310, "2.00")):
        page.text(x, below + 10, text)
    rows = rows_of(only_grid(page))
    assert rows[0][:2] == ["编码", "名称"]
    assert rows[-1] == ["117", "某局", "5.00", "2.00"]


def _two_white_rows(second: str, gap: float, width: float = 100) -> list[list[str]]:
    """A shaded head, then white up to the next shade, in which two lines of labels stand."""
    xs = (100, 100 + width, 300)
    page = _shaded(_shaded(_shaded(PageOf(), 100, xs), 168, xs), 208, xs)
    page.text(105, 114, "项目").text(210, 114, "预算数")
    page.text(105, 134, "收入合计").text(210, 134, "1.50").text(105, 134 + gap, second)
    for y in (182, 202, 222):
        page.text(105, y, "科技").text(210, y, "2.50")
    return rows_of(only_grid(page))[1:-3]


def test_labels_too_far_apart_for_one_are_those_of_two_rows() -> None:
    """Between two shaded rows stand two white ones; the second has no amount."""
    assert _two_white_rows("补助收入", 26) == [["收入合计", "1.50"], ["补助收入", ""]]


@pytest.mark.parametrize(
    ("second", "gap", "width"),
    [("补助收入", 14, 100), ("计", 26, 100), ("补助收入", 26, 55)],
    ids=["lines close to each other", "a letter a line", "no room for more"],
)
def test_lines_of_one_label_are_one(second: str, gap: float, width: float) -> None:
    assert _two_white_rows(second, gap, width) == [["收入合计" + second, "1.50"]]


def test_the_shade_of_one_line_is_no_table() -> None:
    document = read(PageOf().fill(100, 100, 400, 120, gray=0.9).text(110, 114, "收支总表"))
    assert not document.grids
    assert lines_of(document) == ["收支总表"]


def test_codes_beside_the_frame_are_a_column_though_few_rows_have_one() -> None:
    """A label over columns on both sides of the frame stands in the middle of both."""
    page = PageOf().table([100, 200, 300], [100, 120, 140, 160, 180, 200])
    page.text(80, 114, "科目编码").text(60, 134, "类").text(120, 134, "款").text(220, 134, "金额")
    for baseline, code, item, amount in (
        (154, "201", "", "4.00"),
        (174, "", "01", "4.00"),
        (194, "205", "", "5.00"),
    ):
        page.text(60, baseline, code).text(120, baseline, item).text(250, baseline, amount)
    assert rows_of(only_grid(page)) == [
        ["科目编码", "^", ""],
        ["类", "款", "金额"],
        ["201", "", "4.00"],
        ["", "01", "4.00"],
        ["205", "", "5.00"],
    ]


def test_prose_beside_a_table_is_no_column_of_it() -> None:
    page = PageOf().table([300, 400, 500], [100, 120, 140, 160])
    for row, baseline in enumerate((114, 134, 154)):
        page.text(320, baseline, f"第{row}项").text(420, baseline, "1.50")
        page.text(60, baseline, "本单位负责有关事务的管理。")
    assert only_grid(page).column_count == 2
    assert len(lines_of(read(page))) == 3


def test_characters_that_draw_a_table_are_its_rules() -> None:
    """Lines of a report in letters of one width, further apart than the letters are high."""
    page = PageOf()
    rows = (
        "┌────┬────┬────┐",
        "│项目名称│　　合计│基本支出│",
        "├────┼────┴────┤",
        "│一般公共│支出合计一列　　　│",
        "├────┼────┬────┤",
        "│教育支出│３.５０│３.５０│",
        "└────┴────┴────┘",
    )
    for number, row in enumerate(rows):
        for at, letter in enumerate(row):
            page.text(100 + 10 * at, 100 + 13 * number, letter)
    assert rows_of(only_grid(page)) == [
        ["项目名称", "合计", "基本支出"],
        ["一般公共", "支出合计一列", "^"],
        ["教育支出", "３.５０", "３.５０"],
    ]


def test_a_dash_of_such_characters_is_text() -> None:
    page = PageOf().table([100, 200, 300], [100, 120, 140])
    page.text(110, 114, "教育支出").text(210, 114, "──").text(110, 134, "合计").text(
        210, 134, "1.50"
    )
    assert rows_of(only_grid(page)) == [["教育支出", "──"], ["合计", "1.50"]]
