"""Glyphs into visual lines by their baselines, and lines into text as printed."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from yusuan.evidence.places import Box
from yusuan.readers.pdf.glyphs import Glyph

_SAME_BASELINE = 0.45  # share of the height of letters
_SAME_BASELINE_POINTS = 1.2
_WORD_GAP = 0.6  # em between two glyphs that are two words
_PIECE_GAP = 2.2  # em between two pieces of a line
_CJK = 0x2E80
_IN_NUMBERS = frozenset("0123456789０１２３４５６７８９.,．，-%％")


class VisualLine(NamedTuple):
    """Glyphs on one baseline, from left to right, white space included."""

    baseline: float
    glyphs: tuple[Glyph, ...]

    @property
    def box(self) -> Box:
        return box_of(self.glyphs)


def box_of(glyphs: Iterable[Glyph]) -> Box:
    """The box around the printed glyphs (around all if none is printed)."""
    every = list(glyphs)
    inked = [glyph for glyph in every if not glyph.is_space] or every
    return Box(
        min(glyph.x0 for glyph in inked),
        min(glyph.y0 for glyph in inked),
        max(glyph.x1 for glyph in inked),
        max(glyph.y1 for glyph in inked),
    )


def visual_lines(glyphs: Sequence[Glyph]) -> list[VisualLine]:
    """Glyphs as lines from top to bottom."""
    lines: list[tuple[float, float, list[Glyph]]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.baseline, glyph.origin)):
        if lines:
            baseline, size, members = lines[-1]
            near = max(_SAME_BASELINE_POINTS, _SAME_BASELINE * min(glyph.size, size))
            if glyph.baseline - baseline <= near:
                members.append(glyph)
                continue
        lines.append((glyph.baseline, glyph.size, [glyph]))
    return [
        VisualLine(baseline, tuple(sorted(members, key=lambda glyph: glyph.origin)))
        for baseline, _, members in lines
    ]


def line_text(glyphs: Sequence[Glyph]) -> str:
    """The text of glyphs of one line, without white space at its ends.

    A wide gap is one space unless both sides are Chinese, or the digits of one number are
    printed wide apart throughout.
    """
    spread = _is_spread_number(glyphs)
    text = ""
    before: Glyph | None = None
    for glyph in glyphs:
        if (
            before is not None
            and not spread
            and not glyph.is_space
            and not before.is_space
            and glyph.x0 - before.x1 > _WORD_GAP * max(glyph.size, 1)
            and not (ord(glyph.text) > _CJK and ord(before.text) > _CJK)
        ):
            text += " "
        text += glyph.text
        before = glyph
    return text.strip()


def _is_spread_number(glyphs: Sequence[Glyph]) -> bool:
    """Whether these are the digits of one number at even, wide distances."""
    if len(glyphs) < 3 or not all(glyph.text in _IN_NUMBERS for glyph in glyphs):
        return False
    gaps = [right.x0 - left.x1 for left, right in pairwise(glyphs)]
    return max(gaps) <= 1.5 * min(gaps)


def cell_text(lines: Sequence[VisualLine]) -> str:
    """The lines of one cell joined: a space only where both sides are Latin words."""
    text = ""
    for line in lines:
        more = line_text(line.glyphs)
        if text and more and _is_latin(text[-1]) and _is_latin(more[0]):
            text += " "
        text += more
    return text


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def pieces(line: VisualLine) -> list[tuple[Glyph, ...]]:
    """The parts of a line with wide gaps between them; each has a printed glyph."""
    parts: list[list[Glyph]] = []
    end = 0.0
    for glyph in line.glyphs:
        if glyph.is_space:
            if parts:
                parts[-1].append(glyph)
            continue
        if not parts or glyph.x0 - end > _PIECE_GAP * max(glyph.size, 6):
            parts.append([])
        parts[-1].append(glyph)
        end = glyph.x1
    return [tuple(part) for part in parts]
