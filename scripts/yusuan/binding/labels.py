"""Labels as they are compared: without blanks, numbers of their own, units, and this year."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from yusuan.printed.numbering import parted, without_number
from yusuan.printed.numbers import CURRENCY_UNITS, MARKS
from yusuan.printed.text import key, without_note

_UNIT = re.compile(r"[(\[](?:金额)?(?:单位:?)?(?:人民币)?([千万百亿]{0,2}[元圆])[)\]]")
_OF_WHICH = re.compile(r"^其中:?(?=.)")
_YEAR = re.compile(r"(?<![0-9])(20[0-9][0-9])(?![0-9])年?(?:度)?")  # not in a code: B09720813
_TRAILING = re.compile(rf"(?:[:,，。、]+|(?<=[\u4e00-\u9fff)])[{MARKS}]+)+$")
# What forms call their columns to say how one follows from others: 全年执行数（B）, 执行率（B/A）.
_LETTERED = re.compile(r"(?<=.)\((?:[A-Z](?:[-/÷+×*][A-Z]){0,3}(?:[×*]100)?[,，]?%?)\)$")
_YEARS_AWAY = {-2: "前年", -1: "上年", 1: "下年", 2: "后年"}


class Compared(NamedTuple):
    """A label as compared; ``unit`` is the unit of money that it states."""

    text: str
    unit: str | None


@lru_cache(maxsize=1 << 14)
def compared(label: str, year: int | None) -> Compared:
    """``其中：2025年预算数（万元）`` of a budget of 2026 -> ``上年预算数``, 万元."""
    text = key(parted(without_note(label)))
    unit = None
    if match := _UNIT.search(text):
        unit, text = match[1].replace("圆", "元"), text[: match.start()] + text[match.end() :]
    text = _LETTERED.sub("", without_number(_OF_WHICH.sub("", text)))
    text = _OF_WHICH.sub("", text)
    text = "" if text in ("其中", "其中:") else text

    def relative(match: re.Match[str]) -> str:
        away = int(match[1]) - (year or int(match[1]))
        return _YEARS_AWAY.get(away, "" if away == 0 else match[0])

    text = _YEAR.sub(relative, text)
    return Compared(_TRAILING.sub("", text), unit)


_COUNT = re.compile(
    r".*(?:团组数|人次数?|人数|批次数?|保有量|购置数(?:量)?|车辆数|台数|套数|个数|辆数)(?:合计)?(?:\(.{1,3}\))?"
    r"|.*单价[0-9]+万元.*设备.*|.*\((?:个|人|辆|批|次|台|套|人次|批次|台/套|台\(套\)|平方米|户|家)\)"
)
# 方元 and 美元 are no 元; 人民币元 and 金额元 are.
_MONEY = re.compile(
    r"(?:(?<![\u4e00-\u9fffA-Za-z0-9])|(?<=RMB)|(?<=CNY)|(?<=[币为是位额均以按和及]))([亿万千百十]*)元"
)
_COUNTED = re.compile(r"\(([^()]{1,3})\)$")


@lru_cache(maxsize=1 << 12)
def is_count(label: str) -> bool:
    """Whether a row counts things (团组数（个）, 公务用车保有量（辆）): its figures are no money."""
    return len(label) <= 60 and bool(_COUNT.fullmatch(key(label)))


def counted_unit(label: str) -> str | None:
    """``公务用车保有量（辆）`` -> ``辆``; None where the label states no unit."""
    match = _COUNTED.search(key(label))
    return match[1] if match else None


def years_in(labels: Iterable[str]) -> frozenset[int]:
    """The years that labels name."""
    return frozenset(int(match[1]) for label in labels for match in _YEAR.finditer(key(label)))


def unit_in(text: str) -> str | None:
    """The unit of money in ``单位：万元``, ``金额单位:元`` or ``万元``.

    None if there is none, more than one (``元/万元``), or one that the package does not know
    (``百元``, ``万美元``): the end of its name is no unit.
    """
    found = units_in(text)
    unit = next(iter(found)) if len(found) == 1 else None
    return unit if unit in CURRENCY_UNITS else None


def units_in(text: str) -> frozenset[str]:
    """Every unit of money that ``text`` names, known to the package or not."""
    compared_text = key(text).replace("圆", "元")
    return frozenset(f"{match[1]}元" for match in _MONEY.finditer(compared_text))
