"""Rows with codes or names: one printed row, one row."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from yusuan.binding.classified import KINDS
from yusuan.binding.heads import is_total
from yusuan.binding.naming import SUFFIX
from yusuan.binding.outline import read_label
from yusuan.binding.rows import NAMES, Codes, RawRow, whole_code
from yusuan.binding.shapes.common import UNIT_FIELDS, Shaping, entry_of, leave, plain
from yusuan.binding.shapes.parents import divided, outlined, told_by_sums, with_parents
from yusuan.facts.model import Entry, Figure
from yusuan.model import Value
from yusuan.printed.numbers import narrow
from yusuan.printed.text import key

_NOT_PUBLISHED = frozenset({"line_number", "year", "class", "section", "subsection"})
_LEVEL_OF_DIGITS = {3: 1, 5: 2, 7: 3}


def rows(shaping: Shaping, raws: Sequence[RawRow]) -> Iterator[Entry]:
    codes = Codes()
    units: dict[str, str] = {}
    entries: list[Entry] = []
    _name_units(raws, shaping.names)
    _units_among_categories(raws, shaping.names)
    _name_totals(raws, shaping.names)
    has_units = bool(shaping.names & set(UNIT_FIELDS))
    has_more = bool(shaping.names & _NAMED_BESIDE)
    names_anything = has_units or has_more or bool(shaping.names & set(NAMES))
    unlabelled: list[tuple[int, RawRow]] = []
    _complete_sections(raws)
    has_units = _units_among_codes(raws) or has_units
    for raw in raws:
        codes.read(raw, shaping.grid, shaping.columns)
        _forget_code_of_itself(raw)
    codes.doubt_repeated(raws, shaping.grid, shaping.columns)
    each_named = _coded_rows_name_their_unit(raws)
    names_anything = names_anything or _several_without_name(shaping, raws)
    for raw in raws:
        for cell in raw.rejected:
            shaping.reader.leave(cell, "unknown_row")
        own_units = {name: raw.texts[name] for name in UNIT_FIELDS if name in raw.texts}
        if own_units:
            units = own_units
        label, names = _label(raw, shaping.names)
        if not label and not raw.codes:
            named = names_anything or _named_by_unknown(shaping, raw)
            if own_units or not raw.cells or not named:
                label = own_units.get("unit_name") or own_units.get("unit_code") or "合计"
            else:
                unlabelled.append((len(entries), raw))
                continue
        heads_others = each_named and not own_units and not raw.codes
        heads_others = heads_others and not read_label(label).of_which
        heads_others = heads_others or raw.own == _CATEGORY
        carried = units if has_units and has_more and not heads_others else {}
        entry = _coded_entry(shaping, raw, label, names, carried)
        entries.append(entry)
    _place_unlabelled(shaping, entries, unlabelled)
    if "item_detail" in shaping.names:
        yield from divided(entries)
    elif "item" in shaping.names and not shaping.names & (_NAMED_BESIDE - {"item"}):
        yield from told_by_sums(outlined(entries))
    else:
        yield from told_by_sums(with_parents(entries))


def _forget_code_of_itself(raw: RawRow) -> None:
    """The row's own code (301｜01｜30101), printed once more below 单位代码, is no unit's."""
    if (
        narrow(raw.texts.get("unit_code", "")) in raw.codes.values()
        and "unit_name" not in raw.texts
    ):
        del raw.texts["unit_code"]
        raw.own = raw.own - {"unit_code"}


def _several_without_name(shaping: Shaping, raws: Sequence[RawRow]) -> bool:
    """Whether more than one row says nothing of what its figures are: none is the only one."""
    nameless = [
        raw
        for raw in raws
        if raw.cells and not raw.codes and not raw.texts.keys() & set(UNIT_FIELDS)
        if not _label(raw, shaping.names)[0] and not _named_by_unknown(shaping, raw)
    ]
    return len(nameless) > 1


def _named_by_unknown(shaping: Shaping, raw: RawRow) -> bool:
    """Whether words stand in a column that is not understood: the row is called something."""
    cells = (
        shaping.grid.owner(raw.row, position)
        for position, column in enumerate(shaping.columns)
        if column is None
    )
    return any(
        any(map(str.isalpha, cell.text)) and not is_total(cell.text) for cell in cells if cell.text
    )


_NAMED_BESIDE = frozenset({
    *(f"{kind}_{part}" for kind in KINDS for part in ("code", "name", "class")),
    "project_name", "unit_or_project", "item", "purchase_project", "item_purchased",
})  # fmt: skip


_CATEGORY = frozenset({"project_category"})
_CODED_NAMES = frozenset(f"{kind}_name" for kind in KINDS)
# What a row with a code may be one of several of.
_PROJECT_NAMES = ("project_name", "unit_or_project")
_BOUGHT_NAMES = ("item_purchased", "purchase_project", "catalogue_code")


def _name_units(raws: Sequence[RawRow], fields: AbstractSet[str]) -> None:
    """单位名称（科目）: beside a unit's code and without a code of its own stands the unit's name."""
    coded = fields & {f"{kind}_{part}" for kind in KINDS for part in ("code", "class")}
    if "unit_code" not in fields or "unit_name" in fields or not coded:
        return
    for raw in raws:
        name = next((field for field in _CODED_NAMES if field in raw.own), None)
        if name is None or coded & raw.texts.keys() or "unit_code" not in raw.own:
            continue
        if not is_total(raw.texts[name]) and not _OF_MONEY.search(key(raw.texts[name])):
            raw.texts["unit_name"] = raw.texts.pop(name)
            raw.own = raw.own - {name} | {"unit_name"}


# 工资福利支出, 对个人和家庭的补助: a class without its code, and no unit.
_OF_MONEY = re.compile(r"(?:支出|补助|费用?)(?:\([^()]*\))?$")


def _units_among_categories(raws: Sequence[RawRow], fields: AbstractSet[str]) -> None:
    """401-某局 in the column of categories, and nothing else in the row: the sum of a unit.

    A name of a unit: rows print it, or that of a unit below it, in their column of units.
    """
    if "unit_name" not in fields:
        return
    units = tuple(raw.texts["unit_name"] for raw in raws if "unit_name" in raw.own)
    for raw in raws:
        found = _JOINED_UNIT.fullmatch(raw.texts.get("project_category", ""))
        if (
            found is not None
            and raw.own == {"project_category"}
            and any(unit.startswith(found["name"]) for unit in units)
        ):
            raw.texts["unit_name"] = raw.texts.pop("project_category")
            raw.own = frozenset({"unit_name"})


_JOINED_UNIT = re.compile(r"[0-9]{3,9}\s?[-－—]\s?(?P<name>[^0-9]{3,})")


def _complete_sections(raws: Sequence[RawRow]) -> None:
    """201, 03, 2010301 one below the other: the section is printed without its class.

    It is completed where the code right below it begins with both.
    """
    for kind in KINDS:
        name = f"{kind}_code"
        above = ""
        for raw, following in pairwise(raws):
            printed = raw.texts.get(name, "")
            if (code := whole_code(printed)) is not None:
                above = code[:3]
            elif above and _SECTION.fullmatch(printed):
                below = whole_code(following.texts.get(name, "")) or ""
                if len(below) == 7 and below.startswith(above + printed):
                    raw.texts[name] = above + printed


def _units_among_codes(raws: Sequence[RawRow]) -> bool:
    """Take the codes of units (038, 038001) out of the column of classification codes.

    No classification has six digits; three that begin a unit's code and no other one's are those
    of what holds the unit.
    """
    for kind in KINDS:
        code, name = f"{kind}_code", f"{kind}_name"
        printed = {narrow(raw.texts.get(code, "")) for raw in raws if name in raw.texts}
        units = {text for text in printed if _UNIT.fullmatch(text)}
        classified = [text for text in printed if len(text) in (5, 7) and whole_code(text)]
        for text in [text for text in printed if len(text) == 3 and text.isdigit()]:
            if any(unit.startswith(text) for unit in units) and not any(
                other.startswith(text) for other in classified
            ):
                units.add(text)
        if not units or not classified:
            continue
        slips = set(_slips(raws, code, name))
        found = False
        for i, raw in enumerate(raws):
            if i not in slips and narrow(raw.texts.get(code, "")) in units and name in raw.texts:
                found = True
                raw.texts["unit_code"] = narrow(raw.texts.pop(code))
                raw.texts["unit_name"] = raw.texts.pop(name)
                raw.own = raw.own - {code, name} | set(UNIT_FIELDS)
        if found:
            return True
    return False


def _slips(raws: Sequence[RawRow], code: str, name: str) -> Iterator[int]:
    """Rows whose six digits are no unit's: among the codes of one class, and no office by name.

    302, 302010 办公费, 30207: what is below goes on with the class above. Below a unit a class is
    printed anew, or none is.
    """
    classes: set[str] = set()
    last = ""
    doubtful: list[int] = []
    for i, raw in enumerate(raws):
        printed = narrow(raw.texts.get(code, ""))
        if _UNIT.fullmatch(printed):
            if _OFFICE.search(key(raw.texts.get(name, ""))):
                classes, last, doubtful = set(), "", []
            elif last and printed.startswith(last):
                yield i
            else:
                doubtful.append(i)
        elif whole := whole_code(printed):
            if len(whole) > 3 and whole[:3] in classes:
                yield from doubtful
            if len(whole) == 3:
                classes = {*classes, whole} if not doubtful else {whole}
                last = whole
            doubtful = []


_OFFICE = re.compile(rf"[{SUFFIX}](?:\([^()]*\)|本级)?(?<!运行)$")
_UNIT = re.compile("[0-9]{6}(?:[0-9]{3})?")
_SECTION = re.compile("[0-9]{2}")


def _coded_rows_name_their_unit(raws: Sequence[RawRow]) -> bool:
    """Whether each row with a code prints its unit: a row with neither only heads those below."""
    coded = [raw for raw in raws if raw.codes]
    return bool(coded) and all(set(UNIT_FIELDS) & raw.own for raw in coded)


def _name_totals(raws: Sequence[RawRow], fields: AbstractSet[str]) -> None:
    """合计 over the code and the name of projects is a name; so is 一、运转类, no code of any."""
    if not {"project_code", "project_name"} <= fields:
        return
    for raw in raws:
        code = raw.texts.get("project_code", "")
        if code and "project_name" not in raw.texts and (is_total(code) or _is_no_code(code)):
            raw.texts["project_name"] = raw.texts.pop("project_code")
            raw.own = raw.own - {"project_code"} | {"project_name"}


def _is_no_code(text: str) -> bool:
    return not any(character.isascii() and character.isalnum() for character in text)


def _label(raw: RawRow, fields: AbstractSet[str]) -> tuple[str, tuple[str, ...]]:
    """What the row is called, and all that names it, coarsest first."""
    names = tuple(
        read_label(raw.texts[name]).name if name == "item" else raw.texts[name]
        for name in NAMES
        if name in raw.texts
    )
    project = _project(raw, fields)
    if project:
        return project, names
    if raw.codes:
        for kind in KINDS:
            if kind in raw.codes:
                return raw.texts.get(f"{kind}_name", ""), names
    if not names:
        # 序号 or 类型 says 合计.
        beside = (text for name, text in raw.texts.items() if name not in UNIT_FIELDS)
        total = next(filter(is_total, beside), "")
        if not total and raw.own == _CATEGORY:
            total = raw.texts["project_category"]  # 特定目标类 alone: the sum of its projects
        return total, (total,) if total else ()
    own = [raw.texts[name] for name in NAMES if name in raw.own or name in raw.texts]
    return own[-1] if own else names[-1], names


def _project(raw: RawRow, fields: AbstractSet[str]) -> str:
    """The name of the project that a row is which has a code, and that code's name, besides.

    Where things bought have a code and no column names it, the row is what is bought.
    """
    if any(f"{kind}_name" in raw.texts for kind in raw.codes):
        names: tuple[str, ...] = _PROJECT_NAMES
    elif raw.codes and fields & set(_BOUGHT_NAMES):
        names = (*_PROJECT_NAMES, *_BOUGHT_NAMES)
    else:
        return ""
    return next((raw.texts[name] for name in names if name in raw.own and name in raw.texts), "")


def _coded_entry(
    shaping: Shaping,
    raw: RawRow,
    label: str,
    names: Sequence[str],
    units: Mapping[str, str],
) -> Entry:
    found = [raw.codes[kind] for kind in KINDS if kind in raw.codes]
    unit = units.get("unit_code") or units.get("unit_name")
    total = not found and is_total(label)
    if total and not set(raw.own) & set(UNIT_FIELDS):
        units, unit = {}, None
    if found:
        project = _project(raw, shaping.names)
        pieces = [unit or "", *found, project]
        row_key = shaping.keys.of_label(*(piece for piece in pieces if piece))
    else:
        named = names or (raw.texts.get("unit_code") or label,)
        pieces = [*([unit] if unit else []), *named]
        row_key = shaping.keys.of_label(*dict.fromkeys(pieces))
    own_kind = next((it for it in KINDS if it in raw.codes or it in raw.unread_kinds), None)
    code = raw.codes.get(own_kind) if own_kind else None
    level = 0 if total else _LEVEL_OF_DIGITS.get(len(code)) if code else None
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
    counted = raw.texts.get("quantity_unit")
    figures = shaping.reader.figures(raw.cells, shaping.by_position, counted)
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
    """A first or last row without a name whose figures are the sums of all others is the total.

    Of rows with codes the classes are summed, or the units that hold them. That of one row alone
    stands above it and has several figures.
    """
    for position, raw in unlabelled:
        figures = plain(shaping.reader.figures(raw.cells, shaping.by_position))
        ends = position in (0, len(entries)) and len(unlabelled) == 1
        sure = len(entries) > 1 or (position == 0 and len(figures) > 1)
        if not (ends and sure and any(_add_up(figures, parts) for parts in _highest(entries))):
            leave(shaping, raw)
            continue
        row_key = shaping.keys.of_label("合计")
        entries.insert(
            position,
            entry_of(raw, row_key, "", {"level": 0}, level=0, figures=figures),
        )


def _highest(entries: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    """What a total may be the sum of: all rows, those of the shortest codes, those without one."""
    yield entries
    coded = [entry for entry in entries if entry.code is not None]
    if coded:
        shortest = min(len(entry.code or "") for entry in coded)
        yield [entry for entry in coded if len(entry.code or "") == shortest]
        yield [entry for entry in entries if entry.code is None]


def _add_up(figures: Mapping[str, Figure], parts: Sequence[Entry]) -> bool:
    if not figures or not parts:
        return False
    for name, figure in figures.items():
        values = [part.figures[name].value for part in parts if name in part.figures]
        printed = [value for value in values if value is not None]
        if figure.value != (sum(printed) if figure.value is not None else None):
            return False
    return True
