"""Codes split over columns: a row that lacks a level has no code, and none of another row."""

import pytest

from tests.binding.grids import STATEMENT, captioned
from yusuan.binding.bound import BoundTable
from yusuan.binding.statements import fact_table
from yusuan.binding.tables import bind_table
from yusuan.binding.unnamed import is_readable
from yusuan.facts.tables import FactTable
from yusuan.layouts.loading import load_layout

SPLIT = """
类|款|项|功能分类科目名称|合计|基本支出|项目支出
208|||社会保障和就业支出|9.00|9.00|
208|05||行政事业单位养老支出|9.00|9.00|
208|05|05|养老保险缴费|6.00|6.00|
208|05|{level}|职业年金缴费|3.00|3.00|
|||合计|9.00|9.00|
"""


def read(drawn: str) -> FactTable:
    table = bind_table(captioned("部门支出总表", drawn), STATEMENT, load_layout("base"))
    assert isinstance(table, BoundTable)
    return fact_table("a", table, 1)


def codes(table: FactTable) -> dict[str, str | None]:
    return {entry.label: entry.code for entry in table.entries}


@pytest.mark.parametrize("level", ["", "□6", "六"])
def test_a_row_that_lacks_its_last_level_has_not_the_code_of_what_holds_it(level: str) -> None:
    table = read(SPLIT.format(level=level))
    assert codes(table)["行政事业单位养老支出"] == "20805"
    assert codes(table)["职业年金缴费"] is None
    assert [(row.lacks, row.label) for row in table.unnamed] == [("code", "职业年金缴费")]
    assert {code.row_key for code in table.unread_codes} <= {"职业年金缴费"}


def test_one_that_prints_it_has_its_own() -> None:
    table = read(SPLIT.format(level="06"))
    assert codes(table)["职业年金缴费"] == "2080506"
    assert (table.unnamed, table.unread_codes) == ((), ())


def test_codes_that_every_unit_prints_again_are_codes() -> None:
    """Two units one below the other, without a column of units: the same codes twice."""
    body = [line for line in SPLIT.format(level="06").splitlines()[2:] if "合计" not in line]
    again = [line.replace("行政事业单位养老", "养老") for line in body]
    table = read("\n".join((SPLIT.splitlines()[1], *body, *again)))
    assert [entry.code for entry in table.entries] == 2 * ["208", "20805", "2080505", "2080506"]


def test_levels_below_a_blank_head_are_of_no_row() -> None:
    body = SPLIT.format(level="06").partition("项目支出\n")[2]
    table = read(f"支出科目|<|<|功能分类科目名称|合计|基本支出|项目支出\n类||项|^|^|^|^\n{body}")
    assert set(codes(table).values()) <= {None, "208"}


def test_a_row_of_names_among_names_lacks_nothing() -> None:
    assert not read("项目|合计|基本支出|项目支出\n人员支出|3.00|3.00|\n办公支出|4.00|4.00|").unnamed


@pytest.mark.parametrize("label", ["□□", "收入□计", "\ufffd\ufffd", "\ue123入", "——"])
def test_what_nobody_can_read_is_no_name(label: str) -> None:
    assert not is_readable(label)


@pytest.mark.parametrize("label", ["□ 人员经费", "收入总计", "（一）", "B", "■三公经费"])
def test_a_mark_before_a_name_is_none_of_it(label: str) -> None:
    assert is_readable(label)
