"""Amounts told together of things named before them: 接待费、用车费分别为1万元、2万元."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from yusuan.printed.text import key
from yusuan.prose.changed import words_before
from yusuan.prose.money import Money, UnreadMoney
from yusuan.prose.stated import StatedAmount


class Together(NamedTuple):
    """Amounts told together; ``words`` stand before the first of them."""

    money: tuple[Money, ...]
    words: str


def told_together(text: str, money: Sequence[Money | UnreadMoney]) -> dict[int, Together]:
    """By where the first begins: amounts that 分别 tells and nothing but 、 or 和 parts."""
    found: dict[int, Together] = {}
    at = 0
    while at < len(money):
        begin = money[at - 1].end if at else 0
        words = text[max(begin, money[at].start - _LONGEST) : money[at].start]
        last = at
        if _TOLD.search(words):
            while last + 1 < len(money) and _parted(text, money[last], money[last + 1]):
                last += 1
        if last > at:
            members = tuple(each for each in money[at : last + 1] if isinstance(each, Money))
            found[members[0].start] = Together(members, words)
        at = last + 1
    return found


def names_of(
    together: Together, first: StatedAmount, levels: Sequence[StatedAmount]
) -> tuple[str, ...]:
    """What each of the amounts is of, in their order; nothing where the text leaves it open.

    The names stand before 分别, or are those of the ``levels`` that the text stated last.
    """
    count = len(together.money)
    subject = _RESPECTIVELY.sub("", first.subject)
    if subject and key(subject) in key(together.words):
        for signs in _SIGNS:
            names = [name for each in re.split(signs, subject) if (name := each.strip())]
            if len(names) == count:
                return tuple(_whole_names(names))
        return ()
    listed = [level.subject for level in levels]
    if len(listed) == count + 1 and _OF_PARTS.search(words_before(levels[1])):
        listed = listed[1:]
    return tuple(listed) if len(listed) == count else ()


def _whole_names(names: list[str]) -> list[str]:
    """收、支总计 are 收总计 and 支总计."""
    income, *others = names
    if income == "收" and len(others) == 1 and others[0].startswith("支"):
        return [f"收{others[0][1:]}", *others]
    return names


def _parted(text: str, one: Money | UnreadMoney, other: Money | UnreadMoney) -> bool:
    both = isinstance(one, Money) and isinstance(other, Money)
    return both and _BETWEEN.fullmatch(text, one.end, other.start) is not None


_LONGEST = 80
_TOLD = re.compile("分别[^，。；：、,;:]{0,24}$")
_RESPECTIVELY = re.compile("(?:各自?)?分别.*$")
_BETWEEN = re.compile(r"\s*(?:[、，,]|和|与|以?及)\s*")
# The signs and words that part names, from those that no name holds.
_SIGNS = ("、", "、|和|与", "、|和|与|以?及")
_OF_PARTS = re.compile("其中|包括|中[，,]")
