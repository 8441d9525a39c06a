"""Tables with rules across alone: 三线表, rules below groups, rules between rows; none down."""

from collections.abc import Sequence

import pytest

from tests.readers.made_pdf import PageOf, pdf_of
from tests.readers.test_pdf import lines_of, read, rows_of
from tests.readers.test_pdf_traps import only_grid
from yusuan.evidence.model import Grid
from yusuan.readers.pdf import read_pdf
from yusuan.stitching import stitch

_EM = 8
_LEFT, _RIGHT = 50, 550
_RIGHTS = (230, 310, 390, 470, 540)
_LABELS = ("小计", "人员", "公用", "运转", "专项")


def _centred(page: PageOf, x: float, y: float, text: str) -> PageOf:
    return page.text(x - len(text) * _EM / 2, y, text, _EM)


def _ruled(page: PageOf, *ys: float, left: float = _LEFT, right: float = _RIGHT) -> PageOf:
    for y in ys:
        page.line(left, y, right, y)
    return page


def _row(page: PageOf, y: float, label: str, amounts: Sequence[str]) -> PageOf:
    page.text(60, y, label, _EM)
    for right, amount in zip(_RIGHTS, amounts, strict=True):
        page.text(right - len(amount) * _EM / 2, y, amount, _EM)
    return page


def _head(
    page: PageOf, *groups: tuple[float, str, int, int], top: float = 80, below: float = 34
) -> PageOf:
    """科目 and five labels between two rules; groups: the middle of each label, from, to."""
    _ruled(page, top, top + below)
    inside = {at for _, _, first, last in groups for at in range(first, last + 1)}
    for x, label, _, _ in groups:
        _centred(page, x, top + 14, label)
    _centred(page, 90, top + 22, "科目")
    for at, (right, label) in enumerate(zip(_RIGHTS, _LABELS, strict=True), 1):
        _centred(page, right - 14, top + (30 if at in inside else 22), label)
    return page


def _body(page: PageOf, top: float, rows: int = 3, step: float = 14) -> PageOf:
    for number in range(rows):
        _row(page, top + step * number, "某科目", [f"{number}{column}.50" for column in range(5)])
    return page


def _groups_of(grid: Grid) -> list[tuple[str, int, int]]:
    return [(c.text, c.column, c.column_span) for c in grid.row(0) if c.text and c.column]


def test_a_rule_below_a_label_says_over_which_columns_it_stands() -> None:
    """基本支出 begins where its columns do: its middle is that of two of them, or of three."""
    page = _ruled(_head(PageOf(), (230, "基本支出", 1, 3), (500, "项目支出", 4, 5)), 160)
    _ruled(page, 98, left=205, right=392)
    _ruled(page, 98, left=440, right=542)
    grid = only_grid(_body(page, 126))
    assert _groups_of(grid) == [("基本支出", 1, 3), ("项目支出", 4, 2)]
    assert rows_of(grid)[1] == ["^", *_LABELS]
    assert rows_of(grid)[2] == ["某科目", "00.50", "01.50", "02.50", "03.50", "04.50"]


def test_labels_above_one_rule_part_its_columns_where_their_middles_do() -> None:
    page = _ruled(_head(PageOf(), (296, "基本支出", 1, 3), (491, "项目支出", 4, 5)), 160)
    _ruled(page, 98, left=205, right=542)
    assert _groups_of(only_grid(_body(page, 126))) == [("基本支出", 1, 3), ("项目支出", 4, 2)]


@pytest.mark.parametrize(
    ("middle", "end"),
    [
        pytest.param(256, 542, id="a label between the middles of two and of three columns"),
        pytest.param(256, 375, id="a rule that ends within a column"),
    ],
)
def test_a_head_that_its_rules_do_not_make_certain_is_none(middle: float, end: float) -> None:
    groups = (middle, "基本支出", 1, 3), (491, "项目支出", 4, 5)
    page = _ruled(_body(_head(PageOf(), *groups), 126), 160)
    _ruled(page, 98, left=205, right=end)
    assert all(cell.text != "基本支出" for grid in read(page).grids for cell in grid.cells)


def test_labels_that_end_at_one_height_are_whole_where_groups_have_rules() -> None:
    page = _ruled(PageOf(), 80, 124, 170)
    _ruled(page, 98, left=205, right=392)
    _centred(page, 296, 94, "基本支出")
    _centred(page, 90, 120, "科目")
    for right, label in zip(_RIGHTS, ("小计", "人员", "公用", "运转", "专项"), strict=True):
        _centred(page, right - 14, 120, label)
    _centred(page, _RIGHTS[2] - 14, 110, "其中")
    assert rows_of(only_grid(_body(page, 136)))[1] == [
        "^",
        "小计",
        "人员",
        "其中公用",
        "^",
        "^",
    ]


def test_what_stands_between_two_rules_is_a_row_where_rows_have_rules() -> None:
    """A label of three lines, and one of two beside no figure of their own."""
    page = _ruled(_head(PageOf()), 130, 146, 182, 198, 214)
    for number, y in enumerate((126, 142, 167, 194, 210)):
        _row(page, y, "某科目", [f"{number}1.50"] * 5)
    page.text(60, 157, "上一行", _EM).text(60, 177, "下一行", _EM)
    assert [row[0] for row in rows_of(only_grid(page))[1:]] == [
        "某科目",
        "某科目",
        "上一行某科目下一行",
        "某科目",
        "某科目",
    ]


def test_two_tables_between_rules_of_one_reach_are_two() -> None:
    """Without a unit: the title is no row of the table above, its second head none either."""
    page = PageOf()
    for top in (80, 220):
        _ruled(_head(page, (491, "项目支出", 4, 5), top=top), top + 78)
        _ruled(page, top + 18, left=440, right=542)
        _body(page, top + 46)
    _centred(page, 300, 200, "一般公共预算支出表")
    grids = read(page).grids
    assert [len(rows_of(grid)) for grid in grids] == [5, 5]
    assert lines_of(read(page)) == ["一般公共预算支出表"]


def test_a_row_that_numbers_the_columns_is_none_of_the_head() -> None:
    page = _ruled(_head(PageOf(), below=52), 176)
    page.text(60, 124, "**", _EM)
    for number, x in enumerate((160, 300, 385, 460, 500), 1):
        page.text(x, 124, str(number), _EM)
    assert rows_of(only_grid(_body(page, 144)))[:2] == [
        ["科目", *_LABELS],
        ["**", "1", "2", "3", "4", "5"],
    ]


def test_below_the_rule_of_its_head_a_table_goes_on_to_the_end_of_the_page_and_the_next() -> None:
    first = _head(PageOf(), (491, "项目支出", 4, 5))
    _ruled(first, 98, left=440, right=542)
    second = _ruled(_body(PageOf(), 60), 94)
    stitched = stitch(read_pdf(pdf_of(_body(first, 126), second)))
    (grid,) = (block for block in stitched.blocks if isinstance(block, Grid))
    assert len(rows_of(grid)) == 2 + 3 + 3


def test_a_table_above_a_rule_of_the_page_ends_at_its_own() -> None:
    """The running foot has a rule as wide as the table, and a number with a decimal below it."""
    page = _ruled(_head(PageOf()), 160)
    page = _ruled(_body(page, 126), 700).text(300, 712, "1.50", _EM)
    assert len(rows_of(only_grid(page))) == 4


def _without_white(shift: float = 0) -> PageOf:
    """Four columns of 100 points, figures 5 points before the label right of them."""
    page = _ruled(PageOf(), 80, 100, 120, 140, 160, left=50, right=450)
    for at, label in enumerate(("项目", "预算数", "项目", "预算数")):
        _centred(page, 100 + 100 * at + (shift if at == 1 else 0), 94, label)
    for number, y in enumerate((114, 134, 154)):
        page.text(52, y, "某科目", _EM).text(247.5 - 5 * _EM / 2, y, f"{number}1.50", _EM)
        page.text(252.5, y, "又一科目", _EM).text(448 - 5 * _EM / 2, y, f"{number}2.50", _EM)
    return page


def test_labels_in_the_middle_of_their_cells_say_where_columns_without_white_are() -> None:
    rows = rows_of(only_grid(_without_white()))
    assert rows[0] == ["项目", "预算数", "项目", "预算数"]
    assert rows[1] == ["某科目", "01.50", "又一科目", "02.50"]


@pytest.mark.parametrize("shift", [6, -6])
def test_labels_beside_the_middle_of_their_cells_do_not(shift: float) -> None:
    assert not read(_without_white(shift)).grids


def test_labels_that_go_on_below_a_comma_are_no_prose() -> None:
    page = _ruled(PageOf(), 80, 110, 160)
    _centred(_centred(page, 90, 95, "科目"), 90, 105, "名称")
    for right, label in zip(_RIGHTS, _LABELS[:4], strict=False):
        _centred(page, right - 14, 100, label)
    _centred(_centred(page, _RIGHTS[4] - 14, 95, "结余、"), _RIGHTS[4] - 14, 105, "结转")
    assert rows_of(only_grid(_body(page, 126)))[0] == ["科目名称", *_LABELS[:4], "结余、结转"]


def test_a_cell_of_prose_beside_figures_is_of_their_row() -> None:
    page = _ruled(PageOf(), 80, 100, 120, 140, 160)
    _centred(page, 90, 94, "科目")
    for right, label in zip(_RIGHTS[:3], _LABELS[:3], strict=True):
        _centred(page, right - 14, 94, label)
    _centred(page, 470, 94, "绩效目标")
    for y in (114, 134, 154):
        page.text(60, y, "某科目", _EM).text(430, y, "做好接待工作。", _EM)
        for right in _RIGHTS[:3]:
            page.text(right - 16, y, "1.50", _EM)
    assert rows_of(only_grid(page))[1] == ["某科目", "1.50", "1.50", "1.50", "做好接待工作。"]


@pytest.mark.parametrize(("start", "certain"), [(216, True), (238, False)])
def test_labels_at_the_left_of_their_cells_stand_from_column_to_column(
    start: float, certain: bool
) -> None:
    """Two groups above one rule, each begins as its first column's label does."""
    page = _ruled(PageOf(), 80, 98, 114, 160).text(60, 110, "科目", _EM)
    for right, label in zip(_RIGHTS, _LABELS, strict=True):
        page.text(right - 14, 110, label, _EM)
    page.text(60, 94, "项目", _EM).text(start, 94, "一般公共预算基本支出", _EM)
    groups = [_groups_of(grid) for grid in read(_body(page, 126)).grids if grid.row_count == 5]
    assert groups == ([[("一般公共预算基本支出", 1, 5)]] if certain else [])


@pytest.mark.parametrize("last", [247.5, 244])
def test_columns_without_white_begin_where_labels_at_their_left_do(last: float) -> None:
    """All figures end as far from the next label as the first one begins from the frame."""
    page = _ruled(PageOf(), 80, 100, 120, 140, 160, left=50, right=450)
    for left, label in ((52.5, "项目"), (152.5, "预算数"), (252.5, "项目"), (352.5, "预算数")):
        page.text(left, 94, label, _EM)
    for number, (y, end) in enumerate(((114, 247.5), (134, 247.5), (154, last))):
        page.text(52.5, y, "某科目", _EM).text(end - 5 * _EM / 2, y, f"{number}1.50", _EM)
        page.text(252.5, y, "又一科目", _EM).text(447.5 - 5 * _EM / 2, y, f"{number}2.50", _EM)
    grids = read(page).grids
    if last == 247.5:
        assert rows_of(grids[0])[2] == ["某科目", "11.50", "又一科目", "12.50"]
    else:
        assert not grids
