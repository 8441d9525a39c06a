"""Sheets on which two pages are printed side by side: each page is read as one."""

from tests.readers.made_pdf import PageOf, pdf_of
from tests.readers.test_pdf import rows_of
from yusuan.evidence.model import Document, Furniture, Grid, Line, Paragraph
from yusuan.readers.pdf import read_pdf
from yusuan.stitching import stitch

PAGE = 400.0  # points: two of them on a sheet


def sheet() -> PageOf:
    return PageOf(2 * PAGE, 560)


def written(page: PageOf, left: float, top: float, rows: list[tuple[str, str]]) -> None:
    """A table of two columns with its left upper corner at a place."""
    page.table([left, left + 200, left + 300], [top + 20 * row for row in range(len(rows) + 1)])
    for row, (label, amount) in enumerate(rows):
        page.text(left + 6, top + 14 + 20 * row, label)
        page.text(left + 240, top + 14 + 20 * row, amount)


def told(document: Document) -> list[object]:
    """Lines as their text, tables as their rows; furniture is left out."""
    return [
        rows_of(block) if isinstance(block, Grid) else block.text
        for block in document.blocks
        if isinstance(block, Grid | Line | Paragraph)
    ]


REVENUE = [("项目", "预算数"), ("事业收入", "35.50"), ("其他收入", "4.50")]
EXPENDITURE = [("科目", "预算数"), ("教育支出", "23.00"), ("住房保障支出", "17.00")]


def test_a_table_on_each_page_stands_below_its_own_title() -> None:
    page = sheet()
    for left, title, rows in ((0, "收入总表", REVENUE), (PAGE, "支出总表", EXPENDITURE)):
        page.text(left + 50, 80, f"部门{title}").text(left + 280, 94, "单位：万元")
        written(page, left + 50, 100, rows)
    assert told(stitch(read_pdf(pdf_of(page)))) == [
        "部门收入总表",
        "单位：万元",
        [list(row) for row in REVENUE],
        "部门支出总表",
        "单位：万元",
        [list(row) for row in EXPENDITURE],
    ]


def test_a_table_goes_on_over_the_pages_of_a_sheet_and_to_the_next() -> None:
    """No sheet prints anything across its middle: they are of two pages, all of them."""
    first, second = sheet(), sheet()
    first.text(50, 80, "一、本单位负责教育经费的管理。")
    first.text(50, 480, "部门支出总表").text(PAGE + 50, 500, "- 2 -")
    written(first, 50, 500, [("科目", "预算数"), ("教育支出", "23.00")])
    written(first, PAGE + 50, 60, [("科目", "预算数"), ("卫生健康支出", "5.00")])
    written(second, 50, 60, [("科目", "预算数"), ("住房保障支出", "17.00")])
    second.text(PAGE + 50, 80, "二、收支增减变化情况说明。")
    document = read_pdf(pdf_of(first, second))
    stitched = stitch(document)
    assert told(stitched) == [
        "一、本单位负责教育经费的管理。",
        "部门支出总表",
        [
            ["科目", "预算数"],
            ["教育支出", "23.00"],
            ["卫生健康支出", "5.00"],
            ["住房保障支出", "17.00"],
        ],
        "二、收支增减变化情况说明。",
    ]
    assert [it.kind for it in stitched.blocks if isinstance(it, Furniture)][-1] == "repeated"
    (table,) = stitched.grids
    assert [str(place) for place in table.places] == [
        "p1@50,500,350,540",
        "p1@450,60,750,100",
        "p2@50,60,350,100",
    ]
    assert document.pages == stitched.pages


def test_the_two_halves_of_one_table_are_no_pages() -> None:
    """The title and the unit are printed once."""
    page = sheet().text(50, 80, "部门收支总表").text(690, 94, "单位：万元")
    written(page, 50, 100, REVENUE)
    written(page, PAGE + 50, 100, EXPENDITURE)
    document = read_pdf(pdf_of(page))
    assert [it.across for it in document.pages] == [1]


def test_prose_over_the_width_of_a_sheet_is_of_one_page() -> None:
    page = sheet()
    for left in (0, PAGE):
        page.text(left + 50, 80, "部门收入总表").text(left + 280, 94, "单位：万元")
        written(page, left + 50, 100, REVENUE)
    page.text(50, 300, "本单位的收入全部为事业收入和其他收入，" * 3)
    assert [it.across for it in read_pdf(pdf_of(page)).pages] == [1]


def test_cells_drawn_as_small_boxes_are_of_the_page_they_stand_on() -> None:
    page = sheet()
    for left in (50, PAGE + 50):
        page.text(left, 80, "部门收入总表").text(left + 230, 94, "单位：万元")
        for row, baseline in enumerate((114, 134, 154)):
            page.text(left + 2, baseline, f"第{row}项").text(left + 44, baseline, f"{row}.50")
            for x in (left, left + 40):
                page.raw(f"{x} {page.height - baseline - 6} 40 20 re S")
    document = read_pdf(pdf_of(page))
    assert [(grid.row_count, grid.column_count) for grid in document.grids] == [(3, 2)] * 2
