"""Shapes: the rows of a bound grid -> entries."""

from collections.abc import Sequence
from dataclasses import replace

from yusuan.binding.rows import RawRow
from yusuan.binding.shapes.common import Shaping
from yusuan.binding.shapes.crossed import crossed
from yusuan.binding.shapes.items import ITEM_FIELDS, items, wide_items
from yusuan.binding.shapes.purchases import purchases
from yusuan.binding.shapes.rows import rows
from yusuan.binding.shapes.sided import sided
from yusuan.facts.model import Entry


def entries_of(shaping: Shaping, raws: Sequence[RawRow]) -> tuple[Entry, ...]:
    """The entries of a grid in the order printed; what names nothing goes to the leftovers.

    The halves of one printed row have the same order.
    """
    shape = shaping.role.shape
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


__all__ = ["Shaping", "entries_of"]
