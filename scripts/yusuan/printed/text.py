"""Comparing and cleaning printed text.

What would *become a digit* without being one stays as printed: a footnote mark (``3①``,
``40.00²``) or a unit (``㎡``) never joins a figure.
"""

import re
import unicodedata
from datetime import date
from functools import lru_cache

from yusuan.printed.characters import DIGIT_MARKS, INVISIBLE, RADICALS, TRADITIONAL
from yusuan.printed.markup import without_tags
from yusuan.printed.numbers import AMOUNT_BEHIND_NAME, MARKS

_WHITE_SPACE = re.compile(r"\s+")
_QUOTES = dict.fromkeys(map(ord, "\"'`´“”‘’„‟‚‛「」『』〝〞〟«»‹›〈〉⟨⟩′‵❛❜❝❞ˮ＂"))
_SHAPES = {**INVISIBLE, **RADICALS}
_COMPARED = {**INVISIBLE, **TRADITIONAL, **RADICALS, **_QUOTES}
_MARK_RUNS = re.compile(f"([{DIGIT_MARKS}]+)")
# ⑴ and ⒈ bring their punctuation along: before anything but a digit they number an item.
_ITEM_NUMBERS = re.compile(r"(?<![0-9A-Za-z\uff10-\uff19])[\u2474-\u249b](?![0-9\uff10-\uff19])")
_CHINESE_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
BOLD = re.compile(r"\*\*(.+?)\*\*")
_NOTE_BEHIND = re.compile(
    rf"(?<=[\u4e00-\u9fff)）])(?:\s*(?:[{MARKS}＊]|注[0-9]{{1,2}}|[(（\[【]注[0-9一二三四五]{{0,2}}[)）\]】]"
    r"|[\[【〔［][0-9]{1,2}[\]】〕］]))+\s*$"
)
_DATE = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})[日号]?")
LIST_DASH = "- "


def normalised(text: str) -> str:
    """``text`` after NFKC, except that no mark or unit turns into a digit."""
    if text.isascii():
        return text
    pieces = _MARK_RUNS.split(text)
    if len(pieces) > 1:
        text = _ITEM_NUMBERS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
        pieces = _MARK_RUNS.split(text)
    pieces[::2] = [unicodedata.normalize("NFKC", piece) for piece in pieces[::2]]
    return "".join(pieces)


@lru_cache(maxsize=1 << 15)
def key(text: str) -> str:
    """``text`` as it is compared: NFKC, no white space, no quotation marks, one form a character.

    Radicals and traditional characters become the simplified ideographs; what is invisible goes.
    """
    return _WHITE_SPACE.sub("", normalised(without_tags(text))).translate(_COMPARED)


@lru_cache(maxsize=1 << 15)
def compact(text: str) -> str:
    """``text`` after NFKC without white space and what is invisible, radicals as ideographs."""
    return _WHITE_SPACE.sub("", normalised(without_tags(text))).translate(_SHAPES)


def without_note(label: str) -> str:
    """A label without tags, bold marks, and what stands run together behind it and is no part of it.

    That is the mark of a note (``合计*``, ``水费①``), or the amount of the cell beside it.
    """
    label = without_tags(label)
    if "**" in label:
        label = BOLD.sub(r"\1", label)
    return AMOUNT_BEHIND_NAME.sub("", _NOTE_BEHIND.sub("", label))


_SIGNS_BEHIND = re.compile(r"[:;,.、。]+$")


@lru_cache(maxsize=1 << 15)
def name_key(label: str) -> str:
    """What a row is called, as it is compared: without the mark of a note, 合计：, 水利①."""
    return _SIGNS_BEHIND.sub("", key(without_note(label)))


_BROKEN_UNIT = re.compile(r"(?<=[0-9][万亿百千])[ \u3000\xa0]+(?=元)")
_ASCII_DIGITS = {code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), 0xFF05)}
_WIDE_POINT = re.compile(r"(?<=[0-9])．(?=[0-9])")


def plain_amounts(text: str) -> str:
    """Prose as rules look through it: amounts without bold marks, wide digits, blanks in 万 元."""
    if "**" in text:
        text = BOLD.sub(r"\1", text)
    return _BROKEN_UNIT.sub("", _WIDE_POINT.sub(".", text.translate(_ASCII_DIGITS)))


def chinese_number(numeral: str) -> int | None:
    """Value of a Chinese numeral below 100 (``三十一`` -> 31), or None."""
    tens, ten, ones = unicodedata.normalize("NFKC", numeral).rpartition("十")
    try:
        if not ten:
            return _CHINESE_DIGITS[ones]
        return 10 * (_CHINESE_DIGITS[tens] if tens else 1) + (_CHINESE_DIGITS[ones] if ones else 0)
    except KeyError:
        return None


def printed_date(text: str) -> date | None:
    """The date that ``text`` is (``2022-12-31``, ``2022年12月31日``); None if it is none."""
    match = _DATE.fullmatch(compact(text))
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def without_markup(text: str) -> str:
    """Prose without the list dash and the bold marks that the text edition added."""
    text = text.removeprefix(LIST_DASH)
    return BOLD.sub(r"\1", text) if "**" in text else text
