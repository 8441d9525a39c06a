"""What self-evaluations (绩效自评表) add to a form: how the budget was executed, and the points."""

import re
from decimal import Decimal

from yusuan.binding.performance.execution import (
    BUDGETS,
    ExecutionHead,
    ExecutionRow,
    execution_head,
    execution_row,
)
from yusuan.binding.performance.forms import Forms
from yusuan.binding.performance.head import IndicatorHead
from yusuan.binding.performance.labels import money_unit
from yusuan.binding.performance.model import Execution, is_no_number
from yusuan.evidence.model import Cell
from yusuan.facts.model import Figure
from yusuan.layouts.goals import load_goals
from yusuan.printed.numbers import NotAnAmountError, fits_package, narrow, read_figure, shifted
from yusuan.printed.text import key

_POINTS = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,6})?)分?")
_MONEY = frozenset((*BUDGETS, "executed"))
_ROUNDING = Decimal("0.01")
_TOTALS = {"weight": "total_weight", "score": "total_score"}


def points(text: str) -> Decimal | None:
    """The points that a cell of 分值 or 得分 says; None where it says anything else."""
    match = _POINTS.fullmatch(narrow(text).strip())
    return Decimal(match[1]) if match else None


def says_nothing(text: str) -> bool:
    """Whether a cell of points holds a mark for none: a dash, a stroke, 无."""
    printed = narrow(text).strip()
    if not printed or printed in ("/", "\\"):
        return True
    try:
        return read_figure(printed).value is None
    except NotAnAmountError:
        return False


class Evaluations(Forms):
    """Reads blocks of execution and rows of total points."""

    def _take_execution(self, row: int) -> int | None:
        """Read the block of execution whose head is this row; the row behind it, None for none."""
        head = execution_head(self._grid, row)
        if head is None:
            return None
        self._goal_open = False
        self._use(*head.cells)
        for cell in head.cells:
            if cell.row_span > 1:  # 年度预算申请（万元） beside more than the block
                self._state_unit(row, cell, cell.text)
        at = head.body
        while at <= self._last:
            if (found := execution_row(self._grid, at, head)) is not None:
                self._add_execution(found, head)
            elif any(cell.text.strip() for cell in self._starting(at)):
                break  # but for a blank row, as where a page ends within one
            at += 1
        return max(at, row + 1)

    def _add_execution(self, row: ExecutionRow, head: ExecutionHead) -> None:
        printed = [cell for cell in row.cells.values() if cell.text.strip()]
        self._use(*row.labels)
        if not printed:
            return
        own = next((unit for cell in row.labels if (unit := money_unit(cell.text))), None)
        unit = own or head.unit
        if unit is not None:
            self._units[printed[0].row] = unit
        figures: dict[str, Figure] = {}
        unread: dict[str, str] = {}
        for name, cell in row.cells.items():
            if not cell.text.strip():
                continue
            self._use(cell)
            figure = self._figure(cell) if name in _MONEY else self._number(cell, name, figures)
            if figure is not None:
                figures[name] = figure
            elif (cell.row, cell.column) in self._left:
                unread[name] = cell.text.strip()
        project = self._project()
        label = row.label.text.strip() if row.label else None
        ends = max((cell for cell in printed), key=lambda cell: cell.column)
        begins = next(iter((*row.labels, *printed)))
        place_end = ends.parts[-1].place
        project.executions.append(Execution(label, figures, begins.place, place_end, unread))
        project.place_end = place_end

    def _number(self, cell: Cell, name: str, figures: dict[str, Figure]) -> Figure | None:
        """Points, or a rate in per cent; what is neither is left over."""
        text = cell.text.strip()
        if says_nothing(text):
            return None
        value = _rate(text, figures) if name == "completion_percent" else points(text)
        if value is None:
            self._left[cell.row, cell.column] = "not_a_figure"
            return None
        unit = "%" if name == "completion_percent" else None
        return Figure(value, "published", text, unit, cell.place)

    def _take_total(self, row: int, head: IndicatorHead) -> bool:
        """Read a row of the total points: 总分 and its figures below 分值 and 得分."""
        cells = [cell for cell in self._starting(row) if cell.text.strip()]
        if not cells or load_goals().total_points.fullmatch(key(cells[0].text)) is None:
            return False
        project, found = self._project(), False
        columns = {field: at for field, at in head.indicators.items() if field in _TOTALS}
        printed = [cell for cell in cells[1:] if points(cell.text) is not None]
        below = {field: self._grid.owner(row, at) for field, at in columns.items()}
        if len(printed) == len(columns) and set(printed) != set(below.values()):
            # 总分, 100, 99.5, 优 over columns of their own: the points stand in the order of the head
            ordered = sorted(columns, key=lambda field: columns[field])
            below = dict(zip(ordered, printed, strict=True))
        elif len(printed) > 1 and any(
            below[field] in printed and below[field].column < at for field, at in columns.items()
        ):
            return False  # which figure is below which label is not told
        for field, name in _TOTALS.items():
            if field not in below:
                continue
            cell = below[field]
            value = points(cell.text) if cell.row == row and cell is not cells[0] else None
            if value is not None and name not in project.points:
                project.points[name] = value
                self._use(cell)
                found = True
            elif cell.row == row and cell is not cells[0] and is_no_number(cell.text.strip()):
                project.unread_points.setdefault(name, cell.text.strip())
        if found:
            self._use(cells[0])
        return found


def _rate(text: str, figures: dict[str, Figure]) -> Decimal | None:
    """A rate in per cent; a bare share (0.95) only where the row's own amounts prove it one."""
    try:
        read = read_figure(text)
    except NotAnAmountError:
        return None
    if read.value is None or read.unit not in (None, "%") or not fits_package(read.value):
        return None
    if read.unit == "%" or read.value > 2:
        return read.value
    budget = next((figures[name].value for name in BUDGETS if name in figures), None)
    executed = figures["executed"].value if "executed" in figures else None
    if not budget or executed is None:
        return Decimal(0) if read.value == 0 else None
    share = executed / budget
    if abs(share - read.value) <= _ROUNDING:
        return shifted(read.value, 2)
    return read.value if abs(share * 100 - read.value) <= _ROUNDING else None
