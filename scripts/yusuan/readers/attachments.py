"""Other files that a document carries within itself or links to: named, never opened or fetched."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

from yusuan.evidence.model import Attachment
from yusuan.readers.packages import Package, attribute

if TYPE_CHECKING:
    from lxml import etree

MAXIMUM_NAMED = 50
_LONGEST_NAME = 120
_FILE = re.compile(
    r"[^/\\]+\.(?:pdf|docx?|xlsx?|wps|et|rtf|ofd|od[ts]|pptx?|zip|rar|7z)", re.I | re.A
)
# Programs whose objects are documents; formulas and drawings are none.
_OFFICE = re.compile(r"(?:excel|word|powerpoint|k?wps|k?et|ksee|package|acro|foxit)", re.I)
_LINKS = {"a": "href", "iframe": "src", "embed": "src", "object": "data"}


def embedded(root: "etree._Element", package: Package, part: str) -> Iterator[Attachment]:
    """Documents that ``part`` of a Word file, with its root element, holds as objects."""
    relations = package.relations(part)
    for element in root.iter("{*}OLEObject"):
        relation = relations.get(attribute(element, "id") or "")
        if relation is not None and _OFFICE.match(element.get("ProgID") or ""):
            yield Attachment(posixpath.basename(relation.target), held=True)


def attached(document: Any) -> Iterator[Attachment]:
    """Files attached to an open PDF."""
    import pypdfium2

    for index in range(min(document.count_attachments(), MAXIMUM_NAMED)):
        try:
            name = document.get_attachment(index).get_name()
        except (pypdfium2.PdfiumError, UnicodeDecodeError):
            name = ""
        yield Attachment(name or f"第 {index + 1} 个附件", held=True)


def linked(body: "etree._Element") -> Iterator[Attachment]:
    """Documents that a web page links to or shows within itself."""
    for element in body.iter(*_LINKS):
        name = _file_of(element.get(_LINKS[str(element.tag)]) or "")
        if name:
            yield Attachment("".join(map(str, element.itertext())).strip() or name, held=False)


def _file_of(address: str) -> str:
    """The name of the document at an address, which a viewer may take as a parameter."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    for text in (parts.path, *(value for _, value in parse_qsl(parts.query))):
        name = unquote(text).rpartition("/")[2].strip()
        if _FILE.fullmatch(name):
            return name
    return ""


def named(found: Iterable[Attachment]) -> tuple[Attachment, ...]:
    """Each once, in their order, with names of one line; at most ``MAXIMUM_NAMED``."""
    plain = (it._replace(name=" ".join(it.name.split())[:_LONGEST_NAME]) for it in found)
    return tuple(dict.fromkeys(it for it in plain if it.name))[:MAXIMUM_NAMED]
