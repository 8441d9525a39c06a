"""A disclosure as read -> its report."""

from collections.abc import Collection, Mapping

from yusuan.binding.bound import UNDERSTOOD
from yusuan.binding.explaining import REASONS
from yusuan.binding.statements import ReadGrid
from yusuan.checks.model import Result
from yusuan.checks.telling import gravest_first
from yusuan.conversion.disclosure import Disclosure, LaidOut
from yusuan.conversion.report import (
    ChecksReport,
    DocumentReport,
    LeftoverReport,
    Report,
    StatementReport,
    TableReport,
    ToldCheck,
    UnreadPage,
)
from yusuan.facts.keys import line_id
from yusuan.layouts.loading import load_layout
from yusuan.model import Row, Value
from yusuan.prose.stated import STATED_AMOUNTS
from yusuan.tables import TABLE_BY_NAME
from yusuan.tables.performance import PERFORMANCE_INDICATORS, PROJECTS
from yusuan.views.documents import Original, set_aside
from yusuan.views.lines import BUDGET_LINES

_PAGES = {"picture": "整页是图片，没有文字", "garbled": "文字层与印出的不符，不能采用"}
# What a grid can be without anything being lost: it says nothing that another does not.
_NOTHING_LOST = frozenset({"no_table", "hidden", *UNDERSTOOD})


def report_of(disclosure: Disclosure) -> Report:
    """What was read of a disclosure and what was not."""
    position = {original.id: i for i, original in enumerate(disclosure.originals)}
    return Report(
        tuple(document_report(original) for original in disclosure.originals),
        tuple(_statement(statement, position) for statement in disclosure.statements),
    )


def document_report(original: Original) -> DocumentReport:
    """The document and how far it could be read."""
    document = original.document
    if document is None:
        reason = original.failure or ""
        return DocumentReport(original.path, original.sha256, None, "failed", reason=reason)
    reason = set_aside(document)
    unread = tuple(
        UnreadPage(page.number, page.name, _PAGES[page.kind])
        for page in document.pages
        if page.kind in _PAGES
    )
    return DocumentReport(
        original.path,
        original.sha256,
        document.format,
        "partly" if reason else "read",
        pages=len(document.pages),
        unread_pages=unread,
        reason=reason,
        recognised_pages=document.recognised_pages,
        links=tuple(it.name for it in document.attachments if not it.held),
    )


def _statement(laid_out: LaidOut, position: Mapping[str, int]) -> StatementReport:
    reading, rows = laid_out.reading, laid_out.rows
    unverified = _unverified(rows)
    tables = tuple(
        _table(grid, position[grid.document_id], laid_out.disclosure_id, unverified)
        for grid in reading.grids
    )
    read_by = STATED_AMOUNTS.field_names.index("read_by")
    amounts = rows.get(STATED_AMOUNTS.name, ())
    results = laid_out.results
    return StatementReport(
        disclosure_id=laid_out.disclosure_id,
        statement=reading.statement,
        layout=reading.layout,
        layout_title=load_layout(reading.layout).title,
        tables=tables,
        figures=sum(table.figures for table in tables),
        stated_amounts=len(amounts),
        recognised_amounts=sum(row[read_by] == "ocr" for row in amounts),
        projects=len(rows.get(PROJECTS.name, ())),
        indicators=len(rows.get(PERFORMANCE_INDICATORS.name, ())),
        conflicts=tuple(conflict.say() for conflict in reading.conflicts),
        checks=ChecksReport(
            passed=sum(result.status == "pass" for result in results),
            not_applicable=sum(result.status == "not_applicable" for result in results),
            failed=tuple(map(_told, gravest_first(results))),
            not_comparable=tuple(
                _told(result) for result in results if result.status == "not_comparable"
            ),
        ),
        leftovers=tuple(
            LeftoverReport(
                position[placed.document_id],
                placed.leftover.grid,
                placed.leftover.text,
                placed.leftover.place,
                placed.leftover.reason,
            )
            for placed in laid_out.leftovers
        ),
    )


def _told(result: Result) -> ToldCheck:
    return ToldCheck(result.check_id, result.severity, result.message)


def _unverified(rows: Mapping[str, tuple[Row, ...]]) -> frozenset[Value]:
    """The ids of the figures that were recognised and that no sum confirms."""
    at, doubt = map(BUDGET_LINES.field_names.index, ("budget_line_id", "unverified"))
    return frozenset(row[at] for row in rows.get(BUDGET_LINES.name, ()) if row[doubt])


def _table(
    grid: ReadGrid, document: int, disclosure_id: str, unverified: Collection[Value]
) -> TableReport:
    captioned, table = grid.captioned, grid.table
    titles = captioned.caption.titles
    role = table.role if table is not None else None
    if table is None and grid.unbound in ("", "performance"):
        role = PERFORMANCE_INDICATORS.name
    return TableReport(
        document=document,
        number=captioned.number,
        role=role,
        role_title=_role_title(role) if role else "",
        title="".join(part.text for part in titles[-1:]).strip(),
        place=captioned.grid.place,
        rows=grid.row_count,
        figures=0
        if table is None
        else sum(bool(f.text.strip()) for entry in table.entries for f in entry.figures.values()),
        layout="" if table is None else table.layout,
        unit=None if table is None else table.unit,
        unbound="" if role else REASONS.get(grid.unbound, grid.unbound),
        aside=role is None and grid.unbound not in _NOTHING_LOST,
        unverified=0
        if table is None or not unverified
        else sum(
            line_id(disclosure_id, table.role, entry.key, entry.side, name) in unverified
            for entry in table.entries
            for name in entry.figures
        ),
    )


def _role_title(role: str) -> str:
    table = TABLE_BY_NAME.get(role)
    if table is not None:
        return table.resource.title
    return PERFORMANCE_INDICATORS.title if role == PERFORMANCE_INDICATORS.name else role
