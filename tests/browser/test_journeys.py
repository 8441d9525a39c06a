"""What readers come for, from the first click to the last."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenContext
from tests.browser.pages import DISCLOSURE, NOT_FOUND
from tests.browser.server import Served, loopback
from yusuan.declared.descriptor import data_files

# Terms


def first_term(page: Page, site: Served) -> tuple[Locator, Locator]:
    """A term in the prose of a disclosure, in view, and its explanation."""
    page.goto(site(f"{DISCLOSURE}explanation.html"))
    term = page.locator("button.term").first
    term.scroll_into_view_if_needed()
    explanation = page.locator(f"#{term.get_attribute('popovertarget')}")
    expect(explanation).to_be_hidden()
    return term, explanation


def open_by_pointer(page: Page, term: Locator) -> None:
    term.click()


def open_by_resting(page: Page, term: Locator) -> None:
    term.hover()


def open_by_keyboard(page: Page, term: Locator) -> None:
    term.focus()
    page.keyboard.press("Enter")


def open_by_touch(page: Page, term: Locator) -> None:
    term.tap()


@pytest.mark.parametrize(
    "open_", [open_by_pointer, open_by_resting, open_by_keyboard, open_by_touch]
)
@pytest.mark.parametrize("width", [360, 1280])
def test_a_term_is_explained_where_it_stands(
    open_context: OpenContext, site: Served, open_: object, width: int
) -> None:
    assert callable(open_)
    options = {"viewport": {"width": width, "height": 800}, "has_touch": open_ is open_by_touch}
    page = open_context(**options).new_page()
    term, explanation = first_term(page, site)
    open_(page, term)
    expect(explanation).to_be_visible()
    expect(explanation).to_be_in_viewport(ratio=0.99)
    assert term.inner_text() in explanation.inner_text()


def test_escape_closes_an_explanation_and_gives_the_focus_back(page: Page, site: Served) -> None:
    term, explanation = first_term(page, site)
    open_by_keyboard(page, term)
    expect(explanation).to_be_visible()
    page.keyboard.press("Escape")
    expect(explanation).to_be_hidden()
    expect(term).to_be_focused()


def test_a_term_in_the_head_of_a_table_is_explained(page: Page, site: Served) -> None:
    page.goto(site(f"{DISCLOSURE}expenditure.html"))
    term = page.locator("thead button.term").first
    term.click()
    expect(page.locator(f"#{term.get_attribute('popovertarget')}")).to_be_visible()


# Indicators

INDICATORS = f"{DISCLOSURE}indicators.html"
ROWS = "table.indicators tbody:first-of-type > tr"


@pytest.fixture
def indicators(page: Page, site: Served) -> Page:
    page.goto(site(INDICATORS))
    expect(page.locator("form.filter")).to_be_visible()
    return page


def shown_rows(page: Page) -> list[str]:
    return page.locator(f"{ROWS}:visible").all_text_contents()


def first_cells(page: Page, field: str) -> list[str]:
    """The texts of a column, by the name that its head carries, of the rows shown."""
    heads = page.locator("table.indicators thead th")
    fields = [each.get_attribute("data-field") for each in heads.all()]
    column = fields.index(field) + 1
    return page.locator(f"{ROWS}:visible > :nth-child({column})").all_text_contents()


def test_indicators_are_searched(indicators: Page) -> None:
    everything = shown_rows(indicators)
    indicators.locator("form.filter [name=q]").fill("满意度")
    found = shown_rows(indicators)
    assert 0 < len(found) < len(everything)
    assert all("满意" in row for row in found)


@pytest.mark.parametrize("filter_", ["project", "kind", "level"])
def test_indicators_are_filtered(indicators: Page, filter_: str) -> None:
    everything = shown_rows(indicators)
    select = indicators.locator(f"form.filter [name={filter_}]")
    options = select.locator("option")
    values = [each.get_attribute("value") or each.inner_text() for each in options.all()]
    shown = 0
    for value in [value for value in values if value and "/" not in value and "全部" not in value]:
        select.select_option(value)
        found = len(shown_rows(indicators))
        assert 0 < found < len(everything)
        shown += found
    assert shown == len(everything)


def test_indicators_are_sorted_up_down_and_back(indicators: Page) -> None:
    printed = first_cells(indicators, "level1")
    head = indicators.locator("thead th[data-field=level1]")
    turns = []
    for order in ("ascending", "descending", "none"):
        head.get_by_role("button").click()
        expect(head).to_have_attribute("aria-sort", order)
        turns.append(first_cells(indicators, "level1"))
    up, down, back = turns
    assert runs(up) == list(reversed(runs(down)))
    assert len(runs(up)) == len(set(up)) > 1
    assert back == printed


def test_a_head_that_sorts_shows_one_arrow(indicators: Page) -> None:
    head = indicators.locator("thead th[data-field=level1]")
    drawn = "(each) => getComputedStyle(each, '::after')"
    assert head.evaluate(f"{drawn}.display") == "none"
    assert head.get_by_role("button").evaluate(f"{drawn}.content") == '" ↕"'


def runs(texts: list[str]) -> list[str]:
    """Texts without what repeats its neighbour."""
    return [text for n, text in enumerate(texts) if n == 0 or texts[n - 1] != text]


def test_nothing_found_is_said(indicators: Page) -> None:
    indicators.locator("form.filter [name=q]").fill("没有这样的指标")
    assert shown_rows(indicators) == []
    expect(indicators.get_by_text("没有符合的指标")).to_be_visible()


def test_the_indicators_are_complete_without_scripts(
    open_context: OpenContext, indicators: Page, site: Served
) -> None:
    plain = open_context(java_script_enabled=False).new_page()
    plain.goto(site(INDICATORS))
    assert shown_rows(plain) == shown_rows(indicators)
    assert len(shown_rows(plain)) > 100
    expect(plain.locator("form.filter")).to_be_hidden()


# Downloads


def offered(site: Served) -> list[tuple[str, str]]:
    """Paths below the site and sha256 that the package states for its data files."""
    folder = site.folder / "datapackage"
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return [
        (f"datapackage/{each['path']}", each["hash"].removeprefix("sha256:"))
        for each in data_files(package)
    ]


def download(page: Page, link: Locator) -> bytes:
    with page.expect_download() as started:
        link.click()
    return Path(started.value.path()).read_bytes()


def link_to(page: Page, path: str) -> Locator:
    return page.locator(f'article a[href="{path}"]').first


@pytest.mark.parametrize("format_", ["csv", "parquet"])
def test_a_download_has_the_checksum_that_the_package_states(
    page: Page, site: Served, format_: str
) -> None:
    path, sha256 = next(each for each in offered(site) if each[0].endswith(f"revenue.{format_}"))
    page.goto(site("downloads.html"))
    content = download(page, link_to(page, path))
    assert hashlib.sha256(content).hexdigest() == sha256


@pytest.fixture
def published(published_site: Path) -> Iterator[Served]:
    """The site as it is published, with what is made of the whole package."""
    with loopback() as place:
        yield place.serve(published_site)


@pytest.mark.parametrize("suffix", [".zip", ".xlsx"])
def test_a_whole_download_has_the_checksum_beside_it(
    page: Page, published: Served, suffix: str
) -> None:
    page.goto(published("downloads.html"))
    link = page.locator(f'article a[href$="{suffix}"]').first
    content = download(page, link)
    stated = re.findall(r"\b[0-9a-f]{64}\b", link.locator("xpath=..").text_content() or "")
    assert stated == [hashlib.sha256(content).hexdigest()]


def test_every_data_file_is_offered(page: Page, site: Served) -> None:
    page.goto(site("downloads.html"))
    hrefs = {str(each.get_attribute("href")) for each in page.locator("article a").all()}
    assert {path for path, _ in offered(site)} - hrefs == set()


# Figures and their lines


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("table", ["revenue", "expenditure", "procurement"])
def test_a_figure_leads_to_its_line(
    open_context: OpenContext, site: Served, table: str, width: int
) -> None:
    page = open_context(viewport={"width": width, "height": 800}).new_page()
    page.goto(site(f"{DISCLOSURE}{table}.html"))
    figure = page.locator('td.figure a[href^="figure.html#"]').last
    printed = figure.inner_text().replace(",", "")
    figure.click()
    page.wait_for_url(re.compile(r"figure\.html#"))
    # One click shows the line itself, with the figure in it, and leads on to where it stands.
    expect(page.locator(".figure-line .marked")).to_have_text(printed)
    page.get_by_role("link", name="在原文中看").click()
    page.wait_for_url(re.compile(r"source\.html#line-\d+$"))
    line = page.locator(f'[id="{urlsplit(page.url).fragment}"]')
    expect(line).to_be_in_viewport()
    assert printed in line.inner_text().replace(",", "")
    assert not covered(line)


def covered(element: Locator) -> bool:
    """Whether something else, such as the head of the page, lies over an element's beginning."""
    return bool(
        element.evaluate(
            """(element) => {
              const box = element.getBoundingClientRect();
              const above = document.elementFromPoint(box.left + box.width / 2, box.top + 4);
              return !element.contains(above);
            }"""
        )
    )


# Colours


def test_the_colours_are_changed_and_remembered(page: Page, site: Served) -> None:
    body = page.locator("body")
    page.goto(site("index.html"))
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.get_by_title("切换到深色").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(site("about.html"))
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_title("切换到浅色").click()
    expect(body).to_have_attribute("data-md-color-scheme", "default")


def test_a_page_begins_in_the_scheme_of_the_device(open_context: OpenContext, site: Served) -> None:
    page = open_context(color_scheme="dark").new_page()
    # The deferred scripts never come: what the page shows, it shows before them.
    page.route("**/*.js", lambda route: route.abort())
    page.goto(site("about.html"))
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_the_scheme_follows_the_device_until_one_is_chosen(page: Page, site: Served) -> None:
    body = page.locator("body")
    page.emulate_media(color_scheme="dark")
    page.goto(site("about.html"))
    page.emulate_media(color_scheme="light")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.locator("[data-scheme-choice] input:checked").press("Enter")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(color_scheme="dark")
    page.emulate_media(color_scheme="light")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")


# Pages that are not there


@pytest.mark.parametrize("missing", ["missing.html", "disclosures/none/revenue.html", "a/b/c"])
def test_a_missing_page_leads_back_into_the_site(page: Page, site: Served, missing: str) -> None:
    answer = page.goto(site(missing))
    assert answer is not None
    assert answer.status == 404
    home = page.get_by_role("link", name="首页")
    # A script looks for the site's folder, which takes a moment.
    expect(home).to_have_js_property("href", site("index.html"))
    links = page.locator("a").evaluate_all("links => links.map((link) => link.href)")
    paths = [urlsplit(urljoin(site.address, link)).path for link in links]
    served = urlsplit(site.address).path
    assert paths
    assert [path for path in paths if not (site.folder / path.removeprefix(served)).is_file()] == []


def test_a_missing_page_is_told_apart_from_the_home_page(page: Page, site: Served) -> None:
    page.goto(site(NOT_FOUND))
    expect(page.get_by_role("heading", name="没有这个页面")).to_be_visible()
