"""What is not understood, a table or a column, is named as such and makes no other rule fail."""

import pytest

from tests.checks import small_disclosure as small
from tests.checks.small_disclosure import TEXT, failing, results

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


def _unread(text: str) -> list[str]:
    return [it.message for it in results(text, "fail") if it.check_id == "contents-read"]


def test_the_label_that_is_one_character_off_is_named() -> None:
    text = TEXT.replace("项目\t预算数\t项目\t预算数", "项目\t予算数\t项目\t预算数")
    (message,) = _unread(text)
    assert "表头的“予算数”与“预算数”只差一字" in message


@pytest.mark.parametrize(
    ("title", "named"),
    [("部门预算支山总表", True), ("部门预算支出出总表", True), ("部门预算资产总表", False)],
)
def test_a_title_one_character_off_is_named_without_a_contents_list(
    title: str, named: bool
) -> None:
    tables = TEXT[TEXT.index("部门预算收支总表\n\n346") :]
    messages = _unread(tables.replace("\n部门预算支出总表\n", f"\n{title}\n"))
    assert any("与“部门支出总表”只差一字" in message for message in messages) is named
