"""Projects as bars: how many indicators each has, and how many of them can be measured."""

from dataclasses import dataclass
from decimal import Decimal

from yusuan.pages.charts.bars import Bar, bars
from yusuan.pages.charts.picture import Entry, Picture
from yusuan.pages.model import Disclosure, text

_MOST = 12
# Kinds of targets that can be held against a number or a day; others are told in words only.
_MEASURED = frozenset({"quantity", "deadline", "frequency", "ranking", "relative"})
_LEGEND = (("solid", "指标值是数字或期限"), ("outline", "只有文字或不涉及"))


@dataclass(slots=True)
class _Project:
    number: str
    name: str
    measured: int = 0
    worded: int = 0

    @property
    def label(self) -> str:
        return f"{self.number}、{self.name}"

    @property
    def shown(self) -> str:
        return f"{self.measured + self.worded} 项"

    @property
    def bar(self) -> Bar:
        parts = (Decimal(self.measured), "solid"), (Decimal(self.worded), "outline")
        return Bar(self.label, self.shown, parts)

    def entry(self, folder: str) -> Entry:
        note = f"数字或期限 {self.measured} 项；文字或不涉及 {self.worded} 项"
        link = f"{folder}projects.html#project-{self.number}"
        return Entry("项目", self.label, self.shown, link, note)


def projects(disclosure: Disclosure) -> Picture | None:
    """The projects in their order; None where none has an indicator."""
    listed = _counted(disclosure)
    if not listed:
        return None
    drawn, others = listed[:_MOST], listed[_MOST:]
    notes = (f"图中是前 {len(drawn)} 个项目，其余 {len(others)} 个在数据里。",) if others else ()
    measured = sum(project.measured for project in listed)
    count = measured + sum(project.worded for project in listed)
    return Picture(
        name="projects",
        title="各项目有多少绩效指标",
        summary=f"{len(listed)} 个项目共 {count:,} 项指标，"
        f"其中 {measured:,} 项的指标值是数字或期限。",
        drawings=(bars([project.bar for project in drawn], _LEGEND),),
        entries=tuple(project.entry(f"disclosures/{disclosure.id}/") for project in listed),
        resources=("performance_indicators",),
        notes=notes,
    )


def _counted(disclosure: Disclosure) -> list[_Project]:
    """The projects that have indicators."""
    found = {
        row["project_no"]: _Project(text(row, "project_no"), text(row, "project_name"))
        for row in disclosure.of("projects")
    }
    for row in disclosure.of("performance_indicators"):
        project = found.get(row["project_no"])
        if project is None:
            continue
        if row["target_kind"] in _MEASURED:
            project.measured += 1
        else:
            project.worded += 1
    return [project for project in found.values() if project.measured + project.worded]
