"""Text that is higher than its row: lines printed over the rows above and below are of its cell.

A program that prints a sheet whose rows are too low sets the lines of a cell over its neighbours.
Where a glyph stands then says nothing of its cell. A file writes the text of a cell in one piece:
lines that follow each other, each but the last as wide as the column. Only where such lines lie
on those of another piece are they moved, and only if one cell is left that can be theirs.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from yusuan.readers.pdf.glyphs import SPACES, Glyph
from yusuan.readers.pdf.grids import Region

_OVERLAP = 0.75  # em between the baselines of lines that lie on each other
_SAME = 0.05  # em between baselines of one line
_ALIKE = 0.1  # share of a size
_BACK, _ON = 0.5, 2.0  # em that a glyph may begin before or behind the end of the one on its left
_MOST_OPEN = 4
_PITCH = (0.9, 2.2)  # em between two lines of a cell
_ROOM = 1.7  # em that a line which is broken may leave free in its column
_MOST_PIECES = 400  # of a column, each looked at beside all others

Owner = tuple[int, int] | None
"""Which grid, and which of its regions; None: outside of all."""


@dataclass(slots=True)
class _Line:
    """Glyphs, by their numbers, on one baseline in one region, without white space."""

    glyphs: list[int]
    owner: Owner
    x0: float
    x1: float
    baseline: float
    size: float


_Piece = list[_Line]
_Column = tuple[int, float, float]


def settled(
    glyphs: Sequence[Glyph], owners: list[Owner], regions: Sequence[Sequence[Region]]
) -> None:
    """``owners`` of ``glyphs`` with overflowing lines given to the cell that they are the text of.

    ``regions`` are those of each grid. Both lists are in the order of the text layer.
    """
    columns: dict[_Column, list[_Piece]] = defaultdict(list)
    for piece in _pieces(_lines(glyphs, owners), regions):
        columns[_column(piece[0], regions)].append(piece)
    for pieces in columns.values():
        if all(line.owner == piece[0].owner for piece in pieces for line in piece):
            continue
        over = _overlapping(pieces, glyphs) if len(pieces) <= _MOST_PIECES else set()
        if not over:
            continue
        for number, owner in _homes(pieces, regions):
            if number in over:
                for glyph in chain.from_iterable(line.glyphs for line in pieces[number]):
                    owners[glyph] = owner


def _lines(glyphs: Sequence[Glyph], owners: Sequence[Owner]) -> Iterator[_Line]:
    """The lines of the text layer, in its order; text set sideways is left out.

    Of lines on nearly one baseline PDFium tells glyphs in turns: some may be open at a time.
    """
    lines: deque[_Line] = deque()
    for index, ((text, x0, _, x1, _, _, baseline, size, quarter), owner) in enumerate(
        zip(glyphs, owners, strict=True)
    ):
        if text in SPACES or quarter != 0:
            continue
        for line in reversed(lines):
            if (
                owner == line.owner
                and abs(baseline - line.baseline) <= _SAME * size
                and -_BACK * size <= x0 - line.x1 <= _ON * size
            ):
                line.glyphs.append(index)
                line.x1 = max(line.x1, x1)
                break
        else:
            if len(lines) == _MOST_OPEN:
                yield lines.popleft()
            lines.append(_Line([index], owner, x0, x1, baseline, size))
    yield from lines


def _pieces(lines: Iterable[_Line], regions: Sequence[Sequence[Region]]) -> Iterator[_Piece]:
    """Lines that are the text of one cell, as far as the way they are broken shows."""
    pieces: deque[_Piece] = deque()
    for line in lines:
        for piece in reversed(pieces):
            if _goes_on(piece, line, regions):
                piece.append(line)
                break
        else:
            if line.owner is None:
                continue
            if len(pieces) == _MOST_OPEN:
                yield pieces.popleft()
            pieces.append([line])
    yield from pieces


def _goes_on(piece: _Piece, line: _Line, regions: Sequence[Sequence[Region]]) -> bool:
    before, (grid, left, right) = piece[-1], _column(piece[0], regions)
    low, high = _PITCH
    return (
        low * line.size <= line.baseline - before.baseline <= high * line.size
        and abs(line.size - before.size) <= _ALIKE * line.size
        and before.x1 - before.x0 >= right - left - _ROOM * line.size
        and line.x0 >= left - _ROOM * line.size
        and line.x1 <= right + _ROOM * line.size
        and (line.owner is None or _column(line, regions) == (grid, left, right))
    )


def _column(line: _Line, regions: Sequence[Sequence[Region]]) -> _Column:
    assert line.owner is not None, "a piece begins in a cell"
    grid, region = line.owner
    box = regions[grid][region].box
    return grid, round(box.x0, 1), round(box.x1, 1)


def _overlapping(pieces: Sequence[_Piece], glyphs: Sequence[Glyph]) -> set[int]:
    """Which pieces have a line that lies on one of another."""
    placed = sorted(
        ((line, number) for number, piece in enumerate(pieces) for line in piece),
        key=lambda it: it[0].baseline,
    )
    found: set[int] = set()
    for (line, one), (below, other) in pairwise(placed):
        if one == other or below.baseline - line.baseline >= _OVERLAP * min(line.size, below.size):
            continue
        common = min(line.x1, below.x1) - max(line.x0, below.x0)
        if 2 * common < min(line.x1 - line.x0, below.x1 - below.x0):
            continue
        if _text(glyphs, line) != _text(glyphs, below):  # else it is painted twice
            found |= {one, other}
    return found


def _text(glyphs: Sequence[Glyph], line: _Line) -> str:
    return "".join(glyphs[index].text for index in line.glyphs)


def _homes(
    pieces: Sequence[_Piece], regions: Sequence[Sequence[Region]]
) -> Iterator[tuple[int, Owner]]:
    """Pieces with the one cell left for them, of those that they touch.

    What stands in one cell alone is its text, so that cell is no other's. Of several blank ones
    the piece is of that in which its middle is.
    """
    touched = [list(dict.fromkeys(line.owner for line in piece)) for piece in pieces]
    taken = {owners[0] for owners in touched if len(owners) == 1}
    open_pieces = [number for number, owners in enumerate(touched) if len(owners) > 1]
    while open_pieces:
        left = {
            number: [it for it in touched[number] if it is not None and it not in taken]
            for number in open_pieces
        }
        sure = [number for number in open_pieces if len(left[number]) == 1]
        homes = {number: left[number][0] for number in sure}
        if not sure:
            homes = {
                number: owner
                for number in open_pieces
                for owner in left[number]
                if _has_middle(regions, owner, pieces[number])
            }
        wanted = Counter(homes.values())  # two pieces for one cell: neither is its text for certain
        homes = {number: owner for number, owner in homes.items() if wanted[owner] == 1}
        if not homes:
            return
        for number, owner in homes.items():
            yield number, owner
            taken.add(owner)
        open_pieces = [number for number in open_pieces if number not in homes]


def _has_middle(regions: Sequence[Sequence[Region]], owner: tuple[int, int], piece: _Piece) -> bool:
    grid, region = owner
    box = regions[grid][region].box
    size = piece[0].size
    middle = (piece[0].baseline + piece[-1].baseline - size * 0.7) / 2
    return box.y0 < middle < box.y1
