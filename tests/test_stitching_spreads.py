"""A wide sheet printed on several pages: its tables whole, or apart where that is not certain."""

from dataclasses import replace

import pytest

from tests.made_documents import line, on_page, paged, shown, table
from yusuan.evidence.model import Block, Furniture, Grid, Line, OpenCell, Paragraph, Part, Side
from yusuan.evidence.places import Box, PagePlace
from yusuan.stitching import stitch

LEFT = "科目|合计|基本支出\n行政运行|9.00|5.00\n机关服务|8.00|4.00"
RIGHT = "项目支出|上缴上级\n4.00|\n4.00|1.00"
_LEFT_BELOW = "住房改革|7.00|6.00\n提租补贴|3.00|2.00"
_RIGHT_BELOW = "1.00|\n1.00|"
_XS, _REST = (60, 260, 410, 540), (60, 190, 320)
WHOLE = [
    "科目|合计|基本支出|项目支出|上缴上级",
    "行政运行|9.00|5.00|4.00|",
    "机关服务|8.00|4.00|4.00|1.00",
    "住房改革|7.00|6.00|1.00|",
    "提租补贴|3.00|2.00|1.00|",
]


def _grids(*blocks: Block) -> list[list[str]]:
    grids = stitch(paged(*blocks)).grids
    assert not any(grid.open_cells for grid in grids)
    return [shown(grid) for grid in grids]


def _texts(*blocks: Block) -> list[str]:
    document = stitch(paged(*blocks))
    return [block.text for block in document.blocks if isinstance(block, Line | Paragraph)]


def _sheet(*pages: int) -> list[Line | Grid]:
    """The left page, the one below it, the right page, the one below that, in order of pages."""
    left, below, right, last = pages
    blocks: list[Line | Grid] = [
        on_page(table(LEFT), left, 140, *_XS),
        on_page(table(_LEFT_BELOW), below, 60, *_XS),
        on_page(table(RIGHT), right, 140, *_REST),
        on_page(table(_RIGHT_BELOW), last, 60, *_REST),
        line("支出总表", 1, 100, 240),
    ]
    return sorted(blocks, key=_page_and_height)


def _page_and_height(block: Line | Grid) -> tuple[int, float]:
    assert isinstance(block.place, PagePlace)
    assert block.place.box
    return block.place.page, block.place.box.y0


@pytest.mark.parametrize("pages", [(1, 2, 3, 4), (1, 3, 2, 4)], ids=["down first", "over first"])
def test_a_sheet_of_four_pages_is_one_table_in_either_order(pages: tuple[int, ...]) -> None:
    assert _grids(*_sheet(*pages)) == [WHOLE]


def test_without_a_title_on_the_left_page_alone_nothing_proves_it() -> None:
    assert len(_grids(*_sheet(1, 2, 3, 4)[1:])) > 1


def test_a_title_of_its_own_at_the_same_height_is_that_of_another_table() -> None:
    blocks = _sheet(1, 2, 3, 4)
    assert WHOLE not in _grids(*blocks[:3], line("支出总表", 3, 100, 240), *blocks[3:])


def test_each_page_prints_its_piece_of_the_lines_above() -> None:
    """The cut goes through 支: it is on both pages. The unit stands over the last column."""
    blocks = (
        line("部门支", 1, 100, 504, size=16),
        line("部门：某局", 1, 120),
        on_page(table(LEFT), 1, 140, *_XS),
        line("支出总表", 2, 100, 56, size=16),
        line("单位：万元", 2, 120, 250),
        on_page(table(RIGHT), 2, 140, *_REST),
    )
    assert len(_grids(*blocks)) == 1
    assert _texts(*blocks) == ["部门支出总表", "部门：某局", "单位：万元"]


def test_pieces_that_do_not_meet_are_two_texts() -> None:
    blocks = (
        line("部门", 1, 100, 300, size=16),
        line("单位：元", 1, 120),
        on_page(table(LEFT), 1, 140, *_XS),
        line("支出总表", 2, 100, 56, size=16),
        on_page(table(RIGHT), 2, 140, *_REST),
    )
    assert _texts(*blocks)[:2] == ["部门", "支出总表"]


def test_the_same_columns_on_the_next_page_go_on_below() -> None:
    """Even where nothing stands above them: the columns of a half are others."""
    again = LEFT.replace("9.00", "6.00").replace("行政运行", "教育事务")
    title = line("支出总表", 1, 100, 240)
    grids = _grids(title, on_page(table(LEFT), 1, 140, *_XS), on_page(table(again), 2, 140, *_XS))
    assert all(len(grid[0].split("|")) == 3 for grid in grids)


# A label that is merged over the cut


def _going_on(grid: Grid, side: Side, text: str, left: float) -> Grid:
    """The grid with the outermost cell of its first row open; its text begins at ``left``."""
    column = grid.column_count - 1 if side == "right" else 0
    cell = grid.owner(0, column)
    place = cell.place
    assert isinstance(place, PagePlace)
    assert place.box
    at = PagePlace(
        place.page, Box(left, place.box.y0 + 5, left + 10 * len(text), place.box.y0 + 15)
    )
    lines = (Part(text, at),) if text else ()
    return replace(grid, open_cells=(*grid.open_cells, OpenCell(0, cell.column, side, lines)))


def _halves(before: str, after: str, *, left: float = 60) -> tuple[Block, ...]:
    """其中 over the last column of the left page and the first two of the right one."""
    one = f"科目|合计|{before}\n^|^|基本支出\n行政运行|9.00|5.00\n机关服务|8.00|4.00"
    other = f"{after}|<|余额\n项目支出|经营支出|^\n4.00||\n4.00||1.00"
    grid = on_page(table(one), 1, 140, *_XS)
    rest = on_page(table(other), 2, 140, *_REST, 450)
    return (
        line("支出总表", 1, 100, 240),
        _going_on(grid, "right", before, 540 - 10 * len(before)),
        _going_on(rest, "left", after, left),
    )


@pytest.mark.parametrize(
    ("before", "after", "left"),
    [("其中：", "", 60), ("", "其中：", 60), ("其", "中：", 60), ("其中", "中：", 50)],
    ids=["on the left page", "on the right page", "cut between letters", "cut through a letter"],
)
def test_a_cell_that_no_rule_ends_at_the_cut_goes_on(before: str, after: str, left: float) -> None:
    (whole,) = _grids(*_halves(before, after, left=left))
    assert whole[:3] == [
        "科目|合计|其中：|^|^|余额",
        "^|^|基本支出|项目支出|经营支出|^",
        "行政运行|9.00|5.00|4.00||",
    ]


def test_a_label_of_which_a_letter_may_be_missing_is_not_certain() -> None:
    left, right = _grids(*_halves("其", "：", left=75))
    assert (left[0], right[0]) == ("科目|合计|其", "：|^|余额")


def test_a_blank_label_that_a_rule_ends_is_not_certain() -> None:
    title, left, right = _halves("其中：", "")
    assert isinstance(right, Grid)
    assert len(_grids(title, left, replace(right, open_cells=()))) == 2


def test_where_one_label_goes_on_over_the_cut_a_rule_ends_the_others() -> None:
    """栏次 stands right at the cut, beside the blank that heads no number."""
    left = "收入|支出\n金额|项目\n1|栏次\n9.00|外交支出\n8.00|国防支出"
    right = "|<\n行次|金额\n|2\n32|4.00\n33|5.00"
    grid, rest = (
        on_page(table(left), 1, 140, 60, 300, 540),
        on_page(table(right), 2, 140, 60, 190, 320),
    )
    title = line("收支总表", 1, 100, 240)
    (whole,) = _grids(title, _going_on(grid, "right", "支出", 520), _going_on(rest, "left", "", 60))
    assert whole[:4] == [
        "收入|支出|^|^",
        "金额|项目|行次|金额",
        "1|栏次||2",
        "9.00|外交支出|32|4.00",
    ]


def test_a_label_over_all_of_a_page_has_no_rule_beside_it_there() -> None:
    """On the second of three pages it stands above the frame, in a row of the first."""
    left = on_page(table("科目|\n^|基本支出\n行政运行|9.00\n机关服务|8.00"), 1, 140, 60, 300, 540)
    middle = on_page(table("项目支出|经营支出\n4.00|\n4.00|"), 2, 160, 60, 300, 540)
    last = on_page(table("|余额\n其他支出|^\n|1.00\n|2.00"), 3, 140, 60, 300, 540)
    (whole,) = _grids(
        line("支出总表", 1, 100, 240),
        _going_on(left, "right", "", 540),
        line("本年支出", 2, 144, 240),
        middle,
        _going_on(last, "left", "", 60),
    )
    assert whole[:2] == ["科目|本年支出|^|^|^|余额", "^|基本支出|项目支出|经营支出|其他支出|^"]


def test_a_letter_at_the_cut_that_both_pages_print_is_no_line() -> None:
    """The right page shows the end of the label of the left one beside its table."""
    title, left, right = _halves("其中：", "")
    assert isinstance(left, Grid)
    over = replace(left, open_cells=())
    blocks = (
        title,
        _going_on(over, "right", "其中：", 512),
        line("：", 2, 145, 52, size=10),
        right,
    )
    assert _texts(*blocks) == ["支出总表"]
    furniture = [it for it in stitch(paged(*blocks)).blocks if isinstance(it, Furniture)]
    assert [it.kind for it in furniture] == ["repeated"]


# Columns and titles that each page prints again


_AGAIN = "科目|项目支出|上缴上级\n行政运行|4.00|\n机关服务|4.00|1.00"
_AGAIN_XS = (60, 260, 400, 540)


def _printed_again(
    right: str = _AGAIN, title: str = "支出总表", xs: tuple[float, ...] = _AGAIN_XS
) -> tuple[Block, ...]:
    return (
        line("支出总表", 1, 100),
        on_page(table(LEFT), 1, 140, *_XS),
        line(title, 2, 100),
        on_page(table(right), 2, 140, *xs),
    )


def test_columns_that_each_page_prints_again_are_kept_once() -> None:
    (whole,) = _grids(*_printed_again())
    assert whole == WHOLE[:3]
    blocks = stitch(paged(*_printed_again())).blocks
    assert _texts(*_printed_again()) == ["支出总表"]
    printed = [
        line.text for block in blocks if isinstance(block, Furniture) for line in block.lines
    ]
    assert sorted(printed) == sorted(["科目", "行政运行", "机关服务", "支出总表"])


@pytest.mark.parametrize(
    "blocks",
    [
        _printed_again(title="收入总表"),
        _printed_again(_AGAIN.replace("机关服务", "住房改革")),
        _printed_again(xs=(60, 240, 400, 540)),
        (*_printed_again()[:2], line("收入总表", 1, 300), _printed_again()[3]),
        _printed_again(LEFT.replace("9.00", "6.00").replace("4.00", "1.00"), xs=_XS),
    ],
    ids=["own title", "another code", "another width", "title on the page before", "same columns"],
)
def test_the_codes_of_another_table_are_not_printed_again(blocks: tuple[Block, ...]) -> None:
    assert all(len(grid[0].split("|")) == 3 for grid in _grids(*blocks))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ([line("支出总表", 1, 100, 240)], []),
        ([], [line("支出总表", 2, 100, 240)]),
        ([line("支出", 1, 100, 520)], [line("总表", 2, 100, 264)]),
    ],
    ids=["on the left page", "on the right page", "cut"],
)
def test_a_title_over_all_columns_is_where_it_has_room(left: list[Line], right: list[Line]) -> None:
    """Not beside the columns that are printed again; amounts may be as wide as one another."""
    one, other = (on_page(table(text), n, 140, *_XS) for n, text in ((1, LEFT), (2, _AGAIN)))
    (whole,) = _grids(*left, one, *right, other)
    assert whole == WHOLE[:3]


# Halves without a title beside them

_THREE = LEFT + "\n住房改革|7.00|6.00"
_FIGURES = RIGHT + "\n1.00|"


def _titled_at_the_right(right: str) -> tuple[Block, ...]:
    return (
        on_page(table(_THREE), 1, 140, *_XS),
        line("支出总表", 2, 100),
        on_page(table(right), 2, 140, *_REST),
    )


def test_figures_that_nothing_says_the_name_of_are_of_the_rows_of_the_page_before() -> None:
    assert _grids(*_titled_at_the_right(_FIGURES)) == [WHOLE[:4]]


@pytest.mark.parametrize(
    "right",
    [_FIGURES.replace("\n4.00|", "\n201|"), _FIGURES.replace("1.00", "机关")],
    ids=["codes", "words"],
)
def test_a_table_that_says_what_its_rows_are_is_one_of_its_own(right: str) -> None:
    assert len(_grids(*_titled_at_the_right(right))) == 2


def test_figures_may_be_of_the_page_before_the_one_before() -> None:
    """The page before goes on with the columns of another."""
    first = on_page(table(_THREE.replace("9.00", "2.00")), 1, 140, *_XS)
    blocks = (
        first,
        on_page(table(_THREE), 2, 140, *_XS),
        line("支出总表", 3, 100),
        on_page(table(_FIGURES), 3, 140, *_REST),
    )
    assert all(len(grid[0].split("|")) <= 3 for grid in _grids(*blocks))


@pytest.mark.parametrize("edge", [540, 530], ids=["as wide", "not as wide"])
def test_the_next_form_of_a_kind_is_no_other_half(edge: float) -> None:
    """The same title and fields at the same heights, with what another project says of itself."""
    forms: list[Block] = []
    for number, (name, amount) in enumerate(
        (("信息化建设", "9.00"), ("设备购置", "8.00")), start=1
    ):
        text = f"项目名称|{name}\n主管部门|某局\n预算数|{amount}\n年度目标|完成{name}"
        xs = (60, 260, 540 if number == 1 else edge)
        forms += [line("项目绩效目标表", number, 100), on_page(table(text), number, 140, *xs)]
    assert all(len(row.split("|")) == 2 for grid in _grids(*forms) for row in grid)


def test_a_title_at_the_top_of_all_pages_of_a_sheet_is_its_title() -> None:
    """Three pages make it look like a running head."""
    pages: list[Block] = []
    for number, rows in enumerate(
        (LEFT, _AGAIN, _AGAIN.replace("项目", "经营").replace("上缴", "补助"))
    ):
        pages += [
            line("支出总表", number + 1, 60, 240),
            on_page(table(rows), number + 1, 140, *(_XS if number == 0 else _AGAIN_XS)),
        ]
    (whole,) = _grids(*pages)
    assert whole[0] == "科目|合计|基本支出|项目支出|上缴上级|经营支出|补助上级"
    assert _texts(*pages) == ["支出总表"]


# A cut that goes through a column


def _without_side(grid: Grid, side: Side, lefts: dict[int, float]) -> Grid:
    """The grid without a rule at a side; the texts at it begin at ``lefts``, by their rows."""
    column = grid.column_count - 1 if side == "right" else 0
    cells: list[OpenCell] = []
    for row in range(grid.row_count):
        cell = grid.cell(row, column)
        place = cell.place
        assert isinstance(place, PagePlace)
        assert place.box
        left = lefts.get(row, place.box.x0 + 30)
        right = left + 10 * len(cell.text)
        at = PagePlace(place.page, Box(left, place.box.y0 + 5, right, place.box.y0 + 15))
        lines = (Part(cell.text, at),) if cell.text else ()
        cells.append(OpenCell(row, column, side, lines))
    return replace(grid, open_cells=tuple(cells))


@pytest.mark.parametrize(
    ("lefts", "grids"), [({}, 1), ({1: 500}, 2)], ids=["columns apart", "a text goes on"]
)
def test_where_no_row_has_a_rule_at_the_cut_texts_tell_whether_it_goes_through_them(
    lefts: dict[int, float], grids: int
) -> None:
    """行政运行 9.00 5.00 of which the last ends where 4.00 begins."""
    left = on_page(table(LEFT), 1, 140, *_XS)
    right = on_page(table(RIGHT), 2, 140, *_REST)
    blocks = (
        line("支出总表", 1, 100, 240),
        _without_side(left, "right", lefts),
        _without_side(right, "left", dict.fromkeys(lefts, 60)),
    )
    assert len(_grids(*blocks)) == grids
