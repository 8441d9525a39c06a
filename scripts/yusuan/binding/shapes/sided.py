"""Two-sided summaries: each block of a printed row is a row of its own."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from yusuan.binding.outline import Outline, holds_several, read_label
from yusuan.binding.rows import RawRow
from yusuan.binding.shapes.common import Shaping, entry_of, leave, plain
from yusuan.binding.shapes.listed import expenditure_begins, is_half
from yusuan.facts.model import Entry
from yusuan.model import Side, Value
from yusuan.printed.text import key
from yusuan.tables.summaries import DISTRIBUTED

_PREFIXES = {
    "type": "支出用途",
    "economic": "部门经济分类",
    "government_economic": "政府经济分类",
}


_OF_THE_YEAR = ("本年", "当年")
# 201 一般公共服务支出: the class before its name, which other places print alone.
_CLASS_BEFORE = re.compile(
    r"^\s*[235][0-9]{2}[-—_\s]{0,3}(?=[\u4e00-\u9fff、（）()]{2,24}(?:支出|补助|预备费)\s*$)"
)
# Over the economic classes below the kinds of expenditure, in one column of final accounts.
_OF_CLASSES = re.compile("(?:按)?(?:支出)?经济分类(?:科目)?(?:支出)?(?:合计|小计)")


def _row_type(name: str, numbered: bool, of_which: bool, before: Container[str]) -> str:
    """``before``: the types of the rows above in the same block. A 合计 that stands below a total
    of the year or a carry-over holds both."""
    text = key(name)
    if numbered or of_which or _OF_CLASSES.fullmatch(text):
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


_FISCAL = re.compile(r"(?:本年|当年)?财政(?:预算)?拨款(?:收入|资金)?(?:\(补助\))?(?:收入|资金)?")
_CARRIED = ("carryover", "fiscal_carryover", "opening_balance")
_BUDGETS = ("general_public_budget", "government_fund", "state_capital")


def _held_by_appropriation(
    shaping: Shaping, ordered: Sequence[RawRow], expenditure_from: int
) -> dict[int, int]:
    """The rows, by number, of the three budgets right below an appropriation: its number.

    None of them has a number of its own. A list that goes on with another budget than the general
    public one calls that one itself the appropriation. Below a carry-over they are its parts too.
    """
    found: dict[int, int] = {}
    above: dict[int, int] = {}
    for number, raw in enumerate(ordered[:expenditure_from]):
        read = read_label(raw.texts.get("item", ""))
        if read.style is not None or read.of_which:
            above.pop(raw.block, None)
        elif _FISCAL.fullmatch(key(read.name)) or shaping.term(read.name) in _CARRIED:
            above[raw.block] = number
        elif (whole := above.get(raw.block)) is not None:
            carried = shaping.term(ordered[whole].texts.get("item", "")) in _CARRIED
            due = _BUDGETS if carried or whole in found.values() else _BUDGETS[:1]
            if shaping.term(read.name) in due:
                found[number] = whole
            else:
                del above[raw.block]
    return found


def _ends_with_subtotal(ordered: Sequence[RawRow]) -> dict[int, int]:
    """By block the number of the 小计 below which there is nothing but carry-overs and 总计."""
    found: dict[int, int] = {}
    for number, raw in enumerate(ordered):
        text = key(raw.texts.get("item", ""))
        if text == "小计":
            found[raw.block] = number
        elif text and not (text.endswith("总计") or "结转" in text or "结余" in text):
            found.pop(raw.block, None)
    return found


def sided(shaping: Shaping, raws: Sequence[RawRow]) -> Iterator[Entry]:
    """The rows of both halves; what stands without a number below 一、本年收入 is a part of it."""
    entries = list(_halves(shaping, raws))
    parents: dict[tuple[Side | None, str], tuple[str, str]] = {}
    for side in dict.fromkeys(entry.side for entry in entries):
        half = [entry for entry in entries if entry.side == side]
        for index, holder in enumerate(half):
            rest = _rest_of_which(holder, half[index + 1 :])
            parents.update({(side, it.key): (holder.key, _bare_name(it)) for it in rest})
            if not _HOLDERS.fullmatch(key(str(holder.texts["item_name"]))):
                continue
            parts = _parts_below(holder, half[index + 1 :])
            if parts and _is_sum(holder, parts):
                parents.update({(side, part.key): (holder.key, _bare_name(part)) for part in parts})
    taken = {(entry.side, entry.key) for entry in entries}
    renamed: dict[tuple[Side | None, str | None], str] = {}
    for entry in entries:
        parent, name = parents.get((entry.side, entry.key), (entry.parent, _bare_name(entry)))
        parent = renamed.get((entry.side, parent), parent)
        if parent == entry.parent:
            yield entry
            continue
        row_key = shaping.keys.of_label(name, parent=parent, side=entry.side)
        assert (entry.side, row_key) not in taken
        renamed[entry.side, entry.key] = row_key
        texts: dict[str, Value] = {
            **entry.texts,
            "row_key": row_key,
            "row_type": "item",
            "parent_key": parent,
        }
        yield replace(entry, key=row_key, parent=parent, texts=texts)


_HOLDERS = re.compile(
    r"(?:本年|当年)(?:财政拨款)?(?:收入|支出)|(?:上年|年初|年终|年末)?(?:财政拨款)?(?:结转|结余).*"
)


def _parts_below(holder: Entry, below: Sequence[Entry]) -> list[Entry]:
    """The rows that go on below ``holder`` and are no parts of others.

    Below 本年收入 without a number these may have numbers and parts of their own; as nothing but
    their sum tells that they are its parts, there must be one.
    """
    if holder.texts["item_no"] is not None:
        return list(takewhile(_is_loose, below))
    if not any(figure.value for figure in holder.figures.values()):
        return []
    run = takewhile(lambda entry: entry.texts["row_type"] == "item", below)
    return [entry for entry in run if entry.parent is None]


def _rest_of_which(holder: Entry, below: Sequence[Entry]) -> list[Entry]:
    """The rows without a number behind 其中：, if with it they add up to the numbered ``holder``.

    Many forms print 其中 before the first part alone.
    """
    first = list(takewhile(lambda entry: entry.parent == holder.key, below))
    counted = any(figure.value for figure in holder.figures.values())
    if holder.texts["item_no"] is None or not first or not counted:
        return []
    if not read_label(first[0].label).of_which:
        return []
    carried = _CARRIES.search(key(str(holder.texts["item_name"]))) is not None
    rest = list(
        takewhile(lambda it: _is_loose(it) or (carried and _is_carried(it)), below[len(first) :])
    )
    ends = (end for end in range(1, len(rest) + 1) if _is_sum(holder, [*first, *rest[:end]]))
    return rest[: next(ends, 0)]


_CARRIES = re.compile("结转|结余")


def _is_carried(entry: Entry) -> bool:
    texts = entry.texts
    named = texts["row_type"] == "carryover" and texts["item_no"] is None
    return named and entry.parent is None


def _is_loose(entry: Entry) -> bool:
    texts = entry.texts
    return texts["row_type"] == "item" and entry.parent is None and texts["item_no"] is None


def _is_sum(holder: Entry, parts: Sequence[Entry]) -> bool:
    """Whether the parts add up to what holds them, or there is nothing of any."""
    for name in {name for entry in (holder, *parts) for name in entry.figures}:
        values = [part.figures[name].value or 0 for part in parts if name in part.figures]
        whole = holder.figures[name].value if name in holder.figures else None
        if (whole or 0) != sum(values):
            return False
    return True


def _bare_name(entry: Entry) -> str:
    return read_label(entry.label).name


def _halves(shaping: Shaping, raws: Sequence[RawRow]) -> Iterator[Entry]:
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
    held = _held_by_appropriation(shaping, ordered, len(ordered) if second is None else second)
    subtotals = _ends_with_subtotal(ordered) if second is None else {}
    keys: dict[int, str] = {}
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
        read = read_label(_CLASS_BEFORE.sub("", label))
        before = types.setdefault(raw.block, set())
        row_type = _row_type(read.name, read.style is not None, read.of_which, before)
        if subtotals.get(raw.block) == number and "current_year_total" not in before:
            row_type = "current_year_total"
        before.add(row_type)
        parent = outline.parent(read) if row_type == "item" else None
        if parent is None and row_type == "item" and DISTRIBUTED.fullmatch(key(read.name)):
            parent = outline.inside(read)
        if number in held and side == "revenue":
            parent = keys.get(held[number])
        prefix = (
            _PREFIXES.get(column.breakdown or "function") if len(blocks.get(side, ())) > 1 else None
        )
        above = prefix is None or parent is not None
        pieces = (read.name,) if above else (f"{prefix}", read.name)
        row_key = keys[number] = shaping.keys.of_label(*pieces, parent=parent, side=side)
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
