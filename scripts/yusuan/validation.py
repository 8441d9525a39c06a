"""Validating a package on disk: files, stock frictionless rules, CSV = Parquet.

A problem is a value, not an exception: ``validate_package`` returns all it finds.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yusuan.errors import YusuanError
from yusuan.progress import Progress, no_progress
from yusuan.sources import sha256_of

Json = Mapping[str, Any]
_CODE_FIELDS = (
    ("function_code", "functional_classification"),
    ("economic_code", "economic_classification"),
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: in which file, and what."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}：{self.message}"


def read_descriptor(package: Path) -> Json:
    """``datapackage.json`` of the folder. Raises YusuanError if it cannot be read."""
    path = package / "datapackage.json"
    try:
        descriptor = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise YusuanError(
            "没有 datapackage.json", file=package, hint="请先运行 yusuan convert"
        ) from None
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise YusuanError(f"不是合规的 JSON（{error}）", file=path) from None
    except OSError as error:
        raise YusuanError(f"读不出文件（{error.strerror}）", file=path) from None
    if not isinstance(descriptor, dict) or not isinstance(descriptor.get("resources"), list):
        raise YusuanError("缺少 resources", file=path, hint="请重新运行 yusuan convert")
    for resource in descriptor["resources"]:
        needed = ("name", "path", "hash", "format", "schema")
        if not isinstance(resource, dict) or not all(
            isinstance(resource.get(k), str) for k in needed
        ):
            raise YusuanError(
                f"有一个资源缺少 {'、'.join(needed)} 之一",
                file=path,
                hint="请重新运行 yusuan convert",
            )
    return descriptor


def validate_package(package: Path, progress: Progress = no_progress) -> tuple[Problem, ...]:
    """All problems of the package in the folder; raises YusuanError if there is none to read."""
    descriptor = read_descriptor(package)
    problems = [*file_problems(package, descriptor)]
    if problems:
        return tuple(problems)  # a file that is not the one described cannot be judged further
    problems += _frictionless_problems(package, descriptor, progress)
    progress(0, 1, "逐格比较 CSV 与 Parquet")
    problems += _difference_problems(package, descriptor)
    problems += _code_problems(package, descriptor)
    return tuple(problems)


def file_problems(package: Path, descriptor: Json) -> Iterator[Problem]:
    """Files and sources that are missing, or not of the stated size and checksum."""
    for resource in descriptor["resources"]:
        path = package / resource["path"]
        try:
            content = path.read_bytes()
        except OSError:
            yield Problem(resource["path"], "文件不存在或读不出")
            continue
        size = resource.get("bytes", resource.get("byteSize"))
        if size != len(content):
            yield Problem(resource["path"], f"应有 {size} 字节，实有 {len(content)} 字节")
        elif resource["hash"] != f"sha256:{sha256_of(content)}":
            yield Problem(resource["path"], "校验值（SHA-256）与 datapackage.json 不符")
    for source in descriptor.get("sources", ()):
        path = package / source["path"]
        expected = source.get("version", "")
        if not path.is_file():
            yield Problem(source["path"], "原文不存在")
        elif expected != f"sha256:{sha256_of(path.read_bytes())}":
            yield Problem(source["path"], "原文的校验值（SHA-256）与 datapackage.json 不符")


def _frictionless_problems(
    package: Path, descriptor: Json, progress: Progress
) -> Iterator[Problem]:
    """The stock rules of ``frictionless validate``, resource by resource, both formats."""
    from frictionless import FrictionlessException, Package

    try:
        described = Package(str(package / "datapackage.json"))
    except FrictionlessException as error:
        yield Problem("datapackage.json", str(error))
        return
    total = len(descriptor["resources"])
    for done, entry in enumerate(descriptor["resources"]):
        progress(done, total, entry["name"])
        report = described.get_resource(entry["name"]).validate()
        found = (*report.errors, *(each for task in report.tasks for each in task.errors))
        yield from (Problem(entry["path"], each.message) for each in found)


def _difference_problems(package: Path, descriptor: Json) -> Iterator[Problem]:
    by_schema: dict[str, dict[str, str]] = {}
    for resource in descriptor["resources"]:
        by_schema.setdefault(resource["schema"], {})[resource["format"]] = resource["path"]
    for paths in by_schema.values():
        if "csv" in paths and "parquet" in paths:
            yield from _differences(package, paths["csv"], paths["parquet"])
        else:
            yield Problem(next(iter(paths.values())), "缺少 CSV 或 Parquet 中的一种")


def _differences(package: Path, csv_path: str, parquet_path: str) -> Iterator[Problem]:
    """Where the two files differ, cell by cell, read with the types of the Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet

    from yusuan.arrow import read_csv

    parquet = pyarrow.parquet.read_table(package / parquet_path).replace_schema_metadata()
    try:
        csv = read_csv(package / csv_path, {field.name: field.type for field in parquet.schema})
    except pa.ArrowInvalid as error:
        yield Problem(csv_path, f"不能按 Parquet 的类型读出（{error}）")
        return
    if csv.column_names != parquet.column_names:
        yield Problem(csv_path, f"列与 {parquet_path} 不同")
        return
    if csv.num_rows != parquet.num_rows:
        yield Problem(csv_path, f"有 {csv.num_rows} 行，{parquet_path} 有 {parquet.num_rows} 行")
        return
    for name in parquet.column_names:
        left, right = csv.column(name).combine_chunks(), parquet.column(name).combine_chunks()
        if left.equals(right):
            continue
        pairs = enumerate(zip(left.to_pylist(), right.to_pylist(), strict=True), start=2)
        line, (a, b) = next((n, pair) for n, pair in pairs if pair[0] != pair[1])
        yield Problem(csv_path, f"第 {line} 行 {name} 为“{a}”，{parquet_path} 中为“{b}”")


def _code_problems(package: Path, descriptor: Json) -> Iterator[Problem]:
    """Codes must be listed for their own fiscal year, which a foreign key cannot say."""
    import pyarrow.parquet as pq

    paths = {resource["name"]: package / resource["path"] for resource in descriptor["resources"]}
    if "disclosures-parquet" not in paths:
        return
    years = pq.read_table(paths["disclosures-parquet"], columns=["disclosure_id", "fiscal_year"])
    year_of = dict(zip(*(column.to_pylist() for column in years.columns), strict=True))
    for code_field, code_list in _CODE_FIELDS:
        listed_table = pq.read_table(paths[f"{code_list}-parquet"])
        listed = set(
            zip(
                listed_table["fiscal_year"].to_pylist(),
                listed_table[code_field].to_pylist(),
                strict=True,
            )
        )
        for name, path in paths.items():
            if not name.endswith("-parquet") or name == f"{code_list}-parquet":
                continue
            names = pq.read_schema(path).names
            if code_field not in names or "disclosure_id" not in names:
                continue
            rows = pq.read_table(path, columns=["disclosure_id", code_field]).to_pylist()
            for row in rows:
                key = (year_of.get(row["disclosure_id"]), row[code_field])
                if row[code_field] is not None and key not in listed:
                    yield Problem(
                        path.relative_to(package).as_posix(),
                        f"编码 {row[code_field]} 不在 {key[0]} 年度的 {code_list} 中",
                    )
