"""The documents of one disclosure -> all rows that they yield: a pure function of what was read.

A disclosure's documents may hold several statements (部门 and 本级); each is a disclosure of its
own in the package.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import cast

from yusuan.binding.model import Leftover
from yusuan.binding.notes import note_paragraphs
from yusuan.binding.performance.rows import performance_rows
from yusuan.binding.statements import PlacedLeftover, Reading
from yusuan.checks.catalogue import run_checks
from yusuan.checks.gathering import evidence_of
from yusuan.checks.model import Result
from yusuan.checks.resource import CHECK_RESULTS, check_rows
from yusuan.conversion.interpreting import interpret
from yusuan.declared.resources import RESOURCE_BY_NAME
from yusuan.evidence.places import PagePlace
from yusuan.facts import identity
from yusuan.facts.model import Statement, StatementKind
from yusuan.facts.tables import FactTable
from yusuan.model import LineKind, Row, SectionParagraph, Value
from yusuan.prose.glossary import GLOSSARY, glossary_rows
from yusuan.prose.goals import (
    DEPARTMENT_GOALS,
    GOAL_EXECUTION,
    GOAL_INDICATORS,
    goal_rows,
    next_goal,
)
from yusuan.prose.money.model import UnreadMoney
from yusuan.prose.narrative import NARRATIVE, narrative_rows
from yusuan.prose.noted import TableNote, noted_amounts
from yusuan.prose.placed import placed_amounts
from yusuan.prose.stated import STATED_AMOUNTS, amount_rows, place_at, unread_amounts
from yusuan.registers.classifications import PrintedCode, coded_names, codes_in_prose
from yusuan.sources.acknowledged import Acknowledgement, relocated, stale_results
from yusuan.tables import TABLE_BY_NAME
from yusuan.tables.performance import (
    DEPARTMENT_TASKS,
    PERFORMANCE_INDICATORS,
    PROJECT_EXECUTION,
    PROJECTS,
)
from yusuan.views.documents import DOCUMENTS, Original, document_row
from yusuan.views.fitting import fitting_rows
from yusuan.views.lines import BUDGET_LINES, line_rows
from yusuan.views.published import DISCLOSURES, PUBLISHED_TABLES, published_tables
from yusuan.views.published_cells import PUBLISHED_CELLS, UNPLACED_CELLS, cell_rows, leftover_rows
from yusuan.views.source_lines import SOURCE_LINES, source_line_rows


@dataclass(frozen=True, slots=True)
class Description:
    """What the documents do not say themselves, and somebody wrote down; None: nobody did."""

    title: str | None = None
    publisher: str | None = None
    division_code: str | None = None
    division_name: str | None = None
    kind: StatementKind | None = None
    url: str | None = None
    published: date | None = None
    retrieved: date | None = None
    added: date | None = None
    revision: int = 1
    organisation_id: str | None = None
    acknowledged: tuple[Acknowledgement, ...] = ()


@dataclass(frozen=True)
class LaidOut:
    """One statement's rows by resource, and what the report tells of it."""

    disclosure_id: str
    reading: Reading
    results: tuple[Result, ...]
    leftovers: tuple[PlacedLeftover, ...]
    rows: Mapping[str, tuple[Row, ...]]
    codes: Mapping[str, tuple[PrintedCode, ...]]

    @property
    def title(self) -> str:
        """The title of the disclosure: as described, else put together of what it tells."""
        at = DISCLOSURES.field_names.index("title")
        return str(self.rows[DISCLOSURES.name][0][at])


@dataclass(frozen=True)
class Disclosure:
    """Everything that the documents of one disclosure yield."""

    originals: tuple[Original, ...]
    statements: tuple[LaidOut, ...]
    document_rows: tuple[Row, ...] = field(default=())

    @cached_property
    def rows(self) -> Mapping[str, tuple[Row, ...]]:
        """Every row by resource: the documents' and every statement's."""
        found: dict[str, list[Row]] = {DOCUMENTS.name: list(self.document_rows)}
        for statement in self.statements:
            for name, rows in statement.rows.items():
                found.setdefault(name, []).extend(rows)
        return {name: tuple(rows) for name, rows in found.items()}

    @cached_property
    def codes(self) -> Mapping[str, tuple[PrintedCode, ...]]:
        """The printed classification codes of every statement, by kind."""
        found: dict[str, list[PrintedCode]] = {}
        for statement in self.statements:
            for kind, printed in statement.codes.items():
                found.setdefault(kind, []).extend(printed)
        return {kind: tuple(printed) for kind, printed in found.items()}

    @cached_property
    def kinds(self) -> Mapping[LineKind, int]:
        """How many lines of each kind the texts have."""
        at = SOURCE_LINES.field_names.index("line_kind")
        rows = self.rows.get(SOURCE_LINES.name, ())
        return Counter(cast("LineKind", row[at]) for row in rows)


def lay_out(
    originals: Sequence[Original],
    description: Description,
    layout: str | None = None,
    *,
    taken: Collection[str] = (),
) -> Disclosure:
    """Interpret what was read, check it, and lay it out in rows.

    ``layout`` forces a family of layouts; ``taken`` are ids of others. A document that could not be read is a row of
    ``documents`` with its reason. Raises PlaceError where the prose has more amounts than
    ``amounts.MAXIMUM_AMOUNTS``, and for nothing else that a document says.
    """
    read = [original.document for original in originals if original.document is not None]
    interpreted = interpret(read, description.kind, layout)
    statements: list[LaidOut] = []
    for reading in interpreted.readings:
        known = {*taken, *(each.disclosure_id for each in statements)}
        found = _statement(reading, description, known)
        statements.append(found)
    ids_of = {
        original.id: [
            each.disclosure_id for each in statements if original.id in each.reading.document_ids
        ]
        for original in originals
    }
    by_id = {statement.disclosure_id: statement.reading for statement in statements}
    lines: list[Row] = []
    for original in originals:
        document = original.document
        if document is not None and document.lines and ids_of[original.id]:
            own = {each: by_id[each] for each in ids_of[original.id]}
            stitched = interpreted.stitched[original.id]
            lines.extend(source_line_rows(own, document, stitched))
    if statements and lines:
        first = statements[0]
        rows = {**first.rows, SOURCE_LINES.name: tuple(lines)}
        statements[0] = LaidOut(
            first.disclosure_id, first.reading, first.results, first.leftovers, rows, first.codes
        )
    return Disclosure(
        tuple(originals),
        tuple(statements),
        tuple(document_row(original, ids_of[original.id]) for original in originals),
    )


def _statement(reading: Reading, described: Description, taken: set[str]) -> LaidOut:
    statement = reading.statement
    organisation_id = described.organisation_id or identity.organisation_id(
        described.division_code, statement
    )
    own_id = disclosure_id = identity.disclosure_id(organisation_id, statement)
    count = 2
    while disclosure_id in taken:  # two statements of which the document tells no difference
        disclosure_id = f"{own_id}-p{count}"
        count += 1
    year = statement.fiscal_year
    facts: dict[str, Value] = {
        "disclosure_id": disclosure_id,
        "fiscal_year": year,
        "kind": statement.kind,
        "division_code": described.division_code,
        "division_name": described.division_name,
        "department_code": statement.organisation_code,
        "department_name": statement.organisation_name,
    }
    published = published_tables(disclosure_id, reading)
    rows: dict[str, tuple[Row, ...]] = {
        DISCLOSURES.name: (_disclosure_row(reading, described, organisation_id, facts),),
        PUBLISHED_TABLES.name: published.rows,
        NARRATIVE.name: tuple(narrative_rows(disclosure_id, reading.prose)),
        GLOSSARY.name: tuple(glossary_rows(disclosure_id, reading.prose)),
    }
    codes: dict[str, list[PrintedCode]] = {"function": [], "economic": []}
    wide: dict[str, list[Row]] = {}
    for table in reading.tables:
        wide.setdefault(table.role, []).extend(_wide_rows(disclosure_id, table))
        for kind, printed in codes.items():
            printed.extend(
                PrintedCode(year, code, name, disclosure_id, table.document_id, str(place))
                for code, name, place in coded_names(table.entries, kind)
            )
    rows |= {name: tuple(found) for name, found in wide.items()}
    rows[PUBLISHED_CELLS.name] = tuple(
        row
        for grid in reading.grids
        for row in cell_rows(
            disclosure_id,
            grid.document_id,
            published.numbers[grid.document_id, grid.captioned.number],
            grid.captioned,
            grid.table,
            grid.body,
        )
    )
    goals, goal_indicators = goal_rows(disclosure_id, year, reading.prose)
    performance = performance_rows(reading.performance, disclosure_id, year, next_goal(goals))
    rows[PROJECTS.name] = performance.projects
    rows[PERFORMANCE_INDICATORS.name] = performance.indicators
    rows[DEPARTMENT_GOALS.name] = (*goals, *performance.goals)
    rows[DEPARTMENT_TASKS.name] = performance.tasks
    rows[PROJECT_EXECUTION.name] = performance.project_execution
    rows[GOAL_EXECUTION.name] = performance.goal_execution
    rows[GOAL_INDICATORS.name] = (*goal_indicators, *performance.goal_indicators)
    functions = ((code.code, code.name) for code in codes["function"])
    amounts = tuple(placed_amounts(year, reading.prose))
    noted = tuple(noted_amounts(year, _notes(reading, published.numbers)))
    rows[STATED_AMOUNTS.name] = tuple(amount_rows(disclosure_id, (*amounts, *noted), functions))
    names = STATED_AMOUNTS.field_names
    stated = [dict(zip(names, row, strict=True)) for row in rows[STATED_AMOUNTS.name]]
    for kind, printed in codes.items():
        printed.extend(codes_in_prose(stated, kind, year))
    unfit: list[PlacedLeftover] = []
    for name, found in rows.items():
        rows[name], more = fitting_rows(RESOURCE_BY_NAME[name], found)
        unfit.extend(more)
    unread = tuple(unread_amounts(amounts))
    results = run_checks(evidence_of(disclosure_id, reading, rows, unread))
    confirmed = {
        cell.budget_line_id(disclosure_id)
        for result in results
        if result.confirms
        for cell in result.cells
    }
    lines = (row for table in reading.tables for row in line_rows(table, facts, confirmed))
    rows[BUDGET_LINES.name], more = fitting_rows(BUDGET_LINES, lines)
    leftovers = (
        *reading.leftovers,
        *(_left_over(part, found) for part, found in (*unread, *unread_amounts(noted))),
        *unfit,
        *more,
    )
    rows[UNPLACED_CELLS.name] = tuple(
        leftover_rows(
            disclosure_id,
            (
                (
                    placed.document_id,
                    published.numbers.get((placed.document_id, placed.leftover.grid or 0)),
                    placed.leftover,
                )
                for placed in leftovers
            ),
        )
    )
    moved = relocated(results, described.acknowledged)
    results = (*results, *stale_results(results, described.acknowledged, moved))
    known = (*described.acknowledged, *(moved.entries if moved else ()))
    rows[CHECK_RESULTS.name] = tuple(check_rows(disclosure_id, results, known))
    return LaidOut(
        disclosure_id,
        reading,
        results,
        tuple(leftovers),
        rows,
        {kind: tuple(printed) for kind, printed in codes.items()},
    )


def _wide_rows(disclosure_id: str, table: FactTable) -> Iterator[Row]:
    resource = TABLE_BY_NAME[table.role].resource
    names = set(resource.field_names)
    for entry in table.entries:
        yield resource.row(
            {
                "disclosure_id": disclosure_id,
                **{name: value for name, value in entry.texts.items() if name in names},
                **{name: figure.value for name, figure in entry.figures.items()},
                "document_id": table.document_id,
                "place": str(entry.place),
                "place_end": str(entry.place_end),
            }
        )


def _notes(reading: Reading, numbers: Mapping[tuple[str, int], int]) -> Iterator[TableNote]:
    for grid in reading.grids:
        number = numbers[grid.document_id, grid.captioned.number]
        for lines in note_paragraphs(grid.captioned.notes):
            pages = {line.place.page for line in lines if isinstance(line.place, PagePlace)}
            recognised = not pages.isdisjoint(reading.recognised_pages)
            yield TableNote(number, grid.document_id, lines, "ocr" if recognised else "text")


def _left_over(part: SectionParagraph, found: UnreadMoney) -> PlacedLeftover:
    """What looks like an amount in the prose and could not be read with certainty."""
    place = place_at(part, found.start)
    left = Leftover(0, None, None, None, found.text, place, "prose_amount")
    return PlacedLeftover(part.document_id, left)


_KIND_TITLES = {"budget": "预算", "final_accounts": "决算", None: "预算决算"}
_SCOPE_TITLES = {"department": "部门", "unit": "单位", None: ""}


def _title(statement: Statement) -> str:
    """What the disclosure is, put together of what it tells: 某某局2026年部门预算."""
    year = "" if statement.fiscal_year is None else f"{statement.fiscal_year}年"
    what = f"{_SCOPE_TITLES[statement.scope]}{_KIND_TITLES[statement.kind]}"
    return f"{statement.organisation_name or '未写明的机构'}{year}{what}公开"


def _disclosure_row(
    reading: Reading, described: Description, organisation_id: str, facts: Mapping[str, Value]
) -> Row:
    statement, place = reading.statement, reading.statement_place
    return DISCLOSURES.row(
        {
            **facts,
            "organisation_id": organisation_id,
            "scope": statement.scope,
            "revision": statement.revision,
            "title": described.title or _title(statement),
            "publisher": described.publisher,
            "url": described.url,
            "published": described.published,
            "retrieved": described.retrieved,
            "added": described.added,
            "document_id": reading.document_ids[0],
            "place": None if place is None else str(place),
        }
    )
