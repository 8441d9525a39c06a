"""Comparing and cleaning printed text."""

import re
import unicodedata
from functools import lru_cache

from yusuan.characters import INVISIBLE, RADICALS, TRADITIONAL

_WHITE_SPACE = re.compile(r"\s+")
_QUOTES = dict.fromkeys(map(ord, "\"'`´“”‘’„‟‚‛「」『』〝〞〟«»‹›〈〉⟨⟩′‵❛❜❝❞ˮ＂"))
_SHAPES = {**INVISIBLE, **RADICALS}
_COMPARED = {**INVISIBLE, **TRADITIONAL, **RADICALS, **_QUOTES}
_CHINESE_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")}
BOLD = re.compile(r"\*\*(.+?)\*\*")
LIST_DASH = "- "


@lru_cache(maxsize=1 << 13)
def key(text: str) -> str:
    """``text`` as it is compared: NFKC, no white space, no quotation marks, one form a character.

    Radicals and traditional characters become the simplified ideographs; what is invisible goes.
    """
    return _WHITE_SPACE.sub("", unicodedata.normalize("NFKC", text)).translate(_COMPARED)


def compact(text: str) -> str:
    """``text`` after NFKC without white space and what is invisible, radicals as ideographs."""
    return _WHITE_SPACE.sub("", unicodedata.normalize("NFKC", text)).translate(_SHAPES)


def chinese_number(numeral: str) -> int | None:
    """Value of a Chinese numeral below 100 (``三十一`` -> 31), or None."""
    tens, ten, ones = numeral.rpartition("十")
    try:
        if not ten:
            return _CHINESE_DIGITS[numeral]
        return 10 * (_CHINESE_DIGITS[tens] if tens else 1) + (_CHINESE_DIGITS[ones] if ones else 0)
    except KeyError:
        return None


def without_markup(text: str) -> str:
    """Prose without the list dash and the bold marks that the text edition added."""
    text = text.removeprefix(LIST_DASH)
    return BOLD.sub(r"\1", text) if "**" in text else text
