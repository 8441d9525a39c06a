"""A sheet that a program wrote as text: every line a row of as many cells, titles and notes too.

Cells are separated by tabs or, in a text without a tab (CSV), by commas, and may be quoted.
"""

import csv
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from yusuan.evidence.model import Block, Grid, Part
from yusuan.evidence.places import LinePlace
from yusuan.readers.gridding import make_padded_grid
from yusuan.readers.prose import lines_of
from yusuan.readers.sheet_regions import SheetCell, regions

# The number of the first line of a record, counted from 1, and its cells.
Row = tuple[int, list[str]]

# Of how many lines at least; prose may have a comma here and there.
_FEWEST_ROWS = 3
# Which part of all lines a sheet's lines are at least: of text with tabs nearly all, since its
# tables stand apart from prose without a tab.
_COMMAS, _TABS = 0.5, 0.9


def sheet_rows(lines: Sequence[str]) -> list[Row]:
    """The rows of a sheet, blank ones left out; none where the text is no sheet."""
    tabs = any("\t" in line for line in lines)
    delimiter = "\t" if tabs else ","
    if sum(delimiter in line for line in lines) < _FEWEST_ROWS:
        return []
    try:
        found = list(_records(lines, delimiter))
    except csv.Error:  # a cell longer than any that is printed
        return []
    rows = [(number, cells) for number, cells in found if any(cells)]
    [(width, count)] = Counter(len(cells) for _, cells in rows).most_common(1)
    part = _TABS if tabs else _COMMAS
    return rows if width > 1 and count >= max(_FEWEST_ROWS, part * len(rows)) else []


def sheet_blocks(rows: Sequence[Row]) -> Iterator[Block]:
    """The tables and the prose of a sheet; which cells were merged is not known."""
    cells = {
        (number, column): SheetCell(number, column, text)
        for number, texts in rows
        for column, text in enumerate(texts, start=1)
        if text
    }
    numbers = [number for number, _ in rows]
    for region in regions(cells, {}):
        first, end = bisect_left(numbers, region.top), bisect_right(numbers, region.bottom)
        inside = rows[first:end]
        if region.prose:
            for number, texts in inside:
                yield from lines_of(
                    [Part(text, LinePlace(number, n)) for n, text in enumerate(texts, 1) if text]
                )
        else:
            yield line_grid(inside)


def line_grid(rows: Sequence[Row]) -> Grid:
    """Rows that stand together as a table; which cells were merged is not known."""
    return make_padded_grid(
        [cells for _, cells in rows],
        LinePlace(rows[0][0]),
        lambda row, column: LinePlace(rows[row][0], column + 1),
    )


def _records(lines: Sequence[str], delimiter: str) -> Iterator[Row]:
    # Text with tabs quotes nothing; what begins with a quotation mark is printed so.
    quoted = '"' if delimiter == "," else None
    records = csv.reader(
        (f"{line}\n" for line in lines),
        delimiter=delimiter,
        quotechar=quoted,
        quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
    )
    first = 1
    for cells in records:
        yield first, [" ".join(cell.split()) for cell in cells]
        first = records.line_num + 1
