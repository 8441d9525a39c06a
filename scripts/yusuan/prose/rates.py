"""By how much a change is, behind its amount: 增长36.7%, 下降百分之五, 增长三成, 翻一番, 是上年的1.37倍."""

import re
from decimal import Decimal
from typing import NamedTuple

from yusuan.printed.numbers import NARROWED, whole_number
from yusuan.printed.numerals import chinese_integer
from yusuan.printed.years import CHINESE_DIGITS

_HUNDRED = Decimal(100)
_WITHIN = 60
_RISES = "净?增长|净?增加|上升|上涨|上浮|提高|扩大|升高|增幅|增速|升幅|涨幅"
_FALLS = "负增长|净?下降|净?减少|降低|降幅|减幅|跌幅|压减|压缩|缩减|削减|下浮|下调|回落|收窄"
_NUMERAL = "[零〇一二两三四五六七八九十百千]{1,12}"
_ENDS = "(?=[，。；、,;)]|$)"
_ROUGH = "[多余近约]|左右|以上|以下|以内"
_BEHIND = re.compile(
    r"[，,、(]?\s?(?:同比|环比|[较比](?:上年度?|去年|20[0-9]{2}\s?年(?:度)?)(?:预算|决算|执行)?数?)?\s?"
    rf"(?:(?P<word>{_FALLS}|{_RISES})(?:率|比例|幅度|百分比)?\s?(?:(?P<to>[为达到])|(?P<rough>[近超逾约])过?|[了(:])*\s?"
    r"(?:(?P<sign>[-−–+])?(?P<number>[0-9][0-9., ]{0,15})\s?(?P<unit>[%﹪٪]|‰|成|倍)(?![点以])"
    rf"|百分之(?P<hundredths>{_NUMERAL})(?:点(?P<decimals>[零〇一二三四五六七八九]{{1,4}}))?"
    rf"|(?P<tenths>[一二两三四五六七八九])成(?P<fifth>半)?(?!{_ROUGH})"
    rf"|(?P<times>{_NUMERAL})倍(?!{_ROUGH})"
    r"|(?P<half>一半))"
    rf"|翻了?(?P<doubled>[一两二三])番{_ENDS}|(?P<halved>减半){_ENDS}"
    r"|(?:是|为|达到?|相当于)(?:上年度?|去年|20[0-9]{2}\s?年(?:度)?)(?:预算|决算|执行)?数?的\s?"
    r"(?P<ratio>[0-9][0-9., ]{0,15})\s?(?P<of>%|倍))"
)
# What is one for certain and cannot be read: 增长36,7%, 增长3O%; an amount grows by no 百分点.
_DUE = re.compile(
    rf"[，,、(]?\s?(?:同比|环比)?(?:{_FALLS}|{_RISES})(?:率|比例|幅度)?[了约为达到近]*"
    r"(?=[^%‰个]{0,12}[0-9一二三四五六七八九])[0-9A-Za-z零一二三四五六七八九十., ·]{1,12}(?:[%‰]|个百分点)"
)
_ROUND = re.compile(
    r"[一二两三四五六七八九0-9]成|[一二两三四五六七八九十0-9]倍|翻了?[一两二三]番|减半|一半"
)
_DOUBLED = {"一": 100, "两": 300, "二": 300, "三": 700}


class Rate(NamedTuple):
    """``percent``, below zero for a decrease; None for a rate that cannot be read, printed at
    ``start`` to ``end``."""

    percent: Decimal | None
    start: int
    end: int


def rate_behind(text: str, at: int) -> Rate | None:
    """The rate that stands at ``at``, right behind an amount; None where none does.

    三成多, 近一倍 are no rates that anything could be held against.
    """
    window = text[at : at + _WITHIN]
    plain = window.translate(_NARROW)
    found = _BEHIND.match(plain)
    if found is None:
        due = _DUE.match(plain)
        return None if due is None else _rate(None, due, at)
    percent = _percent(found)
    return None if percent is _NO_RATE else _rate(percent, found, at)


def _rate(percent: Decimal | None, found: re.Match[str], at: int) -> Rate:
    lead = len(found[0]) - len(found[0].lstrip("，,、( "))
    return Rate(percent, at + lead, at + found.end())


# Character for character, so that positions stay.
_NARROW = {code: to for code, to in NARROWED.items() if to} | {ord("﹪"): "%", ord("٪"): "%"}
_NO_RATE = Decimal("NaN")


def _percent(found: re.Match[str]) -> Decimal | None:
    if found["halved"]:
        return Decimal(-50)
    if found["doubled"]:
        return Decimal(_DOUBLED[found["doubled"]])
    if found["ratio"]:
        ratio = whole_number(found["ratio"].strip())
        if ratio is None:
            return None
        return (ratio * _HUNDRED if found["of"] == "倍" else ratio) - _HUNDRED
    value = _stated(found)
    if value is None or value is _NO_RATE:
        return value
    falls = re.fullmatch(_FALLS, found["word"]) is not None
    negative = falls != (found["sign"] in ("-", "−", "–"))
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
    if found["hundredths"]:
        whole = chinese_integer(found["hundredths"])
        if whole is None:
            return None
        decimals = "".join(CHINESE_DIGITS[each] for each in found["decimals"] or "")
        return Decimal(f"{whole}.{decimals}" if decimals else whole)
    if found["rough"]:
        return _NO_RATE
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
