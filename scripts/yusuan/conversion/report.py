"""What reading a disclosure found, in a form that is printed and written as ``report.json``.

Nothing here knows formats, layouts or readers: ``pipeline`` fills it, ``commands`` print it.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from yusuan.binding.model import LeftoverReason
from yusuan.checks.model import STATUS_TITLES, Severity, Status
from yusuan.evidence.places import Place
from yusuan.facts.model import Statement

DocumentStatus = Literal["read", "partly", "failed"]
_EXAMPLES = 5


class UnreadPage(NamedTuple):
    """A page of which nothing could be read, 1-based; ``name`` is that of a sheet."""

    number: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """A document and how far it could be read; ``reason`` says in Chinese why not further.

    ``pages`` counts pages or sheets, 0 without any; ``format`` is None if nothing could be read.
    ``recognised_pages`` are those whose text was recognised in a picture.
    ``links`` names the documents that a web page links to, which are no part of it.
    ``fault`` where the reason is a fault of this program.
    """

    name: str
    sha256: str
    format: str | None
    status: DocumentStatus
    pages: int = 0
    unread_pages: tuple[UnreadPage, ...] = ()
    reason: str = ""
    fault: bool = False
    recognised_pages: tuple[int, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableReport:
    """A grid of the document numbered ``document`` (0-based), the ``number``-th in it.

    ``role`` is None for a grid that no layout claims; ``unbound`` says in Chinese why, and
    ``aside`` whether that leaves something unread. ``title`` is as printed. ``unverified`` counts
    the figures that were recognised and that no sum confirms.
    """

    document: int
    number: int
    role: str | None
    role_title: str
    title: str
    place: Place
    rows: int
    figures: int = 0
    layout: str = ""
    unit: str | None = None
    unbound: str = ""
    aside: bool = False
    unverified: int = 0


class LeftoverReport(NamedTuple):
    """Printed text that was not understood; ``table`` is the number of its grid, if any."""

    document: int
    table: int | None
    text: str
    place: Place
    reason: LeftoverReason


class ToldCheck(NamedTuple):
    """A result that disagrees, or one that nobody can compare."""

    check_id: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class ChecksReport:
    """How many results there are of each kind; every failed one, the gravest first, and every one
    that cannot be compared."""

    passed: int = 0
    not_applicable: int = 0
    failed: tuple[ToldCheck, ...] = ()
    not_comparable: tuple[ToldCheck, ...] = ()

    @property
    def counts(self) -> dict[Status, int]:
        """By status, in the order in which they are told."""
        found = {
            "pass": self.passed,
            "fail": len(self.failed),
            "not_comparable": len(self.not_comparable),
            "not_applicable": self.not_applicable,
        }
        return {status: found[status] for status in STATUS_TITLES}


@dataclass(frozen=True, slots=True)
class StatementReport:
    """Whose figures, and what was and was not understood of them.

    ``figures`` counts the figures placed in tables, ``stated_amounts`` those read out of prose,
    ``recognised_amounts`` those of them that were recognised in a picture.
    """

    disclosure_id: str
    statement: Statement
    layout: str
    layout_title: str
    tables: tuple[TableReport, ...] = ()
    figures: int = 0
    stated_amounts: int = 0
    recognised_amounts: int = 0
    projects: int = 0
    indicators: int = 0
    checks: ChecksReport = ChecksReport()
    leftovers: tuple[LeftoverReport, ...] = ()
    conflicts: tuple[str, ...] = ()  # where the documents contradict the statement as read

    @property
    def unverified(self) -> int:
        """How many figures of its tables were recognised and are confirmed by no sum."""
        return sum(table.unverified for table in self.tables)

    @property
    def is_empty(self) -> bool:
        """Whether neither a table nor an amount was found."""
        known = any(table.role is not None for table in self.tables)
        return not (known or self.figures or self.stated_amounts or self.indicators)

    def leftovers_by_reason(self) -> dict[LeftoverReason, list[LeftoverReport]]:
        """The most frequent reason first."""
        counts = Counter(left.reason for left in self.leftovers)
        return {
            reason: [left for left in self.leftovers if left.reason == reason]
            for reason, _ in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
        }


@dataclass(frozen=True, slots=True)
class Report:
    """One disclosure: its documents, and the statements that they hold."""

    documents: tuple[DocumentReport, ...]
    statements: tuple[StatementReport, ...] = ()

    @property
    def status(self) -> DocumentStatus:
        """``failed`` if nothing was read, ``partly`` if anything was set aside."""
        if all(each.is_empty for each in self.statements):
            return "failed"
        aside = any(document.status != "read" for document in self.documents)
        unbound = any(table.aside for each in self.statements for table in each.tables)
        return "partly" if aside or unbound else "read"

    @property
    def fault(self) -> bool:
        return any(document.fault for document in self.documents)


def report_json(reports: Sequence[Report]) -> bytes:
    """``report.json``: the same reports give the same bytes."""
    content = {"reports": [_report(report) for report in reports]}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _report(report: Report) -> dict[str, Any]:
    return {
        "status": report.status,
        "documents": [_document(document) for document in report.documents],
        "statements": [_statement(statement) for statement in report.statements],
    }


def _statement(report: StatementReport) -> dict[str, Any]:
    statement = report.statement
    return {
        "disclosure_id": report.disclosure_id,
        "organisation_name": statement.organisation_name,
        "organisation_code": statement.organisation_code,
        "fiscal_year": statement.fiscal_year,
        "kind": statement.kind,
        "scope": statement.scope,
        "revision": statement.revision,
        "layout": report.layout,
        "conflicts": list(report.conflicts),
        "tables": [_table(table) for table in report.tables],
        "figures": report.figures,
        "unverified": report.unverified,
        "stated_amounts": report.stated_amounts,
        "recognised_amounts": report.recognised_amounts,
        "projects": report.projects,
        "performance_indicators": report.indicators,
        "checks": {
            **report.checks.counts,
            "failed": [failed._asdict() for failed in report.checks.failed],
            "cannot_be_compared": [told._asdict() for told in report.checks.not_comparable],
        },
        "leftovers": {
            reason: {
                "count": len(found),
                "examples": [
                    {"text": left.text, "place": str(left.place), "document": left.document}
                    for left in found[:_EXAMPLES]
                ],
            }
            for reason, found in report.leftovers_by_reason().items()
        },
    }


def _document(document: DocumentReport) -> dict[str, Any]:
    return {
        "name": document.name,
        "sha256": document.sha256,
        "format": document.format,
        "status": document.status,
        "reason": document.reason or None,
        "pages": document.pages,
        "unread_pages": [page._asdict() for page in document.unread_pages],
        "recognised_pages": list(document.recognised_pages),
        "links": list(document.links),
    }


def _table(table: TableReport) -> dict[str, Any]:
    return {
        "document": table.document,
        "number": table.number,
        "role": table.role,
        "title": table.title or None,
        "place": str(table.place),
        "unit": table.unit,
        "rows": table.rows,
        "figures": table.figures,
        "unverified": table.unverified,
        "unbound": table.unbound or None,
    }
