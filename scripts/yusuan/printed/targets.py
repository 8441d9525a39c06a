"""A performance target as printed -> the target as data.

``≥80 个`` has low 80; ``500-1500元/人`` is a range; a bare ``3 次`` has low = high = 3;
``前 10 名`` is a ranking; ``季后 50 日内`` is a deadline of 50 days after the quarter.
Nothing is guessed: what is no figure, date or comparison is ``qualitative``.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from yusuan.printed.characters import TRADITIONAL
from yusuan.printed.numbers import fits_package, narrow, whole_number
from yusuan.printed.numerals import chinese_integer
from yusuan.printed.target_words import (
    AROUND,
    BETWEEN,
    BLANK_BETWEEN,
    BOLD,
    BOTH,
    COMPARED_BEFORE,
    COMPARED_BEHIND,
    COMPARED_INSIDE,
    COUNTED,
    ENCLOSED,
    EXCLUSIVE,
    INCLUSIVE,
    LEADING,
    LIMITED,
    MEASURED,
    MORE_BEHIND,
    NOTE_MARKS,
    ODD,
    ODD_BEHIND,
    ODD_WORDED,
    OPERATOR_PATTERN,
    OPERATOR_WORDS,
    PER,
    PER_HUNDRED,
    PERIOD,
    QUANTITY,
    RANGE,
    REMARK,
    SUFFIX_IN_BRACKETS,
    SUFFIX_OPERATORS,
    TRAILING,
    TWO_BOUNDS,
    UNITS_IN_BRACKETS,
    WHOLE,
    WORDED,
    TargetOperator,
)
from yusuan.printed.text import chinese_number, compact
from yusuan.printed.years import in_digits

TargetKind = Literal[
    "quantity",
    "deadline",
    "frequency",
    "ranking",
    "relative",
    "external",
    "qualitative",
    "not_applicable",
]
TARGET_KINDS = (
    "quantity",
    "deadline",
    "frequency",
    "ranking",
    "relative",
    "external",
    "qualitative",
    "not_applicable",
)
TARGET_OPERATORS = (">=", "<=", ">", "<", "range")


@dataclass(frozen=True, slots=True)
class Target:
    """``days`` counts from ``anchor`` (季后: after the end of the quarter)."""

    kind: TargetKind
    operator: TargetOperator | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    due: date | None = None
    days: int | None = None
    anchor: str | None = None


_LONGEST_TARGET = 300
_DEADLINE = re.compile(
    r"(?:(?P<year>20[0-9]{2})年度?)?"
    r"(?:(?P<month>1[0-2]|0?[1-9])月)?"
    r"(?:(?P<day>3[01]|[12][0-9]|0?[1-9])[日号])?"
    r"(?P<end>底|末|年底|年末)?"
    r"(?P<within>(?:之|以)?[前内])?"
    r"(?:完成)?[.。]?"
)
_ANCHORED = re.compile(
    r"(?P<anchor>季后|月后|年后|季度后|每季度后|每月后)?(?P<days>[0-9]{1,3})(?:个)?(?P<work>工作)?[日天]"
    r"(?P<within>(?:之|以)?[前内])?(?P<rest>.*)"
)
_FREQUENCY = re.compile(
    r"每(?P<count_of>[0-9]+)?(?P<period>年度?|季度?|月|周|日|天|半年).{0,12}?"
    rf"(?P<operator>{OPERATOR_PATTERN})?(?P<count>[0-9]+|[一二两三四五六七八九十]+)次.{{0,8}}"
)
_RANKING = re.compile(
    r".{0,8}?(?:前|排名前)(?P<rank>[0-9]+(?![0-9.])|[一二三四五六七八九十]+(?![一二三四五六七八九十]))"
    # 前三季度, 前3个月, 前三分之一, 前2/3, 前5-10名: no rank
    r"(?!分之|个?[月季天日周年批次时分期届级项家元万亿人米成]|小时|[/／:：~～至到—-])"
    r"(?P<unit>名|位|%)?(?![%‰.]).{0,4}"
)
_EXTERNAL = re.compile(
    r".*(?:以.{2,40}为准|(?:符合|达到|不低于|不高于|按照?|满足).{1,24}(?:要求|标准|规定|文件|方案)).*"
)
_PAST = r"(?:去年|上年|上一年|往年|上年度|同期|以前年度|20[0-9]{2}年)"
_RELATIVE = re.compile(
    rf".*(?:高于|低于|好于|优于|不低于|不高于|超过|大于|小于|不少于|较|比|同比|与){_PAST}.*"
    r"|.*(?:同比|较上年|比上年|较去年|比去年).*|.*持平.*"
)
_SIMPLIFIED = {**TRADITIONAL, ord("於"): "于"}
# ≥10【个】, 10（个）以上
_UNIT_APART = re.compile(rf"([0-9])[\[【(]({COUNTED})[\]】)](.{{0,4}})$")
_YEAR = re.compile(r"(?:19|20)[0-9][0-9]")
_NUMERIC_DATE = re.compile(r"^((?:19|20)[0-9]{2})([-./])([0-9]{1,2})\2([0-9]{1,2})(?![0-9])日?")
_NUMERIC_MONTH = re.compile(r"^(20[0-9]{2})[-./](1[0-2]|0[1-9])$")
_RUN_ON_DATE = re.compile(r"20[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
_EXCLUSIVE: dict[TargetOperator | None, TargetOperator] = {">=": ">", "<=": "<"}
_INCLUSIVE: dict[TargetOperator, TargetOperator] = {">": ">=", "<": "<="}
_PART_OF_DATE = re.compile(r"[年月日号](?:底|末|初|之前|以前|前)")
_YEAR_UNITS = ("年", "年度")
_NOT_APPLICABLE = frozenset({"不涉及", "不适用", "无"})
# 按要求… names no document and no body: it is a way of working, not an outside standard.
_BY_REQUEST = re.compile(r"按(?:照)?要求.*")


def _decimal(text: str) -> Decimal | None:
    value = Decimal(text.replace(",", ""))
    return value if fits_package(value) else None


def _bounded(
    kind: TargetKind, operator: TargetOperator | None, value: Decimal, unit: str | None
) -> Target:
    if operator in (">=", ">"):
        return Target(kind, operator, low=value, unit=unit)
    if operator in ("<=", "<"):
        return Target(kind, operator, high=value, unit=unit)
    return Target(kind, operator, low=value, high=value, unit=unit)


def _quantity(text: str) -> Target | None:
    limited = LIMITED.match(text) is not None
    bare = INCLUSIVE.sub("", text)
    inclusive, text = bare != text, bare
    if exclusive := EXCLUSIVE.search(text):
        text = f"{text[: exclusive.start()]}{text[exclusive.end() :]}"
    text, counted = LEADING.sub("", MEASURED.sub("", REMARK.sub("", text))), ""
    if bracket := UNITS_IN_BRACKETS.search(text):
        text, counted = text[: bracket.start()], bracket[0]
    behind = ODD_BEHIND.search(text)
    odd = behind or ODD.search(text)
    if behind is not None:
        text = behind[1]
    elif odd is not None:
        text = f"{text[: odd.end() - 1]}{text[odd.end() :]}"
    text = TRAILING.sub("", text)
    match = QUANTITY.fullmatch(text)
    value = _decimal(match["number"]) if match else None
    if match is None or value is None:
        return None
    if _PART_OF_DATE.match(match["unit"] or "") or match["unit"] == "季度":
        return None  # 13月底前, 2203年底, 3季度: no date, and no 13 of anything
    if _YEAR.fullmatch(match["number"]) and (match["unit"] or "").startswith("年"):
        return None  # 2023年上半年
    if _RUN_ON_DATE.fullmatch(text):
        return None  # 20231231: a day, or so many
    operator = OPERATOR_WORDS.get(match["operator"] or "")
    if match["suffix"]:
        if operator is not None and operator[0] != SUFFIX_OPERATORS[match["suffix"]][0]:
            return None  # 不超过80%以上: which of the two is meant, nobody can say
        operator = operator or SUFFIX_OPERATORS[match["suffix"]]
    if odd and operator is None:
        operator = ">"
    if limited and operator is None:
        operator = "<="
    if inclusive and operator is not None:
        operator = _INCLUSIVE.get(operator, operator)
    if exclusive:
        above = operator if operator in (">", "<") else None
        operator = _EXCLUSIVE.get(operator) if match["suffix"] else above
        said = exclusive["number"]
        if operator is None or (said and _decimal(said) != value):
            return None  # ≥2座(不含2座): which of the two is meant, nobody can say
    unit = f"{match['unit'] or ''}{counted}"
    return _bounded("quantity", operator, value, unit or None)


def _both(text: str) -> Target | None:
    """``≥80%且≤90%``: two bounds of one quantity."""
    match = BOTH.fullmatch(text) or TWO_BOUNDS.fullmatch(text)
    if match is None:
        return None
    ends = {
        target.operator: target
        for target in (_quantity(match[1]), _quantity(match[2]))
        if target is not None
    }
    lows = [target for operator, target in ends.items() if operator in (">=", ">")]
    highs = [target for operator, target in ends.items() if operator in ("<=", "<")]
    if len(lows) != 1 or len(highs) != 1:
        return None
    low, high = lows[0], highs[0]
    if low.unit and high.unit and low.unit != high.unit:
        return None
    if low.low is None or high.high is None or low.low > high.high:
        return None
    return Target("quantity", "range", low=low.low, high=high.high, unit=high.unit or low.unit)


def _around(text: str) -> Target | None:
    """``100±5个``: from 95 to 105."""
    match = AROUND.fullmatch(LEADING.sub("", REMARK.sub("", text)))
    middle, by = (_decimal(match["middle"]), _decimal(match["by"])) if match else (None, None)
    if match is None or middle is None or by is None or by > middle:
        return None
    unit, unit_by = match["unit"] or "", match["unit_by"] or ""
    if unit != unit_by and (unit or unit_by.startswith(("%", "‰"))):
        return None
    return Target("quantity", "range", low=middle - by, high=middle + by, unit=unit_by or None)


def _range(text: str) -> Target | None:
    text = LEADING.sub("", REMARK.sub("", text))
    match = RANGE.fullmatch(text) or BETWEEN.fullmatch(text)
    if match is None:
        return None
    said = {name.rstrip("2"): text for name, text in match.groupdict().items() if text is not None}
    unit = said.get("unit", "")
    if said.get("low_unit") and said["low_unit"] != unit:
        return None
    if _YEAR.fullmatch(said["low"]) and unit in _YEAR_UNITS:
        return None
    if not unit and all(_NUMERIC_MONTH.fullmatch(said[end]) for end in ("low", "high")):
        return None  # 2023.07-2024.01: from month to month
    low, high = _decimal(said["low"]), _decimal(said["high"])
    if low is None or high is None or low > high:
        return None
    return Target("quantity", "range", low=low, high=high, unit=unit or None)


def _deadline(text: str, fiscal_year: int | None) -> Target | None:
    match = _DEADLINE.fullmatch(text)
    if match is None or not (match["year"] or match["month"] or match["end"]):
        return None
    if match["day"] and not match["month"]:
        return None
    year = int(match["year"]) if match["year"] else fiscal_year
    if year is None:
        return None
    month = int(match["month"]) if match["month"] else 12
    within = match["within"]
    try:
        if match["day"]:
            due = date(year, month, int(match["day"]))
        elif within is not None and within.endswith("前") and not match["end"]:
            # «6月前» and «2023年前» end before that month or year begins.
            due = date(year, month if match["month"] else 1, 1) - timedelta(days=1)
        else:
            due = date(year, month, monthrange(year, month)[1])
    except ValueError:
        return None
    return Target("deadline", "<=" if within else None, due=due)


def _anchored(text: str) -> Target | None:
    match = _ANCHORED.fullmatch(text)
    if match is None or not (match["anchor"] or match["within"]):
        return None
    anchor = (match["anchor"] or "").removeprefix("每").replace("季度后", "季后") or None
    return Target(
        "deadline",
        "<=" if match["within"] else None,
        unit="工作日" if match["work"] else "日",
        days=int(match["days"]),
        anchor=anchor,
    )


def _frequency(text: str) -> Target | None:
    match = _FREQUENCY.fullmatch(text)
    if match is None:
        return None
    printed = match["count"].replace("两", "二")
    count = int(printed) if printed.isdigit() else chinese_number(printed)
    if count is None:
        return None
    unit = f"次/{match['count_of'] or ''}{match['period']}"
    return _bounded("frequency", OPERATOR_WORDS.get(match["operator"] or ""), Decimal(count), unit)


def _ranking(text: str) -> Target | None:
    match = _RANKING.fullmatch(text)
    if match is None:
        return None
    rank = int(match["rank"]) if match["rank"].isdigit() else chinese_number(match["rank"])
    if rank is None:
        return None
    return Target("ranking", None, high=Decimal(rank), unit=match["unit"])


def _parted(text: str) -> bool:
    """Whether blanks part digits that are no one number for certain, as in ``≥8 0 个``."""
    printed = narrow(text)
    if all(len(piece) == 1 for piece in printed.split(" ")):
        return False  # every character is set apart
    return any(whole_number(found[0]) is None for found in BLANK_BETWEEN.finditer(printed))


def _numerals_as_digits(text: str) -> str:
    """``百分之九十`` -> ``90%``, ``三次`` -> ``3次``, ``不少于十二家`` -> ``不少于12家``."""

    def per(found: re.Match[str]) -> str:
        value = found[2] if found[2][0].isascii() else chinese_integer(found[2])
        return found[0] if value is None else f"{value}{PER[found[1]]}"

    def odd(found: re.Match[str]) -> str:
        value = chinese_integer(found[1])
        return found[0] if value is None else f"{value}{found[2]}"

    def worded(found: re.Match[str]) -> str:
        value = chinese_integer(found[1])
        return found[0] if value is None else f"{value}{found[2]}"

    text = ODD_WORDED.sub(odd, PER_HUNDRED.sub(per, WHOLE.sub("100%", text)))
    return text if re.match("每|前|排名", text) else WORDED.sub(worded, text)


@lru_cache(maxsize=1 << 12)
def parse_target(text: str, fiscal_year: int | None) -> Target:
    """The target that ``text`` states.

    A deadline without a year (``12 月底前``) is one of the fiscal year: the goals of a
    budget are set for its year. Dates, days and ranks keep the unit they are printed in.
    """
    if len(text) > _LONGEST_TARGET or _parted(text):
        return Target("qualitative")
    plain = in_digits(BOLD.sub(r"\2", compact(text).translate(_SIMPLIFIED)))
    if plain in _NOT_APPLICABLE:
        return Target("not_applicable")
    if enclosed := ENCLOSED.fullmatch(plain):
        plain = enclosed[1]
    plain = _numerals_as_digits(NOTE_MARKS.sub("", plain)).rstrip(";；,，")
    plain = SUFFIX_IN_BRACKETS.sub(r"\1", plain)
    plain = _NUMERIC_MONTH.sub(r"\1年\2月", _NUMERIC_DATE.sub(r"\1年\3月\4日", plain))
    plain = COMPARED_BEHIND.sub(r"\2\1", COMPARED_BEFORE.sub(r"\1", plain))
    plain = COMPARED_INSIDE.sub(r"\1\3\2", plain)
    plain = MORE_BEHIND.sub(r"\1\2\3以上", plain)
    plain = _UNIT_APART.sub(r"\1\2\3", plain)
    if PERIOD.fullmatch(plain):
        return Target("qualitative")
    return (
        _deadline(plain, fiscal_year)
        or _anchored(plain)
        or _quantity(plain)
        or _around(plain)
        or _range(plain)
        or _both(plain)
        or _frequency(plain)
        or _ranking(plain)
        or (Target("relative") if _RELATIVE.fullmatch(plain) else None)
        or (
            Target("external")
            if _EXTERNAL.fullmatch(plain) and not _BY_REQUEST.fullmatch(plain)
            else None
        )
        or Target("qualitative")
    )
