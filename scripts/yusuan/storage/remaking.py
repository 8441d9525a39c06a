"""Files of a folder that are made of files of another: made again only where either changed.

Of each is noted, outside of the folder, what it was made of and what it was, by what the file
system tells of both (inode, time, size): what was changed by hand is made anew. Noted are
folders that are only ever replaced as a whole, file by file linked (``replacing.Staging``).
"""

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yusuan.errors import YusuanError
from yusuan.storage.files import read_regular
from yusuan.storage.replacing import Staging

_LARGEST_NOTES = 1 << 28
_Told = list[int]


@dataclass(frozen=True, slots=True)
class _Note:
    source: _Told
    made: _Told


class Remaking:
    """``told`` is a checksum of all that the files are made of besides; ``notes``: the file of
    notes, None where nothing is noted. ``fresh``: all is made, and noted for the next run.
    """

    def __init__(
        self, staging: Staging, told: str, notes: Path | None, *, fresh: bool = False
    ) -> None:
        self._staging, self._told, self._notes = staging, told, notes
        self._known = {} if notes is None or fresh else _read(notes, told)
        self._new: dict[str, _Note] = {}
        self._made_of: dict[tuple[int, ...], list[str]] = {}
        for path, note in self._known.items():
            self._made_of.setdefault(tuple(note.source), []).append(path)

    def again(self, source: Path) -> list[str] | None:
        """The paths of all that was made of ``source``, the old files; None where it is to be made."""
        paths = self._made_of.get(tuple(_told(source)), [])
        made = {path: self._known[path] for path in paths}
        for path, known in made.items():
            if known.made != _told(self._staging.old / path) or not self._staging.keep(path):
                return None
        self._new |= made
        return paths or None

    def write(self, path: str, source: Path, content: bytes) -> None:
        """The file at ``path``, made of ``source``."""
        self._staging.write(path, content)
        self._new[path] = _Note(_told(source), _told(self._staging.folder / path))

    def close(self) -> None:
        """Note what there is now, where that can be written."""
        if self._notes is None:
            return
        noted = {path: (each.source, each.made) for path, each in self._new.items()}
        text = json.dumps({"told": self._told, "files": noted}, ensure_ascii=False)
        with suppress(OSError):
            self._notes.parent.mkdir(parents=True, exist_ok=True)
            new = self._notes.with_suffix(".new")
            new.write_text(text, encoding="utf-8")
            new.replace(self._notes)


def _told(path: Path) -> _Told:
    try:
        found = path.lstat()
    except OSError:
        return []
    return [found.st_ino, found.st_mtime_ns, found.st_size, found.st_mode]


def _read(notes: Path, told: str) -> dict[str, _Note]:
    """Nothing where the file is not one of ours."""
    try:
        found: Any = json.loads(read_regular(notes, _LARGEST_NOTES))
        if found["told"] != told:
            return {}
        return {
            str(path): _Note(list(map(int, source)), list(map(int, made)))
            for path, (source, made) in found["files"].items()
        }
    except (OSError, YusuanError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
