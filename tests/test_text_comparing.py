"""What counts as the same text: forms of a character, quotation marks, what is invisible."""

import re
import sys
from unicodedata import normalize

import pytest

from yusuan.printed.characters import DIGIT_MARKS
from yusuan.printed.text import compact, key

TITLE = "部门预算财政拨款三公经费支出表"


@pytest.mark.parametrize(
    "printed",
    [
        "部门预算财政拨款“三公”经费支出表",
        "部⻔预算财政拨款 “三公” 经费⽀出表",
        "部門預算財政撥款「三公」經費支出表",
        "部门预算财政拨款″三公″经费支出表",
        "部门预算财政拨款«三公»经费支出表",
        "部门预算财政拨款〈三公〉经费支出表",
        "部门预算财政拨款❝三公❞经费支出表",
        "部门预算财政拨款``三公''经费支出表",
        "部门\u200b预算\u00ad财政拨款\ufeff三公经费支出表",
    ],
)
def test_one_title_in_many_forms(printed: str) -> None:
    assert key(printed) == TITLE


def test_compact_keeps_quotation_marks_and_drops_what_is_invisible() -> None:
    assert compact("⻔ “三\u200b公”\u00ad １") == "门“三公”1"


def test_no_mark_and_no_unit_turns_into_a_digit() -> None:
    assert compact("3① 40.00² ㎡ CO₂ ½") == "3①40.00²㎡CO₂½"
    assert compact("⑴收入 ⒈支出") == "(1)收入1.支出"
    assert compact("5⑴") == "5⑴"


def test_the_marks_are_all_that_become_digits_otherwise() -> None:
    marks = re.compile(f"[{DIGIT_MARKS}]")
    for character in map(chr, range(0x80, sys.maxunicode + 1)):
        becomes = normalize("NFKC", character)
        digits = becomes != character and any(digit in becomes for digit in "0123456789")
        full_width = "０" <= character <= "９"
        assert bool(marks.match(character)) == (digits and not full_width), hex(ord(character))
