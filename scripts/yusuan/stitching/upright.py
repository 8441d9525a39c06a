"""Pages as a reader has them before the eyes, while they are stitched.

Pages whose text runs sideways are laid upright, and a sheet of two pages is cut into both: places
are those of the sheet as shown. Page numbers, running heads, lines and tables that go on are told
by what is above, below and on the page behind for a reader who turns the sheet.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from yusuan.evidence.model import (
    Block,
    Cell,
    Document,
    Furniture,
    Grid,
    Line,
    Page,
    Paragraph,
    Part,
)
from yusuan.evidence.places import Box, PagePlace, Place

_Turn = Callable[[Place], Place]


def set_upright(document: Document) -> tuple[Document, _Turn]:
    """``document`` in upright pages, and what leads each place back to the sheet as shown.

    A place that stitching made leads to its sheet alone.
    """
    sheets = {page.number: page for page in document.pages}
    if not any(page.turn or page.across > 1 for page in document.pages):
        return document, lambda place: place
    shown: dict[Place, Place] = {}
    pages: list[Page] = []
    firsts: dict[int, int] = {}
    sheet_of: dict[int, int] = {}
    for sheet in document.pages:
        width, height = sheet.width, sheet.height
        if sheet.turn % 2:
            width, height = height, width
        firsts[sheet.number] = len(pages) + 1
        numbers = range(len(pages) + 1, len(pages) + sheet.across + 1)
        sheet_of.update(dict.fromkeys(numbers, sheet.number))
        pages.extend(
            replace(sheet, number=number, width=width / sheet.across, height=height)
            for number in numbers
        )

    def lay(place: Place) -> Place:
        laid = place
        if isinstance(place, PagePlace) and place.page in sheets:
            laid = _cut(_upright(place, sheets[place.page]), sheets[place.page], firsts)
        shown.setdefault(laid, place)
        return laid

    def back(place: Place) -> Place:
        if place in shown or not isinstance(place, PagePlace):
            return shown.get(place, place)
        return PagePlace(sheet_of.get(place.page, place.page))

    blocks = tuple(placed(block, lay) for block in document.blocks)
    return replace(document, pages=tuple(pages), blocks=blocks), back


def _upright(place: PagePlace, page: Page) -> PagePlace:
    if place.box is None or not page.turn:
        return place
    x0, y0, x1, y1 = place.box
    box = {
        1: Box(y0, page.width - x1, y1, page.width - x0),
        2: Box(page.width - x1, page.height - y1, page.width - x0, page.height - y0),
        3: Box(page.height - y1, x0, page.height - y0, x1),
    }[page.turn]
    return PagePlace(place.page, box.rounded())


def _cut(place: PagePlace, sheet: Page, firsts: Mapping[int, int]) -> PagePlace:
    """A place of an upright sheet on the page of it that it lies on."""
    first = firsts[sheet.number]
    if place.box is None or sheet.across == 1:
        return PagePlace(first, place.box)
    x0, y0, x1, y1 = place.box
    width = (sheet.height if sheet.turn % 2 else sheet.width) / sheet.across
    part = min(max(int((x0 + x1) / 2 / width), 0), sheet.across - 1)
    box = Box(x0 - part * width, y0, x1 - part * width, y1)
    return PagePlace(first + part, box.rounded())


def placed(block: Block, place: _Turn) -> Block:
    """``block`` with each of its places as ``place`` gives it."""
    match block:
        case Grid():
            cells = tuple(_cell(cell, place) for cell in block.cells)
            beyond = tuple(
                it._replace(lines=tuple(_part(part, place) for part in it.lines))
                for it in block.open_cells
            )
            places = tuple(map(place, block.places))
            return replace(block, cells=cells, places=places, open_cells=beyond)
        case Line():
            return _line(block, place)
        case Paragraph():
            return Paragraph(tuple(_line(line, place) for line in block.lines))
        case Furniture():
            return replace(block, lines=tuple(_line(line, place) for line in block.lines))


def _cell(cell: Cell, place: _Turn) -> Cell:
    return replace(cell, parts=tuple(_part(part, place) for part in cell.parts))


def _part(part: Part, place: _Turn) -> Part:
    return part._replace(place=place(part.place))


def _line(line: Line, place: _Turn) -> Line:
    pieces = tuple(_part(part, place) for part in line.pieces)
    return replace(line, place=place(line.place), pieces=pieces)
