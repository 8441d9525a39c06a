"""One table of a statement: the rows of a role, and what is printed around them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple

from yusuan.evidence.model import Part
from yusuan.evidence.places import Place
from yusuan.facts.model import Entry
from yusuan.model import Side


class FactColumn(NamedTuple):
    """A column that holds a field of the role; ``label`` its head path (``本年收入 → 小计``),
    ``position`` its 0-based place in the printed table."""

    field: str
    side: Side | None
    label: str
    position: int


class NumberedRow(NamedTuple):
    """A row number (序号, 行次) as printed, of a row that made no entry too."""

    number: int
    place: Place


class RowNumbers(NamedTuple):
    """The row numbers that one column prints, from above; ``label`` is the head of the column.

    ``preset`` are those of a form (行次): whoever leaves rows of it out leaves their numbers out.
    """

    label: str
    preset: bool
    rows: tuple[NumberedRow, ...]


class UnreadFigure(NamedTuple):
    """A cell in a column of figures that prints something and could not be read as a figure.

    ``row_key`` is that of its row, None where the row made no entry.
    """

    row_key: str | None
    side: Side | None
    field: str
    text: str
    place: Place


class UnreadCode(NamedTuple):
    """A cell in a column of codes that prints no code; ``row_key`` is that of its row, or None."""

    row_key: str | None
    text: str
    place: Place


class UnnamedRow(NamedTuple):
    """A row with figures that may be of anything: it ``lacks`` its code, or any name.

    One with a code that lacks but its ``label`` is that code's, whatever it is called.
    ``row_key`` is None where it made no entry; of ``figures`` those that cannot be read are None.
    """

    lacks: Literal["code", "name", "label"]
    row_key: str | None
    side: Side | None
    label: str
    place: Place
    figures: Mapping[str, Decimal | None]


@dataclass(frozen=True)
class FactTable:
    """The rows of one printed table of role ``role``.

    ``name`` is the role, with ``~2`` behind it for the second table of that role in a statement.
    ``place`` is that of the title, or of the grid where no title is printed (``title`` is then
    empty); ``unit`` the printed unit of its amounts; ``unknown_figures`` whether columns that are
    not understood print figures, so that no row can be said to lack any, ``unknown_parts`` also
    those that divide a known column, ``unknown_names`` whether such columns stand among what names
    the rows; ``column_numbers`` what
    its row of them (栏次) prints, ``row_numbers`` those of every column that numbers the rows;
    ``unread`` are its cells of figures that could not be read, ``unread_codes`` those of codes,
    ``unnamed`` the rows of which nobody can say what they are of, ``without_unit`` the amounts
    whose unit is not known, ``unknown_unit`` what is printed as one, ``shared`` figures merged
    over several rows or columns, once for each of these,
    ``unknown_columns`` the heads of columns that are not understood, each with its place and whether
    it prints figures, ``head_slips`` the labels of a
    head printed again that are not quite the first one's; ``left_figures`` whether any figure of its rows is no fact,
    ``hidden_figures`` whether any stands in a hidden row or column.
    """

    document_id: str
    role: str
    ordinal: int
    layout: str
    title: str
    place: Place
    head_place: Place
    place_end: Place
    columns: tuple[FactColumn, ...]
    entries: tuple[Entry, ...]
    unit: str | None
    notes: tuple[Part, ...] = ()
    unknown_figures: bool = False
    unknown_parts: bool = False
    unknown_names: bool = False
    column_numbers: tuple[tuple[int, Place], ...] = ()
    row_numbers: tuple[RowNumbers, ...] = ()
    unread: tuple[UnreadFigure, ...] = ()
    unread_codes: tuple[UnreadCode, ...] = ()
    unnamed: tuple[UnnamedRow, ...] = ()
    without_unit: tuple[UnreadFigure, ...] = ()
    shared: tuple[UnreadFigure, ...] = ()
    unknown_unit: Part | None = None
    unknown_columns: tuple[tuple[str, Place, bool], ...] = ()
    head_slips: tuple[tuple[str, str, Place], ...] = ()
    left_figures: bool = False
    hidden_figures: bool = False

    @property
    def name(self) -> str:
        return self.role if self.ordinal == 1 else f"{self.role}~{self.ordinal}"

    @cached_property
    def labels(self) -> Mapping[tuple[str, Side | None], str]:
        """The head path of each (field, side); the first where several columns share one."""
        found: dict[tuple[str, Side | None], str] = {}
        for column in self.columns:
            found.setdefault((column.field, column.side), column.label)
        return found
