"""What contradicts most is told first, and what it is about."""

from decimal import Decimal
from typing import Any

import pytest

from tests.checks.small_disclosure import changed, results
from yusuan.checks.model import CONSEQUENCE_TITLES, Result
from yusuan.checks.telling import gravest_first, order_key, ratio_of, said_of

# A name spelt in two ways, an amount a little off, a promise ten times too high.
SPELLING = ("部门预算支出总表#林业和草原", "林业与草原")
AMOUNT = ("固定资产金额为300.00万元", "固定资产金额为310.00万元")
PROMISE = ("培训林农500人以上", "培训林农5000人以上")
UNIT = ("检疫人均费用|每人每次检疫的费用|≤300元", "检疫人均费用|每人每次检疫的费用|≤300人")


def failed(*changes: tuple[str, str]) -> list[Result]:
    return gravest_first(results(changed(*changes)))


def test_promise_ten_times_too_high_precedes_amount_a_little_off_and_a_name_is_last() -> None:
    told = failed(SPELLING, UNIT, AMOUNT, PROMISE)
    assert [result.check_id for result in told] == [
        "goal-vs-indicators",
        "text-state-assets",
        "indicator-unit",
        "one-code-one-name",
    ]


def test_what_it_is_about_is_what_the_document_calls_it() -> None:
    told = failed(SPELLING, UNIT, AMOUNT, PROMISE)
    assert [result.subject for result in told] == [
        "培训林农人数",
        "上年末固定资产金额",
        "检疫人均费用",
        "科目 21302",
    ]


def test_each_side_has_the_places_that_print_it() -> None:
    (result,) = failed(AMOUNT)
    assert len(result.left_places) == len(result.right_places) == 1
    assert {*result.left_places, *result.right_places} == set(result.places)
    (result,) = failed(UNIT)
    assert (result.left_places, result.right_places) == (result.places, ())


@pytest.mark.parametrize(
    ("left", "right", "ratio"),
    [("100", "10", "10.00"), ("10", "100", "10.00"), ("-4", "3", "1.33"), ("0", "7", None)],
)
def test_ratio_is_of_the_larger_to_the_smaller(left: str, right: str, ratio: str | None) -> None:
    expected = None if ratio is None else Decimal(ratio)
    assert ratio_of(Decimal(left), Decimal(right)) == expected


def row(**values: Any) -> dict[str, Any]:
    usual = {"consequence": "figure", "ratio": None, "left_value": None, "severity": "error"}
    return {**usual, "check_no": 1, **values}


def test_a_side_that_prints_nothing_comes_first_and_what_has_no_ratio_last() -> None:
    nothing, twice, unmeasured = (
        row(left_value=Decimal(5)),
        row(left_value=Decimal(2), ratio=Decimal(2)),
        row(),
    )
    assert sorted([unmeasured, twice, nothing], key=order_key) == [nothing, twice, unmeasured]


def test_consequence_goes_before_ratio_and_ratio_before_severity() -> None:
    names = [name for name, _, _ in CONSEQUENCE_TITLES]
    rows = [row(consequence=name, ratio=Decimal(i + 1)) for i, name in enumerate(names)]
    assert sorted([*rows[2:], *rows[:2]], key=order_key) == rows
    small, large = row(ratio=Decimal(2)), row(ratio=Decimal(9), severity="notice")
    assert order_key(large) < order_key(small)


@pytest.mark.parametrize(
    ("difference", "tolerance", "said"),
    [("0", "0", "相符"), ("0.01", "0.01", "在容差内"), ("-3", "0.01", "未超过")],
)
def test_a_difference_is_not_called_agreement(difference: str, tolerance: str, said: str) -> None:
    given = {
        "status": "pass",
        "difference": Decimal(difference),
        "tolerance": Decimal(tolerance),
    }
    assert said_of(given) == said
