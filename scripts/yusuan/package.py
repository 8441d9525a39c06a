"""The only writer of ``datapackage/``: CSV, Parquet, schemas and ``datapackage.json``."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NamedTuple

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
from yusuan.collecting import rarely_collecting
from yusuan.descriptor import DataFile, SourceFile, all_schemas, as_json, package_descriptor
from yusuan.disclosure import Disclosure
from yusuan.errors import FaultError, YusuanError
from yusuan.fields import Resource
from yusuan.metadata import METADATA_NAME, Metadata, read_metadata
from yusuan.model import LineKind, Row, Value
from yusuan.pipeline import Converted, convert_sources
from yusuan.progress import Progress, no_progress
from yusuan.replacing import replace_folder
from yusuan.repository import PACKAGE, find_repository
from yusuan.resources import RESOURCES
from yusuan.sources import (
    Source,
    find_folders,
    path_in_package,
    sha256_of,
)

GENERATED = (*GENERATED_FOLDERS, DESCRIPTOR_NAME)


@dataclass(frozen=True, slots=True)
class Summary:
    """What is kept of a source folder once its rows are written."""

    folder: str
    disclosure_ids: tuple[str, ...]
    row_count: int
    unplaced: int
    kinds: Mapping[LineKind, int]
    codes: Mapping[str, tuple[PrintedCode, ...]]
    files: tuple[Path, ...]


class Conversion(NamedTuple):
    """Everything that became of the source folders; ``failures`` are those set aside."""

    summaries: tuple[Summary, ...]
    failures: tuple[YusuanError, ...]


def convert_folder(
    sources: Path,
    output: Path,
    progress: Progress = no_progress,
    *,
    strict: bool = False,
    processes: int = 1,
) -> Conversion:
    """Convert every disclosure below ``sources`` and replace the package at ``output``.

    What cannot be read is named in the failures and in ``documents``; the rest is written.
    Raises YusuanError, with the old package untouched, if nothing can be read, or with ``strict``
    if anything cannot.
    """
    check_output(sources, output)
    metadata_path = _metadata_path(sources, output)
    metadata = read_metadata(metadata_path)
    folders = find_folders(sources)
    in_place = is_in_place(sources, output)
    found: list[Conversion] = []

    def write(folder: Path) -> None:
        with rarely_collecting():
            conversion = _write_package(folder, metadata, folders, progress, processes)
        _refuse(conversion, strict=strict)
        if not in_place:
            carry(folder, _carried_files(conversion.summaries, metadata_path))
        found.append(conversion)

    generated = GENERATED if in_place else (*GENERATED, SOURCES, METADATA_NAME, MARKER)
    replace_folder(output, write, generated)
    return found[0]


def _refuse(conversion: Conversion, *, strict: bool) -> None:
    """Raises YusuanError where nothing was read, or not all that ``strict`` asks for."""
    nothing = not any(summary.disclosure_ids for summary in conversion.summaries)
    if not conversion.failures or not (strict or nothing):
        return
    first = conversion.failures[0]
    if len(conversion.failures) > 1 and not isinstance(first, FaultError):
        hint = f"其余 {len(conversion.failures) - 1} 份也没有读出。{first.hint}"
        first = YusuanError(
            first.message, file=first.file, place=first.place, text=first.text, hint=hint
        )
    raise first


def _write_package(
    folder: Path,
    metadata: Metadata,
    folders: Sequence[Path],
    progress: Progress,
    processes: int,
) -> Conversion:
    """Write the generated files into the empty ``folder``.

    The rows of a disclosure go into the CSV files as soon as they are there, so that memory
    holds one disclosure at a time however many there are.
    """
    summaries: list[Summary] = []
    failures: list[YusuanError] = []
    described: list[SourceFile] = []
    seen: dict[str, str] = {}
    with PackageWriter(folder) as writer:
        for done, converted in enumerate(convert_sources(folders, processes)):
            progress(done, len(folders), converted.folder.name)
            failures.extend(converted.failures)
            if converted.source is None or converted.disclosure is None:
                continue
            if (clash := _clash(converted, seen)) is not None:
                failures.append(clash)
                continue
            writer.add(converted.disclosure)
            summaries.append(_summary(converted.source, converted.disclosure))
            titles = [statement.title for statement in converted.disclosure.statements]
            described.extend(_source_files(converted.source, (titles or [""])[0]))
        progress(len(folders), len(folders), "写入数据包")
        writer.finish(metadata, summaries, described)
    return Conversion(tuple(summaries), tuple(failures))


def _clash(converted: Converted, seen: dict[str, str]) -> YusuanError | None:
    """Why a folder cannot stand beside those before it, or under its name."""
    assert converted.disclosure is not None
    name = converted.folder.name
    ids = [statement.disclosure_id for statement in converted.disclosure.statements]
    ids.extend(original.id for original in converted.disclosure.originals)
    for each in ids:
        if each in seen:
            return YusuanError(
                f"与 {seen[each]} 是同一份公开文件",
                file=converted.folder,
                hint=f"都是 {each}，请只保留一个",
            )
    first = next(iter(converted.disclosure.statements), None)
    if first is not None and first.disclosure_id != name:
        return YusuanError(
            f"文件夹名与内容不符，按原文应为 {first.disclosure_id}",
            file=converted.folder,
            hint="请改文件夹名，或核对原文的部门编码、年度和 source.toml 的区划、种类",
        )
    seen.update(dict.fromkeys(ids, name))
    return None


class PackageWriter:
    """Writes the rows of disclosures into a new folder, one disclosure after the other."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stack = ExitStack()
        self._tables: dict[str, CsvFile] = {}

    def __enter__(self) -> "PackageWriter":
        (self._folder / "data").mkdir()
        (self._folder / "schemas").mkdir()
        self._tables = {
            resource.name: self._stack.enter_context(CsvFile(self._folder / "data", resource))
            for resource in RESOURCES
        }
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def add(self, disclosure: Disclosure) -> None:
        for name, table in self._tables.items():
            table.add(disclosure.rows.get(name, ()))

    def finish(
        self,
        metadata: Metadata,
        summaries: Sequence[Summary],
        sources: Sequence[SourceFile],
    ) -> None:
        """Write what all disclosures share, the Parquet files, the schemas, the descriptor."""
        for name, common in _common_rows(summaries).items():
            self._tables[name].add(common)
        self._stack.close()
        files = [file for table in self._tables.values() for file in _data_files(table)]
        for path, text in all_schemas().items():
            (self._folder / path).write_bytes(text.encode())
        descriptor = as_json(package_descriptor(metadata, files, sources))
        (self._folder / DESCRIPTOR_NAME).write_bytes(descriptor.encode())


def summary_of(name: str, disclosure: Disclosure, files: tuple[Path, ...] = ()) -> Summary:
    """What is kept of a disclosure whose rows are written."""
    return Summary(
        folder=name,
        disclosure_ids=tuple(statement.disclosure_id for statement in disclosure.statements),
        row_count=sum(len(rows) for s in disclosure.statements for rows in s.rows.values()),
        unplaced=sum(len(s.leftovers) for s in disclosure.statements),
        kinds=disclosure.kinds,
        codes=disclosure.codes,
        files=files,
    )


def _summary(source: Source, disclosure: Disclosure) -> Summary:
    files = tuple(source.folder / name for name in source.file_names)
    return summary_of(source.folder.name, disclosure, files)


def _common_rows(summaries: Sequence[Summary]) -> dict[str, list[Row]]:
    """The rows that belong to no single disclosure: code lists and rules."""
    rows: dict[str, list[Row]] = {CHECK_RULES.name: check_rule_rows()}
    for resource, kind in (
        (FUNCTIONAL_CLASSIFICATION, "function"),
        (ECONOMIC_CLASSIFICATION, "economic"),
    ):
        printed = (code for summary in summaries for code in summary.codes.get(kind, ()))
        rows[resource.name] = code_list_rows(resource, printed)
    return rows


class _LineFeeds:
    """Rows that end in LF. ``csv`` quotes a cell for the characters of its row ends alone, and a
    lone CR ends a row for whoever reads it."""

    def __init__(self, file: IO[str]) -> None:
        self._write = file.write

    def write(self, row: str) -> int:
        return self._write(f"{row[:-2]}\n")


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
        self._writer = csv.writer(_LineFeeds(self._file), lineterminator="\r\n")
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


def _source_files(source: Source, title: str) -> Iterator[SourceFile]:
    for document in source.documents:
        path = path_in_package(source, document)
        yield SourceFile(document.title or title, path, document.sha256)


def _metadata_path(sources: Path, output: Path) -> Path:
    """``package.toml`` beside the sources, else the one in the output, else the repository's."""
    beside = sources.resolve().parent / METADATA_NAME
    for path in (beside, output / METADATA_NAME, find_repository() / PACKAGE / METADATA_NAME):
        if path.is_file():
            return path
    return beside


def _carried_files(summaries: Sequence[Summary], metadata_path: Path) -> Iterator[tuple[Path, str]]:
    """A package made elsewhere holds its sources too, so that it stands alone."""
    yield metadata_path, METADATA_NAME
    for summary in summaries:
        for path in summary.files:
            yield path, f"{SOURCES}/{path.parent.name}/{path.name}"
