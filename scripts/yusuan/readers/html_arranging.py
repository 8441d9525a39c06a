"""Pieces of text that a page sets at their places, as lines and tables.

Columns are told as those of a PDF without rules: from white corridors between pieces that end
where their letters do (a Chinese character is as wide as it is high, another half as wide). Other
lines that follow one another with as many pieces, each column's left edges apart from the next
column's, are a table too. All else stays lines, with their pieces.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from yusuan.readers.html_positions import Placed

if TYPE_CHECKING:
    from yusuan.readers.pdf.filling import FilledGrid
    from yusuan.readers.pdf.glyphs import Glyph

_SAME_LINE = 3.0  # pixels
_LEAST_ROWS = 3
_MOST_PIECES = 1_500  # of a sheet; the time goes up faster than they do
_POINTS = 72 / 96
_NARROW = 0.5  # em
_DIGIT = re.compile(r"\d")
_WORDS = re.compile(r"\S+\s*")


class PlacedCell(NamedTuple):
    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1


class PlacedTable(NamedTuple):
    """Cells whose columns are certain; ``spans_known``: their spans are too, and blank ones are."""

    top: float
    row_count: int
    column_count: int
    cells: tuple[PlacedCell, ...]
    spans_known: bool = False


def arrange(placed: Sequence[Placed]) -> Iterator[tuple[Placed, ...] | PlacedTable]:
    """Lines (their pieces from left to right) and tables of one sheet, top to bottom."""
    whole, others = _even(placed, headed=True)
    told, others = _unruled(others)
    even, others = _even(others, headed=False)
    tables = sorted((*whole, *told, *even), key=lambda table: table.top)
    for line in _lines(others):
        while tables and tables[0].top < line[0].top:
            yield tables.pop(0)
        yield tuple(line)
    yield from tables


def _even(placed: Sequence[Placed], *, headed: bool) -> tuple[list[PlacedTable], list[Placed]]:
    """Tables of lines with as many pieces, and the pieces that are in none; ``headed``: only those
    that begin with words.
    """
    lines = _lines(placed)
    tables: list[PlacedTable] = []
    others: list[Placed] = []
    start = 0
    while start < len(lines):
        table, end = _table_at(lines, start)
        if table is None or (headed and any(_DIGIT.search(it.text) for it in lines[start])):
            end = start + 1
            others += lines[start]
        else:
            tables.append(table)
        start = end
    return tables, others


def _unruled(placed: Sequence[Placed]) -> tuple[list[PlacedTable], list[Placed]]:
    """Tables told by their corridors, and the pieces that are in none."""
    amounts = sum(piece.text.count(".") for piece in placed)
    if amounts < _LEAST_ROWS or len(placed) > _MOST_PIECES:
        return [], list(placed)
    from yusuan.readers.pdf.lines import visual_lines
    from yusuan.readers.pdf.unruled import unruled_grids

    letters = [(glyph, piece) for piece in placed for glyph in _letters(piece)]
    found = unruled_grids(visual_lines(glyph for glyph, _ in letters), [])
    free = {glyph for line in found.lines for glyph in line}
    taken = {id(piece) for glyph, piece in letters if glyph not in free}
    tables = [_table_of(grid) for grid in found.grids]
    others = [piece for piece in placed if id(piece) not in taken]
    return tables, others


def _letters(piece: Placed) -> "Iterator[Glyph]":
    """The letters of a piece, in points; no corridor runs through it: each reaches to the next."""
    from yusuan.readers.pdf.glyphs import ASCENT, DESCENT, Glyph

    x, size = piece.left * _POINTS, piece.size * _POINTS
    baseline = piece.top * _POINTS + ASCENT * size
    top, bottom = baseline - ASCENT * size, baseline + DESCENT * size
    for word in _WORDS.findall(piece.text.strip()):
        widths = [size * (1 if _is_wide(letter) else _NARROW) for letter in word]
        word_end = x + sum(widths)
        last = len(word.rstrip()) - 1
        for number, (letter, width) in enumerate(zip(word, widths, strict=True)):
            end = word_end if number == last else x + width
            yield Glyph(letter, x, top, end, bottom, x, baseline, size)
            x += width


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WFA"


def _table_of(filled: "FilledGrid") -> PlacedTable:
    grid = filled.grid
    cells = tuple(
        PlacedCell(it.row, it.column, filled.text(index), it.row_span, it.column_span)
        for index, it in enumerate(grid.regions)
    )
    top = grid.ys[0] / _POINTS
    return PlacedTable(top, grid.row_count, grid.column_count, cells, filled.spans_known)


def _lines(placed: Sequence[Placed]) -> list[list[Placed]]:
    lines: list[list[Placed]] = []
    for piece in sorted(placed, key=lambda it: (it.top, it.left)):
        if lines and piece.top - lines[-1][0].top <= _SAME_LINE:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda it: it.left) for line in lines]


def _table_at(lines: Sequence[Sequence[Placed]], start: int) -> tuple[PlacedTable | None, int]:
    """The table that begins with a line, and the line after it; the next line if there is none."""
    count = len(lines[start])
    bands = [(piece.left, piece.left) for piece in lines[start]]
    rows: list[tuple[Placed | None, ...]] = []
    full = last_full = 0
    for number in range(start, len(lines)):
        line = lines[number]
        if count < 2:
            break
        if len(line) == count:
            widened = [(min(low, it.left), max(high, it.left))
                       for (low, high), it in zip(bands, line, strict=True)]  # fmt: skip
            if any(a[1] >= b[0] for a, b in pairwise(widened)):
                break
            bands, full = widened, full + 1
            rows.append(tuple(line))
            last_full = len(rows)
        elif (row := _partial(line, bands)) is not None:
            rows.append(row)
        else:
            break
    if full < _LEAST_ROWS:
        return None, start + 1
    cells = tuple(
        PlacedCell(row, column, piece.text)
        for row, pieces in enumerate(rows[:last_full])
        for column, piece in enumerate(pieces)
        if piece is not None
    )
    return PlacedTable(lines[start][0].top, last_full, count, cells), start + last_full


def _partial(
    line: Sequence[Placed], bands: Sequence[tuple[float, float]]
) -> tuple[Placed | None, ...] | None:
    """A row with blank cells; None where a piece is in no column for certain."""
    row: list[Placed | None] = [None] * len(bands)
    for piece in line:
        column = next((n for n, (low, high) in enumerate(bands)
                       if low - _SAME_LINE <= piece.left <= high + _SAME_LINE), None)  # fmt: skip
        if column is None or row[column] is not None:
            return None
        row[column] = piece
    return tuple(row)
