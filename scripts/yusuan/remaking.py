"""Files of a folder that are made of files of another: made again only where either changed.

Of each is noted, outside of the folder, what it was made of and what it was, by what the file
system tells of both (inode, time, size): what was changed by hand is made anew. Noted are
folders that are only ever replaced as a whole, file by file linked (``replacing.Staging``).
"""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yusuan.errors import YusuanError
from yusuan.files import read_regular
from yusuan.replacing import Staging

_LARGEST_NOTES = 1 << 28
_Told = list[int]


@dataclass(frozen=True, slots=True)
class _Note:
    sources: list[_Told]
    made: _Told
    said: str


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

    def again(self, path: str, sources: Sequence[Path]) -> str | None:
        """What was said of the file at ``path``, which is the old one; None where it is to be made."""
        known = self._known.get(path)
        if known is None or known.sources != list(map(_told, sources)):
            return None
        if known.made != _told(self._staging.old / path) or not self._staging.keep(path):
            return None
        self._new[path] = known
        return known.said

    def write(self, path: str, sources: Sequence[Path], content: bytes, said: str = "") -> None:
        """The file at ``path``, made of ``sources``; ``said`` is what ``again`` gives back."""
        self._staging.write(path, content)
        made = _told(self._staging.folder / path)
        self._new[path] = _Note(list(map(_told, sources)), made, said)

    def close(self) -> None:
        """Note what there is now, where that can be written."""
        if self._notes is None:
            return
        noted = {path: (each.sources, each.made, each.said) for path, each in self._new.items()}
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
            str(path): _Note(sources, made, str(said))
            for path, (sources, made, said) in found["files"].items()
        }
    except (OSError, YusuanError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
