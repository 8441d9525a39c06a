"""By how much a change is, behind its amount: 增长36.7%, 下降百分之五, 增长三成, 翻一番, 是上年的1.37倍."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from yusuan.printed.numbers import NARROWED, whole_number
from yusuan.printed.numerals import chinese_integer
from yusuan.printed.years import CHINESE_DIGITS

_HUNDRED = Decimal(100)
_WITHIN = 60
_RISES = "净?增长|净?增加|上升|上涨|上浮|提高|扩大|升高|增幅|增速|升幅|涨幅"
_FALLS = "负增长|净?下降|净?减少|降低|降幅|减幅|跌幅|压减|压缩|缩减|削减|下浮|下调|回落|收窄"
_SHORT = "[增升涨减降](?=\\s?[0-9])"  # 增0.9%
# Which way is not said: 变动率50%, 同比50%.
_EITHER = "变动|变化|增减"
_NUMERAL = "[零〇一二两三四五六七八九十百千]{1,12}"
_ENDS = "(?=[，。；、,;)]|$)"
_ABOUT = "大约|约为|约|将近|接近|近|不足|不到|超过|超|逾|过"
_BEHIND = re.compile(
    r"\s?(?:[，,、(]|;(?=\s?[^0-9，。；、,;]{2,6}率))?\s?(?:按?(?:同|可比)口径)?(?P<compared>同比|环比|[较比](?:上年度?|去年|20[0-9]{2}\s?年(?:度)?)(?:预算|决算|执行)?数?)?\s?"
    rf"(?:(?:(?P<word>{_FALLS}|{_RISES}|{_EITHER}|{_SHORT})(?:率|比例|幅度|百分比)?\s?(?:(?P<to>[为达到])|[了(:])*\s?"
    rf"|(?(compared)|(?={_ABOUT})))"
    rf"(?P<about>{_ABOUT})?(?:为|[了(:])*\s?"
    r"(?:(?P<sign>[-−–+])?(?P<number>[0-9][0-9., ]{0,15})\s?(?P<unit>[%﹪٪]|‰|成|倍)(?!点)"
    r"|百分之(?P<written>[0-9]{1,6}(?:\.[0-9]{1,4})?)"
    rf"|百分之(?P<hundredths>{_NUMERAL})(?:点(?P<decimals>[零〇一二三四五六七八九]{{1,4}}))?"
    rf"|(?P<tenths>[一二两三四五六七八九])成(?P<fifth>半)?"
    rf"|(?P<times>{_NUMERAL})倍"
    r"|(?P<divisor>[二两三四五六七八九十])分之(?P<dividend>[一二两三四五六七八九])"
    r"|(?P<half>一半|半数|(?<=[近超逾过])半)|(?P<most>一?大半))"
    rf"(?P<behind>[多余强]|左右|上下|以上|以下|以内)?(?(word)|{_ENDS})"
    rf"|翻(?:了?(?P<doubled>[一两二三])|了?)番{_ENDS}|(?P<twice>翻了?倍){_ENDS}|(?P<halved>减半|腰斩){_ENDS}"
    r"|(?:是|为|达到?|相当于)(?:上年度?|去年|20[0-9]{2}\s?年(?:度)?)(?:预算|决算|执行)?数?的\s?"
    r"(?P<ratio>[0-9][0-9., ]{0,15})\s?(?P<of>%|倍))"
)
# What is one for certain and cannot be read: 增长36,7%, 增长3O%; an amount grows by no 百分点.
_DUE = re.compile(
    rf"\s?[，,、(]?\s?(?:同比|环比)?(?:{_FALLS}|{_RISES})(?:率|比例|幅度)?[了约为达到近]*\s?"
    r"(?=[^%‰个]{0,12}[0-9一二三四五六七八九])(?:[0-9A-Za-z零一二三四五六七八九十., ·]{1,12}(?:[%‰]|个百分点)"
    # 下降9.49: of a hundred, or money
    r"|(?<![为达])(?<![为达]\s)[0-9]{1,3}(?:\.[0-9]{1,4})?(?=\s?(?:[，。；、,;)]|$)))"
    # 下降%: its figure is not there
    rf"|\s?[，,、(]?\s?(?:同比|环比)?(?:{_FALLS}|{_RISES})(?:率|比例|幅度)?[了约为达到近]*\s?%"
)
_ROUND = re.compile(
    r"[一二两三四五六七八九0-9]成|[一二两三四五六七八九十0-9]倍|翻了?[一两二三]番|减半|一半"
)
_DOUBLED = {"一": 100, "两": 300, "二": 300, "三": 700, None: 100}


# 完成年初预算的97.00: of a hundred, or money.
_COMPLETED = re.compile(
    rf"完成了?(?:年初|全年|年度|调整后?)?(?:支出|收入)?(?:预算|计划|任务)数?的?\s?(?P<number>[0-9]{{1,4}}(?:\.[0-9]{{1,4}})?)\s?{_ENDS}"
)


def bare_completions(text: str) -> Iterator[tuple[int, int]]:
    """Where numbers stand that say how much of a plan was completed, without a sign or unit."""
    return (found.span("number") for found in _COMPLETED.finditer(text.translate(_NARROW)))


class Rate(NamedTuple):
    """``percent``, below zero for a decrease; None for a rate in round words (近四成) or one that
    cannot be read, printed at ``start`` to ``end``. ``within`` are the bounds of a round one."""

    percent: Decimal | None
    start: int
    end: int
    within: tuple[Decimal, Decimal] | None = None


def rate_behind(text: str, at: int, *, falls: bool = False) -> Rate | None:
    """The rate that stands at ``at``, right behind an amount; None where none does.

    ``falls``: the amount is a decrease, and so is a rate that says no direction (同比50%).
    """
    window = text[at : at + _WITHIN]
    plain = window.translate(_NARROW)
    found = _BEHIND.match(plain)
    if found is None:
        due = _DUE.match(plain)
        return None if due is None else _rate(None, due, at)
    percent = _percent(found, falls)
    if percent is _NO_RATE:
        return None
    rate = _rate(percent, found, at)
    if percent is None or not _round(found):
        return rate
    in_words = not (
        (found["number"] and found["unit"] in "%‰﹪٪") or found["hundredths"] or found["written"]
    )
    return rate._replace(percent=None if in_words else percent, within=_bounds(found, percent))


def bracketed_rate(text: str, at: int, *, falls: bool) -> Rate | None:
    """The rate that stands alone behind a change: 较上年减少18.5万元（65.37%）, 减少18.5万元，-65.37%.

    Without a sign it is in brackets, and falls with the change.
    """
    found = _BRACKETED.match(text[at : at + _WITHIN].translate(_NARROW))
    if found is None or not (found["sign"] or found["bracket"]):
        return None
    percent = whole_number(found["number"])
    falls = found["sign"] in ("-", "−", "–") if found["sign"] else falls
    signed = percent.copy_negate() if percent and falls else percent
    return Rate(signed, at + found.start("number"), at + found.end("number") + 1)


_BRACKETED = re.compile(
    r"\s?(?:(?P<bracket>\()|[，,])\s?(?P<sign>[-−–+])?(?P<number>[0-9]{1,6}(?:\.[0-9]{1,4})?)%"
    rf"\s?(?(bracket)\)|{_ENDS})"
)


def _rate(percent: Decimal | None, found: re.Match[str], at: int) -> Rate:
    lead = len(found[0]) - len(found[0].lstrip("，,、( "))
    return Rate(percent, at + lead, at + found.end())


def _round(found: re.Match[str]) -> bool:
    return any(found[group] for group in ("about", "behind", "divisor", "most"))


def _bounds(found: re.Match[str], percent: Decimal) -> tuple[Decimal, Decimal]:
    """Between what a round rate lies: 近四成 between 30% and 40%, 逾七成 between 70% and 80%."""
    size = abs(percent)
    room = max(size / 10, Decimal(10) if found["tenths"] or found["half"] else Decimal(1))
    room = size / 5 if found["times"] or found["unit"] == "倍" else room
    about, behind = found["about"] or "", found["behind"] or ""
    less = about.endswith("近") or about in ("不足", "不到") or behind in ("以下", "以内")
    more = about[:1] in ("超", "逾", "过") or behind in ("多", "余", "强", "以上")
    if found["most"] or (found["half"] and more):
        low, high = size, _HUNDRED
    else:
        low, high = size - (0 if more else room), size + (0 if less else room)
    return (low, high) if percent >= 0 else (-high, -low)


# Character for character, so that positions stay.
_NARROW = {code: to for code, to in NARROWED.items() if to} | {ord("﹪"): "%", ord("٪"): "%"}
_NO_RATE = Decimal("NaN")


def _percent(found: re.Match[str], decrease: bool) -> Decimal | None:
    if found["halved"]:
        return Decimal(-50)
    if found["twice"] or "番" in found[0]:
        return Decimal(_DOUBLED[found["doubled"]])
    if found["ratio"]:
        ratio = whole_number(found["ratio"].strip())
        if ratio is None:
            return None
        return (ratio * _HUNDRED if found["of"] == "倍" else ratio) - _HUNDRED
    value = _stated(found)
    if value is None or value is _NO_RATE:
        return value
    word, sign = found["word"], found["sign"]
    if (word is None or re.fullmatch(_EITHER, word)) and sign is None:
        falls = decrease
    else:
        falls = word is not None and re.fullmatch(f"{_FALLS}|减|降", word) is not None
    negative = falls != (sign in ("-", "−", "–"))
    return value.copy_negate() if value and negative else value


def _stated(found: re.Match[str]) -> Decimal | None:
    """What the rate says without its direction, in percent."""
    if found["number"]:
        value = whole_number(re.sub(r"\s?\.\s?", ".", found["number"].strip()))
        if value is None:
            return None
        if found["unit"] == "倍" and found["to"]:
            return _NO_RATE  # 增长到1.37倍: of the year before, or by so much
        return _in_percent(value, found["unit"])
    if found["written"]:
        return Decimal(found["written"])
    if found["hundredths"]:
        whole = chinese_integer(found["hundredths"])
        if whole is None:
            return None
        decimals = "".join(CHINESE_DIGITS[each] for each in found["decimals"] or "")
        return Decimal(f"{whole}.{decimals}" if decimals else whole)
    if found["divisor"]:
        whole, part = chinese_integer(found["divisor"]), chinese_integer(found["dividend"])
        return _HUNDRED * (part or 0) / whole if whole else None
    if found["tenths"]:
        tenths = chinese_integer(found["tenths"])
        return None if tenths is None else Decimal(tenths * 10 + (5 if found["fifth"] else 0))
    if found["times"]:
        times = None if found["to"] else chinese_integer(found["times"])
        return _NO_RATE if times is None else Decimal(times * 100)
    return Decimal(50)


def _in_percent(value: Decimal, unit: str) -> Decimal:
    if unit == "‰":
        return value / 10
    if unit == "成":
        return value * 10
    return value * _HUNDRED if unit == "倍" else value


def in_round_terms(sentence: str) -> bool:
    """Whether ``sentence`` says a rate in tenths, times or halves: 三成 is 30% to the nearest ten."""
    return _ROUND.search(sentence) is not None
