"""Chinese numerals, everyday (一千三百) and capital (壹仟叁佰), as exact whole numbers."""

import re

_DIGITS = {
    **{c: i for i, c in enumerate("零一二三四五六七八九")},
    **{c: i for i, c in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    "两": 2,
    "兩": 2,
    "貳": 2,
    "弍": 2,
    "參": 3,
    "叄": 3,
    "陸": 6,
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_ZEROS = frozenset("零〇")
NUMERALS = "".join((*_DIGITS, *_UNITS, *_MYRIADS))
CAPITALS = "壹贰叁肆伍陆柒捌玖拾佰仟貳參叄陸弍"
_LONGEST = 40
_MYRIAD_SPLIT = re.compile(r"([万萬亿億])")


def chinese_integer(numeral: str) -> int | None:
    """Value of ``一千三百三十六万`` or ``壹仟叁佰``; None for what is no well-formed numeral.

    Short forms such as 一百五 (150) and 三万五 (35000), which a machine could take for 105 and
    30005, are no well-formed numerals; nor are digits in a row (二〇二三).
    """
    if not numeral or len(numeral) > _LONGEST:
        return None
    pieces = _MYRIAD_SPLIT.split(numeral)
    total, lowest = 0, 10**16
    held: int | None = None  # what the next 万 or 亿 multiplies
    for i, piece in enumerate(pieces):
        if i % 2 == 0:
            if not piece:
                if i == 0 or (i < len(pieces) - 1 and pieces[i + 1] not in "亿億"):
                    return None
                continue
            held = _below_myriad(piece, leading=i == 0)
            if held is None:
                return None
            continue
        multiplier = _MYRIADS[piece]
        if held is not None:
            if multiplier >= lowest and multiplier != 10**8:
                return None
            if multiplier > lowest:  # 三万五千亿: what stands before it is multiplied too
                total = (total + held) * multiplier
            else:
                total += held * multiplier
        elif multiplier == 10**8 and lowest == 10**4:  # 一万亿
            total *= multiplier
        else:
            return None
        held, lowest = None, multiplier
    return total + (held or 0)


def _below_myriad(numeral: str, *, leading: bool) -> int | None:
    """Value of a numeral without 万 and 亿; ``leading`` if nothing stands before it."""
    total, lowest, digit, zero = 0, 10**4, None, False
    for character in numeral:
        if character in _ZEROS:
            if digit is not None or (zero and len(numeral) > 1):
                return None
            zero = True
        elif character in _DIGITS:
            if digit is not None:
                return None
            digit = _DIGITS[character]
        elif character in _UNITS:
            unit = _UNITS[character]
            if unit >= lowest or (digit is None and not (unit == 10 and lowest > 100)):
                return None
            total += (1 if digit is None else digit) * unit
            digit, zero, lowest = None, False, unit
        else:
            return None
    if digit is None:
        return total if total or (leading and zero and len(numeral) == 1) else None
    alone = leading and lowest == 10**4
    return total + digit if zero or alone or lowest == 10 else None
