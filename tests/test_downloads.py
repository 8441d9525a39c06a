"""The downloads page: what it promises of each file is so, and its code runs."""

import hashlib
import html
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.kept import small_package
from tests.page_texts import written_pages
from tests.paths import PACKAGE, ROOT, read_csv
from tests.sites import no_progress
from yusuan.caching import Cache
from yusuan.exporting.archive import write_archive
from yusuan.exporting.database import write_database
from yusuan.exporting.workbook import write_workbook
from yusuan.package.writing import convert_folder
from yusuan.pages import downloads
from yusuan.pages.downloads import DOWNLOADS_PAGE, coloured, snippet_text
from yusuan.pages.model import read_site
from yusuan.pages.writing import write_pages
from yusuan.releasing.edition import Edition
from yusuan.releasing.releases import Release
from yusuan.sources.folders import sha256_of

DOCS = ROOT / "docs"
Totals = Mapping[str, Decimal]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the package; its files stand in them as they do in the site."""
    folder = tmp_path_factory.mktemp("downloads") / "pages"
    write_pages(PACKAGE, DOCS, folder, no_progress, downloads=True)
    return folder


@pytest.fixture(scope="module")
def page(pages: Path) -> str:
    return written_pages(pages)["downloads.html"]


@pytest.fixture(scope="module")
def totals() -> Totals:
    """Total expenditure of each disclosure in yuan, added up in the package itself."""
    found: dict[str, Decimal] = {}
    for row in read_csv(PACKAGE / "data" / "budget_lines.csv"):
        if (row["resource"], row["field"], row["is_leaf"]) == ("expenditure", "total", "true"):
            amount = Decimal(row["amount_yuan"])
            found[row["disclosure_id"]] = found.get(row["disclosure_id"], Decimal(0)) + amount
    return found


# Files


def listed(page: str) -> dict[str, str]:
    """Path -> checksum as the page shows it, of each file that has one."""
    within = "(?:(?!<a ).)*?"
    pattern = r'href="?(datapackage/[^" >]+)"?[^>]*>'
    pattern += rf"{within}<details{within}</summary><code>([0-9a-f]{{64}})</code>"
    return dict(re.findall(pattern, html.unescape(page)))


def test_a_checksum_on_the_page_is_that_of_the_file(pages: Path, page: str) -> None:
    found = listed(page)
    assert found == {
        path: hashlib.sha256((pages / path).read_bytes()).hexdigest() for path in found
    }


def test_every_file_has_its_checksum_on_the_page(pages: Path, page: str) -> None:
    files = {path.relative_to(pages).as_posix() for path in pages.glob("datapackage/data/*")}
    files |= {path.relative_to(pages).as_posix() for path in pages.glob("datapackage/*.[xz]*")}
    files |= {
        path.relative_to(pages).as_posix() for path in pages.glob("datapackage/sources/*/*.txt")
    }
    assert files - listed(page).keys() == set()


def test_the_archive_on_the_site_is_the_very_archive_of_a_release(
    pages: Path, tmp_path: Path
) -> None:
    archive = write_archive(PACKAGE, tmp_path)
    assert (pages / "datapackage" / archive.name).read_bytes() == archive.read_bytes()


def test_the_workbook_on_the_site_is_that_of_the_package(pages: Path, tmp_path: Path) -> None:
    write_workbook(PACKAGE, tmp_path / "x.xlsx")
    [found] = (pages / "datapackage").glob("*.xlsx")
    assert found.read_bytes() == (tmp_path / "x.xlsx").read_bytes()


def test_a_site_made_without_files_offers_no_archive() -> None:
    assert ".zip" not in DOWNLOADS_PAGE.render(read_site(PACKAGE)).content.partition("#code")[0]


def test_rows_are_told_for_each_table(page: str) -> None:
    count = len(read_csv(PACKAGE / "data" / "budget_lines.csv"))
    [row] = re.findall(r"<tr id=budget_lines>.*?(?=<tr|</table>)", html.unescape(page))
    assert f"<td class=figure>{count:,}" in row


def test_tables_without_rows_stand_apart(page: str) -> None:
    full, _, empty = page.partition("目前没有数据行的表")
    counts = [re.findall(r"<td class=figure>([\d,]+)", part) for part in (full, empty)]
    assert "0" not in counts[0]
    assert set(counts[1]) == {"0"}


# Code


def code_on(page: str, title: str) -> str:
    """The code that a reader copies from the tab called ``title``."""
    titles = re.findall(r'<label for="?__tabbed_\w+"?>([^<]+)</label>', page)
    blocks = re.findall(r'<div class="?highlight"?>(.*?)</div>', page, re.DOTALL)
    return html.unescape(re.sub("<[^>]+>", "", blocks[titles.index(title)]))


class RangeHandler(SimpleHTTPRequestHandler):
    """Serves parts of files, as every host of static sites does; polars asks for parts."""

    def do_GET(self) -> None:
        asked = re.fullmatch(r"bytes=(\d*)-(\d*)", self.headers.get("Range", ""))
        path = Path(self.translate_path(self.path))
        if asked is None or not path.is_file():
            super().do_GET()
            return
        content = path.read_bytes()
        first, last = asked[1], asked[2]
        start = int(first) if first else max(0, len(content) - int(last))
        end = min(int(last) + 1, len(content)) if first and last else len(content)
        self.send_response(206)
        self.send_header("Content-Range", f"bytes {start}-{end - 1}/{len(content)}")
        self.send_header("Content-Length", str(len(content[start:end])))
        self.end_headers()
        self.wfile.write(content[start:end])

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Pages whose package says as its homepage where they are served: on this machine."""
    folder = tmp_path_factory.mktemp("served")
    handler = partial(RangeHandler, directory=str(folder / "pages"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    shutil.copytree(PACKAGE / "sources", folder / "package" / "sources")
    metadata = (PACKAGE / "package.toml").read_text(encoding="utf-8")
    metadata = re.sub(r"(?m)^homepage = .*\n", "", metadata)
    address = f'homepage = "http://127.0.0.1:{server.server_port}"\n'
    (folder / "package" / "package.toml").write_text(address + metadata, encoding="utf-8")
    convert_folder(folder / "package" / "sources", folder / "package")
    write_pages(folder / "package", DOCS, folder / "pages", no_progress)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield folder / "pages"
    server.shutdown()
    thread.join()
    server.server_close()


def run_python(code: str, folder: Path) -> Totals:
    """What the code calls ``totals``, as exact text, whichever library made it."""
    asking = (
        "\nimport sys\nkind = type(totals).__module__.split('.')[0]\n"
        "pairs = totals.rows() if kind == 'polars' else totals.items()\n"
        "for key, value in pairs: print('=', key, value, type(value).__name__, file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code + asking],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = [line.split()[1:] for line in done.stderr.splitlines() if line.startswith("= ")]
    assert {kind for _, _, kind in found} == {"Decimal"}
    return {key: Decimal(value) for key, value, _ in found}


PYTHON = ("pandas", "polars", "frictionless")


@pytest.mark.parametrize("title", PYTHON)
def test_python_code_reads_from_the_site(
    served: Path, totals: Totals, tmp_path: Path, title: str
) -> None:
    code = code_on(written_pages(served)["downloads.html"], title)
    assert "http://127.0.0.1" in code
    assert run_python(code, tmp_path) == totals


@pytest.mark.parametrize("title", PYTHON)
def test_without_an_address_python_code_reads_what_was_downloaded(
    pages: Path, totals: Totals, title: str
) -> None:
    file = f"read_with_{title}.py"
    assert run_python(snippet_text(file, None), pages / "datapackage") == totals


def test_duckdb_code_reads_what_was_downloaded(
    pages: Path, totals: Totals, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From an address DuckDB would first fetch an extension."""
    import duckdb

    monkeypatch.chdir(pages / "datapackage")
    rows = duckdb.execute(snippet_text("read_with_duckdb.sql", None)).fetchall()
    assert dict(rows) == totals
    assert {type(amount) for _, amount in rows} == {Decimal}


def test_the_page_shows_the_very_code(page: str) -> None:
    homepage = read_site(PACKAGE).descriptor.get("homepage")
    assert code_on(page, "DuckDB") == snippet_text("read_with_duckdb.sql", homepage)


def test_r_code_reads_what_was_downloaded(pages: Path, totals: Totals, tmp_path: Path) -> None:
    rscript = shutil.which("Rscript")
    if rscript is None:
        pytest.skip("no Rscript on this machine")
    probe = [rscript, "-e", "library(arrow)"]
    if subprocess.run(probe, capture_output=True, check=False).returncode != 0:
        pytest.skip("the R package arrow is not installed")
    code = tmp_path / "code.R"
    asking = 'cat(sprintf("= %s %.2f\\n", totals$disclosure_id, totals$amount_yuan))\n'
    code.write_text(snippet_text("read_with_r.R", None) + asking, encoding="utf-8")
    done = subprocess.run(
        [rscript, str(code)], cwd=pages / "datapackage", capture_output=True, text=True, check=True
    )
    found = [line.split()[1:] for line in done.stdout.splitlines() if line.startswith("= ")]
    assert {key: Decimal(value) for key, value in found} == totals


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("read_with_pandas.py", '"https://example.org/datapackage/data/budget_lines.parquet"'),
        ("read_with_duckdb.sql", "'https://example.org/datapackage/data/budget_lines.parquet'"),
        ("read_with_r.R", '"https://example.org/datapackage/data/budget_lines.parquet"'),
        ("read_with_frictionless.py", '"https://example.org/datapackage/datapackage.json"'),
    ],
)
def test_code_takes_the_address_of_the_site(file: str, expected: str) -> None:
    assert expected in snippet_text(file, "https://example.org")


# The data dictionary and the code lists


def test_every_field_of_every_table_is_in_the_dictionary(pages: Path) -> None:
    text = html.unescape(written_pages(pages)["dictionary.html"])
    fields = {
        f"{resource.name}.{field['name']}"
        for resource in read_site(PACKAGE).resources
        for field in resource.schema["fields"]
    }
    described = set(re.findall(r'<tr id="?([^" >]+)"?>', text))
    of_several = {name for name in described if name.startswith("field.")}
    named = set(re.findall(r'<span id="?([^" >]+)"?><code>', text))
    assert described - of_several | named == fields
    assert {name.partition(".")[2] for name in named} <= {
        re.sub(r"^field\.|-[0-9]+$", "", name) for name in of_several
    }
    assert len(described) < len(fields) / 2


def test_a_field_leads_to_its_term_where_a_disclosure_defines_it(pages: Path) -> None:
    text = html.unescape(written_pages(pages)["dictionary.html"])
    glossary = written_pages(pages)["glossary.html"]
    links = set(re.findall(r'href="?glossary\.html#(term-[^" >]+)', text))
    assert "term-上年结转" in links
    assert {
        link for link in links if f"id={link}>" not in glossary and f'id="{link}">' not in glossary
    } == set()


def test_a_term_that_no_disclosure_defines_is_named_without_a_link(tmp_path: Path) -> None:
    small_package(tmp_path / "package")
    write_pages(tmp_path / "package", DOCS, tmp_path / "pages", no_progress)
    text = written_pages(tmp_path / "pages")["dictionary.html"]
    assert re.findall(r"<td class=term>功能分类", text)


def test_a_file_too_large_for_the_site_is_told_and_lies_in_the_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_database(PACKAGE, tmp_path / "x.sqlite")
    size = (tmp_path / "x.sqlite").stat().st_size
    monkeypatch.setattr("yusuan.package.distribution.MAXIMUM_FILE_BYTES", size - 1)
    write_pages(PACKAGE, DOCS, tmp_path / "pages", no_progress, downloads=True)
    offered = tmp_path / "pages" / "datapackage"
    assert len([*offered.glob("*.zip"), *offered.glob("*.xlsx")]) == 2
    assert not [*offered.glob("*.sqlite"), *offered.glob(".*")]
    text = written_pages(tmp_path / "pages")["downloads.html"]
    [line] = [each for each in text.splitlines() if "一个 SQLite 文件" in each]
    assert "超过本站单个文件的上限" in line
    assert "zip 里有" in line
    assert "href" not in line
    assert sha256_of((tmp_path / "x.sqlite").read_bytes()) in line


def test_pages_made_without_the_whole_files_say_how_to_get_them(tmp_path: Path) -> None:
    write_pages(PACKAGE, DOCS, tmp_path / "pages", no_progress)
    offered = tmp_path / "pages" / "datapackage"
    assert not [*offered.glob("*.zip"), *offered.glob("*.xlsx"), *offered.glob("*.sqlite")]
    text = written_pages(tmp_path / "pages")["downloads.html"]
    assert "本站目前没有打好包的整套文件" in text
    assert "id=whole" in text  # which other words of the page lead to
    assert "上面的 zip" not in text


def test_of_a_released_version_each_file_is_one_click_away() -> None:
    site = read_site(PACKAGE)
    version = site.edition.version
    attached = tuple(
        f"{digit * 64} {size} yusuan-{version}.{suffix}"
        for digit, size, suffix in (
            ("1", 10, "xlsx"),
            ("2", 20, "sqlite"),
        )
    )
    release = Release(
        version, "2026-01-01", f"yusuan-{version}.zip", 5, "0" * 64, "0" * 64, (), attached
    )
    site = replace(site, edition=Edition(version, released=True), releases=(release,))
    text = DOWNLOADS_PAGE.render(site).content
    for suffix, digit in (("zip", "0"), ("xlsx", "1"), ("sqlite", "2")):
        [line] = [each for each in text.splitlines() if f'.{suffix}" download' in each]
        assert f'href="releases/{version}/yusuan-{version}.{suffix}"' in line
        assert digit * 64 in line


def test_code_is_coloured_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Cache(tmp_path, lambda: "code")
    made = coloured("python", "x = 1", kept)
    assert made == coloured("python", "x = 1")
    monkeypatch.setattr(downloads, "_coloured", lambda language, code: f"{language}: {code}")
    assert coloured("python", "x = 1", kept) == made
    assert coloured("python", "x = 2", kept) == "python: x = 2"
    assert coloured("r", "x = 1", kept) == "r: x = 1"
