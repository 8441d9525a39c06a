"""The row that heads the indicators: which column holds what, of the indicator and the project."""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from yusuan.binding.performance.labels import (
    COMPARISON,
    GRADES,
    activity_field,
    department_field,
    goal_span,
    indicator_field,
    is_first_level,
    is_heading,
    is_level,
    is_second_level,
    is_total,
    money_unit,
    project_field,
)
from yusuan.evidence.model import Cell, Grid
from yusuan.printed.text import key
from yusuan.tables.performance import GoalSpan

_MOST_ROWS = 4

_MOST_PIECES = 40
_LONGEST_PIECE = 6
_FIGURE = re.compile(r"\s*-?[0-9][0-9,]*(?:\.[0-9]+)?\s*")
_WHOLE_YEAR = re.compile("全年|本年度?|当年度?")  # beside 半年, 上年
_VALUE = re.compile("值(?:[及和与](?:计量|度量)?单位)?$")


class IndicatorHead(NamedTuple):
    """``indicators`` and ``projects`` map fields to columns; ``last`` is the head's last row.

    ``projects`` is empty where the project stands in a form above its indicators. ``unit`` is the
    unit of money that a head states, ``numbers`` the columns of 序号. ``groups``: where the first
    levels stand side by side, each with the columns of its indicators and their values. ``sides``:
    where indicators of the period's goal stand beside those of the year's, the columns of each.
    ``grades``: the columns of 优, 良, 中 and 差 below 评价标准. ``activities``: what the list names
    are the activities that the department's duties consist of, not projects.
    """

    indicators: Mapping[str, int]
    projects: Mapping[str, int]
    last: int
    cells: tuple[Cell, ...]
    unit: str | None = None
    numbers: tuple[int, ...] = ()
    groups: tuple[tuple[str, Mapping[str, int]], ...] = ()
    sides: tuple[tuple[GoalSpan, Mapping[str, int]], ...] = ()
    grades: tuple[tuple[str, int], ...] = ()
    activities: bool = False

    def labels(self, grid: Grid) -> tuple[tuple[str, str], ...]:
        """The label of each column in ``grid``, whose head this is, with its field."""
        found = {(column, field) for field, column in {**self.projects, **self.indicators}.items()}
        beside = (*self.groups, *self.sides)
        found |= {(at, field) for _, own in beside for field, at in own.items()}
        found |= {(at, "scoring") for _, at in self.grades}
        columns = sorted(found)
        return tuple((grid.owner(self.last, column).text, field) for column, field in columns)


def indicator_head(grid: Grid, row: int) -> IndicatorHead | None:
    """The head whose last row begins at ``row``, or None."""
    if not any("标" in cell.text for cell in grid.row(row)):
        return None  # 指标, 目标值: without either a row is none, and most rows are
    if (over := _over_the_levels(grid, row)) is not None:
        head = indicator_head(grid, row + 1)
        return head and head._replace(cells=(*head.cells, over))
    owners: list[Cell] = []
    for column in range(grid.column_count):
        owner = grid.owner(row, column)
        if owner.column != column:
            continue
        if owner.text.strip():
            owners.append(owner)
        elif (above := _label_above(grid, row, column)) is not None:
            owners.append(above)
    indicators: dict[str, int] = {}
    surest = max((_surety(owner) for owner in owners), default=0)
    deepest = _deepest(row, owners)
    valued = any(
        indicator_field(it.text) == "target_text" and _VALUE.search(key(it.text)) for it in owners
    )
    fields = {indicator_field(it.text) for it in owners}
    compares = "operator_text" in fields and "target_text" not in fields
    found: list[Cell] = []
    others: list[Cell] = []
    second: dict[str, int] = {}
    for owner in owners:
        if owner.row + owner.row_span - 1 > deepest:
            if is_heading(owner.text):
                found.append(owner)  # 绩效指标 beside all rows of indicators
            continue
        field = indicator_field(owner.text)
        if compares and key(owner.text) == "内容":
            field = "target_text"  # 运算符号, 内容, 度量单位
        if field == "level3" and _surety(owner) < surest:
            if is_heading(owner.text):
                found.append(owner)
                continue
            field = "description" if key(owner.text).startswith("指标内容") else None
        if field == "target_text" and valued and not _VALUE.search(key(owner.text)):
            field = "description"  # 绩效标准 beside 当年预期实现值
        if field == "weight" and indicators.get(field, owner.column) < indicators.get("level3", 0):
            at = indicators.pop(field)  # of 一级指标: that behind 三级指标 is the indicator's
            found = [cell for cell in found if cell.column != at]
        if field == "operator_text" and field in indicators and "remark" not in indicators:
            if _compares(grid, row, owner.column) > _compares(grid, row, indicators[field]):
                indicators["remark"], indicators[field] = indicators.pop(field), owner.column
                found.append(owner)
                continue
            field = "remark"  # 指标方向性 beside 指标性质
        if field is not None and field not in indicators:
            indicators[field] = owner.column
            found.append(owner)
        else:
            if field is not None:
                second.setdefault(field, owner.column)
            others.append(owner)
    grades = _grades(grid, next((c for c in found if c.column == indicators.get("scoring")), None))
    if not (_is_head(indicators) or (grades and "level3" in indicators)):
        return None
    found += grades
    sides = _sides(grid, row, indicators, second)
    found += [cell for cell in others if sides and cell.column in sides[1][1].values()]
    told = {*indicators.values(), *(cell.column for cell in grades)}
    last = max(cell.row + cell.row_span - 1 for cell in found if cell.column in told)
    last += _has_years_below(grid, last, indicators)
    indicators = _with_deepest_target(grid, last, indicators, found)
    indicators = _named_by_kind(grid, last, indicators)
    indicators = _with_unheaded_level(grid, last, indicators)
    indicators = _with_points_below(grid, last, indicators, others, found)
    taken = indicators | {cell.text: cell.column for cell in grades}
    projects = project_columns(grid, last, others, taken)
    activities = _activities(grid, last, projects, taken) if grades else {}
    projects = projects | activities
    heads = (*others, *_above(grid, last)) if projects else others
    unit = next((unit for cell in heads if (unit := money_unit(cell.text))), None)
    numbers = tuple(cell.column for cell in owners if key(cell.text) == "序号")
    cells = (*found, *_above(grid, last)) if projects else tuple(found)
    groups = _groups(grid, last, owners) if projects else ()
    by_grade = tuple((key(cell.text), cell.column) for cell in grades)
    return IndicatorHead(
        indicators, projects, last, cells, unit, numbers, groups, sides, by_grade, bool(activities)
    )


def _label_above(grid: Grid, row: int, column: int) -> Cell | None:
    """分值 above a blank beside the levels, where nothing is merged or a page ends within the head."""
    if row == 0 or not any(key(cell.text).startswith("一级指标") for cell in grid.row(row)):
        return None
    above = grid.owner(row - 1, column)
    if above.column != column or above.column_span > 1:
        return None
    return above if indicator_field(above.text) is not None else None


def _compares(grid: Grid, row: int, column: int) -> bool:
    """Whether what stands below in this column is a comparison somewhere: ≥, and not 正向."""
    below = (grid.owner(r, column).text for r in range(row + 1, grid.row_count))
    return any(COMPARISON.fullmatch(text.strip()) for text in below)


def _grades(grid: Grid, over: Cell | None) -> list[Cell]:
    """The cells of 优, 良, 中 and 差 below 评价标准, from left to right; none for anything else."""
    if over is None or over.column_span < len(GRADES):
        return []
    row = over.row + over.row_span
    within = range(over.column, over.column + over.column_span) if row < grid.row_count else ()
    below = {(c.row, c.column): c for c in (grid.owner(row, column) for column in within)}
    cells = list(below.values())
    return cells if [key(cell.text) for cell in cells] == list(GRADES) else []


def _activities(
    grid: Grid, last: int, projects: Mapping[str, int], taken: Mapping[str, int]
) -> dict[str, int]:
    """Columns of 职责活动 and what it consists of; none where the list names projects."""
    if "name" in projects:
        return {}
    others = {*projects.values(), *taken.values()}
    columns = (at for at in range(grid.column_count) if at not in others)
    owners = [cell for at in columns if (cell := grid.owner(last, at)).column == at]
    found = {field: c.column for c in owners if (field := activity_field(c.text)) is not None}
    return found if "name" in found else {}


def _has_years_below(grid: Grid, last: int, indicators: Mapping[str, int]) -> bool:
    """Whether 上年 and 预期当年实现 stand below 指标值 in a row that has nothing of the levels.

    Where nothing is merged, or a page ends within the head.
    """
    over = grid.owner(last, indicators.get("target_text", 0))
    if "target_text" not in indicators or over.column_span < 2 or last + 1 >= grid.row_count:
        return False
    levels = [indicators[name] for name in ("level1", "level2", "level3") if name in indicators]
    if not levels or any(grid.cell(last + 1, at).kind != "blank" for at in levels):
        return False
    below = range(over.column, over.column + over.column_span)
    texts = [key(cell.text) for at in below if (cell := grid.cell(last + 1, at)).text.strip()]
    return len(texts) > 1 and any(
        indicator_field(text) == "target_text" or _WHOLE_YEAR.fullmatch(text) for text in texts
    )


def _with_deepest_target(
    grid: Grid, last: int, indicators: dict[str, int], found: list[Cell]
) -> dict[str, int]:
    """``indicators`` with the target below 指标值: 预期当年实现值 beside 近两年指标值, 2024年, 2025年.

    Where none of the columns below says that it is the target, nobody knows.
    """
    over = next((c for c in found if c.column == indicators.get("target_text")), None)
    if over is None or over.column_span < 2 or over.row + over.row_span > last:
        return indicators
    within = range(over.column, over.column + over.column_span)
    below = {
        (cell.row, cell.column): cell
        for row in range(over.row + over.row_span, last + 1)
        for cell in (grid.owner(row, column) for column in within)
        if cell.row >= over.row + over.row_span and cell.text.strip()
    }
    if not below:
        return indicators
    named = [
        cell
        for cell in below.values()
        if cell.row + cell.row_span > last
        and (indicator_field(cell.text) == "target_text" or _WHOLE_YEAR.fullmatch(key(cell.text)))
    ]
    found += below.values()
    others = {field: at for field, at in indicators.items() if field != "target_text"}
    return {**others, "target_text": named[0].column} if len(named) == 1 else others


def _named_by_kind(grid: Grid, last: int, indicators: dict[str, int]) -> dict[str, int]:
    """``indicators`` where 一级指标 stands over 数量指标, and 二级指标 over the indicators' names."""
    if "level3" in indicators or not {"level1", "level2"} <= set(indicators):
        return indicators
    below = range(last + 1, grid.row_count)
    if not any(is_second_level(grid.cell(row, indicators["level1"]).text) for row in below):
        return indicators
    deeper = {"level1": "level2", "level2": "level3"}
    return {deeper.get(field, field): column for field, column in indicators.items()}


def _with_unheaded_level(grid: Grid, last: int, indicators: dict[str, int]) -> dict[str, int]:
    """``indicators`` with the first levels that stand before the second ones, below no 一级指标.

    绩效指标, or a blank, heads a column that has nothing but 产出指标, 效益指标 and the like.
    """
    at = indicators.get("level2", 0) - 1
    if at < 0 or "level1" in indicators or at in indicators.values():
        return indicators
    head = grid.owner(last, at)
    if head.text.strip() and not is_heading(head.text):
        return indicators
    below = last + 1
    if below >= grid.row_count or not is_first_level(grid.owner(below, at).text):
        return indicators
    return {**indicators, "level1": at}


_BELOW_ANOTHER = ("weight", "scoring", "score", "deviation", "remark")


def _with_points_below(
    grid: Grid, last: int, indicators: dict[str, int], others: list[Cell], found: list[Cell]
) -> dict[str, int]:
    """``indicators`` with what stands below a label over several columns: 评分 over 分值 and 评分规则."""
    deeper = dict(indicators)
    for over in others:
        if over.column_span < 2 or over.row + over.row_span > last:
            continue
        columns = range(over.column, over.column + over.column_span)
        below = {(c.row, c.column): c for c in (grid.owner(last, at) for at in columns)}.values()
        fields = [indicator_field(cell.text) for cell in below]
        if any(field not in _BELOW_ANOTHER or field in deeper for field in fields):
            continue
        deeper.update({str(f): cell.column for f, cell in zip(fields, below, strict=True)})
        found += [over, *below]
    return deeper


def _sides(
    grid: Grid, row: int, first: Mapping[str, int], second: Mapping[str, int]
) -> tuple[tuple[GoalSpan, Mapping[str, int]], ...]:
    """Two sets of indicators side by side, where labels say which is the period's; else none.

    What the second does not print again (the levels, or all but its targets) both have.
    """
    if "target_text" not in second or first["target_text"] > second["target_text"]:
        return ()
    spans = [goal_span(grid.owner(row, own["target_text"]).text) for own in (first, second)]
    for above in range(row - 1, -1, -1):
        if None not in spans:
            break
        spans = [span for cell in grid.row(above) if (span := goal_span(cell.text)) is not None]
        spans = spans if len(spans) == 2 else [None]
    one, *others = spans
    if one is None or len(others) != 1 or others[0] is None or one == others[0]:
        return ()
    return (one, first), (others[0], {**first, **second})


def _over_the_levels(grid: Grid, row: int) -> Cell | None:
    """绩效指标 over 一级指标, 二级指标 and 三级指标, which stand in the next row, beside deeper heads."""
    if row + 1 >= grid.row_count:
        return None
    for cell in grid.row(row):
        if cell.kind != "printed" or cell.column_span < 2 or not is_heading(cell.text):
            continue
        below = range(cell.column, cell.column + cell.column_span)
        fields = {indicator_field(grid.cell(row + 1, column).text) for column in below}
        if cell.row_span == 1 and {"level2", "level3"} <= fields:
            return cell
    return None


def _groups(grid: Grid, last: int, owners: list[Cell]) -> tuple[tuple[str, Mapping[str, int]], ...]:
    """The pairs of columns below first levels that stand side by side; none for one alone."""
    found: list[tuple[str, Mapping[str, int]]] = []
    for one, other in pairwise(owners):
        fields = indicator_field(one.text), indicator_field(other.text)
        if fields != ("level3", "target_text") or one.row == 0:
            continue
        above = grid.owner(one.row - 1, one.column)
        if above is grid.owner(one.row - 1, other.column) and is_first_level(above.text):
            found.append((above.text.strip(), {"level3": one.column, "target_text": other.column}))
    return tuple(found) if len(found) > 1 else ()


def _surety(owner: Cell) -> int:
    """How surely a label names the indicators: 绩效指标 also stands beside all of them."""
    if indicator_field(owner.text) != "level3":
        return 0
    text = key(owner.text)
    return 3 if text.startswith("三级指标") else 1 if text.startswith("绩效指标") else 2


def _deepest(row: int, owners: list[Cell]) -> int:
    """The last row that the head may reach: the next one, or where the levels of indicators end.

    Beside columns whose heads are deeper (资金总额, by fund and by kind) those levels span as many
    rows; what reaches farther still, as 绩效指标 beside all rows of a form, is no part of it.
    """
    ends = {
        owner.row + owner.row_span - 1
        for owner in owners
        if indicator_field(owner.text) in ("level1", "level2", "level3")
        and key(owner.text)[:2] in ("一级", "二级", "三级")
    }
    return ends.pop() if len(ends) == 1 and max(ends) <= row + _MOST_ROWS else row + 1


def _is_head(fields: Mapping[str, int]) -> bool:
    if "level2" in fields and "level3" in fields:
        return True
    return "target_text" in fields and ("level3" in fields or "level2" in fields)


def project_columns(
    grid: Grid, last: int, others: list[Cell], indicators: Mapping[str, int]
) -> dict[str, int]:
    """Columns of the project in a list, by field; none where no label is a project's name or goal."""
    columns: dict[str, int] = {}
    labels_above = _names_projects(grid, last - 1)
    for column in range(grid.column_count):
        owner = grid.owner(last, column)
        if owner.column != column or column in indicators.values():
            continue
        if owner.row + owner.row_span - 1 > last:
            continue
        over = grid.owner(last - 1, column) if labels_above else owner
        over = over if over.column == column and over.column_span == 1 else owner
        if not owner.text.strip():
            owner = over  # 项目名称 over a blank, where nothing is merged
        field = project_field(owner.text) or department_field(owner.text)
        if field is None and over is not owner:
            field = project_field(over.text + owner.text)  # 项目金 and 额 on the next page
        if field is None and is_total(owner.text) and owner.row > 0:
            above = grid.owner(owner.row - 1, column).text
            if is_heading(above) or project_field(above) == "total_amount":
                field = "total_amount"  # 合计 below 项目资金
        if field is not None:
            period = field == "goal" and goal_span(owner.text) == "period"
            columns.setdefault("period_goal" if period else field, column)
    if "total_amount" not in columns and (money := _only_money(grid, last, others)) is not None:
        columns["total_amount"] = money
    if "goal" not in columns and "period_goal" in columns:
        columns["goal"] = columns.pop("period_goal")  # the only goal is the project's
    if "department" in columns:  # 单位名称 beside 项目名称 is who carries the project out
        field = "implementing_unit" if "name" in columns else "name"
        columns.setdefault(field, columns.pop("department"))
    return columns if "name" in columns or "goal" in columns else {}


def _only_money(grid: Grid, last: int, others: list[Cell]) -> int | None:
    """The column of 资金（万元）, which alone among its neighbours states a unit of money."""
    found = [cell for cell in others if money_unit(cell.text) is not None]
    if len(found) != 1 or found[0].column_span > 1 or found[0].row + found[0].row_span - 1 < last:
        return None
    return found[0].column if is_heading(found[0].text) and "资金" in found[0].text else None


def _names_projects(grid: Grid, row: int) -> bool:
    """Whether a row holds labels alone, 项目名称 among them: the first row of the head of a list."""
    printed = (
        [c for c in grid.row(row) if c.kind == "printed" and c.text.strip()] if row >= 0 else []
    )
    texts = [_with_rest(grid, cell) for cell in printed]
    fields = [project_field(text) or department_field(text) for text in texts]
    known = (
        field is not None or is_heading(text) or indicator_field(text) is not None
        for field, text in zip(fields, texts, strict=True)
    )
    return "name" in fields and len(fields) > 2 and all(known)


def _with_rest(grid: Grid, label: Cell) -> str:
    """A label with its rest in the row below, where a page ended within it: 项目金 and 额."""
    below = label.row + label.row_span
    if label.column_span > 1 or below >= grid.row_count:
        return label.text
    rest = grid.owner(below, label.column)
    whole = label.text + rest.text if rest.column == label.column else label.text
    return whole if project_field(whole) is not None and not is_total(rest.text) else label.text


def _above(grid: Grid, row: int) -> list[Cell]:
    """All cells of the head of a list, the rows above the last one included, up to any figure."""
    first = row
    while first > max(0, row - _MOST_ROWS) and not any(
        _FIGURE.fullmatch(cell.text) for cell in grid.row(first - 1)
    ):
        first -= 1
    rows = (grid.row(r) for r in range(first, min(row + 2, grid.row_count)))
    cells = {(c.row, c.column): c for each in rows for c in each}
    return [c for c in cells.values() if c.kind == "printed" and first <= c.row <= row]


def level_in_pieces(grid: Grid, row: int, column: int, last: int) -> tuple[str, tuple[int, ...]]:
    """The level that begins in this cell and runs down over others, with the rows of its pieces.

    Where cells are not merged, or a page ends within one, 产出指标 in a narrow column is 产出指 and 标,
    each beside indicators of its own. Only what is a known level as a whole, and is none in its later pieces, is one.
    """
    whole, rows = "", [row]
    found: tuple[str, tuple[int, ...]] = ("", ())
    for at in range(row, min(last, row + _MOST_PIECES) + 1):
        cell = grid.owner(at, column)
        piece = key(cell.text) if cell.row == at and cell.column == column else ""
        if at == row and not piece:
            break
        if not piece:
            continue
        if len(piece) > _LONGEST_PIECE or (whole and is_level(piece)):
            break
        whole += piece
        rows = [*rows, at] if at != row else rows
        if len(rows) > 1 and is_level(whole):
            found = whole, tuple(rows)
        if is_level(whole) and whole.endswith("指标"):
            break
    return found
