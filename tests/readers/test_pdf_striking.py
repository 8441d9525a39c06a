"""What a line is drawn through in a PDF stands between ``~~``; a rule of a table is no such line."""

from collections.abc import Callable

import pytest

from tests.readers.made_pdf import PageOf, pdf_of
from yusuan.evidence.model import Document
from yusuan.readers.pdf import read_pdf

Line = Callable[[PageOf], PageOf]


def _read(line: Line) -> Document:
    """A table of two columns; its second cell prints 182.00 from 110 to 140, baseline 130."""
    page = (
        PageOf().table((40, 100, 200), (80, 110, 140)).text(50, 100, "项目").text(110, 100, "金额")
    )
    page.text(50, 130, "支出").text(110, 130, "182.00").text(40, 200, "安排40.00万元。")
    return read_pdf(pdf_of(line(page)))


@pytest.mark.parametrize(
    "line",
    [
        lambda page: page.line(110, 126.5, 140, 126.5),
        lambda page: page.line(108, 127, 142, 127),
        lambda page: page.line(110, 126.5, 125, 126.5).line(125, 126.5, 140, 126.5),
        lambda page: page.fill(110, 126.2, 140, 126.8),
    ],
    ids=["a line", "a little longer", "in two pieces", "a thin bar"],
)
def test_a_figure_that_a_line_is_drawn_through_is_marked(line: Line) -> None:
    document = _read(line)
    (grid,) = document.grids
    assert grid.cell(1, 1).text == "~~182.00~~"
    assert (grid.row_count, grid.column_count) == (2, 2)
    assert document.ledger.balanced


@pytest.mark.parametrize(
    "line",
    [
        lambda page: page.line(110, 132, 140, 132),  # below: underlined
        lambda page: page.line(110, 121, 140, 121),  # above
        lambda page: page.line(100, 126.5, 200, 126.5),  # a rule of the table, over its text
        lambda page: page.line(110, 126.5, 114, 126.5),  # through one digit
    ],
    ids=["underlined", "overlined", "a rule", "a scratch"],
)
def test_other_lines_strike_nothing_out(line: Line) -> None:
    assert "~~" not in "".join(cell.text for grid in _read(line).grids for cell in grid.cells)


def test_words_of_a_line_of_text_may_be_struck_out() -> None:
    document = _read(lambda page: page.line(60, 196.5, 85, 196.5))
    shown = "".join(getattr(block, "text", "") for block in document.blocks)
    assert "安排~~40.00~~万元。" in shown
