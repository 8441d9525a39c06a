"""A table that nobody knows is named as such, and makes no other rule fail."""

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
