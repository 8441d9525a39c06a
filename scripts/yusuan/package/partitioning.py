"""Tables of a package as Parquet files by year and division: what a query does not ask of is not read.

The rows are those of the package, in their order, with ``fiscal_year`` and ``division_code`` in the
names of the folders (Hive): DuckDB, Arrow, Spark and others read such a folder as one table. The
package stays what is cited; its checksum stands in ``package.json`` beside the tables.
"""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from yusuan.declared.arrow import arrow_schema
from yusuan.declared.descriptor import as_json
from yusuan.declared.fields import Resource
from yusuan.declared.resources import RESOURCES
from yusuan.package.carrying import DESCRIPTOR_NAME
from yusuan.sources.folders import sha256_of
from yusuan.storage.replacing import check_ours, replace_folder
from yusuan.validation.descriptor import read_descriptor
from yusuan.views.published import DISCLOSURES

PARTITIONS = ("fiscal_year", "division_code")
MARKER, TOLD = ".yusuan-partitioned", "package.json"
_OWNER = "disclosure_id"
_MOST_OPEN_FILES = 256


def write_partitioned(package: Path, output: Path) -> int:
    """Write every table of ``package`` that says of which disclosure a row is; how many files.

    The same package gives the same bytes. ``output`` is replaced as a whole; raises YusuanError,
    with nothing touched, if it holds anything that is not ours.
    """
    check_ours(output, MARKER)
    descriptor = read_descriptor(package)
    owners = pq.read_table(
        package / "data" / f"{DISCLOSURES.name}.parquet", columns=[_OWNER, *PARTITIONS]
    )
    count = 0

    def write(folder: Path) -> None:
        nonlocal count
        for resource in RESOURCES:
            if _OWNER in resource.field_names:
                write_table(package, resource, owners, folder / resource.name)
        count = sum(1 for _ in folder.rglob("*.parquet"))
        told = {name: descriptor[name] for name in ("name", "id", "version")}
        checksum = sha256_of((package / DESCRIPTOR_NAME).read_bytes())
        told |= {"sha256": checksum, "partitions": list(PARTITIONS)}
        (folder / TOLD).write_bytes(as_json(told).encode())
        (folder / MARKER).write_bytes(b"")

    old = [entry.name for entry in output.iterdir()] if output.is_dir() else []
    names = (resource.name for resource in RESOURCES)
    replace_folder(output, write, [*old, MARKER, TOLD, *names])
    return count


def write_table(package: Path, resource: Resource, owners: pa.Table, folder: Path) -> None:
    """One table below ``folder``; ``owners`` has year and division of each disclosure."""
    schema = _with_partitions(arrow_schema(resource))
    file = pq.ParquetFile(package / "data" / f"{resource.name}.parquet")
    kinds = pa.schema([schema.field(name) for name in PARTITIONS])
    ds.write_dataset(
        _batches(file, schema, owners),
        folder,
        schema=schema,
        format="parquet",
        file_options=ds.ParquetFileFormat().make_write_options(compression="zstd"),
        partitioning=ds.partitioning(kinds, flavor="hive"),
        use_threads=False,  # the order of the rows is that of the package
        max_open_files=_MOST_OPEN_FILES,
    )


def _batches(file: pq.ParquetFile, schema: pa.Schema, owners: pa.Table) -> Iterator[pa.RecordBatch]:
    """A row group at a time, each row with year and division of its disclosure."""
    for group in range(file.num_row_groups):
        table = file.read_row_group(group)
        at = pc.index_in(table[_OWNER], owners[_OWNER].combine_chunks())
        for name in PARTITIONS:
            if name not in table.column_names:
                table = table.append_column(schema.field(name), owners[name].take(at))
        yield from table.cast(schema).to_batches()


def _with_partitions(schema: pa.Schema) -> pa.Schema:
    own = arrow_schema(DISCLOSURES)
    for name in PARTITIONS:
        if schema.get_field_index(name) < 0:
            schema = schema.append(own.field(name))
    return schema
