"""The cells of a performance table: which were understood, and what is left over."""

import re
from collections.abc import Iterator

from yusuan.binding.model import CaptionedGrid, Leftover, LeftoverReason
from yusuan.binding.performance.head import IndicatorHead
from yusuan.binding.performance.kinds import KindsHead
from yusuan.binding.performance.labels import (
    goal_span,
    is_heading,
    is_total,
    money_unit,
    project_field,
)
from yusuan.binding.performance.model import GoalScope, Project
from yusuan.binding.pieces import pieces_of
from yusuan.evidence.model import Cell, Part
from yusuan.evidence.places import Place
from yusuan.facts.model import Figure
from yusuan.printed.numbers import (
    CURRENCY_UNITS,
    MAXIMUM_DIGITS,
    NotAnAmountError,
    fits_package,
    read_figure,
    to_package_unit,
)
from yusuan.tables.performance import GoalSpan

_MOST_FIRST_ROWS = 12  # where the labels of a form's name stand
# A narrow column breaks the code over lines; without a dash behind it a code is known by its digits.
_CODED_NAME = re.compile(
    r"\s*((?:[0-9A-Z]\s?){10,40}(?=\s*[-_—])|(?=(?:[A-Z\s]*[0-9]){10})(?:[0-9A-Z]\s?){10,40}(?![0-9A-Z]))"
    r"\s*[-_—]?\s*(\S.*)",
    re.DOTALL,
)


class Cells:
    """A grid with the projects read from it so far; a cell that nobody used is a leftover."""

    def __init__(
        self, captioned: CaptionedGrid, document: int, unit: str | None, document_id: str
    ) -> None:
        self._captioned, self._grid = captioned, captioned.grid
        self._document, self._document_id = document, document_id
        printed = captioned.caption.unit.text if captioned.caption.unit else None
        self._unit = money_unit(printed or "") or unit
        self._last = captioned.last_row if captioned.last_row >= 0 else self._grid.row_count - 1
        self._projects: list[Project] = []
        self._head: IndicatorHead | None = None
        self._headed_above: IndicatorHead | None = None  # of a form, maybe one above this one
        self._kinds: KindsHead | None = None
        self._named: Cell | None = None
        self._title: Part | None = None  # of the form that follows
        self._levels: dict[GoalSpan | None, list[str]] = {}
        self._pieces: dict[tuple[int, int], str] = {}  # levels that run down over cells, by cell
        self._units: dict[int, str] = {}
        self._stated: str | None = None  # the unit that a label of the form stated last
        self._columns: dict[tuple[str, str], None] = {}
        self._used: set[tuple[int, int]] = set()
        self._left: dict[tuple[int, int], LeftoverReason] = {}
        self._goal_open = False
        self._goal_until = 0  # the row below the label of the goal
        self._restated: str | None = None  # 单位：元 printed inside the grid, of what is below it
        self._goal_columns: tuple[int, int] | None = None  # below 名称 and 目标说明
        self._span_above: GoalSpan | None = None  # beside the indicators of the row above
        self._band_span: GoalSpan | None = None  # 年度绩效目标表 over the indicators that follow
        labels = (label_of(cell) for cell in self._grid.cells if "值" not in cell.text)
        spans = {goal_span(label) for label in labels}
        self._two_spans = {"period", "year"} <= spans  # else the only goal is the project's

    def _starting(self, row: int) -> list[Cell]:
        """The cells that begin in this row, from left to right."""
        return [cell for cell in self._grid.row(row) if cell.kind != "covered"]

    def _is_hidden(self, row: int) -> bool:
        cells = [cell for cell in self._starting(row) if cell.text.strip()]
        hidden = bool(cells) and all("hidden" in cell.marks for cell in cells)
        for cell in cells if hidden else ():
            self._left[cell.row, cell.column] = "hidden"
        return hidden

    def _span_beside(self, row: int, head: IndicatorHead) -> GoalSpan | None:
        """Whose indicators the row is one of, where 长期绩效指标 and 年度绩效指标 stand beside them."""
        if not self._two_spans:
            return self._band_span
        beside = [self._grid.owner(row, at) for at in range(min(head.indicators.values()))]
        found = self._span_left_of(row, head)
        if found is None and beside and not any(cell.text.strip() for cell in beside):
            found = self._span_above  # a page ended within the cell that says so
        self._span_above = found
        return found or self._band_span

    def _span_left_of(self, row: int, head: IndicatorHead) -> GoalSpan | None:
        for at in range(min(head.indicators.values())):
            cell = self._grid.owner(row, at)
            if (span := goal_span(cell.text)) is not None:
                self._use(cell)
                return span
        return None

    def _use(self, *cells: Cell) -> None:
        self._used.update((cell.row, cell.column) for cell in cells)

    def _place_of(self, row: int, column: int) -> tuple[int, int]:
        owner = self._grid.owner(row, column)
        return owner.row, owner.column

    @staticmethod
    def _is_label(cell: Cell) -> bool:
        return project_field(cell.text) is not None or is_heading(cell.text)

    def _project(self) -> Project:
        if self._title is not None:
            self._open("project", self._title.place)
        elif not self._projects:
            first = self._grid.cell(self._captioned.caption.first_row, 0)
            self._open("project", first.place)
        return self._projects[-1]

    def _open(self, scope: GoalScope, place: Place) -> Project:
        begins = self._title.place if self._title else place
        project = Project(scope, begins, place, self._title)
        self._title = None
        self._projects.append(project)
        self._levels.clear()
        return project

    def _set_name(self, project: Project, said: Part) -> None:
        text = said.text.strip()
        if match := _CODED_NAME.fullmatch(text):
            project.texts.setdefault("project_code", "".join(match[1].split()))
            text = match[2].strip()
        project.name = Part(text, said.place)

    def _is_whole(self) -> bool:
        """Whether the table is of the department as a whole."""
        if self._titled_whole():
            return True
        labels = self._first_labels()
        return "name" not in labels and "department" in labels

    def _names_supervisor_alone(self) -> bool:
        """Whether 主管部门 of a form of the whole department is its name: it has no other label."""
        return self._titled_whole() and not self._first_labels() & {"name", "department"}

    def _titled_whole(self) -> bool:
        return any("整体" in part.text for part in self._captioned.caption.titles)

    def _first_labels(self) -> set[str | None]:
        rows = range(min(self._grid.row_count, _MOST_FIRST_ROWS))
        cells = (cell for row in rows for cell in self._grid.row(row))
        return {project_field(cell.text) for cell in cells if cell.kind == "printed"}

    def _figure(self, cell: Cell, amount: str | None = None) -> Figure | None:
        """The amount in a cell; ``amount`` is the part of its text that is one."""
        text = (amount or cell.text).strip()
        unit: str | None = None
        try:
            read = read_figure(text)
        except NotAnAmountError:
            self._left[cell.row, cell.column] = "not_a_figure"
            return None
        unit = read.unit or self._units.get(cell.row) or self._restated or self._unit
        unit = unit or self._unit_above(cell)
        if read.value is None:
            return Figure(None, read.status, text, unit, cell.place)
        if unit not in CURRENCY_UNITS or len(read.value.as_tuple().digits) > MAXIMUM_DIGITS:
            self._left[cell.row, cell.column] = "unknown_unit"
            return None
        assert unit is not None
        value = to_package_unit(read.value, unit)
        if not fits_package(value):
            self._left[cell.row, cell.column] = "not_a_figure"
            return None
        return Figure(value, read.status, text, unit, cell.place)

    def _takes_unit(self, cell: Cell) -> bool:
        """Whether a cell says nothing but 单位：元, of what is below it."""
        if len(cell.parts) != 1:
            return False
        said = pieces_of(cell.parts[0])
        unit = money_unit(said[0].part.text) if [it.kind for it in said] == ["unit"] else None
        if unit is not None:
            self._restated = unit
            self._use(cell)
        return unit is not None

    def _unit_above(self, amount: Cell) -> str | None:
        """The unit that heads the column of an amount: 金额（万元） over figures and blanks alone."""
        for row in range(amount.row - 1, self._captioned.caption.first_row - 1, -1):
            above = self._grid.owner(row, amount.column)
            if above.column != amount.column or above.column_span != amount.column_span:
                return None
            if above.text.strip() and not is_figure(above):
                return money_unit(above.text) if is_total(above.text) else None
        return None

    @property
    def _usual_reason(self) -> LeftoverReason:
        return "unknown_column" if self._head and self._head.projects else "unknown_row"

    def _leftovers(self) -> Iterator[Leftover]:
        first = self._captioned.caption.first_row
        for row in range(first, self._last + 1):
            for cell in self._starting(row):
                place = (cell.row, cell.column)
                text = cell.text.strip()
                if not text or (place in self._used and place not in self._left):
                    continue
                reason = self._left.get(place, self._usual_reason)
                yield Leftover(
                    self._document,
                    self._captioned.number,
                    cell.row,
                    cell.column,
                    text,
                    cell.place,
                    reason,
                )


def label_of(cell: Cell) -> str:
    """The label that a cell is, or begins with where a page ended between it and its text."""
    first = cell.parts[0].text.strip()
    return first if len(cell.parts) > 1 and goal_span(first) is not None else cell.text


def is_figure(cell: Cell) -> bool:
    try:
        return read_figure(cell.text).value is not None
    except NotAnAmountError:
        return False
