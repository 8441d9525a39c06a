"""No money at all, told without a unit: 接待费支出为零, 基金预算为0."""

import re
from collections.abc import Iterator
from decimal import Decimal

from yusuan.prose.money.model import Money

_NOTHING = re.compile(
    r"(?:费用?|经费|收入|支出|预算数?|决算数?|执行数|拨款|资金|金额|总额|[收支][入出][合总]计)均?(?:为|是)\s?(?P<zero>[零0０])(?=[，。；、,;()（）\n]|$)"
)
_CLAUSE = re.compile(r"[，。；：、,;:\n]")
_NO_LEVEL = re.compile("[增减升降率比差超余]")  # 增加金额为0 is no level, nor is 占支出比为0
_SUPPOSED = re.compile("^(?:[如若凡倘]|假如)|则")  # 若支出为0，则; 没有支出的，支出为0 as well
_LONGEST = 40


def find_nothing(text: str) -> Iterator[Money]:
    """Each amount of nothing, in order."""
    for found in _NOTHING.finditer(text):
        start = found.start("zero")
        *ahead, words = _CLAUSE.split(text[max(0, start - _LONGEST) : start])
        supposed = _SUPPOSED.search(words.strip()) or "".join(ahead[-1:]).endswith("的")
        if not supposed and not _NO_LEVEL.search(words):
            yield Money(start, start + 1, Decimal(0), found["zero"], "元", bare=True)
