"""Columns side by side in halves: revenue and expenditure, and what divides each."""

import re
from collections.abc import Sequence
from itertools import takewhile

from yusuan.binding.bound import BoundColumn, Breakdown
from yusuan.binding.classified import CODE_FIELDS
from yusuan.binding.heads import HeadPath
from yusuan.model import Side
from yusuan.tables.figures import FIGURES

_BREAKDOWNS: dict[str, Breakdown] = {
    "function_group": "function",
    "function_name": "function",
    "economic_group": "economic",
    "economic_name": "economic",
    "government_economic_group": "government_economic",
    "government_economic_name": "government_economic",
    "expenditure_use_group": "type",
}


def blocks_of(fields: Sequence[str | None]) -> list[int]:
    """Groups of columns side by side: a field that names rows, again after figures, begins one.

    So does a level of its code in front of it: of the first group that one may not be understood.
    A group has figures of its own; what describes a row (绩效目标 beside 立项依据) names none.
    """
    block, figures = 0, False
    last = max((at for at, field in enumerate(fields) if field in FIGURES), default=-1)
    named: set[str] = set()
    blocks: list[int] = []
    for at, field in enumerate(fields):
        if field is not None and field not in FIGURES and field not in ("row_no", "line_number"):
            again = field in named or _leads_to(fields[at:], named)
            if figures and at < last and field not in _DESCRIBING and again:
                block, figures = block + 1, False
                named = set()
            named.add(field)
        elif field in FIGURES:
            figures = True
        blocks.append(block)
    return blocks


_DESCRIBING = frozenset({"project_text", "remarks"})


def _leads_to(fields: Sequence[str | None], named: set[str]) -> bool:
    """Whether levels of codes stand first, and then a field that is ``named``."""
    levels = [*takewhile(CODE_FIELDS.__contains__, fields)]
    return bool(levels) and not named.isdisjoint(fields[: len(levels) + 1])


def sided(columns: Sequence[BoundColumn | None]) -> list[BoundColumn | None]:
    """Each block is a half; where no label says which, the first is revenue."""
    sides: dict[int, Side] = {}
    breakdowns: dict[int, Breakdown | None] = {}
    for column in columns:
        if column is None:
            continue
        block = column.block
        said = _side_said(column.head)
        if said or block not in sides:
            sides[block] = said or ("revenue" if block == 0 else "expenditure")
        if column.field == "item":
            terms = [term for term in column.head.terms if term in _BREAKDOWNS]
            said_of = _BREAKDOWNS[terms[0]] if terms else _broken_down_by(column.head)
            breakdowns[block] = said_of
    found: list[BoundColumn | None] = []
    for column in columns:
        if column is None:
            found.append(None)
            continue
        side = sides[column.block]
        breakdown = breakdowns.get(column.block)
        if column.field in ("row_no", "line_number"):
            side_of: Side | None = None
        else:
            side_of = side
        found.append(
            BoundColumn(
                column.position,
                column.head,
                column.field,
                side_of,
                column.block,
                None,
                breakdown if side == "expenditure" else None,
                column.unit,
            )
        )
    return found


_BY = re.compile(r"\(按(?P<by>[^()]*)\)")
_BY_WORDS: tuple[tuple[str, Breakdown], ...] = (
    ("功能", "function"), ("性质", "type"), ("类型", "type"), ("用途", "type"),
    ("政府", "government_economic"), ("经济", "economic"),
)  # fmt: skip


def _broken_down_by(head: HeadPath) -> Breakdown | None:
    """What 项目（按支出性质和经济分类） says."""
    found = _BY.search(head.texts[-1])
    by = found["by"] if found else ""
    return next((breakdown for word, breakdown in _BY_WORDS if word in by), None)


def _side_said(head: HeadPath) -> Side | None:
    for text in head.texts:
        if "收入" in text and "支出" not in text:
            return "revenue"
        if "支出" in text and "收入" not in text:
            return "expenditure"
    return None
