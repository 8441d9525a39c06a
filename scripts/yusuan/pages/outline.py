"""What the rest of the site knows of a disclosure: a small value, of however many of them.

The pages of places, organisations, comparisons, terms and lines are made of outlines alone; it is
drawn out of the rows of the disclosure, or was kept (``drawn``).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from yusuan.pages.describing import describe_page
from yusuan.pages.exploring.columns import columns_of
from yusuan.pages.exploring.line import lines_in
from yusuan.pages.marks import marks_of
from yusuan.pages.measures import (
    BY_FUNCTION,
    MEASURES,
    THREE_PUBLIC_ITEMS,
    Found,
    Measure,
    find,
    function_measure,
    is_class,
)
from yusuan.pages.model import Disclosure, known, text
from yusuan.pages.planned import OWN_PLANS, planned_of
from yusuan.pages.stated import stated_of

if TYPE_CHECKING:
    import pyarrow as pa

_MEASURES = (*MEASURES, *THREE_PUBLIC_ITEMS)
_PLANNED = tuple(each.planned(field) for each in _MEASURES for field in OWN_PLANS)
_RESOURCES = tuple(dict.fromkeys((*(each.resource for each in _MEASURES), *BY_FUNCTION)))
_TERM = ("term", "definition", "place", "place_end")
NO_TABLE = "没有此表"


@dataclass(frozen=True, slots=True)
class Shown:
    """A measure as a disclosure prints it; ``link`` is relative to the folder of the disclosure.

    ``status`` is that of ``budget_lines``, None where the cell is blank; then ``stated`` is what
    the prose says of it, ``planned`` what the row prints as the plan for it. ``amount`` is in
    万元, with the printed decimals, None where there is no figure or no unit. ``marks`` name the
    findings that the figure takes part in.
    """

    link: str
    status: str | None
    amount: Decimal | None = None
    printed: str = ""
    unit: str = ""
    unverified: bool = False
    marks: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()
    planned: tuple[str, ...] = ()

    @property
    def blank(self) -> bool:
        return self.status is None

    @property
    def without_unit(self) -> bool:
        """Whether the figure can be told and not compared: its table prints no unit."""
        return self.status == "published" and not self.unit

    @property
    def drawable(self) -> bool:
        """Whether a picture can show it: an amount, or that there is none."""
        return self.blank or self.amount is not None


@dataclass(frozen=True, slots=True)
class Outline:
    """``shown`` by the name of the measure (``name_of``), ``absent`` by resource: why it has none.

    ``classes`` are those of functions, code and name, that a table prints as a whole; ``summary``
    is what the page of the disclosure says of itself.
    """

    shown: Mapping[str, Shown]
    absent: Mapping[str, str]
    classes: Mapping[str, Mapping[str, str]]
    terms: tuple[Mapping[str, str | None], ...]
    line_count: int
    check_count: int
    summary: str


def outline_of(disclosure: Disclosure) -> Outline:
    """As it was kept, else out of its rows."""
    return _outline(disclosure) if disclosure.outline is None else disclosure.outline


def lines_shown(disclosure: Disclosure) -> "pa.Table":
    """All its lines (``exploring.columns``), as they were kept, else out of its rows."""
    return columns_of(lines_in(disclosure)) if disclosure.lines is None else disclosure.lines


def shown(measure: Measure, disclosure: Disclosure) -> Shown | None:
    """None where ``disclosure`` does not print the measure: ``why_none``."""
    return outline_of(disclosure).shown.get(name_of(measure))


def why_none(measure: Measure, disclosure: Disclosure) -> str:
    """Why a disclosure has no such figure."""
    return outline_of(disclosure).absent[measure.resource]


def name_of(measure: Measure) -> str:
    return f"{measure.resource}.{measure.name}.{measure.field}"


@known
def _outline(disclosure: Disclosure) -> Outline:
    classes = {name: _classes(disclosure, name) for name in BY_FUNCTION}
    functions = [
        function_measure(name, code, title)
        for name, found in classes.items()
        for code, title in found.items()
    ]
    return Outline(
        dict(_all_shown(disclosure, (*_MEASURES, *_PLANNED, *functions))),
        {name: _absent(disclosure, name) for name in _RESOURCES},
        classes,
        tuple(
            {name: None if row[name] is None else str(row[name]) for name in _TERM}
            for row in disclosure.of("glossary")
        ),
        len(disclosure.figures),
        len(disclosure.of("checks")),
        describe_page(disclosure, "index", "概览"),
    )


def _classes(disclosure: Disclosure, resource: str) -> Mapping[str, str]:
    rows = filter(is_class, disclosure.of(resource))
    return {text(row, "function_code"): text(row, "function_name") for row in rows}


def _absent(disclosure: Disclosure, resource: str) -> str:
    printed = disclosure.published(resource)
    if printed is None or not disclosure.has_table(resource):
        return NO_TABLE
    return "空表" if printed["is_empty"] else "没有此数"


def _all_shown(
    disclosure: Disclosure, measures: tuple[Measure, ...]
) -> Iterator[tuple[str, Shown]]:
    for measure in measures:
        found = find(measure, disclosure)
        if found is not None:
            yield name_of(measure), _shown(measure, disclosure, found)


def _shown(measure: Measure, disclosure: Disclosure, found: Found) -> Shown:
    figure = found.figure
    if figure is None:
        item = str(found.row.get("item_name") or "")
        said = stated_of(disclosure, item) if item else ()
        return Shown(
            found.link,
            None,
            stated=tuple(f"{each.value} {each.unit}".rstrip() for each in said),
            planned=tuple(
                each.said for each in planned_of(disclosure, measure.resource, found.row)
            ),
        )
    marks = marks_of(disclosure).figures.get(text(figure, "budget_line_id"), ())
    return Shown(
        found.link,
        text(figure, "value_status"),
        found.amount,
        text(figure, "published_text"),
        text(figure, "published_unit"),
        bool(figure["unverified"]),
        tuple(mark.name for mark in marks),
    )
