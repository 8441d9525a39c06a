"""Amounts that the prose lists by name, against the column whose rows bear those names."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Comparison, Outcome, Statement, not_due
from yusuan.checks.operands import Operand, same_as_printed
from yusuan.checks.table_evidence import ZERO, TableEvidence
from yusuan.checks.text_evidence import Stated
from yusuan.evidence.places import say_briefly
from yusuan.model import Side
from yusuan.printed.numbering import without_number
from yusuan.printed.slips import one_off
from yusuan.printed.text import key
from yusuan.tables.figures import FIGURES

_LEVEL = re.compile(r"\([类款项]\)|科目$|^[0-9]{3,7}-?|\([0-9]{3,7}\)$|[“”\"]")
_FUND = re.compile(r"财政拨款|一般公共预算|政府性?基金|国有资本")
_LISTED = re.compile(r"\s*(?:[0-9]{1,2}\s*[、.．]|[（(][0-9]{1,2}[)）])")
_FEWEST = 3  # that agree before one that does not is told of
_MOST = 20  # rows of one name; a name of more tells none of them
_SHORTEST = 3  # 合计, 收入 and 其他 are names of too much


class _Column(NamedTuple):
    """The figures of one column by the names of their rows."""

    table: TableEvidence
    rows: dict[str, list[Operand]]


def listed_amounts(evidence: Evidence) -> Iterator[Outcome]:
    """A list of named amounts is a column of a table, if it agrees in all of them but one.

    Due where three names or more have the amounts of one column. One that differs is told of
    unless the list adds up to a whole that the text itself states, or a table prints that amount:
    then it may be of other money.
    """
    columns = list(_columns(evidence))
    count = 0
    for group in _groups(evidence.stated):
        found = _meant(group, columns)
        if found is None:
            continue
        column, named, others, misspelt = found
        if others and (
            _adds_up(named, evidence.stated)
            or _is_printed(others[0], columns)
            or _is_of_one_fund(named, column.table)
        ):
            continue
        for stated in named:
            operands = column.rows[_name(stated.subject)]
            left = stated.operand()
            same = [o for o in operands if same_as_printed(o, left)]
            right = next(iter((*same, *(o for o in operands if o.unread))), operands[0])
            count += 1
            yield Comparison(
                f"情况说明{say_briefly(stated.place)}的“{stated.subject}”",
                (left,),
                (right._replace(label=f"{column.table.title}的{right.label}"),),
            )
        for stated, row in misspelt:
            count += 1
            yield Statement(
                "fail",
                f"情况说明{say_briefly(stated.place)}的“{stated.subject}”{stated.operand().text}，与"
                f"{column.table.title}的“{row.label}”（{say_briefly(row.place)}）金额相同，名称只差一字。",
                left=stated.subject,
                right=row.label,
                subject=stated.subject,
                places=(stated.place, row.place),
                right_places=(row.place,),
                severity="warning",
            )
    if not count:
        yield not_due("情况说明没有按表中各行的名称逐项写明金额")


def _columns(evidence: Evidence) -> Iterator[_Column]:
    """Every column of this year's amounts."""
    for table in evidence.tables.values():
        sides: list[Side | None] = list(dict.fromkeys(entry.side for entry in table.entries))
        for side in sides:
            for field in table.amount_fields(side):
                if FIGURES[field].years_before:
                    continue
                rows: dict[str, list[Operand]] = {}
                for entry in table.entries:
                    operand = table.operand_or_unread(entry, field, entry.label)
                    if entry.side == side and operand is not None:
                        rows.setdefault(_name(entry.label), []).append(operand)
                yield _Column(table, {n: own for n, own in rows.items() if len(own) <= _MOST})


def _groups(stated: Sequence[Stated]) -> Iterator[list[Stated]]:
    """Amounts of one sentence, and the first ones of the paragraphs of a numbered list."""
    levels = [each for each in stated if _is_level(each)]
    for _, found in groupby(levels, key=lambda each: (each.paragraph, each.sentence)):
        group = list(found)
        if len(group) > _FEWEST:
            yield group
    listed: list[Stated] = []
    for each in levels:
        if not _LISTED.match(each.sentence) or (listed and each.paragraph == listed[-1].paragraph):
            continue
        if listed and each.paragraph != (listed[-1].paragraph[0], listed[-1].paragraph[1] + 1):
            yield listed
            listed = []
        listed.append(each)
    yield listed


def _is_level(stated: Stated) -> bool:
    return (
        stated.change is None
        and not stated.approximate
        and bool(stated.value)
        and len(_name(stated.subject)) >= _SHORTEST
    )


class _List(NamedTuple):
    """The column that a list is of, the amounts named in it, and those of them that differ.

    ``misspelt`` have the amount of the row whose name is one character off theirs.
    """

    column: _Column
    named: list[Stated]
    others: list[Stated]
    misspelt: list[tuple[Stated, Operand]]


def _meant(group: Sequence[Stated], columns: Sequence[_Column]) -> _List | None:
    """What a list is of: the column that most of it agrees with, all of its names but one at most."""
    found: list[_List] = []
    for column in columns:
        named = [each for each in group if _name(each.subject) in column.rows]
        others = [
            each
            for each in named
            if not any(same_as_printed(o, each.operand()) for o in column.rows[_name(each.subject)])
        ]
        if len(others) > 1 or len(named) - len(others) < _FEWEST - 1:
            continue
        unknown = [each for each in group if _name(each.subject) not in column.rows]
        misspelt = [(it, row) for it in unknown if (row := _one_off(it, column)) is not None]
        if len(named) - len(others) + len(misspelt[:1]) >= _FEWEST:
            found.append(_List(column, named, others, misspelt))
    return max(found, key=lambda it: len(it.named) - len(it.others), default=None)


def _one_off(stated: Stated, column: _Column) -> Operand | None:
    """The row that has this amount and a name that is one character off."""
    name, left = _name(stated.subject), stated.operand()
    alike = [own for known, own in column.rows.items() if one_off(name, known, _SHORTEST_ALIKE)]
    same = [o for own in alike for o in own if same_as_printed(o, left)]
    return same[0] if len(alike) == 1 and same else None


_SHORTEST_ALIKE = 4


def _adds_up(group: Sequence[Stated], stated: Sequence[Stated]) -> bool:
    """Whether the list adds up to an amount that its section states besides."""
    total = sum((each.operand().value for each in group), ZERO)
    section = group[0].paragraph[0]
    return any(
        each.change is None and each.operand().value == total
        for each in stated
        if each.paragraph[0] == section and each not in group
    )


def _is_of_one_fund(group: Sequence[Stated], table: TableEvidence) -> bool:
    """Whether the text tells of 财政拨款, say, and the table does not say that it does."""
    said = any(_FUND.search(f"{it.section_title}{it.leading}{it.before}") for it in group)
    return said and not _FUND.search(key(table.table.title))


def _is_printed(stated: Stated, columns: Sequence[_Column]) -> bool:
    """Whether any table prints the amount: the text may speak of that figure."""
    left = stated.operand()
    return any(
        same_as_printed(operand, left)
        for column in columns
        for operands in column.rows.values()
        for operand in operands
    )


def _name(label: str) -> str:
    return _LEVEL.sub("", without_number(key(label)))


CHECKS: tuple[Check, ...] = (
    Check(
        id="text-lists",
        title="逐项列出的金额",
        rule="情况说明按名称逐项列出的金额 = 表中同名各行的数字；至少三项与同一栏相同时适用，"
        "名称只差一字、金额相同的，是写错了名称；各项之和等于文中另写的总额，或不同的一项另有表印出的，可能是另一笔资金，不适用。",
        severity="error",
        consequence="figure",
        basis="同一文件的文字与表反映同一数字",
        family="text_against_tables",
        evaluate=listed_amounts,
    ),
)
