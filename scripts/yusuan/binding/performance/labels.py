"""The words that head the columns and fields of performance tables everywhere."""

import re
from functools import lru_cache

from yusuan.printed.target_words import OPERATOR_PATTERN
from yusuan.printed.text import key
from yusuan.tables.performance import GoalSpan

_LONGEST_LABEL = 60
_AMOUNT_BEHIND = r"(?:\((?:单位:)?(?:人民币)?(?:元|千元|万元|百万元|亿元)\))?"
_NOTE_BEHIND = r"(?:\([^()]{1,12}\))?"


def _any(*words: str) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(words)}){_NOTE_BEHIND}:?")


# Columns of indicators, by field of performance_indicators; the first that matches counts.
INDICATOR_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("level1", _any("一级指标(?:名称)?")),
    ("level2", _any("二级指标(?:名称)?")),
    (
        "level3",
        _any("三级指标(?:名称|内容)?", "绩效指标(?:名称)?", "指标名称", "评价指标", "指标内容"),
    ),
    (
        "description",
        _any(
            "(?:绩效)?指标(?:描述|解释|说明|含义)",
            "绩效指标内容",
            "指标值(?:内容|说明|解释)",
            "(?:绩效)?指标内涵",
        ),
    ),
    (
        "target_text",
        _any(
            "(?:年度|本年度?|全年|当年|目标|计划|预期|年初)?(?:绩效)?(?:指标|目标)值(?:[及和与](?:计量|度量)?单位)?",
            "(?:实施期|中期|长期|项目期|(?:实施|项目)?周期)(?:绩效)?(?:指标|目标)值",
            "(?:年度|本年|全年|当年)?预期(?:年度|本年|全年|当年)?(?:实现|完成|达到)?(?:的)?值",
            "(?:全年|本年度?|当年度?|年度)(?:计划|预期)?值",
            "绩效标准",
        ),
    ),
    (
        "operator_text",
        _any("(?:绩效)?指标(?:性质|方向性?|符号|值类型)", "(?:计算|运算|比较)符号", "目标值符号"),
    ),
    ("unit_text", _any("(?:绩效)?(?:计量|度量|指标)单位", "单位")),
    (
        "achieved_text",
        _any(
            "(?:年度|全年|本年|指标|目标|实际|绩效)*(?:完成|实现|达成)(?:的)?(?:指标|目标)?(?:值|情况)",
            "(?:年度|全年)?实际(?:指标|目标)?值",
        ),
    ),
    ("score", _any("(?:自评|评价|实际|指标)?得分", "(?:自评|评价)分(?:值|数)?", "自评得分")),
    (
        "deviation",
        _any(
            "(?:(?:偏差|未完成|扣分|差异|未达标)(?:较大)?(?:的)?)?原因(?:分析|说明)?(?:[及和与、](?:下一步)?(?:拟采取)?(?:的)?(?:改进|整改)(?:措施|情况|意见))?",
            "偏差(?:情况)?(?:分析|说明)",
        ),
    ),
    (
        "weight",
        _any(
            "(?:本年|年度|当年|指标)?(?:分值(?:权重)?|权重(?:分值)?|指标分值|指标权重)",
            "分值\\(权重\\)",
        ),
    ),
    ("basis", _any("指标值(?:确定)?依据", "(?:设定|确定)依据", "指标来源")),
    (
        "scoring",
        _any("评?(?:\\(扣\\))?分标准", "评分(?:标准|规则)", "评(?:\\(扣\\))?分标准", "评价标准"),
    ),
    (
        "remark",
        _any(
            "备注",
            "说明",
            "是否核心(?:指标)?",
            "活动",
            "任务名称",
            "指标属性",
            "完成时限",
        ),
    ),
)
# Fields of a project, as labels of a form or as columns beside its indicators.
PROJECT_NAME = _any(
    "(?:一级|二级)?项目(?:支出)?名称",
    "(?:单位)?(?:\\((?:项目|专项)\\))名称",
    "单位(?:名称)?、项目名称",
    "(?:预算|项目)?单位(?:名称)?\\(项目(?:名称)?\\)",
    "专项(?:资金)?名称",
    "专项(?:业务)?\\(项目\\)(?:名称)?",
    "项目\\(专项\\)(?:名称)?",
    "项目",
)
DEPARTMENT_NAME = _any(
    "部门名称", "部门\\(单位\\)名称", "单位名称", "预算部门", "部门\\(单位\\)", "填报(?:部门|单位)"
)
PROJECT_TEXTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "supervising_department",
        _any("(?:项目|业务)?主管部门(?:及代码|名称)?", "主管部门\\(单位\\)"),
    ),
    (
        "implementing_unit",
        _any(
            "(?:项目)?(?:实施|使用|承担|执行|负责)单位(?:名称)?",
            "项目单位(?:名称)?",
            "(?:二级)?预算单位(?:名称)?",
        ),
    ),
    (
        "project_code",
        _any("项目(?:编码|代码|编号)", "(?:预算)?单位(?:编码|代码)\\(项目(?:编码|代码)\\)"),
    ),
    ("unit_code", _any("单位编码", "单位代码", "预算单位编码")),
    (
        "project_period",
        _any(
            "(?:项目(?:支出)?)?实施(?:期限?|周期)?",
            "项目期限?",
            "(?:项目)?起止时间",
            "项目周期",
            "项目日期范围",
        ),
    ),
    ("project_type", _any("项目(?:类型|属性|类别|性质|分类)", "资金性质")),
    (
        "overview",
        _any(
            "项目(?:概况|概述|简介|内容|背景|基本情况)",
            "立项依据",
            "项目立项(?:依据|情况)",
        ),
    ),
    (
        "achieved",
        _any(
            "(?:年度|全年)?(?:总体|预期)?(?:绩效)?目标(?:实际)?(?:完成|实现|达成)情况(?:综述|说明)?"
        ),
    ),
)
GOAL = _any(
    "(?:项目)?(?:年度|当年|本年度?|总体|整体|年度总体|实施期|中期|长期|部门整体|项目总体|项目实施期|专项实施期|项目年度|履职)*"
    "(?:绩效)?(?:总)?目标(?:内容|描述|概述)?",
)
# Of whose goal: that of the whole period, or that of the year; one of several has its number.
_SPAN = r"(?:项目|专项)?(?:{})(?:总体|预期)?(?:绩效)?总?(?:目标|指标)(?:值|[0-9]{{1,2}})?(?:\([^()]{{1,24}}\))?:?"
_SPANS: tuple[tuple[GoalSpan, re.Pattern[str]], ...] = (
    ("period", re.compile(_SPAN.format("实施期内?|中期|长期|项目期|(?:全|实施|项目)?周期"))),
    ("year", re.compile(_SPAN.format("年度|本年度?|当年度?|[0-9]{4}年度?"))),
)
# What a department's duties consist of, each with its money and goal, as columns of a list.
ACTIVITY = _any("(?:部门)?职责(?:[-—]?(?:工作)?活动)?", "(?:职责[-—]?)?工作活动")
ACTIVITY_CONTENT = _any("(?:职责|活动|工作)?内容(?:描述)?")
# What a column of comparisons says.
COMPARISON = re.compile(rf"[≥≤＝=＞>＜<≧≦⩾⩽]{{1,2}}|等于|{OPERATOR_PATTERN}")
# Columns below 评价标准: the points are given by grade.
GRADES = ("优", "良", "中", "差")
AMOUNTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "period_amount",
        re.compile(
            rf"(?:(?:实施期|中期|项目周期)(?:资金)?(?:总额|金额|总金额)|项目总预算){_AMOUNT_BEHIND}:?"
        ),
    ),
    (
        "total_amount",
        re.compile(
            r"(?!(?:项目|专项|部门)数)(?:年度|当年|本年|项目|项目当年|项目年度|年度预算|年度本级|专项|部门)?(?:资金|预算|预算支出|财政拨款预算)?(?:总额|总金额|金额|资金总额|预算数|预算资金|预算|支出预算(?:合计|总额|总量)|数)"
            rf"{_AMOUNT_BEHIND}:?"
        ),
    ),
    (
        "fiscal_amount",
        re.compile(
            r"(?:其中:?)?(?:(?:本年|当年)?(?:一般公共预算)?财政(?:拨款|性?资金)(?:金额)?|政府预算资金)"
            rf"{_AMOUNT_BEHIND}:?"
        ),
    ),
    ("carryover_amount", re.compile(rf"(?:其中:?)?上年结转(?:资金|结余)?{_AMOUNT_BEHIND}:?")),
    (
        "other_amount",
        re.compile(rf"(?:其中:?)?(?:其他资金|其它资金|单位资金|自筹资金|其他){_AMOUNT_BEHIND}:?"),
    ),
    *(
        (f"{fund}_amount", re.compile(rf"(?:其中:?)?{words}(?:拨款|资金)?{_AMOUNT_BEHIND}:?"))
        for fund, words in (
            ("general_public_budget", "一般公共预算"),
            ("government_fund", "政府性?基金(?:预算)?"),
            ("state_capital", "国有资本经营(?:预算)?"),
            ("special_account", "(?:(?:财政)?专户(?:管理)?|纳入(?:财政)?专户管理的?(?:非税收入)?)"),
        )
    ),
    ("own_level_amount", re.compile(rf"(?:其中:?)?(?:[省市区县]|本)级支出{_AMOUNT_BEHIND}:?")),
    (
        "transfers_amount",
        re.compile(
            rf"(?:其中:?)?(?:对下级?)?补助(?:下级|市县|市区|区县|县区|县市|市州|州市){_AMOUNT_BEHIND}:?"
        ),
    ),
)
# Of a whole department's form: the fields of ``department_tasks`` that a project has none of.
DEPARTMENT_AMOUNTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("basic_amount", re.compile(rf"(?:其中:?)?基本支出(?:总?额|金额)?{_AMOUNT_BEHIND}:?")),
    ("project_amount", re.compile(rf"(?:其中:?)?项目支出(?:总?额|金额)?{_AMOUNT_BEHIND}:?")),
)
MONEY = frozenset(
    (
        *(name for name, _ in (*AMOUNTS, *DEPARTMENT_AMOUNTS)),
        *(f"period_{name}" for name, _ in AMOUNTS),
        *(f"fiscal_{name}" for name, _ in DEPARTMENT_AMOUNTS),
    )
)
# 1、资金来源：（1）政府预算资金: the number of an amount in a list, with what heads the list.
_LISTED = re.compile(r"(?:[0-9]{1,2}[、.])?(?:资金(?:来源|结构):?)?\([0-9]{1,2}\)")
# Labels that head a group of rows or say how points are given: no content of their own.
_HEADINGS = _any(
    "(?:部门|项目)?(?:整体)?(?:支出)?(?:年度|本年度?|长期|中期|实施期)?绩效(?:目标)?指标(?:完成情况|表)?",
    "绩效目标指标",
    "(?:项目|总体|专项)?资金(?:情况|金额|来源)?",
    "总体资金情况",
    "专项资金情况",
    "执行率分值",
    "其他说明",
    "备注",
    "(?:未完成)?原因(?:分析|说明)?",
    r"(?:[0-9][.、．])?项目年度目标完成情况",
    "其中",
    "序号",
    "年度主要任务",
    "(?:年度|本年)?(?:部门)?(?:整体)?(?:支出)?预算(?:情况)?",
    "任务名称",
    "主要内容",
    "(?:目标)?名称",
    "目标说明",
    "预算金额",
    "基本支出",
    "项目支出",
    "人员经费",
    "公用经费",
    "合计",
    "小计",
    "金额合计",
    "(?:预算)?执行率",
    "填报说明",
    "总额",
    "按(?:收入|支出)性质分",
)
# 年度预算申请（万元）: whatever it heads, the amounts beside it are in this unit.
_HEADS_MONEY = re.compile(r"\S{2,14}\((?:单位:?)?(?:元|千元|万元|百万元|亿元)\):?")
# 产出指标 over a pair of columns, the indicator and its value, beside other such pairs.
_FIRST_LEVEL = re.compile(r"(?:社会|经济|生态)?(?:成本|产出|效益|效果|满意度|管理|过程)\S{0,6}指标")
# A second level of indicators, whatever its column is called.
_SECOND_LEVEL = re.compile("(?:数量|质量|时效)指标")
# Who filled in the form and when, below its indicators: 填报人：, 联系电话：.
_SIGNED = re.compile(
    "(?:(?:填报|填表|制表|编制|审核|复核|经办|联系|(?:单位|部门|项目|财务)?负责)人"
    "|(?:单位|部门)(?:主要)?(?:领导|负责同志)|联系(?:电话|方式)|(?:填报|填表|编制)(?:日期|时间))"
    "(?:\\([^()]{1,8}\\))?(?::.*)?"
)
# Of either level, with or without 指标 behind it, as columns of a list print them.
_KIND = re.compile(
    "(?:数量|质量|时效|(?:经济|社会|生态|环境|生态环境)?成本|(?:经济|社会|生态|环境|生态环境)效益"
    "|可持续(?:发展)?影响|(?:社会公众或|社会公众|服务对象|受益对象|群众)*满意度)(?:指标)?"
)
_MONEY = re.compile(r"(?<![\u4e00-\u9fff])(元|千元|万元|百万元|亿元)(?![\u4e00-\u9fff/])")


@lru_cache(maxsize=1 << 12)
def indicator_field(text: str) -> str | None:
    """The field of an indicator that a column of this label holds, or None."""
    if len(text) > _LONGEST_LABEL:
        return None
    compared = key(text)
    return next((name for name, words in INDICATOR_COLUMNS if words.fullmatch(compared)), None)


@lru_cache(maxsize=1 << 12)
def project_field(text: str) -> str | None:
    """The field of a project that stands behind or below this label, or None.

    Beside the fields of ``projects``: ``name``, ``department`` (the whole department's form) and
    ``goal``.
    """
    if len(text) > _LONGEST_LABEL:
        return None
    compared = key(text)
    if PROJECT_NAME.fullmatch(compared):
        return "name"
    if DEPARTMENT_NAME.fullmatch(compared):
        return "department"
    for name, words in PROJECT_TEXTS:
        if words.fullmatch(compared):
            return name
    unlisted = _LISTED.sub("", compared, count=1)
    for name, words in AMOUNTS:
        if words.fullmatch(unlisted):
            return name
    return "goal" if GOAL.fullmatch(compared) else None


def activity_field(text: str) -> str | None:
    """``name`` or ``content`` of the activities that a department's duties consist of."""
    compared = key(text) if len(text) <= _LONGEST_LABEL else ""
    if ACTIVITY.fullmatch(compared):
        return "name"
    return "content" if ACTIVITY_CONTENT.fullmatch(compared) else None


@lru_cache(maxsize=1 << 12)
def department_field(text: str) -> str | None:
    """The part of a department's money that stands behind or below this label, or None."""
    compared = key(text) if len(text) <= _LONGEST_LABEL else ""
    compared = _LISTED.sub("", compared, count=1)
    return next((name for name, words in DEPARTMENT_AMOUNTS if words.fullmatch(compared)), None)


def is_listed(text: str) -> bool:
    """Whether an amount's label says its place in a list: no label above it tells more."""
    return _LISTED.match(key(text)) is not None


@lru_cache(maxsize=1 << 12)
def goal_span(text: str) -> GoalSpan | None:
    """Whose goal or target a label says it is: 实施期目标, 年度目标（2024年）, 年度指标值."""
    compared = key(text) if len(text) <= _LONGEST_LABEL else ""
    return next((span for span, words in _SPANS if words.fullmatch(compared)), None)


@lru_cache(maxsize=1 << 12)
def is_heading(text: str) -> bool:
    """Whether this is a label with no content of its own."""
    return len(text) <= _LONGEST_LABEL and _HEADINGS.fullmatch(key(text)) is not None


@lru_cache(maxsize=1 << 12)
def money_in_one(text: str) -> tuple[str, str] | None:
    """(field, amount) of a label with its amount in one cell: 其中：一般公共预算：970万元."""
    found = _IN_ONE.fullmatch(text) if len(text) <= _LONGEST_LABEL else None
    if found and _YEAR_OF.fullmatch(key(text)):
        return None  # 年度预算：2026
    field = found and (project_field(found["label"]) or department_field(found["label"]))
    return (field, found["amount"]) if found and field in MONEY else None


_YEAR_OF = re.compile(".*预算:20[0-9]{2}")
_IN_ONE = re.compile(
    r"\s*(?P<label>(?:其中\s*[:：]\s*)?[^:：0-9]{2,20})\s*[:：]\s*"
    r"(?P<amount>-?[0-9][0-9,]*(?:\.[0-9]+)?\s*(?:万?元)?)\s*"
)


def heads_money(text: str) -> bool:
    """Whether this label states the unit of the amounts beside it."""
    return len(text) <= _LONGEST_LABEL and _HEADS_MONEY.fullmatch(key(text)) is not None


def is_first_level(text: str) -> bool:
    """Whether this names a first level of indicators itself: ``产出指标``."""
    return len(text) <= _LONGEST_LABEL and _FIRST_LEVEL.fullmatch(key(text)) is not None


def is_second_level(text: str) -> bool:
    """Whether this names a second level of indicators itself: ``数量指标``."""
    return len(text) <= _LONGEST_LABEL and _SECOND_LEVEL.fullmatch(key(text)) is not None


def is_kind(text: str) -> bool:
    """Whether this names a kind of indicators, as a column of a list: ``质量指标``, ``社会效益``."""
    return len(text) <= _LONGEST_LABEL and _KIND.fullmatch(key(text)) is not None


@lru_cache(maxsize=1 << 12)
def is_signature(text: str) -> bool:
    """Whether this says who filled in a form, or heads that: ``填报人：``."""
    return len(text) <= _LONGEST_LABEL and _SIGNED.fullmatch(key(text)) is not None


def is_level(text: str) -> bool:
    """Whether this names a level of indicators: 产出指标, 质量指标, 社会效益."""
    return is_first_level(text) or is_kind(text)


def is_total(text: str) -> bool:
    """Whether this label heads the total of the labels beside it."""
    return key(text) in ("合计", "小计", "总额", "金额")


def money_unit(text: str) -> str | None:
    """The unit of money that a label states: ``项目资金（万元）`` -> ``万元``."""
    match = _MONEY.search(key(text))
    return match[1] if match else None
