"""``index.json`` of the site: every file of every version with size, rows and checksum.

It is the interface for programs: ``current`` is the edition the pages show, ``versions`` are the
released ones, newest first. Paths are relative to ``index.json``.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from yusuan.declared.descriptor import as_json, data_files
from yusuan.described.addresses import resource_name
from yusuan.errors import YusuanError
from yusuan.package.distribution import asset_address, asset_on_site
from yusuan.releasing.releases import AttachedFile, Release

INDEX_NAME = "index.json"
DESCRIPTOR_NAME = "datapackage.json"
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ListedFile:
    """``path`` is relative to the folder of its version; ``rows`` where it holds a table.

    ``on_site`` is told where it is not so; ``download_url`` is then where the file is to be had,
    if it is to be had anywhere yet.
    """

    path: str
    bytes: int
    sha256: str
    rows: int | None = None
    resource: str | None = None
    on_site: bool | None = None
    download_url: str | None = None


@dataclass(frozen=True, slots=True)
class VersionFiles:
    """A released version; ``files`` are those of its archive, on the site where ``unpacked``.

    ``descriptor`` is its ``datapackage.json``, ``figure_pages`` are the pages of its figures.
    """

    release: Release
    title: str
    unpacked: bool
    files: tuple[ListedFile, ...]
    descriptor: Json
    figure_pages: tuple[str, ...] = ()


def current_index(
    descriptor: Json, folder: Path, away: Iterable[ListedFile], *, released: bool
) -> Json:
    """``index.json`` for the edition in ``folder``, as long as no version is published.

    ``away`` are the files of the package that do not lie there.
    """
    known = ("name", "id", "title", "homepage", "doi")
    tables = _tables(descriptor)
    there = (_listed(path, folder, tables) for path in _files(folder))
    files = sorted((*there, *away), key=lambda file: PurePosixPath(file.path))
    return {
        **{name: descriptor[name] for name in known if name in descriptor},
        "current": {
            "version": descriptor["version"],
            "released": released,
            "created": descriptor["created"],
            "path": f"{folder.name}/",
            "files": [_entry(file) for file in files],
        },
        "versions": [],
    }


def files_of_archive(release: Release, archive: Path, unpacked: bool) -> VersionFiles:
    """What a released archive holds. Raises YusuanError if it has no ``datapackage.json``."""
    with zipfile.ZipFile(archive) as opened:
        members = {
            str(PurePosixPath(*PurePosixPath(member.filename).parts[1:])): member
            for member in opened.infolist()
            if not member.is_dir()
        }
        if DESCRIPTOR_NAME not in members:
            raise YusuanError(f"缺少 {DESCRIPTOR_NAME}", file=archive)
        descriptor = json.loads(opened.read(members[DESCRIPTOR_NAME]))
        tables = _tables(descriptor)
        files = tuple(
            ListedFile(
                path,
                member.file_size,
                hashlib.sha256(opened.read(member)).hexdigest(),
                *tables.get(path, (None, None)),
            )
            for path, member in sorted(members.items())
        )
    return VersionFiles(release, descriptor["title"], unpacked, files, descriptor)


def write_index(site: Path, versions: Sequence[VersionFiles]) -> None:
    """Put the released versions into ``index.json`` of a built site."""
    path = site / INDEX_NAME
    try:
        index = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise YusuanError("缺少或不合规", file=path, hint="请重新运行 yusuan build") from None
    index["versions"] = [_version(each) for each in versions]
    partial = path.with_suffix(".partial")
    partial.write_bytes(as_json(index).encode())
    partial.replace(path)


def _version(files: VersionFiles) -> Json:
    release = files.release
    return {
        "version": release.version,
        "released": release.released,
        "path": f"releases/{release.version}/",
        "archive": {
            "path": release.archive,
            "bytes": release.bytes,
            "sha256": release.sha256,
        },
        "attached": [_entry(_attached(each, files)) for each in release.attached_files],
        "unpacked": files.unpacked,
        "files": [_entry(file) for file in files.files],
    }


def _attached(file: AttachedFile, files: VersionFiles) -> ListedFile:
    listed = ListedFile(file.name, file.bytes, file.sha256)
    if asset_on_site(file.name, file.bytes):
        return listed
    address = asset_address(files.descriptor, files.release.version, file.name)
    return replace(listed, on_site=False, download_url=address)


def _entry(file: ListedFile) -> Json:
    return {name: value for name, value in asdict(file).items() if value is not None}


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _listed(path: Path, folder: Path, tables: Mapping[str, tuple[int, str]]) -> ListedFile:
    relative = path.relative_to(folder).as_posix()
    with path.open("rb") as file:
        checksum = hashlib.file_digest(file, "sha256").hexdigest()
        size = file.tell()
    return ListedFile(relative, size, checksum, *tables.get(relative, (None, None)))


def _tables(descriptor: Json) -> Mapping[str, tuple[int, str]]:
    """Path of a data file -> its rows and the resource it holds."""
    return {
        entry["path"]: (entry["rows"], resource_name(entry)) for entry in data_files(descriptor)
    }
