"""What was not understood, on the pages of a made-up PDF."""

from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.made_site import made_package, only
from yusuan.binding.model import LEFTOVER_REASONS
from yusuan.pages.bodies import Body
from yusuan.pages.compare import COMPARE_PAGE
from yusuan.pages.declaration import DisclosurePage
from yusuan.pages.home import HOME_PAGE
from yusuan.pages.model import Disclosure, Record, Site
from yusuan.pages.others import OTHERS_PAGE, REASONS
from yusuan.pages.overview import OVERVIEW_PAGE
from yusuan.pages.published_table import table_page
from yusuan.pages.source import SOURCE_PAGE
from yusuan.tables import TABLE_BY_NAME


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Disclosure]:
    return only(made_package(tmp_path_factory.mktemp("others")))


def shown(page: Body) -> LexborHTMLParser:
    return LexborHTMLParser(page.content)


def others(site: Site, disclosure: Disclosure) -> LexborHTMLParser:
    return shown(OTHERS_PAGE.render(site, disclosure, ()))


def test_a_table_that_no_layout_claims_is_drawn_in_whole(made: tuple[Site, Disclosure]) -> None:
    page = others(*made)
    assert [caption.text() for caption in page.css("caption")] == ["院内树木一览"]
    rows = [[cell.text() for cell in row.css("td, th")] for row in page.css("tbody tr")]
    assert rows == [
        ["树木", "棵数", "第 3 页"],
        ["银杏", "7", "第 3 页"],
        ["水杉", "9", "第 3 页"],
    ]


def test_its_head_is_as_wide_as_its_rows(made: tuple[Site, Disclosure]) -> None:
    page = others(*made)
    widths = [int(cell.attributes.get("colspan") or 1) for cell in page.css("thead td, thead th")]
    assert widths == [2, 1]


@pytest.mark.parametrize("page", [OVERVIEW_PAGE, SOURCE_PAGE], ids=lambda page: page.name)
def test_other_pages_lead_to_it(made: tuple[Site, Disclosure], page: DisclosurePage) -> None:
    links = [node.attributes["href"] or "" for node in shown(page.render(*made, ())).css("a[href]")]
    assert any(link.endswith("others.html#table-2") for link in links)
    assert len(others(*made).css("#table-2")) == 1


def test_pages_that_gave_nothing_are_told_together_and_can_be_led_to(
    made: tuple[Site, Disclosure],
) -> None:
    site, disclosure = made
    [document] = disclosure.documents
    longer = replace(disclosure, documents=({**document, "page_count": 6},))
    page = shown(SOURCE_PAGE.render(site, longer, ()))
    assert [item.text().strip() for item in page.css(".source-places > li")][-1] == (
        "第 4–6 页：没有收录的数据"
    )
    assert all(len(page.css(f"#page-{number}")) == 1 for number in range(1, 7))


def test_the_second_table_of_a_role_stands_below_the_first(
    made: tuple[Site, Disclosure],
) -> None:
    site, disclosure = made
    tables = tuple(
        {**row, "resource": "budget_summary"} for row in disclosure.of("published_tables")
    )
    both = replace(disclosure, rows={**disclosure.rows, "published_tables": tables})
    page = shown(table_page(TABLE_BY_NAME["budget_summary"]).render(site, both, ()))
    assert [table.text() for table in page.css("caption")][1:] == ["院内树木一览"]
    assert [title.text() for title in page.css("#table-2 strong")] == ["院内树木一览"]
    overview = shown(OVERVIEW_PAGE.render(site, both, ()))
    links = [node.attributes["href"] or "" for node in overview.css("a[href]")]
    assert any(link.endswith("budget_summary.html#table-2") for link in links)
    assert others(site, both).css("caption") == []


def leftover(disclosure: Disclosure, reason: str) -> Disclosure:
    row: Record = {**disclosure.of("unplaced_cells")[0], "reason": reason, "text": "余下"}
    return replace(disclosure, rows={**disclosure.rows, "unplaced_cells": (row,)})


@pytest.mark.parametrize("reason", sorted(set(LEFTOVER_REASONS) - {"unbound_table"}))
def test_a_leftover_is_listed_with_its_reason_and_place(
    made: tuple[Site, Disclosure], reason: str
) -> None:
    page = others(made[0], leftover(made[1], reason))
    row = [cell.text() for cell in page.css("table.listing tbody tr td, table.listing tbody th")]
    assert sorted(row) == sorted(["余下", REASONS[reason], "第 3 页"])


def test_unknown_names_are_said_to_be_unknown(made: tuple[Site, Disclosure]) -> None:
    site, disclosure = made
    names = ("department_name", "division_name", "publisher", "fiscal_year")
    nameless = replace(disclosure, facts={**disclosure.facts, **dict.fromkeys(names)})
    alone = replace(site, disclosures=(nameless,))
    own = (OVERVIEW_PAGE, OTHERS_PAGE, SOURCE_PAGE)
    pages: list[Body] = [each.render(site, nameless, ()) for each in own]
    pages += [HOME_PAGE.render(alone), COMPARE_PAGE.render(alone)]
    for page in pages:
        assert "未写明的机构" in page.content, page.address
        assert "None" not in page.content, page.address


def test_a_page_without_leftovers_is_not_made(made: tuple[Site, Disclosure]) -> None:
    _, disclosure = made
    rows = {
        **disclosure.rows,
        "unplaced_cells": (),
        "published_tables": disclosure.of("published_tables")[:1],
    }
    assert OTHERS_PAGE.applies(disclosure)
    assert not OTHERS_PAGE.applies(replace(disclosure, rows=rows))


def test_documents_without_codes_are_not_taken_for_one_another(
    made: tuple[Site, Disclosure],
) -> None:
    site, disclosure = made
    second = {**disclosure.facts, "organisation_id": "lingju", "department_name": "另一局"}
    unit = {**disclosure.facts, "scope": "unit"}
    several = tuple(
        replace(disclosure, id=f"each-{number}", facts=facts)
        for number, facts in enumerate((disclosure.facts, second, unit, disclosure.facts))
    )
    page = shown(COMPARE_PAGE.render(replace(site, disclosures=several)))
    rows = page.css("table.compared")[0].css("tbody tr")
    assert [row.css("th")[0].text() for row in rows] == [
        "另一局",
        "某省某局",
        "某省某局",
        "某省某局单位",
    ]
    assert len({row.attributes["id"] for row in rows}) == 4
