"""Expenditure as bars: by functional items, and by economic items of the basic part."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.pages.charts.amounts import Amount, added, amount, together, total
from yusuan.pages.charts.bars import Bar, bars
from yusuan.pages.charts.picture import Entry, Picture
from yusuan.pages.charts.stages import divided_elsewhere
from yusuan.pages.model import Disclosure, Record, text
from yusuan.printed.numbers import CURRENCY_UNITS, PACKAGE_UNIT_EXPONENT
from yusuan.views.lines import EXPENDITURE_TYPE_TITLES

# More bars than these are hard to compare: the others become one.
_MOST = 8
# What is printed in whole 万元 is not taken for rounded: that would be too much.
_COARSEST = -2
_UNDIVIDED = "没有分开的"
_BASIC = "general_public_budget_basic_expenditure"
_PARTS = {"personnel": "人员经费", "running": "公用经费"}


@dataclass(frozen=True, slots=True)
class _Item:
    """A bar: its whole and the parts, each with its class."""

    whole: Amount
    parts: tuple[tuple[Amount, str], ...]


def functions(disclosure: Disclosure) -> Picture | None:
    """What the money is for, by the finest functional items; basic and project set apart."""
    types = EXPENDITURE_TYPE_TITLES
    items = _items(disclosure, "expenditure", "function", types, frozenset({"basic"}))
    legend = (("solid", types["basic"]), ("outline", "项目支出和其他支出"))
    title = "支出用在哪些事项上"
    return _breakdown("functions", title, disclosure, "expenditure", items, legend)


def economic(disclosure: Disclosure) -> Picture | None:
    """What basic expenditure buys; of projects such items are seldom published."""
    items = _items(disclosure, _BASIC, "economic", _PARTS, frozenset({"personnel"}))
    legend = (("solid", _PARTS["personnel"]), ("outline", _PARTS["running"]))
    title = "一般公共预算基本支出花在哪里"
    note = (
        "这里只有基本支出；别的表另有经济分类。"
        if divided_elsewhere(disclosure)
        else "只有基本支出公布经济分类，项目支出的经济分类未公开。"
    )
    return _breakdown("economic", title, disclosure, _BASIC, items, legend, (note,))


def _items(
    disclosure: Disclosure,
    resource: str,
    kind: str,
    parts: dict[str, str],
    solid: frozenset[str],
) -> list[_Item]:
    """The rows that no other row is a part of, the largest first; blank ones left out.

    Rows of one code (301 beside 501 and beside 505) are one item.
    """
    rows = disclosure.of(resource)
    parents = {row["parent_key"] for row in rows} | {row["parent_code"] for row in rows}
    coded: dict[str, list[Record]] = {}
    for row in rows:
        code = text(row, f"{kind}_code")
        if code and not parents & {code, row["row_key"]}:
            coded.setdefault(code, []).append(row)
    found = []
    for those in coded.values():
        name = text(those[0], f"{kind}_name")
        wholes = _printed(disclosure, resource, those, "total", name)
        if not wholes:
            continue
        whole = together(wholes)
        split = [
            (together(cells), "solid" if field in solid else "outline")
            for field, title in parts.items()
            if (cells := _printed(disclosure, resource, those, field, title))
        ]
        found.append(_Item(whole, agreeing(whole, split)))
    return sorted(found, key=lambda item: -item.whole.positive)


def _printed(
    disclosure: Disclosure, resource: str, rows: Sequence[Record], field: str, name: str
) -> list[Amount]:
    """The amounts of a column that are more than nothing."""
    cells = (amount(disclosure, resource, row, field, name) for row in rows)
    return [cell for cell in cells if cell.positive]


def agreeing(whole: Amount, parts: list[tuple[Amount, str]]) -> tuple[tuple[Amount, str], ...]:
    """``parts`` if they make up the whole, each rounded as printed; else the whole, of no kind."""
    if whole.value is None or not parts:
        return ((whole, "plain"),)
    apart = abs(total(part for part, _ in parts) - whole.value)
    # Half a unit of the last place that is printed, of each of them.
    rounding = Decimal(len(parts) + 1) / 2 * Decimal((0, (1,), _decimals(whole)))
    return tuple(parts) if apart <= rounding else ((whole, "plain"),)


def _decimals(printed: Amount) -> int:
    """The exponent of the last place of an amount, in 万元."""
    _, _, decimals = printed.shown.partition(".")
    unit = CURRENCY_UNITS.get(printed.unit, PACKAGE_UNIT_EXPONENT)
    return min(unit - PACKAGE_UNIT_EXPONENT - len(decimals), _COARSEST)


def _breakdown(
    name: str,
    title: str,
    disclosure: Disclosure,
    resource: str,
    items: list[_Item],
    legend: Sequence[tuple[str, str]],
    notes: tuple[str, ...] = (),
) -> Picture | None:
    if not items:
        return None
    shown, others = (items[:_MOST], items[_MOST:]) if len(items) > _MOST + 1 else (items, [])
    drawn = [
        Bar(each.whole.name, each.whole.full, tuple((p.positive, css) for p, css in each.parts))
        for each in shown
    ]
    undivided = any(css == "plain" for bar in drawn for _, css in bar.parts)
    if others:
        rest = added(f"其余 {len(others)} 项", [each.whole for each in others], "各项相加")
        drawn.append(Bar(rest.name, rest.full, ((rest.positive, "plain"),)))
        items = [*items, _Item(rest, ((rest, "plain"),))]
    used = {css for bar in drawn for _, css in bar.parts}
    keys = [key for key in legend if key[0] in used]
    if keys and undivided:
        keys.append(("plain", _UNDIVIDED))
    return Picture(
        name=name,
        title=title,
        summary=_most(items[0].whole, len(shown) + len(others))
        + _grand_total(disclosure, resource),
        drawings=(bars(drawn, keys if len(used) > 1 or keys else ()),),
        entries=tuple(_entries(items)),
        resources=(resource,),
        notes=notes,
    )


def _most(largest: Amount, count: int) -> str:
    return f"共 {count} 项，最多的是“{largest.name}”{largest.full}"


def _grand_total(disclosure: Disclosure, resource: str) -> str:
    for row in disclosure.of(resource):
        whole = amount(disclosure, resource, row, "total", "合计")
        if row["level"] == 0 and whole.positive:
            return f"；合计 {whole.full}。"
    return "。"


def _entries(items: list[_Item]) -> list[Entry]:
    found = []
    for item in items:
        kinds = [f"{part.name} {part.full}" for part, css in item.parts if css != "plain"]
        entry = item.whole.entry("事项")
        found.append(entry._replace(note=entry.note or "；".join(kinds)))
    return found
