"""Performance tables: forms, lists and the department as a whole."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.binding.grids import captioned
from tests.paths import named
from yusuan.binding.performance import PerformanceTable, is_performance, read_performance
from yusuan.binding.performance.rows import PerformanceRows, performance_rows

FORM = """
项目名称|<|<|供水管网维护|<|<
主管部门及代码|<|<|[345]示例县水务局|实施单位|示例县水务局本级
项目资金（万元）|<|<|年度资金总额：|31.00|<
^|^|^|其中：财政拨款|11.00|<
^|^|^|其他资金|-|<
总体目标|1.保障供水。2.减少漏损。|<|<|<|<
绩效指标|一级指标|二级指标|三级指标|指标值|分值（90）
^|成本指标|经济成本|维护成本（万元）|≤31|20
^|产出指标|数量指标|巡检次数|≥12次|10
^|^|^|抢修次数|≤5次|10
^|满意度指标|服务对象满意度指标|用户满意度|≥95%|50
"""
LIST = """
项目名称|项目总额|其中：|<|绩效目标|一级指标|二级指标|三级指标|绩效指标性质|本年绩效指标值|绩效度量单位
^|^|财政资金|其他资金|^|^|^|^|^|^|^
11000021Y000000390843-管网维护|20.5|20.5||保障供水|产出指标|数量指标|巡检次数|≥|12|次
^|^|^|^|^|^|时效指标|响应时间|≤|5|分钟
^|^|^|^|^|效益指标|社会效益指标|供水保障|定性|优|
11000021Y000000390844-水质监测|3|3||水质达标|产出指标|质量指标|合格率|＝|100|%
"""
WHOLE = """
部门名称|<|示例县水务局|<|<|<
总体资金情况（万元）|<|预算支出总额|财政拨款|<|其他资金
^|^|^|合计|项目支出|^
^|^|40.5|31.5|9|9
整体绩效目标|整体绩效目标|保障全县供水|<|<|<
^|活动|绩效指标|指标性质|指标值|度量单位
^|供水|产出指标数量指标巡检次数|≥|12|次
"""


def _read(text: str, title: str = "项目支出绩效目标表") -> PerformanceTable:
    return read_performance(captioned(title, text.strip("\n"), None))


def _rows(table: PerformanceTable) -> PerformanceRows:
    return performance_rows([table], "d", 2026)


def test_a_form_is_one_project_with_its_money_goal_and_indicators() -> None:
    table = _read(FORM)
    assert table.leftovers == ()
    rows = _rows(table)
    (project,) = [named("projects", row) for row in rows.projects]
    assert project["project_name"] == "供水管网维护"
    assert project["supervising_department"] == "[345]示例县水务局"
    assert project["implementing_unit"] == "示例县水务局本级"
    assert project["total_amount"] == Decimal("31.00")
    assert project["fiscal_amount"] == Decimal("11.00")
    assert project["other_amount"] is None
    assert project["goal"] == "1.保障供水。2.减少漏损。"
    indicators = [named("performance_indicators", row) for row in rows.indicators]
    assert [(i["level1"], i["level2"], i["level3"]) for i in indicators] == [
        ("成本指标", "经济成本", "维护成本（万元）"),
        ("产出指标", "数量指标", "巡检次数"),
        ("产出指标", "数量指标", "抢修次数"),
        ("满意度指标", "服务对象满意度指标", "用户满意度"),
    ]
    assert (indicators[0]["target_high"], indicators[0]["target_unit"]) == (Decimal(31), "万元")
    assert [i["weight"] for i in indicators] == [20, 10, 10, 50]


def test_a_form_that_lost_its_merged_cells_says_the_same() -> None:
    """Copied cell by cell: a label or a value is its first cell, blanks are what it was over."""
    told = (
        "project_name",
        "supervising_department",
        "implementing_unit",
        "total_amount",
        "fiscal_amount",
        "goal",
    )
    text = FORM.replace("<", "").replace("^", "")
    grid = captioned("项目支出绩效目标表", text.strip("\n"), None)
    grid = replace(grid, grid=replace(grid.grid, spans_known=False))
    merged, copied = _rows(_read(FORM)), _rows(read_performance(grid))
    (expected,) = [named("projects", row) for row in merged.projects]
    (project,) = [named("projects", row) for row in copied.projects]
    assert {name: project[name] for name in told} == {name: expected[name] for name in told}
    assert len(copied.indicators) == len(merged.indicators)


def test_a_blank_field_is_not_filled_with_what_stands_behind_the_next_label() -> None:
    text = FORM.replace("[345]示例县水务局|实施单位|示例县水务局本级", "|实施单位|示例县水务局本级")
    (project,) = [named("projects", row) for row in _rows(_read(text)).projects]
    assert project["supervising_department"] is None
    assert project["implementing_unit"] == "示例县水务局本级"


def test_a_label_that_nobody_knows_behind_a_blank_field_is_no_value() -> None:
    text = """
    项目名称||立项文号|
    主管部门|示例县水务局|资金总额|31.00
    一级指标|二级指标|三级指标|指标值
    产出指标|数量指标|巡检次数|≥12次
    """
    (project,) = [named("projects", row) for row in _rows(_read(text)).projects]
    assert project["project_name"] != "立项文号"


def test_a_code_that_a_narrow_column_breaks_is_whole() -> None:
    rows = _rows(_read(LIST.replace("11000021Y000000390843-", "11000021Y00000 0390843-")))
    first = named("projects", rows.projects[0])
    assert (first["project_code"], first["project_name"]) == ("11000021Y000000390843", "管网维护")


def test_forms_below_one_another_are_projects_of_their_own() -> None:
    table = _read(FORM.strip("\n") + FORM.replace("供水管网维护", "水质监测").rstrip())
    names = [project.name.text for project in table.projects if project.name]
    assert names == ["供水管网维护", "水质监测"]
    assert [len(project.indicators) for project in table.projects] == [4, 4]


def test_a_title_between_two_forms_is_no_indicator() -> None:
    """On a sheet the forms stand below one another, each with a title over all its columns."""
    title = "水质监测项目绩效目标表|<|<|<|<|<\n"
    table = _read(FORM.strip("\n") + f"\n{title}{FORM.strip()}".replace("供水管网维护", "水质监测"))
    assert [project.title.text for project in table.projects if project.title] == [
        "项目支出绩效目标表",
        "水质监测项目绩效目标表",
    ]
    assert [len(project.indicators) for project in table.projects] == [4, 4]
    assert table.leftovers == ()
    unnamed = FORM.strip().split("\n", 1)[1]
    told = _rows(_read(f"{FORM.strip()}\n{title}{unnamed}")).projects
    assert [named("projects", row)["project_name"] for row in told] == [
        "供水管网维护",
        "水质监测项目",
    ]


def test_a_note_below_the_indicators_is_left_over() -> None:
    table = _read(FORM.rstrip() + "\n以上指标由本局负责解释|<|<|<|<|<")
    assert [len(project.indicators) for project in table.projects] == [4]
    assert [left.text for left in table.leftovers] == ["以上指标由本局负责解释"]


def test_a_list_names_the_project_beside_its_indicators() -> None:
    table = read_performance(captioned("项目支出绩效目标表", LIST.strip("\n")))
    assert table.leftovers == ()
    rows = _rows(table)
    projects = [named("projects", row) for row in rows.projects]
    assert [(p["project_code"], p["project_name"], p["total_amount"]) for p in projects] == [
        ("11000021Y000000390843", "管网维护", Decimal("20.5")),
        ("11000021Y000000390844", "水质监测", Decimal(3)),
    ]
    indicators = [named("performance_indicators", row) for row in rows.indicators]
    assert [(i["project_no"], i["target_text"], i["target_kind"]) for i in indicators] == [
        (1, "≥12次", "quantity"),
        (1, "≤5分钟", "quantity"),
        (1, "优", "qualitative"),
        (2, "＝100%", "quantity"),
    ]


def test_the_department_as_a_whole_has_a_goal_and_no_project() -> None:
    table = _read(WHOLE, "部门整体支出绩效目标表")
    rows = _rows(table)
    assert rows.projects == ()
    (goal,) = [named("department_goals", row) for row in rows.goals]
    assert (goal["goal_type"], goal["goal_title"]) == ("overall", "示例县水务局")
    assert goal["goal"] == "保障全县供水"
    (indicator,) = [named("goal_indicators", row) for row in rows.goal_indicators]
    assert (indicator["level1"], indicator["level3"]) == ("产出指标", "巡检次数")
    figures = table.projects[0].figures
    assert {name: figure.text for name, figure in figures.items()} == {
        "total_amount": "40.5",
        "fiscal_amount": "31.5",
        "fiscal_project_amount": "9",
        "other_amount": "9",
    }
    assert table.leftovers == ()


@pytest.mark.parametrize("amount", ["31.O0", "3 1", "31①元/人"])
def test_what_is_no_amount_is_left_by_name(amount: str) -> None:
    table = _read(FORM.replace("31.00", amount))
    assert [(left.text, left.reason) for left in table.leftovers] == [(amount, "not_a_figure")]
    assert "total_amount" not in table.projects[0].figures


def test_an_amount_without_a_unit_is_none() -> None:
    table = _read(FORM.replace("项目资金（万元）", "项目资金"))
    assert {left.reason for left in table.leftovers} == {"unknown_unit"}


def test_a_table_of_money_is_no_performance_table() -> None:
    grid = captioned("部门支出总表", "科目名称|合计|基本支出|项目支出\n行政运行|1|1|")
    assert not is_performance(grid)


# Of the unified budget system: a unit's cell is merged over its projects, two units have a project
# of one name and one amount.
LIST_OF_UNITS = """
单位名称|项目名称|预算执行率权重(%)|预算数（万元）|绩效目标|一级指标|二级指标|三级指标|绩效指标性质|本年绩效指标值|绩效度量单位|本年权重|指标方向性
合计：|||56.5|||||||||
101-示例县水务局|46000021T000000000082-管网维护|10|20.5|保障供水|产出指标|数量指标|巡检次数|大于等于|12|次|40|正向指标
^|^|^|^|^|^|时效指标|响应时间|≤|5|分钟|50|反向指标
^|46000021T000000000083-帮扶|10|18|结对|产出指标|数量指标|人数|=|3|人|90|正向指标
102-示例县教育局|46000021T000000000083-帮扶|10|18|结对|产出指标|质量指标|评价|定性|优||90|正向指标
"""


def test_beside_the_project_the_unit_is_who_carries_it_out() -> None:
    rows = _rows(_read(LIST_OF_UNITS))
    projects = [named("projects", row) for row in rows.projects]
    assert [(p["project_name"], p["implementing_unit"], p["total_amount"]) for p in projects] == [
        ("管网维护", "101-示例县水务局", Decimal("20.5")),
        ("帮扶", "101-示例县水务局", Decimal(18)),
        ("帮扶", "102-示例县教育局", Decimal(18)),
    ]
    assert projects[0]["project_code"] == "46000021T000000000082"
    assert [p["indicator_count"] for p in projects] == [2, 1, 1]


def test_a_comparison_in_words_is_part_of_the_target_and_any_other_word_a_remark() -> None:
    indicators = [
        named("performance_indicators", row) for row in _rows(_read(LIST_OF_UNITS)).indicators
    ]
    told = [(i["target_text"], i["target_operator"], i["target_low"]) for i in indicators]
    assert told == [
        ("大于等于12次", ">=", Decimal(12)),
        ("≤5分钟", "<=", None),
        ("=3人", None, Decimal(3)),
        ("优", None, None),
    ]
    assert [i["remark"] for i in indicators] == [
        "正向指标",
        "反向指标",
        "正向指标",
        "正向指标；定性",
    ]
    assert [i["weight"] for i in indicators] == [40, 50, 90, 90]


# The form of the whole department: tasks with their money stand above its goal.
TASKS = """
部门（单位）名称|<|<|示例县水务局|<|<|<
年度主要任务|任务名称|主要内容|预算金额（万元）|<|<|执行率分值（10分）
^|^|^|总额|财政拨款|其他资金|^
^|机关运转|人员和公用经费|30.5|30.5||^
^|供水|管网维护|10|0|10|^
^|金额合计|<|40.5|30.5|10|^
年度总体目标|保障全县供水|<|<|<|<|<
绩效指标|一级指标|二级指标|三级指标|<|指标值|分值权重（90分）
^|产出指标|数量指标|巡检次数|<|≥12次|40
^|^|^|抢修次数|<|≤5次|50
"""


def _tasks(text: str) -> list[tuple[object, ...]]:
    table = _read(text, "部门整体支出绩效目标表")
    assert table.leftovers == ()
    rows = [named("department_tasks", row) for row in _rows(table).tasks]
    fields = ("task_name", "content", "total_amount", "fiscal_amount", "other_amount")
    return [tuple(row[field] for field in fields) for row in rows]


def test_main_tasks_of_the_year_have_their_money_and_the_whole_its_total() -> None:
    assert _tasks(TASKS) == [
        (None, None, Decimal("40.5"), Decimal("30.5"), Decimal(10)),
        ("机关运转", "人员和公用经费", Decimal("30.5"), Decimal("30.5"), None),
        ("供水", "管网维护", Decimal(10), Decimal(0), Decimal(10)),
    ]


APPROVED = """
部门名称|示例县水务局|<|<|<|<
二、部门年度重点工作任务|<|<|<|<|<
任务名称|项目级次|主要内容|批复金额（万元）|实际支出金额（万元）|预算执行率
供水|本级|管网维护|10|9|90%
三、部门整体支出绩效指标|<|<|<|<|<
一级指标|二级指标|三级指标|指标性质|指标值|实际完成值
产出指标|数量指标|巡检次数|≥|12次|15次
"""


def test_money_approved_for_a_task_is_its_money_and_what_was_spent_stays_apart() -> None:
    table = _read(APPROVED, "部门整体支出绩效自评表")
    rows = [named("department_tasks", row) for row in _rows(table).tasks]
    (task,) = [row for row in rows if row["task_name"]]
    assert (task["task_name"], task["content"], task["total_amount"]) == (
        "供水",
        "管网维护",
        Decimal(10),
    )
    assert {"9", "90%", "本级"} <= {left.text for left in table.leftovers}


def test_basic_and_project_expenditure_are_of_the_head_above_them() -> None:
    [whole] = [named("department_tasks", row) for row in _rows(_read(WHOLE)).tasks]
    assert whole["total_amount"] == Decimal("40.5")
    assert whole["fiscal_project_amount"] == Decimal(9)
    assert (whole["project_amount"], whole["basic_amount"]) == (None, None)


def test_a_heading_over_the_whole_form_states_the_unit_of_what_is_below() -> None:
    drawn = """
部门名称|示例县水务局|<|<
预算情况（万元）|<|<|<
支出预算合计|9.5|其中：人员经费|5
公用经费|1.5|项目经费|3
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|巡检次数|12次
"""
    table = _read(drawn, "部门整体支出绩效目标表")
    (whole,) = [named("department_tasks", row) for row in _rows(table).tasks]
    names = ("total_amount", "personnel_amount", "running_amount", "project_amount")
    assert [whole[name] for name in names] == [Decimal(it) for it in ("9.5", "5", "1.5", "3")]
    assert table.leftovers == ()


def test_the_projects_of_a_department_have_their_money_before_what_it_is_for() -> None:
    drawn = """
填报单位|示例县水务局|<|<|<
项目支出情况|项目名称|项目总预算|项目本年度预算|项目主要支出方向和用途
^|管网维护|20|12|维修管网
^|水质监测|9|9|购置试剂
一级指标|二级指标|三级指标|指标值|备注
产出指标|数量指标|巡检次数|12次|
"""
    table = read_performance(captioned("部门整体支出绩效目标表", drawn.strip("\n"), "万元"))
    tasks = [named("department_tasks", row) for row in _rows(table).tasks]
    found = [(it["task_name"], it["content"], it["total_amount"]) for it in tasks]
    assert found == [("管网维护", "维修管网", 12), ("水质监测", "购置试剂", 9)]
    assert {left.text for left in table.leftovers} == {"项目支出情况", "20", "9"}


def test_an_amount_behind_a_blank_is_the_first_label_s_too_where_a_heading_stands_before_it() -> (
    None
):
    drawn = FORM.replace("年度资金总额：|31.00|<", "年度资金总额：||31.00").replace(
        "其中：财政拨款|11.00|<", "其中：财政拨款||11.00"
    )
    table = _read(drawn)
    (project,) = [named("projects", row) for row in _rows(table).projects]
    assert (project["total_amount"], project["fiscal_amount"]) == (Decimal(31), Decimal(11))


BY_FUND = """
单位编码|单位名称|年度预算申请|<|<|<|<|整体绩效目标|一级指标|二级指标|三级指标|指标值
^|^|资金总额|按收入性质分|<|按支出性质分|<|^|^|^|^|^
^|^|^|一般公共预算|政府性基金拨款|基本支出|项目支出|^|^|^|^|^
101|示例县水务局|9|8|1|4|5|保障供水|产出指标|数量指标|巡检次数|12次
"""


def test_a_department_in_a_list_has_its_money_by_fund_and_by_kind() -> None:
    table = read_performance(captioned("部门整体支出绩效目标表", BY_FUND.strip("\n"), "万元"))
    assert table.leftovers == ()
    (task,) = [named("department_tasks", row) for row in _rows(table).tasks]
    money = {name: value for name, value in task.items() if name.endswith("_amount") and value}
    assert money == {
        name: Decimal(times)
        for name, times in (
            ("total_amount", 9),
            ("general_public_budget_amount", 8),
            ("government_fund_amount", 1),
            ("basic_amount", 4),
            ("project_amount", 5),
        )
    }


def test_the_kinds_of_a_project_s_money_have_no_field_and_are_left_over() -> None:
    drawn = BY_FUND.replace("单位名称", "项目名称").replace("示例县水务局", "管网维护")
    table = read_performance(captioned("项目支出绩效目标表", drawn.strip("\n"), "万元"))
    assert [left.text for left in table.leftovers] == ["4", "5"]


def test_the_goal_of_a_self_evaluation_stands_below_its_head() -> None:
    drawn = """
项目名称|管网维护|<|<
年度总体目标|预期目标|<|实际完成情况
^|全年安全供水|<|已安全供水
绩效指标|二级指标|三级指标|指标值
^|数量指标|巡检次数|≥12次
"""
    table = _read(drawn)
    assert [project.goals for project in table.projects] == [["全年安全供水"]]
    assert [project.texts["achieved"] for project in table.projects] == ["已安全供水"]
    assert not table.leftovers


def test_a_label_beside_few_indicators_is_none_of_them() -> None:
    """As where a page ends below the first indicator: the rest stands beside a blank cell."""
    drawn = """
项目名称|管网维护|<
绩效指标|指标名称|指标值
^|巡检次数|≥12次
|抢修次数|≤5次
"""
    (project,) = _read(drawn).projects
    assert [it.texts["level3"] for it in project.indicators] == ["巡检次数", "抢修次数"]


def test_first_levels_side_by_side_are_each_read_with_their_pairs() -> None:
    table = _read(
        """
        单位编码（项目编码）|项目单位（项目名称）|项目金额（万元）|<|绩效目标|成本指标|<|产出指标|<
        ^|^|资金总额|政府预算资金|^|三级指标|指标值|三级指标|指标值
        101001|示例县水务局|20|20|||||
        411000220000000000123|管网维护|20|20|保障供水|维护成本|≤20万元|巡检次数|≥12次
        ^|^|^|^|^||||抢修次数|≤5次
        """.replace("        ", "").replace("||||抢修", "|||抢修"),
        "部门预算项目绩效目标汇总表",
    )
    rows = _rows(table)
    (project,) = [named("projects", row) for row in rows.projects]
    assert (project["project_name"], project["project_code"]) == (
        "管网维护",
        "411000220000000000123",
    )
    assert (project["total_amount"], project["fiscal_amount"]) == (Decimal(20), Decimal(20))
    found = [named("performance_indicators", row) for row in rows.indicators]
    assert [(it["level1"], it["level3"], it["target_text"]) for it in found] == [
        ("成本指标", "维护成本", "≤20万元"),
        ("产出指标", "巡检次数", "≥12次"),
        ("产出指标", "抢修次数", "≤5次"),
    ]


def test_a_sum_of_points_is_no_indicator() -> None:
    table = _read(
        """
        一级指标|二级指标|三级指标|年度指标值|实际完成值|分值
        产出指标|数量指标|巡检次数|≥12次|12次|50
        总分|<|<|<||100
        """.replace("        ", "")
    )
    (project,) = table.projects
    assert [indicator.texts["level3"] for indicator in project.indicators] == ["巡检次数"]
    assert project.points == {"total_weight": 100}


def test_a_row_that_numbers_the_columns_is_no_indicator() -> None:
    table = _read("""
单位名称、项目名称|项目年度绩效目标|一级指标|二级指标|三级指标|指标性质|指标值|度量单位|指标属性|指标内容
1|2|3|4|5|6|7|8|9|10
管网维护|保障供水|产出指标|数量指标|巡检次数|>=|12|次|定量指标|全年巡检
""")
    assert table.leftovers == ()
    (indicator,) = [named("performance_indicators", row) for row in _rows(table).indicators]
    assert indicator["target_text"] == ">=12次"
    assert indicator["description"] == "全年巡检"
    assert indicator["remark"] == "定量指标"


def test_a_list_whose_head_is_not_merged_names_its_projects_above_blanks() -> None:
    table = _read(
        """
        主管部门|单位名称|项目名称|项目资金（万元）|<|绩效目标|绩效指标|<|<|<
        |||资金总额|财政拨款||一级指标|二级指标|三级指标|目标值
        示例县水务局|示例县水务局（本级）|管网维护|20|18|保障供水|产出指标|数量指标|巡检次数|≥12次
        """.replace("        ", ""),
        "2024年项目绩效目标公开表",
    )
    (project,) = [named("projects", row) for row in _rows(table).projects]
    assert (project["project_name"], project["goal"]) == ("管网维护", "保障供水")
    assert [str(project[name]) for name in ("total_amount", "fiscal_amount")] == ["20", "18"]


def test_a_blank_beside_the_head_of_a_form_is_no_column_of_projects() -> None:
    table = _read(
        """
        项目名称|管网维护|<|<|<
        绩效目标|保障供水|<|<|<
        |一级指标|二级指标|三级指标|指标值
        |产出指标|数量指标|巡检次数|≥12次
        """.replace("        ", ""),
        "2024年项目支出绩效目标表",
    )
    (project,) = [named("projects", row) for row in _rows(table).projects]
    assert (project["project_name"], project["goal"]) == ("管网维护", "保障供水")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("2024年市级部门预算项目绩效目标公开表", "（未印名称）"),
        ("管网维护绩效目标表", "管网维护"),
    ],
)
def test_a_title_that_any_project_could_have_is_no_name_of_one(title: str, name: str) -> None:
    table = _read(
        """
        一级指标|二级指标|三级指标|指标值
        产出指标|数量指标|巡检次数|≥12次
        """.replace("        ", ""),
        title,
    )
    (project,) = [named("projects", row) for row in _rows(table).projects]
    assert project["project_name"] == name


def test_amounts_below_their_heads_though_one_of_these_is_unknown() -> None:
    table = _read(
        """
        部门名称|示例县水务局|<|<|<
        总体资金情况（万元）|预算支出总额|财政拨款|债券|单位资金
        ^|40.5|31.5|0|9
        一级指标|二级指标|三级指标|指标值|<
        产出指标|数量指标|巡检次数|≥12次|<
        """.replace("        ", ""),
        "部门整体支出绩效目标表",
    )
    (whole,) = [named("department_tasks", row) for row in _rows(table).tasks]
    amounts = ("total_amount", "fiscal_amount", "other_amount")
    assert [str(whole[name]) for name in amounts] == ["40.5", "31.5", "9"]
    assert [leftover.text for leftover in table.leftovers] == ["债券", "0"]


def test_labels_with_their_amount_in_one_cell_and_targets_headed_as_content() -> None:
    table = _read(
        """
        部门名称|示例县水务局|<|<|<|<
        年度预算申请（万元）|资金总额：40.5|<|<|<|<
        ^|其中：一般公共预算：31.5|<|<|其中：基本支出：30|<
        ^|其他资金：9|<|<|项目支出：10.5|<
        一级指标|二级指标|三级指标|运算符号|内容|度量单位
        产出指标|数量指标|巡检次数|≥|12|次
        """.replace("        ", ""),
        "部门整体支出绩效目标表",
    )
    assert table.leftovers == ()
    rows = _rows(table)
    (whole,) = [named("department_tasks", row) for row in rows.tasks]
    amounts = ("total_amount", "other_amount", "basic_amount", "project_amount")
    assert [str(whole[name]) for name in amounts] == ["40.5", "9", "30", "10.5"]
    (indicator,) = [named("goal_indicators", row) for row in rows.goal_indicators]
    assert indicator["target_text"] == "≥12次"


def test_a_year_or_a_number_of_projects_in_one_cell_with_its_label_is_no_money() -> None:
    drawn = """
        项目名称|水库维修|<|<
        年度预算：2026|<|项目数：5|<
        一级指标|二级指标|三级指标|指标值
        产出指标|数量指标|维修水库|3处
        """
    table = read_performance(captioned("项目支出绩效目标表", drawn, "万元"))
    (project,) = [named("projects", row) for row in _rows(table).projects]
    assert project["total_amount"] is None
    assert [it.text for it in table.leftovers] == ["年度预算：2026", "项目数：5"]


def test_an_amount_in_one_cell_with_its_label_is_in_the_unit_of_that_label() -> None:
    table = _read(
        """
        项目名称|水库维修|<|<
        资金总额（元）：10000|<|其中：财政拨款：9000|<
        一级指标|二级指标|三级指标|指标值
        产出指标|数量指标|维修水库|3处
        """.replace("        ", ""),
        "项目支出绩效目标表",
    )
    assert table.leftovers == ()
    (project,) = [named("projects", row) for row in _rows(table).projects]
    assert [str(project[name]) for name in ("total_amount", "fiscal_amount")] == [
        "1.0000",
        "0.9000",
    ]


@pytest.mark.parametrize(("now", "target"), [("预期当年实现值", "≥12次"), ("2024年", None)])
def test_the_target_is_the_column_below_that_says_so_or_none(now: str, target: str | None) -> None:
    table = _read(
        """
        项目名称|<|管网维护|<|<|<|<|<
        年度绩效目标表|<|<|<|<|<|<|<
        目标名称|一级指标|二级指标|三级指标|指标值|<|<|指标值确定依据
        ^|^|^|^|近两年指标值|<|@|^
        ^|^|^|^|2022年|2023年|^|^
        年度目标|产出指标|数量指标|巡检次数|8|9|≥12次|历史标准
        """.replace("        ", "").replace("@", now),
        "2024年项目支出绩效目标表",
    )
    rows = _rows(table)
    (project,) = [named("projects", row) for row in rows.projects]
    assert project["project_name"] == "管网维护"
    (indicator,) = [named("performance_indicators", row) for row in rows.indicators]
    assert (indicator["target_text"], indicator["basis"]) == (target, "历史标准")
    assert indicator["goal_span"] == "year"
    left = {leftover.text for leftover in table.leftovers}
    assert {"8", "9"} <= left
    assert ("≥12次" in left) is (target is None)


def test_a_form_whose_targets_stand_with_their_unit_beside_the_kind_of_standard() -> None:
    table = _read(
        """
        项目支出名称|管网维护|<|预算部门|示例县水务局|<
        年度本级预算金额|20万元|<|<|<|<
        项目支出实施期|2023.07-2024.01|<|<|<|<
        本年度绩效目标|保障供水|<|<|<|<
        本年度绩效指标|一级指标|二级指标|三级指标|指标值及单位|绩效标准
        ^|产出指标|数量指标|巡检次数|≥12次|计划标准
        """.replace("        ", ""),
        "2023年项目支出绩效目标申报表",
    )
    assert table.leftovers == ()
    rows = _rows(table)
    (project,) = [named("projects", row) for row in rows.projects]
    assert (project["project_name"], str(project["total_amount"])) == ("管网维护", "20")
    assert (project["goal"], project["project_period"]) == ("保障供水", "2023.07-2024.01")
    (indicator,) = [named("performance_indicators", row) for row in rows.indicators]
    assert (indicator["target_text"], indicator["description"]) == ("≥12次", "计划标准")


@pytest.mark.parametrize("fiscal", ["政府预算资金", "财政性资金", "财政资金"])
def test_a_departments_money_as_a_list_and_tasks_without_any(fiscal: str) -> None:
    table = _read(
        """
        部门（单位）名称|<|示例县水务局|<|<
        年度履职目标|<|保障全县供水|<|<
        年度主要任务|<|任务名称|主要内容|<
        ^|<|管网维护|维护供水管网|<
        年度部门整体支出预算|部门预算总额（万元）|<|40.5|<
        ^|1、资金来源：（1）财政性资金|<|31.5|<
        ^|（2）单位资金|<|9|<
        ^|2、资金结构：（1）基本支出|<|30|<
        ^|（2）项目支出|<|10.5|<
        一级指标|二级指标|三级指标|指标值|指标值说明
        产出指标|数量指标|巡检次数|≥12次|每月一次
        """.replace("        ", "").replace("财政性资金", fiscal),
        "部门（单位）整体绩效目标表",
    )
    assert table.leftovers == ()
    rows = _rows(table)
    whole, task = [named("department_tasks", row) for row in rows.tasks]
    amounts = ("total_amount", "fiscal_amount", "other_amount", "basic_amount", "project_amount")
    assert [str(whole[name]) for name in amounts] == ["40.5", "31.5", "9", "30", "10.5"]
    assert (task["task_name"], task["content"]) == ("管网维护", "维护供水管网")
    (goal,) = [named("department_goals", row) for row in rows.goals]
    assert goal["goal"] == "保障全县供水"


def test_a_total_below_the_money_of_projects_in_a_list() -> None:
    table = _read(
        """
        项目名称|预算单位|项目资金|<|年度绩效目标|绩效指标|<|<
        ^|^|合计|财政拨款|^|二级指标|三级指标|指标值
        管网维护|示例县水务局|20|18|保障供水|数量指标|巡检次数|≥12次
        """.replace("        ", ""),
    )
    figures = {name: f.text for name, f in table.projects[0].figures.items()}
    assert figures.keys() <= {"total_amount", "fiscal_amount"}
    assert table.projects[0].texts["implementing_unit"] == "示例县水务局"
    columns = dict(table.columns)
    assert (columns["合计"], columns["预算单位"]) == ("total_amount", "implementing_unit")


def test_a_form_that_tells_the_whole_budget_of_a_project_and_that_of_the_year() -> None:
    table = _read("""
项目名称|管网维护|项目编码|42010024048T000000101
项目总预算（万元）|3000|项目当年预算（万元）|1000
年度绩效目标|保障供水|<|<
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|巡检次数|12次
""")
    (project,) = [named("projects", row) for row in _rows(table).projects]
    assert (project["period_amount"], project["total_amount"]) == (Decimal(3000), Decimal(1000))
    assert table.leftovers == ()


SIDE_BY_SIDE = """
项目名称|管网维护|<|<|<|<|<|<
总体目标|{period}|<|<|{year}|<|<|<
^|三年换完旧管。|<|<|今年换十公里。|<|<|<
绩效指标|一级指标|二级指标|三级指标|指标值|二级指标|三级指标|指标值
^|产出指标|数量指标|换管长度|≥30公里|数量指标|换管长度|≥10公里
^|^|时效指标|完成时间|12月底前|^|^|
^|效益指标|社会效益指标|漏损率|≤9%|社会效益指标|漏损率|≤12%
"""


def test_the_goal_of_the_period_stands_beside_that_of_the_year_each_with_its_indicators() -> None:
    table = _read(SIDE_BY_SIDE.format(period="实施期目标（2024年—2026年）", year="年度目标"))
    assert table.leftovers == ()
    (project,) = [named("projects", row) for row in _rows(table).projects]
    assert (project["goal"], project["period_goal"]) == ("今年换十公里。", "三年换完旧管。")
    indicators = [named("performance_indicators", row) for row in _rows(table).indicators]
    assert [(it["goal_span"], it["level2"], it["level3"], it["target_text"]) for it in indicators] == [
        ("period", "数量指标", "换管长度", "≥30公里"),
        ("year", "数量指标", "换管长度", "≥10公里"),
        ("period", "时效指标", "完成时间", "12月底前"),
        ("period", "社会效益指标", "漏损率", "≤9%"),
        ("year", "社会效益指标", "漏损率", "≤12%"),
    ]  # fmt: skip
    assert indicators[2]["target_date"] is None  # in which of the years is not said


def test_indicators_of_the_long_term_stand_above_those_of_the_year() -> None:
    table = _read("""
项目名称|道路改造|<|起止时间|2021年度|<
项目绩效目标|长期目标|改善道路|年度目标|改造十二公里|<
长期绩效指标|一级指标|二级指标|指标内容|指标值|备注
^|产出指标|数量指标|改造道路|88公里|
^|^|时效指标|完成时间|12月底前|
年度绩效指标|一级指标|二级指标|指标内容|指标值|备注
^|产出指标|数量指标|改造道路|12公里|
""")
    assert table.leftovers == ()
    (project,) = [named("projects", row) for row in _rows(table).projects]
    assert (project["goal"], project["period_goal"]) == ("改造十二公里", "改善道路")
    indicators = [named("performance_indicators", row) for row in _rows(table).indicators]
    assert [(it["goal_span"], it["level3"], it["target_text"]) for it in indicators] == [
        ("period", "改造道路", "88公里"),
        ("period", "完成时间", "12月底前"),
        ("year", "改造道路", "12公里"),
    ]


def test_a_list_of_costs_names_no_project_and_levels_are_told_by_their_kind() -> None:
    table = _read("""
项目名称|办公楼运行|项目类别|本级支出|<|<
成本构成|项目|金额|测算依据|<|<
^|保安服务费|191|招标文件|<|<
^|保洁服务费|99|招标文件|<|<
绩效目标|干净整洁|<|<|<|<
绩效指标|一级指标|二级指标|绩效标准|当年预期实现值|保障措施
^|数量指标|维修次数|全年维修情况|80次|
^|质量指标|验收合格率|维修质量|≥92%|
""")
    (project,) = [named("projects", row) for row in _rows(table).projects]
    assert (project["project_name"], project["goal"]) == ("办公楼运行", "干净整洁")
    assert {"191", "99"} <= {left.text for left in table.leftovers}
    indicators = [named("performance_indicators", row) for row in _rows(table).indicators]
    fields = ("level1", "level2", "level3", "description", "target_text")
    assert [tuple(it[field] for field in fields) for it in indicators] == [
        (None, "数量指标", "维修次数", "全年维修情况", "80次"),
        (None, "质量指标", "验收合格率", "维修质量", "≥92%"),
    ]


def test_a_second_set_of_indicators_is_left_over_where_nothing_says_whose_it_is() -> None:
    table = _read(SIDE_BY_SIDE.format(period="总体目标", year="年度目标"))
    (project,) = [named("projects", row) for row in _rows(table).projects]
    assert (project["period_goal"], project["indicator_count"]) == (None, 3)
    assert "≥10公里" in [left.text for left in table.leftovers]


def test_targets_of_the_period_and_of_the_year_in_two_columns() -> None:
    table = _read("""
项目名称|管网维护|<|<|<
实施期目标|三年换完旧管。|<|<|<
年度目标|今年换十公里。|<|<|<
一级指标|二级指标|三级指标|实施期指标值|年度指标值
产出指标|数量指标|换管长度|≥30公里|≥10公里
""")
    (project,) = [named("projects", row) for row in _rows(table).projects]
    assert (project["goal"], project["period_goal"]) == ("今年换十公里。", "三年换完旧管。")
    indicators = [named("performance_indicators", row) for row in _rows(table).indicators]
    assert [(it["goal_span"], it["target_text"]) for it in indicators] == [
        ("period", "≥30公里"),
        ("year", "≥10公里"),
    ]


def test_the_only_goal_is_the_projects_whatever_it_is_called() -> None:
    table = _read("""
项目名称|管网维护|<|<
实施期目标|1.换完旧管。|<|<
|2.减少漏损。|<|<
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|换管长度|≥30公里
""")
    (project,) = [named("projects", row) for row in _rows(table).projects]
    assert (project["goal"], project["period_goal"]) == ("1.换完旧管。\n2.减少漏损。", None)
