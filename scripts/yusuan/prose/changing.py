"""The words of a change: 增加, 压减, and what may stand around them."""

import re
from typing import Literal

from yusuan.prose.comparing import COMPARED
from yusuan.prose.naming import unknown_base

Direction = Literal["increase", "decrease"]
_INCREASES = (
    "净增加 净增长 增加 增长 上升 增支 增收 调增 核增 追加 新增 提高 上调 净增 增多 扩大 升高 多出 超出"
    " 多增 递增 上浮 上涨 攀升 扩增 增幅 增高 走高 高出 加大 增列 增补 多安排 多支出 ↑"
)
_DECREASES = (
    "净减少 净下降 减少 下降 降低 压减 减支 减收 调减 核减 压缩 缩减 削减 下调 回落 负增长 净减 缩小 收窄 下浮"
    " 冲减 递减 短少 下滑 滑落 减小 减低 减幅 降幅 压降 追减 清减 控减 紧缩 收缩 减列 少安排 少支出 ↓"
)
# The longest first: 负增长 is no 增长.
CHANGES: tuple[tuple[str, Direction], ...] = tuple(
    sorted(
        (
            *((word, "increase") for word in _INCREASES.split()),
            *((word, "decrease") for word in _DECREASES.split()),
        ),
        key=lambda pair: -len(pair[0]),
    )
)
# What may stand between the name and the word of change: 基本支出仅增加, 基本支出相应减少.
HOW = re.compile(
    r"(?:仅|只|也|又|再|均|都|各自?|分别|[已己巳]|将|总体上?|相应|同步|累计?|合计|总共|共计?|实际|年中|即|略有?|有所|主要|的|反"
    r"|按?(?:同|可比)口径)+(?:是|为)?$"
)
_SAVED = re.compile("节[约省]了?$")
_SHORT: tuple[tuple[str, Direction], ...] = (("增", "increase"), ("减", "decrease"))
_MORE: tuple[tuple[str, Direction], ...] = (("多", "increase"), ("少", "decrease"))
MORE_OR_LESS: tuple[tuple[str, Direction], ...] = (
    *_MORE,
    ("节约", "decrease"),
    ("节省", "decrease"),
    ("超支", "increase"),
    ("超", "increase"),
    ("节支", "decrease"),
    *_SHORT,
    ("升", "increase"),
    ("降", "decrease"),
    ("高", "increase"),
    ("低", "decrease"),
)
# More or less, and which of the two is not said: 增减, 未减少, 相差.
UNCLEAR = re.compile(
    r"(?:增减|增[/／]减|零增长|增加[（(]减少[）)]|减少[（(]增加[）)]|增加或减少|增（减）|增\(减\)|变动|变化|相差|差额|差异|差距"
    r"|(?:增加|增长|上升)(?:减少|下降|降低)|(?:减少|下降|降低)(?:增加|增长|上升)"
    r"|(?:增长|增加|上升|下降|减少|降低)(?:率|比例))"
    r"(?:变动|变化|情况)*(?:数?额|金额|数)?(?:为|是|达|计|共)*\s*$"
)
# 稳增长, 促增收: what money is for, no change of it; nor is 最多, 至少.
_AIMED = frozenset("稳促保助拉最至众")
# 少增加, 减多: of two words of opposite ways nobody can say which is meant.
_OPPOSITE = {**dict.fromkeys("增多升高", "减少降低"), **dict.fromkeys("减少降低", "增多升高")}
_DENIED = re.compile(r"(?:不|未|没有|没|无|并非|非)(?:再|曾|有|予)?$")
# Behind the word of a change; 减少为 and 增加到 tell a level instead.
_CHANGE_TAIL = re.compile(
    r"(?:了|的|大?约|将?近|接近|不到|不足|不超过|至[少多]|[高多]达|超过?|逾|共计?|支出|预算|资金|安排)*(?:约为)?\s*|(?:数?额|数|量|金额|幅度?)(?:为|是|达|约|共|计)*\s*"
)
LEVEL_WORDS = re.compile(
    rf"(?:{'|'.join((*_INCREASES.split(), *_DECREASES.split(), '增', '减', '升', '降', '调整'))})"
    r"(?:为|到|至)了?\s*$|(?:保持|维持|稳定|控制)在\s*$"
)
# 主要是增加人员经费5万元: the word of change stands before what it is of.
VERB_FIRST = re.compile(
    r"(?P<of>.*?)(?:主要|原因|因为|由于|其中|是|系|为|相应|共|年中|[:：])*(?P<word>增加(?!值)|减少|压减|调增|调减|压缩|削减|核[增减]|缩减|追[加减])了?"
    r"(?P<name>[^增减为是达至到约计]{1,20}(?:经费|费用?|支出|资金|收入|预算|拨款|款|补[助贴]|津贴|工资|奖金|公积金|养老金|项目|工程|社保)"
    r"|(?:工资|社保|奖金|公积金|养老金|津贴|补贴))"
)


def change_in(clause: str, compared: bool) -> tuple[Direction, int] | None:
    """(direction, where the word of change begins) if the clause states a change.

    ``compared`` is whether the sentence said before with what it compares.
    """
    words = CHANGES
    if COMPARED.search(clause):
        words = CHANGES + MORE_OR_LESS
    elif compared:
        words = CHANGES + _SHORT + _MORE
    for word, direction in words:
        at = clause.rfind(word)
        if at >= 0 and _CHANGE_TAIL.fullmatch(clause, at + len(word)):
            return None if clause[at - 1 : at] in _AIMED else (direction, at)
    saved = _SAVED.search(clause)  # 费用较原计划节约
    return ("decrease", saved.start()) if saved and unknown_base(clause[: saved.start()]) else None


def again(named: str, direction: Direction) -> str:
    """``named`` without a word of change that is printed twice: 减少减少5万元."""
    words = [word for word, which in CHANGES + _SHORT + _MORE if which == direction]
    while word := next((word for word in words if named.endswith(word)), ""):
        named = named.removesuffix(word)
    return named


def denied(clause: str, at: int) -> bool:
    """Whether the word of change at ``at`` is denied, or stands behind one of its opposite."""
    return _DENIED.search(clause[:at]) is not None or (
        at > 0 and clause[at] in _OPPOSITE and clause[at - 1] in _OPPOSITE[clause[at]]
    )
