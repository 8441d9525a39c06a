"""The picture of a page that a figure leads to."""

import struct
import zlib

import pytest

from tests.readers.made_pdf import PageOf, pdf_of
from yusuan.errors import YusuanError
from yusuan.evidence.places import Box
from yusuan.readers.pdf.picture import render_page

MARKED = Box(200, 120, 300, 140)


def table_page() -> PageOf:
    page = PageOf(width=400, height=300).table([100, 200, 300], [100, 120, 140])
    return page.text(210, 134, "12.50")


def pixels_of(png: bytes) -> tuple[int, int, list[bytes]]:
    """Width, height and the rows of a 4-bit PNG, one byte a pixel."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    chunks: dict[bytes, bytes] = {}
    at = 8
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        name, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", png, at + 8 + length)[0] == zlib.crc32(name + data)
        chunks[name] = data
        at += 12 + length
    width, height = struct.unpack_from(">II", chunks[b"IHDR"])
    packed = zlib.decompress(chunks[b"IDAT"])
    stride = 1 + (width + 1) // 2
    rows = []
    for row in range(height):
        halves = packed[row * stride + 1 : (row + 1) * stride]
        rows.append(bytes(half for byte in halves for half in (byte >> 4, byte & 15))[:width])
    return width, height, rows


def test_a_box_is_tinted_and_outlined_where_it_is_shown() -> None:
    width, height, rows = pixels_of(render_page(pdf_of(table_page()), 1, [MARKED]))
    assert (width, height) == (800, 600)
    outline = {(x, y) for y, row in enumerate(rows) for x, index in enumerate(row) if index == 14}
    assert min(x for x, _ in outline) == 2 * 200 - 3
    assert max(y for _, y in outline) == 2 * 140 + 3 - 1
    assert rows[260][410] == 13  # white, tinted
    assert rows[10][10] == 6  # white


def test_a_rotated_page_is_drawn_as_shown() -> None:
    page = table_page()
    page.entries = "/Rotate 90"
    width, height, _ = pixels_of(render_page(pdf_of(page), 1))
    assert (width, height) == (600, 800)


def test_a_picture_is_as_small_as_asked_and_the_same_each_time() -> None:
    content = pdf_of(table_page())
    large = render_page(content, 1, [MARKED])
    small = render_page(content, 1, [MARKED], max_bytes=1200)
    assert len(small) <= 1200 < len(large) <= 60_000
    assert small == render_page(content, 1, [MARKED], max_bytes=1200)


def test_a_box_off_the_page_marks_nothing() -> None:
    content = pdf_of(table_page())
    assert render_page(content, 1, [Box(900, 900, 950, 950)]) == render_page(content, 1)


@pytest.mark.parametrize(("page", "message"), [(2, "第 2 页不存在"), (1, "无法小于 10 字节")])
def test_what_cannot_be_drawn_is_named(page: int, message: str) -> None:
    with pytest.raises(YusuanError, match=message):
        render_page(pdf_of(table_page()), page, max_bytes=10)
