"""A resource's CSV and Parquet files being written: by append, and row group by row group.

Memory holds one row group at a time, however long a table gets.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from yusuan.caching import Cache, Entry
from yusuan.declared.csv_text import CsvText, csv_head
from yusuan.declared.descriptor import DataFile
from yusuan.declared.fields import Resource
from yusuan.storage.parquet_joining import MAGIC, cut, ending
from yusuan.storage.pieces import Piece, checksum_of

# A row group is made of the CSV rows of whole disclosures, of so many bytes or a little more: the
# same rows, the same groups. Readers skip groups, so that they should be neither few nor many.
ROW_GROUP_BYTES = 2 << 20


class TableFiles:
    """The two files of a resource; they are complete when ``data_files`` has told of them.

    Row groups of rows that ``kept`` holds are not made again.
    """

    def __init__(self, folder: Path, resource: Resource, kept: Cache | None = None) -> None:
        self.path = folder / f"{resource.name}.csv"
        self.resource = resource
        self.pieces: list[Piece] = []
        self._kept = kept
        self._head = csv_head(resource)
        self._checksum = hashlib.sha256(self._head)
        self._start = self._end = len(self._head)  # of the rows that no row group has yet
        self._new: list[Piece] = []  # those of these rows
        self._groups: list[tuple[int, bytes]] = []  # of each its length and footer

    def __enter__(self) -> "TableFiles":
        self._csv = self.path.open("w+b")
        self._csv.write(self._head)
        self._parquet = self.path.with_suffix(".parquet").open("wb")
        self._parquet.write(MAGIC)
        self._parquet_checksum = hashlib.sha256(MAGIC)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._csv.close()
        self._parquet.close()

    def add(self, text: CsvText) -> None:
        """Write the rows at the end."""
        self.pieces.append(text.piece)
        self._new.append(text.piece)
        self._end += len(text.content)
        self._checksum.update(text.content)
        self._csv.write(text.content)
        if self._end - self._start >= ROW_GROUP_BYTES:
            self._write_row_group()

    def data_files(self) -> Iterator[DataFile]:
        """End both files, and describe them."""
        if self._end > self._start or not self._groups:
            self._write_row_group()
        self._write_parquet(ending(self._groups))
        self._csv.close()
        self._parquet.close()
        yield self._told(self.path, self._checksum, "csv", "text/csv")
        parquet = self.path.with_suffix(".parquet")
        yield self._told(
            parquet, self._parquet_checksum, "parquet", "application/vnd.apache.parquet"
        )

    def _write_row_group(self) -> None:
        """Made of the CSV file's own text: the two cannot differ."""
        made = cut(self._row_group())
        self._write_parquet(made.groups)
        self._groups.append((len(made.groups), made.footer))
        self._start = self._end
        self._new.clear()

    def _row_group(self) -> bytes:
        """A Parquet file of the rows that no row group has yet."""
        import pyarrow as pa

        told = f"{pa.__version__} {self.resource.name} {checksum_of(self._new)}"
        if self._kept is not None and (found := self._kept.load(told)) and len(found.parts) == 1:
            return found.parts[0]
        self._csv.seek(self._start)
        made = _parquet(self.resource, self._head + self._csv.read())
        if self._kept is not None:
            self._kept.keep(told, Entry(b"", (made,)))
        return made

    def _write_parquet(self, content: bytes) -> None:
        self._parquet_checksum.update(content)
        self._parquet.write(content)

    def _told(
        self, path: Path, checksum: "hashlib._Hash", format_: str, mediatype: str
    ) -> DataFile:
        size, name, told = path.stat().st_size, f"data/{path.name}", checksum.hexdigest()
        rows = sum(piece.row_count for piece in self.pieces)
        return DataFile(self.resource, name, format_, mediatype, size, told, rows)


def _parquet(resource: Resource, content: bytes) -> bytes:
    """All of a CSV file as Parquet, in one row group."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from yusuan.declared.arrow import arrow_schema, arrow_table

    sink = pa.BufferOutputStream()
    with pq.ParquetWriter(sink, arrow_schema(resource), compression="zstd") as writer:
        writer.write_table(arrow_table(resource, content))
    made: bytes = sink.getvalue().to_pybytes()
    pa.default_memory_pool().release_unused()
    return made
