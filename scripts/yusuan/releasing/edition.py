"""Whether a package is the released one of its number, and, if not, what to call it.

One version number has one content: the checksum of all files of a package is kept in
``releases.toml``, and a package of other content is «unreleased» wherever it is shown or cited.
"""

import hashlib
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from yusuan.citation.model import with_state
from yusuan.differences import Difference, compare
from yusuan.differences.rises import reasons
from yusuan.differences.wording import REASON_TITLES
from yusuan.errors import visible
from yusuan.releasing.releases import Release
from yusuan.sources.metadata import METADATA_NAME
from yusuan.storage.files import files_in, irregular, is_regular
from yusuan.validation.descriptor import NAME as DESCRIPTOR_NAME

_FOLDERS = ("data", "schemas", "sources")
_MOST_NAMED = 5
_SHORT = 10


@dataclass(frozen=True, slots=True)
class Edition:
    """A package as it is: of a ``version``, and whether that is what was released as it.

    ``commit`` is that of the repository (shortened, ``.dirty`` where the package has changes that
    are not committed), None outside of one. ``number_taken``: the version was released, but with
    other content.
    """

    version: str
    released: bool
    number_taken: bool = False
    commit: str | None = None

    @property
    def label(self) -> str:
        """The version, or what the package is called where its number belongs to another."""
        return with_state(self.version, self.unreleased) if self.number_taken else self.version

    @property
    def unreleased(self) -> str | None:
        """What follows the version in a citation: empty where no commit is known; None: nothing."""
        return None if self.released else self.commit or ""


def content_of(package: Path) -> str:
    """SHA-256 over the names and checksums of all files of the package.

    Raises YusuanError for one that is no regular file: a pipe would be waited for.
    """
    paths = [DESCRIPTOR_NAME, METADATA_NAME]
    paths += [path for folder in _FOLDERS for path in files_in(package, folder)]
    total = hashlib.sha256()
    for path in paths:
        if os.path.lexists(package / path) and not is_regular(package / path):
            raise irregular(package / path)
        digest = hashlib.sha256((package / path).read_bytes()).hexdigest()
        total.update(f"{digest}  {path}\n".encode())
    return total.hexdigest()


def edition_of(package: Path, version: str, releases: tuple[Release, ...]) -> Edition:
    """What the package in the folder, which says to be ``version``, is."""
    release = next((each for each in releases if each.version == version), None)
    if release is not None and release.content == content_of(package):
        return Edition(version, released=True)
    return Edition(version, False, release is not None, _commit(package))


def _commit(package: Path) -> str | None:
    head = _git(package, "rev-parse", f"--short={_SHORT}", "HEAD")
    if not head:
        return None
    changed = _git(package, "status", "--porcelain", "--untracked-files=all", "--", ".")
    return f"{head}.dirty" if changed else head


def _git(folder: Path, *arguments: str) -> str:
    try:
        command = ["git", "-c", "safe.directory=*", *arguments]
        done = subprocess.run(
            command, cwd=folder, capture_output=True, check=False, encoding="utf-8"
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def pending_changes(
    package: Path, edition: Edition, releases: tuple[Release, ...]
) -> tuple[str, ...]:
    """What changed since the newest release; nothing where its tag is out of reach."""
    repository = package.resolve().parent
    if edition.released or not releases:
        return ()
    if not _git(repository, "rev-parse", "--verify", "--quiet", f"{releases[-1].tag}^{{commit}}"):
        return ()
    return tuple(summary(compare(releases[-1].tag, package, repository)))


def summary(difference: Difference) -> Iterator[str]:
    """What changed, a line for each kind of change; few words, for a list of versions."""
    found = sorted(reasons(difference), key=lambda reason: (-reason.rise, reason.kind))
    for kind, members in groupby(found, key=lambda reason: reason.kind):
        names = list(dict.fromkeys(visible(member.where) for member in members))
        more = f" 等 {len(names)} 处" if len(names) > _MOST_NAMED else ""
        yield f"{REASON_TITLES[kind]}：{'、'.join(names[:_MOST_NAMED])}{more}"
