"""What the first table of Explore costs where there are many documents, in a slow Chromium.

The lines of the repository's package, as if every document stood there many times:

    python -m tests.benchmarks.exploring            # 200, 2,000 and 27,000 documents
    python -m tests.benchmarks.exploring 2000
"""

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import pyarrow as pa
from playwright.sync_api import Page, sync_playwright

from tests.browser.server import Served, loopback
from tests.chromium import ARGUMENTS, find_browser
from tests.paths import ROOT, SMALL
from tests.sites import build_with_mkdocs, package_of, write_project
from yusuan.pages.exploring.line import Line
from yusuan.pages.exploring.lines import index, lines_of, numbered, parquet
from yusuan.pages.model import Site, read_site

DOCUMENTS = (200, 2_000, 27_000)  # the last has ten million lines
LATENCY_MS, BITS = 50, 20_000_000
WHAT = ("item:reception", "code:30211")


def simulated(site: Site, lines: pa.Table, documents: int) -> tuple[bytes, str]:
    """The two files of ``explore/``, each document of ``site`` so often that there are enough."""
    times = -(-documents // len(site.disclosures))
    table = numbered(lines, [each.id for each in site.disclosures])
    columns = [column.combine_chunks() for column in table.columns]
    small = [c.dictionary_encode() if pa.types.is_string(c.type) else c for c in columns]
    repeated = pa.array([row for row in range(lines.num_rows) for _ in range(times)], pa.int32())
    wide = {name: column.take(repeated) for name, column in zip(Line._fields, small, strict=True)}
    ids = [f"{each.id}-{turn:05}" for each in site.disclosures for turn in range(times)]
    first = {each.id: number * times for number, each in enumerate(site.disclosures)}
    printers = lines["disclosure"].to_pylist()
    at = [first[id_] + turn for id_ in printers for turn in range(times)]
    wide["disclosure"] = pa.array(at, pa.int32())
    # Texts as they are: else each group would hold the dictionary of the whole.
    for name, column in wide.items():
        if pa.types.is_dictionary(column.type):
            wide[name] = column.cast(pa.string())
    content = parquet(pa.table(wide))
    told = json.loads(
        index(site, lines, len(content), int.from_bytes(content[-8:-4], "little") + 8)
    )
    told["lines"] *= times
    told["items"] = [
        [k, title, start * times, n * times, d * times] for k, title, start, n, d in told["items"]
    ]
    known = {id_: facts for id_, *facts in told["disclosures"]}
    told["disclosures"] = [
        [id_, f"{known[id_[:-6]][0]}-{id_[-5:]}", *known[id_[:-6]][1:]] for id_ in ids
    ]
    return content, json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def measured(page: Page, site: Served, item: str) -> tuple[float, dict[str, int], int]:
    """Seconds to the first table, what it cost, how many lines it is of."""
    page.goto("about:blank")
    start = perf_counter()
    page.goto(site(f"explore.html?item={item}"), wait_until="commit")
    page.wait_for_selector("table.explored tbody td.figure")
    took = perf_counter() - start
    cost = page.evaluate("yusuanLines.cost()")
    return took, cost, page.evaluate(f"yusuanLines.of('{item}').then(({{ length }}) => length)")


def main() -> int:
    wanted = [int(each) for each in sys.argv[1:]] or list(DOCUMENTS)
    whole = read_site(ROOT / "datapackage")
    lines = lines_of(whole)
    with TemporaryDirectory() as folder, sync_playwright() as playwright, loopback() as place:
        package = package_of((SMALL,), Path(folder) / "package")
        site = place.serve(build_with_mkdocs(write_project(package, Path(folder) / "project")))
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        for documents in wanted:
            content, told = simulated(whole, lines, documents)
            (site.folder / "explore" / "lines.parquet").write_bytes(content)
            (site.folder / "explore" / "index.json").write_text(told, encoding="utf-8")
            rows = json.loads(told)["lines"]
            print(f"{documents:,} documents, {rows:,} lines: {len(content):,} bytes")
            for item in WHAT:
                context = browser.new_context()
                page = context.new_page()
                session = context.new_cdp_session(page)
                slow = {"offline": False, "latency": LATENCY_MS, "downloadThroughput": BITS / 8,
                        "uploadThroughput": BITS / 8}  # fmt: skip
                session.send("Network.enable")
                session.send("Network.emulateNetworkConditions", slow)
                took, cost, count = measured(page, site, item)
                print(
                    f"  {item}: {count:,} lines, {took:.2f} s, {cost['bytes']:,} bytes in "
                    f"{cost['requests']} requests"
                )
                context.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
