"""Right halves of tables wider than a page that nothing completes: they stand apart."""

from tests.made_documents import line, on_page, paged, shown, table
from yusuan.evidence.model import Grid, Line, Paragraph
from yusuan.evidence.places import PagePlace
from yusuan.stitching import stitch

LEFT = "科目|合计|基本支出\n行政运行|9.00|5.00\n机关服务|8.00|4.00\n住房改革|7.00|7.00"
FIGURES = "4.00|-\n4.00|\n|1.00\n1.00|1.00"
_WIDE = (60, 260, 410, 540)
_REST = (60, 190, 320)
_EXPENDITURE = "支出|预算数\n教育支出|4.00\n卫生支出|2.00\n支出合计|6.00"


def test_figures_without_a_label_at_the_heights_of_another_table_are_its_right_half() -> None:
    """They stand behind it, though its page prints another table below."""
    document = paged(
        on_page(table(LEFT), 1, 140, *_WIDE),
        line("另一张表", 1, 300, 240),
        on_page(table("项目|金额\n会议费|1.00"), 1, 340, 60, 300, 540),
        on_page(table(FIGURES), 2, 140, *_REST),
    )
    assert [shown(grid)[-1] for grid in stitch(document).grids] == [
        "住房改革|7.00|7.00",
        "1.00|1.00",
        "会议费|1.00",
    ]


def test_a_half_that_is_not_certain_has_no_title_of_the_table_behind() -> None:
    """Its label over both halves is on the left page alone; the next table begins on page 3."""
    document = paged(
        line("收支总表", 1, 100, 240),
        on_page(table(LEFT), 1, 140, *_WIDE),
        line("支出总表", 1, 700, 240),
        on_page(table(_EXPENDITURE.replace("支出|", "|", 1)), 2, 140, *_REST),
        on_page(table(LEFT), 3, 60, *_WIDE),
    )
    kinds = [
        block.text if isinstance(block, Line | Paragraph) else place.page
        for block in stitch(document).blocks
        if isinstance(block, Grid | Line | Paragraph)
        and isinstance(place := block.place, PagePlace)
    ]
    assert kinds == ["收支总表", 1, 2, "支出总表", 3]


def test_no_table_goes_on_with_a_right_half() -> None:
    """Headed like the left one, with a label that its page does not print."""
    right = "科目|合计|\n教育支出|4.00|\n卫生支出|2.00|\n支出合计|6.00|"
    document = paged(
        line("收支总表", 1, 100, 240),
        on_page(table(LEFT), 1, 140, *_WIDE),
        on_page(table(right), 2, 140, *_WIDE),
    )
    assert len(list(stitch(document).grids)) == 2


def test_a_table_that_goes_on_with_as_many_rows_is_no_right_half() -> None:
    """A title in the margin of the first page takes no room from its rows."""
    more = "教育支出|6.00|5.00\n卫生支出|5.00|4.00\n其他支出|4.00|3.00\n支出合计|3.00|2.00"
    document = paged(
        line("支出总表", 1, 100, 240),
        on_page(table(LEFT), 1, 140, *_WIDE),
        on_page(table(more), 2, 140, *_WIDE),
    )
    assert all(len(row.split("|")) == 3 for grid in stitch(document).grids for row in shown(grid))
