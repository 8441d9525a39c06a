"""On paper, by Chromium's print to PDF with the tags of its own dialog: sheets, heads, feet, sizes."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.browser.conftest import OpenContext
from tests.browser.pages import DISCLOSURE
from tests.browser.server import Served
from tests.chromium import ARGUMENTS

MOST_BYTES_OF_A_TABLE = 500_000
MOST_SHEETS_OF_CHECKS = 10
DAY = "2026-12-31"


@pytest.fixture(scope="module")
def browser(playwright: Playwright, browser_path: str) -> Iterator[Browser]:
    """What readers print with."""
    browser = playwright.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
    yield browser
    browser.close()


def printed(page: Page, path: Path, *, tagged: bool = True) -> list[str]:
    """The texts of the sheets, without blanks: lines end anywhere."""
    page.pdf(path=str(path), format="A4", prefer_css_page_size=True, tagged=tagged)
    document = pypdfium2.PdfDocument(str(path))
    return ["".join(sheet.get_textpage().get_text_range().split()) for sheet in document]


@pytest.fixture
def paper(open_context: OpenContext) -> Page:
    page = open_context(timezone_id="Asia/Shanghai").new_page()
    page.clock.set_fixed_time(f"{DAY}T09:00:00+08:00")
    return page


# With two halves and 37 rows, most of whose cells are blank; with 46 rows over several sheets.
@pytest.mark.parametrize(
    "table",
    ["expenditure", "fiscal_appropriation_summary", "general_public_budget_basic_expenditure"],
)
def test_a_table_is_a_small_pdf_with_its_head_and_origin_on_each_sheet(
    paper: Page, site: Served, tmp_path: Path, table: str
) -> None:
    address = site(f"{DISCLOSURE}{table}.html")
    paper.goto(address)
    sheets = printed(paper, tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").stat().st_size < MOST_BYTES_OF_A_TABLE
    for number, text in enumerate(sheets, start=1):
        assert address in text
        assert f"打印于{DAY}·第{number}/{len(sheets)}页" in text
        assert "邢台市工业和信息化局2023年预算" in text
        # The last sheet may hold what stands below the table alone.
        assert "序号" in text or 1 < number == len(sheets)


def test_the_head_of_the_indicators_is_on_each_sheet(
    open_context: OpenContext, site: Served, tmp_path: Path
) -> None:
    """From a phone as from a desk: all of them, in a table; small, but for the tags of thousands of cells."""
    page = open_context(viewport={"width": 360, "height": 800}).new_page()
    page.goto(site(f"{DISCLOSURE}indicators.html"))
    sheets = printed(page, tmp_path / "a.pdf", tagged=False)
    assert (tmp_path / "a.pdf").stat().st_size < MOST_BYTES_OF_A_TABLE
    assert len(sheets) > 5
    for text in sheets[:-1]:
        for head in ("三级指标", "指标值", "类型", "一级指标", "二级指标", "项目"):
            assert head in text
    for line in (440, 499, 711):
        assert f"第{line}行" in "".join(sheets)


def test_the_checks_are_a_few_sheets(paper: Page, site: Served, tmp_path: Path) -> None:
    paper.goto(site(f"{DISCLOSURE}checks.html"))
    names = paper.locator("details.rule > summary").count()
    sheets = printed(paper, tmp_path / "a.pdf")
    assert len(sheets) <= MOST_SHEETS_OF_CHECKS
    assert names > 50
    assert "文件是否完整" in "".join(sheets)


def test_a_view_says_on_paper_what_was_asked_for(paper: Page, site: Served, tmp_path: Path) -> None:
    paper.goto(site("explore.html"))
    expect(paper.locator("table.explored tbody tr").first).to_be_visible()
    asked = paper.locator("table.explored caption").text_content()
    assert asked
    paper.emulate_media(media="print")
    expect(paper.locator("form.explore")).to_be_hidden()
    assert "".join(asked.split()) in printed(paper, tmp_path / "a.pdf")[0]


def test_a_table_wider_than_a_sheet_is_whole_on_one_that_lies(
    paper: Page, site: Served, tmp_path: Path
) -> None:
    paper.goto(site(f"{DISCLOSURE}three_public_expenditure.html"))
    paper.evaluate(
        """() => {
          for (const row of document.querySelector("table.published").rows) {
            const last = row.cells[row.cells.length - 1];
            for (let number = 1; number < 24; number += 1) last.before(last.cloneNode(true));
          }
          const table = document.querySelector("table.published");
          table.rows[table.rows.length - 1].lastElementChild.textContent = "末一栏";
        }"""
    )
    paper.pdf(path=str(tmp_path / "a.pdf"), format="A4", prefer_css_page_size=True)
    sheets = list(pypdfium2.PdfDocument(str(tmp_path / "a.pdf")))
    (lying,) = (sheet for sheet in sheets if sheet.get_width() > sheet.get_height())
    text = lying.get_textpage()
    assert "末一栏" in text.get_text_range()
    search = text.search("末一栏")
    at, _ = search.get_next() or (-1, 0)
    assert text.get_charbox(at)[2] < lying.get_width()


def test_the_head_of_a_view_is_on_each_sheet(paper: Page, site: Served, tmp_path: Path) -> None:
    """A button is drawn once; what it says stands on each sheet."""
    paper.goto(site("explore.html?item=*"))
    expect(paper.get_by_role("button", name="再列")).to_be_visible()
    sheets = printed(paper, tmp_path / "a.pdf")
    assert len(sheets) > 3
    assert all("表和栏" in sheet for sheet in sheets[:-1])


def test_folded_parts_are_on_paper(paper: Page, site: Served, tmp_path: Path) -> None:
    paper.goto(site(f"{DISCLOSURE}projects.html"))
    assert "培育绿色工厂" in "".join(printed(paper, tmp_path / "a.pdf"))


def test_without_a_script_each_sheet_has_the_address_of_its_page(
    open_context: OpenContext, site: Served, tmp_path: Path
) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(site(f"{DISCLOSURE}three_public_expenditure.html"))
    for text in printed(page, tmp_path / "a.pdf"):
        assert f"{DISCLOSURE}three_public_expenditure.html" in text


def test_names_beside_many_years_stay_readable(paper: Page, site: Served, tmp_path: Path) -> None:
    """Columns of years that few print must not leave the names one character wide."""
    paper.goto(site("compare.html"))
    paper.evaluate(
        """() => {
          for (const row of document.querySelectorAll("table.compared tr")) {
            for (let year = 1; year < 12; year += 1) row.append(row.lastElementChild.cloneNode(true));
            for (const figure of row.querySelectorAll("td.figure")) {
              figure.innerHTML = "30,775.648545<small>原文 307,756,485.45 元</small>";
            }
          }
        }"""
    )
    name = "邢台市工业和信息化局"
    expect(paper.locator("table.compared tbody th").first).to_contain_text(name)
    paper.pdf(path=str(tmp_path / "a.pdf"), format="A4", prefer_css_page_size=True)
    sheets = list(pypdfium2.PdfDocument(str(tmp_path / "a.pdf")))
    lines = [
        line for sheet in sheets for line in sheet.get_textpage().get_text_range().splitlines()
    ]
    assert sum(line.startswith(name) for line in lines) > 1
    assert name[0] not in lines
