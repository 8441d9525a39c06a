"""The search finds what readers look for, says its value and where it stands, and leads there."""

import re
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenContext
from tests.browser.pages import DISCLOSURE
from tests.browser.searching import addresses, ask, engine, found, open_search
from tests.browser.server import Served
from tests.paths import PACKAGE
from yusuan.pages.model import read_site
from yusuan.pages.told import findings

SLOW_FETCH = """
const own = fetch;
window.fetch = (...asked) =>
  new Promise((done) => setTimeout(done, 200)).then(() => own(...asked));
"""

# What readers look for


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize(
    ("query", "wanted", "value", "where"),
    [
        ("182.00", "revenue.html#revenue-2150502", "182.00 万元", "部门预算收入总表"),
        ("182", "revenue.html#revenue-2150502", "182.00 万元", "部门预算收入总表"),
        (
            "112.12",
            "general_public_budget_basic_expenditure.html#general_public_budget_basic_expenditure-合计",
            "公用经费 112.12 万元",
            "一般公共预算财政拨款基本支出表",
        ),
        ("2150502", "revenue.html#revenue-2150502", "182.00 万元", "部门预算收入总表"),
        ("技改", "projects.html#project-4", "", "项目"),
        (
            "三公",
            "three_public_expenditure.html#three_public_expenditure-三公经费小计",
            "8.00 万元",
            "“三公”经费支出表",
        ),
        ("绿色工厂", "projects.html#project-4-13", "≥ 2 家", "工业转型（技改）工作经费"),
        (
            "公务接待",
            "three_public_expenditure.html#three_public_expenditure-公务接待费",
            "2.00 万元",
            "“三公”经费支出表",
        ),
    ],
)
def test_a_search_says_the_value_and_where_and_leads_there(
    open_context: OpenContext,
    site: Served,
    width: int,
    query: str,
    wanted: str,
    value: str,
    where: str,
) -> None:
    page = open_context(viewport={"width": width, "height": 800}).new_page()
    first = ask(open_search(page, site(f"{DISCLOSURE}index.html")), query).first
    expect(first).to_contain_text(value)
    expect(first).to_contain_text(where)
    expect(first.get_by_text(re.compile(r"原文第 \d+"))).to_be_visible()
    link = first.locator(".found-link")
    assert unquote(str(link.get_attribute("href"))).endswith(f"{DISCLOSURE}{wanted}")
    link.click()
    page.wait_for_url(re.compile(re.escape(quote(wanted.partition("#")[2], safe="#/~"))))
    expect(page.locator(f'[id="{wanted.partition("#")[2]}"]')).to_be_in_viewport()


def test_a_code_finds_its_rows_first(page: Page, site: Served) -> None:
    [found_first, *_] = [found(engine(page, site), ["2150502"])[0][:3]]
    tables = ["revenue", "expenditure", "general_public_budget_expenditure"]
    assert found_first == [f"{DISCLOSURE}{name}.html#{name}-2150502" for name in tables]


def test_digits_within_a_checksum_are_no_number(page: Page, site: Served) -> None:
    text = "校验值 aeb5d182f06e9 和 182f，合计182.00万元，9182"
    numbers = engine(page, site).evaluate("(text) => yusuanSearch.numbersOf(text)", text)
    assert [each["value"] for each in numbers] == ["182", "9182"]


@pytest.mark.parametrize("asked", ["182", "1820000"])
def test_a_number_leads_to_its_own_page_too(page: Page, site: Served, asked: str) -> None:
    first = ask(open_search(page, site("index.html")), asked).first
    first.get_by_role("link", name="出处、核对和引用").click()
    page.wait_for_url(re.compile(r"figure\.html#revenue\.2150502\.total"))
    expect(page.locator(".figure-value")).to_contain_text("182.00")


def test_every_project_that_promises_something_is_found(page: Page, site: Served) -> None:
    dialog = open_search(page, site(f"{DISCLOSURE}index.html"))
    ask(dialog, "专精特新")
    dialog.get_by_role("button", name=re.compile("^项目 3$")).click()
    results = dialog.locator(".search-results > li")
    expect(results).to_have_count(3)
    assert sorted(addresses(results)) == [
        f"{DISCLOSURE}projects.html#project-{number}" for number in (10, 17, 5)
    ]


def test_no_word_is_called_missing(page: Page, site: Served) -> None:
    dialog = open_search(page, site("index.html"))
    expect(ask(dialog, "公务接待").first).to_contain_text("公务接待费")
    assert not re.search("缺少|missing", dialog.inner_text())


def test_what_is_nowhere_is_said_to_be_nowhere(page: Page, site: Served) -> None:
    dialog = open_search(page, site("index.html"))
    ask(dialog, "没有这种东西甲乙丙")
    expect(dialog.get_by_role("status")).to_contain_text("没有找到")


# By keyboard, without a pointer


def test_everything_is_done_by_keyboard(page: Page, site: Served) -> None:
    page.goto(site(f"{DISCLOSURE}expenditure.html"))
    page.keyboard.press("/")
    dialog = page.get_by_role("dialog", name="搜索")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    page.keyboard.insert_text("112.12")
    expect(dialog.locator(".search-results > li").first).to_contain_text("112.12")
    page.keyboard.press("ArrowDown")
    expect(dialog.locator(".found-link").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(dialog.locator(".found-link").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.locator(".found-link").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("general_public_budget_basic_expenditure"))


def test_escape_closes_the_search_and_gives_the_focus_back(page: Page, site: Served) -> None:
    page.goto(site("index.html"))
    opener = page.locator("[data-search-opener]")
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="搜索")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_slash_that_is_written_opens_nothing(page: Page, site: Served) -> None:
    page.goto(site(f"{DISCLOSURE}indicators.html"))
    field = page.locator("form.filter [name=q]")
    field.press("/")
    expect(field).to_have_value("/")
    expect(page.get_by_role("dialog", name="搜索")).to_be_hidden()


def test_a_result_on_the_same_page_closes_the_search(page: Page, site: Served) -> None:
    dialog = open_search(page, site(f"{DISCLOSURE}projects.html"))
    ask(dialog, "数字化档案室").first.locator(".found-link").click()
    expect(dialog).to_be_hidden()
    expect(page.locator('[id="project-12"]')).to_be_in_viewport()


# As a page


def test_the_page_of_the_search_keeps_what_was_asked(page: Page, site: Served) -> None:
    page.goto(site("search.html"))
    page.get_by_role("searchbox").fill("公务接待")
    page.get_by_role("button", name=re.compile("^表中的行 ")).click()
    page.wait_for_url(re.compile("kind="))
    address = page.url
    page.reload()
    expect(page.locator(".search-results > li").first).to_contain_text("公务接待费")
    expect(page.get_by_role("button", name=re.compile("^表中的行 "))).to_have_attribute(
        "aria-pressed", "true"
    )
    page.locator(".found-link").first.click()
    page.wait_for_url(re.compile("disclosures"))
    page.go_back()
    expect(page).to_have_url(address)
    expect(page.get_by_role("searchbox")).to_have_value("公务接待")
    expect(page.get_by_role("button", name=re.compile("^表中的行 "))).to_have_attribute(
        "aria-pressed", "true"
    )


def test_the_search_of_a_missing_page_answers(page: Page, site: Served) -> None:
    page.goto(site("no/such/page.html"))
    page.get_by_role("searchbox").fill("公务接待")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url(re.compile(re.escape(site("search.html"))))
    expect(page.locator(".search-results > li").first).to_contain_text("公务接待费")


@pytest.mark.parametrize("asked", ["search", "link"])
def test_who_is_quicker_than_a_missing_page_finds_where_the_site_begins_waits_for_it(
    page: Page, site: Served, asked: str
) -> None:
    page.add_init_script(SLOW_FETCH)
    page.goto(site("no/such/page.html"))
    if asked == "search":
        page.get_by_role("searchbox").fill("公务接待")
        page.get_by_role("searchbox").press("Enter")
    else:
        page.get_by_role("link", name="名词解释").click()
    wanted = "search.html?q=" if asked == "search" else "glossary.html"
    page.wait_for_url(re.compile(re.escape(site(wanted))))


def test_without_scripts_the_link_leads_to_a_page_that_says_so(
    open_context: OpenContext, site: Served
) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(site(f"{DISCLOSURE}expenditure.html"))
    page.locator("[data-search-opener]").click()
    expect(page.locator("article")).to_contain_text("搜索要用脚本")


def test_a_table_is_found_by_what_it_is_of_before_its_blank_rows(
    open_context: OpenContext, site: Served
) -> None:
    page = open_context().new_page()
    dialog = open_search(page, site(f"{DISCLOSURE}index.html"))
    wanted = f"{DISCLOSURE}government_fund_expenditure.html"
    assert wanted in [each.partition("#")[0] for each in addresses(ask(dialog, "政府性基金"))[:3]]


def test_a_disagreement_is_called_by_its_name(open_context: OpenContext, site: Served) -> None:
    page = open_context().new_page()
    dialog = open_search(page, site(f"{DISCLOSURE}index.html"))
    gravest = findings(read_site(PACKAGE).disclosures[0])[0]
    first = ask(dialog, gravest.name).first
    expect(first.locator(".found-link")).to_contain_text(gravest.name)
    link = unquote(str(first.locator(".found-link").get_attribute("href")))
    assert link.endswith(f"checks.html#check-{gravest.number}")
