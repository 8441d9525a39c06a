"""The lines of a file of evidence of tables only: JSON, one a caption or a row of a table.

The first line says what the document is. Then, table by table: ``line`` for each line above it,
``grid`` for the table, ``cells`` for each row of it. A cell is its text; ``null`` where a merged
cell lies over it; ``[text, rows, columns]`` for a merged one; an object where more is to be said.
Where each cell lies follows from its row, see ``kept_places``. What is left out is the default.
"""

import re
from dataclasses import dataclass, fields
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, ConfigDict, Field

from yusuan.evidence.model import Format, Mark, Page, PageKind, Told
from yusuan.evidence.places import parse_place

_CHECKED = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def _printable(text: str) -> str:
    if _CONTROLS.search(text):
        raise ValueError("control character")
    return text


def _a_place(text: str) -> str:
    parse_place(text)
    return text


Text = Annotated[str, AfterValidator(_printable)]
PlaceText = Annotated[str, Field(max_length=200), AfterValidator(_a_place)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Span = Annotated[int, Field(ge=1, le=1_000_000)]
Edge = Annotated[float, Field(ge=-100_000, le=100_000)]
PartText = tuple[Text, PlaceText]
_Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


@dataclass(frozen=True, slots=True)
class PageLine:
    number: Count
    width: Edge = 0.0
    height: Edge = 0.0
    rotation: Count = 0
    kind: PageKind = "text"
    name: Text = ""
    hidden: bool = False
    turn: Annotated[int, Field(ge=0, le=3)] = 0
    across: Annotated[int, Field(ge=1, le=2)] = 1

    __pydantic_config__ = _CHECKED


@dataclass(frozen=True, slots=True)
class ToldLine:
    grids: tuple[Count, ...]
    organisation_name: Text | None = None
    organisation_code: Text | None = None
    fiscal_year: Annotated[int, Field(ge=1900, le=2200)] | None = None
    kind: Annotated[str, Field(pattern="^(budget|final_accounts)$")] | None = None
    scope: Annotated[str, Field(pattern="^(department|unit)$")] | None = None

    __pydantic_config__ = _CHECKED


_Record = TypeVar("_Record", Page, PageLine, Told, ToldLine)


def as_kind(kind: type[_Record], record: object) -> _Record:
    """A page or what was told as a line says it, or back: their fields have the same names."""
    return kind(**{each.name: getattr(record, each.name) for each in fields(kind)})


@dataclass(frozen=True, slots=True)
class HeadLine:
    """The first line: the document whose tables these are."""

    yusuan: Literal["tables"]
    version: Literal[1]
    format: Format
    sha256: _Sha256
    bytes: Annotated[int, Field(ge=0, le=1 << 40)]
    title: Text
    pages: tuple[PageLine, ...]
    told: tuple[ToldLine, ...]
    left_out: tuple[PartText, ...]

    __pydantic_config__ = _CHECKED


@dataclass(frozen=True, slots=True)
class CaptionLine:
    """A line above a table; ``more`` where the paragraph goes on in the next line."""

    line: Text
    at: PlaceText
    pieces: tuple[PartText, ...] = ()
    size: Edge = 0.0
    indent: Edge = 0.0
    width: Edge = 0.0
    ended: bool = False
    heading: Count = 0
    marks: tuple[Mark, ...] = ()
    more: bool = False

    __pydantic_config__ = _CHECKED


@dataclass(frozen=True, slots=True)
class GridLine:
    grid: tuple[Count, Count]  # rows and columns
    at: tuple[PlaceText, ...]
    spans_known: bool = True
    head_rows: Count = 0
    edges: tuple[Edge, ...] = ()
    marks: tuple[Mark, ...] = ()

    __pydantic_config__ = _CHECKED


@dataclass(frozen=True, slots=True)
class CellObject:
    """A cell of which more is to be said; ``over`` is the merged cell that lies over it."""

    text: Text = ""
    parts: tuple[PartText, ...] = ()
    rows: Span = 1
    columns: Span = 1
    at: PlaceText | None = None
    over: tuple[Count, Count] | None = None
    printed: bool | None = None
    stored: Text | None = None
    marks: tuple[Mark, ...] = ()

    __pydantic_config__ = _CHECKED


@dataclass(frozen=True, slots=True)
class RowLine:
    """``at`` is where its first cell lies, or its page; ``y`` its upper and lower edge there."""

    cells: tuple[Text | tuple[Text, Span, Span] | CellObject | None, ...]
    at: PlaceText
    y: tuple[Edge, Edge] | None = None
    x: tuple[Edge, ...] = ()

    __pydantic_config__ = _CHECKED
