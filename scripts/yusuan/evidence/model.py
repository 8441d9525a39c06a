"""The document that every reader yields: blocks of lines and grids, each thing with its place.

Every glyph or text node of the source is in exactly one ``Line``, ``Cell`` or ``Unread``.
Rows and columns of a grid are 0-based; places are what a person counts and begin with 1.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from yusuan.evidence.places import PagePlace, Place, order

Format = Literal["text", "pdf", "docx", "xlsx", "xls", "html"]
CellKind = Literal["printed", "blank", "covered"]
Mark = Literal["hidden", "formula", "no_cached_value", "ocr"]
FurnitureKind = Literal["page_number", "running_head", "watermark", "repeated", "continued"]
PageKind = Literal["text", "picture", "garbled", "empty", "recognised"]
Side = Literal["left", "right"]
UnreadReason = Literal[
    "off_page", "clipped", "invisible", "overprinted", "hidden", "garbled", "picture", "too_much"
]


class Part(NamedTuple):
    """A piece of text in one place, as printed."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid; ``parts`` is more than one where a page break cut it, never empty.

    A blank cell has one part without text, a covered one that of the merged cell (``anchor``,
    its row and column) that lies over it, without its text. ``stored`` is the value that a
    workbook holds where it prints another text (exact, as stored).
    """

    row: int
    column: int
    parts: tuple[Part, ...]
    row_span: int = 1
    column_span: int = 1
    kind: CellKind = "printed"
    anchor: tuple[int, int] | None = None
    stored: str | None = None
    marks: frozenset[Mark] = frozenset()

    @property
    def text(self) -> str:
        parts = self.parts
        return parts[0].text if len(parts) == 1 else "".join(part.text for part in parts)

    @property
    def place(self) -> Place:
        """Where its text begins; where the cell lies if it is blank."""
        parts = self.parts
        if len(parts) == 1:
            return parts[0].place
        return next((part.place for part in parts if part.text), parts[0].place)


class OpenCell(NamedTuple):
    """A cell that no rule ends at the left or the right edge of a table (PDF).

    It may go on on another page. ``lines`` are those of its text, each with its box.
    """

    row: int
    column: int
    side: Side
    lines: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as ruled: ``cells`` row by row, every position once, covered ones included.

    ``spans_known`` is False where the format prints no spans (text with tabs): whether a blank
    belongs to its neighbour is then for the interpreter to infer. ``head_rows`` is how many
    rows at the top were seen to repeat on later pages, 0 if none did. ``places`` is one for each
    page that the grid was joined from; ``column_edges`` where its columns begin and end (PDF);
    ``open_cells`` what a reader saw go on over its sides: stitching leaves none.
    """

    row_count: int
    column_count: int
    cells: tuple[Cell, ...]
    places: tuple[Place, ...]
    spans_known: bool = True
    head_rows: int = 0
    column_edges: tuple[float, ...] = ()
    marks: frozenset[Mark] = frozenset()
    open_cells: tuple[OpenCell, ...] = ()

    def cell(self, row: int, column: int) -> Cell:
        return self.cells[row * self.column_count + column]

    def row(self, row: int) -> tuple[Cell, ...]:
        start = row * self.column_count
        return self.cells[start : start + self.column_count]

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        return (self.row(row) for row in range(self.row_count))

    def owner(self, row: int, column: int) -> Cell:
        """The cell whose text stands at this position: itself, or the one that covers it."""
        cell = self.cell(row, column)
        return cell if cell.anchor is None else self.cell(*cell.anchor)

    @property
    def place(self) -> Place:
        return self.places[0]


@dataclass(frozen=True, slots=True)
class Line:
    """One visual line of prose; ``pieces`` are its parts with wide gaps between them.

    ``size`` is the height of its letters in points, ``indent`` and ``width`` the left edge and
    the length of its text as shares of the page; 0 where the format does not say.
    """

    text: str
    place: Place
    pieces: tuple[Part, ...] = ()
    size: float = 0.0
    indent: float = 0.0
    width: float = 0.0
    ended: bool = False  # the format says that a paragraph ends here (Word, HTML, Excel)
    heading: int = 0  # level of a heading that the format declares; 0: it declares none
    marks: frozenset[Mark] = frozenset()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Prose joined by stitching: the lines of one paragraph, over a page break too."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)

    @property
    def place(self) -> Place:
        return self.lines[0].place


@dataclass(frozen=True, slots=True)
class Furniture:
    """What pages repeat and no reader reads: page numbers, running heads, watermarks."""

    kind: FurnitureKind
    lines: tuple[Line, ...]


Block = Line | Grid | Paragraph | Furniture


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a PDF, or a sheet of a workbook, and how it could be read.

    ``recognised``: a picture or a garbled page, its text recognised and not read. ``turn``: how
    many quarters clockwise its text is turned from what a reader of the page as shown calls upright.
    ``across``: how many pages of one width are printed on it side by side, as a reader turns it.
    """

    number: int
    width: float = 0.0
    height: float = 0.0
    rotation: int = 0
    kind: PageKind = "text"
    name: str = ""
    hidden: bool = False
    turn: int = 0
    across: int = 1


class Unread(NamedTuple):
    """Text of the source that is in no line and no cell, and why."""

    text: str
    place: Place
    reason: UnreadReason


class Ledger(NamedTuple):
    """Where the glyphs (or text nodes' characters) of a document went; white space apart."""

    total: int = 0
    in_cells: int = 0
    in_lines: int = 0
    unread: int = 0

    @property
    def balanced(self) -> bool:
        return self.total == self.in_cells + self.in_lines + self.unread


class Attachment(NamedTuple):
    """Another file that a document carries within itself (``held``), or links to; it is not read.

    ``name`` is what the document calls it.
    """

    name: str
    held: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What a whole document told of some of its tables; ``grids`` are their 1-based numbers."""

    grids: tuple[int, ...]
    organisation_name: str | None = None
    organisation_code: str | None = None
    fiscal_year: int | None = None
    kind: str | None = None
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class TablesOnly:
    """That only tables were kept of a document: ``blocks`` are stitched, the prose is not there.

    ``size`` is that of the original in bytes; ``told`` what its prose told of the tables, too;
    ``left_out`` the titles of the tables that were not kept.
    """

    size: int
    told: tuple[Told, ...]
    left_out: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read, whatever the format it came in.

    ``lines``, ``encoding`` and ``newline`` are those of a text, which is printed again from
    them byte for byte; other formats leave them empty.
    """

    format: Format
    sha256: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    unread: tuple[Unread, ...] = ()
    ledger: Ledger = field(default_factory=Ledger)
    title: str = ""  # the title that the file's own metadata states, unverified
    published: str = ""  # likewise the day of publication, of a web page
    address: str = ""  # and where it was saved from
    lines: tuple[str, ...] = ()
    encoding: str = ""
    newline: Literal["LF", "CRLF", "CR", ""] = ""
    tables_only: TablesOnly | None = None
    attachments: tuple[Attachment, ...] = ()

    @property
    def recognised_pages(self) -> tuple[int, ...]:
        return tuple(page.number for page in self.pages if page.kind == "recognised")

    @property
    def unseen(self) -> tuple[Place, ...]:
        """Where something is printed that was not read, in order: pages without text, pictures."""
        pages = {page.number for page in self.pages if page.kind in ("picture", "garbled")}
        inside = [
            unread.place
            for unread in self.unread
            if unread.reason in ("picture", "too_much")
            and not (isinstance(unread.place, PagePlace) and unread.place.page in pages)
        ]
        return tuple(sorted((*map(PagePlace, sorted(pages)), *inside), key=order))

    @property
    def grids(self) -> tuple[Grid, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Grid))
