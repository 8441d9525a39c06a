"""The rows of a package disclosure by disclosure, read as they are asked for.

Memory holds one row group of each table and the rows of a few disclosures, however many there are;
read by one thread, whose freed memory no other one needs again.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from yusuan.model import Value
from yusuan.storage.csv_rows import ReadRows
from yusuan.storage.pieces import known

if TYPE_CHECKING:
    import pyarrow as pa

Record = Mapping[str, Value]
Held = TypeVar("Held")
_ID = "disclosure_id"
_FIGURES, _FIGURE_ID = "budget_lines", "budget_line_id"
# One, and those of its organisation that it is put beside, one after the other.
_MOST_HELD = 4
_FEW_ROWS, _EXAMPLE_ROWS = 32, 1000


class Run(NamedTuple):
    """Rows of one disclosure beside each other in a row group."""

    group: int
    start: int
    length: int


class TableRows:
    """The rows of a table of the package; ``columns``: of these alone."""

    def __init__(self, path: Path, columns: tuple[str, ...] | None = None) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        # Not read_table: it imports pyarrow.dataset, which takes longer than reading a package.
        # Texts stay in their dictionaries: a row group unpacked takes some ten times the memory.
        metadata = pq.read_metadata(path)
        plain = metadata.schema.to_arrow_schema()
        texts = [field.name for field in plain if field.type == "string"]
        self._path = path
        self._file = pq.ParquetFile(path, metadata=metadata, read_dictionary=texts)
        self._plain = pa.schema([each for each in plain if not columns or each.name in columns])
        self._columns = list(columns) if columns else None
        self._runs: dict[str, list[Run]] = {}
        self._group: tuple[int, pa.Table] | None = None
        self.names = self._file.schema_arrow.names
        if _ID in self.names:
            for group in range(self._file.num_row_groups):
                self._note(group)

    def all(self) -> tuple[Record, ...]:
        return records(self._file.read(columns=self._columns, use_threads=False))

    def example(self) -> Record:
        """For each field the first value that is not null, to show in the data dictionary; of a table
        of which only some columns are read, out of its first rows.
        """
        found: dict[str, Value] = {}
        for group in range(self._file.num_row_groups):
            # Most columns have one in the first few rows; only the others are read further.
            for most in (_FEW_ROWS, _EXAMPLE_ROWS if self._columns else None):
                wanted = [name for name in self._filled(group) if name not in found]
                for name, column in self._first(group, wanted, most):
                    if len(there := column.drop_null()):
                        found[name] = there[0].as_py()
            if self._columns:
                break
        return found

    def _first(
        self, group: int, names: list[str], most: int | None
    ) -> "Iterator[tuple[str, pa.Array | pa.ChunkedArray]]":
        """The first rows of these columns of a row group, all of them where ``most`` is None."""
        if not names:
            return
        if most is None:
            rows = self._file.read_row_group(group, columns=names, use_threads=False)
        else:
            batches = self._file.iter_batches(most, [group], names, use_threads=False)
            rows = next(batches, None)
        if rows is not None:
            yield from zip(names, map(rows.column, names), strict=True)

    def _filled(self, group: int) -> Iterator[str]:
        """The columns of a row group that are not known to be wholly null."""
        described = self._file.metadata.row_group(group)
        for number, name in enumerate(self.names):
            statistics = described.column(number).statistics
            if statistics is None or statistics.null_count != described.num_rows:
                yield name

    @property
    def by_disclosure(self) -> bool:
        """Whether its rows belong to disclosures."""
        return _ID in self.names

    def has(self, id_: str) -> bool:
        """Whether a disclosure has rows in it."""
        return id_ in self._runs

    def of(self, id_: str) -> "Iterator[pa.Table]":
        """The rows of a disclosure."""
        for run in self._runs.get(id_, ()):
            yield self._unpacked(self._read(run.group).slice(run.start, run.length))

    def checksums(self) -> Iterator[tuple[str, str]]:
        """The SHA-256 of the text of all rows of each disclosure, as the CSV file has them."""
        csv = self._path.with_suffix(".csv")
        if (written := known(csv)) is not None:
            yield from ((piece.owner, piece.sha256) for piece in written.pieces)
            return
        with csv.open("rb") as file:
            file.readline()  # the head
            rows = ReadRows(file)
            in_order = sorted((run, id_) for id_, runs in self._runs.items() for run in runs)
            for id_, beside in groupby(in_order, lambda each: each[1]):
                yield id_, rows.pass_(sum(run.length for run, _ in beside))

    def _unpacked(self, rows: "pa.Table") -> "pa.Table":
        import pyarrow as pa

        return rows.cast(pa.schema([self._plain.field(name) for name in rows.column_names]))

    def _note(self, group: int) -> None:
        import pyarrow.compute as pc

        [column] = self._file.read_row_group(group, columns=[_ID], use_threads=False).columns
        start = 0
        for chunk in column.chunks:
            for run in _runs_of(pc.run_end_encode(chunk.dictionary_decode())):
                self._runs.setdefault(run[0], []).append(Run(group, start, run[1]))
                start += run[1]

    def _read(self, group: int) -> "pa.Table":
        if self._group is None or self._group[0] != group:
            self._group = None
            table = self._file.read_row_group(group, columns=self._columns, use_threads=False)
            self._group = group, table.combine_chunks()
        return self._group[1]


def read_rows(path: Path, columns: tuple[str, ...] | None = None) -> tuple[Record, ...]:
    """All rows of a Parquet file, as Python values."""
    return TableRows(path, columns).all()


def _runs_of(encoded: "pa.RunEndEncodedArray") -> Iterator[tuple[str, int]]:
    start = 0
    for end, id_ in zip(encoded.run_ends.to_pylist(), encoded.values.to_pylist(), strict=True):
        yield id_, end - start
        start = end


def records(table: "pa.Table") -> tuple[Record, ...]:
    """Rows as Python values."""
    values = [column.to_pylist() for column in table.columns]
    names = table.column_names
    return tuple([dict(zip(names, row, strict=True)) for row in zip(*values, strict=True)])


class _Rows(Mapping[str, tuple[Record, ...]]):
    """The rows of a disclosure by resource, read table by table as they are asked for, once."""

    def __init__(self, tables: Mapping[str, TableRows], id_: str) -> None:
        self._tables = {name: table for name, table in tables.items() if table.has(id_)}
        self._id = id_
        self._read: dict[str, tuple[Record, ...]] = {}

    def __getitem__(self, name: str) -> tuple[Record, ...]:
        if name not in self._read:
            parts = self._tables[name].of(self._id)
            self._read[name] = tuple(row for part in parts for row in records(part))
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)


class Content:
    """What a disclosure holds: its rows by resource, its figures by id, the lines of its text."""

    def __init__(
        self, id_: str, tables: Mapping[str, TableRows], lines_of: Callable[[str], tuple[str, ...]]
    ) -> None:
        self._id, self._lines_of = id_, lines_of
        others = {name: table for name, table in tables.items() if name != _FIGURES}
        self.rows = _Rows(others, id_)
        self._figures = _Rows({name: tables[name] for name in (_FIGURES,) if name in tables}, id_)

    @cached_property
    def figures(self) -> Mapping[str, Record]:
        return {str(row[_FIGURE_ID]): row for row in self._figures.get(_FIGURES, ())}

    @cached_property
    def lines(self) -> tuple[str, ...]:
        return self._lines_of(self._id)


class Shelf:
    """The tables of a package whose rows belong to disclosures; ``lines_of`` reads their texts."""

    def __init__(
        self,
        tables: Mapping[str, TableRows],
        lines_of: Callable[[str], tuple[str, ...]],
    ) -> None:
        self._tables, self._lines_of = tables, lines_of
        self._held: OrderedDict[str, Content] = OrderedDict()
        self._checksums: dict[str, str] = {}

    def content(self, id_: str) -> Content:
        """Everything of a disclosure."""
        if id_ not in self._held:
            while len(self._held) >= _MOST_HELD:
                self._held.popitem(last=False)
            self._held[id_] = Content(id_, self._tables, self._lines_of)
        self._held.move_to_end(id_)
        return self._held[id_]

    def checksum(self, id_: str) -> str:
        """SHA-256 over all rows of a disclosure that ``content`` gives."""
        if not self._checksums:
            self._checksums = self._all_checksums()
        return self._checksums.get(id_, "")

    def _all_checksums(self) -> dict[str, str]:
        found: dict[str, hashlib._Hash] = {}
        for name, table in self._tables.items():
            for id_, checksum in table.checksums():
                found.setdefault(id_, hashlib.sha256()).update(f"{name} {checksum}\n".encode())
        return {id_: checksum.hexdigest() for id_, checksum in found.items()}


class Unread(Mapping[str, Held]):
    """A mapping that is read each time it is looked into."""

    def __init__(self, read: Callable[[], Mapping[str, Held]]) -> None:
        self._read = read

    def __getitem__(self, name: str) -> Held:
        return self._read()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())


class UnreadLines(Sequence[str]):
    """The lines of a text, read each time they are looked at."""

    def __init__(self, read: Callable[[], tuple[str, ...]]) -> None:
        self._read = read

    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:  # type: ignore[override]
        return self._read()[at]

    def __len__(self) -> int:
        return len(self._read())
