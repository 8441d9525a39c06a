"""The row of a table that numbers its columns: 栏次｜1｜2｜3. Numbers of columns are never money."""

import re
from collections.abc import Sequence
from itertools import pairwise

from yusuan.printed.characters import CANNOT_SAY
from yusuan.printed.numbers import is_dash
from yusuan.printed.text import name_key

_LABELS = frozenset({"栏次", "行次", "档次", "*", "**", "***", "栏目", "列次", "——"})
# Words that say so themselves: whatever numbers stand behind them, they are no amounts.
SAID_SO = frozenset({"栏次", "档次", "列次", "栏目"})
CODE_PARTS = ("类", "款", "项")  # head cells of codes in parts, merged down
_MISPRINTED = re.compile(r"[\u4e00-\u9fff]次|[栏档列][\u4e00-\u9fff]")  # 拦次, 栏决
_LONGEST, _FEWEST, _MANY = 8, 3, 6
_NUMBER = re.compile(
    r"第?[(（]?[0-9]{1,2}[)）.、]?(?:栏)?(?:=.*)?|[①-⑳]|[A-Z甲乙丙丁]|[0-9]+=[0-9+\-=/]+"
)
_NUMERAL = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）]?")  # where 栏次 says what it is


def is_column_numbers(texts: Sequence[str]) -> bool:
    """Whether a row numbers the columns: 栏次｜1｜2｜3, **｜1｜2, 1｜2｜3."""
    printed: list[str] = []
    for text in texts:
        if not text.strip() or (label := name_key(text)) in CODE_PARTS:
            continue
        if not printed and not _may_begin(label):  # nearly every row of a table ends here
            return False
        printed.append(label)
    if not printed:
        return False
    if _MISPRINTED.fullmatch(printed[0]) and _count_from_one(printed[1:]):
        return True
    numbers = [text for text in printed if not is_label(text)]
    said = _is_said(printed[0])
    if not all(_NUMBER.fullmatch(text) or (said and _may_number(text)) for text in numbers):
        return False
    if said:
        return True
    digits = [int(match[0]) for text in numbers if (match := re.match(r"[0-9]+", text))]
    ascending = all(b == a + 1 for a, b in pairwise(digits))
    if len(numbers) < len(printed):
        # A label may stand for each column that it numbers: **｜**｜3｜4.
        labels = len(printed) - len(numbers)
        if ascending:
            return not digits or digits[0] in (1, 2, labels + 1)
        return is_label(printed[0]) and _are_cut(digits)
    return ascending and len(digits) >= 3 and digits[0] == 1


def _may_begin(label: str) -> bool:
    """Whether what a row prints first says that it numbers columns, or numbers one."""
    return (
        is_label(label)
        or _NUMBER.fullmatch(label) is not None
        or _MISPRINTED.fullmatch(label) is not None
    )


def _are_cut(numbers: Sequence[int]) -> bool:
    """Whether most count from 1 in order, and of others digits are hidden: 10｜1｜1｜13.

    Narrow cells hide them, or set them on a line of their own, which the page may part.
    """
    wrong = [(str(at), str(it)) for at, it in enumerate(numbers, start=1) if it != at]
    parts = all(whole.startswith(part) or whole.endswith(part) for whole, part in wrong)
    return len(numbers) >= _MANY and (len(wrong) == 1 or (parts and 4 * len(wrong) <= len(numbers)))


def _count_from_one(texts: Sequence[str]) -> bool:
    """Whether every text is a number, 1, 2, 3 … in order."""
    return len(texts) >= _FEWEST and list(texts) == [str(n) for n in range(1, len(texts) + 1)]


def _may_number(text: str) -> bool:
    """What stands behind 栏次: a numeral, a dash for none, a number of which a part was cut off."""
    return is_dash(text) or CANNOT_SAY in text or _NUMERAL.fullmatch(text) is not None


def is_label(text: str) -> bool:
    """栏次, also beside what a low row or a missing rule let run into its cell: 编码栏次."""
    return text in _LABELS or _is_said(text)


def _is_said(text: str) -> bool:
    said = tuple(SAID_SO)
    return len(text) <= _LONGEST and (text.startswith(said) or text.endswith(said))
