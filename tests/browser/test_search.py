"""The search finds what readers look for, says its value and where it stands, and leads there."""

import re
from collections.abc import Sequence
from urllib.parse import quote, unquote, urljoin

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from tests.browser.conftest import OpenContext
from tests.browser.pages import DISCLOSURE, pages_of
from tests.browser.server import Served
from tests.browser.test_axe import AXE, RUN, violations
from tests.paths import PACKAGE
from tests.searching import measure, read_queries
from yusuan.facts.keys import parse_line_id
from yusuan.pages.figures import grouped
from yusuan.pages.model import Disclosure, read_site

# The figures that tests/benchmarks/README.md publishes, less what a tie may turn.
LEAST_FIRST = 46
LEAST_AMONG_FIVE = 49


@pytest.fixture(scope="module")
def disclosure() -> Disclosure:
    return read_site(PACKAGE).disclosures[0]


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


def test_a_number_leads_to_its_own_page_too(page: Page, site: Served) -> None:
    first = ask(open_search(page, site("index.html")), "182").first
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


def test_fifty_queries_have_the_answers_that_readers_want(page: Page, site: Served) -> None:
    opened = engine(page, site)
    queries = read_queries()
    assert len(queries) == 50
    answers = dict(
        zip(
            (query.text for query in queries),
            found(opened, [query.text for query in queries]),
            strict=True,
        )
    )
    measured = measure(queries, answers.__getitem__)
    assert measured.places_first >= LEAST_FIRST, measured
    assert measured.places_few >= LEAST_AMONG_FIVE, measured.missed


# Everything


def test_every_figure_is_found_however_it_is_written(
    page: Page, site: Served, disclosure: Disclosure
) -> None:
    queries: list[str] = []
    wanted: list[str] = []
    for id_, figure in disclosure.figures.items():
        if figure["value_status"] != "published":
            continue
        printed = str(figure["published_text"])
        parts = parse_line_id(id_)
        side = f"-{parts.side}" if parts.side else ""
        page_of = f"{parts.resource}.html#{parts.resource}-{parts.row_key}{side}"
        bare = printed.rstrip("0").rstrip(".") if "." in printed else printed
        for query in (printed, grouped(printed), bare):
            queries.append(query)
            wanted.append(f"{DISCLOSURE}{page_of}")
    answers = found(engine(page, site), queries)
    lost = [
        (query, want)
        for query, want, answer in zip(queries, wanted, answers, strict=True)
        if want not in answer
    ]
    assert queries
    assert lost == []


def test_every_name_is_found_by_any_part_of_it(
    page: Page, site: Served, disclosure: Disclosure
) -> None:
    names = {
        f"projects.html#project-{row['project_no']}": row["project_name"]
        for row in disclosure.of("projects")
    }
    names |= {
        f"projects.html#project-{row['project_no']}-{row['indicator_no']}": row["level3"]
        for row in disclosure.of("performance_indicators")
        if row["level3"]
    }
    names |= {
        f"general_public_budget_basic_expenditure.html#general_public_budget_basic_expenditure-{row['row_key']}": row[
            "economic_name"
        ]
        for row in disclosure.of("general_public_budget_basic_expenditure")
        if row["economic_name"]
    }
    asked = [(at, part) for at, name in names.items() for part in parts_of(str(name))]
    answers = found(engine(page, site), [part for _, part in asked])
    lost = [
        (at, part)
        for (at, part), answer in zip(asked, answers, strict=True)
        if f"{DISCLOSURE}{at}" not in answer
    ]
    assert lost == []


def parts_of(name: str) -> set[str]:
    """The beginning, the middle and the end of a name, in Chinese words of two or more signs."""
    middle = len(name) // 2
    cut = {name[:2], name[middle - 1 : middle + 2], name[-3:], name}
    return {each for each in cut if re.fullmatch("[\u4e00-\u9fff]{2,}", each)}


PRINTED = """() => {
  const frame = "nav, script, svg, [popover], aside, form, .notice, .cite-this, .explanations, p.files, "
    + ".headerlink, .md-content__button, [data-search-page], [role=status], button, .source-text a";
  const article = document.querySelector("article").cloneNode(true);
  for (const each of article.querySelectorAll(frame)) each.remove();
  const blocks = "td, th, li, p, dt, dd, caption, summary, h1, h2, h3, h4, pre, strong, code";
  const found = new Set();
  for (const each of article.querySelectorAll(blocks)) {
    if (each.querySelector(blocks)) continue;
    for (const line of each.innerText.split("\\n")) {
      const text = line.trim();
      if (text) found.add(text);
    }
  }
  return [...found];
}"""
UNFOUND = """(texts) => {
  const search = globalThis.yusuanSearch;
  const all = search.records.map((each) =>
    [each.heading, each.codes.join("\\n"), each.worth, each.said, each.around, each.columns].join("\\n"));
  return texts.filter((text) => {
    const wanted = search.plain(text);
    return wanted && !all.some((each) => each.includes(wanted)) && !search.find(search.records, text).records.length;
  });
}"""


def test_nothing_that_a_page_prints_is_unfindable(page: Page, site: Served) -> None:
    texts: dict[str, str] = {}
    for path in pages_of(site.folder):
        page.goto(site(path))
        if page.locator("article").count():
            for text in page.evaluate(PRINTED):
                texts.setdefault(str(text), path)
    assert len(texts) > 3000
    unfound = engine(page, site).evaluate(UNFOUND, list(texts))
    assert {text: texts[text] for text in unfound} == {}


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


def test_without_scripts_the_link_leads_to_a_page_that_says_so(
    open_context: OpenContext, site: Served
) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(site(f"{DISCLOSURE}expenditure.html"))
    page.locator("[data-search-opener]").click()
    expect(page.locator("article")).to_contain_text("搜索要用脚本")


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


# What it is made of


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
