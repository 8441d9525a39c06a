"""Tables without any rule whose heads and labels stand as browsers and Word set them."""

from collections.abc import Sequence

import pytest

from tests.readers.made_pdf import PageOf, pdf_of
from tests.readers.test_pdf import read, rows_of
from tests.readers.test_pdf_traps import only_grid
from yusuan.evidence.model import Grid
from yusuan.readers.pdf import read_pdf
from yusuan.stitching import stitch

_EM = 8


def _centred(page: PageOf, x: float, y: float, text: str) -> None:
    page.text(x - len(text) * _EM / 2, y, text, _EM)


def _ending(page: PageOf, x: float, y: float, amount: str) -> None:
    page.text(x - len(amount) * _EM / 2, y, amount, _EM)


def _two_halves(expenditure: float) -> PageOf:
    """项目｜预算数 beside 项目｜合计｜基金; the label of the right half is centred at ``expenditure``."""
    page = PageOf()
    _centred(page, 135, 90, "收入")
    _centred(page, expenditure, 90, "支出")
    for x, label in ((100, "项目"), (190, "预算数"), (300, "项目"), (400, "合计"), (470, "基金")):
        _centred(page, x, 104, label)
    for number in range(4):
        y = 118 + 14 * number
        page.text(60, y, "某项目收入", _EM).text(250, y, "某项目支出", _EM)
        _ending(page, 206, y, f"{number}1.50")
        _ending(page, 416, y, f"{number}2.50")
    return page


def test_halves_side_by_side_begin_where_the_first_label_stands_again() -> None:
    grid = only_grid(_two_halves(395))
    assert grid.spans_known
    assert [(c.text, c.column, c.column_span) for c in grid.row(0) if c.text] == [
        ("收入", 0, 2),
        ("支出", 2, 3),
    ]
    assert rows_of(grid)[1] == ["项目", "预算数", "项目", "合计", "基金"]


def test_a_table_goes_on_below_rows_that_print_nothing() -> None:
    page = _two_halves(395)
    page.text(60, 230, "收入总计", _EM).text(250, 230, "支出总计", _EM)
    _ending(page, 206, 230, "66.00")
    _ending(page, 416, 230, "66.00")
    assert rows_of(only_grid(page))[-1] == ["收入总计", "66.00", "支出总计", "66.00", ""]


def test_two_tables_of_the_same_columns_are_parted_where_the_unit_is_said() -> None:
    page = PageOf()
    for top, amount in ((90, "1.50"), (160, "2.50")):
        page.text(60, top, "单位：万元", _EM)
        for x, label in ((80, "项目"), (180, "预算数"), (280, "决算数")):
            _centred(page, x, top + 14, label)
        for number in range(3):
            page.text(60, top + 28 + 14 * number, "某项目", _EM)
            _ending(page, 196, top + 28 + 14 * number, amount)
            _ending(page, 296, top + 28 + 14 * number, amount)
    grids = read(page).grids
    assert [rows_of(grid)[1:] for grid in grids] == [
        [["某项目", amount, amount]] * 3 for amount in ("1.50", "2.50")
    ]


def test_a_group_of_columns_may_be_called_of_which() -> None:
    page = PageOf()
    _centred(page, 350, 90, "其中：")
    for x, y, label in (
        (90, 97, "科目"),
        (200, 97, "小计"),
        (300, 104, "基本"),
        (400, 104, "项目"),
    ):
        _centred(page, x, y, label)
    for number in range(3):
        page.text(60, 120 + 14 * number, "某科目支出", _EM)
        for right in (216, 316, 416):
            _ending(page, right, 120 + 14 * number, "1.50")
    grid = only_grid(page)
    assert rows_of(grid)[:2] == [["科目", "小计", "其中：", "^"], ["^", "^", "基本", "项目"]]


def test_a_label_cut_in_two_close_below_another_row_stays_its_own() -> None:
    page = PageOf()
    for x, label in ((90, "科目"), (220, "合计"), (320, "基本支出"), (420, "项目支出")):
        _centred(page, x, 90, label)
    rows = [
        (104.0, ("行政运行",)),
        (119.5, ("基本养老", "保险缴费")),
        (134.7, ("住房公积",)),
        (146.0, ("提租补贴",)),
    ]
    for number, (middle, lines) in enumerate(rows):
        for line, text in enumerate(lines):
            page.text(60, middle + (line - (len(lines) - 1) / 2) * 9.3, text, _EM)
        for column in range(3):
            _ending(page, 235 + 100 * column, middle, f"{number}{column}.50")
    assert rows_of(only_grid(page))[1:] == [
        ["行政运行", "00.50", "01.50", "02.50"],
        ["基本养老保险缴费", "10.50", "11.50", "12.50"],
        ["住房公积", "20.50", "21.50", "22.50"],
        ["提租补贴", "30.50", "31.50", "32.50"],
    ]


def test_figures_left_of_no_label_are_of_the_label_that_they_end_right_of() -> None:
    page = PageOf()
    labels = ((90, "科目"), (200, "合计"), (300, "基本支出"), (400, "项目支出"))
    for x, label in labels:
        _centred(page, x, 90, label)
    for number in range(3):
        y = 104 + 14 * number
        page.text(60, y, "某科目支出", _EM)
        _ending(page, 240, y, "1.50")  # right of 合计, of which no letter stands over them
        _ending(page, 435, y, "1.50")
    assert rows_of(only_grid(page))[1] == ["某科目支出", "1.50", "", "1.50"]


def test_a_row_of_dashes_above_the_first_amounts_is_a_row() -> None:
    page = PageOf()
    for x, label in ((90, "项目"), (200, "预算数"), (300, "统计数")):
        _centred(page, x, 90, label)
    page.text(60, 104, "一、三公经费支出", _EM).text(208, 104, "—", _EM).text(308, 104, "—", _EM)
    for number in range(3):
        y = 118 + 14 * number
        page.text(60, y, "出国费用支出合", _EM)
        _ending(page, 216, y, "1.50")
        _ending(page, 316, y, "2.50")
    assert rows_of(only_grid(page))[:2] == [
        ["项目", "预算数", "统计数"],
        ["一、三公经费支出", "—", "—"],
    ]


def test_the_topmost_letter_of_a_label_of_one_letter_a_line_is_of_the_head() -> None:
    page = PageOf()
    for x, label in ((90, "科目"), (200, "合计"), (300, "基本")):
        _centred(page, x, 100, label)
    for line, letter in enumerate("上缴上级支"):
        _centred(page, 380, 100 + (line - 2) * 10, letter)
    for number in range(3):
        y = 136 + 14 * number
        page.text(60, y, "某科目支出", _EM)
        for right in (216, 316, 392):
            _ending(page, right, y, "1.50")
    assert rows_of(only_grid(page))[0] == ["科目", "合计", "基本", "上缴上级支"]


def _page_of_table(labels: Sequence[str], shift: float = 0, head: bool = False) -> PageOf:
    """Rows of 科目 with figures in two columns, the first of them below a head if there is one."""
    page = PageOf()
    if head:
        for x, label in ((90, "科目"), (220, "合计"), (340, "基本支出")):
            _centred(page, x, 90, label)
    for number, label in enumerate(labels):
        page.text(60, 104 + 14 * number, label, _EM)
        if "无数" not in label:
            _ending(page, 240 + shift, 104 + 14 * number, f"{number + 1}0.50")
            _ending(page, 360, 104 + 14 * number, f"{number + 1}1.50")
    return page


_FIRST = ("一、行政运行", "二、机关服务", "三、住房改革")


@pytest.mark.parametrize(
    ("first", "second", "rows"),
    [
        ((), ("四、购房补贴",), 5),
        (("四、外交无数",), ("五、国防无数", "六、购房补贴", "七、提租补贴"), 8),
    ],
    ids=["one row", "rows without figures on both sides of the break"],
)
def test_a_table_goes_on_without_its_head(
    first: Sequence[str], second: Sequence[str], rows: int
) -> None:
    pages = _page_of_table((*_FIRST, *first), head=True), _page_of_table(second)
    pages[0].text(290, 760, "- 1 -")
    pages[1].text(290, 760, "- 2 -")
    document = read_pdf(pdf_of(*pages))
    assert document.ledger.balanced
    (grid,) = [block for block in stitch(document).blocks if isinstance(block, Grid)]
    assert grid.spans_known
    texts = [[cell.text for cell in grid.row(row)] for row in range(grid.row_count)]
    assert [row[0] for row in texts] == ["科目", *_FIRST, *first, *second]
    assert texts[-1][1:] == [f"{len(second)}0.50", f"{len(second)}1.50"]
    assert grid.row_count == rows


def _with_line(page: PageOf, y: float, *words: tuple[float, str]) -> PageOf:
    for x, word in words:
        _centred(page, x, y, word)
    return page


@pytest.mark.parametrize(
    "second",
    [
        _page_of_table(("四、购房补贴", "五、提租补贴"), shift=-25),
        _with_line(
            _page_of_table(("四、购房补贴",)), 92, (90, "科目"), (220, "人数"), (340, "车数")
        ),
        _with_line(_page_of_table(("四、购房补贴",)), 70, (200, "另一张表")),
        _page_of_table(("四、购房补贴",)).text(290, 104, "7.50", _EM),
        _page_of_table(()).text(52, 104, "四、购房补贴", _EM).text(224, 104, "9.50", _EM),
    ],
    ids=[
        "figures set elsewhere",
        "another head",
        "a title",
        "one column more",
        "labels set elsewhere",
    ],
)
def test_what_may_be_another_table_does_not_go_on(second: PageOf) -> None:
    document = read_pdf(pdf_of(_page_of_table(_FIRST, head=True), second))
    first, *_ = [block for block in stitch(document).blocks if isinstance(block, Grid)]
    assert first.row_count == 4


def test_the_second_line_of_the_label_of_a_group_is_no_group_of_its_own() -> None:
    page = PageOf()
    _centred(page, 90, 99, "功能分类")
    _centred(page, 90, 111, "科目")
    for y, first, second in (
        (90, "二〇二六年预算数比上年增", "二〇二六年预算数比执行"),
        (102, "减", "增减"),
    ):
        _centred(page, 250, y, first)
        _centred(page, 450, y, second)
    for x, label in ((200, "金额"), (300, "比例"), (400, "金额"), (500, "比例")):
        _centred(page, x, 120, label)
    for number in range(3):
        page.text(60, 135 + 14 * number, "某科目支出", _EM)
        for right in (216, 316, 416, 516):
            _ending(page, right, 135 + 14 * number, f"{number}1.50")
    assert rows_of(only_grid(page))[:2] == [
        ["功能分类科目", "二〇二六年预算数比上年增减", "^", "二〇二六年预算数比执行增减", "^"],
        ["^", "金额", "比例", "金额", "比例"],
    ]


def test_figures_that_end_alike_are_of_no_label_right_of_them() -> None:
    page = PageOf()
    for x, label in ((90, "科目"), (190, "金额"), (400, "备注")):
        _centred(page, x, 90, label)
    for number, amount in enumerate(("1.50", "21.50", "321.50")):
        page.text(60, 104 + 14 * number, "某科目支出", _EM)
        page.text(260 - len(amount) * _EM / 2, 104 + 14 * number, amount, _EM)
    assert rows_of(only_grid(page))[:2] == [["科目", "金额", "备注"], ["某科目支出", "1.50", ""]]


def test_two_lines_closer_than_rows_are_one_label_though_no_figure_is_beside() -> None:
    page = PageOf()
    for x, label in ((90, "科目"), (200, "预算数"), (300, "决算数")):
        _centred(page, x, 90, label)
    for y, text in (
        (104, "某科目支出"),
        (120, "财政拨款结转"),
        (130, "和结余"),
        (146, "某科目支出"),
    ):
        page.text(60, y, text, _EM)
    page.text(60, 162, "支出总计", _EM)
    for y in (104, 146, 162):
        _ending(page, 216, y, "1.50")
        _ending(page, 316, y, "2.50")
    assert [row[0] for row in rows_of(only_grid(page))] == [
        "科目",
        "某科目支出",
        "财政拨款结转和结余",
        "某科目支出",
        "支出总计",
    ]
