"""Grids that hold two tables side by side: what one row prints is then of both."""

from itertools import pairwise

from yusuan.binding.heads import Head
from yusuan.binding.model import CaptionedGrid
from yusuan.binding.pieces import is_table_title
from yusuan.evidence.model import Grid, Part
from yusuan.evidence.places import PagePlace, SheetPlace
from yusuan.printed.text import key

_FEWEST_ALIKE = 2  # labels: a code and a name


def is_two_tables(captioned: CaptionedGrid, head: Head, *, sided: bool) -> bool:
    """Whether two titles stand side by side above a grid, or a blank column parts two heads.

    ``sided``: income and expenditure may be parted so.
    """
    if _have_titles(captioned.caption.titles):
        return True
    return not sided and _have_heads(captioned.grid, head)


def _have_titles(titles: tuple[Part, ...]) -> bool:
    return any(
        _is_beside(one, other)
        and key(one.text) != key(other.text)
        and is_table_title(one.text)
        and is_table_title(other.text)
        for one, other in pairwise(titles)
    )


def _is_beside(one: Part, other: Part) -> bool:
    a, b = one.place, other.place
    if isinstance(a, SheetPlace) and isinstance(b, SheetPlace):
        return a.row == b.row and a.column != b.column
    if not (isinstance(a, PagePlace) and isinstance(b, PagePlace) and a.box and b.box):
        return False
    level = abs(a.box.y0 - b.box.y0) < (a.box.y1 - a.box.y0) / 2
    return a.page == b.page and level and (a.box.x1 < b.box.x0 or b.box.x1 < a.box.x0)


def _have_heads(grid: Grid, head: Head) -> bool:
    """Whether a column without any text stands between labels that both sides have, in part.

    Sides with the same labels throughout are groups of one table.
    """
    if not grid.spans_known:
        return False
    labels = [path.texts[-1] if path.texts else "" for path in head.paths]
    for column in range(1, grid.column_count - 1):
        if labels[column] or any(_stands_in(grid, row, column) for row in range(grid.row_count)):
            continue
        alike = (set(labels[:column]) & set(labels[column:])) - {""}
        left, right = (
            {path.texts for path in paths if path.texts}
            for paths in (head.paths[:column], head.paths[column:])
        )
        if len(alike) >= _FEWEST_ALIKE and not (right <= left or left <= right):
            return True
    return False


def _stands_in(grid: Grid, row: int, column: int) -> bool:
    cell = grid.cell(row, column)
    return cell.kind != "blank" or cell.column_span > 1
