"""One browser and one server for all tests of this folder, and how a page is opened."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Literal, Protocol

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

from tests.browser.server import Served, loopback
from tests.chromium import ARGUMENTS, find_browser, find_shell

OpenContext = Callable[..., BrowserContext]
Scheme = Literal["light", "dark"]


class Windows(Protocol):
    """The window of a width and a scheme, which shows one page after the other."""

    def __call__(self, width: int, scheme: Scheme = "light") -> Page: ...


# Milliseconds. Waiting longer only delays the message of what fails, also on a busy machine.
PATIENCE = 30_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_path() -> str:
    return find_browser()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=find_shell(), args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def site(site_of_both: Path) -> Iterator[Served]:
    """The site with two disclosures, served below a sub-path."""
    with loopback() as place:
        yield place.serve(site_of_both)


@pytest.fixture
def open_context(browser: Browser) -> Iterator[OpenContext]:
    """A function that opens a window without motion, by the options of Playwright's contexts."""
    contexts: list[BrowserContext] = []

    def open_(**options: object) -> BrowserContext:
        settings: dict[str, object] = {
            "viewport": {"width": 1280, "height": 900},
            "reduced_motion": "reduce",
            "locale": "zh-CN",
        }
        context = browser.new_context(**(settings | options))  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Iterator[Windows]:
    """For tests that look at many pages and leave nothing behind: to open a window costs as much as
    to load its page.
    """
    contexts: list[BrowserContext] = []

    @cache
    def window(width: int, scheme: Scheme = "light") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=scheme,
            reduced_motion="reduce",
            locale="zh-CN",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield window
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_context: OpenContext) -> Page:
    """A page of a wide, light window."""
    return open_context().new_page()
