"""Pages whose text runs sideways, laid upright while they are stitched.

Places are those of the page as shown. Page numbers, running heads and lines that go on are told
by what is above and below for a reader who turns the page.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from yusuan.evidence.model import Block, Cell, Document, Furniture, Grid, Line, Page, Paragraph
from yusuan.evidence.places import Box, PagePlace, Place

_Turn = Callable[[Place], Place]


def set_upright(document: Document) -> tuple[Document, _Turn]:
    """``document`` with its sideways pages upright, and what leads each place back to the page."""
    sideways = {page.number: page for page in document.pages if page.turn}
    if not sideways:
        return document, lambda place: place
    shown: dict[Place, Place] = {}

    def lay(place: Place) -> Place:
        laid = _upright(place, sideways)
        shown.setdefault(laid, place)
        return laid

    pages = tuple(
        replace(page, width=page.height, height=page.width) if page.turn % 2 else page
        for page in document.pages
    )
    blocks = tuple(placed(block, lay) for block in document.blocks)
    return replace(document, pages=pages, blocks=blocks), lambda place: shown.get(place, place)


def _upright(place: Place, sideways: Mapping[int, Page]) -> Place:
    if not isinstance(place, PagePlace) or place.box is None or place.page not in sideways:
        return place
    page, (x0, y0, x1, y1) = sideways[place.page], place.box
    box = {
        1: Box(y0, page.width - x1, y1, page.width - x0),
        2: Box(page.width - x1, page.height - y1, page.width - x0, page.height - y0),
        3: Box(page.height - y1, x0, page.height - y0, x1),
    }[page.turn]
    return PagePlace(place.page, box.rounded())


def placed(block: Block, place: _Turn) -> Block:
    """``block`` with each of its places as ``place`` gives it."""
    match block:
        case Grid():
            cells = tuple(_cell(cell, place) for cell in block.cells)
            return replace(block, cells=cells, places=tuple(map(place, block.places)))
        case Line():
            return _line(block, place)
        case Paragraph():
            return Paragraph(tuple(_line(line, place) for line in block.lines))
        case Furniture():
            return replace(block, lines=tuple(_line(line, place) for line in block.lines))


def _cell(cell: Cell, place: _Turn) -> Cell:
    parts = tuple(part._replace(place=place(part.place)) for part in cell.parts)
    return replace(cell, parts=parts)


def _line(line: Line, place: _Turn) -> Line:
    pieces = tuple(part._replace(place=place(part.place)) for part in line.pieces)
    return replace(line, place=place(line.place), pieces=pieces)
