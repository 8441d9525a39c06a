"""Two pages of a sheet side by side: what proves it, and both as one."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from yusuan.evidence.model import Block, Furniture, Grid, Line, Part, Side
from yusuan.evidence.places import Box
from yusuan.printed.text import key
from yusuan.stitching.abreast import (
    SAME_EDGE,
    abreast,
    any_again,
    are_one_cell,
    body_of,
    box_at,
    end_alike,
    is_same_glyph,
    joint_edges,
    level,
    row_edges,
    rows_above,
    with_rows_above,
)
from yusuan.stitching.again import (
    columns_again,
    has_figures_alone,
    is_without_labels,
    lines_again,
    lines_apart,
    with_open_cells,
    without_first,
)
from yusuan.stitching.leaves import Leaf, are_columns_alike, grids_of, is_level, joined

_FEWEST_ROWS = 2


def beside(
    left: Leaf, right: Leaf, above: Leaf | None = None, *, follows: bool = False
) -> Leaf | None:
    """Both pages as one, ``right`` at the right of ``left``; None if they are not side by side.

    ``above`` are the pages above them, if they are. Else the lines above the tables must prove it,
    or that none is above the left one, and a cell goes on over the cut or the right one has no
    label. Not so where the left page ``follows`` one of its columns: then it may be beside that.
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
    if not proof and not follows and not _any_above(left):
        halves = [(left.last[one], right.last[other]) for one, other in pairs]
        proof = all(are_one_cell(*it) or is_without_labels(*it) for it in halves) or proof
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
    return Leaf(
        right.number,
        left.size,
        tuple(_together(left, right, wholes, rests, shift)),
        tuple(right.last[others[n]] if n in others else it for n, it in enumerate(left.last)),
        left.margins,
        (*left.apart, *rests.values()),
        frozenset(broken),
        left.count + 1,
    )


def _with_rows_above(left: Leaf, right: Leaf) -> Leaf:
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
        return replace(right, blocks=tuple(blocks), last=tuple(grids_of(blocks)))
    return right


def _pairs(left: Leaf, right: Leaf, *, headed: bool) -> list[tuple[int, int]]:
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
        if are_columns_alike(whole, grid) and any_again(whole, grid, labels_alone=True):
            return []  # it goes on below
        pairs.append((found[0], other))
        headed = False
    return pairs


def _has_no_room(left: Leaf, one: int, right: Leaf, other: int) -> bool:
    """Whether the next column would have had no room; the margins are alike on both sides."""
    edges, others = left.last[one].column_edges, right.last[other].column_edges
    margin = left.margins[one]
    if not edges or not others or not abs(margin - right.margins[other]) <= SAME_EDGE:
        return False
    return left.size[0] - margin - edges[-1] < others[1] - others[0]


def _again(left: Leaf, right: Leaf, above: Leaf | None) -> tuple[Leaf, Leaf] | None:
    """Both pages, the right one without the columns and lines that it prints again, if it does.

    Two tables of the same codes have titles of their own; forms of one kind have the same columns,
    and words in them.
    """
    blocks, wholes = list(right.blocks), left.grids
    furniture: list[Furniture] = []
    shift = 0.0
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
        if not row_edges(rest) or any_again(found[0], rest, labels_alone=True):
            return None  # the next row, or the next form of its kind
        if not body_of(rest) and any(are_columns_alike(it, grid) for it in left.last):
            return None
        if not has_figures_alone(found[0], rest):
            return None
        blocks[n] = with_open_cells(found[0], rest)
        furniture += more
        last = next(own for whole, own in zip(wholes, left.last, strict=True) if whole is found[0])
        shift = last.column_edges[-1] - rest.column_edges[0]
    tops = [box for grid in (*wholes[-1:], *right.last[-1:]) if (box := box_at(grid.place))]
    if not furniture or len(tops) != 2:
        return None
    where = left.lines, right.lines, (tops[0], tops[1])
    pairs = lines_again(*where)
    if pairs is None and not _any_below(left):
        pairs = lines_apart(*where, lambda one, it: bool(joined(one, it, left.number, shift)))
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
        replace(right, blocks=(*blocks, *furniture), last=tuple(grids_of(blocks))),
    )


def _without_pieces(leaf: Leaf, other: Leaf, shift: float) -> Leaf:
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


def _proof(left: Leaf, right: Leaf, shift: float) -> int | None:
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
        if not near or any(joined(it, line, left.number, shift) for it in near):
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


def _any_above(leaf: Leaf) -> bool:
    """Whether a line stands above the last table."""
    lowest = box_at(leaf.last[-1].place)
    return lowest is not None and any(_above(line, lowest) for line in leaf.lines)


def _any_below(leaf: Leaf) -> bool:
    """Whether a line stands below the last table: it may be the title of one on the next page."""
    end = box_at(leaf.last[-1].place)
    boxes = (box_at(line.place) for line in leaf.lines)
    return end is None or any(box is not None and box.y1 > end.y1 for box in boxes)


def _above(line: Line, grid: Box) -> Box | None:
    box = box_at(line.place)
    return box if box is not None and box.y0 < grid.y0 else None


def _together(
    left: Leaf, right: Leaf, wholes: Mapping[int, Grid], rests: Mapping[int, Grid], shift: float
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
        if isinstance(line, Line) and waiting and is_level(line, waiting[0]):
            # Digits that begin a title look like the number of a page.
            whole = joined(line, waiting[0], left.number, shift)
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
