"""Forms of places without a layout of their own bind with what is national."""

import pytest

from tests.binding.grids import STATEMENT, captioned
from tests.binding.test_tables import bound, figures
from yusuan.binding.bound import BoundTable
from yusuan.binding.tables import bind_table
from yusuan.layouts.loading import load_layout


def test_final_accounts_number_their_lines_beside_both_halves() -> None:
    table = bound(
        captioned(
            "收入支出决算总表",
            """
            收入|<|<|支出|<|<
            项目|行次|金额|项目|行次|金额
            栏次||1|栏次||2
            一、一般公共预算财政拨款收入|1|100.5|一、一般公共服务支出|32|90.5
            二、政府性基金预算财政拨款收入|2||二、外交支出|33|
            本年收入合计|27|100.5|本年支出合计|57|90.5
            使用非财政拨款结余和专用结余|28||结余分配|58|
            年初结转和结余|29|0.00|年末结转和结余|59|10.00
            总计|31|100.5|总计|60|100.5
            """,
        )
    )
    assert table.role == "budget_summary"
    assert figures(table)["一般公共预算财政拨款收入"] == {"amount": "100.5"}
    assert {left.text for left in table.leftovers} == set()  # 行次 and 栏次 are no money


def test_final_accounts_of_basic_expenditure_in_three_groups() -> None:
    table = bound(
        captioned(
            "一般公共预算财政拨款基本支出决算明细表",
            """
            人员经费|<|<|公用经费|<|<|<|<|<
            科目编码|科目名称|决算数|科目编码|科目名称|决算数|科目编码|科目名称|决算数
            301|工资福利支出|5|302|商品和服务支出|2|310|资本性支出|1
            30101|基本工资|5|30201|办公费|2|31002|办公设备购置|1
            """,
        )
    )
    assert table.role == "general_public_budget_basic_expenditure"
    assert [entry.key for entry in table.entries] == [
        "301",
        "30101",
        "302",
        "30201",
        "310",
        "31002",
    ]


def test_final_accounts_of_three_public_with_budget_and_final_block() -> None:
    table = bound(
        captioned(
            "财政拨款“三公”经费支出决算表",
            """
            预算数|<|<|<|<|<|决算数|<|<|<|<|<
            合计|因公出国（境）费|公务用车购置及运行维护费|<|<|公务接待费|合计|因公出国（境）费|公务用车购置及运行维护费|<|<|公务接待费
            ^|^|小计|公务用车购置费|公务用车运行维护费|^|^|^|小计|公务用车购置费|公务用车运行维护费|^
            1|2|3|4|5|6|7|8|9|10|11|12
            9.00|1.00|5.00||5.00|3.00|7.00|1.00|4.00||4.00|2.00
            """,
        )
    )
    assert figures(table)["公务接待费"] == {"budget": "3.00", "total": "2.00"}
    assert len(table.entries) == 5


def test_revenue_by_unit_with_its_carry_over_split() -> None:
    table = bound(
        captioned(
            "收入总表",
            """
            部门（单位）代码|部门（单位）名称|合计|本年收入|<|<|上年结转结余|<|<
            ^|^|^|小计|一般公共预算|事业收入|小计|一般公共预算|单位资金
            合计|<|10|8|7|1|2|1|1
            101|某某局|10|8|7|1|2|1|1
            """,
        )
    )
    assert table.role == "revenue"
    assert figures(table)["101"] == {
        "total": "10",
        "current_year": "8",
        "general_public_budget": "7",
        "institutional": "1",
        "carryover": "2",
        "carryover_general_public_budget": "1",
        "carryover_own_funds": "1",
    }


def test_general_public_budget_compared_with_last_year() -> None:
    table = bound(
        captioned(
            "一般公共预算支出表",
            """
            功能分类科目|<|2025年执行数|2026年预算数|<|<|2026年预算数比2025年执行数|<
            科目编码|科目名称|^|小计|基本支出|项目支出|增减额|增减%
            201|一般公共服务支出|8.00|9.00|5.00|4.00|1.00|12.5%
            """,
        )
    )
    assert table.role == "general_public_budget_expenditure"
    assert figures(table)["201"] == {
        "previous_executed": "8.00",
        "total": "9.00",
        "basic": "5.00",
        "project": "4.00",
        "change": "1.00",
        "change_percent": "12.5",
    }
    assert table.entries[0].figures["change_percent"].unit == "%"


def test_projects_by_fund() -> None:
    table = bound(
        captioned(
            "项目支出表",
            """
            类型|项目名称|项目单位|合计|本年拨款|<|<|财政拨款结转结余|<|<|财政专户管理资金|单位资金
            ^|^|^|^|一般公共预算|政府性基金预算|国有资本经营预算|一般公共预算|政府性基金预算|国有资本经营预算|^|^
            特定目标类|某某经费|某某局|9.00|7.00||||||1.00|1.00
            """,
        )
    )
    assert table.role == "project_expenditure"
    assert figures(table)["某某局/某某经费"]["own_funds"] == "1.00"


def test_expenditure_with_units_and_names_in_one_column() -> None:
    table = bound(
        captioned(
            "支出总体情况表",
            """
            科目编码|<|<|单位代码|单位（科目名称）|合计|基本支出|<|<|<|项目支出
            类|款|项|^|^|^|小计|工资福利支出|对个人和家庭的补助|商品和服务支出|^
            |||101|某某局|9|5|3|1|1|4
            201|||101|一般公共服务支出|9|5|3|1|1|4
            201|01|01|101|行政运行|9|5|3|1|1|4
            """,
        )
    )
    assert table.role == "expenditure"
    assert figures(table)["101/2010101"]["wages"] == "3"


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("表1 部门收支总表", "budget_summary"),
        ("某某市某某局2026年收支预算总表", "budget_summary"),
        ("2026年度单位财务收支总体情况表（公开01表）", "budget_summary"),
        ("附表2-1：部门财政拨款收支预算总表", "fiscal_appropriation_summary"),
    ],
)
def test_titles_of_two_sided_summaries(title: str, role: str) -> None:
    grid = captioned(
        title,
        """
        收入|<|支出|<
        项目|预算数|项目|预算数
        一、一般公共预算拨款收入|9|一、一般公共服务支出|9
        收入总计|9|支出总计|9
        """,
    )
    assert bound(grid).role == role


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("表3-1 一般公共预算基本支出预算表", "general_public_budget_basic_expenditure"),
        ("财政拨款支出明细表（按经济科目分类）", "fiscal_appropriation_economic_expenditure"),
        ("财政拨款支出预算表（部门经济分类科目）", "fiscal_appropriation_economic_expenditure"),
        ("部门一般公共预算项目支出预算表", "general_public_budget_project_expenditure"),
        ("某某县审计局2026年机关运行经费预算表", "agency_operation"),
        ("一般公共预算支出表（按经济分类）", "general_public_budget_economic_expenditure"),
    ],
)
def test_titles_of_tables_by_economic_classification(title: str, role: str) -> None:
    grid = captioned(
        title,
        """
        科目编码|科目名称|合计
        302|商品和服务支出|9
        30201|办公费|9
        """,
    )
    assert bound(grid).role == role


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("部门支出总体情况表", "expenditure"),
        ("2026年某某厅（本级）支出预算总表", "expenditure"),
        ("一般公共预算财政拨款支出表", "general_public_budget_expenditure"),
        ("2026年一般公共预算当年拨款支出情况表", "general_public_budget_expenditure"),
        ("政府性基金预算财政拨款支出预算表", "government_fund_expenditure"),
        ("国有资本经营预算财政拨款支出决算表", "state_capital_expenditure"),
        ("财政拨款支出表", "fiscal_appropriation_expenditure"),
    ],
)
def test_titles_of_tables_by_function(title: str, role: str) -> None:
    grid = captioned(
        title,
        """
        科目编码|科目名称|合计|基本支出|项目支出
        201|一般公共服务支出|9|5|4
        20108|审计事务|9|5|4
        """,
    )
    assert bound(grid).role == role


def test_counts_beside_three_public_are_no_money() -> None:
    table = bound(
        captioned(
            "“三公”经费支出决算表",
            """
            项目|行次|预算数|决算数
            合计|1|9.00|8.00
            1.因公出国（境）费|2|1.00|1.00
            2.公务接待费|3|8.00|7.00
            二、相关统计数|4||
            1.因公出国（境）人次数（人）|5||2
            2.公务用车保有量（辆）|6||12
            """,
        )
    )
    counts = {e.label: e.figures["quantity"] for e in table.entries if "quantity" in e.figures}
    assert {label: (str(f.value), f.unit) for label, f in counts.items()} == {
        "1.因公出国（境）人次数（人）": ("2", "人"),
        "2.公务用车保有量（辆）": ("12", "辆"),
    }
    assert figures(table)["公务接待费"] == {"budget": "8.00", "total": "7.00"}


def test_a_figure_names_its_own_column() -> None:
    table = bound(
        captioned(
            "“三公”经费支出表",
            """
            “三公”经费预算数|<|<
            合计|因公出国（境）费|公务接待费
            3.00|1.00|2.00
            """,
        )
    )
    assert [entry.figures["total"].label for entry in table.entries] == [
        "三公经费预算数 → 合计",
        "三公经费预算数 → 因公出国(境)费",
        "三公经费预算数 → 公务接待费",
    ]


def test_halves_named_by_what_they_are_broken_down_by() -> None:
    table = bound(
        captioned(
            "部门收支总表",
            """
            收入|预算数|支出（按功能分类）|预算数|支出（按经济分类）|预算数
            一、一般公共预算拨款收入|9|一、一般公共服务支出|9|一、工资福利支出|9
            收入总计|9|支出总计|9|支出总计|9
            """,
        )
    )
    assert [(e.side, e.texts["breakdown"]) for e in table.entries[:3]] == [
        ("revenue", None),
        ("expenditure", "function"),
        ("expenditure", "economic"),
    ]


def test_revenue_as_a_list_of_numbered_items() -> None:
    table = bound(
        captioned(
            "部门收入总表",
            """
            项目|2025年预算数|2026年预算数
            一、财政拨款收入|8|9
            （一）一般公共预算拨款|8|7
            （二）政府性基金预算拨款||2
            二、其他收入|1|1
            收入总计|9|10
            """,
        )
    )
    assert [(entry.key, entry.parent) for entry in table.entries] == [
        ("财政拨款收入", "收入总计"),
        ("财政拨款收入/一般公共预算拨款", "财政拨款收入"),
        ("财政拨款收入/政府性基金预算拨款", "财政拨款收入"),
        ("其他收入", "收入总计"),
        ("收入总计", None),
    ]
    assert figures(table)["收入总计"] == {"previous_budget": "9", "total": "10"}
    assert table.sums.held == table.sums.due == 4


def test_years_below_a_merged_head_are_no_figures() -> None:
    table = bound(
        captioned(
            "一般公共预算支出表",
            """
            科目编码|科目名称|预算数|<|增减额
            ^|^|2025年|2026年|^
            201|一般公共服务支出|8.50|9.50|1.00
            """,
        )
    )
    assert figures(table)["201"] == {"previous_budget": "8.50", "total": "9.50", "change": "1.00"}


def test_a_list_of_items_on_one_side_is_no_summary_of_two() -> None:
    grid = captioned(
        "一般公共预算财政拨款收支情况表",
        """
        项目|合计|基本支出|项目支出
        合计|9|5|4
        """,
    )
    found = bind_table(grid, STATEMENT, load_layout("base"))
    assert not (isinstance(found, BoundTable) and found.role == "fiscal_appropriation_summary")


def test_a_heading_among_three_public_items_holds_no_figures() -> None:
    table = bound(
        captioned(
            "财政拨款“三公”经费支出决算表",
            """
            项目|行次|统计数
            一、“三公”经费支出|1|—
            （一）支出合计|2|9
            1．因公出国（境）费|3|1
            2．公务用车购置及运行维护费|4|5
            （1）公务用车购置费|5|1
            （2）公务用车运行维护费|6|4
            3．公务接待费|7|3
            """,
        )
    )
    held = {entry.label: entry.texts["item_id"] for entry in table.entries}
    assert held["（一）支出合计"] == "three_public"
    assert [e.parent for e in table.entries if e.label[:2] in ("1．", "2．", "3．")] == [
        "支出合计"
    ] * 3


def test_a_column_that_is_not_understood_forbids_sums_unless_its_group_has_its_own() -> None:
    drawn = """
        科目编码|科目名称|合计|基本支出|项目支出|<|{}
        ^|^|^|^|小计|其中：专项|^
        201|一般公共服务支出|10|5|4|3|1
        """
    assert bound(captioned("部门支出总表", drawn.format("别的支出"))).unknown_figures
    assert not bound(captioned("部门支出总表", drawn.format("上缴上级支出"))).unknown_figures


def test_what_items_are_broken_down_by_stands_in_brackets() -> None:
    table = bound(
        captioned(
            "收入支出决算总表",
            """
            收入|<|支出|<|<|<
            项目|决算数|项目（按功能分类）|决算数|项目（按支出性质和经济分类）|决算数
            一、其他收入|9|一、教育支出|9|一、基本支出|9
            """,
        )
    )
    assert [e.texts["breakdown"] for e in table.entries] == [None, "function", "type"]


def test_projects_below_each_of_several_units_belong_to_it() -> None:
    table = bound(
        captioned(
            "项目支出总表",
            """
            预算单位（项目）|合计|一般公共预算|单位资金
            合计|10|9|1
            某某局（本级）|6|6|
            信息化|4|4|
            综合管理|2|2|
            某某中心|4|3|1
            设备购置|4|3|1
            """,
        )
    )
    assert [entry.parent for entry in table.entries] == [
        None,
        "合计",
        "某某局（本级）",
        "某某局（本级）",
        "合计",
        "某某中心",
    ]


def test_a_class_printed_twice_holds_the_sections_that_follow_it() -> None:
    table = bound(
        captioned(
            "一般公共预算基本支出表",
            """
            科目编码|科目名称|政府经济分类科目编码|合计
            |合计||9
            301|工资福利支出|501|5
            30101|基本工资|50101|3
            30102|津贴补贴|50101|2
            301|工资福利支出|505|4
            30101|基本工资|50501|4
            """,
        )
    )
    assert {entry.key: entry.parent for entry in table.entries} == {
        "合计": None,
        "301/501": "合计",
        "30101/50101": "301/501",
        "30102/50101": "301/501",
        "301/505": "合计",
        "30101/50501": "301/505",
    }


def test_a_class_of_the_governments_budget_alone_holds_the_rows_of_both_classifications() -> None:
    table = bound(
        captioned(
            "基本支出预算表",
            """
            政府预算支出经济分类|<|<|部门预算支出经济分类|<|<|合计
            类|款|科目名称|类|款|科目名称|^
            合计|<|<|<|<|<|70
            501||机关工资福利支出||||60
            501|01|工资奖金津补贴|301|01|基本工资|40
            501|01|工资奖金津补贴|301|02|津贴补贴|20
            502||机关商品和服务支出||||10
            502|01|办公经费|302|01|办公费|10
            """,
        )
    )
    assert {entry.key: entry.parent for entry in table.entries} == {
        "合计": None,
        "501": "合计",
        "30101/50101": "501",
        "30102/50101": "501",
        "502": "合计",
        "30201/50201": "502",
    }
    assert table.sums.held == table.sums.due


def test_uses_within_an_appropriation_are_not_all_where_other_money_is_in_the_total() -> None:
    drawn = """
    科目编码|科目名称|支出合计|财政拨款|<|<|非税收入安排的拨款|其他收入
    ^|^|^|小计|基本支出|项目支出|^|^
    2010601|行政运行|{total}|9|8|1|{other}|
    """
    alone = bound(captioned("部门支出预算总表", drawn.format(total="9", other="")))
    assert figures(alone)["2010601"] == {
        "total": "9",
        "fiscal_appropriation": "9",
        "basic": "8",
        "project": "1",
    }
    beside = bound(captioned("部门支出预算总表", drawn.format(total="11", other="2")))
    assert figures(beside)["2010601"] == {
        "total": "11",
        "fiscal_appropriation": "9",
        "non_tax_revenue": "2",
    }
    assert [left.reason for left in beside.leftovers] == ["unknown_column"] * 2
    assert not beside.unknown_figures


def test_what_of_a_years_sum_is_handed_out_when_is_no_part_of_the_rows_total() -> None:
    table = bound(
        captioned(
            "部门基本支出预算表",
            """
            单位名称|经济科目编码|合计|一般公共预算|<|<|单位资金
            ^|^|^|全年数|本次下达|另文下达|^
            某某局|30101|9|7|5|2|2
            """,
        )
    )
    assert (table.unknown_parts, table.unknown_figures) == (False, False)
    (row,) = table.entries
    allotted = {
        name: str(figure.value) for name, figure in row.figures.items() if "allotted" in name
    }
    assert allotted == {"allotted_now": "5", "allotted_otherwise": "2"}
    table = bound(
        captioned(
            "部门支出总表",
            "科目编码|科目名称|合计|基本支出|项目支出|其中：某专款\n2010601|某某|9|5|4|3",
        )
    )
    assert (table.unknown_parts, table.unknown_figures) == (True, False)


@pytest.mark.parametrize(
    ("title", "drawn", "field"),
    [
        (
            "财政拨款收支总表",
            """
            收入|<|<|<|支出|<|<|<
            项目|当年预算|上年结转|合计|项目|当年预算|上年结转|合计
            一般公共预算拨款|100|5|105|农林水支出|100|5|105
            """,
            "total",
        ),
        ("项目支出表", "项目名称|本年预算|上年结转|合计\n一般公共预算拨款|100|5|105", "total"),
        ("项目支出表", "项目名称|本年预算|上年结转|合计\n一般公共预算拨款|105||105", "total"),
        (
            "部门收支总表",
            """
            收入|<|<|<|支出|<
            项目|本年预算|上年结转|合计|项目|合计
            一般公共预算拨款|100|5|105|农林水支出|105
            """,
            "amount",
        ),
    ],
)
def test_the_budget_of_the_year_is_not_the_total_beside_it(
    title: str, drawn: str, field: str
) -> None:
    table = bound(captioned(title, drawn))
    assert figures(table)["一般公共预算拨款"][field] == "105"
    assert {left.reason for left in table.leftovers} == {"unknown_column"}


def test_in_a_table_of_revenue_the_budget_of_the_year_is_its_revenue() -> None:
    drawn = "单位名称|本年预算|其中：一般公共预算|上年结转|合计\n某局|100|90|5|105"
    alone = figures(bound(captioned("收入总表", drawn)))["某局"]
    assert (alone["current_year"], alone["total"]) == ("100", "105")
    divided = bound(
        captioned(
            "收入总表",
            """
            单位名称|本年预算|<|<|上年结转|合计
            ^|小计|一般公共预算|事业收入|^|^
            某局|100|90|10|5|105
            """,
        )
    )
    assert figures(divided)["某局"]["current_year"] == "100"
    assert not divided.leftovers


def test_uses_of_the_budget_are_not_those_of_the_final_figures_beside_them() -> None:
    table = bound(
        captioned(
            "一般公共预算财政拨款支出决算表",
            """
            科目代码|科目名称|年初预算数|<|<|决算数|<|<
            ^|^|小计|基本支出|项目支出|小计|基本支出|项目支出
            2010601|行政运行|9|7|2|8|7.5|0.5
            """,
        )
    )
    assert figures(table)["2010601"] == {
        "initial_budget": "9",
        "initial_budget_basic": "7",
        "initial_budget_project": "2",
        "total": "8",
        "basic": "7.5",
        "project": "0.5",
    }
    assert not table.leftovers


def test_basic_expenditure_within_an_appropriation_is_not_all_beside_that_of_own_funds() -> None:
    table = bound(
        captioned(
            "部门支出总表",
            """
            科目编码|科目名称|合计|财政拨款|<|<|单位资金|<|<
            ^|^|^|小计|基本支出|项目支出|小计|基本支出|项目支出
            2010601|行政运行|110|100|80|20|10|4|6
            """,
        )
    )
    assert figures(table)["2010601"] == {
        "total": "110",
        "fiscal_appropriation": "100",
        "own_funds": "10",
    }
    table = bound(
        captioned(
            "部门支出总表",
            """
            科目编码|科目名称|合计|一般公共预算|<|<|单位资金|<|<
            ^|^|^|小计|基本支出|项目支出|小计|基本支出|项目支出
            2010601|行政运行|110|100|80|20|10|4|6
            """,
        )
    )
    assert figures(table)["2010601"] == {
        "total": "110",
        "general_public_budget": "100",
        "general_public_budget_basic": "80",
        "general_public_budget_project": "20",
        "own_funds": "10",
    }


@pytest.mark.parametrize(("label", "sign"), [("增减率", "%"), ("增减%", ""), ("增减幅度", "")])
def test_a_row_of_rates_below_two_years_is_no_money(label: str, sign: str) -> None:
    table = bound(
        captioned(
            "“三公”经费预算表",
            f"""
            年度|合计|因公出国（境）费|公务接待费|公务用车运行维护费
            2025年|6||3|3
            2026年|5||2|3
            {label}|-16.7{sign}||-33.3{sign}|0.0{sign}
            """,
        )
    )
    rates = [entry.figures for entry in table.entries if entry.texts["period"] == "change"]
    assert [list(figures) for figures in rates] == [["change_percent"]] * 3
    assert {figures["change_percent"].unit for figures in rates} == {"%"}
    assert not table.leftovers


def test_a_row_of_shares_that_are_of_no_change_is_left_whole() -> None:
    table = bound(
        captioned(
            "“三公”经费预算表",
            """
            年度|合计|因公出国（境）费|公务接待费|公务用车运行维护费
            2026年|5||2|3
            2026年占比|100%||40%|60%
            """,
        )
    )
    assert {left.reason for left in table.leftovers} == {"unknown_row"}


@pytest.mark.parametrize(("last", "held"), [("4", True), ("3", False)])
def test_rows_behind_of_which_are_parts_where_they_add_up_with_it(last: str, held: bool) -> None:
    table = bound(
        captioned(
            "收支总表",
            f"""
            收入|<|支出|<
            项目|预算数|项目|预算数
            一、一般公共预算|90|一、农林水支出|100
            二、上年结转|10|二、结转下年|
            其中：一般公共预算结转|6||
            政府性基金结转|{last}||
            收入总计|100|支出总计|100
            """,
        )
    )
    parents = {entry.label: entry.parent for entry in table.entries if entry.side == "revenue"}
    assert parents["其中：一般公共预算结转"] == "上年结转"
    assert (parents["政府性基金结转"] == "上年结转") is held


def test_the_total_of_economic_classes_below_the_kinds_of_expenditure_is_none_of_the_year() -> None:
    table = bound(
        captioned(
            "收入支出决算总表",
            """
            收入|<|支出|<|<|<
            项目|决算数|项目（按功能分类）|决算数|项目（按支出性质和经济分类）|决算数
            一、财政拨款收入|100|一、农林水支出|100|一、基本支出|70
            ||||二、项目支出|30
            ||||经济分类支出合计|100
            ||||工资福利支出|100
            本年收入合计|100|本年支出合计|<|<|100
            总计|100|总计|<|<|100
            """,
        )
    )
    types = {entry.label: entry.texts["row_type"] for entry in table.entries}
    assert types["经济分类支出合计"] == "item"
    assert types["本年支出合计"] == "current_year_total"


def test_what_assets_bring_in_is_no_holding() -> None:
    drawn = """
    项目|金额
    合计|5
    1．国有资产出租出借收入|3
    2．国有资产处置收入|2
    """
    for title in ("国有资产收益征缴情况表", "国有资产处置收入情况表", "资产负债简表"):
        found = bind_table(captioned(title, drawn), STATEMENT, load_layout("base"))
        assert not isinstance(found, BoundTable), title


def test_the_three_budgets_right_below_an_appropriation_or_a_carry_over_are_its_parts() -> None:
    table = bound(
        captioned(
            "财政拨款收支总体情况表",
            """
            收入|<|支出|<
            项目|预算数|功能分类|预算数
            财政拨款（补助）|9.00|201 一般公共服务支出|12.00
            一般公共预算|7.00||
            政府性基金预算|2.00||
            事业收入|1.00||
            上年结转|2.00||
            一般公共预算|1.50|小计|12.00
            政府性基金预算|0.50|结转下年|
            收入总计|12.00|支出总计|12.00
            """,
        )
    )
    held = [(e.label, e.parent) for e in table.entries if e.side == "revenue"]
    assert held == [
        ("财政拨款（补助）", None),
        ("一般公共预算", "财政拨款（补助）"),
        ("政府性基金预算", "财政拨款（补助）"),
        ("事业收入", None),
        ("上年结转", None),
        ("一般公共预算", "上年结转"),
        ("政府性基金预算", "上年结转"),
        ("收入总计", None),
    ]
    types = {e.label: e.texts["row_type"] for e in table.entries if e.side == "expenditure"}
    assert types["小计"] == "current_year_total"


def test_an_appropriation_beside_the_other_budgets_holds_none_of_them() -> None:
    table = bound(
        captioned(
            "收支总表",
            """
            收入|<|支出|<
            项目|预算数|项目|预算数
            财政拨款收入|7.00|教育支出|9.00
            政府性基金预算拨款收入|2.00||
            收入总计|9.00|支出总计|9.00
            """,
        )
    )
    assert not any(entry.parent for entry in table.entries)


@pytest.mark.parametrize(("rows", "read"), [(1, ["合计"]), (3, [])])
def test_of_merged_without_a_name_none_is_the_total(rows: int, read: list[str]) -> None:
    """The right half of a table that a page had no room for, say."""
    text = "合计|基本支出|项目支出" + "\n9.00|5.00|4.00" * rows
    table = bound(captioned("部门支出总表", text))
    assert [entry.label for entry in table.entries] == read
    assert len(table.leftovers) == (0 if read else 3 * rows)


def test_rows_named_in_a_column_that_is_not_understood_are_no_totals() -> None:
    table = bound(
        captioned(
            "部门支出总表",
            """
            用途类|合计|基本支出|项目支出
            合计|9.00|5.00|4.00
            教学|8.00|5.00|3.00
            科研|1.00||1.00
            """,
        )
    )
    assert [entry.label for entry in table.entries] == ["合计"]
    assert {left.text for left in table.leftovers} >= {"教学", "8.00", "科研", "1.00"}


def test_rows_that_head_the_coded_rows_below_have_no_code_of_the_unit_above() -> None:
    table = bound(
        captioned(
            "部门支出总表",
            """
            科目编码|<|<|单位代码|单位名称（科目）|合计|基本支出|项目支出
            类|款|项|^|^|^|^|^
            ||||合计|9|5|4
            ||||某某局部门|9|5|4
            ||||某某局|7|3|4
            201|01|01|309301|行政运行|3|3|
            201|01|02|309301|一般行政管理事务|4||4
            ||||某某中心|2|2|
            201|01|50|309601|事业运行|2|2|
            """,
        )
    )
    parents = {entry.key: (entry.unit_code, entry.parent) for entry in table.entries}
    assert parents["某某中心"] == (None, "某某局部门")
    assert parents["309301/2010102"] == ("309301", "某某局")
    assert parents["309601/2010150"] == ("309601", "某某中心")
    assert table.sums.held == table.sums.due


def test_the_name_of_a_class_beside_the_code_of_its_unit_is_no_unit() -> None:
    table = bound(
        captioned(
            "财政拨款支出预算表（部门经济分类科目）",
            """
            科目编码|<|单位代码|单位名称（科目）|合计|基本支出|项目支出
            类|款|^|^|^|^|^
            |||合计|9|5|4
            ||301301|某某局|9|5|4
            ||301301|工资福利支出|5|5|
            301|01|301301|基本工资|5|5|
            ||301301|对个人和家庭的补助|4||4
            303|05|301301|生活补助|4||4
            """,
        )
    )
    names = [entry.unit_name for entry in table.entries]
    assert names[1] == "某某局"
    assert {"工资福利支出", "对个人和家庭的补助"}.isdisjoint(names)


def test_six_digits_among_the_codes_of_a_class_are_no_unit() -> None:
    rows = "301|工资|4|4|\n30101|基本工资|4|4|\n302|商品|5|5|\n{}|办公费|3|3|\n30207|邮电费|2|2|"
    for code in ("302010", "030201"):
        table = bound(
            captioned(
                "一般公共预算基本支出表",
                f"科目编码|科目名称|合计|基本支出|项目支出\n|合计|9|9|\n{rows.format(code)}",
            )
        )
        assert [entry.code for entry in table.entries][-3:] == ["302", None, "30207"]
        assert not any(entry.unit_code for entry in table.entries)


def test_units_named_in_the_column_of_codes_are_no_classes() -> None:
    table = bound(
        captioned(
            "部门收入预算总表",
            """
            科目编码|单位名称（功能科目）|合计|一般公共预算|事业收入
            |合计|9|8|1
            038|某某局|9|8|1
            038001|某某局（本级）|7|7|
            2010301|行政运行|7|7|
            038002|某某中心|2|1|1
            2010350|事业运行|2|1|1
            """,
        )
    )
    assert [(entry.unit_code, entry.code) for entry in table.entries] == [
        (None, None),
        ("038", None),
        ("038001", None),
        ("038001", "2010301"),
        ("038002", None),
        ("038002", "2010350"),
    ]
    assert table.sums.held == table.sums.due


@pytest.mark.parametrize(("last", "code"), [("2010301", "20103"), ("2010501", None)])
def test_a_section_printed_without_its_class_is_told_by_the_code_below(
    last: str, code: str | None
) -> None:
    rows = f"201|某某支出|9|9\n03|某某事务|9|9\n{last}|行政运行|9|9"
    table = bound(captioned("部门支出总表", f"科目编码|科目名称|合计|基本支出\n{rows}"))
    assert table.entries[1].code == code


def test_items_without_a_number_are_parts_of_the_numbered_one_that_they_add_up_to() -> None:
    table = bound(
        captioned(
            "支出总体情况表",
            """
            支出项目|2026年预算
            一、基本支出|5
            工资福利支出|3
            商品和服务支出|2
            二、项目支出|4
            某某类项目|3
            本年支出合计|9
            """,
        )
    )
    found = {entry.key: (entry.parent, entry.level) for entry in table.entries}
    assert found["基本支出/商品和服务支出"] == ("基本支出", 2)
    assert found["某某类项目"] == (None, None)  # not all of it: nothing says of what it is
    assert found["项目支出"] == ("本年支出合计", 1)


def test_lines_without_a_number_below_the_year_and_the_carry_over_are_their_parts() -> None:
    table = bound(
        captioned(
            "财政拨款收支预算总表",
            """
            收入|<|支出|<|<|<|<
            项目|预算数|项目|合计|一般公共预算|政府性基金预算|国有资本经营预算
            一、本年收入|8|一、本年支出|9|9||
            一般公共预算拨款收入|8|一般公共服务支出|6|6||
            政府性基金预算拨款收入||住房保障支出|3|3||
            二、上年结转|1|二、结转下年||||
            一般公共预算拨款收入|1|||||
            收入总计|9|支出总计|9|9||
            """,
        )
    )
    keys = [entry.key for entry in table.entries if entry.side == "revenue"]
    assert keys == [
        "本年收入",
        "本年收入/一般公共预算拨款收入",
        "本年收入/政府性基金预算拨款收入",
        "上年结转",
        "上年结转/一般公共预算拨款收入",
        "收入总计",
    ]


def test_a_number_of_things_has_no_budget_a_dash_is_no_leftover() -> None:
    table = bound(
        captioned(
            "财政拨款“三公”经费支出决算表",
            """
            项目|行次|全年预算数|决算数
            （一）支出合计|1|12.80|11.30
            1．公务用车购置及运行维护费|2|10.00|9.50
            2．公务接待费|3|2.80|1.80
            （二）相关统计数|4|—|—
            1．公务用车保有量（辆）|5|—|5
            2．国内公务接待批次（个）|6|—|
            """,
        )
    )
    counted = {key.rpartition("/")[2]: held for key, held in figures(table).items()}
    assert counted["公务用车保有量（辆）"] == {"quantity": "5"}
    assert not table.leftovers


def test_what_was_bought_stands_apart_from_what_was_planned() -> None:
    table = bound(
        captioned(
            "政府采购情况表",
            """
            项目|采购计划金额|<|<|实际采购金额|<|<
            ^|总计|一般公共预算|其他资金|总计|一般公共预算|其他资金
            合计|100.00|90.00|10.00|95.00|88.00|7.00
            货物|30.00|30.00|0.00|28.00|28.00|0.00
            服务|70.00|60.00|10.00|67.00|60.00|7.00
            """,
        )
    )
    assert table.role == "procurement"
    assert figures(table)["货物"] == {
        "planned_total": "30.00",
        "planned_general_public_budget": "30.00",
        "planned_other_funds": "0.00",
        "total": "28.00",
        "general_public_budget": "28.00",
        "other_funds": "0.00",
    }
    assert [entry.texts.get("purchase_category") for entry in table.entries] == [
        None,
        "货物",
        "服务",
    ]
    assert not table.leftovers


@pytest.mark.parametrize("numbers", ["**|1|2|3", "栏次|1|2|3", "|1|2|3"])
def test_a_head_cell_may_be_merged_down_over_the_numbers_of_the_columns(numbers: str) -> None:
    table = bound(
        captioned(
            "部门支出总表",
            f"""
            序号|科目名称|合计|本年支出|<|备注
            ^|^|^|基本支出|项目支出|^
            ^|{numbers}|^
            1|合计|9.00|5.00|4.00|
            2|一般公共服务支出|9.00|5.00|4.00|
            """,
        )
    )
    assert table.role == "expenditure"
    assert figures(table)["合计"] == {"total": "9.00", "basic": "5.00", "project": "4.00"}
    assert [left.text for left in table.leftovers] == []


@pytest.mark.parametrize("sign", [".", "，", "：", ""])
def test_parts_below_this_year_are_told_by_their_sum_whatever_numbers_them(sign: str) -> None:
    first, second = (f"{number}{sign}" if sign else "" for number in "一二")
    table = bound(
        captioned(
            "财政拨款收支预算总表",
            f"""
            收入|<|支出|<
            项目|预算数|项目|预算数
            {first}本年收入|8|{first}本年支出|9
            （一）一般公共预算拨款收入|6|（一）一般公共服务支出|6
            （二）政府性基金预算拨款收入|2|（二）住房保障支出|3
            {second}上年结转|1|{second}结转下年|
            收入总计|9|支出总计|9
            """,
        )
    )
    parents = {(entry.side, entry.key): entry.parent for entry in table.entries}
    assert parents["revenue", "本年收入/一般公共预算拨款收入"] == "本年收入"
    assert parents["expenditure", "本年支出/住房保障支出"] == "本年支出"


def test_rows_below_this_year_that_do_not_add_up_to_it_are_no_parts_of_it() -> None:
    table = bound(
        captioned(
            "财政拨款收支预算总表",
            """
            收入|<|支出|<
            项目|预算数|项目|预算数
            本年收入|8|一般公共服务支出|6
            一般公共预算拨款收入|6|住房保障支出|3
            收入总计|9|支出总计|9
            """,
        )
    )
    assert all(entry.parent is None for entry in table.entries)


def test_parts_of_the_parts_below_this_year_go_with_them() -> None:
    table = bound(
        captioned(
            "财政拨款收支预算总表",
            """
            收入|<|支出|<
            项目|预算数|项目|预算数
            本年收入|8|一般公共服务支出|6
            （一）一般公共预算拨款收入|6|住房保障支出|3
            1.经费拨款|5||
            2.专项收入|1||
            （二）政府性基金预算拨款收入|2||
            上年结转|1||
            收入总计|9|支出总计|9
            """,
        )
    )
    keys = [entry.key for entry in table.entries if entry.side == "revenue"]
    assert keys == [
        "本年收入",
        "本年收入/一般公共预算拨款收入",
        "本年收入/一般公共预算拨款收入/经费拨款",
        "本年收入/一般公共预算拨款收入/专项收入",
        "本年收入/政府性基金预算拨款收入",
        "上年结转",
        "收入总计",
    ]
    known = {entry.key for entry in table.entries}
    assert all(entry.parent in known for entry in table.entries if entry.parent is not None)
