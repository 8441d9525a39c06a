"""The figures by which a disclosure is known: where each is printed, and its exact amount."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from yusuan.model import Side
from yusuan.pages.model import Disclosure, Record, row_anchor, text
from yusuan.pages.places import figure_address
from yusuan.pages.planned import OWN_PLANS
from yusuan.printed.numbers import CURRENCY_UNITS, NotAnAmountError, read_figure, to_package_unit
from yusuan.printed.text import key
from yusuan.tables.itemised import TOTAL_NAMES, bare_total
from yusuan.tables.summaries import TOTALS_OF_A_SIDE
from yusuan.tables.three_public import ITEM_TITLES

Choice = Callable[[Sequence[Record]], Record | None]


@dataclass(frozen=True, slots=True)
class Measure:
    """A cell that every disclosure may have: a field of the ``chosen`` row of a table.

    The first of the choices that finds a row decides; ``otherwise`` is where other forms print
    it. ``section`` is that of the explanation which speaks of the measure, under the name of
    ``label``.
    """

    name: str
    label: str
    section: str
    resource: str
    field: str
    chosen: tuple[Choice, ...]
    side: Side | None = None
    otherwise: "Measure | None" = None

    def planned(self, field: str) -> "Measure":
        """What final accounts print of the plan for it, in ``field``."""
        return replace(self, field=field, otherwise=None)


@dataclass(frozen=True, slots=True)
class Found:
    """The row of a measure; ``figure`` (of budget_lines) is None where its cell is blank.

    ``row_link`` is relative to the folder of the disclosure.
    """

    row: Record
    row_link: str
    figure: Record | None

    @property
    def link(self) -> str:
        """The page of the figure; where there is none, the row with the blank cell."""
        if self.figure is None:
            return self.row_link
        return figure_address(text(self.figure, "budget_line_id"))

    @property
    def amount(self) -> Decimal | None:
        """In 万元, with the printed decimals; None without a figure or without its unit."""
        if self.figure is None:
            return None
        try:
            printed = read_figure(text(self.figure, "published_text"))
        except NotAnAmountError:
            return None
        unit = printed.unit or text(self.figure, "published_unit")
        if printed.value is None or unit not in CURRENCY_UNITS:
            return None
        return to_package_unit(printed.value, unit)


def _first(is_it: Callable[[Record], bool]) -> Choice:
    return lambda rows: next((row for row in rows if is_it(row)), None)


def _grand_total(row: Record) -> bool:
    return row["row_type"] == "grand_total"


def _top_level(rows: Sequence[Record]) -> Record | None:
    """The total of a table; without one the row that alone holds all others, be it of one unit.

    Of several classes or units the first is not the whole.
    """
    top = [row for row in rows if row["level"] == 0]
    totals = (row for row in top if of_whole(row) and _is_named_total(row))
    return next(totals, top[0] if len(top) == 1 else None)


def _is_named_total(row: Record) -> bool:
    return bare_total(text(row, "row_key")) in TOTAL_NAMES


def _total(row: Record) -> bool:
    return row["row_type"] == "total"


def _only_total(rows: Sequence[Record]) -> Record | None:
    """合计 of a side without another total and without a carry-over, which it would not hold."""
    if any(row["row_type"] == "carryover" and row["amount"] for row in rows):
        return None
    totals = [row for row in rows if row["row_type"] == "current_year_total"]
    return next((row for row in totals if bare_total(text(row, "item")) in TOTALS_OF_A_SIDE), None)


def _named(name: str) -> Choice:
    return _first(lambda row: key(text(row, "economic_name")) == name and of_whole(row))


def of_whole(row: Record) -> bool:
    """Whether a row is of all that the table is of: where units have rows, that of their total."""
    unit = row.get("unit_name")
    return unit is None or bare_total(str(unit)) in TOTAL_NAMES


def _item(item_id: str) -> Choice:
    return _first(lambda row: row["item_id"] == item_id and of_whole(row))


def _of_one_unit(item_id: str) -> Choice:
    """Where a table has no rows but those of one unit."""

    def choose(rows: Sequence[Record]) -> Record | None:
        found = [row for row in rows if row["item_id"] == item_id]
        return found[0] if len({row.get("unit_name") for row in found}) == 1 else None

    return choose


_BASIC = "general_public_budget_basic_expenditure"
# A table that has no total has these, each a column.
_FUNDS = ("general_public_budget", "government_fund", "state_capital")


def _part_of_basic(name: str, label: str) -> Measure:
    """A column of the total's row; final accounts print a row of its own below the items."""
    row = Measure(name, label, "overview", _BASIC, "total", (_named(f"{label}合计"),))
    return Measure(name, label, "overview", _BASIC, name, (_top_level,), otherwise=row)


MEASURES = (
    Measure(
        "revenue_total",
        "收入总计",
        "overview",
        "budget_summary",
        "amount",
        (_first(_grand_total), _only_total),
        "revenue",
    ),
    Measure(
        "expenditure_total",
        "支出总计",
        "overview",
        "budget_summary",
        "amount",
        (_first(_grand_total), _only_total),
        "expenditure",
    ),
    Measure("basic", "基本支出", "overview", "expenditure", "basic", (_top_level,)),
    Measure("project", "项目支出", "overview", "expenditure", "project", (_top_level,)),
    # Beside “三公” the table may list conferences, training, all of administration: its 合计 holds them.
    Measure(
        "three_public",
        "“三公”经费",
        "three_public",
        "three_public_expenditure",
        "total",
        (_item("three_public"), _of_one_unit("three_public")),
    ),
    _part_of_basic("personnel", "人员经费"),
    _part_of_basic("running", "公用经费"),
    Measure("procurement", "政府采购", "procurement", "procurement", "total", (_first(_total),)),
)

# What the table of “三公” expenditure lists, whatever a place calls it.
THREE_PUBLIC_ITEMS = tuple(
    Measure(
        name,
        ITEM_TITLES[name],
        "three_public",
        "three_public_expenditure",
        "total",
        (_item(name), _of_one_unit(name)),
    )
    for name in (
        "overseas",
        "vehicles",
        "vehicle_purchase",
        "vehicle_operation",
        "reception",
        "conference",
        "training",
    )
)

MEASURE_BY_NAME = {measure.name: measure for measure in (*MEASURES, *THREE_PUBLIC_ITEMS)}


# A class of the functional classification has so many digits.
_CLASS_DIGITS = 3
# The tables that list expenditure by function, the widest first.
BY_FUNCTION = (
    "expenditure",
    "fiscal_appropriation_expenditure",
    "general_public_budget_expenditure",
)


def is_class(row: Record) -> bool:
    """Whether a row is of a class as a whole: of no unit and no economic item of its own."""
    code = text(row, "function_code")
    return len(code) == _CLASS_DIGITS and of_whole(row) and not row["economic_code"]


def function_measure(resource: str, code: str, name: str) -> Measure:
    """The expenditure of a class of function, of a table that lists it."""

    def chosen(row: Record) -> bool:
        return row["function_code"] == code and is_class(row)

    label = f"{code} {name}".rstrip()
    return Measure(f"function-{code}", label, "", resource, "total", (_first(chosen),))


def field_in(measure: Measure, disclosure: Disclosure, row: Record) -> str:
    """The field that holds a measure in ``row``: its own; where a table has funds and no total,
    that of the one fund beside which the others are printed as 0.
    """
    if measure.field != "total" or disclosure.figure(measure.resource, row, "total") is not None:
        return measure.field
    if disclosure.has_column(measure.resource, "total"):  # looks through the cells
        return measure.field
    figures = [disclosure.figure(measure.resource, row, fund) for fund in _FUNDS]
    if any(figure is None or figure["value_status"] != "published" for figure in figures):
        return measure.field
    filled = [name for name in _FUNDS if row[name]]
    return measure.field if len(filled) > 1 else (filled or _FUNDS)[0]


def find(measure: Measure, disclosure: Disclosure) -> Found | None:
    """Where ``disclosure`` prints ``measure``, else where it prints it otherwise."""
    found = _find(measure, disclosure)
    if found is None and measure.otherwise is not None:
        return _find(measure.otherwise, disclosure)
    return found


def _find(measure: Measure, disclosure: Disclosure) -> Found | None:
    """Where ``disclosure`` prints ``measure``; None without such a table, row or total.

    Rows of another year, or of the change between two, are none of the disclosure's.
    """
    rows = [
        row
        for row in disclosure.of(measure.resource)
        if row.get("side") == measure.side and row.get("period") in (None, "current")
    ]
    row = next((row for choose in measure.chosen if (row := choose(rows)) is not None), None)
    if row is None:
        return None
    figure = disclosure.figure(measure.resource, row, field_in(measure, disclosure, row))
    if figure is None and (
        not disclosure.has_column(measure.resource, measure.field)
        or (measure.field == "total" and _has_figures(measure, disclosure, row))
    ):
        # No such column, or parts and no total: "blank" would say that nothing is spent.
        return None
    return Found(row, f"{measure.resource}.html#{measure.resource}-{row_anchor(row)}", figure)


def _has_figures(measure: Measure, disclosure: Disclosure, row: Record) -> bool:
    """Whether a row prints figures that a total would be of; a plan is none of the outcome's."""
    start = f"{disclosure.id}.{measure.resource}.{row_anchor(row)}."
    plans = {f"{start}{field}" for field in OWN_PLANS}
    return any(id_.startswith(start) and id_ not in plans for id_ in disclosure.figures)
