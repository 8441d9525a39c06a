"""Stages of one expense: its plan at first and adjusted, its outcome; what a stage alone is of."""

import re

from yusuan.prose.unnamed import of_one_year, of_this_year
from yusuan.prose.wording import Wording

FINAL = re.compile("(?:决算|执行)数?$")
PLANNED = re.compile("预算(?:安排)?数?$")
STAGE = re.compile(
    "(?:支出|收入)?(?:年初|全年|调整后?)?(?:决算|(?:预算|决算|执行)数)|(?:年初|全年|调整后?)?预算|支出数"
)
STAGE_BEHIND = re.compile("(?:年初|全年|调整后?)?(?:预算|决算|执行)数?$")
_LAST_BEHIND = re.compile("(?:上一?年度?|去年)$")  # 接待费上年决算数5万元，预算数6万元
EARLIER_BEHIND = re.compile("(?:上一?年度?|去年|20[0-9]{2} ?年度?)$")
_AT_FIRST = re.compile("^(?:年初|全年|调整后?)(?=.)")  # 年初部门预算9万元，全年预算8万元
HALVES = {"收入": "支出", "支出": "收入"}
_LEFT_OVER = re.compile("(?:结转|结余)(?:资金)?$")  # none that has a budget of its own


def stage_behind(before: str, stage: str, *, dated: bool) -> str:
    """``stage``, 决算数, of what the amount ``before`` it is of: 住房保障支出年初预算数为5万元，决算数为6万元.

    ``dated``: a year is named between the two.
    """
    named = STAGE_BEHIND.sub("", before)
    if dated or not of_one_year(before, stage):
        named = (EARLIER_BEHIND if dated else _LAST_BEHIND).sub("", named)
    named = of_this_year(named) if dated else named
    if HALVES.get(stage[:2], "。") in named or _LEFT_OVER.search(named):
        named = ""
    named = _AT_FIRST.sub("", named)
    half = named[-2:] if named[-2:] in HALVES else ""
    return f"{named}{stage.removeprefix(half)}"


def stage_of(before: str, subject: str, stage: str) -> str:
    """``subject``, a ``stage`` alone, of what was told ``before``: 接待费年初预算5万元，决算6万元."""
    name = STAGE_BEHIND.sub("", before)
    if not name or HALVES.get(stage[:2], "。") in name:
        return subject
    return f"{name}{subject.removeprefix(name[-2:] if name[-2:] in HALVES else '')}"


def spent(before: str) -> str:
    """What 支出 is behind ``before``: that of an expense whose budget was told, 接待费支出."""
    expense = _EXPENSE_PLANNED.fullmatch(before)
    return f"{expense['name']}支出" if expense else "支出"


_EXPENSE_PLANNED = re.compile(
    "(?P<name>.{1,40}费)(?:支出)?(?:年初|全年|调整)?(?:支出)?预算(?:安排)?(?:数|总?额|合计)?"
)


def outcome(subject: str, before: str) -> str:
    """The last outcome of the sentence, with ``subject``: a level that is no plan."""
    if FINAL.search(subject):
        return subject
    return before if PLANNED.search(subject) else subject


def of_one_thing(outcome: str, plan: str) -> bool:
    """Whether ``plan`` is the plan of ``outcome``: 接待费 and 接待费年初预算数."""
    return bool(FINAL.search(outcome)) or STAGE_BEHIND.sub("", plan) == outcome


def of_the_plan(wording: Wording, fiscal_year: int | None) -> bool:
    """Whether a change may be one against this year's plan: nothing else is said."""
    base = wording.compared_with
    same_year = wording.compared_year in (None, fiscal_year)
    return base is None or (same_year and "预算" in base)
