"""The typed document that every reader yields, and what recognition makes of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from yusuan.evidence.places import LinePlace, Place

Value = str | int | bool | Decimal | date | None
Row = tuple[Value, ...]
Side = Literal["revenue", "expenditure"]

FurnitureKind = Literal[
    "contents_title",
    "contents_part",
    "contents_entry",
    "department",
    "fiscal_year",
    "unit",
    "as_of_date",
    "page_number",
]
HeadingKind = Literal["explanation", "section", "table", "project_table", "subsection"]
LineKind = Literal[
    "blank",
    "contents",
    "furniture",
    "table_title",
    "table_head",
    "column_numbers",
    "table_row",
    "table_row_continuation",
    "table_note",
    "heading",
    "paragraph",
    "paragraph_continuation",
]


def document_id(sha256: str) -> str:
    """The id of the document that has this checksum."""
    return sha256[:12]


class TextLine(NamedTuple):
    """One line without cells."""

    place: Place
    text: str


class TableLine(NamedTuple):
    """One printed line of a table: its cells, blank ones as empty strings.

    ``cell_places`` says where each cell is printed; a line of text counts them instead.
    """

    place: Place
    cells: tuple[str, ...]
    cell_places: tuple[Place, ...] = ()

    def cell_place(self, index: int) -> Place:
        """Where the cell at ``index`` (0-based) is printed."""
        if self.cell_places:
            return self.cell_places[index]
        return (
            LinePlace(self.place.line, index + 1)
            if isinstance(self.place, LinePlace)
            else self.place
        )


@dataclass(frozen=True, slots=True)
class Furniture:
    """What pages repeat and the contents list; ``value`` is the fact it states."""

    kind: FurnitureKind
    lines: tuple[TextLine, ...]
    value: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    kind: HeadingKind
    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Prose; more than one part where a page break cut it."""

    parts: tuple[TextLine, ...]

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)

    @property
    def place(self) -> Place:
        return self.parts[0].place

    @property
    def place_end(self) -> Place:
        return self.parts[-1].place


@dataclass(frozen=True, slots=True)
class Table:
    """Lines of cells that stand together."""

    lines: tuple[TableLine, ...]


Block = Furniture | Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A disclosure as read: its blocks in order, whatever the format it came in."""

    blocks: tuple[Block, ...]
    lines: tuple[str, ...]
    encoding: str
    newline: Literal["LF", "CRLF"]
    sha256: str

    @property
    def id(self) -> str:
        return document_id(self.sha256)


class TableRow(NamedTuple):
    """A logical row: continuation lines after a page break are joined cell by cell."""

    cells: tuple[str, ...]
    parts: tuple[TableLine, ...]

    @property
    def place(self) -> Place:
        return self.parts[0].place

    @property
    def place_end(self) -> Place:
        return self.parts[-1].place

    def cell_place(self, index: int) -> Place:
        """Where the text of the cell at ``index`` (0-based) begins."""
        part = next((part for part in self.parts if part.cells[index]), self.parts[0])
        return part.cell_place(index)


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """``role`` is the table role that the title names, if it names one."""

    place: Place
    title: str
    page: int | None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class SectionParagraph:
    """A piece of prose with its place in the explanation."""

    section: int
    section_title: str
    section_id: str | None
    subsection: str | None
    heading: bool
    paragraph: Paragraph
    document_id: str
