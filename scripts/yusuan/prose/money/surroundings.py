"""What stands before and behind a number in a text: signs, letters, the low end of a range."""

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from yusuan.printed.numbers import MAXIMUM_DIGITS, whole_number
from yusuan.prose.money.characters import (
    CLOSERS,
    DIGITS,
    JOINS,
    MARK,
    MINUS,
    NUMBER_CHARACTERS,
    PLACEHOLDER,
    POINTS,
    RANGE_SIGNS,
    SCALES,
    cuts,
    is_circled,
    touches,
)
from yusuan.prose.money.folding import Folded
from yusuan.prose.money.scales import EXPONENTS

_BLANK = frozenset(" ")
_OF_MONEY = re.compile(r"(?:收入|支出|预算|决算|经费|资金|拨款|金额|结转|结余|费|增加|减少|安排)$")
_NUMERALS = frozenset("一二三四五六七八九十")
_WITHIN_NUMBERS = frozenset("点點丶余多")
ALTERNATIVES = frozenset("或和及与")
_NEGATIVE = frozenset("负△▲▽▼")


class Low(NamedTuple):
    """The low end of a range; ``scale`` empty where it is that of the high end."""

    value: Decimal
    start: int
    number: str
    scale: str


class Surroundings:
    """One unit of money and the text around it; nothing before ``floor`` belongs to it."""

    def __init__(self, folded: Folded, text: str, unit: re.Match[str], floor: int) -> None:
        self._folded, self._source = folded, text
        self._text = folded.text
        self._unit, self._floor = unit, floor

    def _back(self, position: int, characters: frozenset[str]) -> int:
        while position > self._floor and self._text[position - 1] in characters:
            position -= 1
        return position

    def _digit_before(self, position: int) -> bool:
        return position > self._floor and self._text[position - 1].isdigit()

    def _value(self, number: str) -> Decimal | None:
        value = whole_number(number.replace("，", ",") if "，" in number else number)
        if value is None or len(value.as_tuple().digits) > MAXIMUM_DIGITS:
            return None
        return value

    def _before(self, start: int) -> tuple[bool, Low | None, bool]:
        """(negative, the low end of a range, whether nothing touches the number at ``start``)."""
        text = self._text
        at = start - 1
        blank = at >= self._floor and text[at] == " "
        while at >= self._floor and text[at] == " ":
            at -= 1
        if at < self._floor:
            # Right behind the unit before (…元3万元) or at the beginning of the text.
            return False, None, True
        before = text[at]
        if text[max(0, at - 1) : at + 1] == "~~":
            return False, None, not self._goes_on_before_struck(at - 1)
        if before in ALTERNATIVES and self._digit_before(self._back(at, _BLANK)):
            return False, None, False  # 385.50或400万元: two numbers before one unit
        if before in RANGE_SIGNS:
            low = self._low_end(at)
            if low is not None:
                return False, low, True
            behind = text[at - 1] if at > self._floor else ""
            if before in "至到~～〜∼":
                return False, None, not behind.isdigit()
            if blank:
                return False, None, at == 0  # a list's dash
            if before == "—":
                return False, None, behind == "—" or at == self._floor > 0
            if at == self._floor > 0 and before in "-–":
                return False, None, True  # 10万元-20万元
            clean = not touches(behind) and behind not in RANGE_SIGNS | {")"} | set(SCALES)
            clean = clean and not self._digit_before(self._back(at, _BLANK))
            return before in MINUS, None, clean
        if before in _NEGATIVE:
            # 结余△5万元; at the beginning of a text or behind a blank ▲ may mark an item.
            behind = text[at - 1] if at > self._floor else ""
            known = behind != "正" if before == "负" else "\u3400" <= behind <= "\u9fff"
            return True, None, known and not blank and behind not in PLACEHOLDER
        if blank:
            return False, None, not self._single_letter(at)
        if before == "+":
            return False, None, not (at > self._floor and touches(text[at - 1]))
        if before == "第":
            return False, None, False  # 第3 100万元
        if before in _WITHIN_NUMBERS and at > self._floor and text[at - 1] in DIGITS:
            return False, None, False  # 112点12万元, 112丶12万元: one number, cut in two
        if before in "又零" and at > self._floor and text[at - 1] in SCALES:
            return False, None, False  # 1336万又23元
        if text[max(0, at - 1) : at + 1] == "分之":
            return False, None, False
        if (is_circled(before) or before in _NUMERALS) and self._takes_a_figure(at):
            return False, None, False  # 收入①336.23万元, 1.一2万元: a mark, or a digit misread
        if before in POINTS and at > self._floor and text[at - 1] in DIGITS:
            return False, None, before in "、" and self._numbers_an_item(at)
        if text[max(0, at - 2) : at + 1] in ("RMB", "CNY"):
            return False, None, True
        return False, None, not (touches(before) or (at > self._floor and cuts(text, at)))

    def _goes_on_before_struck(self, end: int) -> bool:
        """Whether a number goes on before what is struck out, ``~~`` at ``end``: 3~~9~~85.50."""
        opening = self._text.rfind("~~", self._floor, end)
        if opening < 0:
            return end != self._floor
        return self._text[opening - 1 : opening] in DIGITS | JOINS

    def _takes_a_figure(self, at: int) -> bool:
        """Whether a figure is due at ``at``: behind a word of money, or inside a number."""
        text = self._text
        before = text[at - 1] if at > self._floor else ""
        inside = before in DIGITS or before in JOINS or is_circled(before)
        return bool(before) and (inside or bool(_OF_MONEY.search(text, max(0, at - 2), at)))

    def _numbers_an_item(self, at: int) -> bool:
        """Whether the digits before ``at`` are the number of a list's item, as in ``1、200万元``."""
        begin = at
        while begin > 0 and self._text[begin - 1] in DIGITS:
            begin -= 1
        return at - begin <= 2 and (begin == 0 or self._text[begin - 1] in " 。；")

    def _single_letter(self, at: int) -> bool:
        """Whether one letter alone stands before a blank: what is left of a misread digit."""
        character = self._text[at]
        if unicodedata.category(character) in ("Nd", "No", "Co", "Cc", "Cf"):
            return MARK.match(character) is None
        latin = character.isascii() and character.isalpha()
        return latin and not (
            at > 0 and self._text[at - 1].isascii() and self._text[at - 1].isalpha()
        )

    def _low_end(self, sign: int) -> "Low | None":
        """The number before a range's sign, if it is one and nothing touches it."""
        end = self._back(sign, _BLANK)
        scale_start = self._back(end, frozenset("百千万亿"))
        scale = self._text[scale_start:end]
        begin = self._back(scale_start, NUMBER_CHARACTERS)
        number = self._text[begin:scale_start]
        begin += len(number) - len(number.lstrip(" ,"))
        number = number.strip(" ,")
        value = self._value(number) if number else None
        before = self._text[begin - 1] if begin > 0 else ""
        if value is None or scale not in EXPONENTS or touches(before):
            return None
        if before in RANGE_SIGNS or before in JOINS:
            return None
        far = self._back(begin, _BLANK) - 1
        if far > 0 and self._text[far] in RANGE_SIGNS:
            return None  # 13. - 18 - 20万元
        return Low(value, begin, number, scale)

    def _closes(self, end: int) -> bool:
        """Whether a word ends at ``end``: 五元，but not 二元结构."""
        following = self._text[end : end + 1]
        return not following or following in "整正以左的" or not "一" <= following <= "鿿"

    def _closed_number(self, position: int) -> bool:
        """Whether a number in brackets or before another sign stands where a figure is due."""
        if position - 1 <= self._floor or self._text[position - 1] not in CLOSERS:
            return False
        return self._text[position - 2] in DIGITS

    def _touching_start(self, position: int) -> int:
        """Where what is written together with the character before ``position`` begins."""
        while position > self._floor and (
            touches(self._text[position - 1])
            or self._text[position - 1] in PLACEHOLDER
            or self._text[position - 1] in "., -−–百千万亿"
            or (
                (self._text[position - 1] in POINTS | ALTERNATIVES)
                and self._digit_before(position - 1)
            )
            or (position - 1 > self._floor and cuts(self._text, position - 1))
        ):
            position -= 1
        return position

    def _original(self, start: int, end: int) -> str:
        return self._source[self._folded.at(start) : self._folded.at(end - 1) + 1]
