"""How a budget was executed, as self-evaluations (绩效自评表) print it above their indicators.

财预〔2020〕10号 prints a block of money: 年初预算数, 全年预算数, 全年执行数, 分值, 执行率 and 得分 over the
columns, 年度资金总额 and its sources down the rows. Older forms print pairs instead: 预算数 and its
amount beside 执行数 and its own.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from yusuan.binding.performance.cells import is_figure
from yusuan.binding.performance.labels import (
    department_field,
    is_heading,
    money_unit,
    project_field,
)
from yusuan.evidence.model import Cell, Grid
from yusuan.layouts.goals import load_goals
from yusuan.printed.numbers import is_dash, narrow
from yusuan.printed.text import key

BUDGETS = ("adjusted_budget", "budget", "initial_budget")
_AMOUNTS = frozenset((*BUDGETS, "executed"))
# An amount with a sign that is none of it, as 3①.2O: left over, and no end of the block.
_GARBLED = re.compile(r"-?[0-9][^\u4e00-\u9fff\n]{1,15}")


class ExecutionHead(NamedTuple):
    """``columns`` map fields to columns. ``labels``: those of the rows' labels, where each amount
    has its own before it. ``body`` is the first row of amounts.
    """

    columns: Mapping[str, int]
    labels: tuple[int, ...]
    cells: tuple[Cell, ...]
    unit: str | None
    body: int


class ExecutionRow(NamedTuple):
    """A row of the block: its label (None in the first row of pairs) and its cells by field."""

    label: Cell | None
    labels: tuple[Cell, ...]
    cells: Mapping[str, Cell]


def execution_field(text: str) -> str | None:
    """The field of an execution that a column of this label holds, or None."""
    compared = key(text) if len(text) <= 40 else ""
    return next((name for name, words in load_goals().execution if words.fullmatch(compared)), None)


def execution_head(grid: Grid, row: int) -> ExecutionHead | None:
    """The head of a block of execution in this row, or None."""
    printed = [cell for cell in grid.row(row) if cell.kind == "printed" and cell.text.strip()]
    fields = [execution_field(cell.text) for cell in printed]
    if any(
        (project_field(c.text) == "name" and not _heads_sources(grid, c)) or key(c.text) == "序号"
        for c in printed
    ):
        return None  # a list of projects, each with its money
    if "executed" not in fields or not any(name in fields for name in BUDGETS):
        return None
    if any(is_figure(cell) for cell in printed):
        return _pairs(grid, row, printed)
    columns: dict[str, int] = {}
    used: list[Cell] = []
    for cell, name in zip(printed, fields, strict=True):
        if name in _AMOUNTS and _heads_labels(grid, cell):
            continue  # 年度预算数（万元） over 总额 and 其中：财政资金
        if name is not None and name not in columns:
            columns[name] = cell.column
            used.append(cell)
        elif name is None and is_heading(cell.text):
            used.append(cell)  # 备注
    first = min(columns.values())
    before = [grid.owner(row, column) for column in range(first)]
    headings = [cell for cell in before if cell.text.strip()]
    unit = next((unit for cell in (*headings, *used) if (unit := money_unit(cell.text))), None)
    return ExecutionHead(columns, (), (*headings, *used), unit, row + 1)


def _heads_sources(grid: Grid, cell: Cell) -> bool:
    """Whether 项目 stands over 年度资金总额 and its sources, which are no projects."""
    row = cell.row + cell.row_span
    below = grid.owner(row, cell.column).text if row < grid.row_count else ""
    bare = key(cell.text) in ("项目", "内容")
    return bare and (project_field(below) or department_field(below) or "").endswith("_amount")


def _heads_labels(grid: Grid, cell: Cell) -> bool:
    """Whether words stand below the head ``cell``: the column is that of the rows' labels."""
    row = cell.row + cell.row_span
    below = grid.owner(row, cell.column) if row < grid.row_count else None
    return below is not None and bool(below.text.strip()) and not _says_amount(below)


def _pairs(grid: Grid, row: int, printed: list[Cell]) -> ExecutionHead | None:
    """The head of pairs: each label right before its amount in the row itself."""
    columns: dict[str, int] = {}
    labels: list[Cell] = []
    for cell in printed:
        name = execution_field(cell.text)
        behind = cell.column + cell.column_span
        if name is None or name in columns or behind >= grid.column_count:
            continue
        value = grid.owner(row, behind)
        if value.row == row and value.column == behind and _says_figure(value):
            columns[name] = behind
            labels.append(cell)
    if "executed" not in columns or not any(name in columns for name in BUDGETS):
        return None
    first = min(cell.column for cell in labels)
    headings = [c for c in (grid.owner(row, at) for at in range(first)) if c.text.strip()]
    unit = next((unit for cell in (*headings, *labels) if (unit := money_unit(cell.text))), None)
    at = tuple(cell.column for cell in labels)
    return ExecutionHead(columns, at, (*headings, *labels), unit, row)


def execution_row(grid: Grid, row: int, head: ExecutionHead) -> ExecutionRow | None:
    """The row of the block at ``row``, or None where the block has ended."""
    cells: dict[str, Cell] = {}
    for name, column in head.columns.items():
        owner = grid.owner(row, column)
        if owner.row != row and name not in _AMOUNTS:
            continue  # 分值 and 得分 merged over all rows
        if owner.row != row or owner.column != column:
            return None
        if name in _AMOUNTS and owner.text.strip() and not _says_amount(owner):
            return None
        cells[name] = owner
    if head.labels:
        return _row_of_pairs(grid, row, head, cells)
    first = min(head.columns.values())
    if first == 0:
        return None
    label = grid.owner(row, first - 1)
    if row == head.body and (label.row < row or not label.text.strip()):
        return ExecutionRow(None, (), cells)  # the head's own label stands before its one row
    if label.row != row or not label.text.strip() or is_figure(label):
        return None
    if project_field(label.text) in ("name", "department", "goal"):
        return None
    if load_goals().expected.fullmatch(key(label.text)):
        return None  # 预期目标 beside 实际完成情况, where nothing is merged
    groups = [grid.owner(row, column) for column in range(label.column)]
    own = [cell for cell in groups if cell.text.strip() and is_heading(cell.text)]
    return ExecutionRow(label, (label, *own), cells)


def _row_of_pairs(
    grid: Grid, row: int, head: ExecutionHead, cells: Mapping[str, Cell]
) -> ExecutionRow | None:
    labels = [grid.owner(row, column) for column in head.labels]
    if any(label.row != row or not label.text.strip() for label in labels):
        return None
    if row == head.body:
        return ExecutionRow(None, tuple(labels), cells)
    if len({key(label.text).rstrip(":") for label in labels}) > 1:
        return None
    return ExecutionRow(labels[0], tuple(labels), cells)


def _says_figure(cell: Cell) -> bool:
    return is_figure(cell) or is_dash(cell.text.strip())


def _says_amount(cell: Cell) -> bool:
    """Whether a cell says a figure, be it legible or not, or that there is none."""
    return _says_figure(cell) or _GARBLED.fullmatch(narrow(cell.text).strip()) is not None
