"""The figures by which a disclosure is known: where each is printed, and its exact amount."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from yusuan.model import Side
from yusuan.pages.model import Disclosure, Record, row_anchor, text
from yusuan.pages.places import figure_address
from yusuan.printed.numbers import CURRENCY_UNITS, NotAnAmountError, read_figure, to_package_unit
from yusuan.printed.text import key
from yusuan.tables.itemised import TOTAL_NAMES, bare_total
from yusuan.tables.three_public import ITEM_TITLES


@dataclass(frozen=True, slots=True)
class Measure:
    """A cell that every disclosure may have: a field of the ``chosen`` row of a table.

    The first of the choices that finds a row decides. ``section`` is that of the explanation
    which speaks of the measure, under the name of ``label``.
    """

    name: str
    label: str
    section: str
    resource: str
    field: str
    chosen: tuple[Callable[[Record], bool], ...]
    side: Side | None = None


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


def _grand_total(row: Record) -> bool:
    return row["row_type"] == "grand_total"


def _top_level(row: Record) -> bool:
    return row["level"] == 0


def _total(row: Record) -> bool:
    return row["row_type"] == "total"


def _three_public(row: Record) -> bool:
    """Beside “三公” the table may list conferences and training, which its 合计 includes."""
    return _THREE_PUBLIC.fullmatch(key(text(row, "item_name"))) is not None


def of_whole(row: Record) -> bool:
    """Whether a row is of all that the table is of: where units have rows, that of their total."""
    unit = row.get("unit_name")
    return unit is None or bare_total(str(unit)) in TOTAL_NAMES


def _item(item_id: str) -> Callable[[Record], bool]:
    return lambda row: row["item_id"] == item_id and of_whole(row)


_THREE_PUBLIC = re.compile(r"三公经费(?:支出)?(?:小计|合计)")
_BASIC = "general_public_budget_basic_expenditure"
MEASURES = (
    Measure(
        "revenue_total",
        "收入总计",
        "overview",
        "budget_summary",
        "amount",
        (_grand_total,),
        "revenue",
    ),
    Measure(
        "expenditure_total",
        "支出总计",
        "overview",
        "budget_summary",
        "amount",
        (_grand_total,),
        "expenditure",
    ),
    Measure("basic", "基本支出", "overview", "expenditure", "basic", (_top_level,)),
    Measure("project", "项目支出", "overview", "expenditure", "project", (_top_level,)),
    Measure(
        "three_public",
        "“三公”经费",
        "three_public",
        "three_public_expenditure",
        "total",
        (_three_public, _top_level),
    ),
    Measure("personnel", "人员经费", "overview", _BASIC, "personnel", (_top_level,)),
    Measure("running", "公用经费", "overview", _BASIC, "running", (_top_level,)),
    Measure("procurement", "政府采购", "procurement", "procurement", "total", (_total,)),
)

# What the table of “三公” expenditure lists, whatever a place calls it.
THREE_PUBLIC_ITEMS = tuple(
    Measure(
        name, ITEM_TITLES[name], "three_public", "three_public_expenditure", "total", (_item(name),)
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


# What final accounts print of the plan.
OWN_PLANS = ("initial_budget", "adjusted_budget")
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
    return Measure(f"function-{code}", label, "", resource, "total", (chosen,))


def find(measure: Measure, disclosure: Disclosure) -> Found | None:
    """Where ``disclosure`` prints ``measure``; None without such a table, row or total.

    Rows of another year, or of the change between two, are none of the disclosure's.
    """
    rows = [
        row
        for row in disclosure.of(measure.resource)
        if row.get("side") == measure.side and row.get("period") in (None, "current")
    ]
    row = next((row for chosen in measure.chosen for row in rows if chosen(row)), None)
    if row is None:
        return None
    figure = disclosure.figure(measure.resource, row, measure.field)
    if figure is None and (
        not disclosure.has_column(measure.resource, measure.field)
        or (measure.field == "total" and _has_figures(measure, disclosure, row))
    ):
        # No such column, or parts and no total: "blank" would say that nothing is spent.
        return None
    return Found(row, f"{measure.resource}.html#{measure.resource}-{row_anchor(row)}", figure)


def _has_figures(measure: Measure, disclosure: Disclosure, row: Record) -> bool:
    start = f"{disclosure.id}.{measure.resource}.{row_anchor(row)}."
    return any(id_.startswith(start) for id_ in disclosure.figures)
