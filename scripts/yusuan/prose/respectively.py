"""Amounts told together of things named before them: 接待费、用车费分别为1万元、2万元."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from yusuan.printed.numbers import CURRENCY_UNITS, whole_number
from yusuan.printed.text import key
from yusuan.prose.changed import words_before
from yusuan.prose.money import Money, UnreadMoney
from yusuan.prose.stated import StatedAmount
from yusuan.prose.subjects import subject_of


class Together(NamedTuple):
    """Amounts told together; ``words`` stand before the first of them.

    ``ways`` are the words of change that stand before each but the first, if they do.
    """

    money: tuple[Money, ...]
    words: str
    ways: tuple[str, ...] = ()


def sharing_a_unit(text: str, found: Iterable[Money | UnreadMoney]) -> list[Money | UnreadMoney]:
    """``found`` in order; numbers told together that print their unit once are each an amount.

    收、支总计分别为1.5、1.6万元.
    """
    money: list[Money | UnreadMoney] = []
    for each in found:
        shown = isinstance(each, UnreadMoney) and text[each.start : each.end] == each.text
        shared = _SHARED.fullmatch(text, each.start, each.end) if shown else None
        words = text[max(money[-1].end if money else 0, each.start - _LONGEST) : each.start]
        known = shared is not None and shared["unit"] in CURRENCY_UNITS
        if shared is None or not known or not (_TOLD.search(words) or _EACH.search(words)):
            money.append(each)
            continue
        parts = list(_PART.finditer(shared["numbers"]))
        if len(parts) == 1 and all("." in it[0] for it in _NUMBER.finditer(shared["numbers"])):
            parts = list(_NUMBER.finditer(shared["numbers"]))  # 1.5,1.6万元: no digits in threes
        values = [whole_number(part[0]) for part in parts]
        if len(parts) < _FEWEST or None in values:
            money.append(each)
            continue
        for part, value in zip(parts, values, strict=True):
            if value is not None:
                start, end = each.start + part.start(), each.start + part.end()
                money.append(Money(start, end, value, part[0], shared["unit"]))
    return money


_SHARED = re.compile(r"(?P<numbers>[0-9][0-9.,，、和]*[0-9])\s?(?P<unit>[百千]?[万亿]?元)")
_PART = re.compile("[^、和]+")
_NUMBER = re.compile("[^、和,，]+")
_EACH = re.compile("各[是为]?(?:增加|减少)?了?$")
_FEWEST = 2


def told_together(text: str, money: Sequence[Money | UnreadMoney]) -> dict[int, Together]:
    """By where the first begins: amounts that 分别 tells and nothing but 、 or 和 parts."""
    found: dict[int, Together] = {}
    at = 0
    while at < len(money):
        begin = money[at - 1].end if at else 0
        words = text[max(begin, money[at].start - _LONGEST) : money[at].start]
        last = at
        if _TOLD.search(words) or (_EACH.search(words) and _share(money[at : at + 2], text)):
            while last + 1 < len(money) and _parted(text, money[last], money[last + 1]):
                last += 1
        if last > at:
            members = tuple(each for each in money[at : last + 1] if isinstance(each, Money))
            ways = (_way(text, one, other) for one, other in pairwise(members))
            found[members[0].start] = Together(members, words, ("", *ways))
        at = last + 1
    return found


def names_of(
    together: Together, first: StatedAmount, levels: Sequence[StatedAmount]
) -> tuple[str, ...]:
    """What each of the amounts is of, in their order; nothing where the text leaves it open.

    The names stand before 分别, or are those of the ``levels`` that the text stated last.
    """
    count = len(together.money)
    if told := _years_told(together.words, count):
        return told
    subject = _RESPECTIVELY.sub("", first.subject)
    year = _YEAR.match(subject)
    if year and key(subject) not in key(together.words):
        # 2022年采购9万元，其中货物、服务分别为5万元、4万元: of that year as well
        return tuple(
            f"{year[0]}{name}"
            for name in names_of(together, first._replace(subject=subject[year.end() :]), ())
        )
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


def _years_told(words: str, count: int) -> tuple[str, ...]:
    """2021年、2022年接待费分别为: of which year each amount is, in words; nothing for other lists.

    近三年（2021—2023年）接待费分别为 as well.
    """
    listed = [*_YEARS.finditer(words)]
    if not listed:
        return ()
    found = listed[-1]
    years = [int(year) for year in _ONE_YEAR.findall(found[0])]
    if found["to"]:
        first, last = years
        years = [*range(first, last + (1 if last > first else -1), 1 if last > first else -1)]
    steps = {b - a for a, b in pairwise(years)}
    if len(years) != count or not (steps == {1} or steps == {-1}):
        return ()
    clause = _CLAUSE.split(words[: found.start()])[-1]
    said = _EMPTY_BRACKET.sub("", _RECENT.sub("", f"{clause}{words[found.end() :].lstrip('，,')}"))
    name = subject_of(_RESPECTIVELY.sub("", said))
    if not name or _CLAUSE.search(name) or len(re.split(_SIGNS[1], name)) == count:
        return ()  # 2022年、2023年收入和支出分别为: nobody knows which
    return tuple(f"{year}年{name}" for year in years)


def _whole_names(names: list[str]) -> list[str]:
    """收、支总计 are 收总计 and 支总计."""
    income, *others = names
    if income == "收" and len(others) == 1 and others[0].startswith("支"):
        return [f"收{others[0][1:]}", *others]
    return names


def _share(money: Sequence[Money | UnreadMoney], text: str) -> bool:
    """Whether the two print their unit once, behind the latter: a number without it is no amount."""
    if len(money) < _FEWEST or not isinstance(money[0], Money):
        return False
    return not _UNIT_ENDS.search(text, money[0].start, money[0].end)


_UNIT_ENDS = re.compile("[元万亿圆]")


def _parted(text: str, one: Money | UnreadMoney, other: Money | UnreadMoney) -> bool:
    both = isinstance(one, Money) and isinstance(other, Money)
    return both and _BETWEEN.fullmatch(text, one.end, other.start) is not None


def _way(text: str, one: Money, other: Money) -> str:
    """The word of change between two amounts; empty for none."""
    between = _BETWEEN.fullmatch(text, one.end, other.start)
    return (between["way"] or "") if between else ""


_LONGEST = 80
_ONE_YEAR = re.compile(r"20[0-9]{2}")
_YEARS = re.compile(
    r"20[0-9]{2}\s?年?度?(?:(?:\s?(?:[、,，]|和|与|及)\s?20[0-9]{2}\s?年?度?){1,9}"
    r"|\s?(?P<to>[—–~～至到-]{1,2})\s?20[0-9]{2}\s?年?度?)(?:三年|各年)?"
)
_RECENT = re.compile("近?[两二三四五六七八九十0-9]{1,2}年(?:来|度)?的?")
_EMPTY_BRACKET = re.compile(r"[（(]\s?[)）]")
_CLAUSE = re.compile("[，。；：,;:\n]")
_TOLD = re.compile("分别[^，。；：、,;:]{0,24}$")
_RESPECTIVELY = re.compile("(?:各自?)?分别.*$|(?<=[^各])各$")
_BETWEEN = re.compile(
    # 分别增加2万元、减少1万元
    r"\s*(?:(?:、|和|与|以?及)\s*(?P<way>增加|增长|减少|下降|压减|提高|降低)了?|[、，,]|和|与|以?及)\s*"
)
# The signs and words that part names, from those that no name holds.
_SIGNS = ("、", "、|和|与", "、|和|与|以?及")
_YEAR = re.compile("20[0-9]{2}年")
_OF_PARTS = re.compile("其中|包括|中[，,]")
