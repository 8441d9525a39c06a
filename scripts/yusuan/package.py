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
from yusuan.documents import DOCUMENTS, failed_row
from yusuan.errors import FaultError, YusuanError, as_fault
from yusuan.fields import Resource
from yusuan.metadata import METADATA_NAME, Metadata, read_metadata
from yusuan.model import LineKind, Row, Value
from yusuan.progress import Progress, no_progress
from yusuan.replacing import replace_folder
from yusuan.repository import PACKAGE, find_repository
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


@dataclass(frozen=True, slots=True)
class ConvertedFolder:
    """The disclosures that were read, and why others were not."""

    summaries: tuple[Summary, ...]
    failures: tuple[YusuanError, ...] = ()


def convert_folder(
    sources: Path, output: Path, progress: Progress = no_progress, *, strict: bool = False
) -> ConvertedFolder:
    """Convert every disclosure below ``sources`` and replace the package at ``output``.

    One that cannot be read is named among the ``failures`` and, as far as its description can
    be read, in ``documents``; it stops no other. Raises YusuanError, with the old package
    untouched, if none can be read, if any cannot and ``strict``, or if two are the same.
    """
    check_output(sources, output)
    metadata_path = _metadata_path(sources, output)
    metadata = read_metadata(metadata_path)
    folders = find_folders(sources)
    in_place = is_in_place(sources, output)
    converted: list[ConvertedFolder] = []

    def write(folder: Path) -> None:
        written, files = _write_package(folder, metadata, folders, progress, strict)
        converted.append(written)
        if not in_place:
            carry(folder, [(metadata_path, METADATA_NAME), *files])

    generated = GENERATED if in_place else (*GENERATED, SOURCES, METADATA_NAME, MARKER)
    replace_folder(output, write, generated)
    return converted[0]


def _write_package(
    folder: Path,
    metadata: Metadata,
    folders: Sequence[Path],
    progress: Progress,
    strict: bool,
) -> tuple[ConvertedFolder, list[tuple[Path, str]]]:
    """Write the generated files into the empty ``folder``.

    The value tells of the disclosures, and every file of theirs with its path in the package.

    The rows of a disclosure go into the CSV files as soon as they are there, so that memory
    holds one disclosure at a time however many there are.
    """
    (folder / "data").mkdir()
    (folder / "schemas").mkdir()
    summaries: list[Summary] = []
    read: list[Path] = []
    failures: list[YusuanError] = []
    failed: dict[str, Row] = {}
    described: list[SourceFile] = []
    files: list[tuple[Path, str]] = []
    with ExitStack() as stack:
        tables = {
            resource.name: stack.enter_context(CsvFile(folder / "data", resource))
            for resource in RESOURCES
        }
        for done, source_folder in enumerate(folders):
            progress(done, len(folders), source_folder.name)
            source = None
            try:
                source = read_source(source_folder)
                files.extend(_files_of(source))
                described.extend(_source_files(source))
                with as_fault(source_folder):
                    converted = convert_source(source)
            except YusuanError as error:
                if strict:
                    raise
                failures.append(error)
                if source is not None:
                    failed |= _failed_rows(source, error)
                continue
            read.append(source_folder)
            for name, rows in converted.rows.items():
                tables[name].add(rows)
            summaries.append(_summary(converted))
        if not summaries:
            raise _nothing_read(failures)
        tables[DOCUMENTS.name].add(list(failed.values()))
        _check_identities(read, summaries)
        for name, common in _common_rows(summaries).items():
            tables[name].add(common)
    progress(len(folders), len(folders), "写入数据包")
    data = [file for table in tables.values() for file in _data_files(table)]
    for path, text in all_schemas().items():
        (folder / path).write_bytes(text.encode())
    descriptor = as_json(package_descriptor(metadata, data, described))
    (folder / DESCRIPTOR_NAME).write_bytes(descriptor.encode())
    return ConvertedFolder(tuple(summaries), tuple(failures)), files


def _nothing_read(failures: Sequence[YusuanError]) -> YusuanError:
    first = failures[0]
    if len(failures) > 1 and not isinstance(first, FaultError):
        hint = f"其余 {len(failures) - 1} 份也没有读出。{first.hint}"
        return YusuanError(
            first.message, file=first.file, place=first.place, text=first.text, hint=hint
        )
    return first


def _failed_rows(source: Source, error: YusuanError) -> dict[str, Row]:
    """By checksum: the same bytes in two folders are one document."""
    return {
        document.sha256: failed_row(
            document.sha256, path_in_package(source, document), len(document.content), error
        )
        for document in source.documents
    }


def _summary(converted: Converted) -> Summary:
    return Summary(
        disclosure_id=converted.disclosure_id,
        row_count=sum(len(rows) for rows in converted.rows.values()),
        line_count=converted.line_count,
        kinds=converted.kinds,
        codes=converted.codes,
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
    for path in (beside, output / METADATA_NAME, find_repository() / PACKAGE / METADATA_NAME):
        if path.is_file():
            return path
    return beside


def _files_of(source: Source) -> Iterator[tuple[Path, str]]:
    """A package made elsewhere holds its sources too, so that it stands alone."""
    for name in source.file_names:
        yield source.folder / name, f"{SOURCES}/{source.folder.name}/{name}"


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
