"""What the search loads and when: from the disk, in part, of a large collection; and what axe says."""

from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.browser.conftest import OpenContext
from tests.browser.pages import DISCLOSURE
from tests.browser.searching import addresses, ask, everything_loaded, open_search
from tests.browser.server import Served
from tests.browser.test_axe import AXE, RUN, violations
from yusuan.pages.packing import packed
from yusuan.pages.searching.model import Found, Part


def test_the_search_works_from_the_disk(page: Page, site: Served) -> None:
    page.goto((site.folder / DISCLOSURE / "expenditure.html").as_uri())
    page.keyboard.press("/")
    dialog = page.get_by_role("dialog", name="搜索")
    expect(ask(dialog, "182").first).to_contain_text("182.00 万元")


def test_what_could_not_be_loaded_is_said(page: Page, site: Served) -> None:
    page.route("**/search/*-checks.js", lambda route: route.abort())
    dialog = open_search(page, site(f"{DISCLOSURE}index.html"))
    ask(dialog, "公务接待")
    expect(dialog.get_by_role("status")).to_contain_text("结果不全")


def test_other_disclosures_are_looked_through_too(page: Page, site: Served) -> None:
    dialog = open_search(page, site(f"{DISCLOSURE}index.html"))
    results = addresses(ask(dialog, "合计"))
    assert any(not each.startswith(DISCLOSURE) for each in results if "disclosures/" in each)
    assert results[0].startswith(DISCLOSURE)


def test_what_is_written_before_the_search_has_come_is_not_lost(page: Page, site: Served) -> None:
    page.goto(site("index.html"))
    page.keyboard.press("/")
    page.keyboard.insert_text("公务接待费")
    dialog = page.get_by_role("dialog", name="搜索")
    expect(dialog.locator(".search-results > li").first).to_contain_text("公务接待费")
    expect(dialog.get_by_role("searchbox")).to_have_value("公务接待费")


def test_a_search_that_does_not_come_says_so(page: Page, site: Served) -> None:
    page.route("**/assets/search.js", lambda route: route.abort())
    page.goto(site("index.html"))
    page.keyboard.press("/")
    expect(page.get_by_role("dialog", name="搜索")).to_contain_text("搜索没有取到")


def test_data_that_does_not_come_is_asked_for_again(page: Page, site: Served) -> None:
    page.route("**/search/parts.js", lambda route: route.abort())
    dialog = open_search(page, site("index.html"))
    dialog.get_by_role("searchbox").fill("公务接待")
    expect(dialog.get_by_role("status")).to_contain_text("没有取到")
    page.unroute("**/search/parts.js")
    dialog.get_by_role("searchbox").fill("公务接待费")
    expect(dialog.locator(".search-results > li").first).to_contain_text("公务接待费")


HOSTILE = "<img src=x onerror='document.title=1'>&lt;b&gt;\u2028甲"


def test_hostile_text_is_only_text(page: Page, site: Served) -> None:
    part = Part("site", "", "", (Found(kind="row", page="a.html", of=HOSTILE, title=HOSTILE),))
    told = packed("parts", {"kinds": [["<i>类</i>", 1]], "parts": [["site", "", ""]]})
    page.route("**/search/*.js", lambda route: route.fulfill(body=part.script))
    page.route("**/search/parts.js", lambda route: route.fulfill(body=told))
    dialog = open_search(page, site("index.html"))
    name = ask(dialog, "img").locator(".found-name")
    assert name.text_content() == HOSTILE
    expect(dialog.locator("img, b b, i")).to_have_count(0)


def test_a_number_is_marked_as_it_is_printed(page: Page, site: Served) -> None:
    for query in ("182", "182.0", "1028.34"):
        marks = ask(open_search(page, site("index.html")), query).first.locator("mark")
        assert marks.first.inner_text() in ("182.00", "1,028.34")


MANY = 70


def many_disclosures(page: Page) -> list[str]:
    """Put a collection of many disclosures in the place of the site's; tells what is loaded."""
    loaded: list[str] = []
    parts = [["site", "", ""], *([f"d{n}", f"disclosures/d{n}", f"第{n}局"] for n in range(MANY))]

    def answer(route: Route) -> None:
        name = route.request.url.rpartition("/")[2].removesuffix(".js")
        if name == "parts":
            told = packed("parts", {"kinds": [["表中的行", 20]], "parts": parts})
        else:
            loaded.append(name)
            row = [0, 0, "a", "甲项", "", "", [], [0, name.removeprefix("d")]]
            content = {"pages": [["a.html", "表"]], "labels": [["合计", "万元", ""]], "texts": []}
            records = [row] if name != "site" else []
            told = packed(name, {"name": name, **content, "records": records})
        route.fulfill(body=told, content_type="text/javascript")

    page.route("**/search/*.js", answer)
    return loaded


def test_a_large_collection_loads_in_parts(page: Page, site: Served) -> None:
    loaded = many_disclosures(page)
    dialog = open_search(page, site("index.html"))
    ask(dialog, "甲项")
    expect(dialog.get_by_role("status")).to_have_text("找到 8 处。")
    assert len(loaded) == 1 + 8
    dialog.get_by_role("button", name=f"还有 {MANY - 8} 份公开文件没有查：再查 60 份").click()
    expect(dialog.get_by_role("status")).to_have_text("找到 68 处。")
    assert len(loaded) == 1 + 68
    # A number that is not there is not there: none is nearly it.
    dialog.get_by_role("searchbox").fill("1,581.26")
    said = "查过的各份里没有找到“1,581.26”。"
    expect(dialog.get_by_role("status")).to_contain_text(said)
    expect(dialog.locator(".search-results > li")).to_have_count(0)
    # Of what was not searched nothing is said.
    ask(dialog, "甲项 77")
    said = "查过的各份里没有哪一处同时印有“甲项 77”；最接近的 68 处："
    expect(dialog.get_by_role("status")).to_have_text(said)


def test_a_disclosure_that_is_named_is_looked_through(page: Page, site: Served) -> None:
    loaded = many_disclosures(page)
    dialog = open_search(page, site("index.html"))
    ask(dialog, "甲项")
    expect(dialog.get_by_role("status")).to_have_text("找到 8 处。")
    expect(ask(dialog, "第29局 甲项").first).to_contain_text("第29局")
    assert loaded[-1] == "d29"
    assert len(loaded) == 1 + 8 + 1


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 360)])
def test_axe_finds_nothing_in_the_search(
    open_context: OpenContext, site: Served, scheme: str, width: int
) -> None:
    context = open_context(color_scheme=scheme, viewport={"width": width, "height": 800})
    page = context.new_page()
    ask(open_search(page, site(f"{DISCLOSURE}index.html")), "公务接待")
    page.evaluate(AXE)
    assert violations(page.evaluate(RUN)) == []
    page.goto(site("search.html?q=公务接待"))
    page.locator(".search-results > li").first.wait_for()
    page.evaluate(AXE)
    assert violations(page.evaluate(RUN)) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


def test_nothing_is_loaded_before_the_search_is_opened(page: Page, site: Served) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.goto(site(f"{DISCLOSURE}index.html"))
    page.wait_for_timeout(300)
    assert [each for each in asked if "/search" in each] == []
    page.keyboard.press("/")
    expect(page.get_by_role("dialog", name="搜索")).to_be_visible()
    everything_loaded(page)
    loaded = [each for each in asked if "/search/" in each]
    assert loaded
    assert all(each.startswith(urljoin(site.address, "search/")) for each in loaded)
