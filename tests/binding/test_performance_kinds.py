"""Lists whose columns are kinds of indicators: which cells are indicators, and which are left over."""

from decimal import Decimal

import pytest

from tests.binding.grids import captioned
from tests.paths import named
from yusuan.binding.performance import PerformanceTable, is_performance, read_performance
from yusuan.binding.performance.kinds import stated_items
from yusuan.binding.performance.rows import performance_rows

KINDS = """
项目名称|项目金额|绩效目标|产出指标|<|效益指标|满意度指标
^|^|^|数量指标|成本指标|社会效益|服务对象满意度
管网维护|20.5|保障供水|1.巡检次数≥12次；2.抢修次数≤5次|维护成本：≤31万元|供水稳定|满意度≥95%
水质监测|3|水质达标|监测|≤3万元|无|满意度：95%
"""


def _read(text: str, title: str = "项目支出绩效目标表") -> PerformanceTable:
    return read_performance(captioned(title, text.strip("\n")))


def test_the_kinds_tell_such_a_list_whatever_its_title() -> None:
    assert is_performance(captioned("项目情况", KINDS))
    first = KINDS.strip().splitlines()[0].replace("产出指标", "其中").replace("满意度指标", "备注")
    other = first.replace("效益指标", "说明") + "\n管网维护|20.5|保障供水|1|2|3|4"
    assert not is_performance(captioned("项目情况", other))


def test_each_row_is_a_project_and_each_certain_cell_its_indicators() -> None:
    table = _read(KINDS)
    rows = performance_rows([table], "d", 2026)
    projects = [named("projects", row) for row in rows.projects]
    assert [(it["project_name"], it["total_amount"], it["goal"]) for it in projects] == [
        ("管网维护", Decimal("20.5"), "保障供水"),
        ("水质监测", Decimal(3), "水质达标"),
    ]
    indicators = [named("performance_indicators", row) for row in rows.indicators]
    fields = ("project_no", "level1", "level2", "level3", "target_text")
    assert [tuple(it[field] for field in fields) for it in indicators] == [
        (1, "产出指标", "数量指标", "巡检次数", "≥12次"),
        (1, "产出指标", "数量指标", "抢修次数", "≤5次"),
        (1, "产出指标", "成本指标", "维护成本", "≤31万元"),
        (1, "满意度指标", "服务对象满意度", "满意度", "≥95%"),
        (2, "满意度指标", "服务对象满意度", "满意度", "95%"),
    ]
    assert [left.text for left in table.leftovers] == ["供水稳定", "监测", "≤3万元", "无"]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("巡检次数≥12次", (("巡检次数", "≥12次"),)),
        ("（1）合格率不低于95%；（2）投诉≤2起。", (("合格率", "不低于95%"), ("投诉", "≤2起"))),
        ("用户满意\n度≥95%", (("用户满意度", "≥95%"),)),  # a narrow column
        ("巡检次数≥12次\n抢修次数≤5次", (("巡检次数", "≥12次"), ("抢修次数", "≤5次"))),
        ("合格率≥99.5%", (("合格率", "≥99.5%"),)),
        ("巡检次数≥12次；供水稳定", None),  # not certain as a whole
        ("巡检次数≥12次，抢修次数≤5次", None),
        ("≥95%", None),
        ("完成时间：2026年12月底", None),
        ("按时完成", None),
        ("", None),
    ],
)
def test_a_cell_is_read_only_where_every_item_is_a_name_with_a_figure(
    text: str, items: tuple[tuple[str, str], ...] | None
) -> None:
    assert stated_items(text) == items


def test_a_list_of_kinds_that_is_not_understood_is_left_over_whole() -> None:
    """No goal of the department is 产出指标, and no name of it is 年度预算申请."""
    table = _read(
        """
单位名称|年度预算申请（万元）|整体绩效目标|产出指标|效益指标
示例县水务局|100|保障供水|巡检次数≥12次|供水稳定
示例县水质站|40|水质达标|监测次数≥4次|水质稳定
""",
        "整体支出绩效目标表",
    )
    assert table.projects == ()
    assert {"示例县水务局", "100", "产出指标"} <= {left.text for left in table.leftovers}


def test_levels_behind_the_label_of_a_goal_are_no_goal() -> None:
    table = _read("""
项目名称|管网维护|<|<
绩效目标|产出指标|数量指标|巡检次数≥12次
^|^|质量指标|合格率≥95%
""")
    (project,) = table.projects
    assert project.goals == []
    assert "巡检次数≥12次" in [left.text for left in table.leftovers]


def test_a_form_below_the_list_is_read_as_one() -> None:
    form = """
项目名称|泵站改造|<|<|<|<|<
一级指标|二级指标|三级指标|指标值|备注|<|<
产出指标|数量指标|改造泵站|2座||<|<
"""
    table = _read(KINDS.strip() + form.rstrip())
    assert [it.name.text for it in table.projects if it.name] == [
        "管网维护",
        "水质监测",
        "泵站改造",
    ]
    assert len(table.projects[-1].indicators) == 1


def test_numbers_and_values_of_assets_are_no_kinds_of_indicators() -> None:
    table = captioned(
        "国有资产占用情况表",
        """
        单位名称|车辆|<|通用设备|<
        ^|数量|价值|数量|价值
        示例县水务局|10|200.00|1|60.00
        """,
    )
    assert not is_performance(table)


def test_a_unit_with_its_projects_in_brackets_names_projects_and_is_no_unit_of_a_target() -> None:
    table = _read("""
单位编码（项目编码）|单位（项目名称）|项目金额（万元）|<|绩效指标|<|<|<
^|^|资金总额|政府预算资金|成本指标|<|产出指标|<
^|^|^|^|三级指标|指标值|三级指标|指标值
046001|示例县水务局|23.5|23.5||||
4100240001|管网维护|20.5|20.5|维护成本|≤31万元|巡检次数|≥12次
4100240002|水质监测|3|3|||监测次数|≥4次
""")
    projects = [(it.name.text, it.texts["project_code"]) for it in table.projects if it.name]
    assert projects == [("管网维护", "4100240001"), ("水质监测", "4100240002")]
    assert [(i.texts["level1"], i.target) for i in table.projects[0].indicators] == [
        ("成本指标", "≤31万元"),
        ("产出指标", "≥12次"),
    ]
    # A unit of its own, above its projects, is none of them.
    assert [left.text for left in table.leftovers] == ["046001", "示例县水务局", "23.5", "23.5"]
