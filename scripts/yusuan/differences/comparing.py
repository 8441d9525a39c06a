"""Two packages -> their ``Difference``. Descriptions first, then rows, one table at a time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from yusuan.differences.model import Change, Difference, TableDifference
from yusuan.differences.reading import Json, Package, Table
from yusuan.differences.rows import NO_ROWS, compare_rows

_OF_THE_EDITION = ("version", "created", "resources", "sources")
# They follow from the bytes of the file, which are compared themselves.
_OF_THE_FILE = ("bytes", "byteSize", "hash", "rows", "name")
_COMPARED_APART = ("fields", "primaryKey", "foreignKeys")


def compare_packages(old: Package, new: Package) -> Difference:
    """Raises YusuanError if a table cannot be read or two of its rows have one key."""
    before, after = old.disclosures(), new.disclosures()
    added, removed = after.keys() - before.keys(), before.keys() - after.keys()
    tables = (
        _compare_tables(old, new, old.tables[name], table, removed, added)
        for name, table in new.tables.items()
        if name in old.tables
    )
    return Difference(
        old=old.edition,
        new=new.edition,
        metadata=(
            *_changes(old.descriptor, new.descriptor, _OF_THE_EDITION),
            *_source_changes(old, new, removed | added),
        ),
        disclosures_added=tuple(after[id_] for id_ in sorted(added)),
        disclosures_removed=tuple(before[id_] for id_ in sorted(removed)),
        resources_added=_without(new.resources, old.resources),
        resources_removed=_without(old.resources, new.resources),
        tables=tuple(table for table in tables if not table.is_empty),
    )


def _source_changes(old: Package, new: Package, without: set[str]) -> Iterator[Change]:
    """One change for each source document, but not those of the disclosures ``without``."""
    before, after = _sources(old), _sources(new)
    for path in (*after, *(path for path in before if path not in after)):
        if before.get(path) != after.get(path) and without.isdisjoint(path.split("/")):
            yield Change("sources", before.get(path), after.get(path))


def _sources(package: Package) -> dict[str, Any]:
    listed = package.descriptor.get("sources")
    entries = [e for e in listed if isinstance(e, dict)] if isinstance(listed, list) else []
    return {str(entry.get("path", entry.get("title", ""))): entry for entry in entries}


def _compare_tables(
    old: Package,
    new: Package,
    before: Table,
    after: Table,
    removed: set[str],
    added: set[str],
) -> TableDifference:
    changes = (*_table_changes(before, after), *_field_changes(before, after))
    comparable = before.key == after.key
    same_bytes = before.entry["hash"] == after.entry["hash"] and before.fields == after.fields
    rows = NO_ROWS
    if comparable and not same_bytes:
        rows = compare_rows(old, new, before, after, removed, added)
    found = TableDifference(
        name=after.name,
        title=after.title,
        key=after.key if comparable else (),
        by_disclosure="disclosure_id" in before.fields and "disclosure_id" in after.fields,
        fields_added=_without(after.fields, before.fields),
        fields_removed=_without(before.fields, after.fields),
        changes=changes,
        rows_compared=comparable,
        rows_added=rows.added,
        rows_removed=rows.removed,
        rows_changed=rows.changed,
        rows_of_disclosures_added=rows.of_disclosures_added,
        rows_of_disclosures_removed=rows.of_disclosures_removed,
        rewritten=(),
    )
    return found if not found.is_empty else _with_rewritten(found, before, after)


def _with_rewritten(found: TableDifference, before: Table, after: Table) -> TableDifference:
    rewritten = tuple(
        name
        for name, entry in after.files.items()
        if name in before.files and before.files[name]["hash"] != entry["hash"]
    )
    return replace(found, rewritten=rewritten)


def _table_changes(old: Table, new: Table) -> Iterator[Change]:
    inline = not all(isinstance(table.entry["schema"], str) for table in (old, new))
    apart = (*_OF_THE_FILE, "schema") if inline else _OF_THE_FILE
    for name, entry in new.files.items():
        if name in old.files:
            for change in _changes(old.files[name], entry, apart):
                # What both files say alike is told once.
                if name == new.name or old.entry.get(change.attribute) != change.old:
                    yield change
    yield from _changes(old.schema, new.schema, _COMPARED_APART)
    if old.key != new.key:
        yield Change("primaryKey", list(old.key), list(new.key))
    before, after = _foreign_keys(old), _foreign_keys(new)
    yield from (Change("foreignKeys", key, None) for key in before if key not in after)
    yield from (Change("foreignKeys", None, key) for key in after if key not in before)
    kept = [name for name in old.fields if name in new.fields]
    order = [name for name in new.fields if name in old.fields]
    if kept != order:
        yield Change("fields", kept, order)


def _field_changes(old: Table, new: Table) -> Iterator[Change]:
    before = {field["name"]: field for field in old.schema["fields"]}
    for field in new.schema["fields"]:
        name = field["name"]
        if name not in before:
            continue
        yield from _changes(before[name], field, ("constraints",), name)
        yield from _changes(_constraints(before[name]), _constraints(field), (), name)
        # A Parquet file that comes or goes is told as a resource.
        if old.parquet_types and new.parquet_types:
            types = old.parquet_types.get(name), new.parquet_types.get(name)
            if types[0] != types[1]:
                yield Change("parquet", *types, name)


def _constraints(field: Json) -> dict[str, Any]:
    stated = field.get("constraints")
    return {f"constraints.{k}": v for k, v in stated.items()} if isinstance(stated, dict) else {}


def _foreign_keys(table: Table) -> list[Any]:
    keys = table.schema.get("foreignKeys")
    return keys if isinstance(keys, list) else []


def _changes(
    old: Mapping[str, Any], new: Mapping[str, Any], without: Sequence[str], field: str | None = None
) -> Iterator[Change]:
    """Per attribute, in the order of the new description, then those that are gone."""
    for name in (*new, *_without(tuple(old), tuple(new))):
        if name not in without and old.get(name) != new.get(name):
            yield Change(name, old.get(name), new.get(name), field)


def _without(names: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    known = set(others)
    return tuple(name for name in names if name not in known)
