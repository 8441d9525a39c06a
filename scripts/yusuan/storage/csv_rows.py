"""The rows of a CSV file in turn, some at a time: as they are written, told apart by checksums."""

import hashlib
import os
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import IO, Protocol

from yusuan.storage.pieces import Piece, checksum_of, known


class CsvRows(Protocol):
    """``passed``: the text of the rows that were gone past last."""

    @property
    def passed(self) -> bytes: ...

    def pass_(self, count: int) -> str:
        """Go past the next ``count`` rows, or all that is left; what tells their text from others."""

    def at_end(self) -> bool:
        """Whether no row is left; asked for when all were gone past."""


def rows_of(path: Path, file: IO[bytes]) -> CsvRows:
    """The rows of the file at ``path``, opened as ``file`` and read as far as its head."""
    written = known(path)
    return ReadRows(file) if written is None else KnownRows(file, written.pieces)


class ReadRows:
    """Told apart by the SHA-256 of their text; a quote is never in a cell without quotes."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.passed = b""

    def pass_(self, count: int) -> str:
        lines, quoted = list[bytes](), False
        while count and (more := list(islice(self._file, count))):
            lines += more
            for line in more:
                quoted ^= line.count(b'"') % 2 == 1
                count -= not quoted
        self.passed = b"".join(lines)
        return hashlib.sha256(self.passed).hexdigest()

    def at_end(self) -> bool:
        return not self._file.read(1)


class KnownRows:
    """Told apart by the pieces that they are known to be made of, so that none is read in vain."""

    def __init__(self, file: IO[bytes], pieces: Sequence[Piece]) -> None:
        self._file, self._left = file, iter(pieces)
        self._start = self._end = file.tell()

    @property
    def passed(self) -> bytes:
        self._file.seek(self._start)
        return self._file.read(self._end - self._start)

    def pass_(self, count: int) -> str:
        """Raises ValueError for a part of a piece."""
        pieces = list[Piece]()
        while count > 0 and (piece := next(self._left, None)):
            pieces.append(piece)
            count -= piece.row_count
        if count < 0:
            raise ValueError(count)
        self._start, self._end = self._end, self._end + sum(piece.size for piece in pieces)
        return checksum_of(pieces)

    def at_end(self) -> bool:
        return self._end == self._file.seek(0, os.SEEK_END)
