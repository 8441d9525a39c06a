"""Two amounts of which the text leaves open which one holds, or says that one does not.

The ends of a range are no exact figures.
"""

import re
from collections.abc import Iterable, Iterator

from yusuan.printed.numbers import to_package_unit
from yusuan.prose.money.characters import RANGE_SIGNS
from yusuan.prose.money.model import Money, UnreadMoney

# 385.50万元或400万元, 385.50万元/400万元, 385.50万元改为400万元, 385.50万元加10万元,
# 385.50万元（应为400万元）, 385.50万元（不是400万元）; 由300万元调整为385.50万元 tells two levels.
_BETWEEN = re.compile(
    r"[\s,，(（]{0,3}(?:抑?或者?(?:是|为)?|[/／×*+＋]"
    r"|(?:现|现?[已己巳]|后)?(?:应|更正|修正|修改|改|误)(?:为|成|作|是)|加上?|减去?)\s?约?\s?"
    r"|\s?[(（]\s?(?:应[为是]|实为|原为|误为|更正为|改为|不是|而非|或)\s?"
)
_LONGEST = 12
# 100万元至200万元; but 由300万元到200万元 tells what was and what became of it.
_RANGE = re.compile(rf"\s?[{re.escape(''.join(sorted(RANGE_SIGNS)))}]{{1,2}}\s?")
_FROM = re.compile("[由从][^，。；]{0,20}$")


def without_alternatives(
    text: str, found: Iterable[Money | UnreadMoney]
) -> Iterator[Money | UnreadMoney]:
    """``found`` in ``text``, in order; amounts that stand for one another are unreadable."""
    held: Money | UnreadMoney | None = None
    unsure = False
    for each in found:
        if held is not None:
            between = text[held.end : each.start] if each.start - held.end <= _LONGEST else ""
            apart = _BETWEEN.fullmatch(between) is None
            if _RANGE.fullmatch(between) and _rises(text, held, each):
                held, each = _approximate(held), _approximate(each)
            yield held if apart and not unsure else _unread(text, held)
            unsure = not apart
        held = each
    if held is not None:
        yield _unread(text, held) if unsure else held


def _rises(text: str, low: Money | UnreadMoney, high: Money | UnreadMoney) -> bool:
    """Whether two amounts are the ends of a range: neither is what it is of."""
    if isinstance(low, UnreadMoney) or isinstance(high, UnreadMoney):
        return False
    ascends = to_package_unit(low.value, low.unit) < to_package_unit(high.value, high.unit)
    return ascends and _FROM.search(text[max(0, low.start - _WINDOW) : low.start]) is None


_WINDOW = 24


def _approximate(found: Money | UnreadMoney) -> Money | UnreadMoney:
    return found if isinstance(found, UnreadMoney) else found._replace(approximate=True)


def _unread(text: str, found: Money | UnreadMoney) -> UnreadMoney:
    if isinstance(found, UnreadMoney):
        return found
    return UnreadMoney(found.start, found.end, text[found.start : found.end], "unreadable")
