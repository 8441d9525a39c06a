"""What is kept of a disclosure once it is converted: the text of its rows, and what is told of it.

Small enough to hand from one process to another, and to forget once it is written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from yusuan.classifications import PrintedCode
from yusuan.csv_text import CsvText, csv_text
from yusuan.disclosure import Disclosure
from yusuan.model import LineKind
from yusuan.resources import RESOURCE_BY_NAME


@dataclass(frozen=True, slots=True)
class Summary:
    """What is told of a source folder."""

    folder: str
    disclosure_ids: tuple[str, ...]
    document_ids: tuple[str, ...]
    title: str
    row_count: int
    unplaced: int
    kinds: Mapping[LineKind, int]
    codes: Mapping[str, tuple[PrintedCode, ...]]
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A disclosure's rows as CSV text, by resource, and its summary."""

    summary: Summary
    tables: Mapping[str, CsvText]


def encode(disclosure: Disclosure, folder: str = "", files: tuple[Path, ...] = ()) -> Encoded:
    """A pure function; ``folder`` and ``files`` are where the disclosure comes from."""
    statements = disclosure.statements
    summary = Summary(
        folder=folder,
        disclosure_ids=tuple(statement.disclosure_id for statement in statements),
        document_ids=tuple(original.id for original in disclosure.originals),
        title=statements[0].title if statements else "",
        row_count=sum(len(rows) for s in statements for rows in s.rows.values()),
        unplaced=sum(len(s.leftovers) for s in statements),
        kinds=disclosure.kinds,
        codes=disclosure.codes,
        files=files,
    )
    tables = {
        name: csv_text(RESOURCE_BY_NAME[name], rows)
        for name, rows in disclosure.rows.items()
        if rows
    }
    return Encoded(summary, tables)
