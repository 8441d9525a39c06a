"""A folder of kept results, each under the checksum of all that it came from."""

import hashlib
import os
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from yusuan.caching.entries import Entry, pack, unpack
from yusuan.errors import YusuanError
from yusuan.storage.files import is_regular, read_regular

# What no run has used lately goes once it weighs more than this; what was used stays.
MOST_UNUSED_BYTES = 100 << 20
_LARGEST_ENTRY = 1 << 30
_NAME = re.compile(r"[0-9a-f]{64}(?:\.new)?")


class Cache:
    """Entries by a checksum of what they were made of, and of the code (``code`` says it).

    A folder that cannot be written keeps nothing; an entry that is damaged is none. One that is to
    be ``fresh`` gives nothing back: all is made anew, and kept for the next run.
    """

    def __init__(self, folder: Path, code: Callable[[], str], *, fresh: bool = False) -> None:
        self._folder, self._fresh = folder, fresh
        self._code_now, self._code = code, code()
        self._used: set[str] = set()
        self._made: set[str] = set()

    def holds(self, checksum: str) -> bool:
        """Whether there is an entry to be given back, sound or not."""
        return not self._fresh and is_regular(self._folder / self._name(checksum))

    def use(self, checksum: str) -> None:
        """What is kept under ``checksum`` is of use, though it is not asked for."""
        if self.holds(checksum):
            self._used.add(self._name(checksum))

    def load(self, checksum: str) -> Entry | None:
        """What is kept under ``checksum``."""
        if self._fresh:
            return None
        name = self._name(checksum)
        try:
            entry = unpack(name, read_regular(self._folder / name, _LARGEST_ENTRY))
        except (OSError, YusuanError):
            return None
        if entry is not None:
            self._used.add(name)
        return entry

    def keep(self, checksum: str, entry: Entry) -> None:
        """Keep it, as far as the folder can be written."""
        name = self._name(checksum)
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            new = self._folder / f"{name}.new"
            new.write_bytes(pack(name, entry))
            new.replace(self._folder / name)
            self._made.add(name)

    def close(self) -> None:
        """Mark what was used; what was made while the code was being changed goes."""
        with suppress(OSError):
            if self._made and self._code_now() != self._code:
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
