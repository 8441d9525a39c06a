"""The projects of a disclosure: goal and indicators of each, under an anchor of its own."""

from yusuan.pages.declaration import Context, DisclosurePage
from yusuan.pages.executions import execution_table, points_told
from yusuan.pages.indicators import indicator_table
from yusuan.pages.marks import Marked, Marks, marks_of
from yusuan.pages.model import Disclosure, Record, Site, text
from yusuan.pages.unpriced import unpriced


def _context(site: Site, disclosure: Disclosure) -> Context:
    marks = marks_of(disclosure)
    by_project: dict[object, list[Record]] = {}
    for row in disclosure.of("performance_indicators"):
        by_project.setdefault(row["project_no"], []).append(row)
    executed: dict[object, list[Record]] = {}
    for row in disclosure.of("project_execution"):
        executed.setdefault(row["project_no"], []).append(row)
    projects = []
    for row in disclosure.of("projects"):
        number = row["project_no"]
        caption = f"{text(row, 'project_name')}：绩效指标"
        rows = by_project.get(number, [])
        table = indicator_table(caption, rows, f"project-{number}", marks)
        money = execution_table(executed.get(number, []), f"project-{number}")
        projects.append((row, money, points_told(row), table, _goal_marks(row, rows, marks)))
    return {"projects": projects, "unpriced": unpriced(disclosure)}


def _goal_marks(project: Record, indicators: list[Record], marks: Marks) -> Marked:
    """The disagreements that name a place above the first indicator: those of the goal."""
    if indicators:
        return marks.before(project["place"], indicators[0]["place"])
    return marks.within(project["place"], project["place_end"])


def _applies(disclosure: Disclosure) -> bool:
    return bool(disclosure.of("projects"))


PROJECTS_PAGE = DisclosurePage(
    name="projects",
    title="项目绩效目标",
    template="projects.html.j2",
    context=_context,
    applies=_applies,
    contents=False,
)
