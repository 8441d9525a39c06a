"""One font in place of all that a file does not embed, so that a PDF reads alike on any machine.

PDFium takes the fonts that are missing from the machine. From them it takes more than shapes: the
box of a glyph grows to the other font's, and a text whose characters that font has not is left
out of the text layer without a word. What a page says must not hang on what is installed; here
every character is a bar as high as a letter and narrower than any, so that boxes are as wide as
the file says. Pictures of pages are drawn with the machine's fonts as before.
"""

import ctypes
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pypdfium2.raw as raw

_EM = 1000
_BAR = (20, -120, 60, 880)  # left, bottom, right, top, in thousandths of an em
_NAME = b"Yusuan Bars\0"
_OF_PDFIUM = frozenset((b"Courier", b"Helvetica", b"Symbol", b"Times", b"ZapfDingbats"))
_VERSION = 1


@contextmanager
def substituted() -> Iterator[None]:
    """PDFium's missing fonts are this one; afterwards the machine's, as before."""
    raw.FPDF_SetSystemFontInfo(_fonts())
    try:
        yield
    finally:
        # One for each time: PDFium releases what it was given before.
        raw.FPDF_SetSystemFontInfo(raw.FPDF_GetDefaultSystemFontInfo())


@cache
def _fonts() -> Any:
    """What PDFium asks about fonts; it keeps the address, so this lives as long as it does."""
    font = font_of_bars()
    functions = dict(raw.FPDF_SYSFONTINFO._fields_)

    def mapped(_info: Any, _weight: int, _italic: int, _charset: int, *more: Any) -> int | None:
        _pitch, name, _exact = more
        family = ctypes.string_at(name).split(b"-")[0].split(b",")[0] if name else b""
        return None if family in _OF_PDFIUM else 1

    def data(_info: Any, _font: int, table: int, buffer: Any, size: int) -> int:
        if table:
            return 0
        if buffer and size >= len(font):
            ctypes.memmove(buffer, font, len(font))
        return len(font)

    def name(_info: Any, _font: int, buffer: Any, size: int) -> int:
        if buffer and size >= len(_NAME):
            ctypes.memmove(buffer, _NAME, len(_NAME))
        return len(_NAME)

    info = raw.FPDF_SYSFONTINFO(
        version=_VERSION,
        EnumFonts=functions["EnumFonts"](lambda _info, _mapper: None),
        MapFont=functions["MapFont"](mapped),
        GetFontData=functions["GetFontData"](data),
        GetFaceName=functions["GetFaceName"](name),
        DeleteFont=functions["DeleteFont"](lambda _info, _font: None),
    )
    return ctypes.pointer(info)


def font_of_bars(box: tuple[int, int, int, int] = _BAR) -> bytes:
    """A TrueType font whose cmap (format 13) leads from every character to one and the same bar."""
    left, bottom, right, top = box
    corners = ((left, bottom), (left, top), (right, top), (right, bottom))
    steps = [(x - a, y - b) for (x, y), (a, b) in zip(corners, ((0, 0), *corners), strict=False)]
    bar = struct.pack(">5hHH", 1, *box, len(corners) - 1, 0) + bytes([1] * len(corners))
    bar += struct.pack(">4h", *(x for x, _ in steps)) + struct.pack(">4h", *(y for _, y in steps))
    every = struct.pack(">HHIIIIII", 13, 0, 28, 0, 1, 0, 0x10FFFF, 1)
    records = (struct.pack(">HHI", 3, encoding, 4 + 8 * 3) for encoding in (0, 1, 10))
    glyphs = bar + bar  # the first is that of no character
    tables = {
        b"cmap": struct.pack(">HH", 0, 3) + b"".join(records) + every,
        b"glyf": glyphs,
        b"head": struct.pack(
            ">IIIIHHqq4hHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 3, _EM, 0, 0, *box, 0, 8, 2, 1, 0
        ),
        b"hhea": struct.pack(
            ">I3hH11hH", 0x10000, top, bottom, 0, _EM, left, left, right, 1, *[0] * 7, 1
        ),
        b"hmtx": struct.pack(">Hhh", _EM, left, left),
        b"loca": struct.pack(">3I", 0, len(bar), len(glyphs)),
        b"maxp": struct.pack(">I14H", 0x10000, 2, 4, 1, 0, 0, 1, *[0] * 8),
    }
    return _packed(tables)


def _packed(tables: dict[bytes, bytes]) -> bytes:
    """The tables of a font behind their directory, each padded to four bytes."""
    count = len(tables)
    step = 1 << count.bit_length() - 1
    head = struct.pack(
        ">I4H", 0x10000, count, step * 16, step.bit_length() - 1, (count - step) * 16
    )
    offset, body = len(head) + 16 * count, b""
    for tag, table in sorted(tables.items()):
        head += struct.pack(">4sIII", tag, 0, offset + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return head + body
