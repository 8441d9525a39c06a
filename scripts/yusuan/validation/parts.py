"""A sound table proven a part at a time: a row group of its Parquet file and the same rows as CSV.

Memory holds one part however long a table gets, and of a table that grew only the parts that are
other bytes are proven again. What is wrong is told by ``tables``, which looks at the whole table
where it is not proven so.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from yusuan.declared.arrow import arrow_schema, read_csv
from yusuan.declared.csv_text import csv_head
from yusuan.declared.fields import Resource
from yusuan.storage.csv_rows import rows_of
from yusuan.storage.row_groups import checksum_of_group
from yusuan.validation.columns import constraint_problems, typed
from yusuan.validation.distinct import are_distinct
from yusuan.validation.model import Json
from yusuan.validation.proven import Proven

if TYPE_CHECKING:
    import pyarrow.parquet as pq

UNREADABLE = (pa.ArrowException, OSError, ValueError, KeyError)


class RowGroups:
    """Columns of a Parquet file, read row group by row group as they are asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def file(self) -> "pq.ParquetFile":
        import pyarrow.parquet as pq

        return pq.ParquetFile(self.path)

    def parts(self, names: Sequence[str]) -> Iterator[pa.Table]:
        """These columns of each row group."""
        for number in range(self.file.num_row_groups):
            yield self.file.read_row_group(number, columns=list(names), use_threads=False)


def parquet_path(entry: Json) -> str:
    """Raises ValueError where a table is not there as Parquet, once."""
    [path] = [each["path"] for each in entry["alternates"] if each["format"] == "parquet"]
    return str(path)


def are_sound(package: Path, entry: Json, resource: Resource, proven: Proven) -> bool:
    """Whether nothing is wrong with a table by itself; False, too, where this cannot be told here.

    Each part is well-formed CSV by itself, so that the parts one after the other are the file.
    """
    try:
        return _all_sound(package, entry, resource, proven)
    except UNREADABLE:
        return False


def _all_sound(package: Path, entry: Json, resource: Resource, proven: Proven) -> bool:
    groups = RowGroups(package / parquet_path(entry))
    if not groups.file.schema_arrow.equals(arrow_schema(resource), check_metadata=True):
        return False
    head, metadata = csv_head(resource), groups.file.metadata
    if metadata.num_rows != entry["rows"]:
        return False
    with (package / entry["path"]).open("rb") as file:
        if file.read(len(head)) != head:
            return False
        rows = rows_of(package / entry["path"], file)
        for number in range(metadata.num_row_groups):
            checksum = rows.pass_(metadata.row_group(number).num_rows)
            told = (resource.name, checksum, checksum_of_group(groups.path, metadata, number))
            if proven.has(told):
                continue
            sound = _is_sound(entry["path"], resource, rows.passed, groups, number)
            pa.default_memory_pool().release_unused()
            if not sound:
                return False
            proven.add(told)
        if not rows.at_end():
            return False
    return metadata.num_row_groups == 1 or _are_apart(groups, resource.primary_key)


def _is_sound(
    path: str, resource: Resource, content: bytes, groups: RowGroups, number: int
) -> bool:
    table = _table(path, resource, content)
    if table is None:
        return False
    found = groups.file.read_row_group(number, use_threads=False)
    keys = table.select(list(resource.primary_key))
    return (
        table.equals(found)
        and not any(column.null_count for column in keys.columns)
        and are_distinct(keys)
        and next(constraint_problems(path, resource, table), None) is None
    )


def _table(path: str, resource: Resource, content: bytes) -> pa.Table | None:
    """The rows of ``content`` as declared."""
    # A row of nulls, which is one only if what stands before it ends a row.
    last = b"," * (len(resource.fields) - 1) + b"\n"
    kinds = dict.fromkeys(resource.field_names, pa.string())
    texts = read_csv(csv_head(resource) + content + last, kinds)
    end = texts.slice(texts.num_rows - 1)
    if any(column.null_count != 1 for column in end.columns):
        return None
    texts = texts.slice(0, texts.num_rows - 1)
    columns = []
    for field in resource.fields:
        told = typed(path, field, texts[field.name])
        try:
            next(told)
        except StopIteration as done:
            columns.append(done.value)
        else:
            return None
    return pa.Table.from_arrays(columns, schema=arrow_schema(resource))


def _are_apart(groups: RowGroups, key: Sequence[str]) -> bool:
    """Whether no two row groups share a value of the first column of the primary key."""
    found = [pc.unique(part.column(0)) for part in groups.parts(key[:1])]
    return len(pc.unique(pa.chunked_array(found))) == sum(map(len, found))
