"""A disclosure laid out, as the text of its rows and what is told of it."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from yusuan.conversion.disclosure import Disclosure, LaidOut
from yusuan.conversion.encoded import Encoded, Summary
from yusuan.declared.csv_text import csv_texts
from yusuan.declared.resources import RESOURCE_BY_NAME
from yusuan.model import Value
from yusuan.registers.organisations import NamedOrganisation, units_of
from yusuan.views.published import DISCLOSURES


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
        organisations=tuple(named for each in statements for named in _organisations(each)),
        divisions={code: name for each in statements for code, name in _division(each)},
        files=files,
    )
    tables = {
        name: tuple(csv_texts(RESOURCE_BY_NAME[name], rows))
        for name, rows in disclosure.rows.items()
        if rows
    }
    return Encoded(summary, tables)


def _facts(statement: LaidOut) -> Mapping[str, Value]:
    return dict(zip(DISCLOSURES.field_names, statement.rows[DISCLOSURES.name][0], strict=True))


def _organisations(statement: LaidOut) -> Iterator[NamedOrganisation]:
    """Whose statement it is, and the units that its tables name."""
    facts, known = _facts(statement), statement.reading.statement
    owner = NamedOrganisation(
        str(facts["organisation_id"]),
        known.organisation_name,
        _text(facts["division_code"]),
        known.organisation_code,
        known.fiscal_year,
        statement.disclosure_id,
        str(facts["document_id"]),
        _text(facts["place"]),
    )
    yield owner
    if known.scope != "unit":
        yield from units_of(owner, statement.reading.tables)


def _division(statement: LaidOut) -> Iterator[tuple[str, str | None]]:
    facts = _facts(statement)
    if (code := _text(facts["division_code"])) is not None:
        yield code, _text(facts["division_name"])


def _text(value: Value) -> str | None:
    return None if value is None else str(value)
