"""The list of released versions, ``releases.toml``: what was released, and its very bytes."""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from yusuan.errors import YusuanError

RELEASES_NAME = "releases.toml"
TAG_PREFIX = "v"
_TEXTS = {
    "version": re.compile(r"\d+\.\d+\.\d+"),
    "released": re.compile(r"\d{4}-\d{2}-\d{2}"),
    "archive": re.compile(r"[a-z0-9][a-z0-9._-]*\.zip"),
    "sha256": re.compile(r"[0-9a-f]{64}"),
}
_HEAD = """\
# Every released version, oldest first. `yusuan release` adds one; none is ever changed: the site
# publishes an archive only if its bytes have the size and the checksum that stand here.
"""


@dataclass(frozen=True, slots=True)
class Release:
    """``archive`` is a file name; ``bytes`` its size and ``sha256`` its checksum."""

    version: str
    released: str
    archive: str
    bytes: int
    sha256: str

    @property
    def tag(self) -> str:
        return tag_of(self.version)


def tag_of(version: str) -> str:
    """The git tag that releases a version of the data."""
    return TAG_PREFIX + version


def number_of(version: str) -> tuple[int, ...]:
    """``1.10.0`` as (1, 10, 0), to be compared."""
    return tuple(map(int, version.split(".")))


def read_releases(path: Path) -> tuple[Release, ...]:
    """The releases, oldest first; none where there is no file.

    Raises YusuanError for a file that is damaged or lists versions out of order.
    """
    if not path.is_file():
        return ()
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise YusuanError(f"不是合规的 TOML（{error}）", file=path) from None
    entries = content.get("releases", [])
    if set(content) - {"releases"} or not isinstance(entries, list):
        raise YusuanError("只应有 [[releases]]", file=path)
    found = tuple(_release(entry, path) for entry in entries)
    versions = [number_of(each.version) for each in found]
    if versions != sorted(set(versions)):
        raise YusuanError("版本没有由旧到新排列，或有重复", file=path)
    return found


def add_release(path: Path, release: Release) -> None:
    """Write ``release`` at the end of the list; the entries before it are not touched."""
    before = path.read_text(encoding="utf-8") if path.is_file() else _HEAD
    lines = [
        f"{field.name} = {json.dumps(getattr(release, field.name))}"  # TOML spells them alike
        for field in fields(release)
    ]
    partial = path.with_suffix(".partial")
    partial.write_text(before + "\n[[releases]]\n" + "\n".join(lines) + "\n", encoding="utf-8")
    partial.replace(path)


def _release(entry: object, path: Path) -> Release:
    names = [field.name for field in fields(Release)]
    if not isinstance(entry, Mapping) or sorted(entry) != sorted(names):
        raise YusuanError(f"每个 [[releases]] 应有 {'、'.join(names)}，且仅此几项", file=path)
    for name, pattern in _TEXTS.items():
        value = entry[name]
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise YusuanError(f"{name} 的写法不合规范", file=path, text=str(value))
    if type(entry["bytes"]) is not int or entry["bytes"] < 1:
        raise YusuanError("bytes 应为正整数", file=path, text=str(entry["bytes"]))
    return Release(**entry)
