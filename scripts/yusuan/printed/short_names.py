"""Names of bodies with characters left out: 某县人大办 for 某县人民代表大会常务委员会办公室."""

import re

_LEAST_LEFT_OUT = 2  # one character less may be a slip
_ENDS = {"办": "室"}
_PLACE = re.compile("[\u4e00-\u9fff]{1,8}[省市区县州盟旗]")


def abbreviates(short: str, full: str) -> bool:
    """Whether ``short`` may be what people call ``full``: some of its characters, in order.

    «省人大办公厅» for «江苏省人大常委会办公厅»: the region may be implied. What ends otherwise is
    another body: 某县人民政府 is not its 办公室. Nor is a name within another one: what else
    stands there says more; nor a bureau of the city that of a district: 某市某区水利局.
    """
    if not short or short in full or len(full) - len(short) < _LEAST_LEFT_OUT:
        return False
    if full[-1] not in (short[-1], _ENDS.get(short[-1])):
        return False
    end = 0
    for character in short:
        found = full.find(character, end)
        if found < 0 or (end and _PLACE.fullmatch(full, end, found)):
            return False
        end = found + 1
    return True
