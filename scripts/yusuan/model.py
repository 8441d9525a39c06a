"""Small types that every room shares: values and rows, prose with its place in the document."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from yusuan.evidence.places import Place

Value = str | int | bool | Decimal | date | None
Row = tuple[Value, ...]
Side = Literal["revenue", "expenditure"]
ReadBy = Literal["text", "ocr"]

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
class ContentsEntry:
    """``role`` is the table role that the title names, if it names one."""

    place: Place
    title: str
    page: int | None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class SectionParagraph:
    """A piece of prose with its place in the explanation.

    ``read_by`` is ``ocr`` if any of its lines was recognised in a picture.
    """

    section: int
    section_title: str
    section_id: str | None
    subsection: str | None
    heading: bool
    paragraph: Paragraph
    document_id: str
    read_by: ReadBy = "text"

    @property
    def titles(self) -> str:
        """The title of its section and that of the part of it, if it stands in one."""
        return f"{self.section_title} {self.subsection or ''}"
