"""Item labels as these tables print them: 一、…, 1、…, 其中：…, with a unit in brackets."""

import re
from typing import NamedTuple

from yusuan.printed.numbering import BEHIND_NUMERAL, NUMERAL, parted
from yusuan.printed.text import chinese_number, key, name_key, without_note

_NUMBERED = re.compile(
    rf"\s*(?:[-—–]{{1,2}}\s*)?(?:({NUMERAL})\s*{BEHIND_NUMERAL}|([0-9]{{1,2}})\s*[、.．])\s*(?=\S)(.*)",
    re.DOTALL,
)
_OF_WHICH = re.compile(r"\s*其\s*中\s*[:：]\s*(.*)", re.DOTALL)
# 平方米, 台/套/辆; 不含车辆 and 本级 say something else of the name.
_UNIT = re.compile(
    r"[（(]\s*((?![不未]?含|本级|机关|汇总)[^（）()/、,，]{1,4}(?:\s*[/、,，]\s*[^（）()/、,，]{1,4})*)[）)]\s*$"
)
_MONEY_BEHIND = re.compile(r"(?<=.)[（(](?:单位[:：])?[百千]?[万亿]?元[）)]\s*$")
# 部门合计, 合计（万元）, 合计：
_ROUND_A_TOTAL = re.compile(
    r"^(?:本?部门|本?单位|全部|本表|总表)(?=.)|(?<=计)(?:数|金额|\([^()]{0,6}元\))?[:;,.、]?$"
)
_FIGURE = re.compile(r"\s*[0-9][0-9.,]*\s*")
_COLON_BEHIND = re.compile(r"(?<=[^中])\s*[:：]$")  # 收入总计：
TOTAL_NAMES = frozenset({"合计", "总计", "总合计", "共计", "资产总额", "资产合计"})


class Item(NamedTuple):
    """A printed item label in its parts; ``name`` has neither number nor 其中."""

    number: int | None
    name: str
    of_which: bool
    total: bool
    subtotal: bool


def parse_item(label: str) -> Item:
    """The parts of an item label such as ``二、公务用车购置及运维费`` or ``其中：公务用车购置费``."""
    number: int | None = None
    name = label = parted(without_note(label))
    of_which = False
    # 0.00 where a name is due is no item 0
    match = None if _FIGURE.fullmatch(label) else _NUMBERED.fullmatch(label)
    if match:
        number = chinese_number(match[1]) if match[1] else int(match[2])
        name = match[3] if number is not None else label
    if match := _OF_WHICH.fullmatch(name):
        of_which, name = True, match[1]
    name = _MONEY_BEHIND.sub("", _COLON_BEHIND.sub("", name.strip()))
    compared = name_key(name)
    return Item(
        number,
        name,
        of_which,
        bare_total(name) in TOTAL_NAMES,
        number is None and compared.endswith("小计"),
    )


def bare_total(label: str) -> str:
    """What a total is called, without what may stand round it: 合计*, **合计**, 部门合计：."""
    return _ROUND_A_TOTAL.sub("", key(without_note(label)))


def unit_of(name: str) -> tuple[str, str | None]:
    """``房屋（平方米）`` -> (``房屋``, ``平方米``); None where no unit is printed."""
    if match := _UNIT.search(name):
        return name[: match.start()].strip(), match[1].strip()
    return name, None
