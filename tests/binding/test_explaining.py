"""What ``explain`` says of a bound and of an unbound grid."""

from tests.binding.grids import STATEMENT, captioned
from yusuan.binding.explaining import explain, say_explanation
from yusuan.binding.grids import bind_grids
from yusuan.layouts.loading import load_layout

BOUND = captioned(
    "部门支出总表",
    """
    科目编码|科目名称|合计|基本支出|项目支出|一列不知道的
    201|一般公共服务支出|9|5|4|3.5
    """,
)
UNBOUND = captioned("某某统计", "甲|乙\n1.50|2.50")


def lines(*grids: object) -> list[str]:
    layout = load_layout("base")
    became = bind_grids(grids, STATEMENT, layout)  # type: ignore[arg-type]
    return [line for found in explain(became, layout) for line in say_explanation(found)]


def test_a_bound_grid_names_its_role_words_columns_and_what_is_left() -> None:
    assert lines(BOUND) == [
        "第 1 张表，第 1 张表：部门支出总表",
        "  认作：部门支出总表（expenditure），版式 base，依据“支出”，得分 0.93",
        "  1 行，单位 万元，合计 1/1 相符",
        "    科目编码 ⇒ function_code",
        "    科目名称 ⇒ function_name",
        "    合计 ⇒ total",
        "    基本支出 ⇒ basic",
        "    项目支出 ⇒ project",
        "    一列不知道的 ⇒ 没有认出",
        "    未归类 第 1 张表第 2 行第 6 格 “3.5”：这一列没有认出",
    ]


def test_an_unbound_grid_says_why_and_what_its_head_is() -> None:
    assert lines(UNBOUND) == [
        "第 1 张表，第 1 张表：某某统计",
        "  没有认出：标题和表头没有说明是哪一种表",
        "  表头：甲｜乙",
    ]


def test_a_performance_table_names_its_projects_indicators_and_columns() -> None:
    grid = captioned(
        "项目支出绩效表",
        """
        单位名称|项目名称|预算数|三级指标|绩效指标性质|本年绩效指标值|绩效度量单位|某某
        示例县水务局|管网维护|3.5|巡检次数|≥|12|次|丙
        """,
    )
    heads = "单位名称、项目名称、预算数、三级指标、绩效指标性质、本年绩效指标值、绩效度量单位"
    assert lines(grid) == [
        "第 1 张表，第 1 张表：项目支出绩效表",
        f"  认作：绩效目标表（performance_indicators），版式 base，依据“{heads}”",
        "  1 个项目，1 项指标，金额单位 万元",
        "    单位名称 ⇒ implementing_unit",
        "    项目名称 ⇒ name",
        "    预算数 ⇒ total_amount",
        "    三级指标 ⇒ level3",
        "    绩效指标性质 ⇒ operator_text",
        "    本年绩效指标值 ⇒ target_text",
        "    绩效度量单位 ⇒ unit_text",
        "    未归类 第 1 张表第 2 行第 8 格 “丙”：这一列没有认出",
    ]
