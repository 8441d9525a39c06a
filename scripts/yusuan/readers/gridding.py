"""Cells with spans laid out as a ``Grid``: every position once, covered ones and holes included."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from yusuan.errors import YusuanError
from yusuan.evidence.model import Cell, Grid, Mark, Part
from yusuan.evidence.places import Place

# A table of 100,000 rows and 20 columns; a Cell is about 400 bytes.
MAXIMUM_POSITIONS = 2_000_000
_WIDE, _PADDING = 64, 2


class Laid(NamedTuple):
    """A cell of the source and where it lies: 0-based, with its spans."""

    row: int
    column: int
    text: str
    place: Place
    row_span: int = 1
    column_span: int = 1
    stored: str | None = None
    marks: frozenset[Mark] = frozenset()


def make_grid(
    laid: Iterable[Laid],
    row_count: int,
    column_count: int,
    place: Place,
    place_at: Callable[[int, int], Place],
    *,
    spans_known: bool = True,
    marks: frozenset[Mark] = frozenset(),
    marks_at: Callable[[int, int], frozenset[Mark]] = lambda row, column: frozenset(),
) -> Grid:
    """The grid of ``laid``, whose positions are free and inside it.

    A span that runs over another cell or the edge is cut there; a blank cell at a position that
    is taken is left out. ``place_at(row, column)`` is the place of a position that no cell takes,
    ``marks_at`` are the marks of such a position and of a covered one. Raises YusuanError for
    more than ``MAXIMUM_POSITIONS`` positions.
    """
    check_size(row_count, column_count)
    cells: list[Cell | None] = [None] * (row_count * column_count)
    for it in laid:
        if not it.text and cells[it.row * column_count + it.column] is not None:
            continue
        columns = _free_columns(cells, it, column_count) if it.column_span > 1 else 1
        rows = _free_rows(cells, it, row_count, column_count, columns) if it.row_span > 1 else 1
        cell = Cell(
            it.row,
            it.column,
            (Part(it.text, it.place),),
            rows,
            columns,
            "printed" if it.text else "blank",
            stored=it.stored,
            marks=it.marks,
        )
        if rows > 1 or columns > 1:
            _cover(cells, cell, column_count, marks_at)
        cells[it.row * column_count + it.column] = cell
    for position, found in enumerate(cells):
        if found is None:
            row, column = divmod(position, column_count)
            part = Part("", place_at(row, column))
            cells[position] = Cell(row, column, (part,), kind="blank", marks=marks_at(row, column))
    return Grid(
        row_count,
        column_count,
        tuple(cell for cell in cells if cell is not None),
        (place,),
        spans_known,
        marks=marks,
    )


def make_padded_grid(
    rows: Sequence[Sequence[str]], place: Place, place_at: Callable[[int, int], Place]
) -> Grid:
    """Rows of texts as a grid of which no span is known, shorter ones with blanks at their ends.

    Raises YusuanError beyond ``MAXIMUM_POSITIONS``.
    """
    width = max(map(len, rows))
    check_size(len(rows), width)
    laid = (
        Laid(row, column, text, place_at(row, column))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    return make_grid(laid, len(rows), width, place, place_at, spans_known=False)


def may_be_padded(row_count: int, column_count: int, cells: int) -> bool:
    """False where padding rows of ``cells`` in all would make far more than there are, as in a
    hostile text: a table wider than any printed one may be padded to twice its cells.
    """
    return column_count <= _WIDE or row_count * column_count <= _PADDING * cells


def check_size(row_count: int, column_count: int) -> None:
    """Raise YusuanError for tables of more than ``MAXIMUM_POSITIONS`` positions."""
    if row_count * column_count > MAXIMUM_POSITIONS:
        raise YusuanError(
            f"表格过大，有 {row_count * column_count} 格",
            hint=f"最多 {MAXIMUM_POSITIONS} 格，请拆分后重试",
        )


def _cover(
    cells: list[Cell | None],
    cell: Cell,
    column_count: int,
    marks_at: Callable[[int, int], frozenset[Mark]],
) -> None:
    covered = (Part("", cell.place),)
    anchor = (cell.row, cell.column)
    for row in range(cell.row, cell.row + cell.row_span):
        for column in range(cell.column, cell.column + cell.column_span):
            cells[row * column_count + column] = Cell(
                row, column, covered, kind="covered", anchor=anchor, marks=marks_at(row, column)
            )


def _free_columns(cells: list[Cell | None], it: Laid, column_count: int) -> int:
    start = it.row * column_count
    end = it.column + 1
    while end < min(it.column + it.column_span, column_count) and cells[start + end] is None:
        end += 1
    return end - it.column


def _free_rows(
    cells: list[Cell | None], it: Laid, row_count: int, column_count: int, columns: int
) -> int:
    end = it.row + 1
    while end < min(it.row + it.row_span, row_count):
        start = end * column_count + it.column
        if any(cell is not None for cell in cells[start : start + columns]):
            break
        end += 1
    return end - it.row
