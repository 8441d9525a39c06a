"""One source folder -> all rows that it yields: a pure function of its bytes."""

from collections.abc import Mapping
from dataclasses import dataclass

from yusuan.acknowledged import stale_results
from yusuan.checks import run_checks
from yusuan.checks.evidence import evidence_of
from yusuan.checks.resource import CHECK_RESULTS, check_rows
from yusuan.classifications import PrintedCode, coded_names
from yusuan.documents import DOCUMENTS, text_row
from yusuan.errors import PlaceError, YusuanError
from yusuan.facts import identity
from yusuan.facts.model import Entry, Statement
from yusuan.lines import BUDGET_LINES, line_rows
from yusuan.model import Document, LineKind, Row, Value
from yusuan.prose.amounts import STATED_AMOUNTS, amount_rows
from yusuan.prose.glossary import GLOSSARY, glossary_rows
from yusuan.prose.goals import DEPARTMENT_GOALS, GOAL_INDICATORS, goal_rows
from yusuan.prose.narrative import NARRATIVE, narrative_rows
from yusuan.published import DISCLOSURES, PUBLISHED_TABLES, published_table_rows, table_numbers
from yusuan.published_cells import PUBLISHED_CELLS, cell_rows
from yusuan.readers import read_document
from yusuan.recognise import Recognised, recognise
from yusuan.source_lines import SOURCE_LINES, source_line_rows
from yusuan.sources import Source, path_in_package
from yusuan.tables.performance import PERFORMANCE_INDICATORS, PROJECTS, number_of, project_rows


@dataclass(frozen=True)
class Converted:
    """All rows of one disclosure, by resource, and what became of each line."""

    disclosure_id: str
    rows: Mapping[str, tuple[Row, ...]]
    codes: Mapping[str, tuple[PrintedCode, ...]]
    line_count: int
    kinds: Mapping[LineKind, int]


def convert_source(source: Source) -> Converted:
    """Read, recognise and lay out one disclosure.

    Raises YusuanError, naming file, line and text, for anything that cannot be placed.
    """
    listed = source.documents[0]
    document = read_document(listed.path, listed.content)
    try:
        recognised = recognise(document)
        return _lay_out(source, recognised, document)
    except PlaceError as error:
        raise error.in_file(listed.path) from None
    except YusuanError as error:
        raise YusuanError(
            error.message, file=listed.path, place=error.place, text=error.text, hint=error.hint
        ) from None


def statement_of(source: Source, recognised: Recognised) -> Statement:
    """Whose figures these are: what the text says, and the kind that the description says."""
    return Statement(
        organisation_name=recognised.department_name,
        organisation_code=recognised.department_code,
        fiscal_year=recognised.fiscal_year,
        kind=source.kind,
    )


def _lay_out(source: Source, recognised: Recognised, document: Document) -> Converted:
    statement = statement_of(source, recognised)
    disclosure_id = identity.disclosure_id(source.division_code, statement)
    year = recognised.fiscal_year
    facts: dict[str, Value] = {
        "disclosure_id": disclosure_id,
        "fiscal_year": year,
        "kind": statement.kind,
        "division_code": source.division_code,
        "division_name": source.division_name,
        "department_code": recognised.department_code,
        "department_name": recognised.department_name,
    }
    rows: dict[str, tuple[Row, ...]] = {}
    codes: dict[str, list[PrintedCode]] = {"function": [], "economic": []}
    lines: list[Row] = []
    entries_of: dict[str, tuple[Entry, ...]] = {}
    for table in recognised.tables:
        entries = tuple(table.declaration.entries(table))
        resource = table.declaration.resource
        entries_of[resource.name] = entries
        rows[resource.name] = tuple(
            resource.row(
                {
                    "disclosure_id": disclosure_id,
                    **entry.texts,
                    **{name: figure.value for name, figure in entry.figures.items()},
                    "document_id": table.document_id,
                    "place": str(entry.place),
                    "place_end": str(entry.place_end),
                }
            )
            for entry in entries
        )
        lines.extend(line_rows(table, entries, facts))
        for kind, printed in codes.items():
            printed.extend(
                PrintedCode(year, code, name, disclosure_id, table.document_id, place)
                for code, name, place in coded_names(entries, kind)
            )
    projects = [
        project_rows(table, place, disclosure_id, year)
        for place, table in enumerate(recognised.projects, start=1)
    ]
    _check_numbers(recognised, [project for project, _ in projects])
    goals, goal_indicators = goal_rows(disclosure_id, year, recognised.prose)
    rows |= {
        DISCLOSURES.name: (_disclosure_row(source, recognised, statement, facts),),
        DOCUMENTS.name: (
            text_row(
                document,
                disclosure_id,
                path_in_package(source, source.documents[0]),
                len(source.documents[0].content),
            ),
        ),
        PUBLISHED_TABLES.name: tuple(published_table_rows(disclosure_id, recognised)),
        PROJECTS.name: tuple(project for project, _ in projects),
        PERFORMANCE_INDICATORS.name: tuple(row for _, found in projects for row in found),
        DEPARTMENT_GOALS.name: goals,
        GOAL_INDICATORS.name: goal_indicators,
        STATED_AMOUNTS.name: tuple(amount_rows(disclosure_id, year, recognised.prose)),
        NARRATIVE.name: tuple(narrative_rows(disclosure_id, recognised.prose)),
        GLOSSARY.name: tuple(glossary_rows(disclosure_id, recognised.prose)),
        BUDGET_LINES.name: tuple(lines),
    }
    numbers = table_numbers(rows[PUBLISHED_TABLES.name])
    rows[PUBLISHED_CELLS.name] = tuple(
        row
        for table in recognised.tables
        for row in cell_rows(
            disclosure_id,
            numbers[str(table.title.place)],
            table,
            entries_of[table.declaration.name],
        )
    )
    rows[SOURCE_LINES.name] = tuple(
        source_line_rows(
            disclosure_id,
            document,
            recognised,
            entries_of,
            numbers,
            [number_of(project) for project, _ in projects],
        )
    )
    results = run_checks(evidence_of(disclosure_id, document, recognised, entries_of, rows))
    results = (*results, *stale_results(results, source.acknowledged))
    rows[CHECK_RESULTS.name] = tuple(check_rows(disclosure_id, results, source.acknowledged))
    line_count = len(document.lines)
    return Converted(
        disclosure_id=disclosure_id,
        rows=rows,
        codes={kind: tuple(printed) for kind, printed in codes.items()},
        line_count=line_count,
        kinds=recognised.count_kinds(line_count),
    )


def _check_numbers(recognised: Recognised, projects: list[Row]) -> None:
    """A project's number is its key: two projects may not bear the same one."""
    seen: set[int] = set()
    for table, project in zip(recognised.projects, projects, strict=True):
        number = number_of(project)
        if number in seen:
            raise PlaceError(
                table.title.place,
                f"项目编号 {number} 出现了两次",
                table.title.text,
                "请对照原件核对编号",
            )
        seen.add(number)


def _disclosure_row(
    source: Source, recognised: Recognised, statement: Statement, facts: Mapping[str, Value]
) -> Row:
    listed = source.documents[0]
    return DISCLOSURES.row(
        {
            **facts,
            "organisation_id": identity.organisation_id(source.division_code, statement),
            "scope": statement.scope,
            "revision": statement.revision,
            "title": source.title,
            "publisher": source.publisher,
            "url": listed.url,
            "published": listed.published,
            "retrieved": listed.retrieved,
            "document_id": recognised.document_id,
            "place": str(recognised.department_place),
        }
    )
