"""What is not understood, a table or a column, is named as such and makes no other rule fail."""

import pytest

from tests.checks import small_disclosure as small
from tests.checks.small_disclosure import TEXT, failing

TABLES = {
    name: getattr(small, name)
    for name in (
        "SUMMARY", "REVENUE", "EXPENDITURE", "FISCAL_SUMMARY", "GENERAL", "BASIC", "FUND",
        "THREE_PUBLIC",
    )
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_the_other_tables_and_the_text_are_not_blamed_for_it(name: str) -> None:
    """The columns of one table have other names than any that is known."""
    page = TABLES[name]
    head = page.split("\n\n")[-1].split("\n")[:2]
    unknown = page
    for line in head:
        cells = line.split("\t")
        unknown = unknown.replace(line, "\t".join(f"甲{n}" for n in range(len(cells))))
    assert TEXT.count(page) == 1
    assert failing(TEXT.replace(page, unknown)) == {"contents-read"}


COLUMNS = [
    (name, label)
    for name, page in TABLES.items()
    for label in dict.fromkeys("\t".join(page.split("\n\n")[-1].split("\n")[:2]).split("\t"))
    if name not in ("EXPENDITURE", "FUND")  # of the same form as GENERAL
    if label and page.split("\n\n")[-1].count(label) == 1
]


@pytest.mark.parametrize(("name", "label"), COLUMNS, ids=lambda it: it)
def test_a_column_with_another_name_is_not_held_against_the_document(name: str, label: str) -> None:
    page = TABLES[name]
    head, body = page.rsplit("\n\n", 1)
    altered = f"{head}\n\n{body.replace(label, '某某一栏')}"
    assert failing(TEXT.replace(page, altered)) <= {"contents-read", "column-names"}
