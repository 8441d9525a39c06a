"""A workbook of Excel 97 (BIFF8) of a few records, since no library of ours writes one."""

import struct
from collections.abc import Sequence


def record(number: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", number, len(content)) + content


def _string(text: str, length: str = "<H") -> bytes:
    return struct.pack(length, len(text)) + b"\x01" + text.encode("utf-16-le")


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, style, value))


def label(row: int, column: int, text: str) -> bytes:
    return record(0x0204, struct.pack("<HHH", row, column, 0) + _string(text))


def formula(row: int, column: int, value: float) -> bytes:
    """A formula (``=1``) with its cached value."""
    head = struct.pack("<HHHdHI", row, column, 0, value, 0, 0)
    return record(0x0006, head + struct.pack("<HBH", 3, 0x1E, 1))


def merged(top: int, bottom: int, left: int, right: int) -> bytes:
    """A merged range; the last row and column are included."""
    return record(0x00E5, struct.pack("<HHHHH", 1, top, bottom, left, right))


def hidden_row(row: int) -> bytes:
    return record(0x0208, struct.pack("<HHHHHHI", row, 0, 9, 300, 0, 0, 0x20 | 0x100))


def hidden_column(column: int) -> bytes:
    return record(0x007D, struct.pack("<HHHHHH", column, column, 2000, 0, 1, 0))


def workbook(sheets: Sequence[tuple[str, int, bytes]], formats: Sequence[str] = ()) -> bytes:
    """Sheets of (name, visibility, records); style ``n`` prints with ``formats[n - 1]``."""
    codes = ("General", *formats)
    head = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 1997, 0, 0))
    head += record(0x0042, struct.pack("<H", 1200)) + record(0x0022, struct.pack("<H", 0))
    head += record(0x0031, struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0)
                   + _string("Arial", "<B"))  # fmt: skip
    for index, code in enumerate(formats, start=164):
        head += record(0x041E, struct.pack("<H", index) + _string(code))
    for index in range(len(codes)):
        key = 0 if index == 0 else 163 + index
        head += record(0x00E0, struct.pack("<HHHBBBBIIH", 0, key, 0x0001, 0, 0, 0, 0, 0, 0, 0))
    bounds = [record(0x0085, struct.pack("<IBB", 0, visible, 0) + _string(name, "<B"))
              for name, visible, _ in sheets]  # fmt: skip
    position = len(head) + sum(map(len, bounds)) + 4
    body = b""
    for name, visible, cells in sheets:
        head += record(0x0085, struct.pack("<IBB", position + len(body), visible, 0)
                       + _string(name, "<B"))  # fmt: skip
        body += record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 1997, 0, 0))
        body += cells + record(0x000A)
    return head + record(0x000A) + body
