"""A result as bytes and back.

An entry is the SHA-256 of what follows and of the name that it goes by, the size of the body, and
the body, compressed: a head (JSON), then parts of the sizes that it is told. Nothing in it is ever
executed: a folder that somebody else made may hold one.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_DIGEST, _SIZE = 32, 8
_LARGEST_BODY = 1 << 30
_CODEC, _LEVEL = "zstd", 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A result: what is told of it (JSON), and its texts or files."""

    head: bytes
    parts: tuple[bytes, ...]


def pack(name: str, entry: Entry) -> bytes:
    """The bytes of ``entry`` under ``name``."""
    from pyarrow import Codec

    sizes = json.dumps([len(entry.head), *map(len, entry.parts)]).encode()
    body = b"".join((len(sizes).to_bytes(_SIZE), sizes, entry.head, *entry.parts))
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
        start = _SIZE + int.from_bytes(body[:_SIZE])
        sizes = json.loads(body[_SIZE:start])
    except (OSError, ValueError):  # of another Arrow, or made by somebody else
        return None
    head, *parts = _cut(body, start, sizes)
    return Entry(head, tuple(parts))


def _cut(body: bytes, start: int, sizes: Sequence[int]) -> Iterator[bytes]:
    for size in sizes:
        yield body[start : start + size]
        start += size


def _digest(name: str, packed: bytes) -> bytes:
    found = hashlib.sha256(name.encode())
    found.update(packed)
    return found.digest()
