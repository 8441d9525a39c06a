"""axe-core finds nothing on any kind of page."""

from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest

from tests.browser.conftest import OpenContext, Scheme, Windows
from tests.browser.pages import DISCLOSURE, KINDS, SMALL_KINDS, open_settled
from tests.browser.server import Served

AXE = Path(str(axe_playwright_python.__file__)).with_name("axe.min.js").read_text("utf-8")
# Every rule of axe, best practices too, and the size of what a finger has to hit (WCAG 2.2).
RUN = """axe.run({
  resultTypes: ["violations"],
  rules: { "target-size": { enabled: true } },
})"""
# The size alone takes a tenth of the time: of many figures and marks beside each other, on a phone.
RUN_SIZES = """axe.run({
  resultTypes: ["violations"],
  runOnly: { type: "rule", values: ["target-size"] },
})"""

# A large page takes seconds: of rows and items that have the same elements, the first few are enough.
SHORTEN = """for (const list of document.querySelectorAll("article :is(tbody, ul, ol, dl)")) {
  const seen = new Map();
  for (const item of [...list.children]) {
    const drawn = [item, ...item.querySelectorAll("*")];
    const kind = drawn.map(({ tagName, className }) => `${tagName}.${className}`).join(" ");
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    if (seen.get(kind) > 5) item.remove();
  }
}"""

LARGE = ("dictionary.html", "downloads.html", "mutations.html")

# Rules look at what is shown: the menu of a phone, the sidebars of a desk. A large page takes
# seconds, so that it is looked at once, as English pages are, which differ in their words; the
# dark one is that of the small disclosure.
CASES = (
    *(("light", 1440, path) for path in KINDS.values()),
    *(("dark", 360, path) for path in SMALL_KINDS.values() if not path.endswith(LARGE)),
    ("light", 360, KINDS["index"]),
    ("light", 360, KINDS["disclosure: published_table"]),
    ("dark", 1440, KINDS["disclosure: overview"]),
    ("dark", 1440, KINDS["disclosure: published_table"]),
)


def violations(result: dict[str, Any]) -> list[str]:
    """One line for each element and rule: what is wrong and where."""
    return [
        f"{rule['id']}: {node['failureSummary']}: {node['html'][:200]}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize(("scheme", "width", "path"), CASES)
def test_axe_finds_nothing(
    windows: Windows, site: Served, scheme: Scheme, width: int, path: str
) -> None:
    page = windows(width, scheme)
    open_settled(page, site(path))
    page.evaluate(SHORTEN)
    page.evaluate(AXE)
    assert violations(page.evaluate(RUN)) == []


@pytest.mark.parametrize("path", [path for path in KINDS.values() if path.startswith(DISCLOSURE)])
def test_everything_on_a_phone_is_large_enough_for_a_finger(
    windows: Windows, site: Served, path: str
) -> None:
    page = windows(412)
    open_settled(page, site(path))
    page.evaluate(AXE)
    assert violations(page.evaluate(RUN_SIZES)) == []


def test_axe_would_find_a_picture_without_a_text(open_context: OpenContext, site: Served) -> None:
    page = open_context().new_page()
    page.goto(site("about.html"))
    page.evaluate("document.querySelector('article').append(new Image())")
    page.evaluate(AXE)
    assert [line.partition(":")[0] for line in violations(page.evaluate(RUN))] == ["image-alt"]
