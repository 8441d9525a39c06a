"""What a page without text may hide is not told as missing, nor as a wrong sum."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from tests.readers.made_pdf import PageOf, pdf_of
from tests.readers.making import docx, p, tbl, tc
from yusuan.conversion.reading import read_files

XS = (40, 120, 260, 360, 460, 560)
HEAD = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
TOTAL = ["", "合计", "300.00", "100.00", "200.00"]
SERVICES = ["201", "一般公共服务支出", "120.00", "20.00", "100.00"]
EDUCATION = ["205", "教育支出", "100.00", "50.00", "50.00"]
SECURITY = ["208", "社会保障和就业支出", "180.00", "80.00", "100.00"]
PICTURE = PageOf().raw("q 600 0 0 800 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q")
CONTENTS = (
    PageOf()
    .text(240, 60, "目录")
    .text(40, 100, "一、部门支出总表")
    .text(40, 120, "二、机关运行经费安排情况")
)


def table(
    rows: Sequence[Sequence[str]], title: str = "部门支出总表", xs: Sequence[int] = XS
) -> PageOf:
    page = PageOf()
    if title:
        page.text(220, 50, title).text(40, 90, "某某市水务局").text(480, 90, "单位：万元")
        page.text(240, 70, "2024年部门预算")
    ys = [120 + 30 * n for n in range(len(rows) + 1)]
    page.table(xs, ys)
    for top, row in zip(ys, rows, strict=False):
        for x, text in zip(xs, row, strict=False):
            page.text(x + 4, top + 20, text)
    return page


def said_of(path: Path, *pages: PageOf) -> list[tuple[str, str]]:
    """Rule and status of everything that is due and no agreement."""
    path.write_bytes(pdf_of(*pages))
    (read,) = read_files([[path]], None)
    (statement,) = read.disclosure.statements
    return [
        (result.check_id, result.status)
        for result in statement.results
        if result.status == "fail" or result.status == "not_comparable"
    ]


def test_a_page_without_text_below_a_table_may_hold_its_other_rows(tmp_path: Path) -> None:
    last = ["208", "社会保障和就业支出", "80.00", "30.00", "50.00"]
    whole = table([HEAD, TOTAL, SERVICES, EDUCATION, last])
    part = table([HEAD, TOTAL, SERVICES, EDUCATION])
    assert ("total-of-classes", "not_comparable") not in said_of(tmp_path / "a.pdf", whole, PICTURE)
    assert set(said_of(tmp_path / "b.pdf", part)) >= {("total-of-classes", "fail")}
    said = said_of(tmp_path / "c.pdf", part, PICTURE)
    assert ("total-of-classes", "not_comparable") in said
    assert "fail" not in {status for _, status in said}


def test_two_figures_that_are_printed_disagree_all_the_same(tmp_path: Path) -> None:
    """A row of one page is whole: 120.00 is not 20.00 and 90.00."""
    wrong = ["201", "一般公共服务支出", "120.00", "20.00", "90.00"]
    page = table([HEAD, TOTAL, wrong, SECURITY])
    text = PageOf().text(40, 60, "二、机关运行经费安排情况").text(40, 80, "没有安排机关运行经费。")
    assert ("expenditure-types", "fail") in said_of(tmp_path / "a.pdf", page, text, PICTURE)


@pytest.mark.parametrize(
    ("pages", "status"),
    [((), "fail"), ((PICTURE,), "not_comparable")],
    ids=["all is read", "a page is not"],
)
def test_what_the_contents_list_may_stand_on_it(
    pages: tuple[PageOf, ...], status: str, tmp_path: Path
) -> None:
    page = table([HEAD, TOTAL, SERVICES, SECURITY])
    said = said_of(tmp_path / "a.pdf", CONTENTS, page, *pages)
    assert ("contents-present", status) in said


def test_a_cover_that_is_a_picture_hides_nothing(tmp_path: Path) -> None:
    page = table([HEAD, TOTAL, SERVICES, SECURITY])
    assert ("contents-present", "fail") in said_of(tmp_path / "a.pdf", PICTURE, CONTENTS, page)


@pytest.mark.parametrize(("rows", "columns"), [((4,), ()), ((), (4,))], ids=["row", "column"])
def test_figures_of_hidden_rows_and_columns_are_not_missed(
    rows: tuple[int, ...], columns: tuple[int, ...], tmp_path: Path
) -> None:
    """The sheet shows 合计 300 and parts of 200; what it hides is no fact, and no fault of it."""
    path = tmp_path / "a.xlsx"
    last = ["208", "社会保障和就业支出", "80.00", "30.00", "50.00"]
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("支出总表")
        shown = [["部门支出总表"], ["单位：万元"], HEAD, TOTAL, EDUCATION, SERVICES, last]
        for y, row in enumerate(shown):
            for x, text in enumerate(row):
                sheet.write(y, x, float(text) if "." in text else text)
        for row_number in rows:
            sheet.set_row(row_number, None, None, {"hidden": True})
        for column in columns:
            sheet.set_column(column, column, None, None, {"hidden": True})
    (read,) = read_files([[path]], None)
    (statement,) = read.disclosure.statements
    statuses = {it.check_id: it.status for it in statement.results if it.status != "not_applicable"}
    assert statuses["total-of-classes" if rows else "expenditure-types"] == "not_comparable"
    assert "fail" not in statuses.values()


def word(*blocks: str) -> bytes:
    return docx(p("某某市水务局2024年部门预算") + "".join(blocks))


def table_of_word(rows: Sequence[Sequence[str]]) -> str:
    drawn = tbl(*("".join(tc(p(text)) for text in row) for row in rows))
    return p("部门支出总表") + p("单位：万元") + drawn


PICTURE_OF_WORD = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="p"><wp:extent cx="3000000" cy="3000000"/>'
    '<a:blip xmlns:a="a"/></wp:inline></w:drawing></w:r></w:p>'
)
PART = [HEAD, TOTAL, SERVICES, EDUCATION]
TEXT_BELOW = p("二、机关运行经费安排情况") + p("没有安排机关运行经费。")


@pytest.mark.parametrize(
    ("below", "status"),
    [
        ("", "fail"),
        (PICTURE_OF_WORD, "not_comparable"),
        (TEXT_BELOW + PICTURE_OF_WORD, "fail"),
        (PICTURE_OF_WORD + TEXT_BELOW, "not_comparable"),
    ],
    ids=["nothing", "picture", "text, then a picture", "picture, then text"],
)
def test_a_picture_right_below_a_table_of_word_may_be_its_other_rows(
    below: str, status: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(word(table_of_word(PART), below))
    (read,) = read_files([[path]], None)
    (statement,) = read.disclosure.statements
    found = {it.status for it in statement.results if it.check_id == "total-of-classes"}
    assert found == {status}


def test_a_column_that_nobody_knows_is_one_in_word_too(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    head = [*HEAD[:3], "乙类事项", *HEAD[3:]]
    rows = [[*row[:3], "50.00", *row[3:]] for row in (TOTAL, SERVICES, SECURITY)]
    path.write_bytes(word(table_of_word([head, *rows])))
    (read,) = read_files([[path]], None)
    (statement,) = read.disclosure.statements
    assert "expenditure-types" not in {
        it.check_id for it in statement.results if it.status == "fail"
    }


LAST = ["208", "社会保障和就业支出", "80.00", "50.00"]
NARROWER = (40, 120, 260, 360, 560)


@pytest.mark.parametrize(
    ("head", "title", "status"),
    [
        (["科目编码", "科目名称", "合计", "项目支出"], "部门支出总表", "not_comparable"),
        (["甲", "乙", "丙", "丁"], "", "not_comparable"),
        (["甲", "乙", "丙", "丁"], "对下转移支付情况", "fail"),
    ],
    ids=["another head", "an unknown head", "another table"],
)
def test_a_table_that_another_head_parts_may_go_on_below_it(
    head: list[str], title: str, status: str, tmp_path: Path
) -> None:
    pages = table([HEAD, TOTAL, SERVICES, EDUCATION]), table([head, LAST], title, NARROWER)
    said = said_of(tmp_path / "a.pdf", *pages)
    assert {found for rule, found in said if rule == "total-of-classes"} == {status}


UNKNOWN = [["甲", "乙", "丙", "丁", "戊"], TOTAL, SERVICES, SECURITY]


WHOLE_YUAN = [[cell.replace("0.00", "0,000") for cell in row] for row in UNKNOWN]


@pytest.mark.parametrize("unknown", [UNKNOWN, WHOLE_YUAN], ids=["cents", "whole yuan"])
@pytest.mark.parametrize(
    ("title", "status"),
    [("□□□□", "not_comparable"), ("", "not_comparable"), ("对下转移支付情况", "fail")],
)
def test_a_listed_table_may_be_one_whose_title_nobody_can_read(
    title: str, status: str, unknown: list[list[str]], tmp_path: Path
) -> None:
    page = table([HEAD, TOTAL, SERVICES, SECURITY])
    listed = (
        PageOf()
        .text(240, 60, "目录")
        .text(40, 100, "一、部门支出总表")
        .text(40, 120, "二、部门收入总表")
    )
    text = PageOf().text(40, 60, "三、机关运行经费安排情况").text(40, 80, "没有安排机关运行经费。")
    said = said_of(tmp_path / "a.pdf", listed, page, text, table(unknown, title))
    assert {found for rule, found in said if rule == "contents-present"} == {status}
