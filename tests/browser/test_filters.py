"""A filtered view has an address: reloaded, come back to or opened by another, it is the same view."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenContext
from tests.browser.pages import DISCLOSURE
from tests.browser.server import Served

INDICATORS = f"{DISCLOSURE}indicators.html"
ROWS = "table.indicators tbody:first-of-type > tr"
WIDTHS = [360, 1440]


def by_words(page: Page) -> None:
    page.locator("form.filter [name=q]").fill("满意度")


def by_project(page: Page) -> None:
    page.locator("form.filter [name=project]").select_option(index=4)


def by_level(page: Page) -> None:
    page.locator("form.filter [name=level]").select_option(index=2)


def by_kind(page: Page) -> None:
    page.locator("form.filter [name=kind]").select_option(index=2)


def by_order(page: Page) -> None:
    for _ in range(2):
        page.locator("thead th[data-field=target] button").click()


def by_all(page: Page) -> None:
    page.locator("form.filter [name=q]").fill("企业")
    page.locator("form.filter [name=kind]").select_option(index=1)
    by_order(page)


def view(page: Page) -> tuple[list[str], list[str]]:
    """The rows that are shown, in order, and what the form says."""
    expect(page.locator("form.filter")).to_be_visible()
    fields = page.locator("form.filter :is(input, select)")
    values = fields.evaluate_all("fields => fields.map(({ value }) => value)")
    return page.locator(f"{ROWS}:visible").all_text_contents(), values


@pytest.mark.parametrize(
    ("choose", "width"),
    [
        *((choose, WIDTHS[-1]) for choose in (by_words, by_project, by_level, by_kind, by_order)),
        *((by_all, width) for width in WIDTHS),
    ],
)
def test_a_filtered_view_comes_back(
    open_context: OpenContext, site: Served, width: int, choose: object
) -> None:
    assert callable(choose)
    viewport = {"width": width, "height": 800}
    page = open_context(viewport=viewport).new_page()
    page.goto(site(INDICATORS))
    everything = view(page)
    choose(page)
    chosen, address = view(page), page.url
    assert chosen != everything
    assert chosen[0]
    page.reload()
    assert view(page) == chosen
    page.goto(site(f"{DISCLOSURE}projects.html"))
    page.go_back()
    expect(page).to_have_url(address)
    assert view(page) == chosen
    shared = open_context(viewport=viewport).new_page()
    shared.goto(address)
    assert view(shared) == chosen
    for each in (page, shared):
        expect(each.get_by_role("dialog", name="搜索")).to_be_hidden()
        expect(each.locator(".search-dialog")).to_have_count(0)


@pytest.mark.parametrize("path", ["index.html", f"{DISCLOSURE}expenditure.html", INDICATORS])
def test_no_parameter_opens_the_search(page: Page, site: Served, path: str) -> None:
    page.goto(site(f"{path}?q=公务接待&h=公务接待"))
    page.wait_for_timeout(300)
    expect(page.locator("dialog")).to_have_count(0)
    expect(page).to_have_url(re.compile("q="))


def test_back_from_a_row_of_a_filtered_view_is_that_view(page: Page, site: Served) -> None:
    page.goto(site(INDICATORS))
    by_words(page)
    chosen = view(page)
    page.locator(f"{ROWS}:visible td.source a").first.click()
    page.wait_for_url(re.compile("source.html"))
    page.go_back()
    assert view(page) == chosen


def test_quotation_marks_do_not_matter_to_the_filter(page: Page, site: Served) -> None:
    page.goto(site(INDICATORS))
    field = page.locator("form.filter [name=q]")
    field.fill("专精特新")
    expect(page.locator(f"{ROWS}:visible").first).to_contain_text("专精特新")
    plain = page.locator(f"{ROWS}:visible").all_text_contents()
    for written in ("“专精特新”", '"专精特新"', "「专精特新」"):
        field.fill(written)
        expect(page.locator(f"{ROWS}:visible")).to_have_count(len(plain))
        assert page.locator(f"{ROWS}:visible").all_text_contents() == plain
