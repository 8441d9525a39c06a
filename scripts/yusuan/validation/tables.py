"""Every table of the package, column by column: CSV and Parquet, types, constraints, keys.

A table is proven part by part (``parts``), its keys by reading the columns that they are made of.
Only one that is not proven so is looked at as a whole, to tell what is wrong and where.
"""

import json
from collections.abc import Generator, Iterator
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.csv

from yusuan.declared.arrow import arrow_schema, read_csv
from yusuan.declared.fields import Resource
from yusuan.declared.resources import RESOURCE_BY_NAME
from yusuan.progress import Progress
from yusuan.validation.columns import constraint_problems, typed
from yusuan.validation.keys import Held, Keys, needed_columns, primary_problems
from yusuan.validation.model import Json, Problem
from yusuan.validation.parts import UNREADABLE, RowGroups, are_sound, parquet_path
from yusuan.validation.proven import Proven

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def table_problems(
    package: Path, descriptor: Json, progress: Progress, proven: Proven
) -> Iterator[Problem]:
    """All problems of all resources that are declared; the files are those described."""
    entries = [each for each in descriptor["resources"] if each["name"] in RESOURCE_BY_NAME]
    keys = Keys(proven)
    for done, entry in enumerate(entries):
        progress(done, len(entries), entry["name"])
        resource = RESOURCE_BY_NAME[entry["name"]]
        checksum = json.dumps(entry)
        read: list[pa.Table | None] = []
        prove = partial(_prove, package, entry, resource, proven, read)
        yield from proven.unless((checksum,), prove)
        if not read:
            keys.add(entry["path"], resource, checksum, RowGroups(package / parquet_path(entry)))
        elif read[0] is not None:
            keys.add(
                entry["path"], resource, checksum, Held(read[0].select(needed_columns(resource)))
            )
    progress(len(entries), len(entries), "核对各表之间的键")
    yield from keys.problems()


def _prove(
    package: Path, entry: Json, resource: Resource, proven: Proven, read: list[pa.Table | None]
) -> Iterator[Problem]:
    """Problems of one table by itself; what it holds goes into ``read`` if it was read as a whole."""
    if are_sound(package, entry, resource, proven):
        return
    table = yield from _csv(package, entry, resource)
    for other in entry.get("alternates", ()):
        if other["format"] == "parquet":
            yield from _parquet(package, other["path"], entry["path"], resource, table)
    if table is not None:
        yield from constraint_problems(entry["path"], resource, table)
        yield from primary_problems(entry["path"], resource, table)
    read.append(table)


def _csv(
    package: Path, entry: Json, resource: Resource
) -> Generator[Problem, None, pa.Table | None]:
    """The CSV file with its declared types, None if that cannot be."""
    path = entry["path"]
    with (package / path).open("rb") as file:
        head = file.readline().rstrip(b"\n")
    if head.startswith(_BYTE_ORDER_MARK) or head.decode(errors="replace") != ",".join(
        resource.field_names
    ):
        yield Problem(path, "首行不是声明的各个字段，或文件带有 BOM")
        return None
    try:
        texts = read_csv(package / path, dict.fromkeys(resource.field_names, pa.string()))
    except pa.ArrowInvalid as error:
        yield Problem(path, f"不是合规的 CSV（{error}）")
        return None
    if texts.num_rows != entry["rows"]:
        yield Problem(path, f"有 {texts.num_rows} 行，datapackage.json 写的是 {entry['rows']} 行")
    columns = []
    for field in resource.fields:
        column = yield from typed(path, field, texts[field.name])
        columns.append(column)
    if any(column is None for column in columns):
        return None
    return pa.table(columns, names=resource.field_names)


def _parquet(
    package: Path, path: str, csv_path: str, resource: Resource, csv: pa.Table | None
) -> Iterator[Problem]:
    """Where the Parquet file is not the CSV file, in its types or in a cell."""
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(package / path)
        schema, row_count = file.schema_arrow, file.metadata.num_rows
    except UNREADABLE as error:
        yield Problem(path, f"不是完好的 Parquet 文件（{error}）")
        return
    declared = arrow_schema(resource)
    if not schema.equals(declared, check_metadata=True):
        yield Problem(path, f"列的名称、类型或说明与声明不同{_differing(schema, declared)}")
        return
    if csv is not None and csv.num_rows != row_count:
        yield Problem(path, f"有 {row_count} 行，{csv_path} 有 {csv.num_rows} 行")
        return
    for name in resource.field_names:
        try:
            table = file.read(columns=[name])  # a column at a time, to spare memory
        except UNREADABLE as error:
            yield Problem(path, f"不是完好的 Parquet 文件（{error}）")
            return
        if csv is None or csv[name].equals(table[name]):
            continue
        row, ours, other = _first_difference(csv[name], table[name])
        yield Problem(path, f"第 {row} 行 {name} 为“{other}”，{csv_path} 中为“{ours}”")
        # What only this file says breaks rules of its own.
        yield from constraint_problems(path, resource, table, (name,))


def _differing(found: pa.Schema, declared: pa.Schema) -> str:
    for field in declared:
        at = found.get_field_index(field.name)
        if at < 0 or not found.field(at).equals(field, check_metadata=True):
            return f"（{field.name}）"
    return ""


def _first_difference(ours: pa.ChunkedArray, other: pa.ChunkedArray) -> tuple[int, object, object]:
    """The row in the CSV file, its head being row 1, and both values."""
    pairs = enumerate(zip(ours.to_pylist(), other.to_pylist(), strict=True), start=2)
    return next((row, a, b) for row, (a, b) in pairs if a != b)
