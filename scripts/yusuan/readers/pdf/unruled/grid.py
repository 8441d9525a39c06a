"""A table without rules drawn up: its columns, its head as its labels stand, its rows."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from yusuan.readers.pdf.filling import FilledGrid
from yusuan.readers.pdf.grids import Span, grid_of
from yusuan.readers.pdf.lines import VisualLine
from yusuan.readers.pdf.unruled.cut_labels import Body
from yusuan.readers.pdf.unruled.labels import numbers_columns, spans_of
from yusuan.readers.pdf.unruled.lines import Extent, Row, reach
from yusuan.readers.pdf.unruled.readings import Label


class Draft(NamedTuple):
    """A table before it is drawn up.

    Its head is from line ``first`` to ``below`` as ``labels``, None: line by line; ``columns`` are
    from where to where each has text, ``edges`` where it begins and ends.
    """

    first: int
    below: int
    body: Body
    columns: Sequence[Extent]
    edges: Sequence[float]
    labels: Sequence[Label] | None
    spans_known: bool


def edges_of(lines: Sequence[Row], columns: Sequence[Extent]) -> list[float]:
    """The edges of columns: those of all lines, and the middles of the white between two."""
    left = min(box.x0 for row in lines for box in row.boxes)
    right = max(box.x1 for row in lines for box in row.boxes)
    return [left, *((one[1] + other[0]) / 2 for one, other in pairwise(columns)), right]


def drawn_up(rows: Sequence[Row], draft: Draft) -> FilledGrid:
    """The table: its head, then a row for each line that no other one owns."""
    first, below, body, columns, edges, labels, spans_known = draft
    lines = rows[first : body.end]
    spans: list[Span] = []
    placed: list[tuple[int, int, VisualLine]] = []
    tops: list[float] = []
    if labels is not None:
        depth, spans = spans_of(labels)
        top, bottom = lines[0].top, max(row.bottom for row in rows[first:below])
        tops = [top + (bottom - top) * level / depth for level in range(depth)]
        placed = [(lb.level, lb.first, word.glyphs) for lb in labels for word in lb.words]
    numbers = range(first if labels is None else below, body.end)
    own = [number for number in numbers if number not in body.owners]
    at = {number: len(tops) + index for index, number in enumerate(own)}
    at |= {number: at[owner] for number, owner in body.owners.items() if number in numbers}
    wide: dict[tuple[int, int], int] = {}
    for number in numbers:
        line = rows[number]
        in_turn = numbers_columns(line) and len(line.words) == len(columns)
        for turn, (word, box) in enumerate(zip(line.words, line.boxes, strict=True)):
            reached = [turn] if in_turn else reach(box, columns)
            place = at[number], reached[0]
            wide[place] = max(len(reached), wide.get(place, 1))
            placed.append((*place, word))
    for row in range(len(tops), len(tops) + len(own)):
        column = 0
        while column < len(columns):
            spans.append((row, column, 1, wide.get((row, column), 1)))
            column += wide.get((row, column), 1)
    extents = [
        (
            min(rows[n].top for n in numbers if at[n] == at[number]),
            max(rows[n].bottom for n in numbers if at[n] == at[number]),
        )
        for number in own
    ]
    grid = grid_of(edges, _edges(tops, extents), spans)
    filled = FilledGrid(grid, spans_known=spans_known)
    for number, column, word in placed:
        region = grid.owners[number * len(columns) + column]
        filled.texts.setdefault(region, []).extend(word)
    return filled


def _edges(tops: Sequence[float], extents: Sequence[Extent]) -> list[float]:
    """The edges of rows: those of the head, then between one row's letters and the next's."""
    edges = [*tops, extents[0][0], *((a[1] + b[0]) / 2 for a, b in pairwise(extents))]
    edges.append(extents[-1][1])
    for number in range(1, len(edges)):
        edges[number] = max(edges[number], edges[number - 1])
    return edges
