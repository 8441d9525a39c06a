"""Of which stage a figure is: what its head says, whatever the document is."""

from dataclasses import replace

import pytest

from tests.binding.grids import STATEMENT, captioned
from tests.test_lines import FACTS
from yusuan.binding.bound import BoundTable, Unbound
from yusuan.binding.model import CaptionedGrid
from yusuan.binding.statements import fact_table
from yusuan.binding.tables import bind_table
from yusuan.evidence.model import Part
from yusuan.evidence.places import TablePlace
from yusuan.facts.model import StatementKind
from yusuan.layouts.loading import load_layout
from yusuan.views.lines import BUDGET_LINES, line_rows

SUMMARY = """
    收入|<|支出|<
    项目|{0}|项目|{0}
    一、一般公共预算财政拨款收入|7.00|一、一般公共服务支出|7.00
    本年收入合计|7.00|本年支出合计|7.00
    """
LIST = """
    科目编码|科目名称|{0}
    201|一般公共服务支出|7.00
    20101|人大事务|7.00
    合计|<|7.00
    """
EXPENSES = """
    项目|{0}
    公务接待费|7.00
    合计|7.00
    """


def bound(grid: CaptionedGrid, kind: StatementKind | None) -> BoundTable:
    statement = replace(STATEMENT, kind=kind)
    found = bind_table(grid, statement, load_layout("base"))
    assert isinstance(found, BoundTable), found
    return found


def fields(table: BoundTable) -> set[str]:
    return {name for entry in table.entries for name in entry.figures}


@pytest.mark.parametrize(
    ("head", "kind", "field"),
    [
        ("预算数", "final_accounts", "budget"),
        ("年初预算数", "final_accounts", "initial_budget"),
        ("全年预算数", "final_accounts", "adjusted_budget"),
        ("调整预算数", "final_accounts", "adjusted_budget"),
        ("2026年预算数", "final_accounts", "budget"),
        ("决算数", "final_accounts", None),
        ("金额", "final_accounts", None),
        ("预算数", "budget", None),
        ("年初预算数", "budget", None),
        ("调整预算数", "budget", "adjusted_budget"),
        ("金额", "budget", None),
    ],
)
@pytest.mark.parametrize(
    ("title", "drawn", "whole"),
    [
        ("收入支出总表", SUMMARY, "amount"),
        ("一般公共预算财政拨款支出表", LIST, "total"),
        ("“三公”经费支出表", EXPENSES, "total"),
    ],
)
def test_the_only_amount_of_a_table_is_of_the_stage_that_its_head_says(
    title: str, drawn: str, whole: str, head: str, kind: StatementKind, field: str | None
) -> None:
    table = bound(captioned(title, drawn.format(head)), kind)
    assert (fields(table), table.leftovers) == ({field or whole}, ())


@pytest.mark.parametrize(
    ("heads", "found"),
    [
        ("预算数|决算数", {"budget": "9.00", "total": "8.00"}),
        ("年初预算数|决算数", {"initial_budget": "9.00", "total": "8.00"}),
        ("全年预算数|执行数", {"adjusted_budget": "9.00", "total": "8.00"}),
        ("2025年预算数|2026年预算数", {"previous_budget": "9.00", "budget": "8.00"}),
    ],
)
def test_two_amounts_of_final_accounts(heads: str, found: dict[str, str]) -> None:
    drawn = f"项目|{heads}\n公务接待费|9.00|8.00"
    (entry,) = bound(captioned("“三公”经费支出表", drawn), "final_accounts").entries
    assert {name: str(figure.value) for name, figure in entry.figures.items()} == found


@pytest.mark.parametrize(
    ("heads", "field"),
    [
        ("预算数|全年执行数|执行率", "budget"),
        ("全年预算数|全年执行数|执行率", "adjusted_budget"),
        ("年初预算数|全年执行数|执行率", "initial_budget"),
    ],
)
def test_a_list_of_evaluations_claims_no_stage_that_its_head_does_not_say(
    heads: str, field: str
) -> None:
    drawn = f"序号|项目名称|{heads}|得分\n1|道路养护|9.00|8.00|88.9|98"
    table = bound(captioned("项目支出绩效自评结果汇总表", drawn), "final_accounts")
    assert (table.role, field in fields(table)) == ("project_evaluations", True)


@pytest.mark.parametrize(
    ("note", "field"),
    [
        ("注：预算数为“三公”经费全年预算数，反映按规定程序调整后的预算数。", "adjusted_budget"),
        ("注：预算数指年初预算数。", "initial_budget"),
        ("注：预算数反映财政拨款安排的支出。", "budget"),
        ("注：年初预算数为批复数，全年预算数为调整后的预算数。", "budget"),
    ],
)
def test_a_note_says_which_budget_it_is(note: str, field: str) -> None:
    drawn = captioned("“三公”经费支出决算表", "项目|预算数|决算数\n公务接待费|9.00|8.00")
    noted = replace(drawn, notes=(Part(note, TablePlace(1)),))
    assert fields(bound(noted, "final_accounts")) == {field, "total"}


def test_rows_of_stages_in_final_accounts_need_no_final_row_beside_them() -> None:
    drawn = "项目|合计|公务接待费|公务用车费\n2026年预算数|9.00|3.00|6.00"
    assert fields(bound(captioned("“三公”经费支出表", drawn), "final_accounts")) == {"budget"}


@pytest.mark.parametrize(
    ("head", "kind", "stage"),
    [
        ("预算数", "final_accounts", "budgeted"),
        ("年初预算数", "final_accounts", "approved"),
        ("全年预算数", "budget", "adjusted"),
        ("金额", "final_accounts", "executed"),
        ("决算数", "budget", "executed"),
        ("金额", "budget", "approved"),
        ("金额", None, None),
    ],
)
def test_the_line_of_a_figure_says_its_stage(
    head: str, kind: StatementKind | None, stage: str | None
) -> None:
    table = bound(captioned("“三公”经费支出表", f"项目|{head}\n公务接待费|7.00"), kind)
    (row,) = line_rows(fact_table("0" * 12, table, 1), {**FACTS, "kind": kind})
    assert row[BUDGET_LINES.field_names.index("figure_stage")] == stage


def test_unbound_is_a_table_without_any_amount() -> None:
    grid = captioned("“三公”经费支出表", "项目|备注\n公务接待费|无")
    assert isinstance(bind_table(grid, STATEMENT, load_layout("base")), Unbound)
