"""The one way from a file to a ``Document``: its bytes decide the format, not its suffix."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import PurePath
from typing import Literal, NamedTuple

from yusuan.errors import YusuanError
from yusuan.evidence.model import Document
from yusuan.readers.bounding import check_bounds
from yusuan.readers.detecting import Kind, detect


class _Conversion(NamedTuple):
    suffix: str
    to: Literal["docx", "xlsx"]
    called: str


_Reader = Callable[[bytes], Document]

# Modules that each have a function ``read_<module>``.
_READERS: dict[Kind, str] = {
    "text": "plain",
    "pdf": "pdf",
    "docx": "docx",
    "xlsx": "xlsx",
    "xls": "xls",
    "html": "html",
    "mhtml": "mhtml",
    "kept": "kept",
}
_CONVERTED: dict[Kind, _Conversion] = {
    "doc": _Conversion(".doc", "docx", "旧版 Word 或 WPS 文字文件"),
    "wps": _Conversion(".wps", "docx", " WPS 文字文件"),
    "rtf": _Conversion(".rtf", "docx", " RTF 文件"),
    "odt": _Conversion(".odt", "docx", " OpenDocument 文字文件"),
    "ods": _Conversion(".ods", "xlsx", " OpenDocument 表格文件"),
    "excel_xml": _Conversion(".xml", "xlsx", " Excel 2003 的 XML 表格"),
    "word_xml": _Conversion(".xml", "docx", " Word 的 XML 文档"),
    "xlsb": _Conversion(".xlsb", "xlsx", "二进制 Excel 工作簿（xlsb）"),
}
_REFUSED: dict[Kind, tuple[str, str]] = {
    "encrypted": ("文件已加密，需要密码才能打开", "请用 Office 或 WPS 去除密码，另存后重试"),
    "ofd": ("这是 OFD 版式文件，尚不支持", "请用 OFD 阅读器另存为 PDF 后重试"),
    "picture": (
        "这是一张图片，没有文字",
        "请改用带有文字的原件；只有扫描件时，请存为 PDF，再用 --ocr 识别",
    ),
    "zip": ("这是压缩包，不是一份文件", "请先解压，再逐个读取其中的文件"),
    "damaged": (
        "文件已损坏或没有下载完整（docx、xlsx 或压缩包，末尾的目录无法读取）",
        "请重新下载，或用 Office、WPS 打开并另存一次再试",
    ),
    "archive": ("这是压缩包，不是一份文件", "请先解压，再逐个读取其中的文件"),
    "unknown": (
        "无法识别文件的格式",
        "支持 PDF、Word、Excel、HTML、CSV 和纯文本；请确认文件没有损坏，或另存为其中一种",
    ),
}


def read(name: str | PurePath, content: bytes) -> Document:
    """The document in ``content``, in whatever format it is.

    Raises YusuanError, with ``name`` in it, for what cannot be read.
    """
    return _named(name, content)


def read_recognising(name: str | PurePath, content: bytes) -> Document:
    """Like ``read``, and the pages of a PDF that are pictures recognised."""
    from yusuan.readers.pdf import read_pdf
    from yusuan.readers.pdf.recognition import default_recogniser

    def reader(content: bytes) -> Document:
        return read_pdf(content, recogniser=default_recogniser())

    return _named(name, content, reader)


def is_converted_first(content: bytes) -> bool:
    """Whether LibreOffice makes what is read of ``content``."""
    return detect(content) in _CONVERTED


def _named(name: str | PurePath, content: bytes, read_pdf: _Reader | None = None) -> Document:
    try:
        return _read(content, read_pdf)
    except YusuanError as error:
        raise YusuanError(
            error.message, file=str(name), place=error.place, text=error.text, hint=error.hint
        ) from error


def _read(content: bytes, read_pdf: _Reader | None) -> Document:
    if not content:
        raise YusuanError("文件是空的", hint="请重新下载或导出")
    kind = detect(content)
    if kind in _REFUSED:
        message, hint = _REFUSED[kind]
        raise YusuanError(message, hint=hint)
    if conversion := _CONVERTED.get(kind):
        from yusuan.readers.converting import convert

        converted = convert(content, *conversion)
        document = _reader(conversion.to)(converted)
        document = replace(document, sha256=hashlib.sha256(content).hexdigest())
    elif kind == "pdf" and read_pdf is not None:
        document = read_pdf(content)
    else:
        document = _reader(kind)(content)
    if not document.blocks and not any(page.kind != "text" for page in document.pages):
        pictures = any(unread.reason == "picture" for unread in document.unread)
        raise YusuanError(
            "文件中只有图片，没有文字" if pictures else "文件中没有可读的文字",
            hint="请改用带有文字的文件（如 PDF、Word 或 Excel 原件）",
        )
    check_bounds(document)
    return document


def _reader(kind: Kind) -> _Reader:
    """The reader of a format, imported when it is needed: its library is heavy."""
    module = _READERS[kind]
    reader: _Reader = getattr(import_module(f"yusuan.readers.{module}"), f"read_{module}")
    return reader
