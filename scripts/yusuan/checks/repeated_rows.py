"""Two rows directly below each other that print the same: one line read, or printed, twice."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Outcome, Statement
from yusuan.checks.table_evidence import ZERO, TableEvidence
from yusuan.evidence.places import PagePlace, Place, SheetPlace, TablePlace, say_several
from yusuan.facts.model import Entry
from yusuan.model import Side
from yusuan.tables.summaries import SIDES
from yusuan.tables.three_public import THREE_PUBLIC_TABLES

# Several projects, purchases or events may lawfully be alike.
_MAY_REPEAT = frozenset({
    "project_expenditure", "project_goals", "project_evaluations", "procurement", "purchased_services", "events",
})  # fmt: skip
_SIDES: tuple[Side | None, ...] = (None, *SIDES)
_WIDEST = 16  # items that one printed row holds side by side
_OF_THE_ROW = frozenset({"row_key", "row_no", "parent_key"})


def repeated(evidence: Evidence) -> Iterator[Outcome]:
    """No row prints what the row above it prints, unless a sum holds both."""
    for table in evidence.tables.values():
        if not any(entry.figures for entry in table.entries):
            continue
        found = [pair for side in _SIDES for pair in _pairs(table, side)]
        found = [pair for pair in found if not _held_by_a_sum(table, *pair)]
        if table.name in _MAY_REPEAT:
            found = [pair for pair in found if _once_too_often(table, pair[1])]
        for first, second in found:
            places = (first.place, second.place)
            yield Statement(
                "fail",
                f"{table.where(second)}与紧接其上的一行名称、编码和数字完全相同"
                f"{say_several(places)}，没有合计说明两行都应计入，同一行可能印了两次。",
                left=second.label,
                subject=second.label,
                right=first.label,
                places=places,
                cells=tuple(
                    operand.ref
                    for field in second.figures
                    if (operand := table.operand(second, field)) is not None and operand.ref
                ),
                absent="table",  # what tells the two rows apart
            )
        if not found:
            yield Statement(
                "pass",
                f"{table.title}没有重复的一行。",
                left=table.title,
                places=(table.table.place,),
            )


def _pairs(table: TableEvidence, side: Side | None) -> Iterator[tuple[Entry, Entry]]:
    """Each row, not all of it 0, that prints what the row above it prints, with that row.

    A printed row that holds several items makes several entries: they repeat as a whole.
    """
    rows = [entry for entry in table.entries if entry.side == side]
    said = [_said(entry) for entry in rows]
    widest = _WIDEST if table.name in THREE_PUBLIC_TABLES else 1
    for width in range(1, widest + 1):
        for start in range(len(rows) - 2 * width + 1):
            middle, end = start + width, start + 2 * width
            if said[start:middle] != said[middle:end] or not _below(rows, start, middle):
                continue
            filled = (at for at in range(start, middle) if _has_value(rows[at]))
            if (at := next(filled, None)) is not None:
                yield rows[at], rows[at + width]


def _said(entry: Entry) -> tuple[object, ...]:
    texts = tuple((name, value) for name, value in entry.texts.items() if name not in _OF_THE_ROW)
    figures = tuple((name, figure.text) for name, figure in entry.figures.items())
    return entry.label, entry.code, entry.unit_code, entry.unit_name, texts, figures


def _has_value(entry: Entry) -> bool:
    return any(figure.value for figure in entry.figures.values())


def _below(rows: Sequence[Entry], first: int, second: int) -> bool:
    """Whether the second stands in another printed row."""
    return _printed_row(rows[first].place) != _printed_row(rows[second].place)


def _printed_row(place: Place) -> object:
    if isinstance(place, PagePlace):
        return place.page, place.box and place.box.y0
    if isinstance(place, SheetPlace):
        return place.sheet, place.row
    if isinstance(place, TablePlace):
        return place.table, place.row
    return place


def _held_by_a_sum(table: TableEvidence, first: Entry, second: Entry) -> bool:
    """Whether a row that holds both is their sum, with those beside them."""
    if first.parent is None or first.parent != second.parent:
        return False
    whole = next((e for e in table.entries if e.key == first.parent and e.side == first.side), None)
    if whole is None:
        return False
    return any(
        figure.value and _agrees(whole, table.children(whole), name, figure.value)
        for name, figure in first.figures.items()
    )


def _once_too_often(table: TableEvidence, second: Entry) -> bool:
    """Whether what holds the second of the two is the sum of all others that it holds: its own
    parent, or the first or last row of a table that is all one list."""
    lists = [
        (whole, [e for e in table.entries if e is not whole])
        for whole in (table.entries[0], table.entries[-1])
    ]
    lists += [(e, [*table.children(e)]) for e in table.entries if e.key == second.parent]
    for whole, parts in lists:
        others = [e for e in parts if e is not second]
        for name, figure in second.figures.items():
            if (
                figure.value
                and _agrees(whole, others, name, figure.value)
                and not _agrees(whole, (*others, second), name, figure.value)
            ):
                return True
    return False


def _agrees(whole: Entry, parts: Sequence[Entry], name: str, repeated: Decimal) -> bool:
    """Whether the parts add up to the whole, nearer than by the figure that is printed twice."""
    printed = whole.figures.get(name)
    if printed is None or printed.value is None:
        return False
    held = (part.figures.get(name) for part in parts)
    added = sum((figure.value or ZERO for figure in held if figure is not None), ZERO)
    return abs(printed.value - added) < abs(repeated) / 2


CHECKS: tuple[Check, ...] = (
    Check(
        id="repeated-row",
        title="重复的一行",
        rule="各表中紧接的两行，名称、编码、单位和数字不完全相同（都是 0 或空白的除外）；"
        "有合计说明两行都应计入的除外。项目、采购、会议培训各表中同样的两行，"
        "只在少计一行才与合计相符时指出。",
        severity="warning",
        consequence="meaning",
        basis="公开表的格式；会计恒等式",
        family="within_table",
        evaluate=repeated,
    ),
)
