"""The real PDFs: nothing lost against another library, every amount of the keys in its cell."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.paths import SAMPLES
from tests.samples import document_of
from yusuan.evidence.model import Cell, Document, Furniture, Grid, Line, Paragraph
from yusuan.evidence.places import PagePlace, Place
from yusuan.readers.pdf import read_pdf
from yusuan.readers.pdf.contents import Contents
from yusuan.readers.pdf.filling import FilledGrid
from yusuan.readers.pdf.glyphs import Glyph
from yusuan.readers.pdf.grids import Region
from yusuan.readers.pdf.lines import cell_text, visual_lines
from yusuan.readers.pdf.page import drawn, tables_of
from yusuan.readers.pdf.reading import opened

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")

PDFS = sorted(SAMPLES.glob("*/*.pdf"))
AMOUNT = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)")
KEYS = sorted(SAMPLES.glob("keys/*.json"))


def read(path: Path) -> Document:
    return document_of(str(path.relative_to(SAMPLES)))


def page_of(place: Place) -> int:
    assert isinstance(place, PagePlace)
    return place.page


def texts(document: Document) -> Iterator[tuple[int, str]]:
    """Every text of a document with its page, wherever the reader put it."""
    for block in document.blocks:
        if isinstance(block, Grid):
            yield from ((page_of(cell.place), cell.text) for cell in block.cells)
        elif isinstance(block, Line):
            yield page_of(block.place), block.text
        elif isinstance(block, Furniture | Paragraph):
            yield from ((page_of(line.place), line.text) for line in block.lines)
    yield from ((page_of(unread.place), unread.text) for unread in document.unread)


def printed(text: str) -> Counter[str]:
    return Counter(character for character in text if not character.isspace() and character != "\0")


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_another_library_finds_no_other_character(path: Path) -> None:
    """The middle page of each document, as pdfplumber (pdfminer) extracts it: the very same."""
    pdfplumber = pytest.importorskip("pdfplumber")
    document = read(path)
    assert document.ledger.balanced
    ours: dict[int, Counter[str]] = defaultdict(Counter)
    for page, text in texts(document):
        ours[page] += printed(text)
    number = len(document.pages) // 2
    with pdfplumber.open(path, pages=[number]) as pdf:
        for page in pdf.pages:
            theirs = printed("".join(character["text"] for character in page.chars))
            assert ours[page.page_number] == theirs, f"page {page.page_number}"


class Expected(NamedTuple):
    """One row of a key: the texts and boxes of its cells, and which of them are amounts."""

    where: str
    page: int
    cells: list[tuple[str, list[float], bool]]


def key_rows(key: Any) -> Iterator[Expected]:
    for table in key["tables"]:
        kinds = [column["kind"] for column in table["columns"]]
        for row in table["rows"]:
            cells = [
                (text, box, kind == "amount")
                for text, box, kind in zip(row["cells"], row["text_boxes"], kinds, strict=True)
                if text and box is not None
            ]
            yield Expected(f"{table['id']} p{row['page']} y{row['y']}", row["page"], cells)


def cell_around(document: Document, page: int, box: list[float]) -> Cell | None:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    for grid in document.grids:
        for cell in grid.cells:
            place = cell.place
            assert isinstance(place, PagePlace)
            assert place.box is not None
            left, top, right, bottom = place.box
            inside = left <= x <= right and top <= y <= bottom
            if place.page == page and cell.kind != "covered" and inside:
                return cell
    return None


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("path", KEYS, ids=lambda path: path.stem)
def test_every_amount_of_a_key_is_in_a_cell_of_its_own_in_its_row(path: Path) -> None:
    key = json.loads(path.read_text())
    document = read(SAMPLES / key["file"])
    misses: list[str] = []
    amounts = 0
    for expected in key_rows(key):
        found = [
            (cell_around(document, expected.page, box), text, is_amount)
            for text, box, is_amount in expected.cells
        ]
        first = max((cell.row for cell, *_ in found if cell), default=0)
        last = min((cell.row + cell.row_span - 1 for cell, *_ in found if cell), default=0)
        if first > last:
            misses.append(f"{expected.where}: not one row")
        for cell, text, is_amount in found:
            amounts += is_amount
            if is_amount and (cell is None or bare(cell.text) != bare(text)):
                misses.append(f"{expected.where}: {text!r} read as {cell and cell.text!r}")
    assert amounts > 100
    assert not misses


def test_tables_robbed_of_their_rules_have_no_amount_in_a_wrong_cell() -> None:
    """The ruled tables of a quarter of the samples, told again from their texts' places alone.

    What is found must agree with the rules cell for cell: a column of the one is a column of the
    other, and a row within a row. What is not certain may stay lines; four fifths do not.
    """
    counts = [Counter(amounts) for path in PDFS[::4] for amounts in robbed(path)]
    total = sum(counts, Counter())
    assert total["found"] >= 0.8 * total["ruled"] > 1000


def robbed(path: Path) -> Iterator[dict[str, int]]:
    with opened(path.read_bytes()) as document:
        for page in document:
            glyphs, contents = drawn(page)
            ruled = tables_of(glyphs.seen, contents)[0].grids
            bare_grids = tables_of(glyphs.seen, Contents())[0].grids
            yield {
                "ruled": sum(1 for grid in ruled for _ in amounts_of(grid)),
                "found": sum(agreeing(grid, ruled) for grid in bare_grids),
            }


def agreeing(grid: FilledGrid, ruled: list[FilledGrid]) -> int:
    """How many amounts a grid holds; its columns and rows are those of the ruled tables."""
    columns: set[tuple[int, tuple[int, int]]] = set()
    rows: set[tuple[int, tuple[int, int]]] = set()
    found = 0
    for region, glyph in amounts_of(grid):
        ((number, owner),) = owners_of(glyph, ruled)
        columns.add((region.column, (number, owner.column)))
        rows.add((region.row, (number, owner.row)))
        found += 1
    assert len(columns) == len({column for column, _ in columns})
    assert len(columns) == len({owner for _, owner in columns})
    assert len(rows) == len({row for row, _ in rows})
    return found


def amounts_of(filled: FilledGrid) -> Iterator[tuple[Region, Glyph]]:
    """Cells that hold one amount, each with the first glyph of it."""
    for index, glyphs in filled.texts.items():
        if AMOUNT.fullmatch(cell_text(visual_lines(glyphs), 500)):
            yield filled.grid.regions[index], glyphs[0]


def owners_of(glyph: Glyph, grids: list[FilledGrid]) -> Iterator[tuple[int, Region]]:
    for number, filled in enumerate(grids):
        region = filled.grid.region_at((glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2)
        if region is not None:
            yield number, filled.grid.regions[region]


@pytest.mark.parametrize("path", PDFS[::6], ids=lambda path: path.stem)
def test_samples_robbed_of_their_mapping_to_characters_are_garbled_throughout(path: Path) -> None:
    content = path.read_bytes().replace(b"/ToUnicode", b"/ToUnkonwn")
    document = read_pdf(content, maximum_pages=10)
    assert document.ledger.balanced
    assert {page.kind for page in document.pages} <= {"garbled", "empty"}
    assert document.blocks == ()


def test_no_page_of_the_samples_is_set_aside() -> None:
    """They all have a text layer that is what they print; two are empty but for rules."""
    kinds = Counter(page.kind for path in PDFS for page in read(path).pages)
    assert set(kinds) <= {"text", "empty"}
    assert kinds["empty"] == 2
