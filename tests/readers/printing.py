"""A document printed as Word, web page, workbook or PDF, to be read again: only places differ."""

import html
import subprocess
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

import pypdfium2
import xlsxwriter  # type: ignore[import-untyped]

from tests.chromium import ARGUMENTS
from tests.readers.making import docx, p, tbl, tc
from yusuan.evidence.model import Cell, Document, Grid, Line, Paragraph, Part

# As an office prints: every table ruled, paragraphs indented, pages full.
_PRINTED = """<style>
@page { size: A4; margin: 20mm 18mm }
body { font: 10.5pt serif }
p { margin: 0 0 4pt; text-indent: 2em }
table { border-collapse: collapse; width: 100%; font-size: 7pt }
td { border: .5pt solid #000; padding: 1pt 2pt }
</style>"""


def print_docx(document: Document) -> bytes:
    """Every line a paragraph, every grid a table with its spans."""
    body = []
    for block in document.blocks:
        if isinstance(block, Grid):
            rows = ["".join(_word_cell(block, cell) for cell in row) for row in block.rows()]
            body.append(tbl(*rows, widths=(900,) * block.column_count))
        else:
            body += [p(html.escape(text, quote=False)) for text in _lines(block)]
    return docx("".join(body))


def print_html(document: Document) -> bytes:
    """Every line a paragraph, every grid a table with its spans."""
    body = []
    for block in document.blocks:
        if isinstance(block, Grid):
            rows = ["".join(map(_html_cell, row)) for row in block.rows()]
            body.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        else:
            body += [f"<p>{_escaped(text)}</p>" for text in _lines(block)]
    return f"<!DOCTYPE html><meta charset=utf-8><body>{''.join(body)}</body>".encode()


def print_pdf(document: Document, browser: str, folder: Path) -> bytes:
    """The web page as the browser at this path prints it; pages break wherever they are full."""
    page, pdf = folder / "page.html", folder / "page.pdf"
    page.write_bytes(print_html(document).replace(b"<body>", f"{_PRINTED}<body>".encode()))
    options = ("--headless", *ARGUMENTS, f"--user-data-dir={folder / 'profile'}")
    printing = ("--no-pdf-header-footer", f"--print-to-pdf={pdf}", page.as_uri())
    subprocess.run((browser, *options, *printing), check=True, capture_output=True, timeout=120)
    return pdf.read_bytes()


def turned(pdf: bytes) -> bytes:
    """Every page shown on its side, as landscape tables are bound into an upright document."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        page.set_rotation(90)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def print_xlsx(document: Document, places: int | None = None) -> bytes:
    """Lines below one another, grids between them with their spans and lines, on one sheet.

    With ``places`` every figure of so many decimals is a number with a format that prints it.
    """
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("公开")
        ruled = book.add_format({"border": 1})
        number = book.add_format({"border": 1, "num_format": "0." + "0" * (places or 1)})
        row = 0
        for block in document.blocks:
            if not isinstance(block, Grid):
                for text in _lines(block):
                    pieces = text.split("\t")
                    if pieces[-1].isdecimal():  # an entry of the contents list and its page
                        pieces = ["     ".join(pieces)]
                    sheet.write_row(row, 0, pieces)
                    row += 1
                continue
            for cell in block.cells:
                if cell.kind == "covered":
                    continue
                at = (row + cell.row, cell.column)
                if cell.row_span > 1 or cell.column_span > 1:
                    end = (at[0] + cell.row_span - 1, at[1] + cell.column_span - 1)
                    sheet.merge_range(*at, *end, cell.text, ruled)
                elif places is not None and _has_places(cell.text, places):
                    sheet.write_number(*at, float(cell.text), number)
                else:
                    sheet.write_string(*at, cell.text, ruled)
            row += block.row_count
    return buffer.getvalue()


def _lines(block: object) -> Iterator[str]:
    """Texts of lines, their pieces set apart by tabs; furniture is not printed."""
    if isinstance(block, Paragraph):
        yield block.text
    elif isinstance(block, Line):
        pieces: Sequence[Part] = block.pieces
        yield "\t".join(piece.text for piece in pieces) if len(pieces) > 1 else block.text


def _word_cell(grid: Grid, cell: Cell) -> str:
    if cell.anchor is None:
        merge = '<w:vMerge w:val="restart"/>' if cell.row_span > 1 else ""
        return tc(html.escape(cell.text, quote=False), _span(cell) + merge)
    owner = grid.cell(*cell.anchor)
    return tc("", _span(owner) + "<w:vMerge/>") if owner.column == cell.column else ""


def _span(cell: Cell) -> str:
    return f'<w:gridSpan w:val="{cell.column_span}"/>'


def _html_cell(cell: Cell) -> str:
    if cell.kind == "covered":
        return ""
    return f"<td rowspan={cell.row_span} colspan={cell.column_span}>{_escaped(cell.text)}</td>"


def _escaped(text: str) -> str:
    return html.escape(text, quote=False).replace("\t", "&#12288;" * 3).replace("\n", "<br>")


def _has_places(text: str, places: int) -> bool:
    whole, _, decimals = text.partition(".")
    return whole.isdecimal() and decimals.isdecimal() and len(decimals) == places
