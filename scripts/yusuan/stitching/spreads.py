"""A sheet printed on several pages: wider than one, maybe higher, down or over first.

A program that prints a wide table gives its first columns on one page, the others in the same rows
on the next, or on the one behind all pages of the first columns. The sheet is one again where all
proves it: the same rows at the same heights, no room for the next column, and of the lines above
the table each page prints only its own piece. The pages below go on with the columns of those above.
Where it is not certain what a label at the cut is over, the right tables stand behind the left one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import nan

from yusuan.evidence.model import Block, Furniture, Grid
from yusuan.evidence.places import PagePlace, Place
from yusuan.stitching.abreast import box_at
from yusuan.stitching.beside import beside
from yusuan.stitching.leaves import Leaf, Size, are_columns_alike, grids_of

_HIGHEST = 40  # pages


def join_spreads(
    blocks: Sequence[Block], sizes: Mapping[int, Size]
) -> tuple[tuple[Block, ...], frozenset[Place]]:
    """``blocks`` with such sheets whole; and where the right tables stand that are not certain."""
    leaves = _leaves(blocks, sizes)
    running = _running(leaves)
    out: list[Block] = []
    apart: set[Place] = set()
    at = 0
    while at < len(leaves):
        rows = _sheet(leaves, at)
        pages = {leaf.number for leaf in leaves[at : at + sum(leaf.count for leaf in rows)]}
        for leaf in rows:
            out += _titled(leaf.blocks, running, pages)
            apart.update(grid.places[0] for grid in leaf.apart)
            at += leaf.count
        if not rows:
            out += leaves[at].blocks
            at += 1
    return tuple(_closed(block) for block in out), frozenset(apart)


def _closed(block: Block) -> Block:
    return replace(block, open_cells=()) if isinstance(block, Grid) and block.open_cells else block


def _running(leaves: Sequence[Leaf]) -> dict[str, set[int]]:
    """The running heads, and on which pages they are."""
    found: dict[str, set[int]] = {}
    for leaf in leaves:
        for block in leaf.blocks:
            if isinstance(block, Furniture) and block.kind == "running_head":
                found.setdefault(block.lines[0].text, set()).add(leaf.number)
    return found


def _titled(
    blocks: Iterable[Block], running: Mapping[str, set[int]], pages: set[int]
) -> Iterator[Block]:
    """The blocks of a sheet with the title that its pages alone have, as running heads are, once."""
    said: set[str] = set()
    for block in blocks:
        if isinstance(block, Furniture) and block.kind == "running_head":
            line = block.lines[0]
            if running[line.text] <= pages and line.text not in said:
                said.add(line.text)
                yield line
                continue
        yield block


def _leaves(blocks: Sequence[Block], sizes: Mapping[int, Size]) -> list[Leaf]:
    """The pages with all their blocks, in order; a block without a page is on that before it."""
    pages: list[tuple[int, list[Block]]] = [(0, [])]
    for block in blocks:
        place = block.lines[0].place if isinstance(block, Furniture) else block.place
        number = place.page if isinstance(place, PagePlace) else pages[-1][0]
        if number != pages[-1][0]:
            pages.append((number, []))
        pages[-1][1].append(block)
    return [
        Leaf(
            number,
            sizes.get(number, (0.0, 0.0)),
            tuple(own),
            tuple(grids_of(own)),
            tuple(grid.column_edges[0] if grid.column_edges else nan for grid in grids_of(own)),
        )
        for number, own in pages
        if own
    ]


def _sheet(leaves: Sequence[Leaf], at: int) -> list[Leaf]:
    """The sheet that begins at a page: its rows of pages, each as one; none if it is no such."""
    if not leaves[at].last:
        return []
    return _over_first(leaves, at) or _down_first(leaves, at)


def _over_first(leaves: Sequence[Leaf], at: int) -> list[Leaf]:
    row, wide = leaves[at], 1
    follows = at > 0 and any(
        are_columns_alike(one, other) for one in leaves[at - 1].last for other in row.last
    )
    while at + wide < len(leaves) and (more := beside(row, leaves[at + wide], follows=follows)):
        row, wide = more, wide + 1
    rows = [row] if wide > 1 else []
    while rows and at + wide * 2 <= len(leaves):
        above, own = leaves[at : at + wide], leaves[at + wide : at + wide * 2]
        if not all(map(_goes_on, above, own)):
            break
        below: Leaf | None = own[0]
        for leaf in own[1:]:
            below = below and beside(below, leaf, rows[-1])
        if below is None:
            break
        rows.append(below)
        at += wide
    return rows


def _down_first(leaves: Sequence[Leaf], at: int) -> list[Leaf]:
    for high in range(2, _HIGHEST):
        if at + high * 2 > len(leaves) or not _goes_on(*leaves[at + high - 2 : at + high]):
            return []
        rows = leaves[at : at + high]
        while more := _next_column(rows, leaves[at + high : at + high * 2]):
            rows, at = more, at + high
        if rows[0].count > 1:
            return list(rows)
    return []


def _next_column(rows: Sequence[Leaf], column: Sequence[Leaf]) -> list[Leaf]:
    """The rows of a sheet with the pages of the next columns beside them; none if they are not."""
    if len(column) < len(rows) or not all(map(_goes_on, column, column[1:])):
        return []
    found: list[Leaf] = []
    for row, leaf in zip(rows, column, strict=True):
        more = beside(row, leaf, found[-1] if found else None)
        if more is None:
            return []
        found.append(more)
    return found


def _goes_on(above: Leaf, below: Leaf) -> bool:
    """Whether a page begins with the columns that the one before it ends with, under no title."""
    if not (above.last and below.last) or above.size != below.size:
        return False
    if not are_columns_alike(above.last[-1], below.last[0]):
        return False
    top = box_at(below.last[0].place)
    said = {line.text for line in above.lines}
    return top is not None and all(
        line.text in said for line in below.lines if (box := box_at(line.place)) and box.y0 < top.y0
    )
