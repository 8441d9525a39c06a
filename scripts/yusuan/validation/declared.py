"""Whether descriptor, schemas and folders are what declarations and ``package.toml`` give."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from yusuan.declared.descriptor import (
    ALTERNATES,
    DataFile,
    all_schemas,
    data_files,
    is_reading,
    package_descriptor,
    resource_descriptors,
    without_unknown,
)
from yusuan.declared.resources import RESOURCE_BY_NAME
from yusuan.sources.acknowledged import ACKNOWLEDGED_NAME
from yusuan.sources.folders import DESCRIPTION_NAME
from yusuan.sources.metadata import METADATA_NAME, READING, read_metadata
from yusuan.storage.files import files_in, is_regular
from yusuan.validation.descriptor import NAME
from yusuan.validation.model import Json, Problem

_GENERATED = ("resources", "sources")
_MEDIA_TYPES = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
_SHOWN = 60


def declared_problems(package: Path, descriptor: Json) -> Iterator[Problem]:
    """Raises YusuanError if ``package.toml`` cannot be read."""
    yield from _metadata_problems(package, descriptor)
    yield from _resource_problems(descriptor)
    yield from _schema_problems(package)
    yield from _folder_problems(package, descriptor)


def _metadata_problems(package: Path, descriptor: Json) -> Iterator[Problem]:
    """What ``package.toml`` says otherwise, be it the version alone; a reading has no such file."""
    if is_reading(descriptor):
        stated = without_unknown(package_descriptor(READING, (), ()))
    else:
        stated = package_descriptor(read_metadata(package / METADATA_NAME), (), ())
    for key in (*stated, *(key for key in descriptor if key not in stated)):
        if key not in _GENERATED and stated.get(key) != descriptor.get(key):
            yield Problem(METADATA_NAME, f"{key} 与 {NAME} 不同")


def _resource_problems(descriptor: Json) -> Iterator[Problem]:
    """Entries that say otherwise than the declarations do of the files that they name."""
    listed = [entry["name"] for entry in descriptor["resources"]]
    for name in RESOURCE_BY_NAME:
        if name not in listed:
            yield Problem(NAME, f"缺少数据资源 {name}")
    files = []
    for entry in data_files(descriptor):
        resource = RESOURCE_BY_NAME.get(str(entry["name"]).removesuffix(f"-{entry['format']}"))
        if resource is not None:
            path, rows, size = entry["path"], entry["rows"], entry["bytes"]
            sha256 = entry["hash"].removeprefix("sha256:")
            facts = (entry["format"], _MEDIA_TYPES.get(entry["format"], ""), size, sha256, rows)
            files.append(DataFile(resource, path, *facts))
    expected = {entry["name"]: entry for entry in resource_descriptors(files)}
    for entry in descriptor["resources"]:
        name = entry["name"]
        if name not in expected or listed.count(name) > 1:
            yield Problem(NAME, f"数据资源 {name} 没有声明，或列出两次")
            continue
        formats = [other["format"] for other in entry.get(ALTERNATES, ())]
        if entry["format"] != "csv" or formats != ["parquet"]:
            yield Problem(entry["path"], "缺少 CSV 或 Parquet 中的一种")
        where = difference(expected[name], entry)
        if where is not None:
            yield Problem(NAME, f"数据资源 {name} 的 {where}")
    if [name for name in RESOURCE_BY_NAME if name in listed] != [
        name for name in listed if name in RESOURCE_BY_NAME
    ]:
        yield Problem(NAME, "数据资源的次序与声明不同")


def _schema_problems(package: Path) -> Iterator[Problem]:
    for path, text in all_schemas().items():
        try:
            content = (package / path).read_bytes()
        except OSError:
            yield Problem(path, "文件不存在")
            continue
        if content == text.encode():
            continue
        try:
            where = difference(json.loads(text), json.loads(content))
        except (ValueError, RecursionError):
            where = "整个文件不是合规的 JSON"
        yield Problem(path, f"与现在的字段定义不同：{where or '写法'}")


def _folder_problems(package: Path, descriptor: Json) -> Iterator[Problem]:
    """Files that nothing describes."""
    described = {entry["path"] for entry in data_files(descriptor)}
    yield from (
        Problem(path, "多余的文件") for path in files_in(package, "data") if path not in described
    )
    schemas = all_schemas()
    yield from (
        Problem(path, "多余的文件") for path in files_in(package, "schemas") if path not in schemas
    )
    documents = {each["path"] for each in descriptor["sources"]}
    folders = {path.rpartition("/")[0] for path in documents}
    for path in files_in(package, "sources"):
        folder, _, name = path.rpartition("/")
        if folder not in folders:
            yield Problem(path, "还没有转换，或多余的文件")
        elif path not in documents and name not in (DESCRIPTION_NAME, ACKNOWLEDGED_NAME):
            yield Problem(path, "多余的文件")
    for folder in ("data", "schemas", "sources"):
        for path in files_in(package, folder):
            if not is_regular(package / path):
                yield Problem(path, "不是普通文件")


def difference(expected: Any, found: Any, where: str = "") -> str | None:
    """The first place where two JSON values differ, in words; None if they are the same."""
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        for key in (*expected, *(key for key in found if key not in expected)):
            inner = f"{where}.{key}" if where else str(key)
            if key not in found or key not in expected:
                return f"{inner} {'缺少' if key in expected else '没有声明'}"
            if (told := difference(expected[key], found[key], inner)) is not None:
                return told
        return None
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for number, (one, other) in enumerate(zip(expected, found, strict=True)):
            name = one.get("name", number) if isinstance(one, Mapping) else number
            if (told := difference(one, other, f"{where}.{name}")) is not None:
                return told
        return None
    if expected == found and isinstance(expected, bool) == isinstance(found, bool):
        return None
    return f"{where} 应为 {_short(expected)}，实为 {_short(found)}"


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
