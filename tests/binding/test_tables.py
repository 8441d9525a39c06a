"""What grids of several places are taken for, and the rows that come of them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.binding.grids import STATEMENT, captioned
from yusuan.binding.bound import BoundTable, Unbound
from yusuan.binding.model import CaptionedGrid
from yusuan.binding.tables import bind_table, bind_tables
from yusuan.layouts.loading import load_layout


def bound(grid: CaptionedGrid) -> BoundTable:
    found = bind_table(grid, STATEMENT, load_layout("base"))
    assert isinstance(found, BoundTable), found
    return found


def figures(table: BoundTable) -> dict[str, dict[str, str]]:
    return {
        entry.key: {name: str(figure.value) for name, figure in entry.figures.items()}
        for entry in table.entries
    }


def test_a_row_of_several_amounts_in_one_cell_may_be_several_rows() -> None:
    table = bound(
        captioned(
            "2026年部门支出预算总表",
            """
            科目编码|科目名称|合计|基本支出|项目支出
            2010601|行政运行|30|20|10
            2010602|一般行政管理事务 机关服务|3.00 5.00|3.00|5.00
            2010603|事业运行|4|3|1
            """,
        )
    )
    assert figures(table)["2010602"] == {}
    assert figures(table)["2010603"] == {"total": "4", "basic": "3", "project": "1"}
    # A figure alone is one all the same, only of which row nobody can say.
    assert [(it.text, it.reason) for it in table.leftovers] == [
        ("3.00 5.00", "not_a_figure"),
        ("3.00", "merged"),
        ("5.00", "merged"),
    ]


@pytest.mark.parametrize("none", ["", "-", "——"])
def test_codes_split_over_columns_are_put_together_and_the_total_may_come_last(none: str) -> None:
    table = bound(
        captioned(
            "2026年部门支出预算总表",
            f"""
            项目|<|<|<|支出预算|<|<
            功能分类科目编码|<|<|功能分类科目名称|合计|基本支出|项目支出
            类|款|项|^|^|^|^
            201|{none}|{none}|一般公共服务支出|30|20|10
            201|06|{none}|财政事务|30|20|10
            201|06|01|行政运行|30|20|10
            合计|<|<|<|30|20|10
            """,
            unit="元",
        )
    )
    assert table.role == "expenditure"
    assert [entry.key for entry in table.entries] == ["201", "20106", "2010601", "合计"]
    assert [entry.parent for entry in table.entries] == ["合计", "201", "20106", None]
    assert figures(table)["2010601"] == {"total": "0.0030", "basic": "0.0020", "project": "0.0010"}
    assert (table.sums.held, table.sums.due) == (13, 13)


def test_codes_printed_once_are_carried_down() -> None:
    table = bound(
        captioned(
            "一般公共预算支出情况表",
            """
            科目编码|<|<|科目名称|合计|基本支出|<|<|项目支出
            类|款|项|^|^|小计|人员支出|日常公用支出|^
            |||合计|9.00|5.00|3.00|2.00|4.00
            201|||一般公共服务支出|9.00|5.00|3.00|2.00|4.00
            |08||审计事务|9.00|5.00|3.00|2.00|4.00
            ||01|行政运行|5.00|5.00|3.00|2.00|
            ||04|审计业务|4.00||||4.00
            """,
        )
    )
    assert table.role == "general_public_budget_expenditure"
    assert [entry.key for entry in table.entries] == ["合计", "201", "20108", "2010801", "2010804"]
    assert figures(table)["2010801"]["personnel"] == "3.00"
    assert "project" not in figures(table)["2010801"]  # blank is no figure


def test_half_a_level_of_a_code_is_no_level() -> None:
    """What is left of 02 where its column is too narrow: 00 is no item."""
    table = bound(
        captioned(
            "一般公共预算支出情况表",
            """
            科目编码|<|<|科目名称|合计|基本支出|项目支出
            类|款|项|^|^|^|^
            |||合计|9.00|5.00|4.00
            201|||一般公共服务支出|9.00|5.00|4.00
            |08||审计事务|9.00|5.00|4.00
            ||01|行政运行|5.00|5.00|
            ||0|审计业务|4.00||4.00
            """,
        )
    )
    assert "2010800" not in {entry.key for entry in table.entries}


@pytest.mark.parametrize("head", ["某|款|项", "类|某|项", "类|款|某"])
def test_codes_are_not_put_together_over_a_level_that_nobody_understands(head: str) -> None:
    table = bound(
        captioned(
            "一般公共预算支出情况表",
            f"""
            科目编码|<|<|科目名称|合计|基本支出|项目支出
            {head}|^|^|^|^
            |||合计|9.00|5.00|4.00
            201|||一般公共服务支出|9.00|5.00|4.00
            201|08||审计事务|9.00|5.00|4.00
            201|08|01|行政运行|5.00|5.00|
            201|08|04|审计业务|4.00||4.00
            """,
        )
    )
    codes = {entry.label: entry.code for entry in table.entries}
    right = {
        "一般公共服务支出": "201",
        "审计事务": "20108",
        "行政运行": "2010801",
        "审计业务": "2010804",
    }
    assert codes == {name: code for name, code in codes.items() if code in (None, right.get(name))}
    assert codes["行政运行"] is codes["审计业务"] is None


@pytest.mark.parametrize("unknown", [0, 4])
def test_the_class_of_one_group_of_columns_is_not_taken_for_another_s(unknown: int) -> None:
    head = ["类", "款", "科目名称", "决算数", "类", "款", "科目名称", "决算数"]
    head[unknown] = "某"
    table = bound(
        captioned(
            "一般公共预算财政拨款基本支出决算表",
            f"""
            {"|".join(head)}
            301||工资福利支出|7.00|302||商品和服务支出|3.00
            |01|基本工资|4.00||01|办公费|2.00
            |02|津贴补贴|3.00||07|邮电费|1.00
            """,
        )
    )
    codes = {entry.label: entry.code for entry in table.entries}
    right = {
        "工资福利支出": "301", "基本工资": "30101", "津贴补贴": "30102",
        "商品和服务支出": "302", "办公费": "30201", "邮电费": "30207",
    }  # fmt: skip
    known = ["商品和服务支出", "办公费"] if unknown == 0 else ["工资福利支出", "基本工资"]
    assert all(code in (None, right[name]) for name, code in codes.items())
    assert [codes[name] for name in known] == [right[name] for name in known]


def test_code_and_name_in_one_cell_and_rows_that_number_the_columns() -> None:
    table = bound(
        captioned(
            "一般公共预算基本支出情况表（按经济分类科目）",
            """
            部门预算支出经济科目|预算
            **|1
            合计|7.50
            [301]工资福利支出|7.50
            [30101]基本工资|7.00
            301 02 津贴补贴|0.50
            """,
        )
    )
    assert table.role == "general_public_budget_basic_expenditure"
    assert [(e.code, e.label) for e in table.entries[1:]] == [
        ("301", "工资福利支出"),
        ("30101", "基本工资"),
        ("30102", "津贴补贴"),
    ]


@pytest.mark.parametrize("numbers", ["2|1", "1|1", "2|4", "①|②"])
def test_a_row_that_says_it_numbers_the_columns_holds_no_amounts(numbers: str) -> None:
    rows = f"科目|预算数\n栏次|{numbers.partition('|')[2]}\n合计|7.50\n[301]工资福利支出|7.50"
    table = bound(captioned("一般公共预算基本支出情况表（按经济分类科目）", rows))
    assert [str(f.value) for e in table.entries for f in e.figures.values()] == ["7.50", "7.50"]


@pytest.mark.parametrize("head", ["预算①", "预算*", "预算（万圆）"])
def test_a_mark_behind_a_head_is_no_part_of_it(head: str) -> None:
    rows = f"部门预算支出经济科目|{head}\n合计|7.50\n[301]工资福利支出|7.50"
    for title in ("基本支出情况表①", "附件1：基本支出情况表（按经济分类科目）"):
        assert len(bound(captioned(f"一般公共预算{title}", rows)).entries) == 2


def test_the_head_may_end_in_the_row_of_the_total() -> None:
    table = bound(
        captioned(
            "收入决算表",
            """
            项目|<|<|<|本年收入合计|财政拨款收入|其他收入
            支出功能分类|<|<|科目名称|^|^|^
            科目编码|<|<|^|^|^|^
            类|款|项|合计|9.5|9|0.5
            201|||一般公共服务支出|9.5|9|0.5
            """,
        )
    )
    assert table.role == "revenue"
    assert figures(table)["合计"] == {
        "current_year": "9.5",
        "fiscal_appropriation": "9",
        "other": "0.5",
    }


def test_one_wide_row_becomes_a_row_for_each_item() -> None:
    table = bound(
        captioned(
            "“三公”经费、会议费、培训费支出预算表",
            """
            合计|“三公”经费|<|<|<|<|<|会议费|培训费
            ^|小计|因公出国（境）费|公务用车购置及运行维护费|<|<|公务接待费|^|^
            ^|^|^|小计|公务用车购置费|公务用车运行维护费|^|^|^
            18.00|8.00|1.00|4.00||4.00|3.00|9.00|1.00
            """,
        )
    )
    assert table.role == "three_public_expenditure"
    assert {
        entry.texts["item_id"]: str(entry.figures["total"].value) for entry in table.entries
    } == {
        "total": "18.00",
        "three_public": "8.00",
        "overseas": "1.00",
        "vehicles": "4.00",
        "vehicle_operation": "4.00",
        "reception": "3.00",
        "conference": "9.00",
        "training": "1.00",
    }
    assert (table.sums.held, table.sums.due) == (3, 3)


def test_budget_and_final_figure_of_one_item_are_two_fields() -> None:
    table = bound(
        captioned(
            "财政拨款“三公”经费支出决算表",
            """
            财政拨款“三公”经费|<|<|<|<|<|<|<
            合计|<|因公出国（境）费|<|公务用车运行费|<|公务接待费|<
            预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数
            5|4|1|1|2|1|2|2
            """,
        )
    )
    assert figures(table)["公务用车运行费"] == {"budget": "2", "total": "1"}


def test_last_years_block_beside_this_years() -> None:
    table = bound(
        captioned(
            "一般公共预算“三公”经费支出情况表",
            """
            2025年预算数|<|<|2026年预算数|<|<
            合计|因公出国（境）经费|公务接待费|合计|因公出国（境）经费|公务接待费
            11.90|8.50|3.40|3.40||3.40
            """,
        )
    )
    assert figures(table)["公务接待费"] == {"previous_budget": "3.40", "total": "3.40"}
    assert figures(table)["因公出国(境)经费".translate({40: 0xFF08, 41: 0xFF09})] == {
        "previous_budget": "8.50"
    }


def test_blocks_side_by_side_and_a_label_merged_over_two_of_them() -> None:
    table = bound(
        captioned(
            "收支预算总表",
            """
            收入|<|支出|<|<|<
            项目名称|金额|功能分类|<|支出用途|<
            ^|^|功能科目名称|金额|项目名称|金额
            一、财政拨款|7|一、一般公共服务支出|6|一、基本支出|5
            1.一般公共预算|7|二、外交支出|1|二、项目支出|2
            收入合计|7|支出合计|<|<|7
            """,
        )
    )
    rows = [(e.side, e.key, e.texts["breakdown"], e.parent) for e in table.entries]
    assert rows == [
        ("revenue", "财政拨款", None, None),
        ("expenditure", "一般公共服务支出", "function", None),
        ("expenditure", "支出用途/基本支出", "type", None),
        ("revenue", "财政拨款/一般公共预算", None, "财政拨款"),
        ("expenditure", "外交支出", "function", None),
        ("expenditure", "支出用途/项目支出", "type", None),
        ("revenue", "收入合计", None, None),
        ("expenditure", "支出合计", "function", None),
    ]
    assert table.entries[-1].figures["amount"].value == Decimal(7)


def test_a_sum_below_the_total_of_the_year_or_a_carry_over_is_the_grand_total() -> None:
    table = bound(
        captioned(
            "收支预算总表",
            """
            收入|<|支出|<
            项目|预算数|项目|预算数
            一、财政拨款|7|一、农林水支出|7
            当年收入小计|7|支出合计|7
            上年结转资金|2|结转下年资金|2
            收入合计|9|支出合计|9
            """,
        )
    )
    assert [(e.side, e.texts["row_type"]) for e in table.entries if e.order > 1] == [
        ("revenue", "current_year_total"),
        ("expenditure", "current_year_total"),
        ("revenue", "carryover"),
        ("expenditure", "carryover"),
        ("revenue", "grand_total"),
        ("expenditure", "grand_total"),
    ]


def test_a_sum_above_every_carry_over_is_the_total_of_the_year() -> None:
    table = bound(
        captioned(
            "收支预算总表",
            """
            收入|<|支出|<
            项目|预算数|项目|预算数
            收入合计|7|支出合计|7
            一、财政拨款|7|一、农林水支出|7
            其他小计|7|二、其他支出|
            """,
        )
    )
    assert [e.texts["row_type"] for e in table.entries] == [
        "current_year_total",
        "current_year_total",
        "item",
        "item",
        "item",
        "item",
    ]


def test_groups_of_code_name_and_amount_repeat_along_the_row() -> None:
    table = bound(
        captioned(
            "一般公共预算财政拨款基本支出决算表",
            """
            经济分类科目编码|科目名称|决算数|经济分类科目编码|科目名称|决算数
            301|工资福利支出|5|302|商品和服务支出|2
            30101|基本工资|5|30201|办公费|2
            """,
        )
    )
    assert [entry.key for entry in table.entries] == ["301", "30101", "302", "30201"]


def test_units_stand_before_the_code_and_their_totals_repeat_the_sum() -> None:
    table = bound(
        captioned(
            "一般公共预算支出表（按功能分类）",
            """
            预算单位|科目编码|科目名称|支出总计|基本支出|项目支出
            某某局|||9|5|4
            |201|一般公共服务支出|9|5|4
            |20140|信访事务|9|5|4
            """,
        )
    )
    assert [entry.key for entry in table.entries] == ["某某局", "某某局/201", "某某局/20140"]
    assert [entry.level for entry in table.entries] == [0, 1, 2]
    assert table.entries[1].parent == "某某局"


def test_a_use_of_one_fund_is_not_all_of_it_beside_that_of_another() -> None:
    """5 is what the appropriation pays of basic expenditure, which is 6 in all."""
    table = bound(
        captioned(
            "部门支出总表",
            """
            科目编码|科目名称|合计|财政拨款|<|其他资金|<
            ^|^|^|基本支出|项目支出|基本支出|项目支出
            201|一般公共服务支出|9|5|3|1|0
            """,
        )
    )
    assert table.role == "expenditure"
    assert [str(figure.value) for figure in table.entries[0].figures.values()] == ["9"]
    assert [left.text for left in table.leftovers] == ["5", "3", "1", "0"]


def test_an_unknown_column_does_not_refuse_its_table() -> None:
    table = bound(
        captioned(
            "部门支出总表",
            """
            科目编码|科目名称|合计|基本支出|项目支出|一列不知道的
            201|一般公共服务支出|9|5|4|3.5
            """,
        )
    )
    assert [(left.text, left.reason) for left in table.leftovers] == [("3.5", "unknown_column")]


def test_an_amount_without_any_unit_is_left_over() -> None:
    table = bound(
        captioned("部门支出总表", "科目编码|科目名称|合计|项目支出\n201|服务|9|9", unit=None)
    )
    assert {left.reason for left in table.leftovers} == {"unknown_unit"}
    assert not table.entries[0].figures


def test_a_claim_that_most_sums_refute_stays_unbound() -> None:
    grid = captioned(
        "部门支出总表",
        """
        科目编码|科目名称|合计|基本支出|项目支出
        201|一般公共服务支出|9|1|1
        208|社会保障支出|8|1|1
        210|卫生健康支出|7|1|1
        """,
    )
    found = bind_table(grid, STATEMENT, load_layout("base"))
    assert isinstance(found, Unbound)
    assert found.reason == "contradicts_sums"


def test_a_table_whose_figures_lie_across_the_labels_of_its_head_stays_unbound() -> None:
    """As a converter sets head and body on rules of their own: 5 stands below 合计 and 基本支出."""
    grid = captioned(
        "部门支出总表",
        """
        科目编码|科目名称|合计|基本支出|项目支出|其他
        201|一般公共服务支出|5|<|5|
        208|社会保障支出|4|<|4|
        """,
    )
    found = bind_table(grid, STATEMENT, load_layout("base"))
    assert isinstance(found, Unbound)
    assert found.reason == "misaligned"


def test_one_row_with_a_figure_over_two_labels_leaves_the_table_bound() -> None:
    table = bound(
        captioned(
            "部门支出总表",
            """
            科目编码|科目名称|合计|基本支出|项目支出
            201|一般公共服务支出|5|<|
            208|社会保障支出|4|4|
            210|卫生健康支出|3|3|
            """,
        )
    )
    assert [entry.code for entry in table.entries] == ["201", "208", "210"]


def test_a_list_of_the_tables_is_no_table_of_figures() -> None:
    grid = captioned("报表目录", "报表|报表名称|是否空表\n表1|部门综合预算收支总表|否")
    found = bind_table(grid, STATEMENT, load_layout("base"))
    assert isinstance(found, Unbound)
    assert found.reason == "list_of_tables"


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("目 录", "表1|部门收支总表\n表2|部门收入总表"),
        ("", "1|部门收支总表|3\n2|部门收入总表|4\n|绩效目标|\n3|部门支出总表（按科目）|5"),
    ],
)
def test_the_contents_of_a_workbook_are_no_table_and_leave_nothing(title: str, rows: str) -> None:
    grid = captioned(title, rows)
    _, (found,), leftovers = bind_tables([grid], STATEMENT)
    assert found.reason == "list_of_tables"
    assert not leftovers


def test_names_of_tables_beside_amounts_are_no_list_of_tables() -> None:
    rows = "甲|部门收支总表|3.00\n乙|部门收入总表|4.00\n丙|部门支出总表|5.00"
    found = bind_table(captioned("某某清单", rows), STATEMENT, load_layout("base"))
    assert isinstance(found, Unbound)
    assert found.reason != "list_of_tables"


def test_a_governments_budget_is_not_a_departments() -> None:
    text = "科目编码|科目名称|合计|基本支出|项目支出\n201|一般公共服务支出|9|5|4"
    grids = [
        captioned("2026年全市一般公共预算支出表", text),
        captioned("2026年市级一般公共预算支出表", text),
        captioned("2026年政府债务限额表", text),
    ]
    tables, unbound, leftovers = bind_tables(grids, STATEMENT)
    assert not tables
    assert {found.reason for found in unbound} == {"not_departmental"}
    assert {left.reason for left in leftovers} == {"unbound_table"}


def test_a_table_without_a_unit_takes_that_of_its_document_where_figures_prove_it() -> None:
    text = """
        科目编码|科目名称|合计|基本支出|项目支出
        201|一般公共服务支出|12345.67|2345.67|10000.00
        208|社会保障和就业支出|4321.09|4321.09|
        """
    named = captioned("一般公共预算支出表", text, unit="元")
    silent = captioned("部门支出总表", text, unit=None)
    (_, proven), _, leftovers = bind_tables([named, silent], STATEMENT)
    assert proven.unit == "元"
    assert str(proven.entries[0].figures["total"].value) == "1.234567"
    assert not leftovers


@pytest.mark.parametrize(
    "printed", ["万员", "方元", "百元", "十万元", "千万元", "元/万元", "美元", "万美元", "个"]
)
def test_a_unit_that_is_printed_and_unknown_is_no_other(printed: str) -> None:
    text = """
        科目编码|科目名称|合计|基本支出|项目支出
        201|一般公共服务支出|12345.67|2345.67|10000.00
        208|社会保障和就业支出|4321.09|4321.09|
        """
    named = captioned("一般公共预算支出表", text, unit="元")
    (_, other), _, leftovers = bind_tables(
        [named, captioned("部门支出总表", text, unit=printed)], STATEMENT
    )
    assert other.unit is None
    assert {left.reason for left in leftovers} == {"unknown_unit"}


@pytest.mark.parametrize(
    "title",
    [
        "（1）部门支出总表",
        "①部门支出总表",
        "附件1-1 部门支出总表",
        "附件2部门支出总表",
        "二〇二六年部门支出总表",
        "一.部门支出总表",
    ],
)
def test_a_number_or_year_before_a_title_is_none_of_its_words(title: str) -> None:
    grid = captioned(title, "科目编码|科目名称|合计|基本支出|项目支出\n201|一般公共服务支出|9|5|4")
    assert bound(grid).role == "expenditure"


def test_figures_that_prove_no_unit_stay_left_over() -> None:
    text = "科目编码|科目名称|合计|项目支出\n201|一般公共服务支出|{0}|{0}"
    named = captioned("一般公共预算支出表", text.format("12345.67"), unit="元")
    silent = captioned("部门支出总表", text.format("23456.78"), unit=None)
    _, _, leftovers = bind_tables([named, silent], STATEMENT)
    assert [left.reason for left in leftovers] == ["unknown_unit", "unknown_unit"]


def test_items_may_be_listed_with_their_codes() -> None:
    table = bound(
        captioned(
            "“三公”经费预算表",
            """
            科目编码|科目名称|预算数
            |合计|6.00
            30212|因公出国（境）费用|1.00
            30217|公务接待费|5.00
            """,
        )
    )
    assert [entry.texts["item_id"] for entry in table.entries] == [
        "three_public",
        "overseas",
        "reception",
    ]


def test_a_serial_and_an_office_alone_make_no_list_of_institutions() -> None:
    grid = captioned("某某情况", "序号|单位名称|某数|某额\n1|某某局|3|9", unit=None)
    found = bind_table(grid, STATEMENT, load_layout("base"))
    assert isinstance(found, Unbound)
    assert found.reason == "no_role"


def test_what_is_only_dashes_is_no_sum_that_fails() -> None:
    table = bound(
        captioned(
            "“三公”经费支出决算表",
            "项目|预算数|决算数\n公务接待费|4|4\n（1）国内接待费|—|4\n（2）国（境）外接待费|—|",
        )
    )
    assert table.sums.held == table.sums.due


def test_an_increase_in_percent_is_no_amount() -> None:
    table = bound(
        captioned(
            "一般公共预算支出表",
            """
            科目编码|科目名称|2025年预算数|2026年预算数|2026年预算数比2025年预算数增减（%）
            201|一般公共服务支出|8|9|12.5
            """,
        )
    )
    assert [column.field for column in table.columns][2:] == [
        "previous_budget", "total", "change_percent",
    ]  # fmt: skip


def test_a_change_against_the_budget_is_none_against_the_year_before() -> None:
    table = bound(
        captioned(
            "一般公共预算财政拨款支出决算表",
            """
            科目编码|科目名称|年初预算数|决算数|决算比预算增减|预决算差异率|比上年增减
            201|一般公共服务支出|8|9|1|12.5|2
            """,
        )
    )
    assert [column.field for column in table.columns][2:] == [
        "initial_budget", "total", "change_from_budget", "change_from_budget_percent", "change",
    ]  # fmt: skip


def test_a_list_of_evaluations_has_its_points_and_lettered_columns() -> None:
    table = bound(
        captioned(
            "部门评价项目自评情况表",
            """
            序号|项目名称|年初预算数|全年预算数（A）|全年执行数（B）|分值|执行率（B/A）|得分
            1|管网维护|8|9|9|10|100%|10
            """,
        )
    )
    assert [column.field for column in table.columns][2:] == [
        "initial_budget", "adjusted_budget", "total", "weight", "completion_percent", "score",
    ]  # fmt: skip


def test_economic_items_over_the_columns_make_a_row_of_each_figure() -> None:
    table = bound(
        captioned(
            "一般公共预算基本支出表--人员经费",
            """
            科目编码|<|<|科目名称|总计|工资津补贴|<|<|住房公积金
            类|款|项|^|^|小计|基本工资|津贴补贴|^
            201|01|01|行政运行|6|5|3|2|1
            """,
        )
    )
    assert table.role == "economic_items"
    assert figures(table) == {
        "2010101/总计": {"total": "6"},
        "2010101/工资津补贴/小计": {"total": "5"},
        "2010101/工资津补贴/基本工资": {"total": "3"},
        "2010101/工资津补贴/津贴补贴": {"total": "2"},
        "2010101/住房公积金": {"total": "1"},
    }
    texts = {
        (entry.texts["function_code"], entry.texts["economic_path"]) for entry in table.entries
    }
    assert ("2010101", "工资津补贴 → 基本工资") in texts


def test_a_label_that_its_cell_cuts_leaves_the_other_economic_items_read() -> None:
    items = "基本工资|津贴补贴|奖金|位基本养老保险缴费|办公费|水费|电费|邮电费|差旅费"
    table = bound(
        captioned(
            "财政拨款支出决算明细表",
            f"""
            科目编码|科目名称|合计|{items}
            2010101|行政运行|45|1|2|3|4|5|6|7|8|9
            """,
        )
    )
    assert table.role == "economic_items"
    assert len(table.entries) == 9
    assert [left.text for left in table.leftovers] == ["4"]


def test_items_below_a_blank_corner_are_of_both_ends_of_the_year() -> None:
    drawn = """
        |数量|<|价值|<
        ^|年初数|年末数|年初数|年末数
        一、资产合计|——|——|30.00|28.00
        1.通用设备（台/套/辆）|7|8|6.00|5.00
        （2）单价50万元以上通用设备（不含车辆）|1|2|3.00|3.00
        """
    table = bound(captioned("2019年度资产负债情况表", drawn))
    assert table.role == "asset_values"
    assert [
        (
            entry.texts["item"],
            entry.texts["asset_path"],
            *(figure.text for figure in entry.figures.values()),
            entry.texts.get("quantity_unit"),
        )
        for entry in table.entries
        if any(figure.value is not None for figure in entry.figures.values())
    ] == [
        ("一、资产合计", "价值 → 年初数", "30.00", None),
        ("一、资产合计", "价值 → 年末数", "28.00", None),
        ("1.通用设备（台/套/辆）", "数量 → 年初数", "7", "台/套/辆"),
        ("1.通用设备（台/套/辆）", "数量 → 年末数", "8", "台/套/辆"),
        ("1.通用设备（台/套/辆）", "价值 → 年初数", "6.00", None),
        ("1.通用设备（台/套/辆）", "价值 → 年末数", "5.00", None),
        ("（2）单价50万元以上通用设备（不含车辆）", "数量 → 年初数", "1", None),
        ("（2）单价50万元以上通用设备（不含车辆）", "数量 → 年末数", "2", None),
        ("（2）单价50万元以上通用设备（不含车辆）", "价值 → 年初数", "3.00", None),
        ("（2）单价50万元以上通用设备（不含车辆）", "价值 → 年末数", "3.00", None),
    ]


def test_a_column_without_a_word_in_its_head_is_no_economic_item() -> None:
    drawn = """
        项目||办公费|印刷费|差旅费
        维护|某某站|1|2|3
        """
    table = bound(captioned("其他", drawn))
    assert table.role == "economic_items"
    assert [entry.label for entry in table.entries] == ["办公费", "印刷费", "差旅费"]


def test_what_divides_a_number_of_things_is_no_money() -> None:
    table = bound(
        captioned(
            "机构运行信息表",
            """
            项目|统计数
            （一）车辆数合计（辆）|4
            1．主要负责人用车|1
            2．其他用车|3
            （二）单价100万元（含）以上设备（不含车辆）|1
            （三）机关运行经费|12.50
            """,
        )
    )
    counted = [entry.figures["quantity"] for entry in table.entries if "quantity" in entry.figures]
    assert [(figure.text, str(figure.value)) for figure in counted] == [
        (number, number) for number in ("4", "1", "3", "1")
    ]
    assert [entry.texts["quantity_unit"] for entry in table.entries][:3] == ["辆", "辆", "辆"]
    assert [entry.label for entry in table.entries if "total" in entry.figures] == [
        "（三）机关运行经费"
    ]


@pytest.mark.parametrize(
    ("head", "field"),
    [("2026年预算数|统计数", "initial"), ("2025年预算数|2026年预算数", "previous")],
)
def test_a_number_of_things_in_the_budget_is_a_quantity_too(head: str, field: str) -> None:
    title = "机构运行信息表" if field == "initial" else "“三公”经费支出表"
    drawn = f"""
        项目|{head}
        公务接待费|9.00|8.00
        公务用车保有量（辆）|6|5
        """
    money, things = bound(captioned(title, drawn)).entries
    assert {name: str(figure.value) for name, figure in money.figures.items()} == {
        "total": "8.00",
        {"initial": "budget"}.get(field, f"{field}_budget"): "9.00",
    }
    assert {name: str(figure.value) for name, figure in things.figures.items()} == {
        "quantity": "5",
        f"{field}_quantity": "6",
    }


def test_projects_with_one_code_are_rows_of_their_own_names() -> None:
    table = bound(
        captioned(
            "2026年项目支出表",
            """
            科目编码|科目名称|项目名称|合计|一般公共预算
            201|一般公共服务支出||9.00|9.00
            2010602|一般行政管理事务|档案整理|4.00|4.00
            2010602|一般行政管理事务|系统维护|5.00|5.00
            合计|<|<|9.00|9.00
            """,
        )
    )
    assert table.role == "project_expenditure"
    assert [(entry.key, entry.label, entry.code) for entry in table.entries] == [
        ("201", "一般公共服务支出", "201"),
        ("2010602/档案整理", "档案整理", "2010602"),
        ("2010602/系统维护", "系统维护", "2010602"),
        ("合计", "合计", None),
    ]
    assert [entry.parent for entry in table.entries] == ["合计", "201", "201", None]
    assert {entry.texts["function_name"] for entry in table.entries[1:3]} == {"一般行政管理事务"}
    assert table.sums.held == table.sums.due > 0


def test_a_sum_of_a_unit_that_stands_in_the_column_of_categories_is_one() -> None:
    table = bound(
        captioned(
            "项目支出表",
            """
            类型|项目名称|项目单位|合计|一般公共预算
            合计|||9.00|9.00
            401-示例市水务局|||9.00|9.00
            311-专项业务项目|||9.00|9.00
            311-专项业务项目|管网维护|示例市水务局本级|9.00|9.00
            """,
        )
    )
    assert [(e.key, e.unit_name) for e in table.entries] == [
        ("合计", None),
        ("401－示例市水务局", "401-示例市水务局"),
        ("311－专项业务项目", None),
        ("示例市水务局本级/管网维护", "示例市水务局本级"),
    ]
    assert table.leftovers == ()


def test_one_thing_bought_in_two_ways_is_a_part_twice_of_what_holds_it() -> None:
    """The second row has no name of its own: the merged cell names it, no less far right."""
    table = bound(
        captioned(
            "2026年政府采购预算表",
            """
            采购类别|项目名称|经济科目|采购品目|采购方式|总计
            合计|||||57.00
            服务|||||57.00
            |运转经费|物业管理费|||37.00
            |||物业管理服务|集中采购|33.00
            |||^|分散采购|2.00
            |||其他服务|分散采购|2.00
            |专项经费|培训费|||20.00
            |||其他服务|分散采购|20.00
            """,
        )
    )
    care, training = "服务/物业管理费/运转经费", "服务/培训费/专项经费"
    assert [(entry.key, entry.parent) for entry in table.entries[2:]] == [
        (care, "服务"),
        (f"{care}/物业管理服务", care),
        (f"{care}/物业管理服务~2", care),
        (f"{care}/其他服务", care),
        (training, "服务"),
        # Called like a part of another project it is no second one of it.
        (f"{training}/其他服务", training),
    ]


@pytest.mark.parametrize("name", ["合计", "共计"])
def test_the_total_of_what_is_bought_may_come_last(name: str) -> None:
    table = bound(
        captioned(
            "2026年政府采购预算表",
            f"""
            采购类别|项目名称|经济科目|采购品目|采购方式|总计
            货物|||||20.00
            |设备更新|办公设备购置|||20.00
            服务|||||37.00
            |运转经费|物业管理费|||37.00
            {name}|||||57.00
            其中：授予中小企业|||||40.00
            """,
        )
    )
    # The rows that no other is a part of add up to the total once.
    assert [(entry.label, entry.parent) for entry in table.entries] == [
        ("货物", name),
        ("设备更新", "货物"),
        ("服务", name),
        ("运转经费", "服务"),
        (name, None),
        ("其中：授予中小企业", None),
    ]


def test_things_bought_that_have_a_code_without_a_name_are_called_what_is_bought() -> None:
    table = bound(
        captioned(
            "政府采购预算表",
            """
            科目编码|<|<|单位编码|单位名称|采购项目|采购目录|规格型号|数量|预算金额
            类|款|项|^|^|^|^|^|^|^
            |||101|某局||||5|9
            201|06|02|||办公设备|A02010104|台式|2|4
            201|06|02|||办公设备|A02010104|台式|3|5
            201|06|02||||A0201|激光|1|
            """,
        )
    )
    assert [(entry.key, entry.label) for entry in table.entries] == [
        ("101", "某局"),
        ("101/2010602/办公设备", "办公设备"),
        ("101/2010602/办公设备~2", "办公设备"),
        ("101/2010602/A0201", "A0201"),
    ]


def test_a_plan_prints_the_year_of_the_statement_and_both_that_follow() -> None:
    drawn = """
        项目名称|项目级次|2026年|2027年|2028年
        信息化|本级|1|2|3
        """
    planned = captioned("部门项目中期规划预算表", drawn)
    figured = {"信息化": {"plan_first_year": "1", "plan_second_year": "2", "plan_third_year": "3"}}
    assert figures(bound(planned)) == figured
    undated = bind_table(planned, replace(STATEMENT, fiscal_year=None), load_layout("base"))
    assert isinstance(undated, BoundTable)
    assert figures(undated) == figured


def test_years_without_a_year_of_the_statement_are_not_told_from_one_another() -> None:
    drawn = """
        项目|2024年|2025年|2026年
        公务接待费|1|2|3
        """
    dated = bound(captioned("三公经费支出表", drawn))
    assert figures(dated) == {"公务接待费": {"previous_budget": "2", "total": "3"}}
    grid = captioned("三公经费支出表", drawn)
    undated = bind_table(grid, replace(STATEMENT, fiscal_year=None), load_layout("base"))
    assert isinstance(undated, Unbound)


def test_a_first_row_without_a_name_is_the_total_of_the_classes_or_of_the_one_row_below_it() -> (
    None
):
    classes = """
        科目编码|科目名称|合计|基本支出|项目支出
        ||9.00|5.00|4.00
        201|一般公共服务支出|5.00|3.00|2.00
        20106|财政事务|5.00|3.00|2.00
        208|社会保障和就业支出|4.00|2.00|2.00
        """
    found = figures(bound(captioned("一般公共预算支出表", classes)))
    assert found["合计"] == {"total": "9.00", "basic": "5.00", "project": "4.00"}
    unlike = figures(bound(captioned("一般公共预算支出表", classes.replace("||9.00", "||8.00"))))
    assert "合计" not in unlike
    one = """
        单位编码|单位名称|合计|基本支出|项目支出
        ||9.00|5.00|4.00
        101|某局|9.00|5.00|4.00
        """
    assert list(figures(bound(captioned("支出总表", one)))) == ["合计", "101"]


def test_numbers_of_things_below_the_amounts_of_items_are_no_amounts() -> None:
    table = bound(
        captioned(
            "“三公”经费支出决算表",
            """
            预算数|<|<|决算数|<|<
            合计|公务用车运行维护费|公务接待费|合计|公务用车运行维护费|公务接待费
            11.00|9.00|2.00|9.00|7.86|1.14
            国内公务接待批次（个）|12|公务用车保有量（辆）|3||
            """,
        )
    )
    assert figures(table) == {
        "合计": {"budget": "11.00", "total": "9.00"},
        "公务用车运行维护费": {"budget": "9.00", "total": "7.86"},
        "公务接待费": {"budget": "2.00", "total": "1.14"},
    }
    assert [left.text for left in table.leftovers][1::2] == ["12", "3"]


def test_what_an_area_is_counted_by_is_no_money_transferred_to_it() -> None:
    table = bound(
        captioned(
            "对下转移支付分县区预算表",
            """
            县区名称|合计|人口数|分配系数|河道补助
            甲区|10.00|35|0.4|10.00
            """,
        )
    )
    assert table.role == "transfers_by_area"
    assert figures(table) == {"甲区/合计": {"total": "10.00"}, "甲区/河道补助": {"total": "10.00"}}
    assert [left.text for left in table.leftovers] == ["35", "0.4"]


def test_a_subtotal_of_the_years_money_is_not_the_total_that_stands_behind_it() -> None:
    table = bound(
        captioned(
            "部门支出总表",
            """
            科目编码|科目名称|当年预算|<|<|上年结转|合计
            ^|^|小计|基本支出|项目支出|^|^
            201|一般公共服务支出|8.00|5.00|3.00|1.00|9.00
            """,
        )
    )
    assert figures(table) == {
        "201": {"total": "9.00", "basic": "5.00", "project": "3.00", "carryover": "1.00"}
    }
    assert [left.text for left in table.leftovers] == ["8.00"]


def test_years_below_a_head_of_items_are_years_not_items() -> None:
    table = bound(
        captioned(
            "“三公”经费支出预算表",
            """
            项目|合计|因公出国（境）费用|公务接待费|公务用车费
            2025年预算数|8.00|1.00|2.00|5.00
            2026年预算数|9.00|1.00|2.00|6.00
            """,
        )
    )
    assert [
        (entry.texts["period"], entry.texts["item_id"], str(entry.figures["total"].value))
        for entry in table.entries
        if entry.texts["item_id"] in ("three_public", "vehicles")
    ] == [
        ("previous", "three_public", "8.00"),
        ("previous", "vehicles", "5.00"),
        ("current", "three_public", "9.00"),
        ("current", "vehicles", "6.00"),
    ]


def test_what_was_planned_and_what_was_spent_in_a_year_have_a_row_each() -> None:
    table = bound(
        captioned(
            "“三公”经费支出决算表",
            """
            项目|合计|因公出国（境）费|公务接待费|公务用车费
            行次|1|2|3|4
            2026年度预算数|9.00|1.00|2.00|6.00
            2026年度决算数|8.00|1.00|2.00|5.00
            2025年度决算数|7.00|1.00|1.00|5.00
            决算对比|1.00|0.00|1.00|0.00
            """,
        )
    )
    assert [
        (entry.texts["period"], field, str(figure.value))
        for entry in table.entries
        if entry.texts["item_id"] == "three_public"
        for field, figure in entry.figures.items()
    ] == [
        ("current", "budget", "9.00"),
        ("current", "total", "8.00"),
        ("previous", "total", "7.00"),
        ("change", "total", "1.00"),
    ]


def test_stages_below_a_head_of_items_are_stages_whatever_stands_beside_them() -> None:
    table = bound(
        captioned(
            "“三公”经费及会议费、培训费支出决算表",
            """
            项目|一般公共预算财政拨款支出安排的“三公”经费|<|<|会议费|培训费
            ^|小计|公务接待费|公务用车费|^|^
            栏次|1|2|3|4|5
            年初预算数|9.00|3.00|6.00|2.00|1.00
            全年预算数|8.50|2.50|6.00|2.00|1.00
            决算数|8.00|2.00|6.00|1.00|0.50
            """,
        )
    )
    assert [
        (entry.texts["item_id"], field, str(figure.value))
        for entry in table.entries
        if entry.texts["item_id"] in ("three_public", "conference")
        for field, figure in entry.figures.items()
    ] == [
        ("three_public", "initial_budget", "9.00"),
        ("conference", "initial_budget", "2.00"),
        ("three_public", "adjusted_budget", "8.50"),
        ("conference", "adjusted_budget", "2.00"),
        ("three_public", "total", "8.00"),
        ("conference", "total", "1.00"),
    ]
    assert table.leftovers == ()


def test_things_of_which_there_is_a_part_are_no_counts_and_left_unread() -> None:
    drawn = """
        单位名称|资产总额|车辆|<|<
        ^|^|小计|执法执勤用车|其他用车
        示例县水利局|500|100|60.25|39.75
        """
    table = bound(captioned("国有资产占用情况表", drawn))
    assert figures(table) == {"示例县水利局/资产总额": {"value": "500"}}
    assert [it.text for it in table.leftovers] == ["100", "60.25", "39.75"]


def test_what_there_is_of_assets_is_counted_below_a_unit_of_things() -> None:
    table = bound(
        captioned(
            "国有资产占用情况表",
            """
            项目|车辆|<|单价50万元以上通用设备
            ^|小计|其他用车|^
            合计|2|1|3
            """,
            unit="台、辆、套",
        )
    )
    assert figures(table) == {
        "车辆/小计": {"quantity": "2"},
        "车辆/其他用车": {"quantity": "1"},
        "单价50万元以上通用设备": {"quantity": "3"},
    }
    assert table.leftovers == ()


def test_a_row_that_says_so_numbers_columns_though_one_has_a_dash_or_a_part_cut_off() -> None:
    table = bound(
        captioned(
            "国有资产占用情况表",
            """
            项目|资产总额|流动资产|固定资产
            栏次|1|—|3\ufffd
            合计|9.00|4.00|5.00
            """,
        )
    )
    assert figures(table) == {
        "资产总额": {"value": "9.00"},
        "流动资产": {"value": "4.00"},
        "固定资产": {"value": "5.00"},
    }


def test_where_rows_are_items_none_of_the_items_over_the_columns_is_their_total() -> None:
    table = bound(
        captioned(
            "“三公”经费支出情况表",
            """
            项目|合计|会议费|培训费|公务接待费
            调研活动|6.00|2.00|1.00|3.00
            """,
        )
    )
    assert figures(table) == {"调研活动": {"total": "6.00"}}
    assert [left.text for left in table.leftovers] == ["2.00", "1.00", "3.00"]


@pytest.mark.parametrize("printed", ["待定", "3.0O", "叁万元整"])
def test_what_is_no_figure_of_the_sum_of_items_over_the_columns_names_no_row(printed: str) -> None:
    table = bound(
        captioned(
            "“三公”经费支出表",
            f"""
            “三公”经费合计|因公出国（境）费|公务用车运行维护费|公务接待费
            {printed}|0.00|0.00|3.00
            """,
        )
    )
    read = [
        (entry.label, figure.value) for entry in table.entries for figure in entry.figures.values()
    ]
    assert read == [
        ("因公出国（境）费", Decimal("0.00")),
        ("公务用车运行维护费", Decimal("0.00")),
        ("公务接待费", Decimal("3.00")),
    ]
    assert [left.reason for left in table.leftovers] == ["not_a_figure"]


def test_a_head_that_names_the_three_public_expenses_may_stand_over_their_names() -> None:
    table = bound(
        captioned(
            "三公经费预算财政拨款表",
            """
            “三公”经费|2026年预算|2025年预算
            合计|9.00|8.00
            公务接待费|9.00|8.00
            """,
        )
    )
    assert [entry.label for entry in table.entries] == ["合计", "公务接待费"]
    assert table.leftovers == ()


@pytest.mark.parametrize(
    ("printed", "read"),
    [("3㎡", False), ("3平方米", False), ("3人", False), ("3辆", True), ("3台", True), ("3", True)],
)
def test_a_number_of_cars_in_another_unit_is_no_number_of_cars(printed: str, read: bool) -> None:
    table = bound(
        captioned(
            "固定资产占用情况表",
            f"""
            项目|计量单位|数量|价值
            资产总额|||90.00
            1、车辆|辆|{printed}|90.00
            """,
        )
    )
    assert ("quantity" in table.entries[-1].figures) is read
    assert [left.text for left in table.leftovers] == ([] if read else [printed])


def test_an_area_in_another_unit_of_area_is_an_area() -> None:
    drawn = "项目|计量单位|数量|价值\n资产总额|||9.00\n1、房屋|平方米|3㎡|9.00"
    assert bound(captioned("固定资产占用情况表", drawn)).leftovers == ()


@pytest.mark.parametrize("head", ["年初预算数", "调整预算数"])
def test_how_a_budget_was_executed_is_a_table_of_expenditure(head: str) -> None:
    drawn = f"""
    科目编码|科目名称|{head}|决算数|完成预算（%）
    |合计|10.00|9.00|90.00
    201|一般公共服务支出|6.00|5.00|83.33
    208|社会保障和就业支出|4.00|4.00|100.00
    """
    table = bound(captioned("2024年度支出预算执行情况表", drawn))
    assert table.role == "expenditure"
    assert table.leftovers == ()
    assert {name: str(it.value) for name, it in table.entries[1].figures.items()} == {
        "initial_budget" if "年初" in head else "adjusted_budget": "6.00",
        "total": "5.00",
        "completion_percent": "83.33",
    }


def test_a_table_of_something_else_that_was_executed_is_none() -> None:
    drawn = "项目|年初预算数|决算数\n会议次数|3|2\n培训次数|4|4"
    assert isinstance(
        bind_table(captioned("重点工作执行情况表", drawn), STATEMENT, load_layout("base")), Unbound
    )


@pytest.mark.parametrize(
    ("label", "amount"),
    [("公务接待费", "3.00"), ("公务接待费（万元）", "3.00"), ("公务接待费（元）", "30000.00")],
)
def test_the_unit_in_the_label_of_an_item_is_that_of_its_money_and_no_part_of_its_name(
    label: str, amount: str
) -> None:
    drawn = f"项目|预算数\n合计|3.00\n{label}|{amount}"
    entry = bound(captioned("“三公”经费支出表", drawn)).entries[-1]
    assert (entry.key, entry.label) == ("公务接待费", label)
    assert entry.figures["total"].value == Decimal("3.00")


def test_the_unit_in_the_head_of_an_item_is_no_part_of_its_name() -> None:
    drawn = "合计（万元）|因公出国（境）费（万元）|公务接待费（万元）\n3.00|1.00|2.00"
    table = bound(captioned("“三公”经费支出表", drawn, unit=None))
    assert [entry.key for entry in table.entries] == ["合计", "因公出国（境）费", "公务接待费"]
    assert table.leftovers == ()


@pytest.mark.parametrize("number", ["一、", "（一）", "1.", "一 "])
def test_goods_hold_what_is_bought_however_they_are_numbered(number: str) -> None:
    drawn = f"""
        采购类别|采购品目|总计
        合计||9.00
        {number}货物||4.00
        示例局||4.00
        |电脑|4.00
        {number.replace("一", "二").replace("1", "2")}服务||5.00
        示例局||5.00
        |保洁|5.00
    """
    entries = bound(captioned("政府采购预算表", drawn)).entries
    _, goods, unit, *_ = entries
    assert (goods.parent, unit.parent) == (entries[0].key, goods.key)


def test_how_long_a_service_is_bought_for_is_its_time() -> None:
    drawn = "项目名称|购买服务内容|服务期限|合计\n物业|保洁|一年|9.00\n安保|值守|两年|3.00"
    table = bound(captioned("政府购买服务预算表", drawn))
    assert table.leftovers == ()
    assert [entry.texts["purchase_time"] for entry in table.entries] == ["一年", "两年"]


@pytest.mark.parametrize(
    ("printed", "field", "value"),
    [("-20.00%", "change_percent", "-20.00"), ("-1.00", "change", "-1.00")],
)
def test_a_change_that_prints_nothing_but_percentages_is_the_rate(
    printed: str, field: str, value: str
) -> None:
    table = bound(
        captioned(
            "2024年“三公”经费预算情况表",
            f"""
            项目|2025年预算数|2026年预算数|2026年预算数比2025年预算数增减
            合计|5.00|4.00|{printed}
            公务接待费|5.00|4.00|{printed}
            公务用车购置及运行费|||0.00
            """,
        )
    )
    assert figures(table)["合计"] == {"total": "4.00", "previous_budget": "5.00", field: value}
    assert table.leftovers == ()


def test_cars_floors_and_equipment_are_counted_below_labels_that_say_so_whatever_the_unit() -> None:
    table = bound(
        captioned(
            "国有资产占有情况表",
            """
            单位名称|资产总额|房屋面积（平方米）|实有车辆数|<|单价100万元以上设备（台/套）|单价100万元以上设备
            ^|^|^|合计|其他用车|^|^
            示例县水利局|500.25|80.5|2|1|3|120.50
            """,
        )
    )
    (unit,) = {entry.texts["unit_name"] for entry in table.entries}
    assert {key.removeprefix(f"{unit}/"): held for key, held in figures(table).items()} == {
        "资产总额": {"value": "500.25"},
        "房屋面积（平方米）": {"quantity": "80.5"},
        "实有车辆数/合计": {"quantity": "2"},
        "实有车辆数/其他用车": {"quantity": "1"},
        "单价100万元以上设备（台／套）": {"quantity": "3"},
        "单价100万元以上设备": {"value": "120.50"},  # worth: of how many is not said
    }


def test_a_class_of_projects_alone_in_its_row_is_the_sum_of_those_below_it() -> None:
    table = bound(
        captioned(
            "项目支出表",
            """
            类型|项目名称|项目单位|合计|一般公共预算|单位资金
            特定目标类|||30|20|10
            |管网维护|示例县水务局|20|20|
            |水质监测|示例县水质站|10||10
            其他运转类|||4|4|
            |物业管理|示例县水务局|4|4|
            合计|||34|24|10
            """,
        )
    )
    assert [(entry.label, entry.unit_name, entry.parent) for entry in table.entries] == [
        ("特定目标类", None, "合计"),
        ("管网维护", "示例县水务局", "特定目标类"),
        ("水质监测", "示例县水质站", "特定目标类"),
        ("其他运转类", None, "合计"),
        ("物业管理", "示例县水务局", "其他运转类"),
        ("合计", None, None),
    ]


@pytest.mark.parametrize(
    ("first", "fields"),
    [
        ("一级项目名称", {"project_category": "供水专项", "project_name": "管网维护"}),
        ("项目概况", {"project_text": "供水专项", "project_name": "管网维护"}),
    ],
)
def test_a_project_of_the_first_level_beside_one_of_the_second_is_its_class(
    first: str, fields: dict[str, str]
) -> None:
    table = bound(
        captioned(
            "项目支出表",
            f"""
            单位名称|{first}|二级项目名称|合计|财政拨款
            示例县水务局|供水专项|管网维护|20|20
            合计|||20|20
            """,
        )
    )
    assert {name: table.entries[0].texts.get(name) for name in fields} == fields
    alone = captioned("项目支出表", "一级项目名称|合计|财政拨款\n供水专项|20|20\n合计|20|20")
    assert bound(alone).entries[0].texts["project_name"] == "供水专项"


def test_blocks_of_expenditure_are_named_over_budget_and_final_figures() -> None:
    table = bound(
        captioned(
            "收入支出决算总表",
            """
            收入|<|<|支出（按功能分类）|<|<|支出（按性质和经济分类）|<|<
            项目|年初预算数|决算数|项目|年初预算数|决算数|项目|年初预算数|决算数
            一、财政拨款收入|9|10|一、水利支出|9|10|一、基本支出|6|6
            ||||||二、项目支出|3|4
            总计|9|10|总计|9|10|总计|9|10
            """,
        )
    )
    assert [(e.label, e.texts.get("breakdown")) for e in table.entries if e.side == "expenditure"][
        :3
    ] == [("一、水利支出", "function"), ("一、基本支出", "type"), ("二、项目支出", "type")]
    assert figures(table)["支出用途/项目支出"] == {"initial_budget": "3", "amount": "4"}
    assert table.leftovers == ()


@pytest.mark.parametrize(("code", "kind"), [("213", "function"), ("302", "economic")])
def test_one_label_over_the_columns_of_a_code_is_of_one_code_with_its_name(
    code: str, kind: str
) -> None:
    table = bound(
        captioned(
            "一般公共预算财政拨款项目支出表",
            f"""
            项目|<|<|<|金额
            科目代码|<|<|科目名称|^
            合计|<|<|<|4
            {code}|<|<|某类支出|4
            """,
        )
    )
    assert table.entries[1].texts[f"{kind}_name"] == "某类支出"
    assert table.leftovers == ()


@pytest.mark.parametrize(
    ("title", "head", "field"),
    [
        ("政府采购预算表", "单位名称|采购项目名称|采购金额合计|财政拨款", "total"),
        ("部门管理转移支付表", "单位名称|转移支付项目名称|合计|一般公共预算", "project_name"),
        (
            "非税收入征收计划表",
            "单位名称|收入项目名称|2026年计划数|2025年征收数",
            "previous_executed",
        ),
    ],
)
def test_columns_that_single_places_call_otherwise(title: str, head: str, field: str) -> None:
    table = bound(captioned(title, f"{head}\n示例县水务局|培训费|2|1\n合计||2|1"))
    assert field in [column.field for column in table.columns]
    assert len(table.columns) == 4


def test_assets_of_the_department_in_one_row_need_no_name() -> None:
    table = bound(
        captioned(
            "国有资产占用情况表",
            """
            车辆（辆）|<|<|单价100万元以上设备（台、套）
            合计|机要通信用车|其他用车|^
            5|1|4|2
            """,
            unit="辆、台（套）",
        )
    )
    assert figures(table) == {
        "车辆（辆）/合计": {"quantity": "5"},
        "车辆（辆）/机要通信用车": {"quantity": "1"},
        "车辆（辆）/其他用车": {"quantity": "4"},
        "单价100万元以上设备（台、套）": {"quantity": "2"},
    }


def test_what_was_awarded_to_small_business_is_of_all_that_was_bought() -> None:
    table = bound(
        captioned(
            "机关运行经费支出及政府采购情况表",
            """
            项目|统计数
            一、机关运行经费支出|50.00
            其中：行政单位|40.00
            二、政府采购支出合计|30.00
            1.政府采购货物支出|10.00
            2.政府采购服务支出|20.00
            其中：授予中小企业合同金额|25.00
            """,
        )
    )
    parents = {entry.label: entry.parent for entry in table.entries}
    assert parents["其中：授予中小企业合同金额"] == "政府采购支出合计"
    assert parents["其中：行政单位"] == "机关运行经费支出"


def test_the_name_of_a_subject_or_its_unit_in_brackets_is_a_name() -> None:
    table = bound(
        captioned(
            "部门收入总体情况表",
            """
            科目编码|科目名称（单位名称）|总计|一般公共预算拨款
            |合计|3|3
            201|一般公共服务支出|3|3
            """,
        )
    )
    assert [entry.texts.get("function_name") for entry in table.entries] == [
        "合计",
        "一般公共服务支出",
    ]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("201 一般公共服务支出", "一般公共服务支出"),
        ("201-一般公共服务支出", "一般公共服务支出"),
        ("一、一般公共服务支出", "一般公共服务支出"),
        ("300人培训", "300人培训"),
    ],
)
def test_the_code_of_a_class_before_an_item_is_none_of_its_name(label: str, name: str) -> None:
    table = bound(
        captioned(
            "部门收支总表",
            f"""
            收入|<|支出|<
            项目|预算数|项目|预算数
            财政拨款|9|{label}|9
            收入总计|9|支出总计|9
            """,
        )
    )
    (entry,) = (it for it in table.entries if it.label == label)
    assert (entry.key, entry.texts["item_name"]) == (name, name)


def test_interest_paid_on_debt() -> None:
    table = bound(
        captioned("债务支出表", "单位名称|债务项目|偿还本金|支付利息|合计\n示例县水务局|供水|5|1|6")
    )
    assert [column.field for column in table.columns][-3:] == [
        "debt_principal",
        "debt_interest",
        "total",
    ]
