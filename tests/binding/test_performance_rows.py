"""Rows of performance forms that are no indicators, and what heads columns of such forms."""

from dataclasses import replace

import pytest

from tests.binding.drawn_forms import indicators, projects, read_form, rows_of_form
from tests.binding.grids import captioned
from tests.paths import named
from yusuan.binding.performance import PerformanceTable, read_performance
from yusuan.binding.performance.parted import with_parts_joined
from yusuan.binding.performance.rows import performance_rows
from yusuan.evidence.model import Part
from yusuan.layouts import goals
from yusuan.model import Value
from yusuan.tables.performance import project_title


def _left(table: PerformanceTable) -> list[str]:
    return [left.text for left in table.leftovers]


BELOW = """
项目名称|<|管网维护|<|<
绩效指标|一级指标|二级指标|三级指标|指标值
^|产出指标|数量指标|巡检次数|≥12次
{}
"""


@pytest.mark.parametrize(
    "row", ["其他说明的问题|<|无|<|<", "其他需要说明事项|<|<|无|<", "保障措施|<|加强管理|<|<"]
)
def test_one_cell_over_name_and_target_is_no_indicator(row: str) -> None:
    table = read_form(BELOW.format(row))
    assert indicators(table, "level3") == [("巡检次数",)]
    assert [text for text in row.split("|") if text != "<"] == _left(table)


def test_a_row_that_all_cells_of_the_one_above_reach_into_is_none_of_its_own() -> None:
    """A rule beside them parts it, which belongs to a blank cell."""
    table = read_form(BELOW.format("|效益指标|社会效益指标|好评率|≥90%\n|^|^|^|^"))
    assert indicators(table, "level3", "target_text") == [("巡检次数", "≥12次"), ("好评率", "≥90%")]
    two = read_form(BELOW.format("|效益指标|社会效益指标|好评率|≥90%\n|^|^|^|≥95%"))
    assert indicators(two, "target_text") == [("≥12次",), ("≥90%",), ("≥95%",)]


@pytest.mark.parametrize("said", ["指标2：/", "指标2：无", "指标2：—", "指标2："])
def test_a_numbered_indicator_that_says_there_is_none_is_none(said: str) -> None:
    table = read_form(BELOW.format(f"^|效益指标|社会效益指标|{said}|"))
    assert indicators(table, "level3") == [("巡检次数",)]


def test_room_for_more_levels_is_no_level() -> None:
    table = read_form(BELOW.format("^|…|服务对象满意度指标|用户满意度|≥90%"))
    assert indicators(table, "level1", "level3") == [
        ("产出指标", "巡检次数"),
        (None, "用户满意度"),
    ]


CODED = """
{label}|{value}|<|<|项目分类|运转类
主管部门|某局|<|<|实施单位|某中心
预算金额（万元）|年度资金总额：|<|5.00|其中：财政拨款|5.00
年度绩效目标|召开会议|<|<|<|<
一级指标|二级指标|三级指标|指标性质|本年指标值|度量单位
产出指标|数量指标|会议次数|=|8|次
"""


@pytest.mark.parametrize("label", ["项目编码及名称", "项目名称及编码", "项目代码、名称"])
@pytest.mark.parametrize("between", ["-", " ", ""])
def test_code_and_name_in_one_cell_name_each_form(label: str, between: str) -> None:
    forms = [
        CODED.format(label=label, value=f"23010022T00000006328{at}{between}{name}")
        for at, name in enumerate(("会议费", "培训费"))
    ]
    table = read_form("".join(form.strip("\n") + "\n" for form in forms))
    assert projects(table, "project_code", "project_name", "indicator_count") == [
        ("23010022T000000063280", "会议费", 1),
        ("23010022T000000063281", "培训费", 1),
    ]
    assert _left(table) == []


def test_fields_of_a_form_below_the_indicators_of_another_are_none() -> None:
    table = read_form(2 * CODED.partition("类\n")[2])
    assert indicators(table, "level3") == [("会议次数",)] * 2


def test_a_total_may_be_called_so_without_points() -> None:
    table = read_form("""
项目名称|<|管网维护|<|<|<
绩效指标|一级指标|二级指标|三级指标|指标值|权重
^|产出指标|数量指标|巡检次数|≥12次|90
合计|<|<|<|<|90
""")
    assert projects(table, "total_weight") == [(90,)]
    assert _left(table) == []


def test_a_title_over_all_columns_is_no_task() -> None:
    table = read_form(
        """
部门名称|某局|<|<|<|<
任务名称|主要内容|<|总额（万元）|财政拨款|其他资金
供水|管网维护|<|3.00|3.00|0.00
三、绩效指标|<|<|<|<|<
一级指标|二级指标|三级指标|<|指标值|<
产出指标|数量指标|巡检次数|<|≥12次|<
""",
        "部门整体支出绩效目标表",
    )
    fields = [named("department_tasks", row)["task_name"] for row in rows_of_form(table).tasks]
    assert fields == ["供水"]


@pytest.mark.parametrize("head", ["预期当年实现", "预计当年实现", "全年（计划）值"])
def test_of_columns_below_the_targets_that_of_the_year_is_the_target(head: str) -> None:
    table = read_form(f"""
项目名称|<|管网维护|<|<|<
绩效指标|一级指标|二级指标|三级指标|指标值|<
^|^|^|^|上年|{head}
^|产出指标|数量指标|巡检次数|10次|12次
""")
    assert indicators(table, "target_text") == [("12次",)]
    assert _left(table) == ["10次"]


def test_points_and_how_they_are_given_may_stand_below_one_label() -> None:
    table = read_form("""
项目名称|管网维护|<|<|<|<
一级指标|二级指标|三级指标|指标值|评分|<
^|^|^|^|分值|计分标准
产出|数量|巡检次数|≥12次|20|少一次扣一分
""")
    assert indicators(table, "weight", "scoring") == [(20, "少一次扣一分")]
    assert _left(table) == []


@pytest.mark.parametrize("head", ["绩效指标", ""])
def test_first_levels_below_no_head_of_their_own(head: str) -> None:
    table = read_form(f"""
项目名称|管网维护|<|<
{head}|二级指标|三级指标|指标值
产出指标|数量指标|巡检次数|≥12次
效益指标|社会效益指标|供水保障|稳定
""")
    assert indicators(table, "level1") == [("产出指标",), ("效益指标",)]
    other = read_form(
        f"项目名称|管网维护|<|<\n{head}|二级指标|三级指标|指标值\n甲|数量指标|巡检|12次"
    )
    assert indicators(other, "level1") == [(None,)]


def test_the_unit_may_head_a_column_of_amounts_in_a_form() -> None:
    table = read_form(
        """
部门名称|某局|<|<
支出类型|<|金额（万元）|<
基本支出|<|18.50|<
项目支出|<|5.00|<
年度目标|保障供水|<|<
一级指标|二级指标|三级指标|指标值
履职|供水|巡检次数|≥12次
""",
        "部门整体绩效目标表",
    )
    (task,) = [named("department_tasks", row) for row in rows_of_form(table).tasks]
    assert [str(task[name]) for name in ("basic_amount", "project_amount")] == ["18.50", "5.00"]


def test_how_a_form_is_filled_in_is_no_goal() -> None:
    table = read_form(
        """
部门名称|<|某局|<
内容|<|<|说明
部门目标|总体绩效目标|保障供水|根据职责归纳
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|巡检次数|≥12次
""",
        "部门整体支出绩效目标表",
    )
    assert [named("department_goals", row)["goal"] for row in rows_of_form(table).goals] == [
        "保障供水"
    ]
    assert "根据职责归纳" in _left(table)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("培训人数（人次）", "人次"),
        ("培训人数（单位：人次）", "人次"),
        ("补助标准（元/人/月）", "元/人/月"),
        ("植树数量（株）", "株"),
        ("合格率（％）", "%"),
        ("巡检次数（一期）", None),
    ],
)
def test_the_unit_behind_a_name_is_that_of_a_target_without_one(
    name: str, unit: str | None
) -> None:
    table = read_form(f"项目名称|管网维护|<\n二级指标|三级指标|指标值\n数量指标|{name}|≥20")
    assert indicators(table, "target_unit") == [(unit,)]


def test_words_of_titles_clauses_and_units_are_data() -> None:
    text = goals.FILE.read_text(encoding="utf-8")
    for old, new in (("'得到', ", "'变得', "), ("  '自评',\n", ""), ("'个|件|项", "'样|件|项")):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    found = goals.parse_goals(text, goals.FILE)
    assert goals.load_goals().prose_qualitative.fullmatch("供水得到保障")
    assert not found.prose_qualitative.fullmatch("供水得到保障")
    assert goals.load_goals().any_project.fullmatch("项目支出绩效自评表")
    assert not found.any_project.fullmatch("项目支出绩效自评表")
    assert goals.load_goals().unit_in_name.search("站点(个)")
    assert not found.unit_in_name.search("站点(个)")


def test_labels_above_blanks_of_the_head_are_of_the_columns_below() -> None:
    table = read_form("""
项目名称|管网维护|||||
绩效指标|||||分值|得分
一级指标|二级指标|三级指标|指标值|完成值||
产出指标|数量指标|巡检次数|≥12次|12次|20|18
""")
    assert indicators(table, "weight", "score") == [(20, 18)]
    assert _left(table) == []


def test_a_band_below_a_label_is_not_its_text() -> None:
    table = read_form("""
项目名称|管网维护|<|<
目标|总体目标|保障供水|<
一、各年任务|<|<|<
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|巡检次数|≥12次
""")
    assert projects(table, "goal") == [("保障供水",)]
    assert _left(table) == ["一、各年任务"]


def test_a_blank_row_within_the_money_of_an_evaluation_ends_it_not() -> None:
    table = read_form("""
项目名称|<|管网维护|<|<|<
项目资金（万元）|<|年初预算数|全年预算数|全年执行数|得分
|年度资金总额|3.00|3.00|3.00|10
|||||
|其他资金|1.00|1.00|1.00|-
一级指标|二级指标|三级指标|指标值|完成值|得分
产出指标|数量指标|巡检次数|≥12次|12次|20
""")
    items = [
        named("project_execution", row)["item"] for row in rows_of_form(table).project_execution
    ]
    assert items == ["年度资金总额", "其他资金"]


def test_goals_in_one_cell_with_labels_that_a_page_ends_below() -> None:
    text = """
项目名称|管网维护|<|<|<
绩效目标|长期目标¶供水稳定|<|年度目标¶管网完好|<
长期绩效指标|一级指标|二级指标|三级指标|指标值
^|产出指标|数量指标|巡检次数|≥36次
|效益指标|社会效益指标|供水保障|稳定
年度绩效指标|一级指标|二级指标|三级指标|指标值
|产出指标|数量指标|巡检次数|≥12次
"""
    found = captioned("项目支出绩效目标表", text.strip("\n"), None)
    cells = tuple(
        replace(cell, parts=tuple(cell.parts[0]._replace(text=it) for it in cell.text.split("¶")))
        for cell in found.grid.cells
    )
    table = read_performance(replace(found, grid=replace(found.grid, cells=cells)))
    assert projects(table, "goal", "period_goal") == [("管网完好", "供水稳定")]
    # 长期绩效指标 is over the row below too, which begins a page
    assert indicators(table, "level3", "goal_span") == [
        ("巡检次数", "period"),
        ("供水保障", "period"),
        ("巡检次数", "year"),
    ]
    assert _left(table) == []


def test_a_form_that_begins_with_another_field_is_named_all_the_same() -> None:
    form = """预算单位名称|某局本级|项目名称|{}|资金用途|业务类
项目类型|运转类|预算数（万元）|{}|其中：财政拨款|{}
绩效目标|{}|<|<|<|<
一级指标|二级指标|三级指标|指标性质|指标值|度量单位
产出指标|数量指标|次数|＝|8|次
"""
    table = read_form(form.format("巡检", 6, 6, "巡检") + form.format("维修", 2, 2, "维修"))
    fields = ("project_name", "implementing_unit", "goal", "total_amount", "indicator_count")
    assert projects(table, *fields) == [
        ("巡检", "某局本级", "巡检", 6, 1),
        ("维修", "某局本级", "维修", 2, 1),
    ]
    assert _left(table) == ["资金用途", "业务类"] * 2


def test_labels_with_what_they_say_in_one_cell() -> None:
    table = read_form("""
项目名称：管网维护|<|项目编码：0001|单位：元
主管部门：某局|<|资金总额：20000|其他资金：0
年度目标：保障供水|<|<|<
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|巡检次数|≥12次
项目名称：水质监测|<|项目编码：0002|<
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|监测次数|≥4次
""")
    fields = ("project_name", "project_code", "goal", "total_amount", "indicator_count")
    assert projects(table, *fields) == [
        ("管网维护", "0001", "保障供水", 2, 1),
        ("水质监测", "0002", None, None, 1),
    ]
    assert _left(table) == []


def test_indicators_go_on_below_the_head_of_the_form_above() -> None:
    form = "项目名称|{}|<|<\n年度目标|保障供水|<|<\n{}产出指标|数量指标|次数|≥12次\n"
    head = "一级指标|二级指标|三级指标|指标值\n"
    table = read_form(form.format("巡检", head) + form.format("维修", ""))
    assert projects(table, "project_name", "indicator_count") == [("巡检", 1), ("维修", 1)]
    assert _left(table) == []


def test_years_below_a_head_whose_other_cells_are_blank() -> None:
    table = read_form("""
项目名称|管网维护|<|<|<
一级指标|二级指标|三级指标|指标值|<
|||上年|预期当年实现
产出指标|数量指标|巡检次数|10次|12次
""")
    assert indicators(table, "target_text") == [("12次",)]
    assert _left(table) == ["10次"]


@pytest.mark.parametrize("label", ["三年目标", "2024-2026年目标", "五年绩效目标"])
def test_the_goal_of_several_years_is_that_of_the_period(label: str) -> None:
    table = read_form(f"""
项目名称|管网维护|<|<
项目绩效目标|{label}|<|年度目标
^|管网完好|<|保障供水
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|巡检次数|≥12次
""")
    assert projects(table, "period_goal", "goal") == [("管网完好", "保障供水")]


def test_main_items_of_expenditure_are_projects_and_their_title_names_none() -> None:
    table = read_form(
        """
重点支出项目|预算金额（万元）|绩效目标|一级指标|二级指标|三级指标|指标值|指标解释及计算公式
供水|5|保障供水|产出指标|数量指标|巡检次数|≥12次|次数之和
""",
        "2024年重点支出绩效目标表",
    )
    assert projects(table, "project_name") == [("供水",)]
    assert indicators(table, "description") == [("次数之和",)]
    assert goals.load_goals().any_project.fullmatch("2024年重点支出")


def test_a_target_in_several_cells_below_one_head_is_one() -> None:
    table = read_form("""
项目名称|管网维护|<|<|<|<
一级指标|二级指标|三级指标|指标值|<|<
产出指标|数量指标|巡检次数|≥|12|次
产出指标|质量指标|合格率|达到行业标准|<|<
""")
    assert indicators(table, "target_text", "target_unit") == [
        ("≥12次", "次"),
        ("达到行业标准", None),
    ]
    assert _left(table) == []


def test_labels_of_a_list_that_a_page_ends_within() -> None:
    table = read_form("""
序号|单位名称|项目名称|项目金|绩效目标|绩效指标|<|<|<
|||额||一级指标|二级指标|三级指标|指标值
1|某局|管网维护|3|保障供水|产出指标|数量指标|巡检次数|≥12次
2|某局|水质监测|2|水质达标|产出指标|数量指标|监测次数|≥4次
""")
    fields = ("project_name", "goal", "indicator_count")
    assert projects(table, *fields) == [("管网维护", "保障供水", 1), ("水质监测", "水质达标", 1)]


def test_goals_side_by_side_where_nothing_is_merged() -> None:
    table = read_form("""
项目名称|管网维护||||||
项目资金（万元）||年初预算数|全年预算数|全年执行数|执行率|分值|得分
|年度资金总额|3.00|3.00|3.00|100%|10|10
年度总体目标|预期目标||||实际完成情况||
|保障供水||||供水稳定||
一级指标|二级指标|三级指标|指标值|完成值|||
产出指标|数量指标|巡检次数|≥12次|12次|||
""")
    assert projects(table, "goal", "achieved") == [("保障供水", "供水稳定")]
    assert len(rows_of_form(table).project_execution) == 1
    assert _left(table) == []


def test_goals_of_two_spans_where_nothing_is_merged() -> None:
    table = read_form("""
项目名称|管网维护||||
总体目标|实施期目标|||年度目标|
|供水稳定|||保障供水|
一级指标|二级指标|三级指标|指标值||
产出指标|数量指标|巡检次数|≥12次||
""")
    assert projects(table, "goal", "period_goal") == [("保障供水", "供水稳定")]
    assert _left(table) == []


INDICATORS = """
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|巡检次数|≥12次
"""


def _parted(above: str, below: str, *titles: str) -> list[tuple[Value, ...]]:
    """The names of projects in two tables, the lower one below ``titles``, and their indicators."""
    first = captioned("项目支出绩效目标表", above.strip("\n"), None)
    second = captioned("", below.strip("\n"), None)
    place = second.grid.cells[0].place
    caption = replace(second.caption, titles=tuple(Part(title, place) for title in titles))
    second = replace(second, number=first.number + 1, caption=caption)
    tables = with_parts_joined([read_performance(first), read_performance(second)])
    found = [named("projects", row) for row in performance_rows(tables, "d", 2026).projects]
    return [(row["project_name"], row["indicator_count"]) for row in found]


FIELDS = "项目名称|管网维护|<|<\n主管部门|某局|<|<\n年度目标|保障供水|<|<"


@pytest.mark.parametrize("titles", [(), ("年度绩效指标",)])
def test_indicators_in_a_table_of_their_own_are_of_the_form_above(titles: tuple[str, ...]) -> None:
    assert _parted(FIELDS, INDICATORS, *titles) == [("管网维护", 1)]


def test_indicators_below_a_form_that_has_its_own_are_not_of_it() -> None:
    unnamed = "（未印名称）"
    assert _parted(FIELDS + INDICATORS, INDICATORS) == [("管网维护", 1), (unnamed, 1)]
    assert _parted(FIELDS, "年度目标|节水|<|<" + INDICATORS) == [("管网维护", 0), (unnamed, 1)]
    assert _parted(FIELDS, INDICATORS, "节水项目绩效目标表") == [("管网维护", 0), ("节水项目", 1)]


def test_why_a_project_was_applied_for_is_no_overview() -> None:
    table = read_form("项目名称|管网维护|<|<\n项目立项情况|项目立项的依据|规划|<" + INDICATORS)
    assert projects(table, "overview") == [(None,)]


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("1.2026年造林绩效目标表", (1, "2026年造林")),
        ("3、5个苗圃", (3, "5个苗圃")),
        ("2.5万亩造林项目", (0, "2.5万亩造林项目")),
    ],
)
def test_a_decimal_is_no_number_of_a_title(title: str, read: tuple[int, str]) -> None:
    assert project_title(title, 0) == read
