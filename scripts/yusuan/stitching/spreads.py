"""A sheet printed on several pages: wider than one, maybe higher, down or over first.

A program that prints a wide table gives its first columns on one page, the others in the same rows
on the next, or on the one behind all pages of the first columns. The sheet is one again where all
proves it: the same rows at the same heights, no room for the next column, and of the lines above
the table each page prints only its own piece. The pages below go on with the columns of those above.
Where it is not certain what a label at the cut is over, the right tables stand behind the left one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import nan

from yusuan.evidence.model import Block, Furniture, Grid, Line, Part, Side
from yusuan.evidence.places import Box, PagePlace, Place
from yusuan.printed.text import key
from yusuan.stitching.abreast import (
    SAME_EDGE,
    abreast,
    any_again,
    body_of,
    box_at,
    end_alike,
    is_same_glyph,
    joint_edges,
    level,
    one_text,
    row_edges,
    rows_above,
    with_rows_above,
)
from yusuan.stitching.again import (
    columns_again,
    has_figures_alone,
    lines_again,
    with_open_cells,
    without_first,
)

_FEWEST_ROWS = 2
_HIGHEST = 40  # pages

_Size = tuple[float, float]


@dataclass(frozen=True)
class _Leaf:
    """A page, or ``count`` side by side; ``last`` are its tables as the last of them has them.

    ``margins`` is where they begin on their pages. Those ``apart`` stand behind its others and are
    no part of them, which then are ``broken``.
    """

    number: int
    size: _Size
    blocks: tuple[Block, ...]
    last: tuple[Grid, ...]
    margins: tuple[float, ...]
    apart: tuple[Grid, ...] = ()
    broken: frozenset[int] = frozenset()
    count: int = 1

    @property
    def grids(self) -> list[Grid]:
        return [it for it in _grids(self.blocks) if not any(it is other for other in self.apart)]

    @property
    def lines(self) -> list[Line]:
        return [it for it in self.blocks if isinstance(it, Line)]


def join_spreads(
    blocks: Sequence[Block], sizes: Mapping[int, _Size]
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


def _running(leaves: Sequence[_Leaf]) -> dict[str, set[int]]:
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


def _leaves(blocks: Sequence[Block], sizes: Mapping[int, _Size]) -> list[_Leaf]:
    """The pages with all their blocks, in order; a block without a page is on that before it."""
    pages: list[tuple[int, list[Block]]] = [(0, [])]
    for block in blocks:
        place = block.lines[0].place if isinstance(block, Furniture) else block.place
        number = place.page if isinstance(place, PagePlace) else pages[-1][0]
        if number != pages[-1][0]:
            pages.append((number, []))
        pages[-1][1].append(block)
    return [
        _Leaf(
            number,
            sizes.get(number, (0.0, 0.0)),
            tuple(own),
            tuple(_grids(own)),
            tuple(grid.column_edges[0] if grid.column_edges else nan for grid in _grids(own)),
        )
        for number, own in pages
        if own
    ]


def _grids(blocks: Iterable[Block]) -> Iterator[Grid]:
    return (it for it in blocks if isinstance(it, Grid))


def _sheet(leaves: Sequence[_Leaf], at: int) -> list[_Leaf]:
    """The sheet that begins at a page: its rows of pages, each as one; none if it is no such."""
    if not leaves[at].last:
        return []
    return _over_first(leaves, at) or _down_first(leaves, at)


def _over_first(leaves: Sequence[_Leaf], at: int) -> list[_Leaf]:
    row, wide = leaves[at], 1
    while at + wide < len(leaves) and (more := _beside(row, leaves[at + wide])):
        row, wide = more, wide + 1
    rows = [row] if wide > 1 else []
    while rows and at + wide * 2 <= len(leaves):
        above, own = leaves[at : at + wide], leaves[at + wide : at + wide * 2]
        if not all(map(_goes_on, above, own)):
            break
        below: _Leaf | None = own[0]
        for leaf in own[1:]:
            below = below and _beside(below, leaf, rows[-1])
        if below is None:
            break
        rows.append(below)
        at += wide
    return rows


def _down_first(leaves: Sequence[_Leaf], at: int) -> list[_Leaf]:
    for high in range(2, _HIGHEST):
        if at + high * 2 > len(leaves) or not _goes_on(*leaves[at + high - 2 : at + high]):
            return []
        rows = leaves[at : at + high]
        while more := _next_column(rows, leaves[at + high : at + high * 2]):
            rows, at = more, at + high
        if rows[0].count > 1:
            return list(rows)
    return []


def _next_column(rows: Sequence[_Leaf], column: Sequence[_Leaf]) -> list[_Leaf]:
    """The rows of a sheet with the pages of the next columns beside them; none if they are not."""
    if len(column) < len(rows) or not all(map(_goes_on, column, column[1:])):
        return []
    found: list[_Leaf] = []
    for row, leaf in zip(rows, column, strict=True):
        more = _beside(row, leaf, found[-1] if found else None)
        if more is None:
            return []
        found.append(more)
    return found


def _goes_on(above: _Leaf, below: _Leaf) -> bool:
    """Whether a page begins with the columns that the one before it ends with, under no title."""
    if not (above.last and below.last) or above.size != below.size:
        return False
    if not _are_columns_alike(above.last[-1], below.last[0]):
        return False
    top = box_at(below.last[0].place)
    said = {line.text for line in above.lines}
    return top is not None and all(
        line.text in said for line in below.lines if (box := box_at(line.place)) and box.y0 < top.y0
    )


def _are_columns_alike(one: Grid, other: Grid) -> bool:
    edges, others = one.column_edges, other.column_edges
    return (
        bool(edges)
        and len(edges) == len(others)
        and all(abs(a - b) <= SAME_EDGE for a, b in zip(edges, others, strict=True))
    )


def _beside(left: _Leaf, right: _Leaf, above: _Leaf | None = None) -> _Leaf | None:
    """Both pages as one, ``right`` at the right of ``left``; None if they are not side by side.

    ``above`` are the pages above them, if they are. Else the lines above the tables must prove it.
    """
    right = _with_rows_above(left, right)
    pairs = _pairs(left, right, headed=above is None)
    again = None if pairs else _again(left, right, above)
    if again:
        left, right = again
        pairs = _pairs(left, right, headed=above is None)
    if not pairs or left.size != right.size:
        return None
    if not all(_has_no_room(left, one, right, other) for one, other in pairs):
        return None
    shift = left.last[pairs[0][0]].column_edges[-1] - right.last[pairs[0][1]].column_edges[0]
    left, right = _without_pieces(left, right, shift), _without_pieces(right, left, -shift)
    proof = 1 if again else _proof(left, right, shift)
    if proof is None or not (above or proof):
        return None
    broken = set(left.broken)
    if above and above.broken:
        broken.add(0)
    wholes: dict[int, Grid] = {}
    rests: dict[int, Grid] = {}
    for one, other in pairs:
        rest, last = right.last[other], left.last[one]
        whole = (
            None
            if one in broken
            else abreast(left.grids[one], rest, last.column_edges[-1], headed=not above)
        )
        if whole is None:
            broken.add(one)
            rests[one] = rest
        else:
            wholes[one] = whole
    others = dict(pairs)
    return _Leaf(
        right.number,
        left.size,
        tuple(_together(left, right, wholes, rests, shift)),
        tuple(right.last[others[n]] if n in others else it for n, it in enumerate(left.last)),
        left.margins,
        (*left.apart, *rests.values()),
        frozenset(broken),
        left.count + 1,
    )


def _with_rows_above(left: _Leaf, right: _Leaf) -> _Leaf:
    """The right page with what of a head is merged over all of it, and over more."""
    blocks = list(right.blocks)
    for n, grid in enumerate(blocks):
        if not isinstance(grid, Grid):
            continue
        found = [edges for half in left.last if (edges := rows_above(half, grid))]
        if len(found) != 1:
            continue
        edges = found[0]
        inside: list[list[Line]] = [[] for _ in edges[1:]]
        for line in right.lines:
            box = box_at(line.place)
            middle = (box.y0 + box.y1) / 2 if box else edges[0]
            if edges[0] < middle < edges[-1]:
                inside[sum(edge < middle for edge in edges) - 1].append(line)
        texts = [[Part(line.text, line.place) for line in lines] for lines in inside]
        blocks[n] = with_rows_above(grid, edges, texts)
        gone = [line for lines in inside for line in lines]
        blocks = [it for it in blocks if not any(it is line for line in gone)]
        return replace(right, blocks=tuple(blocks), last=tuple(_grids(blocks)))
    return right


def _pairs(left: _Leaf, right: _Leaf, *, headed: bool) -> list[tuple[int, int]]:
    """Each table of the right page with the one in whose rows it is; none if one is in none's.

    ``headed``: the first has a head on both. No column is printed on both.
    """
    pairs: list[tuple[int, int]] = []
    for other, grid in enumerate(right.last):
        fewest = _FEWEST_ROWS if headed else 1
        found = [
            one
            for one, half in enumerate(left.last)
            if end_alike(half, grid)
            and len(rows := row_edges(grid)) > fewest
            and joint_edges(row_edges(half), rows)
        ]
        if len(found) != 1 or (pairs and pairs[-1][0] >= found[0]):
            return []
        whole = left.grids[found[0]]
        if any_again(whole, grid) or (headed and 0 in (body_of(whole), body_of(grid))):
            return []
        if _are_columns_alike(whole, grid) and any_again(whole, grid, labels_alone=True):
            return []  # it goes on below
        pairs.append((found[0], other))
        headed = False
    return pairs


def _has_no_room(left: _Leaf, one: int, right: _Leaf, other: int) -> bool:
    """Whether the next column would have had no room; the margins are alike on both sides."""
    edges, others = left.last[one].column_edges, right.last[other].column_edges
    margin = left.margins[one]
    if not edges or not others or not abs(margin - right.margins[other]) <= SAME_EDGE:
        return False
    return left.size[0] - margin - edges[-1] < others[1] - others[0]


def _again(left: _Leaf, right: _Leaf, above: _Leaf | None) -> tuple[_Leaf, _Leaf] | None:
    """Both pages, the right one without the columns and lines that it prints again, if it does.

    Two tables of the same codes have titles of their own; forms of one kind have the same columns,
    and words in them.
    """
    blocks, wholes = list(right.blocks), left.grids
    furniture: list[Furniture] = []
    for n, grid in enumerate(blocks):
        if not isinstance(grid, Grid):
            continue
        found = [
            it
            for it in wholes
            if end_alike(it, grid) and joint_edges(row_edges(it), row_edges(grid))
        ]
        count = columns_again(found[0], grid) if len(found) == 1 else 0
        if not count:
            return None
        rest, more = without_first(grid, count)
        alike = any(_are_columns_alike(it, grid) for it in left.last)
        if alike or not row_edges(rest) or any_again(found[0], rest, labels_alone=True):
            return None  # the next row, or the next form of its kind
        if not has_figures_alone(found[0], rest):
            return None
        blocks[n] = with_open_cells(found[0], rest)
        furniture += more
    tops = [box for grid in (*wholes[-1:], *right.last[-1:]) if (box := box_at(grid.place))]
    if not furniture or len(tops) != 2:
        return None
    pairs = lines_again(left.lines, right.lines, (tops[0], tops[1]))
    if pairs is None and (above is None or right.lines):
        return None
    longer = {id(one): other for one, other in pairs or () if len(other.text) > len(one.text)}
    gone = [one if id(one) in longer else other for one, other in pairs or ()]
    said = [other for _, other in pairs or ()]
    blocks = [it for it in blocks if not any(it is line for line in said)]
    if gone:
        furniture.append(Furniture("repeated", tuple(gone)))
    return (
        replace(left, blocks=tuple(longer.get(id(it), it) for it in left.blocks)),
        replace(right, blocks=(*blocks, *furniture), last=tuple(_grids(blocks))),
    )


def _without_pieces(leaf: _Leaf, other: _Leaf, shift: float) -> _Leaf:
    """A page without the glyphs beside its tables that end or begin a cell of the other page.

    What the cut goes through is on both pages: on this one it is printed again. ``shift`` brings
    the other page, the right one if it is above 0, beside this one.
    """
    side: Side = "left" if shift > 0 else "right"
    cells = [it for grid in other.last for it in grid.open_cells if it.side == side]
    texts = [line for it in cells for line in it.lines]
    blocks: list[Block] = []
    for block in leaf.blocks:
        if isinstance(block, Line) and any(
            is_same_glyph(Part(block.text, block.place), text, -shift, at_end=side == "right")
            for text in texts
        ):
            blocks.append(Furniture("repeated", (block,)))
        else:
            blocks.append(block)
    return replace(leaf, blocks=tuple(blocks))


def _proof(left: _Leaf, right: _Leaf, shift: float) -> int | None:
    """How much the lines above the tables say that the pages are one; None if they are not.

    A line of one page that the other has nothing beside, or only its end. Tables of their own have
    lines of their own, at the same heights.
    """
    lowest = box_at(right.last[-1].place)
    if lowest is None:
        return None
    above = [(box, line) for line in right.lines if (box := _above(line, lowest))]
    if above and not any(_above(line, lowest) for line in left.lines):
        return None
    proof = doubt = 0
    for box, line in above:
        near = [it for it in left.lines if (there := box_at(it.place)) and level(there, box)]
        if not near or any(_joined(it, line, left.number, shift) for it in near):
            proof += 1
        elif any(key(it.text) == key(line.text) for it in near):
            return None
        else:
            doubt += 1
    own = [box for box, _ in above]
    marks = (it.lines[0] for it in right.blocks if isinstance(it, Furniture))
    own += [box for line in marks if (box := box_at(line.place))]
    for line in left.lines:
        if (box := _above(line, lowest)) and not any(level(box, other) for other in own):
            proof += 1
    return proof if proof >= doubt else 0


def _is_level(one: Line, other: Line) -> bool:
    box, there = box_at(one.place), box_at(other.place)
    return box is not None and there is not None and level(box, there)


def _above(line: Line, grid: Box) -> Box | None:
    box = box_at(line.place)
    return box if box is not None and box.y0 < grid.y0 else None


def _joined(left: Line, right: Line, number: int, shift: float) -> Line | None:
    """The line of which both pages print a piece; None if these are two. ``number``: the left page."""
    if not (left.pieces and right.pieces):
        return None
    one, other = left.pieces[-1], right.pieces[0]
    if not (isinstance(one.place, PagePlace) and one.place.page == number):
        return None
    text = one_text(one, other, shift)
    if text is None or not (left.text.endswith(one.text) and right.text.startswith(other.text)):
        return None
    return replace(
        left,
        text=left.text.removesuffix(one.text) + text + right.text.removeprefix(other.text),
        pieces=(*left.pieces[:-1], one._replace(text=text), *right.pieces[1:]),
    )


def _together(
    left: _Leaf, right: _Leaf, wholes: Mapping[int, Grid], rests: Mapping[int, Grid], shift: float
) -> Iterator[Block]:
    """The blocks of both pages: lines of the right one level with, or above, what is left of them."""
    waiting = [it for it in right.blocks if isinstance(it, Line)]
    number = -1
    for block in left.blocks:
        if any(block is it for it in left.apart):
            yield block
            continue
        line = block.lines[0] if isinstance(block, Furniture) else block
        box = box_at(line.place)
        while waiting and box and (there := box_at(waiting[0].place)):
            beside = isinstance(line, Line) and level(box, there)
            if beside or there.y1 > box.y1:
                break
            yield waiting.pop(0)
        if isinstance(line, Line) and waiting and _is_level(line, waiting[0]):
            # Digits that begin a title look like the number of a page.
            whole = _joined(line, waiting[0], left.number, shift)
            if whole:
                del waiting[0]
                block = whole
        if isinstance(block, Grid):
            number += 1
            yield wholes.get(number, block)
            if number in rests:
                yield rests[number]
        else:
            yield block
    yield from waiting
    yield from (it for it in right.blocks if not isinstance(it, Line | Grid))
