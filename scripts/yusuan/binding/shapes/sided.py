"""Two-sided summaries: each block of a printed row is a row of its own."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from yusuan.binding.outline import Outline, holds_several, read_label
from yusuan.binding.rows import RawRow
from yusuan.binding.shapes.common import Shaping, entry_of, leave, plain
from yusuan.binding.shapes.listed import expenditure_begins, is_half
from yusuan.facts.model import Entry
from yusuan.model import Side, Value
from yusuan.text import key

_PREFIXES = {
    "type": "支出用途",
    "economic": "部门经济分类",
    "government_economic": "政府经济分类",
}


_OF_THE_YEAR = ("本年", "当年")


def _row_type(name: str, numbered: bool, of_which: bool, before: Container[str]) -> str:
    """``before``: the types of the rows above in the same block. A 合计 that stands below a total
    of the year or a carry-over holds both."""
    text = key(name)
    if numbered or of_which:
        return "item"
    if text.endswith("总计"):
        return "grand_total"
    if text.startswith(_OF_THE_YEAR) and text.endswith(("合计", "小计")):
        return "current_year_total"
    if text.endswith("合计"):
        behind = "current_year_total" in before or "carryover" in before
        return "grand_total" if behind else "current_year_total"
    if "结转" in text or "结余" in text:
        return "carryover"
    return "item"


def sided(shaping: Shaping, raws: Sequence[RawRow]) -> Iterator[Entry]:
    """Where expenditure is broken down in several ways, the key says which but for functions."""
    blocks: dict[Side | None, set[int]] = {}
    for bound in shaping.by_position.values():
        blocks.setdefault(bound.side, set()).add(bound.block)
    outlines: dict[int, Outline] = {}
    types: dict[int, set[str]] = {}
    orders = {row: order for order, row in enumerate(sorted({raw.row for raw in raws}), start=1)}
    ordered = sorted(raws, key=lambda raw: (raw.row, raw.block))
    listed = expenditure_begins([raw.texts.get("item", "") for raw in ordered])
    second = listed if len(blocks) < 2 else None
    for number, raw in enumerate(ordered):
        column = next(c for c in shaping.by_position.values() if c.block == raw.block and c.side)
        side: Side | None = column.side
        if second is not None:
            side = "revenue" if number < second else "expenditure"
        label = raw.texts.get("item", "")
        printed = [cell.text for cell in raw.cells.values()]
        if second is not None and is_half(label, printed) and all(map(shaping.term, printed)):
            continue
        if number == second:
            outlines.clear()
            types.clear()
        if not label or holds_several(label):
            leave(shaping, raw)
            continue
        outline = outlines.setdefault(raw.block, Outline())
        read = read_label(label)
        before = types.setdefault(raw.block, set())
        row_type = _row_type(read.name, read.style is not None, read.of_which, before)
        before.add(row_type)
        parent = outline.parent(read) if row_type == "item" else None
        prefix = (
            _PREFIXES.get(column.breakdown or "function") if len(blocks.get(side, ())) > 1 else None
        )
        above = prefix is None or parent is not None
        pieces = (read.name,) if above else (f"{prefix}", read.name)
        row_key = shaping.keys.of_label(*pieces, parent=parent, side=side)
        if row_type == "item":
            outline.add(read, row_key)
        else:
            outline.restart(row_key if row_type == "carryover" else None)
        figures = shaping.reader.figures(raw.cells, shaping.by_position)
        texts: dict[str, Value] = {
            "side": side,
            "breakdown": column.breakdown,
            "item": label,
            "item_no": read.number,
            "item_name": read.name,
            "row_type": row_type,
            "parent_key": parent,
        }
        entry = entry_of(
            raw, row_key, label, texts, side=side, parent=parent, figures=plain(figures)
        )
        yield replace(entry, order=orders[raw.row])
