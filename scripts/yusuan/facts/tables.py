"""One table of a statement: the rows of a role, and what is printed around them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

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


@dataclass(frozen=True)
class FactTable:
    """The rows of one printed table of role ``role``.

    ``name`` is the role, with ``~2`` behind it for the second table of that role in a statement.
    ``place`` is that of the title, or of the grid where no title is printed (``title`` is then
    empty); ``unit`` the printed unit of its amounts; ``unknown_figures`` whether columns that are
    not understood print figures, so that no row can be said to lack any; ``column_numbers`` what
    its row of them (栏次) prints.
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
    column_numbers: tuple[tuple[int, Place], ...] = ()

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
