"""Printed figures: exact decimals; blank, 0, a dash and 不涉及 stay apart.

A figure is read whole or not at all: a digit, letter or sign that touches it and is none of the
forms below makes it unreadable. A footnote mark (``3①``, ``40.00²``) is kept apart from the value.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from yusuan.printed.characters import INVISIBLE
from yusuan.printed.markup import without_tags

ValueStatus = Literal["published", "not_applicable", "dash"]

# Units that a disclosure may print, as powers of ten of 元 (CNY).
CURRENCY_UNITS: dict[str, int] = {"元": 0, "千元": 3, "万元": 4, "百万元": 6, "亿元": 8}
PACKAGE_UNIT = "万元"
PACKAGE_UNIT_EXPONENT = CURRENCY_UNITS[PACKAGE_UNIT]
# 万元 with six decimals is exact to 分 in 元 with two; 12 whole digits hold a state budget.
AMOUNT_SCALE = 6
AMOUNT_WHOLE_DIGITS = 12
# More digits than this would be rounded by the default decimal context.
MAXIMUM_DIGITS = 24

# Behind a nought no other digit stands before the point: 06.75 is the end of 706.75, say.
_PLAIN = re.compile(r"(?:[0-9]+|(?:0|[1-9][0-9]*|0{1,4}(?=\.0*$))\.[0-9]+)")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
# Blanks that extraction puts into a figure: beside its point, between groups of three, or
# between all of its characters. Any other blank could part two figures.
_BLANK_AT_POINT = re.compile(r" ?\. ?")
_BLANK_GROUPS = re.compile(r"[0-9]{1,3}(?:,? [0-9]{3})+(?:\.[0-9]+)?")
_ALL_SPACED = re.compile(r"[0-9](?: [0-9.,])+ [0-9]")

_MINUS = "−–—‐‑‒―﹣⁻∆Δ⊿△▲▽▼负-"
_DASHES = frozenset("-—－–―−‐‑‒─━/")
_NOT_APPLICABLE = frozenset({"不涉及", "不适用", "无"})
# Raised, lowered and circled digits, and the signs that refer to a note.
MARKS = (
    "\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089"
    "\u2460-\u2487\u24ea\u24eb-\u24fe\u2776-\u2793\u3251-\u325f\u32b1-\u32bf*※†‡§★☆"
)
_NOTE = "注[0-9一二三四五六七八九十①-⑳]{0,2}"
_MARK = rf"(?:[{MARKS}]|\[(?:[0-9]{{1,2}}|{_NOTE})\]|【(?:[0-9]{{1,2}}|{_NOTE})】|\(?{_NOTE}\)?)+"
# An amount run together with the name before it: 行政运行1028.34.
AMOUNT_BEHIND_NAME = re.compile(
    r"(?<=[\u4e00-\u9fff)）])\s?[0-9]{1,3}(?:[0-9]{0,9}|(?:,[0-9]{3}){1,4})\.[0-9]{2}\s*$"
)
_COUNTED = (
    "平方米|平方公里|立方米|公里|㎡|m²|m2|辆|台|套|个|人次|人|次|件|项|户|家|名|批|亩|吨|栋|处|%|‰"
)
_MONEY = (" ?".join(unit) for unit in sorted(CURRENCY_UNITS, key=len, reverse=True))
# 50.00万: in a column of money its 元 is understood, in one of quantities it fits none.
_SHORT_UNITS = {"万": "万元", "亿": "亿元"}
_UNITS = "|".join((*_MONEY, _COUNTED, *_SHORT_UNITS))
_NUMBER = r"[0-9][0-9., ]*"
_FIGURE = re.compile(
    rf"(?:[¥￥] ?(?=[+{_MINUS}]))?(?P<sign>[+{_MINUS}]? ?)[¥￥]? ?(?P<number>{_NUMBER})(?P<mark>{_MARK})?"
    rf" ?(?P<unit>{_UNITS}|\( ?(?:{_UNITS}) ?\))? ?(?P<mark_behind>{_MARK})?"
)
_BRACKETED = re.compile(
    rf"\( ?(?P<number>{_NUMBER})(?P<unit_inside>{_UNITS})? ?\)(?P<mark>{_MARK})?(?P<unit>{_UNITS})?"
)
# Bold or italic as texts write it; the apostrophe that keeps a number a text in a workbook.
_SET_OFF = re.compile(r"(\*{1,3}|__)(?P<bold>[^*_]+)\1|'(?P<text>[^']+)")
_LONGEST_FIGURE = 200
_WITH_DECIMALS = re.compile(r"[-+−(]?[¥￥]?[0-9][0-9,]*\.[0-9]+\)?")
# Full-width forms of ASCII; no other character becomes a digit (٣, 𝟑, ③ and ³ are none).
_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
# Overrides turn the order in which digits are shown: what a person reads is not what stands here.
_OVERRIDES = (0x202D, 0x202E)
NARROWED = {**_FULL_WIDTH, **{c: None for c in INVISIBLE if c not in _OVERRIDES}}


class NotAnAmountError(ValueError):
    """The text is neither a figure nor one of the declared marks for «no figure»."""


class PrintedFigure(NamedTuple):
    """A cell in a column of figures. ``unit`` and ``mark`` (of a note) where it prints them.

    ``value`` is in the unit printed: the cell's own, else the table's.
    """

    value: Decimal | None
    status: ValueStatus
    unit: str | None = None
    mark: str = ""


def narrow(text: str) -> str:
    """``text`` with full-width ASCII narrowed, no invisible characters or tags, blanks as spaces.

    Runs of blanks become one; nothing else changes, so no other script's digit becomes ours.
    """
    return " ".join(without_tags(text).translate(NARROWED).split())


# What is measured, and things that are counted; 个, 项 and 户 may stand for anything.
_KINDS = (
    frozenset({"平方米", "平方公里", "㎡", "m²", "m2", "亩"}),
    frozenset({"立方米"}),
    frozenset({"公里"}),
    frozenset({"吨"}),
    frozenset({"人次", "人", "名"}),
    frozenset({"辆", "台", "套", "件", "栋"}),
    frozenset({"%", "‰"}),
)


def of_another_kind(unit: str, counted: str) -> bool:
    """Whether a figure's own unit is none of what its row counts in: 3㎡ of 车辆（辆）.

    A row may count in several (台、套); of a unit that is not known nothing is said.
    """
    own = next((kind for kind in _KINDS if unit in kind), None)
    pieces = [piece for piece in _PIECES.split(narrow(counted)) if piece]
    kinds = [next((kind for kind in _KINDS if piece in kind), None) for piece in pieces]
    return own is not None and bool(kinds) and all(kinds) and own not in kinds


_PIECES = re.compile(r"[、,，/()（） ]")


def is_dash(text: str) -> bool:
    """Whether a text is nothing but dashes."""
    return bool(text.strip()) and set(narrow(text)) <= _DASHES | {" "}


def read_figure(text: str) -> PrintedFigure:
    """What a cell that is not blank and stands in a column of figures says.

    Understood beside a plain number: grouped by commas or blanks; a blank at the point
    (``1263. 84``) or between all characters; negative as ``-``, ``−``, ``–``, ``—``, ``△``,
    ``▲``, ``▽``, ``▼`` or in brackets; ¥ before it or its sign; a unit; a mark that refers to a note. 无, 不涉及 and
    不适用 are not_applicable, dashes are dash. Raises NotAnAmountError for anything else.
    """
    printed = narrow(text)
    if set_off := _SET_OFF.fullmatch(printed):
        printed = (set_off["bold"] or set_off["text"]).strip()
    if printed.replace(" ", "") in _NOT_APPLICABLE:
        return PrintedFigure(None, "not_applicable")
    if is_dash(printed):
        return PrintedFigure(None, "dash")
    if len(printed) > _LONGEST_FIGURE:
        raise NotAnAmountError(text)
    if match := _FIGURE.fullmatch(printed):
        value = whole_number(match["number"])
        negative, unit = match["sign"].strip() not in ("", "+"), match["unit"]
        mark = (match["mark"] or "") + (match["mark_behind"] or "")
    elif match := _BRACKETED.fullmatch(printed):
        value = whole_number(match["number"])
        negative, unit = True, match["unit_inside"] or match["unit"]
        mark = match["mark"] or ""
    else:
        raise NotAnAmountError(text)
    if value is None:
        raise NotAnAmountError(text)
    unit = unit.strip("( )").replace(" ", "") if unit else None
    unit = _SHORT_UNITS.get(unit, unit) if unit else None
    return PrintedFigure(_negative(value) if negative else value, "published", unit, mark)


def parse_figure(text: str) -> tuple[Decimal | None, ValueStatus]:
    """Value and status of a cell without a unit of its own; see ``read_figure`` for errors."""
    figure = read_figure(text)
    if figure.unit is not None:
        raise NotAnAmountError(text)
    return figure.value, figure.status


def has_decimals(text: str) -> bool:
    """Whether a cell is one number with decimals, as tables print amounts (1,263.84, -0.5, (12.00)).

    Codes, years, counts and the numbers of pages have none: what looks for tables goes by it.
    """
    return (
        "." in text
        and len(text) <= _LONGEST_FIGURE
        and _WITH_DECIMALS.fullmatch(narrow(text).replace(" ", "")) is not None
    )


@lru_cache(maxsize=1 << 13)
def printed_decimals(text: str) -> int:
    """How many decimals a printed figure has: ``1,263.84①`` 2, ``123元1角`` 1, ``8`` 0."""
    if "分" in text or "角" in text:
        return 2 if "分" in text else 1
    _, point, behind = narrow(text).replace(" ", "").partition(".")
    decimals = re.match(r"[0-9]*", behind)
    return len(decimals[0]) if point and decimals else 0


def whole_number(printed: str) -> Decimal | None:
    """Value of a narrowed number without a sign; None where it is no one number for certain.

    Blanks are allowed beside the point, between groups of three and between all characters.
    """
    number = printed.strip()
    if " " in number:
        if _ALL_SPACED.fullmatch(number) and (len(number) > 3 or "." in number):
            number = number.replace(" ", "")
        else:
            number = _BLANK_AT_POINT.sub(".", number)
            if _BLANK_GROUPS.fullmatch(number):
                number = number.replace(" ", "").replace(",", "")
    if _PLAIN.fullmatch(number):
        return Decimal(number)
    if _GROUPED.fullmatch(number):
        return Decimal(number.replace(",", ""))
    return None


def _negative(value: Decimal) -> Decimal:
    """``value`` with the other sign, all its digits kept (the context would round); 0 has none."""
    return value.copy_negate() if value else value


def fits_package(value: Decimal) -> bool:
    """Whether ``value`` in 万元 is held exactly by the package's amount type."""
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    fits = -exponent <= AMOUNT_SCALE and value.adjusted() < AMOUNT_WHOLE_DIGITS
    return fits and len(value.as_tuple().digits) <= MAXIMUM_DIGITS


def shifted(value: Decimal, exponent: int) -> Decimal:
    """``value`` times a power of ten, exact, in plain notation (never ``5E+3``)."""
    if exponent == 0:
        return value
    moved = value.scaleb(exponent)
    digits_exponent = moved.as_tuple().exponent
    assert isinstance(digits_exponent, int)
    return moved.quantize(Decimal(1)) if digits_exponent > 0 else moved


def to_package_unit(value: Decimal, unit: str) -> Decimal:
    """``value`` printed in ``unit`` as 万元; the printed decimals stay where they are.

    But for zeros beyond those that the package holds: 12.500000000万元 is no more than 12.500000.
    """
    return _without_zeros(
        shifted(value, CURRENCY_UNITS[unit] - PACKAGE_UNIT_EXPONENT), AMOUNT_SCALE
    )


def to_yuan(value: Decimal, unit: str) -> Decimal:
    """``value`` printed in ``unit`` as 元."""
    decimals = AMOUNT_SCALE - PACKAGE_UNIT_EXPONENT
    return _without_zeros(shifted(value, CURRENCY_UNITS[unit]), decimals)


def _without_zeros(value: Decimal, decimals: int) -> Decimal:
    """``value`` without zeros behind its first ``decimals`` decimals; any other digit stays."""
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    beyond = -exponent - decimals
    if beyond <= 0 or any(digits[-beyond:]):
        return value
    return Decimal((sign, digits[:-beyond] or (0,), exponent + beyond))
