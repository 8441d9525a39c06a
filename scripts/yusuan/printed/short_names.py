"""Names of bodies with characters left out: 某县人大办 for 某县人民代表大会常务委员会办公室."""

_LEAST_LEFT_OUT = 2  # one character less may be a slip
_ENDS = {"办": "室"}


def abbreviates(short: str, full: str) -> bool:
    """Whether ``short`` may be what people call ``full``: some of its characters, in order.

    «省人大办公厅» for «江苏省人大常委会办公厅»: the region may be implied. What ends otherwise is
    another body: 某县人民政府 is not its 办公室. Nor is a name within another one: what else
    stands there says more.
    """
    if not short or short in full or len(full) - len(short) < _LEAST_LEFT_OUT:
        return False
    if full[-1] not in (short[-1], _ENDS.get(short[-1])):
        return False
    rest = iter(full)
    return all(character in rest for character in short)
