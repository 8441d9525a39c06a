"""Numbers of lists and headings that Word counts itself: printed, but in no text of the file."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from yusuan.readers.docx_styles import NumberReference, child, integer, value
from yusuan.readers.packages import attribute, local_name

if TYPE_CHECKING:
    from lxml import etree

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_PLACEHOLDER = re.compile(r"%([1-9])")


class _Level(NamedTuple):
    start: int
    style: str
    text: str
    legal: bool  # lower levels are printed in Arabic digits


class _List(NamedTuple):
    abstract: str
    restarts: Mapping[int, int]


class Numbering:
    """Counts the lists of a document as its paragraphs come by."""

    def __init__(self, root: "etree._Element | None") -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        for element in () if root is None else root:
            if local_name(element) == "abstractNum":
                self._levels[attribute(element, "abstractNumId") or ""] = dict(_levels(element))
            elif local_name(element) == "num":
                self._lists[attribute(element, "numId") or ""] = _list(element)

    def next(self, reference: NumberReference | None) -> str:
        """What is printed before the next paragraph of a list; empty for bullets or no list."""
        if reference is None or reference.number_id is None:
            return ""
        found = self._lists.get(reference.number_id)
        levels = self._levels.get(found.abstract) if found else None
        depth = reference.level or 0
        if found is None or not levels or depth not in levels:
            return ""
        counts = self._counts.setdefault(found.abstract, {})
        if reference.number_id not in self._begun:
            self._begun.add(reference.number_id)
            for level, start in found.restarts.items():
                counts[level] = start - 1
        for level in [level for level in counts if level > depth]:
            del counts[level]
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        return _label(levels, counts, depth)


def _label(levels: Mapping[int, _Level], counts: Mapping[int, int], depth: int) -> str:
    shown = levels[depth]
    if shown.style in ("bullet", "none"):
        return ""

    def number(match: re.Match[str]) -> str:
        level = int(match[1]) - 1
        if level not in levels:
            return ""
        style = "decimal" if shown.legal else levels[level].style
        return number_text(counts.get(level, levels[level].start), style)

    return _PLACEHOLDER.sub(number, shown.text)


def number_text(number: int, style: str) -> str:
    """A number in one of Word's styles (``w:numFmt``); Arabic digits for those unknown here."""
    match style:
        case "decimalZero":
            return f"{number:02}"
        case "upperLetter" | "lowerLetter":
            letters = chr(65 + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""
            return letters if style == "upperLetter" else letters.lower()
        case "upperRoman" | "lowerRoman":
            roman = _roman(number)
            return roman.upper() if style == "upperRoman" else roman
        case "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital":
            return "".join(_DIGITS[int(digit)] for digit in str(max(number, 0)))
        case (
            "chineseCounting" | "chineseCountingThousand" | "taiwaneseCounting"
            | "taiwaneseCountingThousand" | "japaneseCounting"
        ):  # fmt: skip
            return _counted(number, _DIGITS.replace("〇", "零"), "十百千", short=True)
        case "chineseLegalSimplified" | "ideographLegalTraditional":
            return _counted(number, _LEGAL, "拾佰仟", short=False)
        case "ideographTraditional" if 1 <= number <= len(_STEMS):
            return _STEMS[number - 1]
        case "ideographZodiac" if 1 <= number <= len(_BRANCHES):
            return _BRANCHES[number - 1]
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if 1 <= number <= 20:
            return chr(0x2460 + number - 1)
        case "decimalEnclosedParen" if 1 <= number <= 20:
            return chr(0x2474 + number - 1)
        case "decimalEnclosedFullstop" if 1 <= number <= 20:
            return chr(0x2488 + number - 1)
        case "ideographEnclosedCircle" if 1 <= number <= 10:
            return chr(0x3220 + number - 1)
        case "decimalFullWidth" | "decimalFullWidth2":
            return "".join(chr(0xFF10 + int(digit)) for digit in str(max(number, 0)))
        case _:
            return str(number)


def _counted(number: int, digits: str, tens: str, *, short: bool) -> str:
    """``123`` -> 一百二十三; ``short`` leaves out the 一 of 一十."""
    if not 0 < number < 10_000:
        return str(number)
    text, zero = "", False
    for power in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**power % 10
        if digit == 0:
            zero = True
            continue
        text += (digits[0] if zero and text else "") + digits[digit]
        text += tens[power - 1] if power else ""
        zero = False
    return text[1:] if short and text.startswith(digits[1] + tens[0]) else text


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for worth, letters in _ROMAN:
        count, number = divmod(number, worth)
        text += letters * count
    return text


def _levels(abstract: "etree._Element") -> list[tuple[int, _Level]]:
    return [
        (
            integer(attribute(element, "ilvl"), 0),
            _Level(
                integer(value(element, "start"), 1),
                value(element, "numFmt") or "decimal",
                (value(element, "lvlText") or "")[:100],
                child(element, "isLgl") is not None,
            ),
        )
        for element in abstract
        if local_name(element) == "lvl"
    ]


def _list(element: "etree._Element") -> _List:
    restarts = {
        integer(attribute(it, "ilvl"), 0): integer(value(it, "startOverride"), 1)
        for it in element
        if local_name(it) == "lvlOverride" and child(it, "startOverride") is not None
    }
    return _List(value(element, "abstractNumId") or "", restarts)
