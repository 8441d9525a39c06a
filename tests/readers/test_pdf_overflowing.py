"""A sheet printed with rows too low: lines of a cell that lie on its neighbours are of that cell."""

from collections.abc import Sequence

import pytest

from tests.readers.made_pdf import PageOf, pdf_of
from yusuan.readers.pdf import read_pdf

_PITCH, _HEIGHT = 12.0, 12.0


def _printed(labels: Sequence[Sequence[str]], *, painted: Sequence[int] = ()) -> list[str]:
    """Labels of rows 12 points high in a column for ten characters, each set around its middle."""
    ys = [80 + _HEIGHT * row for row in range(len(labels) + 1)]
    page = PageOf().table((40, 100, 202, 260), ys)
    for row in painted or range(len(labels)):
        middle = (ys[row] + ys[row + 1]) / 2 + 3.5
        page.text(45, middle, f"2010{row}").text(210, middle, f"{row + 1}.00")
        first = middle - _PITCH * (len(labels[row]) - 1) / 2
        for number, line in enumerate(labels[row]):
            page.text(101, first + _PITCH * number, line)
    (grid,) = read_pdf(pdf_of(page)).grids
    assert [grid.cell(row, 2).text for row in range(len(labels))] == [
        f"{row + 1}.00" for row in range(len(labels))
    ]
    return [grid.cell(row, 1).text for row in range(len(labels))]


_LONG = ("重大水利工程建设基金", "安排的支出")
_LONGER = ("政府性基金及对应专项", "债务收入安排的各项其", "他支出")


@pytest.mark.parametrize(
    "labels",
    [
        [("信息管理",), _LONG, ("三峡后续工作",)],
        [("信息管理",), _LONGER, ("三峡后续工作",)],  # three lines: two lie right on others
        [("其他支出",), _LONG, _LONGER, ("水利支出",)],
        [("其他支出",), _LONG],  # the last one runs out of the table
    ],
)
def test_lines_over_the_rows_around_are_of_the_cell_that_they_are_written_for(
    labels: list[tuple[str, ...]],
) -> None:
    assert _printed(labels) == ["".join(lines) for lines in labels]


def test_rows_painted_in_another_order_give_the_same() -> None:
    labels = [("信息管理",), _LONG, ("三峡后续工作",)]
    assert _printed(labels, painted=(2, 0, 1)) == ["".join(lines) for lines in labels]


def test_what_lies_on_nothing_stays_where_it_stands() -> None:
    """Labels as wide as the column, one below the other, are those of two rows."""
    labels = [("重大水利工程建设基金",), ("安排的支出",), ("三峡后续工作",)]
    assert _printed(labels) == [line for (line,) in labels]


def test_short_lines_are_not_one_text() -> None:
    """A line that is not as wide as its column was not broken: what is below it may be another's."""
    shown = _printed([("信息管理",), ("水利", "工程", "建设"), ("三峡后续工作",)])
    assert shown[1] == "工程"
