"""Pages that are pictures: off unless asked for; then marked in every cell and line."""

import importlib.util
import socket
import subprocess
import sys
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest

from tests.readers.made_pdf import PageOf, pdf_of
from tests.readers.test_pdf import rows_of
from yusuan import extras
from yusuan.errors import YusuanError
from yusuan.evidence.model import Line
from yusuan.evidence.places import Box, PagePlace
from yusuan.readers.pdf import read_pdf, reading, recognition
from yusuan.readers.pdf.banding import MOST_PIXELS, SHORTEST_SIDE, bands, high_enough
from yusuan.readers.pdf.reading import opened
from yusuan.readers.pdf.recognition import LARGEST_AREA, SCALE, Recognised, default_recogniser

numpy = pytest.importorskip("numpy")

LAYER_OF_WHITE = "q 600 0 0 800 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q"


def scan() -> PageOf:
    """A picture over the whole page, and the rules of a table that a scan would show."""
    return PageOf().raw(LAYER_OF_WHITE).table([100, 200, 300], [100, 120, 140])


def at(text: str, x0: float, y0: float, x1: float, y1: float) -> Recognised:
    return Recognised(text, Box(*(value * SCALE for value in (x0, y0, x1, y1))))


def a_model(pixels: Any, *, alone: bool = False) -> list[Recognised]:
    """Sees two amounts as one on the page, and rightly if it is shown one cell of them."""
    height, width = pixels.shape
    if height > 400 * SCALE:
        page = [at("支出总表", 150, 60, 250, 80), at("基本", 110, 104, 130, 116)]
        return [*page, at("1,2 50.0013.60", 150, 124, 260, 136)]
    first = width > 70 * SCALE
    return [at("13.60", 10, 8, 60, 18) if first else at("1,250. 00", 8, 8, 50, 18)]


def test_a_picture_is_only_named_unless_recognition_is_asked_for() -> None:
    document = read_pdf(pdf_of(scan()))
    assert document.pages[0].kind == "picture"
    assert document.ledger.total == 0


def test_a_recognised_table_carries_the_mark_in_every_cell() -> None:
    document = read_pdf(pdf_of(scan()), recogniser=a_model)
    assert document.pages[0].kind == "recognised"
    assert document.recognised_pages == (1,)
    assert document.ledger.balanced
    (grid,) = document.grids
    assert rows_of(grid) == [["基本", ""], ["1,250.00", "13.60"]]
    assert grid.marks == {"ocr"}
    assert {cell.text: set(cell.marks) for cell in grid.cells} == {
        "基本": {"ocr"},
        "": set(),
        "1,250.00": {"ocr"},
        "13.60": {"ocr"},
    }
    (title,) = [block for block in document.blocks if isinstance(block, Line)]
    assert (title.text, set(title.marks)) == ("支出总表", {"ocr"})


def test_a_page_with_a_text_layer_is_never_recognised() -> None:
    content = pdf_of(PageOf().text(100, 100, "部门预算公开情况说明"))
    assert read_pdf(content, recogniser=a_model) == read_pdf(content)


def test_a_sign_that_was_overlooked_is_recognised_alone() -> None:
    def a_model(pixels: Any, *, alone: bool = False) -> list[Recognised]:
        height, width = pixels.shape
        return [Recognised("-", Box(0, 0, width, height))] if alone else [page]

    page = at("支出总表", 150, 60, 250, 80)
    dash = scan().line(140, 110, 145, 110)
    (grid,) = read_pdf(pdf_of(dash), recogniser=a_model).grids
    assert rows_of(grid) == [["-", ""], ["", ""]]


def test_a_picture_without_text_stays_what_it_is() -> None:
    document = read_pdf(pdf_of(scan()), recogniser=lambda pixels, alone=False: [])
    assert document == read_pdf(pdf_of(scan()))


def test_a_page_whose_text_runs_sideways_stays_a_picture() -> None:
    def a_model(pixels: Any, *, alone: bool = False) -> list[Recognised]:
        return [at("支出总表", 150, 60, 170, 160), at("1,250.00", 110, 104, 122, 160)]

    (page,) = read_pdf(pdf_of(scan()), recogniser=a_model).pages
    assert page.kind == "picture"


def test_more_pages_than_the_limit_stay_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAXIMUM_RECOGNISED", 2)
    document = read_pdf(pdf_of(scan(), scan(), scan()), recogniser=a_model)
    assert [page.kind for page in document.pages] == ["recognised", "recognised", "picture"]


def test_a_scan_whose_points_are_pixels_is_drawn_no_larger_than_it_needs() -> None:
    shapes = []

    def a_model(pixels: Any, *, alone: bool = False) -> list[Recognised]:
        shapes.append(pixels.shape)
        return [Recognised("说明", Box(300, 300, 400, 330))]

    page = PageOf(2480, 3508).raw("q 2480 0 0 3508 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q")
    document = read_pdf(pdf_of(page), recogniser=a_model)
    ((height, width),) = shapes
    assert width * height <= LARGEST_AREA * SCALE**2 * 1.01
    (line,) = [block for block in document.blocks if isinstance(block, Line)]
    assert isinstance(line.place, PagePlace)
    assert line.place.box is not None
    assert line.place.box.x0 == pytest.approx(300 * 2480 / width, abs=5)
    assert (document.pages[0].width, document.pages[0].height) == (2480, 3508)


def picture_of(page: PageOf) -> bytes:
    """A PDF of one page that is nothing but the picture of ``page``."""
    with opened(pdf_of(page)) as document:
        bitmap = document[0].render(scale=SCALE, grayscale=True)
        rows = bitmap.to_numpy().reshape(bitmap.height, -1)[:, : bitmap.width]
        image = f"BI /W {bitmap.width} /H {bitmap.height} /CS /G /BPC 8 ID ".encode()
        drawn = (image + rows.tobytes() + b" EI").decode("latin-1")
    whole = f"q {page.width} 0 0 {page.height} 0 0 cm {drawn} Q"
    return pdf_of(PageOf(page.width, page.height).raw(whole))


@pytest.mark.skipif(
    not all(map(importlib.util.find_spec, ("rapidocr", "onnxruntime"))),
    reason="the extra ocr is not installed",
)
def test_the_model_reads_a_table_without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(*arguments: object, **named: object) -> None:
        raise AssertionError("it asks the network")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, no_network)
    default_recogniser.cache_clear()
    page = PageOf(300, 160).table([20, 150, 280], [30, 60, 90, 120])
    for baseline, left, right in ((50, "1,250.00", "86.13"), (80, "0.00", "69.96"), (110, "", "1")):
        page.text(40, baseline, left, 12).text(180, baseline, right, 12)
    page.text(40, 110, "-", 16)  # larger: in some fonts it is too thin for the model
    content = picture_of(page)
    assert read_pdf(content).pages[0].kind == "picture"
    documents = [read_pdf(content, recogniser=default_recogniser()) for _ in range(2)]
    assert documents[0] == documents[1]
    (grid,) = documents[0].grids
    assert rows_of(grid) == [["1,250.00", "86.13"], ["0.00", "69.96"], ["-", "1"]]


def test_a_picture_that_takes_too_much_memory_is_told_as_such(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(recognition, "require_recogniser", lambda: None)
    monkeypatch.setattr(recognition, "_settings", lambda models: {})

    def engine(params: object) -> object:
        def read(pixels: object, *, use_det: bool) -> None:
            raise RuntimeError("std::bad_alloc")

        return read

    stub = SimpleNamespace(RapidOCR=engine, __file__="rapidocr/__init__.py")
    monkeypatch.setitem(sys.modules, "rapidocr", stub)
    default_recogniser.cache_clear()
    with pytest.raises(MemoryError):
        default_recogniser()(numpy.zeros((10, 10), dtype=numpy.uint8))
    default_recogniser.cache_clear()


def test_a_large_picture_is_looked_at_in_bands_cut_where_nothing_is_printed() -> None:
    pixels = numpy.full((2338, 3308), 255, dtype=numpy.uint8)
    for top in range(0, 2300, 60):
        pixels[top + 10 : top + 45, 100:3000] = 0
    found = bands(pixels)
    assert (found[0].first, found[-1].last) == (0.0, 2338.0)
    assert all(above.last == below.first for above, below in pairwise(found))
    assert all((pixels[int(band.first)] == 255).all() for band in found)
    for band in found:
        assert (band.bottom - band.top) * 3308 <= 1.2 * MOST_PIXELS
        assert band.top <= band.first < band.last <= band.bottom
    assert len(bands(pixels[:700])) == 1


def test_a_text_at_the_end_of_a_band_is_kept_once() -> None:
    pixels = numpy.full((2338, 3308), 255, dtype=numpy.uint8)
    found = bands(pixels)
    for middle in range(2338):
        assert sum(band.owns(float(middle)) for band in found) == 1


def test_a_long_strip_is_not_enlarged_beyond_measure() -> None:
    strip = high_enough(numpy.zeros((60, 2000), dtype=numpy.uint8))
    height, width = strip.shape
    assert width * height * (SHORTEST_SIDE / height) ** 2 <= MOST_PIXELS
    assert (strip[60:] == 255).all()
    assert high_enough(numpy.zeros((60, 100), dtype=numpy.uint8)).shape == (60, 100)


_MEASURED = """
import re, sys
from yusuan.readers.pdf import read_pdf
from yusuan.readers.pdf.recognition import default_recogniser
document = read_pdf(sys.stdin.buffer.read(), recogniser=default_recogniser())
assert document.recognised_pages == (1,)
print(re.search(r"VmHWM:\\s*([0-9]+) kB", open("/proc/self/status").read())[1])
"""


@pytest.mark.skipif(
    not all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime")),
    reason="the extra ocr is not installed",
)
@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted otherwise elsewhere")
def test_a_page_of_a3_is_recognised_in_a_gibibyte() -> None:
    page = PageOf(1191, 842).table([40, 400, 800, 1150], [100, 200, 300, 400, 500, 600, 700, 800])
    for row in range(7):
        page.text(60, 160 + 100 * row, f"1,{row}50.00", 14).text(500, 160 + 100 * row, "86.13", 14)
    ran = subprocess.run(
        [sys.executable, "-c", _MEASURED],
        input=picture_of(page),
        capture_output=True,
        check=True,
        timeout=120,
    )
    assert int(ran.stdout) <= 1024 * 1024  # KiB


def test_the_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    default_recogniser.cache_clear()
    with pytest.raises(YusuanError, match=r"缺少 rapidocr、onnxruntime.*yusuan\[ocr\]"):
        default_recogniser()
