"""A resource's CSV and Parquet files being written: by append, and row group by row group.

Memory holds one row group at a time, however long a table gets.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from yusuan.declared.csv_text import CsvText, csv_head
from yusuan.declared.descriptor import DataFile
from yusuan.declared.fields import Resource

# A row group is made of the CSV rows of whole disclosures, of so many bytes or a little more: the
# same rows, the same groups. Readers skip groups, so that they should be neither few nor many.
ROW_GROUP_BYTES = 8 << 20


class TableFiles:
    """The two files of a resource; they are complete when ``data_files`` has told of them."""

    def __init__(self, folder: Path, resource: Resource) -> None:
        self.path = folder / f"{resource.name}.csv"
        self.resource = resource
        self.row_count = 0
        self._head = csv_head(resource)
        self._checksum = hashlib.sha256(self._head)
        self._start = self._end = len(self._head)  # of the rows that no row group has yet
        self._parquet: Any = None

    def __enter__(self) -> "TableFiles":
        self._csv = self.path.open("w+b")
        self._csv.write(self._head)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._csv.close()
        if self._parquet is not None:
            self._parquet.close()

    def add(self, text: CsvText) -> None:
        """Write the rows at the end."""
        self.row_count += text.row_count
        self._end += len(text.content)
        self._checksum.update(text.content)
        self._csv.write(text.content)
        if self._end - self._start >= ROW_GROUP_BYTES:
            self._write_row_group()

    def data_files(self) -> Iterator[DataFile]:
        """End both files, and describe them."""
        if self._end > self._start or self._parquet is None:
            self._write_row_group()
        self._csv.close()
        self._parquet.close()
        yield self._told(self.path, self._checksum.hexdigest(), "csv", "text/csv")
        parquet = self.path.with_suffix(".parquet")
        with parquet.open("rb") as file:
            checksum = hashlib.file_digest(file, "sha256").hexdigest()
        yield self._told(parquet, checksum, "parquet", "application/vnd.apache.parquet")

    def _write_row_group(self) -> None:
        """Made of the CSV file's own text: the two cannot differ."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        from yusuan.declared.arrow import arrow_schema, arrow_table

        if self._parquet is None:
            path, schema = self.path.with_suffix(".parquet"), arrow_schema(self.resource)
            self._parquet = pq.ParquetWriter(path, schema, compression="zstd")
        self._csv.seek(self._start)
        content = self._head + self._csv.read()
        self._parquet.write_table(arrow_table(self.resource, content))
        self._start = self._end
        pa.default_memory_pool().release_unused()

    def _told(self, path: Path, checksum: str, format_: str, mediatype: str) -> DataFile:
        size, name = path.stat().st_size, f"data/{path.name}"
        return DataFile(self.resource, name, format_, mediatype, size, checksum, self.row_count)
