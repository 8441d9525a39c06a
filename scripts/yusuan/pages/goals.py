"""The department's goals, each with the indicators that its prose names."""

from yusuan.pages.declaration import Context, DisclosurePage
from yusuan.pages.indicators import indicator_table
from yusuan.pages.marks import marks_of
from yusuan.pages.model import Disclosure, Record, Site, text


def _context(site: Site, disclosure: Disclosure) -> Context:
    marks = marks_of(disclosure)
    by_goal: dict[object, list[Record]] = {}
    for row in disclosure.of("goal_indicators"):
        by_goal.setdefault(row["goal_no"], []).append(row)
    goals = []
    for row in disclosure.of("department_goals"):
        found = by_goal.get(row["goal_no"], [])
        caption = f"{text(row, 'goal_title') or '绩效目标'}：文字中的指标"
        prefix = f"goal-{row['goal_no']}"
        goals.append((row, indicator_table(caption, found, prefix) if found else None))
    return {"goals": goals, "marks": marks}


def _applies(disclosure: Disclosure) -> bool:
    return bool(disclosure.of("department_goals"))


GOALS_PAGE = DisclosurePage(
    name="goals",
    title="部门绩效目标",
    template="goals.html.j2",
    context=_context,
    applies=_applies,
)
