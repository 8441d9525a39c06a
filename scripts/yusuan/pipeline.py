"""From files to what they say: documents read in workers, then interpreted and laid out."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from yusuan.disclosure import Description, Disclosure, Original, lay_out
from yusuan.errors import YusuanError, as_fault
from yusuan.evidence.model import Document
from yusuan.isolation import DEFAULT_LIMITS, Limits, read_many
from yusuan.sources import Source, SourceDocument, path_in_package, read_source, sha256_of


class Converted(NamedTuple):
    """A source folder and what its documents yield; None where its description is wrong."""

    folder: Path
    source: Source | None
    disclosure: Disclosure | None
    failures: tuple[YusuanError, ...]


def read_disclosure(
    documents: Sequence[tuple[str, bytes]],
    description: Description | None = None,
    *,
    layout: str | None = None,
    processes: int = 1,
    limits: Limits = DEFAULT_LIMITS,
) -> Disclosure:
    """Read documents, (name, bytes) each, that are one disclosure together.

    Nothing raises for what a document is or says: one that cannot be read has its reason.
    """
    with closing(read_many(documents, processes, limits)) as results:
        originals = [
            _original(name, content, result)
            for (name, content), result in zip(documents, results, strict=True)
        ]
    return lay_out(originals, description or Description(), layout)


def convert_source(source: Source) -> Disclosure:
    """One source folder, its documents read in this very process: for trusted ones.

    Raises YusuanError for a document that cannot be read.
    """
    from yusuan.readers.dispatch import read

    def result(document: SourceDocument) -> Document | YusuanError:
        try:
            return read(document.path.name, document.content)
        except YusuanError as error:
            return error

    results = iter([result(document) for document in source.documents])
    converted = _converted(source.folder, source, results)
    if converted.disclosure is None or converted.failures:
        raise converted.failures[0]
    return converted.disclosure


def convert_sources(folders: Sequence[Path], processes: int = 1) -> Iterator[Converted]:
    """Every source folder in order, its documents read in ``processes`` workers."""
    described = [_described(folder) for folder in folders]
    items = (
        (path_in_package(source, document), document.content)
        for source, _ in described
        if source is not None
        for document in source.documents
    )
    with closing(read_many(items, processes)) as results:
        for folder, (source, failure) in zip(folders, described, strict=True):
            if source is None:
                yield Converted(folder, None, None, (failure,) if failure else ())
            else:
                yield _converted(folder, source, results)


def _described(folder: Path) -> tuple[Source | None, YusuanError | None]:
    try:
        return read_source(folder), None
    except YusuanError as error:
        return None, error


def _converted(
    folder: Path, source: Source, results: Iterator[Document | YusuanError]
) -> Converted:
    originals: list[Original] = []
    failures: list[YusuanError] = []
    for document in source.documents:
        result = next(results)
        if isinstance(result, YusuanError):
            failures.append(
                YusuanError(
                    result.message,
                    file=document.path,
                    place=result.place,
                    text=result.text,
                    hint=result.hint,
                )
            )
        found = _original(path_in_package(source, document), document.content, result)
        originals.append(replace(found, title=document.title, pictures=document.pictures))
    first = source.documents[0]
    description = Description(
        title=source.title,
        publisher=source.publisher,
        division_code=source.division_code,
        division_name=source.division_name,
        kind=source.kind,
        url=first.url,
        published=first.published,
        retrieved=first.retrieved,
        revision=source.revision,
        acknowledged=source.acknowledged,
    )
    try:
        with as_fault(folder):
            disclosure = lay_out(originals, description)
    except YusuanError as error:
        return Converted(folder, source, None, (*failures, error))
    return Converted(folder, source, disclosure, tuple(failures))


def _original(name: str, content: bytes, result: Document | YusuanError) -> Original:
    return Original(
        path=name,
        sha256=sha256_of(content),
        size=len(content),
        document=None if isinstance(result, YusuanError) else result,
        failure=_reason(result) if isinstance(result, YusuanError) else None,
    )


def _reason(error: YusuanError) -> str:
    return f"{error.message}；{error.hint}" if error.hint else error.message
