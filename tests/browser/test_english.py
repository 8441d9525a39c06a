"""What a reader of English comes for, on a phone and at a desk."""

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenContext
from tests.browser.pages import DISCLOSURE
from tests.browser.server import Served
from tests.browser.test_collection import many, watched

__all__ = ["many"]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
RECEPTIONS = "en/explore.html?item=item:reception&field=total&year=2024&sort=-amount"


@pytest.fixture(params=[360, 1440])
def window(request: pytest.FixtureRequest, open_context: OpenContext, many: Served) -> Page:
    return watched(open_context, many, request.param)


def test_receptions_are_explored_in_english_and_lead_to_the_document(
    window: Page, many: Served
) -> None:
    window.goto(many("index.html"))
    window.get_by_role("link", name="This page in English").click()
    window.get_by_role("link", name="Explore every figure").click()
    expect(window.locator("table.explored caption")).to_contain_text(
        "Official receptions · 公务接待, “Three"
    )
    window.goto(many(RECEPTIONS))
    found = window.locator("table.explored > tbody > tr")
    expect(found).to_have_count(3)
    expect(found.first.locator("td").nth(2)).to_contain_text("“Three public” expenses")
    expect(window.get_by_role("status").first).to_contain_text("3 rows out of 3 disclosures")
    controls = window.locator("form.explore label > span, th button, .actions button")
    assert not [text for text in controls.all_inner_texts() if CHINESE.search(text)]
    found.first.locator("td.figure > a").first.click()
    expect(window).to_have_url(re.compile(r"/disclosures/[^/]+/figure\.html#three_public"))


def test_the_search_of_an_english_page_speaks_english(window: Page, many: Served) -> None:
    window.goto(many("en/about.html"))
    window.get_by_role("link", name="Search").click()
    dialog = window.get_by_role("dialog", name="Search")
    field = dialog.get_by_label("Search")
    field.fill("公务接待")
    expect(dialog.get_by_role("status")).to_contain_text("found")
    assert not CHINESE.search(" ".join(dialog.locator("button, .found-where b").all_inner_texts()))
    field.fill("zzzz")
    expect(dialog.get_by_role("status")).to_contain_text("Nothing found for “zzzz”.")


def test_english_stands_beside_the_chinese_of_tables(
    open_context: OpenContext, site: Served
) -> None:
    """Asked for once, by keyboard too; it stays for the next page, and what is printed stays."""
    page = watched(open_context, site, 360)
    page.goto(site(f"{DISCLOSURE}three_public_expenditure.html"))
    named = page.locator("small.in-english")
    expect(named).to_have_count(0)
    switch = page.get_by_role("button", name="EN", exact=True)
    switch.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1 small")).to_have_text(
        "“Three public” expenses from fiscal appropriation"
    )
    expect(page.locator("thead th", has_text="合计").locator("small")).to_have_text("Total")
    row = page.locator("tbody th.name", has_text="三、公务接待费")
    expect(row.locator("small")).to_have_text("Official reception expenses")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.goto(site(f"{DISCLOSURE}checks.html"))
    expect(page.locator("#rule-text-three-public summary small.in-english")).not_to_be_empty()
    switch.click()
    expect(named).to_have_count(0)


def test_a_code_is_found_by_its_english_name(window: Page, many: Served) -> None:
    window.goto(many("en/explore.html"))
    expect(window.locator("table.explored caption")).not_to_be_empty()
    field = window.get_by_label("Item:", exact=False)
    field.fill("administrative operation")
    field.press("Enter")
    choices = window.locator("[data-matches] button")
    caption = window.locator("table.explored caption")
    expect(choices.first.or_(caption.filter(has_text="Administrative operation"))).to_be_visible()


def test_a_view_is_downloaded_with_english_heads(window: Page, many: Served) -> None:
    window.goto(many(RECEPTIONS))
    expect(window.locator("table.explored > tbody > tr")).to_have_count(3)
    with window.expect_download() as started:
        window.get_by_role("button", name="Download CSV").click()
    content = Path(started.value.path()).read_text(encoding="utf-8-sig")
    found = list(csv.DictReader(io.StringIO(content)))
    assert [row["Amount (yuan)"] for row in found] == ["12500.00", "7000.00", "5000.00"]
    assert {row["Kind"] for row in found} <= {"budget", "final accounts"}


def test_nothing_of_a_page_in_english_is_wider_than_a_phone(
    open_context: OpenContext, many: Served
) -> None:
    page = watched(open_context, many, 360)
    for name in ("index", "about", "downloads", "dictionary", "explore"):
        page.goto(many(f"en/{name}.html"))
        assert page.evaluate("document.documentElement.scrollWidth") == 360, name
