"""Columns with less white between them than a letter takes: told by where their cells end or begin."""

import pytest

from tests.readers.made_pdf import PageOf
from tests.readers.test_pdf import read, rows_of
from tests.readers.test_pdf_traps import only_grid

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
