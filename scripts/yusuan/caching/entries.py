"""A result as bytes and back.

An entry is the SHA-256 of what follows and of the name that it goes by, the size of the body, and
the body, compressed: a head (JSON), then the text of each table. Nothing in it is ever executed:
a folder that somebody else made may hold one.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from yusuan.csv_text import CsvText
from yusuan.descriptor import SourceFile
from yusuan.encoded import Encoded, Summary

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_DIGEST, _SIZE = 32, 8
_LARGEST_BODY = 1 << 30
_CODEC, _LEVEL = "zstd", 1


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    rows: int
    size: int


@dataclass(frozen=True, slots=True)
class _Head:
    """What comes before the texts of ``tables``, which follow in that order."""

    summary: Summary
    sources: tuple[SourceFile, ...]
    tables: tuple[_Table, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A result that stands for itself: all documents read, nothing set aside."""

    encoded: Encoded
    sources: tuple[SourceFile, ...]


def pack(name: str, entry: Entry) -> bytes:
    """The bytes of ``entry`` under ``name``."""
    from pyarrow import Codec

    texts = entry.encoded.tables
    tables = tuple(_Table(each, text.row_count, len(text.content)) for each, text in texts.items())
    head = _adapter().dump_json(_Head(entry.encoded.summary, entry.sources, tables))
    body = b"".join((len(head).to_bytes(_SIZE), head, *(text.content for text in texts.values())))
    compressed: bytes = Codec(_CODEC, _LEVEL).compress(body, asbytes=True)
    packed = len(body).to_bytes(_SIZE) + compressed
    return _digest(name, packed) + packed


def unpack(name: str, content: bytes) -> Entry | None:
    """The entry; None if these are not the bytes that ``pack`` gave under ``name``."""
    from pyarrow import Codec

    digest, packed = content[:_DIGEST], content[_DIGEST:]
    if digest != _digest(name, packed):
        return None
    size = int.from_bytes(packed[:_SIZE])
    if size > _LARGEST_BODY:
        return None
    try:
        body = Codec(_CODEC).decompress(packed[_SIZE:], size, asbytes=True)
        end = _SIZE + int.from_bytes(body[:_SIZE])
        head = _adapter().validate_json(body[_SIZE:end])
    except (OSError, ValueError):  # of another Arrow, or made by somebody else
        return None
    tables = {}
    for table in head.tables:
        tables[table.name] = CsvText(table.rows, body[end : end + table.size])
        end += table.size
    return Entry(Encoded(head.summary, tables), head.sources)


def _digest(name: str, packed: bytes) -> bytes:
    found = hashlib.sha256(name.encode())
    found.update(packed)
    return found.digest()


@cache
def _adapter() -> "TypeAdapter[Any]":
    from pydantic import TypeAdapter

    return TypeAdapter(_Head)
