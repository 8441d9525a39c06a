"""One disclosure as Word, web page, workbook and PDF: the same facts, only places differ."""

import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from tests.chromium import find_browser
from tests.paths import REAL
from tests.readers.printing import print_docx, print_html, print_pdf, print_xlsx, turned
from yusuan.binding.statements import Reading
from yusuan.conversion.interpreting import Interpreted, interpret
from yusuan.evidence.model import Block, Document, Grid, Paragraph, Part
from yusuan.evidence.places import Place
from yusuan.model import TextLine
from yusuan.readers.dispatch import read
from yusuan.readers.gridding import Laid, make_grid
from yusuan.views.published import PUBLISHED_TABLES, published_tables

Facts = Mapping[tuple[str, ...], object]


@cache
def published() -> Interpreted:
    return interpret([read("source.txt", (REAL / "source.txt").read_bytes())])


@cache
def with_merged_heads() -> Document:
    """The document as it was laid out before somebody made a text of it."""
    return merged_heads(published())


def merged_heads(interpreted: Interpreted) -> Document:
    """A text joined over its pages, with the spans of its heads."""
    (document,) = interpreted.stitched.values()
    heads = {
        id(grid.captioned.grid): (grid.captioned.caption.first_row, grid.body)
        for reading in interpreted.readings
        for grid in reading.grids
    }
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            first, body = heads.get(id(block), (0, 0))
            blocks.append(_merged(block, first, max(body, block.head_rows)))
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def _merged(grid: Grid, first: int, body: int) -> Grid:
    """``grid`` with the spans of its head, which a text shows by blanks alone."""
    texts = [[cell.text for cell in row] for row in grid.rows()]
    taken: set[tuple[int, int]] = set()
    laid = []
    for row in range(grid.row_count):
        for column in range(grid.column_count):
            if (row, column) in taken:
                continue
            wide = high = 1
            if first <= row < body and texts[row][column]:
                while _goes_right(texts, row, column + wide, body, taken):
                    wide += 1
                while row + high < body and not any(texts[row + high][column : column + wide]):
                    high += 1
            taken |= {(row + i, column + j) for i in range(high) for j in range(wide)}
            place = grid.cell(row, column).place
            laid.append(Laid(row, column, texts[row][column], place, high, wide))
    return make_grid(laid, grid.row_count, grid.column_count, grid.place, lambda _, __: grid.place)


def _goes_right(
    texts: list[list[str]], row: int, column: int, body: int, taken: set[tuple[int, int]]
) -> bool:
    return (
        column < len(texts[row])
        and not texts[row][column]
        and (row, column) not in taken
        and any(texts[below][column] for below in range(row + 1, body))
    )


def facts(interpreted: Interpreted) -> Facts:
    """Everything but places and ids."""
    found: dict[tuple[str, ...], object] = {}
    for reading in interpreted.readings:
        found["statement", str(reading.statement.organisation_name)] = reading.statement
        found["leftovers", ""] = len(reading.leftovers)
        for number, part in enumerate(reading.prose):
            found["prose", str(number)] = bare(replace(part, document_id=""))
        for number, performance in enumerate(reading.performance):
            found["projects", str(number)] = bare(performance.projects)
        for table in reading.tables:
            found["table", table.name] = (table.title, table.unit)
            for entry in table.entries:
                found[table.name, str(entry.side), entry.key] = bare(entry)
    return found


def bare(value: object) -> object:
    """``value`` without its places; texts that a page break cut are joined."""
    if isinstance(value, Place):
        return None
    if isinstance(value, tuple | list) and value and all(map(_is_text, value)):
        return "".join(part.text for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return tuple(bare(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, Mapping):
        return {key: bare(item) for key, item in value.items() if not key.startswith("place")}
    return tuple(map(bare, value)) if isinstance(value, tuple | list) else value


def _is_text(value: object) -> bool:
    return isinstance(value, Part | TextLine)


@pytest.mark.parametrize(
    "print_",
    [print_docx, print_html, print_xlsx, lambda document: print_xlsx(document, places=2)],
    ids=["docx", "html", "xlsx", "xlsx with numbers"],
)
def test_the_facts_are_those_of_the_text(print_: Callable[[Document], bytes]) -> None:
    printed = read("printed", print_(with_merged_heads()))
    assert printed.ledger.balanced
    assert differing(facts(published()), facts(interpret([printed]))) == {}


@pytest.mark.parametrize("print_", [print_docx, print_html, print_xlsx])
def test_a_table_whose_head_is_printed_again_in_its_middle_goes_on(
    print_: Callable[[Document], bytes],
) -> None:
    """What was a page each stands on one sheet or below one another, as a converter leaves it."""
    printed = read("printed", print_(with_pages()))
    assert _tables(interpret([printed])) == _tables(published())


def _tables(interpreted: Interpreted) -> Facts:
    """The figures of tables alone: how a contents list is printed tells nothing of them."""
    apart = ("statement", "leftovers", "prose", "projects", "table")
    return {key: value for key, value in facts(interpreted).items() if key[0] not in apart}


def with_pages() -> Document:
    """The document page by page, each with titles and heads, and the spans of its heads."""
    document = read("source.txt", (REAL / "source.txt").read_bytes())
    blocks = (_with_spans(b) if isinstance(b, Grid) else b for b in document.blocks)
    return replace(document, blocks=tuple(blocks))


def _with_spans(grid: Grid) -> Grid:
    first = [grid.cell(row, 0).text for row in range(grid.row_count)]
    numbered = (row for row, text in enumerate(first) if text in ("栏次", "档次"))
    return _merged(grid, 0, next(numbered, 2 if first[0] == "政府采购项目来源" else 1))


@pytest.mark.parametrize("print_", [print_docx, print_html, print_xlsx])
def test_tables_are_numbered_as_they_are_read(print_: Callable[[Document], bytes]) -> None:
    """Places of Word and web pages number paragraphs and tables apart: they tell no order."""
    printed = read("printed", print_(with_title_in_frame()))
    (reading,) = interpret([printed]).readings
    assert _titles(reading) == _titles(published().readings[0])


def with_title_in_frame() -> Document:
    """The document with the title of its second table as the first row of the table."""
    document = with_merged_heads()
    second = document.grids[1]
    at = document.blocks.index(second)
    title = max(
        number
        for number, block in enumerate(document.blocks[:at])
        if isinstance(block, Paragraph) and block.text == "部门预算收入总表"
    )
    width = second.column_count
    laid = [Laid(0, 0, "部门预算收入总表", second.place, 1, width)]
    laid += [
        Laid(cell.row + 1, cell.column, cell.text, cell.place, cell.row_span, cell.column_span)
        for cell in second.cells
        if cell.kind != "covered"
    ]
    framed = make_grid(laid, second.row_count + 1, width, second.place, lambda _, __: second.place)
    blocks = [framed if block is second else block for block in document.blocks]
    return replace(document, blocks=(*blocks[:title], *blocks[title + 1 :]))


def _titles(reading: Reading) -> list[object]:
    at = PUBLISHED_TABLES.field_names.index("title")
    return [row[at] for row in published_tables("x", reading).rows]


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    browser = find_browser()
    if not _has_chinese_font():
        pytest.skip("no Chinese font on this machine: the browser would print boxes")
    return print_pdf(with_merged_heads(), browser, tmp_path_factory.mktemp("printed"))


@pytest.mark.browser
@pytest.mark.parametrize("shown", [bytes, turned], ids=["upright", "on its side"])
def test_the_facts_of_a_pdf_are_those_of_the_text(
    pdf: bytes, shown: Callable[[bytes], bytes]
) -> None:
    """Cell for cell, with tables and paragraphs that page breaks cut; white space apart.

    The browser prints no spaces, only gaps, and the gap between a Chinese character and a number
    is the one that Word leaves there by itself: a reader of the page cannot tell them apart.
    """
    printed = read("printed", shown(pdf))
    assert len(printed.pages) > 10
    assert printed.ledger.balanced
    assert not printed.unread
    expected, found = (
        {key: unspaced(value) for key, value in facts(interpreted).items()}
        for interpreted in (published(), interpret([printed]))
    )
    assert differing(expected, found) == {}


def differing(expected: Facts, found: Facts) -> Facts:
    """Both sides of every fact that is not the same."""
    assert len(expected) > 200
    return {
        key: (expected.get(key), found.get(key))
        for key in {**expected, **found}
        if expected.get(key) != found.get(key)
    }


def unspaced(value: object) -> object:
    """``value`` with the white space of its texts left out."""
    if isinstance(value, str):
        return re.sub(r"\s+", "", value)
    if isinstance(value, Mapping):
        return {key: unspaced(item) for key, item in value.items()}
    return tuple(map(unspaced, value)) if isinstance(value, tuple) else value


def _has_chinese_font() -> bool:
    """Whether fontconfig knows one; where it is not there nobody can say, and the test runs."""
    lister = shutil.which("fc-list")
    if lister is None:
        return True
    listed = subprocess.run((lister, ":lang=zh"), check=False, capture_output=True, timeout=60)
    return bool(listed.stdout.strip())


@pytest.mark.browser
def test_a_pdf_of_pages_without_merged_cells_gives_the_same_tables(tmp_path: Path) -> None:
    """Parts of one table in widths of their own, some of them on one page; heads with blanks.

    But for procurement: there a page ends within a head of three rows whose cells are lines.
    """
    if not _has_chinese_font():
        pytest.skip("no Chinese font on this machine: the browser would print boxes")
    document = read("source.txt", (REAL / "source.txt").read_bytes())
    printed = read("printed", print_pdf(document, find_browser(), tmp_path))
    expected, found = (
        {
            key: unspaced(value)
            for key, value in _tables(interpreted).items()
            if key[0] != "procurement"
        }
        for interpreted in (published(), interpret([printed]))
    )
    assert found == expected
