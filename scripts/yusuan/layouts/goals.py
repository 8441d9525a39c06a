"""The labels of performance forms (``forms/goals.toml``) -> checked, compiled vocabularies.

Data of no place: what one calls a column or a field, every place may. Read once.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from yusuan.errors import YusuanError
from yusuan.printed.target_words import OPERATOR_PATTERN

FILE = Path(__file__).parent / "forms" / "goals.toml"
_MAXIMUM_BYTES = 200_000
_Words = tuple[str, ...]
_Fields = tuple[tuple[str, re.Pattern[str]], ...]

_Indicator = Literal[
    "level1", "level2", "level3", "description", "adjusted_target", "score_coefficient",
    "target_text", "operator_text", "unit_text",
    "achieved_text", "score", "deviation", "weight", "basis", "scoring", "remark",
]  # fmt: skip
_Project = Literal[
    "name", "department", "supervising_department", "implementing_unit", "project_code", "unit_code",
    "project_period", "project_type", "overview", "achieved", "goal",
]  # fmt: skip
Amount = Literal[
    "period_amount", "total_amount", "fiscal_amount", "carryover_amount", "other_amount",
    "general_public_budget_amount", "government_fund_amount", "state_capital_amount",
    "special_account_amount", "own_level_amount", "transfers_amount",
]  # fmt: skip
DepartmentAmount = Literal[
    "basic_amount", "project_amount", "personnel_amount", "running_amount",
]  # fmt: skip
_Execution = Literal[
    "initial_budget",
    "adjusted_budget",
    "budget",
    "executed",
    "completion_percent",
    "weight",
    "score",
]

# What may stand behind a label: a note in brackets, the unit of an amount, a formula and points.
_NOTE = r"(?::?\([^()]{1,12}\))?:?"
_MONEY = r"(?:\((?:单位:)?(?:人民币)?(?:元|千元|万元|百万元|亿元)\))?:?"
_FORMULAS = r"(?:\([^()]{1,12}\))*[:：]?"
# Of whose goal a label speaks: one of several has its number, and a year may stand behind.
_SPAN = r"(?:项目|专项)?(?:{})(?:总体|预期)?(?:绩效)?总?(?:目标|指标)(?:值|[0-9]{{1,2}})?(?:\([^()]{{1,24}}\))?:?"
# 绩效目标：…, with what it says.
_SAID = r"(?s:\s*(?:{})\s*[:：]\s*(?P<said>.*))"
_LINK = rf"(?P<link>{{}})?\s?(?P<operator>{OPERATOR_PATTERN})?\s?$"
_RELATIVE = r"(?P<name>\S.*?)(?P<target>(?:{}).*)"
_QUALITATIVE = r"(?P<name>\S{{2,}}?)(?P<target>(?:{})\S+)"
# （人次）, （单位：元/人）, as they are compared
_UNIT_IN_NAME = r"\((?:单位:)?(?P<unit>(?:{})(?:/[\u4e00-\u9fff]{{1,3}}){{0,2}})\)$"
_SIGNED = r"(?:{})(?:\([^()]{{1,8}}\))?(?::.*)?"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Activities(_Strict):
    name: _Words
    content: _Words


class _Spans(_Strict):
    period: _Words
    year: _Words


class _Levels(_Strict):
    first: _Words
    second: _Words
    kind: _Words


class _Tasks(_Strict):
    name: _Words
    content: _Words
    project: _Words
    funds: _Words
    total: _Words


class _Evaluations(_Strict):
    total: _Words
    total_said: _Words
    expected: _Words
    adjusted: _Words
    achieved: _Words
    goal_name: _Words
    goal_said: _Words


class _Prose(_Strict):
    heading: _Words
    overall: _Words
    specific: _Words
    goal: _Words
    indicators: _Words
    link: _Words
    relative: _Words
    qualitative: _Words


class _Titles(_Strict):
    any_project: _Words


class _Units(_Strict):
    in_name: _Words


class _Labels(_Strict):
    label: _Words


class _GoalsText(_Strict):
    """The file; see its comments for what each table means."""

    indicators: dict[_Indicator, _Words]
    projects: dict[_Project, _Words]
    amounts: dict[Amount, _Words]
    department_amounts: dict[DepartmentAmount, _Words]
    spans: _Spans
    activities: _Activities
    levels: _Levels
    tasks: _Tasks
    execution: dict[_Execution, _Words]
    evaluations: _Evaluations
    prose: _Prose
    signatures: _Labels
    headings: _Labels
    notes: _Labels
    titles: _Titles
    units: _Units


@dataclass(frozen=True, slots=True)
class GoalWords:
    """Each label of the forms as a pattern of a whole compared label; fields in their order.

    ``prose_heading``, ``prose_overall`` and ``prose_specific`` are words that a heading holds;
    ``prose_link`` stands at the end of a clause's words, ``prose_relative`` and
    ``prose_qualitative`` fit a clause, with its ``name`` and ``target``. ``any_project`` fits a
    title that names no project, ``unit_in_name`` the end of an indicator's name, with the unit.
    """

    indicators: _Fields
    project_name: re.Pattern[str]
    department_name: re.Pattern[str]
    goal: re.Pattern[str]
    project_texts: _Fields
    amounts: _Fields
    department_amounts: _Fields
    period: re.Pattern[str]
    year: re.Pattern[str]
    activity: re.Pattern[str]
    activity_content: re.Pattern[str]
    first_level: re.Pattern[str]
    second_level: re.Pattern[str]
    kind: re.Pattern[str]
    task: re.Pattern[str]
    task_content: re.Pattern[str]
    task_project: re.Pattern[str]
    task_funds: re.Pattern[str]
    task_total: re.Pattern[str]
    execution: _Fields
    total_points: re.Pattern[str]
    total_said: re.Pattern[str]
    expected: re.Pattern[str]
    adjusted: re.Pattern[str]
    achieved: re.Pattern[str]
    goal_name: re.Pattern[str]
    goal_said: re.Pattern[str]
    signature: re.Pattern[str]
    heading: re.Pattern[str]
    note: re.Pattern[str]
    prose_heading: re.Pattern[str]
    prose_overall: re.Pattern[str]
    prose_specific: re.Pattern[str]
    prose_goal: re.Pattern[str]
    prose_indicators: re.Pattern[str]
    prose_link: re.Pattern[str]
    prose_relative: re.Pattern[str]
    prose_qualitative: re.Pattern[str]
    any_project: re.Pattern[str]
    unit_in_name: re.Pattern[str]


@cache
def load_goals() -> GoalWords:
    """The vocabularies that ship. Raises YusuanError for a file that is wrong."""
    try:
        text = FILE.read_text(encoding="utf-8")
    except OSError:
        raise YusuanError("没有绩效表的用词文件", file=FILE) from None
    return parse_goals(text, FILE)


def parse_goals(text: str, file: Path) -> GoalWords:
    """The vocabularies out of the text of a file. Raises YusuanError for one that is wrong."""
    if len(text) > _MAXIMUM_BYTES:
        raise YusuanError("绩效表的用词文件太大", file=file)
    try:
        found = _GoalsText.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise YusuanError("绩效表的用词文件不是有效的 TOML", file=file, hint=str(error)) from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        hint = first["msg"]
        raise YusuanError("绩效表的用词文件不合规范", file=file, text=where, hint=hint) from None
    return _compiled(found, _Compiler(file))


class _Compiler:
    """Patterns out of the words of a file; a wrong one is told by its table and words."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def pattern(self, where: str, words: _Words, around: str = "{}") -> re.Pattern[str]:
        """Any of the ``words``, in what a label may have ``around`` it."""
        for each in words:
            try:
                re.compile(each)
            except re.error as error:
                hint = f"不是正则表达式：{error}"
                raise YusuanError(
                    f"绩效表的用词文件中“{where}”的写法不对", file=self._file, text=each, hint=hint
                ) from None
        if not words or not all(words):
            raise YusuanError(f"绩效表的用词文件中“{where}”没有用词", file=self._file)
        return re.compile(around.format("|".join(words)))

    def fields(self, table: str, words: Iterable[tuple[str, _Words]], behind: str) -> _Fields:
        return tuple(
            (name, self.pattern(f"{table}.{name}", held, _before(behind))) for name, held in words
        )


def _before(behind: str) -> str:
    """A template with ``behind`` behind any of the words."""
    return f"(?:{{}}){behind.replace('{', '{{').replace('}', '}}')}"


def _compiled(text: _GoalsText, of: _Compiler) -> GoalWords:
    projects = {**text.projects}
    for name in ("name", "department", "goal"):
        projects.setdefault(name, ())  # told as one without words

    def noted(where: str, words: _Words) -> re.Pattern[str]:
        return of.pattern(where, words, _before(_NOTE))

    def plain(where: str, words: _Words) -> re.Pattern[str]:
        return of.pattern(where, words)

    return GoalWords(
        indicators=of.fields("indicators", text.indicators.items(), _NOTE),
        project_name=noted("projects.name", projects.pop("name")),
        department_name=noted("projects.department", projects.pop("department")),
        goal=noted("projects.goal", projects.pop("goal")),
        project_texts=of.fields("projects", projects.items(), _NOTE),
        amounts=of.fields("amounts", text.amounts.items(), _MONEY),
        department_amounts=of.fields("department_amounts", text.department_amounts.items(), _MONEY),
        period=of.pattern("spans.period", text.spans.period, _SPAN),
        year=of.pattern("spans.year", text.spans.year, _SPAN),
        activity=noted("activities.name", text.activities.name),
        activity_content=noted("activities.content", text.activities.content),
        first_level=plain("levels.first", text.levels.first),
        second_level=plain("levels.second", text.levels.second),
        kind=plain("levels.kind", text.levels.kind),
        task=plain("tasks.name", text.tasks.name),
        task_content=plain("tasks.content", text.tasks.content),
        task_project=plain("tasks.project", text.tasks.project),
        task_funds=plain("tasks.funds", text.tasks.funds),
        task_total=plain("tasks.total", text.tasks.total),
        execution=of.fields("execution", text.execution.items(), _FORMULAS),
        total_points=plain("evaluations.total", text.evaluations.total),
        total_said=plain("evaluations.total_said", text.evaluations.total_said),
        expected=plain("evaluations.expected", text.evaluations.expected),
        adjusted=plain("evaluations.adjusted", text.evaluations.adjusted),
        achieved=plain("evaluations.achieved", text.evaluations.achieved),
        goal_name=plain("evaluations.goal_name", text.evaluations.goal_name),
        goal_said=plain("evaluations.goal_said", text.evaluations.goal_said),
        signature=of.pattern("signatures.label", text.signatures.label, _SIGNED),
        heading=noted("headings.label", text.headings.label),
        note=plain("notes.label", text.notes.label),
        prose_heading=plain("prose.heading", text.prose.heading),
        prose_overall=plain("prose.overall", text.prose.overall),
        prose_specific=plain("prose.specific", text.prose.specific),
        prose_goal=of.pattern("prose.goal", text.prose.goal, _SAID),
        prose_indicators=of.pattern("prose.indicators", text.prose.indicators, _SAID),
        prose_link=of.pattern("prose.link", text.prose.link, _LINK),
        prose_relative=of.pattern("prose.relative", text.prose.relative, _RELATIVE),
        prose_qualitative=of.pattern("prose.qualitative", text.prose.qualitative, _QUALITATIVE),
        any_project=of.pattern("titles.any_project", text.titles.any_project, "(?:{})+"),
        unit_in_name=of.pattern("units.in_name", text.units.in_name, _UNIT_IN_NAME),
    )
