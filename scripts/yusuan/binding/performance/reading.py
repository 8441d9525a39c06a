"""A grid of indicators -> projects: forms (one project above its indicators) and lists.

In a form the fields of a project stand in rows of label and value above the head of its
indicators, several forms may follow one another. In a list the project's name, money and goal are
columns beside its indicators, merged over their rows. What is neither is a leftover.
"""

import re
from collections.abc import Iterator

from yusuan.binding.model import CaptionedGrid, Leftover, LeftoverReason
from yusuan.binding.performance.head import IndicatorHead, indicator_head
from yusuan.binding.performance.labels import (
    AMOUNTS,
    is_heading,
    is_total,
    money_unit,
    project_field,
)
from yusuan.binding.performance.model import GoalScope, Indicator, PerformanceTable, Project
from yusuan.evidence.model import Cell, Part
from yusuan.facts.model import Figure
from yusuan.numbers import (
    CURRENCY_UNITS,
    MAXIMUM_DIGITS,
    NotAnAmountError,
    fits_package,
    read_figure,
    to_package_unit,
)
from yusuan.text import key

_AMOUNTS = frozenset(name for name, _ in AMOUNTS)
_NUMBERED_GOAL = re.compile(r"\s*(?:[0-9]{1,2}\s*[.、．]|[（(][0-9]{1,2}[)）]|目标\s*[0-9])")
_CODED_NAME = re.compile(r"\s*([0-9A-Z]{10,40})\s*[-_—]\s*(\S.*)", re.DOTALL)
# 产出指标质量指标来信扫描完成率: three levels printed in one cell.
_LEVELS_IN_ONE = re.compile(r"((?:产出|效益|效果|满意度|成本)指标)(\S{2,8}?指标)(\S.*)", re.DOTALL)
_COMPARISONS = re.compile(r"(?:[≥≤＝=＞>＜<≧≦⩾⩽]|>=|<=){1,2}")
_WHOLE = re.compile(r"整体")
_MOST_HEAD_ROWS = 8


def is_performance(captioned: CaptionedGrid) -> bool:
    """Whether a row of the grid heads indicators."""
    grid = captioned.grid
    return any(indicator_head(grid, row) is not None for row in range(grid.row_count))


def read_performance(
    captioned: CaptionedGrid,
    document: int = 0,
    unit: str | None = None,
    document_id: str = "",
) -> PerformanceTable:
    """The projects of a grid; ``unit`` is that of its amounts where neither head nor caption say.

    ``document`` is the 0-based place of the document in its disclosure, for the leftovers.
    """
    return _Reading(captioned, document, unit, document_id).read()


class _Reading:
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
        self._named: Cell | None = None
        self._levels = ["", ""]
        self._units: dict[int, str] = {}
        self._used: set[tuple[int, int]] = set()
        self._left: dict[tuple[int, int], LeftoverReason] = {}
        self._goal_open = False

    def read(self) -> PerformanceTable:
        row = self._first_list_head()
        while row <= self._last:
            row = self._take(row)
        self._projects = [project for project in self._projects if _says_something(project)]
        if len(self._projects) == 1 and self._captioned.caption.titles:
            self._projects[0].title = self._captioned.caption.titles[-1]
        return PerformanceTable(
            self._document_id,
            self._captioned,
            tuple(self._projects),
            tuple(self._leftovers()),
            self._unit,
        )

    def _first_list_head(self) -> int:
        """Where reading begins: at the last row of a list's head, whose rows above are no form."""
        first = self._captioned.caption.first_row
        for row in range(first, min(first + _MOST_HEAD_ROWS, self._last + 1)):
            head = indicator_head(self._grid, row)
            if head is not None:
                return row if head.projects else first
        return first

    def _take(self, row: int) -> int:
        """Read the row; the next one to read."""
        head = indicator_head(self._grid, row)
        if head is not None:
            self._head = head
            self._unit = self._unit or head.unit
            self._use(*head.cells)
            self._levels = ["", ""]
            return head.last + 1
        if self._is_hidden(row):
            return row + 1
        if self._head is not None and not self._is_form_row(row):
            self._indicator_row(row, self._head)
        else:
            self._form_row(row)
        return row + 1

    def _starting(self, row: int) -> list[Cell]:
        """The cells that begin in this row, from left to right."""
        return [cell for cell in self._grid.row(row) if cell.kind != "covered"]

    def _is_hidden(self, row: int) -> bool:
        cells = [cell for cell in self._starting(row) if cell.text.strip()]
        hidden = bool(cells) and all("hidden" in cell.marks for cell in cells)
        for cell in cells if hidden else ():
            self._left[cell.row, cell.column] = "hidden"
        return hidden

    def _use(self, *cells: Cell) -> None:
        self._used.update((cell.row, cell.column) for cell in cells)

    # Forms

    def _is_form_row(self, row: int) -> bool:
        """Whether a row below a head of indicators is one of label and value."""
        assert self._head is not None
        printed = [cell for cell in self._starting(row) if cell.text.strip()]
        if not printed or self._head.projects:
            return False
        field = project_field(printed[0].text)
        columns = self._head.indicators
        ends = [columns[name] for name in ("target_text", "level3", "level2") if name in columns]
        wide = len({self._place_of(row, column) for column in ends}) == 1
        if field in ("name", "department"):
            return printed[0].column < min(ends) or wide
        return wide and (field is not None or is_heading(printed[0].text))

    def _place_of(self, row: int, column: int) -> tuple[int, int]:
        owner = self._grid.owner(row, column)
        return owner.row, owner.column

    def _form_row(self, row: int) -> None:
        cells = self._starting(row)
        printed = [cell for cell in cells if cell.text.strip()]
        if not printed:
            return
        if self._goal_goes_on(row, cells, printed):
            return
        self._goal_open = False
        for i, cell in enumerate(cells):
            if not cell.text.strip() or (cell.row, cell.column) in self._used:
                continue
            field = project_field(cell.text)
            if field is None and not is_heading(cell.text):
                continue
            self._use(cell)
            if unit := money_unit(cell.text):
                self._units.update(dict.fromkeys(range(row, row + cell.row_span), unit))
            if field is None:
                continue
            value = self._value(row, cell, cells[i + 1 :])
            if field == "goal":
                self._add_goal(cell, value, cells[i + 1 :])
            elif value is not None:
                self._fill(field, value)

    def _value(self, row: int, label: Cell, behind: list[Cell]) -> Cell | None:
        """The cell that the label speaks of: the next one, or the one below where that is a label."""
        following = (
            behind[0] if behind and behind[0].column == label.column + label.column_span else None
        )
        if following is not None and not self._is_label(following):
            return following
        below = row + label.row_span
        if below > self._last:
            return None
        cell = self._grid.owner(below, label.column)
        if cell.row == below and is_total(cell.text):  # 财政拨款 over 合计, 基本支出, 项目支出
            self._use(cell)
            below += cell.row_span
            cell = self._grid.owner(min(below, self._last), label.column)
        if cell.row != below or self._is_label(cell) or not cell.text.strip():
            return None
        under = below + cell.row_span
        if under <= self._last and _is_figure(self._grid.owner(under, label.column)):
            return None  # one of several amounts below the label
        return cell

    @staticmethod
    def _is_label(cell: Cell) -> bool:
        return project_field(cell.text) is not None or is_heading(cell.text)

    def _project(self) -> Project:
        if not self._projects:
            self._open("project", self._grid.cell(self._captioned.caption.first_row, 0))
        return self._projects[-1]

    def _open(self, scope: GoalScope, cell: Cell) -> Project:
        project = Project(scope, cell.place, cell.place)
        self._projects.append(project)
        self._levels = ["", ""]
        return project

    def _fill(self, field: str, cell: Cell) -> None:
        if field in ("name", "department"):
            self._named_anew(field, cell)
            return
        project = self._project()
        self._use(cell)
        project.place_end = cell.parts[-1].place
        text = cell.text.strip()
        if not text:
            return
        if field not in _AMOUNTS:
            if field in project.texts:
                self._left[cell.row, cell.column] = "unknown_row"
            project.texts.setdefault(field, text)
            return
        figure = self._figure(cell)
        if figure is not None and field in project.figures:
            self._left[cell.row, cell.column] = "unknown_row"
        elif figure is not None:
            project.figures[field] = figure

    def _named_anew(self, field: str, cell: Cell) -> None:
        """A name opens a project, unless what stands above it so far has none."""
        scope: GoalScope = "department" if field == "department" and self._is_whole() else "project"
        current = self._projects[-1] if self._projects else None
        if field == "department" and scope == "project":
            if current is not None and current.name is None:
                current.texts.setdefault("implementing_unit", cell.text.strip())
                self._use(cell)
            elif cell.text.strip():
                self._fill("implementing_unit", cell)
            return
        if current is None or current.name is not None or current.indicators:
            current = self._open(scope, cell)
            self._head = None
        current.scope = scope
        self._use(cell)
        if cell.text.strip():
            self._set_name(current, cell)

    def _set_name(self, project: Project, cell: Cell) -> None:
        text = cell.text.strip()
        if match := _CODED_NAME.fullmatch(text):
            project.texts.setdefault("project_code", match[1])
            text = match[2].strip()
        project.name = Part(text, cell.place)

    def _is_whole(self) -> bool:
        """Whether the table is of the department as a whole."""
        titles = "".join(part.text for part in self._captioned.caption.titles)
        if _WHOLE.search(titles):
            return True
        grid = self._grid
        cells = (cell for row in range(min(grid.row_count, 12)) for cell in grid.row(row))
        labels = {project_field(cell.text) for cell in cells if cell.kind == "printed"}
        return "name" not in labels and "department" in labels

    # Goals

    def _add_goal(self, label: Cell, value: Cell | None, behind: list[Cell]) -> None:
        project = self._project()
        cells = [cell for cell in behind if not self._is_label(cell)] if value in behind else []
        if value is not None and value not in cells:
            cells = [value]
        texts = [cell.text.strip() for cell in cells if cell.text.strip()]
        self._use(*cells)
        if texts:
            project.goals.append(" ".join(texts))
            project.goal_place = project.goal_place or label.place
            project.place_end = cells[-1].parts[-1].place
        if value is not None and self._whole_of("整体", label.text):
            project.scope = "department"
        self._goal_open = True

    @staticmethod
    def _whole_of(word: str, label: str) -> bool:
        return key(label).startswith((f"当年{word}", word))

    def _goal_goes_on(self, row: int, cells: list[Cell], printed: list[Cell]) -> bool:
        """A row without a label below the goal: its next item, or its rest."""
        if not self._goal_open or not self._projects or self._head is not None:
            return False
        if cells[0].text.strip() or any(self._is_label(cell) for cell in printed):
            return False
        goals = self._projects[-1].goals
        text = " ".join(cell.text.strip() for cell in printed)
        if goals and not _NUMBERED_GOAL.match(text):
            goals[-1] += text
        else:
            goals.append(text)
        self._use(*printed)
        return True

    # Indicators

    def _indicator_row(self, row: int, head: IndicatorHead) -> None:
        owners = {field: self._grid.owner(row, column) for field, column in head.indicators.items()}
        texts = {field: owner.text.strip() for field, owner in owners.items()}
        starting = self._starting(row)
        self._use(*(c for c in starting if is_heading(c.text) or c.column in head.numbers))
        stated = texts.get("level3") or texts.get("target_text")
        if head.projects and stated:
            self._listed_project(row, head)
        levels = self._filled(owners, texts)
        if not texts.get("level3") or not head.indicators:
            if not stated:
                self._use(*(owners[name] for name in ("level1", "level2") if name in owners))
            return
        project = self._project()
        texts = {**texts, **levels}
        if "level1" not in head.indicators and (one := _LEVELS_IN_ONE.fullmatch(texts["level3"])):
            texts.update(level1=one[1], level2=one[2], level3=one[3].strip())
        self._use(*owners.values())
        starting = [cell for cell in owners.values() if cell.row == row and cell.text.strip()]
        first = min(starting or owners.values(), key=lambda cell: cell.column)
        ends = [cell.parts[-1].place for cell in starting or owners.values()]
        project.indicators.append(Indicator(texts, _target(texts), first.place, ends[-1]))
        project.place_end = ends[-1]

    def _filled(self, owners: dict[str, Cell], texts: dict[str, str]) -> dict[str, str]:
        """The levels of a row, those of the row above where its own cells are blank."""
        if texts.get("level1"):
            if texts["level1"] != self._levels[0]:
                self._levels[1] = ""
            self._levels[0] = texts["level1"]
        if texts.get("level2"):
            self._levels[1] = texts["level2"]
        return {
            name: level
            for name, level in zip(("level1", "level2"), self._levels, strict=True)
            if name in owners
        }

    def _listed_project(self, row: int, head: IndicatorHead) -> None:
        """Open the project that the columns beside the indicators name, if it is another one."""
        owners = {field: self._grid.owner(row, column) for field, column in head.projects.items()}
        name = owners.get("name") or owners["goal"]
        if not name.text.strip() or name is self._named:
            return
        before = self._named
        self._named = name
        self._use(*owners.values())
        repeated = before is not None and key(before.text) == key(name.text)
        if repeated and self._projects and name.row > 0 and self._same_money(owners):
            return  # printed again on the next page
        project = self._open("department" if self._is_whole() else "project", name)
        for field, cell in owners.items():
            if field == "name":
                self._set_name(project, cell)
            elif field == "goal":
                project.goals.extend([cell.text.strip()] if cell.text.strip() else [])
                project.goal_place = cell.place
            else:
                self._fill(field, cell)

    def _same_money(self, owners: dict[str, Cell]) -> bool:
        figures = self._projects[-1].figures
        return all(
            name not in figures or figures[name].text == cell.text.strip()
            for name, cell in owners.items()
            if name in _AMOUNTS
        )

    # Figures and leftovers

    def _figure(self, cell: Cell) -> Figure | None:
        text = cell.text.strip()
        unit: str | None = None
        try:
            read = read_figure(text)
        except NotAnAmountError:
            self._left[cell.row, cell.column] = "not_a_figure"
            return None
        unit = read.unit or self._units.get(cell.row) or self._unit
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


def _says_something(project: Project) -> bool:
    return bool(project.name or project.goals or project.figures or project.indicators)


def _is_figure(cell: Cell) -> bool:
    try:
        return read_figure(cell.text).value is not None
    except NotAnAmountError:
        return False


def _target(texts: dict[str, str]) -> str:
    """What the cells of comparison, value and unit say together: ``≥``, ``5``, ``分钟``."""
    value, unit = texts.get("target_text", ""), texts.get("unit_text", "")
    comparison = texts.get("operator_text", "")
    if not value:
        return ""
    if not _COMPARISONS.fullmatch(comparison) or _COMPARISONS.match(value):
        comparison = ""
    if not re.search("[0-9]", value) or value.endswith(unit):
        unit = ""
    return f"{comparison}{value}{unit}"
