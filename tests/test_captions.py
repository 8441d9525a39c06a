"""Captions: title, number, unit, organisation, year and date above a table, in whatever form."""

import pytest

from tests.made_documents import LETTER, line, on_page, paged, table, text_document
from yusuan.binding.captions import Captioned, caption
from yusuan.binding.model import Caption, CaptionedGrid
from yusuan.evidence.model import Part
from yusuan.stitching import stitch
from yusuan.stitching.contents import entry

BODY = "序号\t项目\t预算数\n1\t一、办公费\t12.00\n2\t二、水费\t3.00"
TITLE = "部门预算收支总表"


def captioned(text: str) -> Captioned:
    return caption(stitch(text_document(text)))


def first(text: str) -> CaptionedGrid:
    return captioned(text).grids[0]


def above(*lines: str) -> Caption:
    return first("\n\n".join((*lines, BODY))).caption


def said(part: Part | None) -> str | None:
    return None if part is None else part.text


def titles(made: Caption) -> list[str]:
    return [part.text for part in made.titles]


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("单位：万元", "万元"),
        ("（单位：万元）", "万元"),
        ("(单位:万元)", "万元"),
        ("金额单位：元", "元"),
        ("单位 万元", "万元"),
        ("金额：万元", "万元"),
        ("计量单位：千元", "千元"),
        ("单位：万元（人民币）", "万元"),
        ("单位：人民币万元", "万元"),
        ("单位；万元", "万元"),
        ("单位：万圆", "万圆"),
        ("单位：万元、%", "万元"),
        ("单位：平方米、辆、台（套）、万元", "万元"),
        ("单位：辆、台（套）", "辆、台(套)"),
        ("单位：万元。", "万元"),
        ("单位：亿元", "亿元"),
        ("单位：人", "人"),
        ("单位为万元", "万元"),
        ("单位∶万元", "万元"),
        ("表中金额单位均为万元", "万元"),
        ("以万元为单位", "万元"),
        ("数额单位：万元", "万元"),
        ("金额（万元）", "万元"),
        ("单位：RMB万元", "万元"),
        ("单位：人民币/万元", "万元"),
        ("单位：（万元）", "万元"),
        ("（单位：万元，下同）", "万元"),
        ("单位：万元（保留两位小数）", "万元"),
        ("单位：万元；辆", "万元"),
        ("单位：萬圓", "萬圓"),
        ("注：单位：万元", "万元"),
        ("单位：百元", "百元"),
        ("单位：元/万元", "元/万元"),
        ("单位：万员", "万员"),
        ("［单位：万元］", "万元"),
        ("〔单位：万元〕", "万元"),
        ("“单位：万元”", "万元"),
        ("*单位：万元", "万元"),
        ("\u200b单位：万元", "万元"),
        ("单位：人民币（万元）", "万元"),
        ("单位：万元　币种：人民币", "万元"),
        ("预算单位：万元", "万元"),
    ],
)
def test_a_unit_in_many_forms(printed: str, unit: str) -> None:
    made = above(TITLE, printed)
    assert (said(made.unit), titles(made)) == (unit, [TITLE])


@pytest.mark.parametrize(
    ("printed", "name", "code"),
    [
        ("501 示例市水务局", "示例市水务局", "501"),
        ("５０１ 示例市水务局", "示例市水务局", "501"),
        ("[501]示例市水务局", "示例市水务局", "501"),
        ("501001-示例市水务局", "示例市水务局", "501001"),
        ("501001001 示例市水务局（本级）", "示例市水务局（本级）", "501001001"),
        ("A501 示例市水务局", "示例市水务局", "A501"),
        ("51 示例市水务局", "示例市水务局", "51"),
        ("501 示例市水务", "示例市水务", "501"),
        ("编制单位：示例市水务局", "示例市水务局", None),
        ("部门名称：501 示例市水务局", "示例市水务局", "501"),
        ("部门/单位名称：示例市水务局", "示例市水务局", None),
        ("部门（单位）：示例市水务局", "示例市水务局", None),
        ("预算单位：示例市水务局", "示例市水务局", None),
        ("编制部门：示例市水务局（汇总）", "示例市水务局（汇总）", None),
    ],
)
def test_an_organisation_in_many_forms(printed: str, name: str, code: str | None) -> None:
    made = above(TITLE, printed, "单位：万元")
    assert (said(made.organisation), made.organisation_code) == (name, code)
    assert (said(made.unit), titles(made)) == ("万元", [TITLE])


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("编制部门：示例市水务局　单位：万元", ("示例市水务局", None, "万元")),
        ("部门：示例市水务局　　单位：万元", ("示例市水务局", None, "万元")),
        ("单位名称：示例市水务局　金额单位：万元", ("示例市水务局", None, "万元")),
        ("部门：示例市水务局（单位：万元）", ("示例市水务局", None, "万元")),
        ("501-示例市水务局　　万元", ("示例市水务局", None, "万元")),
        (
            "编制单位：示例市水务局　编制日期：2023-01-01　单位：万元",
            ("示例市水务局", None, "万元"),
        ),
        ("填报单位：示例市水务局 2023年1月 单位：万元", ("示例市水务局", None, "万元")),
        ("公开01表　单位：万元", (None, "公开01表", "万元")),
        ("预算01表　金额单位：万元", (None, "预算01表", "万元")),
    ],
)
def test_several_on_one_line(printed: str, expected: tuple[str | None, ...]) -> None:
    made = above(TITLE, printed)
    assert (said(made.organisation), said(made.number), said(made.unit)) == expected
    assert titles(made) == [TITLE]


@pytest.mark.parametrize(
    ("printed", "title", "number", "unit"),
    [
        ("（一）部门预算收支总表", "（一）部门预算收支总表", None, None),
        ("《部门预算收支总表》", TITLE, None, None),
        ("## 部门预算收支总表", TITLE, None, None),
        ("**部门预算收支总表**", TITLE, None, None),
        ("部门预算收支总表：", TITLE, None, None),
        ("部门预算收支总表。", TITLE, None, None),
        ("一、部门预算收支总表（汇总）；", "一、部门预算收支总表（汇总）", None, None),
        ("部門預算收支總表", "部門預算收支總表", None, None),
        ("部⻔预算收支总表", "部⻔预算收支总表", None, None),
        ("部门预算收支总表（单位：万元）", TITLE, None, "万元"),
        ("部门预算收支总表（万元）", TITLE, None, "万元"),
        ("部门预算收支总表　　单位：万元", TITLE, None, "万元"),
        ("表1 部门预算收支总表", TITLE, "表1", None),
        ("附表2-1：部门预算收支总表", TITLE, "附表2-1", None),
        ("表一、部门预算收支总表", TITLE, "表一", None),
        ("公开01表：部门预算收支总表", TITLE, "公开01表", None),
        ("预算01表 部门预算收支总表", TITLE, "预算01表", None),
        ("部门预算收支总表（公开01表）", TITLE, "公开01表", None),
        ("部门预算收支总表 公开01表", TITLE, "公开01表", None),
        ("部门预算收支总表 某某局", TITLE, None, None),
        ("部门预算收支总表——某某市某某局", TITLE, None, None),
        ("部门预算收支总表-5", "部门预算收支总表-5", None, None),
        ("## 部门预算收支总表 ##", TITLE, None, None),
        ("<h2>部门预算收支总表</h2>", TITLE, None, None),
        ("■ 部门预算收支总表", TITLE, None, None),
        ("> 部门预算收支总表", TITLE, None, None),
        ("| 部门预算收支总表 |", TITLE, None, None),
        ("部门预算收支总表\t单位：万元", TITLE, None, "万元"),
        ("预算01表\t部门预算收支总表", TITLE, "预算01表", None),
        ("表5 一般公共预算支出表（按功能分类）", "一般公共预算支出表（按功能分类）", "表5", None),
    ],
)
def test_a_title_in_many_forms(
    printed: str, title: str, number: str | None, unit: str | None
) -> None:
    made = above("一段话到此结束。", printed, "预算年度：2024")
    assert (titles(made), said(made.number), said(made.unit)) == ([title], number, unit)


def test_a_label_without_a_name_takes_no_unit_for_it() -> None:
    document = paged(
        line("收支总表", 1, 40, 240),
        line("编制部门：||单位：元", 1, 60),
        on_page(table("项目|预算数\n一、办公费|12.00"), 1, 80),
    )
    made = caption(stitch(document)).grids[0].caption
    assert (said(made.organisation), said(made.unit)) == (None, "元")


def test_a_number_on_a_line_of_its_own() -> None:
    made = above("公开01表", TITLE, "单位：万元")
    assert (titles(made), said(made.number)) == ([TITLE], "公开01表")


def test_a_title_in_two_lines_and_a_title_printed_twice() -> None:
    wrapped = above("部门预算财政拨款", "“三公”经费支出表", "单位：万元")
    assert titles(wrapped) == ["部门预算财政拨款“三公”经费支出表"]
    twice = above("一、收支预算总表", "2026年度收支预算总表", "单位：万元")
    assert titles(twice) == ["一、收支预算总表", "2026年度收支预算总表"]


@pytest.mark.parametrize(
    "heading", ["第二部分 2026年部门预算表", "机构设置：", "一段话到此结束。", "收支情况如下表："]
)
def test_what_is_no_title_stays_prose(heading: str) -> None:
    found = captioned(f"{heading}\n\n{TITLE}\n\n单位：万元\n\n{BODY}")
    assert titles(found.grids[0].caption) == [TITLE]
    assert [paragraph.text for paragraph in found.prose] == [heading]


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (["预算年度：2023"], 2023),
        (["预算年度：", "2023"], 2023),
        (["（2023年度）"], 2023),
        (["2023年度"], 2023),
    ],
)
def test_the_fiscal_year(lines: list[str], year: int) -> None:
    made = above(TITLE, *lines, "单位：万元")
    assert (made.fiscal_year, titles(made)) == (year, [TITLE])


@pytest.mark.parametrize(
    ("printed", "date"),
    [("截止时间：2022-12-31", "2022-12-31"), ("截至2022年12月31日", "2022年12月31日")],
)
def test_the_date_of_a_stock(printed: str, date: str) -> None:
    assert said(above("部门固定资产占用情况表", printed).as_of_date) == date


def test_caption_rows_inside_the_frame() -> None:
    rows = "收支总表|<|<\n部门：示例局||单位：万元\n项目|预算数|备注\n一、办公费|12.00|"
    found = caption(stitch(paged(on_page(table(rows), 1, 60)))).grids[0]
    assert titles(found.caption) == ["收支总表"]
    assert (said(found.caption.organisation), said(found.caption.unit)) == ("示例局", "万元")
    assert found.caption.first_row == 2


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("注：上表不含结转。|<|<", "收支总表"),
        ("注：上表不含结转。|<|<", "收支总表："),
        ("注：上表不含结转。|<|<", "收支总表　示例局"),
        ("二、表格部分|<|<\n表1|<|<", "收支总表"),
        ("注：上表不含结转。|<|<\n部门：示例局||单位：万元", "收支总表"),
        ("部门预算表|<|<\n公开01表|<|<\n示例市财政局|<|<", "收支总表（续）"),
        ("示例市财政局|<|<", "支出总表（功能科目）"),
        ("部门预算表|<|<\n示例市财政局|<|<\n表01|<|<", "收支总表"),
        ("部门预算表|<|<", "支出总表-3"),
        ("附件|<|<", "附件5-1：支出总表（功能科目）"),
    ],
)
def test_rows_above_the_title_inside_the_frame(above: str, title: str) -> None:
    rows = f"{above}\n{title}|<|<\n部门：示例局||单位：万元\n项目|预算数|备注\n一、办公费|12.00|"
    (found,) = caption(stitch(paged(on_page(table(rows), 1, 60)))).grids
    assert any(said[:4] in title for said in titles(found.caption))
    assert found.grid.cell(found.caption.first_row, 0).text == "项目"


def test_rows_above_a_head_inside_the_frame_are_no_caption() -> None:
    rows = "二、表格部分|<|<\n项目|预算数|备注\n一、办公费|12.00|"
    found = caption(stitch(paged(on_page(table(rows), 1, 60)))).grids[0].caption
    assert (titles(found), found.first_row) == ([], 0)


def test_a_head_over_all_columns_is_no_title() -> None:
    rows = "2026年预算数|<|<\n合计|出国|接待\n3.00|1.00|2.00"
    document = paged(line("“三公”经费支出表", 1, 40, 240), on_page(table(rows), 1, 60))
    found = caption(stitch(document)).grids[0]
    assert (titles(found.caption), found.caption.first_row) == (["“三公”经费支出表"], 0)


@pytest.mark.parametrize(
    ("labels", "title"),
    [
        ("财政拨款收入||财政拨款支出", ["财政拨款收支总表"]),
        ("科目名称||基本支出||项目支出", []),  # of what remains of the head nobody can be sure
    ],
)
def test_labels_of_a_head_that_the_end_of_a_page_cut_off_are_no_titles(
    labels: str, title: list[str]
) -> None:
    rows = table("项目|预算数|项目|预算数\n拨款|3.00|教育支出|3.00")
    head = line(labels, 1, 760)
    document = paged(line("财政拨款收支总表", 1, 740), head, on_page(rows, 2, 60))
    found = caption(stitch(document)).grids[0]
    assert titles(found.caption) == title


def test_notes_below_and_in_the_last_row() -> None:
    text = f"{TITLE}\n\n{BODY}\n注：本表不含结转。\t\t\n\n备注：数据来自决算。\n\n一段话到此结束。"
    found = captioned(text)
    assert [note.text for note in found.grids[0].notes] == [
        "注：本表不含结转。",
        "备注：数据来自决算。",
    ]
    assert found.grids[0].last_row == 2
    assert [paragraph.text for paragraph in found.prose] == ["一段话到此结束。"]


def test_a_sentence_that_an_empty_table_is_empty_is_its_note() -> None:
    text = f"{TITLE}\n\n项目\t预算数\n合计\t\n\n我单位没有政府性基金预算支出，故本表为空。\n\n二、情况说明"
    assert [note.text for note in first(text).notes] == [
        "我单位没有政府性基金预算支出，故本表为空。"
    ]


@pytest.mark.parametrize(("amount", "notes"), [("", ["无"]), ("12.00", [])])
def test_a_row_that_says_nothing_but_that_there_is_none_is_a_note_of_an_empty_table(
    amount: str, notes: list[str]
) -> None:
    """Beside figures it is what the row is called."""
    text = f"{TITLE}\n\n项目\t预算数\n合计\t{amount}\n无\t"
    assert [note.text for note in first(text).notes] == notes


def test_a_heading_of_what_tables_are_empty_is_no_note_of_the_last_one() -> None:
    text = f"{TITLE}\n\n{BODY}\n\n十二、关于空表的说明\n\n二、情况说明"
    assert first(text).notes == ()


def test_the_title_on_the_page_before_and_a_name_in_two_lines() -> None:
    document = paged(
        line("一段话到此结束。", 1, 600),
        line("收支总表", 1, 740, 240),
        line("部门：中共示例省委员会办||单位：万元", 2, 60),
        line("公厅", 2, 74),
        on_page(table("项目|预算数\n一、办公费|12.00"), 2, 100),
    )
    found = caption(stitch(document)).grids[0].caption
    assert titles(found) == ["收支总表"]
    assert (said(found.organisation), said(found.unit)) == ("中共示例省委员会办公厅", "万元")


def test_contents_entries_with_their_pages() -> None:
    listed = (
        f"目录\n\n序号 报表名称 页码\n\n{TITLE}……3\n\n一、部门概况\n\n注：空表表示没有收支。……4"
    )
    found = captioned(f"{listed}\n\n一、部门概况\n\n正文到此结束。\n\n{BODY}")
    assert [(it.title, it.page) for it in found.contents] == [(TITLE, 3), ("一、部门概况", None)]


@pytest.mark.parametrize(
    ("printed", "title", "page"),
    [
        ("一、收入总表........（6-8 ）", "一、收入总表", 6),
        ("一、收入总表........()", "一、收入总表", None),
        ("一、收入总表........(12)", "一、收入总表", 12),
        ("一、收入总表 ////////// 5", "一、收入总表", 5),
        ("一、收入总表～～～～～～5", "一、收入总表", 5),
        ("一、收入总表 PAGEREF _Toc205 \\h 7", "一、收入总表", 7),
        ("一、收入总表 PAGEREF _Toc205 h 7", "一、收入总表", 7),
    ],
)
def test_page_numbers_of_a_contents_list(printed: str, title: str, page: int | None) -> None:
    assert entry(printed) == (title, page)


@pytest.mark.parametrize("text", ["部门收支总表（表1）", "合计 （万元）", "预算年度： 2026"])
def test_brackets_behind_a_title_are_no_page(text: str) -> None:
    assert entry(text) is None


def test_the_date_in_a_contents_list_is_no_entry() -> None:
    listed = f"目录\n\n公开时间：2025年9月1日\n\n{TITLE}……3\n\n一、部门概况……4"
    found = captioned(f"{listed}\n\n一、部门概况\n\n正文到此结束。\n\n{BODY}")
    assert [it.title for it in found.contents] == [TITLE, "一、部门概况"]


def test_a_short_title_with_its_unit_in_brackets_is_a_title() -> None:
    made = above("部门收支总表（单位：万元）")
    assert (titles(made), said(made.unit)) == (["部门收支总表"], "万元")


@pytest.mark.parametrize("before", ["附件1：", "附表：", "附件：", "附表2："])
def test_a_title_behind_what_says_that_it_is_attached_is_a_title(before: str) -> None:
    assert [title.removeprefix(before) for title in titles(above(before + TITLE))] == [TITLE]


@pytest.mark.parametrize(("centred", "whole"), [(True, True), (False, False)])
def test_a_long_title_goes_on_in_its_middle_where_the_line_is_full(
    centred: bool, whole: bool
) -> None:
    upper, lower = "2024年度示例县卫生健康局国有资本经营预算财政拨款收", "入支出决算表"
    left = 60 + LETTER * (len(upper) - len(lower)) / 2 if centred else 60
    document = paged(
        line(upper, 1, 60, 60),
        line(lower, 1, 60 + 1.3 * LETTER, left),
        on_page(table("科目名称|合计|基本支出\n合计|9.00|9.00"), 1, 120),
    )
    made = caption(stitch(document)).grids[0].caption
    assert titles(made) == [f"{upper}{lower}" if whole else lower]
