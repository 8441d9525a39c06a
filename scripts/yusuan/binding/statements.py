"""What a statement was read as: its tables, prose, and whatever was not understood.

Made by ``interpreting.interpret`` out of the documents of a disclosure; views, checks and the
report ask it, and never a document again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from yusuan.binding.bound import BoundColumn, BoundTable, Candidate
from yusuan.binding.classified import CODE_FIELDS
from yusuan.binding.heads import column_numbers, is_figure
from yusuan.binding.identity import Conflict
from yusuan.binding.model import CaptionedGrid, Leftover, LeftoverReason
from yusuan.binding.performance.model import PerformanceTable
from yusuan.binding.rows import head_again
from yusuan.binding.shapes.common import of_row
from yusuan.binding.unnamed import unnamed_rows
from yusuan.evidence.places import Place
from yusuan.facts.model import Statement
from yusuan.facts.tables import (
    FactColumn,
    FactTable,
    NumberedRow,
    RowNumbers,
    UnreadCode,
    UnreadFigure,
)
from yusuan.model import ContentsEntry, SectionParagraph
from yusuan.printed.codes import read_row_number
from yusuan.printed.numbers import AMOUNT_BEHIND_NAME
from yusuan.printed.text import key
from yusuan.tables.figures import FIGURES

PrintedKind = Literal["fiscal_year", "department", "as_of_date", "contents_title"]


class PrintedFact(NamedTuple):
    """A fact about the statement that a page prints: 预算年度, 部门, 截止时间."""

    kind: PrintedKind
    value: str
    place: Place


class ReadGrid(NamedTuple):
    """One grid of a document, and the table that it was taken for.

    ``body`` is its first row below the head, ``row_count`` the number of its rows that say
    something; ``unbound`` why no role claims it.
    """

    document_id: str
    captioned: CaptionedGrid
    table: FactTable | None = None
    body: int = 0
    row_count: int = 0
    unbound: str = ""
    candidates: tuple[Candidate, ...] = ()


class PlacedLeftover(NamedTuple):
    """A leftover with the document that it stands in."""

    document_id: str
    leftover: Leftover


@dataclass(frozen=True)
class Reading:
    """Everything that was understood of one statement, and what was not."""

    statement: Statement
    layout: str
    statement_place: Place | None
    document_ids: tuple[str, ...]
    grids: tuple[ReadGrid, ...]
    prose: tuple[SectionParagraph, ...]
    contents: tuple[ContentsEntry, ...]
    printed: tuple[PrintedFact, ...]
    performance: tuple[PerformanceTable, ...]
    leftovers: tuple[PlacedLeftover, ...]
    conflicts: tuple[Conflict, ...] = ()  # what its documents say against ``statement``
    recognised_pages: frozenset[int] = frozenset()  # of any of its documents
    unseen: tuple[Place, ...] = ()  # where any of its documents prints what was not read
    tables_only: bool = False  # of any of its documents nothing but tables was kept

    @cached_property
    def tables(self) -> tuple[FactTable, ...]:
        return tuple(grid.table for grid in self.grids if grid.table is not None)


def fact_table(document_id: str, bound: BoundTable, ordinal: int) -> FactTable:
    """``bound`` without its grid; the keys of a second table of its role begin with 表2."""
    captioned = bound.captioned
    grid, titles = captioned.grid, captioned.caption.titles
    head = grid.cell(min(captioned.caption.first_row, grid.row_count - 1), 0).place
    ends = [grid.cell(grid.row_count - 1, grid.column_count - 1).parts[-1].place]
    ends.extend(note.place for note in captioned.notes)
    unread_codes = tuple(_unread_codes(bound))
    return FactTable(
        document_id=document_id,
        role=bound.role,
        ordinal=ordinal,
        layout=bound.layout,
        title="".join(part.text for part in titles[-1:]).strip(),
        place=titles[-1].place if titles else grid.place,
        head_place=head,
        place_end=ends[-1],
        columns=tuple(
            FactColumn(
                column.field,
                column.side,
                " → ".join(map(key, column.head.labels)),
                column.position,
            )
            for column in bound.columns
        ),
        entries=bound.entries,
        unit=bound.unit,
        notes=captioned.notes,
        unknown_figures=bound.unknown_figures,
        unknown_parts=bound.unknown_parts,
        unknown_names=bound.unknown_names,
        column_numbers=column_numbers(grid, captioned.caption.first_row),
        row_numbers=tuple(_row_numbers(bound)),
        unread=tuple(_unread(bound)),
        without_unit=tuple(_unread(bound, "unknown_unit")),
        shared=tuple(_unread(bound, "merged")),
        unknown_unit=captioned.caption.unit if bound.unit is None else None,
        unread_codes=unread_codes,
        unnamed=unnamed_rows(bound, {code.row_key for code in unread_codes}),
        unknown_columns=tuple(_unknown_columns(bound)),
        head_slips=tuple(_head_slips(bound)),
        hidden_figures=bound.hidden_figures,
        left_figures=any(left.row is not None and is_figure(left.text) for left in bound.leftovers),
    )


def _unknown_columns(bound: BoundTable) -> Iterator[tuple[str, Place, bool]]:
    """The innermost head of every column whose cells are left as those of no known one, and
    whether it prints figures.

    The head is empty where nothing is printed over the column.
    """
    grid, first = bound.captioned.grid, bound.captioned.caption.first_row
    lefts = bound.leftovers
    positions = {left.column for left in lefts if left.reason == "unknown_column"}
    for column in sorted(position for position in positions if position is not None):
        own = (left for left in lefts if left.reason == "unknown_column" and left.column == column)
        figures = any(is_figure(left.text) for left in own)
        head = [grid.cell(row, column) for row in range(first, bound.body)]
        named = [cell for cell in head if cell.text.strip() and not is_figure(cell.text)]
        if named:
            yield named[-1].text.strip(), named[-1].place, figures
        elif bound.unknown_figures and head:
            yield "", head[0].place, figures


def _head_slips(bound: BoundTable) -> Iterator[tuple[str, str, Place]]:
    """Cells of a head that a page prints again otherwise: what they say, what the first one says."""
    grid, first = bound.captioned.grid, bound.captioned.caption.first_row
    for row in range(bound.body, grid.row_count):
        for cell, said in head_again(grid, first, bound.body, row) or ():
            yield cell.text.strip(), said, cell.place


def _unread(bound: BoundTable, reason: LeftoverReason = "not_a_figure") -> Iterator[UnreadFigure]:
    """Cells of columns of figures of which no fact could be made for that reason."""
    columns = {column.position: column for column in bound.columns if column.field in FIGURES}
    for column, left, row in _left_of(bound, columns, reason):
        yield UnreadFigure(row, column.side, column.field, left.text, left.place)
    if reason == "not_a_figure":
        yield from _unread(bound, "no_cached_value")
        yield from _run_together(bound, sorted(columns.values(), key=lambda each: each.position))


def _run_together(bound: BoundTable, columns: Sequence[BoundColumn]) -> Iterator[UnreadFigure]:
    """Rows whose name ends with an amount while their first amount is blank: 行政运行1028.34."""
    for entry in bound.entries:
        if AMOUNT_BEHIND_NAME.search(entry.label):
            first = next((each for each in columns if each.side == entry.side), None)
            if first is not None and first.field not in entry.figures:
                yield UnreadFigure(entry.key, entry.side, first.field, entry.label, entry.place)


def _unread_codes(bound: BoundTable) -> Iterator[UnreadCode]:
    """Cells of columns of codes that say something which is no code."""
    columns = {column.position: column for column in bound.columns if column.field in CODE_FIELDS}
    for _, left, row in _left_of(bound, columns, "unknown_row"):
        yield UnreadCode(row, left.text, left.place)


def _left_of(
    bound: BoundTable, columns: Mapping[int, BoundColumn], reason: LeftoverReason
) -> Iterator[tuple[BoundColumn, Leftover, str | None]]:
    """The cells of ``columns`` that are left for ``reason``, with the key of each of their rows."""
    grid = bound.captioned.grid
    rows = {(entry.place, entry.side): entry.key for entry in bound.entries}
    owners = {cell: entry.key for entry in bound.entries for cell in entry.cells}
    for left in bound.leftovers:
        if left.reason != reason or left.column is None or left.row is None:
            continue
        merged = grid.cell(left.row, left.column)
        high, wide = (merged.row_span, merged.column_span) if reason == "merged" else (1, 1)
        for number in range(left.row, left.row + high):
            printed = (cell for cell in grid.row(number) if cell.kind != "covered" or high == 1)
            places = [of_row(cell.place) for cell in printed]
            for column in filter(None, map(columns.get, range(left.column, left.column + wide))):
                row = next((rows[p, column.side] for p in places if (p, column.side) in rows), None)
                yield column, left, owners.get((left.row, left.column), row)


def _row_numbers(bound: BoundTable) -> Iterator[RowNumbers]:
    """Of the whole body: a row that prints its number and nothing else has one too."""
    captioned = bound.captioned
    grid = captioned.grid
    end = captioned.last_row + 1 if captioned.last_row >= 0 else grid.row_count
    for column in bound.columns:
        if column.field in ("row_no", "line_number"):
            cells = [grid.cell(row, column.position) for row in range(bound.body, end)]
            printed = ((read_row_number(cell.text), cell) for cell in cells)
            rows = tuple(NumberedRow(n, cell.place) for n, cell in printed if n is not None)
            preset = column.field == "line_number"
            yield RowNumbers(key(column.head.labels[-1]), preset, rows)
