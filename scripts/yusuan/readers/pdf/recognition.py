"""Pages that are pictures, recognised: only if asked for, and marked ``ocr`` cell by cell.

An extra, ``yusuan[ocr]``: rapidocr, which brings its models along and is given no reason to
fetch any. What it reads is a guess; whoever uses it holds it unverified until a sum confirms it.
Rules are long dark runs of pixels; from there on the page is read as any other.
"""

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from yusuan.errors import YusuanError
from yusuan.evidence.places import Box
from yusuan.extras import installing, require_recogniser
from yusuan.readers.pdf.banding import bands, high_enough
from yusuan.readers.pdf.contents import Contents, Rule
from yusuan.readers.pdf.geometry import IDENTITY, PageSpace, meet
from yusuan.readers.pdf.glyphs import ASCENT, DESCENT, Glyph
from yusuan.readers.pdf.grids import RuledGrid, ruled_grid
from yusuan.readers.pdf.rulings import crossing_groups, merged

SCALE = 200 / 72  # pixels a unit: a point, but of a page larger than ``LARGEST_AREA``
LARGEST_AREA = 842.0 * 1191.0  # points² of A3: a scan whose pixels are its points is larger
MAXIMUM_SIDE = 6000  # pixels that the library may keep as they are
_DARK = 150  # of 255
_LONGEST_STROKE = 24.0  # points that a stroke of a letter is long at most
_EM = 0.85  # of the height of a recognised box
_OVERLAP = 2.0  # points of a cell that a piece must cover to lie over it
_OFF_THE_RULE = 2  # pixels
_WIDEST_RULE = 3.0  # points
_FEWEST_PIXELS = 10  # dark ones of a sign; fewer are a speck
_SURE = 0.5  # of 1: what the model thinks of a text, else it is none
_BORDER = 20  # pixels of white around a cell: models miss text at the edge
_NO_MEMORY = ("bad_alloc", "allocate memory", "Insufficient memory", "Unable to allocate")
_NUMBER = re.compile(r"[0-9., -]+")


class Recognised(NamedTuple):
    """A piece of text with the box around it, in pixels from the top left corner."""

    text: str
    box: Box


class Recogniser(Protocol):
    """From a grey picture (rows × columns, uint8, a numpy array) to the texts in it.

    ``alone``: the picture is one line and nothing else; nobody need look for it.
    """

    def __call__(self, pixels: Any, *, alone: bool = False) -> Sequence[Recognised]: ...


def recognised(page: Any, recogniser: Recogniser) -> tuple[list[Glyph], Contents, PageSpace]:
    """Glyphs and rules of a page of pypdfium2 as it is drawn, and its space as shown.

    No glyphs of a page whose text runs sideways: what a model makes of it is no reading.
    """
    width, height = page.get_size()
    unit = max(1.0, math.sqrt(width * height / LARGEST_AREA))
    bitmap = page.render(scale=SCALE / unit, grayscale=True, may_draw_forms=False)
    try:
        pixels = bitmap.to_numpy().reshape(bitmap.height, -1)[:, : bitmap.width].copy()
    finally:
        bitmap.close()
    contents = Contents(horizontal=_rules(pixels), vertical=_rules(pixels.transpose()))
    seen = recogniser(pixels)
    if _sideways(seen):
        seen = ()
    cells = [region.box for grid in _grids(contents) for region in grid.regions]
    pieces = [part for piece in seen for part in _within_cells(piece, cells, pixels, recogniser)]
    if pieces:
        pieces += _overlooked(pieces, cells, pixels, recogniser)
    glyphs = [glyph for piece in pieces for glyph in _glyphs(piece)]
    space = PageSpace(page.get_rotation(), IDENTITY, width / unit, height / unit, unit=unit)
    return glyphs, contents, space


def _sideways(pieces: Sequence[Recognised]) -> bool:
    """Whether most texts of several characters are higher than they are wide."""
    several = [box for text, box in pieces if len(text) > 2]
    tall = sum(box.y1 - box.y0 > box.x1 - box.x0 for box in several)
    return tall > len(several) / 2


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


def _overlooked(
    pieces: Sequence[Recognised], cells: Sequence[Box], pixels: Any, recogniser: Recogniser
) -> list[Recognised]:
    """What is printed in cells where nothing was found: models that look for text miss a dash."""
    import numpy

    found: list[Recognised] = []
    for cell in cells:
        left, top, right, bottom = (value * SCALE for value in cell)
        if any(
            min(box.x1, right) > max(box.x0, left) and min(box.y1, bottom) > max(box.y0, top)
            for _, box in pieces
        ):
            continue
        x, y = int(left + _WIDEST_RULE * SCALE), int(top + _WIDEST_RULE * SCALE)
        inner = pixels[
            y : int(bottom - _WIDEST_RULE * SCALE), x : int(right - _WIDEST_RULE * SCALE)
        ]
        ys, xs = numpy.nonzero(inner < _DARK)
        if len(ys) < _FEWEST_PIXELS or ys.max() - ys.min() > _LONGEST_STROKE * SCALE:
            continue
        y0, y1, x0, x1 = int(ys.min()), int(ys.max()) + 1, int(xs.min()), int(xs.max()) + 1
        ink = numpy.pad(inner[y0:y1, x0:x1], _BORDER, constant_values=255)
        box = Box(float(x + x0), float(y + y0), float(x + x1), float(y + y1))
        found.extend(Recognised(text, box) for text, _ in recogniser(ink, alone=True))
    return found


def _glyphs(piece: Recognised) -> list[Glyph]:
    """The characters of a piece, each as wide as its share: Chinese ones twice the others."""
    left, top, right, bottom = (value / SCALE for value in piece.box)
    # White space within a number is a guess of the model, not print.
    text = piece.text.replace(" ", "") if _NUMBER.fullmatch(piece.text) else piece.text
    shares = [1 if character.isascii() else 2 for character in text]
    unit = (right - left) / (sum(shares) or 1)
    size = _EM * (bottom - top)
    baseline = (top + bottom) / 2 + (0.5 - DESCENT) * size
    glyphs: list[Glyph] = []
    x = left
    for character, share in zip(text, shares, strict=True):
        end = x + share * unit
        y0, y1 = baseline - ASCENT * size, baseline + DESCENT * size
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
    """The library's. Raises YusuanError, naming the extra, where it is not installed.

    It gives the same for the same picture on one machine; the last bits of its sums, and so a
    text that it doubts, may differ between processors.
    """
    require_recogniser()
    import rapidocr

    engine: Any = rapidocr.RapidOCR(params=_settings(Path(rapidocr.__file__).parent / "models"))

    def looked_at(pixels: Any, *, whole: bool) -> Any:
        try:
            return engine(pixels, use_det=not whole)
        except Exception as error:  # each of its libraries has a word of its own for it
            if any(word in str(error) for word in _NO_MEMORY):
                raise MemoryError from None
            raise

    def recognise(pixels: Any, *, alone: bool = False) -> list[Recognised]:
        if alone:
            found = looked_at(pixels, whole=True)
            box = Box(0, 0, float(pixels.shape[1]), float(pixels.shape[0]))
            read = zip(found.txts or (), found.scores or (), strict=True)
            return [Recognised(text, box) for text, score in read if text and score >= _SURE]
        pieces: list[Recognised] = []
        for band in bands(pixels):
            found = looked_at(high_enough(pixels[band.top : band.bottom]), whole=False)
            if found.boxes is None:
                continue
            for corners, text in zip(found.boxes, found.txts, strict=True):
                left, top, right, bottom = _around(corners)
                if band.owns(band.top + (top + bottom) / 2):
                    placed = Box(left, top + band.top, right, bottom + band.top)
                    pieces.append(Recognised(text, placed))
        return pieces

    return recognise


def _settings(models: Path) -> dict[str, Any]:
    """One thread, so that the sums of floats are the same everywhere, and models by their paths:
    the library fetches what it does not find where it looks by itself."""
    return {
        "Global.log_level": "error",
        "Global.max_side_len": MAXIMUM_SIDE,
        "Global.use_cls": False,  # it turns 69 and 0.00 upside down
        "EngineConfig.onnxruntime.intra_op_num_threads": 1,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        # What it keeps for later pictures is never given back.
        "EngineConfig.onnxruntime.enable_cpu_mem_arena": False,
        "Det.model_path": _model(models, "det"),
        "Rec.model_path": _model(models, "rec"),
    }


def _model(models: Path, task: str) -> str:
    found = sorted(models.glob(f"*_{task}_*.onnx"))
    if not found:
        raise YusuanError("文字识别（rapidocr）缺少模型", hint=f"请重新安装：{installing('ocr')}")
    return str(found[0])


def _around(corners: Any) -> Box:
    xs, ys = zip(*corners, strict=True)
    return Box(float(min(xs)), float(min(ys)), float(max(xs)), float(max(ys)))
