"""A bound table: what each column of a grid is, and the rows that come of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from yusuan.binding.heads import HeadPath, is_figure
from yusuan.binding.model import CaptionedGrid, Leftover
from yusuan.evidence.model import Part
from yusuan.facts.model import Entry
from yusuan.model import Side

Breakdown = Literal["function", "type", "economic", "government_economic"]


@dataclass(frozen=True, slots=True)
class BoundColumn:
    """One column of the grid: the ``field`` that its cells go to.

    ``block`` numbers the groups of columns that stand side by side, from 0; ``item`` is the term
    of the item where a wide row prints one column an item; ``unit`` what the head states.
    """

    position: int
    head: HeadPath
    field: str
    side: Side | None = None
    block: int = 0
    item: str | None = None
    breakdown: Breakdown | None = None
    unit: str | None = None

    @property
    def label(self) -> str:
        """The printed labels, outermost first: ``本年收入 → 小计``."""
        return " → ".join(self.head.labels)


class SumTest(NamedTuple):
    """How many of a table's own sums are due, and how many of them hold."""

    due: int = 0
    held: int = 0

    @property
    def refuted(self) -> bool:
        """Whether most of several sums fail."""
        return self.due >= 3 and self.held * 2 < self.due


class Candidate(NamedTuple):
    """A role that a grid was tried as; ``why`` the words that speak for it or against it."""

    role: str
    score: float
    why: str


@dataclass(frozen=True)
class BoundTable:
    """A grid taken for a role of a layout.

    ``entries`` are its rows as facts; ``unit`` is the unit of its amounts, None where none is
    printed; ``leftovers`` the printed cells that are neither a fact nor a label;
    ``unknown_figures`` whether a column that is not understood may be a part of the rows' totals,
    ``unknown_parts`` whether one prints figures at all, ``unknown_names`` whether one stands left
    of all figures, or is one of those that are each an item.
    """

    role: str
    layout: str
    captioned: CaptionedGrid
    columns: tuple[BoundColumn, ...]
    entries: tuple[Entry, ...]
    leftovers: tuple[Leftover, ...]
    unit: str | None
    score: float
    runner_up: Candidate | None = None
    sums: SumTest = field(default_factory=SumTest)
    body: int = 0
    ordinal: int = 1
    candidates: tuple[Candidate, ...] = field(default=())
    unknown_figures: bool = False
    unknown_parts: bool = False
    unknown_names: bool = False

    @property
    def title(self) -> Part | None:
        """The last printed title above the grid."""
        titles = self.captioned.caption.titles
        return titles[-1] if titles else None

    @property
    def hidden_figures(self) -> bool:
        """Whether figures stand in hidden rows or columns: the sums of the others say nothing."""
        return any(left.reason == "hidden" and is_figure(left.text) for left in self.leftovers)

    @property
    def shared_figures(self) -> bool:
        """Whether figures are merged over several rows or columns: no sum of them can be told."""
        return any(left.reason == "merged" for left in self.leftovers)

    @property
    def notes(self) -> tuple[Part, ...]:
        return self.captioned.notes

    @property
    def labels(self) -> Mapping[tuple[str, Side | None], str]:
        """The printed label path of each (field, side); the first where several share one."""
        found: dict[tuple[str, Side | None], str] = {}
        for column in self.columns:
            found.setdefault((column.field, column.side), column.label)
        return found


# Reasons of grids that are understood, and say no facts of a statement.
UNDERSTOOD = frozenset({"list_of_tables", "page_record", "signed"})


class Unbound(NamedTuple):
    """A grid that no role claims, and why."""

    captioned: CaptionedGrid
    reason: str
    candidates: tuple[Candidate, ...]
