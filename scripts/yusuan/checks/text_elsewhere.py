"""Changes of the prose whose amount another paragraph of their section states."""

import re
from decimal import Decimal

from yusuan.checks.evidence import Evidence
from yusuan.checks.text_evidence import Stated
from yusuan.printed.text import key
from yusuan.printed.years import in_digits
from yusuan.prose.rates import Rate

# Sections of few items, each of one kind of money.
_SECTIONS = ("three_public", "agency_operation", "procurement")
_SPENT = re.compile(r"(?:支出)?(?:决算)?数?$")
_YEAR = re.compile(r"20[0-9]{2}(?=年)")
_COMPARES = re.compile("[较比]")
_NEAR = 24  # characters from a name to its change: 比2023年度决算数减少


class LevelsOfSections:
    """The amounts that each section states, by what they are of.

    公务接待费支出决算4万元 in one paragraph, 公务接待费支出决算增加1万元 in another.
    """

    def __init__(self, evidence: Evidence) -> None:
        self._year = str(evidence.fiscal_year)
        self._levels: dict[tuple[int, str], list[Stated]] = {}
        for stated in evidence.stated:
            if stated.change is None and stated.section_id in _SECTIONS and self._is_own(stated):
                self._levels.setdefault(self._thing(stated), []).append(stated)

    def level_of(self, stated: Stated) -> Stated | None:
        """The one amount that the section states of what the change names itself."""
        if stated.section_id not in _SECTIONS or stated.approximate or not self._is_own(stated):
            return None
        begin = stated.before.rfind(stated.subject)
        behind = stated.before[begin + len(stated.subject) :]
        if begin < 0 or len(behind) > _NEAR or re.search("[，。；、,;]", behind):
            return None
        levels = self._levels.get(self._thing(stated), [])
        values = {level.value for level in levels}
        return levels[0] if len(values) == 1 and not levels[0].approximate else None

    def _thing(self, stated: Stated) -> tuple[int, str]:
        subject = re.sub(f"^{self._year}年度?", "", key(stated.subject))
        return stated.paragraph[0], _SPENT.sub("", subject)

    def _is_own(self, stated: Stated) -> bool:
        """Whether no other year is named but the one that a change compares with."""
        if stated.change:
            return not _YEAR.search(key(stated.subject).replace(self._year, ""))
        return set(_YEAR.findall(in_digits(stated.before))) <= {self._year}


def says_the_contrary(stated: Stated, rate: Rate) -> bool:
    """Whether ``rate``, right behind a change, is one the other way: 减少2万元，增长16.67%.

    One that says with what it compares may be of something else.
    """
    percent = rate.percent or Decimal(0)
    shown = stated.behind[: rate.end]
    falls = stated.change == "decrease"
    return bool(percent) and (percent < 0) is not falls and not _COMPARES.search(shown)
