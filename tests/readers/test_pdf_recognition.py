"""Pages that are pictures: off unless asked for; then marked in every cell and line."""

import importlib.util
from typing import Any

import pytest

from tests.readers.made_pdf import PageOf, pdf_of
from tests.readers.test_pdf import rows_of
from yusuan.errors import YusuanError
from yusuan.evidence.model import Line
from yusuan.evidence.places import Box
from yusuan.readers.pdf import read_pdf
from yusuan.readers.pdf.recognition import SCALE, Recognised, default_recogniser

pytest.importorskip("numpy")

LAYER_OF_WHITE = "q 600 0 0 800 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q"


def scan() -> PageOf:
    """A picture over the whole page, and the rules of a table that a scan would show."""
    return PageOf().raw(LAYER_OF_WHITE).table([100, 200, 300], [100, 120, 140])


def at(text: str, x0: float, y0: float, x1: float, y1: float) -> Recognised:
    return Recognised(text, Box(*(value * SCALE for value in (x0, y0, x1, y1))))


def a_model(pixels: Any) -> list[Recognised]:
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
    assert document.pages[0].kind == "picture"
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


@pytest.mark.skipif(
    importlib.util.find_spec("rapidocr_onnxruntime") is not None, reason="the extra is installed"
)
def test_the_missing_extra_is_named() -> None:
    with pytest.raises(YusuanError, match=r"没有安装文字识别.*yusuan\[ocr\]"):
        default_recogniser()
