"""Traps of printed tables, each on a page written by hand."""

import pytest

from tests.readers.made_pdf import PageOf, pdf_of
from tests.readers.test_pdf import lines_of, read, rows_of
from yusuan.evidence.model import Furniture, Grid, Line, Unread
from yusuan.evidence.places import Box, PagePlace
from yusuan.readers.pdf import read_pdf


def two_by_two(page: PageOf, *, left: float = 100, top: float = 100) -> PageOf:
    return page.table([left, left + 100, left + 200], [top, top + 20, top + 40])


def reasons(unread: tuple[Unread, ...]) -> list[tuple[str, str]]:
    return [(one.text, one.reason) for one in unread]


def only_grid(*pages: PageOf) -> Grid:
    (grid,) = read(*pages).grids
    return grid


# Pages that lie on their side


def sideways(page: PageOf, x: float, y: float, text: str) -> None:
    """Text that runs up the page: its origin at (x, y) from the top left corner."""
    page.text_matrix(f"0 10 -10 0 {x} {page.height - y}", text)


def test_a_rotated_page_is_read_as_shown() -> None:
    page = PageOf(width=400, height=600, entries="/Rotate 90")
    # Shown: 600 wide and 400 high. x as shown is y of the file, so rules and text are turned.
    for x in (100, 200, 300):
        page.raw(f"40 {x} m 80 {x} l S")
    for y in (40, 60, 80):
        page.raw(f"{y} 100 m {y} 300 l S")
    for x, y, text in ((110, 54, "项目"), (210, 54, "金额"), (110, 74, "合计"), (210, 74, "1.50")):
        page.text_matrix(f"0 10 -10 0 {y} {x}", text)
    document = read(page)
    assert document.pages[0].rotation == 90
    assert (document.pages[0].width, document.pages[0].height) == (600, 400)
    (grid,) = document.grids
    assert rows_of(grid) == [["项目", "金额"], ["合计", "1.50"]]
    assert grid.cell(1, 1).place == PagePlace(1, Box(200, 60, 300, 80))


def test_a_table_drawn_sideways_is_read_upright_and_placed_as_shown() -> None:
    page = PageOf()
    page.table([100, 120, 140], [300, 400, 500])
    sideways(page, 114, 490, "项目")
    sideways(page, 114, 390, "金额")
    sideways(page, 134, 490, "合计")
    sideways(page, 134, 390, "1.50")
    grid = only_grid(page)
    assert rows_of(grid) == [["项目", "金额"], ["合计", "1.50"]]
    assert grid.cell(1, 1).place == PagePlace(1, Box(120, 300, 140, 400))


def test_a_head_set_sideways_in_an_upright_table() -> None:
    page = two_by_two(PageOf(), top=300).text(110, 334, "基本支出").text(210, 334, "12.50")
    page.table([100, 200, 300], [240, 300])
    sideways(page, 160, 290, "项目")
    page.text(210, 275, "金额一栏")
    assert rows_of(only_grid(page))[0] == ["项目", "金额一栏"]


def test_slanted_text_is_a_watermark_and_in_no_cell() -> None:
    page = two_by_two(PageOf()).text(110, 114, "项目").text(210, 134, "1.50")
    page.text_matrix("7 7 -7 7 150 670", "内部资料")
    document = read(page)
    assert rows_of(document.grids[0]) == [["项目", ""], ["", "1.50"]]
    (mark,) = [block for block in document.blocks if isinstance(block, Furniture)]
    assert (mark.kind, mark.lines[0].text) == ("watermark", "内部资料")


@pytest.mark.parametrize("mark", ["部门预算公开", "2026-01-20"])
def test_large_text_printed_across_a_table_is_a_watermark(mark: str) -> None:
    page = two_by_two(PageOf()).text(110, 114, "一般公共预算").text(210, 134, "123456.50")
    page.text(110, 134, mark, size=30)
    document = read(page)
    assert rows_of(document.grids[0]) == [["一般公共预算", ""], ["", "123456.50"]]
    (furniture,) = [block for block in document.blocks if isinstance(block, Furniture)]
    assert furniture.lines[0].text == mark


def test_a_large_title_above_a_table_is_a_line() -> None:
    page = two_by_two(PageOf()).text(110, 114, "项目").text(210, 134, "1.50")
    assert lines_of(read(page.text(100, 90, "收支总表", size=22))) == ["收支总表"]


# What stands on the page beside its contents


@pytest.mark.parametrize("subtype", ["FreeText", "Stamp", "Widget"])
def test_text_typed_onto_a_page_or_filled_into_a_form_is_printed(subtype: str) -> None:
    page = two_by_two(PageOf()).text(110, 114, "项目").text(210, 114, "金额").text(110, 134, "基本")
    page.annotation(subtype, 210, 134, "1.50")
    assert rows_of(only_grid(page)) == [["项目", "金额"], ["基本", "1.50"]]


# What nobody sees


def test_clipped_and_off_page_text_is_set_aside() -> None:
    page = PageOf().text(100, 100, "看得见")
    page.raw("q 0 0 600 100 re W n").text(100, 200, "剪掉").raw("Q")
    page.text(100, 900, "页外")
    document = read(page)
    assert lines_of(document) == ["看得见"]
    assert reasons(document.unread) == [("剪掉", "clipped"), ("页外", "off_page")]


def test_rules_are_clipped_too() -> None:
    page = PageOf().raw("q 0 0 600 100 re W n")
    two_by_two(page).raw("Q").text(110, 114, "只有字")
    assert read(page).grids == ()


def test_dashed_rules_of_many_columns_stay_apart() -> None:
    """A short dash may be a piece of a rule either way; across its rule it is none."""
    page = PageOf()
    xs, ys = [100 + 30.7 * n for n in range(9)], [100, 112.3, 124.9]
    for y in ys:
        for n in range(int((xs[-1] - xs[0]) / 1.9)):
            page.fill(xs[0] + 1.9 * n, y, xs[0] + 1.9 * n + 1.2, y + 0.5)
    for x in xs:
        for n in range(int((ys[-1] - ys[0]) / 1.9)):
            page.fill(x, ys[0] + 1.9 * n, x + 0.5, ys[0] + 1.9 * n + 1.2)
    for n, x in enumerate(xs[:-1]):
        page.text(x + 5, 109, "栏", 7).text(x + 5, 121, str(n), 7)
    assert rows_of(only_grid(page)) == [["栏"] * 8, [str(n) for n in range(8)]]


def test_cells_that_are_boxes_of_their_own_are_one_table() -> None:
    """As a browser draws a table whose borders are not collapsed."""
    page = PageOf()
    for row in range(2):
        for column in range(3):
            x, y = 100 + 82.5 * column, 100 + 22.5 * row
            page.table([x, x + 80], [y, y + 20])
            page.text(x + 5, y + 14, f"{row}{column}", 7)
    assert rows_of(only_grid(page)) == [["00", "01", "02"], ["10", "11", "12"]]


def test_the_rules_of_another_table_further_down_keep_their_place() -> None:
    page = two_by_two(PageOf(), left=100, top=100).text(110, 114, "项目")
    two_by_two(page, left=102.6, top=300).text(120, 314, "项目")
    first, second = read(page).grids
    assert (first.column_edges, second.column_edges) == ((100, 200, 300), (102.6, 202.6, 302.6))


def test_text_painted_twice_is_read_once() -> None:
    page = PageOf().text(100, 100, "合计12.50").text(101.1, 100.5, "合计12.50")
    document = read(page)
    assert lines_of(document) == ["合计12.50"]
    assert reasons(document.unread) == [("合计12.50", "overprinted")]


@pytest.mark.parametrize(("right", "down"), [(2, 0), (1.5, 1.5), (0, 2)])
def test_a_shadow_is_read_once(right: float, down: float) -> None:
    page = PageOf().text(50, 100, "公用经费12").text(50 + right, 100 + down, "公用经费12")
    assert lines_of(read(page)) == ["公用经费12"]


def test_a_digit_over_another_is_neither_of_them() -> None:
    """Two layers of text that differ: 1336.23 under 1386.23 was read as 13386.23."""
    page = PageOf().text(50, 100, "1336.23").text(50, 100.4, "1386.23")
    assert lines_of(read(page)) == ["13\ufffd6.23"]
    assert read(page).ledger.balanced


def test_a_repeated_digit_is_not_text_painted_twice() -> None:
    assert lines_of(read(PageOf().text(100, 100, "1,000.00"))) == ["1,000.00"]


def test_one_sign_that_stands_for_two_characters_is_both() -> None:
    page = PageOf().text(100, 100, "经费").dashes(120, 100).text(140, 100, "运行")
    assert lines_of(read(page)) == ["经费——运行"]
    assert read(page).ledger.balanced


def test_invisible_text_over_a_picture_of_a_page() -> None:
    page = PageOf().raw("q 600 0 0 800 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q")
    page.text_matrix("10 0 0 10 100 700", "识别出的文字", mode=3)
    document = read(page)
    assert document.pages[0].kind == "picture"
    assert reasons(document.unread) == [("识别出的文字", "invisible")]


def test_white_text_is_seen_only_on_what_is_not_white() -> None:
    page = PageOf().text(100, 100, "合计").raw("1 1 1 rg").text(200, 100, "300.00").raw("0 g")
    page.fill(90, 180, 300, 210).raw("1 1 1 rg").text(100, 200, "预算数")
    document = read(page)
    assert lines_of(document) == ["合计", "预算数"]
    assert reasons(document.unread) == [("300.00", "invisible")]


def test_text_under_a_picture_of_the_page_is_not_what_is_printed() -> None:
    page = PageOf().text(100, 100, "识别出的文字，或有错误")
    page.raw("q 600 0 0 800 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q")
    document = read(page)
    assert document.pages[0].kind == "picture"
    assert reasons(document.unread) == [("识别出的文字，或有错误", "invisible")]


def test_text_on_a_background_is_printed() -> None:
    page = PageOf().raw("q 600 0 0 800 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xf0 EI Q")
    document = read(page.text(100, 100, "二〇二六年部门预算公开"))
    assert (document.pages[0].kind, lines_of(document)) == ("text", ["二〇二六年部门预算公开"])


# Pages that are no text


def test_an_empty_page_and_a_cover_are_no_pictures() -> None:
    document = read(PageOf(), PageOf().text(100, 100, "二〇二六年部门预算公开情况"))
    assert [page.kind for page in document.pages] == ["empty", "text"]


def test_a_picture_on_a_page_of_text_is_named() -> None:
    page = PageOf().text(100, 100, "收入构成如图：")
    page.raw("q 300 0 0 200 100 400 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q")
    document = read(page)
    assert document.pages[0].kind == "text"
    assert document.unread == (Unread("", PagePlace(1, Box(100, 200, 400, 400)), "picture"),)


def test_a_text_layer_of_bare_codes_is_garbled_and_never_guessed() -> None:
    page = PageOf().text(100, 100, "\ue001\ue002\ue003\ue004\ue005" * 6).text(100, 120, "12.50")
    document = read(page)
    assert document.pages[0].kind == "garbled"
    assert document.blocks == ()
    assert {one.reason for one in document.unread} == {"garbled"}


def test_rare_characters_throughout_are_a_shifted_mapping_not_chinese() -> None:
    page = PageOf().text(100, 100, "㛑ߚ㉏⾥㓪ⷕ䞥乘ㅫᬃߎ").text(100, 120, "1,250.00 1,360.00 1,470.00")
    assert read(page).pages[0].kind == "garbled"


def test_a_short_page_of_a_garbled_document_is_garbled_too() -> None:
    garbled, short = (
        PageOf().text(100, 100, "㛑ߚ㉏⾥㓪ⷕ䞥乘ㅫᬃߎ" * 3),
        PageOf().text(100, 100, "ⷕ䞥乘"),
    )
    assert [page.kind for page in read(garbled, garbled, short).pages] == ["garbled"] * 3
    assert [page.kind for page in read(short).pages] == ["text"]


def test_accented_letters_within_chinese_are_a_mapping_that_fails_here_and_there() -> None:
    """公 is said to be | by the same fonts, which no sign tells on the second page."""
    mixed = PageOf().text(100, 100, "政府性Ā金预算财ÿ拨款收入").text(100, 120, "1,250.00")
    unseen = PageOf().text(100, 100, "一般|共预算拨款收入").text(100, 120, "1,250.00")
    document = read(mixed, unseen)
    assert [page.kind for page in document.pages] == ["garbled"] * 2
    assert document.blocks == ()
    assert [page.kind for page in read(unseen).pages] == ["text"]


@pytest.mark.parametrize("text", ["读音（yù suàn）为预ù算", "咖啡馆Café等三家", "《Ödipus》剧组"])
def test_pinyin_and_foreign_names_are_not_garbled(text: str) -> None:
    assert read(PageOf().text(100, 100, text)).pages[0].kind == "text"


@pytest.mark.parametrize(
    "text", ["12.50 13.60 14.70 15.80 16.90 17.00", "Budget of the year and its final accounts"]
)
def test_figures_and_english_are_not_garbled(text: str) -> None:
    assert read(PageOf().text(100, 100, text)).pages[0].kind == "text"


def test_a_private_character_among_others_stays_as_it_is() -> None:
    page = PageOf().text(100, 100, "\uf06c根据部门职责，本单位预算安排如下，请见下列各表说明")
    assert lines_of(read(page))[0].startswith("\uf06c根据")


# Text within cells


def test_the_lines_of_a_cell_are_joined() -> None:
    page = PageOf().table([100, 160, 260, 360], [100, 150])
    page.text(105, 120, "基本养老").text(105, 135, "保险缴费")
    page.text(165, 120, "12,34").text(165, 135, "5.67")
    page.text(265, 120, "State").text(265, 135, "Capital")
    assert rows_of(only_grid(page)) == [["基本养老保险缴费", "12,34 5.67", "State Capital"]]


@pytest.mark.parametrize(("first", "second"), [("1,234,5", "67.89"), ("13", ".85")])
def test_a_number_cut_by_a_narrow_cell_is_one(first: str, second: str) -> None:
    page = PageOf().table([100, 100 + 6 * len(first) + 8, 300], [100, 150])
    page.text(104, 120, first).text(104, 135, second).text(200, 130, "合计")
    assert rows_of(only_grid(page))[0][0] == first + second


def test_a_head_of_one_character_a_line() -> None:
    page = PageOf().table([100, 120, 220], [100, 160])
    for baseline, character in ((115, "类"), (130, "款"), (145, "项")):
        page.text(105, baseline, character)
    page.text(130, 130, "科目名称")
    assert rows_of(only_grid(page)) == [["类款项", "科目名称"]]


def test_spaced_and_full_width_digits_get_no_space() -> None:
    page = PageOf().table([100, 300, 500], [100, 120])
    for number, digit in enumerate("12.50"):
        page.text(110 + 14 * number, 114, digit)
    page.text(310, 114, "１２．５０")
    assert rows_of(only_grid(page)) == [["12.50", "１２．５０"]]


def test_two_amounts_in_one_cell_keep_their_distance() -> None:
    page = PageOf().table([100, 300, 400], [100, 120])
    page.text(110, 114, "12.50").text(200, 114, "13.60").text(310, 114, "合计")
    assert rows_of(only_grid(page)) == [["12.50 13.60", "合计"]]


@pytest.mark.parametrize(("first", "second"), [("80", "90"), ("1,111.10", "2,000.00")])
def test_numbers_parted_by_a_narrow_gap_alone_are_two(first: str, second: str) -> None:
    """As browsers print a blank: no character, a gap of a quarter em."""
    page = PageOf().table([100, 300, 400], [100, 120, 140]).text(110, 114, "指标")
    page.text(110, 134, first).text(110 + 5 * len(first) + 2.8, 134, second)
    assert rows_of(only_grid(page))[1][0] == f"{first} {second}"


@pytest.mark.parametrize("left", [192, 185, 180])
def test_a_number_that_runs_over_a_rule_stays_whole(left: float) -> None:
    """The rule at 200 crosses a digit, or falls between two of them."""
    page = two_by_two(PageOf()).text(110, 114, "项目").text(210, 114, "金额")
    page.text(left, 134, "1,234.50").text(110, 134, "合计")
    row = rows_of(only_grid(page))[1]
    assert row in (["合计", "1,234.50"], ["合计 1,234.50", ""])


@pytest.mark.parametrize("left", [195, 190, 185, 180, 175])
def test_an_amount_that_runs_into_the_cell_of_its_name_is_no_end_of_itself(left: float) -> None:
    """Between any two of its characters: 3|00.00 is no 0, 30|0.00 none behind a name."""
    page = two_by_two(PageOf()).text(110, 114, "项目").text(210, 114, "金额")
    page.text(110, 134, "合计").text(left, 134, "300.00")
    assert rows_of(only_grid(page))[1] in (["合计", "300.00"], ["合计 300.00", ""])


def test_a_count_that_touches_an_amount_is_no_part_of_it() -> None:
    page = two_by_two(PageOf()).text(110, 114, "数量").text(210, 114, "单价")
    page.text(190, 134, "20").text(200, 134, "0.50")
    assert rows_of(only_grid(page))[1] == ["20", "0.50"]


@pytest.mark.parametrize("left", [256, 264, 276])
def test_a_number_that_runs_out_of_the_table_stays_whole(left: float) -> None:
    """Beyond the last rule, at 300, no cell stands that the rest could be a number of."""
    page = two_by_two(PageOf()).text(110, 114, "项目").text(210, 114, "金额")
    page.text(110, 134, "合计").text(left, 134, "-194,000")
    assert rows_of(only_grid(page))[1] == ["合计", "-194,000"]


def test_whole_numbers_that_touch_across_a_rule_are_two() -> None:
    page = two_by_two(PageOf()).text(110, 114, "基本").text(210, 114, "项目")
    page.text(175, 134, "12.50").text(200, 134, "13.60")
    assert rows_of(only_grid(page))[1] == ["12.50", "13.60"]


def test_numbers_that_touch_and_run_a_little_over_their_rule_are_two() -> None:
    """Of columns without room between; a whole digit over the rule would be one of the other."""
    for left, shown in ((176, ["1,212.50", "113.60"]), (178, ["1,212.50113.60", ""])):
        page = two_by_two(PageOf()).text(110, 114, "基本").text(210, 114, "项目")
        page.text(left - 15, 134, "1,212.50").text(left + 25, 134, "113.60")
        assert sorted(rows_of(only_grid(page))[1]) == sorted(shown)


def test_the_number_of_an_item_behind_an_amount_that_reaches_the_rule_begins_its_text() -> None:
    page = two_by_two(PageOf()).text(110, 114, "金额").text(210, 114, "目标")
    page.text(171, 134, "102.80").text(201, 134, "1.做好接待。")
    assert rows_of(only_grid(page))[1] == ["102.80", "1.做好接待。"]


# Rules


def test_white_boxes_behind_cells_are_no_rules() -> None:
    page = two_by_two(PageOf()).text(110, 114, "项目").text(210, 134, "1.50")
    page.fill(120, 90, 123, 150, gray=1).fill(105, 105, 195, 115, gray=0.9)
    assert rows_of(only_grid(page)) == [["项目", ""], ["", "1.50"]]


def outline(page: PageOf, x: float, baseline: float, size: float, *, curved: bool) -> None:
    """A letter of two boxes, one above the other (日), stroked; with ``curved`` corners (8)."""
    x0, x1, bottom = x + 0.1 * size, x + 0.9 * size, page.height - baseline
    top, middle = bottom + 0.8 * size, bottom + 0.4 * size
    corner = f"{x1} {top} {x1} {top} {x1} {middle} c" if curved else f"{x1} {top} l {x1} {middle} l"
    upper = f"{x0} {middle} m {x0} {top} l {corner} h"
    lower = f"{x0} {middle} m {x1} {middle} l {x1} {bottom} l {x0} {bottom} l h"
    page.raw(f"{upper} {lower} S")


@pytest.mark.parametrize("curved", [False, True])
def test_letters_that_are_drawn_over_their_text_are_no_rules(curved: bool) -> None:
    page = two_by_two(PageOf())
    page.text(100, 90, "日日日日", size=16)
    for number in range(4):
        outline(page, 100 + 16 * number, 90, 16, curved=curved)
    for x, baseline, text in ((110, 114, "项目"), (210, 114, "金额"), (110, 134, "合计")):
        page.text(x, baseline, text)
    page.text(210, 134, "日日")
    for x in (210, 220):
        outline(page, x, 134, 10, curved=curved)
    document = read(page)
    assert [rows_of(grid) for grid in document.grids] == [[["项目", "金额"], ["合计", "日日"]]]
    assert lines_of(document) == ["日日日日"]


@pytest.mark.parametrize("bottom", [160, 145])
def test_cells_merged_over_a_page_stand_beside_its_rows(bottom: float) -> None:
    """Their rules cross none: rows begin above the page, and end with it or go on below."""
    page = PageOf()
    for x in (100, 150, 200, 300, 400):
        page.line(x, 60, x, 160)
    for y in (100, 120, bottom):
        page.line(200, y, 400, y)
    for baseline, first, second in (
        (90, "巡检次数", "12"),
        (114, "抢修次数", "5"),
        (134, "合格率", "9"),
    ):
        page.text(210, baseline, first).text(310, baseline, second)
    rows = rows_of(only_grid(page))
    assert [row[:4] for row in rows[:3]] == [
        ["", "", "巡检次数", "12"],
        ["^", "^", "抢修次数", "5"],
        ["^", "^", "合格率", "9"],
    ]


def test_filled_bars_and_dashes_are_rules() -> None:
    page = PageOf()
    for y in (100, 120, 140):
        page.fill(100, y, 300, y + 0.5)
    for x in (100, 200, 300):
        for piece in range(100, 140, 4):
            page.fill(x, piece, x + 0.5, piece + 2)
    page.text(110, 114, "项目").text(210, 134, "1.50")
    assert rows_of(only_grid(page)) == [["项目", ""], ["", "1.50"]]


@pytest.mark.parametrize("again", [120, 122.5])
def test_dotted_rules_side_by_side_have_no_columns_at_their_dots(again: float) -> None:
    page = PageOf()
    for y in (100, 120, again, 140):
        for dot in range(134):
            page.fill(100 + 1.5 * dot, y, 100.7 + 1.5 * dot, y + 0.7)
    for x in (100, 160, 300):
        for dot in range(27):
            page.fill(x, 100 + 1.5 * dot, x + 0.7, 100.7 + 1.5 * dot)
    page.text(110, 114, "项目").text(170, 134, "1.50")
    rows = [row for row in rows_of(only_grid(page)) if any(row)]
    assert rows == [["项目", ""], ["", "1.50"]]


def test_several_tables_and_one_in_a_frame() -> None:
    page = PageOf().table([50, 550], [50, 400, 600])
    two_by_two(page, left=100, top=100).text(110, 114, "收入").text(210, 134, "1.50")
    two_by_two(page, left=100, top=450).text(110, 464, "支出").text(210, 484, "2.50")
    texts = {rows_of(grid)[0][0] for grid in read(page).grids if grid.column_count == 2}
    assert texts == {"收入", "支出"}


def test_two_halves_of_a_table_with_a_gap_between_them_are_one() -> None:
    page = PageOf()
    for left, half in ((50, "收入"), (330, "支出")):
        page.table([left, left + 150, left + 250], [100, 120, 140, 160])
        for row, text in enumerate(("项目", "总计", "结转")):
            page.text(left + 10, 114 + 20 * row, half + text)
        page.text(left + 160, 114, "预算数").text(left + 160, 134, "1.50")
    assert rows_of(only_grid(page)) == [
        ["收入项目", "预算数", "支出项目", "预算数"],
        ["收入总计", "1.50", "支出总计", "1.50"],
        ["收入结转", "", "支出结转", ""],
    ]


def test_a_table_without_its_left_and_right_border() -> None:
    page = PageOf()
    for y in (100, 120, 140):
        page.line(100, y, 400, y)
    page.line(200, 100, 200, 140).line(300, 100, 300, 140)
    for column, text in enumerate(("科目", "基本", "项目")):
        page.text(110 + 100 * column, 114, text)
    page.text(110, 134, "合计").text(310, 134, "3.50")
    assert rows_of(only_grid(page)) == [["科目", "基本", "项目"], ["合计", "", "3.50"]]


def test_a_table_without_any_border_whose_head_has_groups() -> None:
    """One rule alone reaches its upper end: the others begin below the labels of groups."""
    page = PageOf()
    for y in (120, 140):
        page.line(100, y, 500, y)
    page.line(300, 100, 300, 160)
    for x in (200, 400):
        page.line(x, 120, x, 160)
    page.text(180, 114, "收入").text(380, 114, "支出")
    for column, texts in enumerate(
        (("项目", "拨款"), ("预算", "1.50"), ("用途", "教育"), ("数额", "1.50"))
    ):
        page.text(110 + 100 * column, 134, texts[0]).text(110 + 100 * column, 154, texts[1])
    assert rows_of(only_grid(page)) == [
        ["收入", "^", "支出", "^"],
        ["项目", "预算", "用途", "数额"],
        ["拨款", "1.50", "教育", "1.50"],
    ]


def test_a_row_that_the_end_of_the_page_leaves_open() -> None:
    page = PageOf().line(100, 700, 300, 700).line(100, 720, 300, 720)
    for x in (100, 200, 300):
        page.line(x, 700, x, 760)
    page.text(110, 714, "项目").text(110, 740, "合计").text(210, 740, "1.50")
    assert rows_of(only_grid(page)) == [["项目", ""], ["合计", "1.50"]]


def test_a_row_of_few_cells_that_the_top_of_the_page_leaves_open() -> None:
    """Its rules are fewer than those of the rows below, but both sides of the table are."""
    page = PageOf().line(100, 80, 300, 80).line(100, 100, 300, 100).line(100, 120, 300, 120)
    for x in (100, 300):
        page.line(x, 60, x, 120)
    for x in (140, 180, 220, 260):
        page.line(x, 80, x, 120)
    page.text(110, 74, "总体目标").text(110, 94, "产出").text(270, 94, "5").text(110, 114, "效益")
    first, second, _ = rows_of(only_grid(page))
    assert first[0] == "总体目标"
    assert (second[0], second[-1]) == ("产出", "5")


def test_cells_merged_over_the_whole_page_belong_to_the_table_beside_them() -> None:
    """No rule crosses theirs, where both ends of the page leave the table open."""
    page = PageOf().line(200, 120, 300, 120).line(200, 140, 300, 140)
    for x in (100, 200, 300):
        page.line(x, 100, x, 160)
    for y, text in ((114, "一"), (134, "二"), (154, "三")):
        page.text(210, y, text)
    page.text(110, 134, "项目")
    assert rows_of(only_grid(page)) == [["项目", "一"], ["^", "二"], ["^", "三"]]


def test_a_region_that_is_no_rectangle_is_cut_into_rectangles() -> None:
    page = PageOf().line(100, 100, 300, 100).line(200, 120, 300, 120).line(100, 140, 300, 140)
    page.line(100, 100, 100, 140).line(200, 120, 200, 140).line(300, 100, 300, 140)
    page.text(110, 114, "本年收入").text(110, 134, "合计").text(210, 134, "1.50")
    assert rows_of(only_grid(page)) == [["本年收入", "^"], ["合计", "1.50"]]


def test_a_missing_piece_of_a_rule_does_not_join_two_amounts() -> None:
    page = PageOf().table([100, 200, 300], [100, 120])
    page.line(100, 140, 300, 140).line(100, 120, 100, 140).line(300, 120, 300, 140)
    page.text(110, 114, "基本").text(210, 114, "项目").text(110, 134, "1.50").text(210, 134, "2.50")
    assert rows_of(only_grid(page)) == [["基本", "项目"], ["1.50", "2.50"]]


def test_numbered_rows_without_a_figure_and_a_rule_are_rows() -> None:
    page = PageOf().table([100, 200, 300, 400, 500], [100, 120, 200])
    for x, text in ((110, "收入"), (210, "预算数"), (310, "支出"), (410, "预算数")):
        page.text(x, 114, text)
    for number, count in enumerate("一二三四"):
        page.text(110, 134 + 18 * number, f"{count}、收入").text(
            310, 134 + 18 * number, f"{count}、支出"
        )
    for baseline in (134, 188):
        page.text(210, baseline, "1.50").text(410, baseline, "1.50")
    assert rows_of(only_grid(page))[1:] == [
        ["一、收入", "1.50", "一、支出", "1.50"],
        ["二、收入", "", "二、支出", ""],
        ["三、收入", "", "三、支出", ""],
        ["四、收入", "1.50", "四、支出", "1.50"],
    ]


def test_rows_without_rules_between_them_are_told_by_their_amounts() -> None:
    page = PageOf().table([100, 200, 300, 400], [100, 120, 200])
    page.text(110, 114, "科目").text(210, 114, "基本").text(310, 114, "项目")
    for number, label in enumerate(("教育支出", "科技支出", "其他支出")):
        baseline = 140 + 20 * number
        page.text(110, baseline, label).text(210, baseline, f"{number + 1}.50")
        page.text(310, baseline, f"{number + 4}.50")
    assert rows_of(only_grid(page))[1:] == [
        ["教育支出", "1.50", "4.50"],
        ["科技支出", "2.50", "5.50"],
        ["其他支出", "3.50", "6.50"],
    ]


def test_a_head_and_the_rows_below_it_without_any_rule_between_them() -> None:
    page = PageOf().table([100, 200, 300, 400], [100, 200])
    page.text(110, 114, "科目").text(210, 114, "基本").text(310, 114, "项目")
    page.text(110, 135, "社会保障").text(110, 147, "和就业").text(110, 180, "其他")
    for baseline, basic, project in ((141, "1.50", "4.50"), (180, "2.50", "5.50")):
        page.text(210, baseline, basic).text(310, baseline, project)
    assert rows_of(only_grid(page)) == [
        ["科目", "基本", "项目"],
        ["社会保障和就业", "1.50", "4.50"],
        ["其他", "2.50", "5.50"],
    ]


def test_a_label_between_two_amounts_leaves_its_row_undivided() -> None:
    page = PageOf().table([100, 200, 300, 400], [100, 120, 200])
    page.text(110, 114, "科目").text(210, 114, "基本").text(310, 114, "项目")
    page.text(110, 140, "社会保障").text(110, 150, "和就业").text(110, 160, "其他")
    for baseline, basic, project in ((140, "1.50", "4.50"), (160, "2.50", "5.50")):
        page.text(210, baseline, basic).text(310, baseline, project)
    assert rows_of(only_grid(page))[1] == ["社会保障和就业其他", "1.50 2.50", "4.50 5.50"]


# No rules at all


def unruled(page: PageOf) -> PageOf:
    page.text(100, 100, "科目").text(250, 100, "基本支出").text(400, 100, "项目支出")
    for number, label in enumerate(("教育支出", "科学技术支出", "其他支出")):
        baseline = 120 + 20 * number
        page.text(100, baseline, label).text(250, baseline, f"1,{number}00.00")
        page.text(400, baseline, f"{number}.50")
    return page


def grouped(page: PageOf, group: float = 325) -> PageOf:
    """A head of two levels, labels in the middle, figures that end alike; 7 points high."""
    em = 7

    def middle(x: float, y: float, text: str) -> None:
        page.text(x - len(text) * em / 2, y, text, em)

    middle(100, 105, "科目编码")
    middle(200, 100, "合")
    middle(200, 110, "计")
    middle(group, 99, "基本支出")
    for x, label in ((275, "小计"), (325, "人员经费"), (375, "公用经费")):
        middle(x, 112, label)
    middle(450, 105, "项目支出")
    for number, code in enumerate(("201", "208", "221")):
        y = 130 + 14 * number
        page.text(86, y, code, em)
        for x in (215, 290, 340, 390, 470):
            page.text(x - 6 * em / 2, y, f"{x + number}.50", em)
    return page


def test_labels_over_several_columns_are_told_where_no_rule_parts_them() -> None:
    grid = only_grid(grouped(PageOf()))
    assert grid.spans_known
    assert rows_of(grid)[:2] == [
        ["科目编码", "合计", "基本支出", "^", "^", "项目支出"],
        ["^", "^", "小计", "人员经费", "公用经费", "^"],
    ]
    assert (grid.cell(0, 2).column_span, grid.cell(0, 0).row_span) == (3, 2)


def test_a_line_that_says_whose_table_it_is_is_no_head() -> None:
    page = grouped(PageOf()).text(80, 84, "部门：某局", 7).text(430, 84, "单位：万元", 7)
    grid = only_grid(page)
    assert rows_of(grid)[0][:2] == ["科目编码", "合计"]


def test_a_head_that_may_be_read_in_two_ways_stays_lines() -> None:
    blocks = read_pdf(pdf_of(grouped(PageOf(), group=290))).blocks
    (grid,) = [block for block in blocks if isinstance(block, Grid)]
    assert rows_of(grid)[0][0] == "201"
    assert "计小计人员经费公用经费" in [block.text for block in blocks if isinstance(block, Line)]


def test_the_lines_of_a_label_go_to_the_figures_beside_their_middle() -> None:
    page = PageOf().text(100, 105, "科目").text(250, 105, "基本支出").text(400, 105, "项目支出")
    for number in range(3):
        y = 130 + 40 * number
        page.text(250, y, f"1,{number}00.00").text(400, y, f"{number}.50")
        page.text(100, y - 7, "行政事业单位").text(100, y + 7, f"养老支出之{'一二三'[number]}")
    assert rows_of(only_grid(page))[1:] == [
        ["行政事业单位养老支出之一", "1,000.00", "0.50"],
        ["行政事业单位养老支出之二", "1,100.00", "1.50"],
        ["行政事业单位养老支出之三", "1,200.00", "2.50"],
    ]


def test_a_label_in_the_middle_of_a_column_of_labels_at_its_left_is_of_that_column() -> None:
    page = PageOf().text(170, 100, "科目").text(300, 100, "基本支出").text(420, 100, "项目支出")
    page.text(170, 120, "合计").text(300, 120, "3.50").text(420, 120, "3.50")
    for number, label in enumerate(("教育", "科学", "其他")):
        page.text(80, 140 + 20 * number, label).text(300, 140 + 20 * number, f"{number}.50")
        page.text(420, 140 + 20 * number, f"{number}.50")
    assert rows_of(only_grid(page))[:3] == [
        ["科目", "基本支出", "项目支出"],
        ["合计", "3.50", "3.50"],
        ["教育", "0.50", "0.50"],
    ]


def test_one_row_of_figures_under_its_labels_is_a_table() -> None:
    page = PageOf()
    for number, label in enumerate(("合计", "出国费", "接待费", "用车费")):
        page.text(100 + 100 * number, 100, label).text(100 + 100 * number, 120, f"{number}.50")
    assert rows_of(only_grid(page))[1] == ["0.50", "1.50", "2.50", "3.50"]


def test_columns_of_amounts_are_a_table_without_any_rule() -> None:
    grid = only_grid(unruled(PageOf()).text(100, 60, "支出总表").text(100, 220, "注：无。"))
    assert grid.spans_known
    assert rows_of(grid) == [
        ["科目", "基本支出", "项目支出"],
        ["教育支出", "1,000.00", "0.50"],
        ["科学技术支出", "1,100.00", "1.50"],
        ["其他支出", "1,200.00", "2.50"],
    ]


def test_captions_part_two_tables_whose_columns_do_not_go_through() -> None:
    page = unruled(PageOf())
    page.text(150, 180, "一般公共预算财政拨款基本支出表").text(450, 200, "单位：万元")
    page.text(100, 220, "经济科目").text(300, 220, "金额")
    for number, label in enumerate(("工资", "津贴", "办公费")):
        page.text(100, 240 + 20 * number, label).text(300, 240 + 20 * number, f"{number}.25")
    first, second = read(page).grids
    assert [row[0] for row in rows_of(first)] == ["科目", "教育支出", "科学技术支出", "其他支出"]
    assert rows_of(second) == [
        ["经济科目", "金额"],
        ["工资", "0.25"],
        ["津贴", "1.25"],
        ["办公费", "2.25"],
    ]


def test_a_column_that_only_the_head_names_is_a_column() -> None:
    page = unruled(PageOf()).text(480, 100, "经营支出")
    assert [row[3] for row in rows_of(only_grid(page))] == ["经营支出", "", "", ""]


def test_a_head_whose_labels_stand_in_the_middle_of_nothing_stays_lines() -> None:
    page = unruled(PageOf()).text(470, 100, "结转")
    page.text(100, 84, "功能分类").text(400, 84, "本年支出").text(30, 92, "序号")
    page.text(270, 70, "全部支出")
    for number in range(3):
        page.text(34, 120 + 20 * number, str(number + 1))
    grid = only_grid(page.text(100, 40, "支出总表").text(450, 58, "单位：万元"))
    assert rows_of(grid)[0] == ["1", "教育支出", "1,000.00", "0.50", ""]


def test_amounts_without_a_corridor_between_them_are_no_table() -> None:
    page = PageOf()
    for number in range(3):
        page.text(100, 120 + 20 * number, f"科目 {number}.50 {number}.60")
    document = read(page)
    assert document.grids == ()
    assert len(lines_of(document)) == 3


def test_a_list_of_contents_is_no_table() -> None:
    page = PageOf()
    for number, title in enumerate(("收支总表", "收入总表", "支出总表", "三公经费表")):
        page.text(100, 100 + 20 * number, title).text(450, 100 + 20 * number, str(number + 1))
    document = read(page)
    assert document.grids == ()
    (first, *_) = [block for block in document.blocks if isinstance(block, Line)]
    assert [piece.text for piece in first.pieces] == ["收支总表", "1"]


def test_the_same_bytes_give_the_same_document() -> None:
    content = pdf_of(unruled(PageOf()), two_by_two(PageOf()).text(110, 114, "项目"))
    assert read_pdf(content) == read_pdf(content)


def test_a_number_of_which_a_cell_shows_a_part_is_none() -> None:
    """The clip of the cell takes its first digits: 52,600.00 is not 2,600.00."""
    page = two_by_two(PageOf())
    page.text(110, 114, "项目").text(210, 114, "金额").text(110, 134, "合计")
    page.raw("q 205 600 90 200 re W n").text(200, 134, "52,600.00").raw("Q")
    assert rows_of(only_grid(page))[1] == ["合计", "\ufffd,600.00"]


@pytest.mark.parametrize("edge", [248, 250], ids=["through a digit", "behind a digit"])
def test_a_number_that_ends_where_the_page_cuts_its_table_is_none(edge: float) -> None:
    """What lies behind the edge is not in the file: 52,600.0 may be the beginning of 52,600.00."""
    page = PageOf().text(110, 114, "项目").text(110, 134, "合计").text(210, 114, "金额")
    for x in (100, 200):
        page.line(x, 100, x, 140)
    for y in (100, 120, 140):
        page.line(100, y, edge, y)
    # PDFium forgets a clip that cuts nothing: this one takes the feet of the digits, too.
    page.raw(f"q 100 665.4 {edge - 100} 200 re W n").text(210, 134, "52,600.0").raw("Q")
    assert rows_of(only_grid(page))[1] == ["合计", "52,600.\ufffd"]


def test_a_point_behind_which_a_cell_shows_no_more_ends_no_number() -> None:
    page = two_by_two(PageOf()).text(110, 114, "项目").text(210, 114, "金额").text(110, 134, "合计")
    page.raw("q 205 600 28 200 re W n").text(205, 134, "2,600.05").raw("Q")
    assert rows_of(only_grid(page))[1] == ["合计", "2,600\ufffd"]


def test_a_cell_that_no_rule_ends_at_a_side_may_go_on() -> None:
    page = PageOf()
    page.table([100, 200, 300], [120, 140, 160])
    page.line(100, 100, 300, 100).line(100, 100, 100, 120).line(200, 100, 200, 120)
    page.text(210, 114, "其中").text(210, 134, "1.50")
    (cell,) = only_grid(page).open_cells
    assert (cell.row, cell.column, cell.side) == (0, 1, "right")
    assert [part.text for part in cell.lines] == ["其中"]
