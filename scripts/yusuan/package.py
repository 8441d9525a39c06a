"""The only writer of ``datapackage/``: CSV, Parquet, schemas and ``datapackage.json``."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from yusuan.checks.resource import CHECK_RULES, check_rule_rows
from yusuan.classifications import (
    ECONOMIC_CLASSIFICATION,
    FUNCTIONAL_CLASSIFICATION,
    code_list_rows,
)
from yusuan.descriptor import DataFile, SourceFile, all_schemas, as_json, package_descriptor
from yusuan.disclosure import Converted, PrintedCode, convert_source
from yusuan.errors import YusuanError
from yusuan.fields import Resource
from yusuan.metadata import METADATA_NAME, Metadata, read_metadata
from yusuan.model import Row, Value
from yusuan.replacing import replace_folder
from yusuan.resources import RESOURCES
from yusuan.sources import Source, check_folder_name, find_folders, read_source, sha256_of

DESCRIPTOR_NAME = "datapackage.json"
GENERATED = ("data", "schemas", DESCRIPTOR_NAME)

Progress = Callable[[int, int, str], None]


def no_progress(done: int, total: int, what: str) -> None:
    """Report nothing."""


def convert_folder(
    sources: Path, output: Path, progress: Progress = no_progress
) -> tuple[Converted, ...]:
    """Convert every disclosure below ``sources`` and replace the package at ``output``.

    Raises YusuanError, with the old package untouched, if anything cannot be read.
    """
    metadata = read_metadata(_metadata_path(sources, output))
    folders = find_folders(sources)
    converted: list[Converted] = []
    described: list[SourceFile] = []
    for done, folder in enumerate(folders):
        progress(done, len(folders), folder.name)
        source = read_source(folder)
        converted.append(convert_source(source))
        described.append(_source_file(source))
    _check_identities(folders, converted)
    progress(len(folders), len(folders), "写入数据包")
    rows = assemble(converted)
    in_place = sources.resolve() == (output / "sources").resolve()

    def write(folder: Path) -> None:
        write_package(folder, metadata, rows, described)
        if not in_place:
            _carry_sources(folder, sources, folders, _metadata_path(sources, output))

    generated = GENERATED if in_place else (*GENERATED, "sources", METADATA_NAME)
    replace_folder(output, write, generated)
    return tuple(converted)


def assemble(converted: Iterable[Converted]) -> dict[str, list[Row]]:
    """The rows of all disclosures by resource, in the order given."""
    rows: dict[str, list[Row]] = {resource.name: [] for resource in RESOURCES}
    codes: dict[str, list[PrintedCode]] = {"function": [], "economic": []}
    for disclosure in converted:
        for name, found in disclosure.rows.items():
            rows[name].extend(found)
        for kind, printed in disclosure.codes.items():
            codes[kind].extend(printed)
    for resource, kind in (
        (FUNCTIONAL_CLASSIFICATION, "function"),
        (ECONOMIC_CLASSIFICATION, "economic"),
    ):
        rows[resource.name] = code_list_rows(resource, codes[kind])
    rows[CHECK_RULES.name] = check_rule_rows()
    return rows


def write_package(
    folder: Path,
    metadata: Metadata,
    rows: Mapping[str, Sequence[Row]],
    sources: Sequence[SourceFile],
) -> None:
    """Write the generated files into the empty ``folder``."""
    (folder / "data").mkdir()
    (folder / "schemas").mkdir()
    files: list[DataFile] = []
    for resource in RESOURCES:
        files.extend(_write_resource(folder, resource, rows[resource.name]))
    for path, text in all_schemas().items():
        (folder / path).write_bytes(text.encode())
    descriptor = as_json(package_descriptor(metadata, files, sources))
    (folder / DESCRIPTOR_NAME).write_bytes(descriptor.encode())


def csv_bytes(resource: Resource, rows: Sequence[Row]) -> bytes:
    """UTF-8, LF, no byte order mark; a null is an empty cell, a boolean true or false."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(resource.field_names)
    booleans = [i for i, field in enumerate(resource.fields) if field.kind == "boolean"]
    if booleans:
        writer.writerows(_spelled(row, booleans) for row in rows)
    else:
        writer.writerows(rows)
    return buffer.getvalue().encode()


def _spelled(row: Row, booleans: Sequence[int]) -> list[Value]:
    cells: list[Value] = list(row)
    for i in booleans:
        cells[i] = None if cells[i] is None else "true" if cells[i] else "false"
    return cells


def _write_resource(folder: Path, resource: Resource, rows: Sequence[Row]) -> Iterable[DataFile]:
    import pyarrow.parquet as pq

    from yusuan.arrow import arrow_table

    path = folder / "data" / f"{resource.name}.csv"
    content = csv_bytes(resource, rows)
    path.write_bytes(content)
    yield _data_file(resource, path, content, "csv", "text/csv", len(rows))
    path = path.with_suffix(".parquet")
    pq.write_table(arrow_table(resource, content), path, compression="zstd")
    media_type = "application/vnd.apache.parquet"
    yield _data_file(resource, path, path.read_bytes(), "parquet", media_type, len(rows))


def _data_file(
    resource: Resource, path: Path, content: bytes, format_: str, mediatype: str, rows: int
) -> DataFile:
    return DataFile(
        resource, f"data/{path.name}", format_, mediatype, len(content), sha256_of(content), rows
    )


def _source_file(source: Source) -> SourceFile:
    path = f"sources/{source.folder.name}/{source.path.name}"
    return SourceFile(source.title, path, source.sha256)


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


def _carry_sources(
    folder: Path, sources: Path, folders: Sequence[Path], metadata_path: Path
) -> None:
    """A package made elsewhere holds its sources too, so that it stands alone."""
    import shutil

    (folder / METADATA_NAME).write_bytes(metadata_path.read_bytes())
    for source in folders:
        shutil.copytree(source, folder / "sources" / source.name)


def _check_identities(folders: Sequence[Path], converted: Sequence[Converted]) -> None:
    """Raises YusuanError if two texts are of one disclosure, or a folder is misnamed."""
    seen: dict[str, Path] = {}
    for folder, disclosure in zip(folders, converted, strict=True):
        other = seen.setdefault(disclosure.disclosure_id, folder)
        if other is not folder:
            raise YusuanError(
                f"与 {other.name} 是同一部门、同一年度、同一阶段的公开文件",
                file=folder,
                hint=f"都是 {disclosure.disclosure_id}，请只保留一个",
            )
    for folder, disclosure in zip(folders, converted, strict=True):
        check_folder_name(folder, disclosure.disclosure_id)
