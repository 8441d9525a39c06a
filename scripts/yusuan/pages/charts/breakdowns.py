"""Bar pictures of one disclosure: items, economic uses, “三公”, indicators of projects."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.lines import EXPENDITURE_TYPE_TITLES
from yusuan.pages.charts.amounts import Amount, amount, computed, total
from yusuan.pages.charts.bars import Bar, bars
from yusuan.pages.charts.picture import Entry, Picture
from yusuan.pages.figures import plain
from yusuan.pages.measures import MEASURE_BY_NAME, find
from yusuan.pages.model import Disclosure, Record, text

# More bars than these are hard to compare: the others become one.
_MOST = 8
_MOST_PROJECTS = 12
_BASIC = "general_public_budget_basic_expenditure"
_PARTS = {"personnel": "人员经费", "running": "公用经费"}
# Kinds of targets that can be held against a number or a day, and those told in words only.
_MEASURED = frozenset({"quantity", "deadline", "frequency", "ranking", "relative"})


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
    """What basic expenditure buys; of projects no such items are published."""
    items = _items(disclosure, _BASIC, "economic", _PARTS, frozenset({"personnel"}))
    legend = (("solid", _PARTS["personnel"]), ("outline", _PARTS["running"]))
    title = "一般公共预算基本支出花在哪里"
    notes = ("只有基本支出公布经济分类，项目支出的经济分类未公开。",)
    return _breakdown("economic", title, disclosure, _BASIC, items, legend, notes)


def _items(
    disclosure: Disclosure,
    resource: str,
    kind: str,
    parts: dict[str, str],
    solid: frozenset[str],
) -> list[_Item]:
    """The rows that no other row is a part of, the largest first; blank ones left out."""
    rows = disclosure.of(resource)
    parents = {row["parent_code"] for row in rows}
    found = []
    for row in rows:
        code = text(row, f"{kind}_code")
        whole = amount(disclosure, resource, row, "total", text(row, f"{kind}_name"))
        if code and code not in parents and whole.positive:
            cells = (
                (amount(disclosure, resource, row, field, title), field)
                for field, title in parts.items()
            )
            split = [(c, "solid" if f in solid else "outline") for c, f in cells if c.positive]
            found.append(_Item(whole, _agreeing(whole, split)))
    return sorted(found, key=lambda item: -item.whole.positive)


def _agreeing(whole: Amount, parts: list[tuple[Amount, str]]) -> tuple[tuple[Amount, str], ...]:
    """``parts`` if they make up the whole as printed; else the whole, of no kind."""
    agrees = total(part for part, _ in parts) == whole.value
    return tuple(parts) if agrees else ((whole, "plain"),)


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
    if others:
        rest = computed(f"其余 {len(others)} 项", total(o.whole for o in others), "各项相加")
        drawn.append(Bar(rest.name, rest.full, ((rest.positive, "plain"),)))
        items = [*items, _Item(rest, ((rest, "plain"),))]
    used = {css for bar in drawn for _, css in bar.parts}
    keys = [key for key in legend if key[0] in used]
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


def three_public(disclosure: Disclosure) -> Picture | None:
    """“三公”: its three parts, purchase and running of vehicles; 0 is 0 and blank is blank."""
    resource = "three_public_expenditure"
    root = find(MEASURE_BY_NAME["three_public"], disclosure)
    if root is None:
        return None
    rows = _below(disclosure.of(resource), root.row)
    found = [
        (level, amount(disclosure, resource, row, "total", text(row, "item_name")))
        for level, row in rows
    ]
    if not any(each.value is not None for _, each in found):
        return None
    whole = amount(disclosure, resource, root.row, "total", "“三公”经费合计")
    drawn = [
        Bar(
            each.name,
            each.full,
            () if each.value is None else ((each.positive, "outline part" if level else "solid"),),
            level,
        )
        for level, each in found
    ]
    return Picture(
        name="three-public",
        title="“三公”经费花在哪里",
        summary=f"合计 {whole.full}。" if whole.value is not None else "合计一格是空白。",
        drawings=(bars(drawn),),
        entries=(
            whole.entry("合计"),
            *(each.entry("其中" if level else "三项") for level, each in found),
        ),
        resources=(resource,),
        notes=("“空白”是原表此格没有印数字，不等于 0。",)
        if any(each.value is None for _, each in found)
        else (),
    )


def _below(rows: tuple[Record, ...], root: Record) -> list[tuple[int, Record]]:
    """The parts of ``root`` and, of those with an amount, their own parts, as printed."""
    found = []
    parents: dict[object, int] = {root["row_no"]: -1}
    for row in rows:
        level = parents.get(row["parent_row_no"])
        if level is None or row["row_no"] == root["row_no"]:
            continue
        found.append((level + 1, row))
        if level < 0 and row["total"]:
            parents[row["row_no"]] = level + 1
    return found


def projects(disclosure: Disclosure) -> Picture | None:
    """How many indicators each project has, and how many of them name a number or a day."""
    counts: dict[object, list[int]] = {}
    for row in disclosure.of("performance_indicators"):
        count = counts.setdefault(row["project_no"], [0, 0])
        count[0 if row["target_kind"] in _MEASURED else 1] += 1
    listed = [
        (row, *counts[row["project_no"]])
        for row in disclosure.of("projects")
        if row["project_no"] in counts
    ]
    if not listed:
        return None
    legend = (("solid", "指标值是数字或期限"), ("outline", "只有文字或不涉及"))
    drawn = [
        Bar(f"{row['project_no']}、{text(row, 'project_name')}", f"{m + w} 项", _counted(m, w))
        for row, m, w in listed[:_MOST_PROJECTS]
    ]
    others = listed[_MOST_PROJECTS:]
    notes = (f"图中是前 {len(drawn)} 个项目，其余 {len(others)} 个在数据里。",) if others else ()
    base = f"disclosures/{disclosure.id}/projects.html#project-"
    measured, worded = (sum(each[at] for each in listed) for at in (1, 2))
    return Picture(
        name="projects",
        title="各项目有多少绩效指标",
        summary=f"{len(listed)} 个项目共 {plain(Decimal(measured + worded))} 项指标，"
        f"其中 {plain(Decimal(measured))} 项的指标值是数字或期限。",
        drawings=(bars(drawn, legend),),
        entries=tuple(
            Entry(
                "项目",
                f"{row['project_no']}、{text(row, 'project_name')}",
                f"{m + w} 项",
                f"{base}{row['project_no']}",
                f"数字或期限 {m} 项；文字或不涉及 {w} 项",
            )
            for row, m, w in listed
        ),
        resources=("performance_indicators",),
        notes=notes,
    )


def _counted(measured: int, worded: int) -> tuple[tuple[Decimal, str], ...]:
    return (Decimal(measured), "solid"), (Decimal(worded), "outline")
