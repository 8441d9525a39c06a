"""A typed, read-only view of one disclosure: what the rules look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from yusuan.checks.form_heads import FormSlip, LostRow
from yusuan.checks.performance_evidence import Goal, Indicator
from yusuan.checks.table_evidence import TableEvidence
from yusuan.checks.text_evidence import Stated, Term, Unreadable
from yusuan.checks.unread_grids import UnreadGrid
from yusuan.evidence.places import Place
from yusuan.facts.model import StatementKind
from yusuan.model import ContentsEntry, SectionParagraph

if TYPE_CHECKING:
    from yusuan.binding.statements import PrintedFact

_OF_ANY_STAGE = "three_public_expenditure"


@dataclass(frozen=True)
class Evidence:
    """Everything that the rules see of one disclosure.

    ``is_departmental`` is False of a government's budget, which these rules know nothing of.
    ``recognised_pages`` are those whose text was recognised in a picture; with ``tables_only``
    nothing but tables was kept of a document: what is not there may be printed. So it may be at
    the ``unseen`` places, which nobody read.
    """

    disclosure_id: str
    is_departmental: bool
    kind: StatementKind | None
    fiscal_year: int | None
    department_code: str
    department_name: str
    department_place: Place | None
    tables: Mapping[str, TableEvidence]
    contents: tuple[ContentsEntry, ...]
    titles: tuple[str, ...]
    nearest_titles: tuple[str, ...]  # of several titles above a grid the last
    unbound_titles: tuple[str, ...]  # those of grids with figures that no role claims
    performance_titles: tuple[str, ...]  # those of forms and lists of goals
    unbound_places: tuple[Place, ...]  # of grids with figures that no role claims
    untitled: tuple[Place, ...]  # of these grids those over which no title can be read
    unbound_roles: frozenset[str]  # what their titles name
    unread_grids: tuple[UnreadGrid, ...]
    continued: Mapping[str, tuple[Place, ...]]  # by name of a table: grids that may go on with it
    printed: "tuple[PrintedFact, ...]"
    prose: tuple[SectionParagraph, ...]
    stated: tuple[Stated, ...]
    unreadable: tuple[Unreadable, ...]
    glossary: tuple[Term, ...]
    goals: tuple[Goal, ...]
    projects: tuple[Goal, ...]
    recognised_pages: frozenset[int] = frozenset()
    tables_only: bool = False
    unseen: tuple[Place, ...] = ()
    thresholds: tuple[Stated, ...] = ()  # limits, which no figure is compared with
    form_slips: tuple[FormSlip, ...] = ()
    lost_rows: tuple[LostRow, ...] = ()  # of forms

    @cached_property
    def indicators(self) -> tuple[tuple[Goal, Indicator], ...]:
        """Every project's indicators that state something."""
        return tuple(
            (project, indicator)
            for project in self.projects
            for indicator in project.indicators
            if indicator.stated
        )

    def filled(self, name: str) -> TableEvidence | None:
        """The table of that name if the disclosure has it, it has rows, and its figures are of
        what the disclosure is: those of “三公” say in each rule which stage they are of."""
        found = self.tables.get(name)
        if found is None or not found.entries:
            return None
        return found if name == _OF_ANY_STAGE or not found.planned_only else None

    def paragraphs(self, section_id: str) -> Iterator[SectionParagraph]:
        return (p for p in self.prose if p.section_id == section_id and not p.heading)
