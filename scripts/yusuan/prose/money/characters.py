"""Which characters belong to a number, may stand beside one, or make something else of it."""

import re
import unicodedata

from yusuan.printed.numbers import MARKS
from yusuan.printed.numerals import NUMERALS

SCALES = "十百千万亿拾佰仟萬億"
ODD = "余多"
DIGITS = frozenset("0123456789")
NUMBER_CHARACTERS = frozenset("0123456789., ")
MARK = re.compile(f"[{MARKS}]")
RAISED = re.compile("[\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089]")
RANGE_SIGNS = frozenset("-−–—~～〜∼‐‑－至到")
MINUS = frozenset("-−–‐‑")
# Signs that make something else of a number that they touch.
TOUCHING = frozenset("%‰$€£#@_^\\|/*×÷±°‧٫٬+&")
POINTS = frozenset("。．·、，:：;；'’")
JOINS = frozenset(".,，")
VAGUE = frozenset("几数若第")
PLACEHOLDER = frozenset("XxＸｘ×*＊_＿○□■▲△")
CLOSERS = frozenset(")%‰°”’]】》>'")
ENDING = CLOSERS | frozenset(f"0123456789.,{NUMERALS}{ODD}{SCALES}") | PLACEHOLDER
# Between a digit and a number these part the two; any other sign cuts one number in two.
PARTING = frozenset("([【〔《<〈“‘=≈≤≥＜＞⩽⩾≦≧>")
# Punctuation that ends what was said before it: no number stands before the unit.
NO_NUMBER = frozenset("，。；：、:;(?")
_PAIRS = {")": "(", "]": "[", "】": "【", "〕": "〔", "》": "《", "〉": "〈", "”": "“", "’": "‘"}


def touches(character: str) -> bool:
    """Whether a number beside this character may be the rest of a longer word or number."""
    if not character:
        return False
    if character in TOUCHING or RAISED.match(character):
        return True
    if MARK.match(character):
        return False  # ①100万元: the number of an item
    category = unicodedata.category(character)
    if category[0] == "N":
        return True
    if category[0] == "C" or category[0] == "M":
        return True
    ideograph = "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff"
    if ideograph or character in "\u3005\u3007":
        return character in "〇零壹贰叁肆伍陆柒捌玖拾佰仟"
    return category[0] == "L"


def is_circled(character: str) -> bool:
    """``①`` and the like, which number an item or a note."""
    return bool(MARK.match(character)) and unicodedata.category(character) == "No"


def cuts(text: str, at: int) -> bool:
    """Whether the sign at ``at`` stands within one number: ``1336˙23``, not ``(3)23``, ``3(23``."""
    sign, before = text[at], text[at - 1] if at else ""
    if not before.isdigit() or sign.isalpha() or sign.isdecimal() or sign in PARTING or sign == " ":
        return False
    if sign not in _PAIRS:
        return True
    begin = at
    while begin and text[begin - 1].isdigit():
        begin -= 1
    return text[begin - 1 : begin] != _PAIRS[sign]


def may_end_a_number(text: str, end: int, floor: int) -> bool:
    while end > floor and text[end - 1] == " ":
        end -= 1
    before = text[end - 1] if end > floor else ""
    if end - 1 > floor and before not in NO_NUMBER and cuts(text, end - 1):
        return True
    return before in ENDING or (before.isalnum() and not "\u3400" <= before <= "\u9fff")
