"""The wrong unit of a whole table is told once, as the cause, and what follows from it is not told."""

import pytest

from tests.paths import SMALL, convert_text, rows_of, text_of

UNIT = "单位：万元"
EXPENDITURE = "\n部门预算支出总表\n\n345 示例县水务局\n\n预算年度：2024\n\n"


def said(text: str, status: str) -> list[str]:
    rows = rows_of(convert_text(text), "checks")
    return [str(row["message"]) for row in rows if row["status"] == status]


def told(text: str) -> list[str]:
    """What disagrees in ``text``, and does not in the document as it is."""
    before = said(text_of(SMALL), "fail")
    return [message for message in said(text, "fail") if message not in before]


def test_the_wrong_unit_of_a_table_is_one_finding_that_names_it() -> None:
    text = text_of(SMALL).replace(EXPENDITURE + UNIT, f"{EXPENDITURE}单位：元")
    cause = "“部门预算支出总表”（第 91 行）的金额单位印作“元”"
    (found,) = told(text)
    assert found.startswith(cause)
    assert "385.50元（第 102 行），而本年支出合计 385.50（第 56 行）" in found
    assert sum(cause in message for message in said(text, "not_comparable")) > 30


def test_the_unit_of_all_tables_against_the_text_is_one_finding() -> None:
    found = told(text_of(SMALL).replace(UNIT, "单位：元"))
    assert sum("情况说明中金额的单位与各表的不同" in message for message in found) == 1
    assert not any("“部门预算支出总表”（" in message for message in found)


def test_a_figure_that_is_wrong_besides_is_told_besides() -> None:
    before, table = text_of(SMALL).split(EXPENDITURE + UNIT)
    table = table.replace("城乡社区支出	50.00	50.00", "城乡社区支出	51.00	50.00", 1)
    found = told(f"{before}{EXPENDITURE}单位：元{table}")
    assert any("212 城乡社区支出 51.00元" in message for message in found)


@pytest.mark.parametrize("printed", ["300.00元", "30.00"])
def test_one_figure_of_another_unit_or_size_is_told_by_itself(printed: str) -> None:
    item = "1	一、一般公共预算拨款收入	"
    found = told(text_of(SMALL).replace(f"{item}300.00", f"{item}{printed}", 1))
    assert len(found) > 1
    assert not any("的金额单位印作" in message for message in found)
