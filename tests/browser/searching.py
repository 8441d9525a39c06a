"""How a test searches: in the dialog as a reader does, or by many queries at once."""

import re
from collections.abc import Sequence
from urllib.parse import unquote

from playwright.sync_api import Locator, Page, expect

from tests.browser.server import Served


def open_search(page: Page, address: str) -> Locator:
    """The dialog of the search over the page at ``address``."""
    page.goto(address)
    page.locator("[data-search-opener]").click()
    dialog = page.get_by_role("dialog", name="搜索")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    return dialog


def ask(dialog: Locator, query: str) -> Locator:
    """The results of a search in the dialog, when all of them have come."""
    dialog.get_by_role("searchbox").fill(query)
    everything_loaded(dialog.page)
    dialog.get_by_role("status").filter(has_text=re.compile("找到|最接近|没有")).wait_for()
    return dialog.locator(".search-results > li")


def everything_loaded(page: Page) -> None:
    page.wait_for_function("globalThis.yusuanSearch?.prepare !== undefined")
    page.evaluate("yusuanSearch.prepare('', () => {})")
    page.wait_for_timeout(150)


def addresses(results: Locator) -> list[str]:
    return [
        unquote(str(each.get_attribute("href"))).partition("/budget/")[2]
        for each in results.locator(".found-link").all()
    ]


def engine(page: Page, site: Served) -> Page:
    """A page that has all parts of the search loaded."""
    page.goto(site("search.html"))
    everything_loaded(page)
    return page


FIND = """(queries) => queries.map((query) => yusuanSearch.find(yusuanSearch.records, query).records
  .map(({ address }) => decodeURIComponent(address).split("/budget/")[1]))"""


def found(page: Page, queries: Sequence[str]) -> list[list[str]]:
    """The addresses that each query finds, best first."""
    return [list(map(str, each)) for each in page.evaluate(FIND, list(queries))]
