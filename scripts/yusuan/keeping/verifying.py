"""``validate --originals DIR``: the originals read again, and whether they give the evidence kept."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Literal, NamedTuple

from yusuan.errors import YusuanError
from yusuan.isolation import read_many
from yusuan.keeping.proving import evidence_of
from yusuan.sources.folders import (
    MAXIMUM_DOCUMENT_BYTES,
    Source,
    SourceDocument,
    find_folders,
    path_in_package,
    read_source,
    sha256_of,
)
from yusuan.storage.files import read_regular
from yusuan.views.documents import Original

Verdict = Literal["same", "different", "absent"]


class Kept(NamedTuple):
    """Evidence of tables in a package; the document itself is not there."""

    source: Source
    document: SourceDocument

    @property
    def path(self) -> str:
        return path_in_package(self.source, self.document)

    @property
    def title(self) -> str:
        return self.document.title or self.source.title or self.source.folder.name


class Verified(NamedTuple):
    """What became of one document; ``reason`` why it gives other evidence, if it does."""

    kept: Kept
    verdict: Verdict
    reason: str = ""


def kept_in(sources: Path) -> tuple[Kept, ...]:
    """The documents of which only evidence is in ``sources``; what cannot be read is passed over."""
    found: list[Kept] = []
    for folder in find_folders(sources):
        try:
            source = read_source(folder)
        except YusuanError:
            continue
        found.extend(Kept(source, it) for it in source.documents if it.evidence is not None)
    return tuple(found)


def verify_originals(kept: Sequence[Kept], originals: Path) -> Iterator[Verified]:
    """Every document of ``kept``, found by its checksum below ``originals``.

    Raises YusuanError if ``originals`` is no folder.
    """
    if not originals.is_dir():
        raise YusuanError("没有这个文件夹", file=originals, hint="其中应有原件，文件名不拘")
    files = _by_checksum(originals, {each.document.sha256 for each in kept})
    at_hand = [each for each in kept if each.document.sha256 in files]
    contents = (
        (str(path := files[each.document.sha256]), read_regular(path, MAXIMUM_DOCUMENT_BYTES))
        for each in at_hand
    )
    with closing(read_many(contents, 2)) as results:
        for each in kept:
            if each.document.sha256 not in files:
                yield Verified(each, "absent")
                continue
            result = next(results)
            size = files[each.document.sha256].stat().st_size
            try:
                if isinstance(result, YusuanError):
                    raise result
                original = Original.of(each.path, each.document.sha256, size, result)
                same = evidence_of(original, each.source.kind) == each.document.content
            except YusuanError as error:
                yield Verified(each, "different", str(error))
                continue
            yield Verified(each, "same" if same else "different")


def _by_checksum(folder: Path, wanted: set[str]) -> dict[str, Path]:
    """The files below ``folder`` that have one of the checksums; no link is followed."""
    found: dict[str, Path] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        try:
            checksum = sha256_of(read_regular(path, MAXIMUM_DOCUMENT_BYTES))
        except (YusuanError, FileNotFoundError):
            continue
        if checksum in wanted:
            found.setdefault(checksum, path)
    return found
