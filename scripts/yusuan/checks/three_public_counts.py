"""How many trips, vehicles and guests final accounts tell beside what “三公” expenditure cost."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Statement
from yusuan.checks.operands import Operand
from yusuan.checks.table_evidence import TableEvidence
from yusuan.evidence.places import say_briefly
from yusuan.printed.text import key


class _Due(NamedTuple):
    item_id: str
    counted: str
    words: re.Pattern[str]


_DUE = (
    _Due(
        "overseas",
        "团组数和人数",
        re.compile("团组|团次|[0-9一二三四五六七八九十]个?团|出[国访][^。]{0,20}[0-9](?:次|批|人)"),
    ),
    _Due(
        "vehicle_operation", "公务用车保有量", re.compile("保有量|车辆[^。]{0,12}[0-9]辆|[0-9]辆")
    ),
    _Due(
        "reception",
        "国内公务接待的批次、人数",
        re.compile("批次|[0-9]批|批[,，、]|接待[^。]{0,20}[0-9](?:次|人|个)"),
    ),
)
_FORM = 2
# 接待外宾0批次、0人次: no guests of ours.
_FOREIGN = re.compile("外[宾事](?:接待)?[0-9]+批次?[、,和及]?(?:[0-9]+人次?)?")


def counts_left_out(evidence: Evidence) -> Iterator[Statement]:
    """Expenses that are not 0, of which the document does not tell how many they were for.

    Due in final accounts whose prose has a part on “三公” expenditure and tells two kinds of counts:
    then its form has all three; where everything is read and every table known: another may say it.
    """
    table = evidence.filled("three_public_expenditure")
    prose = list(evidence.paragraphs("three_public"))
    if evidence.kind != "final_accounts" or table is None or not prose or evidence.tables_only:
        return
    if evidence.unbound_places or evidence.unread_grids or evidence.unseen:
        return
    printed = key("\n".join(part.paragraph.text for part in evidence.prose))
    if sum(due.words.search(printed) is not None for due in _DUE) < _FORM:
        return
    told = _FOREIGN.sub("", printed)
    place = prose[0].paragraph.place
    for due in _DUE:
        spent = _spent(table, due.item_id)
        if spent is None or not spent.value or due.words.search(told):
            continue
        yield Statement(
            "fail",
            f"“三公”经费支出决算表的{spent.label}为 {spent.text}（{say_briefly(spent.place)}），"
            f"情况说明没有写明{due.counted}。",
            left=f"{spent.label} {spent.text}",
            right=f"没有{due.counted}",
            places=(spent.place, place),
            subject=spent.label,
            right_places=(place,),
            absent="document",
        )


def _spent(table: TableEvidence, item_id: str) -> Operand | None:
    return next(
        (
            operand
            for entry in table.entries
            if entry.texts.get("item_id") == item_id
            and (operand := table.operand_or_unread(entry, "total", entry.label)) is not None
            and not operand.unread
        ),
        None,
    )
