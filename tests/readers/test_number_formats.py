"""Numbers as Excel prints them: by a table a person can read, and against LibreOffice."""

import csv
import re
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from yusuan.readers.number_formats import plain_general, print_number, print_text

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '
PRINTED = [
    ("1234.5", "General", "1234.5"),
    ("0.1", "General", "0.1"),
    ("123456789.123456", "General", "123456789.1"),
    ("123456789012", "General", "1.23457E+11"),
    ("0.00001234", "General", "0.00001234"),
    ("1234.5", "0", "1235"),
    ("0.285", "0.00", "0.29"),
    ("-2.5", "0", "-3"),
    ("1234567.891", "#,##0.00", "1,234,567.89"),
    ("-1234.5", "#,##0.00_);(#,##0.00)", "(1,234.50)"),
    ("1234.5", "#,##0.00_);(#,##0.00)", "1,234.50"),
    ("1234.5", ACCOUNTING, "1,234.50"),
    ("-12.345", ACCOUNTING, "-12.35"),
    ("0", ACCOUNTING, "-"),
    ("0", "#,##0.00;-#,##0.00;", ""),
    ("5", ";;;", ""),
    ("0.1234", "0.00%", "12.34%"),
    ("5", "000", "005"),
    ("1.5", "?.??", "1.5"),
    ("0.5", "#.##", ".5"),
    ("1234567", "0.0,", "1234.6"),
    ("12345", "0.00E+00", "1.23E+04"),
    ("0.5", "# ?/?", "1/2"),
    ("-5", '"¥"#,##0.00', "-¥5.00"),
    ("-5", "[Red]-0.00", "--5.00"),
    ("8", '[>=3]"多"0;[<0]"负"0;0', "多8"),
    ("12", '0"万元"', "12万元"),
    ("3000000", '0!.0000"万元"', "300.0000万元"),
    ("12345", '0!.0,"万"', "1.2万"),
    ("45000", "yyyy/m/d", "2023/3/15"),
    ("45000.75", 'yyyy"年"m"月"d"日" h:mm', "2023年3月15日 18:00"),
    ("1.5", "[h]:mm:ss", "36:00:00"),
    ("0.51", "h:mm AM/PM", "12:14 PM"),
    ("45000", "[$-804]aaaa", "星期三"),
    ("3.5", "@", "3.5"),
]


@pytest.mark.parametrize(("value", "code", "text"), PRINTED)
def test_numbers(value: str, code: str, text: str) -> None:
    assert print_number(Decimal(value), code) == text


@pytest.mark.parametrize(
    ("code", "text"),
    [("General", "甲"), ("0.00", "甲"), ("_ @_ ", "甲"), ('@"元"', "甲元"), (";;;", ""),
     (ACCOUNTING, "甲")],
)  # fmt: skip
def test_texts(code: str, text: str) -> None:
    assert print_text("甲", code) == text


def test_days_are_counted_from_1904_where_the_file_says_so() -> None:
    assert print_number(Decimal(0), "yyyy-mm-dd", date_1904=True) == "1904-01-01"


@given(st.floats(allow_nan=False, allow_infinity=False), st.text('0#?.,;%E+-/@ymdhs"\\_*[]<>=$1aG'))
def test_no_format_is_an_error(value: float, code: str) -> None:
    assert isinstance(print_number(Decimal(repr(value)), code), str)
    assert isinstance(print_text("甲", code), str)


@given(st.decimals(-(10**9), 10**9, places=2))
def test_two_places_are_printed_as_they_are(value: Decimal) -> None:
    printed = print_number(value, "#,##0.00").replace(",", "")
    assert Decimal(printed) == value
    assert Decimal(plain_general(value)) == pytest.approx(value, abs=Decimal("0.5"))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_prints_the_same(tmp_path: Path) -> None:
    """But for the sign of a number that is rounded to nought, which Excel keeps."""
    values = ["0", "1", "-1", "0.5", "-0.005", "12.345", "1234.5", "-98765.4321", "1234567.891",
              "45000.25", "0.00012", "99999.995", "100"]  # fmt: skip
    codes = ["0", "0.0", "0.00", "#,##0", "#,##0.00", "0%", "0.00%", "#,##0.00_);(#,##0.00)",
             "0.00E+00", "000.0", "0.0,", ACCOUNTING, "0.00;-0.00;-", "#,##0.0000",
             '"甲"0.00"乙"', "[<0]-0.0;0.00", "0.00_ ", "#,##0.00;[Red]#,##0.00"]  # fmt: skip
    pairs = [(value, code) for value in values for code in codes]
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet()
    for row, (value, code) in enumerate(pairs):
        sheet.write_number(row, 0, float(value), book.add_format({"num_format": code}))
    book.close()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", str(tmp_path),
         str(tmp_path / "a.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        printed = ["".join(row).strip() for row in csv.reader(file)]
    ours = [print_number(Decimal(value), code) for value, code in pairs]
    different = [
        (value, code, theirs, mine)
        for (value, code), theirs, mine in zip(pairs, printed, ours, strict=True)
        if theirs != mine and (theirs != mine[1:] or re.search("[1-9]", mine))
    ]
    assert different == []
