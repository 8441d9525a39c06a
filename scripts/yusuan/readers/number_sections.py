"""Number formats taken apart: up to four sections of tokens, and which of them prints a number."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from yusuan.readers.date_formats import DATE_LETTERS

GENERAL = "General"
# Ids 41 to 44 and the dates 27 to 36 and 50 to 58 are those of Chinese Excel.
_ACCOUNTING = '_ * {0}_ ;_ * -{0}_ ;_ * "-"{1}_ ;_ @_ '
_YEN = '_ "¥"* {0}_ ;_ "¥"* -{0}_ ;_ "¥"* "-"{1}_ ;_ @_ '
_MONTH, _DAY, _WHOLE_DAY = 'yyyy"年"m"月"', 'm"月"d"日"', 'yyyy"年"m"月"d"日"'
_TIME, _HALF_DAY = 'h"时"mm"分"', '上午/下午h"时"mm"分"'
BUILT_IN: dict[int, str] = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0', 6: '"¥"#,##0;"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00', 8: '"¥"#,##0.00;"¥"-#,##0.00',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: _MONTH, 28: _DAY, 29: _DAY, 30: "m-d-yy", 31: _WHOLE_DAY, 32: _TIME, 33: _TIME + 'ss"秒"',
    34: _HALF_DAY, 35: _HALF_DAY + 'ss"秒"', 36: _MONTH,
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: _ACCOUNTING.format("#,##0", ""), 42: _YEN.format("#,##0", ""),
    43: _ACCOUNTING.format("#,##0.00", "??"), 44: _YEN.format("#,##0.00", "??"),
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    50: _MONTH, 51: _DAY, 52: _MONTH, 53: _DAY, 54: _DAY,
    55: _HALF_DAY, 56: _HALF_DAY + 'ss"秒"', 57: _MONTH, 58: _DAY,
}  # fmt: skip

_TOKEN = re.compile(
    r'"[^"]*"?|[\\!].?|_.?|\*.?|\[[^\]]*\]?|general|AM/PM|A/P|上午/下午|E[+-]|.', re.I | re.S
)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?[0-9]{1,15}(?:\.[0-9]{1,10})?)\]")
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.I)
_DIGITS = "0#?"
_LONGEST_FORMAT = 1_000


class Token(NamedTuple):
    """A piece of a format; ``kind`` is literal, digit, point, comma, percent, exponent, …"""

    kind: str
    text: str


class Section(NamedTuple):
    """One of the parts between semicolons."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None
    is_date: bool


@lru_cache(maxsize=512)
def sections_of(code: str) -> tuple[Section, ...]:
    """The sections of a format, its first thousand characters at most."""
    sections: list[Section] = []
    tokens: list[Token] = []
    condition: tuple[str, Decimal] | None = None

    def close() -> None:
        is_date = any(it.kind == "date" for it in tokens)
        sections.append(Section(tuple(tokens), condition, is_date))

    for match in _TOKEN.finditer(code[:_LONGEST_FORMAT]):
        piece = match[0]
        if piece == ";":
            close()
            tokens, condition = [], None
        elif found := _CONDITION.fullmatch(piece):
            condition = found[1], Decimal(found[2])
        elif token := _token(piece):
            tokens.append(token)
    close()
    return tuple(sections)


def _token(piece: str) -> Token | None:
    first = piece[0]
    if first == '"':
        return Token("literal", piece.strip('"'))
    if first in "\\!":  # Excel in China writes both
        return Token("literal", piece[1:])
    if first == "_":
        return Token("literal", " ")
    if first == "*":
        return None
    if first == "[":
        if currency := _CURRENCY.fullmatch(piece):
            return Token("literal", currency[1])
        return Token("date", piece.lower()) if _ELAPSED.fullmatch(piece) else None
    lower = piece.lower()
    if lower == "general":
        return Token("general", "")
    if lower in ("am/pm", "a/p", "上午/下午"):
        return Token("date", piece)
    if first in "Ee" and piece[1:] in ("+", "-"):
        return Token("exponent", piece[1:])
    kinds = {".": "point", ",": "comma", "%": "percent", "/": "slash", "@": "text"}
    if first in _DIGITS:
        return Token("digit", first)
    if lower in DATE_LETTERS:
        return Token("date", lower)
    return Token(kinds.get(first, "literal"), piece)


def choose(sections: tuple[Section, ...], value: Decimal) -> tuple[int, Section | None]:
    """The section that prints ``value``; None where there is none for it."""
    if any(section.condition for section in sections[:2]):
        for index, section in enumerate(sections[:3]):
            if section.condition is None or _holds(section.condition, value):
                return index, section
        return 0, None
    numbers = [it for it in sections[:3] if not any(token.kind == "text" for token in it.tokens)]
    if not numbers:
        return 0, None
    index = 1 if value < 0 else 2 if value == 0 else 0
    index = index if index < len(numbers) else 0
    return index, numbers[index]


def _holds(condition: tuple[str, Decimal], value: Decimal) -> bool:
    sign, limit = condition
    holds = {
        "<": value < limit,
        "<=": value <= limit,
        ">": value > limit,
        ">=": value >= limit,
        "=": value == limit,
        "<>": value != limit,
    }
    return holds[sign]


def brings_its_sign(sections: tuple[Section, ...], index: int, section: Section) -> bool:
    """Whether a section prints negative numbers only, so that it brings its own sign."""
    if section.condition is not None:
        sign, limit = section.condition
        return sign in ("<", "<=") and limit <= 0
    return index == 1 and not any(it.condition for it in sections)
