"""The year's main tasks (年度主要任务) of a department, each with its money, above its indicators.

As the form of the whole department's goals prints them: 任务名称, 主要内容, 预算金额 by source of
funds, and 金额合计 below. Some print 对应项目, the project that a task is paid from, instead of what
it consists of or beside it; one task may be paid from several, each with its own money.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from yusuan.binding.performance.labels import (
    MONEY,
    heads_money,
    is_total,
    money_unit,
    project_field,
)
from yusuan.evidence.model import Cell, Grid
from yusuan.layouts.goals import load_goals
from yusuan.printed.text import key
from yusuan.tables.performance import DEPARTMENT_TASKS

_MOST_ROWS = 3


class TaskHead(NamedTuple):
    """``amounts`` map fields of ``department_tasks`` to columns; ``last`` is the head's last row.

    ``content`` is None where no column says what a task consists of, ``project`` where none says
    what it is paid from.
    """

    name: int
    content: int | None
    project: int | None
    amounts: Mapping[str, int]
    last: int
    cells: tuple[Cell, ...]
    unit: str | None


class TaskRows(NamedTuple):
    """The rows of a task, or of one of the projects that it is paid from, with their amounts."""

    projects: tuple[Cell, ...]
    amounts: Mapping[str, Cell]
    last: int


def task_head(grid: Grid, row: int) -> TaskHead | None:
    """The head of tasks that begins at ``row``, or None."""
    starting = [cell for cell in grid.row(row) if cell.kind == "printed"]
    content = next(
        (cell for cell in starting if load_goals().task_content.fullmatch(key(cell.text))), None
    )
    project = next(
        (cell for cell in starting if load_goals().task_project.fullmatch(key(cell.text))), None
    )
    beside = [cell for cell in (content, project) if cell is not None]
    if not beside:
        return None
    begins = min(cell.column for cell in beside)
    names = [c for c in starting if c.column < begins and load_goals().task.fullmatch(key(c.text))]
    if not names:
        return None
    name = names[-1]  # 年度主要任务 may stand before all rows
    last = max(cell.row + cell.row_span - 1 for cell in (name, *beside))
    if last >= grid.row_count or (content is None and last >= row + _MOST_ROWS):
        return None
    told = {at for c in beside for at in range(c.column, c.column + c.column_span)}
    # 项目名称, its money, then 主要支出方向和用途: amounts may stand before the content
    first = name.column + name.column_span
    behind = [at for at in range(first, grid.column_count) if at not in told]
    heads = [
        [cell for cell in grid.row(each) if cell.kind == "printed" and cell.column in behind]
        for each in range(row, last + 1)
    ]
    amounts: dict[str, int] = {}
    for column in behind:
        owner = grid.owner(last, column)
        field = project_field(owner.text) if owner.column == column else None
        if (
            field is None
            and heads_money(owner.text)
            and load_goals().task_funds.fullmatch(key(owner.text))
        ):
            field = "total_amount"
        if field is None and owner.column == column and is_total(owner.text):
            field = "total_amount"  # 小计 before 财政资金 and 其他资金
        if field is not None and field in MONEY and field in DEPARTMENT_TASKS.field_names:
            amounts.setdefault(field, column)
    if not amounts and key(name.text) != "任务名称":
        return None
    cells = tuple(cell for cells in heads for cell in cells)
    unit = next((unit for cell in cells if (unit := money_unit(cell.text))), None)
    at = None if content is None else content.column
    paid = None if project is None else project.column
    return TaskHead(name.column, at, paid, amounts, last, (*names, *beside, *cells), unit)


def task_rows(grid: Grid, head: TaskHead, name: Cell) -> Iterator[TaskRows]:
    """The parts of the task whose ``name`` this is: one for each row of its money.

    An amount merged over more rows than its part is nobody's in particular, and left out.
    """
    rows = range(name.row, min(name.row + name.row_span, grid.row_count))
    columns = [*head.amounts.values()] or [at for at in (head.project,) if at is not None]
    begins = [r for r in rows if any(grid.owner(r, column).row == r for column in columns)]
    if rows[0] not in begins:
        begins.insert(0, rows[0])
    for first, behind in zip(begins, (*begins[1:], rows[-1] + 1), strict=True):
        within = range(first, behind)
        owners = {field: grid.owner(first, column) for field, column in head.amounts.items()}
        paid = [] if head.project is None else [grid.owner(r, head.project) for r in within]
        yield TaskRows(
            tuple({(c.row, c.column): c for c in paid if c.text.strip()}.values()),
            {
                field: cell
                for field, cell in owners.items()
                if cell.row == first and cell.row + cell.row_span <= behind
            },
            within[-1],
        )


def is_total_of_tasks(text: str) -> bool:
    """Whether this label stands before the sum of all tasks."""
    return load_goals().task_total.fullmatch(key(text)) is not None
