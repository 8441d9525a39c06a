"""The whole package as one zip: what is cited, deposited and offered for download."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from yusuan.citation.builders import cite_dataset
from yusuan.citation.cff import cff
from yusuan.citation.gbt7714 import gbt7714
from yusuan.errors import YusuanError
from yusuan.exporting.database import write_database
from yusuan.exporting.workbook import write_workbook
from yusuan.package.carrying import DESCRIPTOR_NAME
from yusuan.package.distribution import asset_name, csv_files, fits, has_csv_on_site
from yusuan.progress import no_progress
from yusuan.sources.folders import sha256_of
from yusuan.sources.metadata import METADATA_NAME
from yusuan.sources.repository import find_repository
from yusuan.storage.files import files_in
from yusuan.storage.zipping import write_zip
from yusuan.templating import render
from yusuan.validation import Json, file_problems, read_descriptor
from yusuan.validation.declared import declared_problems
from yusuan.validation.judging import invalid
from yusuan.validation.proven import Proven
from yusuan.validation.tables import table_problems

README, CHECKSUMS = "README.md", "SHA256SUMS"
CITATION, LICENSE = "CITATION.cff", "LICENSE-DATA.md"  # the licence is a file of the repository
_SHOWN_PROBLEMS = 5


@dataclass(frozen=True, slots=True)
class Download:
    """A file made of the whole package: its name, its size in bytes and its checksum.

    ``offered``: it lies on the site, beside the data.
    """

    name: str
    format: str
    size: int
    sha256: str
    offered: bool = True


def write_archive(package: Path, output: Path) -> Path:
    """Write ``<name>-<version>.zip`` into the folder ``output``, in one step.

    The same package gives the same bytes; an archive of the same content stays as it is. Raises
    YusuanError if the package is not what ``datapackage.json`` describes, if a row breaks a rule,
    if there is an archive with other content, or if ``output`` lies inside the package.
    """
    return write_release_files(package, output, only_archive=True)[0]


def write_release_files(
    package: Path, output: Path, *, only_archive: bool = False
) -> tuple[Path, ...]:
    """Like ``write_archive``, and beside the archive the workbook and the database that it holds.

    The archive comes first. CSV that the site does not hold (``distribution``) follows at the end.
    """
    descriptor = check_package(package)
    if output.resolve().is_relative_to(package.resolve()):
        raise YusuanError(
            "归档的文件夹在数据包里面", file=output, hint="请用 --output 指定数据包之外的文件夹"
        )
    if problems := tuple(table_problems(package, descriptor, no_progress, Proven())):
        raise invalid(package, problems)
    output.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=output, prefix=".archive-") as folder:
        made = _write_all(package, descriptor, Path(folder))
        made = made[:1] if only_archive else (*made, *_csv(package, descriptor, Path(folder)))
        for path in made:
            _put(path, output / path.name)
    return tuple(output / path.name for path in made)


def write_downloads(package: Path, folder: Path) -> tuple[Download, ...]:
    """Put the archive, the workbook and the database into ``folder``, each that is not too large.

    Raises YusuanError like ``write_archive``, of rows apart.
    """
    descriptor = check_package(package)
    downloads = []
    with TemporaryDirectory(dir=folder, prefix=".downloads-") as made:
        for path in _write_all(package, descriptor, Path(made)):
            download = download_of(path)
            if download.offered:
                path.replace(folder / path.name)
            downloads.append(download)
    return tuple(downloads)


def download_of(path: Path) -> Download:
    """What is told of a file made of the whole package."""
    content = path.read_bytes()
    offered = fits(len(content))
    suffix = path.suffix.removeprefix(".")
    return Download(path.name, suffix, len(content), sha256_of(content), offered)


def archive_path(package: Path, output: Path) -> Path:
    """Where ``write_archive`` puts the archive. Raises YusuanError if there is no package."""
    return output / f"{archive_name(read_descriptor(package))}.zip"


def archive_name(descriptor: Json) -> str:
    """Name of the archive, of its only top folder and of the workbook, without a suffix."""
    return f"{descriptor['name']}-{descriptor['version']}"


def check_package(package: Path) -> Json:
    """The descriptor. Raises YusuanError, with file names, for a package dirty or stale."""
    descriptor = read_descriptor(package)
    problems = [
        f"{each.path}（{each.message}）"
        for each in (
            *declared_problems(package, descriptor),
            *file_problems(package, descriptor),
        )
    ]
    if problems:
        shown = "；".join(problems[:_SHOWN_PROBLEMS])
        more = len(problems) - _SHOWN_PROBLEMS
        raise YusuanError(
            f"数据包与 {DESCRIPTOR_NAME} 不符：{shown}" + (f"；另有 {more} 处" if more > 0 else ""),
            file=package,
            hint="请重新运行 yusuan convert",
        )
    return descriptor


def _write_all(package: Path, descriptor: Json, folder: Path) -> tuple[Path, ...]:
    """The archive, and the workbook and the database that it holds."""
    name = archive_name(descriptor)
    workbook, database = folder / f"{name}.xlsx", folder / f"{name}.sqlite"
    archive = folder / f"{name}.zip"
    write_workbook(package, workbook)
    write_database(package, database)
    members = dict(_members(package, descriptor, (workbook, database)))
    sums = "".join(f"{_sha256(members[path])}  {path}\n" for path in sorted(members))
    members[CHECKSUMS] = sums.encode()
    created = datetime.fromisoformat(descriptor["created"])
    write_zip(archive, ((f"{name}/{path}", members[path]) for path in sorted(members)), created)
    return archive, workbook, database


def _csv(package: Path, descriptor: Json, folder: Path) -> Iterator[Path]:
    """Copies of the CSV files, by the names they have at a release; none that lie on the site."""
    if has_csv_on_site(descriptor):
        return
    for entry in csv_files(descriptor):
        copied = folder / asset_name(entry["path"])
        shutil.copyfile(package / entry["path"], copied)
        yield copied


def _members(
    package: Path, descriptor: Json, made: tuple[Path, ...]
) -> Iterator[tuple[str, bytes | Path]]:
    repository = find_repository()
    yield from ((path.name, path) for path in made)
    for path in (DESCRIPTOR_NAME, METADATA_NAME):
        yield path, package / path
    for folder in ("data", "schemas", "sources"):
        for path in files_in(package, folder):
            yield path, package / path
    yield LICENSE, repository / LICENSE
    cited = cite_dataset(descriptor)
    yield CITATION, cff(cited).encode()
    resources = descriptor["resources"]
    values = {
        "package": descriptor,
        "resources": resources,
        "name": archive_name(descriptor),
        "citation": gbt7714(cited),
    }
    yield README, render("archive_readme.md.j2", values).encode()


def _sha256(content: bytes | Path) -> str:
    return sha256_of(content if isinstance(content, bytes) else content.read_bytes())


def _put(made: Path, target: Path) -> None:
    """Give the finished file its name, unless another file has it."""
    if not target.exists():
        made.replace(target)
    elif not target.is_file() or target.read_bytes() != made.read_bytes():
        raise YusuanError(
            "已有同名而内容不同的归档，不敢覆盖",
            file=target,
            hint="内容变了就请在 package.toml 提高版本号，或用 --output 换一个文件夹",
        )
