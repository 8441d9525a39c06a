"""Tables drawn with characters: what ┌ ─ ┬ │ ┼ print are rules."""

import unicodedata
from collections.abc import Sequence
from functools import cache

from yusuan.readers.pdf.contents import Rule
from yusuan.readers.pdf.glyphs import Glyph

_FEWEST = 6  # strokes up or down of a page: ── alone is a dash
_DRAWING = frozenset(map(chr, range(0x2500, 0x2580)))
_BETWEEN_LINES = 0.3  # em that a stroke goes on above and below its line, to that of the next


def with_drawn_rules(
    glyphs: Sequence[Glyph],
) -> tuple[list[Glyph], list[Rule], list[Rule]]:
    """The glyphs that are text, and the rules across and down that the others draw."""
    drawn = [it for it in glyphs if it.text in _DRAWING]
    if sum(any(_strokes(it.text)[2:]) for it in drawn) < _FEWEST:
        return list(glyphs), [], []
    across: list[Rule] = []
    down: list[Rule] = []
    for glyph in drawn:
        left, right, up, lower = _strokes(glyph.text)
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
        more = _BETWEEN_LINES * glyph.size
        if left or right:
            across.append(Rule(y, glyph.x0 if left else x, glyph.x1 if right else x))
        if up or lower:
            down.append(Rule(x, glyph.y0 - more if up else y, glyph.y1 + more if lower else y))
    gone = set(map(id, drawn))
    return [it for it in glyphs if id(it) not in gone], across, down


@cache
def _strokes(character: str) -> tuple[bool, bool, bool, bool]:
    """Whether it has a stroke from its middle to the left, to the right, up and down."""
    said = set(unicodedata.name(character).split())
    flat, upright = "HORIZONTAL" in said, "VERTICAL" in said
    return (
        flat or "LEFT" in said,
        flat or "RIGHT" in said,
        upright or "UP" in said,
        upright or "DOWN" in said,
    )
