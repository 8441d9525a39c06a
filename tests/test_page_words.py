"""What pages say of themselves and in our own words, and that it is marked as ours."""

import dataclasses
import html
import re

import pytest

from tests.paths import ROOT
from yusuan.pages.catalogue import DISCLOSURE_PAGES, SITE_PAGES
from yusuan.pages.codes import CLASSIFICATIONS_PAGE
from yusuan.pages.describing import describe_page, describe_site_page
from yusuan.pages.drawn import disclosure_pages
from yusuan.pages.explaining import NO_EXPLAINER, explainer_of
from yusuan.pages.model import Disclosure, Record, Site
from yusuan.pages.our_words import our_words, words_of
from yusuan.pages.published_table import ROWS_IN_VIEW, bottom_totals
from yusuan.pages.tables import Cell, TableRow, TableView, published, simple_head
from yusuan.pages.text import titled_once
from yusuan.pages.unpriced import unpriced
from yusuan.printed.quoting import nested

ID = "130500-501-2023-budget"


def without(disclosure: Disclosure, *resources: str) -> Disclosure:
    rows = {name: rows for name, rows in disclosure.rows.items() if name not in resources}
    return dataclasses.replace(disclosure, rows=rows)


# Descriptions


def test_no_two_pages_describe_themselves_alike(site: Site, disclosure: Disclosure) -> None:
    pages = [page for page in DISCLOSURE_PAGES if page.applies(disclosure)]
    found = [describe_page(disclosure, page.name, page.title) for page in pages]
    found += [describe_site_page(site, page.name, page.title) for page in SITE_PAGES]
    assert len({*found}) == len(found)


def test_every_page_brings_its_description_and_names_every_heading(
    site: Site, disclosure: Disclosure
) -> None:
    of_site = (page.render(site) for page in SITE_PAGES)
    for body in (*disclosure_pages(site, disclosure), *of_site):
        assert body.description, body.address
        headings = re.findall(r"<h[1-6][^>]*>", without_templates(body.content))
        assert headings, body.address
        assert [each for each in headings if not re.search(r' id="[^"]+"', each)] == []


def without_templates(content: str) -> str:
    """What a script draws later, below the headings of the page, has no address."""
    return re.sub(r"<template\b.*</template>", "", content, flags=re.DOTALL)


def test_a_disclosure_of_tables_alone_describes_itself(disclosure: Disclosure) -> None:
    bare = without(disclosure, "checks", "projects", "narrative", "glossary", "stated_amounts")
    for page in DISCLOSURE_PAGES:
        if page.applies(bare):
            assert describe_page(bare, page.name, page.title).endswith("。")


# Our own words


def printed_of(disclosure: Disclosure, resource: str) -> Record:
    found = disclosure.published(resource)
    assert found is not None
    return found


def test_names_of_rows_are_explained_below_their_table_as_ours(
    site: Site, disclosure: Disclosure
) -> None:
    words = words_of(disclosure, printed_of(disclosure, "expenditure"), explainer_of(disclosure))
    assert {"行政运行", "一般行政管理事务"} <= {word.term for word in words}
    pages = {page.address: page.content for page in disclosure_pages(site, disclosure)}
    table = pages[f"disclosures/{ID}/expenditure.html"]
    _, _, told = table.partition('<details class="our-words">')
    assert "本站写的，不是文件原文" in told
    assert "行政运行" in told.partition("</details>")[0]


def test_what_the_document_explains_is_left_to_it(disclosure: Disclosure) -> None:
    printed = printed_of(disclosure, "expenditure")
    term = next(word.term for word in words_of(disclosure, printed, NO_EXPLAINER))
    row = {**disclosure.of("glossary")[0], "term": term}
    own = dataclasses.replace(disclosure, rows={**disclosure.rows, "glossary": (row,)})
    assert term not in {word.term for word in words_of(own, printed, explainer_of(own))}


def test_each_word_is_explained_once() -> None:
    written = (ROOT / "scripts/yusuan/pages/our_words.toml").read_text(encoding="utf-8")
    assert len(our_words()) == written.count('\n"')
    assert all(meaning.endswith("。") for meaning in our_words().values())


# What is not published is said to be so


def test_that_projects_have_no_printed_amount_is_said_with_what_is_printed(
    disclosure: Disclosure,
) -> None:
    said = unpriced(disclosure)
    assert said.startswith("文件没有公布每个项目的金额")
    assert "312.89 万元" in said
    assert "1 个采购项目" in said


def test_nothing_is_said_of_projects_whose_amounts_are_printed(disclosure: Disclosure) -> None:
    first, *others = disclosure.of("projects")
    rows = ({**first, "total_amount": 5}, *others)
    assert (
        unpriced(dataclasses.replace(disclosure, rows={**disclosure.rows, "projects": rows})) == ""
    )
    assert unpriced(without(disclosure, "projects")) == ""
    listed = {**disclosure.rows, "project_expenditure": disclosure.of("expenditure")}
    assert unpriced(dataclasses.replace(disclosure, rows=listed)) == ""


def test_a_code_with_two_names_in_one_document_has_two_rows(
    site: Site, disclosure: Disclosure
) -> None:
    alone = dataclasses.replace(site, disclosures=(disclosure,))
    page = html.unescape(CLASSIFICATIONS_PAGE.render(alone).content)
    rows = [row for row in page.split("<tr") if ">21505</td>" in row and "2023" in row]
    assert [name in row for name in ("信息产业监管", "信息化产业监管") for row in rows] == [
        True,
        False,
        False,
        True,
    ]


def test_a_row_says_the_page_of_the_original_where_the_text_tells_it(
    disclosure: Disclosure,
) -> None:
    printed = printed_of(disclosure, "revenue")
    lines = [*disclosure.source]
    lines[99] = f"\f{lines[99]}"  # a page begins with line 100
    paged = dataclasses.replace(disclosure, source=tuple(lines))
    notes = {row.cells[-1].text: row.cells[-1].note for row in published(paged, printed).rows}
    assert (notes["第 99 行"], notes["第 100 行"]) == ("原件第 1 页", "原件第 2 页")
    assert {row.cells[-1].note for row in published(disclosure, printed).rows} == {""}


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        ("甲表（第 3 页）；乙表(一级)（第 4 页）", "甲表（第 3 页）；乙表(一级)（第 4 页）"),
        ("甲表（第 3 页）；甲表（第 4 页）；没有页", "甲表（第 3 页、第 4 页）；没有页"),
        (
            "；".join(f"甲表（第 {page} 页）" for page in range(34, 54)),
            "甲表（第 34 页至第 53 页，共 20 处）",
        ),
    ],
)
def test_a_title_of_several_tables_is_told_once(listed: str, told: str) -> None:
    assert titled_once(listed) == told


def test_totals_of_two_halves_with_one_name_say_their_halves() -> None:
    def half(side: str) -> tuple[Cell, Cell]:
        figure = f"budget_summary.总计-{side}.amount"
        return Cell("总计", header=True), Cell("9.00", "figure", figure=figure)

    rows = (TableRow((Cell(""),)),) * ROWS_IN_VIEW
    total = TableRow((*half("revenue"), *half("expenditure")), css="total")
    told = bottom_totals(TableView("", simple_head("项目"), (*rows, total)))
    assert [name.text for name, _ in told] == ["收入总计", "支出总计"]


# Quotations


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("““三公”经费小计”的“合计”栏", "“‘三公’经费小计”的“合计”栏"),
        ("“甲“乙“丙”””", "“甲‘乙“丙”’”"),
        ("“甲”与“乙”", "“甲”与“乙”"),
        ("“甲“乙”", "“甲“乙”"),
        ("”甲“乙“丙”", "”甲“乙“丙”"),
    ],
)
def test_a_quotation_within_a_quotation_has_single_marks(told: str, shown: str) -> None:
    assert nested(told) == shown
