"""What kind of page this is: text, a picture of one, a text layer that is not what is printed.

Every rule here sets a page aside, so each asks for more than a single sign: a page of numbers, a
cover before a photograph or a bullet of a private font is text.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Literal

from yusuan.evidence.model import PageKind
from yusuan.evidence.places import Box
from yusuan.printed.characters import CANNOT_SAY
from yusuan.readers.pdf.glyphs import Glyph

FEWEST_GLYPHS = 20  # fewer say nothing about a text layer
_FEW_GLYPHS = 10  # as a scanner's mark or a page number
_PICTURE_SHARE = 0.4  # of the page
_SOME_PICTURE = 0.03
_OUTLINES = 200  # shapes that are no rules: text drawn as curves
_MOST_IMAGES = 1000
_NO_CHARACTER = frozenset(("Cc", "Cn", "Co", "Cs"))
_NO_CHARACTER_SHARE = 0.3
_ODD_SHARE = 0.6
_FEWEST_LETTERS = 8
_SUSPECTED_SHARE = 0.2
_FEWEST_STRAY = 2
_ACCENTED = "".join(
    letter
    for letter in map(chr, range(0xC0, 0x250))
    if letter.isalpha() and letter not in "āáǎàēéěèêīíǐìōóǒòūúǔùüǖǘǚǜńňǹ"  # Pinyin
)
_STRAY = re.compile(f"(?<=[\u4e00-\u9fff])[{_ACCENTED}]|[{_ACCENTED}](?=[\u4e00-\u9fff])")
_CHINESE_SHARE = 0.02
_FIGURE_SHARE = 0.5
_LETTER_SHARE = 0.85
Trust = Literal["full", "little", "none"]
_IN_FIGURES = frozenset("0123456789０１２３４５６７８９.,-%()．，－％（）—–―_…·/*|")


def page_kind(
    glyphs: Sequence[Glyph],
    images: Sequence[Box],
    outlines: int,
    area: float,
    *,
    trust: Trust = "full",
) -> PageKind:
    """``outlines`` counts the shapes that are no rules; ``area`` is the page's, in points².

    ``trust`` in the text layers of the document: ``little`` where most of its pages are garbled,
    fewer signs then do; ``none`` where their mapping fails here and there, unseen: no sign is due.
    """
    inked = [glyph.text for glyph in glyphs if not glyph.is_space]
    distrusted = trust == "none" and any(map(_is_chinese, inked))
    if distrusted or is_mixed(inked) or is_garbled(inked, suspected=trust != "full"):
        return "garbled"
    if len(inked) <= _FEW_GLYPHS:
        pictured = covered_area(images) / (area or 1.0)
        enough = _PICTURE_SHARE if inked else _SOME_PICTURE
        if pictured >= enough or outlines >= _OUTLINES:
            return "picture"
    return "text" if inked else "empty"


def is_garbled(characters: Sequence[str], *, suspected: bool = False) -> bool:
    """Whether these characters cannot be what a Chinese page prints.

    The signs: many that are no characters (no mapping, controls, private use) or rare ones, as a
    shifted mapping gives; or no Chinese and hardly a figure, as the bare codes of a font give
    (a page in English is letters nearly throughout).
    """
    total = len(characters)
    counts = Counter(characters)

    def number(is_such: Callable[[str], bool]) -> int:
        return sum(count for character, count in counts.items() if is_such(character))

    missing = number(_is_no_character)
    letters = number(_is_foreign_letter)
    odd, spoken = missing + number(_is_rare_letter), missing + letters
    if suspected:
        return odd > _SUSPECTED_SHARE * spoken
    if spoken >= _FEWEST_LETTERS and odd > _ODD_SHARE * spoken:
        return True
    if total < FEWEST_GLYPHS:
        return False
    if missing > _NO_CHARACTER_SHARE * total:
        return True
    if letters > _CHINESE_SHARE * total:
        return False
    figures = number(_IN_FIGURES.__contains__)
    latin = number(lambda character: character.isascii() and character.isalpha())
    return figures < _FIGURE_SHARE * total and latin < _LETTER_SHARE * total


def is_mixed(characters: Sequence[str]) -> bool:
    """Whether Latin letters with accents stand among Chinese ones, as a damaged mapping gives.

    ``characters`` are in the order of the text layer. 政府性Ā金: a mapping that fails so for some
    characters fails for others unseen (一般|共预算), so the whole page is not to be trusted.
    """
    return len(_STRAY.findall("".join(characters))) >= _FEWEST_STRAY


def _is_chinese(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _is_no_character(character: str) -> bool:
    return character == CANNOT_SAY or unicodedata.category(character) in _NO_CHARACTER


def _is_foreign_letter(character: str) -> bool:
    """Chinese, or of another script; bullets and brackets come from anywhere."""
    return not character.isascii() and unicodedata.category(character).startswith("L")


def _is_rare_letter(letter: str) -> bool:
    """None of the 7,445 characters of GB 2312, which print nearly all Chinese."""
    if not _is_foreign_letter(letter):
        return False
    try:
        letter.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


def covered_area(boxes: Sequence[Box]) -> float:
    """The area that boxes cover together, in points²."""
    boxes = boxes[:_MOST_IMAGES]
    edges = sorted({edge for box in boxes for edge in (box.y0, box.y1)})
    area = 0.0
    for top, bottom in pairwise(edges):
        reached = float("-inf")
        for left, right in sorted(
            (box.x0, box.x1) for box in boxes if box.y0 <= top and box.y1 >= bottom
        ):
            area += max(0.0, right - max(left, reached)) * (bottom - top)
            reached = max(reached, right)
    return area
