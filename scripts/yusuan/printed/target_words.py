"""Words, units and shapes of performance targets: what says at least, at most, a range."""

import re
from collections.abc import Iterable
from typing import Literal

from yusuan.printed.characters import DIGIT_MARKS
from yusuan.printed.numerals import NUMERALS

TargetOperator = Literal[">=", "<=", ">", "<", "range"]

AT_LEAST = (
    ">= => ≥ ≧ ⩾ ≮ 不少于 不低于 不小于 至少 大于等于 大于或等于 高于或等于 最少 最低 不得低于"
)
AT_LEAST += " 最低不低于 至少不低于 至少达到 不得少于 不得小于 不应低于 不应少于 应不低于 应不少于"
AT_LEAST += " 不应小于 不能少于 不能低于 起码 不少於 不低於 下限 下限为 应大于等于 不小於"
AT_MOST = "<= =< ≤ ≦ ⩽ ≯ 不超过 不高于 不多于 不大于 至多 小于等于 小于或等于 低于或等于 最多 最高"
AT_MOST += " 不能超过 不能高于 不应大于 上限 上限为"
AT_MOST += (
    " 最高不超过 最多不超过 不得超过 不得高于 不得多于 不得大于 不应超过 不应高于 不超 控制在不超过"
)
MORE = "> 大于 超过 高于 多于 超 逾 突破"
LESS = "< 小于 低于 少于 不足 不到"
WORDS: tuple[tuple[str, TargetOperator], ...] = (
    (AT_LEAST, ">="),
    (AT_MOST, "<="),
    (MORE, ">"),
    (LESS, "<"),
)
OPERATOR_WORDS: dict[str, TargetOperator] = {
    word: operator for words, operator in WORDS for word in words.split()
}
SUFFIX_OPERATORS: dict[str, TargetOperator] = {
    "以上": ">=",
    "及以上": ">=",
    "或以上": ">=",
    "含以上": ">=",
    "(含)以上": ">=",
    "(含)及以上": ">=",
    "+": ">=",
    "≥": ">=",
    ">=": ">=",
    "以下": "<=",
    "及以下": "<=",
    "或以下": "<=",
    "含以下": "<=",
    "(含)以下": "<=",
    "(含)以内": "<=",
    "(含)之内": "<=",
    "以内": "<=",
    "之内": "<=",
    "内": "<=",
    "≤": "<=",
    "<=": "<=",
}


def any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


OPERATOR_PATTERN = any_of(OPERATOR_WORDS)
NUMBER = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
SIGNED = rf"[-+]?{NUMBER}"
# A unit never begins with what could be the rest of the number: a point, a sign, a letter that
# no unit has (1O个 is no quantity), a fraction. m2, m³, ㎡ and CO₂ are units with a digit.
LATIN_UNITS = (
    "km2|km²|km|cm|mm|nm|m2|m²|m3|m³|m|kg|mg|g|t|kWh|kwh|kW|kw|MW|W|h|min|ms|s|GB|TB|MB|KB|Mbps"
    "|dB|db|ha|ml|mL|L|Hz|MPa|ppm"
)
LETTER = r"(?![A-Za-z\u0370-\u052f%‰]|[0-9.+\-*/×()±])"
RATIO = r"(?:%|‰)(?:/[^0-9\s,，。；;、:：≥≤<>=~%]{1,6})?"
NOT_IN_UNIT = rf"0-9\s,，。；;、:：≥≤<>=~±↑↓→←{DIGIT_MARKS}"
CO2 = r"CO[2₂](?:e)?"
UNIT = (
    rf"(?:{RATIO}|[百千万亿]{{0,2}}(?:{LATIN_UNITS})(?![A-Za-z0-9\u4e00-\u9fff])(?:/[^{NOT_IN_UNIT}]{{1,6}})?"
    rf"|[^{NOT_IN_UNIT}]{{0,6}}?{CO2}|[百千万亿]{{0,2}}[㎡㎥㎢](?:/[^{NOT_IN_UNIT}]{{1,6}})?"
    rf"|(?:{LETTER}[^{NOT_IN_UNIT}]{{1,8}}?)??)"
)
SUFFIX = any_of(SUFFIX_OPERATORS)
# Words that say what the figure is without bounding it.
LEADING = re.compile(
    r"^(?:力争|确保|预计|计划|全年|年度|本年|当年|严格|达到|达|实现|完成|保持在?|维持在?|稳定在|为|等于|=(?![<>])"
    r"|控制在|控制|≈|~|约为|大约|约|近|接近|将近|(?:提高|提升|增加|增长|降低|下降|减少|压减)[到至])+"
)
# 覆盖率≥80%: what is measured, before a sign of comparison.
MEASURED = re.compile(r"^[\u4e00-\u9fff]{2,12}[:：]?(?=[≥≤≧≦⩾⩽><])")
LIMITED = re.compile(r"^(?:严格)?控制在?(?!.*(?:左右|上下)$)")
TRAILING = re.compile(
    r"(?:左右|上下|出头)(?=[.。]?$)|(?<=[个家户人项次件台套座元])整(?=[.。]?$)|(?<=%)(?:全覆盖|覆盖|完成|达标|合格|到位)(?=[.。]?$)"
    r"|(?<=[0-9])来(?=[\u4e00-\u9fff])"
)
REMARK = re.compile(
    r"\((?:含|包含|包括|其中)[^()]{1,20}\)(?=[.。]?$|(?:及|或)?以[上下内])|(?<=[%‰])\([\u4e00-\u9fff]{1,12}\)(?=[.。]?$)"
    r"|(?<=[以之][上下内])\((?:含|包含|包括)[^()]{0,12}\)(?=[.。]?$)"
)
# 723个(台、套、件)
UNITS_IN_BRACKETS = re.compile(r"(?<=[\u4e00-\u9fff])\([^()0-9A-Za-z%]{1,12}\)$")
# 80余个, 30多家: more than the round figure.
ODD = re.compile(rf"({NUMBER})(十|百|千|万|亿)?[余多](?=\D)")
ODD_BEHIND = re.compile(
    rf"({NUMBER}(?:万|亿)?元?|{NUMBER}[个家户人项次件台套座万亿])(?:余|多|出头)$"
)
NOTE_MARKS = re.compile(
    r"(?<=[\u4e00-\u9fff])(?<![米里])[\u00b2\u00b3\u00b9\u2070\u2074-\u2079]+$|"
    r"(?<=[0-9%)])[\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089]+"
    r"|[\u2460-\u2487\u24ea-\u24fe\u2776-\u2793\u3251-\u325f\u32b1-\u32bf]+(?!.*[0-9])"
    r"|(?<=[0-9%])[\u2460-\u2487]+"
    r"|(?<=[0-9])[*※†‡§]+(?=[\u4e00-\u9fff]{1,3}$)"
    r"|(?<=[\u4e00-\u9fff0-9%‰])[*※†‡§]+$|(?<=[\u4e00-\u9fff0-9%‰])\[注?[0-9]{1,2}\](?!.*[0-9])"
    r"|(?<=[\u4e00-\u9fff0-9%‰])(?:【注?[0-9]{1,2}】|\((?:详?见)?注[0-9]{0,2}\))(?!.*[0-9])"
)
BOLD = re.compile(r"(\*\*|__)(.+?)\1")
# (≥2座), “80%以上”: brackets and quotation marks around all of it.
ENCLOSED = re.compile(r"[(\[【“\"](?=[0-9≥≤<>=])([^()\[\]【】“”\"]+)[)\]】”\"]")
# 大于2座(含), and the words for it in brackets: 2座(及以上)
INCLUSIVE = re.compile(r"\(含(?:本数)?\)(?=[.。]?$)")
# 2座以上(不含2座), 80%以下(不含)
EXCLUSIVE = re.compile(
    rf"\((?:不含|不包含|不包括)(?:本数|(?P<number>{NUMBER})[^()0-9]{{0,4}})?\)(?=[.。]?$)"
)
# 100±5个, 5%±1%: but 90±5% may be so many of it, or of the hundred.
AROUND = re.compile(
    rf"(?P<middle>{NUMBER})(?P<unit>{UNIT})±(?P<by>{NUMBER})(?P<unit_by>{UNIT})[.。]?"
)
SUFFIX_IN_BRACKETS = re.compile(r"\(([及或]?以[上下内])\)(?=[.。]?$)")
COUNTED = "个月|个工作日|个|家|户|次|场次|场|项|件|台|套|份|条|篇|座|批|名|人次|人|辆|年|天|小时|%|‰|万元|元"
# A comparison set apart: (≥)10个, 10个(不少于), 10以上个.
COMPARED_BEFORE = re.compile(rf"^\(({OPERATOR_PATTERN})\)(?=[0-9])")
COMPARED_BEHIND = re.compile(rf"^([0-9].*)\(({OPERATOR_PATTERN})\)$")
COMPARED_INSIDE = re.compile(rf"({NUMBER})((?:及|或)?以[上下内])({COUNTED})$")
WHOLE = re.compile("百分之?百(?!分)")
# 10+个, 10个起: so many or more.
MORE_BEHIND = re.compile(rf"^({NUMBER})\+({COUNTED})$|^({NUMBER}(?:{COUNTED}))起$")
PER = {"百分之": "%", "千分之": "‰"}
PER_HUNDRED = re.compile(rf"(百分之|千分之)([{NUMERALS}]{{1,6}}|[0-9]+(?:\.[0-9]+)?)")
# Numerals in words count with these only: 一期, 三级, 一季度 and 一次性 are no quantities.
WORDED = re.compile(
    rf"(?<![{NUMERALS}第])([{NUMERALS}]{{1,8}})"
    rf"({COUNTED})"
    rf"(?=$|[.。(]|{any_of(word for word in SUFFIX_OPERATORS if word[0] > '~')}|左右|/)"
)
# 二十余个
ODD_WORDED = re.compile(rf"^([{NUMERALS}]{{1,8}})(?=[余多](?:{COUNTED})[.。]?$)()")
QUANTITY = re.compile(
    rf"(?P<operator>{OPERATOR_PATTERN})?(?P<number>{SIGNED})(?P<unit>{UNIT})(?P<suffix>{SUFFIX})?"
    r"[.。]?"
)
RANGE = re.compile(
    rf"(?P<low>{NUMBER})(?P<low_unit>{UNIT})(?:[-—–~～〜∼至到]|--|——)"
    rf"(?P<high>{NUMBER})(?P<unit>{UNIT})(?:之间|以?内)?[.。]?"
)
BOTH = re.compile(r"(.{2,24}?)(?:且|并且|同时|,|，|、|;|；)(.{2,24})")
TWO_BOUNDS = re.compile(
    rf"((?:{OPERATOR_PATTERN}){SIGNED}{UNIT})((?:{OPERATOR_PATTERN}){SIGNED}{UNIT})[.。]?"
)
BETWEEN = re.compile(
    rf"(?P<low>{NUMBER})(?P<low_unit>{UNIT})(?:<=?|≤|≦|⩽)[A-Za-z\u4e00-\u9fff]{{0,8}}"
    rf"(?:<=?|≤|≦|⩽)(?P<high>{NUMBER})(?P<unit>{UNIT})[.。]?"
    rf"|(?:介于|在)(?P<low2>{NUMBER})(?P<low_unit2>{UNIT})(?:[-—–~～〜至到和与])"
    rf"(?P<high2>{NUMBER})(?P<unit2>{UNIT})(?:之间|以?内)[.。]?"
)
# 2023年全年, 1-12月: a time, no quantity.
PERIOD = re.compile(
    r"(?:(?:19|20)[0-9]{2}年)?(?:全年|度|(?:1[0-2]|[1-9])[-—–~至到](?:1[0-2]|[1-9])月份?)"
)
# Digits with blanks between that do not belong together for certain.
BLANK_BETWEEN = re.compile(r"[0-9][0-9.,]*(?: [0-9.,]+)+")
