"""The year's main tasks (年度主要任务) of a department, each with its money, above its indicators.

As the form of the whole department's goals prints them: 任务名称, 主要内容, 预算金额 by source of
funds, and 金额合计 below. Some print 对应项目, the project that a task is paid from, instead of what
it consists of.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from yusuan.binding.performance.labels import MONEY, heads_money, money_unit, project_field
from yusuan.evidence.model import Cell, Grid
from yusuan.printed.text import key

_NAME = re.compile(r"(?:年度)?(?:主要|重点|工作)?任务(?:名称)?")
_CONTENT = re.compile(r"(?:任务|工作)?(?:主要|具体)?内容")
_PROJECT = re.compile(r"(?:所)?对应(?:的)?(?:预算)?项目(?:名称)?")
_FUNDS = re.compile(r"(?:项目|任务)?(?:预算)?资金\(.*")
_MOST_ROWS = 3
_TOTAL = re.compile(r"(?:金额|资金|预算)?(?:合计|总计)")


class TaskHead(NamedTuple):
    """``amounts`` map fields of ``department_tasks`` to columns; ``last`` is the head's last row.

    ``content`` is None where no column says what a task consists of.
    """

    name: int
    content: int | None
    amounts: Mapping[str, int]
    last: int
    cells: tuple[Cell, ...]
    unit: str | None


def task_head(grid: Grid, row: int) -> TaskHead | None:
    """The head of tasks that begins at ``row``, or None."""
    starting = [cell for cell in grid.row(row) if cell.kind == "printed"]
    content = next((cell for cell in starting if _CONTENT.fullmatch(key(cell.text))), None)
    project = next((cell for cell in starting if _PROJECT.fullmatch(key(cell.text))), None)
    beside = content or project
    if beside is None:
        return None
    before = [cell for cell in starting if cell.column < beside.column]
    names = [cell for cell in before if _NAME.fullmatch(key(cell.text))]
    if not names:
        return None
    name = names[-1]  # 年度主要任务 may stand before all rows
    last = max(cell.row + cell.row_span - 1 for cell in (name, beside))
    if last >= grid.row_count or (content is None and last >= row + _MOST_ROWS):
        return None
    behind = beside.column + beside.column_span
    heads = [
        [cell for cell in grid.row(each) if cell.kind == "printed" and cell.column >= behind]
        for each in range(row, last + 1)
    ]
    amounts: dict[str, int] = {}
    for column in range(behind, grid.column_count):
        owner = grid.owner(last, column)
        field = project_field(owner.text) if owner.column == column else None
        if field is None and heads_money(owner.text) and _FUNDS.fullmatch(key(owner.text)):
            field = "total_amount"
        if field is not None and field in MONEY:
            amounts.setdefault(field, column)
    if not amounts and key(name.text) != "任务名称":
        return None
    cells = tuple(cell for cells in heads for cell in cells)
    unit = next((unit for cell in cells if (unit := money_unit(cell.text))), None)
    at = None if content is None else content.column
    return TaskHead(name.column, at, amounts, last, (*names, beside, *cells), unit)


def is_total_of_tasks(text: str) -> bool:
    """Whether this label stands before the sum of all tasks."""
    return _TOTAL.fullmatch(key(text)) is not None
