"""Where a person finds a thing: one short grammar, printable and parseable, without white space.

==================  ========================  ==================================
text                ``L97``, ``L97C3``        line 97 (its third cell)
PDF                 ``p12@72,100.5,150,112``  page 12, a box in points from the top
                                              left corner of the page as shown
Excel               ``收支总表!D12``          sheet and address
Word, HTML          ``t3r5c2``, ``b12``       third table, fifth row, second cell;
                                              twelfth block of text
==================  ========================  ==================================

``say`` tells it in Chinese. Places of one document are ordered as they are read.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote


class Box(NamedTuple):
    """Left, top, right, bottom in points from the top left of the page as shown."""

    x0: float
    y0: float
    x1: float
    y1: float

    def rounded(self) -> "Box":
        """To a tenth of a point: what the grammar prints, the same on every machine."""
        return Box(*(round(value * 10) / 10 for value in self))


@dataclass(frozen=True, slots=True)
class LinePlace:
    """A line of a text, 1-based; ``cell`` the 1-based cell in it."""

    line: int
    cell: int | None = None

    def __str__(self) -> str:
        return f"L{self.line}" if self.cell is None else f"L{self.line}C{self.cell}"


@dataclass(frozen=True, slots=True)
class PagePlace:
    """A page of a PDF, 1-based, and a box on it."""

    page: int
    box: Box | None = None

    def __str__(self) -> str:
        if self.box is None:
            return f"p{self.page}"
        return f"p{self.page}@{','.join(_number(value) for value in self.box)}"


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """A cell of a workbook, 1-based; ``position`` is the sheet's 1-based place in it."""

    sheet: str
    row: int | None = None
    column: int | None = None
    position: int = 0

    def __str__(self) -> str:
        name = re.sub(r"[\s%!\x00-\x1f]", lambda found: _percent(found[0]), self.sheet)
        return f"{name}!{self.address}"

    @property
    def address(self) -> str:
        """``D12``; empty for the sheet as a whole."""
        if self.row is None or self.column is None:
            return "" if self.row is None else str(self.row)
        return f"{column_letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class TablePlace:
    """A cell of the ``table``-th table of a Word or HTML document; all 1-based."""

    table: int
    row: int | None = None
    cell: int | None = None

    def __str__(self) -> str:
        row = "" if self.row is None else f"r{self.row}"
        cell = "" if self.cell is None else f"c{self.cell}"
        return f"t{self.table}{row}{cell}"


@dataclass(frozen=True, slots=True)
class BlockPlace:
    """The ``block``-th paragraph of a Word or HTML document, 1-based."""

    block: int

    def __str__(self) -> str:
        return f"b{self.block}"


Place = LinePlace | PagePlace | SheetPlace | TablePlace | BlockPlace

_LINE = re.compile(r"L([0-9]+)(?:C([0-9]+))?")
_PAGE = re.compile(r"p([0-9]+)(?:@(-?[0-9.]+),(-?[0-9.]+),(-?[0-9.]+),(-?[0-9.]+))?")
_TABLE = re.compile(r"t([0-9]+)(?:r([0-9]+))?(?:c([0-9]+))?")
_BLOCK = re.compile(r"b([0-9]+)")
_ADDRESS = re.compile(r"([A-Z]{1,3})?([0-9]+)?")


def parse_place(text: str) -> Place:
    """The place that ``str(place)`` printed. Raises ValueError for anything else."""
    sheet, mark, address = text.rpartition("!")
    if mark and (match := _ADDRESS.fullmatch(address)):
        column = column_number(match[1]) if match[1] else None
        return SheetPlace(unquote(sheet), int(match[2]) if match[2] else None, column)
    if match := _LINE.fullmatch(text):
        return LinePlace(int(match[1]), int(match[2]) if match[2] else None)
    if match := _PAGE.fullmatch(text):
        box = Box(*(float(value) for value in match.groups()[1:])) if match[2] else None
        return PagePlace(int(match[1]), box)
    if match := _TABLE.fullmatch(text):
        row, cell = (int(value) if value else None for value in match.groups()[1:])
        return TablePlace(int(match[1]), row, cell)
    if match := _BLOCK.fullmatch(text):
        return BlockPlace(int(match[1]))
    raise ValueError(f"not a place: {text!r}")


def say(place: Place) -> str:
    """The place in Chinese: 第 97 行, 第 12 页, 工作表“收支总表”D12, 第 3 张表第 5 行."""
    match place:
        case LinePlace(line, None):
            return f"第 {line} 行"
        case LinePlace(line, cell):
            return f"第 {line} 行第 {cell} 格"
        case PagePlace(page):
            return f"第 {page} 页"
        case SheetPlace(sheet):
            return f"工作表“{sheet}”{place.address}"
        case TablePlace(table, None):
            return f"第 {table} 张表"
        case TablePlace(table, row, None):
            return f"第 {table} 张表第 {row} 行"
        case TablePlace(table, row, cell):
            return f"第 {table} 张表第 {row} 行第 {cell} 格"
        case BlockPlace(block):
            return f"第 {block} 段"


def say_all(places: Iterable[Place]) -> str:
    """Several places, each named once: 第 97、99 行, 第 12、13 页; empty for none."""
    lines: dict[int, None] = {}
    pages: dict[int, None] = {}
    others: dict[str, None] = {}
    for place in sorted(set(places), key=order):
        match place:
            case LinePlace(line):
                lines[line] = None
            case PagePlace(page):
                pages[page] = None
            case _:
                others[say(place)] = None
    said = []
    if lines:
        said.append(f"第 {'、'.join(map(str, lines))} 行")
    if pages:
        said.append(f"第 {'、'.join(map(str, pages))} 页")
    return "、".join((*said, *others))


def say_span(first: Place, last: Place) -> str:
    """From one place to another: 第 97–99 行, 第 12–13 页; one place where both are the same."""
    first, last = named(first), named(last)
    match first, last:
        case _ if first == last:
            return say(first)
        case LinePlace(start), LinePlace(end):
            return f"第 {start}–{end} 行"
        case PagePlace(start), PagePlace(end):
            return f"第 {start}–{end} 页"
    return f"{say(first)}至{say(last)}"


def order(place: Place) -> tuple[float | str, ...]:
    """A key that sorts the places of one document as it is read."""
    match place:
        case LinePlace(line, cell):
            return (0, line, cell or 0)
        case PagePlace(page, box):
            return (1, page, -1.0, -1.0) if box is None else (1, page, box.y0, box.x0)
        case SheetPlace(sheet, row, column, position):
            return (2, position, sheet, row or 0, column or 0)
        case TablePlace(table, row, cell):
            return (4, table, row or 0, cell or 0)
        case BlockPlace(block):
            return (3, block)


def say_briefly(place: Place) -> str:
    """The place in Chinese, the line or the page without the cell on it."""
    return say(named(place))


def covers(start: Place, end: Place, place: Place) -> bool:
    """Whether what reaches from ``start`` to ``end`` (a row, a table) holds ``place``."""
    match start, end, place:
        case LinePlace(first), LinePlace(last), LinePlace(line):
            return first <= line <= last
        case PagePlace(first), PagePlace(last), PagePlace(page, box):
            if not first <= page <= last:
                return False
            edges = [each.box for each in (start, end) if each.page == page and each.box]
            if box is None or not edges or first < page < last:
                return True
            middle = (box.y0 + box.y1) / 2
            top = edges[0].y0 if page == first else 0.0
            bottom = edges[-1].y1 if page == last else middle
            return top <= middle <= bottom
        case SheetPlace(sheet, first_row), SheetPlace(_, last_row), SheetPlace(other, row):
            within = first_row is None or row is None or first_row <= row <= (last_row or first_row)
            return sheet == other and within
        case TablePlace(table, first_row), TablePlace(_, last_row), TablePlace(other_table, row):
            within = first_row is None or row is None or first_row <= row <= (last_row or first_row)
            return table == other_table and within
        case BlockPlace(first), BlockPlace(last), BlockPlace(block):
            return first <= block <= last
    return False


def named(place: Place) -> Place:
    """The part of ``place`` that a message names: a line of text, a page, else the cell itself."""
    return whole(place) if isinstance(place, LinePlace | PagePlace) else place


def say_several(places: Iterable[Place]) -> str:
    """``（第 97、99 行）``, or nothing where there is no place."""
    said = say_all(places)
    return f"（{said}）" if said else ""


@lru_cache(maxsize=1 << 14)
def place_of(text: str) -> Place:
    """``parse_place``, for whoever reads the same places over and over."""
    return parse_place(text)


def print_places(places: Iterable[Place]) -> str:
    """Several places in one cell of a table, in the order of the document: ``L97 L99``."""
    return " ".join(map(str, sorted(set(places), key=order)))


def parse_places(text: str) -> tuple[Place, ...]:
    """The places that ``print_places`` printed. Raises ValueError for anything else."""
    return tuple(map(parse_place, text.split()))


def whole(place: Place) -> Place:
    """The line, page, sheet, table or block that holds ``place``."""
    match place:
        case LinePlace(line):
            return LinePlace(line)
        case PagePlace(page):
            return PagePlace(page)
        case SheetPlace(sheet, _, _, position):
            return SheetPlace(sheet, position=position)
        case TablePlace(table):
            return TablePlace(table)
        case BlockPlace():
            return place


def column_letters(column: int) -> str:
    """1 -> A, 27 -> AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """A -> 1, AA -> 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode())
