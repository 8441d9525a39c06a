"""What is kept of a disclosure once it is converted: the text of its rows, and what is told of it.

Small enough to hand from one process to another, and to forget once it is written. Who takes it from
what was kept before loads nothing of what converts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from yusuan.declared.csv_text import CsvText
from yusuan.declared.descriptor import SourceFile
from yusuan.errors import YusuanError
from yusuan.model import LineKind
from yusuan.registers.classifications import PrintedCode
from yusuan.registers.organisations import NamedOrganisation


@dataclass(frozen=True, slots=True)
class Summary:
    """What is told of a source folder."""

    folder: str
    disclosure_ids: tuple[str, ...]
    document_ids: tuple[str, ...]
    title: str
    row_count: int
    unplaced: int
    kinds: Mapping[LineKind, int]
    codes: Mapping[str, tuple[PrintedCode, ...]]
    organisations: tuple[NamedOrganisation, ...]
    divisions: Mapping[str, str | None]
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Encoded:
    """Rows as CSV text by resource, those of each disclosure by themselves, and the summary."""

    summary: Summary
    tables: Mapping[str, tuple[CsvText, ...]]


class Converted(NamedTuple):
    """A source folder, what its documents yield, and why some could not be read.

    ``encoded`` is None where its description is wrong or nothing can be laid out; ``checksum`` is
    that of all that was read of the folder (``sources.folders.checksum_of``).
    """

    folder: Path
    encoded: Encoded | None
    sources: tuple[SourceFile, ...]
    failures: tuple[YusuanError, ...]
    checksum: str | None = None

    def moved(self, folder: Path) -> "Converted":
        """The same of the same folder, called as it is here."""
        if self.encoded is None or folder == self.folder:
            return self._replace(folder=folder)
        summary = self.encoded.summary
        files = tuple(folder / path.name for path in summary.files)
        encoded = replace(self.encoded, summary=replace(summary, files=files))
        return self._replace(folder=folder, encoded=encoded)
