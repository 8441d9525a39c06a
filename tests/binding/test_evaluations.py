"""Self-evaluations (绩效自评表): plan, revised plan, execution and points are told apart."""

from decimal import Decimal

import pytest

from tests.binding.test_performance import _read, _rows
from tests.paths import named

FORM = """
项目名称|供水管网维护|<|<|<|<|<|<|<
主管部门|示例县水务局|<|<|实施单位|示例县水务局本级|<|<|<
项目资金（万元）||<|年初预算数|全年预算数|全年执行数|分值|执行率|得分
^|年度资金总额|<|120.00|100.00|95.00|10|95.00%|9.50
^|其中：当年财政拨款|<|100.00|80.00|75.00|—|93.75%|—
^|上年结转资金|<|20.00|20.00|20.00|—|100.00%|—
^|其他资金|<|0.00|0.00|0.00|—||—
年度总体目标|预期目标|<|<|<|实际完成情况|<|<|<
^|保障供水。|<|<|<|完成巡检36次。|<|<|<
绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施
^|产出指标|数量指标|巡检次数|≥36次|36次|50|50|
^|^|时效指标|完成时间|12月底前|12月底前|40|39.5|标段延期，已调度
总分|<|<|<|<|<|100|99.00|
"""
PAIRS = """
项目名称|信息化运维|<|<|<|<
预算执行情况（元）|预算数：|300|执行数：|285|<
^|其中：财政拨款|300|其中：财政拨款|285|<
年度目标完成情况|预期目标|<|目标实际完成情况|<|<
^|系统稳定|<|系统平稳|<|<
绩效指标|一级指标|二级指标|三级指标|预期指标值|实际完成指标值
^|产出指标|数量指标|系统数|3个|3个
"""
WHOLE = """
部门名称|示例县水务局|<|<|<|<|<|<
整体支出情况（万元）|资金|年初预算数|全年预算数|全年执行数|分值|执行率|得分
^|合计|12|11|10.45|10|95%|9.5
^|基本支出|7|7|6.9|-|98.57%|-
整体绩效目标|年初设定目标|<|<|年度目标完成情况|<|<|<
^|保障供水|<|<|良好|<|<|<
绩效指标|一级指标|二级指标|三级指标|指标值|完成值|分值|自评得分
^|产出指标|数量指标|检查次数|12次|12次|90|90
总分|<|<|<|<|<|100|99.5
"""
DECLARED = """
项目名称|供水管网维护|<|<|<
项目资金（万元）|中期资金总额：|300|年度资金总额：|100
^|其中：财政拨款|270|其中：财政拨款|90
^|其他资金|30|其他资金|10
绩效指标|一级指标|二级指标|三级指标|指标值
^|产出指标|数量指标|巡检次数|≥12次
"""


def test_money_of_a_self_evaluation_is_told_by_stage_and_funds() -> None:
    table = _read(FORM, "项目支出绩效自评表")
    assert table.leftovers == ()
    rows = [named("project_execution", row) for row in _rows(table).project_execution]
    fields = ("initial_budget", "adjusted_budget", "executed", "completion_percent")
    assert [(row["item"], *(row[name] for name in fields)) for row in rows] == [
        ("年度资金总额", 120, 100, 95, 95),
        ("其中：当年财政拨款", 100, 80, 75, Decimal("93.75")),
        ("上年结转资金", 20, 20, 20, 100),
        ("其他资金", 0, 0, 0, None),
    ]
    assert [(row["weight"], row["score"]) for row in rows][:2] == [
        (10, Decimal("9.50")),
        (None, None),
    ]


def test_a_self_evaluation_says_what_was_achieved_and_its_points() -> None:
    rows = _rows(_read(FORM, "项目支出绩效自评表"))
    (project,) = [named("projects", row) for row in rows.projects]
    assert (project["goal"], project["achieved"]) == ("保障供水。", "完成巡检36次。")
    assert (project["total_weight"], project["total_score"]) == (100, 99)
    assert project["total_amount"] is None  # three stages: none of them alone is the plan's total
    found = [named("performance_indicators", row) for row in rows.indicators]
    assert [(i["achieved_text"], i["weight"], i["score"], i["deviation"]) for i in found] == [
        ("36次", 50, 50, None),
        ("12月底前", 40, Decimal("39.5"), "标段延期，已调度"),
    ]


def test_budget_and_execution_stand_as_pairs() -> None:
    table = _read(PAIRS, "项目支出绩效自评表")
    assert table.leftovers == ()
    rows = _rows(table)
    found = [named("project_execution", row) for row in rows.project_execution]
    assert [(row["item"], row["budget"], row["executed"]) for row in found] == [
        (None, Decimal("0.0300"), Decimal("0.0285")),
        ("其中：财政拨款", Decimal("0.0300"), Decimal("0.0285")),
    ]
    assert named("projects", rows.projects[0])["achieved"] == "系统平稳"


def test_the_department_as_a_whole_evaluates_itself() -> None:
    table = _read(WHOLE, "部门整体支出绩效自评表")
    assert table.leftovers == ()
    rows = _rows(table)
    assert not rows.projects
    assert not rows.tasks
    goal = named("department_goals", rows.goals[0])
    assert (goal["goal"], goal["achieved"], goal["total_score"]) == (
        "保障供水",
        "良好",
        Decimal("99.5"),
    )
    found = [named("goal_execution", row) for row in rows.goal_execution]
    assert [row["executed"] for row in found] == [Decimal("10.45"), Decimal("6.9")]
    assert named("goal_indicators", rows.goal_indicators[0])["score"] == 90


@pytest.mark.parametrize(
    ("printed", "rate"),
    [("95%", 95), ("95", 95), ("0.95", 95), ("0.9", None), ("—", None), ("较高", None)],
)
def test_a_bare_share_is_a_rate_only_where_the_amounts_prove_it(
    printed: str, rate: int | None
) -> None:
    table = _read(FORM.replace("95.00%", printed), "项目支出绩效自评表")
    row = named("project_execution", _rows(table).project_execution[0])
    assert row["completion_percent"] == rate
    left = [left.text for left in table.leftovers]
    assert left == ([] if rate is not None or printed == "—" else [printed])


def test_parts_of_the_whole_period_are_not_those_of_the_year() -> None:
    table = _read(DECLARED)
    assert table.leftovers == ()
    project = named("projects", _rows(table).projects[0])
    names = ("period_amount", "period_fiscal_amount", "period_other_amount")
    assert [project[name] for name in names] == [300, 270, 30]
    assert [project[n] for n in ("total_amount", "fiscal_amount", "other_amount")] == [100, 90, 10]


def test_a_part_of_the_period_without_a_field_is_left_over() -> None:
    table = _read(DECLARED.replace("其他资金|30|其他资金", "上年结转|30|其他资金"))
    assert [left.text for left in table.leftovers] == ["30"]
    assert named("projects", _rows(table).projects[0])["carryover_amount"] is None


def test_a_list_of_projects_is_no_block_of_one() -> None:
    table = _read(
        """
序号|项目名称|主管部门|年初预算数|全年执行数|执行率
1|管网维护|水务局|120|95|79%
""",
        "绩效自评结果汇总表",
    )
    assert not any(project.executions for project in table.projects)


def test_the_sources_of_a_department_s_money_are_no_projects() -> None:
    table = _read(
        """
县级预算部门（单位）名称|某某局|<|<|<
部门资金（万元）|项目|年初预算数|全年预算数|全年执行数
^|年度资金总额|4|5|5
^|其中：财政拨款|4|5|5
一级指标|二级指标|三级指标|指标值|完成值
产出指标|数量指标|巡检次数|36次|36次
""",
        "部门整体支出绩效自评表",
    )
    (whole,) = table.projects
    assert whole.scope != "project"
    rows = [named("goal_execution", row) for row in _rows(table).goal_execution]
    assert [row["item"] for row in rows] == ["年度资金总额", "其中：财政拨款"]
    assert table.leftovers == ()


def test_labels_of_the_rows_may_stand_below_a_label_of_money() -> None:
    form = """
项目名称|<|管网维护|<|<|<
预算执行情况|年度预算数（万元）|年初预算|调整后预算数|预算执行数|预算执行率
^|总额|0.00|3.36|3.00|89.29%
^|其中：财政资金|0.00|3.36|3.00|89.29%
绩效指标|一级指标|二级指标|三级指标|指标值|完成值
^|产出指标|数量指标|巡检次数|36次|36次
"""
    rows = _rows(_read(form, "项目支出绩效自评表")).project_execution
    found = [named("project_execution", row) for row in rows]
    assert [row["item"] for row in found] == ["总额", "其中：财政资金"]
    assert [found[0][name] for name in ("initial_budget", "adjusted_budget", "executed")] == [
        Decimal(0), Decimal("3.36"), Decimal(3),
    ]  # fmt: skip


LEVELS_BELOW = """
项目名称|<|<|供水管网维护|<|<|<|<
项目资金（元）|<|<|年初预算数|全年预算数|全年执行数|分值|执行率
年度资金总额|<|<|1200|1000|950|10|95.00
项目支出绩效指标表|<|<|<|<|<|<|<
绩效指标|<|<|指标性质|指标值|实际完成值|分值|得分
一级指标|二级指标|三级指标|^|^|^|^|^
产出指标|数量指标|巡检次数|≥|36次|36次|90|89
其他需要说明的事项|<|<|无|<|<|<|<
总分|<|<|<|<|<|100|98.5
"""


def test_the_levels_stand_below_the_word_for_all_of_them() -> None:
    table = _read(LEVELS_BELOW, "项目支出绩效自评表")
    (row,) = [named("performance_indicators", row) for row in _rows(table).indicators]
    assert (row["level1"], row["level2"], row["level3"]) == ("产出指标", "数量指标", "巡检次数")
    assert (row["target_text"], row["achieved_text"], row["score"]) == ("≥36次", "36次", 89)


def test_a_note_below_the_indicators_is_none() -> None:
    table = _read(LEVELS_BELOW, "项目支出绩效自评表")
    assert [left.text for left in table.leftovers] == ["其他需要说明的事项", "无"]
    assert table.projects[0].points == {"total_weight": 100, "total_score": Decimal("98.5")}


ONE_ROW = """
项目名称|河道保洁|<|<|<|<
预算执行情况（万元）|预算数|全年执行数|执行率|分值|得分
^|50|49.5|99%|10|9.9
年度绩效目标|年初目标|<|实际完成|<|<
^|河清|<|完成|<|<
一级指标|二级指标|三级指标|年初目标值|实际完成值|自评得分
产出指标|数量指标|保洁长度|12公里|12公里|88
"""


def test_one_row_of_execution_has_no_label_of_its_own() -> None:
    table = _read(ONE_ROW, "项目支出绩效自评表")
    assert table.leftovers == ()
    row = named("project_execution", _rows(table).project_execution[0])
    assert (row["item"], row["budget"], row["executed"]) == (None, 50, Decimal("49.5"))


def test_the_goal_of_the_year_s_beginning_is_the_goal() -> None:
    (project,) = _read(ONE_ROW, "项目支出绩效自评表").projects
    assert (project.goals, project.texts["achieved"]) == (["河清"], "完成")


def test_goal_and_outcome_as_labels_before_their_texts() -> None:
    table = _read(
        """
项目名称|河道保洁|<|<
年度目标|河清|完成情况|已完成
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|保洁长度|12公里
""",
        "项目支出绩效自评表",
    )
    assert "河清" in table.projects[0].goals[0]
    assert "一级指标" not in table.projects[0].goals[0]


# The whole department with its goal as it was and as it became, the budget with its own points.
CHANGED = """
主管部门|示例县文化馆|<|<|自评总分|90
部门预算执行情况（万元）|年初预算数|全年（调整）预算数|全年执行数|执行率|执行率得分
^|50|60|54|90%|9
当年绩效目标|年初绩效目标|<|全年（调整）绩效目标|全年目标实际完成情况|<
^|办好展览|<|增办展览两场|已办展览十场|<
绩效指标|指标名称|计量单位|年初指标值|全年完成值|指标得分
^|展览场次|场|8|10|90
"""


def test_a_goal_that_changed_in_the_year_is_not_what_was_expected() -> None:
    table = _read(CHANGED, "部门整体绩效自评表")
    (project,) = table.projects
    assert project.name is not None
    assert (project.scope, project.name.text) == ("department", "示例县文化馆")
    assert (project.goals, project.texts["achieved"]) == (["办好展览"], "已办展览十场")
    assert project.texts["adjusted_goal"] == "增办展览两场"
    assert table.leftovers == ()


def test_the_budget_of_the_whole_year_is_the_adjusted_one() -> None:
    (execution,) = _read(CHANGED, "部门整体绩效自评表").projects[0].executions
    found = {name: figure.text for name, figure in execution.figures.items()}
    assert found == {
        "initial_budget": "50", "adjusted_budget": "60", "executed": "54",
        "completion_percent": "90%", "score": "9",
    }  # fmt: skip


def test_the_supervisor_of_a_project_is_not_its_name() -> None:
    (project,) = _read(FORM, "部门整体绩效自评表").projects
    assert project.name is not None
    assert project.name.text == "供水管网维护"
    assert project.texts["supervising_department"] == "示例县水务局"


OF_THE_PROVINCE = """
项目名称|51000025T000000000001-管网维护|<|<|<|<
主管部门|示例县水务局|<|实施单位（盖章）|示例县水务局本级|<
项目基本情况|1.项目年度目标完成情况|项目年度目标|<|年度目标完成情况|<
^|^|维护管网。|<|已维护。|<
^|2.项目实施内容及过程概述|分两期维护老旧管网。|<|<|<
绩效指标（90分）|一级指标|二级指标|三级指标|指标值|完成值
^|产出指标|数量指标|维护长度|≥12公里|12
"""


def test_what_was_done_is_the_overview_of_a_project() -> None:
    (project,) = _read(OF_THE_PROVINCE, "部门预算项目支出绩效自评表").projects
    assert project.texts["overview"] == "分两期维护老旧管网。"
    assert (project.goals, project.texts["achieved"]) == (["维护管网。"], "已维护。")


def test_each_of_several_goals_stands_over_its_own_indicators() -> None:
    table = _read(
        """
            单位名称|示例县水务局|<|<|<
            年度目标1：（40分）|建成新水厂。|<|<|<
            一级指标|二级指标|三级指标|年初目标值|实际完成值
            产出指标|数量指标|新建水厂|2座|2座
            年度目标2：（40分）|保障供水。|<|<|<
            一级指标|二级指标|三级指标|年初目标值|实际完成值
            产出指标|质量指标|水质合格率|100%|99%
            """,
        "2025年度部门整体支出绩效自评表",
    )
    (whole,) = table.projects
    assert whole.goals == ["建成新水厂。", "保障供水。"]
    assert [it.target for it in whole.indicators] == ["2座", "100%"]
    assert table.leftovers == ()


def test_a_goal_of_the_period_over_its_indicators_is_said_once() -> None:
    table = _read(
        """
            部门名称|示例县水务局|<|<
            长期目标|<|年度目标|<
            目标1：建成水网。|<|目标1：完成巡检。|<
            长期目标1：|建成水网|<|<
            长期目标2：|节约用水|<|<
            一级指标|二级指标|三级指标|指标值
            产出指标|数量指标|维护堤防|≥100公里
            """,
        "部门整体支出绩效目标表",
    )
    (whole,) = table.projects
    assert (whole.texts["period_goal"], whole.goals) == (
        "目标1：建成水网。\n节约用水",
        ["目标1：完成巡检。"],
    )


@pytest.mark.parametrize(("unit", "read"), [("（万元）", {"basic_amount": "7.5"}), ("", {})])
def test_the_label_beside_a_block_of_execution_states_the_unit_of_what_stands_below_it(
    unit: str, read: dict[str, str]
) -> None:
    table = _read(
        f"""
            部门名称|示例县水务局|<|<|<
            年度预算申请{unit}||年初预算数|全年预算数|全年执行数
            ^|年度资金总额|10|10|9
            ^|按收入性质分|<|按支出性质分|<
            ^|其中：一般公共预算|9|其中：基本支出：7.5|<
            一级指标|二级指标|三级指标|年度指标值|实际完成值
            产出指标|数量指标|维护堤防|≥100公里|110公里
            """,
        "部门整体支出绩效自评表",
    )
    figures = {name: figure.text for name, figure in table.projects[0].figures.items()}
    assert figures.get("basic_amount") == read.get("basic_amount")


@pytest.mark.parametrize(
    ("row", "total"),
    [
        ("总分|<|<|<|100|99.5|优", {"total_weight": 100, "total_score": 99.5}),
        ("总分|100|<|<|99.5|<|自评等级：优", {"total_weight": 100, "total_score": 99.5}),
        ("总分|100|<|20|99.5|<|优", {}),  # three figures: which is which?
        ("总分|<|<|<|<|99.5|优", {"total_score": 99.5}),
    ],
)
def test_totals_over_columns_of_their_own_stand_in_the_order_of_the_head(
    row: str, total: dict[str, float]
) -> None:
    table = _read(
        f"""
项目名称|管网维护|<|<|<|<|<
一级指标|二级指标|三级指标|年度指标值|分值|得分|备注
产出指标|数量指标|巡检次数|≥12次|100|99.5|
{row}
""",
        "项目支出绩效自评表",
    )
    assert {name: float(it) for name, it in table.projects[0].points.items()} == total
