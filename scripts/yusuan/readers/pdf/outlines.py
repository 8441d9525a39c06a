"""Letters drawn a second time as curves over their text: no rules, however straight their strokes.

Programs print bold text so, and draw headings as shapes. Left among the rules, the strokes of a
日 would be a table of two cells, and those of a bold figure would part the cell that it stands in.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from yusuan.evidence.places import Box
from yusuan.readers.pdf.contents import Contents, Shape
from yusuan.readers.pdf.glyphs import Glyph

_OVER = 0.12  # em that an outline may reach beyond the box of its letter
_STEP = 16.0  # points: the side of a square of the page


def without_letters(contents: Contents, glyphs: Iterable[Glyph]) -> Contents:
    """``contents`` with the edges of its small shapes among the rules, outlines of glyphs left out.

    Shapes that lie within the box of one of the ``glyphs`` (upright, in points) are its outline.
    """
    if not contents.shapes:
        return contents
    squares = _by_square(glyphs)
    across, down = [*contents.horizontal], [*contents.vertical]
    rules = replace(contents, horizontal=across, vertical=down, shapes=[])
    for shape in contents.shapes:
        if not _is_of_a_letter(shape, squares):
            for edge in shape.edges:
                rules.add_bar(edge)
    return rules


def _by_square(glyphs: Iterable[Glyph]) -> dict[tuple[int, int], list[Box]]:
    """The boxes of letters by each square of the page that they lie in."""
    squares: dict[tuple[int, int], list[Box]] = defaultdict(list)
    for glyph in glyphs:
        if glyph.is_space:
            continue
        over = _OVER * glyph.size
        box = Box(glyph.x0 - over, glyph.y0 - over, glyph.x1 + over, glyph.y1 + over)
        for column in range(int(box.x0 // _STEP), int(box.x1 // _STEP) + 1):
            for row in range(int(box.y0 // _STEP), int(box.y1 // _STEP) + 1):
                squares[column, row].append(box)
    return squares


def _is_of_a_letter(shape: Shape, squares: dict[tuple[int, int], list[Box]]) -> bool:
    x0, y0, x1, y1 = shape.box
    near: Sequence[Box] = squares.get((int(x0 // _STEP), int(y0 // _STEP)), ())
    return any(box.x0 <= x0 and x1 <= box.x1 and box.y0 <= y0 and y1 <= box.y1 for box in near)
