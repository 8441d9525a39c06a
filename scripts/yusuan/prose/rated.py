"""An amount right behind a rate: by how much it is, 较上年减少20%，即0.5万元; or 减少20%（0.5万元）."""

import re
from typing import NamedTuple

_FALLS = "下降|减少|降低|压减|压缩|缩减|削减|下浮|调减"
_RATED = re.compile(
    r"(?:^|[，。；：、,;:\n（(])(?P<of>[^，。；：、,;:\n（(]{0,40}?)"
    rf"(?P<word>(?P<falls>{_FALLS})|增长|增加|上升|提高|上浮|调增)(?:幅度?)?(?:了|约|近|达|为)*"
    r"\s?[0-9]{1,9}(?:\.[0-9]{1,9})?\s?[%％]"
    r"(?:[，,、]\s*(?:(?:即|也就是|折合)(?:为|是)?|(?P<about>大?约为?)))?$"
)


class Rated(NamedTuple):
    """``of`` are the words before the word of change; ``about`` where 约 may tell what is left."""

    of: str
    falls: bool
    about: bool


def rated(before: str) -> Rated | None:
    """The rate at the end of the words ``before`` an amount, their bracket or sign taken off."""
    found = _RATED.search(before)
    if found is None:
        return None
    return Rated(found["of"], found["falls"] is not None, found["about"] is not None)
