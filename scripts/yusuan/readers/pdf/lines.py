"""Glyphs into visual lines by their baselines, and lines into text as printed."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median_low

from yusuan.evidence.places import Box
from yusuan.readers.pdf.glyphs import IN_NUMBERS, SPACES, Glyph

_SAME_BASELINE = 0.45  # share of the height of letters
_SAME_BASELINE_POINTS = 1.2
_WORD_GAP = 0.6  # em between two glyphs that are two words
_DIGIT_GAP = 0.2  # em at least between the digits of two numbers
_DIGIT_STEP = 1.5  # times the usual step from digit to digit that a step between numbers takes
_PIECE_GAP = 2.2  # em between two pieces of a line
_PADDING = 14.0  # points that a cell may keep free beside its text: Word has 5.4 a side
_EVEN = 1.5  # times the smallest distance that the largest one may be
_SMALLEST = 6.0  # points: smaller letters do not make narrower gaps
_CJK = 0x2E80
_LONGEST = 40
_TWO_POINTS = re.compile(r"-?[0-9,]+\.[0-9,]+\.[0-9]+")


VisualLine = tuple[Glyph, ...]
"""Glyphs on one baseline in the order they are read, white space included."""


def box_of(glyphs: Iterable[Glyph]) -> Box:
    """The box around the printed glyphs (around all if none is printed)."""
    every = list(glyphs)
    inked = [glyph for glyph in every if glyph.text not in SPACES] or every
    _, lefts, tops, rights, bottoms, *_ = zip(*inked, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def visual_lines(glyphs: Iterable[Glyph]) -> list[VisualLine]:
    """Glyphs as lines from top to bottom; text set sideways is read along its own direction."""
    turned: dict[int, list[tuple[float, float, int, Glyph]]] = {}
    for index, glyph in enumerate(glyphs):
        x, y, quarter = glyph.origin, glyph.baseline, glyph.quarter or 0
        if quarter:
            x, y = ((y, -x), (-x, -y), (-y, x))[quarter - 1]
        turned.setdefault(quarter, []).append((y, x, index, glyph))
    lines: list[VisualLine] = []
    for quarter in sorted(turned):
        lines.extend(_by_baseline(turned[quarter]))
    return lines


def _by_baseline(placed: list[tuple[float, float, int, Glyph]]) -> list[VisualLine]:
    lines: list[list[tuple[float, int, Glyph]]] = []
    baseline, size = 0.0, 0.0
    for y, x, index, glyph in sorted(placed):
        below = y - baseline
        # Most glyphs stand on the very baseline of the one before.
        if not lines or (
            below > _SAME_BASELINE_POINTS and below > _SAME_BASELINE * min(glyph.size, size)
        ):
            baseline, size = y, glyph.size
            lines.append([])
        lines[-1].append((x, index, glyph))
    return [tuple(glyph for *_, glyph in sorted(line)) for line in lines]


def line_text(glyphs: Sequence[Glyph]) -> str:
    """The text of glyphs of one line, without white space at its ends.

    A wide gap is one space unless both sides are Chinese, or the digits of one number are
    printed wide apart throughout. Between two digits a gap is wide that other digits lack.
    """
    spread = _is_spread_number(glyphs)
    apart = () if spread else _between_numbers(glyphs)
    parts: list[str] = []
    end, before = 0.0, " "
    for index, (text, x0, _, x1, _, _, _, size, _) in enumerate(glyphs):
        if index in apart or (
            x0 - end > _WORD_GAP * size
            and before not in SPACES
            and text not in SPACES
            and not spread
            and not (ord(text) > _CJK and ord(before) > _CJK)
        ):
            parts.append(" ")
        parts.append(text)
        end, before = x1, text
    return "".join(parts).strip()


def _between_numbers(glyphs: Sequence[Glyph]) -> frozenset[int]:
    """Which glyphs are the first digit of a number that another stands close before.

    A browser prints no blanks, only gaps of a quarter em: ``80 90`` must not become 8090. The
    measure is the step between digits of the same line, of which there must be two besides.
    """
    pairs = [
        (index, left, right)
        for index, (left, right) in enumerate(pairwise(glyphs), start=1)
        if left.text.isdecimal() and right.text.isdecimal() and left.size == right.size
    ]
    if len(pairs) < 3:
        return frozenset()
    usual = median_low([right.origin - left.origin for _, left, right in pairs])
    return frozenset(
        index
        for index, left, right in pairs
        if right.x0 - left.x1 > _DIGIT_GAP * right.size
        and right.origin - left.origin > _DIGIT_STEP * usual
    )


def _is_spread_number(glyphs: Sequence[Glyph]) -> bool:
    """Whether these are the digits of one number at even, wide distances."""
    if len(glyphs) < 3 or not all(glyph.text in IN_NUMBERS for glyph in glyphs):
        return False
    gaps = [right.x0 - left.x1 for left, right in pairwise(glyphs)]
    steps = [right.origin - left.origin for left, right in pairwise(glyphs)]
    return max(gaps) <= _EVEN * min(gaps) or max(steps) <= _EVEN * min(steps)


def cell_text(lines: Sequence[VisualLine], width: float) -> str:
    """The lines of one cell of ``width`` points joined, without white space where it was cut.

    A space stands between Latin words, and between two numbers of which the first would have
    had room for more: they are two, not one cut in two.
    """
    text = ""
    before: VisualLine = ()
    for line in lines:
        more = line_text(line)
        if text and more and _are_apart(text[-1], more[0], before, line, width):
            text += " "
        text += more
        before = line
    return text


def _are_apart(last: str, first: str, before: VisualLine, line: VisualLine, width: float) -> bool:
    if last.isascii() and first.isascii() and last.isalpha() and first.isalpha():
        return True
    both = last.isdecimal() and (first.isdecimal() or first == "-")
    return both and are_two_numbers(before, line, width)


def are_two_numbers(above: VisualLine, below: VisualLine, width: float) -> bool:
    """Whether two lines of digits in a cell of ``width`` points are two numbers, not one cut."""
    if _TWO_POINTS.fullmatch(line_text(above)[-_LONGEST:] + line_text(below)[:_LONGEST]):
        return True
    box, next_box = box_of(above), box_of(below[:1])
    return box.x1 - box.x0 + next_box.x1 - next_box.x0 <= width - _PADDING


def words(line: VisualLine) -> list[VisualLine]:
    """A line cut at white space; the digits of one number printed wide apart are one word."""
    if _is_spread_number([glyph for glyph in line if not glyph.is_space]):
        return [line]
    return _cut(line, _WORD_GAP, 0.0, at_spaces=True)


def pieces(line: VisualLine) -> list[VisualLine]:
    """The parts of a line with wide gaps between them; each has a printed glyph."""
    return _cut(line, _PIECE_GAP, _SMALLEST, at_spaces=False)


def _cut(line: VisualLine, gap: float, smallest: float, *, at_spaces: bool) -> list[VisualLine]:
    parts: list[list[Glyph]] = []
    end, spaced = 0.0, False
    for glyph in line:
        if glyph.text in SPACES:
            spaced = at_spaces
            if parts and not at_spaces:
                parts[-1].append(glyph)
            continue
        if not parts or spaced or glyph.x0 - end > gap * max(glyph.size, smallest):
            parts.append([])
        parts[-1].append(glyph)
        end, spaced = glyph.x1, False
    return [tuple(part) for part in parts]
