"""Performance tables as places of their own print them: what a form or list has beside the common."""

from decimal import Decimal

import pytest

from tests.binding.drawn_forms import indicators, projects, read_form, rows_of_form
from tests.paths import named
from yusuan.binding.performance import PerformanceTable
from yusuan.model import Value

STEPS = """
单位名称、项目名称|项目年度绩效目标|一级指标|二级指标|三级指标|指标性质|指标值|度量单位
示例县水务局|||||||
管网维护|保障供水||||||
||产出指标|||||
|||数量指标||||
||||巡检次数|>=|12|次
|||质量指标||||
||||合格率|=|95|%
||效益指标|||||
|||社会效益||||
||||供水保障|=|稳定|
水质监测|水质达标||||||
||产出指标|||||
|||数量指标||||
||||监测次数|>=|4|次
"""


def test_projects_and_levels_that_have_rows_of_their_own_are_steps() -> None:
    table = read_form(STEPS)
    assert [left.text for left in table.leftovers] == ["示例县水务局"]
    assert projects(table, "project_name", "goal", "indicator_count") == [
        ("管网维护", "保障供水", 3),
        ("水质监测", "水质达标", 1),
    ]
    assert indicators(table, "project_no", "level1", "level2", "level3", "target_text") == [
        (1, "产出指标", "数量指标", "巡检次数", ">=12次"),
        (1, "产出指标", "质量指标", "合格率", "=95%"),
        (1, "效益指标", "社会效益", "供水保障", "=稳定"),
        (2, "产出指标", "数量指标", "监测次数", ">=4次"),
    ]


def test_goals_that_are_named_below_their_head_are_of_the_period_and_of_the_year() -> None:
    table = read_form("""
项目名称|管网维护|<|<|<
项目绩效总目标|名称|目标说明|<|<
^|长期绩效目标1|三年换完旧管。|<|<
^|年度绩效目标1|今年换十公里。|<|<
长期绩效目标表|<|<|<|<
目标名称|一级指标|二级指标|三级指标|指标值
长期绩效目标1|产出指标|数量指标|换管长度|≥30公里
年度绩效目标表|<|<|<|<
目标名称|一级指标|二级指标|三级指标|指标值
年度绩效目标1|产出指标|数量指标|换管长度|≥10公里
""")
    assert projects(table, "goal", "period_goal") == [("今年换十公里。", "三年换完旧管。")]
    assert indicators(table, "goal_span", "target_text") == [
        ("period", "≥30公里"),
        ("year", "≥10公里"),
    ]


def test_a_title_below_the_label_of_a_goal_is_none() -> None:
    table = read_form("""
项目名称|管网维护|<|<
绩效目标|名称|主要内容|<
长期绩效目标表|<|<|<
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|换管长度|≥30公里
""")
    assert projects(table, "goal") == [(None,)]


@pytest.mark.parametrize("order", ["专项实施期绩效目标|本年度绩效目标", "年度目标|实施期目标"])
def test_goals_of_the_period_and_of_the_year_are_two_columns_of_a_list(order: str) -> None:
    table = read_form(f"""
项目名称|{order}|一级指标|二级指标|三级指标|指标值
管网维护|{"三年|今年" if order[0] == "专" else "今年|三年"}|产出指标|数量指标|换管长度|≥10公里
""")
    assert table.leftovers == ()
    assert projects(table, "goal", "period_goal") == [("今年", "三年")]


@pytest.mark.parametrize(
    "label", ["专项（项目）名称", "专项业务（项目）名称", "项目（专项）名称", "专项（项目）"]
)
def test_a_special_fund_is_named_as_a_project(label: str) -> None:
    table = read_form(f"""
{label}|<|管网维护|<
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|巡检次数|12次
^|^|……|
""")
    assert projects(table, "project_name", "indicator_count") == [("管网维护", 1)]
    assert [left.text for left in table.leftovers] == ["……"]  # room for more, and no indicator


def test_a_unit_between_two_forms_is_that_of_the_amounts_below_it() -> None:
    form = """
项目名称|{}|<|<
年度资金总额|300|<|<
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|巡检次数|12次
"""
    between = "\n项目支出绩效目标表|<|<|<\n{}|<|<|<\n"
    text = form.format("管网维护").strip() + between + form.format("水质监测").strip()
    table = read_form(text.format("单位：元"), unit="万元")
    assert projects(table, "project_name", "total_amount") == [
        ("管网维护", Decimal(300)),
        ("水质监测", Decimal("0.03")),
    ]
    near = read_form(text.format("金额以万元计的单位"), unit="万元")
    assert [amount for (amount,) in projects(near, "total_amount")] == [Decimal(300), Decimal(300)]


def test_the_unit_of_a_column_is_nearer_than_that_of_the_caption() -> None:
    text = """
项目名称|项目总额{}|绩效目标|一级指标|二级指标|三级指标|指标值
管网维护|300|保障供水|产出指标|数量指标|巡检次数|12次
"""
    assert projects(read_form(text.format("（元）"), unit="万元"), "total_amount") == [
        (Decimal("0.03"),)
    ]
    assert projects(read_form(text.format(""), unit="万元"), "total_amount") == [(Decimal(300),)]


TASKS = """
部门（单位）名称|<|示例县水务局|<|<
年度主要任务|对应项目|项目资金（万元）|<|<
^|^|总额|财政拨款|其他资金
供水保障|管网维护|20|18|2
水质监测|监测经费|5|5|0
年度绩效目标|保障供水|<|<|<
一级指标|二级指标|三级指标|指标值|备注
履职效能|重点工作履行情况|办结率|100%|
"""


def _tasks(table: PerformanceTable) -> list[tuple[Value, ...]]:
    fields = ("task_name", "content", "total_amount", "fiscal_amount", "other_amount")
    found = [named("department_tasks", row) for row in rows_of_form(table).tasks]
    return [tuple(row[field] for field in fields) for row in found]


def _paid_from(table: PerformanceTable) -> list[Value]:
    return [named("department_tasks", row)["paying_project"] for row in rows_of_form(table).tasks]


def test_tasks_beside_the_projects_that_they_are_paid_from_have_their_money() -> None:
    table = read_form(TASKS, "部门整体绩效目标表")
    assert _tasks(table) == [
        ("供水保障", None, Decimal(20), Decimal(18), Decimal(2)),
        ("水质监测", None, Decimal(5), Decimal(5), Decimal(0)),
    ]
    assert table.leftovers == ()
    assert _paid_from(table) == ["管网维护", "监测经费"]
    (goal,) = [named("department_goals", row) for row in rows_of_form(table).goals]
    assert goal["goal"] == "保障供水"


def test_tasks_whose_money_has_no_parts() -> None:
    text = "\n".join(
        line for line in TASKS.strip().splitlines() if not line.startswith("^")
    ).replace("|20|18|2", "|20|<|<")
    table = read_form(text.replace("|5|5|0", "|5|<|<"), "部门整体绩效目标表")
    assert [task[2] for task in _tasks(table)] == [Decimal(20), Decimal(5)]


def test_a_task_that_several_projects_pay_for_is_a_row_for_each() -> None:
    text = TASKS.replace("水质监测|监测经费|5|5|0", "^|监测经费|5|5|0")
    table = read_form(text, "部门整体绩效目标表")
    assert _tasks(table) == [
        ("供水保障", None, Decimal(20), Decimal(18), Decimal(2)),
        ("供水保障", None, Decimal(5), Decimal(5), Decimal(0)),
    ]
    assert _paid_from(table) == ["管网维护", "监测经费"]


def test_projects_whose_money_is_one_are_one_row() -> None:
    text = TASKS.replace("水质监测|监测经费|5|5|0", "^|监测经费|^|^|^")
    table = read_form(text, "部门整体绩效目标表")
    assert _tasks(table) == [("供水保障", None, Decimal(20), Decimal(18), Decimal(2))]
    assert _paid_from(table) == ["管网维护；监测经费"]


def test_the_total_of_a_task_may_be_headed_as_a_sum() -> None:
    table = read_form(TASKS.replace("总额", "小计"), "部门整体绩效目标表")
    assert [task[2] for task in _tasks(table)] == [Decimal(20), Decimal(5)]


def test_money_merged_over_projects_that_have_their_own_is_nobodys() -> None:
    text = TASKS.replace("水质监测|监测经费|5|5|0", "^|监测经费|^|5|0")
    table = read_form(text, "部门整体绩效目标表")
    assert [task[2:4] for task in _tasks(table)] == [(None, Decimal(18)), (None, Decimal(5))]
    assert [left.text for left in table.leftovers] == ["20"]


def test_what_a_task_consists_of_and_who_pays_for_it_stand_side_by_side() -> None:
    table = read_form(
        """
任务名称|主要内容|对应项目|预算金额（万元）|<
^|^|^|总额|财政拨款
供水保障|巡检管网|管网维护|20|18
一级指标|二级指标|三级指标|指标值|
履职效能|重点工作履行情况|办结率|100%|
""",
        "部门整体绩效目标表",
    )
    assert [task[:4] for task in _tasks(table)] == [
        ("供水保障", "巡检管网", Decimal(20), Decimal(18))
    ]
    assert _paid_from(table) == ["管网维护"]


DUTIES = """
职责活动|年度预算数|内容描述|绩效目标|绩效指标|评价标准|<|<|<
^|^|^|^|^|优|良|中|差
一、供水管理|120.5|统一调度|供水有保障|办结率|≥95%|≥90%|≥80%|<80%
1、管网巡检|20|巡检管网|漏损下降|巡检次数|≥12次|≥10次||<6次
^|^|^|^|抢修率|≥9%|≥8%|≥7%|<7%
"""


def test_activities_of_duties_are_goals_of_their_own() -> None:
    table = read_form(DUTIES, "部门职责-工作活动绩效目标", unit="万元")
    rows = rows_of_form(table)
    assert not rows.projects
    assert table.leftovers == ()
    goals = [named("department_goals", row) for row in rows.goals]
    assert [(g["goal_no"], g["goal_type"], g["goal_title"], g["goal"]) for g in goals] == [
        (1, "specific", "供水管理", "供水有保障"),
        (2, "specific", "管网巡检", "漏损下降"),
    ]
    assert [task[:3] for task in _tasks(table)] == [
        ("一、供水管理", "统一调度", Decimal("120.5")),
        ("1、管网巡检", "巡检管网", Decimal(20)),
    ]


def test_points_by_grade_are_how_points_are_given_and_no_target() -> None:
    rows = rows_of_form(read_form(DUTIES, "部门职责-工作活动绩效目标", unit="万元"))
    found = [named("goal_indicators", row) for row in rows.goal_indicators]
    assert [(i["goal_no"], i["level3"], i["target_text"], i["scoring"]) for i in found] == [
        (1, "办结率", None, "优：≥95%；良：≥90%；中：≥80%；差：<80%"),
        (2, "巡检次数", None, "优：≥12次；良：≥10次；差：<6次"),
        (2, "抢修率", None, "优：≥9%；良：≥8%；中：≥7%；差：<7%"),
    ]


def test_a_list_without_indicators_is_no_form() -> None:
    table = read_form(
        """
部门职责|预算数|职责描述|绩效目标|主要措施|备注
供水管理|120.5|调度|供水有保障|巡检|无
河道管理|30|管理|河道通畅|巡查|无
""",
        "部门职责绩效目标表",
    )
    assert table.projects == ()
    assert "120.5" in [left.text for left in table.leftovers]


@pytest.mark.parametrize(
    "heads",
    [
        "半年值|全年值\n",
        "上年值|本年值\n",
        "上年指标值|本年指标值\n",
        "指标值|<\n^|^|^|半年|全年\n",
        "年度目标值|<\n^|^|^|上年|本年\n",
    ],
)
def test_the_target_is_that_of_the_whole_year(heads: str) -> None:
    table = read_form(f"""
项目名称|管网维护|<|<|<
一级指标|二级指标|三级指标|{heads.strip()}
产出指标|数量指标|巡检次数|6次|12次
""")
    assert indicators(table, "level3", "target_text") == [("巡检次数", "12次")]
    assert "6次" in [left.text for left in table.leftovers]


@pytest.mark.parametrize(
    ("label", "amount"), [("资金（万元）", Decimal(20)), ("说明（万元）", None)]
)
def test_the_only_column_of_funds_is_the_total_of_a_project(
    label: str, amount: Decimal | None
) -> None:
    table = read_form(f"""
项目名称|{label}|绩效目标|一级指标|二级指标|三级指标|指标值
管网维护|20|保障供水|产出指标|数量指标|巡检次数|12次
""")
    assert projects(table, "total_amount") == [(amount,)]


def test_a_level_that_runs_down_over_rows_is_one() -> None:
    """Where nothing is merged, a narrow column has a piece of 产出指标 beside each indicator."""
    table = read_form("""
项目名称|管网维护|<|<
一级指标|二级指标|三级指标|指标值
产出指|数量指标|巡检次数|≥12次
|数量|抢修次数|≤5次
标|质量指|合格率|≥95%
|标|返工率|≤5%
效|社会效益|供水保障|优
益|可持续影响|长期供水|优
指|||
标|||
其他|其他指标|公众反映|好
""")
    assert indicators(table, "level1", "level2", "level3") == [
        ("产出指标", "数量指标", "巡检次数"),
        ("产出指标", "数量", "抢修次数"),
        ("产出指标", "质量指标", "合格率"),
        ("产出指标", "质量指标", "返工率"),
        ("效益指标", "社会效益", "供水保障"),
        ("效益指标", "可持续影响", "长期供水"),
        ("其他", "其他指标", "公众反映"),
    ]
    assert table.leftovers == ()


def test_a_level_that_a_page_s_end_parts_is_one() -> None:
    table = read_form("""
项目名称|管网维护|<|<
一级指标|二级指标|三级指标|指标值
产出指|数量指标|巡检次数|≥12次
^|^|抢修次数|≤5次
标|质量指标|合格率|≥95%
^|时效指标|完成率|≥95%
效益指标|社会效益|供水保障|优
""")
    levels = [level for (level,) in indicators(table, "level1")]
    assert levels == ["产出指标"] * 4 + ["效益指标"]


def test_goals_below_one_another_beside_a_label_merged_over_them() -> None:
    table = read_form("""
项目名称|管网维护|<|<
年度目标|目标1：保障供水|<|<
^|目标2：减少漏损|<|<
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|巡检次数|≥12次
""")
    assert table.leftovers == ()
    assert projects(table, "goal") == [("目标1：保障供水\n目标2：减少漏损",)]


def test_room_for_more_tasks_is_no_task() -> None:
    text = TASKS.replace("水质监测|监测经费|5|5|0", "水质监测|监测经费|5|5|0\n……||0|0|0")
    assert [task[0] for task in _tasks(read_form(text, "部门整体绩效目标表"))] == [
        "供水保障",
        "水质监测",
    ]


@pytest.mark.parametrize("own", [True, False])
def test_the_weight_of_a_level_is_not_that_of_each_indicator(own: bool) -> None:
    table = read_form(f"""
项目名称|管网维护|<|<|<|<
一级指标|权重|二级指标|三级指标|指标值|{"分值" if own else "其他"}
产出指标|50|数量指标|巡检次数|12次|30
^|^|^|抢修次数|5次|20
""")
    weights = (Decimal(30), Decimal(20)) if own else (None, None)
    assert [weight for (weight,) in indicators(table, "weight")] == list(weights)
    assert "50" in [left.text for left in table.leftovers]


def test_the_weight_of_a_second_level_without_a_third_is_that_of_its_indicator() -> None:
    table = read_form("""
项目名称|管网维护|<|<|<
一级指标|二级指标|分值|指标内容|指标值
投入指标|资金到位率|5|实际到位资金|100%
^|支出进度|15|实际支出|90%
""")
    assert indicators(table, "level2", "weight") == [
        ("资金到位率", Decimal(5)),
        ("支出进度", Decimal(15)),
    ]


def test_labels_of_levels_behind_that_of_a_goal_are_no_goal() -> None:
    table = read_form("""
项目名称|绩效目标|一级指标|二级指标|三级指标及其说明
管网维护|保障供水|产出指标|数量指标|巡检
""")
    assert [project.goals for project in table.projects if project.goals] == []


@pytest.mark.parametrize("first", ["填报人：", "填报人：张三", "单位负责人（签字）：", "填表日期"])
def test_who_signed_a_form_is_no_indicator(first: str) -> None:
    table = read_form(f"""
项目名称|管网维护|<|<
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|巡检次数|12次
满意度指标|负责人满意度|填报人满意度|90%
{first}|<|联系电话：|<
""")
    names = [name for (name,) in indicators(table, "level3")]
    assert names == ["巡检次数", "填报人满意度"]
    assert table.leftovers == ()  # names and numbers of people are no content of the form


def test_amounts_in_a_list_of_sources_and_their_total() -> None:
    table = read_form(
        """
部门（单位）名称|示例县水务局|<|<|<
部门预算资金（万元）|资金来源|金额|支出结构|金额
^|上级财政补助|100|人员经费|300
^|其他资金|50|公用经费|100
^|合计|150|合计|400
一级指标|二级指标|三级指标|指标值|<
产出指标|数量指标|巡检次数|≥12次|<
""",
        "部门整体支出绩效目标表",
    )
    (whole,) = [named("department_tasks", row) for row in rows_of_form(table).tasks]
    assert (whole["total_amount"], whole["other_amount"]) == (Decimal(150), Decimal(50))


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        ("指标方向性|指标值|度量单位|", "≥|12|次|"),
        ("指标方向性|指标性质|指标值|度量单位", "正向|≥|12|次"),
        ("指标性质|指标方向性|指标值|度量单位", "≥|正向|12|次"),
    ],
)
def test_a_comparison_is_one_whatever_heads_it(heads: str, row: str) -> None:
    table = read_form(f"""
项目名称|管网维护|<|<|<|<|<
一级指标|二级指标|三级指标|{heads}
产出指标|数量指标|巡检次数|{row}
""")
    assert indicators(table, "target_text") == [("≥12次",)]


def test_room_for_an_indicator_is_none() -> None:
    text = LIST_OF_ROOM.replace("!", "指标2：")
    assert indicators(read_form(text), "level3") == [("指标1：巡检次数",)]
    assert len(indicators(read_form(LIST_OF_ROOM.replace("!", "指标2：抢修")), "level3")) == 2


LIST_OF_ROOM = """
项目名称|管网维护|<|<
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|指标1：巡检次数|12次
^|^|!|
"""


def test_who_filled_in_a_form_is_no_content_of_it_wherever_it_stands() -> None:
    table = read_form("""
填报人：甲|<|联系电话：010|填报日期：2026年1月5日
项目名称|管网维护|项目联系人|乙
项目负责人|丙|联系电话|0100
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|巡检次数|12次
填表人：甲|<|审核人|丙
""")
    assert table.leftovers == ()
    assert projects(table, "project_name", "indicator_count") == [("管网维护", 1)]


def test_a_label_behind_that_of_a_signature_is_no_name() -> None:
    table = read_form("""
联系人|项目名称|管网维护|<
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|巡检次数|12次
""")
    assert projects(table, "project_name") == [("管网维护",)]


def test_points_of_the_whole_form_and_adjusted_targets_of_self_evaluations() -> None:
    table = read_form("""
项目名称|管网维护|<|<|自评总分（分）|98.5|<|<
指标名称|计量单位|指标性质|年初指标值|调整指标值|全年完成值|得分系数（%）|指标得分
巡检次数|次|≥|12|10|12|100|20
""")
    assert table.leftovers == ()
    assert projects(table, "total_score") == [(Decimal("98.5"),)]
    assert indicators(table, "target_text", "adjusted_target", "score_coefficient", "score") == [
        ("≥12次", "10", "100", Decimal(20))
    ]


def test_parts_of_the_expenditure_of_a_department_below_labels_of_its_revenue() -> None:
    table = read_form(
        """
部门名称|示例县水务局|<|<
收入构成|财政拨款|100|90%
^|其他资金|10|10%
支出构成|基本支出|60|55%
^|项目支出|50|45%
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|巡检次数|12次
""",
        title="部门整体支出绩效目标表",
        unit="万元",
    )
    (task,) = (named("department_tasks", row) for row in rows_of_form(table).tasks)
    assert (task["basic_amount"], task["project_amount"]) == (Decimal(60), Decimal(50))


def test_what_is_measured_ends_where_its_figure_begins_in_a_list_of_kinds() -> None:
    table = read_form("""
项目名称|绩效目标|产出数量指标|产出质量指标|产出时效指标
管网维护|保障供水|巡检次数12次|合格率95%|完成2个站点
""")
    assert indicators(table, "level2", "level3", "target_text") == [
        ("产出数量指标", "巡检次数", "12次"),
        ("产出质量指标", "合格率", "95%"),
    ]
    assert [left.text for left in table.leftovers] == ["完成2个站点"]
