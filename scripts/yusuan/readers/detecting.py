"""What a file is, told from its bytes: suffixes lie."""

import re
import zipfile
from io import BytesIO, StringIO
from typing import Literal

from yusuan.evidence.model import Format

Kind = (
    Format
    | Literal[
        "mhtml", "kept", "doc", "wps", "rtf", "ods", "odt", "xlsb", "excel_xml", "word_xml",
        "encrypted", "ofd", "picture", "zip", "archive", "damaged", "unknown",
    ]
)  # fmt: skip

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_BIFF = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_KEPT = b'{"yusuan":"tables",'  # evidence of tables only: ``kept_lines``
# How far a reader of HTML looks for its first tag, and a reader of PDF for its mark.
_HEAD = 4096
_HTML = re.compile(
    rb"<!doctype\s+html|<(?:html|head|body|meta|table|div|p|span|title|style|script)[\s>/]", re.I
)
_EXCEL_XML = re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet")
_WORD_XML = re.compile(rb"schemas\.microsoft\.com/office/word/2003/|office/2006/xmlPackage")
_MHTML = re.compile(rb"^mime-version:\s*1\.0", re.I | re.M)
_MHTML_TYPE = re.compile(rb"^content-type:\s*(?:multipart/related|text/html)", re.I | re.M)


def detect(content: bytes) -> Kind:
    """What ``content`` is; ``text`` where it is not binary and nothing else, else ``unknown``."""
    head = content[:_HEAD]
    if content.startswith(_OLE):
        return _detect_ole(content)
    if content.startswith(b"PK\x03\x04"):
        return _detect_zip(content)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if content.startswith(b"{\\rt"):
        return "rtf"
    if content.startswith(_ARCHIVES):
        return "archive"
    if content.startswith(_PICTURES) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP"):
        return "picture"
    if content.startswith(_BIFF):
        return "xls"  # a workbook before 1997 may stand without a container
    if content.startswith(_KEPT):
        return "kept"
    text = _as_ascii(head)
    if _MHTML.search(text) and _MHTML_TYPE.search(text):
        return "mhtml"
    if text.lstrip().startswith(b"<?xml"):
        if _EXCEL_XML.search(text) and b"<html" not in text.lower():
            return "excel_xml"
        if _WORD_XML.search(text):
            return "word_xml"
    if text.lstrip()[:1] == b"<" and (_HTML.search(text) or _HTML.search(content[: _HEAD * 64])):
        return "html"
    if b"\x00" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "unknown"
    return "text"


def _as_ascii(head: bytes) -> bytes:
    """``head`` without a byte order mark, UTF-16 thinned to its ASCII letters."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[2:].replace(b"\x00", b"")
    return head.removeprefix(b"\xef\xbb\xbf")


def _detect_ole(content: bytes) -> Kind:
    names = _stream_names(content)
    if "EncryptedPackage" in names or "EncryptionInfo" in names:
        return "encrypted"
    if "WordDocument" in names:
        return "doc"
    if {"Workbook", "Book"} & names:
        return "xls"
    if {"MatOST", "CONTENTS", "WPSDocument"} & names:
        return "wps"
    return "unknown"


def _stream_names(content: bytes) -> set[str]:
    """Names of the streams in the root of an OLE container; of any that can be seen if damaged."""
    from xlrd.compdoc import CompDoc

    try:
        nodes = CompDoc(content, logfile=StringIO()).dirlist
        return {nodes[child].name for child in nodes[0].children}
    except Exception:  # the parser trusts every offset: any error means a damaged container
        known = ("EncryptedPackage", "WordDocument", "Workbook", "Book")
        return {name for name in known if name.encode("utf-16-le") + b"\x00\x00" in content}


def _detect_zip(content: bytes) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = set(package.namelist())
            mimetype = b""
            if "mimetype" in names:
                with package.open("mimetype") as stream:
                    mimetype = stream.read(80)
    except Exception:  # zipfile raises many kinds for a damaged directory
        return "damaged"
    if "OFD.xml" in names:
        return "ofd"
    if b"opendocument.text" in mimetype:
        return "odt"
    if b"opendocument.spreadsheet" in mimetype:
        return "ods"
    if "[Content_Types].xml" in names:
        if any(name.startswith("word/") for name in names):
            return "docx"
        if "xl/workbook.bin" in names:
            return "xlsb"
        if any(name.startswith("xl/") for name in names):
            return "xlsx"
    return "zip"
