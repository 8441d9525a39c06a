"""Which row of a table holds which: by code, by unit, by total."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

from yusuan.binding.heads import is_total
from yusuan.binding.outline import Outline, read_label
from yusuan.facts.keys import PATH
from yusuan.facts.model import Entry
from yusuan.facts.parts import half_step, nested
from yusuan.model import Value


def divided(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Items divided in a second column: their 小计 holds the parts, the total the items."""
    total = next((entry.key for entry in entries if "item_detail" not in entry.texts), None)
    subtotals: dict[str, str] = {}
    for entry in entries:
        item, detail = str(entry.texts.get("item") or ""), entry.texts.get("item_detail")
        if detail is None:
            level, parent = (0, None) if entry.key == total else (1, total)
        elif is_total(str(detail)):
            subtotals[item] = entry.key
            level, parent = 1, total
        else:
            parent = subtotals.get(item, total)
            level = 2 if item in subtotals else 1
        texts: dict[str, Value] = {**entry.texts, "level": level, "parent_key": parent}
        yield replace(entry, level=level, parent=parent, texts=texts)


def outlined(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Items one below the other, by the way they are numbered; the total holds the first level."""
    outline = Outline()
    total = next((entry.key for entry in entries if is_total(entry.label)), None)
    levels: dict[str | None, int] = {None: -1, total: 0}
    parts, renamed = _loose_parts(entries), dict[str, str]()
    level: int | None
    for entry in entries:
        label = read_label(entry.label)
        if is_total(label.name):
            parent, level = None, 0
            outline.restart(None)
        else:
            parent = outline.inside(label) or renamed.get(parts.get(entry.key, ""))
            parent = parent if parent is not None or label.style is None else total
            level = levels.get(parent, -1) + 1
            if parent is None and total is not None:
                level = None  # what it is a part of is not told
            own = entry.key
            if parent not in (None, total):
                entry = replace(entry, key=f"{parent}{PATH}{entry.key}")
            renamed[own] = entry.key
            if own not in parts:
                outline.add(label, entry.key)
        levels[entry.key] = level or 0
        texts: dict[str, Value] = {
            **entry.texts,
            "row_key": entry.key,
            "level": level,
            "parent_key": parent,
        }
        yield replace(entry, level=level, parent=parent, texts=texts)


def _loose_parts(entries: Sequence[Entry]) -> dict[str, str]:
    """Rows without a number that follow a numbered one and add up to it: its parts."""
    found: dict[str, str] = {}
    for index, holder in enumerate(entries):
        if read_label(holder.label).style is None:
            continue
        rest = map(entries.__getitem__, range(index + 1, len(entries)))
        run = list(takewhile(_is_loose, rest))
        if len(run) > 1 and _is_sum(holder, run):
            found.update((row.key, holder.key) for row in run)
    return found


def _is_loose(entry: Entry) -> bool:
    label = read_label(entry.label)
    return label.style is None and not label.of_which and not is_total(label.name)


def with_parents(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Each coded row below its nearest printed ancestor of the same unit, else below the total."""
    by_code: dict[tuple[str | None, str], str] = {}
    totals: dict[str | None, str] = {}
    for entry in entries:
        unit = _unit_of(entry)
        if entry.code:
            by_code.setdefault((unit, entry.code), entry.key)
        elif entry.level == 0:
            totals.setdefault(unit, entry.key)
    coded = [(_unit_of(entry), entry.code) for entry in entries if entry.code]
    unique = len(set(coded)) == len(coded)
    uncoded = _parents_without_codes(entries, totals)
    if coded and not unique:
        uncoded.update(_parents_of_repeated(entries))
        uncoded.update(_below_headings(entries))
    headed = _headed(entries) if unique else {}
    for entry in entries:
        if entry.code is None or not unique:
            parent = uncoded.get(entry.key)
            held = {"parent_key": parent} if "level" in entry.texts else {}
            yield replace(entry, parent=parent, texts={**entry.texts, **held})
            continue
        unit = _unit_of(entry)
        code, parent, above = entry.code[:-2], None, None
        while len(code) >= 3 and parent is None:
            parent = by_code.get((unit, code))
            above = code if parent else None
            code = code[:-2]
        if parent is None:
            above = _of_government(entry, by_code.keys())
            parent = by_code.get((unit, above)) if above else None
        if parent is None:
            parent = headed.get(entry.key) or _total_of(unit, totals)
        yield replace(
            entry,
            parent=parent,
            texts={**entry.texts, "parent_key": parent, "parent_code": above},
        )


def _total_of(unit: str | None, totals: Mapping[str | None, str]) -> str | None:
    """The row of a unit, else of the unit that its code begins with (108 for 108001), else 合计."""
    if unit is None or unit in totals or not unit.isdigit():
        return totals.get(unit, totals.get(None))
    above = (unit[:end] for end in range(min(len(unit), 40) - 1, 2, -1))
    return next((totals[code] for code in above if code in totals), totals.get(None))


def _of_government(entry: Entry, codes: AbstractSet[tuple[str | None, str]]) -> str | None:
    """The code of the row that holds one of two classifications by that of the government's
    budget: 501 where 30101 stands beside 50101 and the rows of classes print theirs alone."""
    code, unit = str(entry.texts.get("government_economic_code") or ""), _unit_of(entry)
    ends = range(len(code), 2, -2)
    if code == entry.code:
        return None
    return next((code[:end] for end in ends if (unit, code[:end]) in codes), None)


def _unit_of(entry: Entry) -> str | None:
    return entry.unit_code or entry.unit_name


def told_by_sums(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Rows that nothing else tells to be parts of another, below what their sums tell."""
    found = tuple(entries)
    total = next((e for e in found if e.code is None and is_total(e.label)), None)
    loose = [entry for entry in found if entry.parent is None and entry is not total]
    parents = nested(total, loose) if total is not None and loose else {}
    for entry in found:
        parent = parents.get(entry.key)
        if parent is None:
            yield entry
            continue
        held = {"parent_key": parent} if "level" in entry.texts else {}
        yield replace(entry, parent=parent, texts={**entry.texts, **held})


def _headed(entries: Sequence[Entry]) -> dict[str, str]:
    """Coded rows below a row without a code (their unit, or the name of their class) that is
    their sum: they are its parts, and the total's no more."""
    found: dict[str, str] = {}
    index = 0
    while index < len(entries):
        heading, index = entries[index], index + 1
        if heading.code is not None or heading.level == 0:
            continue
        rest = map(entries.__getitem__, range(index, len(entries)))  # no copy for each row
        run = list(takewhile(lambda row: row.code is not None, rest))
        index += len(run)
        codes = {(row.unit_code or row.unit_name, row.code) for row in run}
        tops = [row for row in run if not _has_ancestor(row, codes)]
        if tops and _is_sum(heading, tops):
            found.update((row.key, heading.key) for row in tops)
    return found


def _below_headings(entries: Sequence[Entry]) -> dict[str, str]:
    """Rows whose codes repeat, below rows without a code (their project) that are their sums, if
    the total is the sum of these and of the rows that stand below none."""
    total = next((e for e in entries if e.code is None and is_total(e.label)), None)
    held = _headed(entries)
    if total is None or not held:
        return {}
    headings = set(held.values())
    loose = [e for e in entries if e.code is None and e is not total and e.key not in headings]
    tops = [e for e in entries if e is not total and e.key not in held and e not in loose]
    if loose or not _is_sum(total, tops):
        return {}
    return {**held, **dict.fromkeys(headings, total.key)}


def _has_ancestor(entry: Entry, codes: AbstractSet[tuple[str | None, str | None]]) -> bool:
    """Whether a code that this row's begins with is among those of its unit."""
    code, unit = entry.code or "", _unit_of(entry)
    return any((unit, code[:end]) in codes for end in range(3, len(code), 2))


def _parents_of_repeated(entries: Sequence[Entry]) -> dict[str, str]:
    """Codes printed more than once: a row holds the finer ones that follow it, if it is their sum.

    301 beside 501 holds its sections, 301 beside 505 its own; the total holds what no row does.
    """
    found: dict[str, str] = {}
    for index, entry in enumerate(entries):
        code = entry.code
        if code is None:
            continue
        run = list(
            takewhile(
                lambda row: row.code is not None and row.code != code and row.code.startswith(code),  # noqa: B023
                map(entries.__getitem__, range(index + 1, len(entries))),  # no copy for each row
            )
        )
        codes = {row.code for row in run}
        parts = [row for row in run if not _within(row.code or "", code, codes)]
        if parts and _is_sum(entry, parts):
            found.update((row.key, entry.key) for row in parts)
    total = next((e for e in entries if e.code is None and e.level == 0), None)
    rest = [e for e in entries if e.code is not None and e.key not in found]
    if total is not None and rest and _is_sum(total, rest):
        found.update((row.key, total.key) for row in rest)
    return found


def _within(code: str, above: str, codes: AbstractSet[str | None]) -> bool:
    """Whether a code between ``code`` and ``above`` is one of ``codes``."""
    return any(code[:end] in codes for end in range(len(above) + 2, len(code), 2))


def _parents_without_codes(
    entries: Sequence[Entry], totals: Mapping[str | None, str]
) -> dict[str, str]:
    """What holds the rows that units or names tell apart: their unit's row, else the total.

    A unit is held by the unit whose code its own begins with; where no codes are printed, the
    first unit holds the others if each of its figures is the sum of theirs. Rows of names alone
    belong to the total only if they add up to it: some of them may be parts of others.
    """
    total = next((e for e in entries if e.code is None and is_total(e.label)), None)
    rest = [e for e in entries if e.code is None and e is not total]
    units = [e for e in rest if e.level == 0 and _unit_of(e)]
    found: dict[str, str] = {}
    codes = {e.unit_code: e.key for e in units if e.unit_code}
    for entry in units:
        own = entry.unit_code or ""
        above = next(
            (own[:end] for end in range(min(len(own), 40) - 1, 0, -1) if own[:end] in codes), None
        )
        parent = codes[above] if above else total.key if total is not None else None
        if parent is not None:
            found[entry.key] = parent
    if not codes and len(units) > 2 and _is_sum(units[0], units[1:]):
        found.update((entry.key, units[0].key) for entry in units[1:])
    of_units = {entry.key for entry in units}
    named = [e for e in rest if e.key not in of_units]
    for entry in named:
        parent = totals.get(_unit_of(entry))
        if parent is not None and parent != entry.key and _unit_of(entry):
            found[entry.key] = parent
    loose = [e for e in named if e.key not in found]
    if total is not None and loose and not units and _is_sum(total, loose):
        found.update((entry.key, total.key) for entry in loose)
    elif len(loose) > 2 and not units:
        heads = _divided_by_units(loose)
        found.update(heads)
        if total is not None and heads:
            found.update((e.key, total.key) for e in loose if e.key not in heads)
    return found


def _divided_by_units(rows: Sequence[Entry]) -> dict[str, str]:
    """Units, each followed by its projects: every row is a unit that is the sum of those below it
    up to the next unit, or one of these; nothing where that is not so of all of them.
    """
    found: dict[str, str] = {}
    start = 0
    while start < len(rows):
        end = _end_of_parts(rows, start)
        if end is None:
            return {}
        found.update((entry.key, rows[start].key) for entry in rows[start + 1 : end])
        start = end
    return found


def _end_of_parts(rows: Sequence[Entry], start: int) -> int | None:
    """Behind the first row with which those below ``start`` add up to it; in one pass."""
    whole = rows[start]
    due = [(name, figure.value) for name, figure in whole.figures.items() if figure.value]
    added = {name: Decimal(0) for name, _ in due}
    steps = {name: half_step(whole, name) for name, _ in due}
    counts = dict.fromkeys(added, 0)
    for end in range(start + 1, len(rows)):
        for name, _ in due:
            figure = rows[end].figures.get(name)
            if figure is not None:
                added[name] += figure.value or Decimal(0)
                steps[name] = max(steps[name], half_step(rows[end], name))
                counts[name] += 1
        if due and all(
            abs(value - added[name]) <= steps[name] * (counts[name] + 1) for name, value in due
        ):
            return end + 1
    return None


def _is_sum(whole: Entry, parts: Sequence[Entry]) -> bool:
    """Whether every figure of ``whole`` is the sum of those of ``parts``, and there are some."""
    due = [(name, figure.value) for name, figure in whole.figures.items() if figure.value]
    return bool(due) and all(_adds_up(name, value, whole, parts) for name, value in due)


def _adds_up(name: str, value: Decimal, whole: Entry, parts: Sequence[Entry]) -> bool:
    """Whether ``value`` is the sum, each figure rounded to its printed places."""
    printed = [part for part in parts if name in part.figures]
    added = sum((part.figures[name].value or Decimal(0) for part in printed), Decimal(0))
    step = max(half_step(part, name) for part in (whole, *printed))
    return abs(value - added) <= step * (len(printed) + 1)
