"""Parts of an Office Open XML package (DOCX, XLSX), within limits and without following anything."""

import posixpath
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from yusuan.errors import YusuanError

if TYPE_CHECKING:
    from lxml import etree

# A disclosure's workbook of 50 sheets has 200 members and 60 MB of XML.
MAXIMUM_MEMBERS = 5_000
MAXIMUM_BYTES = 200_000_000
_CHUNK = 1 << 20
_UNZIP = "请用 Office 或 WPS 打开，确认无误后另存一次再试"


class Relation(NamedTuple):
    """Where a part leads to: ``kind`` is the last word of the relation's type."""

    kind: str
    target: str


class Package:
    """A package in memory. Every method raises YusuanError for what cannot be read."""

    def __init__(self, content: bytes) -> None:
        self._left = MAXIMUM_BYTES
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
            members = self._zip.infolist()
        except Exception as error:  # zipfile raises many kinds for a damaged directory
            raise YusuanError("文件已损坏，压缩包的目录无法读取", hint=_UNZIP) from error
        if len(members) > MAXIMUM_MEMBERS:
            raise YusuanError(f"文件中有 {len(members)} 个部分，超过上限 {MAXIMUM_MEMBERS}")
        self._members = {_plain_name(member.filename): member for member in members}

    def __contains__(self, part: str) -> bool:
        return _plain_name(part) in self._members

    def read(self, part: str) -> bytes:
        """The bytes of a part; all parts together at most ``MAXIMUM_BYTES``."""
        member = self._members.get(_plain_name(part))
        if member is None:
            raise YusuanError(f"文件不完整，缺少 {part}", hint=_UNZIP)
        chunks: list[bytes] = []
        try:
            with self._zip.open(member) as stream:
                while chunk := stream.read(_CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        break
                    chunks.append(chunk)
        except Exception as error:  # a wrong checksum, a cut stream, an unknown method
            raise YusuanError(f"文件已损坏，{part} 无法解压", hint=_UNZIP) from error
        if self._left < 0:
            raise YusuanError(f"文件解压后超过上限 {MAXIMUM_BYTES // 1_000_000} MB")
        return b"".join(chunks)

    def xml(self, part: str) -> "etree._Element":
        """The root element of a part."""
        return parse_xml(self.read(part), part)

    def relations(self, part: str) -> Mapping[str, Relation]:
        """Relations of a part (of the package for ``""``) by id; outside targets are left out."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self:
            return {}
        return {
            element.get("Id", ""): Relation(
                element.get("Type", "").rpartition("/")[2],
                _resolve(folder, element.get("Target", "")),
            )
            for element in self.xml(path)
            if element.get("TargetMode") != "External"
        }

    def main_part(self, fallback: str) -> str:
        """The part that holds the document itself."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and relation.target in self:
                return relation.target
        return fallback

    def title(self) -> str:
        """The title that the file's own properties state; nothing if they are damaged."""
        with suppress(YusuanError):
            for relation in self.relations("").values():
                if relation.kind == "core-properties" and relation.target in self:
                    for element in self.xml(relation.target):
                        if local_name(element) == "title":
                            return " ".join((element.text or "").split())
        return ""


def parse_xml(content: bytes, name: str) -> "etree._Element":
    """The root of an XML text, without entities, network or DTD. Raises YusuanError."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise not_whole(name, error) from error
    if b"<!DOCTYPE" in content:  # Office writes none: only an attack does
        raise YusuanError(f"{name} 中有不允许的 DTD 声明", hint=_UNZIP)
    return root


def not_whole(name: str, error: Exception) -> YusuanError:
    """What is said of a part that breaks off or is not XML."""
    cause = " ".join(str(error).split())[:200]
    return YusuanError(f"文件已损坏，{name} 不是完整的 XML（{cause}）", hint=_UNZIP)


def local_name(element: "etree._Element") -> str:
    """The element's name without its namespace: transitional and strict files differ in that."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: "etree._Element", name: str) -> str | None:
    """An attribute by its name without a namespace."""
    if (plain := element.get(name)) is not None:
        return plain
    return next((str(it) for key, it in element.items() if str(key).endswith(f"}}{name}")), None)


def _plain_name(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _resolve(folder: str, target: str) -> str:
    target = unquote(target)
    path = target if target.startswith("/") else posixpath.join("/", folder, target)
    return posixpath.normpath(path).lstrip("/")
