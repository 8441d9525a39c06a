"""A figure that cannot be read is no 0: what it takes part in neither agrees nor disagrees."""

from collections.abc import Collection

import pytest

from tests.checks.small_disclosure import TEXT, changed, line_of, results
from tests.checks.test_planted import (
    EXPENDITURE,
    FISCAL,
    GENERAL,
    PURCHASES_BELOW,
    REVENUE,
    SUMMARY,
    THREE,
    THREE_BY_UNIT,
)
from tests.readers.test_converted_workbooks import workbook
from yusuan.checks.model import Result, Status
from yusuan.checks.resource import CHECK_RESULTS, check_rows
from yusuan.conversion.disclosure import Description, lay_out
from yusuan.evidence.places import named
from yusuan.readers.dispatch import read
from yusuan.sources.folders import sha256_of
from yusuan.views.documents import Original

UNREADABLE = "3①.2O"
LEAF = (EXPENDITURE + "森林资源培育|180.00||180.00", f"森林资源培育|{UNREADABLE}||180.00")
WRONG = (LEAF[0], "森林资源培育|108.00||180.00")
OWN_RULE = "table-figures-read"
SHEET = """一般公共预算支出表
单位：万元
科目编码|科目名称|合计|基本支出|项目支出
合计||9.00|5.00|4.00
201|一般公共服务支出|9.00|5.00|4.00
20101|人大事务|{leaf}|5.00|4.00
"""


def ids(found: Collection[Result], status: Status) -> set[str]:
    return {result.check_id for result in found if result.status == status}


def unread(text: str) -> tuple[Result, ...]:
    return results(text, "not_comparable")


@pytest.mark.parametrize(
    "change",
    [
        LEAF,
        (EXPENDITURE + "1||合计|500.00", f"1||合计|{UNREADABLE}"),
        (REVENUE + "行政运行|260.00", f"行政运行|{UNREADABLE}"),
        (SUMMARY + "上年结转结余|40.00", f"上年结转结余|{UNREADABLE}"),
        (FISCAL + "年初财政拨款结转和结余|40.00", f"年初财政拨款结转和结余|{UNREADABLE}"),
        (GENERAL + "|合计|440.00", f"|合计|{UNREADABLE}"),
        (THREE + "运行维护费|10.00", f"运行维护费|{UNREADABLE}"),
        ("资产总额||300.00", f"资产总额||{UNREADABLE}"),
        ("合计|||||||12.00", f"合计|||||||{UNREADABLE}"),
        ("|500|120.00", f"|{UNREADABLE}|120.00"),
    ],
)
def test_what_cannot_be_read_contradicts_nothing(change: tuple[str, str]) -> None:
    assert ids(results(changed(change)), "fail") == {OWN_RULE}


def test_every_rule_that_needs_the_figure_says_that_it_cannot_be_compared() -> None:
    def judged(text: str) -> set[str]:
        return {r.check_id for r in results(text) if r.status in ("pass", "not_comparable")}

    assert judged(changed(LEAF)) >= judged(TEXT) - {OWN_RULE}


def test_the_cell_is_named_with_what_it_prints_and_where() -> None:
    text = changed(LEAF)
    (result,) = (r for r in unread(text) if r.check_id == "expenditure-types")
    line = line_of(text, UNREADABLE)
    assert result.message == (
        "无法核对：“部门预算支出总表”序号 8“森林资源培育”："
        f"“合计”读不出（印作“{UNREADABLE}”，第 {line} 行）。"
    )


def test_both_sides_are_told_as_printed_and_no_difference() -> None:
    (result,) = (r for r in unread(changed(LEAF)) if r.check_id == "expenditure-types")
    assert (result.left_expression, result.right_expression, result.difference) == (
        f"合计 （读不出的“{UNREADABLE}”）",
        "项目支出 180.00",
        None,
    )


def test_the_same_figure_legible_and_wrong_is_a_contradiction() -> None:
    assert {"expenditure-types", "section-of-items"} <= ids(results(changed(WRONG)), "fail")


def test_the_same_figure_legible_and_right_is_compared() -> None:
    assert not unread(TEXT)


def test_a_blank_part_counts_as_nothing_as_before() -> None:
    blank = changed((LEAF[0], "森林资源培育|||180.00"))
    assert ("section-of-items" in ids(results(blank), "fail"), unread(blank)) == (True, ())


def test_amounts_whose_unit_is_not_known_do_not_agree_with_each_other() -> None:
    found = results(changed((EXPENDITURE + "单位：万元", "单位：万斤")))
    types = {r.status for r in found if r.check_id == "expenditure-types"}
    assert types == {"not_comparable"}


def test_an_item_of_a_wide_row_is_an_item_although_it_cannot_be_read() -> None:
    text = changed(THREE_BY_UNIT, ("林业局|11.00||9.00||9.00", f"林业局|11.00||{UNREADABLE}||9.00"))
    found = unread(text)
    assert {"three-public-total", "three-public-of-units"} <= {r.check_id for r in found}


def test_a_purchase_that_prints_something_lacks_no_figure() -> None:
    text = changed(("|2|60.00", f"|{UNREADABLE}|60.00"))
    assert "asset-cells" not in ids(results(text), "fail")


def of_sheet(leaf: str) -> tuple[Result, ...]:
    content = workbook(SHEET.format(leaf=leaf))
    original = Original("a.xlsx", sha256_of(content), len(content), read("a.xlsx", content))
    (statement,) = lay_out([original], Description()).statements
    return statement.results


def test_a_leaf_of_a_sheet_that_cannot_be_read() -> None:
    (result,) = (r for r in of_sheet(UNREADABLE) if r.check_id == "class-of-sections"
                 and r.status == "not_comparable")  # fmt: skip
    assert UNREADABLE in result.message


@pytest.mark.parametrize(("leaf", "contradicts"), [("9.00", False), ("8.00", True)])
def test_a_leaf_of_a_sheet_that_can_be_read(leaf: str, contradicts: bool) -> None:
    found = of_sheet(leaf)
    assert ("class-of-sections" in ids(found, "fail")) is contradicts
    assert not ids(found, "not_comparable")


def test_it_needs_no_acknowledgement() -> None:
    rows = list(check_rows("a", unread(changed(LEAF)), ()))
    acknowledged = CHECK_RESULTS.field_names.index("acknowledged")
    assert rows
    assert not any(row[acknowledged] for row in rows)


def test_its_places_are_of_the_document() -> None:
    text = changed(LEAF)
    (result,) = (r for r in unread(text) if r.check_id == "expenditure-types")
    assert {named(place).line for place in result.places} == {line_of(text, UNREADABLE)}  # type: ignore[union-attr]


def test_of_purchases_below_a_category_one_that_cannot_be_read() -> None:
    leaf = "一、货物A|||||"
    text = changed(PURCHASES_BELOW, (f"{leaf}12.00", f"{leaf}{UNREADABLE}"))
    assert not ids(results(text), "fail") - {OWN_RULE}


def test_none_in_the_text_beside_a_figure_that_cannot_be_read_is_no_agreement() -> None:
    text = changed(
        ("政府采购预算12.00万元", "无政府采购预算"),
        ("合计|||||||12.00", f"合计|||||||{UNREADABLE}"),
    )
    assert "text-without-amount" in {r.check_id for r in unread(text)}


PLANNED = """某某市审计局2024年度部门决算

收入支出决算总表

单位：万元

收入||支出|
项目|{head}|项目|{head}
一、一般公共预算财政拨款收入|9.00|一、一般公共服务支出|{spent}
本年收入合计|9.00|本年支出合计|9.00
总计|9.00|总计|9.00

支出决算表

单位：万元

科目编码|科目名称|合计|基本支出|项目支出
|合计|7.00|5.00|2.00
201|一般公共服务支出|7.00|5.00|2.00
20108|审计事务|7.00|5.00|2.00
2010801|行政运行|7.00|5.00|2.00
"""
ACROSS = {"expenditure-classes-vs-summary", "expenditure-vs-summary"}


@pytest.mark.parametrize(
    ("head", "contradicts"), [("决算数", True), ("预算数", False), ("年初预算数", False)]
)
def test_what_was_planned_is_no_final_figure_of_another_table(head: str, contradicts: bool) -> None:
    text = PLANNED.format(head=head, spent="9.00").replace("|", "\t")
    assert bool(ACROSS & ids(results(text), "fail")) is contradicts


@pytest.mark.parametrize(("spent", "contradicts"), [("9.00", False), ("8.00", True)])
def test_a_plan_is_held_to_its_own_sums(spent: str, contradicts: bool) -> None:
    text = PLANNED.format(head="预算数", spent=spent).replace("|", "\t")
    assert ("summary-year-total" in ids(results(text), "fail")) is contradicts


@pytest.mark.parametrize(
    ("whole", "contradicts"),
    [
        ("“三公”经费预算5.00万元", False),
        ("“三公”经费支出5.00万元", True),
        ("“三公”经费预算6.00万元，决算5.00万元", True),
        ("“三公”经费支出5.00万元，完成预算6.00万元的83.3%", True),
    ],
)
def test_parts_of_what_was_planned_are_no_outcome_told_twice(whole: str, contradicts: bool) -> None:
    told = (
        "\n三、“三公”经费支出情况\n\n2024年“三公”经费支出4.00万元，其中：公务接待费4.00万元。"
        f"\n\n2024年{whole}。其中：公务接待费5.00万元。\n"
    )
    text = PLANNED.format(head="决算数", spent="7.00").replace("|", "\t") + told
    assert ("text-twice" in ids(results(text), "fail")) is contradicts
