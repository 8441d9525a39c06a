"""Goals against indicators, and indicators against each other."""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple, TypeVar

from yusuan.checks.evidence import Evidence
from yusuan.checks.measures import (
    WordedFigure,
    core,
    same_unit,
    scope,
    target_value,
    worded_figures,
)
from yusuan.checks.model import Check, Outcome, Statement, not_due
from yusuan.checks.performance_evidence import Goal, Indicator
from yusuan.checks.performance_targets import row
from yusuan.evidence.places import say_briefly
from yusuan.printed.text import compact, key

# Department goal and project are the same work if they share this many indicators.
_FEWEST_SHARED = 3


class _Pair(NamedTuple):
    goal: Goal
    named: Indicator
    project: Goal
    printed: Indicator


def same_indicator(evidence: Evidence) -> Iterator[Outcome]:
    """An indicator of a department goal has the same target in the table of its project."""
    pairs = list(_pairs(evidence))
    if not pairs:
        yield not_due("没有与项目绩效目标表相同的分项绩效指标")
    for pair in pairs:
        yield _same_target(pair)


def _pairs(evidence: Evidence) -> Iterator[_Pair]:
    """Indicators of the same name and unit in a goal and the project that shares most of them."""
    projects = [(project, _by_name(project.indicators)) for project in evidence.projects]
    for goal in evidence.goals:
        best: list[_Pair] = []
        tied = False
        for project, by_name in projects:
            shared = [
                _Pair(goal, named, project, printed)
                for named in goal.indicators
                if (printed := by_name.get(core(named.name))) is not None
                and target_value(named) is not None
                and target_value(printed) is not None
                and same_unit(named.unit, printed.unit)
            ]
            if len(shared) > len(best):
                best, tied = shared, False
            elif shared and len(shared) == len(best):
                tied = True
        if len(best) >= _FEWEST_SHARED and not tied:
            yield from best


def _by_name(indicators: tuple[Indicator, ...]) -> dict[str, Indicator]:
    """Indicators by name and by description; a name that two rows bear is left out."""
    found: dict[str, Indicator | None] = {}
    for indicator in indicators:
        if not indicator.stated:
            continue
        for words in {core(indicator.name), core(indicator.description)}:
            if words:
                found[words] = indicator if words not in found else None
    return {words: indicator for words, indicator in found.items() if indicator is not None}


def _same_target(pair: _Pair) -> Statement:
    goal, named, project, printed = pair
    same = target_value(named) == target_value(printed) and not _opposite(named, printed)
    return Statement(
        "pass" if same else "fail",
        f"分项绩效目标 {goal.number} 的“{named.name}”为“{named.text}”（{say_briefly(named.place)}），"
        f"{row(project, printed)}为“{printed.text}”" + ("，相符。" if same else "。"),
        left=f"{named.name}：{compact(named.text)}",
        right=f"{printed.name}：{compact(printed.text)}",
        places=(named.place, printed.place),
        subject=named.name,
        values=_values(target_value(named), target_value(printed)),
    )


def _opposite(one: Indicator, other: Indicator) -> bool:
    """Whether one is a least and the other a most: 不少于 6 个 and ≤6 个."""
    return {str(one.operator)[:1], str(other.operator)[:1]} == {"<", ">"}


def _values(
    left: Decimal | None, right: Decimal | None, unit: str = "", other: str = ""
) -> tuple[Decimal, Decimal] | None:
    """Two figures that count the same, of which one can be so many times the other."""
    if left is None or right is None or not same_unit(unit, other):
        return None
    return left, right


# A goal's own figures


def goal_figures(evidence: Evidence) -> Iterator[Outcome]:
    """A figure that a goal promises is not undercut by the indicator that measures it."""
    for kind, goals in (("分项绩效目标", evidence.goals), ("项目", evidence.projects)):
        for goal in goals:
            for figure in worded_figures(goal.text):
                for indicator in goal.indicators:
                    value = target_value(indicator)
                    if value is None or not measures(figure, indicator):
                        continue
                    yield _promised(kind, goal, figure, indicator)


# What these words say of a figure must be said of the indicator too.
_QUALIFIERS = ("每", "累计", "新增", "其中", "平均", "人均")


def measures(figure: WordedFigure, indicator: Indicator) -> bool:
    """Whether the words before the figure name what the indicator measures."""
    if indicator.kind != "quantity" or not same_unit(figure.unit, indicator.unit):
        return False
    name, subject = core(indicator.name), core(figure.subject)
    words = indicator.name + indicator.description
    if len(name) < 2 or any(word in subject and word not in words for word in _QUALIFIERS):
        return False
    return subject == name if figure.bound == "plain" else subject.endswith(name)


def _promised(kind: str, goal: Goal, figure: WordedFigure, indicator: Indicator) -> Statement:
    value = target_value(indicator)
    assert value is not None
    weaker = (
        (figure.bound == "at_least" and (value < figure.value or indicator.operator in ("<=", "<")))
        or (
            figure.bound == "at_most"
            and (value > figure.value or indicator.operator in (">=", ">"))
        )
        or (figure.bound == "plain" and value != figure.value)
    )
    return Statement(
        "fail" if weaker else "pass",
        f"{kind} {goal.number} 的绩效目标写“{figure.subject}{figure.text}”（{say_briefly(goal.place)}），"
        f"绩效指标“{indicator.name}”为“{indicator.text}”（{say_briefly(indicator.place)}）"
        + ("。" if weaker else "，没有矛盾。"),
        left=f"{figure.subject}{figure.text}",
        right=f"{indicator.name}：{compact(indicator.text)}",
        places=(goal.place, indicator.place),
        subject=indicator.name,
        values=(figure.value, value),
    )


def goal_scope(evidence: Evidence) -> Iterator[Outcome]:
    """A figure that goal and indicator share has the same scope (全市, 全省) in both."""
    for project in evidence.projects:
        for figure in worded_figures(project.text):
            promised = scope(figure.subject)
            if promised is None:
                continue
            for indicator in project.indicators:
                if target_value(indicator) != figure.value:
                    continue
                described = scope(indicator.description)
                if described is None or not same_unit(figure.unit, indicator.unit):
                    continue
                same = promised == described
                yield Statement(
                    "pass" if same else "fail",
                    f"项目 {project.number} 的绩效目标写“{figure.subject}{figure.text}”"
                    f"（{say_briefly(project.place)}），指标值为“{indicator.text}”的“{indicator.name}”"
                    f"描述为“{indicator.description}”（{say_briefly(indicator.place)}）"
                    + ("，相符。" if same else "。"),
                    left=promised,
                    right=described,
                    places=(project.place, indicator.place),
                    subject=indicator.name,
                )


# Descriptions and goals that stand twice

_DEFINES = re.compile(
    r".*(?:课时|金额|人数|数量|个数|次数|户数|家数|费用|时间|时限|率|比重|比例|比率|之比)[。.]?|.*[/÷].*%"
)


_Item = TypeVar("_Item")
_MOST_COMPARED = 60  # of more that are alike each is compared with the first alone


def _alike(
    items: Sequence[_Item], compared: Callable[[_Item], str]
) -> Iterator[tuple[_Item, _Item]]:
    """Pairs of items that are compared as one text, in their order; an empty text is none."""
    groups: dict[str, list[int]] = {}
    for number, item in enumerate(items):
        if text := compared(item):
            groups.setdefault(text, []).append(number)
    pairs = [
        pair
        for group in groups.values()
        for pair in (
            combinations(group, 2)
            if len(group) <= _MOST_COMPARED
            else ((group[0], other) for other in group[1:])
        )
    ]
    return ((items[one], items[other]) for one, other in sorted(pairs))


def _measure(indicator: Indicator) -> str:
    described = key(indicator.description)
    return described if _DEFINES.fullmatch(described) else ""


def same_description(evidence: Evidence) -> Iterator[Outcome]:
    """Two indicators of a project that are described by one measure have one target."""
    count = 0
    for project in evidence.projects:
        rows = [indicator for indicator in project.indicators if indicator.stated]
        for one, other in _alike(rows, _measure):
            if key(one.name) == key(other.name):
                continue
            if _same(one, other):
                count += 1
                continue
            yield Statement(
                "fail",
                f"项目 {project.number} 有两行的绩效指标描述都是“{one.description}”："
                f"{one.level2}“{one.name}”的指标值为“{one.text}”（{say_briefly(one.place)}），"
                f"{other.level2}“{other.name}”的指标值为“{other.text}”（{say_briefly(other.place)}）。",
                left=f"{one.name}：{compact(one.text)}",
                right=f"{other.name}：{compact(other.text)}",
                places=(one.place, other.place),
                subject=f"{one.name}、{other.name}",
                values=_values(target_value(one), target_value(other), one.unit, other.unit),
            )
    if evidence.projects:
        yield Statement(
            "pass", f"其余绩效指标没有这种情况（描述相同、指标值也相同的 {count} 对）。"
        )


def _same(one: Indicator, other: Indicator) -> bool:
    """Whether two targets say the same; a bare 3 次 and ≥3 次 do."""
    if compact(one.text) == compact(other.text):
        return True
    first, second = target_value(one), target_value(other)
    return first is not None and first == second and same_unit(one.unit, other.unit)


_NAME_PARTS = re.compile(r"[、和及与]")
_COMMON = ("补助资金", "项目", "经费", "工作", "专项", "活动", "资金", "补助")


def same_goal(evidence: Evidence) -> Iterator[Outcome]:
    """Two projects with one goal text, where the goal leaves out a part of one's name."""
    if len(evidence.projects) < 2:
        yield not_due("公布绩效目标的项目不到两个")
        return
    count = 0
    for one, other in _alike(evidence.projects, lambda project: key(project.text)):
        left_out = [(p, part) for p in (one, other) if (part := _left_out(p)) is not None]
        if not left_out:
            count += 1
            continue
        project, part = left_out[-1]
        yield Statement(
            "fail",
            f"项目 {one.number}“{one.title}”（{say_briefly(one.place)}）与项目 {other.number}"
            f"“{other.title}”（{say_briefly(other.place)}）的绩效目标文字完全相同，"
            f"其中没有提到项目 {project.number} 名称中的“{part}”。",
            left=one.title,
            right=other.title,
            places=(one.place, other.place),
            subject=f"{one.title}、{other.title}",
        )
    yield Statement(
        "pass",
        f"其余项目的绩效目标没有这种情况（目标文字相同而内容相合的 {count} 对）。",
        left=f"{len(evidence.projects)} 个项目",
    )


def _left_out(project: Goal) -> str | None:
    """A part of the project's name of which the goal has not two characters in a row."""
    goal = key(project.text)
    parts = _NAME_PARTS.split(key(project.title))
    if len(parts) < 2:
        return None
    for part in parts:
        words = part
        for common in _COMMON:
            words = words.replace(common, "")
        pairs = {words[i : i + 2] for i in range(len(words) - 1)}
        if len(words) >= 3 and not any(pair in goal for pair in pairs):
            return part
    return None


CHECKS: tuple[Check, ...] = (
    Check(
        id="goal-vs-project",
        title="分项绩效目标与项目绩效目标表",
        rule="分项绩效目标与项目绩效目标表中的同一指标，指标值相同。",
        severity="warning",
        consequence="figure",
        basis="前后文一致",
        family="performance",
        evaluate=same_indicator,
    ),
    Check(
        id="goal-vs-indicators",
        title="绩效目标与绩效指标",
        rule="绩效目标中写明的数量，衡量它的绩效指标不低于（上限不高于）该数。",
        severity="warning",
        consequence="figure",
        basis="绩效指标是绩效目标的细化（财预〔2015〕88号）",
        family="performance",
        evaluate=goal_figures,
    ),
    Check(
        id="goal-scope",
        title="绩效目标与指标的范围",
        rule="绩效目标与绩效指标的同一数量，所说的范围（全市、全省等）相同。",
        severity="warning",
        consequence="meaning",
        basis="前后文一致",
        family="performance",
        evaluate=goal_scope,
    ),
    Check(
        id="indicator-description",
        title="相同的指标描述",
        rule="同一项目中以同一句话描述所衡量内容的两行指标，指标值相同。",
        severity="warning",
        consequence="figure",
        basis="前后文一致",
        family="performance",
        evaluate=same_description,
    ),
    Check(
        id="same-goal",
        title="相同的绩效目标",
        rule="两个项目的绩效目标文字完全相同的，目标说到各自名称所列的内容。",
        severity="notice",
        consequence="meaning",
        basis="绩效目标应与项目内容相符（财预〔2015〕88号）",
        family="performance",
        evaluate=same_goal,
    ),
)
