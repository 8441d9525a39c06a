"""The number that stands before a unit of money, taken from right to left."""

import re
from collections.abc import Iterator
from decimal import Decimal

from yusuan.printed.numbers import fits_package, to_package_unit
from yusuan.printed.numerals import CAPITALS, NUMERALS, chinese_integer
from yusuan.prose.money.characters import (
    JOINS,
    MARK,
    NO_NUMBER,
    NUMBER_CHARACTERS,
    ODD,
    PLACEHOLDER,
    POINTS,
    SCALES,
    VAGUE,
    cuts,
    is_circled,
    touches,
)
from yusuan.prose.money.folding import KEPT
from yusuan.prose.money.model import Money, Unread, UnreadMoney
from yusuan.prose.money.scales import EXPONENTS, SCALE, ascending, total
from yusuan.prose.money.surroundings import Surroundings

WIDE_GROUPS = re.compile(r"[0-9]{1,3}(?:，[0-9]{3})+(?:\.[0-9]+)?")
CENTS = re.compile(r" ?([0-9]{1,2}) ?角(?: ?([0-9]{1,2}) ?分)?| ?([0-9]{1,2}) ?分(?![之钟])")
CAPITAL_CENTS = re.compile(
    r"(?:零?([壹贰叁肆伍陆柒捌玖])角)?(?:零?([壹贰叁肆伍陆柒捌玖])分)?[整正]?"
)
RATE = re.compile(r" ?(?:[/／∕⁄]|每(?=[人天日月年次户亩吨台辆件套个平]))")
# 节约, 预约, 合约 … are words of their own.
ROUGH = re.compile(
    r"(?:(?<![节预合制契简公条违])约|(?<![附邻])近|大约|接近|超|超过|逾|不足|近似|[≈<>≤≥⩽⩾≦≧]"
    r"|(?<![0-9元万亿~])(?<![0-9元万亿] )[~～]) ?$"
)
ROUGH_BEHIND = re.compile(r" ?(?:左右|上下|以上|以下|以内)")
MONEY_WORDS = re.compile(
    r"收入|支出|预算|决算|经费|资金|费用?|拨款|投资|补助|补贴|金额|采购|资产|结转|结余|工资|奖金"
)
COUNT_WORDS = re.compile(r"人口|人数|人次|人员|户|面积|产量|数量|亩|公里|株|头|件|册|用户|条|平方")
# A mark of a note behind a number, with what marks it: 385.50注1, 385.50（注1）, 385.50[1].
NOTE = re.compile(r"[0-9](?P<note>\(?注[0-9一二三四五六七八九十①-⑳⁰¹²³⁴-⁹₀-₉]{0,2}\)?)$")
LONGEST_NOTE = 8
WINDOW = 60
# Letters that stand for digits, set apart from the unit: O.OO 万元, l12.5O 万元.
MISREAD_DIGITS = re.compile(r"(?<![A-Za-z])(?=[0-9]*[OoIl])[0-9OoIl]{1,9}\.[0-9OoIl]{1,4} {1,4}$")
DIGIT_OF = {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")}


class Reading(Surroundings):
    """Reads the amount that ends with one unit."""

    def read(self) -> Iterator[Money | UnreadMoney]:
        text, end = self._text, self._unit.end()
        bare = self._unit["bare"] is not None
        scale_end = end if bare else self._unit.start()
        scale_start = self._back(scale_end, frozenset(SCALES + ODD + " "))
        if (
            scale_start > self._floor
            and text[scale_start - 1] == "("
            and text[end : end + 2].lstrip(" ").startswith(")")
        ):
            yield from self._with_unit_in_brackets(scale_start, scale_end, end)
            return
        marks_start = scale_start
        while marks_start > self._floor and MARK.match(text[marks_start - 1]):
            marks_start -= 1
        marks_start -= self._note_behind(marks_start)
        number_end = self._back(marks_start, frozenset(" "))
        start = self._back(number_end, NUMBER_CHARACTERS)
        number = text[start:number_end]
        if self._unit["misread"] is not None:
            if number.strip(" ,.") and self._is_money(start):
                yield self._unread(start, end)
            return
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

    def _note_behind(self, end: int) -> int:
        """How long a mark of a note is that stands between a number and its unit: 385注1万元."""
        found = NOTE.search(self._text[max(self._floor, end - LONGEST_NOTE) : end])
        return len(found["note"]) if found else 0

    def _with_unit_in_brackets(
        self, scale_start: int, scale_end: int, end: int
    ) -> Iterator[Money | UnreadMoney]:
        """``1336.23（万元）``."""
        number_end = self._back(scale_start - 1, frozenset(" "))
        start = self._back(number_end, NUMBER_CHARACTERS)
        number = self._text[start:number_end].strip(" ")
        if number:
            scale = self._text[scale_start:scale_end].replace(" ", "")
            yield from self._judged(number_end - len(number), number, scale, end)

    def _judged(
        self, start: int, number: str, scale: str, end: int
    ) -> Iterator[Money | UnreadMoney]:
        wide = self._wide_groups(start, number)
        if wide is not None:
            start, number = wide
        value, form = self._value(number), SCALE.fullmatch(scale)
        compound = self._compound(start) if value is not None and form is not None else None
        if value is None or form is None or compound is None:
            yield self._unread(start, end)
            return
        first, parts = compound
        if self._unit["foreign"]:
            yield self._unread(first, end, "foreign")
            return
        amount = total([*parts, (value, form["scale"])])
        negative, low, clean = self._before(first)
        lower = None if low is None else total([(low.value, low.scale or form["scale"])])
        if amount is None or not clean or not ascending(lower, amount):
            yield self._unread(first, end)
            return
        value, unit = amount
        if self._unit["bare"] and not self._is_money(first):
            if not COUNT_WORDS.search(self._text, max(self._floor, first - WINDOW), first):
                yield self._unread(first, end, "no_unit")
            return
        if RATE.match(self._text, end):
            yield self._unread(first, end, "rate")
            return
        value, unit, end = self._with_cents(value, unit, end)
        rough = bool(form["odd"] or form["odd_behind"])
        rough = rough or low is not None or self._rough(first, end)
        if low is not None and lower is not None:
            yield self._money(low.start, first, lower, low.number, rough)
        value = value.copy_negate() if negative else value
        begin = first - 1 if negative else first
        shown = self._printed(begin, end, unit, form)
        yield self._money(begin, end, (value, unit), shown, rough)

    def _wide_groups(self, start: int, number: str) -> tuple[int, str] | None:
        """(start, number) where full-width commas group the digits: ``1，336.23``."""
        begin = start
        while begin > self._floor and self._text[begin - 1] in "0123456789，":
            begin -= 1
        whole = self._text[begin:start] + number
        if begin == start or not WIDE_GROUPS.fullmatch(whole):
            return None
        return begin, whole

    def _compound(self, start: int) -> tuple[int, list[tuple[Decimal, str]]] | None:
        """What stands before in 1亿2000万元, 3万5千元: (where it begins, its parts); None if odd."""
        parts: list[tuple[Decimal, str]] = []
        while True:
            scale_start = self._back(start, frozenset("百千万亿"))
            if scale_start == start or not self._digit_before(scale_start):
                return start, parts[::-1]
            begin = self._back(scale_start, NUMBER_CHARACTERS)
            begin += len(self._text[begin:scale_start]) - len(
                self._text[begin:scale_start].lstrip(" ,")
            )
            value = self._value(self._text[begin:scale_start])
            scale = self._text[scale_start:start]
            if value is None or scale not in EXPONENTS or value != value.to_integral_value():
                return None
            parts.append((value, scale))
            start = begin

    def _is_money(self, start: int) -> bool:
        """Whether a bare 万 or 亿 is one of 元, by the words of its clause or sentence."""
        window = max(0, start - WINDOW)
        begin = max(self._text.rfind(mark, window, start) for mark in "，。；(")
        clause = self._text[max(begin + 1, window) : start]
        if COUNT_WORDS.search(clause):
            return False
        begin = max(self._text.rfind("。", window, start) + 1, window)
        return bool(MONEY_WORDS.search(self._text, begin, start))

    def _with_cents(self, value: Decimal, unit: str, end: int) -> tuple[Decimal, str, int]:
        found = CENTS.match(self._text, end) if unit == "元" else None
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
        return bool(ROUGH.search(before) or ROUGH_BEHIND.match(self._text, end))

    def _printed(self, start: int, end: int, unit: str, form: re.Match[str]) -> str:
        """The number as printed: without its unit, but with 余 and the scales that are no unit."""
        if end != self._unit.end():  # 123元1角1分
            return self._original(start, end)
        behind = end if self._unit["bare"] else self._unit.start()
        shown = self._original(start, behind).strip().rstrip("（( *")
        if form["odd_behind"]:
            return shown
        for character in reversed(unit.removesuffix("元")):
            if shown.translate(KEPT).endswith(character):
                shown = shown[:-1].rstrip("（( *")
        return shown

    def _in_words(self, scale_end: int, end: int) -> Iterator[Money | UnreadMoney]:
        """Chinese numerals, placeholders and letters in the place of a number."""
        text = self._text
        stop = self._back(scale_end, frozenset(" "))
        start = self._back(stop, frozenset(NUMERALS + ODD))
        numeral = text[start:stop]
        while numeral and numeral[0] in ODD:  # 其余, 多
            start, numeral = start + 1, numeral[1:]
        if all(c in SCALES for c in numeral) and self._closed_number(start):
            yield self._unread(
                text.rfind("(", self._floor, start) if text[start - 1] == ")" else start - 1, end
            )
            return
        if not numeral:
            before = text[stop - 1] if stop > self._floor else ""
            word = before.isascii() and before.isalpha()
            if before in PLACEHOLDER or word or self._cut_before(stop):
                yield self._unread(self._touching_start(stop), end)
            return
        if self._unit["bare"] or (len(numeral) == 1 and not self._closes(end)):
            return
        if not any(c in SCALES + CAPITALS for c in numeral) and not self._closes(end):
            return
        if all(c in SCALES for c in numeral) and numeral[0] not in "十拾":
            before = text[start - 1] if start > self._floor else ""
            circled = is_circled(before) and self._takes_a_figure(start - 1)  # 安排⑧万元
            if before in VAGUE | PLACEHOLDER or circled or touches(before):
                yield self._unread(start - 1, end)
            elif self._cut_before(start) or (
                before in POINTS and self._digit_before(start - 1) and self._closes(end)
            ):
                yield self._unread(self._touching_start(start), end)  # 1336。万元
            elif misread := MISREAD_DIGITS.search(text, max(self._floor, start - WINDOW), start):
                yield self._unread(misread.start(), end)  # 为 O.OO 万元
            return  # 单位：万元
        value = chinese_integer(re.sub(r"[余多](?=[万亿]|$)", "", numeral))
        before = text[start - 1] if start > self._floor else ""
        if before == "点" or text[max(self._floor, start - 2) : start] == "分之":
            yield self._unread(self._words_start(start), end)
        elif self._unit["foreign"]:
            yield self._unread(start, end, "foreign")
        elif RATE.match(text, end):
            yield self._unread(start, end, "rate")
        elif value is None or before in VAGUE | JOINS or touches(before):
            yield self._unread(start, end)
        else:
            yield from self._worded(start, end, numeral, value)

    def _cut_before(self, stop: int) -> bool:
        """Whether a sign that is no punctuation parts a number from its unit: ``1336.23!万元``."""
        at = stop - 1
        return at > self._floor and self._text[at] not in NO_NUMBER and cuts(self._text, at)

    def _words_start(self, start: int) -> int:
        """Where 三十六点二三 or 百分之五 begins, whose end stands at ``start``."""
        return self._back(start, frozenset(f"{NUMERALS}点分之"))

    def _worded(
        self, start: int, end: int, numeral: str, value: int
    ) -> Iterator[Money | UnreadMoney]:
        amount, shown_end = Decimal(value), self._unit.start()
        cents = CAPITAL_CENTS.match(self._text, end)
        if cents is not None and (cents[1] or cents[2]):
            amount = Decimal(f"{value}.{DIGIT_OF[cents[1]] if cents[1] else 0}")
            if cents[2]:
                amount = Decimal(f"{amount}{DIGIT_OF[cents[2]]}")
        if cents is not None and cents.end() > end:
            end = shown_end = cents.end()
        unit = "元"
        if numeral[-1] == "万" and amount == value:
            unit, amount, shown_end = "万元", Decimal(value // 10**4), shown_end - 1
        rough = any(c in numeral for c in ODD) or self._rough(start, end)
        number = self._original(start, shown_end).strip()
        yield self._money(start, end, (amount, unit), number, rough)

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
