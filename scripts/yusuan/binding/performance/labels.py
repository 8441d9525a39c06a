"""What the labels of performance forms say: which field stands below or behind them.

The words themselves are data, ``layouts/forms/goals.toml``.
"""

import re
from functools import lru_cache
from typing import get_args

from yusuan.layouts.goals import Amount, DepartmentAmount, load_goals
from yusuan.printed.target_words import OPERATOR_PATTERN
from yusuan.printed.text import key
from yusuan.tables.performance import GoalSpan

_LONGEST_LABEL = 60
# What a column of comparisons says.
COMPARISON = re.compile(rf"[≥≤＝=＞>＜<≧≦⩾⩽]{{1,2}}|等于|{OPERATOR_PATTERN}")
# Columns below 评价标准: the points are given by grade.
GRADES = ("优", "良", "中", "差")
_AMOUNTS: tuple[str, ...] = get_args(Amount)
# Of a whole department's form: the fields of ``department_tasks`` that a project has none of.
_DEPARTMENT_AMOUNTS: tuple[str, ...] = get_args(DepartmentAmount)
MONEY = frozenset(
    (
        *_AMOUNTS,
        *_DEPARTMENT_AMOUNTS,
        *(f"period_{name}" for name in _AMOUNTS),
        *(f"fiscal_{name}" for name in _DEPARTMENT_AMOUNTS),
    )
)
# 1、资金来源：（1）政府预算资金: the number of an amount in a list, with what heads the list.
_LISTED = re.compile(r"(?:[0-9]{1,2}[、.])?(?:资金(?:来源|结构):?)?\([0-9]{1,2}\)")
# 年度预算申请（万元）: whatever it heads, the amounts beside it are in this unit.
_HEADS_MONEY = re.compile(r"\S{2,14}\((?:单位:?)?(?:元|千元|万元|百万元|亿元)\):?")
_MONEY = re.compile(r"(?<![\u4e00-\u9fff])(元|千元|万元|百万元|亿元)(?![\u4e00-\u9fff/])")


@lru_cache(maxsize=1 << 12)
def indicator_field(text: str) -> str | None:
    """The field of an indicator that a column of this label holds, or None."""
    if len(text) > _LONGEST_LABEL:
        return None
    compared = key(text)
    goals = load_goals()
    if goals.project_name.fullmatch(compared):
        return None  # 单位（项目名称） is no unit of a target
    return next((name for name, words in goals.indicators if words.fullmatch(compared)), None)


@lru_cache(maxsize=1 << 12)
def project_field(text: str) -> str | None:
    """The field of a project that stands behind or below this label, or None.

    Beside the fields of ``projects``: ``name``, ``department`` (the whole department's form) and
    ``goal``.
    """
    if len(text) > _LONGEST_LABEL:
        return None
    compared = key(text)
    goals = load_goals()
    if goals.project_name.fullmatch(compared):
        return "name"
    if goals.department_name.fullmatch(compared):
        return "department"
    for name, words in goals.project_texts:
        if words.fullmatch(compared):
            return name
    unlisted = _LISTED.sub("", compared, count=1)
    for name, words in goals.amounts:
        if words.fullmatch(unlisted):
            return name
    return "goal" if goals.goal.fullmatch(compared) else None


def activity_field(text: str) -> str | None:
    """``name`` or ``content`` of the activities that a department's duties consist of."""
    compared = key(text) if len(text) <= _LONGEST_LABEL else ""
    if load_goals().activity.fullmatch(compared):
        return "name"
    return "content" if load_goals().activity_content.fullmatch(compared) else None


@lru_cache(maxsize=1 << 12)
def department_field(text: str) -> str | None:
    """The part of a department's money that stands behind or below this label, or None."""
    compared = key(text) if len(text) <= _LONGEST_LABEL else ""
    compared = _LISTED.sub("", compared, count=1)
    amounts = load_goals().department_amounts
    return next((name for name, words in amounts if words.fullmatch(compared)), None)


def is_listed(text: str) -> bool:
    """Whether an amount's label says its place in a list: no label above it tells more."""
    return _LISTED.match(key(text)) is not None


@lru_cache(maxsize=1 << 12)
def goal_span(text: str) -> GoalSpan | None:
    """Whose goal or target a label says it is: 实施期目标, 年度目标（2024年）, 年度指标值."""
    compared = key(text) if len(text) <= _LONGEST_LABEL else ""
    if load_goals().period.fullmatch(compared):
        return "period"
    return "year" if load_goals().year.fullmatch(compared) else None


@lru_cache(maxsize=1 << 12)
def is_heading(text: str) -> bool:
    """Whether this is a label with no content of its own."""
    return len(text) <= _LONGEST_LABEL and load_goals().heading.fullmatch(key(text)) is not None


def is_note_label(text: str) -> bool:
    """Whether this heads a column that tells how a form is filled in: 说明."""
    return len(text) <= _LONGEST_LABEL and load_goals().note.fullmatch(key(text)) is not None


@lru_cache(maxsize=1 << 12)
def money_in_one(text: str) -> tuple[str, str] | None:
    """(field, amount) of a label with its amount in one cell: 其中：一般公共预算：970万元."""
    found = _IN_ONE.fullmatch(text) if len(text) <= _LONGEST_LABEL else None
    if found and _YEAR_OF.fullmatch(key(text)):
        return None  # 年度预算：2026
    field = found and (project_field(found["label"]) or department_field(found["label"]))
    return (field, found["amount"]) if found and field in MONEY else None


def field_in_one(text: str) -> tuple[str, str] | None:
    """(field, text) of a label with what it says in one cell: 项目名称：管网维护.

    None where all of it is a label, as 年度目标1：（40分） is with its points.
    """
    found = None if project_field(text) else _SAID_IN_ONE.fullmatch(text)
    field = project_field(found["label"]) if found else None
    return (field, found["said"]) if found and field in _SAID_FIELDS else None


_SAID_IN_ONE = re.compile(r"\s*(?P<label>[^:：\n]{2,16}?)\s*[:：]\s*(?P<said>\S.*?)\s*", re.DOTALL)
# Not a whole department's name: 填报单位：… stands above the form of any project.
_SAID_FIELDS = frozenset(
    (
        "name",
        "project_code",
        "supervising_department",
        "implementing_unit",
        "project_period",
        "goal",
    )
)
_YEAR_OF = re.compile(".*预算:20[0-9]{2}")
_IN_ONE = re.compile(
    r"\s*(?P<label>(?:其中\s*[:：]\s*)?[^:：0-9]{2,20})\s*[:：]\s*"
    r"(?P<amount>-?[0-9][0-9,]*(?:\.[0-9]+)?\s*(?:万?元)?)\s*"
)


def heads_money(text: str) -> bool:
    """Whether this label states the unit of the amounts beside it."""
    return len(text) <= _LONGEST_LABEL and _HEADS_MONEY.fullmatch(key(text)) is not None


def is_first_level(text: str) -> bool:
    """Whether this names a first level of indicators itself: ``产出指标``."""
    return len(text) <= _LONGEST_LABEL and load_goals().first_level.fullmatch(key(text)) is not None


def is_second_level(text: str) -> bool:
    """Whether this names a second level of indicators itself: ``数量指标``."""
    return (
        len(text) <= _LONGEST_LABEL and load_goals().second_level.fullmatch(key(text)) is not None
    )


def is_kind(text: str) -> bool:
    """Whether this names a kind of indicators, as a column of a list: ``质量指标``, ``社会效益``."""
    return len(text) <= _LONGEST_LABEL and load_goals().kind.fullmatch(key(text)) is not None


@lru_cache(maxsize=1 << 12)
def is_signature(text: str) -> bool:
    """Whether this says who filled in a form, or heads that: ``填报人：``."""
    return len(text) <= _LONGEST_LABEL and load_goals().signature.fullmatch(key(text)) is not None


def is_level(text: str) -> bool:
    """Whether this names a level of indicators: 产出指标, 质量指标, 社会效益."""
    return is_first_level(text) or is_kind(text)


_UNIT_BEHIND = re.compile(r"\((?:单位:?)?(?:元|千元|万元|百万元|亿元)\)$")


def is_total(text: str) -> bool:
    """Whether this label heads the total of the labels beside it."""
    return _UNIT_BEHIND.sub("", key(text)) in ("合计", "小计", "总额", "金额")


def money_unit(text: str) -> str | None:
    """The unit of money that a label states: ``项目资金（万元）`` -> ``万元``."""
    match = _MONEY.search(key(text))
    return match[1] if match else None
