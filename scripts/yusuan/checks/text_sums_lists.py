"""Parts that the prose lists one beside the other, and that are more than what they divide."""

import re
from collections.abc import Iterator, Sequence

from yusuan.checks.model import Comparison
from yusuan.checks.table_evidence import ZERO
from yusuan.checks.text_evidence import Stated
from yusuan.evidence.places import say_briefly
from yusuan.printed.text import key

# 经费20万元，其中：办公费15万元、水电费4万元
_DIVIDES = re.compile(
    r"\s*[百千]?[万亿]?元[，,（(；。]?\s*(?:其中|包括)[，,：:]?[^，。；：、,;:]{1,20}"
)
_BESIDE = re.compile(r"\s*[百千]?[万亿]?元\s*(?:、|和|及|以及)\s*[^，。；：、,;:（(）)]{1,20}")
# Parts that may overlap, or that are not parts of the amount.
_OVERLAPS = re.compile(
    "企业|授予|预留|面向|采购|绿色|节能|合计|小计|总[计额]|20[0-9]{2}年|上年|去年|预算|决算"
)
_FEWEST = 2


def parts_beyond(stated: Sequence[Stated]) -> Iterator[Comparison]:
    """Lists behind 其中 whose amounts, parted by 、 alone, add up to more than the amount before.

    Only those that do: such a list need not tell all.
    """
    for at, whole in enumerate(stated):
        parts: list[Stated] = []
        last = whole
        for part in stated[at + 1 :]:
            alike = part.sentence == whole.sentence and part.paragraph == whole.paragraph
            between = whole.sentence[last.at + len(last.text) : part.at] if alike else ""
            if not (_BESIDE if parts else _DIVIDES).fullmatch(between):
                break
            parts.append(part)
            last = part
        told = (whole, *parts)
        if len(parts) < _FEWEST or any(it.change or it.approximate for it in told):
            continue
        names = [key(part.subject) for part in parts]
        if any(map(_OVERLAPS.search, names)) or len(set(names)) < len(names):
            continue
        left, right = tuple(part.operand() for part in parts), whole.operand()
        room = (right.step + sum((it.step for it in left), ZERO)) / 2
        if sum((it.value for it in left), ZERO) - right.value > room:
            where = f"情况说明{say_briefly(whole.place)}的“{whole.subject}”的各项"
            yield Comparison(where, left, (right,), "<=")
