"""Items: “三公” expenditure and fixed assets, one below the other or one beside the other."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from yusuan.binding.bound import BoundColumn
from yusuan.binding.heads import is_figure, is_total
from yusuan.binding.itemised import ITEM_TERMS
from yusuan.binding.labels import compared, counted_unit, is_count
from yusuan.binding.outline import Outline, read_label
from yusuan.binding.rows import RawRow
from yusuan.binding.shapes.common import UNIT_FIELDS, Shaping, entry_of, leave, plain
from yusuan.binding.shapes.purchases import AWARDED
from yusuan.facts.model import Entry, Figure
from yusuan.model import Value
from yusuan.printed.numbers import CURRENCY_UNITS, NotAnAmountError, narrow, read_figure
from yusuan.printed.text import key, without_note
from yusuan.tables.figures import FIGURES
from yusuan.tables.itemised import parse_item, unit_of
from yusuan.tables.three_public import THREE_PUBLIC_TABLES

ITEM_FIELDS = ("item", "economic_name", "function_name")
_BESIDE = ("remarks", *UNIT_FIELDS)
_OF_A_KIND = re.compile("(?:货物|工程|服务)(?:类)?(?:采购)?(?:支出|预算)?(?:金额)?$")
# Parts of 公务接待费, whether or not a number or 其中 says so.
_RECEPTION = re.compile(r"(?:国内|国\(境\)外|境外|外事|外宾)(?:公务)?接待(?:费|费用|支出)")
_PERIODS = {"上年": "previous", "": "current"}
# Where money and numbers of things stand below one another in one column.
_COUNTING = THREE_PUBLIC_TABLES | {"operation_information"}
_PARENTS: dict[str, tuple[str, ...]] = {
    "vehicle_purchase": ("vehicles", "three_public", "total"),
    "vehicle_operation": ("vehicles", "three_public", "total"),
    "overseas": ("three_public", "total"),
    "reception": ("three_public", "total"),
    "vehicles": ("three_public", "total"),
    "three_public": ("total",),
    "conference": ("total",),
    "training": ("total",),
    "agency_operation": ("total",),
    "administrative": ("total",),
}


def items(shaping: Shaping, raws: Sequence[RawRow]) -> Iterator[Entry]:
    """One printed row an item, one below the other."""
    outline, key_of = Outline(), dict[str, str]()
    counted_in: dict[str, str | None] = {}  # rows that count things: so do those that divide them
    levels: dict[str | None, int] = {None: -1}
    holding: dict[str, str | None] = {}
    total: str | None = None
    total_within = False  # 一、三公经费 holds （一）支出合计; 二、机关运行经费 is none of it
    public = shaping.role.name in THREE_PUBLIC_TABLES
    raws = [_of_detail(raw) for raw in raws] if public else raws
    terms = {shaping.term(_label(raw)) for raw in raws}
    filled = any(_is_total(read_label(_label(raw)).name) and _has_figure(raw) for raw in raws)
    counting = {shaping.term(_label(raw)) for raw in raws if not filled or _has_figure(raw)}
    alone = not (terms & {"conference", "training"} or "three_public" in counting)
    for raw in raws:
        label = _label(raw)
        if not label:
            leave(shaping, raw)
            continue
        read = read_label(label)
        money = unit_of(without_note(label))[1]  # of 公务接待费（万元）, which is called 公务接待费
        money = money if money in CURRENCY_UNITS else None
        bare = _without_money(read.name)
        name, unit = (bare, None) if public or money else unit_of(bare)
        term = shaping.term(label) if public and not is_count(label) else None
        adds_up = _is_total(read.name)
        of_public = adds_up and alone and "three_public" not in key_of
        if public and (of_public or key(read.name) == "小计"):
            term = "three_public"
        apart = total_within and read.style is not None and outline.parent(read) is None
        if adds_up or apart:
            parent = None
        elif public and term in _PARENTS:
            holders = _PARENTS[term]
            if "vehicles" in holders and "vehicles" in terms:
                holders = ("vehicles",)
            parent = next((key_of[above] for above in holders if above in key_of), None)
            parent = parent if parent is not None or holders == ("vehicles",) else total
        elif public and read.style is None and _RECEPTION.fullmatch(key(name)):
            parent = key_of.get("reception", total)
        else:
            parent = outline.inside(read)
            if AWARDED.search(read.name) and _OF_A_KIND.search(parent or ""):
                parent = holding.get(parent or "")  # of all that was bought, not of services alone
            parent = parent if parent is not None else total
        row_key = shaping.keys.of_label(name, parent=parent)
        if adds_up:
            total = total or row_key
            total_within = read.style is not None and outline.parent(read) is not None
            if not total_within:
                outline.restart(None)
        if not adds_up or total_within:
            outline.add(read, row_key)
        heading = filled and not adds_up and term == "three_public" and not _has_figure(raw)
        if term in ITEM_TERMS and not heading:
            key_of.setdefault(term, row_key)
        if adds_up:
            key_of.setdefault("total", row_key)
        level = levels[parent] + 1 if parent in levels else 0
        levels[row_key], holding[row_key] = level, parent
        of_counted = shaping.role.name in _COUNTING and parent in counted_in
        counted = of_counted or (shaping.role.name in _COUNTING and is_count(label))
        if counted:
            counted_in[row_key] = counted_unit(label) or counted_in.get(parent or "")
            figures = shaping.reader.counts(raw.cells, shaping.by_position, label)
        else:
            counts_in = raw.texts.get("quantity_unit") or unit
            reader = replace(shaping.reader, unit=money) if money else shaping.reader
            figures = reader.figures(raw.cells, shaping.by_position, counts_in)
        texts: dict[str, Value] = {
            "item": label,
            "item_no": read.number,
            "item_name": name,
            "level": level,
            "parent_key": parent,
            **{name: raw.texts[name] for name in _BESIDE if name in raw.texts},
        }
        if public:
            texts["item_id"] = term if term in ITEM_TERMS and not counted else None
        if counted:
            texts["quantity_unit"] = counted_in[row_key]
        elif not public:
            texts["quantity_unit"] = raw.texts.get("quantity_unit") or unit
        yield entry_of(
            raw, row_key, label, texts, parent=parent, level=level, figures=plain(figures)
        )


def _of_detail(raw: RawRow) -> RawRow:
    """公务用车购置及运行费 merged over 小计, 购置费 and 运行费: the second names the row, 小计 none."""
    detail = raw.texts.get("item_detail", "")
    if not detail or is_total(detail):
        return raw
    return replace(raw, texts={**raw.texts, "item": detail})


def _is_total(name: str) -> bool:
    return parse_item(name).total or (is_total(name) and key(name) != "小计")


def _has_figure(raw: RawRow) -> bool:
    """Whether the row prints a number: «一、“三公”经费支出 —» only heads those below it."""
    return any(is_figure(cell.text) for cell in raw.cells.values())


def _label(raw: RawRow) -> str:
    """What the item is called; some list items by their classification code, 序号 may say 合计."""
    number = raw.texts.get("row_no", "")
    named = (raw.texts[name] for name in ITEM_FIELDS if name in raw.texts)
    return next(named, number if is_total(number) else "")


def wide_items(shaping: Shaping, raws: Sequence[RawRow]) -> Iterator[Entry]:
    """One printed row, or one for each unit or year: a column an item."""
    items: dict[str, BoundColumn] = {}
    for column in shaping.by_position.values():
        if column.item is not None:
            items.setdefault(column.item, column)
    carried: dict[str, str] = {}
    settled = shaping.kind == "final_accounts" or any(
        "决算" in raw.texts.get("year", "") for raw in raws
    )
    for raw in _by_fund(shaping, raws) if "fund" in shaping.names else raws:
        period = _period(shaping, raw)
        rates = _is_of_rates(raw)
        if _is_of_labels(raw) or (rates and period != "change"):
            leave(shaping, raw)
            continue
        if rates:
            raw = _as_rates(shaping, raw)
        carried = _units_of(raw, shaping.names) or carried
        figures = shaping.reader.figures(raw.cells, shaping.by_position)
        prefix = [carried.get("unit_code") or carried.get("unit_name") or ""]
        if period:
            prefix.append(raw.texts["year"])
        pieces = [piece for piece in prefix if piece]
        keys: dict[str, str] = {}
        for item in sorted(items, key=lambda item: _depth(item, items)):
            held = {
                _stage(name, raw, settled): _of_stage(figure, raw)
                for (name, of), figure in figures.items()
                if of == item
            }
            label = _item_label(shaping, items[item])
            above = _ancestors(item, items)
            names = [_item_label(shaping, items[up]) for up in above if up not in _UPPERMOST]
            row_key = shaping.keys.of_label(*pieces, *names, label)
            keys[item] = row_key
            own = [cell for (_, of), cell in raw.cells.items() if of == item]
            printed = [c for c in own if narrow(c.text.strip()) and "hidden" not in c.marks]
            if not printed:
                continue
            parent = keys[above[-1]] if above else None
            texts: dict[str, Value] = {
                "item": label,
                "item_no": None,
                "item_name": label,
                "item_id": item,
                "level": len(above),
                "parent_key": parent,
                **carried,
            }
            if period:
                texts["period"] = period
            yield replace(
                entry_of(raw, row_key, label, texts, parent=parent, level=len(above), figures=held),
                place=printed[0].place,
                place_end=printed[-1].place,
                cells=frozenset((cell.row, cell.column) for cell in printed),
                unit_code=carried.get("unit_code"),
                unit_name=carried.get("unit_name"),
            )


def _units_of(raw: RawRow, names: AbstractSet[str]) -> dict[str, str]:
    """The unit that a row names; 合计 merged over 序号 and 单位名称 stands for all of them."""
    units = {name: raw.texts[name] for name in UNIT_FIELDS if name in raw.texts}
    number = raw.texts.get("row_no", "")
    if not units and "unit_name" in names and is_total(number):
        return {"unit_name": number}
    return units


def _by_fund(shaping: Shaping, raws: Sequence[RawRow]) -> Iterator[RawRow]:
    """Rows of one fund each as what they are: columns of the row of their total.

    Where a unit has several funds and no total, no figure is told: none of them is that of all.
    """
    position = next(c.position for c in shaping.by_position.values() if c.field == "fund")
    groups: list[list[RawRow]] = []
    for raw in raws:
        own = [raw.texts.get(name) for name in (*UNIT_FIELDS, "year")]
        above = [groups[-1][0].texts.get(name) for name in (*UNIT_FIELDS, "year")] if groups else []
        if not groups or (own != above and any(own)):
            groups.append([])
        groups[-1].append(raw)
    for group in groups:
        funds = [_fund(shaping, raw) for raw in group]
        whole = [raw for raw, fund in zip(group, funds, strict=True) if fund == "total"]
        single = len(group) == 1
        if not single and (len(whole) != 1 or None in funds or len(set(funds)) < len(funds)):
            for raw in group:
                leave(shaping, raw)
            continue
        if single and not whole:
            shaping.reader.leave(shaping.grid.cell(group[0].row, position), "unknown_column")
        cells = dict(whole[0].cells if whole else group[0].cells)
        for raw, fund in zip(group, funds, strict=True):
            if single or fund is None or fund == "total":
                continue
            for (name, item), cell in raw.cells.items():
                if name == "total":
                    cells[fund, item] = cell
                else:
                    shaping.reader.leave(cell, "unknown_row")
        yield replace(whole[0] if whole else group[0], cells=cells, last=group[-1].last)


def _fund(shaping: Shaping, raw: RawRow) -> str | None:
    """The field of the fund that a row is of: the total where it names none, None if unknown."""
    label = raw.texts.get("fund", "")
    if not label or is_total(label):
        return "total"
    term = shaping.term(label)
    fields = (p.field for p in shaping.role.patterns if p.path == (term,))
    return next((field for field in fields if field in FIGURES and field != "total"), None)


def _is_of_labels(raw: RawRow) -> bool:
    """Whether labels stand under the items: rows of another table, whose numbers are no money."""
    texts = [cell.text for cell in raw.cells.values()]
    return any(is_count(text) for text in texts) or sum(map(_is_label, texts)) > 1


def _is_of_rates(raw: RawRow) -> bool:
    """Whether each figure of a row is a percentage: 增减% below the amounts of two years."""
    texts = [text for cell in raw.cells.values() if (text := narrow(cell.text).strip())]
    says = _RATE.search(key(raw.texts.get("year", ""))) is not None
    return bool(texts) and (says or all(text.endswith("%") for text in texts))


def _as_rates(shaping: Shaping, raw: RawRow) -> RawRow:
    """A row whose amounts are percentages of change."""
    cells = {}
    for (name, item), cell in raw.cells.items():
        if name == "total":
            cells["change_percent", item] = cell
        else:
            shaping.reader.leave(cell, "unknown_row")
    return replace(raw, cells=cells)


_RATE = re.compile(r"[%％‰]|百分比|比[例率]$|增长率|[减变化动]率|幅度?$")


def _is_label(text: str) -> bool:
    try:
        read_figure(text.strip())
    except NotAnAmountError:
        return _WORD.search(key(text)) is not None
    return False


_WORD = re.compile(r"[\u4e00-\u9fff]{2}")
_UPPERMOST = ("total", "three_public")


def _ancestors(item: str, items: Mapping[str, object]) -> list[str]:
    """The items that hold ``item``, outermost first."""
    found: list[str] = []
    while above := next((up for up in _PARENTS.get(item, ()) if up in items), None):
        found.insert(0, above)
        item = above
    return found


def _depth(item: str, items: Mapping[str, object]) -> int:
    return len(_ancestors(item, items))


def _item_label(shaping: Shaping, column: BoundColumn) -> str:
    """The label that names the item: the innermost one of it in the path over the column."""
    named = [
        label
        for label, term in zip(column.head.labels, column.head.terms, strict=True)
        if term == column.item
    ]
    if named:
        return _without_money(read_label(named[-1]).name)
    plain = [
        label
        for label, term in zip(column.head.labels, column.head.terms, strict=True)
        if term in ("total", "three_public")
    ]
    return _without_money(plain[-1]) if plain else "合计"


def _without_money(name: str) -> str:
    """``（一）公务接待费（万元）`` is called 公务接待费."""
    bare, unit = unit_of(name)
    return bare if unit in CURRENCY_UNITS else name


def _stage(field: str, raw: RawRow, settled: bool) -> str:
    """The field of a figure in a row of a year: what was planned, beside or in final accounts."""
    row = key(raw.texts.get("year", ""))
    if not settled or "预算" not in row or field != "total":
        return field
    if "全年" in row or "调整" in row:
        return "adjusted_budget"
    return "initial_budget" if "年初" in row else "budget"


def _of_stage(figure: Figure, raw: RawRow) -> Figure:
    return replace(figure, executed=True) if "决算" in key(raw.texts.get("year", "")) else figure


def _period(shaping: Shaping, raw: RawRow) -> str | None:
    if "year" not in raw.texts:
        return None
    text = compared(raw.texts["year"], shaping.year).text
    if any(word in text for word in ("增减", "变化", "变动", "对比", "比较", "较上年", "比上年")):
        return "change"
    return _PERIODS.get(text, "previous" if text.startswith("上年") else "current")
