"""Each indicator by itself: its unit, its value, and the row that it stands in."""

import re
from collections.abc import Callable, Iterator

from yusuan.checks.evidence import Evidence
from yusuan.checks.measures import (
    HELD_TITLES,
    Measured,
    held,
    is_pure_deadline,
    measured,
    same_unit,
    target_value,
    worded_figures,
)
from yusuan.checks.model import Check, Outcome, Statement
from yusuan.checks.performance_evidence import Goal, Indicator
from yusuan.evidence.places import say_briefly
from yusuan.printed.slips import one_off
from yusuan.printed.text import compact, key

Judge = Callable[[Goal, Indicator], Statement | None]


def each_indicator(evidence: Evidence, judge: Judge, agreed: str) -> Iterator[Outcome]:
    """The rows that ``judge`` objects to, then one line for all the others."""
    count = 0
    for project, indicator in evidence.indicators:
        if (found := judge(project, indicator)) is not None:
            yield found
        else:
            count += 1
    if count:
        yield Statement("pass", f"{count} 个绩效指标{agreed}。", left=f"{count} 个指标")


def row(project: Goal, indicator: Indicator) -> str:
    """The row as a reader finds it."""
    return f"项目 {project.number} 的{indicator.level2}“{indicator.name}”（{say_briefly(indicator.place)}）"


def _fail(indicator: Indicator, message: str, right: str) -> Statement:
    return Statement(
        "fail",
        message,
        left=f"{indicator.name}：{compact(indicator.text)}",
        right=right,
        places=(indicator.place, indicator.place_end),
        subject=indicator.name,
        right_places=(),
    )


# The unit against what is measured

_TIME_LIMIT = re.compile(r"时限|时间|期限")

_CALLS_FOR: dict[Measured, tuple[str, frozenset[str]]] = {
    "rate": ("比率", frozenset({"count", "money", "deadline", "lessons", "ranking"})),
    "money": ("金额", frozenset({"count", "deadline", "lessons", "time", "ranking"})),
    "count": ("个数", frozenset({"percent", "money", "deadline", "time"})),
    "time": ("时间", frozenset({"count", "money", "lessons", "ranking"})),
}


def unit_and_measure(evidence: Evidence) -> Iterator[Outcome]:
    """The unit of a target is one in which what the name says can be measured."""
    return each_indicator(evidence, _unit_judge, "的单位与所衡量的内容没有矛盾")


def _unit_judge(project: Goal, indicator: Indicator) -> Statement | None:
    wanted = measured(indicator)
    if wanted == "other":
        return None
    word, against = _CALLS_FOR[wanted]
    kind = held(indicator)
    if kind not in against or (kind == "deadline" and not is_pure_deadline(indicator)):
        return None
    if _misplaced(indicator):
        return None  # a value of another row is the next rule's finding
    described = f"描述为“{indicator.description}”，" if indicator.description else ""
    found = _fail(
        indicator,
        f"{row(project, indicator)}按名称衡量的是{word}，{described}"
        f"指标值“{indicator.text}”是{HELD_TITLES[kind]}。",
        word,
    )
    # The description may speak of what the value is: then the name alone is at odds with it.
    softened = kind == "deadline" and _TIME_LIMIT.search(indicator.description)
    return found._replace(severity="notice") if softened else found


# The value against the row it stands in

_SATISFACTION = re.compile(r"满意|投诉|好评|评价|认可|反馈|信访|表扬")
_COST_NAME = re.compile(r"经费|费用|成本|金额|补贴|补助")


def value_and_row(evidence: Evidence) -> Iterator[Outcome]:
    """The value is of the kind of indicator that the row is headed by."""
    return each_indicator(evidence, _row_judge, "的指标值与所在的指标类别没有矛盾")


def _row_judge(project: Goal, indicator: Indicator) -> Statement | None:
    if not _misplaced(indicator):
        return None
    kind = HELD_TITLES[held(indicator)]
    return _fail(
        indicator,
        f"{row(project, indicator)}的指标值“{indicator.text}”是{kind}，"
        f"而这一行是{indicator.level2}。",
        indicator.level2,
    )


def _misplaced(indicator: Indicator) -> bool:
    kind, level2 = held(indicator), indicator.level2
    if "时效" in level2:
        return kind == "money"
    if "成本" in level2:
        return kind == "ranking" or is_pure_deadline(indicator)
    if "质量" in level2:
        of_cost = kind == "money" and bool(_COST_NAME.search(key(indicator.name)))
        return of_cost or kind == "lessons" or is_pure_deadline(indicator)
    if "数量" in level2:
        return is_pure_deadline(indicator)
    if "满意度" in level2 and kind in ("deadline", "ranking", "money", "time"):
        words = key(indicator.name + indicator.description + indicator.text)
        return not _SATISFACTION.search(words)
    return False


# The level-2 heading against the level-1 heading

_LEVEL1: dict[str, str] = {
    "数量指标": "产出",
    "质量指标": "产出",
    "时效指标": "产出",
    "经济效益指标": "效益",
    "社会效益指标": "效益",
    "生态效益指标": "效益",
    "可持续影响指标": "效益",
    "服务对象满意度指标": "满意度",
}
_HEADINGS = (*_LEVEL1, "产出指标", "效益指标", "满意度指标", "成本指标")
_SHORTEST_HEADING = 4
# 项目完成指标: the form before the one of 2020.
_ALSO_CALLED: dict[str, tuple[str, ...]] = {"产出": ("完成",), "效益": ("效果",)}


def levels(evidence: Evidence) -> Iterator[Outcome]:
    """A second-level indicator stands under its own first-level one; both are spelt as known."""
    seen: set[tuple[int, str]] = set()

    def judged(project: Goal, indicator: Indicator) -> Statement | None:
        for level in (indicator.level2, indicator.level1):
            known = _meant(level)
            if known is None:
                continue
            if (project.number, level) in seen:
                return None  # told of its first row
            seen.add((project.number, level))
            return _fail(
                indicator,
                f"项目 {project.number} 的“{indicator.name}”（{say_briefly(indicator.place)}）"
                f"列在“{level}”之下，与“{known}”只差一字。",
                known,
            )
        return _level_judge(project, indicator)

    return each_indicator(evidence, judged, "的二级指标都在所属的一级指标之下")


def _meant(level: str) -> str | None:
    """The known heading that ``level`` is one character off, or None."""
    name = key(level)
    if name in _HEADINGS:
        return None
    return next((known for known in _HEADINGS if one_off(name, known, _SHORTEST_HEADING)), None)


def _level_judge(project: Goal, indicator: Indicator) -> Statement | None:
    word = _LEVEL1.get(key(indicator.level2))
    above = key(indicator.level1)
    if word is None or not above:
        return None
    if any(alike in above for alike in (word, *_ALSO_CALLED.get(word, ()))):
        return None
    return _fail(
        indicator,
        f"{row(project, indicator)}列在“{indicator.level1}”之下，"
        f"{indicator.level2}属于{word}指标。",
        word,
    )


# Figures in the name and the description against the target

_REACHES = re.compile(
    r".*(?:达到|达|不低于|不少于|不超过|不高于|≥|≤)(([0-9]+(?:\.[0-9]+)?)\D{1,3}?(?:以上|以下|以内)?)"
)


# A figure after these words is a change, not the level that the row may be about.
_CHANGE = re.compile(r"提高|提升|增加|增长|降低|减少|下降|较|比")


def words_and_target(evidence: Evidence) -> Iterator[Outcome]:
    """A target that the name or the description states is the target of the row."""
    return each_indicator(evidence, _words_judge, "的名称、描述与指标值没有矛盾")


def _words_judge(project: Goal, indicator: Indicator) -> Statement | None:
    name = key(indicator.name)
    match = _REACHES.fullmatch(name)
    value = target_value(indicator)
    if match and indicator.kind == "qualitative" and match[2] not in indicator.text:
        return _fail(
            indicator,
            f"{row(project, indicator)}的名称写明“{match[1]}”，指标值为“{indicator.text}”。",
            match[1],
        )
    if value is None or indicator.kind != "quantity":
        return None
    for what, words in (("名称", indicator.name), ("描述", indicator.description)):
        figures = [
            figure
            for figure in worded_figures(words)
            if figure.bound != "plain"
            and figure.ends_clause
            and same_unit(figure.unit, indicator.unit.partition("/")[0])
            and (not (change := _CHANGE.search(figure.subject)) or change[0] in name)
        ]
        if len(figures) == 1 and figures[0].value != value:
            return _fail(
                indicator,
                f"{row(project, indicator)}的{what}写明“{figures[0].text}”，"
                f"指标值为“{indicator.text}”。",
                figures[0].text,
            )
    return None


_PERIODS = ("天", "日", "月", "季度", "年")


def periods(evidence: Evidence) -> Iterator[Outcome]:
    """A limit described as per head and per period is not given as per head alone."""
    return each_indicator(evidence, _period_judge, "的单位与描述的期间没有矛盾")


def _period_judge(project: Goal, indicator: Indicator) -> Statement | None:
    money, _, per = indicator.unit.partition("/")
    if not per or not money.endswith("元"):
        return None
    described = key(indicator.description)
    value = target_value(indicator)
    if value is None or all(figure.value != value for figure in worded_figures(described)):
        return None  # the description does not speak of this limit
    for period in _PERIODS:
        if f"每人每{period}" in described and per == "人":
            return _fail(
                indicator,
                f"{row(project, indicator)}的描述为“{indicator.description}”，"
                f"指标值“{indicator.text}”的单位没有“每{period}”。",
                f"每人每{period}",
            )
    return None


_DOUBLED = re.compile(
    r"(?P<first>.{1,8}?)(?P<word>次数|个数|人数|场次)(?P<second>.{2,12})(?P=word)"
)
_CONNECTIVES = re.compile(r"[和与及占、/或]")


def doubled_names(evidence: Evidence) -> Iterator[Outcome]:
    """A name is that of one indicator, not of two run together."""
    return each_indicator(evidence, _doubled_judge, "的名称各是一个指标")


def _doubled_judge(project: Goal, indicator: Indicator) -> Statement | None:
    match = _DOUBLED.fullmatch(key(indicator.name))
    if match is None or _CONNECTIVES.search(match["second"]):
        return None
    described = key(indicator.description)
    if match["second"] not in described or match["first"] in described:
        return None
    first, second = f"{match['first']}{match['word']}", f"{match['second']}{match['word']}"
    return _fail(
        indicator,
        f"{row(project, indicator)}的名称连写了“{first}”和“{second}”，"
        f"描述“{indicator.description}”只说后者。",
        second,
    )


CHECKS: tuple[Check, ...] = (
    Check(
        id="indicator-unit",
        title="指标值的单位",
        rule="指标值的单位与指标所衡量的内容相符：比率用百分数，经费和成本用金额，"
        "人数、个数、次数用个数，时限用时间。",
        severity="warning",
        consequence="meaning",
        basis="绩效指标应可衡量（财预〔2015〕88号）",
        family="performance",
        evaluate=unit_and_measure,
    ),
    Check(
        id="indicator-row",
        title="指标值与指标类别",
        rule="指标值属于所在行的指标类别：时效指标不是金额，成本指标不是期限，"
        "质量指标不是期限和课时数，数量指标不是期限，满意度指标衡量满意程度。",
        severity="warning",
        consequence="meaning",
        basis="绩效指标的分类（财预〔2015〕88号）",
        family="performance",
        evaluate=value_and_row,
    ),
    Check(
        id="indicator-levels",
        title="一级指标与二级指标",
        rule="数量、质量、时效指标属于产出指标，各项效益和可持续影响指标属于效益指标，"
        "服务对象满意度指标属于满意度指标；各级指标的名称不与这些名称只差一字。",
        severity="warning",
        consequence="meaning",
        basis="绩效指标的分类（财预〔2015〕88号）",
        family="performance",
        evaluate=levels,
    ),
    Check(
        id="indicator-words",
        title="名称、描述与指标值",
        rule="指标名称或描述中写明的目标数与指标值相同。",
        severity="warning",
        consequence="figure",
        basis="前后文一致",
        family="performance",
        evaluate=words_and_target,
    ),
    Check(
        id="indicator-period",
        title="描述的期间与单位",
        rule="描述为“每人每天（月、年）”的标准，指标值的单位不只写“每人”。",
        severity="notice",
        consequence="meaning",
        basis="绩效指标应可衡量（财预〔2015〕88号）",
        family="performance",
        evaluate=periods,
    ),
    Check(
        id="indicator-name",
        title="指标名称",
        rule="一行只有一个指标：名称不把两个指标连写。",
        severity="notice",
        consequence="meaning",
        basis="公开模板：一行一个指标",
        family="performance",
        evaluate=doubled_names,
    ),
)
