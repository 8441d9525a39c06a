"""A small picture of a page with places marked on it, for a person who looks a figure up.

PNG of at most 16 colours: grey levels as printed, the same levels tinted within a marked box, and
one colour for the boxes' outlines. PDFium draws, libdeflate packs: no imaging library is needed. The
same file gives the same picture; fonts that it does not embed come from the machine.
"""

import struct
import zlib
from collections.abc import Iterable, Sequence
from math import ceil, floor, sqrt
from typing import Any, NamedTuple

from yusuan.errors import YusuanError
from yusuan.evidence.places import Box
from yusuan.readers.pdf.reading import opened, page_at

MAXIMUM_BYTES = 60_000
_FIRST_SCALE = 2.0  # pixels a point
_SMALLEST_SCALE = 0.2
_MOST_PIXELS = 4_000_000
_LEVEL = 9  # of compression
_LEVELS = 7  # of grey; as many again tinted
_OUTLINE = 2 * _LEVELS
_MARGIN = 1.5  # points between a box and its outline
_OUTLINE_COLOR = (196, 30, 30)
_TINT = (255, 240, 170)
_QUANTISED = bytes(round(value * (_LEVELS - 1) / 255) for value in range(256))
_TINTED = bytes(value + _LEVELS if value < _LEVELS else value for value in range(256))


class _Drawing(NamedTuple):
    """Rows of one byte a pixel, each an index of the palette."""

    width: int
    height: int
    pixels: bytearray


def render_page(
    content: bytes, page: int, boxes: Iterable[Box] = (), *, max_bytes: int = MAXIMUM_BYTES
) -> bytes:
    """A PNG of page ``page`` (1-based) with ``boxes`` marked, as large as ``max_bytes`` allow.

    ``boxes`` are in points from the top left of the page as shown. Raises YusuanError if the
    file or page cannot be opened, or if no readable size is small enough.
    """
    marked = list(boxes)
    with opened(content) as document:
        opened_page = page_at(document, page)
        try:
            width, height = opened_page.get_size()
            scale = min(_FIRST_SCALE, sqrt(_MOST_PIXELS / max(width * height, 1.0)))
            while scale >= _SMALLEST_SCALE:
                drawing = _draw(opened_page, scale)
                _mark(drawing, marked, scale)
                picture = _png(drawing)
                if len(picture) <= max_bytes:
                    return picture
                # The size grows somewhat slower than the number of pixels.
                scale *= min(0.9, sqrt(max_bytes / len(picture)))
        finally:
            opened_page.close()
    raise YusuanError(f"第 {page} 页的图片无法小于 {max_bytes} 字节", hint="请放宽图片大小的限制")


def page_size(content: bytes, page: int) -> tuple[float, float]:
    """Width and height in points of page ``page`` (1-based) as shown. Raises as ``render_page``."""
    with opened(content) as document:
        opened_page = page_at(document, page)
        try:
            width, height = opened_page.get_size()
        finally:
            opened_page.close()
    return width, height


def _draw(page: Any, scale: float) -> _Drawing:
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    try:
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        grey = bytes(bitmap.buffer).translate(_QUANTISED)
        rows = (grey[row * stride : row * stride + width] for row in range(height))
        return _Drawing(width, height, bytearray().join(rows))
    finally:
        bitmap.close()


def _mark(drawing: _Drawing, boxes: Sequence[Box], scale: float) -> None:
    """Boxes tinted, with an outline of one or two pixels."""
    width, height, pixels = drawing
    thick = max(1, round(scale))
    for box in boxes:
        left, right = _within(box.x0, box.x1, scale, width)
        top, bottom = _within(box.y0, box.y1, scale, height)
        edge = bytes([_OUTLINE]) * (right - left)
        for row in range(top, bottom):
            start, end = row * width + left, row * width + right
            if row - top < thick or bottom - row <= thick:
                pixels[start:end] = edge
                continue
            pixels[start:end] = pixels[start:end].translate(_TINTED)
            side = min(thick, right - left)
            pixels[start : start + side] = pixels[end - side : end] = edge[:side]


def _within(start: float, end: float, scale: float, size: int) -> tuple[int, int]:
    first = min(max(floor((start - _MARGIN) * scale), 0), size)
    return first, min(max(ceil((end + _MARGIN) * scale), first), size)


def _palette() -> bytes:
    greys = [round(level * 255 / (_LEVELS - 1)) for level in range(_LEVELS)]
    colors = [(grey, grey, grey) for grey in greys]
    red, green, blue = _TINT
    tinted = [(red * grey // 255, green * grey // 255, blue * grey // 255) for grey in greys]
    return bytes(value for color in (*colors, *tinted, _OUTLINE_COLOR) for value in color)


def _png(drawing: _Drawing) -> bytes:
    import deflate  # the same bytes on every machine, see zipping

    width, height, pixels = drawing
    rows = bytearray()
    for row in range(height):
        line = pixels[row * width : (row + 1) * width]
        if width % 2:
            line.append(0)
        # Two pixels a byte: the even ones are its upper half.
        packed = int.from_bytes(line[0::2]) << 4 | int.from_bytes(line[1::2])
        rows.append(0)
        rows += packed.to_bytes(len(line) // 2)
    header = struct.pack(">IIBBBBB", width, height, 4, 3, 0, 0, 0)
    chunks = (
        (b"IHDR", header),
        (b"PLTE", _palette()),
        (b"IDAT", bytes(deflate.zlib_compress(bytes(rows), _LEVEL))),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
