"""What an amount without a name of its own is of: a total, this year's figure beside the former."""

import re
from collections.abc import Iterable
from typing import NamedTuple

EARLIER = re.compile("上一?年度?|去年|20[0-9]{2} ?年")
_TOTALS = re.compile(r"(?P<word>共计?|合计|总计)(?:需|约|为|是|达)?\s*$")
_PER_HEAD = re.compile("(?:人|户|车|辆|生|班)均")
_RATED = re.compile(rf"{_PER_HEAD.pattern}|平均|.*(?:标准|单价|每[人户年月日天辆台次个名亩生班])")
_THIS_YEAR = re.compile("(?:[本今当]年度?|20[0-9]{2}\\s?年度?)[为是]?\\s*$")
_TIME_ALONE = re.compile(
    "(?:上一?年度?|去年|前一年|20[0-9]{2}\\s?年度?)(?:同期)?(?:实际)?(?:预算|决算|执行|支出|收入|完成)?数?"
)


class Level(NamedTuple):
    """What a level that nothing names is of: ``said`` of it, or else what was spoken ``before``."""

    said: str
    before: str


def unnamed_level(between: str, before: str, earlier: str, *, other: bool) -> Level:
    """The level behind the words ``between``; ``earlier`` is what was told of the year before.

    ``other``: its sentence told a level before, of another value.
    """
    total = _TOTALS.search(between)
    if total and _RATED.match(before):
        # 人均接待费2万元，共9万元: the latter is no rate
        return Level("", _PER_HEAD.sub("", before) if _PER_HEAD.match(before) else "")
    if total and other:
        return Level(total["word"], before)  # 办公费2万元、印刷费3万元，共计5万元
    if _THIS_YEAR.search(between):
        return Level(of_this_year(earlier), before)  # 上年接待费8万元，本年9万元
    return Level("", before)


def unnamed_change(last: str, told: Iterable[str]) -> str:
    """Of which of the levels ``told``, the latest first, a change behind ``last`` is.

    接待费9万元，上年8万元，增加1万元: of the former; nothing where the last one has a name.
    """
    if not _TIME_ALONE.fullmatch(last):
        return ""
    return next((each for each in told if not EARLIER.match(each)), "")


def of_this_year(name: str) -> str:
    """``name`` without the year before that it begins with: 上年接待费, 2021年接待费."""
    former = EARLIER.match(name)
    return name[former.end() :] if former else name


def of_one_year(before: str, stage: str) -> bool:
    """Whether an outcome behind a plan of the year before is of that year: 上年预算9万元，决算8万元."""
    return _LAST_PLAN.search(before) is not None and _OUTCOME.search(stage) is not None


_LAST_PLAN = re.compile("(?:上一?年度?|去年)(?:年初|全年|调整后?)?预算数?$")
_OUTCOME = re.compile("(?:决算|执行)数?$")


def of_no_figure(last: str, between: str) -> str:
    """本年, where a change is told of it behind figures of the year before alone, else nothing.

    上年预算9万元，决算8万元，本年比上年增加1万元.
    """
    own = _OF_THIS_YEAR.search(between) if EARLIER.match(last) else None
    return own["year"] if own else ""


_OF_THIS_YEAR = re.compile(r"[，,；;]\s*(?P<year>[本今当]年度?)(?:[较比与]|同比)[^，。；]*$")


def total_of_changes(between: str) -> str:
    """The word for the total of the changes before: 甲增加3万元、乙减少1万元，合计净增2万元 or 净增加2万元."""
    total = _TOTAL_OF_CHANGES.search(between)
    return total["word"] or total["net"] if total else ""


_TOTAL_OF_CHANGES = re.compile(
    r"[，,、；;]\s*(?:以上)?(?:[两二三四五六][项者])?(?:(?P<word>合计|共计|总计|累计)[^，。；]{2,6}"
    r"|(?P<net>净(?:增[加长]?|减少?))了?)\s*$"
)


def year_alone(between: str) -> str:
    """2024年安排 behind what all years cost: 项目总投资9万元，2024年安排1万元; nothing for other words."""
    own = _YEAR_ALONE.fullmatch(between)
    return own["year"] if own else ""


_YEAR_ALONE = re.compile(
    r"[百千]?[万亿]?元?[，,；;]\s*(?P<year>(?:20[0-9]{2}\s*年|[今本当]年)度?(?:财政)?(?:计划|拟|已)?"
    r"(?:安排|投入|下达|支付|完成)?(?:预算|资金|投资)*)[为是]?\s*"
)
