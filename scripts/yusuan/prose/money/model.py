"""An amount of money in a text, or what looks like one and is none for certain."""

from decimal import Decimal
from typing import Literal, NamedTuple

Unread = Literal["unreadable", "direction", "whose", "rate", "foreign", "no_unit"]


class Money(NamedTuple):
    """An amount: ``value`` in ``unit`` (of CURRENCY_UNITS), ``number`` as printed.

    ``start`` and ``end`` bound it with its unit in the text; ``approximate`` for 余, 多, 约, 近.
    ``bare``: no unit is printed, which nothing needs (支出为零).
    """

    start: int
    end: int
    value: Decimal
    number: str
    unit: str
    approximate: bool = False
    bare: bool = False


class UnreadMoney(NamedTuple):
    """What looks like an amount and is none for certain, and why.

    ``direction``: whether it is more or less is not said (增减5万元). ``whose``: of which of the
    things named it is (接待费分别为1万元、2万元). ``rate`` is a price
    (500元／人), ``foreign`` another currency, ``no_unit`` a bare 万 or 亿 that may count something
    else.
    """

    start: int
    end: int
    text: str
    reason: Unread
