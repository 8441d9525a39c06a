"""A grid of indicators -> projects: forms (one project above its indicators) and lists.

In a form the fields of a project stand in rows of label and value above the head of its
indicators, several forms may follow one another. In a list the project's name, money and goal are
columns beside its indicators, merged over their rows. What is neither is a leftover.
"""

import re
from collections.abc import Mapping

from yusuan.binding.model import CaptionedGrid
from yusuan.binding.performance.cells import is_figure
from yusuan.binding.performance.evaluations import Evaluations
from yusuan.binding.performance.head import IndicatorHead, indicator_head, level_in_pieces
from yusuan.binding.performance.kinds import KindsHead, kinds_head, stated_items
from yusuan.binding.performance.labels import (
    COMPARISON,
    MONEY,
    goal_span,
    is_first_level,
    is_heading,
    is_kind,
    is_signature,
    money_unit,
    project_field,
)
from yusuan.binding.performance.model import GoalScope, Indicator, PerformanceTable, Project, Task
from yusuan.binding.performance.tasks import (
    TaskHead,
    TaskRows,
    is_total_of_tasks,
    task_head,
    task_rows,
)
from yusuan.binding.pieces import is_table_title
from yusuan.evidence.model import Cell, Grid, Part
from yusuan.evidence.places import order
from yusuan.facts.model import Figure
from yusuan.printed.column_numbers import is_column_numbers
from yusuan.printed.text import key
from yusuan.tables.performance import DEPARTMENT_TASKS, PROJECTS, GoalSpan

_FIELDS: dict[GoalScope, frozenset[str]] = {
    "project": frozenset(PROJECTS.field_names),
    "department": frozenset(DEPARTMENT_TASKS.field_names),
    "activity": frozenset(DEPARTMENT_TASKS.field_names),
}
# What tells two projects of one name apart, beside their money.
_WHOSE = ("implementing_unit", "supervising_department", "unit_code")
# 产出指标质量指标来信扫描完成率: three levels printed in one cell.
_LEVELS_IN_ONE = re.compile(r"((?:产出|效益|效果|满意度|成本)指标)(\S{2,8}?指标)(\S.*)", re.DOTALL)
# ……, 指标2：, 指标3：无: room for more
_MORE = re.compile(r"(?=\S)(?:[.…·。\s]*|指标\s*[0-9]{1,2}\s*[:：]?\s*(?:[.…·。\s]*|[-—/／]+|无))")
_MOST_HEAD_ROWS = 8


def is_performance(captioned: CaptionedGrid) -> bool:
    """Whether a row of the grid heads indicators, or projects with the kinds of theirs."""
    grid = captioned.grid
    return any(_heads_indicators(grid, row) for row in range(grid.row_count))


def _heads_indicators(grid: Grid, row: int) -> bool:
    if indicator_head(grid, row) is not None:
        return True
    return (found := kinds_head(grid, row)) is not None and bool(found.kinds)


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


class _Reading(Evaluations):
    def read(self) -> PerformanceTable:
        row = self._first_list_head()
        while row <= self._last:
            row = self._take(row)
        self._projects = [project for project in self._projects if _says_something(project)]
        titled = len(self._projects) == 1 or any(it.title for it in self._projects[1:])
        if titled and self._captioned.caption.titles:
            self._projects[0].title = self._captioned.caption.titles[-1]
        self._leave_money_without_a_field()
        return PerformanceTable(
            self._document_id,
            self._captioned,
            tuple(self._projects),
            tuple(self._leftovers()),
            self._unit,
            tuple(self._columns),
        )

    def _leave_money_without_a_field(self) -> None:
        """What only the other kind of form has a field for is left over."""
        lost = set()
        for project in self._projects:
            fields = _FIELDS[project.scope]
            lost |= {f.place for name, f in project.figures.items() if name not in fields}
            project.figures = {n: f for n, f in project.figures.items() if n in fields}
        for cell in self._grid.cells:
            if cell.kind == "printed" and cell.place in lost:
                self._left.setdefault((cell.row, cell.column), self._usual_reason)

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
            self._head, self._kinds = head, None
            self._headed_above = None if head.projects else head
            self._columns.update(dict.fromkeys(head.labels(self._grid)))
            self._unit = self._unit or head.unit
            self._use(*head.cells)
            self._span_above = self._span_left_of(row, head)
            self._levels.clear()
            return head.last + 1
        if self._is_hidden(row) or self._opens_span(row) or self._restates_unit(row):
            return row + 1
        if (kinds := kinds_head(self._grid, row)) is not None:
            self._head, self._kinds, self._goal_open = None, kinds, False
            self._use(*(kinds.cells if kinds.kinds else ()))
            return kinds.last + 1
        if self._kinds is not None and not self._names_a_form(row):
            self._kinds_row(row, self._kinds)
            return row + 1
        self._kinds = None
        if self._head is not None and is_column_numbers([c.text for c in self._grid.row(row)]):
            self._use(*self._grid.row(row))
            return row + 1
        if (tasks := task_head(self._grid, row)) is not None:
            return self._take_tasks(tasks)
        if (behind := self._take_execution(row)) is not None:
            return behind
        if self._head is None and self._headed_above is not None and self._heads_on(row):
            self._head = self._headed_above
        if self._head is not None and self._take_total(row, self._head):
            return row + 1
        if self._head is not None and not self._is_form_row(row):
            if (band := self._band(row, self._head)) is not None:
                self._take_band(band)
            else:
                self._indicator_row(row, self._head)
        elif (behind := self._list_behind(row)) is not None:
            return behind
        else:
            self._form_row(row)
        return row + 1

    def _heads_on(self, row: int) -> bool:
        """Whether indicators begin below a form whose head only the form above it printed.

        Its levels say so themselves, each in its column of that head.
        """
        assert self._headed_above is not None
        columns = self._headed_above.indicators
        if not {"level1", "level2", "level3"} <= set(columns):
            return False
        first, second, name = (
            self._grid.owner(row, columns[level]) for level in ("level1", "level2", "level3")
        )
        stated = name is not second and bool(name.text.strip())
        return stated and is_first_level(first.text) and is_kind(second.text)

    def _opens_span(self, row: int) -> bool:
        """Whether the row is 年度绩效目标表 over the whole width: whose the indicators below are."""
        cell = self._grid.owner(row, 0)
        text = cell.text.strip()
        if cell.row != row or cell.column_span < self._grid.column_count or text[-1:] != "表":
            return False
        span = goal_span(text[:-1])
        if span is not None:
            self._use(cell)
            self._head, self._goal_open, self._band_span = None, False, span
        return span is not None

    def _restates_unit(self, row: int) -> bool:
        """Whether the row says nothing but 单位：元, as it stands above the next form of a sheet."""
        printed = [cell for cell in self._starting(row) if cell.text.strip()]
        return len(printed) == 1 and self._takes_unit(printed[0])

    def _is_sum(self, row: int, head: IndicatorHead) -> bool:
        """Whether one cell over the levels and their target heads a figure behind them: 总分."""
        levels = ("level1", "level2", "level3", "target_text")
        owners = [
            self._place_of(row, head.indicators[name]) for name in levels if name in head.indicators
        ]
        return len(owners) > 2 and len(set(owners)) == 1

    def _is_note(self, head: IndicatorHead, owners: Mapping[str, Cell]) -> bool:
        """Whether no cell is that of an indicator's name alone: 其他需要说明的问题 before 无.

        One cell is over all levels and one over all else, or one is of the name and of its target.
        """
        levels = [owners[name] for name in ("level1", "level2", "level3") if name in owners]
        if "level3" in owners and owners["level3"] is owners.get("target_text"):
            return True
        others = [owner for name, owner in owners.items() if not name.startswith("level")]
        if min(len(levels), len(others)) < 2:
            return False
        return all(cell is levels[0] for cell in levels) and all(c is others[0] for c in others)

    def _band(self, row: int, head: IndicatorHead) -> Cell | None:
        """The one cell over all columns of the indicators: no indicator stands in it."""
        owners = {self._place_of(row, column) for column in head.indicators.values()}
        if len(owners) > 1 or len(head.indicators) == 1:
            return None
        return self._grid.cell(*owners.pop())

    def _take_band(self, band: Cell) -> None:
        """A title between two forms begins the next one; what else it says is left over."""
        if is_table_title(band.text):
            self._use(band)
            self._title = Part(band.text.strip(), band.place)
            self._head, self._goal_open = None, False

    def _take_tasks(self, head: TaskHead) -> int:
        """Read the tasks below their head; the row behind them."""
        project = self._project()
        if project.name is None:
            project.scope = "department"  # no project has tasks of the year
        if project.scope != "department":
            return head.last + 1
        self._use(*head.cells)
        self._unit = self._unit or head.unit
        row = head.last + 1
        while row <= self._last and indicator_head(self._grid, row) is None:
            starting = [cell for cell in self._starting(row) if cell.text.strip()]
            name = self._grid.owner(row, head.name)
            if name.row != row or (starting and starting[0].column < head.name):
                break
            content = None if head.content is None else self._grid.owner(row, head.content)
            owners = [self._grid.owner(row, at) for at in head.amounts.values()]
            if (content is name and not owners) or any(owner is name for owner in owners):
                break  # 三、绩效指标 over all columns
            if content is None and not any(is_figure(cell) for cell in owners):
                break
            parts = tuple(task_rows(self._grid, head, name))
            if is_total_of_tasks(name.text):
                self._use(name)
                project.figures = {**self._figures(parts[0]), **project.figures}
                return row + 1
            if starting and not _MORE.fullmatch(name.text):
                self._take_task(project, name, content, parts)
            row += name.row_span
        return row

    def _take_task(
        self, project: Project, name: Cell, content: Cell | None, parts: tuple[TaskRows, ...]
    ) -> None:
        """A task, once for each of the projects with money of their own that it is paid from."""
        text = name.text.strip()
        if not text and any(part.projects for part in parts):
            if self._grid.spans_known or not project.tasks:
                return  # whose project it is nobody knows
            text = project.tasks[-1].name
        self._use(name, *filter(None, (content,)))
        self._goal_open = False
        said = content.text.strip() if content else ""
        for part in parts:
            self._use(*part.projects)
            paid = "；".join(cell.text.strip() for cell in part.projects)
            figures = self._figures(part)
            row = self._grid.row(part.last)
            ends = [cell.parts[-1].place for cell in row if cell.text.strip()]
            begins = part.projects[0].place if part is not parts[0] and part.projects else None
            place_end = ends[-1] if ends else name.place
            project.tasks.append(Task(text, said, paid, figures, begins or name.place, place_end))

    def _figures(self, part: TaskRows) -> dict[str, Figure]:
        return {f: figure for f, c in part.amounts.items() if (figure := self._taken(c))}

    def _taken(self, cell: Cell) -> Figure | None:
        if not cell.text.strip():
            return None
        self._use(cell)
        return self._figure(cell)

    def _grouped_row(self, row: int, head: IndicatorHead) -> None:
        """A row of a list whose first levels stand side by side: an indicator of each."""
        found = [
            (level1, {field: self._grid.owner(row, column) for field, column in columns.items()})
            for level1, columns in head.groups
        ]
        stated = [(level1, owners) for level1, owners in found if owners["level3"].text.strip()]
        if stated and head.projects:
            self._listed_project(row, head)
        for level1, owners in stated:
            cells = list(owners.values())
            if any(cell.row != row for cell in cells):
                continue  # merged over several rows: said already
            self._use(*cells)
            texts = {"level1": level1, **_texts(owners)}
            project = self._project()
            place, place_end = cells[0].place, cells[-1].parts[-1].place
            project.indicators.append(Indicator(texts, _target(texts), place, place_end))
            project.place_end = place_end

    def _names_a_form(self, row: int) -> bool:
        """Whether the row begins with 项目名称: a list whose columns are kinds has ended."""
        printed = [cell for cell in self._starting(row) if cell.text.strip()]
        return bool(printed) and project_field(printed[0].text) in ("name", "department")

    def _kinds_row(self, row: int, kinds: KindsHead) -> None:
        """A project of a list whose columns are kinds; cells that are not certain are left over."""
        if not kinds.kinds:
            return
        name = self._grid.owner(row, kinds.projects["name"])
        if not name.text.strip() or is_heading(name.text) or name.column_span > 1:
            return
        if is_column_numbers([cell.text for cell in self._grid.row(row)]):
            self._use(*self._grid.row(row))
            return
        head = IndicatorHead({}, kinds.projects, kinds.last, kinds.cells)
        self._listed_project(row, head)
        project = self._project()
        for level1, level2, column in kinds.kinds:
            cell = self._grid.owner(row, column)
            if cell.row != row or cell.column_span > 1:
                continue
            for level3, target in stated_items(cell.text) or ():
                self._use(cell)
                texts = {"level1": level1 or "", "level2": level2 or "", "level3": level3}
                ends = cell.parts[-1].place
                project.indicators.append(Indicator(texts, target, cell.place, ends))
                project.place_end = ends

    def _indicator_row(self, row: int, head: IndicatorHead) -> None:
        first = next((cell for cell in self._starting(row) if cell.text.strip()), None)
        if first is not None and is_signature(first.text):
            starting = self._starting(row)
            for i, cell in enumerate(starting):
                self._signs(cell, starting[i + 1 :])
            return
        if head.groups:
            self._grouped_row(row, head)
            return
        for span, columns in head.sides or ((self._span_beside(row, head), head.indicators),):
            self._indicator(row, head._replace(indicators=columns), span)

    def _indicator(self, row: int, head: IndicatorHead, span: GoalSpan | None) -> None:
        owners = {field: self._grid.owner(row, column) for field, column in head.indicators.items()}
        if self._is_sum(row, head) or self._is_note(head, owners):
            return
        if all(owner.row < row for owner in owners.values()) and not any(
            cell.text.strip() for cell in self._starting(row)
        ):
            return  # merged over several rows: said already
        own = [owners[name].row_span for name in ("level3", "target_text") if name in owners]
        if "weight" in owners and own and owners["weight"].row_span > max(own):
            del owners["weight"]  # of all indicators of their level together
        texts = {**_texts(owners), **self._levels_in_pieces(row, head), **self._graded(row, head)}
        self._complete_target(row, head, texts)
        starting = self._starting(row)
        self._use(*(c for c in starting if is_heading(c.text) or c.column in head.numbers))
        stated = texts.get("level3") or texts.get("target_text")
        if head.projects and (stated or self._stands_above_steps(row, head, owners)):
            self._listed_project(row, head)
        if stated:
            self._project()  # a project that opens has no levels yet
        levels = self._filled(owners, texts, self._levels.setdefault(span, ["", ""]))
        if _MORE.fullmatch(stated or "") and not re.search(r"\w", texts.get("target_text", "")):
            return
        if not texts.get("level3") or not head.indicators:
            if not stated:
                self._use(*(owners[name] for name in ("level1", "level2") if name in owners))
            return
        project = self._project()
        texts = {**texts, **levels}
        if span is not None:
            if head.sides and not texts.get("target_text"):
                return  # of the other goal alone
            texts["goal_span"] = span
        if "level1" not in head.indicators and (one := _LEVELS_IN_ONE.fullmatch(texts["level3"])):
            texts.update(level1=one[1], level2=one[2], level3=one[3].strip())
        self._use(*owners.values())
        starting = [cell for cell in owners.values() if cell.row == row and cell.text.strip()]
        printed = starting or list(owners.values())
        begins = min((cell.place for cell in printed), key=order)
        ends = max((cell.parts[-1].place for cell in printed), key=order)
        nature = texts.get("operator_text", "")
        if nature and not COMPARISON.fullmatch(nature):  # 定性, 正向
            remark = texts.get("remark")
            texts["remark"] = f"{remark}；{nature}" if remark else nature
        project.indicators.append(Indicator(texts, _target(texts), begins, ends))
        project.place_end = ends

    def _complete_target(self, row: int, head: IndicatorHead, texts: dict[str, str]) -> None:
        """Put ``≥``, ``5`` and ``分钟`` together that stand in several cells below one 指标值."""
        at = head.indicators.get("target_text")
        if at is None or not COMPARISON.fullmatch(texts["target_text"]):
            return
        over = next(
            (c for c in head.cells if c.column == at and c.row + c.row_span > head.last), None
        )
        behind = range(at + 1, at + over.column_span) if over is not None else ()
        owners = {(c.row, c.column): c for c in (self._grid.owner(row, each) for each in behind)}
        rest = [c for c in owners.values() if c.column > at and c.text.strip()]
        self._use(*rest)
        texts["target_text"] += "".join(cell.text.strip() for cell in rest)

    def _graded(self, row: int, head: IndicatorHead) -> dict[str, str]:
        """How points are given where each grade has a column: 优：≥95%；良：≥90%."""
        cells = [(grade, self._grid.owner(row, column)) for grade, column in head.grades]
        said = [(grade, cell) for grade, cell in cells if cell.text.strip()]
        if not said:
            return {}
        self._use(*(cell for _, cell in said))
        return {"scoring": "；".join(f"{grade}：{cell.text.strip()}" for grade, cell in said)}

    def _levels_in_pieces(self, row: int, head: IndicatorHead) -> dict[str, str]:
        """The levels of the row that run down over several rows: 产出指 and 标 below it."""
        found: dict[str, str] = {}
        for field in ("level1", "level2"):
            if field not in head.indicators:
                continue
            owner = self._grid.owner(row, head.indicators[field])
            if (owner.row, owner.column) not in self._pieces:
                whole, rows = level_in_pieces(self._grid, owner.row, owner.column, self._last)
                self._pieces.update({(each, owner.column): whole for each in rows})
            if whole := self._pieces.get((owner.row, owner.column), ""):
                found[field] = whole
        return found

    def _stands_above_steps(
        self, row: int, head: IndicatorHead, owners: Mapping[str, Cell]
    ) -> bool:
        """Whether a project has a row of its own, and 产出指标 below it has one too: steps."""
        if row == self._last or any(cell.text.strip() for cell in owners.values()):
            return False
        below = [cell.column for cell in self._starting(row + 1) if cell.text.strip()]
        return below == [head.indicators.get("level1")]

    @staticmethod
    def _filled(
        owners: dict[str, Cell], texts: dict[str, str], levels: list[str]
    ) -> dict[str, str]:
        """The levels of a row, those of the row above where its own cells are blank."""
        if texts.get("level1"):
            if texts["level1"] != levels[0]:
                levels[1] = ""
            levels[0] = "" if _MORE.fullmatch(texts["level1"]) else texts["level1"]
        if texts.get("level2"):
            levels[1] = texts["level2"]
        return {
            name: level
            for name, level in zip(("level1", "level2"), levels, strict=True)
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
        if repeated and self._projects and name.row > 0 and self._is_same(owners):
            return  # printed again on the next page
        scope: GoalScope = "department" if self._is_whole() else "project"
        project = self._open("activity" if head.activities else scope, name.place)
        for field, cell in owners.items():
            if field == "name":
                self._set_name(project, Part(cell.text.strip(), cell.place))
            elif field == "goal":
                project.goals.extend([cell.text.strip()] if cell.text.strip() else [])
                project.goal_place = cell.place
            else:
                own = self._unit_of(head, head.projects[field])
                if own is not None and field in MONEY:
                    self._units[cell.row] = own
                self._fill(field, cell)
                self._units.pop(cell.row, None)

    def _unit_of(self, head: IndicatorHead, column: int) -> str | None:
        """The unit that a column's own label states, which is nearer than that of the caption."""
        units = {
            row: unit
            for row in {cell.row for cell in head.cells if cell.row <= head.last}
            if (unit := money_unit(self._grid.owner(row, column).text))
        }
        return units[max(units)] if units else None

    def _is_same(self, owners: dict[str, Cell]) -> bool:
        """Whether these columns say of the last project what is known of it: its money, its unit."""
        project = self._projects[-1]
        known = {name: figure.text for name, figure in project.figures.items()}
        known |= {name: project.texts[name] for name in _WHOSE if name in project.texts}
        return all(known.get(name, text) == text for name, text in _texts(owners).items() if text)


def _texts(owners: dict[str, Cell]) -> dict[str, str]:
    return {name: cell.text.strip() for name, cell in owners.items()}


def _says_something(project: Project) -> bool:
    said = (project.name, project.goals, project.figures, project.indicators, project.tasks)
    return any(said) or bool(project.executions)


def _target(texts: dict[str, str]) -> str:
    """What the cells of comparison, value and unit say together: ``≥``, ``5``, ``分钟``."""
    value, unit = texts.get("target_text", ""), texts.get("unit_text", "")
    comparison = texts.get("operator_text", "")
    if not value:
        return ""
    if not COMPARISON.fullmatch(comparison) or COMPARISON.match(value):
        comparison = ""
    if not re.search("[0-9]", value) or value.endswith(unit):
        unit = ""
    return f"{comparison}{value}{unit}"
