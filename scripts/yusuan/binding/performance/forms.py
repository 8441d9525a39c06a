"""Rows of label and value: the fields of a project above its indicators."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise, takewhile

from yusuan.binding.performance.cells import Cells, is_figure, label_of
from yusuan.binding.performance.head import indicator_head
from yusuan.binding.performance.labels import (
    MONEY,
    department_field,
    field_in_one,
    goal_span,
    heads_money,
    indicator_field,
    is_heading,
    is_level,
    is_listed,
    is_note_label,
    is_signature,
    is_total,
    money_in_one,
    money_unit,
    project_field,
)
from yusuan.binding.performance.model import GoalScope, Project, points_of
from yusuan.binding.pieces import is_table_title
from yusuan.evidence.model import Cell, Part
from yusuan.evidence.places import Place
from yusuan.layouts.goals import load_goals
from yusuan.printed.text import key
from yusuan.tables.performance import GoalSpan

_FEWEST_COLUMNS = 4
_LONGEST_SIGNATURE = 24
_OF_EXPENDITURE = re.compile("(?:部门)?支出(?:预算)?(?:构成|结构)")
_WHOLE_PART = re.compile("总额(?:[(](?:万?元)[)])?:?$")
_COLUMN_LABEL = re.compile("(?![0-9.,]+$)[^。；;]{2,20}")
_CERTAINLY_MERGED = 2  # blank cells behind a label
_NUMBERED_GOAL = re.compile(r"\s*(?:[0-9]{1,2}\s*[.、．]|[（(][0-9]{1,2}[)）]|目标\s*[0-9])")


def _is_of_indicators(cell: Cell) -> bool:
    """Whether a cell is a level of indicators or the label of a column of levels, and no goal."""
    return is_level(cell.text) or str(indicator_field(cell.text)).startswith("level")


def _says(goal: str, other: str) -> bool:
    """Whether a goal says all that the other one does."""
    return key(other).rstrip("。;") in key(goal)


_TOTALS = ("total_amount", "period_amount")


def _part(field: str, total: str) -> str:
    """``field`` as a part of ``total``; what no resource has a field for is left over."""
    return field if total == "total_amount" else f"period_{field}"


class Forms(Cells):
    """Reads rows of label and value."""

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
        labels = [name for cell in printed if (name := project_field(cell.text)) is not None]
        several = field is not None and len(labels) > 1 and not MONEY.issuperset(labels)
        if several or self._is_field_over_levels(row, printed[0]):
            return True  # 预算单位名称 and 项目名称, each before its own
        if field_in_one(printed[0].text) is not None:
            return True
        if self._is_money_of_a_form(row, printed[0]):
            return True
        return wide and (field is not None or is_heading(printed[0].text))

    def _is_field_over_levels(self, row: int, first: Cell) -> bool:
        """Whether 主管部门 stands before one cell over the columns of second and third levels."""
        assert self._head is not None
        columns = self._head.indicators
        if not {"level2", "level3"} <= set(columns) or first.column >= columns["level2"]:
            return False
        merged = self._place_of(row, columns["level2"]) == self._place_of(row, columns["level3"])
        return merged and (project_field(first.text) or "money") not in (*MONEY, "money")

    def _is_money_of_a_form(self, row: int, first: Cell) -> bool:
        """Whether 预算金额（万元） stands before 年度资金总额 where names of indicators would."""
        assert self._head is not None
        if "level3" not in self._head.indicators:
            return False
        label = self._grid.owner(row, self._head.indicators["level3"])
        if label is first or project_field(label.text) not in MONEY:
            return False
        return is_heading(first.text) or project_field(first.text) in MONEY

    def _form_row(self, row: int) -> None:
        cells = self._starting(row)
        printed = [cell for cell in cells if cell.text.strip()]
        if not printed:
            return
        if self._goal_goes_on(row, cells, printed):
            return
        self._goal_open = False
        if self._expected_and_achieved(row, printed) or self._two_goals(row, printed):
            return
        if self._named_goals(row, printed):
            return
        named = {i for i, cell in enumerate(cells) if project_field(cell.text) == "name"}
        for i, cell in sorted(enumerate(cells), key=lambda it: it[0] not in named):
            if not cell.text.strip() or (cell.row, cell.column) in self._used:
                continue
            if self._takes_unit(cell) or self._takes_points(cell, cells[i + 1 :]):
                continue
            if self._signs(cell, cells[i + 1 :]):
                continue
            if (in_one := money_in_one(cell.text)) is not None:
                self._take_in_one(cell, *in_one)
                continue
            if (said := field_in_one(cell.text)) is not None:
                self._take_said(cell, *said)
                continue
            field = project_field(cell.text) or self._part_of_money(cell)
            if self._is_total_of_parts(row, cell):
                field = "total_amount"
            elif field == "supervising_department" and self._names_supervisor_alone():
                field = "department"
            elif field is not None:
                field = self._of_the_period(field, cell)
            elif not (is_heading(cell.text) or (cell is printed[0] and heads_money(cell.text))):
                continue
            self._use(cell)
            self._state_unit(row, cell, cell.text)
            if field is None:
                if len(printed) == 1 and cell.column_span == self._grid.column_count:
                    self._restated = money_unit(cell.text) or self._restated
                continue
            value = self._value(row, cell, cells[i + 1 :])
            if field == "goal" and value is not None and _is_of_indicators(value):
                return  # 绩效目标 beside 产出指标, 数量指标 and their indicators, which no head names
            if field == "goal":
                self._add_goal(cell, value, list(takewhile(self._is_text, cells[i + 1 :])))
            elif value is not None:
                self._fill(field, value)

    def _signs(self, cell: Cell, behind: list[Cell]) -> bool:
        """Whether a cell says who filled in the form, or heads the name or number that does."""
        if project_field(cell.text) is not None or not is_signature(cell.text):
            return False
        self._use(cell)
        if behind and ":" not in key(cell.text).rstrip(":"):
            written = behind[0]  # 联系电话 before the number
            label = self._is_label(written) or is_signature(written.text)
            if not label and len(key(written.text)) <= _LONGEST_SIGNATURE:
                self._use(written)
        return True

    def _takes_points(self, cell: Cell, behind: list[Cell]) -> bool:
        """Whether a cell is 自评总分 before the points that a whole form was given."""
        if load_goals().total_said.fullmatch(key(cell.text)) is None or not behind:
            return False
        project = self._project()
        given = points_of(behind[0].text.strip())
        if given is None or "total_score" in project.points:
            return False
        self._use(cell, behind[0])
        project.points["total_score"] = given
        return True

    def _state_unit(self, row: int, cell: Cell, label: str) -> None:
        """Note the unit that a ``label`` states, or that the label of the total above stated."""
        if unit := money_unit(label):
            self._units.update(dict.fromkeys(range(row, self._below(cell)), unit))
            self._stated = unit
        elif self._stated is not None and is_listed(label):
            self._units.setdefault(row, self._stated)

    def _take_in_one(self, cell: Cell, field: str, amount: str) -> None:
        """资金总额：1000 in one cell."""
        self._state_unit(cell.row, cell, cell.text.rpartition(amount)[0])
        project = self._project()
        figure = None if field in project.figures else self._figure(cell, amount)
        if figure is not None:
            self._use(cell)
            project.figures[field] = figure

    def _take_said(self, cell: Cell, field: str, text: str) -> None:
        """项目名称：管网维护 in one cell."""
        part = Part(text, cell.place)
        if field == "name":
            self._use(cell)
            self._set_name(self._opened("project", cell.place), part)
            return
        project = self._project()
        if field == "goal":
            self._use(cell)
            self._take_goal(project, goal_span(cell.text.partition(text)[0]), text)
            project.goal_place = project.goal_place or cell.place
            self._goal_open = True
        elif field not in project.texts:
            self._use(cell)
            project.texts[field] = text
        project.place_end = cell.parts[-1].place

    def _part_of_money(self, cell: Cell) -> str | None:
        """The field of 基本支出 or 项目支出, which may be those of a head above."""
        field = department_field(cell.text)
        if field is None or cell.row == 0 or is_listed(cell.text):
            return field
        before = [c.text for c in self._starting(cell.row) if c.column < cell.column]
        if any(project_field(text) == "total_amount" for text in before):
            return field  # 支出预算合计 and its amount, 其中：人员经费 and its own
        group = self._grid.owner(cell.row, cell.column - 1) if cell.column else cell
        if _OF_EXPENDITURE.fullmatch(key(group.text)) or _WHOLE_PART.search(key(cell.text)):
            return field  # 支出构成 over 基本支出 and 项目支出; 基本支出总额
        above = project_field(self._grid.owner(cell.row - 1, cell.column).text)
        if above == "fiscal_amount":
            return f"fiscal_{field}"
        return field if above in (None, "total_amount") else None

    def _of_the_period(self, field: str, label: Cell) -> str:
        """The field of a part of the money: that of the whole period below or behind its total."""
        if field not in MONEY or field in _TOTALS or label.row == 0:
            return field
        row = label.row
        before = [project_field(c.text) for c in self._starting(row) if c.column < label.column]
        if totals := [name for name in before if name in _TOTALS]:
            return _part(field, totals[-1])
        for above in range(row - 1, self._captioned.caption.first_row - 1, -1):
            owner = self._grid.owner(above, label.column)
            name = project_field(owner.text)
            if name not in MONEY or owner.column != label.column:
                break
            if name in _TOTALS:
                return _part(field, name)
        return field

    def _value(self, row: int, label: Cell, behind: list[Cell]) -> Cell | None:
        """The cell that the label speaks of: the next one, or the one below where that is a label."""
        following = (
            behind[0] if behind and behind[0].column == label.column + label.column_span else None
        )
        if following is not None and not following.text.strip():
            following = self._over_blanks(row, label, behind) or following
        below = row + label.row_span
        if following is not None and not self._is_label(following):
            money = project_field(label.text) in MONEY and bool(following.text.strip())
            if not money or is_figure(following) or below > self._last:
                return following
            amount = self._grid.owner(below, label.column)  # 财政拨款 beside a head nobody knows
            if amount.row != below or not is_figure(amount):
                return following
            return None if self._is_one_of_several(amount) else amount
        if below > self._last or key(label.text) == "项目":
            return None  # 项目, 金额, 测算依据: the head of a list
        cell = self._grid.owner(below, label.column)
        if cell.row == below and is_total(cell.text):  # 财政拨款 over 合计, 基本支出, 项目支出
            self._use(cell)
            below += cell.row_span
            cell = self._grid.owner(min(below, self._last), label.column)
        if cell.row != below or self._is_label(cell) or not cell.text.strip():
            return None
        wider = cell.column_span > label.column_span
        if (
            is_table_title(cell.text)
            or _is_of_indicators(cell)
            or (wider and cell.column_span == self._grid.column_count)
        ):
            return None
        return None if self._is_one_of_several(cell) else cell

    def _is_one_of_several(self, cell: Cell) -> bool:
        """Whether another amount follows below: what heads them both says nothing of either."""
        under = cell.row + cell.row_span
        return under <= self._last and is_figure(self._grid.owner(under, cell.column))

    def _is_total_of_parts(self, row: int, cell: Cell) -> bool:
        """Whether this is 合计 below the parts of all the money, before its amount."""
        if (
            not is_total(cell.text)
            or row == 0
            or cell.column + cell.column_span >= self._grid.column_count
        ):
            return False
        amount = self._grid.owner(row, cell.column + cell.column_span)
        above = self._grid.owner(row - 1, cell.column)
        label = project_field(above.text) or department_field(above.text)
        if not is_figure(amount) or label not in MONEY or label in _TOTALS:
            return False
        beside = (self._grid.owner(row, at).text for at in range(cell.column))
        fields = (project_field(text) or department_field(text) for text in beside)
        return all(field is None or field == "total_amount" for field in fields)

    def _list_behind(self, row: int) -> int | None:
        """The row behind a list without indicators that this row heads, or None.

        Labels stand over two rows or more that hold none, each below its label: what the first of
        them says is no value of a form.
        """
        heads = self._columns_of(row)
        known = sum(self._is_label(self._grid.cell(row, at)) for at in heads)
        if len(heads) < _FEWEST_COLUMNS or known < 2 or self._goal_open:
            return None
        if not all(_COLUMN_LABEL.fullmatch(key(self._grid.cell(row, at).text)) for at in heads):
            return None
        below = row + 1
        while below <= self._last and not self._is_hidden(below):
            filled = self._columns_of(below)
            labels = any(self._is_label(self._grid.cell(below, at)) for at in filled)
            if labels or indicator_head(self._grid, below) is not None:
                break
            if not filled <= heads or len(filled) * 2 <= len(heads):
                break
            below += 1
        return below if below > row + 2 else None

    def _columns_of(self, row: int) -> set[int]:
        return {cell.column for cell in self._starting(row) if cell.text.strip()}

    def _over_blanks(self, row: int, label: Cell, behind: list[Cell]) -> Cell | None:
        """The value of a label that was merged over the blanks behind it, where that is certain.

        One blank may be the value itself, and what is behind it a label that nobody knows.
        """
        value = next((cell for cell in behind if cell.text.strip()), None)
        if value is None or self._is_label(value):
            return None
        beside = [cell for cell in self._starting(row) if cell.text.strip()]
        # 项目资金（万元） stands before all rows of the money, in the first one of them
        alone = sum(not (c.row_span > 1 and is_heading(c.text)) for c in beside) == 2
        if self._grid.spans_known and not alone:
            return None
        if project_field(label.text) in MONEY:
            return value if is_figure(value) else None
        blanks = value.column - label.column - label.column_span
        return value if blanks >= _CERTAINLY_MERGED else None

    def _below(self, label: Cell) -> int:
        """The row below all that a label is of, blanks below it included: its merged cell."""
        below = label.row + label.row_span
        while below <= self._last and self._grid.cell(below, label.column).kind == "blank":
            below += 1
        return below

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
        if field not in MONEY:
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
        current = self._opened(scope, cell.place)
        self._use(cell)
        if cell.text.strip():
            self._set_name(current, Part(cell.text.strip(), cell.place))

    def _opened(self, scope: GoalScope, place: Place) -> Project:
        """The project that a name is of: a new one, unless what stands above it so far has none."""
        current = self._projects[-1] if self._projects else None
        if current is None or current.name is not None or current.indicators or self._title:
            current = self._open(scope, place)
            self._head = None
        current.scope = scope
        return current

    def _expected_and_achieved(self, row: int, printed: list[Cell]) -> bool:
        """«预期目标» beside «实际完成情况», as self-evaluations print them, each over its text.

        What «全年（调整）绩效目标» between them says is not what was expected, and no outcome.
        """
        expected = [cell for cell in printed if load_goals().expected.fullmatch(key(cell.text))]
        achieved = [cell for cell in printed if load_goals().achieved.fullmatch(key(cell.text))]
        if not (expected and achieved):
            return False
        heads = expected[-1], achieved[-1]  # 年度目标完成情况 may stand before both
        changed = [cell for cell in printed if load_goals().adjusted.fullmatch(key(cell.text))]
        if self._parted(*heads, changed):
            return False  # a text between them: labels, each before its own
        below = row + max(cell.row_span for cell in heads)
        if below > self._last:
            return False
        goal, outcome = (self._grid.owner(below, cell.column) for cell in heads)
        if goal.row != below or outcome.row != below or goal.column != heads[0].column:
            return False
        project = self._project()
        before = [c for c in printed if c.column < heads[0].column and "目标" in c.text]
        self._use(*heads, *before, *changed)
        if any(self._whole_of("整体", cell.text) for cell in before):
            project.scope = "department"
        if goal.text.strip():
            self._use(goal)
            project.goals.append(goal.text.strip())
            project.goal_place = goal.place
            project.place_end = goal.parts[-1].place
        for cell in (self._grid.owner(below, head.column) for head in changed):
            apart = cell.row == below and cell not in (goal, outcome)
            if apart and cell.text.strip() and "adjusted_goal" not in project.texts:
                self._use(cell)
                project.texts["adjusted_goal"] = cell.text.strip()
        if outcome is not goal and outcome.text.strip() and "achieved" not in project.texts:
            self._use(outcome)
            project.texts["achieved"] = outcome.text.strip()
            project.place_end = outcome.parts[-1].place
        return True

    def _parted(self, one: Cell, other: Cell, heads: Sequence[Cell] = ()) -> bool:
        """Whether anything but ``heads`` stands between two of a row, or blanks where cells are merged."""
        ends = {at for it in heads for at in range(it.column, it.column + it.column_span)}
        between = [at for at in range(one.column + one.column_span, other.column) if at not in ends]
        texts = [self._grid.owner(one.row, at).text.strip() for at in between]
        return any(texts) or (bool(texts) and one.column_span > 1)

    def _two_goals(self, row: int, printed: list[Cell]) -> bool:
        """«实施期目标» beside «年度目标», each over its text."""
        heads = {span: cell for cell in printed if (span := goal_span(label_of(cell))) is not None}
        if len(heads) < 2:
            return False
        if all(label_of(cell) != cell.text for cell in heads.values()):
            self._take_joined_goals(heads)
            self._use(*(cell for cell in printed if project_field(cell.text) == "goal"))
            return True
        one, other = sorted(heads.values(), key=lambda cell: cell.column)
        if self._parted(one, other):
            return False  # labels, each before its own text
        below = row + max(cell.row_span for cell in heads.values())
        if below > self._last:
            return False
        goals = {span: self._grid.owner(below, cell.column) for span, cell in heads.items()}
        if any(cell.row != below or self._is_label(cell) for cell in goals.values()):
            return False
        project = self._project()
        self._use(*printed)
        for span, cell in goals.items():
            self._use(cell)
            self._take_goal(project, span, cell.text.strip())
            project.place_end = cell.parts[-1].place
        project.goal_place = goals["year"].place
        return True

    def _take_joined_goals(self, heads: Mapping[GoalSpan, Cell]) -> None:
        """Goals in one cell with their labels, which a page ended below: one row of both was made."""
        project = self._project()
        self._use(*heads.values())
        for span, cell in heads.items():
            said = "".join(part.text for part in cell.parts[1:]).strip()
            self._take_goal(project, span, said)
            project.place_end = cell.parts[-1].place
        project.goal_place = heads["year"].place

    def _named_goals(self, row: int, printed: list[Cell]) -> bool:
        """«名称» beside «目标说明» over goals of the period and of the year, each in its own row."""
        if self._goal_columns is None:
            for name, said in pairwise(printed):
                if load_goals().goal_name.fullmatch(
                    key(name.text)
                ) and load_goals().goal_said.fullmatch(key(said.text)):
                    self._goal_columns = name.column, said.column
                    self._use(*printed)
                    return True
            return False
        name, said = (self._grid.owner(row, column) for column in self._goal_columns)
        if (name.row, said.row) != (row, row) or name is said or not name.text.strip():
            self._goal_columns = None
            return False
        if (name.column, said.column) != self._goal_columns or self._is_label(said):
            self._goal_columns = None
            return False
        project = self._project()
        self._use(name, said)
        self._take_goal(project, goal_span(name.text), said.text.strip())
        project.goal_place = project.goal_place or name.place
        project.place_end = said.parts[-1].place
        return True

    def _take_goal(self, project: Project, span: GoalSpan | None, text: str) -> None:
        """The goal of the whole period is the project's goal only where no other is printed.

        One of several that stands over its own indicators may be said already among all of them.
        """
        if not text:
            return
        if span == "period" and self._two_spans:
            before = project.texts.get("period_goal")
            if before is None:
                project.texts["period_goal"] = text
            elif not _says(before, text):
                project.texts["period_goal"] = f"{before}\n{text}"
        elif not any(_says(goal, text) for goal in project.goals):
            project.goals.append(text)

    def _is_text(self, cell: Cell) -> bool:
        return not self._is_label(cell)

    def _add_goal(self, label: Cell, value: Cell | None, behind: list[Cell]) -> None:
        project = self._project()
        behind = [cell for cell in behind if cell is value or not self._is_below_note(cell)]
        cells = behind if value in behind else []
        if value is not None and value not in cells:
            cells = [value]
        texts = [cell.text.strip() for cell in cells if cell.text.strip()]
        self._use(*cells)
        if texts:
            self._take_goal(project, goal_span(label.text), " ".join(texts))
            project.goal_place = project.goal_place or label.place
            project.place_end = cells[-1].parts[-1].place
        if value is not None and self._whole_of("整体", label.text):
            project.scope = "department"
        self._goal_until = label.row + label.row_span if texts else 0
        self._goal_open = not (self._two_spans and goal_span(label.text) == "period")

    def _is_below_note(self, cell: Cell) -> bool:
        """Whether a label above says that this column tells how the form is filled in: 说明."""
        first = self._captioned.caption.first_row
        above = (self._grid.owner(row, cell.column) for row in range(cell.row - 1, first - 1, -1))
        return any(it.column == cell.column and is_note_label(it.text) for it in above)

    @staticmethod
    def _whole_of(word: str, label: str) -> bool:
        return key(label).startswith((f"当年{word}", word))

    def _goal_goes_on(self, row: int, cells: list[Cell], printed: list[Cell]) -> bool:
        """A row without a label below the goal: its next item, or its rest."""
        if not self._goal_open or not self._projects or self._head is not None:
            return False
        beside = row < self._goal_until  # the label is merged over this row too
        if (cells[0].text.strip() and not beside) or any(self._is_label(it) for it in printed):
            return False
        goals = self._projects[-1].goals
        text = " ".join(cell.text.strip() for cell in printed)
        if goals and not _NUMBERED_GOAL.match(text):
            goals[-1] += text
        else:
            goals.append(text)
        self._use(*printed)
        return True
