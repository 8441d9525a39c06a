"""Promises that stand in several places, or in a goal alone."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from yusuan.checks.evidence import Evidence
from yusuan.checks.measures import WordedFigure, core, same_unit, target_value, worded_figures
from yusuan.checks.model import Check, Outcome, Statement, not_due
from yusuan.checks.performance_evidence import Goal, Indicator
from yusuan.checks.performance_goals import measures
from yusuan.evidence.places import Place, say_several
from yusuan.printed.text import compact, key

_PERCENT = "%"
_GROWTH = re.compile(r"(?P<what>.+?)(?:的)?(?:增长率|增长速度|增速|增幅|增长)$")
# Where, not what: growth said of both is of one thing, unless two such words contradict.
_WHERE = re.compile(
    r"^(?P<where>(?:全国|全省|全市|全县|全区|我省|我市|我县|我区|本市|本县|本区|县域|年度|全年"
    r"|20[0-9]{2}年)*)"
)
_TIME_WORDS = re.compile(r"年度|全年|20[0-9]{2}年|[我本]")
# Shorter names (经济, 收入) are of more than one thing.
_FEWEST_CHARACTERS = 6


class _Growth(NamedTuple):
    """How much a thing is to grow: from ``low`` to ``high``, None where there is no limit."""

    name: str
    what: str
    where: str
    text: str
    low: Decimal | None
    high: Decimal | None
    place: Place

    def excludes(self, other: "_Growth") -> bool:
        if self.where and other.where and self.where != other.where:
            return False
        return _above(self.low, other.high) or _above(other.low, self.high)


def _above(low: Decimal | None, high: Decimal | None) -> bool:
    return low is not None and high is not None and low > high


def growth(evidence: Evidence) -> Iterator[Outcome]:
    """The growth of one thing in one year is said alike by every goal and every project."""
    said: dict[str, list[_Growth]] = {}
    for goal in (*evidence.goals, *evidence.projects):
        for each in _growths(goal):
            said.setdefault(each.what, []).append(each)
    several = [found for found in said.values() if len({each.place for each in found}) > 1]
    if not several:
        yield not_due("没有两处写明同一事物的增长率")
    for found in several:
        yield _compared(found)


def _growths(goal: Goal) -> Iterator[_Growth]:
    for figure in worded_figures(goal.text):
        if figure.unit == _PERCENT and (named := _named(figure.subject)) is not None:
            low = None if figure.bound == "at_most" else figure.value
            high = None if figure.bound == "at_least" else figure.value
            yield _Growth(figure.subject, *named, figure.text, low, high, goal.place)
    for indicator in goal.indicators:
        value, named = target_value(indicator), _named(indicator.name)
        if value is None or named is None or indicator.unit != _PERCENT:
            continue
        low = None if indicator.operator in ("<=", "<") else value
        high = None if indicator.operator in (">=", ">") else value
        text = compact(indicator.text)
        yield _Growth(indicator.name, *named, text, low, high, indicator.place)


def _named(name: str) -> tuple[str, str] | None:
    """What grows, and where, if the name is of a growth and long enough to be of one thing."""
    match = _GROWTH.fullmatch(key(name))
    if match is None:
        return None
    where = _WHERE.match(match["what"])
    assert where is not None
    what = match["what"][where.end() :]
    return (what, _TIME_WORDS.sub("", where[0])) if len(what) >= _FEWEST_CHARACTERS else None


def _compared(found: list[_Growth]) -> Statement:
    first = found[0]
    against = [each for each in found if each.excludes(first)]
    if not against:
        pairs = ((one, [o for o in found if o.excludes(one)]) for one in found)
        first, against = next((pair for pair in pairs if pair[1]), (first, []))
    if not against:
        return Statement(
            "pass",
            f"{len(found)} 处所写的“{first.name}”没有矛盾。",
            left=f"{first.name} {first.text}",
            places=tuple(each.place for each in found),
        )
    other = against[0]
    alike = [each for each in found if not each.excludes(first) and each.excludes(other)]
    places, others = ([each.place for each in group] for group in (alike, against))
    apart = "" if first.where == other.where else f"两处名称只差“{first.where or other.where}”。"
    low, high = first.low or first.high, other.low or other.high
    return Statement(
        "fail",
        f"“{first.name}”写作“{first.text}”{say_several(places)}，“{other.name}”写作"
        f"“{other.text}”{say_several(others)}。{apart}",
        left=f"{first.name}：{first.text}",
        right=f"{other.name}：{other.text}",
        places=(*places, *others),
        severity="notice" if apart else None,
        subject=first.name,
        right_places=tuple(others),
        values=(low, high) if low is not None and high is not None else None,
    )


# What a goal promises and no indicator measures

_COUNTED = frozenset({"个", "家", "户", "次", "场次", "场", "人", "名", "人次", "项", "台", "套"})
# Characters in a row that may make two names of one thing; of what is counted in one unit a word.
_SHARED, _WORD = 4, 2


def goal_measured(evidence: Evidence) -> Iterator[Outcome]:
    """Where the indicators of a project measure its goal's figures, they measure each of them."""
    due = False
    for project in evidence.projects:
        figures = [
            figure
            for figure in worded_figures(project.text)
            if figure.bound == "at_least" and figure.ends_clause and figure.unit in _COUNTED
        ]
        stated = [indicator for indicator in project.indicators if indicator.stated]
        if not any(measures(figure, each) for figure in figures for each in stated):
            continue  # the goal's figures are no matter of these indicators
        due = True
        for figure in figures:
            yield _measured(project, figure, stated)
    if not due:
        yield not_due("没有以绩效指标衡量绩效目标中数量的项目")


def _measured(project: Goal, figure: WordedFigure, stated: list[Indicator]) -> Statement:
    found = next((each for each in stated if _may_measure(figure, each)), None)
    said = f"{figure.subject}{figure.text}"
    head = f"项目 {project.number} 的绩效目标写“{said}”{say_several([project.place])}，"
    if found is None:
        return Statement(
            "fail",
            f"{head}绩效指标中没有衡量它的一项。",
            left=said,
            right="没有这项指标",
            places=(project.place,),
            subject=figure.subject,
        )
    return Statement(
        "pass",
        f"{head}有绩效指标“{found.name}”。",
        left=said,
        right=found.name,
        places=(project.place, found.place),
        subject=figure.subject,
    )


def _may_measure(figure: WordedFigure, indicator: Indicator) -> bool:
    """Whether an indicator may be of the figure: by name, by its target, by words in common."""
    alike = same_unit(figure.unit, indicator.unit)
    if measures(figure, indicator) or (alike and target_value(indicator) == figure.value):
        return True
    words = key(indicator.name + indicator.description + indicator.text)
    subject = core(figure.subject)
    fewest = _WORD if alike else min(_SHARED, max(_WORD, (len(subject) + 1) // 2))
    return any(
        subject[start : start + fewest] in words for start in range(len(subject) - fewest + 1)
    )


CHECKS: tuple[Check, ...] = (
    Check(
        id="growth-twice",
        title="同一事物的增长率",
        rule="几处绩效目标和指标写明同一事物的增长率的，各处所写的可以同时成立；"
        "名称只差“县域”等说明范围的字的，作提示。",
        severity="warning",
        consequence="figure",
        basis="前后文一致",
        family="performance",
        evaluate=growth,
    ),
    Check(
        id="goal-measured",
        title="绩效目标的数量都有指标",
        rule="项目的绩效指标衡量绩效目标中写明的数量的，目标中的每个下限数量都有指标衡量。",
        severity="notice",
        consequence="presence",
        basis="绩效指标是绩效目标的细化（财预〔2015〕88号）",
        family="performance",
        evaluate=goal_measured,
    ),
)
