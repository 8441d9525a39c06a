"""What source folders gave, kept under the checksum of their bytes."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yusuan.caching.cache import Cache
from yusuan.caching.code import code_checksum
from yusuan.caching.entries import Entry
from yusuan.conversion.encoded import Converted, Encoded, Summary
from yusuan.declared.csv_text import CsvText
from yusuan.declared.descriptor import SourceFile
from yusuan.storage.pieces import Piece

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class _Text:
    """Of rows of a table; their text comes later."""

    table: str
    owner: str
    row_count: int
    sha256: str


@dataclass(frozen=True, slots=True)
class _Head:
    """What comes before the ``texts``, which follow in that order."""

    summary: Summary
    sources: tuple[SourceFile, ...]
    texts: tuple[_Text, ...]


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
        tables: dict[str, tuple[CsvText, ...]] = {}
        for told, content in zip(head.texts, entry.parts, strict=True):
            piece = Piece(told.owner, told.row_count, len(content), told.sha256)
            tables[told.table] = (*tables.get(told.table, ()), CsvText(piece, content))
        there = Converted(Path(), Encoded(head.summary, tables), head.sources, (), checksum)
        return there.moved(folder)

    def keep_converted(self, converted: Converted) -> None:
        """Keep a result of which nothing was set aside: why something was may not last."""
        encoded = converted.encoded
        if encoded is None or converted.failures or converted.checksum is None:
            return
        texts = [(name, text) for name, of_table in encoded.tables.items() for text in of_table]
        told = tuple(
            _Text(name, text.piece.owner, text.piece.row_count, text.piece.sha256)
            for name, text in texts
        )
        head = _adapter().dump_json(_Head(encoded.summary, converted.sources, told))
        self.keep(converted.checksum, Entry(head, tuple(text.content for _, text in texts)))


@cache
def _adapter() -> "TypeAdapter[Any]":
    from pydantic import TypeAdapter

    return TypeAdapter(_Head)
