"""Every page, at the widths of a phone, a tablet and a desk, light and dark, as readers get it."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Request, Response

from tests.browser.pages import KINDS, open_settled, pages_of
from tests.browser.server import Served

WIDTHS = (360, 768, 1440)
SCHEMES = {"light": "default", "dark": "slate"}
CONTENT = "document.scrollingElement.scrollWidth"
SCHEME = "document.body.dataset.mdColorScheme"


@dataclass(slots=True)
class Visits:
    """What happened on all pages in one colour scheme, each line beginning with its page."""

    visited: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    schemes: dict[str, str] = field(default_factory=dict)
    # Content width by page and window width, in CSS pixels.
    content: dict[tuple[str, int], int] = field(default_factory=dict)


def paths_of(site: Path, scheme: str) -> list[str]:
    """All pages in the light; in the dark, whose colours are all that differs, one of a kind."""
    return pages_of(site) if scheme == "light" else sorted(KINDS.values())


def visit_all(browser: Browser, site: Served, scheme: str) -> Visits:
    visits = Visits()
    options = {"color_scheme": scheme, "reduced_motion": "reduce"}
    context = browser.new_context(**options)  # type: ignore[arg-type]
    page = context.new_page()

    def note(found: list[str], text: str) -> None:
        found.append(f"{visits.visited[-1]}: {text}")

    def on_failure(request: Request) -> None:
        # A request that is given up because the test moves on to the next page did not fail.
        if request.failure != "net::ERR_ABORTED":
            note(visits.failed, f"{request.url}: {request.failure}")

    def on_response(response: Response) -> None:
        if response.status >= 400:
            note(visits.failed, f"{response.url}: {response.status}")

    context.on("request", lambda request: note(visits.requests, request.url))
    context.on("requestfailed", on_failure)
    context.on("response", on_response)
    context.on("console", lambda said: note(visits.console, f"{said.type}: {said.text}"))
    context.on("weberror", lambda error: note(visits.errors, str(error.error)))
    for path in paths_of(site.folder, scheme):
        visits.visited.append(path)
        page.set_viewport_size({"width": WIDTHS[0], "height": 800})
        open_settled(page, site(path))
        visits.schemes[path] = page.evaluate(SCHEME)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            visits.content[path, width] = page.evaluate(CONTENT)
    context.close()
    return visits


@pytest.fixture(scope="module", params=SCHEMES)
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def visits(browser: Browser, site: Served, scheme: str) -> Visits:
    return visit_all(browser, site, scheme)


def test_every_page_is_visited(visits: Visits, site: Served, scheme: str) -> None:
    assert visits.visited == paths_of(site.folder, scheme)
    assert len(visits.visited) > 2


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways(visits: Visits, width: int) -> None:
    wide = {path: found for (path, at), found in visits.content.items() if at == width < found}
    assert wide == {}


def test_pages_are_shown_in_the_colours_of_the_machine(visits: Visits, scheme: str) -> None:
    own = {path: found for path, found in visits.schemes.items() if path != "404.html"}
    assert set(own.values()) == {SCHEMES[scheme]}


def test_the_console_stays_empty(visits: Visits) -> None:
    assert visits.console == []


def test_no_script_fails(visits: Visits) -> None:
    assert visits.errors == []


def test_no_request_fails(visits: Visits) -> None:
    assert visits.failed == []


def test_nothing_is_asked_of_another_host(visits: Visits, site: Served) -> None:
    own = urlsplit(site.address).netloc
    elsewhere = [line for line in visits.requests if own not in line]
    assert visits.requests
    assert elsewhere == []
