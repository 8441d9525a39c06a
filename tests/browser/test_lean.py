"""What HTML lets be left out is left out: the browser makes the same of a page."""

import pytest
from playwright.sync_api import Page

from tests.page_texts import every_page
from tests.paths import PACKAGE
from yusuan.pages.bodies import Body
from yusuan.pages.lean import lean
from yusuan.pages.model import read_site

# The elements, attributes and texts of a page, however it is broken into lines.
MADE = """(pages) => pages.map((page) => {
  const made = new DOMParser().parseFromString(page, "text/html");
  for (const end of made.querySelectorAll("pre br")) end.replaceWith("\\n");
  for (const column of made.querySelectorAll("colgroup[span='1']")) column.removeAttribute("span");
  return made.body.innerHTML.replace(/\\s+/g, "");
})"""


@pytest.fixture(scope="module")
def bodies() -> list[Body]:
    return [*every_page(read_site(PACKAGE))]


def test_a_browser_makes_the_same_of_every_page(page: Page, bodies: list[Body]) -> None:
    assert len(bodies) > 20
    for body in bodies:
        leaner = lean(body.content)
        assert len(leaner) < len(body.content)
        # What is an SVG drawing in HTML needs no namespace.
        whole = body.content.replace(' xmlns="http://www.w3.org/2000/svg"', "")
        one, other = page.evaluate(MADE, [whole, leaner])
        assert one == other, body.address
