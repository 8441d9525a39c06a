"""Amounts that are a limit of what is told, and no money of anybody: 单价50万元以上的设备."""

import re

from yusuan.prose.money import Money

_PRICE = r"(?:单价|单位价值|单[台件套个辆笔项次]|每[台件套]|限额)(?:金额|价值|标准|价格)?"
_BEFORE = re.compile(
    rf"{_PRICE}(?:为|是|在|达到?)?\s*(?:[0-9][0-9.]{{0,8}}\s*[万亿]?元\s*[（(]\s*不?含\s*)?$"
)
_EXCEEDS = re.compile(rf"{_PRICE}(?:超过|大于|高于|低于|小于|不低于|不足)\s*$")
_HOLDS = r"(?:\s*[（(]\s*不?含[^（()）]{0,10}[)）])?"
_BEHIND = re.compile(rf"[)）]?{_HOLDS}\s*及?以[上下]")
_THINGS = re.compile(
    rf"{_HOLDS}\s*及?以[上下]{_HOLDS}的?(?:(?:大型|专用|通用|科研|仪器|办公){{0,2}}(?:设备|仪器|车辆|固定资产)"
    # 规模500万元以上企业30家, 投资500万元以上项目: enterprises and projects, counted or named
    r"|(?:工业|重点|重大|建设|商贸|服务业){0,2}(?:企业|项目|工程|合同)(?!经费|资金|支出|预算|建设|款|补)"
    r"|支出[0-9]{1,4}\s?笔)"
)
_LONGEST = 30


def is_threshold(text: str, found: Money) -> bool:
    """Whether the words around an amount make a limit of it."""
    before = text[max(0, found.start - _LONGEST) : found.start]
    if _EXCEEDS.search(before):
        return True
    if _BEHIND.match(text, found.end) is None:
        return False
    return bool(_BEFORE.search(before) or _THINGS.match(text, found.end))
