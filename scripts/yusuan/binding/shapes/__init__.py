"""Shapes: the rows of a bound grid -> entries."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from yusuan.binding.rows import RawRow
from yusuan.binding.shapes.common import Shaping, leave
from yusuan.binding.shapes.crossed import crossed
from yusuan.binding.shapes.items import ITEM_FIELDS, items, wide_items
from yusuan.binding.shapes.purchases import purchases
from yusuan.binding.shapes.rows import rows
from yusuan.binding.shapes.sided import sided
from yusuan.facts.model import Entry
from yusuan.printed.text import key
from yusuan.tables.figures import FIGURES


def entries_of(shaping: Shaping, raws: Sequence[RawRow]) -> tuple[Entry, ...]:
    """The entries of a grid in the order printed; what names nothing goes to the leftovers.

    The halves of one printed row have the same order.
    """
    shape = shaping.role.shape
    raws = list(_without_rates(shaping, raws))
    if shape == "sided":
        found = sided(shaping, raws)
    elif shape == "items":
        found = (items if shaping.names & set(ITEM_FIELDS) else wide_items)(shaping, raws)
    elif shape == "crossed":
        found = crossed(shaping, raws)
    elif shaping.role.name == "procurement":
        found = purchases(shaping, raws)
    else:
        found = rows(shaping, raws)
    return tuple(
        entry if entry.order else replace(entry, order=order)
        for order, entry in enumerate(found, start=1)
    )


def _without_rates(shaping: Shaping, raws: Sequence[RawRow]) -> Iterator[RawRow]:
    """``raws`` without rows of rates: 增减% below amounts, 资产负债率, whose figures are no money.

    Where every column of figures is one of rates itself, its figures are what they should be.
    """
    for raw in raws:
        of_money = any(FIGURES[name].measure != "percent" for name, _ in raw.cells)
        if of_money and _RATE.search(key(raw.texts.get("item", ""))):
            leave(shaping, raw)
        else:
            yield raw


# Not 中央财政补助50%, a name: the sign alone, or a word for a rate and no more of it.
_RATE = re.compile(
    r"(?<![0-9.])\(?[%％‰]\)?$"
    r"|(?:增减|增长|变动|变化)(?:率|幅度?|百分比|比例)$|^(?:[一二三四五六七八九十0-9]{1,2}[、.])?(?:其中:)?"
    r"(?:预算执行率|执行率|完成率|资产负债率)$"
)


__all__ = ["Shaping", "entries_of"]
