"""What every page of the site ends with, and what machines find in it."""

import html
import json
import re
from pathlib import Path

import pytest

from tests.page_texts import written_pages
from tests.paths import PACKAGE, ROOT
from yusuan.pages.model import read_site
from yusuan.pages.writing import write_pages
from yusuan.progress import no_progress

DISCLOSURE = "130500-501-2023-budget"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ends") / "pages"
    write_pages(PACKAGE, ROOT / "docs", folder, no_progress)
    return folder


@pytest.fixture(scope="module")
def pages(folder: Path) -> dict[str, str]:
    """What each page says, by its address."""
    return written_pages(folder)


def copied(page: str, format_: str) -> str:
    """What the copy button of a format takes, line by line."""
    [text] = re.findall(rf'<pre id="?citation-{format_}\b[^>]*>(.*?)</pre>', page, re.DOTALL)
    text = re.sub(r"<span data-accessed=[^>]*></span>", "", text)  # filled in the browser
    return html.unescape(text.replace("<br>", "\n"))


def test_every_page_says_how_it_is_cited_and_where_errors_are_reported(
    pages: dict[str, str],
) -> None:
    own = f"disclosures/{DISCLOSURE}/index.html"
    assert {"about.html", "mutations.html", "index.html", own} <= pages.keys()
    for path, text in pages.items():
        assert len(re.findall(r'id="?citation"?[ >]', text)) == 1, path
        assert len(re.findall(r'<aside class="?report"?[ >]', text)) == 1, path
        assert text.count("整理本") >= 1, path


def test_the_dialog_offers_every_format_with_version_and_date(pages: dict[str, str]) -> None:
    site = read_site(PACKAGE)
    descriptor = site.descriptor
    unreleased = f"未发布，提交 {site.edition.commit}" if site.edition.commit else "未发布"
    state = descriptor["created"][:10] if site.edition.released else unreleased
    state_in_english = state.replace("未发布，提交", "unreleased, commit").replace(
        "未发布", "unreleased"
    )
    for path, text in pages.items():
        for format_ in ("gbt7714", "apa", "bibtex", "ris", "csl"):
            assert descriptor["version"] in copied(text, format_), (path, format_)
        english = path.startswith("en/")
        said = f" ({state_in_english})" if english else f"（{state}）"
        assert f"{descriptor['version']}{said}" in text


def test_a_table_page_cites_its_table_its_maker_and_its_department(pages: dict[str, str]) -> None:
    text = pages[f"disclosures/{DISCLOSURE}/expenditure.html"]
    [cited] = json.loads(copied(text, "csl"))
    assert cited["title"].endswith("：部门预算支出总表")
    assert cited["author"] == [{"literal": "yusuan contributors"}]
    assert cited["original-author"] == [{"literal": "邢台市工业和信息化局"}]


def test_what_is_copied_is_what_the_command_prints(
    pages: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    from yusuan.cli import main

    text = pages[f"disclosures/{DISCLOSURE}/revenue.html"]
    for format_ in ("gbt7714", "apa", "bibtex", "ris", "csl"):
        command = ["cite", f"{DISCLOSURE}.revenue", "--format", format_]
        assert main([*command, "--package", str(PACKAGE)]) == 0
        assert copied(text, format_) == capsys.readouterr().out.rstrip("\n")


def test_disclosures_and_tables_describe_themselves_to_search_engines(
    pages: dict[str, str],
) -> None:
    names = {}
    for path, text in pages.items():
        scripts = re.findall(r'<script type="?application/ld\+json"?>(.*?)</script>', text)
        assert len(scripts) <= 1, path
        for script in scripts:
            described = json.loads(script)
            assert described["@type"] == "Dataset"
            names[path.removesuffix(".html")] = described["name"]
    folder = f"disclosures/{DISCLOSURE}"
    assert {"index", f"{folder}/index", f"{folder}/revenue", f"{folder}/fixed_assets"} <= set(names)
    assert len(set(names.values())) == len(names)


def test_robots_are_welcome(folder: Path) -> None:
    assert (folder / "robots.txt").read_text(encoding="utf-8").startswith("User-agent: *\nAllow: /")


def test_every_described_file_is_there(folder: Path) -> None:
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    current = index["current"]
    assert current["files"]
    for file in current["files"]:
        assert (folder / current["path"] / file["path"]).stat().st_size == file["bytes"]


def test_the_page_of_versions_lists_releases_newest_first(tmp_path: Path) -> None:
    import shutil

    package = Path(shutil.copytree(PACKAGE, tmp_path / "package"))
    lines = [
        f'[[releases]]\nversion = "{version}"\nreleased = "2026-01-01"\n'
        f'archive = "yusuan-{version}.zip"\nbytes = 5\nsha256 = "{"0" * 64}"\ncontent = "{"0" * 64}"\n'
        for version in ("0.1.0", "0.2.0")
    ]
    (package / "releases.toml").write_text("\n".join(lines), encoding="utf-8")
    write_pages(package, ROOT / "docs", tmp_path / "pages", no_progress)
    text = written_pages(tmp_path / "pages")["releases.html"]
    assert re.findall(r'href="?releases/([\d.]+)/', text) == ["0.2.0", "0.1.0"]
