"""The department's goals, each with its money, its tasks and the indicators that its prose names."""

from collections.abc import Sequence

from yusuan.declared.fields import Field
from yusuan.pages.declaration import Context, DisclosurePage
from yusuan.pages.executions import execution_table, points_told
from yusuan.pages.figures import plain
from yusuan.pages.indicators import indicator_table
from yusuan.pages.marks import marks_of
from yusuan.pages.model import Disclosure, Record, Site, decimal, text
from yusuan.pages.tables import SOURCE_LABEL, Cell, TableRow, TableView, simple_head, source_cell
from yusuan.tables.performance import DEPARTMENT_TASKS

_MONEY = tuple(field for field in DEPARTMENT_TASKS.fields if field.kind == "amount")
_TEXTS = {"paying_project": "对应项目", "content": "主要内容"}
_BLANK = Cell("", "blank")


def _context(site: Site, disclosure: Disclosure) -> Context:
    marks = marks_of(disclosure)
    by_goal: dict[object, list[Record]] = {}
    for row in disclosure.of("goal_indicators"):
        by_goal.setdefault(row["goal_no"], []).append(row)
    tasks: dict[object, list[Record]] = {}
    for row in disclosure.of(DEPARTMENT_TASKS.name):
        tasks.setdefault(row["goal_no"], []).append(row)
    executed: dict[object, list[Record]] = {}
    for row in disclosure.of("goal_execution"):
        executed.setdefault(row["goal_no"], []).append(row)
    goals = []
    for row in disclosure.of("department_goals"):
        found = by_goal.get(row["goal_no"], [])
        caption = f"{text(row, 'goal_title') or '绩效目标'}：指标"
        prefix = f"goal-{row['goal_no']}"
        indicators = indicator_table(caption, found, prefix) if found else None
        money = _task_table(tasks[row["goal_no"]]) if row["goal_no"] in tasks else None
        executions = execution_table(executed.get(row["goal_no"], []), prefix)
        goals.append((row, money, executions, points_told(row), indicators))
    return {"goals": goals, "marks": marks}


def _task_table(rows: Sequence[Record]) -> TableView:
    """Tasks and money of one goal; columns that no row fills are left out."""
    shown = [f for f in _MONEY if any(row[f.name] is not None for row in rows)]
    texts = [name for name in _TEXTS if any(row[name] for row in rows)]
    labels = ["任务", *(field.title for field in shown), *(_TEXTS[name] for name in texts)]
    return TableView(
        "年度任务和资金",
        simple_head(*labels, SOURCE_LABEL),
        tuple(_task_row(row, shown, texts) for row in rows),
        "tasks",
    )


def _task_row(row: Record, shown: Sequence[Field], texts: Sequence[str]) -> TableRow:
    name = text(row, "task_name") or "部门整体"
    cells = [Cell(name, "name", header=True)]
    for field in shown:
        amount = decimal(row, field.name)
        cells.append(_BLANK if amount is None else Cell(plain(amount), "figure"))
    cells += (Cell(text(row, name), "about" if row[name] else "blank") for name in texts)
    return TableRow((*cells, source_cell(row)), id=f"task-{row['task_no']}")


def _applies(disclosure: Disclosure) -> bool:
    return bool(disclosure.of("department_goals"))


GOALS_PAGE = DisclosurePage(
    name="goals",
    title="部门绩效目标",
    template="goals.html.j2",
    context=_context,
    applies=_applies,
)
