"""Tables without rows: their notes, and what those notes say against what is there."""

import re
from collections.abc import Iterator

from yusuan.checks.announced import INSIDE_SECTIONS
from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Outcome, Statement
from yusuan.checks.table_evidence import TableEvidence
from yusuan.checks.text_none import told_of_nothing
from yusuan.errors import excerpt
from yusuan.evidence.places import Place, say_briefly
from yusuan.printed.text import compact, key
from yusuan.prose.money import Money, find_money

_NOTHING = re.compile(r"空表|无数据|(?:无|没有)\S{0,30}?(?:预算|拨款|支出|收入|安排)")
# 此表如无数字则表示没有这项支出: says nothing of this table.
_CONDITIONAL = re.compile(r"如(?:果)?(?:无|没有|为空|表|本|该)|若|凡")
# 注：有政府性基金预算财政拨款预算: the contrary of what an empty table shows.
_SOMETHING = re.compile(
    r"(?:备?注[:：])?(?:20[0-9]{2}年度?|[本我](?:部门|单位|表)|部门)*[存列]?有(?!关|空表)"
    r"[^，,。；;]{2,30}(?:预算|拨款|支出|收入|安排)"
)
_BUDGETS: tuple[tuple[str, str], ...] = (
    ("government_fund_expenditure", r"政府性?基金"),
    ("state_capital_expenditure", r"国有资本"),
    ("three_public_expenditure", r"三公"),
)


def _says_empty(table: TableEvidence) -> tuple[Place, str] | None:
    """(place, text) of the note that says that there is nothing to list."""
    for note in table.table.notes:
        text = note.text.strip()
        if _CONDITIONAL.search(compact(text)) or _of_another(table, text):
            continue
        if re.search("空表|无数据", compact(text)):
            return note.place, text
        if _NOTHING.search(compact(text)) and re.match(
            r"(?:备?注)[:：](?:无|没有|本)", compact(text)
        ):
            return note.place, text
    return None


def _of_another(table: TableEvidence, text: str) -> bool:
    """Whether a note names another table, which is said to be empty: 《…收入支出决算表》为空表."""
    found = _NAMED.search(key(text))
    own = key(table.table.title)
    return found is not None and found["title"] not in own and own not in found["title"]


_NAMED = re.compile(r"《?(?P<title>[^《》,。;、:]{4,40}(?<![本此该])表)》?均?[为是]空表")


def empty_table_noted(evidence: Evidence) -> Iterator[Outcome]:
    """A table without rows says in a note that there is nothing to list."""
    if evidence.tables_only:
        return  # notes are not kept
    for table in evidence.tables.values():
        if table.entries or table.table.left_figures or table.name in INSIDE_SECTIONS:
            continue
        note = table.table.notes
        place = table.table.place
        if stated := next((it for it in note if _states_something(it.text)), None):
            yield Statement(
                "fail",
                f"{table.title}（{say_briefly(place)}）为空表，"
                f"表后（{say_briefly(stated.place)}）却写“{excerpt(stated.text.strip())}”。",
                left=f"{table.title}为空表",
                right=excerpt(stated.text.strip()),
                subject=table.title,
                places=(place, stated.place),
            )
            continue
        yield Statement(
            "pass" if note else "fail",
            f"{table.title}（{say_briefly(place)}）为空表，"
            + (f"表后有说明（{say_briefly(note[0].place)}）。" if note else "表后没有说明。"),
            left=f"{table.title}为空表",
            subject=table.title,
            right=note[0].text.strip() if note else "没有说明",
            places=(place, *(n.place for n in note)),
            absent="table",
        )


def _states_something(note: str) -> bool:
    if _SOMETHING.match(compact(note)) and not _CONDITIONAL.search(compact(note)):
        return True
    return not _NOTHING.search(compact(note)) and any(
        isinstance(found, Money) and found.value for found in find_money(note)
    )


def empty_note_true(evidence: Evidence) -> Iterator[Outcome]:
    """A table whose note, or of whose expenditure the prose, says that there is nothing has none."""
    yield from told_of_nothing(evidence)
    for table in evidence.tables.values():
        note = _says_empty(table)
        if note is None:
            continue
        place, text = note
        figures = [
            operand
            for entry in table.entries
            for field in entry.figures
            if (operand := table.operand(entry, field)) is not None and operand.value
        ]
        shown = "、".join(
            f"{operand.text}（{say_briefly(operand.place)}）" for operand in figures[:3]
        )
        yield Statement(
            "fail" if figures else "pass",
            f"{table.title}注明“{text}”（{say_briefly(place)}），"
            + (
                f"表中却有 {len(figures)} 个不为 0 的数字，如 {shown}。"
                if figures
                else "表中没有数字。"
            ),
            left=text,
            right=f"{len(figures)} 个数字" if figures else "没有数字",
            places=(place, *(operand.place for operand in figures)),
            subject=table.title,
            right_places=tuple(operand.place for operand in figures),
            cells=tuple(operand.ref for operand in figures if operand.ref),
        )


def empty_note_of_this_table(evidence: Evidence) -> Iterator[Outcome]:
    """The note of an empty table speaks of the budget that the table is about."""
    for table in evidence.tables.values():
        note = _says_empty(table)
        if note is None:
            continue
        place, text = note
        named = [name for name, words in _BUDGETS if re.search(words, key(text))]
        if not named or table.name not in dict(_BUDGETS):
            continue
        right = table.name in named
        yield Statement(
            "pass" if right else "fail",
            f"{table.title}（{say_briefly(table.table.place)}）的注“{text}”（{say_briefly(place)}）"
            + ("说的是本表。" if right else "说的是另一本预算。"),
            left=table.title,
            right=text,
            subject=table.title,
            places=(table.table.place, place),
        )


CHECKS: tuple[Check, ...] = (
    Check(
        id="empty-table-noted",
        title="空表的说明",
        rule="没有数据的公开表，表后说明没有这项预算。",
        severity="warning",
        consequence="presence",
        basis="财预〔2016〕143号",
        family="text_against_tables",
        evaluate=empty_table_noted,
    ),
    Check(
        id="empty-note-true",
        title="空表说明与内容",
        rule="注明没有这项预算的表，表中没有不为 0 的数字；情况说明写明没有政府性基金、国有资本经营预算支出的，"
        "该表的合计没有数字。",
        severity="error",
        consequence="presence",
        basis="前后文一致",
        family="text_against_tables",
        evaluate=empty_note_true,
    ),
    Check(
        id="empty-note-table",
        title="空表说明与表名",
        rule="空表的说明所说的预算就是该表的预算。",
        severity="warning",
        consequence="meaning",
        basis="前后文一致",
        family="text_against_tables",
        evaluate=empty_note_of_this_table,
    ),
)
