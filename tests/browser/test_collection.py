"""What readers come for where there are many documents, on a phone and at a desk."""

import csv
import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenContext
from tests.browser.server import Served, loopback
from tests.browser.test_axe import AXE, RUN, violations
from tests.many import DOCUMENTS
from yusuan.pages.exploring.lines import parquet

WATER, SCHOOLS, CITY = (DOCUMENTS[at] for at in (3, 4, 5))
SPENT = "table=three_public_expenditure&field=total"
RECEPTIONS = f"explore.html?item=item:reception&{SPENT}&year=2024&sort=-amount"
# In the table and column that most documents print; in all.
COMMON, ALL_ROWS = 6, 12
IN_ORDER = [("示例市水利局", "1.25"), ("示例县教育局", "0.70"), ("示例县水务局", "0.50")]


@pytest.fixture(scope="module")
def many(site_of_many: Path) -> Iterator[Served]:
    with loopback() as place:
        yield place.serve(site_of_many)


@pytest.fixture(params=[360, 1440])
def window(request: pytest.FixtureRequest, open_context: OpenContext, many: Served) -> Page:
    """A phone and a desk: every request must stay on the site, the console silent."""
    return watched(open_context, many, request.param)


@pytest.fixture
def phone(open_context: OpenContext, many: Served) -> Page:
    return watched(open_context, many, 360)


def watched(open_context: OpenContext, many: Served, width: int) -> Page:
    page = open_context(viewport={"width": width, "height": 800}).new_page()
    own = urlsplit(many.address).netloc
    page.on("request", lambda each: _own(each.url, own))
    page.on("console", lambda said: pytest.fail(said.text))
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    return page


def _own(address: str, host: str) -> None:
    assert urlsplit(address).netloc == host or address.startswith("blob:"), address


def rows(page: Page, table: str = "table.explored") -> Locator:
    return page.locator(f"{table} > tbody > tr")


def figures(page: Page) -> list[tuple[str, str]]:
    """Organisation and figure of each row of what is explored."""
    return [
        (row.locator("th a").inner_text(), row.locator("td.figure > a").first.inner_text())
        for row in rows(page).all()
    ]


def choose(page: Page, filter_: str, value: str) -> None:
    page.get_by_role("combobox", name=filter_, exact=True).select_option(value)


def cell(page: Page, row: str, column: int) -> Locator:
    """A cell of the years of an organisation."""
    return page.locator(f"table.compared tr#{row} > *").nth(column)


# Receptions of every department in one table


def test_receptions_of_every_department_are_one_sorted_table(window: Page, many: Served) -> None:
    window.goto(many("index.html"))
    window.get_by_role("link", name="探索每个数字").click()
    expect(rows(window)).to_have_count(COMMON)
    choose(window, "年度", "2024")
    window.locator("th button", has_text="数字").click()
    expect(rows(window)).to_have_count(3)
    assert figures(window) == IN_ORDER
    assert urlsplit(window.url).query == urlsplit(RECEPTIONS).query.replace(":", "%3A")


def kinds_of_rows(page: Page) -> set[tuple[str, str]]:
    """Table and column of the rows that are shown."""
    return {
        (
            row.locator("td").nth(2).inner_text().split("\n")[0],
            row.locator("td.figure small").last.inner_text(),
        )
        for row in rows(page).all()
    }


def test_like_stands_beside_like(window: Page, many: Served) -> None:
    """A change against last year, or one fund, is not sorted among what is spent unless asked for."""
    window.goto(many("explore.html?sort=-amount"))
    expect(rows(window)).to_have_count(COMMON)
    assert kinds_of_rows(window) == {("财政拨款“三公”经费支出表", "合计")}
    assert SPENT in window.url  # so that the address leads there when there are more documents
    told = window.locator("[data-explore] output")
    left = ALL_ROWS - COMMON
    expect(told).to_contain_text(f"另有 {left} 行在别的表或栏，没有列出")
    window.get_by_role("button", name=f"也列出这 {left} 行").click()
    expect(rows(window)).to_have_count(ALL_ROWS)
    expect(told).to_contain_text("增减额、上年数不能和本年数比大小")
    assert len(kinds_of_rows(window)) > 1
    window.get_by_role("button", name="清除筛选").click()
    expect(rows(window)).to_have_count(COMMON)


def test_of_whom_only_other_rows_are_printed_these_are_shown(window: Page, many: Served) -> None:
    """``settled`` and ``leftOut`` of lines of which one organisation prints its units alone."""
    window.goto(many("explore.html"))
    expect(rows(window)).to_have_count(COMMON)
    found = window.evaluate(
        """() => {
          const line = (org, field, unit_of = null) => ({
            org, name: org, disclosure: org, table: "t", field, unit_of, label: "", row: "", item: "i",
          });
          const lines = [line("甲", "total"), line("甲", "change"), line("乙", "total"),
            line("丙", "fund", "某所"), line("丙", "fund", "某站")];
          const state = yusuanView.stateOf("?item=i");
          const { table, field } = yusuanView.settled(lines, state);
          const of = yusuanView.settled(lines, { ...state, org: "丙" });
          return [`${table}.${field}`, yusuanView.leftOut(lines, { ...state, table, field }),
            [of.field, of.of], yusuanView.settled(lines, { ...state, group: "field" }).field];
        }"""
    )
    left = {"elsewhere": 1, "units": 2, "lacking": ["丙"], "cells": 1}
    assert found == ["t.total", left, ["fund", "units"], "*"]


def test_a_folded_filter_that_is_set_is_seen(phone: Page, many: Served) -> None:
    phone.goto(many("explore.html"))
    expect(rows(phone)).to_have_count(COMMON)
    kinds = phone.get_by_role("combobox", name="种类", exact=True)
    expect(kinds).to_be_hidden()
    phone.goto(many("explore.html?kind=budget"))
    expect(kinds).to_be_visible()


def test_the_focus_stays_on_the_head_that_sorts(window: Page, many: Served) -> None:
    window.goto(many("explore.html"))
    expect(rows(window)).to_have_count(COMMON)
    window.locator("th button", has_text="数字").focus()
    for order in ("descending", "ascending"):
        window.keyboard.press("Enter")
        head = window.locator("th", has=window.locator("button:focus"))
        expect(head).to_have_attribute("aria-sort", order)


def test_a_view_is_downloaded_as_it_stands(window: Page, many: Served) -> None:
    window.goto(many(RECEPTIONS))
    expect(rows(window)).to_have_count(3)
    with window.expect_download() as started:
        window.get_by_role("button", name="下载 CSV").click()
    content = Path(started.value.path()).read_text(encoding="utf-8-sig")
    found = list(csv.DictReader(io.StringIO(content)))
    assert [(row["机构"], row["金额（元）"]) for row in found] == [
        ("示例市水利局", "12500.00"),
        ("示例县教育局", "7000.00"),
        ("示例县水务局", "5000.00"),
    ]
    assert {row["状态"] for row in found} == {"印出"}
    assert found[0]["budget_line_id"] == f"{CITY.id}.three_public_expenditure.公务接待费.total"


def test_a_view_is_a_workbook_too(phone: Page, many: Served) -> None:
    phone.goto(many(RECEPTIONS))
    expect(rows(phone)).to_have_count(3)
    with phone.expect_download() as started:
        phone.get_by_role("button", name="下载 Excel").click()
    content = io.BytesIO(Path(started.value.path()).read_bytes())
    sheet = load_workbook(content).worksheets[1]
    found = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    amounts = found[0].index("金额（元）")
    assert [row[amounts] for row in found[1:]] == [12500, 7000, 5000]


def test_a_view_is_cited_by_its_address(window: Page, many: Served) -> None:
    window.goto(many(RECEPTIONS))
    expect(rows(window)).to_have_count(3)
    window.get_by_role("button", name="引用这个视图").click()
    text = window.locator("#citation-gbt7714")
    expect(text).to_contain_text("探索“公务接待，财政拨款‘三公’经费支出表，合计，2024”")
    expect(text).to_contain_text(window.url)
    expect(window.locator("#citation dt", has_text="这个视图的地址")).to_be_visible()


def test_a_view_comes_back_by_reloading_and_by_going_back(phone: Page, many: Served) -> None:
    phone.goto(many(RECEPTIONS))
    expect(rows(phone)).to_have_count(3)
    choose(phone, "地区", "130900")
    expect(rows(phone)).to_have_count(1)
    phone.reload()
    expect(rows(phone)).to_have_count(1)
    phone.go_back()
    expect(rows(phone)).to_have_count(3)


def test_it_says_how_much_it_reads(phone: Page, many: Served) -> None:
    phone.goto(many(RECEPTIONS))
    expect(phone.locator("[data-cost]")).to_contain_text("kB，4 次请求，都来自本站")


def test_groups_add_up_only_what_is_not_counted_twice(phone: Page, many: Served) -> None:
    phone.goto(many("explore.html?item=item:reception&field=total&year=2024&group=place"))
    expect(rows(phone)).to_have_count(2)
    assert [row.inner_text().split("\t")[3].strip() for row in rows(phone).all()] == [
        "1.25",
        "1.20",
    ]
    choose(phone, "年度", "")
    expect(rows(phone).filter(has_text="不相加：跨年度")).to_have_count(1)
    phone.goto(many("explore.html?item=item:reception&group=year"))
    expect(rows(phone).first).to_be_visible()
    years = [row.inner_text().split("\t")[0].strip() for row in rows(phone).all()]
    assert years == sorted(years, reverse=True)
    assert len(years) > 1


def test_an_item_is_found_by_a_part_of_its_name_or_code(phone: Page, many: Served) -> None:
    phone.goto(many("explore.html"))
    expect(rows(phone)).to_have_count(COMMON)
    field = phone.get_by_label("项目", exact=False).first
    field.fill("用车")
    field.press("Enter")
    choices = phone.locator("[data-matches] button")
    expect(choices.first).to_be_visible()
    choices.filter(has_text="公务用车运行维护").click()
    expect(phone.locator("table.explored caption")).to_contain_text("公务用车运行维护，")
    expect(phone.get_by_role("region", name="符合的数据行")).to_be_focused()


def test_every_line_can_be_read_at_once(phone: Page, many: Served) -> None:
    phone.goto(many("explore.html"))
    phone.get_by_role("button", name="读取全部").click()
    expect(phone.locator("table.explored caption")).to_have_text("全部项目")
    expect(phone.get_by_role("button", name="再列 200 行")).to_be_visible()


def test_of_a_large_file_only_the_parts_with_the_lines_are_read(
    open_context: OpenContext, site_of_many: Path, tmp_path: Path
) -> None:
    for name in ("assets", "explore"):
        shutil.copytree(site_of_many / name, tmp_path / name)
    shutil.copy(site_of_many / "explore.html", tmp_path)
    size = enlarge(tmp_path / "explore")
    with loopback() as place:
        served = place.serve(tmp_path)
        page = open_context().new_page()
        parts: list[str] = []
        page.on("request", lambda each: parts.append(each.headers.get("range", "")))
        page.goto(served(RECEPTIONS))
        expect(rows(page)).to_have_count(3)
    asked = [part for part in parts if part]
    assert len(asked) == 2  # the footer, and the group that holds the lines
    assert sum(length(part) for part in asked) < size / 2


def length(part: str) -> int:
    start, end = part.removeprefix("bytes=").split("-")
    return int(end) + 1 - int(start)


def enlarge(folder: Path) -> int:
    """Put lines of other items behind those that there are, until the file is read in parts."""
    path, told = folder / "lines.parquet", json.loads((folder / "index.json").read_text("utf-8"))
    few = pq.read_table(path)
    noise = [f"row:z{number * 7919 % 99_991}" for number in range(150_000)]
    more = few.take(pa.array([0] * len(noise))).set_column(0, "item", pa.array(noise))
    content = parquet(pa.concat_tables([few, more.set_column(7, "printed", pa.array(noise))]))
    path.write_bytes(content)
    told |= {"bytes": len(content), "footer": int.from_bytes(content[-8:-4], "little") + 8}
    (folder / "index.json").write_text(json.dumps(told), encoding="utf-8")
    return len(content)


def test_from_the_disk_it_says_what_does_not_work(page: Page, site_of_many: Path) -> None:
    page.goto((site_of_many / "explore.html").as_uri())
    expect(page.locator("[data-from-disk]")).to_contain_text("从磁盘打开的网页不能读数据文件")
    for path in ("explore.html", "compare.html"):
        page.goto((site_of_many / path).as_uri())
        expect(page.locator("[data-from-disk]")).to_be_visible()
        expect(page.locator(".explore :is(button, table, input):visible")).to_have_count(0)


def test_without_a_script_nothing_is_offered_that_needs_one(
    open_context: OpenContext, many: Served
) -> None:
    page = open_context(java_script_enabled=False).new_page()
    for path in ("explore.html", "compare.html"):
        page.goto(many(path))
        expect(page.locator(".explore :is(button, table, input):visible")).to_have_count(0)


def test_a_row_is_called_as_its_newest_document_calls_it(window: Page, many: Served) -> None:
    window.goto(many("compare.html"))
    names = window.evaluate(
        """() => yusuanPivot.table([[2017, "旧名"], [2019, "今名"], [2018, "旧名"]].map(
          ([year, name]) => ({ org: "o", scope: null, kind: "budget", year, name, at: "1" }),
        )).rows.map(({ line }) => line.name)"""
    )
    assert names == ["今名"]


# Years, plans and places


def test_three_years_of_an_office_stand_side_by_side(window: Page, many: Served) -> None:
    window.goto(many("index.html"))
    window.get_by_role("link", name="示例县水务局", exact=True).first.click()
    assert [cell(window, "reception", at).inner_text().split() for at in (1, 3, 4)] == [
        ["0.50", "比", "2023", "年减少", "0.10（16.7%）"],
        ["0.60", "比", "2022", "年减少", "0.20（25.0%）"],
        ["0.80"],
    ]


def test_two_years_of_an_office_are_in_view_on_a_phone(phone: Page, many: Served) -> None:
    phone.goto(many(f"organisations/{WATER.organisation_id}.html"))
    second = phone.locator("#figures ~ .table-frame thead th.figure").nth(1)
    assert second.evaluate("(head) => head.getBoundingClientRect().right") <= 360


def test_a_plan_stands_beside_its_outcome(window: Page, many: Served) -> None:
    window.goto(many(f"organisations/{WATER.organisation_id}.html"))
    found = [cell(window, "plan-2023-reception", at).inner_text() for at in (1, 2, 3)]
    assert found == ["0.60", "0.45", "减少 0.15（25.0%）"]


def test_a_figure_of_an_organisation_leads_to_its_place(window: Page, many: Served) -> None:
    window.goto(many(f"organisations/{WATER.organisation_id}.html"))
    cell(window, "reception", 3).get_by_role("link").click()
    expect(window.get_by_role("heading", level=1)).to_contain_text("公务接待费")
    window.locator("a[href*='source.html#']").first.click()
    expect(window.locator(".source-text :target, :target")).to_contain_text("公务接待费")


def test_places_lead_to_their_organisations(phone: Page, many: Served) -> None:
    phone.goto(many("places/130999.html"))
    expect(phone.get_by_role("navigation", name="所在位置")).to_contain_text("行政区划 130900")
    phone.get_by_role("link", name="示例县教育局", exact=True).first.click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("示例县教育局")


def test_a_document_that_was_added_has_its_pages(window: Page, many: Served) -> None:
    window.goto(many(f"organisations/{CITY.organisation_id}.html"))
    window.get_by_role("link", name="2024 年预算").first.click()
    expect(window).to_have_url(many(f"disclosures/{CITY.id}/index.html"))
    expect(window.get_by_role("heading", level=1)).to_contain_text("示例市水利局")


# Comparing


def test_any_organisations_are_compared_on_any_item(window: Page, many: Served) -> None:
    window.goto(many("compare.html?item=item:three_public"))
    window.get_by_text("选机构").click()
    window.get_by_role("checkbox", name="示例县教育局").check()
    window.get_by_role("checkbox", name="示例市水利局").check()
    expect(rows(window)).to_have_count(2)
    assert figures(window) == [("示例市水利局", "3.75"), ("示例县教育局", "3.20")]
    # The column sorts, and the address says so.
    for order in (
        [("示例市水利局", "3.75"), ("示例县教育局", "3.20")],
        [("示例县教育局", "3.20"), ("示例市水利局", "3.75")],
    ):
        window.get_by_role("button", name="2024 年预算").click()
        assert figures(window) == order
    window.reload()
    expect(rows(window)).to_have_count(2)
    assert figures(window) == order


def test_what_cannot_be_compared_is_said(phone: Page, many: Served) -> None:
    phone.goto(many("compare.html?item=item:reception"))
    expect(phone.locator("[data-caveats]")).to_contain_text("预算是计划，决算是实际")


def test_a_change_is_told_in_the_comparison(phone: Page, many: Served) -> None:
    phone.goto(many(f"compare.html?item=item:reception&org={WATER.organisation_id}"))
    expect(rows(phone)).to_have_count(1)
    expect(rows(phone).first).to_contain_text("比 2023 年减少 0.10（16.7%）")


def test_on_a_phone_an_organisation_is_a_card_of_the_years_it_has(
    phone: Page, many: Served
) -> None:
    phone.goto(many("compare.html?item=item:reception"))
    expect(rows(phone)).to_have_count(3)
    card = rows(phone).filter(has_text="示例市水利局")
    assert card.locator("td.figure > a").all_inner_texts() == ["1.25"]
    label = card.locator("td.figure").evaluate(
        "(cell) => getComputedStyle(cell, '::before').content"
    )
    assert label.startswith('"2024 年预算"')
    frame = phone.locator("[data-compare] .of-by-year")
    assert frame.evaluate("(each) => each.scrollWidth <= each.clientWidth")
    # Those who listen have all columns.
    assert card.get_by_role("cell").count() == card.locator("td").count() > 1


def test_an_item_of_one_document_cannot_be_compared(phone: Page, many: Served) -> None:
    phone.goto(many("compare.html?item=code:9999999"))
    expect(phone.locator("[data-compare] output")).to_contain_text("没有两份公开文件都印出的")
    expect(phone.locator("[name=wanted]")).to_have_value("9999999")


@pytest.mark.parametrize("page", ["explore", "compare"])
def test_an_address_may_name_an_item_by_its_code(page: str, phone: Page, many: Served) -> None:
    phone.goto(many(f"{page}.html?item=30201"))
    expect(phone.locator("[name=wanted]")).to_have_value("30201 办公费")
    expect(rows(phone, "main table").first).to_be_visible()


def test_what_one_document_alone_prints_is_found_in_everything(window: Page, many: Served) -> None:
    window.goto(many("explore.html?item=item:reception"))
    expect(rows(window).first).to_be_visible()
    window.locator("[name=wanted]").fill("示例市水利局本级")
    window.locator("[name=wanted]").press("Enter")
    expect(window.locator("[data-explore] output").first).to_contain_text("没有两份公开文件都印出")
    window.get_by_role("button", name="找名称或编码里有“示例市水利局本级”的行").click()
    expect(rows(window).first).to_contain_text("示例市水利局")
    # The key of the row has what its label has not.
    window.goto(many("explore.html?item=*&q=示例市水利局本级小计/办公设备购置/打印机"))
    expect(rows(window).first).to_contain_text("示例市水利局")
    assert rows(window).count() == 5


# Whoever reads it


@pytest.mark.parametrize(
    ("scheme", "width", "path"),
    [
        ("light", 1440, RECEPTIONS),
        ("dark", 360, "explore.html?item=item:reception&group=org"),
        ("light", 1440, "compare.html"),
        ("dark", 360, "compare.html"),
        ("dark", 360, f"organisations/{WATER.organisation_id}.html"),
    ],
)
def test_axe_finds_nothing_where_there_is_much(
    open_context: OpenContext, many: Served, scheme: str, width: int, path: str
) -> None:
    page = open_context(color_scheme=scheme, viewport={"width": width, "height": 800}).new_page()
    page.goto(many(path))
    expect(page.locator("table.data tbody tr").first).to_be_visible()
    page.evaluate(AXE)
    assert violations(page.evaluate(RUN)) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") == width
