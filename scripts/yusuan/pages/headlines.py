"""The headline figures of a disclosure, each with its row and the change that the prose states."""

from dataclasses import dataclass

from yusuan.checks.named_figures import NamedFigure, named_figure
from yusuan.declared.sections import section_id
from yusuan.pages.figures import STATUS_CLASSES, UNVERIFIED, grouped
from yusuan.pages.marks import Marked, Marks, marks_of
from yusuan.pages.measures import MEASURES, Measure, find
from yusuan.pages.model import Disclosure, Record, text
from yusuan.pages.origins import Origin, origin_of
from yusuan.pages.planned import Planned, planned_of
from yusuan.printed.text import key

DIRECTIONS = {"increase": "增加", "decrease": "减少"}
# The one word for revenue and expenditure together.
_BOTH_TOTALS = "收支"
_TOTALS = ("revenue_total", "expenditure_total")


@dataclass(frozen=True, slots=True)
class Change:
    """A change against an earlier year, as the prose states it; ``amount`` has its unit.

    ``year`` is blank where the prose names none, ``origin`` where it stands.
    """

    subject: str
    direction: str
    amount: str
    year: str
    sentence: str
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class Headline:
    """``link`` is relative to the folder of the disclosure; blank ``value``: blank as printed.

    ``origin`` is the place that prints the figure, or the row whose cell is blank; ``planned``
    is what that row prints as the plan.
    """

    name: str
    label: str
    value: str
    unit: str
    link: str
    css: str
    changes: tuple[Change, ...]
    origin: Origin | None
    marks: Marked = ()
    planned: tuple[Planned, ...] = ()


def headlines(disclosure: Disclosure) -> tuple[Headline, ...]:
    """Those measures whose tables are in the text; a blank cell stays blank."""
    stated, marks = _changes_by_measure(disclosure), marks_of(disclosure)
    found = (_headline(each, disclosure, stated.get(each.name, ()), marks) for each in MEASURES)
    return tuple(headline for headline in found if headline is not None)


def _headline(
    measure: Measure, disclosure: Disclosure, stated: tuple[Change, ...], marks: Marks
) -> Headline | None:
    found = find(measure, disclosure)
    if found is None:
        return None
    value, unit, css = "", "", "blank"
    marked: Marked = ()
    planned: tuple[Planned, ...] = ()
    if found.figure is not None:
        value = grouped(text(found.figure, "published_text"))
        unit = text(found.figure, "published_unit")
        if found.figure["unverified"]:
            unit += f"（{UNVERIFIED}）"
        css = STATUS_CLASSES[text(found.figure, "value_status")]
        marked = marks.figures.get(text(found.figure, "budget_line_id"), ())
    else:
        planned = tuple(planned_of(disclosure, measure.resource, found.row))
    place = origin_of(found.row if found.figure is None else found.figure)
    return Headline(
        measure.name, measure.label, value, unit, found.link, css, stated, place, marked, planned
    )


def changes(disclosure: Disclosure) -> tuple[Change, ...]:
    """Every change that the prose states, in its order."""
    return tuple(_change(row) for row in _change_rows(disclosure))


def _change_rows(disclosure: Disclosure) -> list[Record]:
    return [row for row in disclosure.of("stated_amounts") if row["amount_type"] == "change"]


def _change(row: Record) -> Change:
    return Change(
        text(row, "subject"),
        DIRECTIONS[text(row, "change_direction")],
        f"{grouped(text(row, 'published_text'))} {text(row, 'published_unit')}",
        text(row, "compared_year"),
        text(row, "sentence"),
        origin_of(row),
    )


def _changes_by_measure(disclosure: Disclosure) -> dict[str, tuple[Change, ...]]:
    """The changes of each measure: those whose subject names the very figure that it names.

    What a subject names is declared once, for the checks of the prose (``named_figures``).
    """
    sections = {
        row["section_no"]: section_id(text(row, "section_title"))
        for row in disclosure.of("narrative")
    }
    measures: dict[NamedFigure, list[str]] = {}
    for measure in MEASURES:
        named = named_figure(measure.section, measure.label)
        if named is not None:
            measures.setdefault(named, []).append(measure.name)
    found: dict[str, tuple[Change, ...]] = {}
    for row in _change_rows(disclosure):
        subject = text(row, "subject")
        if row["table_no"] is not None:
            continue
        named = named_figure(sections.get(row["section_no"]), subject)
        if named is None or named not in measures:
            continue
        both = _BOTH_TOTALS in key(subject)
        for name in _TOTALS if both else measures[named]:
            found[name] = (*found.get(name, ()), _change(row))
    return found
