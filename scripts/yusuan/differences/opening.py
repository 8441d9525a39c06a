"""A folder, a zip archive or a git revision, opened as one kind of thing: a readable tree.

Nothing is ever unpacked to disk, so a member's name cannot lead out of an archive; one that
tries to is refused all the same.
"""

import re
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath

from yusuan.errors import YusuanError

DESCRIPTOR_NAME = "datapackage.json"
PACKAGE_FOLDER = "datapackage"
_DRIVE = re.compile(r"[A-Za-z]:")
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Tree:
    """``root`` holds datapackage.json; ``location`` is what messages call it."""

    location: str
    root: Traversable


@contextmanager
def opened(location: str | Path, repository: Path) -> Iterator[Tree]:
    """The package at ``location``: an existing folder or zip, else a revision of ``repository``.

    Raises YusuanError if it is none of these or the archive cannot be read.
    """
    path = Path(location)
    try:
        is_folder, is_file = bool(str(location)) and path.is_dir(), path.is_file()
    except (OSError, ValueError):  # too long for a path, or a null character in it
        is_folder = is_file = False
    if is_folder:
        yield Tree(str(location), path)
    elif is_file:
        with _zipped(path, str(location)) as tree:
            yield tree
    else:
        with tempfile.TemporaryDirectory() as folder:
            archive = Path(folder) / "revision.zip"
            commit = _archive_revision(str(location), repository, archive)
            with _zipped(archive, f"{location}（{commit[:10]}）") as tree:
                yield tree


def is_inside(path: str) -> bool:
    """Whether ``path`` is relative, with forward slashes, and stays in its folder."""
    parts = path.split("/")
    return not (
        not path
        or path.startswith("/")
        or "\\" in path
        or "\0" in path
        or ".." in parts
        or _DRIVE.match(path)
    )


@contextmanager
def _zipped(path: Path, location: str) -> Iterator[Tree]:
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise YusuanError(f"不是完好的 zip 文件（{error}）", file=location) from None
    with archive:
        seen: set[str] = set()
        for member in archive.infolist():
            if not is_inside(member.filename):
                raise YusuanError("压缩包内有指向包外的文件名", file=location, text=member.filename)
            if member.flag_bits & _ENCRYPTED:
                raise YusuanError("压缩包有密码，不能读取", file=location, text=member.filename)
            if member.filename in seen:
                raise YusuanError("压缩包内有两个同名文件", file=location, text=member.filename)
            seen.add(member.filename)
        yield Tree(location, _package_root(archive, seen, location))


def _package_root(archive: zipfile.ZipFile, names: set[str], location: str) -> zipfile.Path:
    """The top level, or the one folder at the top level, with datapackage.json in it."""
    if DESCRIPTOR_NAME in names:
        return zipfile.Path(archive)
    found = [name for name in sorted(names) if PurePosixPath(name).name == DESCRIPTOR_NAME]
    found = [name for name in found if len(PurePosixPath(name).parts) == 2]
    if len(found) != 1:
        many = "有不止一个" if found else "没有"
        raise YusuanError(
            f"压缩包的最上层或其中唯一的文件夹里{many} {DESCRIPTOR_NAME}", file=location
        )
    return zipfile.Path(archive, found[0].removesuffix(DESCRIPTOR_NAME))


def _archive_revision(revision: str, repository: Path, archive: Path) -> str:
    """Write the package of ``revision`` into ``archive``; the value is the commit's full id."""
    inside = _git(repository, "rev-parse", "--git-dir")
    if inside.returncode != 0:
        raise YusuanError(
            "不是文件夹，也不是 zip 文件；这里又不是 git 仓库，不能按版本读取",
            file=revision,
            text=_last_line(inside.stderr),
        )
    commit = _git(
        repository, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"
    )
    if "\0" in revision or commit.returncode != 0:
        raise YusuanError(
            "不是文件夹，也不是 zip 文件或 git 版本",
            file=revision,
            hint="请检查写法；浅克隆的仓库请先 git fetch --tags --unshallow",
        )
    found = commit.stdout.strip()
    made = _git(
        repository, "archive", "--format=zip", "-0", "-o", str(archive), found, PACKAGE_FOLDER
    )
    if made.returncode != 0:
        raise YusuanError(
            f"git 版本中读不出 {PACKAGE_FOLDER}/",
            file=f"{revision}（{found[:10]}）",
            text=_last_line(made.stderr),
        )
    return found


def _git(repository: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    arguments = tuple(argument.replace("\0", "") for argument in arguments)
    try:
        return subprocess.run(
            ["git", *arguments],
            cwd=repository,
            capture_output=True,
            check=False,
            encoding="utf-8",
            errors="replace",
        )
    except FileNotFoundError:
        raise YusuanError("没有安装 git，不能按版本读取", file=repository) from None


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or [""])[-1]
