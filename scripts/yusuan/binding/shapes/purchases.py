"""What is bought: total, subtotals of units, categories, projects and the items of each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from yusuan.binding.heads import is_total
from yusuan.binding.rows import RawRow
from yusuan.binding.shapes.common import Shaping, of_row
from yusuan.binding.shapes.rows import rows
from yusuan.evidence.places import Place
from yusuan.facts.keys import RowKeys
from yusuan.facts.model import Entry
from yusuan.printed.text import key
from yusuan.tables.itemised import parse_item


def purchases(shaping: Shaping, raws: Sequence[RawRow]) -> Iterator[Entry]:
    """What is bought: the total, be it first or last, holds subtotals of units, these the items."""
    renamed: dict[str, str] = {}
    found = tuple(_outlined(shaping, raws, renamed))
    totals = [entry.key for entry in found if entry.texts["row_type"] == "total"]
    for entry in found:
        parent = entry.parent
        if entry.code is not None:
            parent = renamed.get(parent, parent) if parent is not None else None
        elif len(totals) == 1 and parent is None and not _is_beside(entry):
            parent = totals[0]
        yield replace(entry, parent=parent, texts={**entry.texts, "parent_key": parent})


def _is_beside(entry: Entry) -> bool:
    """Whether a row is the total, or says of all that is bought to whom it went."""
    return entry.texts["row_type"] == "total" or AWARDED.search(key(entry.label)) is not None


def _outlined(shaping: Shaping, raws: Sequence[RawRow], renamed: dict[str, str]) -> Iterator[Entry]:
    """Each row with its parent; a total that comes last is none yet.

    Rows with a code have the parent that codes and sums told, by the key that it had then;
    ``renamed`` says which it has now.

    A row whose last own name stands further right is a part of the row above it. Where merged
    cells cannot be told (text), one project with several purchases is printed once.
    """
    depths: dict[Place, int] = {}
    project = ""
    _name_categories(raws)
    units_first = _units_hold_categories(raws)
    for raw in raws:
        if not shaping.grid.spans_known and "project_name" not in raw.texts and project:
            raw.texts["project_name"] = project
            raw.own |= {"project_name"}
        project = raw.texts.get("project_name", project)
        holds_all = units_first and _is_unit(raw)
        depths[of_row(raw.first.place)] = -2 if holds_all else _depth(shaping, raw)
    above: list[tuple[int, str]] = []
    total: str | None = None
    subtotal: str | None = None
    keys = RowKeys()
    for entry in rows(shaping, raws):
        if entry.code is not None:
            row_key = renamed[entry.key] = keys.of_part(entry.key, None)
            texts = {**entry.texts, "row_key": row_key, "row_type": "item"}
            yield replace(entry, key=row_key, texts=texts)
            continue
        label = str(entry.texts.get("project_name") or entry.label)
        item = parse_item(label)
        depth = depths.get(entry.place, 0)
        above = [(held, name) for held, name in above if held < depth]
        parent = above[-1][1] if above else subtotal or total
        row_type = "item"
        if is_total(label) or item.total or _ALL_BOUGHT.fullmatch(key(label)):
            row_type, parent = "total", None
        elif item.subtotal:
            row_type, parent, above = "subtotal", total, []
        elif AWARDED.search(key(label)):
            parent, above = None, [(depth, entry.key)]
        else:
            above.append((depth, entry.key))
        level = {"total": 0, "subtotal": 1}.get(row_type, 2 + len(above[:-1]))
        row_key = keys.of_part(entry.key, parent if parent != total else None)
        renamed[entry.key] = row_key
        if row_type == "total":
            total = total or row_key
        elif row_type == "subtotal":
            subtotal = row_key
        else:
            above[-1] = (depth, row_key)
        texts = {
            **entry.texts,
            "row_key": row_key,
            "row_type": row_type,
            "parent_key": parent,
            "level": level,
        }
        yield replace(
            entry,
            key=row_key,
            label=label,
            parent=parent,
            level=level,
            texts=texts,
        )


def _depth(shaping: Shaping, raw: RawRow) -> int:
    """How far right the last own name of a row stands; goods, works and services hold units."""
    if "purchase_category" in raw.own and _CATEGORY.fullmatch(_category(raw)):
        return -1
    # A merged cell that names what is bought in two ways names the second row too.
    named = raw.own & _BOUGHT or raw.texts.keys() & _BOUGHT
    named = named - {"catalogue_code"} or named  # which one row may lack
    return max((c.position for c in shaping.by_position.values() if c.field in named), default=0)


def _category(raw: RawRow) -> str:
    return key(raw.texts.get("purchase_category", ""))


def _name_categories(raws: Sequence[RawRow]) -> None:
    """货物, 工程 and 服务 in a column of 项目 are no projects."""
    for raw in raws:
        name = key(raw.texts.get("project_name", ""))
        if "purchase_category" not in raw.texts and _CATEGORY.fullmatch(name):
            raw.texts["purchase_category"] = raw.texts.pop("project_name")
            raw.own = raw.own - {"project_name"} | {"purchase_category"}


def _units_hold_categories(raws: Sequence[RawRow]) -> bool:
    """Whether goods and services stand below units: the first unit right above the first of them.

    Most print them the other way round.
    """
    first = next((i for i, raw in enumerate(raws) if _CATEGORY.fullmatch(_category(raw))), 0)
    return first > 0 and _is_unit(raws[first - 1])


def _is_unit(raw: RawRow) -> bool:
    """Whether a row names nothing but a unit, in the column of goods, works and services."""
    named = raw.own & _BOUGHT == {"purchase_category"}
    return named and not _CATEGORY.fullmatch(_category(raw)) and not is_total(_category(raw))


_ALL_BOUGHT = re.compile(
    r"(?:\(?[一二三四五六七八九]\)?[、.]?)?政府采购(?:支出|预算|金额)*(?:合计|总额|总计|总金额)"
)
# To whom it went, of what goods, works and services say: no purchase beside them.
AWARDED = re.compile(r"授予(?:中小|小微|小型|微型)企业")
_CATEGORY = re.compile(
    r"(?:[一二三][、.,:]?|\([一二三]\)|[1-3][、.]?|[ABC]-?)?(?:货物|工程|服务)(?:类)?[ABC]?"
)
_BOUGHT = frozenset({
    "purchase_category", "project_name", "economic_name", "purchase_project",
    "item_purchased", "catalogue_code",
    "item", "unit_name", "service_level1", "service_level2", "service_level3",
})  # fmt: skip
