"""The item lists of the two summaries against each other: the same number has the same name."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Outcome, Statement, not_due
from yusuan.checks.summary_rows import item_name, rows_of, top_items
from yusuan.checks.table_evidence import TableEvidence
from yusuan.evidence.places import say_briefly
from yusuan.facts.model import Entry
from yusuan.model import Side
from yusuan.tables.summaries import SIDES

_FEWEST_SAME = 2  # pairs that show that both lists are the same
_ALIKE = 0.6
_TOTALS = ("current_year_total", "grand_total")
_ALIKE_TOTALS = 0.82  # 收入合计 and 本年收入合计 are less alike (0.8)
_SUFFIX = re.compile(r"(?:预算)?(?:财政)?(?:拨款|资金)?(?:收入)?$")


def item_names(evidence: Evidence) -> Iterator[Outcome]:
    """Where both summaries print one list, nearly the same name under a number is a slip."""
    general = evidence.filled("budget_summary")
    fiscal = evidence.filled("fiscal_appropriation_summary")
    if general is None or fiscal is None:
        yield not_due("没有部门收支总表或财政拨款收支总表")
        return
    due = False
    for side in SIDES:
        pairs = list(_pairs(general, fiscal, side))
        same = [pair for pair in pairs if _compared(pair[0], side) == _compared(pair[1], side)]
        if len(same) < _FEWEST_SAME:
            continue
        due = True
        slips = [pair for pair in pairs if pair not in same and _alike(*pair, side)]
        slips += _totals(general, fiscal, side)
        for one, other in slips:
            yield Statement(
                "fail",
                f"{general.title}写作“{one.label}”（{say_briefly(one.place)}），"
                f"{fiscal.title}写作“{other.label}”（{say_briefly(other.place)}）。",
                left=one.label,
                subject=one.label,
                right=other.label,
                places=(one.place, other.place),
            )
        if not slips:
            yield Statement(
                "pass",
                f"{general.title}与{fiscal.title}同号的 {len(same)} 个项目名称相同。",
                left=f"{len(same)} 个项目",
                places=tuple(entry.place for pair in same for entry in pair),
            )
    if not due:
        yield not_due("两张收支总表列示的项目不同")


def _pairs(
    general: TableEvidence, fiscal: TableEvidence, side: Side
) -> Iterator[tuple[Entry, Entry]]:
    """The numbered items of both that have one number."""
    numbered = {
        entry.texts["item_no"]: entry
        for entry in top_items(fiscal, side)
        if entry.texts.get("item_no") is not None
    }
    for entry in top_items(general, side):
        other = numbered.get(entry.texts.get("item_no"))
        if other is not None:
            yield entry, other


def _totals(
    general: TableEvidence, fiscal: TableEvidence, side: Side
) -> Iterator[tuple[Entry, Entry]]:
    """The totals of one kind whose names are nearly the same."""
    for kind in _TOTALS:
        found = [
            [entry for entry in rows_of(table, side) if entry.texts.get("row_type") == kind]
            for table in (general, fiscal)
        ]
        if all(len(entries) == 1 for entries in found):
            (one,), (other,) = found
            names = [item_name(each).replace("小计", "合计") for each in (one, other)]
            if names[0] != names[1] and _ratio(*names) >= _ALIKE_TOTALS:
                yield one, other


def _compared(entry: Entry, side: Side) -> str:
    """The name; of revenue without what says that it is money received."""
    name = item_name(entry)
    return _SUFFIX.sub("", name) if side == "revenue" else name


def _alike(one: Entry, other: Entry, side: Side) -> bool:
    return _ratio(_compared(one, side), _compared(other, side)) >= _ALIKE


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()


CHECKS: tuple[Check, ...] = (
    Check(
        id="summary-item-names",
        title="两张收支总表的项目名称",
        rule="部门收支总表与财政拨款收支总表列示同样的项目时，同一序号的项目名称相同。",
        severity="warning",
        consequence="wording",
        basis="前后文一致",
        family="across_tables",
        evaluate=item_names,
    ),
)
