"""Sums of tables with economic items over their columns: each figure is a row of its own there.

Along a printed row a class (工资福利支出 → 小计) is the sum of its items, and 合计 that of the
classes; down a column a class of the functional classification is the sum of its sections.
Which labels divide which is told by the head alone. So a kind of sum is due where most of those that
could be made hold: where most do not, the labels are of something else.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from yusuan.checks.evidence import Evidence
from yusuan.checks.judging import adds_up
from yusuan.checks.model import Check, Comparison, Outcome, not_due
from yusuan.checks.operands import Operand
from yusuan.checks.table_evidence import TableEvidence
from yusuan.facts.keys import TOTALS
from yusuan.facts.model import Entry
from yusuan.printed.text import name_key

_TABLE, _FIELD, _ARROW = "economic_items", "total", " → "
_WHOLES = TOTALS | {"小计"}
_CLASS, _SECTION, _ITEM = 3, 5, 7  # digits of a functional code

Path = tuple[str, ...]
Row = dict[Path, Operand]


class _PrintedRow(NamedTuple):
    """What one printed row says: by the labels over it, each of its figures."""

    code: str
    label: str
    figures: Row


def sums_of_items(evidence: Evidence) -> Iterator[Outcome]:
    """Classes and 合计 along the rows; classes and sections down the columns."""
    tables = [it for it in evidence.tables.values() if it.name == _TABLE and it.entries]
    if not tables:
        yield not_due("没有经济科目横排的表")
    for table in tables:
        read = table.table
        if read.unknown_figures or read.unread or read.without_unit or read.shared:
            yield not_due(f"{table.title}有没有读出的数字")
        else:
            yield from _of_table(table)


def _of_table(table: TableEvidence) -> Iterator[Outcome]:
    rows = _rows(table)
    paths = list(dict.fromkeys(path for row in rows for path in row.figures))
    kinds = [
        [(row, whole, _along(row, whole, parts)) for row in rows]
        for whole, parts in _divided(paths)
    ]
    kinds += [
        [(row, path, _down(rows, row, path)) for row in rows for path in paths]
        if len({row.code for row in rows}) == len(rows)  # one unit, no code twice
        else []
    ]
    due = False
    for kind in kinds:
        sums = [
            Comparison(f"{table.title}“{row.label}”的“{_ARROW.join(path)}”", (whole,), tuple(parts))
            for row, path, parts in kind
            if (whole := row.figures.get(path)) is not None and parts
        ]
        if sum(adds_up(it.left[0], it.right) for it in sums) * 2 > len(sums):
            due = True
            yield from sums
    if not due:
        yield not_due(f"{table.title}的栏目没有小计，或不能断定哪些栏目相加")


def _rows(table: TableEvidence) -> list[_PrintedRow]:
    """The printed rows; figures of one row follow one another, each below labels of its own."""
    rows: list[_PrintedRow] = []
    for named, entries in groupby(table.entries, key=_named):
        figures: Row = {}
        for entry in entries:
            labels = str(entry.texts["economic_path"]).split(_ARROW)
            path = tuple(map(name_key, labels))
            if path in figures:
                rows.append(_PrintedRow(named[0], named[1], figures))
                figures = {}
            said = "".join(labels[-2:] if path[-1] in _WHOLES else labels[-1:])
            operand = table.operand(entry, _FIELD, said)
            if operand is not None:
                figures[path] = operand
        rows.append(_PrintedRow(named[0], named[1], figures))
    return rows


def _named(entry: Entry) -> tuple[str, str, str]:
    texts = {name: str(entry.texts.get(name) or "") for name in _NAMES}
    unit = texts["unit_code"] or texts["unit_name"]
    return texts["function_code"], texts["function_name"] or texts["item"], unit


_NAMES = ("function_code", "function_name", "item", "unit_code", "unit_name")


def _divided(paths: Sequence[Path]) -> Iterator[tuple[Path, list[Path]]]:
    """The labels of each whole, and those of its parts: a class and its items, 合计 and the classes.

    Where one of them has no 小计, nothing tells what is in 合计.
    """
    wholes = {path[:-1]: path for path in paths if path[-1] in _WHOLES}
    for group, whole in wholes.items():
        inside = [path for path in paths if path[: len(group)] == group and path != whole]
        heads = list(dict.fromkeys(path[: len(group) + 1] for path in inside))
        parts = [wholes.get(head, head) for head in heads]
        if all(part in paths for part in parts):
            yield whole, parts


def _along(row: _PrintedRow, whole: Path, parts: Iterable[Path]) -> list[Operand]:
    if whole not in row.figures:
        return []
    return [row.figures[path] for path in parts if path in row.figures]


def _down(rows: Iterable[_PrintedRow], row: _PrintedRow, path: Path) -> list[Operand]:
    """The figures of a column that a class, a section, or the row without a code is the sum of."""
    length = {0: _CLASS, _CLASS: _SECTION, _SECTION: _ITEM}.get(len(row.code))
    if length is None or (not row.code and row.label not in TOTALS):
        return []
    return [
        it.figures[path]._replace(label=it.label)
        for it in rows
        if len(it.code) == length and it.code.startswith(row.code) and path in it.figures
    ]


CHECKS = (
    Check(
        id="economic-items",
        title="经济科目横排的合计",
        rule="经济科目列在栏目上的表，小计等于其下各科目之和，合计等于各类之和；功能科目的类、款等于其下各行之和。",
        severity="error",
        consequence="figure",
        basis="会计恒等式",
        family="within_table",
        evaluate=sums_of_items,
    ),
)
