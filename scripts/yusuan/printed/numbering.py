"""Numbers that stand before a label: ``一、``, ``1.``, ``（二）``."""

import re

from yusuan.printed.text import chinese_number

NUMERAL = "[一二三四五六七八九十]{1,3}"
"""A Chinese numeral as it numbers parts, headings and items, in a regular expression."""

BEHIND_NUMERAL = r"(?:[、.．]|[,，:：]\s*(?=[\u4e00-\u9fff]))"
"""What stands behind a Chinese numeral that numbers a label: ``一、`` ``一.`` ``一，`` ``一：``."""
# What begins like a number and is a word: 一 般公共预算, 三 公经费, 2 月.
_WORDS = r"(?!般|次性|公经费|公[“”\"]|[级类期季年月日个人号辆台次批家户元万亿]|项(?!目))"
_BLANK_BEHIND = re.compile(
    rf"(?P<before>\s*(?:其\s*中\s*[:：]\s*)?)(?P<number>{NUMERAL}|[1-9][0-9]?)\s+(?=[\u4e00-\u9fff“”\"(（]{{2}}){_WORDS}"
)
_NUMBER = re.compile(
    rf"(?:{NUMERAL}{BEHIND_NUMERAL}|[0-9]{{1,2}}[、.](?![0-9])|\([一二三四五六七八九十0-9]{{1,3}}\))"
)


def without_number(label: str) -> str:
    """``label``, a ``key``, without the number before it: ``一、基本支出`` -> ``基本支出``."""
    match = _NUMBER.match(label)
    return label[match.end() :] if match else label


def ordinal(label: str) -> tuple[str, int] | None:
    """How ``label``, a ``key``, is numbered, and its number: ``(二)外交支出`` -> ``("(一)", 2)``.

    None for a label without a number.
    """
    match = _NUMBER.match(label)
    if match is None:
        return None
    digits = match[0].strip("()、.．,，:：")
    number = int(digits) if digits.isdecimal() else chinese_number(digits)
    style = match[0].replace(digits, "" if digits.isdecimal() else "一", 1)
    return None if number is None else (style, number)


def parted(label: str) -> str:
    """``label`` with a mark behind a number that a blank alone parts from the name.

    ``一 一般公共预算拨款`` -> ``一、一般公共预算拨款``; ``一 般 公 共`` and ``2 月`` are words.
    """
    match = _BLANK_BEHIND.match(label)
    return f"{match['before']}{match['number']}、{label[match.end() :]}" if match else label
