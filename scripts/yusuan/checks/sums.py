"""Sums of printed figures: a whole and its parts, in a row or in a column.

A blank part counts as 0 only where the whole is printed. Parts without their whole are no
sum; that the whole is missing is said instead. A part or a whole that cannot be read makes the sum
one that nobody can compare (``model``).
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from yusuan.checks.evidence import Evidence
from yusuan.checks.judging import adds_up
from yusuan.checks.model import Comparison, Outcome, Statement, not_comparable, not_due
from yusuan.checks.operands import Operand, legible
from yusuan.checks.table_evidence import TableEvidence
from yusuan.evidence.places import say_several
from yusuan.facts.model import Entry
from yusuan.model import Side


def whole_and_parts(
    where: str, name: str, whole: Operand | None, parts: Sequence[Operand]
) -> Outcome | None:
    """The comparison of a whole with its parts; None where neither is printed."""
    if whole is not None:
        return Comparison(where, (whole,), tuple(parts))
    places = tuple(part.place for part in parts)
    if not legible(parts):
        unread = [part for part in parts if part.unread]
        said = not_comparable(f"{where}：“{name}”没有印出数字，分项", unread, places)
        return said._replace(subject=name)
    total = sum((part.value for part in parts), Decimal(0))
    if not total:
        return None
    return Statement(
        "fail",
        f"{where}：“{name}”没有印出数字，而其分项相加为 {total:f} 万元{say_several(places)}。",
        left=f"{name} （空白）",
        right=" + ".join(f"{part.label} {part.text}" for part in parts),
        places=places,
        cells=tuple(part.ref for part in parts if part.ref),
        severity="warning",
        subject=name,
        right_places=tuple(part.place for part in parts),
        absent="table",
    )


def missing(evidence: Evidence, name: str, title: str) -> Statement | None:
    """Why a rule about the table ``name`` is not due, if it is absent or empty."""
    if name not in evidence.tables:
        return not_due(f"文件中没有{title}")
    if not evidence.tables[name].entries:
        return not_due(f"{evidence.tables[name].title}为空表")
    return None


def row_sums(
    evidence: Evidence,
    name: str,
    title: str,
    whole: str,
    parts: tuple[str, ...],
    side: Side | None = None,
) -> Iterator[Outcome]:
    """In each row of a table: the figure in ``whole`` is the sum of those in ``parts``."""
    if reason := missing(evidence, name, title):
        yield reason
        return
    table = evidence.tables[name]
    present = [part for part in parts if (part, side) in table.column_names]
    if (whole, side) not in table.column_names or not present:
        yield not_due(f"{table.title}没有分列这些栏目")
        return
    if table.table.unknown_figures:
        yield not_due(f"{table.title}有没有认出的金额栏，不能断定各栏之和")
        return
    for entry in table.entries:
        if entry.side != side or not table.prints_figures(entry):
            continue
        found = [op for part in present if (op := table.operand_or_unread(entry, part)) is not None]
        column = table.column_names[whole, side]
        outcome = whole_and_parts(
            table.where(entry), column, table.operand_or_unread(entry, whole), found
        )
        if outcome is not None:
            yield outcome


def parts_beside(
    table: TableEvidence,
    whole: str,
    parts: tuple[str, ...],
    beside: tuple[str, ...],
    side: Side | None = None,
) -> tuple[str, ...]:
    """``parts``, with ``beside`` where more rows add up with them than without.

    Money of earlier years or from above stands beside the year's own in one form (total = year +
    carry-over) and within it in another (其中：上年结转): the heads alone do not tell.
    """
    rows = [entry for entry in table.entries if entry.side == side and whole in entry.figures]

    def held(columns: tuple[str, ...]) -> int:
        return sum(
            adds_up(printed, found)
            for entry in rows
            if (printed := table.operand(entry, whole)) is not None
            and (found := [op for part in columns if (op := table.operand(entry, part))])
        )

    with_them = (*parts, *beside)
    return with_them if beside and held(with_them) > held(parts) else parts


def column_sums(table: TableEvidence, whole: Entry, parts: Sequence[Entry]) -> Iterator[Outcome]:
    """Every column of amounts: the figure of the row ``whole`` is the sum of those of ``parts``."""
    for field in table.amount_fields(whole.side):
        if outcome := column_sum(table, field, whole, parts):
            yield outcome


def column_sum(
    table: TableEvidence,
    field: str,
    whole: Entry,
    parts: Iterable[Entry],
    *,
    required: bool = True,
) -> Outcome | None:
    """One column: the figure of the row ``whole`` is the sum of those of ``parts``.

    None where the table has no such column.
    """
    if (field, whole.side) not in table.column_names:
        return None
    printed = table.operand_or_unread(whole, field, _label(whole))
    found = [
        op
        for part in parts
        if (op := table.operand_or_unread(part, field, _label(part))) is not None
    ]
    if printed is None and not required:
        return None
    column = table.column_names[field, whole.side]
    where = f"{table.where(whole)}的“{column}”栏"
    return whole_and_parts(where, _label(whole), printed, found)


def _label(entry: Entry) -> str:
    return f"{entry.code} {entry.label}" if entry.code else entry.label
