"""Released archives -> ``releases/`` of the site, byte for byte; nothing is built anew.

``releases/<version>/`` holds the archive as it was released and, while there is room, its files;
of the newest, workbook and database in any case. A version whose CSV files are attached to its
release is not unpacked: they are what the site has no room for (``distribution``).
``releases/latest/`` is an alias: the files of the newest version once more.
"""

import hashlib
import shutil
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path, PurePosixPath

from yusuan.citation.builders import cite_dataset
from yusuan.citation.catalogue import citations
from yusuan.differences import compare
from yusuan.differences.writing import as_text
from yusuan.errors import YusuanError
from yusuan.package.distribution import MAXIMUM_SITE_BYTES, asset_on_site, is_csv
from yusuan.releasing.catalogue import VersionFiles, files_of_archive, write_index
from yusuan.releasing.figures import write_figures
from yusuan.releasing.pages import Neighbour, version_page
from yusuan.releasing.releases import Release
from yusuan.storage.replacing import replace_folder

FOLDER = "releases"
LATEST = "latest"
_CHECKSUMS = "SHA256SUMS"
_CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Published:
    """A released version on the site; ``unpacked`` where its files stand beside the archive."""

    release: Release
    unpacked: bool


def publish(
    releases: tuple[Release, ...],
    assets: Path,
    site: Path,
    limit_bytes: int = MAXIMUM_SITE_BYTES,
) -> tuple[Published, ...]:
    """Put every release into the built ``site``, newest first, from the archives in ``assets``.

    Raises YusuanError, and leaves the site as it was, if an archive is missing, has other bytes
    than the list of releases says, or holds anything but the files its own checksums name.
    """
    if not (site / "index.html").is_file():
        raise YusuanError("不是建好的网站", file=site, hint="请先运行 yusuan build")
    for release in releases:
        check_archive(release, assets / release.archive)
    newest_first = releases[::-1]
    room = limit_bytes - _size_of(site) - sum(each.bytes for each in releases)
    published: list[Published] = []
    versions: list[VersionFiles] = []

    def write(folder: Path) -> None:
        nonlocal room
        for release in newest_first:
            place = folder / release.version
            place.mkdir(parents=True)
            archive = assets / release.archive
            shutil.copyfile(archive, place / release.archive)
            # The newest is there twice: under its version and as the latest.
            needed = _unpacked_bytes(archive) * (2 if release is newest_first[0] else 1)
            unpacked = (
                needed <= room
                and all(each.unpacked for each in published)
                and not any(is_csv(each.name) for each in release.attached_files)
            )
            if unpacked:
                room -= needed
                unpack(archive, place)
            elif release is newest_first[0]:  # pages link to these
                attached = release.attached_files
                named = {each.name for each in attached if asset_on_site(each.name, each.bytes)}
                unpack(archive, place, named)
            published.append(Published(release, unpacked))
            versions.append(files_of_archive(release, archive, unpacked))
            write_figures(archive, versions[-1], place, newest_first[0].version)
        _write_version_pages(folder, versions, assets)
        if published and published[0].unpacked:
            shutil.copytree(folder / newest_first[0].version, folder / LATEST)

    replace_folder(site / FOLDER, write, _everything(site / FOLDER, releases))
    write_index(site, versions)
    return tuple(published)


def _write_version_pages(folder: Path, versions: Sequence[VersionFiles], assets: Path) -> None:
    """The page of each version, newest first, with what each changed against the one before."""
    archives = [assets / each.release.archive for each in versions]
    texts = [as_text(compare(old, new), False) for new, old in pairwise(archives)]
    for at, files in enumerate(versions):
        place = folder / files.release.version
        pages = sorted(path.relative_to(place).as_posix() for path in place.glob("figures/*.html"))
        page = version_page(
            replace(files, figure_pages=tuple(pages)),
            citations(cite_dataset(files.descriptor)),
            before=_neighbour(versions[at + 1], texts[at]) if at < len(texts) else None,
            after=_neighbour(versions[at - 1], texts[at - 1]) if at > 0 else None,
            newest=versions[0].release.version,
        )
        (place / "index.html").write_bytes(page.encode())


def _neighbour(files: VersionFiles, text: str) -> Neighbour:
    return Neighbour(files.release.version, text)


def check_archive(release: Release, archive: Path) -> None:
    """Raises YusuanError unless ``archive`` has the size and the checksum of ``release``."""
    if not archive.is_file():
        raise YusuanError(
            f"缺少已发布的 {release.version} 版",
            file=archive,
            hint=f"请取回 {release.tag} 版附带的 zip，放在这里，或用 --assets 指定它所在的文件夹",
        )
    total = hashlib.sha256()
    with archive.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            total.update(chunk)
    if archive.stat().st_size != release.bytes or total.hexdigest() != release.sha256:
        raise YusuanError(
            f"与发布时的 {release.version} 版不同：校验值不符",
            file=archive,
            text=total.hexdigest(),
            hint="已发布的文件不得改动，请取回原件",
        )


def unpack(archive: Path, place: Path, only: Collection[str] | None = None) -> None:
    """The files of ``archive`` into ``place``, without its one top folder, each checked.

    ``only``: those of these paths alone.
    """
    with zipfile.ZipFile(archive) as opened:
        sums = _checksums(opened, archive)
        for member, path in _members(opened, archive):
            if only is not None and path.as_posix() not in only:
                continue
            content = opened.read(member)
            if path.name != _CHECKSUMS and hashlib.sha256(content).hexdigest() != sums.get(path):
                raise YusuanError("与档案自己的校验值不符", file=archive, text=member.filename)
            target = place.joinpath(*path.parts)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def _checksums(opened: zipfile.ZipFile, archive: Path) -> Mapping[PurePosixPath, str]:
    for member, path in _members(opened, archive):
        if path == PurePosixPath(_CHECKSUMS):
            lines = opened.read(member).decode().splitlines()
            pairs = (line.split(maxsplit=1) for line in lines)
            return {PurePosixPath(name.lstrip("*")): value for value, name in pairs}
    raise YusuanError(f"缺少 {_CHECKSUMS}", file=archive)


def _members(
    opened: zipfile.ZipFile, archive: Path
) -> Iterator[tuple[zipfile.ZipInfo, PurePosixPath]]:
    """Each file with its path below the top folder; a path that leads outside is refused."""
    for member in opened.infolist():
        if member.is_dir():
            continue
        path = PurePosixPath(member.filename)
        if path.is_absolute() or ".." in path.parts or "\\" in member.filename:
            raise YusuanError("档案里有指向外面的路径", file=archive, text=member.filename)
        if len(path.parts) < 2:
            raise YusuanError("档案里有文件不在顶层文件夹中", file=archive, text=member.filename)
        yield member, PurePosixPath(*path.parts[1:])


def _unpacked_bytes(archive: Path) -> int:
    with zipfile.ZipFile(archive) as opened:
        return sum(member.file_size for member in opened.infolist())


def _size_of(site: Path) -> int:
    return sum(
        path.stat().st_size
        for path in site.rglob("*")
        if path.is_file() and FOLDER not in path.relative_to(site).parts[:1]
    )


def _everything(folder: Path, releases: tuple[Release, ...]) -> list[str]:
    old = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
    return [*old, LATEST, *(release.version for release in releases)]
