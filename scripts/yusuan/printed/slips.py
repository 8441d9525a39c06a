"""Two names that are one character off each other.

Digits and numerals count things, and some single characters tell things apart (东, 西): those are
no slips.
"""

import re

_SHORTEST = 6
_TELLING = re.compile(
    r"[0-9A-Za-z一二三四五六七八九十甲乙丙丁上下左右东西南北中内外前后新旧老大小男女省市县区乡镇村]"
)


def one_off(name: str, known: str, shortest: int = _SHORTEST) -> bool:
    """Whether one character of a name is another one, missing or added, and tells nothing apart."""
    if name == known or min(len(name), len(known)) < shortest or abs(len(name) - len(known)) > 1:
        return False
    start = 0
    while start < min(len(name), len(known)) and name[start] == known[start]:
        start += 1
    end = 0
    while end < min(len(name), len(known)) - start and name[-1 - end] == known[-1 - end]:
        end += 1
    mine, other = name[start : len(name) - end], known[start : len(known) - end]
    return len(mine) <= 1 and len(other) <= 1 and not _TELLING.search(mine + other)
