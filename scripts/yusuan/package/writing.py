"""The only writer of ``datapackage/``: CSV, Parquet, schemas and ``datapackage.json``."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, nullcontext
from pathlib import Path
from typing import NamedTuple

from yusuan.caching import Cache
from yusuan.caching.conversions import ConversionCache
from yusuan.checks.resource import CHECK_RULES
from yusuan.checks.rules import check_rule_rows
from yusuan.conversion.encoded import Converted, Encoded, Summary
from yusuan.conversion.lanes import Engine, convert_sources
from yusuan.declared.csv_text import csv_texts
from yusuan.declared.descriptor import (
    DataFile,
    SourceFile,
    all_schemas,
    as_json,
    package_descriptor,
)
from yusuan.declared.resources import RESOURCE_BY_NAME, RESOURCES
from yusuan.errors import FaultError, YusuanError
from yusuan.extras import require_recogniser
from yusuan.model import Row
from yusuan.package.carrying import (
    DESCRIPTOR_NAME,
    GENERATED_FOLDERS,
    MARKER,
    SOURCES,
    carry,
    check_output,
    is_in_place,
)
from yusuan.package.table_files import TableFiles
from yusuan.progress import Progress, no_progress
from yusuan.registers.classification_names import CLASSIFICATION_NAMES, name_rows
from yusuan.registers.classifications import (
    ECONOMIC_CLASSIFICATION,
    FUNCTIONAL_CLASSIFICATION,
    code_list_rows,
)
from yusuan.registers.crosswalk import CROSSWALK, crosswalk_rows
from yusuan.registers.divisions import DIVISIONS, division_rows
from yusuan.registers.organisations import ORGANISATION_NAMES, ORGANISATIONS, organisation_rows
from yusuan.sources.folders import (
    DESCRIPTION_NAME,
    asks_for_recognition,
    find_folders,
)
from yusuan.sources.metadata import METADATA_NAME, Metadata, read_metadata
from yusuan.sources.repository import PACKAGE, find_repository
from yusuan.storage.pieces import Written, note
from yusuan.storage.replacing import replace_folder

GENERATED = (*GENERATED_FOLDERS, DESCRIPTOR_NAME)


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
    cache: ConversionCache | None = None,
    engine: Engine = "pool",
) -> Conversion:
    """Convert every disclosure below ``sources`` and replace the package at ``output``.

    What cannot be read is named in the failures and in ``documents``; the rest is written.
    Raises YusuanError, with the old package untouched, if nothing can be read, with ``strict``
    if anything cannot, and where text is to be recognised and nothing that could is installed:
    the same sources give the same package everywhere, or none. What ``cache`` holds is not
    converted again; the package is the same, byte for byte.
    """
    check_output(sources, output)
    metadata_path = _metadata_path(sources, output)
    metadata = read_metadata(metadata_path)
    folders = find_folders(sources)
    _require_recogniser(folders)
    in_place = is_in_place(sources, output)
    found: list[Conversion] = []
    written: list[tuple[str, Written]] = []

    def write(folder: Path) -> None:
        with closing(convert_sources(folders, processes, cache, engine)) as results:
            writer = PackageWriter(folder, None if cache is None else cache.row_groups)
            conversion = _write_package(writer, metadata, results, progress, len(folders))
        _refuse(conversion, strict=strict)
        if not in_place:
            carry(folder, _carried_files(conversion.summaries, metadata_path))
        written.extend(writer.written)
        found.append(conversion)

    generated = GENERATED if in_place else (*GENERATED, SOURCES, METADATA_NAME, MARKER)
    with nullcontext() if cache is None else closing(cache):
        replace_folder(output, write, generated)
    for path, told in written:
        note(output / path, told)
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
    new: "PackageWriter",
    metadata: Metadata,
    results: Iterable[Converted],
    progress: Progress,
    count: int,
) -> Conversion:
    """Write the generated files into the empty folder of ``new``.

    The rows of a disclosure go into the files as soon as they are there, so that memory holds one
    disclosure and one row group at a time however many there are.
    """
    summaries: list[Summary] = []
    failures: list[YusuanError] = []
    described: list[SourceFile] = []
    seen: dict[str, str] = {}
    with new as writer:
        for done, converted in enumerate(results):
            progress(done, count, converted.folder.name)
            failures.extend(converted.failures)
            if converted.encoded is None:
                continue
            summary = converted.encoded.summary
            if (clash := _clash(converted.folder, summary, seen)) is not None:
                failures.append(clash)
                continue
            writer.add(converted.encoded)
            summaries.append(summary)
            described.extend(converted.sources)
        progress(count, count, "写入数据包")
        writer.finish(metadata, summaries, described)
    return Conversion(tuple(summaries), tuple(failures))


def _require_recogniser(folders: Sequence[Path]) -> None:
    asking = next(filter(asks_for_recognition, folders), None)
    if asking is None:
        return
    try:
        require_recogniser()
    except YusuanError as error:
        raise YusuanError(
            error.message,
            file=asking / DESCRIPTION_NAME,
            text="recognise = true",
            hint=error.hint,
        ) from None


def _clash(folder: Path, summary: Summary, seen: dict[str, str]) -> YusuanError | None:
    """Why a folder cannot stand beside those before it, or under its name."""
    name = folder.name
    ids = (*summary.disclosure_ids, *summary.document_ids)
    for each in ids:
        if each in seen:
            return YusuanError(
                f"与 {seen[each]} 是同一份公开文件",
                file=folder,
                hint=f"都是 {each}，请只保留一个",
            )
    first = next(iter(summary.disclosure_ids), None)
    if first is not None and first != name:
        return YusuanError(
            f"文件夹名与内容不符，按原文应为 {first}",
            file=folder,
            hint="请改文件夹名，或核对原文的部门编码、年度和 source.toml 的区划、种类",
        )
    seen.update(dict.fromkeys(ids, name))
    return None


class PackageWriter:
    """Writes the rows of disclosures into a new folder, one disclosure after the other.

    What ``kept`` holds of the Parquet files is not made again; ``written`` tells of all, once they
    are finished, by their paths below the folder.
    """

    def __init__(self, folder: Path, kept: Cache | None = None) -> None:
        self._folder, self._kept = folder, kept
        self._stack = ExitStack()
        self._tables: dict[str, TableFiles] = {}
        self.written: list[tuple[str, Written]] = []

    def __enter__(self) -> "PackageWriter":
        (self._folder / "data").mkdir()
        (self._folder / "schemas").mkdir()
        self._tables = {
            resource.name: self._stack.enter_context(
                TableFiles(self._folder / "data", resource, self._kept)
            )
            for resource in RESOURCES
        }
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def add(self, encoded: Encoded) -> None:
        for name, texts in encoded.tables.items():
            for text in texts:
                self._tables[name].add(text)

    def finish(
        self,
        metadata: Metadata,
        summaries: Sequence[Summary],
        sources: Sequence[SourceFile],
    ) -> None:
        """Write what all disclosures share, the ends of the tables, the schemas, the descriptor."""
        for name, common in _common_rows(summaries).items():
            for rows in csv_texts(RESOURCE_BY_NAME[name], common):
                self._tables[name].add(rows)
        files: list[DataFile] = []
        for table in self._tables.values():
            csv, parquet = table.data_files()
            files += (csv, parquet)
            self.written.append((csv.path, Written(csv.sha256, tuple(table.pieces))))
            self.written.append((parquet.path, Written(parquet.sha256)))
        for path, text in all_schemas().items():
            (self._folder / path).write_bytes(text.encode())
        descriptor = as_json(package_descriptor(metadata, files, sources))
        (self._folder / DESCRIPTOR_NAME).write_bytes(descriptor.encode())


def _common_rows(summaries: Sequence[Summary]) -> dict[str, list[Row]]:
    """The rows that belong to no single disclosure: code lists, rules, organisations, divisions."""
    rows: dict[str, list[Row]] = {
        CHECK_RULES.name: check_rule_rows(),
        CLASSIFICATION_NAMES.name: [],
        CROSSWALK.name: crosswalk_rows(),
    }
    for resource, kind in (
        (FUNCTIONAL_CLASSIFICATION, "function"),
        (ECONOMIC_CLASSIFICATION, "economic"),
    ):
        printed = [code for summary in summaries for code in summary.codes.get(kind, ())]
        rows[resource.name] = code_list_rows(resource, printed)
        rows[CLASSIFICATION_NAMES.name].extend(name_rows(kind, printed))
    named = (each for summary in summaries for each in summary.organisations)
    rows[ORGANISATIONS.name], rows[ORGANISATION_NAMES.name] = organisation_rows(named)
    stated = {code: name for summary in summaries for code, name in summary.divisions.items()}
    rows[DIVISIONS.name] = division_rows(stated)
    return rows


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
