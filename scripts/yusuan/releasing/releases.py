"""The list of released versions, ``releases.toml``: what was released, and its very bytes."""

import json
import os
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated

from pydantic import Field, StrictInt

from yusuan.errors import YusuanError
from yusuan.storage.toml_files import CHECKED, DayAsText, Sha256, Text, Version, read_toml, written

RELEASES_NAME = "releases.toml"
TAG_PREFIX = "v"
_Archive = Annotated[Text, written(r"[a-z0-9][a-z0-9._-]*\.zip", "应为 zip 文件的名称")]
_Attached = Annotated[
    Text, written(r"[0-9a-f]{64} [0-9]{1,15} [a-z0-9][a-z0-9._-]*", "应为校验值、字节数和文件名")
]
_HEAD = """\
# Every released version, oldest first. `yusuan release` adds one; none is ever changed: the site
# publishes an archive only if its bytes have the size and the checksum that stand here.
"""


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file of a release beside its archive."""

    name: str
    bytes: int
    sha256: str

    @property
    def line(self) -> str:
        """As ``releases.toml`` says it."""
        return f"{self.sha256} {self.bytes} {self.name}"


@dataclass(frozen=True, slots=True)
class Release:
    """``archive`` is a file name; ``bytes`` its size and ``sha256`` its checksum.

    ``content`` is the checksum of the package (``edition.content_of``), ``changes`` says in short
    lines what changed against the version before; there is nothing to say of the first.
    ``attached`` are the workbook and the database, which lie in the archive and beside it, and the
    CSV files that the site does not hold (``distribution``).
    """

    version: Version
    released: DayAsText
    archive: _Archive
    bytes: Annotated[StrictInt, Field(ge=1, le=1 << 50)]
    sha256: Sha256
    content: Sha256
    changes: tuple[Text, ...] = ()
    attached: tuple[_Attached, ...] = ()

    __pydantic_config__ = CHECKED

    @property
    def tag(self) -> str:
        return tag_of(self.version)

    @property
    def attached_files(self) -> tuple["AttachedFile", ...]:
        parts = (line.split(" ") for line in self.attached)
        return tuple(AttachedFile(name, int(size), sha256) for sha256, size, name in parts)


def tag_of(version: str) -> str:
    """The git tag that releases a version of the data."""
    return TAG_PREFIX + version


def number_of(version: str) -> tuple[int, ...]:
    """``1.10.0`` as (1, 10, 0), to be compared."""
    return tuple(map(int, version.split(".")))


@dataclass(frozen=True, slots=True)
class _File:
    releases: tuple[Release, ...] = ()

    __pydantic_config__ = CHECKED


def read_releases(path: Path) -> tuple[Release, ...]:
    """The releases, oldest first; none where there is no file.

    Raises YusuanError for a file that is damaged or lists versions out of order.
    """
    if not os.path.lexists(path):
        return ()
    found = read_toml(path, _File).releases
    versions = [number_of(each.version) for each in found]
    if versions != sorted(set(versions)):
        raise YusuanError("版本没有由旧到新排列，或有重复", file=path)
    return found


def add_release(path: Path, release: Release) -> None:
    """Write ``release`` at the end of the list; the entries before it are not touched."""
    before = path.read_text(encoding="utf-8") if path.is_file() else _HEAD
    lines = [
        # TOML spells them alike
        f"{field.name} = {json.dumps(getattr(release, field.name), ensure_ascii=False)}"
        for field in fields(release)
    ]
    partial = path.with_suffix(".partial")
    partial.write_text(before + "\n[[releases]]\n" + "\n".join(lines) + "\n", encoding="utf-8")
    partial.replace(path)
