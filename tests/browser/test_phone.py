"""On a phone: the drawer, tables that the page scrolls, cards, and long pages in parts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenContext
from tests.browser.pages import DISCLOSURE
from tests.browser.server import Served
from tests.browser.test_axe import AXE, RUN, violations
from tests.paths import PACKAGE, REAL, read_csv

PHONE = {"width": 360, "height": 800}
# Screens of a phone, in pixels, that a long page may have before anything is opened.
MOST_HEIGHT = 6_000
HEIGHT = "document.scrollingElement.scrollHeight"


@pytest.fixture
def phone(open_context: OpenContext) -> Page:
    return open_context(viewport=PHONE).new_page()


def test_the_drawer_holds_the_pages_of_the_disclosure(phone: Page, site: Served) -> None:
    phone.goto(site(f"{DISCLOSURE}source.html"))
    phone.get_by_role("button", name="菜单").click()
    drawer = phone.locator(".md-sidebar--primary")
    expect(drawer.get_by_text("邢台市工业和信息化局 2023 年预算")).to_be_visible()
    listed = phone.locator("nav.siblings a").all_text_contents()
    pages = drawer.locator(".drawer-part > ul > li > a")
    assert pages.all_text_contents() == listed
    current = drawer.locator("[aria-current=page]")
    expect(current).to_have_text("原文")
    expect(current).to_be_in_viewport()
    expect(drawer.get_by_role("link", name="下载")).to_have_count(1)
    phone.evaluate(AXE)
    assert violations(phone.evaluate(RUN)) == []
    # Below the page that is open stand its parts.
    drawer.get_by_role("link", name="部门预算支出总表", exact=True).click()
    expect(drawer).not_to_be_in_viewport()
    expect(phone.locator("#line-122")).to_be_visible()


def test_the_drawer_of_the_site_is_the_site(phone: Page, site: Served) -> None:
    phone.goto(site("index.html"))
    phone.get_by_role("button", name="菜单").click()
    expect(phone.locator(".drawer-part")).to_have_count(0)


TELL = """() => [...document.querySelectorAll(".table-frame.of-published")].map((frame) => {
  const total = [...frame.querySelectorAll("thead th.figure")].find((each) => each.innerText.trim());
  const right = total ? total.getBoundingClientRect().right - frame.getBoundingClientRect().left : 0;
  return [frame.scrollHeight - frame.clientHeight, right, frame.clientWidth];
})"""
# Its first figure is a number of things, far from the names.
LISTS = {"procurement", "institutions"}
# On pages of their own kind.
ELSEWHERE = {"performance_indicators"}
PRINTED = {
    row["resource"]
    for row in read_csv(PACKAGE / "data" / "published_tables.csv")
    if row["disclosure_id"] == REAL.name and row["resource"]
}


@pytest.mark.parametrize("table", sorted(PRINTED - ELSEWHERE))
def test_a_table_scrolls_with_the_page_and_shows_its_totals_first(
    phone: Page, site: Served, table: str
) -> None:
    phone.goto(site(f"{DISCLOSURE}{table}.html"))
    told = phone.evaluate(TELL)
    assert told
    for hidden, total, width in told:
        assert hidden <= 1
        assert total <= width or table in LISTS


def test_a_table_says_that_it_goes_on_until_its_end(phone: Page, site: Served) -> None:
    phone.goto(site(f"{DISCLOSURE}revenue.html"))
    frame = phone.locator(".table-frame.of-published")
    expect(frame).to_have_class(re.compile(r"\bmore\b"))
    frame.evaluate("frame => frame.scrollTo(frame.scrollWidth, 0)")
    expect(frame).not_to_have_class(re.compile(r"\bmore\b"))
    phone.goto(site(f"{DISCLOSURE}indicators.html"))
    expect(phone.locator("form.filter")).to_be_visible()
    expect(phone.locator(".table-frame.more")).to_have_count(0)
    # One that is written by hand has no frame of its own.
    phone.goto(site("mutations.html"))
    expect(phone.get_by_role("region", name="改动").first).to_have_class(re.compile(r"\bmore\b"))


def test_a_mark_out_of_sight_makes_no_row_high(phone: Page, site: Served) -> None:
    phone.goto(site(f"{DISCLOSURE}general_public_budget_basic_expenditure.html"))
    marked = phone.locator("table.published tr:has(td.source a.mark)")
    heights = marked.evaluate_all("(rows) => rows.map((row) => row.offsetHeight)")
    assert heights
    assert max(heights) < 80


def test_a_line_comes_to_rest_below_the_title_that_stays(phone: Page, site: Served) -> None:
    phone.goto(site(f"{DISCLOSURE}source.html#line-378"))
    line = phone.locator("#line-378")
    expect(line).to_be_in_viewport()
    title = phone.locator("details.part[open] > summary")
    top, bottom = (
        each.evaluate(f"(each) => each.getBoundingClientRect().{side}")
        for each, side in ((line, "top"), (title, "bottom"))
    )
    assert top >= bottom


def test_totals_at_the_bottom_are_told_above(phone: Page, site: Served) -> None:
    phone.goto(site(f"{DISCLOSURE}budget_summary.html"))
    totals = phone.locator("p.totals")
    expect(totals).to_have_text("收入总计 1,336.23，支出总计 1,336.23（万元）")
    totals.get_by_role("link").last.click()
    phone.wait_for_url(re.compile(r"figure\.html#budget_summary\.[^.]+-expenditure\.amount"))


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(
    ("path", "folded"),
    [
        ("source.html#line-122", "lines-107"),
        ("projects.html#project-4-13", "project-4"),
        ("projects.html#project-17", "project-17"),
    ],
)
def test_a_long_page_is_folded_and_an_address_opens_its_part(
    open_context: OpenContext, site: Served, path: str, folded: str, scripts: bool
) -> None:
    page = open_context(viewport=PHONE, java_script_enabled=scripts).new_page()
    page.goto(site(DISCLOSURE + path.partition("#")[0]))
    assert page.evaluate(HEIGHT) < MOST_HEIGHT
    expect(page.locator("details.part[open]")).to_have_count(0)
    page.goto(site(DISCLOSURE + path))
    wanted = page.locator(f'[id="{path.partition("#")[2]}"]')
    expect(wanted).to_be_in_viewport()
    if wanted.get_attribute("id") != folded:
        expect(page.locator("details.part[open]")).to_have_id(folded)


def test_an_address_opens_its_part_in_an_older_browser(phone: Page, site: Served) -> None:
    """One that tells of the new address, and opens nothing by itself."""
    phone.goto(site(f"{DISCLOSURE}source.html"))
    phone.evaluate(
        """() => {
          history.replaceState(null, "", "#line-700");
          dispatchEvent(new Event("hashchange"));
        }"""
    )
    expect(phone.locator("#line-700")).to_be_in_viewport()


def test_all_parts_open_and_close_at_once(phone: Page, site: Served) -> None:
    phone.goto(site(f"{DISCLOSURE}projects.html"))
    parts = phone.locator("details.part")
    phone.get_by_role("button", name="全部展开").click()
    expect(phone.locator("details.part[open]")).to_have_count(parts.count())
    phone.get_by_role("button", name="全部收起").click()
    expect(phone.locator("details.part[open]")).to_have_count(0)


def test_the_parts_of_the_source_are_all_its_lines(page: Page, site: Served) -> None:
    page.goto(site(f"{DISCLOSURE}source.html"))
    lines = page.locator(".source-text > li").evaluate_all("lines => lines.map(({ id }) => id)")
    assert lines == [f"line-{number}" for number in range(1, len(lines) + 1)]
    values = page.locator(".source-text > li").evaluate_all(
        """lines => lines.filter((line) =>
          line.id !== `line-${line.parentNode.start + [...line.parentNode.children].indexOf(line)}`
        ).map(({ id }) => id)"""
    )
    assert values == []


CARDS = "table.indicators.all tbody:first-of-type > tr:visible"


def test_indicators_are_cards_of_which_the_first_are_shown(phone: Page, site: Served) -> None:
    phone.goto(site(f"{DISCLOSURE}indicators.html"))
    expect(phone.locator(CARDS)).to_have_count(20)
    assert phone.evaluate(HEIGHT) < MOST_HEIGHT
    first = phone.locator(CARDS).first
    for part in ("参展企业及产品数量", "≥ 10 个", "数量指标", "经费", "第 440 行"):
        box = first.get_by_text(part).last.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= PHONE["width"]
    phone.get_by_role("button", name="再显示 20 项").click()
    expect(phone.locator(CARDS)).to_have_count(40)
    phone.reload()
    expect(phone.locator(CARDS)).to_have_count(40)


def test_an_address_shows_a_card_that_is_further_down(phone: Page, site: Served) -> None:
    phone.goto(site(f"{DISCLOSURE}indicators.html#indicator-17-1"))
    expect(phone.locator("#indicator-17-1")).to_be_in_viewport()


def test_cards_are_a_table_to_those_who_listen(phone: Page, site: Served) -> None:
    phone.goto(site(f"{DISCLOSURE}projects.html#project-4"))
    table = phone.get_by_role("table", name="工业转型（技改）工作经费：绩效指标")
    expect(table.get_by_role("columnheader", name="指标值", exact=True)).to_have_count(1)
    row = table.get_by_role("row").filter(has=phone.get_by_role("rowheader", name="培育绿色工厂"))
    expect(row.get_by_role("cell", name="≥ 2 家")).to_be_visible()
    # The name of a finding is longer than a card is wide, and is wrapped.
    expect(phone.locator(".table-frame.more")).to_have_count(0)
