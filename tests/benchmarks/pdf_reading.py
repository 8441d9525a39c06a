"""How long reading PDFs takes, against pypdfium2 alone and against pdfplumber's tables.

``python -m tests.benchmarks.pdf_reading [FILE…]`` prints the ratios: to bare extraction of the same
glyphs and paths (target: at most 3), and to pdfplumber's tables (target: at most a third).
"""

import ctypes
import io
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from tests.readers.showing import SAMPLES
from yusuan.readers.pdf import read_pdf


class Extracted(NamedTuple):
    pages: int
    glyphs: int
    points: int


class Ratio(NamedTuple):
    """CPU seconds of both, best of the rounds, over all files in one process."""

    bare: float
    reading: float
    pages: int

    @property
    def value(self) -> float:
        return self.reading / self.bare


def bare_extraction(content: bytes) -> Extracted:
    """Every glyph with its character, box and origin, every path with its points: no more."""
    document = pdfium.PdfDocument(content)
    glyphs = points = 0
    for page in document:
        text_page = page.get_textpage()
        box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        for index in range(raw.FPDFText_CountChars(text_page)):
            raw.FPDFText_GetUnicode(text_page, index)
            raw.FPDFText_GetLooseCharBox(text_page, index, box)
            raw.FPDFText_GetCharOrigin(text_page, index, x, y)
            glyphs += 1
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=12):
            points += _path_points(item.raw)
        text_page.close()
        page.close()
    pages = len(document)
    document.close()
    return Extracted(pages, glyphs, points)


def _path_points(path: object) -> int:
    x, y, matrix = ctypes.c_float(), ctypes.c_float(), raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, matrix)
    count = int(raw.FPDFPath_CountSegments(path))
    for position in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, position)
        raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
    return count


def reading_ratio(contents: Sequence[bytes], rounds: int = 3) -> Ratio:
    """Reading against bare extraction of the same files, in turns, so that both share the noise."""
    bare: list[float] = []
    reading: list[float] = []
    for _ in range(rounds):
        bare.append(_seconds(lambda: [bare_extraction(content) for content in contents]))
        reading.append(_seconds(lambda: [read_pdf(content) for content in contents]))
    pages = sum(bare_extraction(content).pages for content in contents)
    return Ratio(min(bare), min(reading), pages)


def plumber_ratio(contents: Sequence[bytes]) -> float:
    """Reading against the tables that pdfplumber finds in the same files, with their texts."""
    import pdfplumber

    def tables() -> None:
        for content in contents:
            with pdfplumber.open(io.BytesIO(content)) as pdf:
                for page in pdf.pages:
                    page.extract_tables()
                    page.close()

    theirs = _seconds(tables)
    return _seconds(lambda: [read_pdf(content) for content in contents]) / theirs


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main(arguments: Sequence[str]) -> None:
    paths = [Path(name) for name in arguments] or sorted(SAMPLES.glob("*/*.pdf"))[::4]
    ratio = reading_ratio([path.read_bytes() for path in paths])
    print(f"{len(paths)} files, {ratio.pages} pages")
    print(f"bare extraction {ratio.bare:.2f} s, reading {ratio.reading:.2f} s CPU")
    print(f"ratio {ratio.value:.2f}, {ratio.pages / ratio.reading:.0f} pages a CPU second")
    few = [path.read_bytes() for path in paths[:3]]
    print(f"against pdfplumber's tables, {len(few)} files: {plumber_ratio(few):.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
