"""由9万元减少至8万元: two levels of one thing, of which only the latter is of the report's year."""

import re
from typing import NamedTuple

_MONEY = r"[0-9][0-9,.]*\s*[百千]?[万亿]?元"
_NAME = r"(?P<name>[^，。；：、,;:\n]{0,40}?)"
_FORMER = r"(?P<word>[由从])(?P<of>上一?年度?|去年|前一年|20[0-9]{2}\s*年度?)?的?(?:[预决]算|执行|支出|收入)?数?的?\s*"
_BECOMES = r"(?:增加?|增长|减少?|下降|降低?|提高|上升|压减|压缩|调[整增减]|提升|变)了?(?P<to>[到至为])了?\s*"
_FROM = re.compile(rf"{_NAME}{_FORMER}")
_TO = re.compile(
    rf"{_NAME}{_FORMER}{_MONEY}\s*{_BECOMES}(?:(?:20[0-9]{{2}}\s*年度?|[今本]年度?)的?)?\s*"
)
_BEHIND = re.compile(rf"\s*{_BECOMES}(?:(?:20[0-9]{{2}}\s*年度?|[今本]年度?)的?\s*)?[0-9]")


class Turning(NamedTuple):
    """``name`` is what is told of; ``of`` the time of its first level, None for the second one."""

    name: str
    of: str | None = None


def turning(clause: str, text: str, end: int) -> Turning | None:
    """The amount behind ``clause``, which ends at ``end`` of ``text``, as one of two such levels."""
    if found := _TO.fullmatch(clause):
        return Turning(found["name"])
    found = _FROM.fullmatch(clause)
    if found is not None and _BEHIND.match(text, end):
        if found["of"] is None:
            return Turning(f"{found['name']}{found['word']}", "")
        return Turning(found["name"], found["of"])
    return None
