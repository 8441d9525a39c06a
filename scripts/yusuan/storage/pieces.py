"""What was written is known: checksums of files and of the pieces that they are made of.

Whoever writes a file takes its checksum meanwhile and notes it here; whoever asks for it in the same
run, of a file that is as it was then, needs not read it again.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple


class Piece(NamedTuple):
    """Rows of a CSV file beside each other; ``owner``: the disclosure that they are of, if one."""

    owner: str
    row_count: int
    size: int
    sha256: str


class Written(NamedTuple):
    """``pieces`` one after the other are a CSV file after its head; no other file has any."""

    sha256: str
    pieces: tuple[Piece, ...] = ()


_known: dict[tuple[int, ...], Written] = {}


def note(path: Path, written: Written) -> None:
    """The file at ``path``, complete and closed, is this one."""
    _known[_state(path)] = written


def known(path: Path) -> Written | None:
    """What was noted of the file at ``path`` in this run. Raises OSError where there is none."""
    return _known.get(_state(path))


def checksum_of_file(path: Path) -> str:
    """SHA-256 of the file at ``path``. Raises OSError if it cannot be read."""
    if (written := known(path)) is not None:
        return written.sha256
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def checksum_of(pieces: Iterable[Piece]) -> str:
    """What tells these rows one after the other from any others."""
    told = "".join(f"{piece.size} {piece.sha256}\n" for piece in pieces)
    return hashlib.sha256(told.encode()).hexdigest()


def _state(path: Path) -> tuple[int, ...]:
    """What tells one state of a file from another, whatever it is called."""
    found = path.stat()
    return found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size
