"""A summary as one list: its income from the top to its total, then its expenditure."""

import re
from collections.abc import Sequence

from yusuan.binding.heads import is_figure
from yusuan.printed.text import key

_TOTAL = re.compile(r".*(?:总计|合计|总额)")
_HALF = re.compile(r"(?:[一二]、)?(?:收入|支出)(?:部分|项目)?")


def expenditure_begins(labels: Sequence[str]) -> int | None:
    """The index of the first label of expenditure; None where the rows are no such list.

    A total of income ends its half, and no income stands below it; a total of expenditure is the
    last but what is told of it.
    """
    texts = [key(label) for label in labels]
    ends = [i for i, text in enumerate(texts) if _TOTAL.fullmatch(text) and "收入" in text]
    if not ends:
        return None
    start = ends[-1] + 1
    totals = [i for i, text in enumerate(texts) if _TOTAL.fullmatch(text) and "支出" in text]
    if not totals or totals[0] < start or any("收入" in text for text in texts[start:]):
        return None
    return start


def is_half(label: str, figures: Sequence[str]) -> bool:
    """Whether a row says only which half follows: 支出, without a figure."""
    return _HALF.fullmatch(key(label)) is not None and not any(map(is_figure, figures))
