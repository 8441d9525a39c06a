"""Pages that are pictures, recognised: only if asked for, and marked ``ocr`` cell by cell.

An extra, ``yusuan[ocr]``: rapidocr-onnxruntime, which brings its model along and needs no
network. What it reads is a guess; whoever uses it holds it unverified until a sum confirms it.
Rules are long dark runs of pixels; from there on the page is read as any other.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from yusuan.errors import YusuanError
from yusuan.evidence.places import Box
from yusuan.readers.pdf.contents import Contents, Rule
from yusuan.readers.pdf.geometry import IDENTITY, PageSpace, meet
from yusuan.readers.pdf.glyphs import Glyph
from yusuan.readers.pdf.grids import RuledGrid, ruled_grid
from yusuan.readers.pdf.rulings import crossing_groups, merged

SCALE = 200 / 72  # pixels a point
_DARK = 150  # of 255
_LONGEST_STROKE = 24.0  # points that a stroke of a letter is long at most
_EM = 0.85  # of the height of a recognised box
_DESCENT = 0.12
_OVERLAP = 2.0  # points of a cell that a piece must cover to lie over it
_OFF_THE_RULE = 2  # pixels
_BORDER = 20  # pixels of white around a cell: models miss text at the edge
_NUMBER = re.compile(r"[0-9., -]+")


class Recognised(NamedTuple):
    """A piece of text with the box around it, in pixels from the top left corner."""

    text: str
    box: Box


Recogniser = Callable[[Any], Sequence[Recognised]]
"""From a grey picture (rows × columns, uint8, a numpy array) to the texts in it."""


def recognised(page: Any, recogniser: Recogniser) -> tuple[list[Glyph], Contents, PageSpace]:
    """Glyphs and rules of a page of pypdfium2 as it is drawn, and its space as shown."""
    width, height = page.get_size()
    bitmap = page.render(scale=SCALE, grayscale=True, may_draw_forms=False)
    try:
        pixels = bitmap.to_numpy().reshape(bitmap.height, -1)[:, : bitmap.width].copy()
    finally:
        bitmap.close()
    contents = Contents(horizontal=_rules(pixels), vertical=_rules(pixels.transpose()))
    cells = [region.box for grid in _grids(contents) for region in grid.regions]
    pieces = [
        part
        for piece in recogniser(pixels)
        for part in _within_cells(piece, cells, pixels, recogniser)
    ]
    glyphs = [glyph for piece in pieces for glyph in _glyphs(piece)]
    return glyphs, contents, PageSpace(page.get_rotation(), IDENTITY, width, height)


def _grids(contents: Contents) -> list[RuledGrid]:
    groups = crossing_groups(merged(contents.horizontal), merged(contents.vertical))
    return [grid for grid in map(ruled_grid, groups) if grid is not None]


def _within_cells(
    piece: Recognised, cells: Sequence[Box], pixels: Any, recogniser: Recogniser
) -> list[Recognised]:
    """A piece that lies over several cells, recognised again cell by cell."""
    import numpy

    found = []
    for cell in cells:
        box = meet(piece.box, Box(*(value * SCALE for value in cell))) or piece.box
        if box.x1 - box.x0 > _OVERLAP * SCALE and box.y1 - box.y0 > _OVERLAP * SCALE:
            found.append(box)
    if len(found) < 2:
        return [piece]
    parts: list[Recognised] = []
    for left, top, right, bottom in found:
        x, y = int(left) + _OFF_THE_RULE, int(top)
        crop = pixels[y : int(bottom) + 1, x : max(int(right) - _OFF_THE_RULE, x + 1)]
        x, y = x - _BORDER, y - _BORDER
        for text, box in recogniser(numpy.pad(crop, _BORDER, constant_values=255)):
            parts.append(Recognised(text, Box(box.x0 + x, box.y0 + y, box.x1 + x, box.y1 + y)))
    return parts


def _glyphs(piece: Recognised) -> list[Glyph]:
    """The characters of a piece, each as wide as its share: Chinese ones twice the others."""
    left, top, right, bottom = (value / SCALE for value in piece.box)
    # White space within a number is a guess of the model, not print.
    text = piece.text.replace(" ", "") if _NUMBER.fullmatch(piece.text) else piece.text
    shares = [1 if character.isascii() else 2 for character in text]
    unit = (right - left) / (sum(shares) or 1)
    size = _EM * (bottom - top)
    baseline = (top + bottom) / 2 + (0.5 - _DESCENT) * size
    glyphs: list[Glyph] = []
    x = left
    for character, share in zip(text, shares, strict=True):
        end = x + share * unit
        y0, y1 = baseline - (1 - _DESCENT) * size, baseline + _DESCENT * size
        glyphs.append(Glyph(character, x, y0, end, y1, x, baseline, size))
        x = end
    return glyphs


def _rules(pixels: Any) -> list[Rule]:
    """Dark runs along the rows, longer than strokes of letters; a scan's are a pixel askew."""
    import numpy

    dark = pixels < _DARK
    near = dark.copy()
    near[1:] |= dark[:-1]
    near[:-1] |= dark[1:]
    shortest = _LONGEST_STROKE * SCALE
    rules: list[Rule] = []
    for number in numpy.flatnonzero(near.sum(axis=1) >= shortest):
        edges = numpy.diff(near[number].astype(numpy.int8), prepend=0, append=0)
        starts, ends = numpy.flatnonzero(edges == 1), numpy.flatnonzero(edges == -1)
        rules.extend(
            Rule((number + 0.5) / SCALE, float(start) / SCALE, float(end) / SCALE)
            for start, end in zip(starts, ends, strict=True)
            if end - start >= shortest
        )
    return rules


@lru_cache(maxsize=1)
def default_recogniser() -> Recogniser:
    """The library's. Raises YusuanError, naming the extra, where it is not installed."""
    try:
        from rapidocr_onnxruntime import RapidOCR
    except ImportError:
        raise YusuanError("没有安装文字识别", hint="请先安装：pip install 'yusuan[ocr]'") from None
    engine = RapidOCR()

    def recognise(pixels: Any) -> list[Recognised]:
        found, _ = engine(pixels)
        return [Recognised(text, _around(corners)) for corners, text, _ in found or ()]

    return recognise


def _around(corners: Any) -> Box:
    xs, ys = zip(*corners, strict=True)
    return Box(float(min(xs)), float(min(ys)), float(max(xs)), float(max(ys)))
