"""Two tables side by side in one grid are bound as neither."""

from dataclasses import replace

import pytest

from tests.binding.grids import STATEMENT, captioned
from yusuan.binding.bound import Unbound
from yusuan.binding.model import CaptionedGrid
from yusuan.binding.tables import bind_table
from yusuan.evidence.model import Part
from yusuan.evidence.places import SheetPlace
from yusuan.layouts.loading import load_layout

FUND = """科目编码|科目名称|政府性基金预算支出|<|<
    ^|^|合计|基本支出|项目支出
    212|城乡社区支出|60.00||60.00"""
OTHER = ["科目编码|科目名称|国有资本经营预算支出|<", "^|^|合计|项目支出", "223|国资支出|5.00|5.00"]
BESIDE = "\n".join(f"{row}||{other}" for row, other in zip(FUND.split("\n"), OTHER, strict=True))
TITLE = "政府性基金预算支出表"


def titled(*columns: int) -> CaptionedGrid:
    """The fund's table below two titles in these columns of a row."""
    grid = captioned(TITLE, FUND)
    titles = zip(("国有资本经营预算支出表", TITLE), columns, strict=True)
    parts = tuple(Part(text, SheetPlace("表", 1 + (at == 1), at)) for text, at in titles)
    return replace(grid, caption=replace(grid.caption, titles=parts))


@pytest.mark.parametrize(
    ("grid", "reason"),
    [
        (captioned(TITLE, BESIDE), "ambiguous"),
        (captioned(TITLE, FUND), None),
        (titled(2, 9), "ambiguous"),
        (titled(1, 2), None),
    ],
)
def test_figures_of_two_tables_are_those_of_none(grid: CaptionedGrid, reason: str | None) -> None:
    found = bind_table(grid, STATEMENT, load_layout("base"))
    assert (found.reason if isinstance(found, Unbound) else None) == reason
