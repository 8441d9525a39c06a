"""Which characters belong to a number, may stand beside one, or make something else of it."""

import re
import unicodedata

from yusuan.numbers import MARKS
from yusuan.numerals import NUMERALS

SCALES = "十百千万亿拾佰仟萬億"
ODD = "余多"
DIGITS = frozenset("0123456789")
NUMBER_CHARACTERS = frozenset("0123456789., ")
MARK = re.compile(f"[{MARKS}]")
RAISED = re.compile("[\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089]")
RANGE_SIGNS = frozenset("-−–—~～〜∼‐‑－至到")
MINUS = frozenset("-−–‐‑")
# Signs that make something else of a number that they touch.
TOUCHING = frozenset("%‰$#@_^\\|/*×÷±°‧٫٬+&")
POINTS = frozenset("。．·、，:：;；'’")
JOINS = frozenset(".,，")
VAGUE = frozenset("几数若第")
PLACEHOLDER = frozenset("XxＸｘ×*＊_＿○□■▲△")
CLOSERS = frozenset(")%‰°”’]】》>'")
ENDING = CLOSERS | frozenset(f"0123456789.,{NUMERALS}{ODD}{SCALES}") | PLACEHOLDER


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


def may_end_a_number(text: str, end: int, floor: int) -> bool:
    while end > floor and text[end - 1] == " ":
        end -= 1
    before = text[end - 1] if end > floor else ""
    return before in ENDING or (before.isalnum() and not "\u3400" <= before <= "\u9fff")
