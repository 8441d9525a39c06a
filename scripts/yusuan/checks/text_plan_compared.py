"""决算数大于预算数: which of two amounts that the prose prints is said to be the larger."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Outcome, Statement, not_due
from yusuan.checks.operands import same_as_printed
from yusuan.checks.text_evidence import Stated
from yusuan.evidence.places import say_briefly
from yusuan.printed.text import key
from yusuan.prose.narrative import numbered_prose

# Begins a clause, so that it is of whatever was told right before: “三公”经费决算数 is not.
_SAID = re.compile(
    r"(?:(?<=[。；;，,\n])|^)\s*(?:支出)?决算数?(?:均|都|略)?"
    r"(?:(?P<more>大于|高于|多于|超过)|(?P<less>小于|低于|少于)|(?P<same>等于)|[与和同较比])"
    r"(?P<plan>年初|全年|调整)?预算数?(?:相比)?(?(more)|(?(less)|(?(same)|(?:持平|一致|相同|相等))))"
    r"(?![0-9])"
)
# 决算数大小于预算数, 决算数大于（小于）预算数: both ways of a template.
_BOTH = re.compile(
    r"决算数?(?:大小于|(?:大于|小于|等于)[（(/／、或]{1,2}(?:大于|小于|等于)[)）]?)(?:年初|全年|调整)?预算数?"
)
_PLAN = re.compile(r".*预算(?:数|为)?")
_FINAL = re.compile(r".*(?:决算|支出|执行)(?:数|为)?")


_MOST_BEFORE = 24  # amounts


class _Told(NamedTuple):
    """An amount and where it begins and ends in its paragraph."""

    stated: Stated
    start: int
    end: int


def plan_compared(evidence: Evidence) -> Iterator[Outcome]:
    """Of two amounts the one is the larger that the words right behind them say.

    Two that are printed alike may differ by less than a printed digit: only what says that they
    are the same is held against two that are not.
    """
    stated: dict[tuple[int, int], list[Stated]] = {}
    for one in evidence.stated:
        stated.setdefault(one.paragraph, []).append(one)
    count = 0
    for number, part in numbered_prose(evidence.prose):
        found = stated.get((part.section, number), ())
        text, place = part.paragraph.text, part.paragraph.place
        for both in _BOTH.finditer(text):
            count += 1
            yield Statement(
                "fail",
                f"情况说明{say_briefly(place)}写“{both[0]}”，看不出哪一个大。",
                left=both[0],
                subject=both[0],
                places=(place,),
                severity="warning",
            )
        said = list(_SAID.finditer(text)) if len(found) > 1 else []
        told = list(_placed(text, found)) if said else []
        for match in said:
            until = bisect_right(told, match.start(), key=_end)
            before = told[max(0, until - _MOST_BEFORE) : until]
            statement = _judged(match, before)
            if statement is not None:
                count += 1
                yield statement
    if not count:
        yield not_due("情况说明没有写明决算数大于、小于或等于预算数，或前面没有写明两个数")


def _end(told: _Told) -> int:
    return told.end


def _placed(text: str, stated: Sequence[Stated]) -> Iterator[_Told]:
    begin = 0
    for one in stated:
        found = text.find(one.sentence, begin)
        begin = found if found >= 0 else begin
        if found >= 0:
            start = found + one.at
            yield _Told(one, start, start + len(one.text))


def _judged(match: re.Match[str], before: Sequence[_Told]) -> Statement | None:
    if not before or before[-1].stated.change or before[-1].stated.approximate:
        return None
    final = before[-1].stated
    if not _FINAL.fullmatch(key(final.subject)) or _PLAN.fullmatch(key(final.subject)):
        return None
    plans: list[Stated] = []
    for one, _, _ in reversed(before[:-1]):
        alike = one.item_path == final.item_path and not one.change and not one.approximate
        if not alike or not _PLAN.fullmatch(key(one.subject)):
            break
        if match["plan"] is None or match["plan"] in one.subject:
            plans.append(one)
    apart = match.string[match.start() - 1 : match.start()] not in ("，", ",")
    if not plans or (apart and _may_be_of_more(final, before)):
        return None
    wrong = [plan for plan in plans if not _agrees(match, final, plan)]
    plan = wrong[0] if len(wrong) == len(plans) else plans[0]
    words = match[0].strip()
    where = f"情况说明{say_briefly(final.place)}：预算 {plan.text}，决算 {final.text}"
    agrees = len(wrong) < len(plans)
    return Statement(
        "pass" if agrees else "fail",
        f"{where}，后面写“{words}”{'，相符' if agrees else ''}。",
        left=f"决算 {final.text}，预算 {plan.text}",
        right=words,
        subject=final.item_path or final.subject,
        places=(plan.place, final.place),
        right_places=(final.place,),
    )


def _may_be_of_more(final: Stated, before: Sequence[_Told]) -> bool:
    """Whether a sentence of its own may be said of the whole that ``final`` is a part of.

    年初预算13万元，决算10万元，其中：培训费预算3万元，决算4万元。决算数小于预算数.
    """
    if "其中" in final.sentence[: final.at]:
        return True
    return any(
        one.sentence == final.sentence
        and not one.change
        and _FINAL.fullmatch(key(one.subject))
        and not _PLAN.fullmatch(key(one.subject))
        for one, _, _ in before[:-1]
    )


def _agrees(match: re.Match[str], final: Stated, plan: Stated) -> bool:
    spent, planned = final.operand(), plan.operand()
    if same_as_printed(spent, planned):
        return True
    if match["more"]:
        return spent.value > planned.value
    return bool(match["less"]) and spent.value < planned.value


CHECKS: tuple[Check, ...] = (
    Check(
        id="text-plan-compared",
        title="决算与预算的大小",
        rule="写明“决算数大于（小于、等于）预算数”的，与紧前面写明的预算数、决算数一致，"
        "两数印得相同的不算；没有把大于、小于都写上（作警告）。",
        severity="error",
        consequence="figure",
        basis="前后文一致",
        family="text_against_tables",
        evaluate=plan_compared,
    ),
)
