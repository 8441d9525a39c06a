"""What a change compares with, and the figures of that year or plan: 较2023年预算100万元."""

import re

_BASE = (
    r"(?:部门)?(?:年初|初(?=预算)|全年|调整)?(?:预算执行数?|执行数?|决算数?|预算(?:安排)?数|预算|(?:实际)?完成数|实际执行数|[末底](?:余额|数)?"
    r"|累计(?:支出|收入|完成)?数?|(?:实际|支出|收入|实际支出|实际收入)?数)?(?:同期|同口径)?"
)
_EARLIER = r"(?P<base>(?:上一?年度?|去年|前一年|(?P<year>20[0-9]{2})\s*年(?:度)?)\s*" + _BASE + ")"
_PLAN = (
    r"(?P<plan>(?:年初|全年|调整|年度)预算数?|预算数"
    r"|预算(?=相比|比较)|(?<=[较比于出过超])预算(?!安排|收|支|执行|价|控制)"
    r"|[年期]初(?:数|余额)?(?!预算|结转|财政|固定|安排|批[复准]|[^，。]{0,8}数))"
)
# 由2022年的100万元减少: what a change starts from, with its figure.
_FROM = (
    r"[由从](?=(?:上一?年|去年|前一年|20[0-9]{2}\s*年)[^，。；：,;:0-9]{0,12}"
    r"(?:[0-9][0-9,.]*\s*[百千]?[万亿]?元|$))"
)
# No year before, and no plan: 较前年, 较上月, 较年初增加.
_OTHER_TIME = (
    r"(?P<previous>环比(?:上个?[月季期]度?|20[0-9]{2}\s*年(?:度|预算)?)?"
    r"|(?:较|比|与|同|和)\s*(?:前年|上个?月|上个?季度|上期|年初数?)"
    r"(?=相比|比较|有所|略|[增减升降]|上升|下降|持平|$))"
)
# 在上年基础上减少, 在上年2.5万元基础上压减20%
_ON_TOP = r"在(?=[^，。；：,;:]{2,30}基础上)"
COMPARED = re.compile(
    rf"(?:较|比|与|同|和|比照|相比于?|相较于?|对比|{_FROM}|{_ON_TOP})\s*{_EARLIER}(?:相比较?|比较|相?对比|的?基础上)?"
    rf"|(?:较|比|与)\s*{_PLAN}(?:相比较?|比较|相?对比)?"
    rf"|(?P<alike>同比)(?:上年度?|去年|(?P<alike_year>20[0-9]{{2}})\s*年(?:度|预算)?)?|{_OTHER_TIME}(?:相比|比较)?"
)
# With the figure compared with, where it is printed: 较2024年的2190万元减少, 较上年2.08减少,
# 比2024年“三公”经费预算数20万元减少.
COMPARED_AMOUNT = re.compile(
    rf"(?:{COMPARED.pattern})(?:的?\s*(?:[^，。；：,;:0-9]{{2,24}}?(?:[合总小]计|[预决]算|执行)数?)?为?[（(]?[0-9][0-9,.]*\s*[百千]?[万亿]?元?[）)]?)?(?:相比|比较|相?对比|的?基础上)?"
)
# The figure compared with is one of the other year: 较2024年的, 比上年预算, 与2024年度收入合计.
FORMER_LEVEL = re.compile(
    rf"(?:同比|较|比|与|同|和|相比于?|相较于?|对比|在(?!册)|{_FROM})\s*(?P<of>{_EARLIER}|{_PLAN})的?\s*"
    rf"(?P<what>(?!相?[比较对])[^，。；：,;:]{{2,24}}?(?:[合总小]计|[预决]算|执行)数?)?为?\s*"
)
FORMER_BEHIND = re.compile(rf"(?<=..)(?=较|比|相[比较]于?|在){FORMER_LEVEL.pattern}$")  # 支出比预算
# 接待费与上年预算5万元相比: what stands behind the amount tells that it is compared with.
FORMER_BESIDE = re.compile(rf"(?<=..)(?=[与同和]){FORMER_LEVEL.pattern}$")
BESIDE = re.compile(r"\s*(?:相比较?|比较|相?对比)")
# So is what a change right behind the amount compares with: 比2024年“三公”经费年初预算12万元减少.
_COMPARED_NAME = (
    rf"(?:同比|较|比|与|同|和|相比于?|相较于?|对比)\s*(?P<of>{_EARLIER}|{_PLAN})的?\s*"
    r"(?P<what>(?!相?[比较对])[^，。；：,;:0-9]{2,24})?"
)
FORMER_NAMED = re.compile(rf"(?:^|(?<=..)(?=较|比|相[比较]于?)){_COMPARED_NAME}为?$")
CHANGES_BEHIND = re.compile(
    r"[\s*]*(?:相比|比较|相?对比)?[，,]?\s*(?:略有?|有所|仅|共|各)?(?:增[加长]|减少|上升|下降|提高|降低|压减|节[约省])了?"
    r"[\s*]*[0-9][0-9,.]*[\s*]*[百千]?[万亿]?\s?元"
)
COMPARED_LEVEL = re.compile(
    rf"{_COMPARED_NAME}[0-9][0-9,.]*\s*[百千]?[万亿]?元?(?:相比|比较|相?对比)?\s*$"
)
# 支出9万元，完成（占、为）年初预算11万元的81%: what was planned of the same.
COMPLETES = re.compile(
    r"(?:完成了?|占|[为是])(?P<plan>(?:年初|全年|调整|年度)?(?:预算|计划|任务)数?)的?\s*"
)
# 本年数小于上年预算数40万元, 决算数低于预算数40万元: the word stands before what is compared with.
# Denied it is a level (不高于上年40万元), and so perhaps is 超过上年40万元: nobody can say.
AGAINST = re.compile(
    r"(?:(?:本年|支出|收入)?(?:预算|决算|执行|完成|实际|支出|收入)?数)?(?P<denied>[不未没])?"
    rf"(?P<word>[大高多小低少]于|超出|超过?)(?:了)?(?:{_EARLIER}|{_PLAN})(?:的?(?:数额|金额))?\s*$"
)
TIME_COMPARED = re.compile(rf"{_EARLIER}(?:相比较?|比较|相?对比)")
# 接待费完成预算的75%比上年减少1万元
COMPLETED = re.compile(
    r"(?:完成了?|占)(?:年初|全年|调整|年度)?预算数?的?\s?[0-9.]{1,9}\s?[%％]\s?[.．]?$"
)
A_DAY = re.compile("[末底](?:余额|数)?$")


def year_before(year: int, compared_year: int | None, base: str | None) -> int | None:
    """The year that a change of ``year`` compares with: 上年 is the one before it."""
    relative = compared_year is not None and not re.search("[0-9]", base or "")
    return year - 1 if relative else compared_year


def unclear_against(clause: str) -> bool:
    """Whether ``clause`` may compare with another figure or name that figure: 不超过上年40万元."""
    against = AGAINST.search(clause)
    if against is None:
        return False
    by_so_much = against["word"] == "超" and against["plan"]  # 超预算9万元
    return bool(against["denied"]) or (against["word"] in ("超过", "超") and not by_so_much)
