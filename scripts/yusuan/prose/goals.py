"""Department goals (总体 and 分项绩效目标) and the indicators named in their prose."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from yusuan.declared import vocabulary as v
from yusuan.declared.fields import Field, ForeignKey, Resource
from yusuan.layouts.goals import load_goals
from yusuan.model import Row, SectionParagraph, Value
from yusuan.printed.targets import Target, parse_target
from yusuan.printed.text import key, without_markup
from yusuan.printed.years import in_digits
from yusuan.tables.performance import (
    ACHIEVED,
    ADJUSTED_GOAL,
    DESCRIPTION,
    EVALUATED,
    EXECUTION_FIELDS,
    GOAL_SPAN,
    INDICATOR_NO,
    LEVEL1,
    LEVEL2,
    LEVEL3,
    PERIOD_GOAL,
    REMARK,
    SCORING,
    TARGET_FIELDS,
    TARGET_TEXT,
    TOTAL_POINTS,
    WEIGHT,
    target_values,
)

GOAL_NO = Field(
    name="goal_no",
    kind="integer",
    title="目标编号",
    description="0 为总体绩效目标，1 起为分项绩效目标的编号。",
    description_en="0 for the overall goal, from 1 the number of a specific goal.",
    required=True,
)

DEPARTMENT_GOALS = Resource(
    name="department_goals",
    title="部门绩效目标",
    description="部门整体绩效目标：总体绩效目标和分项绩效目标。",
    description_en="The department's overall and specific performance goals.",
    fields=(
        v.DISCLOSURE_ID,
        GOAL_NO,
        Field(
            name="goal_type",
            title="目标类型",
            description="overall 为总体绩效目标，specific 为分项绩效目标。",
            description_en="The overall goal or a specific one.",
            required=True,
            enum=("overall", "specific"),
        ),
        Field(
            name="goal_title",
            title="分项名称",
            description="分项的名称，不含编号；总体绩效目标为空。",
            description_en="Title of a specific goal without its number.",
        ),
        Field(
            name="goal",
            title="绩效目标",
            description="绩效目标的文字，照原样印出。",
            description_en="Text of the goal as printed.",
            term="绩效目标",
        ),
        PERIOD_GOAL,
        Field(
            name="indicators_text",
            title="绩效指标",
            description="绩效指标的文字，照原样印出；拆成数据的见 goal_indicators。",
            description_en="Text of the indicators as printed; as data in goal_indicators.",
        ),
        ACHIEVED,
        ADJUSTED_GOAL,
        *TOTAL_POINTS,
        *v.PLACES,
    ),
    primary_key=("disclosure_id", "goal_no"),
    foreign_keys=v.TO_SOURCE,
)

GOAL_INDICATORS = Resource(
    name="goal_indicators",
    title="分项绩效指标",
    description="分项绩效目标的文字里写明的指标，拆成数据。",
    description_en="The indicators named in the prose of the specific goals, as data.",
    fields=(
        v.DISCLOSURE_ID,
        GOAL_NO,
        INDICATOR_NO,
        LEVEL1,
        LEVEL2.with_(
            description="文字里没有写明二级指标的为空。",
            description_en="Null where the prose names none.",
        ),
        LEVEL3.with_(
            required=True,
            description="指标名称，取自文字。",
            description_en="Name of the indicator, from the prose.",
        ),
        DESCRIPTION.with_(
            description="指标所在的文字，照原样印出。",
            description_en="The words of the prose that state it.",
            labels=(),
        ),
        TARGET_TEXT.with_(
            description="文字里的指标值，照原样印出。",
            description_en="The target in the words of the prose.",
            labels=(),
        ),
        WEIGHT,
        SCORING,
        *EVALUATED,
        REMARK,
        GOAL_SPAN,
        *TARGET_FIELDS,
        *v.PLACES,
    ),
    primary_key=("disclosure_id", "goal_no", "indicator_no"),
    foreign_keys=(
        *v.TO_SOURCE,
        ForeignKey(("disclosure_id", "goal_no"), "department_goals", ("disclosure_id", "goal_no")),
    ),
)

GOAL_EXECUTION = Resource(
    name="goal_execution",
    title="部门预算执行自评",
    description="部门整体支出绩效自评表里的资金：年初预算、全年预算、全年执行、执行率和得分，一行资金一行。",
    description_en="Money in the self-evaluation of a department as a whole: initial and adjusted "
    "budget, what was spent, rate and points, a row for each line of funds.",
    fields=(v.DISCLOSURE_ID, GOAL_NO, *EXECUTION_FIELDS),
    primary_key=("disclosure_id", "goal_no", "execution_no"),
    foreign_keys=(
        *v.TO_SOURCE,
        ForeignKey(("disclosure_id", "goal_no"), "department_goals", ("disclosure_id", "goal_no")),
    ),
)

_GOAL_TITLE = re.compile(r"\s*([0-9]{1,2})\s*[、.．]\s*(\S.*)")
_GROUP = re.compile(
    r"[一二三四五六七八九]是\s{0,4}([^。，；：]{1,8}?指标)\s{0,4}(?:方面)?\s{0,4}[。：:，,]"
)
_BLANKS = re.compile(r"\s+")
_CLAUSES = re.compile(r"[^，。；,;]+(?:[，。；,;]|$)")
_NUMBER = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
_BEHIND = re.compile(r"\s?[^0-9\s]{0,6}?(?:以上|以下|以内)?")
_COMPARED_TWICE = re.compile(r"(?:不(?:少|低|小|多|高|大)于|不超过?|[≥≤≧≦])\s?$")
_IN_A_DATE = re.compile(r"[0-9][-./]$")  # 2024.12.31完成: no 31 of anything
_THIS_YEAR = re.compile("^[本今当]年(?=[底末])")
_A_YEAR = re.compile(r"20[0-9]{2}\s?[年底末]")
_LONGEST_LINK = 24
_LONGEST_CLAUSE = 300
_DEADLINE = re.compile(
    r"(?P<name>\S.*?)(?:均|都|应)?(?:在|于)\s*"
    r"(?P<target>20[0-9]{2}(?P<sign>[-./])[0-9]{1,2}(?P=sign)[0-9]{1,2}日?"
    r"|(?:(?:20[0-9]{2}\s*|[本今当])?年)?(?:\s*[0-9]{1,2}\s*月)?(?:\s*[0-9]{1,2}\s*日)?\s*[底末]?\s*(?:之|以)?[前内]?)"
    r"\s*(?:前)?完成"
)


class NamedIndicator(NamedTuple):
    level1: str | None
    name: str
    description: str
    target_text: str | None
    target: Target


@dataclass
class _Goal:
    number: int
    kind: str
    title: str | None
    parts: list[SectionParagraph] = field(default_factory=list)
    goal: list[str] = field(default_factory=list)
    indicators: list[tuple[str, SectionParagraph]] = field(default_factory=list)


def find_indicators(text: str, fiscal_year: int | None) -> Iterator[NamedIndicator]:
    """Indicators in prose such as ``一是产出指标方面。评审项目个数不少于 16 个，…``.

    A clause without a target leads in the next one of its sentence; at the end of a
    sentence it is a qualitative indicator of its own.
    """
    level1: str | None = None
    position = 0
    groups = [*_GROUP.finditer(text)]
    bounds = [(m.end(), m[1]) for m in groups] or [(0, None)]
    for i, (position, level1) in enumerate(bounds):
        end = groups[i + 1].start() if i + 1 < len(groups) else len(text)
        yield from _clauses(text[position:end], level1, fiscal_year)


def _clauses(text: str, level1: str | None, fiscal_year: int | None) -> Iterator[NamedIndicator]:
    lead: list[str] = []
    for match in _CLAUSES.finditer(text):
        clause = match[0].rstrip("，。；,;").strip()
        ends_sentence = match[0].endswith(("。", "；", ";")) or match.end() == len(text)
        if not clause:
            continue
        parsed = _parse_clause(clause, fiscal_year)
        if parsed is None and not ends_sentence:
            lead.append(clause)
            continue
        name, target_text, target = parsed or (clause, None, Target("qualitative"))
        yield NamedIndicator(level1, name, "，".join([*lead, clause]), target_text, target)
        lead = []


def _parse_clause(clause: str, fiscal_year: int | None) -> tuple[str, str, Target] | None:
    """(name, target as printed, target) of a clause; None if it states no target."""
    if len(clause) > _LONGEST_CLAUSE:
        return None
    clause = _BLANKS.sub(" ", clause)
    dated = in_digits(clause)  # 二〇二四年底, character for character
    if match := _DEADLINE.fullmatch(dated):
        target = match["target"].strip()
        if target:
            name, printed = (clause[slice(*match.span(part))] for part in ("name", "target"))
            target = _THIS_YEAR.sub("年", target)
            return name.strip(), printed.strip(), parse_target(target, fiscal_year)
    if found := _figure_target(clause, fiscal_year):
        return found
    for pattern in (load_goals().prose_relative, load_goals().prose_qualitative):
        match = pattern.fullmatch(clause)
        if match and match["target"].strip():
            target_text = match["target"].strip()
            return match["name"].strip(), target_text, parse_target(target_text, fiscal_year)
    return None


def _figure_target(clause: str, fiscal_year: int | None) -> tuple[str, str, Target] | None:
    """A clause that ends in a figure with its unit: ``评审项目个数不少于 16 个``."""
    numbers = [*_NUMBER.finditer(clause)]
    if not numbers or not _BEHIND.fullmatch(clause, numbers[-1].end()):
        return None
    before = clause[: numbers[-1].start()].rstrip()
    window = max(0, len(before) - _LONGEST_LINK)
    link = load_goals().prose_link.search(before, window)
    name_end = link.start() if link else len(before)
    begin = link.start("operator") if link and link["operator"] else numbers[-1].start()
    name = clause[:name_end].strip()
    if not name or name[-1].isdigit():
        return None
    target_text = clause[begin:].strip()
    if twice := _COMPARED_TWICE.search(name):
        # 不少于不超过80个: which of the two is meant, nobody can say
        begin = twice.start()
        return clause[:begin].strip(), clause[begin:].strip(), Target("qualitative")
    target = parse_target(target_text, fiscal_year)
    dated = _IN_A_DATE.search(before) or _A_YEAR.match(clause, begin)
    if target.kind == "qualitative" or (dated and target.kind == "quantity"):
        return None
    return name, target_text, target


def _collect(prose: tuple[SectionParagraph, ...]) -> list[_Goal]:
    words, goals = load_goals(), list[_Goal]()
    mode: str | None = None
    for part in prose:
        if part.section_id != "performance":
            continue
        text = without_markup(part.paragraph.text).strip()
        heading = key(text)
        if part.heading and words.prose_heading.search(heading):
            mode = (
                "overall"
                if words.prose_overall.search(heading)
                else "specific"
                if words.prose_specific.search(heading)
                else None
            )
            if mode == "overall":
                goals.append(_Goal(0, "overall", None))
            continue
        if mode == "overall" and goals:
            goals[-1].goal.append(text)
            goals[-1].parts.append(part)
        elif mode == "specific":
            _collect_specific(goals, text, part)
    return [goal for goal in goals if goal.parts]


def _collect_specific(goals: list[_Goal], text: str, part: SectionParagraph) -> None:
    specific = goals[-1] if goals and goals[-1].kind == "specific" else None
    goal = load_goals().prose_goal.fullmatch(text)
    indicators = load_goals().prose_indicators.fullmatch(text)
    if (goal is None and indicators is None) and (title := _GOAL_TITLE.fullmatch(text)):
        number = int(title[1])
        last = max((g.number for g in goals), default=0)
        if specific is None or number == last + 1:
            goals.append(_Goal(number, "specific", title[2].strip(), [part]))
            return
    if specific is None:
        specific = _Goal(max((g.number for g in goals), default=0) + 1, "specific", None)
        goals.append(specific)
    specific.parts.append(part)
    if indicators is not None or (specific.indicators and goal is None):
        specific.indicators.append((indicators["said"] if indicators else text, part))
    else:
        specific.goal.append(goal["said"] if goal else text)


def goal_rows(
    disclosure_id: str, fiscal_year: int | None, prose: tuple[SectionParagraph, ...]
) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Rows of ``department_goals`` and of ``goal_indicators``."""
    goals = _collect(prose)
    rows: list[Row] = []
    indicators: list[Row] = []
    for goal in goals:
        rows.append(
            DEPARTMENT_GOALS.row(
                {
                    "disclosure_id": disclosure_id,
                    "goal_no": goal.number,
                    "goal_type": goal.kind,
                    "goal_title": goal.title,
                    "goal": "\n".join(goal.goal) or None,
                    "indicators_text": "\n".join(text for text, _ in goal.indicators) or None,
                    "document_id": goal.parts[0].document_id,
                    "place": str(goal.parts[0].paragraph.place),
                    "place_end": str(goal.parts[-1].paragraph.place_end),
                }
            )
        )
        indicators.extend(_indicator_rows(disclosure_id, fiscal_year, goal))
    return tuple(rows), tuple(indicators)


def next_goal(rows: tuple[Row, ...]) -> int:
    """The number of a goal that comes after those in ``rows`` of ``department_goals``."""
    at = DEPARTMENT_GOALS.field_names.index("goal_no")
    numbers = [number for row in rows if isinstance(number := row[at], int)]
    return max(numbers, default=-1) + 1


def _indicator_rows(disclosure_id: str, fiscal_year: int | None, goal: _Goal) -> Iterator[Row]:
    number = 0
    for text, part in goal.indicators:
        for found in find_indicators(text, fiscal_year):
            number += 1
            values: dict[str, Value] = {
                "disclosure_id": disclosure_id,
                "goal_no": goal.number,
                "indicator_no": number,
                "level1": found.level1,
                "level3": found.name,
                "description": found.description,
                "target_text": found.target_text,
                "document_id": part.document_id,
                "place": str(part.paragraph.place),
                "place_end": str(part.paragraph.place_end),
                **target_values(found.target),
            }
            yield GOAL_INDICATORS.row(values)
