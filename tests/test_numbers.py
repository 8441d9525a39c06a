"""Printed figures: exact decimals; blank, 0, a dash and 不涉及 stay apart."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yusuan import numbers

amounts = st.decimals(
    min_value=Decimal("-99999999999.99"),
    max_value=Decimal("99999999999.99"),
    places=2,
    allow_nan=False,
    allow_infinity=False,
)


@given(amounts)
def test_a_printed_amount_reads_back_exactly(value: Decimal) -> None:
    assert numbers.parse_number(str(value)) == value


@given(amounts)
def test_thousands_separators_do_not_change_the_value(value: Decimal) -> None:
    assert numbers.parse_number(f"{value:,}") == value


@given(amounts)
def test_full_width_digits_do_not_change_the_value(value: Decimal) -> None:
    wide = str(value).translate(str.maketrans("0123456789.-", "０１２３４５６７８９．－"))
    assert numbers.parse_number(wide) == value


@given(amounts)
def test_the_printed_decimals_are_kept(value: Decimal) -> None:
    assert str(numbers.parse_number(str(value))) == str(value)


@given(amounts, st.sampled_from(sorted(numbers.CURRENCY_UNITS)))
def test_the_package_unit_and_yuan_are_the_same_money(value: Decimal, unit: str) -> None:
    in_package_unit = numbers.to_package_unit(value, unit)
    assert numbers.to_yuan(in_package_unit, "万元") == numbers.to_yuan(value, unit)


@pytest.mark.parametrize(
    "text",
    ["1,263.8O", "12,34", "1.2.3", "1 263", "一百", "1e5", "", "1263.84元", "--1", ".5", "٣"],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(numbers.NotAnAmountError):
        numbers.parse_number(text)


@pytest.mark.parametrize(
    ("text", "value", "status"),
    [
        ("0", Decimal(0), "published"),
        ("0.00", Decimal("0.00"), "published"),
        ("-12.50", Decimal("-12.50"), "published"),
        ("不涉及", None, "not_applicable"),
        ("—", None, "dash"),
        ("-", None, "dash"),
    ],
)
def test_zero_a_dash_and_not_applicable_stay_apart(
    text: str, value: Decimal | None, status: str
) -> None:
    assert numbers.parse_figure(text) == (value, status)


def test_yuan_are_written_without_an_exponent() -> None:
    assert str(numbers.to_yuan(Decimal("1263.84"), "万元")) == "12638400"
