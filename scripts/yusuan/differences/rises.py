"""Which part of the version must rise for a difference, and which did.

MAJOR: what a reader relied on is gone or means something else. MINOR: there is more of it.
PATCH: what there was is corrected. The rule is the same before 1.0.0 as after: a break of
0.4.2 is 1.0.0, so that a citation's number always tells whether programs must change.

Where the rule leaves room, it is read thus:

- A disclosure that is gone, or has another id, is a break: citations and queries name it.
- A constraint that is tightened is a break; of those that are loosened, ``required`` and
  ``unique`` are one as well, since programs rely on them, and the others add.
- A unit, a Fiscal Data Package type or a glossary term stated for the first time adds.
- Columns are found by name, so a field may be added anywhere; the order of the others may not
  change.
- Rows added to, removed from or changed in a disclosure that both packages have correct it. Rows
  added to a table of the whole package (code lists, rules) add.
- A number written otherwise (1.0, 1.00) and a file with other bytes that says the same correct.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from yusuan.differences.model import Change, Difference, TableDifference
from yusuan.differences.reading import VERSION
from yusuan.errors import YusuanError


class Rise(IntEnum):
    """The leftmost part of a version that differs."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


@dataclass(frozen=True, slots=True)
class Reason:
    """Why ``rise`` is needed: ``kind`` is one of the English names below, ``where`` the thing."""

    rise: Rise
    kind: str
    where: str


# Facts of a package, resource or schema that programs act upon; all others are texts.
_BREAKING = {
    *("$schema", "id", "name"),
    *("path", "format", "mediatype", "encoding", "dialect", "type", "profile", "schema"),
    *("primaryKey", "foreignKeys", "fields", "missingValues", "fieldsMatch"),
    *("parquet", "decimalChar", "groupChar", "bareNumber", "trueValues", "falseValues"),
}
_ADDING_WHEN_NEW = {"unit", "columnType", "columnTypes", "glossary_term"}
_BREAKING_WHEN_CHANGED = {"unit", "columnType"}


def required_rise(difference: Difference) -> Rise:
    """What the version must at least rise by."""
    return max((reason.rise for reason in reasons(difference)), default=Rise.NONE)


def chosen_rise(old_version: str, new_version: str) -> Rise:
    """What it rises by; NONE if the new version is the same or lower.

    Raises YusuanError for a version that is not MAJOR.MINOR.PATCH.
    """
    old, new = _parts(old_version), _parts(new_version)
    if new <= old:
        return Rise.NONE
    return next(
        rise
        for rise, a, b in zip((Rise.MAJOR, Rise.MINOR, Rise.PATCH), old, new, strict=True)
        if a != b
    )


def is_enough(difference: Difference) -> bool:
    """Whether the new package's version rises by what the difference requires, or more.

    A version lower than the old one is never enough.
    """
    old, new = difference.old.version, difference.new.version
    if _parts(new) < _parts(old):
        return False
    return chosen_rise(old, new) >= required_rise(difference)


def lowest_version(old_version: str, rise: Rise) -> str:
    """The first version after ``old_version`` that rises by ``rise``."""
    major, minor, patch = _parts(old_version)
    match rise:
        case Rise.MAJOR:
            return f"{major + 1}.0.0"
        case Rise.MINOR:
            return f"{major}.{minor + 1}.0"
        case Rise.PATCH:
            return f"{major}.{minor}.{patch + 1}"
        case Rise.NONE:
            return old_version


def _parts(version: str) -> tuple[int, int, int]:
    match = VERSION.fullmatch(version)
    if match is None:
        raise YusuanError("版本号不是 MAJOR.MINOR.PATCH 三段的写法", text=version)
    major, minor, patch = map(int, match.groups())
    return major, minor, patch


def reasons(difference: Difference) -> Iterator[Reason]:
    """One for each difference, rows of a table taken together, those of a disclosure with it."""
    for change in difference.metadata:
        yield Reason(rise_of(change), "metadata_changed", change.attribute)
    for disclosure in difference.disclosures_removed:
        yield Reason(Rise.MAJOR, "disclosure_removed", disclosure.id)
    for disclosure in difference.disclosures_added:
        yield Reason(Rise.MINOR, "disclosure_added", disclosure.id)
    for name in difference.resources_removed:
        yield Reason(Rise.MAJOR, "resource_removed", name)
    for name in difference.resources_added:
        yield Reason(Rise.MINOR, "resource_added", name)
    for table in difference.tables:
        yield from _table_reasons(table)


def _table_reasons(table: TableDifference) -> Iterator[Reason]:
    for name in table.fields_removed:
        yield Reason(Rise.MAJOR, "field_removed", f"{table.name}.{name}")
    for name in table.fields_added:
        yield Reason(Rise.MINOR, "field_added", f"{table.name}.{name}")
    for change in table.changes:
        where = [table.name, *([change.field] if change.field else []), change.attribute]
        yield Reason(rise_of(change, table.fields_added), "description_changed", ".".join(where))
    added = Rise.PATCH if table.by_disclosure else Rise.MINOR
    for rise, kind, found in (
        (added, "rows_added", table.rows_added),
        (Rise.PATCH, "rows_removed", table.rows_removed),
        (Rise.PATCH, "rows_changed", table.rows_changed),
        (Rise.PATCH, "file_rewritten", table.rewritten),
    ):
        if found:
            yield Reason(rise, kind, table.name)


def rise_of(change: Change, fields_added: tuple[str, ...] = ()) -> Rise:
    """What one described fact requires. A foreign key of a field just added comes with it."""
    attribute, old, new = change.attribute, change.old, change.new
    if attribute.startswith("constraints."):
        return _constraint_rise(attribute.removeprefix("constraints."), old, new)
    if attribute == "foreignKeys" and old is None and isinstance(new, dict):
        named = new.get("fields")
        named = [named] if isinstance(named, str) else named or []
        return Rise.MINOR if set(named) & set(fields_added) else Rise.MAJOR
    if attribute == "pattern":  # of a field that may be null it stands outside ``constraints``
        return _constraint_rise(attribute, old, new)
    # The format of a field (as of a date) is a fact as breaking as that of a file.
    if attribute in _BREAKING:
        return Rise.MAJOR
    if attribute in _ADDING_WHEN_NEW and old is None:
        return Rise.MINOR
    return Rise.MAJOR if attribute in _BREAKING_WHEN_CHANGED else Rise.PATCH


def _constraint_rise(name: str, old: Any, new: Any) -> Rise:
    if name in ("required", "unique"):
        return Rise.PATCH if bool(old) == bool(new) else Rise.MAJOR
    if old is None or new is None:
        return Rise.MAJOR if old is None else Rise.MINOR
    loosened = _LOOSENED.get(name)
    try:
        return Rise.MINOR if loosened is not None and loosened(old, new) else Rise.MAJOR
    except TypeError:  # limits of two kinds, or values that cannot be members of a set
        return Rise.MAJOR


_LOOSENED: Mapping[str, Callable[[Any, Any], bool]] = {
    "enum": lambda old, new: set(old) <= set(new),
    "minimum": lambda old, new: bool(new <= old),
    "maximum": lambda old, new: bool(new >= old),
    "minLength": lambda old, new: bool(new <= old),
    "maxLength": lambda old, new: bool(new >= old),
}
