"""A package opened for comparison: what it declares, and its rows one at a time.

Every file of the package is checked against its hash first, so what is compared is what was
published.
"""

import csv
import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from yusuan.declared.descriptor import data_files
from yusuan.differences.model import Disclosure, Edition
from yusuan.differences.opening import DESCRIPTOR_NAME, Tree, is_inside, opened
from yusuan.errors import YusuanError

Json = Mapping[str, Any]
VERSION = re.compile(r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)")
_LARGEST_DESCRIPTION = 1 << 26
_LARGEST_CELL = 1 << 27
_DAMAGES = (OSError, EOFError, NotImplementedError, zipfile.BadZipFile, zlib.error)


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV resource. ``files`` are the resources (name -> entry) that hold it, in any format."""

    name: str
    title: str
    path: str
    entry: Json
    schema: Json
    fields: tuple[str, ...]
    key: tuple[str, ...]
    files: Mapping[str, Json]
    parquet_types: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Package:
    tree: Tree
    edition: Edition
    descriptor: Json
    resources: tuple[str, ...]
    tables: Mapping[str, Table]

    def rows(self, table: Table) -> Iterator[tuple[str, ...]]:
        """The rows of the CSV file as printed; raises YusuanError at one that does not fit."""
        yield from _rows(self.tree, table)

    def disclosures(self) -> dict[str, Disclosure]:
        """By id; empty if the package has no table of disclosures."""
        table = self.tables.get("disclosures")
        if table is None or not {"disclosure_id", "title"} <= set(table.fields):
            return {}
        id_, title = table.fields.index("disclosure_id"), table.fields.index("title")
        return {row[id_]: Disclosure(row[id_], row[title]) for row in self.rows(table)}


@contextmanager
def open_package(location: str | Path, repository: Path) -> Iterator[Package]:
    """The package at a folder, zip or revision of ``repository``.

    Raises YusuanError for one that is missing, damaged or not the one its descriptor describes.
    """
    with opened(location, repository) as tree:
        yield _read(tree)


def _read(tree: Tree) -> Package:
    descriptor = _json(tree, DESCRIPTOR_NAME)
    version, entries = descriptor.get("version"), descriptor.get("resources")
    if not isinstance(version, str) or not VERSION.fullmatch(version):
        raise _error(tree, DESCRIPTOR_NAME, "缺少 version，或不是 MAJOR.MINOR.PATCH 三段的写法")
    if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise _error(tree, DESCRIPTOR_NAME, "缺少 resources")
    resources: dict[str, Json] = {}
    for entry in _data_files(tree, entries):
        if not all(isinstance(entry.get(k), str) for k in ("name", "path", "format", "hash")):
            raise _error(tree, DESCRIPTOR_NAME, "有一个资源缺少 name、path、format、hash 之一")
        if resources.setdefault(entry["name"], entry) is not entry:
            raise _error(tree, DESCRIPTOR_NAME, "有两个资源同名", entry["name"])
        _check_hash(tree, entry)
    tables = {
        name: _table(tree, entry, resources)
        for name, entry in resources.items()
        if entry["format"] == "csv"
    }
    created = descriptor.get("created")
    edition = Edition(tree.location, version, created if isinstance(created, str) else None)
    return Package(tree, edition, descriptor, tuple(resources), tables)


def _data_files(tree: Tree, entries: list[Json]) -> list[Json]:
    """An entry for each file, those that a resource has in other formats after it."""
    try:
        return [dict(entry) for entry in data_files({"resources": entries})]
    except (AttributeError, KeyError, TypeError):
        raise _error(tree, DESCRIPTOR_NAME, "有一个资源的 alternates 不合规范") from None


def _table(tree: Tree, entry: Json, resources: Mapping[str, Json]) -> Table:
    schema, path = entry.get("schema"), DESCRIPTOR_NAME
    if isinstance(schema, str):
        path = schema
        schema = _json(tree, schema)
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if not isinstance(schema, dict) or not isinstance(fields, list) or not fields:
        raise _error(tree, path, "表结构缺少 fields", entry["name"])
    names = tuple(str(f.get("name") or "") if isinstance(f, dict) else "" for f in fields)
    if not all(names) or len(set(names)) < len(names):
        raise _error(tree, path, "表结构有字段没有名称或同名", entry["name"])
    missing = schema.get("missingValues", [])
    types = [field.get("type", "") for field in fields]
    if not isinstance(missing, list) or not all(isinstance(x, str) for x in (*missing, *types)):
        raise _error(tree, path, "表结构的 missingValues 或字段的 type 不合规范", entry["name"])
    key = schema.get("primaryKey")
    key = (key,) if isinstance(key, str) else tuple(key) if isinstance(key, list) else ()
    if not key or not all(name in names for name in key):
        raise _error(tree, path, "表结构缺少 primaryKey，不能逐行比较", entry["name"])
    # Files in other formats name the same file of a schema.
    files = {
        name: other
        for name, other in resources.items()
        if other is entry
        or (other["format"] != "csv" and other.get("schema") == entry["schema"] == path)
    }
    title = entry.get("title")
    return Table(
        name=entry["name"],
        title=title if isinstance(title, str) else "",
        path=entry["path"],
        entry=entry,
        schema=schema,
        fields=names,
        key=key,
        files=files,
        parquet_types=_parquet_types(tree, files),
    )


def _parquet_types(tree: Tree, files: Mapping[str, Json]) -> dict[str, str]:
    """Column -> type in the Parquet file, which no table schema tells; empty without one."""
    paths = [entry["path"] for entry in files.values() if entry["format"] == "parquet"]
    if not paths:
        return {}
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        schema = pq.read_schema(pa.BufferReader(_file(tree, paths[0]).read_bytes()))
    except (pa.ArrowException, OSError) as error:
        raise _error(tree, paths[0], f"不是完好的 Parquet 文件（{error}）") from None
    return {field.name: str(field.type) for field in schema}


def _rows(tree: Tree, table: Table) -> Iterator[tuple[str, ...]]:
    csv.field_size_limit(_LARGEST_CELL)
    width = len(table.fields)
    with _file(tree, table.path).open("rb") as binary:
        reader = csv.reader(io.TextIOWrapper(binary, encoding="utf-8", newline=""), strict=True)
        try:
            if tuple(next(reader, ())) != table.fields:
                raise _error(tree, table.path, "首行与表结构的字段不同")
            for row in reader:
                if len(row) != width:
                    message = f"第 {reader.line_num} 行有 {len(row)} 格，应有 {width} 格"
                    raise _error(tree, table.path, message)
                yield tuple(row)
        except (csv.Error, UnicodeDecodeError) as error:
            message = f"第 {reader.line_num} 行之后读不下去（{error}）"
            raise _error(tree, table.path, message) from None


def _check_hash(tree: Tree, entry: Json) -> None:
    path = entry["path"]
    digest = hashlib.sha256()
    try:
        with _file(tree, path).open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    except _DAMAGES as error:
        raise _error(tree, path, f"读不出文件（{error}）") from None
    if entry["hash"] != f"sha256:{digest.hexdigest()}":
        raise _error(tree, path, "校验值（SHA-256）与 datapackage.json 不符")


def _json(tree: Tree, path: str) -> dict[str, Any]:
    try:
        with _file(tree, path).open("rb") as file:
            content = file.read(_LARGEST_DESCRIPTION + 1)
        if len(content) > _LARGEST_DESCRIPTION:
            raise _error(tree, path, "文件过大，不像数据包的说明")
        value = json.loads(content)
    except _DAMAGES as error:
        raise _error(tree, path, f"读不出文件（{error}）") from None
    except (ValueError, RecursionError) as error:
        raise _error(tree, path, f"不是合规的 JSON（{error}）") from None
    if not isinstance(value, dict):
        raise _error(tree, path, "不是合规的 JSON 对象")
    return value


def _file(tree: Tree, path: str) -> Traversable:
    if not is_inside(path):
        raise _error(tree, DESCRIPTOR_NAME, "有指向数据包外的路径", path)
    file = tree.root.joinpath(path)
    if not file.is_file():
        raise _error(tree, path, "缺少文件")
    return file


def _error(tree: Tree, path: str, message: str, text: str | None = None) -> YusuanError:
    return YusuanError(message, file=f"{tree.location}：{path}", text=text)
