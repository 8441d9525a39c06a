"""Pictures of the pages of a made-up PDF: every figure's box leads to its figure."""

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.figure_parts import read_parts, write_files
from tests.made_site import made_package, only
from yusuan.pages.drawn import disclosure_pages
from yusuan.pages.figure.parts import figure_files
from yusuan.pages.page_pictures import page_pictures, picture_files
from yusuan.pages.searching.parts import search_parts


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_package(tmp_path_factory.mktemp("pictured"))


@pytest.fixture(scope="module")
def pages(package: Path) -> dict[str, LexborHTMLParser]:
    """The pages of the disclosure by their names."""
    written = disclosure_pages(*only(package))
    return {Path(page.address).stem: LexborHTMLParser(page.content) for page in written}


def ids(page: LexborHTMLParser) -> list[str]:
    return [node.attributes["id"] or "" for node in page.css("[id]")]


def test_only_pages_with_figures_have_a_picture(package: Path) -> None:
    _, disclosure = only(package)
    pictures = tuple(page_pictures(package, disclosure))
    assert [picture.page for picture in pictures] == [2]
    assert [mark.label for mark in pictures[0].boxes] == [
        "收入 → 预算数 12.50",
        "支出 → 预算数 10.00",
        "支出 → 预算数 2.50",
        "收入 → 预算数 12.50",
        "支出 → 预算数 12.50",
        "收入 → 预算数 12.50",
        "支出 → 预算数 12.50",
    ]


def test_each_box_leads_to_its_figure(pages: dict[str, LexborHTMLParser]) -> None:
    links = [node.attributes["href"] or "" for node in pages["source"].css(".page-picture svg a")]
    assert len(links) == 7
    for link in links:
        name, _, anchor = link.partition(".html#")
        assert ids(pages[name]).count(anchor) == 1, link


def test_a_figure_is_shown_in_its_box(
    package: Path, pages: dict[str, LexborHTMLParser], tmp_path: Path
) -> None:
    site, disclosure = only(package)
    folder = tmp_path / "disclosures" / disclosure.id
    write_files(figure_files(site, disclosure), folder)
    searched = search_parts(site, disclosure, ())
    write_files(((part.path, part.script) for part in searched), tmp_path)
    drawn = read_parts(folder)
    assert len(drawn) == 7
    pictures = {node.attributes["src"] for node in pages["source"].css(".page-picture img")}
    for fragment, figure in drawn.items():
        page, _, anchor = figure["source"].partition("#")
        assert page == "source.html"
        assert anchor in ids(pages["source"])
        assert figure["picture"]["path"] in pictures
        x, y, width, height = figure["picture"]["box"]
        assert 0 < x < x + width < figure["picture"]["size"][0]
        assert 0 < y < y + height < figure["picture"]["size"][1]
        assert [cell for cell, marked in figure["line"] if marked] == [figure["value"]], fragment


def test_pictures_are_small_and_stand_where_the_page_looks(
    package: Path, pages: dict[str, LexborHTMLParser], tmp_path: Path
) -> None:
    write_files(picture_files(*only(package)), tmp_path)
    written = {path.relative_to(tmp_path).as_posix(): path for path in tmp_path.rglob("*.png")}
    shown = [node.attributes["src"] for node in pages["source"].css(".page-picture img")]
    assert shown == sorted(written)
    for path in written.values():
        assert path.read_bytes().startswith(b"\x89PNG")
        assert path.stat().st_size <= 60_000


def test_every_page_of_the_document_can_be_linked_to(pages: dict[str, LexborHTMLParser]) -> None:
    assert {"page-1", "page-2", "page-3"} <= set(ids(pages["source"]))


def test_links_between_the_pages_lead_somewhere(pages: dict[str, LexborHTMLParser]) -> None:
    missing = []
    for name, page in pages.items():
        for node in page.css("a[href]"):
            path, _, anchor = (node.attributes["href"] or "").partition("#")
            target = path.removesuffix(".html") or name
            if not anchor or target not in pages or anchor in ids(pages[target]):
                continue
            # Headings get their anchors from the builder of the site.
            if f"{{ #{anchor} }}" not in (pages[target].html or ""):
                missing.append((name, path, anchor))
    assert missing == []
