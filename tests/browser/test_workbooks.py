"""Excel where the table is: a workbook of the page's tables, or of all of the disclosure."""

from decimal import Decimal
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import openpyxl
import pytest
from openpyxl.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenContext
from tests.browser.pages import DISCLOSURE
from tests.browser.server import Served
from tests.paths import PACKAGE, REAL, read_csv

EXPENDITURE = f"{DISCLOSURE}expenditure.html"


def made(page: Page, kind: str, path: Path) -> Path:
    """The workbook that a button of the page gives."""
    with page.expect_download() as started:
        page.locator(f".workbooks [data-tables={kind}]").click()
    expect(page.locator(".workbooks [role=status]")).to_contain_text("已生成")
    started.value.save_as(path)
    return path


def rows(sheet: Worksheet) -> list[list[Cell | MergedCell]]:
    return [list(row) for row in sheet.iter_rows()]


def printed_figures(resource: str) -> dict[tuple[str, str], str]:
    """As printed, by the key of the row, which is its code or name, and field."""
    return {
        (row["row_key"], row["field"]): row["published_text"]
        for row in read_csv(PACKAGE / "data" / "budget_lines.csv")
        if row["disclosure_id"] == REAL.name and row["resource"] == resource
    }


@pytest.mark.parametrize("width", [360, 1440])
def test_the_expenditure_table_is_had_in_excel_from_its_page(
    open_context: OpenContext, site: Served, tmp_path: Path, width: int
) -> None:
    page = open_context(viewport={"width": width, "height": 800}).new_page()
    page.goto(site(EXPENDITURE))
    with page.expect_download() as started:
        page.get_by_role("button", name="本页的表").click()
    assert started.value.suggested_filename == f"{REAL.name}-expenditure.xlsx"
    started.value.save_as(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["说明", "部门预算支出总表"]
    sheet = book["部门预算支出总表"]
    assert sheet["A1"].value == "部门预算支出总表（金额单位：万元）"
    assert {str(each) for each in sheet.merged_cells.ranges} >= {"B2:C2", "D2:D3"}
    by_code = {row[1].value or row[2].value: row for row in rows(sheet)[3:]}
    assert by_code["2150502"][2].value == "一般行政管理事务"
    total, basic, project = by_code["2150502"][3:6]
    assert (total.value, basic.value, project.value) == (182, None, 182)
    assert total.number_format == "#,##0.00"
    assert by_code["2150502"][9].value == "第 122 行"
    mark = page.locator('tr[id="expenditure-21505"] .mark').inner_text()
    assert by_code["21505"][10].value == mark


def test_every_number_has_the_digits_that_are_printed(
    page: Page, site: Served, tmp_path: Path
) -> None:
    page.goto(site(EXPENDITURE))
    path = made(page, "page", tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(path).worksheets[1]
    found = {
        (str(row[1].value or row[2].value), cell.column): cell
        for row in rows(sheet)[3:]
        for cell in row[3:6]
        if cell.value is not None
    }
    wanted = printed_figures("expenditure")
    columns = {"total": 4, "basic": 5, "project": 6}
    assert len(found) == sum(bool(text) for text in wanted.values()) > 10
    for (code, field), text in wanted.items():
        if text:
            cell = found[code, columns[field]]
            assert Decimal(str(cell.value)) == Decimal(text.replace(",", ""))
            assert len(cell.number_format.partition(".")[2]) == len(text.partition(".")[2])


def test_signs_are_kept_apart_and_nothing_is_a_formula(
    page: Page, site: Served, tmp_path: Path
) -> None:
    page.goto(site(EXPENDITURE))
    shown = [
        "0.00",
        "-3.5",
        "不涉及",
        "—",
        "1,234,567,890,123,456.78",
        "=1+1",
        "<b>&\"'",
        "_x0041_",
    ]
    page.locator("table.published").evaluate(
        """(table, texts) => {
          const row = table.tBodies[0].rows[1];
          texts.forEach((text, number) => {
            const cell = row.insertCell();
            cell.className = number < 6 ? "figure" : "text";
            cell.textContent = text;
          });
          row.cells[1].textContent = "0215";
          row.insertCell().className = "figure blank";
        }""",
        shown,
    )
    path = made(page, "page", tmp_path / "a.xlsx")
    row = rows(openpyxl.load_workbook(path).worksheets[1])[4]
    values = [cell.value for cell in row][10 : 10 + len(shown) + 1]
    # openpyxl shows the escape that Excel reads as the text.
    assert values == [0, -3.5, *shown[2:7], "_x005F_x0041_", None]
    assert row[1].value == "0215"
    assert row[10].number_format == "#,##0.00"
    assert row[15].quotePrefix
    with ZipFile(path) as file:
        assert {each.compress_type for each in file.infolist()} == {ZIP_STORED}
        assert file.testzip() is None
        content = "".join(file.read(name).decode() for name in file.namelist())
    assert "<f>" not in content
    assert "_x005F_x0041_" in content


def test_the_same_table_gives_the_same_bytes(page: Page, site: Served, tmp_path: Path) -> None:
    contents = []
    for number in range(2):
        page.goto(site(f"{DISCLOSURE}goals.html"))
        contents.append(made(page, "page", tmp_path / f"{number}.xlsx").read_bytes())
    assert contents[0] == contents[1]


def test_a_workbook_of_the_disclosure_has_all_its_tables(
    page: Page, site: Served, tmp_path: Path
) -> None:
    page.goto(site(f"{DISCLOSURE}index.html"))
    expect(page.get_by_role("button", name="本页的表")).to_have_count(0)
    book = openpyxl.load_workbook(made(page, "disclosure", tmp_path / "a.xlsx"))
    tables = read_csv(PACKAGE / "data" / "published_tables.csv")
    titles = {
        row["title"]
        for row in tables
        if row["disclosure_id"] == REAL.name and row["resource"] != "performance_indicators"
    }
    assert titles - {"部门机构设置情况"} <= {
        sheet["A1"].value.partition("（金额单位")[0] for sheet in book
    }
    indicators = read_csv(PACKAGE / "data" / "performance_indicators.csv")
    count = sum(row["disclosure_id"] == REAL.name for row in indicators)
    assert book["全部项目绩效指标"].max_row == count + 2


def test_a_page_from_the_disk_makes_its_own_tables_and_says_what_it_cannot(
    page: Page, site: Served, tmp_path: Path
) -> None:
    page.goto((site.folder / EXPENDITURE).as_uri())
    expect(page.locator(".workbooks")).to_contain_text("从本机打开")
    expect(page.get_by_role("button", name="这份文件的全部表")).to_have_count(0)
    with page.expect_download() as started:
        page.get_by_role("button", name="本页的表").press("Enter")
    started.value.save_as(tmp_path / "a.xlsx")
    assert len(openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets) == 2


def test_what_does_not_come_is_said(page: Page, site: Served) -> None:
    page.goto(site(EXPENDITURE))
    page.route("**/revenue.html", lambda route: route.abort())
    page.get_by_role("button", name="这份文件的全部表").click()
    expect(page.locator(".workbooks [role=status]")).to_contain_text("没有生成")


def test_without_a_script_the_data_is_offered_as_csv(
    open_context: OpenContext, site: Served
) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(site(EXPENDITURE))
    expect(page.locator(".workbooks")).to_be_hidden()
    expect(page.locator('p.files:visible a[href$="expenditure.csv"]')).to_be_visible()
