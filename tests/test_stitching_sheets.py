"""Tables wider than a sheet: labels and first columns on one page, the others on the next."""

from collections.abc import Callable

import pytest

from tests.made_documents import line, on_page, paged, shown, table
from yusuan.evidence.model import Grid, Line, Paragraph
from yusuan.evidence.places import PagePlace
from yusuan.stitching import stitch

LEFT = "科目|合计|基本支出\n行政运行|9.00|5.00\n机关服务|8.00|4.00\n住房改革|7.00|7.00"
RIGHT = "项目支出|上缴上级\n4.00|-\n4.00|\n|1.00"
_WIDE = (60, 260, 410, 540)
_REST = (60, 190, 320)


def _grids(
    right: str, top: float = 140, *between: str, edges: tuple[float, ...] = _WIDE, title: str = ""
) -> list[list[str]]:
    document = paged(
        *([line(title, 1, 100, 240)] if title else []),
        on_page(table(LEFT), 1, 140, *edges),
        line("- 1 -", 1, 770, 280),
        *(line(text, 2, 100, 240) for text in between),
        on_page(table(right), 2, top, *_REST),
    )
    return [shown(grid) for grid in stitch(document).grids]


def test_columns_that_a_page_had_no_room_for_stand_beside_the_others() -> None:
    (whole,) = _grids(RIGHT)
    assert whole == [
        "科目|合计|基本支出|项目支出|上缴上级",
        "行政运行|9.00|5.00|4.00|-",
        "机关服务|8.00|4.00|4.00|",
        "住房改革|7.00|7.00||1.00",
    ]


@pytest.mark.parametrize(
    "found",
    [
        lambda: _grids(RIGHT, 160),
        lambda: _grids(RIGHT, 140, "另一张表"),
        lambda: _grids(RIGHT, edges=(60, 160, 260, 360)),
        lambda: _grids(RIGHT.replace("上缴上级", "")),
        lambda: _grids(RIGHT.replace("上缴上级", "合计")),
        lambda: _grids(RIGHT.replace("-", "培训")),
        lambda: _grids(RIGHT + "\n1.00|2.00"),
    ],
    ids=[
        "rows at other heights",
        "a title",
        "room for the next column",
        "a label that is on neither page",
        "a column of the left half again",
        "words among the figures",
        "more rows",
    ],
)
def test_what_does_not_prove_it_stays_two_tables(found: Callable[[], list[list[str]]]) -> None:
    assert len(found()) == 2


_TITLE = "收支总表"
_EXPENDITURE = "支出|预算数\n教育支出|4.00\n卫生支出|2.00\n支出合计|6.00"


def test_a_half_with_labels_of_its_own_stands_beside_where_no_title_is_above_it_alone() -> None:
    """Both begin at one height, the left one below its title: nothing leaves that much white."""
    assert len(_grids(_EXPENDITURE)) == 2
    (whole,) = _grids(_EXPENDITURE, title=_TITLE)
    assert whole[0] == "科目|合计|基本支出|支出|预算数"


def test_a_label_that_the_cut_goes_through_is_certain_of_neither() -> None:
    assert len(_grids(RIGHT.replace("项目支出", "出及项目"))) == 2


def test_columns_that_are_printed_again_are_no_columns() -> None:
    again = "\n".join(row.split("|")[0] + "|1.50" for row in LEFT.splitlines())
    assert len(_grids(again, title=_TITLE)) == 2


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
