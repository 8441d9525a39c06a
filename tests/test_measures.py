"""Which printed figure a disclosure is known by, in tables that print several years or funds."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.paths import PACKAGE
from yusuan.pages.measures import MEASURE_BY_NAME, find
from yusuan.pages.model import Disclosure, Record, read_site, text

THREE_PUBLIC = MEASURE_BY_NAME["three_public"]


@pytest.fixture(scope="module")
def disclosure() -> Disclosure:
    return read_site(PACKAGE).disclosures[0]


def with_rows(disclosure: Disclosure, field: str, *periods: str) -> Disclosure:
    """Its “三公” total once for each period, the figures in the column ``field``."""
    found = find(THREE_PUBLIC, disclosure)
    assert found is not None
    assert found.figure is not None
    rows: list[Record] = []
    figures: dict[str, Record] = {}
    for number, period in enumerate(periods, start=1):
        rows.append({**found.row, "row_key": f"{period}/合计", "period": period})
        line = f"{disclosure.id}.{THREE_PUBLIC.resource}.{period}/合计.{field}"
        figures[line] = {**found.figure, "published_text": f"{number}.00"}
    all_rows = {**disclosure.rows, THREE_PUBLIC.resource: tuple(rows)}
    return replace(disclosure, rows=all_rows, figures=figures)


def test_the_year_before_is_not_taken_for_the_year(disclosure: Disclosure) -> None:
    found = find(THREE_PUBLIC, with_rows(disclosure, "total", "previous", "current", "change"))
    assert found is not None
    assert found.figure is not None
    assert text(found.figure, "published_text") == "2.00"


def test_a_total_that_is_not_printed_beside_its_parts_is_not_called_blank(
    disclosure: Disclosure,
) -> None:
    assert find(THREE_PUBLIC, with_rows(disclosure, "general_public_budget", "current")) is None


def test_a_row_without_any_figure_is_blank(disclosure: Disclosure) -> None:
    blank = replace(with_rows(disclosure, "total", "current"), figures={})
    found = find(THREE_PUBLIC, blank)
    assert found is not None
    assert found.figure is None


def test_a_column_that_no_table_has_is_not_called_blank(disclosure: Disclosure) -> None:
    cells = tuple(c for c in disclosure.of("published_cells") if c["field"] != "project")
    other = replace(disclosure, rows={**disclosure.rows, "published_cells": cells}, figures={})
    assert find(MEASURE_BY_NAME["project"], other) is None
    assert find(MEASURE_BY_NAME["basic"], other) is not None


def summary_of(disclosure: Disclosure, *kinds: tuple[str, str]) -> Disclosure:
    """Its summary with rows of revenue of these names and types alone, each with a figure."""
    measure = MEASURE_BY_NAME["revenue_total"]
    found = find(measure, disclosure)
    assert found is not None
    assert found.figure is not None
    rows: list[Record] = []
    figures: dict[str, Record] = {}
    for number, (item, row_type) in enumerate(kinds, start=1):
        row = {**found.row, "row_key": item, "item": item, "row_type": row_type}
        rows.append({**row, "amount": number})
        line = f"{disclosure.id}.budget_summary.{item}-revenue.amount"
        figures[line] = {**found.figure, "published_text": f"{number}.00"}
    return replace(
        disclosure, rows={**disclosure.rows, "budget_summary": tuple(rows)}, figures=figures
    )


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([("合计", "current_year_total"), ("一、财政拨款", "item")], "1.00"),
        ([("本年收入合计", "current_year_total")], None),
        ([("合计", "current_year_total"), ("上年结转", "carryover")], None),
        ([("合计", "current_year_total"), ("总计", "grand_total")], "2.00"),
    ],
)
def test_the_only_total_of_a_side_is_of_all_of_it(
    disclosure: Disclosure, kinds: list[tuple[str, str]], expected: str | None
) -> None:
    found = find(MEASURE_BY_NAME["revenue_total"], summary_of(disclosure, *kinds))
    assert (found and found.figure and text(found.figure, "published_text")) == expected


@pytest.mark.parametrize(
    ("others", "expected"),
    [("0.00", "5.58"), ("1.00", None), (None, None)],
    ids=["printed as 0", "an amount of their own", "blank"],
)
def test_one_fund_is_the_total_where_the_others_are_printed_as_0(
    disclosure: Disclosure, others: str | None, expected: str | None
) -> None:
    found = find(THREE_PUBLIC, disclosure)
    assert found is not None
    assert found.figure is not None
    printed = {"general_public_budget": "5.58", "government_fund": others, "state_capital": others}
    start = f"{disclosure.id}.{THREE_PUBLIC.resource}.合计"
    row = {**found.row, "row_key": "合计", "total": None}
    row |= {fund: Decimal(each) if each else None for fund, each in printed.items()}
    cells = tuple(c for c in disclosure.of("published_cells") if c["field"] != "total")
    other = replace(
        disclosure,
        rows={**disclosure.rows, THREE_PUBLIC.resource: (row,), "published_cells": cells},
        figures={
            f"{start}.{fund}": {**found.figure, "published_text": each}
            for fund, each in printed.items()
            if each
        },
    )
    only = find(THREE_PUBLIC, other)
    assert (only and only.figure and text(only.figure, "published_text")) == expected


def test_final_accounts_print_a_row_for_each_part_of_basic_expenditure(
    disclosure: Disclosure,
) -> None:
    measure = MEASURE_BY_NAME["personnel"]
    found = find(measure, disclosure)
    assert found is not None
    assert found.figure is not None
    row = {**found.row, "row_key": "人员经费合计", "economic_name": "人员经费合计", "level": 1}
    line = f"{disclosure.id}.{measure.resource}.人员经费合计.total"
    cells = tuple(c for c in disclosure.of("published_cells") if c["field"] != "personnel")
    other = replace(
        disclosure,
        rows={**disclosure.rows, measure.resource: (row,), "published_cells": cells},
        figures={line: found.figure},
    )
    again = find(measure, other)
    assert again is not None
    assert again.figure == found.figure
    assert find(measure.planned("initial_budget"), other) is None


def test_an_outcome_that_is_blank_beside_its_plan_is_blank(disclosure: Disclosure) -> None:
    found = find(THREE_PUBLIC, disclosure)
    assert found is not None
    assert found.figure is not None
    planned = f"{disclosure.id}.{THREE_PUBLIC.resource}.合计.initial_budget"
    row = {**found.row, "row_key": "合计"}
    other = replace(
        disclosure,
        rows={**disclosure.rows, THREE_PUBLIC.resource: (row,)},
        figures={planned: found.figure},
    )
    came = find(THREE_PUBLIC, other)
    assert came is not None
    assert came.figure is None


def test_what_else_the_table_lists_is_not_three_public(disclosure: Disclosure) -> None:
    """All of administration before it, conferences beside it: their total is another."""
    [*rows] = disclosure.of(THREE_PUBLIC.resource)
    before: Record = {**rows[0], "row_key": "行政经费", "item_id": "administrative"}
    called: Record = {**rows[1], "item_name": "一般公共预算拨款安排的“三公”经费预算"}
    altered = {**disclosure.rows, THREE_PUBLIC.resource: (before, rows[0], called, *rows[2:])}
    found = find(THREE_PUBLIC, replace(disclosure, rows=altered))
    assert found is not None
    assert found.row is called


def test_one_of_several_units_is_not_the_whole(disclosure: Disclosure) -> None:
    found = find(THREE_PUBLIC, disclosure)
    assert found is not None
    one, other = ({**found.row, "row_key": unit, "unit_name": unit} for unit in ("一院", "二院"))

    def of(*rows: Record) -> Disclosure:
        return replace(disclosure, rows={**disclosure.rows, THREE_PUBLIC.resource: rows})

    assert find(THREE_PUBLIC, of(one, other)) is None


def test_the_first_of_several_classes_or_units_is_not_the_whole(disclosure: Disclosure) -> None:
    basic = MEASURE_BY_NAME["basic"]
    found = find(basic, disclosure)
    assert found is not None
    without = tuple(row for row in disclosure.of(basic.resource) if row is not found.row)
    classes = tuple({**row, "level": 0} for row in without)

    def of(*rows: Record) -> Disclosure:
        return replace(disclosure, rows={**disclosure.rows, basic.resource: rows})

    assert find(basic, of(*classes)) is None
    [one] = [found for found in [find(basic, of(classes[0]))] if found]
    assert one.row is classes[0]


@pytest.mark.parametrize(("units", "printed"), [(("甲所",), "2.00"), (("甲所", "乙所"), None)])
def test_an_item_of_the_one_unit_that_a_table_lists_is_that_of_the_whole(
    disclosure: Disclosure, units: tuple[str, ...], printed: str | None
) -> None:
    """As its “三公” expenditure is; of several units without a total none is."""
    reception = MEASURE_BY_NAME["reception"]
    found = find(reception, disclosure)
    assert found is not None
    assert found.figure is not None
    key = "{}/公务接待费"
    rows = tuple(
        {**found.row, "row_key": key.format(unit), "unit_name": unit, "period": None}
        for unit in units
    )
    figures = {
        f"{disclosure.id}.{reception.resource}.{row['row_key']}.total": found.figure for row in rows
    }
    listed = {**disclosure.rows, reception.resource: rows}
    whole = find(reception, replace(disclosure, rows=listed, figures=figures))
    assert (whole and whole.figure and text(whole.figure, "published_text")) == printed
