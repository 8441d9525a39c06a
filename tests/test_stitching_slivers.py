"""Tables whose rows rule the same boundary a little apart, as edited in Word and printed."""

from dataclasses import replace

import pytest

from tests.readers.made_pdf import PageOf
from tests.readers.test_pdf import read, rows_of
from yusuan.evidence.model import OpenCell
from yusuan.stitching import stitch
from yusuan.stitching.slivers import without_slivers

HEAD = ("科目编码", "科目名称", "合计", "基本支出")
ROWS = (
    ("201", "一般公共服务支出", "7.00", "5.00"),
    ("20101", "人大事务", "7.00", "4.00"),
    ("208", "社会保障支出", "5.00", "3.00"),
)
EDGES = (60.0, 140.0, 260.0, 340.0, 420.0)
ALL = [list(row) for row in (HEAD, *ROWS)]


def page(*shifts: float, rows: tuple[tuple[str, ...], ...] = (HEAD, *ROWS)) -> PageOf:
    """A page of ``rows``, each with its inner rules shifted by its own of ``shifts``."""
    made = PageOf()
    for at, (shift, row) in enumerate(zip(shifts, rows, strict=True)):
        top = 100.0 + 18 * at
        xs = [EDGES[0], *(x + shift for x in EDGES[1:-1]), EDGES[-1]]
        made.table(xs, [top, top + 18])
        for x, text in zip(xs, row, strict=False):
            made.text(x + 6, top + 13, text, 9)
    return made


@pytest.mark.parametrize("shift", [-14.0, -6.0, 4.0, 14.0])
def test_head_and_body_of_widths_of_their_own_are_one_table(shift: float) -> None:
    (grid,) = stitch(read(page(0, shift, shift, shift))).grids
    assert rows_of(grid) == ALL


def test_the_boundary_is_where_most_rows_rule_it() -> None:
    (grid,) = stitch(read(page(0, 6, 6, 6))).grids
    assert [round(edge) for edge in grid.column_edges] == [60, 146, 266, 346, 420]


def test_each_row_may_have_rules_of_its_own() -> None:
    (grid,) = stitch(read(page(0, 5, -4, 9))).grids
    assert rows_of(grid) == ALL


def test_a_page_of_rows_alone_goes_on_with_the_rules_of_the_rows() -> None:
    first = page(0, 8, 8, 8).text(200, 80, "部门支出总表", 14)
    below = page(
        8, 8, rows=(("210", "卫生健康支出", "2.00", "2.00"), ("", "合计", "14.00", "10.00"))
    )
    (grid,) = stitch(read(first, below)).grids
    assert rows_of(grid)[-1] == ["", "合计", "14.00", "10.00"]


def test_a_cell_that_goes_on_on_the_next_page_is_found_where_it_is_now() -> None:
    (drawn,) = read(page(0, 6, 6, 6)).grids
    last = drawn.row(0)[-1]
    beyond = OpenCell(0, last.anchor[1] if last.anchor else last.column, "right", last.parts)
    grid = without_slivers(replace(drawn, open_cells=(beyond,)))
    (found,) = grid.open_cells
    assert grid.cell(found.row, found.column).text == "基本支出"


def test_a_narrow_column_with_a_cell_of_its_own_is_a_column() -> None:
    made = PageOf().table([60, 140, 152, 260], [100, 120, 140])
    made.text(70, 114, "项目").text(142, 114, "次", 8).text(170, 114, "金额")
    made.text(70, 134, "办公费").text(143, 134, "1", 8).text(170, 134, "2.00")
    (grid,) = stitch(read(made)).grids
    assert rows_of(grid) == [["项目", "次", "金额"], ["办公费", "1", "2.00"]]


def test_labels_divided_otherwise_than_the_rows_below_stay_divided() -> None:
    """30 points are no rule drawn apart."""
    made = PageOf().table([60, 140, 260], [100, 120]).table([60, 170, 260], [120, 140])
    made.text(70, 114, "甲").text(150, 114, "乙").text(70, 134, "1.00").text(180, 134, "2.00")
    (grid,) = stitch(read(made)).grids
    assert rows_of(grid) == [["甲", "乙", "^"], ["1.00", "^", "2.00"]]
