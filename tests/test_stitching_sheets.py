"""Tables wider than a sheet: labels and first columns on one page, the others on the next."""

from collections.abc import Callable

import pytest

from tests.made_documents import line, on_page, paged, shown, table
from yusuan.stitching import stitch

LEFT = "科目|合计|基本支出\n行政运行|9.00|5.00\n机关服务|8.00|4.00\n住房改革|7.00|7.00"
RIGHT = "项目支出|上缴上级\n4.00|-\n4.00|\n|1.00"
_WIDE = (60, 260, 410, 540)
_REST = (60, 190, 320)


def _grids(
    right: str, top: float = 140, *between: str, edges: tuple[float, ...] = _WIDE
) -> list[list[str]]:
    document = paged(
        line("支出总表", 1, 100, 240),
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
