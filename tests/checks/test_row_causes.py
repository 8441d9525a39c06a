"""A row printed twice, or left out, is told; what follows from it is not, and names it."""

import pytest

from tests.paths import SMALL, convert_text, rows_of, text_of

CLASS = "5	213	农林水支出	335.50	135.50	200.00			\n"
ITEM = "8	2130305	水利工程建设	125.50	125.50				\n"
OF_NUMBERS = "row-numbers"


def found(text: str, status: str) -> list[tuple[str, str]]:
    rows = rows_of(convert_text(text), "checks")
    return [(str(r["check_id"]), str(r["message"])) for r in rows if r["status"] == status]


def told(text: str) -> list[str]:
    before = found(text_of(SMALL), "fail")
    return [rule for rule, said in found(text, "fail") if (rule, said) not in before]


@pytest.mark.parametrize("row", [CLASS, ITEM])
def test_a_row_printed_twice_is_told_and_no_sum_that_counts_it_twice(row: str) -> None:
    text = text_of(SMALL).replace(row, row + row, 1)
    assert set(told(text)) == {"repeated-row", OF_NUMBERS}
    assert any("可能印了两次" in said for _, said in found(text, "not_comparable"))


def test_a_class_left_out_is_told_and_no_table_that_has_it() -> None:
    text = text_of(SMALL).replace(CLASS, "", 1)
    assert set(told(text)) == {"codes-through-levels", OF_NUMBERS}
    assert any("没有列出 213" in said for _, said in found(text, "not_comparable"))


def test_a_sum_that_is_wrong_besides_is_told_besides() -> None:
    wrong = text_of(SMALL).replace(ITEM, ITEM + ITEM, 1)
    wrong = wrong.replace(
        "6	21303	水利	335.50	135.50	200.00			",
        "6	21303	水利	336.50	135.50	200.00			",
        1,
    )
    assert "section-of-items" in told(wrong)


def test_what_another_table_lacks_is_told_all_the_same() -> None:
    text = text_of(SMALL).replace(ITEM, "", 1)
    assert "revenue-vs-expenditure" in told(text)
