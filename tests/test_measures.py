"""Which printed figure a disclosure is known by, in tables that print several years or funds."""

from dataclasses import replace

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
