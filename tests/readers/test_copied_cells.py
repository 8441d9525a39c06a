"""A disclosure copied cell by cell, merged cells, lines and sheets lost: the same figures.

So a table gets into a sheet, a web page or a Word file whose maker had the text alone, or exported
CSV: a merged cell is its first cell and blanks.
"""

import csv
import html
from collections.abc import Callable
from functools import cache
from io import BytesIO, StringIO

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from tests.paths import REAL
from tests.readers.making import docx, p, tbl, tc
from tests.readers.test_five_formats import facts, published
from yusuan.conversion.interpreting import Interpreted, interpret
from yusuan.readers.dispatch import read

Row = list[str]


@cache
def rows() -> tuple[Row, ...]:
    lines = (REAL / "source.txt").read_text(encoding="utf-8").splitlines()
    return tuple([cell.strip() for cell in line.split("\t")] for line in lines)


def one_sheet() -> bytes:
    """Everything on one sheet without a line."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for y, row in enumerate(rows()):
            for x, text in enumerate(row):
                if text:
                    sheet.write_string(y, x, text)
    return file.getvalue()


def one_sheet_without_blank_rows() -> bytes:
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for y, row in enumerate(filter(any, rows())):
            for x, text in enumerate(row):
                if text:
                    sheet.write_string(y, x, text)
    return file.getvalue()


def comma_separated() -> bytes:
    """As Excel saves a sheet in China: every row as wide as the widest."""
    width = max(map(len, rows()))
    file = StringIO()
    csv.writer(file).writerows([*row, *[""] * (width - len(row))] for row in rows())
    return file.getvalue().encode("gb18030")


def tab_separated() -> bytes:
    width = max(map(len, rows()))
    return "".join(
        "\t".join([*row, *[""] * (width - len(row))]) + "\r\n" for row in rows()
    ).encode()


def web_page() -> bytes:
    return ("<!DOCTYPE html><body>" + "".join(_pieces(_html_table, _html_line))).encode()


def web_page_of_one_table() -> bytes:
    """As a program saves a sheet: prose is rows of it, too."""
    width = max(map(len, rows()))
    return _html_table([[*row, *[""] * (width - len(row))] for row in rows()]).encode()


def preformatted() -> bytes:
    lines = "\n".join("\t".join(map(html.escape, row)) for row in rows())
    return f"<!DOCTYPE html><body><pre>{lines}</pre>".encode()


def word() -> bytes:
    return docx("".join(_pieces(_word_table, _word_line)))


def word_with_tabs() -> bytes:
    """Every line a paragraph: there is no table in the file at all."""
    lines = ("</w:t><w:tab/><w:t>".join(map(html.escape, row)) for row in rows())
    return docx("".join(p(line) for line in lines))


def _pieces(table: Callable[[list[Row]], str], line: Callable[[str], str]) -> list[str]:
    out: list[str] = []
    below: list[Row] = []
    for row in (*rows(), [""]):
        if len(row) > 1:
            below.append(row)
            continue
        if below:
            width = max(map(len, below))
            out.append(table([[*each, *[""] * (width - len(each))] for each in below]))
            below = []
        if row[0]:
            out.append(line(html.escape(row[0], quote=False)))
    return out


def _html_table(table: list[Row]) -> str:
    cells = ("".join(f"<td>{html.escape(text)}</td>" for text in row) for row in table)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def _html_line(text: str) -> str:
    return f"<p>{text}</p>"


def _word_table(table: list[Row]) -> str:
    cells = ["".join(tc(html.escape(text, quote=False)) for text in row) for row in table]
    return tbl(*cells, widths=(900,) * len(table[0]))


def _word_line(text: str) -> str:
    return p(text)


@pytest.mark.parametrize(
    "made",
    [
        one_sheet,
        one_sheet_without_blank_rows,
        comma_separated,
        tab_separated,
        web_page,
        web_page_of_one_table,
        preformatted,
        word,
        word_with_tabs,
    ],
)
def test_the_figures_are_those_of_the_text(made: Callable[[], bytes]) -> None:
    copied = read("copied", made())
    assert copied.ledger.balanced
    assert figures(interpret([copied])) == figures(published())


def figures(interpreted: Interpreted) -> dict[tuple[str, ...], object]:
    """Of every table each row with its figures; prose that a page cut in the text is not joined."""
    apart = ("leftovers", "prose", "projects")
    return {key: value for key, value in facts(interpreted).items() if key[0] not in apart}
