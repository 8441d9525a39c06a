"""Amounts of money in a text: each read whole, or named as unreadable; never the tail of one.

One pass finds the units; from each, what stands before it is taken from right to left until
something that cannot belong to a number. Linear in the length of the text.
"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from yusuan.characters import INVISIBLE
from yusuan.numbers import (
    CURRENCY_UNITS,
    MARKS,
    MAXIMUM_DIGITS,
    NARROWED,
    fits_package,
    shifted,
    to_package_unit,
    whole_number,
)
from yusuan.numerals import CAPITALS, NUMERALS, chinese_integer

Unread = Literal["unreadable", "rate", "foreign", "no_unit"]


class Money(NamedTuple):
    """An amount: ``value`` in ``unit`` (of CURRENCY_UNITS), ``number`` as printed.

    ``start`` and ``end`` bound it with its unit in the text; ``approximate`` for 余, 多, 约, 近.
    """

    start: int
    end: int
    value: Decimal
    number: str
    unit: str
    approximate: bool = False


class UnreadMoney(NamedTuple):
    """What looks like an amount and is none for certain, and why.

    ``rate`` is a price (500元／人), ``foreign`` another currency, ``no_unit`` a bare 万 or 亿 that
    may count something else.
    """

    start: int
    end: int
    text: str
    reason: Unread


# 元 that is no money: 元旦, 元素 …; 元 after 单, 公, 多 has no number before it and needs no rule.
_FOREIGN = "美元|欧元|港元|日元|澳元|加元|韩元|新元|英镑|日圆|港币|美金|法郎|卢布|澳门元"
_UNITS = re.compile(
    rf"(?P<foreign>{_FOREIGN})|(?P<yuan>元(?!旦|月|宵|素|器件|年|件|化|首|老)|圆(?=整|正)|圓)"
    r"|(?P<bare>[万亿](?! {0,3}[元圆])(?=$|[，。；：、)）】》!?！？\s,;:]))"
)
_SCALES = "十百千万亿拾佰仟萬億"
_ODD = "余多"
_SCALE = re.compile(r"(?P<odd>[余多]?)(?P<scale>[百千]?(?:万亿|[万亿])?)(?P<odd_behind>[余多]?)")
_DIGITS = frozenset("0123456789")
_NUMBER_CHARACTERS = frozenset("0123456789., ")
_MARK = re.compile(f"[{MARKS}]")
_RAISED = re.compile("[\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089]")
_RANGE_SIGNS = frozenset("-−–—~～〜∼‐‑－至到")
_MINUS = frozenset("-−–‐‑")
# Signs that make something else of a number that they touch.
_TOUCHING = frozenset("%‰$#@_^\\|/*×÷±°‧٫٬+&")
_POINTS = frozenset("。．·、，:：;；'’")
_WIDE_GROUPS = re.compile(r"[0-9]{1,3}(?:，[0-9]{3})+(?:\.[0-9]+)?")
_CENTS = re.compile(r" ?([0-9]{1,2}) ?角(?: ?([0-9]{1,2}) ?分)?| ?([0-9]{1,2}) ?分(?![之钟])")
_CAPITAL_CENTS = re.compile(
    r"(?:零?([壹贰叁肆伍陆柒捌玖])角)?(?:零?([壹贰叁肆伍陆柒捌玖])分)?[整正]?"
)
_RATE = re.compile(r" ?(?:[/／∕⁄]|每(?=[人天日月年次户亩吨台辆件套个平]))")
_ROUGH = re.compile(r"(?:约|近|大约|接近|超|超过|逾|不足|近似|≈|~|～) ?$")
_ROUGH_BEHIND = re.compile(r" ?(?:左右|上下|以上|以下|以内)")
_PLACEHOLDER = frozenset("XxＸｘ×*＊_＿○□■▲△")
_MONEY_WORDS = re.compile(
    r"收入|支出|预算|决算|经费|资金|费用?|拨款|投资|补助|补贴|金额|采购|资产|结转|结余|工资|奖金"
)
_COUNT_WORDS = re.compile(r"人口|人数|人次|人员|户|面积|产量|数量|亩|公里|株|头|件|册|用户|条|平方")
_JOINS = frozenset(".,，")
_VAGUE = frozenset("几数若第")
_WINDOW = 60
_CLOSERS = frozenset(")%‰°”’]】》>'")
_ENDING = _CLOSERS | frozenset(f"0123456789.,{NUMERALS}{_ODD}{_SCALES}") | _PLACEHOLDER
_MYRIAD = {"": 0, "百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "百亿": 10, "千亿": 11}
_MYRIAD["万亿"] = 12
_DIGIT_OF = {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")}


class _Low(NamedTuple):
    """The low end of a range; ``scale`` empty where it is that of the high end."""

    value: Decimal
    start: int
    number: str
    scale: str


class _Folded(NamedTuple):
    """A text with full-width ASCII narrowed (but ，) and blanks as spaces, and whence it came."""

    text: str
    origin: list[int] | None  # None: character by character

    def at(self, position: int) -> int:
        if self.origin is None:
            return position
        return self.origin[position] if position < len(self.origin) else self.origin[-1] + 1


_KEPT = {
    **{code: char for code, char in NARROWED.items() if char},
    ord("，"): "，",
    ord("萬"): "万",
    ord("億"): "亿",
}
_BOLD = re.compile(r"\*\*")
_DROPPED = frozenset(chr(code) for code in INVISIBLE if NARROWED.get(code, "") is None)


def _fold(text: str) -> _Folded:
    origin: list[int] | None = None
    bold = {at for found in _BOLD.finditer(text) for at in range(*found.span())}
    if bold or not _DROPPED.isdisjoint(text):
        origin = [i for i, c in enumerate(text) if c not in _DROPPED and i not in bold]
        text = "".join(text[i] for i in origin)
    text = text.translate(_KEPT)
    return _Folded(re.sub(r"\s", " ", text), origin)


def find_money(text: str) -> Iterator[Money | UnreadMoney]:
    """Every amount of money in ``text``, in order, read or named as unreadable."""
    folded = _fold(text)
    after = 0
    for unit in _UNITS.finditer(folded.text):
        if unit.start() < after or not _may_end_a_number(folded.text, unit.start(), after):
            continue
        for found in _Reading(folded, text, unit, after).read():
            after = max(after, found.end)
            yield found._replace(start=folded.at(found.start), end=folded.at(found.end - 1) + 1)


def _may_end_a_number(text: str, end: int, floor: int) -> bool:
    while end > floor and text[end - 1] == " ":
        end -= 1
    before = text[end - 1] if end > floor else ""
    return before in _ENDING or (before.isalnum() and not "\u3400" <= before <= "\u9fff")


class _Reading:
    """One unit and what stands before it; nothing before ``floor`` belongs to it."""

    def __init__(self, folded: _Folded, text: str, unit: re.Match[str], floor: int) -> None:
        self._folded, self._source = folded, text
        self._text = folded.text
        self._unit, self._floor = unit, floor

    def read(self) -> Iterator[Money | UnreadMoney]:
        text, end = self._text, self._unit.end()
        bare = self._unit["bare"] is not None
        scale_end = end if bare else self._unit.start()
        scale_start = self._back(scale_end, frozenset(_SCALES + _ODD + " "))
        if (
            scale_start > self._floor
            and text[scale_start - 1] == "("
            and text[end : end + 1] == ")"
        ):
            yield from self._with_unit_in_brackets(scale_start, scale_end, end)
            return
        marks_start = scale_start
        while marks_start > self._floor and _MARK.match(text[marks_start - 1]):
            marks_start -= 1
        number_end = self._back(marks_start, frozenset(" "))
        start = self._back(number_end, _NUMBER_CHARACTERS)
        number = text[start:number_end]
        if not number.strip(" ,."):
            yield from self._in_words(scale_end, end)
            return
        start += len(number) - len(number.lstrip(" "))
        number = number.strip(" ")
        scale = text[scale_start:scale_end].replace(" ", "")
        if number.startswith(",") and not self._digit_before(start):
            start, number = start + 1, number[1:].lstrip(" ")
            start = number_end - len(number)
        yield from self._judged(start, number, scale, end)

    def _with_unit_in_brackets(
        self, scale_start: int, scale_end: int, end: int
    ) -> Iterator[Money | UnreadMoney]:
        """``1336.23（万元）``."""
        number_end = self._back(scale_start - 1, frozenset(" "))
        start = self._back(number_end, _NUMBER_CHARACTERS)
        number = self._text[start:number_end].strip(" ")
        if number:
            scale = self._text[scale_start:scale_end].replace(" ", "")
            yield from self._judged(number_end - len(number), number, scale, end)

    def _back(self, position: int, characters: frozenset[str]) -> int:
        while position > self._floor and self._text[position - 1] in characters:
            position -= 1
        return position

    def _digit_before(self, position: int) -> bool:
        return position > self._floor and self._text[position - 1].isdigit()

    # Digits

    def _judged(
        self, start: int, number: str, scale: str, end: int
    ) -> Iterator[Money | UnreadMoney]:
        wide = self._wide_groups(start, number)
        if wide is not None:
            start, number = wide
        value, form = self._value(number), _SCALE.fullmatch(scale)
        compound = self._compound(start) if value is not None and form is not None else None
        if value is None or form is None or compound is None:
            yield self._unread(start, end)
            return
        first, parts = compound
        if self._unit["foreign"]:
            yield self._unread(first, end, "foreign")
            return
        amount = _total([*parts, (value, form["scale"])])
        negative, low, clean = self._before(first)
        lower = None if low is None else _total([(low.value, low.scale or form["scale"])])
        if amount is None or not clean or not _ascending(lower, amount):
            yield self._unread(first, end)
            return
        value, unit = amount
        if self._unit["bare"] and not self._is_money(first):
            if not _COUNT_WORDS.search(self._text, max(self._floor, first - _WINDOW), first):
                yield self._unread(first, end, "no_unit")
            return
        if _RATE.match(self._text, end):
            yield self._unread(first, end, "rate")
            return
        value, unit, end = self._with_cents(value, unit, end)
        rough = bool(form["odd"] or form["odd_behind"])
        rough = rough or (low is None and self._rough(first, end))
        if low is not None and lower is not None:
            yield self._money(low.start, first, lower, low.number, rough)
        value = value.copy_negate() if negative else value
        begin = first - 1 if negative else first
        shown = self._printed(begin, end, unit, form)
        yield self._money(begin, end, (value, unit), shown, rough)

    def _value(self, number: str) -> Decimal | None:
        value = whole_number(number.replace("，", ",") if "，" in number else number)
        if value is None or len(value.as_tuple().digits) > MAXIMUM_DIGITS:
            return None
        return value

    def _wide_groups(self, start: int, number: str) -> tuple[int, str] | None:
        """(start, number) where full-width commas group the digits: ``1，336.23``."""
        begin = start
        while begin > self._floor and self._text[begin - 1] in "0123456789，":
            begin -= 1
        whole = self._text[begin:start] + number
        if begin == start or not _WIDE_GROUPS.fullmatch(whole):
            return None
        return begin, whole

    def _compound(self, start: int) -> tuple[int, list[tuple[Decimal, str]]] | None:
        """What stands before in 1亿2000万元, 3万5千元: (where it begins, its parts); None if odd."""
        parts: list[tuple[Decimal, str]] = []
        while True:
            scale_start = self._back(start, frozenset("百千万亿"))
            if scale_start == start or not self._digit_before(scale_start):
                return start, parts
            begin = self._back(scale_start, _NUMBER_CHARACTERS)
            begin += len(self._text[begin:scale_start]) - len(
                self._text[begin:scale_start].lstrip(" ,")
            )
            value = self._value(self._text[begin:scale_start])
            scale = self._text[scale_start:start]
            if value is None or scale not in _MYRIAD or value != value.to_integral_value():
                return None
            parts.insert(0, (value, scale))
            start = begin

    def _before(self, start: int) -> tuple[bool, _Low | None, bool]:
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
        if before in _RANGE_SIGNS:
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
            clean = not _touches(behind) and behind not in _RANGE_SIGNS | {")"} | set(_SCALES)
            return before in _MINUS, None, clean
        if blank:
            return False, None, not self._single_letter(at)
        if before == "+":
            return False, None, not (at > self._floor and _touches(text[at - 1]))
        if before == "第" and " " in text[start : self._unit.start()].rstrip():
            return False, None, False  # 第3 100万元
        if before in _POINTS and at > self._floor and text[at - 1] in _DIGITS:
            return False, None, before in "、" and self._numbers_an_item(at)
        if text[max(0, at - 2) : at + 1] in ("RMB", "CNY"):
            return False, None, True
        return False, None, not _touches(before)

    def _numbers_an_item(self, at: int) -> bool:
        """Whether the digits before ``at`` are the number of a list's item, as in ``1、200万元``."""
        begin = at
        while begin > 0 and self._text[begin - 1] in _DIGITS:
            begin -= 1
        return at - begin <= 2 and (begin == 0 or self._text[begin - 1] in " 。；")

    def _single_letter(self, at: int) -> bool:
        """Whether one letter alone stands before a blank: what is left of a misread digit."""
        character = self._text[at]
        if unicodedata.category(character) in ("Nd", "No", "Co", "Cc", "Cf"):
            return _MARK.match(character) is None
        latin = character.isascii() and character.isalpha()
        return latin and not (
            at > 0 and self._text[at - 1].isascii() and self._text[at - 1].isalpha()
        )

    def _low_end(self, sign: int) -> "_Low | None":
        """The number before a range's sign, if it is one and nothing touches it."""
        end = self._back(sign, frozenset(" "))
        scale_start = self._back(end, frozenset("百千万亿"))
        scale = self._text[scale_start:end]
        begin = self._back(scale_start, _NUMBER_CHARACTERS)
        number = self._text[begin:scale_start]
        begin += len(number) - len(number.lstrip(" ,"))
        number = number.strip(" ,")
        value = self._value(number) if number else None
        before = self._text[begin - 1] if begin > 0 else ""
        if value is None or scale not in _MYRIAD or _touches(before):
            return None
        if before in _RANGE_SIGNS or before in _JOINS:
            return None
        return _Low(value, begin, number, scale)

    def _is_money(self, start: int) -> bool:
        """Whether a bare 万 or 亿 is one of 元, by the words of its clause or sentence."""
        window = max(0, start - _WINDOW)
        begin = max(self._text.rfind(mark, window, start) for mark in "，。；(")
        clause = self._text[max(begin + 1, window) : start]
        if _COUNT_WORDS.search(clause):
            return False
        begin = max(self._text.rfind("。", window, start) + 1, window)
        return bool(_MONEY_WORDS.search(self._text, begin, start))

    def _with_cents(self, value: Decimal, unit: str, end: int) -> tuple[Decimal, str, int]:
        found = _CENTS.match(self._text, end) if unit == "元" else None
        exponent = value.as_tuple().exponent
        if found is None or exponent != 0:
            return value, unit, end
        tenths = found[1] or "0"
        hundredths = found[2] or found[3]
        cents = f"{tenths}{hundredths}" if hundredths else tenths
        if len(tenths) > 1 or len(hundredths or "") > 1:
            return value, unit, end
        return Decimal(f"{value}.{cents}"), unit, found.end()

    def _rough(self, start: int, end: int) -> bool:
        before = self._text[max(0, start - 4) : start]
        return bool(_ROUGH.search(before) or _ROUGH_BEHIND.match(self._text, end))

    def _printed(self, start: int, end: int, unit: str, form: re.Match[str]) -> str:
        """The number as printed: without its unit, but with 余 and the scales that are no unit."""
        if end != self._unit.end():  # 123元1角1分
            return self._original(start, end)
        behind = end if self._unit["bare"] else self._unit.start()
        shown = self._original(start, behind).strip().rstrip("（( *")
        if form["odd_behind"]:
            return shown
        for character in reversed(unit.removesuffix("元")):
            if shown.translate(_KEPT).endswith(character):
                shown = shown[:-1].rstrip("（( *")
        return shown

    # Words

    def _in_words(self, scale_end: int, end: int) -> Iterator[Money | UnreadMoney]:
        """Chinese numerals, placeholders and letters in the place of a number."""
        text = self._text
        stop = self._back(scale_end, frozenset(" "))
        start = self._back(stop, frozenset(NUMERALS + _ODD))
        numeral = text[start:stop]
        while numeral and numeral[0] in _ODD:  # 其余, 多
            start, numeral = start + 1, numeral[1:]
        if all(c in _SCALES for c in numeral) and self._closed_number(start):
            yield self._unread(
                text.rfind("(", self._floor, start) if text[start - 1] == ")" else start - 1, end
            )
            return
        if not numeral:
            before = text[stop - 1] if stop > self._floor else ""
            if before in _PLACEHOLDER or (before.isascii() and before.isalpha()):
                yield self._unread(self._touching_start(stop), end)
            return
        if self._unit["bare"] or (len(numeral) == 1 and not self._closes(end)):
            return
        if not any(c in _SCALES + CAPITALS for c in numeral) and not self._closes(end):
            return
        if all(c in _SCALES for c in numeral) and numeral[0] not in "十拾":
            before = text[start - 1] if start > self._floor else ""
            if before in _VAGUE | _PLACEHOLDER or _touches(before):
                yield self._unread(start - 1, end)
            return  # 单位：万元
        value = chinese_integer(re.sub(r"[余多](?=[万亿]|$)", "", numeral))
        before = text[start - 1] if start > self._floor else ""
        if self._unit["foreign"]:
            yield self._unread(start, end, "foreign")
        elif _RATE.match(text, end):
            yield self._unread(start, end, "rate")
        elif value is None or before in _VAGUE or _touches(before):
            yield self._unread(start, end)
        else:
            yield from self._worded(start, end, numeral, value)

    def _closed_number(self, position: int) -> bool:
        """Whether a number in brackets or before another sign stands where a figure is due."""
        if position - 1 <= self._floor or self._text[position - 1] not in _CLOSERS:
            return False
        return self._text[position - 2] in _DIGITS

    def _worded(
        self, start: int, end: int, numeral: str, value: int
    ) -> Iterator[Money | UnreadMoney]:
        amount, shown_end = Decimal(value), self._unit.start()
        cents = _CAPITAL_CENTS.match(self._text, end)
        if cents is not None and (cents[1] or cents[2]):
            amount = Decimal(f"{value}.{_DIGIT_OF[cents[1]] if cents[1] else 0}")
            if cents[2]:
                amount = Decimal(f"{amount}{_DIGIT_OF[cents[2]]}")
        if cents is not None and cents.end() > end:
            end = shown_end = cents.end()
        unit = "元"
        if numeral[-1] == "万" and amount == value:
            unit, amount, shown_end = "万元", Decimal(value // 10**4), shown_end - 1
        rough = any(c in numeral for c in _ODD) or self._rough(start, end)
        number = self._original(start, shown_end).strip()
        yield self._money(start, end, (amount, unit), number, rough)

    def _closes(self, end: int) -> bool:
        """Whether a word ends at ``end``: 五元，but not 二元结构."""
        following = self._text[end : end + 1]
        return not following or following in "整正以左的" or not "一" <= following <= "鿿"

    # Results

    def _touching_start(self, position: int) -> int:
        """Where what is written together with the character before ``position`` begins."""
        while position > self._floor and (
            _touches(self._text[position - 1])
            or self._text[position - 1] in _PLACEHOLDER
            or self._text[position - 1] in "., -−–百千万亿"
            or (self._text[position - 1] in _POINTS and self._digit_before(position - 1))
        ):
            position -= 1
        return position

    def _unread(self, start: int, end: int, reason: Unread = "unreadable") -> UnreadMoney:
        begin = self._touching_start(start)
        begin += len(self._text[begin:end]) - len(self._text[begin:end].lstrip(" ,"))
        return UnreadMoney(begin, end, self._original(begin, end), reason)

    def _money(
        self, start: int, end: int, amount: tuple[Decimal, str], number: str, rough: bool
    ) -> Money | UnreadMoney:
        value, unit = amount
        if not fits_package(to_package_unit(value, unit)):
            return self._unread(start, end)
        return Money(start, end, value, number, unit, rough)

    def _original(self, start: int, end: int) -> str:
        return self._source[self._folded.at(start) : self._folded.at(end - 1) + 1]


def _touches(character: str) -> bool:
    """Whether a number beside this character may be the rest of a longer word or number."""
    if not character:
        return False
    if character in _TOUCHING or _RAISED.match(character):
        return True
    if _MARK.match(character):
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


def _ascending(low: tuple[Decimal, str] | None, high: tuple[Decimal, str]) -> bool:
    return low is None or to_package_unit(*low) <= to_package_unit(*high)


def _total(parts: list[tuple[Decimal, str]]) -> tuple[Decimal, str] | None:
    """(value, unit) of the parts of a number, scales descending; None if they do not descend."""
    *higher, (value, scale) = parts
    exponent, total = _MYRIAD[scale], value
    unit = f"{scale}元"
    if unit not in CURRENCY_UNITS:
        base = next(e for e in (8, 4, 0) if exponent >= e)
        unit = {8: "亿元", 4: "万元", 0: "元"}[base]
        total = shifted(value, exponent - base)
    base = CURRENCY_UNITS[unit]
    last = exponent
    room = value
    for upper, upper_scale in reversed(higher):
        step = _MYRIAD[upper_scale] - last
        if step <= 0 or room >= Decimal(10) ** step:
            return None
        total += shifted(upper, _MYRIAD[upper_scale] - base)
        last, room = _MYRIAD[upper_scale], upper
    return total, unit
