"""Percentages that the prose prints behind a change, or behind what it compares with."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Outcome, Statement, not_due
from yusuan.checks.table_evidence import ZERO
from yusuan.checks.text_elsewhere import LevelsOfSections, says_the_contrary
from yusuan.checks.text_evidence import Stated
from yusuan.checks.text_shares import shares
from yusuan.evidence.places import say_briefly
from yusuan.printed.text import key
from yusuan.prose.rates import Rate, in_round_terms, rate_behind

_ONLY_COMPARES = re.compile(
    r"(?:与|较|比|同比)\s*(?:上年|去年|20[0-9]{2}\s*年)?(?:度)?(?:(?:预算|决算)数?)?(?:相比)?[，,]?\s*"
    r"(?:各|均|分别)?(?:增加|增长|减少|下降|压减)了?\s*"
)
_HUNDRED = Decimal(100)
_NO_BASE = "上年为 0"
_NOT_COMPARABLE = "上年为 0，不可比"
# 较2022年预算: the amount behind is one of that year.
_COMPARES_WITH = re.compile(r"(?:较|比|同比|相比于?|相较于?)\s*$")


def percentages(evidence: Evidence) -> Iterator[Outcome]:
    """A change over the amount of the year before is the percentage printed behind it.

    Without those of ``percentages_of_nothing``; see ``_judgements``.
    """
    found = [it for it in _judgements(evidence) if it.right != _NOT_COMPARABLE]
    yield from found
    if not found:
        yield not_due("情况说明没有同时写明数额、增减额和增减百分比")


def percentages_of_nothing(evidence: Evidence) -> Iterator[Outcome]:
    """增长100% of an item that is new is a way of speaking: the figures say that nothing was before."""
    found = [it for it in _judgements(evidence) if it.right == _NOT_COMPARABLE]
    yield from found
    if not found:
        yield not_due("情况说明没有以 100% 写上年为 0 的项目的增减")


def _judgements(evidence: Evidence) -> Iterator[Statement]:
    """A change over the amount of the year before is the percentage printed behind it.

    So is that behind the amount of the year before alone: 2万元，较2022年预算1.50万元增长33%.
    Due where the change follows the amount that it is a change of: the one stated right before
    it in the same sentence, of the same subject; or in a sentence that names nothing else
    (与上年相比减少1万元，下降20%) the one that the sentence before is of; or in a section that states
    one amount alone of what the change names.
    """
    yield from _of_former(evidence.stated)
    yield from shares(evidence.stated)
    ahead: Stated | None = None
    latest: dict[tuple[tuple[int, int], str], Stated] = {}
    sentences = Counter((stated.paragraph, stated.sentence) for stated in evidence.stated)
    of_sections = LevelsOfSections(evidence)
    for level, stated in pairwise(_without_former(evidence.stated)):
        listed = ahead is not None and _in_one_list(ahead, level)
        ahead = level
        alone = sentences[level.paragraph, level.sentence] == 1
        if level.change is None and (alone or "其中" not in level.before):
            latest[level.paragraph, _plain(level.subject)] = level
        rate = _rate_of(stated)
        if rate is None:
            continue
        if not _change_of(stated, level):
            before = latest.get((stated.paragraph, _plain(stated.subject)))
            if before is None or not _said_of_it(
                stated, before, sentences[before.paragraph, before.sentence] == 1
            ):
                elsewhere = of_sections.level_of(stated)
                if elsewhere is not None:
                    yield _percent(stated, elsewhere, rate)
                    continue
                said = _rate_behind(stated, falls=stated.change == "decrease")
                if said is not None and says_the_contrary(stated, said):
                    yield _contrary(stated, said)
                continue
            level, listed = before, False
        found = _percent(stated, level, rate)
        if listed and found.status == "fail" and found.right not in (_NO_BASE, _NOT_COMPARABLE):
            continue  # the change may be one of the whole that the list is of
        yield found


_OF_EXPENSE = re.compile(r"(?<=费)(?:支出)?(?:决算)?数?$")


def _plain(subject: str) -> str:
    """A name as compared: 公务接待费支出决算 is 公务接待费."""
    return _OF_EXPENSE.sub("", key(subject))


def _without_former(stated: Sequence[Stated]) -> list[Stated]:
    """Without the figures that changes right behind them compare with: 较2023年的100万元."""
    return [
        one
        for one, behind in pairwise((*stated, None))
        if one is not None
        and not (
            behind is not None
            and behind.change
            and one.change is None
            and behind.compared_with
            and key(one.subject).endswith(key(behind.compared_with))
            and one.sentence == behind.sentence
        )
    ]


def _in_one_list(one: Stated, other: Stated) -> bool:
    """Whether both stand in a list behind 其中: a change behind it may be one of the whole."""
    alike = one.sentence == other.sentence and one.change is None and other.change is None
    return alike and "其中" in other.before


def _change_of(stated: Stated, level: Stated) -> bool:
    return (
        stated.change is not None
        and level.change is None
        and stated.paragraph == level.paragraph
        and stated.sentence == level.sentence
        and key(stated.subject) == key(level.subject)
        and not stated.approximate
        and not level.approximate
    )


def _said_of_it(stated: Stated, level: Stated, alone: bool) -> bool:
    """Whether ``stated`` begins a sentence of its own with a comparison, of ``level`` before it.

    ``alone``: its sentence states no other amount; else it must be the whole that 其中 divides.
    """
    return (
        stated.change is not None
        and stated.sentence != level.sentence
        and not stated.approximate
        and not level.approximate
        and (alone or "其中" in level.sentence)
        and _ONLY_COMPARES.fullmatch(stated.before.replace(stated.subject, "", 1)) is not None
    )


_UNIT_BEHIND = re.compile(r"\s*[余多]?\s*[百千]?[万亿]?\s*元?整?")


def _rate_of(stated: Stated) -> Rate | None:
    """The rate behind a change: the one published, and that of words such as 近四成."""
    if stated.change is None:
        return None
    rate = _rate_behind(stated, falls=stated.change == "decrease")
    if rate is not None and rate.within is not None:
        return rate
    return None if stated.percent is None else Rate(stated.percent, 0, 0)


def _rate_behind(stated: Stated, *, falls: bool) -> Rate | None:
    unit = _UNIT_BEHIND.match(stated.behind)
    return rate_behind(stated.behind, unit.end() if unit else 0, falls=falls)


class _Change(NamedTuple):
    """A change and what it is one of, each with half a step of its last printed digit.

    ``told`` says both, as the text prints them.
    """

    value: Decimal
    slack: Decimal
    base: Decimal
    base_slack: Decimal
    told: str


def _percent(stated: Stated, level: Stated, rate: Rate) -> Statement:
    amount, change = level.operand(), stated.operand(negative=stated.change == "decrease")
    word = "增加" if stated.change == "increase" else "减少"
    slack = change.step / 2
    base, base_slack = amount.value - change.value, amount.step / 2 + slack
    told = f"{amount.text}，{word} {stated.text}"
    return _judged(stated, level, rate, _Change(change.value, slack, base, base_slack, told))


def _contrary(stated: Stated, rate: Rate) -> Statement:
    """A decrease with a rate of growth, whatever it is of."""
    word = "增加" if stated.change == "increase" else "减少"
    shown = stated.behind[rate.start : rate.end]
    return Statement(
        "fail",
        f"情况说明{say_briefly(stated.place)}的“{stated.subject}”{word} {stated.text}，紧接着写作“{shown}”。",
        left=f"{word} {stated.text}",
        right=shown,
        places=(stated.place,),
        subject=stated.subject,
    )


def _of_former(stated: Sequence[Stated]) -> Iterator[Statement]:
    """培训费2万元，较2022年预算1.50万元增长75%: both amounts are printed, and no change.

    Due where the amount stands right before the one that it is compared with, in one sentence.
    """
    for level, former in pairwise(stated):
        if level.sentence != former.sentence or level.change or former.change:
            continue
        words = former.before.rstrip()
        at = words.rfind(former.subject)
        if at < 0 or at + len(former.subject) < len(words.rstrip("的 ")):
            continue
        if _COMPARES_WITH.search(words[:at]) is None or level.approximate or former.approximate:
            continue
        rate = _rate_behind(former, falls=False)
        if rate is None or (rate.percent is None and rate.within is None):
            continue
        amount, before = level.operand(), former.operand()
        step = amount.step / 2 + before.step / 2
        told = f"{amount.text}，相比的“{former.subject}”{before.text}"
        change = _Change(amount.value - before.value, step, before.value, before.step / 2, told)
        yield _judged(former, level, rate, change)


def _judged(stated: Stated, level: Stated, rate: Rate, change: _Change) -> Statement:
    """Whether ``rate``, printed behind ``stated``, is ``change`` over its base."""
    said = rate.percent
    shown = stated.behind[rate.start : rate.end] if said is None else f"{said.normalize():f}%"
    low, high = rate.within or _as_printed(stated, said or ZERO)
    where = f"情况说明{say_briefly(stated.place)}的“{level.subject}”{change.told}，写作 {shown}"
    base = change.base
    if not base and (said != 0 or change.value):
        return Statement(
            "fail",
            f"{where}，而上年为 0，没有增减百分比可算。",
            left=shown if said is None else f"{said:f}%",
            right=_NOT_COMPARABLE if said is not None and abs(said) == _HUNDRED else _NO_BASE,
            places=(level.place, stated.place),
            subject=level.subject,
            right_places=(level.place,),
        )
    share = (change.value / base * _HUNDRED).quantize(Decimal("0.01")) if base else ZERO
    agrees = not base or _agrees(change, low, high)
    return Statement(
        "pass" if agrees else "fail",
        f"{where}，算得 {share}%。",
        left=shown if said is None else f"{said:f}%",
        right=f"{share}%",
        places=(level.place, stated.place),
        subject=level.subject,
        right_places=(level.place,),
        values=None if said is None else (said, share),
    )


def _agrees(change: _Change, low: Decimal, high: Decimal) -> bool:
    """Whether a percentage from ``low`` to ``high`` may be the change over its base.

    1万元，增加0.5万元: the base may be next to nothing, and the percentage without end.
    """
    nothing = abs(change.base) <= change.base_slack
    divisors = [change.base + change.base_slack]
    if not nothing:
        divisors.append(change.base - change.base_slack)
    edges = [
        (change.value + sign * change.slack) / divisor * _HUNDRED
        for sign in (-1, 1)
        for divisor in divisors
        if divisor
    ]
    if nothing:
        return any(low <= edge if edge < 0 else edge <= high for edge in edges)
    return min(edges) <= high and low <= max(edges)


def _as_printed(stated: Stated, said: Decimal) -> tuple[Decimal, Decimal]:
    """Between what a percentage lies that is rounded to the digits printed."""
    rounded = said.normalize() if in_round_terms(stated.sentence) else said
    exponent = rounded.as_tuple().exponent
    assert isinstance(exponent, int)
    slack = Decimal(1).scaleb(exponent) / 2
    return said - slack, said + slack
