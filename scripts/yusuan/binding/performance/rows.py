"""Projects, goals and indicators of performance tables, laid out as rows of their resources."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from yusuan.binding.performance.model import (
    Indicator,
    PerformanceTable,
    Project,
    is_no_number,
    points_of,
)
from yusuan.declared.fields import Resource
from yusuan.evidence.places import LinePlace, Place, order, whole
from yusuan.layouts.goals import load_goals
from yusuan.model import Row, Value
from yusuan.printed.targets import Target, parse_target
from yusuan.printed.text import key
from yusuan.prose.goals import DEPARTMENT_GOALS, GOAL_EXECUTION, GOAL_INDICATORS
from yusuan.tables.performance import (
    DEPARTMENT_TASKS,
    PERFORMANCE_INDICATORS,
    PROJECT_EXECUTION,
    PROJECTS,
    project_title,
    target_values,
)


class PerformanceRows(NamedTuple):
    """Rows of ``projects``, ``performance_indicators``, ``department_goals``, ``goal_indicators``,
    ``department_tasks``, ``project_execution`` and ``goal_execution``.
    """

    projects: tuple[Row, ...]
    indicators: tuple[Row, ...]
    goals: tuple[Row, ...]
    goal_indicators: tuple[Row, ...]
    tasks: tuple[Row, ...]
    project_execution: tuple[Row, ...]
    goal_execution: tuple[Row, ...]


def performance_rows(
    tables: Sequence[PerformanceTable],
    disclosure_id: str,
    fiscal_year: int | None,
    first_goal: int = 0,
) -> PerformanceRows:
    """The rows of a statement's tables; goals are numbered from ``first_goal``.

    A project bears the number printed in its title where no other bears it, else its order, or
    the next number that is free.
    """
    projects: list[Row] = []
    indicators: list[Row] = []
    goals: list[Row] = []
    next_goal = first_goal
    goal_indicators: list[Row] = []
    tasks: list[Row] = []
    executed: list[Row] = []
    goals_executed: list[Row] = []
    taken: set[int] = set()
    held_in = [(table, project) for table in tables for project in table.projects]
    printed = Counter(number for number in map(printed_number, (it for _, it in held_in)) if number)
    for table, project in held_in:
        shared: dict[str, Value] = {
            "disclosure_id": disclosure_id,
            "document_id": table.document_id,
        }
        if project.scope != "project":
            number = max(next_goal, int(project.scope == "activity"))  # 0 is the overall goal's
            held = {**shared, "goal_no": number}
            next_goal = number + 1
            goals.append(DEPARTMENT_GOALS.row(_goal_values(project, held)))
            goal_indicators.extend(_indicators(GOAL_INDICATORS, project, held, fiscal_year))
            for values in _tasks(project):
                tasks.append(DEPARTMENT_TASKS.row({**held, "task_no": len(tasks), **values}))
            goals_executed.extend(_executions(GOAL_EXECUTION, project, held))
            continue
        number, name = _numbered(project, len(taken) + 1, taken, printed)
        taken.add(number)
        held = {**shared, "project_no": number}
        projects.append(PROJECTS.row(_project_values(project, held, name)))
        indicators.extend(_indicators(PERFORMANCE_INDICATORS, project, held, fiscal_year))
        executed.extend(_executions(PROJECT_EXECUTION, project, held))
    return PerformanceRows(
        tuple(projects),
        tuple(indicators),
        tuple(goals),
        tuple(goal_indicators),
        tuple(tasks),
        tuple(executed),
        tuple(goals_executed),
    )


def printed_number(project: Project) -> int | None:
    """The number that a project's title prints before its name, or None."""
    if project.scope != "project" or project.title is None or not project.title.text.strip():
        return None
    return project_title(project.title.text, 0)[0] or None


def _numbered(
    project: Project, order: int, taken: set[int], printed: Counter[int]
) -> tuple[int, str]:
    """(number, name); the name of the table's title where the table prints none.

    ``printed`` counts the numbers that titles print: one printed twice is neither's.
    """
    name = project.name.text if project.name else ""
    if project.title is not None and project.title.text.strip():
        _, titled = project_title(project.title.text, order)
        name = name or ("" if load_goals().any_project.fullmatch(key(titled)) else titled)
    number = printed_number(project)
    if number is None or printed[number] > 1:
        number = order
        while number in taken or printed[number] == 1:
            number += 1
    return number, name or "（未印名称）"


def _project_values(project: Project, held: dict[str, Value], name: str) -> dict[str, Value]:
    title = project.title
    return {
        **held,
        "project_name": name,
        "goal": "\n".join(project.goals) or None,
        **project.texts,
        **{field: figure.value for field, figure in project.figures.items()},
        **project.points,
        "indicator_count": len(project.indicators),
        "place": _printed(title.place if title else project.place),
        "place_end": _printed(project.place_end),
    }


def _printed(place: Place) -> str:
    """The place of a row; in a text that is its line."""
    return str(whole(place) if isinstance(place, LinePlace) else place)


_ITS_NUMBER = re.compile(
    r"\s*(?:[0-9]{1,3}\s*[、.．](?![0-9])|[（(]?[一二三四五六七八九十]{1,3}[)）、]+)\s*(?=\S)"
)


def _goal_values(project: Project, held: dict[str, Value]) -> dict[str, Value]:
    activity = project.scope == "activity"
    title = project.name.text if project.name else None
    return {
        **held,
        "goal_type": "specific" if activity else "overall",
        "goal_title": _ITS_NUMBER.sub("", title, count=1) if title and activity else title,
        "goal": "\n".join(project.goals) or None,
        "period_goal": project.texts.get("period_goal"),
        "achieved": project.texts.get("achieved"),
        "adjusted_goal": project.texts.get("adjusted_goal"),
        **project.points,
        "place": _printed(project.place),
        "place_end": _printed(project.place_end),
    }


def _tasks(project: Project) -> Iterator[dict[str, Value]]:
    """The money of the whole, where it is printed, then each task; an activity is one itself."""
    whole = {field: figure.value for field, figure in project.figures.items()}
    if project.scope == "activity":
        yield {
            "task_name": project.name.text if project.name else None,
            "content": project.texts.get("content"),
            **whole,
            "place": _printed(project.place),
            "place_end": _printed(project.place_end),
        }
        return
    if whole:
        places = sorted((figure.place for figure in project.figures.values()), key=order)
        yield {**whole, "place": _printed(places[0]), "place_end": _printed(places[-1])}
    for task in project.tasks:
        yield {
            "task_name": task.name or None,
            "content": task.content or None,
            "paying_project": task.project or None,
            **{field: figure.value for field, figure in task.figures.items()},
            "place": _printed(task.place),
            "place_end": _printed(task.place_end),
        }


def _executions(resource: Resource, project: Project, held: dict[str, Value]) -> Iterator[Row]:
    for number, execution in enumerate(project.executions, start=1):
        yield resource.row(
            {
                **held,
                "execution_no": number,
                "item": execution.item,
                **{field: figure.value for field, figure in execution.figures.items()},
                "place": _printed(execution.place),
                "place_end": _printed(execution.place_end),
            }
        )


def _indicators(
    resource: Resource, project: Project, held: dict[str, Value], fiscal_year: int | None
) -> Iterator[Row]:
    names = frozenset(resource.field_names)
    for number, indicator in enumerate(project.indicators, start=1):
        texts = {name: text for name, text in indicator.texts.items() if text and name in names}
        values: dict[str, Value] = {
            **held,
            "indicator_no": number,
            **texts,
            "target_text": indicator.target or None,
            "weight": None,
            "score": None,
            "place": _printed(indicator.place),
            "place_end": _printed(indicator.place_end),
        }
        values.update(_points(indicator))
        if indicator.target:
            # 12月底 of a goal of several years is in none that is known
            year = fiscal_year if texts.get("goal_span") != "period" else None
            values.update(target_values(_target(indicator, year)))
        yield resource.row(values)


def _points(indicator: Indicator) -> dict[str, Value]:
    """The printed weight and score as numbers; one that is none stays with the remark."""
    found: dict[str, Value] = {}
    remarks = [indicator.texts.get("remark", "")]
    for name in ("weight", "score"):
        printed = indicator.texts.get(name, "")
        if (points := points_of(printed)) is not None:
            found[name] = points
        elif is_no_number(printed):
            remarks.append(printed)
    return {**found, "remark": "；".join(filter(None, remarks)) or None}


def _target(indicator: Indicator, fiscal_year: int | None) -> Target:
    target = parse_target(indicator.target, fiscal_year)
    named = load_goals().unit_in_name.search(key(indicator.texts.get("level3", "")))
    if target.kind == "quantity" and target.unit is None and named:
        return replace(target, unit=named["unit"])
    return target
