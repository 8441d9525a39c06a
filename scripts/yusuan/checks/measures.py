"""What a performance indicator measures, by its words, and what its target holds."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from yusuan.checks.performance_evidence import Indicator
from yusuan.printed.text import compact, key

Held = Literal["percent", "money", "count", "lessons", "time", "deadline", "ranking", "other"]
Measured = Literal["rate", "money", "count", "time", "other"]

_PERCENT_UNITS = frozenset({"%", "‰", "％", "个百分点", "百分点"})
_COUNT_UNITS = frozenset(
    {
        "人",
        "名",
        "位",
        "个",
        "家",
        "户",
        "次",
        "场",
        "场次",
        "人次",
        "件",
        "项",
        "台",
        "辆",
        "套",
        "份",
        "条",
        "篇",
        "座",
        "处",
        "期",
        "班",
    }
)
_LESSON_UNITS = frozenset({"课时", "学时"})
_TIME_UNITS = frozenset({"年", "月", "个月", "周", "天", "日", "工作日", "小时", "分钟"})
_MONEY_UNIT = re.compile(r"(?:元|千元|万元|百万元|亿元)(?:/.+)?")  # 万 alone may be people
HELD_TITLES: dict[Held, str] = {
    "percent": "百分数",
    "money": "金额",
    "count": "个数",
    "lessons": "课时数",
    "time": "时长",
    "deadline": "期限",
    "ranking": "名次",
    "other": "文字",
}

_NOT_RATES = ("频率", "效率", "速率", "汇率", "概率", "利率", "税率", "功率")
_MONEY_NAMES = ("费", "费用", "金额", "成本", "单价", "价格", "资金")
_PER_HEAD = re.compile(r"(?:人均|每人|户均|每户|每名|平均).{0,8}(?:经费|费用|金额|成本|补贴|补助)$")
_COUNT_NAMES = ("人数", "个数", "次数", "场次", "户数", "家数", "件数", "台数")
_TIME_NAMES = ("完成时间", "时限", "期限", "周期", "工期")


def held(indicator: Indicator) -> Held:
    """What kind of value the target is, by its printed unit."""
    if indicator.kind == "deadline":
        return "deadline"
    if indicator.kind == "ranking":
        return "ranking"
    unit = indicator.unit
    if indicator.kind != "quantity" or not unit:
        return "other"
    if unit in _PERCENT_UNITS:
        return "percent"
    if unit in _COUNT_UNITS:
        return "count"
    if unit in _LESSON_UNITS:
        return "lessons"
    if unit in _TIME_UNITS:
        return "time"
    return "money" if _MONEY_UNIT.fullmatch(unit) else "other"


def is_pure_deadline(indicator: Indicator) -> bool:
    """Whether the target is a time limit and nothing else (not «within … do this»)."""
    return indicator.kind == "deadline" and bool(
        re.fullmatch(
            r"[0-9年月日天号底末前后内以之季度每个工作半上下旬完成≤<]+", compact(indicator.text)
        )
    )


def measured(indicator: Indicator) -> Measured:
    """What kind of value the name calls for; ``other`` where the name does not say."""
    name = key(indicator.name)
    if name.endswith("率"):
        return "other" if name.endswith(_NOT_RATES) else "rate"
    if name.endswith(_COUNT_NAMES):
        return "count"
    if name.endswith(_TIME_NAMES):
        return "time"
    if name.endswith(_MONEY_NAMES) and (
        "成本" in indicator.level2 or _PER_HEAD.search(key(indicator.description))
    ):
        return "money"
    return "other"


# Figures in words

UNIT_WORDS = r"(?:%|‰|万元|亿元|元|人次|个|家|户|次|场次|场|人|名|项|件|台|套|份|条|座|处|篇|课时|学时|平方米|公里|吨)"
_NUMBER = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
_BEFORE = (
    r"(?:不少于|不低于|不小于|至少|达到|达|不超过|不高于|不大于|超过|超|大于|小于|高于|低于"
    r"|控制在|约为|为|≥|≤|>=|<=|>|<)"
)
_FIGURE = re.compile(
    rf"(?P<number>{_NUMBER})(?P<unit>{UNIT_WORDS})(?P<after>(?:及|\(含\))?以[上下内])?"
    r"(?P<end>$|[，。；,;、])?"
)
_SUBJECT = re.compile(rf"(?P<subject>[^，。；,;：:、.0-9]*?)(?P<before>{_BEFORE})?$")
_LONGEST_SUBJECT = 40
_SCOPES = ("全国", "全省", "全市", "全县", "全区")
_SAME_UNITS: tuple[frozenset[str], ...] = (
    frozenset({"个", "家", "户"}),
    frozenset({"场", "场次", "次"}),
    frozenset({"人", "名", "位"}),
)


class WordedFigure(NamedTuple):
    """A figure in a sentence; ``ends_clause`` where nothing follows that it might qualify."""

    subject: str
    value: Decimal
    unit: str
    bound: Literal["at_least", "at_most", "plain"]
    text: str
    ends_clause: bool


_AT_LEAST = frozenset(
    {
        "不少于",
        "不低于",
        "不小于",
        "至少",
        "超过",
        "超",
        "大于",
        "高于",
        "≥",
        ">=",
        ">",
        "以上",
        "及以上",
        "(含)以上",
    }
)
_AT_MOST = frozenset(
    {
        "不超过",
        "不高于",
        "不大于",
        "小于",
        "低于",
        "≤",
        "<=",
        "<",
        "以下",
        "及以下",
        "(含)以下",
        "以内",
    }
)


@lru_cache(maxsize=4096)
def worded_figures(text: str) -> tuple[WordedFigure, ...]:
    """Every figure with a known unit in a sentence, with the words before it."""
    found: list[WordedFigure] = []
    compared, begin = key(text), 0
    for match in _FIGURE.finditer(compared):
        start = max(begin, match.start() - _LONGEST_SUBJECT)
        words = _SUBJECT.search(compared[start : match.start()])
        begin = match.end()
        if words is None or words["subject"].endswith(("*", "×")):
            continue  # the 100% of a formula
        bounds = {words["before"] or "", match["after"] or ""}
        bound: Literal["at_least", "at_most", "plain"] = "plain"
        if bounds & _AT_LEAST:
            bound = "at_least"
        elif bounds & _AT_MOST:
            bound = "at_most"
        shown = f"{words['before'] or ''}{match['number']}{match['unit']}{match['after'] or ''}"
        value = Decimal(match["number"].replace(",", ""))
        ends = match["end"] is not None
        found.append(WordedFigure(words["subject"], value, match["unit"], bound, shown, ends))
    return tuple(found)


def same_unit(left: str, right: str) -> bool:
    """Whether two units count the same: 家 and 个 of enterprises, 场 and 场次."""
    return left == right or any(left in units and right in units for units in _SAME_UNITS)


def scope(text: str) -> str | None:
    """全市, 全省 …, if the text names exactly one."""
    named = [word for word in _SCOPES if word in key(text)]
    return named[0] if len(named) == 1 else None


def target_value(indicator: Indicator) -> Decimal | None:
    """The one figure that the target states; None for a range or no figure."""
    low, high = indicator.low, indicator.high
    if low is not None and high is not None:
        return low if low == high else None
    return low if low is not None else high


_YEAR_WORDS = re.compile(r"^(?:20[0-9]{2}年底?|年度|全年|全市|我市)+")
_MEASURE_WORDS = re.compile(r"(?:的)?(?:数量|总数|个数|次数|场次|人数|家数|户数|总量|数)$")


@lru_cache(maxsize=4096)
def core(name: str) -> str:
    """The name without its year and the word for how it is counted."""
    return _MEASURE_WORDS.sub("", _YEAR_WORDS.sub("", key(name)))
