"""Printed figures: exact decimals; blank, 0, a dash and 不涉及 stay apart."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yusuan.binding.rows import whole_code
from yusuan.printed import numbers
from yusuan.printed.codes import read_row_number, split_code
from yusuan.printed.column_numbers import is_column_numbers
from yusuan.printed.numerals import chinese_integer

amounts = st.decimals(
    min_value=Decimal("-99999999999.99"),
    max_value=Decimal("99999999999.99"),
    places=2,
    allow_nan=False,
    allow_infinity=False,
)


@given(amounts)
def test_a_printed_amount_reads_back_exactly(value: Decimal) -> None:
    assert numbers.parse_figure(str(value)) == (value, "published")


@given(amounts)
def test_thousands_separators_do_not_change_the_value(value: Decimal) -> None:
    assert numbers.parse_figure(f"{value:,}") == (value, "published")


@given(amounts)
def test_full_width_digits_do_not_change_the_value(value: Decimal) -> None:
    wide = str(value).translate(str.maketrans("0123456789.-", "０１２３４５６７８９．－"))
    assert numbers.parse_figure(wide) == (value, "published")


@given(amounts)
def test_the_printed_decimals_are_kept(value: Decimal) -> None:
    assert str(numbers.parse_figure(str(value))[0]) == str(value)


@given(amounts, st.sampled_from(sorted(numbers.CURRENCY_UNITS)))
def test_the_package_unit_and_yuan_are_the_same_money(value: Decimal, unit: str) -> None:
    in_package_unit = numbers.to_package_unit(value, unit)
    assert numbers.to_yuan(in_package_unit, "万元") == numbers.to_yuan(value, unit)


@pytest.mark.parametrize(
    "text",
    ["1,263.8O", "12,34", "1.2.3", "12 63", "一百", "1e5", "", "1263.84元", "--1", ".5", "٣"],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(numbers.NotAnAmountError):
        numbers.parse_figure(text)


@pytest.mark.parametrize(
    ("text", "value", "status"),
    [
        ("0", Decimal(0), "published"),
        ("0.00", Decimal("0.00"), "published"),
        ("-12.50", Decimal("-12.50"), "published"),
        ("不涉及", None, "not_applicable"),
        ("无", None, "not_applicable"),
        ("— —", None, "dash"),
        ("—", None, "dash"),
        ("-", None, "dash"),
    ],
)
def test_zero_a_dash_and_not_applicable_stay_apart(
    text: str, value: Decimal | None, status: str
) -> None:
    assert numbers.parse_figure(text) == (value, status)


READ = {
    "1263.84①": ("1263.84", None, "①"),
    "￥1263.84": ("1263.84", None, ""),
    "-¥1263.84": ("-1263.84", None, ""),
    "￥-1263.84": ("-1263.84", None, ""),
    "¥ △1263.84": ("-1263.84", None, ""),
    "1263.84¹": ("1263.84", None, "¹"),
    "1263.84₂": ("1263.84", None, "₂"),
    "40.00²": ("40.00", None, "²"),
    "3①": ("3", None, "①"),
    "3[1]": ("3", None, "[1]"),
    "1263.84注1": ("1263.84", None, "注1"),
    "3[注]": ("3", None, "[注]"),
    "3【注1】": ("3", None, "【注1】"),
    "3★": ("3", None, "★"),
    "**1263.84**": ("1263.84", None, ""),
    "'1263.84": ("1263.84", None, ""),
    "1263.84（万元）": ("1263.84", "万元", ""),
    "1263.84万 元": ("1263.84", "万元", ""),
    "(0.00)": ("0.00", None, ""),
    "(1,263.84)": ("-1263.84", None, ""),
    "（1263.84）": ("-1263.84", None, ""),
    "△1263.84": ("-1263.84", None, ""),
    "▲1263.84": ("-1263.84", None, ""),
    "▽1263.84": ("-1263.84", None, ""),
    "–1263.84": ("-1263.84", None, ""),
    "—1263.84": ("-1263.84", None, ""),
    "－1263.84": ("-1263.84", None, ""),
    "- 1263.84": ("-1263.84", None, ""),
    "1263.84万元": ("1263.84", "万元", ""),
    "3辆": ("3", "辆", ""),
    "1263. 84": ("1263.84", None, ""),
    "1 263.84": ("1263.84", None, ""),
    "1 2 6 3 . 8 4": ("1263.84", None, ""),
    "１２６３．８４": ("1263.84", None, ""),
    "1263\u00ad.84\u200b": ("1263.84", None, ""),
}


@pytest.mark.parametrize("text", READ)
def test_a_cell_is_read_whole_and_its_mark_and_unit_kept_apart(text: str) -> None:
    value, unit, mark = READ[text]
    figure = numbers.read_figure(text)
    assert (str(figure.value), figure.unit, figure.mark) == (value, unit, mark)


@pytest.mark.parametrize(
    "text",
    [
        *("②", "1263.8O", "12 34", "126 3.84", "12,34", "1.2.3", "12.", ".5", "1𝟑", "3½", "٣"),
        *(
            "12(万元",
            "12)",
            "'12'",
            "**12",
            "12【",
            "-(12)",
            "(-12)",
            "1300余",
            "12(3)",
            "1e5",
            "--1",
            "\u202e12",
            "12 345 6",
            "9" * 400,
        ),
    ],
)
def test_a_cell_that_is_no_figure_for_certain_is_refused(text: str) -> None:
    with pytest.raises(numbers.NotAnAmountError):
        numbers.read_figure(text)


@pytest.mark.parametrize(
    ("text", "decimals"), [("1,263.84①", 2), ("8", 0), ("1263. 8", 1), ("123元1角1分", 2)]
)
def test_the_precision_of_a_figure_does_not_count_its_mark(text: str, decimals: int) -> None:
    assert numbers.printed_decimals(text) == decimals


NUMERALS = {
    "壹仟叁佰叁拾陆万贰仟叁佰": 13362300,
    "一千三百": 1300,
    "十二": 12,
    "一百零五": 105,
    "一百五": None,
    "三万五": None,
    "三万五千亿": 3_500_000_000_000,
    "一亿二千万": 120_000_000,
    "二〇二三": None,
    "万": None,
}


@pytest.mark.parametrize("text", NUMERALS)
def test_a_chinese_numeral_is_well_formed_or_none(text: str) -> None:
    assert chinese_integer(text) == NUMERALS[text]


CODES = {
    "2150501": "2150501",
    "２１５０５０１": "2150501",
    "215 05 01": "2150501",
    "2150501*": "2150501",
    "2150501①": "2150501",
    "2150501.": "2150501",
    "[2150501]": "2150501",
    "2150501.0": None,
    "215O501": None,
    "٢١٥": None,
}


@pytest.mark.parametrize("text", CODES)
def test_a_code_is_read_in_whatever_form_it_is_printed(text: str) -> None:
    assert whole_code(text) == CODES[text]


def test_a_cell_with_code_and_name_is_split() -> None:
    assert split_code("2150501行政运行") == ("2150501", "行政运行")
    assert split_code("215 工业") == ("215", "工业")
    assert split_code("2150501") is None
    assert split_code("21505012行政运行") is None


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("１", 1), ("1.", 1), ("①", None)])
def test_a_row_number(text: str, number: int | None) -> None:
    assert read_row_number(text) == number


@pytest.mark.parametrize(
    ("printed", "value"), [("0.75", "0.75"), ("00.00", "0.00"), ("06.75", None), ("006", "6")]
)
def test_a_nought_before_other_digits_is_the_rest_of_a_number(
    printed: str, value: str | None
) -> None:
    read = numbers.whole_number(printed)
    assert read == (None if value is None else Decimal(value))


def test_yuan_are_written_without_an_exponent() -> None:
    assert str(numbers.to_yuan(Decimal("1263.84"), "万元")) == "12638400"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("**|1|2|3|4|5|1|7", True),  # a narrow cell hides a digit of one
        ("**|1|2|3|4|5|6|7|8|9|10|1|1|13", True),
        ("**|1|2|3|4|5|6|7|8|9|10|3|1|13", False),
        ("**|1|2|3|4|5|1|1", False),
        ("合计|1|2|3|4|5|1|7", False),
        ("**|1|2|7", False),
    ],
)
def test_numbers_of_some_of_many_columns_may_be_cut(row: str, expected: bool) -> None:
    assert is_column_numbers(row.split("|")) is expected
