"""The folder of kept results: what a source folder gave, under the checksum of all it came from."""

import hashlib
import os
import re
from contextlib import suppress
from pathlib import Path

from yusuan.caching.code import code_checksum
from yusuan.caching.entries import Entry, pack, unpack
from yusuan.errors import YusuanError
from yusuan.files import is_regular, read_regular
from yusuan.pipeline import Converted

# What no run has used lately goes once it weighs more than this; what was used stays.
MOST_UNUSED_BYTES = 100 << 20
_LARGEST_ENTRY = 1 << 30
_NAME = re.compile(r"[0-9a-f]{64}(?:\.new)?")


class ConversionCache:
    """Results by the checksum of their source folder (``sources.checksum_of``) and of the code.

    A folder that cannot be written keeps nothing; an entry that is damaged is none.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._code = code_checksum()
        self._used: set[str] = set()
        self._made: set[str] = set()

    def holds(self, checksum: str) -> bool:
        """Whether there is an entry, sound or not."""
        return is_regular(self._folder / self._name(checksum))

    def load(self, checksum: str, folder: Path) -> Converted | None:
        """What the source ``folder`` of this checksum gives, if that is kept."""
        name = self._name(checksum)
        try:
            entry = unpack(name, read_regular(self._folder / name, _LARGEST_ENTRY))
        except (OSError, YusuanError):
            return None
        if entry is None:
            return None
        self._used.add(name)
        there = Converted(Path(), entry.encoded, entry.sources, (), checksum)
        return there.moved(folder)

    def keep(self, converted: Converted) -> None:
        """Keep a result of which nothing was set aside: why something was may not last."""
        if converted.encoded is None or converted.failures or converted.checksum is None:
            return
        name = self._name(converted.checksum)
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            new = self._folder / f"{name}.new"
            new.write_bytes(pack(name, Entry(converted.encoded, converted.sources)))
            new.replace(self._folder / name)
            self._made.add(name)

    def close(self) -> None:
        """Mark what was used; what was made while the code was being changed goes."""
        with suppress(OSError):
            if self._made and code_checksum() != self._code:
                for name in self._made:
                    (self._folder / name).unlink(missing_ok=True)
            for name in self._used | self._made:
                with suppress(FileNotFoundError):
                    os.utime(self._folder / name)

    def drop_unused(self) -> None:
        """Drop what has not been used for longest, as far as it takes too much room."""
        with suppress(OSError):
            self._drop(self._used | self._made)

    def _drop(self, used: set[str]) -> None:
        if not self._folder.is_dir():
            return
        unused = [
            (found.st_mtime, path.name, found.st_size, path)
            for path in self._folder.iterdir()
            if _NAME.fullmatch(path.name) and path.name not in used
            for found in (path.lstat(),)
        ]
        room = MOST_UNUSED_BYTES
        for _, _, size, path in sorted(unused, reverse=True):  # the latest first
            room -= size
            if room < 0:
                path.unlink(missing_ok=True)

    def _name(self, checksum: str) -> str:
        return hashlib.sha256(f"{self._code} {checksum}".encode()).hexdigest()
