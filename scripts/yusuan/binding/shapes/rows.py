"""Rows with codes or names: one printed row, one row."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from yusuan.binding.columns import KINDS
from yusuan.binding.heads import TOTALS
from yusuan.binding.rows import Codes, RawRow
from yusuan.binding.shapes.common import UNIT_FIELDS, Shaping, entry_of, leave, of_row, plain
from yusuan.evidence.places import Place
from yusuan.facts.keys import PATH
from yusuan.facts.model import Entry
from yusuan.model import Value
from yusuan.tables.itemised import parse_item
from yusuan.text import key

_NOT_PUBLISHED = frozenset({"line_number", "year", "class", "section", "subsection"})
_LEVEL_OF_DIGITS = {3: 1, 5: 2, 7: 3}


def rows(shaping: Shaping, raws: Sequence[RawRow]) -> Iterator[Entry]:
    codes = Codes()
    units: dict[str, str] = {}
    entries: list[Entry] = []
    has_units = bool(shaping.names & set(UNIT_FIELDS))
    has_more = bool(shaping.names & _NAMED_BESIDE)
    names_anything = has_units or has_more or bool(shaping.names & set(_NAMES))
    unlabelled: list[tuple[int, RawRow]] = []
    previous: tuple[str, ...] = ()
    for raw in raws:
        codes.read(raw, shaping.grid, shaping.columns)
        for cell in raw.rejected:
            shaping.reader.leave(cell, "unknown_row")
        own_units = {name: raw.texts[name] for name in UNIT_FIELDS if name in raw.texts}
        if own_units:
            units = own_units
        label, names = _label(raw, own_units, previous)
        if not label and not raw.codes:
            if own_units or not raw.cells or not names_anything:
                label = own_units.get("unit_name") or own_units.get("unit_code") or "合计"
            else:
                unlabelled.append((len(entries), raw))
                continue
        previous = names or previous
        entry = _coded_entry(shaping, raw, label, names, units if has_units and has_more else {})
        entries.append(entry)
    _place_unlabelled(shaping, entries, unlabelled)
    yield from _with_parents(entries)


def purchases(shaping: Shaping, raws: Sequence[RawRow]) -> Iterator[Entry]:
    """What is bought: the total holds subtotals of units, these the items.

    A row whose last own name stands further right is a part of the row above it. Where merged
    cells cannot be told (text), one project with several purchases is printed once.
    """
    depths: dict[Place, int] = {}
    project = ""
    for raw in raws:
        if not shaping.grid.spans_known and "project_name" not in raw.texts and project:
            raw.texts["project_name"] = project
            raw.own |= {"project_name"}
        project = raw.texts.get("project_name", project)
        depths[of_row(raw.first.place)] = _depth(shaping, raw)
    above: list[tuple[int, str]] = []
    total: str | None = None
    subtotal: str | None = None
    for entry in rows(shaping, raws):
        if entry.code is not None:
            yield replace(entry, texts={**entry.texts, "row_type": "item"})
            continue
        label = str(entry.texts.get("project_name") or entry.label)
        item = parse_item(label)
        depth = depths.get(entry.place, 0)
        above = [(held, name) for held, name in above if held < depth]
        parent = above[-1][1] if above else subtotal or total
        row_type = "item"
        if key(label) in TOTALS or item.total:
            row_type, total, parent = "total", total or entry.key, None
        elif item.subtotal:
            row_type, parent, subtotal, above = "subtotal", total, entry.key, []
        else:
            above.append((depth, entry.key))
        level = {"total": 0, "subtotal": 1}.get(row_type, 2 + len(above[:-1]))
        row_key = f"{parent}{PATH}{entry.key}" if parent not in (None, total) else entry.key
        if row_type == "subtotal":
            subtotal = row_key
        elif row_type == "item":
            above[-1] = (depth, row_key)
        texts: dict[str, Value] = {
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
            texts={**entry.texts, **texts},
        )


def _depth(shaping: Shaping, raw: RawRow) -> int:
    """How far right the last own name of a row stands; goods, works and services hold units."""
    category = key(raw.texts.get("purchase_category", ""))
    if "purchase_category" in raw.own and _CATEGORY.fullmatch(category):
        return -1
    held = [c.position for c in shaping.by_position.values() if c.field in raw.own & _BOUGHT]
    return max(held, default=0)


_CATEGORY = re.compile(r"(?:[一二三]、|[ABC]-?)?(?:货物|工程|服务)(?:类)?[ABC]?")
_BOUGHT = frozenset({
    "purchase_category", "project_name", "economic_name", "item_purchased", "catalogue_code",
    "item", "unit_name", "service_level1", "service_level2", "service_level3",
})  # fmt: skip
_NAMED_BESIDE = frozenset({
    *(f"{kind}_{part}" for kind in KINDS for part in ("code", "name", "class")),
    "project_name", "unit_or_project", "item", "item_purchased",
})  # fmt: skip
_NAMES = (
    "function_name", "economic_name", "government_economic_name", "project_name",
    "unit_or_project", "item", "item_detail", "purchase_category", "item_purchased",
    "service_level1", "service_level2", "service_level3", "service_content",
    "institution_name", "event_name",
)  # fmt: skip


def _label(
    raw: RawRow, own_units: Mapping[str, str], previous: Sequence[str]
) -> tuple[str, tuple[str, ...]]:
    """What the row is called, and all that names it, coarsest first."""
    names = tuple(raw.texts[name] for name in _NAMES if name in raw.texts)
    if raw.codes:
        for kind in KINDS:
            if kind in raw.codes:
                return raw.texts.get(f"{kind}_name", ""), names
    if not names:
        return "", ()
    own = [raw.texts[name] for name in _NAMES if name in raw.own or name in raw.texts]
    return own[-1] if own else names[-1], names


def _coded_entry(
    shaping: Shaping,
    raw: RawRow,
    label: str,
    names: Sequence[str],
    units: Mapping[str, str],
) -> Entry:
    found = [raw.codes[kind] for kind in KINDS if kind in raw.codes]
    unit = units.get("unit_code") or units.get("unit_name")
    is_total = not found and key(label) in TOTALS
    if is_total and not set(raw.own) & set(UNIT_FIELDS):
        units, unit = {}, None
    if found:
        row_key = shaping.keys.of_label(*([unit] if unit else []), *found)
    else:
        named = names or (raw.texts.get("unit_code") or label,)
        pieces = [*([unit] if unit else []), *named]
        row_key = shaping.keys.of_label(*dict.fromkeys(pieces))
    code = found[0] if found else None
    level = 0 if is_total else _LEVEL_OF_DIGITS.get(len(code)) if code else None
    if level is None and not found and raw.texts.keys() & set(UNIT_FIELDS) and not names:
        level = 0
    texts: dict[str, Value] = {name: text for name, text in raw.texts.items() if _published(name)}
    texts.pop("row_no", None)
    texts.update(units)
    for kind in KINDS:
        if {f"{kind}_code", f"{kind}_name", f"{kind}_class"} & shaping.names:
            texts[f"{kind}_code"] = raw.codes.get(kind)
    if shaping.role.shape != "text":
        texts["level"] = level
    figures = shaping.reader.figures(raw.cells, shaping.by_position)
    return entry_of(
        raw,
        row_key,
        label,
        texts,
        level=level,
        code=code,
        unit_code=raw.texts.get("unit_code") or units.get("unit_code"),
        unit_name=raw.texts.get("unit_name") or units.get("unit_name"),
        figures=plain(figures),
    )


def _published(name: str) -> bool:
    last = name.rpartition("_")[2]
    return name not in _NOT_PUBLISHED and last not in ("class", "section", "subsection")


def _place_unlabelled(
    shaping: Shaping, entries: list[Entry], unlabelled: Sequence[tuple[int, RawRow]]
) -> None:
    """A first or last row without a name whose figures are the sums of all others is the total."""
    for position, raw in unlabelled:
        figures = plain(shaping.reader.figures(raw.cells, shaping.by_position))
        sums: dict[str, object] = {}
        for name, figure in figures.items():
            parts = [
                entry.figures[name].value
                for entry in entries
                if name in entry.figures and entry.figures[name].value is not None
            ]
            sums[name] = sum(parts) if figure.value is not None else None  # type: ignore[arg-type]
        ends = position in (0, len(entries)) and len(unlabelled) == 1
        agree = bool(figures) and all(figures[n].value == sums[n] for n in figures)
        if not (ends and agree and len(entries) > 1):
            leave(shaping, raw)
            continue
        row_key = shaping.keys.of_label("合计")
        entries.insert(
            position,
            entry_of(raw, row_key, "", {"level": 0}, level=0, figures=figures),
        )


def _with_parents(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Each coded row below its nearest printed ancestor of the same unit, else below the total."""
    by_code: dict[tuple[str | None, str], str] = {}
    totals: dict[str | None, str] = {}
    for entry in entries:
        unit = entry.unit_code or entry.unit_name
        if entry.code:
            by_code.setdefault((unit, entry.code), entry.key)
        elif entry.level == 0:
            totals.setdefault(unit, entry.key)
    coded = [(entry.unit_code or entry.unit_name, entry.code) for entry in entries if entry.code]
    unique = len(set(coded)) == len(coded)
    uncoded = _parents_without_codes(entries, totals)
    for entry in entries:
        if entry.code is None or not unique:
            parent = uncoded.get(entry.key)
            held = {"parent_key": parent} if "level" in entry.texts else {}
            yield replace(entry, parent=parent, texts={**entry.texts, **held})
            continue
        unit = entry.unit_code or entry.unit_name
        code, parent, above = entry.code[:-2], None, None
        while len(code) >= 3 and parent is None:
            parent = by_code.get((unit, code))
            above = code if parent else None
            code = code[:-2]
        parent = parent if parent is not None else totals.get(unit, totals.get(None))
        yield replace(
            entry,
            parent=parent,
            texts={**entry.texts, "parent_key": parent, "parent_code": above},
        )


def _parents_without_codes(
    entries: Sequence[Entry], totals: Mapping[str | None, str]
) -> dict[str, str]:
    """What holds the rows that units or names tell apart: their unit's row, else the total.

    A unit is held by the unit whose code its own begins with; where no codes are printed, the
    first unit holds the others if each of its figures is the sum of theirs. Rows of names alone
    belong to the total only if they add up to it: some of them may be parts of others.
    """
    total = next((e for e in entries if e.code is None and key(e.label) in TOTALS), None)
    rest = [e for e in entries if e.code is None and e is not total]
    units = [e for e in rest if e.level == 0 and (e.unit_code or e.unit_name)]
    found: dict[str, str] = {}
    codes = {e.unit_code: e.key for e in units if e.unit_code}
    for entry in units:
        above = [c for c in codes if (entry.unit_code or "").startswith(c) and c != entry.unit_code]
        parent = codes[max(above, key=len)] if above else total.key if total is not None else None
        if parent is not None:
            found[entry.key] = parent
    if not codes and len(units) > 2 and _is_sum(units[0], units[1:]):
        found.update((entry.key, units[0].key) for entry in units[1:])
    named = [e for e in rest if e not in units]
    for entry in named:
        parent = totals.get(entry.unit_code or entry.unit_name)
        if parent is not None and parent != entry.key and (entry.unit_code or entry.unit_name):
            found[entry.key] = parent
    loose = [e for e in named if e.key not in found]
    if total is not None and loose and not units and _is_sum(total, loose):
        found.update((entry.key, total.key) for entry in loose)
    return found


def _is_sum(whole: Entry, parts: Sequence[Entry]) -> bool:
    """Whether every figure of ``whole`` is the sum of those of ``parts``, and there are some."""
    due = [(name, figure.value) for name, figure in whole.figures.items() if figure.value]
    return bool(due) and all(
        value == sum(e.figures[name].value or 0 for e in parts if name in e.figures)
        for name, value in due
    )
