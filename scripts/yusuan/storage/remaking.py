"""Files of a folder that are made again only where what they are made of changed, or they did.

Of each is noted, outside of the folder, what it was made of, told in a text, and what it was, by
what the file system tells of it (inode, time, size): what was changed by hand is made anew. Noted are
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
    made_of: str
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
        self._made_of: dict[str, list[str]] = {}
        for path, note in self._known.items():
            self._made_of.setdefault(note.made_of, []).append(path)

    def again(self, made_of: str) -> list[str] | None:
        """The paths of all that was made of this, the old files; None where it is to be made."""
        paths = self._made_of.get(made_of, [])
        made = {path: self._known[path] for path in paths}
        for path, known in made.items():
            if known.made != _told(self._staging.old / path) or not self._staging.keep(path):
                return None
        self._new |= made
        return paths or None

    def write(self, path: str, made_of: str, content: bytes) -> None:
        """The file at ``path``, made of what ``made_of`` tells."""
        self._staging.write(path, content)
        self._new[path] = _Note(made_of, _told(self._staging.folder / path))

    def close(self) -> None:
        """Note what there is now, where that can be written."""
        if self._notes is None:
            return
        noted = {path: (each.made_of, each.made) for path, each in self._new.items()}
        text = json.dumps({"told": self._told, "files": noted}, ensure_ascii=False)
        with suppress(OSError):
            self._notes.parent.mkdir(parents=True, exist_ok=True)
            new = self._notes.with_suffix(".new")
            new.write_text(text, encoding="utf-8")
            new.replace(self._notes)


def told_of(path: Path) -> str:
    """What tells one state of a file from another."""
    return " ".join(map(str, _told(path)))


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
            str(path): _Note(str(made_of), list(map(int, made)))
            for path, (made_of, made) in found["files"].items()
        }
    except (OSError, YusuanError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
