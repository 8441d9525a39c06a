"""Scales of Chinese numbers: 万, 亿, 百万 …; the parts of a number put together."""

import re
from decimal import Decimal

from yusuan.printed.numbers import CURRENCY_UNITS, shifted, to_package_unit

SCALE = re.compile(r"(?P<odd>[余多]?)(?P<scale>[百千]?(?:万亿|[万亿])?)(?P<odd_behind>[余多]?)")
EXPONENTS = {
    "": 0,
    "百": 2,
    "千": 3,
    "万": 4,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "百亿": 10,
    "千亿": 11,
}
EXPONENTS["万亿"] = 12


def total(parts: list[tuple[Decimal, str]]) -> tuple[Decimal, str] | None:
    """(value, unit) of the parts of a number, scales descending; None if they do not descend."""
    *higher, (value, scale) = parts
    exponent, total = EXPONENTS[scale], value
    unit = f"{scale}元"
    if unit not in CURRENCY_UNITS:
        base = next(e for e in (8, 4, 0) if exponent >= e)
        unit = {8: "亿元", 4: "万元", 0: "元"}[base]
        total = shifted(value, exponent - base)
    base = CURRENCY_UNITS[unit]
    last = exponent
    room = value
    for upper, upper_scale in reversed(higher):
        step = EXPONENTS[upper_scale] - last
        if step <= 0 or room >= Decimal(10) ** step:
            return None
        total += shifted(upper, EXPONENTS[upper_scale] - base)
        last, room = EXPONENTS[upper_scale], upper
    return total, unit


def ascending(low: tuple[Decimal, str] | None, high: tuple[Decimal, str]) -> bool:
    return low is None or to_package_unit(*low) <= to_package_unit(*high)
