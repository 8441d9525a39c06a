"""The glyphs of a page's text layer, upright, and those that nobody can see."""

import ctypes
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import atan2, hypot, pi, remainder
from statistics import median_low
from typing import NamedTuple

import pypdfium2.raw as raw

from yusuan.evidence.model import UnreadReason
from yusuan.evidence.places import Box
from yusuan.printed.characters import CANNOT_SAY
from yusuan.readers.pdf import library
from yusuan.readers.pdf.clips import ON_THE_PAGE, Around, Clips
from yusuan.readers.pdf.contents import WHITE
from yusuan.readers.pdf.geometry import IDENTITY, Matrix, PageSpace

SPACES = frozenset(" \t\r\n\f\v\xa0\u3000\u2002\u2003\u2009\u200b\ufeff\x00")
IN_NUMBERS = frozenset("0123456789０１２３４５６７８９.,．，-%％")
_MADE_UP = frozenset((0x20, 0x0D, 0x0A))  # what PDFium makes up between words and lines
_HYPHEN = 0x02  # PDFium's mark for a hyphen at the end of a line
_INVISIBLE_MODES = frozenset((raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP))
_FILLED_MODES = frozenset((raw.FPDF_TEXTRENDERMODE_FILL, raw.FPDF_TEXTRENDERMODE_FILL_CLIP))
_SEEN = 0.25  # of a glyph's area must lie inside its clip
_SAME_SPOT = 0.12  # two like glyphs nearer than this share of their height are one, painted twice
# A shadow lies farther off, but less than half the width of the glyph: 33 is no 3 with a shadow.
_SHADOW, _OF_WIDTH = 0.25, 0.45
_SPOT = 4.0
_SQUARE = 12.0  # points: the side of the squares in which like glyphs are looked for
_SAME_PLACE = 0.5  # points
_MUCH_LARGER = 1.5
_LEVEL, _SAME_SLOPE = 1e-6, 4e-4  # radians
_NEARLY_ALL = 0.8
DIGITS = frozenset("0123456789０１２３４５６７８９")
_TOUCHES = 0.1  # em between two glyphs of one number
MARGIN = 0.05  # em of white at the side of a digit
_FARTHEST = 1_000_000.0
ASCENT, DESCENT = 0.88, 0.12  # of an em: where a Chinese character stands on its baseline


class Glyph(NamedTuple):
    """One character on the upright page, in points: its box, origin and baseline.

    The box is as wide as the font says and one ``size`` (em) high around the baseline: the
    heights that fonts state are not to be trusted. ``quarter`` is how many quarter turns
    clockwise its text runs from the page's, None for a slanted one (a watermark).
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    origin: float
    baseline: float
    size: float
    quarter: int | None = 0

    @property
    def is_space(self) -> bool:
        return self.text in SPACES


class Glyphs(NamedTuple):
    """``hidden`` are glyphs with the reason why nobody sees them; ``space`` the upright page.

    ``skew`` is the angle at which nearly all text runs downhill, 0 if it does not.
    """

    seen: list[Glyph]
    hidden: list[tuple[Glyph, UnreadReason]]
    space: PageSpace
    skew: float = 0.0


class _Style(NamedTuple):
    """What all glyphs of a text object share; ``item`` and ``form`` tell how it is clipped.

    ``unmoved`` is the matrix of its form where PDFium says of its glyphs where they stand in that.
    """

    quarter: int | None
    size: float
    item: library.Address
    form: Around
    invisible: bool
    white: bool = False
    unmoved: Matrix | None = None
    slope: float = 0.0


# Text, style, left, bottom, right, top, origin: as PDFium says it, in the file's own space.
_Drawn = tuple[str, _Style, float, float, float, float, float, float]


def page_glyphs(
    text_page: library.Address,
    space: PageSpace,
    in_forms: dict[library.Address, Around],
    backgrounds: Sequence[Box] = (),
) -> Glyphs:
    """All printed glyphs, white space included, in the order of the text layer.

    White ones are seen where they stand on one of the ``backgrounds``.
    """
    raws, skew = _raw_glyphs(text_page, space, in_forms)
    turns = Counter(style.quarter for _, style, *_ in raws if style.quarter is not None)
    turn = max(turns, key=lambda quarter: (turns[quarter], -quarter), default=0)
    upright = space.turned(turn)
    a, b, c, d, e, f = upright.matrix
    straight = not (b or c)
    width, height = upright.width, upright.height
    seen: list[Glyph] = []
    hidden: list[tuple[Glyph, UnreadReason]] = []
    cut: list[tuple[int, Glyph]] = []
    clips = Clips(upright.matrix)
    clip: Box | None = None
    last: _Style | None = None
    before: _Drawn | None = None
    for drawn in raws:
        text, style, left, bottom, right, top, x, y = drawn
        if straight:  # not turned: the common case, without calls
            x0, y0, x1, y1 = a * left + e, d * top + f, a * right + e, d * bottom + f
            origin, baseline = a * x + e, d * y + f
            if x0 > x1 or y0 > y1:
                x0, y0, x1, y1 = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
        else:
            x0, y0, x1, y1 = upright.matrix.box(left, bottom, right, top)
            origin, baseline = upright.matrix.point(x, y)
        quarter = None if style.quarter is None else (style.quarter - turn) % 4
        size = style.size or y1 - y0
        if quarter == 0:
            y0, y1 = baseline - ASCENT * size, baseline + DESCENT * size
        glyph = Glyph(text, x0, y0, x1, y1, origin, baseline, size, quarter)
        if drawn == before and quarter == 0 and seen and seen[-1].text == text:
            seen[-1], glyph = _halves(seen[-1])
        before = drawn
        if style is not last:
            last, clip = style, clips.within(style.item, style.form) if style.item else None
        center_x, center_y = (x0 + x1) / 2, (y0 + y1) / 2
        if not (0 <= center_x <= width and 0 <= center_y <= height and abs(origin) < _FARTHEST):
            hidden.append((glyph, "off_page"))
            if text in IN_NUMBERS:
                cut.append((len(seen), glyph))
        elif style.invisible or (
            style.white and not _stands_on(space.matrix.box(left, bottom, right, top), backgrounds)
        ):
            hidden.append((glyph, "invisible"))
        elif clip is None or _is_within(glyph, clip):
            seen.append(glyph)
        elif _is_clipped(glyph, exact := clips.exact(style.item, style.form)):
            hidden.append((glyph, "clipped"))
            if text in IN_NUMBERS:
                cut.append((len(seen), glyph))
        else:
            if text in DIGITS and exact is not None and _is_cut(glyph, exact):
                # A printer to PDF leaves out what lies behind: nobody knows whether more is there.
                glyph = glyph._replace(text=CANNOT_SAY)
            seen.append(glyph)
    _mark_cut_numbers(seen, cut)
    return Glyphs(*_once(seen, hidden), upright, skew)


def _mark_cut_numbers(seen: list[Glyph], cut: Sequence[tuple[int, Glyph]]) -> None:
    """Numbers of which a cell shows a part: their last sign that is seen is none that can be said.

    ``cut`` are the glyphs that are clipped away, each with its place among those that are seen.
    """
    for at, gone in cut:
        for index in (at - 1, at):
            if 0 <= index < len(seen) and (it := seen[index]).text in IN_NUMBERS:
                gap = max(it.x0 - gone.x1, gone.x0 - it.x1)
                level = abs(it.baseline - gone.baseline) <= _SAME_PLACE and it.size == gone.size
                if level and abs(gap) <= _TOUCHES * it.size:
                    seen[index] = it._replace(text=CANNOT_SAY)


def _raw_glyphs(
    text_page: library.Address,
    space: PageSpace,
    in_forms: dict[library.Address, Around],
) -> tuple[list[_Drawn], float]:
    """The glyphs as drawn, and the skew of the text."""
    unicode_of, generated = library.char_unicode, library.char_generated
    object_of, box_of, origin_of = library.char_object, library.char_box, library.char_origin
    render_mode = library.render_mode
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    color = [ctypes.c_uint() for _ in range(4)]
    raws: list[_Drawn] = []
    high = last = 0
    styles: dict[library.Address, _Style] = {}
    style = _Style(0, 0.0, 0, ON_THE_PAGE, invisible=False)
    for index in range(library.count_chars(text_page)):
        code = unicode_of(text_page, index)
        if code in _MADE_UP and generated(text_page, index) == 1:
            continue
        item = object_of(text_page, index) or 0
        if item != last or not index:
            last = item
            known = styles.get(item)
            if known is None:
                library.char_matrix(text_page, index, matrix)
                direction = matrix.a, matrix.b, matrix.c, matrix.d
                quarter, scale, slope = _direction(*direction, space.matrix)
                size = library.char_size(text_page, index) * scale
                form = in_forms.get(item, ON_THE_PAGE)
                mode = render_mode(item) if item else raw.FPDF_TEXTRENDERMODE_FILL
                invisible = mode in _INVISIBLE_MODES
                white = bool(item) and mode in _FILLED_MODES and _is_white(item, color)
                unmoved = None
                if form.matrix is not ON_THE_PAGE.matrix:
                    origin_of(text_page, index, x, y)
                    unmoved = _unmoved(item, form, matrix, x.value, y.value)
                known = _Style(quarter, size, item, form, invisible, white, unmoved, slope)
                styles[item] = known
            style = known
        if not 0x20 <= code < 0xD800:
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            text, high = _character(code, high), 0
        else:
            text = chr(code)
        box_of(text_page, index, box)
        origin_of(text_page, index, x, y)
        drawn = (text, style, box.left, box.bottom, box.right, box.top, x.value, y.value)
        raws.append(drawn if style.unmoved is None else _moved(drawn, style.unmoved))
    return raws, _skew([it.slope for it in styles.values() if it.quarter is not None])


def _skew(slopes: Sequence[float]) -> float:
    """The slope that nearly all text objects have, if they are not level."""
    if not any(slopes):
        return 0.0
    usual = median_low(slopes)
    alike = sum(abs(slope - usual) <= _SAME_SLOPE for slope in slopes)
    return usual if abs(usual) > _SAME_SLOPE and alike >= _NEARLY_ALL * len(slopes) else 0.0


def _unmoved(
    item: library.Address, form: Around, shown: raw.FS_MATRIX, x: float, y: float
) -> Matrix | None:
    """The matrix of the form in which an object stands, if its first glyph is not yet moved by it.

    PDFium gives the glyphs of fonts that are drawings (Type 3) where the form has them.
    """
    if form.matrix == IDENTITY:
        return None
    own = raw.FS_MATRIX()
    library.object_matrix(item, own)
    is_own = abs(own.e - x) + abs(own.f - y) <= _SAME_PLACE
    is_shown = abs(shown.e - x) + abs(shown.f - y) <= _SAME_PLACE
    return form.matrix if is_own and not is_shown else None


def _moved(drawn: _Drawn, matrix: Matrix) -> _Drawn:
    text, style, left, bottom, right, top, x, y = drawn
    return text, style, *matrix.box(left, bottom, right, top), *matrix.point(x, y)


def _is_white(item: library.Address, color: Sequence[ctypes.c_uint]) -> bool:
    """Whether a text object is filled with white, or with nothing; ``color`` is to be filled."""
    red, green, blue, alpha = color
    if not library.fill_color(item, red, green, blue, alpha):
        return False
    return not alpha.value or min(red.value, green.value, blue.value) > WHITE


def _stands_on(box: Box, backgrounds: Sequence[Box]) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return any(it.x0 <= x <= it.x1 and it.y0 <= y <= it.y1 for it in backgrounds)


def _character(code: int, high: int) -> str:
    if 0xDC00 <= code < 0xE000:
        return chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00) if high else CANNOT_SAY
    if code == _HYPHEN:
        return "-"
    return chr(code) if 0 < code < 0x110000 else CANNOT_SAY


@lru_cache(maxsize=1024)
def _direction(
    a: float, b: float, c: float, d: float, page: Matrix
) -> tuple[int | None, float, float]:
    """Quarter turns of text with this matrix on the page as shown, scale upwards, and slope."""
    along = Matrix(a, b, c, d, 0, 0).then(page._replace(e=0, f=0))
    quarter = along.quarter
    slope = remainder(atan2(along.b, along.a) - (quarter or 0) * pi / 2, 2 * pi)
    return quarter, hypot(c, d), slope if abs(slope) > _LEVEL else 0.0


def _is_clipped(glyph: Glyph, clip: Box | None) -> bool:
    if clip is None or _is_within(glyph, clip):
        return False
    width = min(glyph.x1, clip.x1) - max(glyph.x0, clip.x0)
    height = min(glyph.y1, clip.y1) - max(glyph.y0, clip.y0)
    if width <= 0 or height <= 0:
        return True
    return width * height < _SEEN * (glyph.x1 - glyph.x0) * (glyph.y1 - glyph.y0)


def _is_cut(glyph: Glyph, clip: Box) -> bool:
    """Whether the left or right edge of a clip goes through a level glyph, not only its margin."""
    over = max(clip.x0 - glyph.x0, glyph.x1 - clip.x1)
    return glyph.quarter == 0 and over > MARGIN * glyph.size


def _halves(glyph: Glyph) -> tuple[Glyph, Glyph]:
    """One sign that stands for two characters (——), as the layer says it: both at its place."""
    middle = (glyph.x0 + glyph.x1) / 2
    return glyph._replace(x1=middle), glyph._replace(x0=middle, origin=middle)


def _is_within(glyph: Glyph, clip: Box) -> bool:
    return (
        glyph.x0 >= clip.x0 and glyph.x1 <= clip.x1 and glyph.y0 >= clip.y0 and glyph.y1 <= clip.y1
    )


def _once(
    seen: list[Glyph], hidden: list[tuple[Glyph, UnreadReason]]
) -> tuple[list[Glyph], list[tuple[Glyph, UnreadReason]]]:
    """Glyphs painted again on the same spot (a false bold, a shadow) set apart.

    Where one digit is painted over another, of a second layer of text say, nobody can tell which
    of the two is meant: what stands there is no digit. A slanted one is of a watermark.
    """
    kept: list[Glyph] = []
    spots: dict[str, dict[tuple[int, int], list[Glyph]]] = {}
    digits: dict[tuple[int, int], list[int]] = {}
    for glyph in seen:
        text, x0, _, x1, _, origin, baseline, size, quarter = glyph
        if text in SPACES or quarter is None:
            kept.append(glyph)
            continue
        size = size if size > 1 else 1.0
        same = _SAME_SPOT * size
        shadow = _SHADOW * size if _SHADOW * size < _SPOT else _SPOT
        near = _OF_WIDTH * (x1 - x0)
        near = near if near < shadow else shadow
        near = near if near > same else same
        left, right = int((origin - near) / _SQUARE), int((origin + near) / _SQUARE)
        top, bottom = int((baseline - shadow) / _SQUARE), int((baseline + shadow) / _SQUARE)
        # Mostly all that is near lies in one square.
        single = left == right and top == bottom
        squares = _squares(left, right, top, bottom) if not single else ((left, top),)
        own = spots.setdefault(text, {})
        like = (
            own.get((left, top), ())
            if single
            else [it for square in squares for it in own.get(square, ())]
        )
        if like and any(
            abs(other.origin - origin) <= near
            and abs(other.x0 - x0) <= near + same  # halves of one sign have one origin: ——
            and abs(other.baseline - baseline) <= shadow
            and _like_large(other, glyph)
            for other in like
        ):
            hidden.append((glyph, "overprinted"))
            continue
        at = int(origin / _SQUARE), int(baseline / _SQUARE)
        if text in DIGITS:
            below = [
                number
                for square in squares
                for number in digits.get(square, ())
                if abs(kept[number].origin - origin) <= same
                and abs(kept[number].baseline - baseline) <= same
                and _like_large(kept[number], glyph)
            ]
            if below:
                kept[below[0]] = kept[below[0]]._replace(text=CANNOT_SAY)
                hidden.append((glyph, "overprinted"))
                continue
            digits.setdefault(at, []).append(len(kept))
        own.setdefault(at, []).append(glyph)
        kept.append(glyph)
    return kept, hidden


def _squares(left: int, right: int, top: int, bottom: int) -> Sequence[tuple[int, int]]:
    return [(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]


def _like_large(one: Glyph, other: Glyph) -> bool:
    """Whether neither of two is of much larger letters, as those of a watermark are."""
    return one.size < _MUCH_LARGER * other.size and other.size < _MUCH_LARGER * one.size
