"""Small digits behind a figure, above, below or on the line: marks of notes, no digits of it.

A file says only where each glyph stands and how large it is: ``300.00`` and a raised ``1`` would be
read as 300.001, or in a cell as two lines, 1 and 300.00.
"""

from collections.abc import Sequence

from yusuan.printed.characters import as_mark, is_smaller, set_apart
from yusuan.readers.pdf.glyphs import Glyph

_SMALLER = 0.85  # times the size of the figure before, at most: browsers print 0.83
_LONGEST_FIGURE = 40
_NEAR = 0.3  # em from the figure before
_RAISED = (0.15, 0.8)  # em above its line
_LOWERED = (0.08, 0.5)  # em below


def on_the_line(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """``glyphs`` of the text layer with raised and lowered digits as such, on the line."""
    found: list[Glyph] = []
    base: Glyph | None = None
    last: Glyph | None = None
    for index, glyph in enumerate(glyphs):
        before, last = last, glyph
        if not glyph.text.isdecimal():  # most are none, and quickly done with
            base = None
            found.append(glyph)
            continue
        if base is not None and before is not None:
            where = _where(glyph, base, before)
            if where is not None:
                down = base.baseline - glyph.baseline
                found.append(
                    glyph._replace(
                        text=set_apart(glyph.text, where),
                        baseline=base.baseline,
                        y0=glyph.y0 + down,
                        y1=glyph.y1 + down,
                    )
                )
                continue
            if _much_smaller(glyph, base) and _touches(glyph, before):
                mark = as_mark(glyph.text, _run(glyphs, found, index))
                if mark != glyph.text:
                    found.append(glyph._replace(text=mark))
                    continue
        base = glyph if glyph.quarter == 0 else None
        found.append(glyph)
    return found


def _run(glyphs: Sequence[Glyph], found: Sequence[Glyph], end: int) -> str:
    """What stands together before a glyph, as it was ``found`` to be."""
    start = end - 1
    while start > max(end - _LONGEST_FIGURE, 0) and _touches(glyphs[start], glyphs[start - 1]):
        start -= 1
    return "".join(glyph.text for glyph in found[start:end])


def _touches(glyph: Glyph, last: Glyph) -> bool:
    """Whether ``glyph`` stands right behind ``last`` on its line."""
    size = max(glyph.size, last.size)
    near = -_NEAR * size <= glyph.x0 - last.x1 <= _NEAR * size
    return near and abs(last.baseline - glyph.baseline) < _LOWERED[0] * size


def _much_smaller(glyph: Glyph, base: Glyph) -> bool:
    digit = glyph.text.isdecimal() and glyph.quarter == 0
    return digit and is_smaller(glyph.size, base.size, base.size)


def _where(glyph: Glyph, base: Glyph, last: Glyph) -> str | None:
    """``super`` or ``sub`` of a digit right behind ``last`` that is smaller than ``base``."""
    if glyph.size > _SMALLER * base.size or not glyph.text.isdecimal() or glyph.quarter != 0:
        return None
    if not -_NEAR <= (glyph.x0 - last.x1) / base.size <= _NEAR:
        return None
    rise = (base.baseline - glyph.baseline) / base.size
    if _RAISED[0] <= rise <= _RAISED[1]:
        return "super"
    return "sub" if _LOWERED[0] <= -rise <= _LOWERED[1] else None
