"""Whether the committed package may be released, and the archive of the release.

A version is prepared on a desk (``prepare``), which writes its checksum into ``releases.toml``;
that is committed and tagged. The workflow on the tag runs ``verify``: it builds the archive anew
and fails unless its bytes are those that were prepared.
"""

import subprocess
import tempfile
from pathlib import Path

from yusuan.citation.cff import CITATION_NAME, cff
from yusuan.citation.reading import read_cited
from yusuan.differences import Difference, compare, is_enough
from yusuan.differences.writing import as_changelog, too_small
from yusuan.errors import YusuanError
from yusuan.exporting.archive import download_of, write_release_files
from yusuan.package.writing import convert_folder
from yusuan.progress import no_progress
from yusuan.releasing.catalogue import DESCRIPTOR_NAME
from yusuan.releasing.edition import content_of, summary
from yusuan.releasing.releases import (
    RELEASES_NAME,
    AttachedFile,
    Release,
    add_release,
    number_of,
    read_releases,
    tag_of,
)
from yusuan.sources.metadata import METADATA_NAME, read_metadata
from yusuan.templating import render

PACKAGE_FOLDER = "datapackage"
CHECKSUMS_NAME, NOTES_NAME = "SHA256SUMS", "notes.md"


def prepare(repository: Path, output: Path) -> Release:
    """Check the package, write its archive into ``output``, add it to the list of releases.

    A version that is in the list already is only checked again. Raises YusuanError if anything
    is not committed, if the package is not what its sources give, or if its version rises by
    too little; nothing is then added.
    """
    package = repository / PACKAGE_FOLDER
    _check_committed(repository)
    _check_converted(package)
    listed = read_releases(package / RELEASES_NAME)
    version = read_metadata(package / METADATA_NAME).version
    difference = _check_version(repository, listed, version)
    _check_citation(repository)
    release = _archived(package, output, difference)
    known = next((each for each in listed if each.version == version), None)
    if known is None:
        add_release(package / RELEASES_NAME, release)
    else:
        _check_same(known, release, package)
    return release


def verify(repository: Path, tag: str, output: Path) -> Release:
    """What the workflow runs on a tag: all of the above, and the very bytes that were prepared.

    Writes the archive, the workbook and the database, their checksums (``SHA256SUMS``) and the
    notes of the release (``notes.md``) into ``output``. Raises YusuanError if ``tag`` is not
    that of the package's version, or if that version was not prepared.
    """
    package = repository / PACKAGE_FOLDER
    version = read_metadata(package / METADATA_NAME).version
    if tag != tag_of(version):
        raise YusuanError(
            f"标签 {tag} 与数据的版本 {version} 不符",
            file=package / METADATA_NAME,
            hint=f"标签应为 {tag_of(version)}",
        )
    listed = read_releases(package / RELEASES_NAME)
    known = next((each for each in listed if each.version == version), None)
    if known is None:
        raise YusuanError(
            f"没有列出 {version} 版",
            file=package / RELEASES_NAME,
            hint="请先在本地运行 yusuan release，提交后再打标签",
        )
    _check_committed(repository)
    _check_converted(package)
    difference = _check_version(repository, listed, version)
    _check_citation(repository)
    release = _archived(package, output, difference)
    _check_same(known, release, package)
    files = [(release.sha256, release.archive)]
    files += [(each.sha256, each.name) for each in release.attached_files]
    sums = "".join(f"{sha256}  {name}\n" for sha256, name in files)
    (output / CHECKSUMS_NAME).write_bytes(sums.encode())
    (output / NOTES_NAME).write_bytes(_notes(package, release, difference).encode())
    return release


def _check_committed(repository: Path) -> None:
    status = _git(repository, "status", "--porcelain", "--untracked-files=all")
    if status:
        raise YusuanError(
            "有尚未提交的改动",
            file=repository,
            text=status.splitlines()[0].strip(),
            hint="发布的只能是已提交的内容，请先提交或撤回",
        )


def _check_converted(package: Path) -> None:
    """Converting the sources again must give the very package that is committed."""
    with tempfile.TemporaryDirectory(prefix="yusuan-release-") as folder:
        again = Path(folder) / PACKAGE_FOLDER
        convert_folder(package / "sources", again, no_progress, strict=True)
        new, old = (each / DESCRIPTOR_NAME for each in (again, package))
        if not old.is_file() or new.read_bytes() != old.read_bytes():
            raise YusuanError(
                "与原文转换的结果不同，数据包已过时", file=old, hint="请运行 yusuan build 并提交"
            )


def _check_version(
    repository: Path, listed: tuple[Release, ...], version: str
) -> Difference | None:
    """The difference to the version before, if there is one."""
    before = [each for each in listed if each.version != version]
    if not before:
        return None
    previous = before[-1]
    if number_of(version) < number_of(previous.version):
        raise YusuanError(f"{version} 版早于已发布的 {previous.version} 版", file=METADATA_NAME)
    difference = compare(previous.tag, repository / PACKAGE_FOLDER, repository)
    if not is_enough(difference):
        raise YusuanError(too_small(difference), file=METADATA_NAME)
    return difference


def _check_citation(repository: Path) -> None:
    """The repository's own citation names the version that is released."""
    path = repository / CITATION_NAME
    expected = f"{cff(read_cited(repository / PACKAGE_FOLDER))}\n"
    if path.is_file() and path.read_text(encoding="utf-8") != expected:
        raise YusuanError(
            "不是由现在的数据包生成的，已过时",
            file=path,
            hint=f"请运行 yusuan cite --format cff > {CITATION_NAME} 并提交",
        )


def _archived(package: Path, output: Path, difference: Difference | None) -> Release:
    archive, *others = map(download_of, write_release_files(package, output))
    metadata = read_metadata(package / METADATA_NAME)
    attached = (AttachedFile(each.name, each.size, each.sha256).line for each in others)
    return Release(
        version=metadata.version,
        released=metadata.created[:10],
        archive=archive.name,
        bytes=archive.size,
        sha256=archive.sha256,
        content=content_of(package),
        changes=tuple(summary(difference)) if difference else (),
        attached=tuple(attached),
    )


def _check_same(known: Release, release: Release, package: Path) -> None:
    if known != release:
        raise YusuanError(
            f"{release.version} 版已经列出，而现在做成的档案与它不同",
            file=package / RELEASES_NAME,
            text=release.sha256,
            hint=f"已发布的版本不得改动，请在 {METADATA_NAME} 里换一个版本号",
        )


def _notes(package: Path, release: Release, difference: Difference | None) -> str:
    values = {
        "release": release,
        "package": read_metadata(package / METADATA_NAME),
        "changes": as_changelog(difference) if difference else "",
    }
    return render("release_notes.md.j2", values)


def _git(repository: Path, *arguments: str) -> str:
    command = ["git", "-c", f"safe.directory={repository.resolve().as_posix()}", *arguments]
    try:
        done = subprocess.run(
            command, cwd=repository, capture_output=True, check=False, encoding="utf-8"
        )
    except FileNotFoundError:
        raise YusuanError("没有安装 git，不能发布", file=repository) from None
    if done.returncode != 0:
        raise YusuanError("不是 git 仓库，不能发布", file=repository, text=done.stderr.strip())
    return done.stdout
