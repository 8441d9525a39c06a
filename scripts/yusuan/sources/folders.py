"""Source folders: documents byte for byte and the hand-written ``source.toml`` that lists them."""

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field, Strict

from yusuan.errors import YusuanError
from yusuan.facts.model import StatementKind
from yusuan.sources.acknowledged import ACKNOWLEDGED_NAME, Acknowledgement, read_acknowledged
from yusuan.storage.files import read_regular
from yusuan.storage.toml_files import CHECKED, Address, Day, Sha256, Text, read_toml, written

DESCRIPTION_NAME = "source.toml"
MAXIMUM_DOCUMENT_BYTES = 100 << 20
_FOLDER = re.compile(
    r"(?P<division>[0-9]{6})-(?P<department>[0-9]{3,6})-(?P<year>[0-9]{4})-(?P<kind>[a-z_]+)"
)
_FileName = Annotated[
    Text, written(r"[^./\\:*?\"<>|\p{C}][^/\\:*?\"<>|\p{C}]{0,119}", "应为同一文件夹中的文件名")
]
_Organisation = Annotated[
    Text, written("[a-z0-9]+(?:-[a-z0-9]+)*", "应为机构编号，见 organisations，例如 130500-501")
]
_Division = Annotated[Text, written("[0-9]{6}", "应为 6 位数字（GB/T 2260），例如邢台市为 130500")]


@dataclass(frozen=True, slots=True)
class _ListedDocument:
    """``path`` is the name of a file beside the description.

    ``evidence_sha256``: the file is evidence of tables only, its checksum this one; ``sha256`` is
    then that of the document, which is not here.
    ``pictures`` asks the site for a picture of each page that figures are printed on,
    ``recognise`` the reader for the text of pages that are pictures.
    """

    path: _FileName
    sha256: Sha256
    title: Text | None = None
    url: Address | None = None
    published: Day | None = None
    retrieved: Day | None = None
    pictures: bool = False
    recognise: bool = False
    evidence_sha256: Sha256 | None = None

    __pydantic_config__ = CHECKED


@dataclass(frozen=True, slots=True)
class _Description:
    documents: Annotated[tuple[_ListedDocument, ...], Field(min_length=1)]
    title: Text | None = None
    publisher: Text | None = None
    division_code: _Division | None = None
    division_name: Text | None = None
    kind: StatementKind | None = None
    revision: Annotated[int, Strict(), Field(ge=1, le=99)] = 1
    organisation: _Organisation | None = None
    added: Day | None = None

    __pydantic_config__ = CHECKED


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document of a disclosure, its bytes proved by the checksum.

    ``sha256`` is that of the document; with ``evidence`` (a checksum) the bytes are the evidence
    of its tables only, and the document itself is not here.
    """

    path: Path
    content: bytes
    sha256: str
    title: str | None
    url: str | None
    published: date | None
    retrieved: date | None
    pictures: bool = False
    recognise: bool = False
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One disclosure's folder: what its hand-written description says, and its documents."""

    folder: Path
    title: str | None
    publisher: str | None
    division_code: str | None
    division_name: str | None
    kind: StatementKind | None
    documents: tuple[SourceDocument, ...]
    revision: int = 1
    acknowledged: tuple[Acknowledgement, ...] = ()
    organisation: str | None = None
    added: date | None = None

    @property
    def file_names(self) -> tuple[str, ...]:
        """Every file that belongs to the disclosure; nothing else in the folder does."""
        names = (DESCRIPTION_NAME, *(document.path.name for document in self.documents))
        return (*names, ACKNOWLEDGED_NAME) if (self.folder / ACKNOWLEDGED_NAME).exists() else names


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def checksum_of(source: Source) -> str:
    """SHA-256 of all that converting the folder reads of it: what it says, names and contents.

    It tells one content from another, for this version of the code alone.
    """
    documents = tuple(
        replace(document, path=Path(document.path.name), content=b"")  # proved by its checksum
        for document in source.documents
    )
    told = replace(source, folder=Path(source.folder.name), documents=documents)
    return sha256_of(repr((told, source.file_names)).encode())


def path_in_package(source: Source, document: SourceDocument) -> str:
    """Where a document stands in the package, ``/`` between folders."""
    return f"sources/{source.folder.name}/{document.path.name}"


def find_folders(sources: Path) -> tuple[Path, ...]:
    """The disclosures' folders in the order of their names. Raises YusuanError if none."""
    if not sources.is_dir():
        raise YusuanError(
            "没有这个文件夹", file=sources, hint="请用 --sources 指定公开文件所在的文件夹"
        )
    folders = sorted(
        (entry for entry in sources.iterdir() if entry.is_dir() and not entry.name.startswith(".")),
        key=lambda entry: entry.name,
    )
    for folder in folders:
        if folder.is_symlink():
            raise YusuanError(
                "是符号链接，不读取", file=folder, hint="请换成文件夹本身，或移走这个链接"
            )
    if not folders:
        raise YusuanError(
            "文件夹中没有公开文件", file=sources, hint="用 yusuan add FILE 添加一份公开文件"
        )
    return tuple(folders)


def read_source(folder: Path) -> Source:
    """The folder's description and documents. Raises YusuanError on what is missing or wrong."""
    description = folder / DESCRIPTION_NAME
    found = read_toml(description, _Description, "用 yusuan add FILE 生成")
    names = [listed.path for listed in found.documents]
    if len(set(names)) < len(names):
        raise YusuanError("同一个文件列了两次", file=description, text="、".join(names))
    return Source(
        folder=folder,
        title=found.title,
        publisher=found.publisher,
        division_code=found.division_code,
        division_name=found.division_name,
        kind=found.kind,
        documents=tuple(_document(folder, listed) for listed in found.documents),
        revision=found.revision,
        acknowledged=read_acknowledged(folder),
        organisation=found.organisation,
        added=found.added,
    )


def asks_for_recognition(folder: Path) -> bool:
    """Whether the folder's description has the text of pictures recognised; no if it is wrong."""
    try:
        found = read_toml(folder / DESCRIPTION_NAME, _Description, "")
    except YusuanError:
        return False
    return any(listed.recognise and not listed.evidence_sha256 for listed in found.documents)


def _document(folder: Path, listed: _ListedDocument) -> SourceDocument:
    path = folder / listed.path
    try:
        content = read_regular(path, MAXIMUM_DOCUMENT_BYTES)
    except FileNotFoundError:
        raise YusuanError(f"缺少原文 {path.name}", file=folder) from None
    actual = sha256_of(content)
    field = "sha256" if listed.evidence_sha256 is None else "evidence_sha256"
    stated = listed.evidence_sha256 or listed.sha256
    if stated != actual:
        raise YusuanError(
            f"{path.name} 的校验值与 {DESCRIPTION_NAME} 不符",
            file=folder / DESCRIPTION_NAME,
            text=f"{field} = {stated}",
            hint=f"实际为 {actual}；请确认原文未被改动",
        )
    return SourceDocument(
        path,
        content,
        listed.sha256,
        listed.title,
        listed.url,
        listed.published,
        listed.retrieved,
        listed.pictures,
        listed.recognise,
        listed.evidence_sha256,
    )


def division_in_name(name: str) -> str | None:
    """The division code that a file or folder name begins with, if it has the usual form."""
    match = _FOLDER.match(name)
    return match["division"] if match else None
