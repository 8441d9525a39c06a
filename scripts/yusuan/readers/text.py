"""Plain text: UTF-8 or GB18030, LF or CRLF, table cells separated by tabs."""

import hashlib
import re
from typing import Literal

from yusuan.errors import PlaceError, YusuanError
from yusuan.evidence.places import LinePlace
from yusuan.model import Document, TableLine, TextLine
from yusuan.readers.layout import arrange

_BYTE_ORDER_MARK = "\ufeff"
# Control characters that no text document holds (tab, line feed, form feed are left out).
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0d-\x1f\x7f]")


def decode(content: bytes) -> tuple[str, str]:
    """(text, encoding name). Raises YusuanError if it is neither UTF-8 nor GB18030."""
    if not content.strip():
        raise YusuanError("文件是空的", hint="请放入公开文件的文本")
    if b"\x00" in content:
        raise YusuanError("文件是二进制文件，不是文本", hint="请先转换为文本（UTF-8 或 GB18030）")
    for encoding in ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text.removeprefix(_BYTE_ORDER_MARK), encoding
    raise YusuanError(
        "无法识别文件的编码，既不是 UTF-8 也不是 GB18030", hint="请转换为 UTF-8 后重试"
    )


def read_text(content: bytes) -> Document:
    """The document in ``content``; raises YusuanError if it is not readable text."""
    text, encoding = decode(content)
    newline: Literal["LF", "CRLF"] = "CRLF" if "\r\n" in text else "LF"
    text = text.replace("\r\n", "\n")
    lines = tuple(text.split("\n"))
    if control := _CONTROLS.search(text):
        number = text.count("\n", 0, control.start()) + 1
        raise PlaceError(
            LinePlace(number),
            f"含有控制字符 U+{ord(control[0]):04X}",
            lines[number - 1],
            "请确认文件是文本并删去该字符",
        )
    found: list[TextLine | TableLine] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        if "\t" in line:
            cells = tuple(line.split("\t"))
            if any(cell.strip() for cell in cells[1:]) or cells[0].strip():
                found.append(TableLine(LinePlace(number), cells))
        else:
            found.append(TextLine(LinePlace(number), line.replace("\f", "")))
    return Document(arrange(found), lines, encoding, newline, hashlib.sha256(content).hexdigest())
