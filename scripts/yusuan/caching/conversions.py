"""What source folders gave, kept under the checksum of their bytes."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yusuan.caching.cache import Cache
from yusuan.caching.code import code_checksum
from yusuan.caching.entries import Entry
from yusuan.conversion.encoded import Encoded, Summary
from yusuan.conversion.pipeline import Converted
from yusuan.declared.csv_text import CsvText
from yusuan.declared.descriptor import SourceFile

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    rows: int


@dataclass(frozen=True, slots=True)
class _Head:
    """What comes before the texts of ``tables``, which follow in that order."""

    summary: Summary
    sources: tuple[SourceFile, ...]
    tables: tuple[_Table, ...]


class ConversionCache(Cache):
    """Results by the checksum of their source folder (``sources.folders.checksum_of``) and of the code.

    ``row_groups``: what became of their rows in Parquet files.
    """

    def __init__(self, folder: Path, *, fresh: bool = False) -> None:
        super().__init__(folder, code_checksum, fresh=fresh)
        self.row_groups = Cache(folder / "row-groups", code_checksum, fresh=fresh)

    def close(self) -> None:
        super().close()
        self.row_groups.close()

    def drop_unused(self) -> None:
        super().drop_unused()
        self.row_groups.drop_unused()

    def converted(self, checksum: str, folder: Path) -> Converted | None:
        """What the source ``folder`` of this checksum gives, if that is kept."""
        entry = self.load(checksum)
        if entry is None:
            return None
        try:
            head = _adapter().validate_json(entry.head)
        except ValueError:  # made by somebody else
            return None
        texts = zip(head.tables, entry.parts, strict=True)
        tables = {table.name: CsvText(table.rows, text) for table, text in texts}
        there = Converted(Path(), Encoded(head.summary, tables), head.sources, (), checksum)
        return there.moved(folder)

    def keep_converted(self, converted: Converted) -> None:
        """Keep a result of which nothing was set aside: why something was may not last."""
        encoded = converted.encoded
        if encoded is None or converted.failures or converted.checksum is None:
            return
        tables = tuple(_Table(name, text.row_count) for name, text in encoded.tables.items())
        head = _adapter().dump_json(_Head(encoded.summary, converted.sources, tables))
        parts = tuple(text.content for text in encoded.tables.values())
        self.keep(converted.checksum, Entry(head, parts))


@cache
def _adapter() -> "TypeAdapter[Any]":
    from pydantic import TypeAdapter

    return TypeAdapter(_Head)
