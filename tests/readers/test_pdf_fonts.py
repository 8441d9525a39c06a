"""Fonts that a PDF does not embed: what it says is the same on a machine with any fonts, or none."""

import ctypes
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.paths import ROOT
from tests.readers.made_pdf import PageOf, pdf_of
from tests.readers.test_pdf import rows_of
from yusuan.evidence.model import Grid
from yusuan.readers.pdf import read_pdf
from yusuan.readers.pdf.picture import render_page
from yusuan.readers.pdf.substitute import font_of_bars

CONTENT = pdf_of(
    PageOf()
    .table([100, 200, 300], [100, 120, 140])
    .text(110, 114, "合计")
    .text(262, 114, "1")  # a text of its own: one that a font cannot draw is lost to PDFium
    .text(267, 114, "2.50")
    .text(110, 134, "。")
    .text(267, 134, "28.88")
)


_KEPT: list[Any] = []  # PDFium keeps the addresses


def cells_of(content: bytes) -> list[tuple[list[str], str]]:
    grids = [block for block in read_pdf(content).blocks if isinstance(block, Grid)]
    return [(row, str(grid.places)) for grid in grids for row in rows_of(grid)]


def with_fonts_in(folder: Path) -> None:
    """PDFium of this process started anew, with the fonts of ``folder`` for those of the machine."""
    import pypdfium2.raw as raw

    paths = (ctypes.c_char_p * 2)(str(folder).encode(), None)
    pointer = ctypes.cast(paths, ctypes.POINTER(ctypes.POINTER(ctypes.c_char)))
    _KEPT.append(paths)
    raw.FPDF_DestroyLibrary()
    raw.FPDF_InitLibraryWithConfig(
        raw.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=pointer, m_pIsolate=None)
    )


@pytest.mark.parametrize("fonts", ["none", "of bars far too wide"])
def test_a_pdf_reads_alike_whatever_fonts_the_machine_has(fonts: str, tmp_path: Path) -> None:
    if fonts != "none":
        (tmp_path / "font.ttf").write_bytes(font_of_bars((20, -120, 2600, 880)))
    code = (
        "import sys; from pathlib import Path; from tests.readers import test_pdf_fonts as it; "
        "it.with_fonts_in(Path(sys.argv[1])); print(it.cells_of(it.CONTENT))"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    environment = {"PYTHONPATH": f"{ROOT}:{ROOT / 'scripts'}"}
    there = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    assert there.stdout.strip() == str(cells_of(CONTENT))
    assert [row for row, _ in cells_of(CONTENT)] == [["合计", "12.50"], ["。", "28.88"]]


def test_the_pictures_of_pages_are_drawn_with_the_fonts_of_the_machine() -> None:
    before = render_page(CONTENT, 1)
    read_pdf(CONTENT)
    assert render_page(CONTENT, 1) == before
