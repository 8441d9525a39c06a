"""Every kind of page can be used without a pointer, and shows where one is."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenContext, Windows
from tests.browser.pages import NOT_FOUND, SMALL_KINDS, open_settled
from tests.browser.server import Served
from tests.paths import HAND_WRITTEN

FOCUS = Path(__file__).with_name("focus.js").read_text(encoding="utf-8")
# More than any of these pages has; a walk that gets here goes in circles.
MANY = 1500


@dataclass(frozen=True, slots=True)
class Walk:
    """A way through a page by the Tab key: its stops in order, and what it did not reach.

    ``skips``: whether the link at its begin leads into the content; None where no page is.
    """

    stops: list[dict[str, Any]]
    unreached: list[str]
    skips: bool | None = None

    def without(self, what: str) -> list[str]:
        return [stop["called"] for stop in self.stops if not stop[what]]


def walk(page: Page) -> Walk:
    page.evaluate(FOCUS)
    stops: list[dict[str, Any]] = []
    while len(stops) < MANY:
        page.keyboard.press("Tab")
        stop = page.evaluate("focusStop()")
        if stop is None or stop["again"]:
            break
        stops.append(stop)
    # The way back to the top shows while a page is scrolled up, as it is where the walk begins anew.
    page.evaluate("scrollTo(0, 0)")
    expect(page.locator(".md-top")).to_be_hidden()
    return Walk(stops, page.evaluate("unreachedStops()"))


# A walk takes seconds: what a text of ours or a page's English twin adds to a wide window is the
# frame that the others have.
WRITTEN = {path.stem for path in HAND_WRITTEN}
WALKS = (
    *((360, kind) for kind in SMALL_KINDS),
    *((1280, kind) for kind in SMALL_KINDS if kind not in WRITTEN and not kind.startswith("en/")),
)


@pytest.fixture(scope="module", params=WALKS, ids=lambda walk: f"{walk[1]}-{walk[0]}")
def walked(windows: Windows, site: Served, request: pytest.FixtureRequest) -> Walk:
    width, kind = request.param
    page = windows(width)
    open_settled(page, site(SMALL_KINDS[kind]))
    found = walk(page)
    if SMALL_KINDS[kind] != NOT_FOUND:
        found = replace(found, skips=skips(page))
    return found


def skips(page: Page) -> bool:
    """Whether the focus is in the content behind the link that skips what is above it."""
    skip = page.locator(".md-skip")
    skip.focus()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = "document.querySelector('article').contains(document.activeElement)"
    return bool(page.evaluate(inside))


def test_the_focus_can_always_be_seen(walked: Walk) -> None:
    assert walked.stops
    assert walked.without("marked") == []


def test_what_has_the_focus_is_in_view(walked: Walk) -> None:
    assert walked.without("shown") == []


def test_everything_is_reached_and_nothing_is_a_trap(walked: Walk) -> None:
    assert walked.unreached == []


def test_the_first_stop_skips_to_the_content(walked: Walk) -> None:
    if walked.skips is not None:
        assert "md-skip" in walked.stops[0]["called"]
        assert walked.skips


def test_the_menu_of_a_phone_opens_and_closes(open_context: OpenContext, site: Served) -> None:
    page = open_context(viewport={"width": 360, "height": 800}).new_page()
    page.goto(site("index.html"))
    menu = page.get_by_role("button", name="菜单")
    link = page.locator(".md-sidebar--primary").get_by_role("link", name="下载")
    expect(link).to_be_hidden()
    menu.focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(link).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_focused()


def test_a_page_without_a_mark_of_focus_would_be_noticed(page: Page, site: Served) -> None:
    page.goto(site("about.html"))
    page.add_style_tag(content=":root article a { outline: none !important; }")
    assert walk(page).without("marked")
