"""The same pages under both builders: MkDocs with Material, and Zensical, its successor."""

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests import sites
from yusuan.pages.bundles import BUNDLES

Table = tuple[tuple[str, ...], ...]

# Elements that end what stands before them: there a space may stand or not.
SPACED = {"br", "p", "li", "div", "summary", "small", "dt", "dd"}


class Tables(HTMLParser):
    """The tables within the content of a page: the text of each cell, row by row."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # The end tags of rows and cells may be left out.
        if tag == "table":
            self.tables.append([])
            self.in_cell = False
        elif tag == "tr":
            self.tables[-1].append([])
            self.in_cell = False
        elif tag in {"td", "th"}:
            self.tables[-1][-1].append("")
            self.in_cell = True
        elif tag in SPACED and self.in_cell:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr", "thead", "tbody", "table"}:
            self.in_cell = False

    def handle_data(self, data: str) -> None:
        if self.in_cell:
            self.tables[-1][-1][-1] += data


def tables_of(page: Path) -> list[Table]:
    """The tables of a page, blanks in cells folded."""
    parser = Tables()
    parser.feed(page.read_text(encoding="utf-8"))
    parser.close()
    return [
        tuple(tuple(" ".join(cell.split()) for cell in row) for row in table)
        for table in parser.tables
    ]


def pages_of(site: Path) -> dict[str, Path]:
    return {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*.html"))}


@pytest.fixture(scope="module")
def by_mkdocs(site_of_both: Path) -> dict[str, Path]:
    return pages_of(site_of_both)


@pytest.fixture(scope="module")
def by_zensical(site_of_both: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages that MkDocs has just built, again."""
    project = tmp_path_factory.mktemp("zensical") / "project"
    shutil.copytree(site_of_both.parent, project, ignore=shutil.ignore_patterns("site"))
    return pages_of(sites.build_with_zensical(project))


def test_both_builders_make_the_same_pages(
    by_mkdocs: dict[str, Path], by_zensical: dict[str, Path]
) -> None:
    assert by_zensical.keys() == by_mkdocs.keys()


def test_every_cell_of_every_table_is_the_same(
    by_mkdocs: dict[str, Path], by_zensical: dict[str, Path]
) -> None:
    differences = [
        f"{name}: table {number}, row {row}: {ours} / {theirs}"
        for name, path in by_mkdocs.items()
        for number, tables in enumerate(
            zip(tables_of(path), tables_of(by_zensical[name]), strict=True), start=1
        )
        for row, (ours, theirs) in enumerate(zip(*tables, strict=True), start=1)
        if ours != theirs
    ]
    assert differences == []


def test_the_tables_compared_hold_the_figures(by_mkdocs: dict[str, Path]) -> None:
    """What is compared is there to compare: the first row of the revenue table."""
    revenue = next(path for name, path in by_mkdocs.items() if "2023" in name and "revenue" in name)
    (table, *_) = tables_of(revenue)
    assert "1,336.23" in [cell for row in table for cell in row]


@pytest.mark.parametrize("name", [name for name, _ in BUNDLES[:2]])
def test_both_builders_take_our_style_and_script(by_zensical: dict[str, Path], name: str) -> None:
    assert f"assets/{name}" in by_zensical["index.html"].read_text(encoding="utf-8")


def test_both_builders_lead_to_the_search_in_the_head_of_every_page(
    by_mkdocs: dict[str, Path], by_zensical: dict[str, Path]
) -> None:
    for pages in (by_mkdocs, by_zensical):
        for name, path in pages.items():
            if name in ("404.html", "embed.html"):
                continue
            head = (
                path.read_text(encoding="utf-8").partition("<header")[2].partition("</header>")[0]
            )
            found = re.findall(r'<a class="?search-link"? href="?([^" ]*)"?', head)
            up = "../" * name.count("/")
            assert [each.removeprefix("./") for each in found] == [f"{up}search.html"], name


def test_neither_builder_adds_a_search_of_its_own(
    by_mkdocs: dict[str, Path], by_zensical: dict[str, Path]
) -> None:
    for pages in (by_mkdocs, by_zensical):
        assert "md-search" not in pages["index.html"].read_text(encoding="utf-8")
    assert not (by_mkdocs["index.html"].parent / "search" / "search_index.json").exists()
