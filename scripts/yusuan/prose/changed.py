"""Of which amount of its sentence a change is, told by the figures themselves."""

import re
from collections.abc import Sequence
from decimal import Decimal

from yusuan.printed.numbers import to_yuan
from yusuan.printed.text import key
from yusuan.prose.money import UnreadMoney
from yusuan.prose.stated import StatedAmount


def what_changed(change: StatedAmount, levels: Sequence[StatedAmount]) -> str:
    """Of which of the ``levels`` stated before it in the sentence a change is.

    The last one named, unless the figures show that it is another: the figure compared with, or
    the rate, is right for another alone, or the last was not as large as what it would have risen by.
    """
    if len(levels) < _FEWEST:
        return change.subject
    if key(levels[-1].subject) == key(change.compared_with or ""):
        return _by_former(change, levels) if len(levels) > _FEWEST else change.subject
    if key(levels[-1].subject) != key(change.subject) or change.approximate:
        return change.subject
    *earlier, last = levels
    if any(level.approximate for level in levels) or "其中" not in words_before(last):
        return change.subject
    if change.percent:
        fitting = {it.subject for it in earlier if _rate_fits(change, it)}
        only = fitting.pop() if len(fitting) == 1 else change.subject
        return change.subject if _rate_fits(change, last) else only
    if not _may_be_of(change, last):
        return _possible(change, levels[0])
    return levels[0].subject if _behind_all_parts(change, levels) else change.subject


def with_parts_of_changes(
    read: Sequence[StatedAmount | UnreadMoney],
) -> list[StatedAmount | UnreadMoney]:
    """``read`` in order; what adds up to a change right behind it are changes as well.

    增加9万元（其中：甲镇5万元，乙镇4万元）: said of the same direction, against the same.
    """
    told = list(read)
    for at, change in enumerate(told):
        if not isinstance(change, StatedAmount) or change.change is None:
            continue
        parts: list[StatedAmount] = []
        left = _yuan(change)
        for each in map(told.__getitem__, range(at + 1, len(told))):
            if not isinstance(each, StatedAmount) or each.sentence != change.sentence:
                break
            if each.change is not None or left <= 0:
                break
            parts.append(each)
            left -= _yuan(each)
        if len(parts) < _FEWEST or left:
            continue
        if _OPENS_PARTS.search(_between(change, parts[0])) is None:
            continue
        told[at + 1 : at + 1 + len(parts)] = [
            part._replace(
                change=change.change,
                compared_year=change.compared_year,
                compared_with=change.compared_with,
            )
            for part in parts
        ]
    return told


def _between(one: StatedAmount, other: StatedAmount) -> str:
    """The words between the figures of two amounts of a sentence."""
    words = words_before(other)
    return words[words.rfind(one.number) + len(one.number) :]


def _by_former(change: StatedAmount, levels: Sequence[StatedAmount]) -> str:
    """运行费54万元，其中：加油10万元，其他44万元，比上年59万元减少5万元: for which that is right."""
    *stated, former = levels
    due = _yuan(former) + _signed(change)
    fitting = [each.subject for each in stated if _yuan(each) == due]
    listed = change.subject in {each.subject for each in stated}
    return fitting[-1] if fitting and listed and change.subject not in fitting else change.subject


def _rate_fits(change: StatedAmount, level: StatedAmount) -> bool:
    """Whether the rate behind a change is that of ``level``, to its last printed digit."""
    base = _yuan(level) - _signed(change)
    if base <= 0 or change.percent is None:
        return False
    exponent = change.percent.as_tuple().exponent
    step = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)
    return abs(_signed(change) * 100 / base - change.percent) <= step


def _behind_all_parts(change: StatedAmount, levels: Sequence[StatedAmount]) -> bool:
    """Whether a change that nothing names stands behind a list of all parts of a whole.

    支出9万元，其中：基本支出7万元，项目支出2万元，比上年增加1万元: none of the parts tells a change of its
    own, no ； sets the last one apart, and they add up to the whole.
    """
    whole, *parts = levels
    if len(parts) < _FEWEST or not _yuan(whole) or sum(map(_yuan, parts)) != _yuan(whole):
        return False
    if "其中" in words_before(whole):
        return False
    listed = words_before(levels[-1])
    listed = listed[listed.find("其中") :]
    named = key(change.subject) in key(_between(levels[-1], change))
    return not named and _OF_ONE_PART.search(listed) is None


_OF_ONE_PART = re.compile("[；;。增减升降]|[较比与同](?:上一?年|去年|20[0-9]{2}|年初|预算)|持平")


def _may_be_of(change: StatedAmount, level: StatedAmount) -> bool:
    """Whether ``level`` may have risen by so much: not from below nothing."""
    return change.change != "increase" or _yuan(level) >= _yuan(change)


def _possible(change: StatedAmount, whole: StatedAmount) -> str:
    return whole.subject if _may_be_of(change, whole) else change.subject


def words_before(level: StatedAmount) -> str:
    """The words of the sentence before ``level``."""
    found = re.search(rf"(?<![0-9.,，]){re.escape(level.number)}", level.sentence)
    return level.sentence[: found.start()] if found else ""


def _signed(change: StatedAmount) -> Decimal:
    return _yuan(change) * (-1 if change.change == "decrease" else 1)


def _yuan(amount: StatedAmount) -> Decimal:
    return to_yuan(amount.value, amount.unit)


_FEWEST = 2  # the whole and a part
_OPENS_PARTS = re.compile(r"^[百千]?[万亿]?元[，,]?\s*(?:[（(]\s*(?:其中|包括|含)?|其中|包括)")
