"""The only writer of ``datapackage/``: CSV, Parquet, schemas and ``datapackage.json``."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from yusuan.carrying import (
    DESCRIPTOR_NAME,
    GENERATED_FOLDERS,
    MARKER,
    SOURCES,
    carry,
    check_output,
    is_in_place,
)
from yusuan.checks.resource import CHECK_RULES, check_rule_rows
from yusuan.classifications import (
    ECONOMIC_CLASSIFICATION,
    FUNCTIONAL_CLASSIFICATION,
    PrintedCode,
    code_list_rows,
)
from yusuan.descriptor import DataFile, SourceFile, all_schemas, as_json, package_descriptor
from yusuan.disclosure import Converted, convert_source
from yusuan.errors import YusuanError
from yusuan.fields import Resource
from yusuan.metadata import METADATA_NAME, Metadata, read_metadata
from yusuan.model import LineKind, Row, Value
from yusuan.progress import Progress, no_progress
from yusuan.replacing import replace_folder
from yusuan.resources import RESOURCES
from yusuan.sources import (
    Source,
    check_folder_name,
    find_folders,
    path_in_package,
    read_source,
    sha256_of,
)

GENERATED = (*GENERATED_FOLDERS, DESCRIPTOR_NAME)


@dataclass(frozen=True, slots=True)
class Summary:
    """What is kept of a disclosure once its rows are written."""

    disclosure_id: str
    row_count: int
    line_count: int
    kinds: Mapping[LineKind, int]
    codes: Mapping[str, tuple[PrintedCode, ...]]
    files: tuple[Path, ...]


def convert_folder(
    sources: Path, output: Path, progress: Progress = no_progress
) -> tuple[Summary, ...]:
    """Convert every disclosure below ``sources`` and replace the package at ``output``.

    Raises YusuanError, with the old package untouched, if anything cannot be read.
    """
    check_output(sources, output)
    metadata_path = _metadata_path(sources, output)
    metadata = read_metadata(metadata_path)
    folders = find_folders(sources)
    in_place = is_in_place(sources, output)
    summaries: list[Summary] = []

    def write(folder: Path) -> None:
        summaries.extend(_write_package(folder, metadata, folders, progress))
        if not in_place:
            carry(folder, _carried_files(summaries, metadata_path))

    generated = GENERATED if in_place else (*GENERATED, SOURCES, METADATA_NAME, MARKER)
    replace_folder(output, write, generated)
    return tuple(summaries)


def _write_package(
    folder: Path, metadata: Metadata, folders: Sequence[Path], progress: Progress
) -> list[Summary]:
    """Write the generated files into the empty ``folder``.

    The rows of a disclosure go into the CSV files as soon as they are there, so that memory
    holds one disclosure at a time however many there are.
    """
    (folder / "data").mkdir()
    (folder / "schemas").mkdir()
    summaries: list[Summary] = []
    described: list[SourceFile] = []
    with ExitStack() as stack:
        tables = {
            resource.name: stack.enter_context(CsvFile(folder / "data", resource))
            for resource in RESOURCES
        }
        for done, source_folder in enumerate(folders):
            progress(done, len(folders), source_folder.name)
            source = read_source(source_folder)
            converted = convert_source(source)
            for name, rows in converted.rows.items():
                tables[name].add(rows)
            summaries.append(_summary(source, converted))
            described.extend(_source_files(source))
        _check_identities(folders, summaries)
        for name, common in _common_rows(summaries).items():
            tables[name].add(common)
    progress(len(folders), len(folders), "写入数据包")
    files = [file for table in tables.values() for file in _data_files(table)]
    for path, text in all_schemas().items():
        (folder / path).write_bytes(text.encode())
    descriptor = as_json(package_descriptor(metadata, files, described))
    (folder / DESCRIPTOR_NAME).write_bytes(descriptor.encode())
    return summaries


def _summary(source: Source, converted: Converted) -> Summary:
    return Summary(
        disclosure_id=converted.disclosure_id,
        row_count=sum(len(rows) for rows in converted.rows.values()),
        line_count=converted.line_count,
        kinds=converted.kinds,
        codes=converted.codes,
        files=tuple(source.folder / name for name in source.file_names),
    )


def _common_rows(summaries: Sequence[Summary]) -> dict[str, list[Row]]:
    """The rows that belong to no single disclosure: code lists and rules."""
    rows: dict[str, list[Row]] = {CHECK_RULES.name: check_rule_rows()}
    for resource, kind in (
        (FUNCTIONAL_CLASSIFICATION, "function"),
        (ECONOMIC_CLASSIFICATION, "economic"),
    ):
        printed = (code for summary in summaries for code in summary.codes[kind])
        rows[resource.name] = code_list_rows(resource, printed)
    return rows


class CsvFile:
    """A resource's CSV file being written: UTF-8, LF, no byte order mark.

    A null is an empty cell, a boolean true or false.
    """

    def __init__(self, folder: Path, resource: Resource) -> None:
        self.path = folder / f"{resource.name}.csv"
        self.resource = resource
        self.row_count = 0
        self._booleans = [i for i, field in enumerate(resource.fields) if field.kind == "boolean"]

    def __enter__(self) -> "CsvFile":
        self._file = self.path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file, lineterminator="\n")
        self._writer.writerow(self.resource.field_names)
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, rows: Sequence[Row]) -> None:
        self.row_count += len(rows)
        if self._booleans:
            self._writer.writerows(_spelled(row, self._booleans) for row in rows)
        else:
            self._writer.writerows(rows)


def _spelled(row: Row, booleans: Sequence[int]) -> list[Value]:
    cells: list[Value] = list(row)
    for i in booleans:
        cells[i] = None if cells[i] is None else "true" if cells[i] else "false"
    return cells


def _data_files(table: CsvFile) -> Iterator[DataFile]:
    """Describe the finished CSV file, and make the Parquet file of its text."""
    import pyarrow.parquet as pq

    from yusuan.arrow import arrow_table

    content = table.path.read_bytes()
    yield _data_file(table, table.path, content, "csv", "text/csv")
    path = table.path.with_suffix(".parquet")
    pq.write_table(arrow_table(table.resource, content), path, compression="zstd")
    yield _data_file(table, path, path.read_bytes(), "parquet", "application/vnd.apache.parquet")


def _data_file(
    table: CsvFile, path: Path, content: bytes, format_: str, mediatype: str
) -> DataFile:
    return DataFile(
        table.resource,
        f"data/{path.name}",
        format_,
        mediatype,
        len(content),
        sha256_of(content),
        table.row_count,
    )


def _source_files(source: Source) -> Iterator[SourceFile]:
    for document in source.documents:
        path = path_in_package(source, document)
        yield SourceFile(document.title or source.title, path, document.sha256)


def _metadata_path(sources: Path, output: Path) -> Path:
    """``package.toml`` beside the sources, else the one in the output, else the repository's."""
    beside = sources.resolve().parent / METADATA_NAME
    for path in (beside, output / METADATA_NAME, default_package() / METADATA_NAME):
        if path.is_file():
            return path
    return beside


def default_package() -> Path:
    """``datapackage/`` of the repository that this code belongs to, else of this folder."""
    repository = Path(__file__).resolve().parents[2]
    return (
        repository / "datapackage" if (repository / "mkdocs.yml").is_file() else Path("datapackage")
    )


def _carried_files(summaries: Sequence[Summary], metadata_path: Path) -> Iterator[tuple[Path, str]]:
    """A package made elsewhere holds its sources too, so that it stands alone."""
    yield metadata_path, METADATA_NAME
    for summary in summaries:
        for path in summary.files:
            yield path, f"{SOURCES}/{path.parent.name}/{path.name}"


def _check_identities(folders: Sequence[Path], converted: Sequence[Summary]) -> None:
    """Raises YusuanError if two texts are of one disclosure, or a folder is misnamed."""
    seen: dict[str, Path] = {}
    for folder, disclosure in zip(folders, converted, strict=True):
        other = seen.setdefault(disclosure.disclosure_id, folder)
        if other is not folder:
            raise YusuanError(
                f"与 {other.name} 是同一部门、同一年度、同一种类的公开文件",
                file=folder,
                hint=f"都是 {disclosure.disclosure_id}，请只保留一个",
            )
    for folder, disclosure in zip(folders, converted, strict=True):
        check_folder_name(folder, disclosure.disclosure_id)
