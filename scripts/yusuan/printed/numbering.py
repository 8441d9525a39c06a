"""Numbers that stand before a label: ``一、``, ``1.``, ``（二）``."""

import re

NUMERAL = "[一二三四五六七八九十]{1,3}"
"""A Chinese numeral as it numbers parts, headings and items, in a regular expression."""

BEHIND_NUMERAL = r"(?:[、.．]|[,，:：]\s*(?=[\u4e00-\u9fff]))"
"""What stands behind a Chinese numeral that numbers a label: ``一、`` ``一.`` ``一，`` ``一：``."""
_NUMBER = re.compile(
    rf"(?:{NUMERAL}{BEHIND_NUMERAL}|[0-9]{{1,2}}[、.](?![0-9])|\([一二三四五六七八九十0-9]{{1,3}}\))"
)


def without_number(label: str) -> str:
    """``label``, a ``key``, without the number before it: ``一、基本支出`` -> ``基本支出``."""
    match = _NUMBER.match(label)
    return label[match.end() :] if match else label
