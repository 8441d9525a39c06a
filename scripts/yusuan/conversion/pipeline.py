"""From files to what they say: documents read in a worker, then interpreted and laid out."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from copy import copy
from dataclasses import replace
from pathlib import Path

from yusuan.collecting import collecting_after
from yusuan.conversion.disclosure import Description, Disclosure, lay_out
from yusuan.conversion.encoded import Converted
from yusuan.conversion.encoding import encode
from yusuan.declared.descriptor import SourceFile
from yusuan.errors import YusuanError, as_fault
from yusuan.evidence.model import Document
from yusuan.isolation import Worker, read_many, reading_worker, recognise_many, recognising_worker
from yusuan.sources.folders import (
    Source,
    SourceDocument,
    checksum_of,
    path_in_package,
    read_source,
    sha256_of,
)
from yusuan.views.documents import Original

Reader = Callable[[SourceDocument, str], Document]


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

    def reader(document: SourceDocument, _: str) -> Document:
        read_it = read_recognising if document.recognise else read
        return read_it(document.path.name, document.content)

    originals, failures = _originals(source, reader)
    if failures:
        raise failures[0]
    return lay_out(originals, _description(source))


class Converter:
    """Converts source folders one after the other; their documents are read in a worker."""

    def __init__(self) -> None:
        self._readers: dict[bool, Worker] = {False: reading_worker(), True: recognising_worker()}

    def convert(self, folder: Path) -> Converted:
        """A pure function of the bytes in ``folder``. Nothing that they say raises."""
        with collecting_after():  # what was made of them, but for what is returned, is gone then
            return self._convert(folder)

    def _convert(self, folder: Path) -> Converted:
        failures: list[YusuanError] = []
        try:
            with as_fault(folder):
                source = read_source(folder)
                originals, failures = _originals(source, self._read)
                disclosure = lay_out(originals, _description(source))
                files = tuple(folder / name for name in source.file_names)
                encoded = encode(disclosure, folder.name, files)
        except YusuanError as error:
            error.file = error.file or folder
            return Converted(folder, None, (), (*failures, error))
        sources = tuple(_source_files(source, encoded.summary.title))
        return Converted(folder, encoded, sources, tuple(failures), _checksum(source))

    def close(self) -> None:
        for worker in self._readers.values():
            worker.close()

    def _read(self, document: SourceDocument, path: str) -> Document:
        return self._readers[document.recognise].read(path, document.content)


def _originals(source: Source, read: Reader) -> tuple[list[Original], list[YusuanError]]:
    """The documents of a folder as read, and why some were not."""
    originals: list[Original] = []
    failures: list[YusuanError] = []
    for document in source.documents:
        path = path_in_package(source, document)
        result: Document | YusuanError
        try:
            result = read(document, path)
            _check_evidence(document, result)
        except YusuanError as error:
            result = error
            failure = copy(error)
            failure.file = document.path
            failures.append(failure)
        found = _original(path, document.content, result, document.sha256)
        originals.append(replace(found, title=document.title, pictures=document.pictures))
    return originals, failures


def _check_evidence(listed: SourceDocument, document: Document) -> None:
    """Raise YusuanError where what was read is not what the description says that it is."""
    if (document.tables_only is not None) != (listed.evidence is not None):
        raise YusuanError(
            "是表格的读取记录，source.toml 却没有 evidence_sha256"
            if listed.evidence is None
            else "source.toml 写有 evidence_sha256，文件却不是表格的读取记录",
        )
    if document.sha256 != listed.sha256:
        raise YusuanError("表格的读取记录不是这份原件的", text=document.sha256)


def _description(source: Source) -> Description:
    first = source.documents[0]
    return Description(
        title=source.title,
        publisher=source.publisher,
        division_code=source.division_code,
        division_name=source.division_name,
        kind=source.kind,
        url=first.url,
        published=first.published,
        retrieved=first.retrieved,
        added=source.added,
        revision=source.revision,
        organisation_id=source.organisation,
        acknowledged=source.acknowledged,
    )


def _checksum(source: Source) -> str | None:
    """None where the result depends on a program of whatever version that is on this machine."""
    from yusuan.readers.dispatch import is_converted_first

    if any(is_converted_first(document.content) for document in source.documents):
        return None
    return checksum_of(source)


def _source_files(source: Source, title: str) -> Iterator[SourceFile]:
    for document in source.documents:
        path = path_in_package(source, document)
        yield SourceFile(document.title or title, path, document.evidence or document.sha256)


def _original(
    name: str, content: bytes, result: Document | YusuanError, sha256: str | None = None
) -> Original:
    sha256 = sha256 or sha256_of(content)
    if isinstance(result, YusuanError):
        return Original(name, sha256, len(content), None, _reason(result))
    return Original.of(name, sha256, len(content), result)


def _reason(error: YusuanError) -> str:
    return f"{error.message}；{error.hint}" if error.hint else error.message
