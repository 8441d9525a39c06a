"""Zip files whose bytes depend on nothing but what goes into them.

``zlib`` deflates otherwise from one build of Python to the next (zlib, zlib-ng), so members are
deflated by libdeflate out of a pinned wheel (``deflate``), which every platform has the same.
"""

import struct
import zlib
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

from yusuan.errors import YusuanError

# Beyond 9 it takes several times as long for one part in a hundred.
LEVEL = 9
_MOST_BYTES, _MOST_MEMBERS = 0xFFFFFFFF, 0xFFFF  # without the Zip64 extension
_STORED, _DEFLATED = 0, 8
_UTF8 = 1 << 11
_VERSION = 20
_UNIX = 3 << 8
_FILE_RW_R_R = 0o100644 << 16
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")


def write_zip(path: Path, members: Iterable[tuple[str, bytes | Path]], created: datetime) -> None:
    """Write ``members`` (name, content or a file that holds it) to ``path`` in the order given.

    Every member bears the time ``created``. Raises OSError, and YusuanError past 4 GiB.
    """
    day = (created.year - 1980) << 9 | created.month << 5 | created.day
    time = created.hour << 11 | created.minute << 5 | created.second // 2
    directory: list[bytes] = []
    with path.open("wb") as file:
        for name, held in members:
            content = held if isinstance(held, bytes) else held.read_bytes()
            method, packed = _packed(content)
            encoded, start = name.encode(), file.tell()
            if max(len(content), start + len(packed)) > _MOST_BYTES:
                raise YusuanError("内容超过 4 GiB，不能打成 zip", file=path, text=name)
            # A name of plain ASCII needs no mark, and some readers mind one.
            flags = 0 if name.isascii() else _UTF8
            facts = (flags, method, time, day, zlib.crc32(content), len(packed), len(content))
            file.write(_LOCAL.pack(b"PK\x03\x04", _VERSION, *facts, len(encoded), 0))
            file.write(encoded)
            file.write(packed)
            made = (_UNIX | _VERSION, _VERSION)
            place = (len(encoded), 0, 0, 0, 0, _FILE_RW_R_R, start)
            directory.append(_CENTRAL.pack(b"PK\x01\x02", *made, *facts, *place) + encoded)
        if len(directory) > _MOST_MEMBERS:
            raise YusuanError(f"文件超过 {_MOST_MEMBERS} 个，不能打成 zip", file=path)
        start, content = file.tell(), b"".join(directory)
        count = len(directory)
        file.write(content)
        file.write(_END.pack(b"PK\x05\x06", 0, 0, count, count, len(content), start, 0))


def _packed(content: bytes) -> tuple[int, bytes]:
    """Method and bytes: deflated where that makes them fewer, as Parquet hardly is."""
    import deflate

    packed = bytes(deflate.deflate_compress(content, LEVEL))
    return (_DEFLATED, packed) if len(packed) < len(content) else (_STORED, content)


def normalise_zip(source: Path, target: Path, created: datetime) -> None:
    """Write the members of ``source``, in their order, to ``target`` as ``write_zip`` does."""
    with ZipFile(source) as file:
        names = file.namelist()
        write_zip(target, ((name, file.read(name)) for name in names), created)
