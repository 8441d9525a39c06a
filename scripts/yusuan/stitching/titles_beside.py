"""Tables side by side on one page, each below its own title: each with its lines above it.

A page's lines run over its whole width: titles that stand side by side are one. They are parted
where each table has a title among them and nothing stands over two tables.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from yusuan.evidence.model import Block, Grid, Line, Part
from yusuan.evidence.places import Box, PagePlace
from yusuan.printed.text import key
from yusuan.stitching.laid_out import TITLE_END

_MOST_LINES = 6


def titles_beside(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """``blocks`` with the lines above such tables in front of each."""
    out: list[Block] = []
    at = 0
    while at < len(blocks):
        grids = _side_by_side(blocks, at)
        if len(grids) > 1 and (found := _parted(out, grids)) is not None:
            first, lines = found
            del out[first:]
            for grid, own in zip(grids, lines, strict=True):
                out += [*own, grid]
        else:
            out += blocks[at : at + len(grids)]
        at += len(grids)
    return tuple(out)


def _side_by_side(blocks: Sequence[Block], at: int) -> list[Block]:
    """The block there, and the tables behind it that stand beside it, from left to right."""
    found = [blocks[at]]
    for block in blocks[at + 1 :]:
        if not all(_are_beside(one, block) for one in found):
            break
        found.append(block)
    return sorted(found, key=lambda it: _box(it) or Box(0, 0, 0, 0)) if len(found) > 1 else found


def _are_beside(one: Block, other: Block) -> bool:
    if not (isinstance(one, Grid) and isinstance(other, Grid)):
        return False
    a, b = _box(one), _box(other)
    if a is None or b is None or _page(one) != _page(other):
        return False
    height = min(a.y1 - a.y0, b.y1 - b.y0)
    level = min(a.y1, b.y1) - max(a.y0, b.y0) > height / 2
    return level and (a.x1 <= b.x0 or b.x1 <= a.x0)


def _parted(above: Sequence[Block], grids: Sequence[Block]) -> tuple[int, list[list[Line]]] | None:
    """From where on the blocks above are the tables' lines, and those of each; None: not certain."""
    boxes = [box for grid in grids if (box := _box(grid))]
    ends = [one.x1 + (other.x0 - one.x1) / 2 for one, other in pairwise(boxes)]
    lines: list[list[Line]] = [[] for _ in grids]
    first = len(above)
    while first and len(above) - first < _MOST_LINES:
        block = above[first - 1]
        if not isinstance(block, Line) or _page(block) != _page(grids[0]):
            break
        sides = _sides(block, ends)
        if sides is None:
            break
        for own, parts in zip(lines, sides, strict=True):
            if parts:
                text = " ".join(part.text for part in parts)
                own.insert(0, replace(block, text=text, place=parts[0].place, pieces=tuple(parts)))
        first -= 1
    titled = all(any(TITLE_END.search(key(line.text)) for line in own) for own in lines)
    return (first, lines) if titled else None


def _sides(line: Line, ends: Sequence[float]) -> list[list[Part]] | None:
    """The pieces of a line over each table; None if one is over two."""
    found: list[list[Part]] = [[] for _ in range(len(ends) + 1)]
    for part in line.pieces or (Part(line.text, line.place),):
        box = part.place.box if isinstance(part.place, PagePlace) else None
        if box is None:
            return None
        side = sum(end <= (box.x0 + box.x1) / 2 for end in ends)
        if any(box.x0 < end < box.x1 for end in ends):
            return None
        found[side].append(part)
    return found


def _box(block: Block) -> Box | None:
    place = block.place if isinstance(block, Grid) else None
    return place.box if isinstance(place, PagePlace) else None


def _page(block: Block) -> int:
    place = block.place if isinstance(block, Line | Grid) else None
    return place.page if isinstance(place, PagePlace) else 0
