"""What a performance table says: projects (or the department as a whole) and their indicators."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

from yusuan.binding.model import CaptionedGrid, Leftover
from yusuan.evidence.model import Part
from yusuan.evidence.places import Place
from yusuan.facts.model import Figure
from yusuan.printed.numbers import narrow

_NUMBER = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,6})?)[%分]?")
_DASHES = re.compile(r"[-—－–/\s]+")


def points_of(text: str) -> Decimal | None:
    """The points that a cell of a row of indicators says; None where it says none."""
    match = _NUMBER.fullmatch(narrow(text))
    return Decimal(match[1]) if match else None


def is_no_number(text: str) -> bool:
    """Whether a cell of points says something else than points or that there are none."""
    return bool(text) and points_of(text) is None and _DASHES.fullmatch(text) is None


# An activity is one of those that a department's duties consist of, with a goal of its own.
GoalScope = Literal["project", "department", "activity"]


class Indicator(NamedTuple):
    """One row of indicators: its printed ``texts`` by field of ``performance_indicators``.

    ``target`` is what the cells of comparison, value and unit say together, as in ``≥5分钟``.
    """

    texts: Mapping[str, str]
    target: str
    place: Place
    place_end: Place

    @property
    def unread(self) -> dict[str, str]:
        """Of weight and score those that print something and no points, as printed."""
        printed = {name: self.texts.get(name, "") for name in ("weight", "score")}
        return {name: text for name, text in printed.items() if is_no_number(text)}


class Task(NamedTuple):
    """A main task of a department's year, or the part of it that one project pays for.

    ``figures`` by field of ``department_tasks``.
    """

    name: str
    content: str
    project: str
    figures: Mapping[str, Figure]
    place: Place
    place_end: Place


class Execution(NamedTuple):
    """A row of how the budget was executed; ``figures`` by field of ``project_execution``.

    ``unread`` is what those cells print that could not be read.
    """

    item: str | None
    figures: Mapping[str, Figure]
    place: Place
    place_end: Place
    unread: Mapping[str, str] = {}


@dataclass(slots=True)
class Project:
    """A project, an activity, or the department as a whole: goal, money and indicators.

    ``title`` is the caption of its table where each project has one; ``texts`` and ``figures`` by
    field of ``projects``, of a department's ``department_tasks``. ``points`` are the total ones,
    ``unread_points`` what is printed of them that could not be read.
    """

    scope: GoalScope
    place: Place
    place_end: Place
    title: Part | None = None
    name: Part | None = None
    goals: list[str] = field(default_factory=list)
    goal_place: Place | None = None
    texts: dict[str, str] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    indicators: list[Indicator] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    executions: list[Execution] = field(default_factory=list)
    points: dict[str, Decimal] = field(default_factory=dict)
    unread_points: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PerformanceTable:
    """A grid of indicators, read; ``document_id`` is the document that it stands in.

    ``columns``: the label of each column that is understood, as printed, with its field.
    """

    document_id: str
    captioned: CaptionedGrid
    projects: tuple[Project, ...]
    leftovers: tuple[Leftover, ...]
    unit: str | None
    columns: tuple[tuple[str, str], ...] = ()
