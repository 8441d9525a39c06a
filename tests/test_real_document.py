"""The real disclosure of 2023, and the committed package made of it."""

import re
from decimal import Decimal

import pytest

from tests.paths import PACKAGE, REAL, converted, rows_of, text_of
from yusuan.evidence.places import LinePlace, parse_place
from yusuan.views.lines import BUDGET_LINES

DISCLOSURE = converted(REAL)


def test_every_line_is_accounted_for() -> None:
    assert sum(DISCLOSURE.kinds.values()) == 768


def test_blank_lines_are_those_without_text() -> None:
    blank = sum(not line.strip() for line in text_of(REAL).split("\n"))
    assert DISCLOSURE.kinds["blank"] == blank == 191


@pytest.mark.parametrize(
    ("resource", "count"),
    [("projects", 17), ("performance_indicators", 171), ("glossary", 10), ("institutions", 1)],
)
def test_counts(resource: str, count: int) -> None:
    assert len(rows_of(DISCLOSURE, resource)) == count


def test_every_two_decimal_figure_outside_the_performance_section_is_a_budget_line() -> None:
    lines = text_of(REAL).split("\n")
    begin, end = lines.index("五、预算绩效信息"), lines.index("六、政府采购预算情况")
    printed = [
        (str(LinePlace(number, column)), cell)
        for number, line in enumerate(lines, start=1)
        if "\t" in line and not begin <= number - 1 < end
        for column, cell in enumerate(line.split("\t"), start=1)
        if re.fullmatch(r"\d+\.\d\d", cell)
    ]
    found = {(row["place"], row["published_text"]) for row in rows_of(DISCLOSURE, "budget_lines")}
    assert len(printed) == 167
    assert set(printed) <= found


def test_the_documented_filter_sums_to_total_expenditure() -> None:
    assert "resource = expenditure、field = total、is_leaf = true" in BUDGET_LINES.description
    total = sum(
        Decimal(str(row["amount_yuan"]))
        for row in rows_of(DISCLOSURE, "budget_lines")
        if row["resource"] == "expenditure" and row["field"] == "total" and row["is_leaf"]
    )
    assert total == Decimal("13362300")


def test_each_budget_line_quotes_the_cell_it_points_to() -> None:
    lines = text_of(REAL).split("\n")
    for row in rows_of(DISCLOSURE, "budget_lines"):
        place = parse_place(str(row["place"]))
        assert isinstance(place, LinePlace)
        assert place.cell is not None
        assert lines[place.line - 1].split("\t")[place.cell - 1] == row["published_text"]


def test_each_row_points_to_lines_that_hold_its_text() -> None:
    lines = text_of(REAL).split("\n")
    for row in rows_of(DISCLOSURE, "performance_indicators"):
        start, end = parse_place(str(row["place"])), parse_place(str(row["place_end"]))
        assert isinstance(start, LinePlace)
        assert isinstance(end, LinePlace)
        assert str(row["level3"])[:4] in "".join(lines[start.line - 1 : end.line])


def test_the_committed_source_is_the_document_byte_for_byte() -> None:
    [row] = rows_of(DISCLOSURE, "documents")
    assert row["sha256"] == "44cb91836c8378ec7158e02fd6a09b690f7b1c73fc62ccc76de7dcaeb897189b"
    assert row["document_id"] == str(row["sha256"])[:12]
    assert (PACKAGE / str(row["path"])).stat().st_size == row["bytes"] == 69158


def test_a_change_against_last_year_is_a_stated_amount() -> None:
    change = next(
        row for row in rows_of(DISCLOSURE, "stated_amounts") if row["published_text"] == "140.06"
    )
    assert (change["amount_type"], change["change_direction"], change["compared_year"]) == (
        "change",
        "decrease",
        2022,
    )


def test_a_code_with_two_names_keeps_each_as_printed() -> None:
    names = {
        row["function_name"]
        for resource in ("revenue", "expenditure", "general_public_budget_expenditure")
        for row in rows_of(DISCLOSURE, resource)
        if row["function_code"] == "21505"
    }
    assert names == {"工业和信息产业监管", "工业和信息化产业监管"}


def test_the_carryover_of_appropriation_has_its_parent() -> None:
    row = next(
        row
        for row in rows_of(DISCLOSURE, "fiscal_appropriation_summary")
        if (row["row_no"], row["side"]) == (34, "revenue")
    )
    assert row["row_key"] == "年初财政拨款结转和结余/一般公共预算拨款"
    assert (row["item_name"], row["parent_key"]) == ("一般公共预算拨款", "年初财政拨款结转和结余")
