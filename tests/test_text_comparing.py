"""What counts as the same text: forms of a character, quotation marks, what is invisible."""

import pytest

from yusuan.text import compact, key

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
