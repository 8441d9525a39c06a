"""A row without its code or name: that is the cause, and what misses the row is no disagreement."""

import pytest

from tests.checks.small_disclosure import changed, results
from yusuan.checks.model import Result, Status

LEAF = "8|2130205|森林资源培育|180.00||180.00|||"  # of the expenditure
SECTION = "6|21302|林业和草原|440.00|250.00|190.00|||"
ALLOWANCE = "4|30102|津贴补贴|50.00|50.00|"  # no other table prints its code
REVENUE_TOTAL = "7|收入总计|500.00|支出总计|500.00\n"
CAUSES = {"one-code-one-name", "table-figures-read"}


def told(text: str, status: Status = "fail") -> list[Result]:
    return [result for result in results(text) if result.status == status]


@pytest.mark.parametrize(
    ("row", "printed"),
    [
        (LEAF, ""),
        (LEAF, "21□0□05"),
        (SECTION, ""),
        (SECTION, "2□302"),
        (ALLOWANCE, ""),
        (ALLOWANCE, "3O1O2"),
        (ALLOWANCE, "三〇一〇二"),
    ],
)
def test_a_row_without_its_code_is_told_as_that_alone(row: str, printed: str) -> None:
    number, _, rest = row.split("|", 2)
    text = changed((row, f"{number}|{printed}|{rest}"))
    assert {result.check_id for result in told(text)} <= CAUSES
    named = [r for r in told(text, "not_comparable") if "没有读得出的科目编码" in r.message]
    assert row is SECTION or named
    assert all(f"“{rest.partition('|')[0]}”" in result.message for result in named)


def test_what_does_not_hold_with_the_row_either_is_a_contradiction() -> None:
    """250.00 − 200.00 − 20.00 is nothing that the row could be."""
    text = changed((ALLOWANCE, "4||津贴补贴|40.00|40.00|"))
    assert "class-of-sections" in {result.check_id for result in told(text)}


def test_a_sum_that_needs_none_of_the_row_is_judged() -> None:
    text = changed((ALLOWANCE, ALLOWANCE.replace("30102", "")), ("|差旅费|20.00", "|差旅费|30.00"))
    found = {r.check_id for r in told(text) if "商品和服务支出" in r.message}
    assert found == {"class-of-sections"}


def test_a_row_excuses_no_sum_of_another_class() -> None:
    """50.00 too much among the sections of 302 is not the row of 50.00 among those of 301."""
    text = changed((ALLOWANCE, ALLOWANCE.replace("30102", "")), ("|差旅费|20.00", "|差旅费|70.00"))
    found = {r.check_id for r in told(text) if "商品和服务支出" in r.message}
    assert "class-of-sections" in found


def test_within_the_row_its_figures_are_compared() -> None:
    text = changed((LEAF, "8||森林资源培育|180.00||108.00|||"))
    assert "expenditure-types" in {result.check_id for result in told(text)}


@pytest.mark.parametrize("label", ["", "□□", "\ue3a1\ue3a2\ue4b1"])
def test_a_total_that_nobody_can_name_is_no_missing_total(label: str) -> None:
    text = changed((REVENUE_TOTAL, REVENUE_TOTAL.replace("收入总计", label)))
    assert not told(text)
    (result,) = (r for r in told(text, "not_comparable") if r.check_id == "summary-totals")
    assert "没有读得出的名称" in result.message


def test_a_total_that_is_not_printed_at_all_is_missing() -> None:
    text = changed((REVENUE_TOTAL, "7|||支出总计|500.00\n"))
    assert "summary-totals" in {result.check_id for result in told(text)}


def test_an_item_that_nobody_can_name_may_be_money_of_any_kind() -> None:
    """Nobody can say that all money is fiscal appropriation, nor what the total is the sum of."""
    text = changed(("1|一、一般公共预算拨款收入|400.00|一、农林水", "1||400.00|一、农林水"))
    assert {result.check_id for result in told(text)} <= {"glossary-terms"}
