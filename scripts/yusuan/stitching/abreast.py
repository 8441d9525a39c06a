"""Two pages of one wide sheet side by side: their tables, and the lines above them, made one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from yusuan.evidence.model import Cell, Grid, OpenCell, Part, Side
from yusuan.evidence.places import Box, PagePlace, Place
from yusuan.printed.characters import CANNOT_SAY
from yusuan.printed.text import key
from yusuan.stitching.wording import is_amount

SAME_EDGE = 1.0  # points
_DEEPEST_HEAD = 6
_TOUCHES = 0.3  # em that the pieces of a text may be apart, or a glyph of both narrower than it is
_HALF_WIDE = 0.5  # em of a letter that is none of Chinese

Span = tuple[int, int, int, int]  # first row, first column, row span, column span


class Piece(NamedTuple):
    """A cell of the whole table; ``cell`` holds its parts."""

    span: Span
    cell: Cell


def box_at(place: Place) -> Box | None:
    return place.box if isinstance(place, PagePlace) else None


def row_edges(grid: Grid) -> tuple[float, ...]:
    """Where the rows of a ruled table begin and end; empty where its cells do not tell all."""
    edges: dict[int, float] = {}
    for cell in grid.cells:
        box = box_at(cell.place)
        if cell.anchor is None and box is not None:
            edges[cell.row], edges[cell.row + cell.row_span] = box.y0, box.y1
    found = tuple(edges[row] for row in sorted(edges))
    return found if len(found) == grid.row_count + 1 else ()


def end_alike(one: Grid, other: Grid) -> bool:
    """Whether two tables end at one height, each on its page: a look before others."""
    box, there = box_at(one.place), box_at(other.place)
    return box is not None and there is not None and abs(box.y1 - there.y1) <= SAME_EDGE


def joint_edges(left: Sequence[float], right: Sequence[float]) -> tuple[float, ...]:
    """The edges of the rows of both, if they begin and end alike; empty if they do not.

    Where a cell of one is merged over rows of the other, one has an edge more.
    """
    if not left or not right:
        return ()
    if abs(left[0] - right[0]) > SAME_EDGE or abs(left[-1] - right[-1]) > SAME_EDGE:
        return ()
    own = (edge for edge in right if all(abs(edge - other) > SAME_EDGE for other in left))
    return tuple(sorted((*left, *own)))


def one_text(left: Part, right: Part, shift: float) -> str | None:
    """The text that a cut between two pages goes through; None if these are two.

    ``shift`` brings the right page beside the left one. A glyph that the cut goes through is on
    both pages, in one place.
    """
    one, other = box_at(left.place), box_at(right.place)
    if one is None or other is None or not (left.text and right.text):
        return None
    wide = (one.x1 - one.x0) / sum(map(_width, left.text))
    over = one.x1 - (other.x0 + shift)
    if abs(over) <= _TOUCHES * wide:
        return left.text + right.text
    both = _width(left.text[-1]) * wide
    if abs(over - both) <= _TOUCHES * wide:
        if left.text[-1] == right.text[0] or right.text[0] == CANNOT_SAY:
            return left.text + right.text[1:]
        if left.text[-1] == CANNOT_SAY:
            return left.text[:-1] + right.text
    return None


def _width(letter: str) -> float:
    return _HALF_WIDE if letter.isascii() else 1.0


def is_same_glyph(seen: Part, whole: Part, shift: float, *, at_end: bool) -> bool:
    """Whether ``seen`` is the end (or the beginning) of a text that the other page prints whole.

    ``shift`` brings its page where the other one's is.
    """
    one, other = box_at(seen.place), box_at(whole.place)
    if one is None or other is None or not seen.text or not level(one, other):
        return False
    wide = _TOUCHES * (one.x1 - one.x0) / len(seen.text)
    if at_end:
        return whole.text.endswith(seen.text) and abs(one.x1 + shift - other.x1) <= wide
    return whole.text.startswith(seen.text) and abs(one.x0 + shift - other.x0) <= wide


def level(one: Box, other: Box) -> bool:
    """Whether two pieces of text stand on one line."""
    height = min(one.y1 - one.y0, other.y1 - other.y0)
    return abs((one.y0 + one.y1) - (other.y0 + other.y1)) <= height


def abreast(left: Grid, right: Grid, cut: float, *, headed: bool) -> Grid | None:
    """Both tables as one, ``right`` at the right of ``left``; None where it is not certain what is.

    ``cut`` is where the last page of ``left`` ends it; ``headed``: they begin with their head.
    Cells that no rule ends at the cut are one cell. A head that is blank on one side of the cut
    may be merged over both, unless the rules say that it is not. Where no row has a rule at the
    cut, it says nothing; but a text that goes on beyond it is of a column that is cut.
    """
    edges = joint_edges(row_edges(left), row_edges(right))
    if not edges or not left.column_edges or not right.column_edges:
        return None
    shift = left.column_edges[-1] - right.column_edges[0]
    pieces = [*_pieces(left, edges, 0), *_pieces(right, edges, left.column_count)]
    over, behind = _open(left, edges, "right"), _open(right, edges, "left")
    if is_open(left, "right") or is_open(right, "left"):
        ends = [(one, behind[rows]) for rows, one in over.items() if rows in behind]
        if any(_goes_on(one, other, cut - right.column_edges[0]) for one, other in ends):
            return None
        over, behind = {}, {}
    merged: list[Piece] = []
    gone: set[tuple[int, int]] = set()
    at = {piece.span[:2]: piece for piece in pieces}
    for rows in sorted(over.keys() & behind.keys()):
        one, other = over[rows], behind[rows]
        parts = _parts(left, one, right, other, cut - right.column_edges[0])
        if parts is None:
            return None
        sides = at[rows[0], one.column], at[rows[0], left.column_count]
        wide = sum(side.span[3] for side in sides)
        cell = replace(sides[0].cell, parts=parts, kind="printed" if parts[0].text else "blank")
        merged.append(Piece((rows[0], one.column, rows[1] - rows[0], wide), cell))
        gone.update(side.span[:2] for side in sides)
    whole = [piece for piece in pieces if piece.span[:2] not in gone] + merged
    whole_grid = replace(
        left,
        row_count=len(edges) - 1,
        column_count=left.column_count + right.column_count,
        cells=cells_of(whole),
        places=(*left.places, *right.places),
        column_edges=(*left.column_edges, *(edge + shift for edge in right.column_edges[1:])),
        marks=left.marks | right.marks,
    )
    beyond = _open(right, edges, "right").items()
    owners = [(whole_grid.owner(row, it.column + left.column_count), it) for (row, _), it in beyond]
    still = tuple(it._replace(row=own.row, column=own.column) for own, it in owners)
    whole_grid = replace(whole_grid, open_cells=still)
    if headed and not _is_certain(whole_grid, left.column_count, ruled=bool(merged)):
        return None
    return whole_grid


def rows_above(left: Grid, right: Grid) -> tuple[float, ...]:
    """The edges of rows of ``left`` that lie above ``right``, each of one cell that goes on over it.

    A cell that is merged over all columns of a page and more has no rule on either side there.
    """
    if not end_alike(left, right):
        return ()
    edges, others = row_edges(left), row_edges(right)
    if not others or not edges or abs(edges[0] - others[0]) <= SAME_EDGE:
        return ()
    own = tuple(edge for edge in edges if edge < others[0] + SAME_EDGE)
    over = {} if is_open(left, "right") else _open(left, edges, "right")
    if len(own) < 2 or abs(own[-1] - others[0]) > SAME_EDGE:
        return ()
    return own if all((row, row + 1) in over for row in range(len(own) - 1)) else ()


def with_rows_above(grid: Grid, edges: Sequence[float], texts: Sequence[Sequence[Part]]) -> Grid:
    """``grid`` below such rows; ``texts`` are the lines in each."""
    box = box_at(grid.place)
    if box is None or not isinstance(grid.place, PagePlace):
        return grid
    high = len(edges) - 1
    pieces = [
        Piece((cell.row + high, cell.column, cell.row_span, cell.column_span), cell)
        for cell in grid.cells
        if cell.anchor is None
    ]
    open_cells = [it._replace(row=it.row + high) for it in grid.open_cells]
    for row, lines in enumerate(texts):
        top, bottom = edges[row], edges[row + 1]
        place = PagePlace(grid.place.page, Box(box.x0, top, box.x1, bottom))
        text = "".join(line.text for line in lines)
        cell = Cell(row, 0, (Part(text, place),), kind="printed" if text else "blank")
        pieces.append(Piece((row, 0, 1, grid.column_count), cell))
        sides: tuple[Side, Side] = ("left", "right")
        open_cells += [OpenCell(row, 0, side, tuple(lines)) for side in sides]
    place = PagePlace(grid.place.page, Box(box.x0, edges[0], box.x1, box.y1))
    return replace(
        grid,
        row_count=grid.row_count + high,
        cells=cells_of(pieces),
        places=(place,),
        open_cells=tuple(open_cells),
    )


def body_of(grid: Grid) -> int | None:
    """How many rows stand above the first amount, or above a blank row; None if none is found."""
    amount = first_amount(grid)
    labelled = False
    for row in range(min(_DEEPEST_HEAD, grid.row_count) if amount is None else amount):
        texts = [cell.text for cell in grid.row(row) if cell.anchor is None]
        if labelled and texts and not any(texts):
            return row
        labelled = labelled or any(texts)
    return amount


def first_amount(grid: Grid) -> int | None:
    """The first row with an amount, None if there is none among the first."""
    for row in range(min(_DEEPEST_HEAD, grid.row_count)):
        if any(is_amount(cell.text) and not cell.text.isdecimal() for cell in grid.row(row)):
            return row
    return None


def any_again(left: Grid, right: Grid, *, labels_alone: bool = False) -> bool:
    """Whether a column of one is printed again on the other: its labels, and all below them.

    Or, ``labels_alone``, the labels only. One may hold codes and names alone: its head ends where
    that of the other does. Where both do, the first row is taken for all of it.
    """
    ends = [row_edges(it)[body] for it in (left, right) if (body := body_of(it)) is not None]
    end = min(ends or [row_edges(left)[1]]) - SAME_EDGE
    own, others = _columns(left, end), _columns(right, end)
    if labels_alone:
        return not {labels for labels, _ in own}.isdisjoint(labels for labels, _ in others)
    return not own.isdisjoint(others)


def _columns(grid: Grid, end: float) -> set[tuple[tuple[str, ...], tuple[tuple[int, str], ...]]]:
    """The labels over each column, from top to bottom, and the texts below, each at its height."""
    rows = list(enumerate(row_edges(grid)[:-1]))
    found = set()
    for column in range(grid.column_count):
        cells = [grid.owner(row, column) for row, edge in rows if edge < end]
        labels = tuple(key(cell.text) for n, cell in enumerate(cells) if cell not in cells[:n])
        body = ((edge, grid.cell(row, column).text) for row, edge in rows if edge >= end)
        texts = tuple((round(edge / SAME_EDGE), key(text)) for edge, text in body if text)
        if any(labels):
            found.add((labels, texts))
    return found


def _is_certain(grid: Grid, cut: int, *, ruled: bool) -> bool:
    """Whether each label of the head is known: at the cut one cell, or one on either side.

    ``ruled``: some cell goes on over the cut without a rule, so that a rule there ends the others.
    """
    body = body_of(grid)
    sides = [
        (grid.owner(row, cut - 1), grid.owner(row, cut))
        for row in range(1 if body is None else body)
    ]
    still = {(it.row, it.column) for it in grid.open_cells}
    return all(
        one == other or ruled or bool(one.text) == bool(other.text) for one, other in sides
    ) and all(
        cell.text or (cell.row, cell.column) in still
        for column in range(grid.column_count if body else 0)
        for cell in [_first_label(grid, column, body or 0)]
    )


def _first_label(grid: Grid, column: int, body: int) -> Cell:
    cells = [grid.owner(row, column) for row in range(body)]
    return next((cell for cell in cells if cell.text), cells[0])


def _nearest(edges: Sequence[float], edge: float) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - edge))


def _pieces(grid: Grid, edges: Sequence[float], shift: int) -> Iterator[Piece]:
    own = [_nearest(edges, edge) for edge in row_edges(grid)]
    for cell in grid.cells:
        if cell.anchor is None:
            first, last = own[cell.row], own[cell.row + cell.row_span]
            yield Piece((first, cell.column + shift, last - first, cell.column_span), cell)


def _open(grid: Grid, edges: Sequence[float], side: Side) -> dict[tuple[int, int], OpenCell]:
    """The cells that go on over a side, by the first row and the one behind the last."""
    own = [_nearest(edges, edge) for edge in row_edges(grid)]
    return {
        (own[it.row], own[it.row + grid.cell(it.row, it.column).row_span]): it
        for it in grid.open_cells
        if it.side == side
    }


def is_open(grid: Grid, side: Side) -> bool:
    """Whether no row of a table has a rule at a side."""
    cells = [it for it in grid.open_cells if it.side == side]
    return sum(grid.cell(it.row, it.column).row_span for it in cells) == grid.row_count


def are_one_cell(left: Grid, right: Grid) -> bool:
    """Whether a cell that no rule ends on one page begins so on the other, in the same rows."""
    edges = joint_edges(row_edges(left), row_edges(right))
    if not edges or is_open(left, "right") or is_open(right, "left"):
        return False
    return not _open(left, edges, "right").keys().isdisjoint(_open(right, edges, "left"))


def _goes_on(one: OpenCell, other: OpenCell, shift: float) -> bool:
    """Whether a line of one cell goes on in the other, beyond the cut."""
    return any(
        level(box, there) and one_text(line, it, shift) is not None
        for line in one.lines
        for it in other.lines
        if (box := box_at(line.place)) and (there := box_at(it.place))
    )


def _parts(
    left: Grid, one: OpenCell, right: Grid, other: OpenCell, shift: float
) -> tuple[Part, ...] | None:
    """The text of a cell on both sides of the cut; None if it is not certain."""
    before, after = left.cell(one.row, one.column), right.cell(other.row, other.column)
    if not (before.text and after.text):
        return before.parts if before.text else after.parts
    if any(
        "".join(line.text for line in it.lines) != cell.text
        for it, cell in ((one, before), (other, after))
    ):
        return None  # more of it stands on a page before, or nobody knows where it stands
    lines: list[tuple[float, str]] = []
    rest = list(other.lines)
    for line in one.lines:
        box = box_at(line.place)
        near = [it for it in rest if box and (there := box_at(it.place)) and level(box, there)]
        text = one_text(line, near[0], shift) if len(near) == 1 else None if near else line.text
        if box is None or text is None:
            return None
        lines.append((box.y0, text))
        rest = [it for it in rest if it not in near]
    for it in rest:
        if (there := box_at(it.place)) is None:
            return None
        lines.append((there.y0, it.text))
    return (Part("".join(text for _, text in sorted(lines)), before.place),)


def cells_of(pieces: Iterable[Piece]) -> tuple[Cell, ...]:
    """All cells of a table, from those that cover it: what a merged one lies over is covered."""
    found: dict[tuple[int, int], Cell] = {}
    for (row, column, high, wide), cell in pieces:
        found[row, column] = replace(cell, row=row, column=column, row_span=high, column_span=wide)
        for r in range(row, row + high):
            for c in range(column, column + wide):
                if (r, c) != (row, column):
                    part = Part("", cell.parts[0].place)
                    found[r, c] = Cell(r, c, (part,), kind="covered", anchor=(row, column))
    return tuple(found[at] for at in sorted(found))
