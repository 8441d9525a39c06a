"""Tables: lines, signs and colours can be seen, and the keyboard passes a table in one step."""

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenContext
from tests.browser.pages import DISCLOSURE
from tests.browser.server import Served

EXPENDITURE = f"{DISCLOSURE}expenditure.html"
FRAME = ".table-frame:is(.of-published, .of-all)"
# Of each row: where it ends, and points within its cells where nothing is printed.
EDGES = """(rows) => rows.map((row) => {
  const box = row.getBoundingClientRect();
  return [box.top, box.bottom, ...[...row.cells].map((cell) => cell.getBoundingClientRect().right)];
})"""


def looks(element: Locator, *properties: str) -> list[str]:
    """How an element is drawn."""
    found: list[str] = element.evaluate(
        "(element, names) => names.map((name) => getComputedStyle(element)[name])", list(properties)
    )
    return found


@pytest.mark.parametrize("scale", [1, 1.5])
def test_every_line_between_rows_and_columns_of_the_indicators_is_drawn(
    open_context: OpenContext, site: Served, scale: float
) -> None:
    page = open_context(
        viewport={"width": 1440, "height": 900}, device_scale_factor=scale
    ).new_page()
    page.goto(site(f"{DISCLOSURE}indicators.html"))
    frame = page.locator(".table-frame.of-all")
    frame.scroll_into_view_if_needed()
    rows = page.locator("table.all tbody:first-of-type > tr")
    edges = [each for each in rows.evaluate_all(EDGES) if each[1] < 890]
    picture = Image.open(BytesIO(page.screenshot())).convert("L")
    assert len(edges) > 5
    paper = picture.getpixel((int((edges[0][2] - 6) * scale), int((edges[0][0] + 4) * scale)))

    def drawn(x: float, y: float, across: bool) -> bool:
        """Whether the picture has a line within a pixel of a point."""
        around = [(0, step) if across else (step, 0) for step in range(-2, 3)]
        points = [(int(x * scale) + dx, int(y * scale) + dy) for dx, dy in around]
        return any(picture.getpixel(point) != paper for point in points)

    for top, bottom, *cells in edges:
        assert drawn(cells[0] - 6, bottom, across=True), bottom
        assert [right for right in cells[:-1] if not drawn(right, top + 4, across=False)] == []
    # The name of the next row stays in view and would cover a line at the end of this one.
    assert looks(rows.nth(1).locator("th"), "borderBottomWidth") == ["0px"]


def test_a_head_within_a_table_has_a_line_at_its_end(page: Page, site: Served) -> None:
    """The last of the second row of heads, beside one that runs down over both."""
    page.goto(site(EXPENDITURE))
    head = page.locator("table.published thead tr").nth(1).locator("th").last
    assert looks(head, "borderRightWidth") == ["1px"]


def test_a_row_that_is_linked_to_keeps_its_hatching(page: Page, site: Served) -> None:
    blank = 'tr[id="expenditure-2150502"] td.blank'
    page.goto(site(EXPENDITURE))
    hatch, plain = looks(page.locator(blank).first, "backgroundImage", "backgroundColor")
    page.goto(site(f"{EXPENDITURE}#expenditure-2150502"))
    kept, coloured = looks(page.locator(blank).first, "backgroundImage", "backgroundColor")
    assert "gradient" in hatch
    assert kept == hatch
    assert coloured != plain


def test_a_link_of_a_table_looks_like_a_link(page: Page, site: Served) -> None:
    page.goto(site(EXPENDITURE))
    [ordinary] = looks(page.locator(".notice a").first, "color")
    for cell in ("figure", "code", "source"):
        link = page.locator(f"table.published td.{cell} a:not(.mark)").first
        assert looks(link, "color", "textDecorationLine") == [ordinary, "underline"]


def test_what_is_not_applicable_looks_like_it_everywhere(page: Page, site: Served) -> None:
    page.goto(site(f"{DISCLOSURE}indicators.html"))
    cells = page.locator("table.all tbody :is(td, th)").filter(has_text=re.compile(r"^不涉及"))
    styles = cells.evaluate_all(
        "cells => cells.map((cell) => getComputedStyle(cell)).map((a) => a.fontStyle + a.fontWeight)"
    )
    assert len(styles) > 50
    assert set(styles) == {"italic400"}


def test_forced_colours_keep_the_current_page_and_the_hatching(
    open_context: OpenContext, site: Served
) -> None:
    page = open_context(forced_colors="active").new_page()
    page.goto(site(EXPENDITURE))
    current, other = (
        looks(page.locator(f".siblings a{which}").first, "backgroundColor")
        for which in ("[aria-current]", ":not([aria-current])")
    )
    assert current != other
    [hatch] = looks(page.locator("table.published td.blank").first, "backgroundImage")
    assert "gradient" in hatch


def test_forced_colours_keep_the_arrow_of_what_is_folded(
    open_context: OpenContext, site: Served
) -> None:
    page = open_context(forced_colors="active").new_page()
    page.goto(site(EXPENDITURE))
    summary = page.locator("details.our-words > summary")
    arrow = summary.evaluate("(each) => getComputedStyle(each, '::after').backgroundColor")
    assert arrow != page.evaluate("getComputedStyle(document.body).backgroundColor")


# By keyboard


def stops_within(page: Page) -> list[str]:
    """What the Tab key comes to within the first table, entered from before it."""
    page.locator(FRAME).first.focus()
    stops: list[str] = []
    inside = "document.activeElement.closest('.table-frame')?.contains(document.activeElement)"
    while page.evaluate(inside) and len(stops) < 100:
        stops.append(page.evaluate("document.activeElement.tagName"))
        page.keyboard.press("Tab")
    return stops


@pytest.mark.parametrize(("path", "most"), [(EXPENDITURE, 6), (f"{DISCLOSURE}indicators.html", 10)])
def test_a_table_has_few_stops(page: Page, site: Served, path: str, most: int) -> None:
    """Its frame, the terms or orders in its head, and one link of all its rows."""
    page.goto(site(path))
    links = page.locator(FRAME).first.locator("tbody a").count()
    assert links > 20
    assert 2 <= len(stops_within(page)) <= most


def test_arrows_lead_to_every_figure_of_a_table(page: Page, site: Served) -> None:
    page.goto(site(EXPENDITURE))
    table = page.locator("table.published")
    wanted = table.locator("td.figure a:not(.mark)").count()
    table.locator("tbody a").first.focus()
    seen: set[str] = set()
    focused = "document.activeElement.getAttribute('href')"
    for _ in range(table.locator("tbody tr").count()):
        page.keyboard.press("Home")
        before = ""
        while (now := str(page.evaluate(focused))) != before:
            seen.add(now)
            before = now
            page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowDown")
    assert len({href for href in seen if href.startswith("figure.html#")}) == wanted
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(".figure-value")).to_be_visible()


def test_the_stop_of_a_table_is_where_the_reader_was(page: Page, site: Served) -> None:
    page.goto(site(EXPENDITURE))
    page.locator(FRAME).first.focus()
    page.locator('tr[id="expenditure-215"] td.figure a').first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(page.locator('tr[id="expenditure-21505"] td.figure a').first).to_be_focused()


def test_the_stop_is_never_a_row_that_is_filtered_out(page: Page, site: Served) -> None:
    page.goto(site(f"{DISCLOSURE}indicators.html"))
    page.locator("table.all tbody a").first.focus()
    page.locator("form.filter [name=q]").fill("绿色工厂")
    page.locator("table.all thead button").last.focus()
    page.keyboard.press("Tab")
    expect(page.locator("#indicator-4-13 a").first).to_be_focused()


def test_the_links_to_the_other_pages_are_passed_in_one_step(page: Page, site: Served) -> None:
    page.goto(site(EXPENDITURE))
    past = page.locator(".past-pages a")
    past.focus()
    expect(past).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".facts a").first).to_be_focused()


def test_who_comes_to_a_table_by_keyboard_sees_how_to_move_in_it(page: Page, site: Served) -> None:
    page.goto(site(EXPENDITURE))
    page.locator("table.published thead button").last.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_text("方向键在各格的链接之间移动")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_text("方向键在各格的链接之间移动")).to_have_count(0)
