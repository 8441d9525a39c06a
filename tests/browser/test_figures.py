"""The page of a figure: opened from where the figure is printed, cited, followed to its place."""

import dataclasses
import re
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenContext
from tests.browser.pages import DISCLOSURE
from tests.browser.server import Served
from tests.browser.test_axe import AXE, RUN, violations
from tests.figure_parts import read_parts
from tests.packing import unpacked
from tests.paths import REAL
from yusuan.citation.catalogue import find_format, formats_for
from yusuan.citation.model import Cited, as_edition
from yusuan.citation.reading import read_cited
from yusuan.pages.packing import packed
from yusuan.releasing.edition import edition_of
from yusuan.releasing.releases import RELEASES_NAME, read_releases

PROJECT = "expenditure.2150502.project"
RECEPTION = "three_public_expenditure.公务接待费.total"
BASIC_RECEPTION = "general_public_budget_basic_expenditure.30217.total"
WIDTHS = (360, 1440)
# The reader's day, in a zone and at an hour where another one's day is another.
CLOCK = "2026-12-31T23:30:00+08:00"
TODAY = "2026-12-31"


def address(site: Served, fragment: str) -> str:
    return site(f"{DISCLOSURE}figure.html#{fragment}")


def opened(context: OpenContext, width: int, **options: object) -> Page:
    options = {
        "viewport": {"width": width, "height": 800},
        "timezone_id": "Asia/Shanghai",
    } | options
    page = context(**options).new_page()
    page.clock.set_fixed_time(CLOCK)
    return page


def cited_by_command(site: Served, fragment: str) -> Cited:
    """What ``yusuan cite --accessed`` cites of the package that the site is of."""
    package = site.folder.parents[1] / "package"
    cited = read_cited(package, f"{REAL.name}.{fragment}", TODAY)
    edition = edition_of(package, cited.version, read_releases(package / RELEASES_NAME))
    return as_edition(cited, edition.unreleased)


@pytest.mark.parametrize("width", WIDTHS)
def test_182_is_cited_from_its_table(open_context: OpenContext, site: Served, width: int) -> None:
    page = opened(open_context, width)
    page.goto(site(f"{DISCLOSURE}expenditure.html"))
    row = page.locator('tr[id="expenditure-2150502"]')
    row.get_by_role("link", name="182.00").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("一般行政管理事务 · 项目支出")
    expect(page.locator(".figure-value")).to_contain_text("182.00 万元")
    expect(page.locator(".figure-value")).to_contain_text("1,820,000 元")
    expect(page.locator(".report")).to_contain_text(f"{DISCLOSURE}figure.html#{PROJECT}")
    page.get_by_role("button", name="引用这个数字").first.click()
    dialog = page.get_by_role("dialog", name=re.compile("^引用：.*182.00 万元"))
    text = dialog.locator("#citation-gbt7714").inner_text()
    assert text.startswith("yusuan contributors. 邢台市工业和信息化局")
    for known in ("182.00 万元（原文第 122 行）", f"{REAL.name}.{PROJECT}", "V0.1.0", f"[{TODAY}]"):
        assert known in text
    expect(dialog).to_contain_text("邢台市工业和信息化局；数据的作者是 yusuan contributors")


def test_every_format_is_that_of_the_command(open_context: OpenContext, site: Served) -> None:
    """The page writes what ``yusuan cite --accessed`` writes of the same figure."""
    page = opened(open_context, 1440)
    for fragment in (PROJECT, RECEPTION, "budget_summary.收入总计-revenue.amount"):
        page.goto(address(site, fragment))
        expect(page.locator(".figure-value")).to_be_visible()
        expect(page.locator("#citation-gbt7714")).to_contain_text(fragment)
        cited = cited_by_command(site, fragment)
        for form in formats_for(cited):
            shown = page.locator(f"#citation-{form.name}").text_content()
            assert shown == form.write(cited), form.name


def test_hostile_texts_are_cited_as_the_command_cites_them(
    open_context: OpenContext, site: Served
) -> None:
    """A title that means something to BibTeX, to JSON, to HTML stays a text in all of them."""
    title = r"""{}\%&$#_~^"'`--''<img src=x onerror=alert(1)>"""
    part = re.compile(r"figures/expenditure-0\.js$")
    page = opened(open_context, 1440)

    def altered(route: object) -> None:
        path = site.folder / DISCLOSURE / "figures" / "expenditure-0.js"
        name, read = unpacked(path.read_bytes())
        figure = read["rows"]["2150502"]["figures"]["project"]
        read["table"]["cited"] = ""
        figure["column"] = title
        figure["alike"][0]["what"] = title
        read["rows"]["2150502"]["label"] = read["rows"]["2150502"]["lines"][0][0] = title
        body = packed(name, read)
        route.fulfill(body=body, content_type="text/javascript")  # type: ignore[attr-defined]

    page.route(part, altered)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.goto(address(site, PROJECT))
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{title} · {title}")
    expect(page.locator(".figure-page img")).to_have_count(0)
    cited = cited_by_command(site, PROJECT)
    printed = "182.00 万元（原文第 122 行）"
    cited = dataclasses.replace(cited, title=f"{title}，{title}：{printed}")
    for name in ("bibtex", "csl", "ris", "gbt7714", "apa"):
        shown = page.locator(f"#citation-{name}").text_content()
        assert shown == find_format(name).write(cited), name
    assert dialogs == []


@pytest.mark.parametrize("width", WIDTHS)
def test_from_a_figure_to_its_place_and_back(
    open_context: OpenContext, site: Served, width: int
) -> None:
    page = opened(open_context, width)
    page.goto(address(site, PROJECT))
    line = page.locator(".figure-line")
    expect(line).to_contain_text("一般行政管理事务")
    expect(line.locator(".marked")).to_have_text("182.00")
    page.get_by_role("link", name="在原文中看第 122 行").click()
    page.wait_for_url(re.compile(r"source\.html#line-122$"))
    place = page.locator("#line-122")
    expect(place).to_be_in_viewport()
    assert "182.00" in place.inner_text()
    # From the line one click leads to the figure, another to its row, from the row one to the figure.
    place.get_by_role("link", name="182.00", exact=True).last.click()
    expect(page.locator(".figure-facts")).to_contain_text(PROJECT)
    page.go_back()
    place.get_by_role("link", name="部门支出总表 2150502").click()
    row = page.locator('tr[id="expenditure-2150502"]')
    expect(row).to_be_in_viewport()
    row.get_by_role("link", name="182.00").last.click()
    page.wait_for_url(address(site, PROJECT))
    page.get_by_role("link", name="在表中看这一行").click()
    expect(row).to_be_in_viewport()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_same_item_elsewhere_is_one_click_away(
    open_context: OpenContext, site: Served, width: int
) -> None:
    page = opened(open_context, width)
    page.goto(address(site, RECEPTION))
    others = page.locator(".figure-others > li")
    expect(others.first).to_contain_text("0.50 万元")
    expect(others.first).to_contain_text("范围不同，两个数不同不等于互相矛盾")
    expect(others.last).to_contain_text("与这里的数相同")
    told = page.locator(".figure-checks > li", has_text="情况说明第 378 行的“公务接待费”")
    assert told.inner_text().count("相符") == 1
    others.first.get_by_role("link", name="0.50 万元").click()
    expect(page.locator(".figure-value")).to_contain_text("0.50")
    assert unquote(urlsplit(page.url).fragment) == BASIC_RECEPTION
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.go_back()
    expect(page.locator(".figure-value")).to_contain_text("2.00")
    page.reload()
    expect(page.locator(".figure-value")).to_contain_text("2.00")


def test_a_figure_is_reached_and_left_by_keyboard(page: Page, site: Served) -> None:
    page.goto(site(f"{DISCLOSURE}three_public_expenditure.html"))
    link = page.locator(f'.of-published a[href="figure.html#{RECEPTION}"]')
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".figure-value")).to_contain_text("2.00")
    page.get_by_role("button", name="引用这个数字").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#citation")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#citation")).to_be_hidden()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="复制链接")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"three_public_expenditure\.html#"))


@pytest.mark.parametrize("width", WIDTHS)
def test_by_keyboard_from_a_figure_to_its_place_and_back(
    open_context: OpenContext, site: Served, width: int
) -> None:
    """182.00 is found in its table by arrows, cited, followed to its line and come back from."""
    page = opened(open_context, width)
    keys = page.keyboard

    def tab_to(text: str) -> None:
        for _ in range(80):
            keys.press("Tab")
            if str(page.evaluate("document.activeElement.textContent")).strip() == text:
                return
        pytest.fail(f"no stop of the Tab key says {text}")

    page.goto(site(f"{DISCLOSURE}expenditure.html#expenditure-2150502"))
    tab_to("2150502")
    for _ in range(2):
        keys.press("ArrowRight")
    keys.press("Enter")
    expect(page.locator(".figure-facts")).to_contain_text(PROJECT)
    tab_to("引用这个数字")
    keys.press("Enter")
    expect(page.locator("#citation-gbt7714")).to_contain_text("182.00 万元（原文第 122 行）")
    keys.press("Escape")
    link = page.get_by_role("link", name="在原文中看第 122 行")
    tab_to(link.inner_text().strip())
    keys.press("Enter")
    page.wait_for_url(re.compile(r"source\.html#line-122$"))
    expect(page.locator("#line-122")).to_be_in_viewport()
    keys.press("Tab")
    while page.evaluate("document.activeElement.closest('li')?.id") != "line-122":
        keys.press("Tab")
    keys.press("Enter")
    page.wait_for_url(re.compile(r"figure\.html#expenditure\.2150502\."))
    expect(page.locator(".figure-value")).to_contain_text("182.00")


def test_the_link_is_copied(open_context: OpenContext, site: Served) -> None:
    context = open_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address(site, RECEPTION))
    page.get_by_role("button", name="复制链接").click()
    expect(page.locator(".figure-state")).to_have_text("已复制链接")
    copied = str(page.evaluate("navigator.clipboard.readText()"))
    assert copied == address(site, quote(RECEPTION))


def test_without_a_script_the_link_lands_on_the_row(
    open_context: OpenContext, site: Served
) -> None:
    page = open_context(
        java_script_enabled=False, viewport={"width": 360, "height": 800}
    ).new_page()
    page.goto(site(f"{DISCLOSURE}expenditure.html"))
    page.locator(f'a[href="figure.html#{PROJECT}"]').click()
    figure = page.locator(f'[id="{PROJECT}"]')
    expect(figure).to_be_in_viewport()
    expect(figure).to_have_text("项目支出：182.00 万元")
    page.locator("li", has=figure).get_by_role("link", name="一般行政管理事务").click()
    expect(page.locator('tr[id="expenditure-2150502"]')).to_be_in_viewport()


def test_it_works_from_the_disk(page: Page, site: Served) -> None:
    folder: Path = site.folder
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.goto(f"{(folder / DISCLOSURE / 'figure.html').as_uri()}#{quote(PROJECT)}")
    expect(page.locator(".figure-value")).to_contain_text("182.00")
    assert [url for url in failed if "figures/" in url] == []
    page.get_by_role("button", name="复制链接").click()
    expect(page.locator(".figure-state")).to_contain_text("这个链接只在本机有用")


@pytest.mark.parametrize(
    ("fragment", "said"),
    [
        ("", "请从任何一张表里点一个数字"),
        ("expenditure.2150502.nothing", "没有编号是“expenditure.2150502.nothing”的数字"),
        ("constructor.constructor.constructor", "没有编号是"),
        ("<b>x</b>", "没有编号是"),
        ("%E0%A4%A", "没有编号是"),
    ],
)
def test_what_is_no_figure_is_said(page: Page, site: Served, fragment: str, said: str) -> None:
    page.goto(address(site, fragment))
    expect(page.locator(".figure-state")).to_contain_text(said)
    expect(page.locator(".figure-drawn")).to_be_empty()


def test_data_that_does_not_come_is_said(page: Page, site: Served) -> None:
    page.route("**/figures/*.js", lambda route: route.abort())
    page.goto(address(site, PROJECT))
    expect(page.locator(".figure-state")).to_contain_text("读不到数据文件")


def test_every_figure_of_the_site_can_be_drawn(page: Page, site: Served) -> None:
    """Of both disclosures: the value on its page is the one in the data."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    for folder in sorted((site.folder / "disclosures").iterdir()):
        figures = read_parts(folder)
        assert figures
        page.goto(site(f"disclosures/{folder.name}/figure.html"))
        for fragment, figure in figures.items():
            page.evaluate("fragment => { location.hash = fragment }", fragment)
            expect(page.locator(".figure-facts code")).to_have_text(f"{folder.name}.{fragment}")
            assert page.locator(".figure-value strong").text_content() == figure["value"]
    assert errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("fragment", [PROJECT, RECEPTION])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    open_context: OpenContext, site: Served, fragment: str, width: int, scheme: str
) -> None:
    page = opened(open_context, width, color_scheme=scheme)
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.goto(address(site, fragment))
    expect(page.locator(".figure-value")).to_be_visible()
    page.evaluate(AXE)
    assert violations(page.evaluate(RUN)) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert hosts == {urlsplit(site.address).netloc}
