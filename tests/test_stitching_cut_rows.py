"""Rows that a page ends within: browsers and Word go on with each cell on the next page."""

import pytest

from tests.made_documents import on_page, paged, table
from yusuan.evidence.model import Grid
from yusuan.stitching import stitch
from yusuan.stitching.rows import repeated_head

_HEAD = "项目|目标|一级指标|三级指标|指标值|评分标准"
_FIRST = f"""{_HEAD}
甲项目|完成系统性能优化。|产出指标|故障响应时间|≤5分钟|超时不得分
^|^|^|设备巡检频率|≥22次|每少一次扣1分
^|^|^|系统正常运行率|≥98%|低于不得分"""


def _whole(above: str, below: str) -> Grid:
    first, rest = on_page(table(above), 1, 600), on_page(table(f"{_HEAD}\n{below}"), 2, 60)
    (grid,) = stitch(paged(first, rest)).grids
    return grid


def _texts(grid: Grid, row: int) -> list[str]:
    return [grid.owner(row, column).text for column in range(grid.column_count)]


def test_the_rest_of_a_name_alone_below_the_break_is_of_the_row_above() -> None:
    above = f"{_FIRST}\n^|^|^|接访大厅座椅、填单台、电视|≥98%|超时不得分"
    grid = _whole(above, "|||等可正常使用率||\n乙项目|乙。|产出指标|来信扫描率|≥90%|低于不得分")
    assert _texts(grid, 4)[3:] == ["接访大厅座椅、填单台、电视等可正常使用率", "≥98%", "超时不得分"]
    assert grid.row_count == 6


def test_the_rests_of_two_cells_are_of_the_row_above() -> None:
    above = f"{_FIRST}\n^|^|^|来访事项|≥95%|低于95%，每"
    grid = _whole(
        above, "|||及时受理率||低1%扣1分\n乙项目|乙。|产出指标|来信扫描率|≥90%|低于不得分"
    )
    assert _texts(grid, 4)[3:] == ["来访事项及时受理率", "≥95%", "低于95%，每低1%扣1分"]


def test_a_label_alone_is_a_row_where_others_stand_alone_as_well() -> None:
    """Nor is a row what is numbered, or follows a sentence that has ended."""
    above = f"{_FIRST}\n^|^|^|信访业务||\n^|^|^|来访事项|≥95%|不达标不得分"
    grid = _whole(above, "|||接待业务的各项目标||\n^|^|^|来信扫描率|≥90%|低于不得分")
    assert _texts(grid, 6)[3] == "接待业务的各项目标"
    for label in ("2.受理率", "（二）受理率"):
        numbered = f"{_FIRST}\n^|^|^|来访事项|≥95%|不达标不得分"
        assert _texts(_whole(numbered, f"|||{label}||"), 5)[3] == label


def test_a_target_that_stands_on_both_pages_is_of_two_rows() -> None:
    """Below a merged cell that the page cut: its rest is blank, as beside the rest of a name."""
    levels = f"""{_HEAD}
甲项目|甲。|成本指标|测评费用|≤4万元|超支不得分
甲项目|甲。|效益指标|故障次数|≤2次|每多一次扣1分
甲项目|甲。|产出指标|测评报告数量|{{}}"""
    rest = "|||{}\n甲项目|甲。|质量指标|测评评分|≥60分|低于不得分"
    for target in ("≥1个", "≥2个"):
        grid = _whole(levels.format("≥1个|低于"), rest.format(f"测评系统数量|{target}|不得分"))
        assert [_texts(grid, row)[3:5] for row in (3, 4)] == [
            ["测评报告数量", "≥1个"],
            ["测评系统数量", target],
        ]
    grid = _whole(levels.format("≥1个,|低于"), rest.format("及份数|≤5个|不得分"))
    assert _texts(grid, 3)[3:] == ["测评报告数量及份数", "≥1个,≤5个", "低于不得分"]


def test_a_goal_that_goes_on_below_a_blank_name_is_one_whatever_ends_the_page() -> None:
    others = "\n".join(f"项目{n}|目标{n}。|产出指标|指标{n}|≥{n}次|标准{n}" for n in range(1, 5))
    above = f"{_HEAD}\n{others}\n甲项目|一、完成信息|产出指标|响应时间|≤5分钟|超时不得分"
    below = "|系统的优化，保障设备正常运转。|满意度指标|满意率|≥9%|不得分\n^|^|^|好评率|≥8%|不得分"
    grid = _whole(above, below)
    assert _texts(grid, 6)[:2] == ["甲项目", "一、完成信息系统的优化，保障设备正常运转。"]
    assert [_texts(grid, row)[2] for row in (5, 6)] == ["产出指标", "满意度指标"]


def test_a_row_of_which_all_words_are_cut_is_one_with_the_merged_cells_beside_it() -> None:
    other = "乙项目|乙。|产出指标|巡检频率|≥2次|不得分"
    above = f"{_HEAD}\n甲项目|一、完成信息|产出|巡检|≥22次|不得分"
    below = f"|系统的优化，保障设备运转。|指标|频率||\n^|^|产出指标|好评率|≥8%|不得分\n{other}"
    grid = _whole(above, below)
    assert _texts(grid, 1) == [
        "甲项目",
        "一、完成信息系统的优化，保障设备运转。",
        "产出指标",
        "巡检频率",
        "≥22次",
        "不得分",
    ]
    assert grid.row_count == 4


def test_the_rest_of_a_level_of_a_code_is_of_the_row_above() -> None:
    """A column so narrow that 02 takes two lines, which the page parts."""
    head = "类|款|项|科目名称|合计"
    rows = "208|||社会保障|9.00\n|02||民政管理|9.00\n||01|行政运行|5.00"
    rest = "||06|社会组织|1.00\n||99|其他|2.00"
    first = on_page(table(f"{head}\n{rows}\n||0|行政事务|1.00"), 1, 600)
    second = on_page(table(f"{head}\n||2||\n{rest}"), 2, 60)
    (grid,) = stitch(paged(first, second)).grids
    assert _texts(grid, 4)[2:] == ["02", "行政事务", "1.00"]
    assert grid.row_count == 7
    whole = on_page(table(f"{head}\n{rows}\n||03|行政事务|1.00"), 1, 600)
    other = on_page(table(f"{head}\n||2||\n{rest}"), 2, 60)
    (grid,) = stitch(paged(whole, other)).grids
    assert grid.row_count == 8


def _summed(above: str, below: str) -> Grid:
    head = "科目编码|科目名称|合计|项目支出"
    rows = (
        "201|公共服务|9,000.00|9.00\n20101|行政事务|9,000.00|9.00\n2010101|行政运行|5,000.00|5.00"
    )
    rest = "2010198|其他机关事务|1,000.00|1.00\n2010199|其他行政事务|1,000.00|1.00"
    first = on_page(table(f"{head}\n{rows}\n{above}"), 1, 600)
    second = on_page(table(f"{head}\n{below}\n{rest}"), 2, 60)
    (grid,) = stitch(paged(first, second)).grids
    return grid


def test_digits_below_the_break_make_whole_what_is_no_amount_without_them() -> None:
    for above, below in (
        ("2010102|机关事务|1,0|1.00", "||00.00|"),
        ("201010|机关|1,0|1.", "2|事务|00.00|00"),
        ("2010102|机关|1,000.|1.00", "|事务|00|"),
        ("201010|机关|1,000.00|1.00", "2|事务||"),
    ):
        grid = _summed(above, below)
        assert _texts(grid, 4) == ["2010102", "机关事务", "1,000.00", "1.00"]
        assert grid.row_count == 7


def test_amounts_that_are_whole_are_of_two_rows() -> None:
    for above, below in (
        ("2010102|机关事务|1,000.00|1.00", "||20.00|"),
        ("2010102|机关事务|1|1.00", "20102|统战事务|20.00|20.00"),
        ("20101|机关事务|1,000.00|", "02|事务||"),
        ("2010102|机关事务|5|5", "20102|统战事务|20.00|20.00"),  # a whole sum without decimals
        ("2010102|机关事务|0|0", "|合计|20.00|20.00"),
        ("2010102|机关事务|5|", "|统战事务|20.00|20.00"),
    ):
        assert _summed(above, below).row_count == 8


def test_the_rest_of_a_row_below_one_row_of_its_head_is_no_row_of_the_head() -> None:
    head = "部门名称|三公经费|<|<\n^|小计|接待费|用车费"
    first = on_page(table(f"{head}\n合计|8.00|3.00|5.00\n示例市信访|8.|3.00|5.00"), 1, 600)
    below = table("部门名称|三公经费|<|<\n局|00||")
    (grid,) = stitch(paged(first, on_page(below, 2, 60))).grids
    assert _texts(grid, 3) == ["示例市信访局", "8.00", "3.00", "5.00"]
    other = table("部门名称|三公经费|<|<\n局|次数|人数|批次")
    assert len(tuple(stitch(paged(first, on_page(other, 2, 60))).grids)) == 2


def test_revenue_that_goes_on_below_the_last_row_of_expenditure_is_no_rest() -> None:
    head = "项目|预算数|支出项目|预算数"
    rows = (
        "一、拨款|9.00|一、公共服务|4.00\n二、事业收入||二、教育|2.00\n三、其他收入||三、住房|3.00"
    )
    first = on_page(table(f"{head}\n{rows}\n上年实户资金余额|1.50|未安排的资金|"), 1, 600)
    below = on_page(table(f"{head}\n上年结转|||\n其中：财政拨款|||"), 2, 60)
    (grid,) = stitch(paged(first, below)).grids
    assert [_texts(grid, row)[0] for row in (4, 5)] == ["上年实户资金余额", "上年结转"]


@pytest.mark.parametrize(
    ("head", "goes_on"),
    [
        ("一级指标|二级指标|三级指标|指标描述|指标值|依据", True),
        ("一级指标|二级指标|三级指标名称|绩效指标描述|目标值|指标值确定依据", True),
        ("一级指标|二级指标|三级指标|指标值|绩效指标描述|指标值确定依据", False),  # other columns
        ("一级指标|三级指标|二级指标|绩效指标描述|指标值|依据", False),
    ],
)
def test_a_head_of_levels_in_other_words_heads_the_same_form(head: str, goes_on: bool) -> None:
    levels = "一级指标|二级指标|三级指标|绩效指标描述|指标值|指标值确定依据"
    form = on_page(table(f"绩效目标|保障安全||||\n{levels}\n产出指标|||工程数/工|100|水发"), 1, 600)
    rest = on_page(table(f"{head}\n|||程数*100%|%|5 号"), 2, 60)
    assert repeated_head(form, rest) == ((1, 1) if goes_on else (0, 0))
