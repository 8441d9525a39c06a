"""An organisation's years side by side: measures as rows, documents as columns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from yusuan.declared.resources import RESOURCE_BY_NAME
from yusuan.pages.charts import Picture
from yusuan.pages.charts.multiples import Panel, Point, multiples
from yusuan.pages.collection.cells import LastYears, column_names, figure_cell, in_package_unit
from yusuan.pages.collection.model import Organisation
from yusuan.pages.heads import figures_head
from yusuan.pages.measures import (
    BY_FUNCTION,
    MEASURES,
    THREE_PUBLIC_ITEMS,
    Measure,
    function_measure,
)
from yusuan.pages.model import Disclosure, text
from yusuan.pages.outline import Shown, outline_of, shown
from yusuan.pages.tables import Cell, TableRow, TableView
from yusuan.printed.numbers import PACKAGE_UNIT


@dataclass(frozen=True, slots=True)
class Series:
    """``unitless``: the documents some of whose tables print no unit."""

    table: TableView
    picture: Picture | None
    unitless: tuple[Disclosure, ...]


def main_figures(organisation: Organisation) -> Series:
    """Totals, basic and project, “三公” and its items."""
    measures = [*MEASURES]
    measures[5:5] = THREE_PUBLIC_ITEMS  # behind “三公”, which they are part of
    return _series(organisation, measures, "主要数字", "figures")


def functions(organisation: Organisation) -> Series | None:
    """Expenditure by class of function, of the table that tells classes in the most documents.

    None where no table prints a class.
    """
    classes = [outline_of(each).classes for each in organisation.disclosures]
    best = max(BY_FUNCTION, key=lambda name: sum(bool(each[name]) for each in classes))
    named = {code: name for each in classes for code, name in each[best].items()}
    measures = [function_measure(best, code, named[code]) for code in sorted(named)]
    title = f"支出功能：{RESOURCE_BY_NAME[best].title}"
    return _series(organisation, measures, title, "functions") if measures else None


def _series(
    organisation: Organisation, measures: Sequence[Measure], title: str, name: str
) -> Series:
    disclosures = organisation.disclosures
    newest_first = tuple(reversed(disclosures))  # the one in view on a phone
    names = column_names(disclosures)
    rows, panels = [], []
    unitless: dict[str, Disclosure] = {}
    for measure in measures:
        found = {each.id: shown(measure, each) for each in disclosures}
        if not any(found.values()):
            continue
        rows.append(_row(measure, disclosures, found))
        panels.append(Panel(measure.label, tuple(_points(disclosures, found, names))))
        for each in disclosures:
            figure = found[each.id]
            if figure is not None and figure.without_unit:
                unitless[each.id] = each
    table = TableView(
        f"{title}（{PACKAGE_UNIT}）",
        figures_head(("项目", *(names[each.id] for each in newest_first))),
        tuple(rows),
        "published compared",
        "没有可以列出的数字。",
    )
    resources = tuple(dict.fromkeys(measure.resource for measure in measures))
    drawn = [panel for panel in panels if sum(each.value is not None for each in panel.points) > 1]
    picture = multiples(drawn, title, PACKAGE_UNIT, name=f"years-{name}", resources=resources)
    return Series(table, picture, tuple(unitless.values()))


def _row(
    measure: Measure, disclosures: Sequence[Disclosure], found: Mapping[str, Shown | None]
) -> TableRow:
    """The figures of a measure, the newest first; each is told apart from those before it."""
    cells = []
    years = LastYears()
    for each in disclosures:
        figure = found[each.id]
        cells.append(figure_cell(measure, each, figure, years.before(each)))
        years.note(each, figure)
    name = Cell(measure.label, "name", header=True)
    return TableRow((name, *reversed(cells)), measure.name.replace("_", "-"))


def _points(
    disclosures: Iterable[Disclosure], found: Mapping[str, Shown | None], names: Mapping[str, str]
) -> Iterator[Point]:
    for each in disclosures:
        figure = found[each.id]
        if figure is None or not figure.drawable:
            continue
        label = in_package_unit(figure) if figure.amount is not None else ""
        link = f"disclosures/{each.id}/{figure.link}"
        kind = text(each.facts, "kind")
        yield Point(names[each.id], figure.amount, label, link, planned=kind != "final_accounts")
