"""The tolerance comes from the printed decimals, and from whether the document rounds."""

from decimal import Decimal

import pytest

from tests.checks.small_disclosure import changed, failing, results
from tests.checks.test_planted import BASIC
from yusuan.checks.catalogue import CHECKS
from yusuan.checks.judging import judge, sums_are_exact
from yusuan.checks.model import Comparison, Result
from yusuan.checks.operands import Operand
from yusuan.checks.table_evidence import printed_step
from yusuan.evidence.places import LinePlace

ERROR = next(check for check in CHECKS if check.severity == "error")


def operand(text: str, source: str = "table") -> Operand:
    value = Decimal(text)
    return Operand("数", text, value, printed_step(text, "万元"), source, LinePlace(1))


def sides(left: str, *right: str, exact: bool = True) -> Result:
    comparison = Comparison("某处", (operand(left),), tuple(operand(text) for text in right))
    return judge(ERROR, comparison, exact=exact)


def test_the_same_quantity_at_one_precision_is_the_same() -> None:
    assert sides("12.30", "12.31", exact=False).status == "fail"


@pytest.mark.parametrize(("text", "status"), [("12.50", "pass"), ("12.51", "fail")])
def test_a_coarser_figure_may_be_rounded(text: str, status: str) -> None:
    comparison = Comparison("某处", (operand("12", "prose"),), (operand(text),))
    result = judge(ERROR, comparison, exact=True)
    assert (result.status, result.tolerance) == (status, Decimal("0.5"))


@pytest.mark.parametrize(
    ("text", "other", "severity"),
    [
        ("87.70", "87.708", "notice"),
        ("1256", "1256.58", "notice"),
        ("-57", "-57.59", "notice"),
        ("87.70", "87.718", "error"),
        ("88.71", "87.706", "error"),
        ("1", "1.99", "error"),
        ("87.71", "87.70", "error"),
    ],
)
def test_a_tail_cut_off_is_a_lesser_fault(text: str, other: str, severity: str) -> None:
    comparison = Comparison("某处", (operand(text, "prose"),), (operand(other),))
    for each in (comparison, comparison._replace(left=comparison.right, right=comparison.left)):
        result = judge(ERROR, each, exact=True)
        assert (result.status, result.severity) == ("fail", severity)
        assert ("舍去了尾数" in result.message) is (severity == "notice")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("12.00", "相等，没有超过"),
        ("11.30", "没有超过"),
        ("12.30", "多 0.30 万元，在印出的小数位允许的范围内"),
    ],
)
def test_how_a_ceiling_holds_is_one_sentence(text: str, said: str) -> None:
    ceiling = Comparison("某处", (operand(text),), (operand("12", "prose"),), "<=")
    assert judge(ERROR, ceiling, exact=True).message == f"某处：{said}。"


def test_trailing_zeros_that_are_dropped_lower_no_precision() -> None:
    assert sides("12.30", "12", "0.80").status == "fail"


def test_a_sum_is_held_to_the_halves_of_its_parts_where_the_document_rounds() -> None:
    result = sides("10.00", "3.33", "3.33", "3.33", exact=False)
    assert (result.status, result.tolerance) == ("pass", Decimal("0.020"))
    assert sides("10.00", "3.33", "3.33", "3.31", exact=False).status == "fail"


def test_a_sum_is_held_to_every_place_where_the_document_does_not_round() -> None:
    result = sides("10.00", "3.33", "3.33", "3.33")
    assert (result.status, result.tolerance) == ("fail", Decimal(0))
    assert result.severity == "warning"
    assert "四舍五入" in result.message
    assert sides("10.00", "3.33", "3.33", "2.33").severity == "error"


def test_a_printed_zero_is_exact() -> None:
    zero = operand("0", "prose")._replace(step=Decimal(0))
    comparison = Comparison("某处", (zero,), (operand("0.40"),))
    assert judge(ERROR, comparison, exact=True).status == "fail"


@pytest.mark.parametrize(
    ("total", "quantity", "price", "status"),
    [
        ("6.00", "10", "0.60", "pass"),
        ("1.00", "3", "0.33", "pass"),  # a price of 0.3333
        ("1.03", "3", "0.33", "fail"),
        ("40.00", "1", "40.01", "fail"),
    ],
)
def test_a_price_may_be_rounded_as_often_as_it_is_paid(
    total: str, quantity: str, price: str, status: str
) -> None:
    counted = operand(quantity)._replace(step=Decimal(0))
    factors = (counted, operand(price, "price"))
    result = judge(ERROR, Comparison("某处", (operand(total),), factors, times=True), exact=True)
    assert result.status == status


@pytest.mark.parametrize(("off", "exact"), [(0, True), (2, True), (3, False), (12, False)])
def test_sums_show_whether_the_document_rounds(off: int, exact: bool) -> None:
    true = Comparison("", (operand("3.00"),), (operand("1.00"), operand("2.00")))
    untrue = true._replace(left=(operand("3.01"),))
    assert sums_are_exact([true] * (20 - off) + [untrue] * off) is exact


def test_too_few_sums_show_nothing() -> None:
    true = Comparison("", (operand("3.00"),), (operand("1.00"), operand("2.00")))
    assert not sums_are_exact([true] * 9)


def test_one_last_digit_in_an_exact_document() -> None:
    text = changed((BASIC + "20.00||20.00", "20.01||20.01"))
    found = results(text, "fail")
    assert {result.check_id for result in found} == {"class-of-sections"}
    assert {result.severity for result in found} == {"warning"}


def test_last_digits_in_a_document_that_rounds() -> None:
    text = changed(
        (BASIC + "20.00||20.00", "20.01||20.01"),
        (BASIC + "120.00|120.00|", "120.01|120.01|"),
        ("3、其他固定资产||40.00", "3、其他固定资产||40.01"),
    )
    assert failing(text) == set()
