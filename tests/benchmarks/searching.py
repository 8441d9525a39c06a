"""How well the search answers 50 queries, what it weighs and how long it takes, in Chromium.

python -m tests.benchmarks.searching
"""

import gzip
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from playwright.sync_api import Page, sync_playwright

from tests.browser.server import Served, loopback
from tests.chromium import ARGUMENTS, find_browser
from tests.paths import PACKAGE, REAL
from tests.searching import FEW, measure, read_queries
from tests.sites import build_with_mkdocs, write_project

FIND = """(queries) => queries.map((query) => {
  let [took, records] = [Infinity, []];
  for (let turn = 0; turn < 3; turn += 1) {
    const start = performance.now();
    ({ records } = yusuanSearch.find(yusuanSearch.records, query));
    took = Math.min(took, performance.now() - start);
  }
  return [took, records.map(({ address }) => decodeURIComponent(address))];
})"""
# As slow as a phone of the middle, by Lighthouse.
SLOWER = 4


def _weights(site: Path) -> None:
    for path in (site / "assets" / "search.js", *sorted((site / "search").glob("*.js"))):
        content = path.read_bytes()
        served = len(gzip.compress(content))
        print(f"{path.relative_to(site)}: {served:,} bytes compressed, {len(content):,} unpacked")


def _opened(page: Page, site: Served) -> float:
    """Milliseconds until all parts are loaded and read."""
    page.goto(site(f"disclosures/{REAL.name}/index.html"))
    start = perf_counter()
    page.keyboard.press("/")
    page.wait_for_function("globalThis.yusuanSearch?.prepare !== undefined")
    page.evaluate("yusuanSearch.prepare('', () => {})")
    return (perf_counter() - start) * 1000


def _answer(page: Page, site: Served, name: str) -> None:
    queries = read_queries(name)
    found = page.evaluate(FIND, [query.text for query in queries])
    answers = {
        query.text: [address.removeprefix(site.address) for address in addresses]
        for query, (_, addresses) in zip(queries, found, strict=True)
    }
    measured = measure(queries, answers.__getitem__)
    print(f"{len(queries)} queries: page first {measured.pages_first}, ", end="")
    print(f"in the first {FEW} {measured.pages_few}; ", end="")
    print(
        f"place first {measured.places_first}, in the first {FEW} {measured.places_few}; ", end=""
    )
    print(f"slowest {max(took for took, _ in found):.1f} ms; missed: {measured.missed}")


def main() -> int:
    with TemporaryDirectory() as folder, sync_playwright() as playwright, loopback() as place:
        site = place.serve(build_with_mkdocs(write_project(PACKAGE, Path(folder) / "project")))
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        page = browser.new_page()
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        _weights(site.folder)
        took = min(_opened(page, site) for _ in range(3))
        print(f"opened, loaded and read in {took:.0f} ms, {SLOWER} times slower, best of three")
        for name in ("queries", "held_out"):
            _answer(page, site, name)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
