"""Two pages printed side by side on one sheet: each is read as the page that it is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Literal

from yusuan.readers.pdf.contents import Contents
from yusuan.readers.pdf.glyphs import Glyph
from yusuan.readers.pdf.grids import ruled_grid
from yusuan.readers.pdf.lines import visual_lines
from yusuan.readers.pdf.rulings import crossing_groups, merged
from yusuan.readers.pdf.unruled.lines import row_of

_WHITE = 8.0  # points left and right of the middle of the sheet in which nothing is printed
_FEWEST_SHEETS = 2
_FEWEST_WORDS = 4  # glyphs of a line above a table that may be its title

Halved = Literal["no", "blank", "maybe", "yes"]
"""How far a sheet shows that it is of two pages; ``blank``: one of them would be."""


def halved(glyphs: Sequence[Glyph], contents: Contents, size: tuple[float, float]) -> Halved:
    """Whether a sheet of this width and height holds two pages: nothing crosses the white between.

    That is certain where a table begins on both, below a line of its own besides its unit: one
    that is cut in two by a gap says its title and its unit once.
    """
    width, height = size
    if width <= height:
        return "no"
    left, right = width / 2 - _WHITE, width / 2 + _WHITE
    if any(it.x0 < right and it.x1 > left for it in glyphs if it.quarter == 0 and not it.is_space):
        return "no"
    if any(rule.start < right and rule.end > left for rule in contents.horizontal):
        return "no"
    if any(left < rule.at < right for rule in contents.vertical):
        return "no"
    parts = halves(glyphs, contents, width)
    if not all(part for part, _ in parts):
        return "blank"
    return "yes" if all(_begins_a_table(*part) for part in parts) else "maybe"


def sheets_of_two(sheets: Sequence[tuple[Halved, object]]) -> Iterator[int]:
    """Which sheets hold two pages, as those around them show; each comes with its size.

    So do all that stand in a row with a certain one, alike in size, and all of a file where nothing
    crosses the middle of any.
    """
    for _, run in groupby(enumerate(sheets), key=lambda it: (it[1][0] == "no", it[1][1])):
        found = {at: how for at, (how, _) in run}
        whole = len(found) == len(sheets) and list(found.values()).count("maybe") >= _FEWEST_SHEETS
        if "no" not in found.values() and ("yes" in found.values() or whole):
            yield from found


def halves(
    glyphs: Sequence[Glyph], contents: Contents, width: float
) -> tuple[tuple[list[Glyph], Contents], tuple[list[Glyph], Contents]]:
    """What stands on the left page of a sheet, and on the right one."""
    middle = width / 2
    parts = []
    for at_left in (True, False):
        own = replace(
            contents,
            horizontal=[it for it in contents.horizontal if (it.start < middle) is at_left],
            vertical=[it for it in contents.vertical if (it.at < middle) is at_left],
            backgrounds=[it for it in contents.backgrounds if (it.x0 < middle) is at_left],
        )
        parts.append(([it for it in glyphs if (it.x0 < middle) is at_left], own))
    return parts[0], parts[1]


def _begins_a_table(glyphs: Sequence[Glyph], contents: Contents) -> bool:
    """Whether a line that is more than a unit stands above a table of the page, as its title does."""
    rows = [row_of(line) for line in visual_lines(glyphs)]
    groups = crossing_groups(merged(contents.horizontal), merged(contents.vertical))
    tops = [grid.ys[0] for grid in map(ruled_grid, groups) if grid is not None]
    tops += [row.bottom for row in rows if row.says_unit]
    if not tops:
        return False
    return any(
        not row.says_unit
        and not row.amounts
        and row.bottom <= max(tops)
        and sum(map(len, row.words)) >= _FEWEST_WORDS
        for row in rows
        if row.words
    )
