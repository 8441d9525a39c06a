"""What was planned beside what came of it: the budget of a year and its final accounts.

A plan is what the budget disclosed for the year says, else what the final accounts print as the
budget at the beginning of the year, or as a budget of no stated stage. Nothing else is put beside
an outcome.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import compress

from yusuan.pages.collection.cells import differing, figure_cell
from yusuan.pages.collection.model import Organisation
from yusuan.pages.heads import figures_head
from yusuan.pages.measures import MEASURES, THREE_PUBLIC_ITEMS, Measure
from yusuan.pages.model import Disclosure, text, year_of
from yusuan.pages.outline import Shown, shown
from yusuan.pages.planned import OWN_PLANS
from yusuan.pages.tables import Cell, TableRow, TableView
from yusuan.printed.numbers import PACKAGE_UNIT

_HEAD = (
    "项目", "预算文件", "决算文件印的年初预算", "决算文件印的调整预算", "决算文件印的预算",
    "决算", "决算比预算",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """A year with an outcome; ``budget`` is None where none was taken in of the same scope."""

    year: int
    outcome: Disclosure
    budget: Disclosure | None
    table: TableView


def plans(organisation: Organisation) -> tuple[Plan, ...]:
    """Of each final accounts that something planned can be put beside."""
    found = []
    for outcome in organisation.disclosures:
        if text(outcome.facts, "kind") != "final_accounts" or not year_of(outcome.facts):
            continue
        budget = _budget(organisation, outcome)
        rows = tuple(_rows(budget, outcome))
        if rows:
            year = year_of(outcome.facts)
            title = f"{year} 年的预算和决算（{PACKAGE_UNIT}）"
            kept, rows = _without_empty_columns(rows)
            table = TableView(title, figures_head(kept), rows, "published compared")
            found.append(Plan(year, outcome, budget, table))
    return tuple(found)


def _without_empty_columns(
    rows: tuple[TableRow, ...],
) -> tuple[tuple[str, ...], tuple[TableRow, ...]]:
    """The outcome stands beside its plan, also on a phone."""
    said = [any(row.cells[at].css != "void" for row in rows) for at in range(len(_HEAD))]
    kept = tuple(compress(_HEAD, said))
    return kept, tuple(row._replace(cells=tuple(compress(row.cells, said))) for row in rows)


def _budget(organisation: Organisation, outcome: Disclosure) -> Disclosure | None:
    """The latest issue of the budget of the same year and scope."""
    same = [
        each
        for each in organisation.disclosures
        if text(each.facts, "kind") == "budget"
        and year_of(each.facts) == year_of(outcome.facts)
        and each.facts["scope"] == outcome.facts["scope"]
    ]
    return same[-1] if same else None


def _rows(budget: Disclosure | None, outcome: Disclosure) -> Iterator[TableRow]:
    for measure in (*MEASURES, *THREE_PUBLIC_ITEMS):
        own = [measure.planned(field) for field in OWN_PLANS]
        planned = shown(measure, budget) if budget is not None else None
        printed = [shown(each, outcome) for each in own]
        initial, _, stated = printed
        came = shown(measure, outcome)
        if not any(_says(each) for each in (planned, *printed)):
            continue
        cells = [
            Cell(measure.label, "name", header=True),
            _cell(measure, budget, planned),
            *(_cell(m, outcome, f) for m, f in zip(own, printed, strict=True)),
            _cell(measure, outcome, came),
            _difference(next(filter(_says, (planned, initial, stated)), None), came),
        ]
        anchor = f"plan-{year_of(outcome.facts)}-{measure.name}".replace("_", "-")
        yield TableRow(tuple(cells), anchor)


def _says(found: Shown | None) -> bool:
    return found is not None and not found.blank


def _cell(measure: Measure, disclosure: Disclosure | None, found: Shown | None) -> Cell:
    if disclosure is None or (found is None and measure.field in OWN_PLANS):
        return Cell("", "void")
    if found is not None:
        found = replace(found, planned=())  # it stands beside
    return figure_cell(measure, disclosure, found, None)


def _difference(planned: Shown | None, came: Shown | None) -> Cell:
    """In words; why there is none where one of the two is no amount."""
    if planned is None or planned.amount is None:
        return Cell("没有可减的预算数", "figure quiet")
    if came is None or came.amount is None:
        blank = came is not None and came.blank
        return Cell("决算空白" if blank else "没有可比的决算数", "figure quiet")
    difference = came.amount - planned.amount
    return Cell(differing(difference, planned.amount) if difference else "相同", "figure")
