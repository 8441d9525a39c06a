"""A disclosure whose pages are kept packed: to a reader they are the pages that they would be."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import sites
from tests.browser.conftest import OpenContext
from tests.browser.server import Served, loopback
from tests.paths import PACKAGE, SMALL
from yusuan.cli import main

TABLE = "expenditure"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small disclosure, of which nothing but its tables was kept."""
    folder = tmp_path_factory.mktemp("packed")
    shutil.copy(PACKAGE / "package.toml", folder)
    sources = str(folder / "sources")
    original = str(SMALL / "source.txt")
    assert main(["add", "--evidence", "tables", original, "--sources", sources]) == 0
    assert main(["convert", "--sources", sources, "--output", str(folder)]) == 0
    return sites.build_with_mkdocs(sites.write_project(folder, folder / "project"))


@pytest.fixture(scope="module")
def packed(built: Path) -> Iterator[Served]:
    with loopback() as place:
        yield place.serve(built)


@pytest.fixture(scope="module")
def own(built: Path) -> str:
    """The folder of the disclosure."""
    [folder] = (built / "disclosures").iterdir()
    return f"disclosures/{folder.name}"


def rows(page: Page) -> list[str]:
    expect(page.locator("table.published tbody tr").first).to_be_visible()
    return page.locator("table.published tr").all_inner_texts()


def test_a_table_is_the_one_that_is_written_elsewhere(
    page: Page, site: Served, packed: Served, own: str
) -> None:
    page.goto(site(f"disclosures/{SMALL.name}/{TABLE}.html"))
    whole = rows(page)
    page.goto(packed(f"{own}/{TABLE}.html"))
    assert rows(page) == whole
    assert page.title() == "部门预算支出总表 - 示例县水务局 2024 年预算 - 预算 yusuan"
    expect(page.locator("nav.siblings [aria-current=page]")).to_have_count(1)


def test_an_address_within_leads_to_its_row(page: Page, packed: Served, own: str) -> None:
    page.goto(packed(f"{own}/{TABLE}.html"))
    last = page.locator("table.published tbody tr[id]").last.get_attribute("id")
    page.goto("about:blank")
    page.goto(packed(f"{own}/{TABLE}.html#{last}"))
    row = page.locator(":target")
    expect(row).to_have_attribute("id", last or "")
    expect(row).to_be_in_viewport()


def test_a_figure_leads_to_its_page_and_back(page: Page, packed: Served, own: str) -> None:
    page.goto(packed(f"{own}/{TABLE}.html"))
    figure = page.locator("table.published td.figure a").first
    printed = figure.inner_text()
    figure.click()
    expect(page.locator(".figure-value strong")).to_have_text(printed)
    page.go_back()
    expect(page.locator("table.published td.figure a").first).to_have_text(printed)


def test_it_opens_from_the_disk(page: Page, built: Path, own: str) -> None:
    page.goto((built / own / f"{TABLE}.html").as_uri())
    assert rows(page)


def test_without_a_script_it_leads_to_the_overview_and_the_files(
    open_context: OpenContext, packed: Served, own: str
) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(packed(f"{own}/{TABLE}.html"))
    expect(page.get_by_text("没有启用脚本的")).to_be_visible()
    files = page.get_by_role("link", name="下载这张表的数据").get_attribute("href")
    assert files == f"../../downloads.html#{TABLE}"
    page.get_by_role("link", name="这份文件的概览").click()
    expect(page.locator(".headlines")).to_be_visible()


def test_what_cannot_be_fetched_is_said(page: Page, packed: Served, own: str) -> None:
    page.route("**/pages.js", lambda route: route.abort())
    page.goto(packed(f"{own}/{TABLE}.html"))
    expect(page.get_by_role("status")).to_contain_text("没有取到")


def test_a_workbook_of_the_disclosure_holds_the_packed_tables(
    page: Page, packed: Served, own: str
) -> None:
    page.goto(packed(f"{own}/index.html"))
    with page.expect_download() as downloading:
        page.locator(".workbooks [data-tables=disclosure]").click()
    assert downloading.value.suggested_filename.endswith(".xlsx")
    expect(page.locator(".workbooks [role=status]")).not_to_have_text("已生成：0 张表")


LINKS = """(links) => links.map((link) =>
  [link.getAttribute("href"), (link.textContent.trim() || link.getAttribute("aria-label") || "")])"""


def test_every_link_has_a_name_and_leads_to_a_page(
    page: Page, built: Path, packed: Served, own: str
) -> None:
    """The institutions too, which whole disclosures print within their explanation."""
    pages = {path.name for path in (built / own).glob("*.html")}
    assert "institutions.html" in pages
    for name in sorted(pages):
        page.goto(packed(f"{own}/{name}"))
        expect(page.locator("article h1")).not_to_be_empty()
        found = page.locator("article a[href]:visible").evaluate_all(LINKS)
        assert [href for href, text in found if not text] == []
        beside = {href.partition("#")[0] for href, _ in found if "/" not in href}
        assert beside - pages - {""} == set()


def test_no_page_has_an_error(page: Page, built: Path, packed: Served, own: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    for path in sorted((built / own).glob("*.html")):
        page.goto(packed(f"{own}/{path.name}"))
        expect(page.locator("article h1")).to_be_visible()
    assert errors == []
