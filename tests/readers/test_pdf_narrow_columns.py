"""Columns with less white between them than a letter takes: told by where their cells end or begin."""

import pytest

from tests.readers.made_pdf import PageOf, pdf_of
from tests.readers.test_pdf import read, rows_of
from tests.readers.test_pdf_traps import only_grid
from yusuan.readers.pdf import read_pdf
from yusuan.stitching import stitch

SIZE = 8
HEAD = ("项目", "预算数", "项目", "预算数")
ROWS = (
    ("一、拨款收入", "1,380.50", "一、公共服务支出", "1,200.00"),
    ("二、事业收入", "12.75", "二、社会保障支出", "60.25"),
    ("三、其他收入", "", "三、卫生健康支出", "60.00"),
    ("收入总计", "1,393.25", "支出总计", "1,320.25"),
)


def page_of(rows: tuple[tuple[str, ...], ...], labels: float = 205, slip: float = 0) -> PageOf:
    """Rules across; the figures of the second column end at 200, ``slip`` less in every other row,
    the labels behind begin at ``labels``.
    """
    page = PageOf()
    for at, y in enumerate((80, 96, *range(112, 112 + 16 * len(rows), 16))):
        page.line(50, y, 450, y)
        if 0 < at <= len(rows) + 1:
            figures = 200 - slip * (at % 2)
            cells = (HEAD, *rows)[at - 1]
            for text, x, share in zip(cells, (54, figures, labels, 440), (0, 1, 0, 1), strict=True):
                width = sum(SIZE * (0.5 if letter.isascii() else 1) for letter in text)
                page.text(x - share * width, y - 4, text, SIZE)
    return page


def test_figures_that_end_alike_beside_labels_that_begin_alike_are_two_columns() -> None:
    assert rows_of(only_grid(page_of(ROWS))) == [[*HEAD], *map(list, ROWS)]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(page_of(ROWS, slip=3), id="figures that end nowhere alike"),
        pytest.param(page_of(ROWS, labels=200.5), id="nothing white"),
        pytest.param(page_of(ROWS[1::2]), id="two rows"),
        pytest.param(
            page_of(tuple((a, b, ".50", d) for a, b, _, d in ROWS)), id="the rest of a number"
        ),
    ],
)
def test_columns_that_are_not_certain_are_none(page: PageOf) -> None:
    cells = [cell.text for grid in read(page).grids for cell in grid.cells]
    assert not any("拨款" in text or "1,393" in text for text in cells)


def test_a_column_that_the_head_alone_names_is_one() -> None:
    page = page_of(ROWS)
    for y, text in ((92, "备注说明"),):
        page.text(480, y, text, SIZE)
    for y in (80, 96, 112, 128, 144, 160):
        page.line(450, y, 530, y)
    assert [row[-1] for row in rows_of(only_grid(page))] == ["备注说明", "", "", "", ""]


FEW = ("科目名称", "总计", "基本支出", "项目支出")
LEFT = (54, 200, 300, 400)  # where cells begin
RIGHT = (0, 296, 396, 496)  # where figures end


def set_left(
    *labels: str,
    upper: tuple[tuple[float, str], ...] = (),
    blank: int = 0,
    comma: str = ",",
    item: str = "某科目支出",
) -> PageOf:
    """Labels at the left of their cells, figures at the right; ``blank``: a column without any."""
    page = PageOf()
    for x, text in upper:
        page.text(x, 88, text, SIZE)
    for x, text in zip(LEFT, labels, strict=True):
        page.text(x, 100, text, SIZE)
    for row, whole in enumerate(("1,230.50", "12.75", "9.00")):
        page.text(54, 116 + 14 * row, item + "等" * row, SIZE)
        amount = whole.replace(",", comma)
        width = sum(SIZE * (0.5 if letter.isascii() else 1) for letter in amount)
        for column in {1, 2, 3} - {blank}:
            page.text(RIGHT[column] - width, 116 + 14 * row, amount, SIZE)
    return page


def test_a_line_of_labels_is_that_of_as_many_columns_however_it_is_set() -> None:
    first, second, *_ = rows_of(only_grid(set_left(*FEW)))
    assert (first, second) == ([*FEW], ["某科目支出", "1,230.50", "1,230.50", "1,230.50"])


def test_a_label_right_of_all_figures_is_not_theirs() -> None:
    """总计 has none: its figures would be those of 基本支出, and so on."""
    page = set_left(*FEW, blank=2).text(520, 100, "上缴支出", SIZE)
    grids = read(page).grids
    assert not [row for grid in grids for row in rows_of(grid) if "基本支出" in row]


def test_labels_that_begin_alike_say_not_what_they_are_over() -> None:
    page = set_left(*FEW, upper=((54, "功能分类的科目"), (200, "本年预算支出")))
    assert not any("本年" in cell.text for grid in read(page).grids for cell in grid.cells)


def test_commas_as_wide_as_characters_are_those_of_numbers() -> None:
    assert rows_of(only_grid(set_left(*FEW, comma="，")))[1][1:] == ["1，230.50"] * 3


def test_a_page_that_begins_with_the_head_again_goes_on_with_rows_without_figures() -> None:
    first, second = (set_left(*FEW, item=item) for item in ("某科目支出", "其他支出"))
    first.text(54, 70, "支出总表", SIZE).text(54, 158, "另一科目支出", SIZE)
    second.text(54, 70, "支出总表", SIZE)
    (grid,) = stitch(read_pdf(pdf_of(first, second))).grids
    assert [row[0] for row in rows_of(grid)][3:6] == [
        "某科目支出等等",
        "另一科目支出",
        "其他支出",
    ]


def test_lines_of_a_label_stand_below_one_another() -> None:
    """The code's label is over 类 and 款, though its middle is not that of what is below it."""
    page = PageOf(width=842)
    for x, y, text in (
        (266, 98, "项目"),
        (646, 98, "一般公共预算基本支出"),
        (126, 113, "经济分类科目编码"),
        (350, 120, "部门经济分类科目名称"),
        (546, 120, "合计"),
        (650, 120, "人员经费"),
        (750, 120, "公用经费"),
        (90, 128, "类"),
        (173, 128, "款"),
    ):
        page.text(x - 4.5 * len(text), y, text, 9)
    for row, amount in enumerate(("1,230.50", "12.75", "9.00")):
        y = 143 + 15 * row
        page.text(46, y, "301", 9).text(140, y, f"0{row + 1}", 9).text(212, y, "基本工资", 9)
        for right in (580, 685, 785):
            page.text(right - 4.5 * len(amount), y, amount, 9)
    assert not any("码款" in cell.text for grid in read(page).grids for cell in grid.cells)
