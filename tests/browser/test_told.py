"""Three questions that readers bring, from the first page to the answer, on a phone and a desk."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenContext
from tests.browser.pages import DISCLOSURE
from tests.browser.server import Served

pytestmark = pytest.mark.parametrize("width", [360, 1440])


def opened(open_context: OpenContext, width: int, address: str) -> Page:
    page = open_context(viewport={"width": width, "height": 800}).new_page()
    page.goto(address)
    return page


def test_what_the_document_contradicts_most_serious_first(
    open_context: OpenContext, site: Served, width: int
) -> None:
    page = opened(open_context, width, site(f"{DISCLOSURE}index.html"))
    page.locator(".gravest > li > a").first.click()
    told = page.locator(".findings > li")
    first, second = told.nth(0), told.nth(1)
    expect(first).to_be_in_viewport()
    for each, promised, measured in ((first, "100场次", "10场"), (second, "10000家", "1200个")):
        sides = each.locator(".sides > p")
        expect(sides).to_have_count(2)
        expect(sides.nth(0)).to_contain_text(promised)
        expect(sides.nth(1)).to_contain_text(measured)
    # A name that is spelt in two ways is told behind every contradiction of figures.
    names = told.locator(".finding-head strong").all_inner_texts()
    kinds = [name.rpartition("：")[2] for name in names]
    assert "写法不同" in kinds[1:]
    assert kinds == sorted(kinds, key=list(dict.fromkeys(kinds)).index)
    assert kinds[-1] == "写法不同"
    first.locator(".sides a").first.click()
    line = page.locator(":target")
    expect(line).to_contain_text("开展服务活动100场次以上")
    expect(line).to_be_in_viewport()


def test_what_is_spent_on_receptions_and_whether_the_text_agrees(
    open_context: OpenContext, site: Served, width: int
) -> None:
    address = site(f"{DISCLOSURE}three_public_expenditure.html")
    page = opened(open_context, width, address)
    row = page.locator("table.published tr").filter(has_text="三、公务接待费")
    row.get_by_role("link", name="2.00", exact=True).first.click()
    expect(page.locator(".figure-value")).to_contain_text("2.00 万元")
    stated = page.locator(".figure-others > li").filter(has_text="情况说明：公务接待费")
    expect(stated).to_contain_text("2 万元")
    expect(stated).to_contain_text("与这里的数相同")
    checks = page.locator(".figure-checks > li")
    expect(checks.filter(has_text="情况说明第 378 行的“公务接待费”")).to_contain_text("相符")
    expect(page.locator(".figure-failing")).to_be_hidden()


def test_which_projects_promise_specialised_firms_and_how_many(
    open_context: OpenContext, site: Served, width: int
) -> None:
    page = opened(open_context, width, site(f"{DISCLOSURE}indicators.html"))
    rows = page.locator("table.indicators tbody:first-of-type > tr:visible")
    page.locator("form.filter [name=q]").fill("专精特新")
    expect(rows).to_have_count(2)
    for row, number, promised in ((rows.nth(0), "10、", "≥ 30 家"), (rows.nth(1), "17、", "30 个")):
        row.scroll_into_view_if_needed()
        project = row.locator('a[href^="projects.html"]')
        expect(project).to_be_visible()
        expect(project).to_contain_text(number)
        expect(row).to_contain_text(promised)


def test_a_rule_that_does_not_apply_is_folded_and_opens_for_its_address(
    open_context: OpenContext, site: Served, width: int
) -> None:
    page = opened(open_context, width, site(f"{DISCLOSURE}checks.html"))
    rule = page.locator("#rule-procurement-small-business")
    expect(rule).to_be_hidden()
    page.evaluate("location.hash = 'rule-procurement-small-business'")
    expect(rule.locator("p").first).to_be_visible()
    expect(rule).to_be_in_viewport()
