"""Departments and years side by side: one table for each main measure, amounts in 万元.

Any other item is compared in the browser, out of the lines that `exploring` writes for it
(`site/assets/explore/pivot.js`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from yusuan.model import Value
from yusuan.pages.charts import Compared, Picture
from yusuan.pages.charts import comparison as bar_picture
from yusuan.pages.collection.cells import SCOPE_TITLES, LastYears, figure_cell
from yusuan.pages.collection.model import organisation_address
from yusuan.pages.declaration import Context, SitePage
from yusuan.pages.exploring.page import citing
from yusuan.pages.figures import department_of, occasion, plain
from yusuan.pages.measures import MEASURE_BY_NAME, MEASURES, Measure
from yusuan.pages.model import Disclosure, Site, text, year_of
from yusuan.pages.outline import NO_TABLE, Shown, shown, why_none
from yusuan.pages.tables import Cell, TableRow, TableView, simple_head
from yusuan.printed.numbers import PACKAGE_UNIT
from yusuan.tables.three_public import ITEM_TITLES

# Fiscal year and kind.
Column = tuple[int, str]
# Place, department, scope; a second document of the same kind and year has a row of its own.
DepartmentKey = tuple[str, str, str, int]
# More bars than this are no picture; the table has them all.
_MOST_BARS = 24
# The main figures: what is most asked after, and shown without a script.
_MAIN = (*MEASURES, MEASURE_BY_NAME["reception"])
# Said of what is not a department with all that belongs to it.
SCOPES = {"unit": "单位"}
# In place of a scope: it stands beside each figure.
SEVERAL_SCOPES = "several"
Grid = Mapping[DepartmentKey, Mapping[Column, Disclosure]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One measure in all disclosures; ``pictures`` show the same figures.

    ``lacking`` counts the disclosures without the table, ``unitless`` the figures whose table
    prints no unit: they are shown as printed and compared with nothing.
    """

    measure: Measure
    table: TableView
    lacking: int
    unitless: int
    pictures: tuple[Picture, ...]


def grid(disclosures: Iterable[Disclosure]) -> Grid:
    """By department and column; departments by place and code. None takes another's place.

    Documents of one department that say different scopes share its row where no column has two.
    """
    found: dict[DepartmentKey, dict[Column, Disclosure]] = {}
    for each in disclosures:
        facts = each.facts
        names = ("division_code", "organisation_id", "scope")
        division, department, scope = (text(facts, name) for name in names)
        number = 1
        while _column(each) in found.get((division, department, scope, number), {}):
            number += 1
        found.setdefault((division, department, scope, number), {})[_column(each)] = each
    for _, keys in groupby(sorted(found), key=lambda key: key[:2]):
        _join(found, tuple(keys))
    return dict(sorted(found.items()))


def _join(
    found: dict[DepartmentKey, dict[Column, Disclosure]], keys: Sequence[DepartmentKey]
) -> None:
    """Make one row of those of a department, unless a column has several documents."""
    columns = [column for key in keys for column in found[key]]
    if len(keys) > 1 and len(set(columns)) == len(columns):
        division, department, *_ = keys[0]
        joined = {column: each for key in keys for column, each in found.pop(key).items()}
        found[division, department, SEVERAL_SCOPES, 1] = joined


def columns_of(departments: Grid) -> tuple[Column, ...]:
    """Every year and kind that a disclosure has, the earliest first."""
    return tuple(sorted({column for by_column in departments.values() for column in by_column}))


def comparison(measure: Measure, departments: Grid) -> Comparison:
    """``measure`` of all departments (rows) in all years (columns), the newest first."""
    columns = columns_of(departments)
    disclosures = [each for by_column in departments.values() for each in by_column.values()]
    found = {each.id: shown(measure, each) for each in disclosures}
    rows = [_row(measure, key, departments[key], columns, found) for key in departments]
    return Comparison(
        measure,
        TableView(
            f"{measure.label}（{PACKAGE_UNIT}）",
            simple_head("机构", *map(_column_name, reversed(columns)), name="机构"),
            tuple(rows),
            "published compared by-year departments",
        ),
        sum(why_none(measure, each) == NO_TABLE for each in disclosures),
        sum(each.without_unit for each in found.values() if each is not None),
        _pictures(measure, disclosures, found),
    )


def _pictures(
    measure: Measure, disclosures: Sequence[Disclosure], found: Mapping[str, Shown | None]
) -> tuple[Picture, ...]:
    """Bars of the figures in 万元, where there are several and not too many to look at."""
    if not 1 < len(disclosures) <= _MOST_BARS:
        return ()
    bars = []
    for each in disclosures:
        figure = found[each.id]
        if figure is None or not figure.drawable:
            continue
        bars.append(
            Compared(
                f"{department_of(each.facts)} {_column_name(_column(each))}",
                figure.amount,
                plain(figure.amount) if figure.amount is not None else "",
                f"disclosures/{each.id}/{figure.link}",
            )
        )
    drawn = bar_picture(
        bars,
        measure.label,
        PACKAGE_UNIT,
        name=f"compare-{measure.name}".replace("_", "-"),
        resources=(measure.resource,),
    )
    return () if drawn is None else (drawn,)


def _column(disclosure: Disclosure) -> Column:
    return year_of(disclosure.facts), text(disclosure.facts, "kind")


def _column_name(column: Column) -> str:
    year, kind = column
    return occasion({"fiscal_year": year or None, "kind": kind or None})


def _row(
    measure: Measure,
    key: DepartmentKey,
    by_column: Mapping[Column, Disclosure],
    columns: tuple[Column, ...],
    found: Mapping[str, Shown | None],
) -> TableRow:
    latest = by_column[max(by_column)]
    _, organisation, scope, number = key
    name = Cell(
        department_of(latest.facts),
        "name",
        header=True,
        link=organisation_address(organisation),
        note=" ".join(filter(None, (text(latest.facts, "division_name"), SCOPES.get(scope)))),
    )
    cells = []
    years = LastYears()
    for column in columns:
        disclosure = by_column.get(column)
        if disclosure is None:
            cells.append(Cell("", "void"))
            continue
        figure = found[disclosure.id]
        cell = figure_cell(measure, disclosure, figure, years.before(disclosure))
        if scope == SEVERAL_SCOPES:
            said = SCOPE_TITLES[text(disclosure.facts, "scope")]
            cell = cell._replace(note="\n".join(filter(None, (said, cell.note))))
        cells.append(cell._replace(column=_column_name(column)))
        years.note(disclosure, figure)
    others = (scope if scope in SCOPES else "", str(number) if number > 1 else "")
    anchor = "-".join(filter(None, (measure.name, organisation, *others)))
    return TableRow((name, *reversed(cells)), anchor)


def _context(site: Site) -> Context:
    departments = grid(site.disclosures)
    kinds: set[Value] = {each.facts["kind"] for each in site.disclosures}
    return {
        "comparisons": [comparison(measure, departments) for measure in _MAIN],
        "chosen_by": frozenset(ITEM_TITLES),  # those that the script knows under the same name
        "citing": citing(site),
        "department_count": len({key[:2] for key in departments}),
        "both_kinds": len(kinds) > 1,
    }


COMPARE_PAGE = SitePage(name="compare", title="比较", template="compare.html.j2", context=_context)
