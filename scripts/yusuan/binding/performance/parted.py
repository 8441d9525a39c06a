"""Forms in two tables, their fields in one and their indicators in the next, made one project."""

from collections.abc import Sequence
from dataclasses import replace

from yusuan.binding.performance.labels import is_heading
from yusuan.binding.performance.model import PerformanceTable, Project


def with_parts_joined(tables: Sequence[PerformanceTable]) -> tuple[PerformanceTable, ...]:
    """``tables`` of a document in its order, each with indicators of no project given to the one above.

    Only where the table right above ends with a form that is named and has no indicators, and the
    one below has nothing but indicators, without the title or a field of a form of its own.
    """
    joined: list[PerformanceTable] = []
    for table in tables:
        above = joined[-1] if joined else None
        if above is None or not _goes_on(above, table):
            joined.append(table)
            continue
        whole, rest = above.projects[-1], table.projects[0]
        whole.indicators.extend(rest.indicators)
        whole.executions.extend(rest.executions)
        whole.points = {**rest.points, **whole.points}
        whole.unread_points = {**rest.unread_points, **whole.unread_points}
        whole.place_end = rest.place_end
        joined.append(replace(table, projects=table.projects[1:]))
    return tuple(joined)


def _goes_on(above: PerformanceTable, table: PerformanceTable) -> bool:
    titles = table.captioned.caption.titles
    if table.captioned.number != above.captioned.number + 1:
        return False
    if not all(is_heading(title.text) for title in titles):
        return False  # 年度绩效指标 heads no other form
    if not (above.projects and table.projects):
        return False
    if not all(project.indicators for project in above.projects[:-1]):
        return False  # a list of projects, without indicators
    whole, rest = above.projects[-1], table.projects[0]
    return _is_without_indicators(whole) and _is_indicators_alone(rest)


def _is_without_indicators(project: Project) -> bool:
    return project.name is not None and not (project.indicators or project.points)


def _is_indicators_alone(project: Project) -> bool:
    said = (project.name, project.texts, project.figures, project.tasks)
    return bool(project.indicators) and not (any(said) or project.goals)
