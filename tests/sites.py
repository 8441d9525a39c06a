"""Whole sites for tests: the repository's `mkdocs.yml` and `docs/` with pages of some disclosures.

Building one takes seconds, so that all tests of a session, in however many processes, share it.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests import many
from tests.kept import make_package
from tests.paths import PACKAGE, REAL, ROOT, SMALL
from yusuan.pages.filling import fill_site
from yusuan.pages.framing import made_of
from yusuan.pages.writing import write_pages
from yusuan.storage.replacing import Staging

# What a disclosure of each is good for: see `tests/paths.py`.
BOTH = (REAL, SMALL)


def no_progress(done: int, total: int, what: str) -> None:
    """Report nothing."""


def package_of(folders: Sequence[Path], output: Path) -> Path:
    """A package of these disclosures, with the metadata of the repository's."""
    sources = output.parent / f"{output.name}-sources" / "sources"
    for each in folders:
        shutil.copytree(each, sources / each.name)
    shutil.copy(PACKAGE / "package.toml", sources.parent)
    make_package(sources, output)
    return output


def write_project(package: Path, folder: Path, *, downloads: bool = False) -> Path:
    """What a builder needs, as it lies in the repository: `mkdocs.yml`, overrides and pages."""
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    pages = folder / "build" / "pages"
    write_pages(package, ROOT / "docs", pages, no_progress, downloads=downloads)
    return folder


def build_with_mkdocs(project: Path, homepage: str = "") -> Path:
    """The site that `yusuan build` makes of a project; a warning fails the build."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    _run(project, command, YUSUAN_HOMEPAGE=homepage)
    return _filled(project, homepage)


def build_with_zensical(project: Path) -> Path:
    """The site that Zensical makes of a project."""
    _run(project, [sys.executable, "-m", "zensical", "build", "--strict", "-f", "mkdocs.yml"])
    return _filled(project)


def _filled(project: Path, homepage: str = "") -> Path:
    pages, site = project / "build" / "pages", project / "site"
    made = made_of(pages, site)
    shutil.rmtree(site)
    fill_site(pages, made, Staging(site, site), homepage)
    return site


def _run(project: Path, command: Sequence[str], **variables: str) -> None:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **variables}
    done = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def once(
    factory: pytest.TempPathFactory, worker: str, name: str, make: Callable[[Path], None]
) -> Path:
    """The folder ``name``, filled by ``make`` in the first process that asks for it.

    ``worker`` is that of pytest-xdist, whose processes have neighbouring temporary folders.
    """
    base = factory.getbasetemp()
    shared = base if worker == "master" else base.parent
    folder, done = shared / name, shared / f"{name}.done"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            done.touch()
    return folder


def site_of_both(factory: pytest.TempPathFactory, worker: str) -> Path:
    """The site of the repository's disclosure and the small one, built by MkDocs."""

    def make(folder: Path) -> None:
        package = package_of(BOTH, folder / "package")
        build_with_mkdocs(write_project(package, folder / "project"))

    return once(factory, worker, "site-of-both", make) / "project" / "site"


def published_site(factory: pytest.TempPathFactory, worker: str) -> Path:
    """The site of the repository's package, as it is published."""

    def make(folder: Path) -> None:
        build_with_mkdocs(write_project(PACKAGE, folder, downloads=True))

    return once(factory, worker, "published-site", make) / "site"


def site_of_many(factory: pytest.TempPathFactory, worker: str) -> Path:
    """The site of several documents of three offices; the last is added by the command."""

    def make(folder: Path) -> None:
        sources = folder / "in" / "sources"
        for each in many.DOCUMENTS[:-1]:
            many.write(each, sources)
        shutil.copy(PACKAGE / "package.toml", sources.parent)
        many.add(many.DOCUMENTS[-1], folder / "new", sources)
        make_package(sources, folder / "package")
        build_with_mkdocs(write_project(folder / "package", folder / "project"))

    return once(factory, worker, "site-of-many", make) / "project" / "site"
