"""Tables that some places print beside the national ones, and what they are taken for."""

import pytest

from tests.binding.grids import STATEMENT, captioned
from tests.binding.test_tables import bound, figures
from yusuan.binding.bound import BoundTable, Unbound
from yusuan.binding.tables import bind_table
from yusuan.layouts.loading import load_layout


def fields(table: BoundTable) -> list[str]:
    return [column.field for column in table.columns]


def test_codes_below_the_names_of_economic_classes_name_nothing_more() -> None:
    table = bound(
        captioned(
            "支出预算分类汇总表（按政府预算经济分类）",
            """
            功能科目|<|<|科目编码|科目名称|总计|机关工资福利支出|机关商品和服务支出|对事业单位经常性补助|其他支出
            类|款|项|^|^|^|501|502|505|599
            201|||201|一般公共服务支出|6|3|2|1|
            201|01|01|2010101|行政运行|6|3|2|1|
            """,
        )
    )
    assert table.role == "economic_items"
    assert not table.leftovers
    assert [(entry.label, entry.texts["function_code"]) for entry in table.entries[:2]] == [
        ("总计", "201"),
        ("机关工资福利支出", "201"),
    ]


def test_parts_of_an_economic_class_over_the_columns_are_economic_items() -> None:
    table = bound(
        captioned(
            "一般公共预算基本支出表--公用经费(商品和服务支出)(按政府预算经济分类)",
            """
            科目编码|科目名称|总计|机关商品和服务支出|<|<|对事业单位经常性补助|<
            ^|^|^|合计|会议费|培训费|合计|商品和服务支出
            2010101|行政运行|60|60|55|5||
            """,
        )
    )
    assert table.role == "economic_items"
    assert not table.leftovers


def test_a_level_printed_once_more_as_the_whole_code_is_known() -> None:
    table = bound(
        captioned(
            "部门支出总表",
            """
            科目|<|<|科目编码|科目名称|合计|基本支出|项目支出
            类|款|项|^|^|^|^|^
            201|||201|一般公共服务支出|5|3|2
            201|01||20101|人大事务|5|3|2
            201|01|01|2010101|行政运行|5|3|2
            """,
        )
    )
    assert [entry.code for entry in table.entries] == ["201", "20101", "2010101"]
    assert not table.leftovers


def test_rows_of_a_unit_without_a_row_belong_to_what_its_code_begins_with() -> None:
    table = bound(
        captioned(
            "部门支出总表",
            """
            单位代码|单位名称|科目编码|科目名称|合计|基本支出|项目支出
            |||合计|9|6|3
            108|某局|||9|6|3
            108001||2010101|行政运行|6|6|
            108001||2010102|一般行政管理事务|3||3
            """,
        )
    )
    department = table.entries[1].key
    assert [entry.parent for entry in table.entries[2:]] == [department] * 2


def test_the_columns_of_money_carried_over_within_the_appropriation() -> None:
    table = bound(
        captioned(
            "收入总表",
            """
            单位代码|单位名称|合计|本年收入|<|<|<|上年结转|<|<
            ^|^|^|小计|财政拨款|<|单位资金|小计|财政拨款|<
            ^|^|^|^|一般公共预算|政府性基金预算|^|^|一般公共预算|政府性基金预算
            218|某学院|9|7|5|1|1|2|1|1
            """,
        )
    )
    assert fields(table)[4:] == [
        "general_public_budget", "government_fund", "own_funds", "carryover",
        "carryover_general_public_budget", "carryover_government_fund",
    ]  # fmt: skip


def test_a_total_merged_over_the_number_and_the_unit_is_of_all_units() -> None:
    table = bound(
        captioned(
            "“三公”经费支出表",
            """
            序号|单位名称|“三公”经费合计|因公出国（境）费用|公务接待费|公务用车购置费及运行维护费
            1|某局|5.20||1.20|4.00
            合计|<|5.20||1.20|4.00
            """,
        )
    )
    units = [entry.unit_name for entry in table.entries]
    assert units == ["某局"] * 3 + ["合计"] * 3


def test_a_plan_of_the_general_public_budget_over_three_years() -> None:
    table = bound(
        captioned(
            "部门项目中期规划预算表",
            """
            单位名称|项目类别|项目名称|项目级次|一般公共预算|<|<
            ^|^|^|^|2026年|2027年|2028年
            某校|民生类|营养改善|本级|8|9|
            """,
        )
    )
    assert fields(table)[-3:] == ["plan_first_year", "plan_second_year", "plan_third_year"]


def test_codes_of_units_and_of_subjects_may_share_a_column() -> None:
    table = bound(
        captioned(
            "部门支出总体情况表",
            """
            单位代码/科目编码|单位名称/科目名称|合计|一般公共预算|<|<
            ^|^|^|小计|基本支出|项目支出
            601001|某乡政府|8|8|5|3
            2010301|行政运行|8|8|5|3
            """,
        )
    )
    assert figures(table)["601001/2010301"]["total"] == "8"
    assert not table.leftovers


def test_single_expenses_of_an_agency_stand_over_columns() -> None:
    table = bound(
        captioned("机关运行经费", "序号|单位名称|合计|办公费|印刷费|水费|其他\n1|某局|10|4|3|2|1")
    )
    assert table.role == "economic_items"
    assert not table.leftovers


def test_a_code_below_the_unit_that_is_the_row_s_own_is_no_unit() -> None:
    table = bound(
        captioned(
            "一般公共预算基本支出预算表",
            """
            项目|<|<|<|基本支出|<|<
            科目编码|<|单位代码|单位名称（科目）|合计|人员经费|公用经费
            类|款|^|^|^|^|^
            |||合计|9|8|1
            301|||工资福利支出|8|8|
            301|01|30101|基本工资|8|8|
            302|||商品和服务支出|1||1
            302|01|30201|办公费|1||1
            """,
        )
    )
    assert {entry.unit_code for entry in table.entries} == {None}
    assert table.sums.held == table.sums.due


def test_funds_of_a_project_by_who_pays_them() -> None:
    table = bound(
        captioned(
            "项目支出表",
            """
            项目名称|合计|一般公共预算|<|<|单位资金
            ^|^|小计|本级资金|上级资金|^
            村级运转|9|8|5|3|1
            """,
        )
    )
    assert fields(table)[1:] == [
        "total", "general_public_budget", "own_level_funds", "from_superior", "own_funds",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("drawn", "reason"),
    [
        ("单位负责人：某甲|编制人：某乙\n编制日期：2026年2月1日|联系电话：12345678", "signed"),
        ("联系人|某甲|联系电话|12345678\n||编制日期：|2026年2月1日", "signed"),
        ("联系人|某甲|办公地址|某街\n编制日期：|2026年2月1日||", "no_role"),
        ("联系人|5.00|联系电话|12345678\n||编制日期：|2026年2月1日", "no_role"),
    ],
)
def test_who_made_a_document_is_no_table(drawn: str, reason: str) -> None:
    found = bind_table(captioned("某局2026年部门预算表", drawn), STATEMENT, load_layout("base"))
    assert isinstance(found, Unbound)
    assert found.reason == reason


def test_a_blank_corner_heads_the_items_of_a_list_but_no_units() -> None:
    table = bound(captioned("资产情况表", "|数量|价值\n一、资产总额||9\n1.车辆（辆）|2|5"))
    assert fields(table) == ["item", "quantity", "value"]
    drawn = "|合计|因公出国（境）费|公务接待费\n某站|5|1|4"
    three = bound(captioned("“三公”经费支出表", drawn))
    assert [column.field for column in three.columns] == ["total"] * 3


def test_cars_are_counted_beside_people() -> None:
    table = bound(
        captioned(
            "部门人员及车辆情况表",
            """
            单位|编制|<|在职|退休|公务用车（辆）
            ^|行政|事业|^|^|^
            某镇|30|40|28|12|3
            """,
        )
    )
    assert table.role == "staffing"
    assert not table.leftovers


@pytest.mark.parametrize(
    ("last", "role"), [("实有人数", "staffing"), ("年末资金", None), ("工资总额", None)]
)
def test_people_of_units_need_no_title(last: str, role: str | None) -> None:
    drawn = f"序号|单位名称|单位性质|编制人数|{last}\n1|某局机关|行政单位|120|115"
    found = bind_table(captioned("", drawn), STATEMENT, load_layout("base"))
    assert (found.role if isinstance(found, BoundTable) else None) == role


def test_goods_works_and_services_over_the_funds_are_a_row_each() -> None:
    table = bound(
        captioned(
            "政府采购预算表",
            """
            科目编码|科目名称|项目名称|采购内容|合计|货物|<|服务|<
            ^|^|^|^|^|一般公共预算|政府性基金|一般公共预算|单位资金
            2010101|行政运行|办公设备购置|电脑|60|10|20|25|5
            """,
        )
    )
    assert table.role == "procurement_summary"
    assert not table.leftovers
    assert [(entry.texts["purchase_path"], entry.texts["item"]) for entry in table.entries] == [
        ("合计", "办公设备购置"),
        ("货物 → 一般公共预算", "办公设备购置"),
        ("货物 → 政府性基金", "办公设备购置"),
        ("服务 → 一般公共预算", "办公设备购置"),
        ("服务 → 单位资金", "办公设备购置"),
    ]


def test_fees_and_the_housing_fund_pay_for_expenditure_too() -> None:
    table = bound(
        captioned(
            "支出总表",
            """
            科目编码|科目名称|合计|经费拨款|收费支出|政府住房基金|单位资金
            201|一般公共服务支出|9|4|2|1|2
            """,
        )
    )
    assert fields(table)[2:] == [
        "total", "earmarked", "administrative_fees", "housing_fund_revenue", "own_funds",
    ]  # fmt: skip


def test_projects_of_the_own_level_and_from_above_are_all_projects() -> None:
    table = bound(
        captioned(
            "支出总表",
            """
            科目编码|科目名称|合计|基本支出|项目支出|<|<
            ^|^|^|^|小计|本级项目|上级专项
            201|一般公共服务支出|9|4|5|2|3
            """,
        )
    )
    assert fields(table)[4:] == ["project", "project_own_level", "project_from_superior"]


@pytest.mark.parametrize("title", ["经费拨款支出表", "收费安排支出表", "2024年单位资金支出表"])
def test_expenditure_from_one_source_of_funds_has_a_table(title: str) -> None:
    table = bound(
        captioned(
            title,
            """
            科目编码|科目名称|合计|基本支出|项目支出
            201|一般公共服务支出|9|4|5
            """,
        )
    )
    assert table.role == "other_funds_expenditure"


def test_what_was_left_of_the_appropriation_at_both_ends_of_the_year() -> None:
    table = bound(
        captioned(
            "财政拨款结转结余情况表",
            """
            科目编码|科目名称|年初结转和结余|<|本年收入|本年支出|年末结转和结余|<
            ^|^|合计|项目支出结转和结余|^|^|合计|项目支出结转和结余
            201|一般公共服务支出|1|1|9|8|2|2
            """,
        )
    )
    assert table.role == "appropriation_balances"
    assert not table.leftovers
    assert (table.sums.due, table.sums.held) == (1, 1)


def test_things_below_both_ends_of_the_year_are_counted_among_amounts() -> None:
    table = bound(
        captioned(
            "国有资产占有使用情况表",
            """
            项目|年初数|年末数
            资产总额|100|120
            车辆（辆）|2|3
            房屋面积|200|300
            """,
        )
    )
    assert [next(iter(entry.figures)) for entry in table.entries] == [
        *["value"] * 2,
        *["quantity"] * 4,
    ]


def test_items_again_below_of_which_appropriation_are_parts_of_the_same_items() -> None:
    table = bound(
        captioned(
            "“三公”经费预算表",
            """
            单位名称|“三公”经费合计|因公出国（境）费|公务接待费|其中：财政拨款|<|<
            ^|^|^|^|“三公”经费合计|因公出国（境）费|公务接待费
            合计|9|1|8|8|1|7
            """,
        )
    )
    said = [{n: f.text for n, f in entry.figures.items()} for entry in table.entries]
    assert said == [
        {"total": "9", "fiscal_appropriation": "8"},
        {"total": "1", "fiscal_appropriation": "1"},
        {"total": "8", "fiscal_appropriation": "7"},
    ]


def test_items_that_all_stand_below_the_appropriation_are_the_items() -> None:
    table = bound(
        captioned(
            "“三公”经费预算表",
            """
            单位名称|财政拨款|<|<
            ^|“三公”经费合计|因公出国（境）费|公务接待费
            合计|9|1|8
            """,
        )
    )
    assert [list(entry.figures) for entry in table.entries] == [["total"]] * 3


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("政府性基金预算“三公”经费支出表", "government_fund_three_public"),
        ("一般公共预算“三公”经费支出表", "three_public_expenditure"),
        ("政府性基金和国有资本经营预算“三公”经费支出表", "three_public_expenditure"),
    ],
)
def test_the_same_expenses_of_government_funds_are_a_table_of_their_own(
    title: str, role: str
) -> None:
    table = bound(captioned(title, "项目|预算数\n因公出国（境）费|1\n公务接待费|8"))
    assert table.role == role


def test_labels_printed_over_the_first_of_their_columns_alone_head_the_others_too() -> None:
    table = bound(
        captioned(
            "支出总表",
            """
            科目编码|科目名称|合计|基本支出|||项目支出||
            |||人员经费|公用经费|小计|其他运转类|特定目标类|小计
            201|一般公共服务支出|9|3|1|4|2|3|5
            """,
        )
    )
    assert fields(table)[3:] == [
        "personnel", "running", "basic",
        "project_other_running", "project_specific_target", "project",
    ]  # fmt: skip
    assert table.columns[5].head.labels == ("基本支出", "小计")


def test_a_row_of_names_without_figures_below_a_head_is_no_head() -> None:
    table = bound(
        captioned(
            "支出总表",
            """
            科目编码|科目名称|合计|基本支出|项目支出
            |合计||小计|
            201|一般公共服务支出|9|4|5
            """,
        )
    )
    assert fields(table)[3:] == ["basic", "project"]
    assert table.entries[-1].label == "一般公共服务支出"


def test_things_below_both_ends_of_the_year_over_the_columns_are_left() -> None:
    """Whether 车辆 is told in money or in cars, nothing says."""
    table = bind_table(
        captioned(
            "国有资产占有使用情况表",
            """
            单位名称|资产总额|<|车辆|<
            ^|年初数|年末数|年初数|年末数
            甲局|100|120|5|6
            """,
        ),
        STATEMENT,
        load_layout("base"),
    )
    assert isinstance(table, Unbound)


@pytest.mark.parametrize(
    ("label", "left"),
    [
        ("增减%", True),
        ("资产负债率（％）", True),
        ("比上年增减率", True),
        ("2024年预算数", False),
        ("奖补（省级50%）", False),
    ],
)
def test_a_row_of_rates_among_amounts_is_no_money(label: str, left: bool) -> None:
    table = bound(
        captioned(
            "支出总表",
            f"""
            项目|合计|基本支出|项目支出
            2023年预算数|10|6|4
            {label}|-10|-16.67|0
            """,
        )
    )
    assert len(table.entries) == 2 - left
    assert {it.reason for it in table.leftovers} == ({"unknown_row"} if left else set())


def test_projects_of_the_own_level_beside_those_from_above_are_funds_of_projects() -> None:
    table = bound(captioned("项目支出表", "项目名称|合计|本级项目|上级专项\n甲|9|4|5"))
    assert fields(table)[1:] == ["total", "own_level_funds", "from_superior"]
