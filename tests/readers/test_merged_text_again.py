"""Heads written by programs that print the text of a merged cell again in every cell that it was."""

import html
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.checks.test_consistent import MADE, Made, page_of
from tests.paths import rows_of
from yusuan.conversion.disclosure import Description, lay_out
from yusuan.evidence.model import Cell, Grid, Line
from yusuan.readers.dispatch import read
from yusuan.stitching.abreast import body_of
from yusuan.views.documents import Original

DOCUMENTS = {made.title: made for made in MADE}


def facts(document: Made) -> Counter[tuple[str, ...]]:
    """Every figure by its table, row and field."""
    fields = ("resource", "row_key", "field", "amount_yuan", "quantity")
    page = read("a.html", page_of(document))
    laid = lay_out([Original("a.html", page.sha256, 0, page)], Description())
    lines = rows_of(laid, "budget_lines")
    return Counter(tuple(str(line[field]) for field in fields) for line in lines)


def printed_again(document: Made) -> Made:
    """The tables with no merged cell in their heads."""
    page = read("a.html", f"<!DOCTYPE html><meta charset=utf-8>{document.tables}".encode())
    pieces = (
        _table(block) if isinstance(block, Grid) else f"<p>{html.escape(block.text)}</p>"
        for block in page.blocks
        if isinstance(block, Grid | Line)
    )
    return document._replace(tables="".join(pieces))


def _table(grid: Grid) -> str:
    rows = ("".join(_cells(grid, row, body_of(grid) or 0)) for row in range(grid.row_count))
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _cells(grid: Grid, row: int, body: int) -> Iterator[str]:
    for cell in grid.row(row):
        owner = grid.owner(row, cell.column)
        if owner.row < body:
            yield f"<td>{html.escape(owner.text)}</td>"
        elif cell.anchor is None:
            yield f"<td{_spans(cell)}>{html.escape(cell.text)}</td>"


def _spans(cell: Cell) -> str:
    return f" rowspan={cell.row_span} colspan={cell.column_span}"


@pytest.mark.parametrize("title", DOCUMENTS)
def test_heads_printed_again_head_the_same_columns(title: str) -> None:
    document = DOCUMENTS[title]
    assert facts(printed_again(document)) == facts(document)
