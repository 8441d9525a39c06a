"""Targets that can hardly mean what they say, and projects that are printed twice."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from yusuan.checks.evidence import Evidence
from yusuan.checks.measures import measured
from yusuan.checks.model import Check, Outcome, Statement, not_due
from yusuan.checks.performance_evidence import Goal, Indicator
from yusuan.checks.performance_targets import row
from yusuan.errors import excerpt
from yusuan.evidence.places import say_briefly
from yusuan.printed.characters import DIGIT_MARKS
from yusuan.printed.text import compact, key, printed_date

_COUNTED = r"[%‰年月日号次个项家人户万亿元件台天场期份条座套批名]"
_LIKE_DIGITS = "OolIZ"  # O for 0, l and I for 1, Z for 2
_DAY = re.compile(
    r"(?<![0-9])20[0-9]{2}(?:年[0-9]{1,2}月[0-9]{1,2}日|([-./])[0-9]{1,2}\1[0-9]{1,2}(?![0-9]))"
)
_WHOLE = Decimal(100)
_COMPARED = re.compile(r">=|<=|=>|=<|[≥≤≧≦><=]")
_RANGE = re.compile(
    r"(?P<low>[0-9]{1,9}(?:\.[0-9]+)?)[%％‰]?[-—–~～至](?P<high>[0-9]{1,9}(?:\.[0-9]+)?)(?![0-9.-])\D{0,6}"
)
_BOUNDS = re.compile(
    r"(?:>=?|[≥≧])(?P<low>[0-9]{1,9}(?:\.[0-9]+)?)[^0-9<≤≦或]{0,6}(?:<=?|[≤≦])(?P<high>[0-9]{1,9}(?:\.[0-9]+)?)\D{0,6}"
)
# What is written so and cannot be meant, and why.
_DAMAGED: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            rf"(?<![0-9A-Za-z])(?=[0-9{_LIKE_DIGITS}.]{{0,12}}[0-9])(?=[0-9.]{{0,12}}[{_LIKE_DIGITS}])"
            rf"[0-9{_LIKE_DIGITS}.]{{2,12}}{_COUNTED}"
        ),
        "数字里夹有字母",
    ),
    (re.compile(r"(?<![0-9.])(?:1[3-9]|[2-9][0-9])月(?:[0-9底末前初中]|$)"), "没有这个月份"),
    (re.compile(r"[0-9]月(?:3[2-9]|[4-9][0-9])[日号]"), "没有这一天"),
    (re.compile(r"(?<![0-9])(?:2[1-9]|[3-9][0-9])[0-9]{2}年(?:[0-9底末前]|$)"), "年份不可能"),
    (re.compile(r"(?<![0-9])[0-9]{5,8}年(?:[0-9底末前]|$)"), "年份不可能"),
    (
        re.compile(r"第(?:[五六七八九十]|[05-9]|[0-9]{2})季度|(?<![0-9个])[05-9]季度"),
        "没有这个季度",
    ),
    (
        re.compile(r"^20[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])$"),
        "看不出是日期还是数",
    ),
    (re.compile(r"(?<![0-9])[0-9]{1,3}['‘’´`][0-9]{3}(?![0-9])"), "数字里夹有撇号"),
    (re.compile(r"^[^\u4e00-\u9fff]{0,2}[0-9][%‰\u4e00-\u9fff]{0,3}[-—–~～至到]$"), "范围没有印完"),
    (re.compile(r"%%|‰‰|％％"), "单位印了两次"),
    (re.compile(r"[0-9][\u4e00-\u9fff]{1,2}[OolI]$"), "末尾多出一个字母"),
    (re.compile(r"^[》〉›](?=[0-9])"), "不是比较符号"),
    (
        re.compile(rf"^(?:>=|<=|[≥≤≧≦><=])(?:[X×x*_IV]{{1,4}}|[{DIGIT_MARKS}]+)?{_COUNTED}$"),
        "没有印出数",
    ),
    (
        re.compile(rf"^(?:>=|<=|[≥≤≧≦><=])[{_LIKE_DIGITS}]{{1,4}}{_COUNTED}$"),
        "数字里夹有字母",
    ),
    (re.compile(r"#(?:REF!|DIV/0!|N/A|VALUE!|NAME\?|NUM!)"), "是表格软件算不出时的记号"),
    (re.compile(r"[0-9](?:[方力]元|万员|万无|亿无)"), "单位不是金额的单位"),
)


def targets_legible(evidence: Evidence) -> Iterator[Outcome]:
    """A target is a number, a date or words: no letter inside a number, no date that is none."""
    count = 0
    yield from _without_value(evidence)
    if lost := evidence.lost_rows:
        more = f"等 {len(lost)} 行" if len(lost) > 1 else ""
        yield Statement(
            "fail",
            f"绩效目标表“{excerpt(lost[0].kind)}”的一行（{say_briefly(lost[0].place)}）{more}没有读成指标，没有核对。",
            left=lost[0].kind,
            right="没有读成指标",
            subject=lost[0].kind,
            places=tuple(each.place for each in lost),
            right_places=(),
        )
    for slip in evidence.form_slips:
        yield Statement(
            "fail",
            f"绩效目标表的栏目“{excerpt(slip.printed)}”（{say_briefly(slip.place)}）与“{slip.meant}”只差一字，"
            "这一栏没有读成数据。",
            left=slip.printed,
            right=slip.meant,
            subject=slip.meant,
            places=(slip.place,),
            right_places=(),
        )
    unitless = _lacking_unit(evidence)
    for project, indicator in evidence.indicators:
        why = _damage(compact(indicator.text)) or _unread(indicator) or _beyond(indicator)
        why = why or _due_before(indicator, evidence) or _turned_round(indicator)
        why = why or _exchanged(indicator)
        if why is None and id(indicator) in unitless:
            why = "没有印出单位，其他个数都有"
        if why is None:
            count += 1
            continue
        yield Statement(
            "fail",
            f"{row(project, indicator)}的指标值印作“{excerpt(indicator.text)}”：{why}。",
            left=f"{indicator.name}：{compact(indicator.text)}",
            subject=indicator.name,
            places=(indicator.place, indicator.place_end),
            right_places=(),
        )
    for goal in evidence.goals:
        for indicator in goal.indicators:
            said = compact(indicator.description)
            why = _damage(said) or _damage_in_prose(said) or _due_before(indicator, evidence)
            if why is not None:
                yield Statement(
                    "fail",
                    f"分项绩效目标 {goal.number} 的“{excerpt(indicator.name)}”"
                    f"（{say_briefly(indicator.place)}）：{why}。",
                    left=excerpt(indicator.description),
                    subject=indicator.name,
                    places=(indicator.place, indicator.place_end),
                    right_places=(),
                )
    if count:
        yield Statement("pass", f"{count} 个绩效指标的指标值写法没有矛盾。", left=f"{count} 个指标")


def _damage(text: str) -> str | None:
    """What is wrong with a target that cannot mean what it says, or None."""
    for pattern, why in _DAMAGED:
        if found := pattern.search(text):
            return f"“{found[0]}”{why}"
    if (day := _DAY.search(text)) and printed_date(day[0]) is None:
        return f"没有“{day[0]}”这一天"
    signs = [found.span() for found in _COMPARED.finditer(text)]
    if any(one[1] == other[0] for one, other in pairwise(signs)):
        return "比较符号印了两个"
    bare = _COMPARED.sub("", text)
    if signs and not bare:
        return "只有比较符号，没有数"
    bounds = _BOUNDS.fullmatch(text)
    if bounds and Decimal(bounds["low"]) > Decimal(bounds["high"]):
        return "下限大于上限"
    match = _RANGE.fullmatch(bare)
    if match and Decimal(match["low"]) > Decimal(match["high"]):
        return "范围的前一个数大于后一个数"
    return None


_STATES_A_LIMIT = re.compile(r"(?:[≥≤≧≦><]|不(?:少|低|小|多|高|大)于|不超过)\s?[0-9]")


def _exchanged(indicator: Indicator) -> str | None:
    """What is wrong with words in the place of a target beside a target in that of the words."""
    said = compact(indicator.description)
    words = indicator.kind == "qualitative" and not re.search("[0-9]", indicator.text)
    if not words or _STATES_A_LIMIT.match(said) is None:
        return None
    return f"描述“{excerpt(indicator.description)}”倒像是指标值，两栏可能印反了"


_FEW = 4  # so many others for each that lacks something


def _without_value(evidence: Evidence) -> Iterator[Statement]:
    """Indicators that have a name and no target, where nearly all others have one."""
    rows = [(project, each) for project in evidence.projects for each in project.indicators]
    lacking = [
        (project, each)
        for project, each in rows
        if each.kind is None and not each.text.strip() and key(each.name) not in _NO_NAMES
    ]
    if len(lacking) * _FEW > len(rows):
        return
    for project, indicator in lacking:
        yield Statement(
            "fail",
            f"{row(project, indicator)}没有印出指标值。",
            left=indicator.name,
            right="没有指标值",
            subject=indicator.name,
            places=(indicator.place, indicator.place_end),
            right_places=(),
        )


_NO_NAMES = ("", "不涉及", "无", "—", "-", "/")
_FEW_COUNTED = 3
_UNIT_SAID = re.compile(r"[(（][^()（）]{1,6}[)）]$")


def _lacking_unit(evidence: Evidence) -> set[int]:
    """Ids of targets of what is counted that have no unit, where nearly all others have one."""
    counted = [
        each
        for _, each in evidence.indicators
        if each.kind == "quantity" and measured(each) == "count"
    ]
    lacking = [each for each in counted if not each.unit and not _UNIT_SAID.search(each.name)]
    return set(map(id, lacking)) if len(lacking) * _FEW_COUNTED <= len(counted) else set()


_LIMIT = "不(?:少|低|小|多|高|大)于|不超过|[≥≤≧≦]"
_WITHOUT_NUMBER = re.compile(
    rf"(?:{_LIMIT})(?:[个家户人名项次台套件份批场座条篇期亩%‰]|万?元)(?=[，。；,;、]|$)"
)
_TWO_LIMITS = re.compile(rf"(?:{_LIMIT}){{2}}")


def _damage_in_prose(text: str) -> str | None:
    """What is wrong with a clause that states a target among words, or None."""
    if found := _WITHOUT_NUMBER.search(text):
        return f"“{found[0]}”没有印出数"
    if found := _TWO_LIMITS.search(text):
        return f"“{found[0]}”比较的词印了两个"
    return None


# Shares of a whole: never more than all of it. 完成率 and 增长率 may be.
_SHARE = re.compile(
    r"(?:满意|及时|合格|准确|正确|覆盖|达标|知晓|成活|优良|办结|完好|入库|普及)(?:率|度)$"
)


def _beyond(indicator: Indicator) -> str | None:
    """What is wrong with a share that is more than the whole or less than nothing."""
    if indicator.unit != "%" or not _SHARE.search(key(indicator.name)):
        return None
    bounds = [bound for bound in (indicator.low, indicator.high) if bound is not None]
    if any(bound > _WHOLE for bound in bounds):
        return "这样的比率不会超过 100%"
    return "这样的比率不会是负数" if any(bound < 0 for bound in bounds) else None


_SATISFIED = re.compile("(?<!不)满意(?:度|率|程度)$")
_COST = re.compile("(?:成本|费用?|经费|支出|总额)(?:控制)?(?:数|额|金额)?$")
_NO_CEILING = re.compile("节约|节省|降低|减少|压减|压缩|补|薪|工资|标准|投资|投入|收|效益|带动|筹")


def _turned_round(indicator: Indicator) -> str | None:
    """What is wrong with a sign that makes a most of what should be much, or a least of a cost."""
    name = key(indicator.name)
    if indicator.operator in ("<=", "<") and indicator.unit == "%" and _SATISFIED.search(name):
        return "满意度是越高越好的，这里却不许更高，比较符号可能印反了"
    if "成本" not in key(indicator.level2):
        return None
    if (
        indicator.operator in (">=", ">")
        and indicator.unit.endswith("元")
        and _COST.search(name)
        and not _NO_CEILING.search(name + key(indicator.description))
    ):
        return "成本是越低越好的，这里却不许更低，比较符号可能印反了"
    bounds = [bound for bound in (indicator.low, indicator.high) if bound is not None]
    return "成本不会是负数" if any(bound < 0 for bound in bounds) else None


_MARKS = "*※●○◆■□·•-—、.。:："


def _due_before(indicator: Indicator, evidence: Evidence) -> str | None:
    """What is wrong with a goal of a budget that is due before its year; later ones may be."""
    year = evidence.fiscal_year
    if indicator.due is None or year is None or evidence.kind != "budget":
        return None
    if indicator.due.year >= year:
        return None
    return f"期限早于预算年度 {year} 年"


def _unread(indicator: Indicator) -> str | None:
    """What is wrong with a target that compares with something that is no number."""
    text = compact(indicator.text).lstrip(_MARKS)
    if indicator.kind == "qualitative" and _COMPARED.match(text) and re.search("[0-9百]", text):
        return "比较符号之后读不出是多少"
    return None


def projects_once(evidence: Evidence) -> Iterator[Outcome]:
    """No project is printed twice with the same title, goal and indicators."""
    if not evidence.projects:
        yield not_due("没有项目绩效目标")
        return
    first: dict[tuple[object, ...], Goal] = {}
    twice = 0
    for project in evidence.projects:
        for one, other in pairwise(project.indicators):
            if not other.stated or not other.text.strip() or _row(one) != _row(other):
                continue
            twice += 1
            yield Statement(
                "fail",
                f"{row(project, other)}与紧接其上的一行完全相同（{say_briefly(one.place)}），同一行可能印了两次。",
                left=other.name,
                subject=other.name,
                places=(one.place, other.place),
                right_places=(one.place,),
            )
    for project in evidence.projects:
        known = first.setdefault(_said(project), project)
        if known is project or not project.indicators:
            continue
        twice += 1
        yield Statement(
            "fail",
            f"项目“{project.title}”的绩效目标表印了两次，内容完全相同"
            f"（{say_briefly(known.place)}、{say_briefly(project.place)}）。",
            left=project.title,
            subject=project.title,
            places=(known.place, project.place),
            right_places=(project.place,),
        )
    if not twice:
        yield Statement("pass", f"{len(evidence.projects)} 个项目的绩效目标表各印一次。")


def _said(project: Goal) -> tuple[object, ...]:
    rows = tuple(map(_row, project.indicators))
    return key(project.title), key(project.text), rows


def _row(indicator: Indicator) -> tuple[str, ...]:
    return tuple(
        map(key, (indicator.level2, indicator.name, indicator.description, indicator.text))
    )


CHECKS: tuple[Check, ...] = (
    Check(
        id="target-legible",
        title="指标值的写法",
        rule="指标值的数字里没有字母，日期是有的日期，只有一个比较符号，范围从小到大；满意度、合格率一类不超过 100%；"
        "满意度不写“不高于”，成本费用不写“不低于”；几乎都有指标值和单位的，每一个都有；"
        "预算的期限不早于预算年度；部门整体的分项目标也是如此。",
        severity="warning",
        consequence="meaning",
        basis="绩效指标应可衡量（财预〔2015〕88号）",
        family="performance",
        evaluate=targets_legible,
    ),
    Check(
        id="project-once",
        title="项目只印一次",
        rule="没有两张绩效目标表的项目、目标和指标完全相同，一张表中也没有紧接的两行完全相同。",
        severity="warning",
        consequence="meaning",
        basis="公开模板：一个项目一张表",
        family="performance",
        evaluate=projects_once,
    ),
)
