"""Zip files whose bytes depend on nothing but what goes into them.

Members are stored, not deflated: another version of a compressor would write other bytes.
"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_UNIX = 3
_FILE_RW_R_R = 0o100644 << 16


def write_zip(path: Path, members: Iterable[tuple[str, bytes | Path]], created: datetime) -> None:
    """Write ``members`` (name, content or a file that holds it) to ``path`` in the order given.

    Every member bears the time ``created``. Raises OSError.
    """
    with ZipFile(path, "w", ZIP_STORED) as file:
        for name, content in members:
            member = ZipInfo(name, created.timetuple()[:6])
            member.create_system = _UNIX
            member.external_attr = _FILE_RW_R_R
            file.writestr(member, content if isinstance(content, bytes) else content.read_bytes())


def normalise_zip(source: Path, target: Path, created: datetime) -> None:
    """Write the members of ``source``, in their order, to ``target`` as ``write_zip`` does."""
    with ZipFile(source) as file:
        names = file.namelist()
        write_zip(target, ((name, file.read(name)) for name in names), created)
