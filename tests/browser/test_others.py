"""The page of what was not understood, which only a document with leftovers has."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenContext
from tests.browser.server import Served, loopback
from tests.browser.test_axe import AXE, RUN, violations
from tests.made_site import ID, made_package
from tests.sites import build_with_mkdocs, write_project

OTHERS = f"disclosures/{ID}/others.html"


@pytest.fixture(scope="module")
def made_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder: Path = tmp_path_factory.mktemp("made")
    built = build_with_mkdocs(write_project(made_package(folder), folder / "project"))
    with loopback() as place:
        yield place.serve(built)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 360)])
def test_axe_finds_nothing_among_what_is_left(
    open_context: OpenContext, made_site: Served, scheme: str, width: int
) -> None:
    page = open_context(color_scheme=scheme, viewport={"width": width, "height": 800}).new_page()
    page.goto(made_site(OTHERS))
    expect(page.get_by_role("cell", name="银杏").first).to_be_visible()
    page.evaluate(AXE)
    assert violations(page.evaluate(RUN)) == []


def test_the_first_stop_skips_to_what_is_left(page: Page, made_site: Served) -> None:
    page.goto(made_site(OTHERS))
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
