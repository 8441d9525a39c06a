"""What a document may hold, whatever its format: beyond it nobody could interpret it in 1 GiB.

The largest document tried, tables of a whole province, had 18,059 cells, 92,823 characters and no
text longer than 1,991; each limit is at least twenty times that.
"""

from collections.abc import Iterator

from yusuan.errors import MAXIMUM_EXCERPT_CHARACTERS, PlaceError
from yusuan.evidence.model import Document, Furniture, Grid, Line, Paragraph
from yusuan.evidence.places import Place

MAXIMUM_TEXT = 2_000_000
"""Characters of one line or cell."""
MAXIMUM_CHARACTERS = 10_000_000
"""Characters of all lines and cells."""
MAXIMUM_CELLS = 500_000
"""Cells of all tables, blank ones included: 100,000 rows of five."""
MAXIMUM_GRIDS = 20_000
MAXIMUM_LINES = 300_000
"""Lines of prose, blank ones not counted."""

_SPLIT = "请确认是不是要读的文件；是的话，请拆分成几个文件再读"


def check_bounds(document: Document) -> None:
    """Raise PlaceError, with the place where it goes beyond, for a document that holds too much."""
    characters = cells = grids = lines = 0
    for block in document.blocks:
        if isinstance(block, Grid):
            cells, grids = cells + len(block.cells), grids + 1
            _check(block.place, cells, MAXIMUM_CELLS, "各表的单元格", "格")
            _check(block.place, grids, MAXIMUM_GRIDS, "表格", "张")
        else:
            lines += 1
            _check(_place(block), lines, MAXIMUM_LINES, "文字", "行")
        for text, place in _texts(block):
            characters += len(text)
            if len(text) > MAXIMUM_TEXT:
                raise PlaceError(
                    place,
                    f"一行或一格的文字太长（{len(text):,} 字，上限 {MAXIMUM_TEXT:,} 字）",
                    text[:MAXIMUM_EXCERPT_CHARACTERS],
                    "请确认是不是要读的文件；是的话，请把这一处分成几行再读",
                )
            _check(place, characters, MAXIMUM_CHARACTERS, "文字", "字")


def _check(place: Place, count: int, most: int, what: str, unit: str) -> None:
    if count > most:
        raise PlaceError(place, f"到这里，{what}已超过上限 {most:,} {unit}", hint=_SPLIT)


def _place(block: Line | Paragraph | Furniture) -> Place:
    return block.lines[0].place if isinstance(block, Furniture) else block.place


def _texts(block: Line | Grid | Paragraph | Furniture) -> Iterator[tuple[str, Place]]:
    if isinstance(block, Grid):
        for cell in block.cells:
            if text := cell.text:
                yield text, cell.place
    else:
        for line in (block,) if isinstance(block, Line) else block.lines:
            yield line.text, line.place
