"""The typed document that every reader yields, and what recognition makes of it.

Lines are 1-based. A cell's column is its 1-based place in the printed row.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from yusuan.numbers import ValueStatus

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


class TextLine(NamedTuple):
    """One line without cells."""

    line: int
    text: str


class TableLine(NamedTuple):
    """One printed line of a table: its cells, blank ones as empty strings."""

    line: int
    cells: tuple[str, ...]


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
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Prose; more than one part where a page break cut it."""

    parts: tuple[TextLine, ...]

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)

    @property
    def line(self) -> int:
        return self.parts[0].line

    @property
    def line_end(self) -> int:
        return self.parts[-1].line


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


class TableRow(NamedTuple):
    """A logical row: continuation lines after a page break are joined cell by cell."""

    cells: tuple[str, ...]
    parts: tuple[TableLine, ...]

    @property
    def line(self) -> int:
        return self.parts[0].line

    @property
    def line_end(self) -> int:
        return self.parts[-1].line

    def cell_line(self, index: int) -> int:
        """The line where the text of the cell at ``index`` (0-based) begins."""
        for part in self.parts:
            if part.cells[index]:
                return part.line
        return self.line


@dataclass(frozen=True, slots=True)
class Figure:
    """One published figure: its value in the declared unit, and where it is printed."""

    value: Decimal | None
    status: ValueStatus
    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a published table, before it is laid out in fields.

    ``number`` is the printed 序号, or the row's place where none is printed.
    ``parent`` is the ``number`` of the row that this one is a part of.
    """

    number: int
    line: int
    line_end: int
    label: str
    side: Side | None = None
    parent: int | None = None
    level: int | None = None
    code: str | None = None
    texts: Mapping[str, Value] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    line: int
    title: str
    page: int | None


@dataclass(frozen=True, slots=True)
class SectionParagraph:
    """A piece of prose with its place in the explanation."""

    section: int
    section_title: str
    section_id: str | None
    subsection: str | None
    heading: bool
    paragraph: Paragraph
