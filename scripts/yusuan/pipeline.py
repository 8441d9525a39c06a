"""From files to what they say: documents read in workers, then interpreted and laid out."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from yusuan.disclosure import Description, Disclosure, Original, lay_out
from yusuan.errors import YusuanError, as_fault
from yusuan.evidence.model import Document
from yusuan.extras import require_recogniser
from yusuan.isolation import read_many, recognise_many
from yusuan.sources import (
    DESCRIPTION_NAME,
    Source,
    SourceDocument,
    path_in_package,
    read_source,
    sha256_of,
)


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
    recognise: bool = False,
) -> Disclosure:
    """Read documents, (name, bytes) each, that are one disclosure together.

    ``recognise`` has the pages that are pictures recognised.
    One that cannot be read has its reason. Raises PlaceError for too many amounts (see ``lay_out``).
    """
    read = recognise_many if recognise else read_many
    with closing(read(documents, 1)) as results:
        originals = [
            _original(name, content, result)
            for (name, content), result in zip(documents, results, strict=True)
        ]
    return lay_out(originals, description or Description())


def convert_source(source: Source) -> Disclosure:
    """One source folder, its documents read in this very process: for trusted ones.

    Raises YusuanError for a document that cannot be read.
    """
    from yusuan.readers.dispatch import read, read_recognising

    def result(document: SourceDocument) -> Document | YusuanError:
        try:
            reader = read_recognising if document.recognise else read
            return reader(document.path.name, document.content)
        except YusuanError as error:
            return error

    results = iter([result(document) for document in source.documents])
    converted = _converted(source.folder, source, results)
    if converted.disclosure is None or converted.failures:
        raise converted.failures[0]
    return converted.disclosure


def convert_sources(folders: Sequence[Path], processes: int = 1) -> Iterator[Converted]:
    """Every source folder in order, its documents read in ``processes`` workers.

    Raises YusuanError, with nothing read, if one asks for text recognition and there is none: the
    same sources give the same package everywhere, or none.
    """
    described = [_described(folder) for folder in folders]
    sources = [source for source, _ in described if source is not None]
    _require_recogniser(sources)
    with (
        closing(read_many(_items(sources, recognise=False), processes)) as read,
        closing(recognise_many(_items(sources, recognise=True), processes)) as recognised,
    ):
        for folder, (source, failure) in zip(folders, described, strict=True):
            if source is None:
                yield Converted(folder, None, None, (failure,) if failure else ())
            else:
                results = (
                    next(recognised if document.recognise else read)
                    for document in source.documents
                )
                yield _converted(folder, source, results)


def _items(sources: Sequence[Source], *, recognise: bool) -> Iterator[tuple[str, bytes]]:
    for source in sources:
        for document in source.documents:
            if document.recognise == recognise:
                yield path_in_package(source, document), document.content


def _require_recogniser(sources: Sequence[Source]) -> None:
    asking = [s for s in sources if any(document.recognise for document in s.documents)]
    if not asking:
        return
    try:
        require_recogniser()
    except YusuanError as error:
        raise YusuanError(
            error.message,
            file=asking[0].folder / DESCRIPTION_NAME,
            text="recognise = true",
            hint=error.hint,
        ) from None


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
        error.file = error.file or folder
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
