"""Forms of final accounts as provinces vary them: heads over several columns, items, labels of rows."""

import pytest

from tests.binding.grids import captioned
from tests.binding.test_tables import bound, figures

PARTED = """
项目|<|<|<|本年支出|<|<
功能分类科目编码|<|<|科目名称|小计|基本支出|项目支出
合计|<|<|<|30|20|10
{rows}
"""


def _parted(*rows: str) -> str:
    return PARTED.format(rows="\n".join(rows))


def test_codes_in_three_columns_below_one_head_are_class_section_and_subsection() -> None:
    rows = ("207|||文化支出|30|20|10", "207|01||文化|30|20|10", "207|01|09|群众文化|30|20|10")
    table = bound(captioned("一般公共预算财政拨款支出决算表", _parted(*rows)))
    assert not table.leftovers
    assert list(figures(table))[1:] == ["207", "20701", "2070109"]


def test_other_columns_below_one_head_of_codes_are_no_parts_of_a_code() -> None:
    rows = ("207|1||文化支出|30|20|10", "20701|2||文化|30|20|10")
    table = bound(captioned("一般公共预算财政拨款支出决算表", _parted(*rows)))
    assert [left.text for left in table.leftovers] == ["1", "2"]


ASSETS = """
项目|<|资产总额|流动资产|固定资产|<
^|^|^|^|小计|车辆
栏次|行次|1|2|3|4
合计|{number}|5.00|2.00|3.00|1.00
"""


@pytest.mark.parametrize(("number", "left"), [("1", []), ("甲", ["甲"])])
def test_the_second_column_of_the_rows_numbers_them_where_its_head_says_so(
    number: str, left: list[str]
) -> None:
    table = bound(captioned("国有资产使用情况表", ASSETS.format(number=number)))
    assert [cell.text for cell in table.leftovers] == left


PUBLIC = """
项目|预算数|<|<|决算数|<|<
^|合计|公务用车购置及运行维护费小计|公务接待费|合计|公务用车购置及运行维护费小计|公务接待费
{rows}
"""


def test_the_only_row_below_items_needs_no_name() -> None:
    table = bound(
        captioned("财政拨款“三公”经费支出决算表", PUBLIC.format(rows="三公经费|9|8|1|7|6|1"))
    )
    found = {entry.texts["item_id"]: entry.figures for entry in table.entries}
    assert {name: str(it["total"].value) for name, it in found.items()} == {
        "three_public": "7", "vehicles": "6", "reception": "1",
    }  # fmt: skip


def test_rows_of_several_names_below_items_are_not_taken_for_one_another() -> None:
    rows = "某某款|9|8|1|7|6|1\n别的款|9|8|1|7|6|1"
    table = bound(captioned("财政拨款“三公”经费支出决算表", PUBLIC.format(rows=rows)))
    assert not any("6" in row.values() for row in figures(table).values())


@pytest.mark.parametrize("number", ["", "（1）"])
def test_what_guests_from_home_cost_is_part_of_reception(number: str) -> None:
    table = bound(
        captioned(
            "财政拨款“三公”经费支出决算表",
            f"""
            项目|预算数|决算数
            合计|9|8
            1．公务用车购置及运行维护费|5|5
            2．公务接待费|4|3
            {number}国内接待费|4|3
            （2）国（境）外接待费|0|0
            """,
        )
    )
    parents = {entry.label: entry.parent for entry in table.entries}
    reception = next(it.key for it in table.entries if it.texts["item_id"] == "reception")
    assert parents[f"{number}国内接待费"] == reception
    assert table.sums.held == table.sums.due


def test_the_year_s_basic_expenditure_heads_the_total_of_its_table() -> None:
    table = bound(
        captioned(
            "一般公共预算财政拨款基本支出决算表",
            """
            经济分类科目编码|科目名称|本年基本支出合计|人员经费|公用经费
            301|工资福利支出|7|7|
            302|商品和服务支出|1||1
            """,
        )
    )
    assert figures(table)["302"] == {"total": "1", "running": "1"}


def test_services_bought_are_told_by_the_directory() -> None:
    table = bound(
        captioned(
            "政府购买服务决算财政拨款支出情况表",
            """
            指导性目录代码|指导性目录名称|政府购买服务支出
            |合计|9
            B0102|法律咨询服务|9
            """,
        )
    )
    assert table.role == "purchased_services"
    assert not table.leftovers


def test_what_stands_beside_merged_vehicles_names_the_rows() -> None:
    table = bound(
        captioned(
            "财政拨款“三公”经费支出决算表",
            """
            项目|<|年初预算数|决算数
            “三公”经费合计|<|9|8
            因公出国（境）费用|<|0|0
            公务用车购置及运行费|小计|5|5
            ^|公务用车购置费|0|0
            ^|公务用车运行维护费|5|5
            公务接待费|<|4|3
            """,
        )
    )
    assert [entry.texts["item_id"] for entry in table.entries] == [
        "three_public", "overseas", "vehicles", "vehicle_purchase", "vehicle_operation",
        "reception",
    ]  # fmt: skip
    assert table.sums.held == table.sums.due
    assert not table.leftovers


@pytest.mark.parametrize("head", ["预算年度", "某某"])
def test_rows_that_say_their_year_are_parted_whatever_stands_over_them(head: str) -> None:
    table = bound(
        captioned(
            "财政拨款“三公”经费支出决算表",
            f"""
            {head}|合计|因公出国（境）费用|公务用车购置及运行维护费|公务接待费
            2026年预算数|9|0|5|4
            2025年预算数|8|0|5|3
            """,
        )
    )
    assert not table.leftovers
    assert len({entry.texts.get("period") for entry in table.entries}) == 2
