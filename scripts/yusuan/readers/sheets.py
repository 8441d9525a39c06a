"""What the readers of workbooks share: a sheet's cells laid out as one grid."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from yusuan.evidence.model import Block, Grid, Mark, Part, Unread
from yusuan.evidence.places import SheetPlace
from yusuan.readers.gridding import MAXIMUM_POSITIONS, Laid, make_grid
from yusuan.readers.number_formats import plain
from yusuan.readers.prose import lines_of
from yusuan.readers.sheet_regions import NO_MARKS, Merge, SheetCell, regions
from yusuan.readers.sheet_sides import sides_of

_MOST = 1 << 24  # rows or columns: more than any sheet has
_HIDDEN: frozenset[Mark] = frozenset(("hidden",))


@dataclass(slots=True)
class Sheet:
    """A sheet as its file describes it."""

    name: str
    position: int
    hidden: bool = False
    cells: list[SheetCell] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)  # first and last
    ruled_rows: set[int] = field(default_factory=set)  # some cell has a line at its side
    unseen: list[SheetCell] = field(default_factory=list)  # pieces of cells that nobody sees

    def place(self, row: int | None = None, column: int | None = None) -> SheetPlace:
        return SheetPlace(self.name, row, column, self.position)

    def hidden_among(self, columns: Iterable[int]) -> set[int]:
        """Which of some columns, in ascending order, are hidden."""
        found: set[int] = set()
        ranges = iter(sorted(self.hidden_columns))
        last = 0  # every column up to it that any range so far begins at or before
        following = next(ranges, None)
        for column in columns:
            while following is not None and following[0] <= column:
                last = max(last, following[1])
                following = next(ranges, None)
            if column <= last:
                found.add(column)
        return found


_SHOWN_ROUNDED = Decimal("0.5")  # less than this may be printed as nothing for it is about 0


def number_cell(
    row: int, column: int, value: Decimal, text: str, marks: frozenset[Mark] = NO_MARKS
) -> SheetCell:
    """A number and what is printed for it; a format that prints nothing hides it.

    ``stored`` is given where the text, read as a number, is not the same number.
    """
    try:
        same = Decimal(text.replace(",", "")) == value
    except ArithmeticError:
        same = False
    if not text and abs(value) >= _SHOWN_ROUNDED:
        return SheetCell(row, column, plain(value), None, marks | {"hidden"})
    return SheetCell(row, column, text, None if same else plain(value), marks)


def blocks_of(sheet: Sheet) -> tuple[list[Block], list[Unread]]:
    """What a sheet prints, top to bottom, and the text that lies beneath its merged cells.

    The used range is one grid, its blank rows and columns at the edges left out; rows apart from
    it that hold one cell each (a title above a blank row, a sheet of prose) are lines.
    """
    cells: dict[tuple[int, int], SheetCell] = {}
    set_aside: list[SheetCell] = list(sheet.unseen)
    for cell in sheet.cells:
        if cells.setdefault((cell.row, cell.column), cell) is not cell:
            set_aside += [cell]  # a damaged file may state a cell twice
    merges = [merge for merge in sheet.merges if merge.area > 1]
    set_aside += [cells.pop(position) for position in _beneath(cells, merges)]
    unread = [
        Unread(cell.text, sheet.place(cell.row, cell.column), "hidden")
        for cell in set_aside
        if cell.text
    ]
    if not any(cell.text or cell.marks for cell in cells.values()):
        return [], unread
    blocks: list[Block] = []
    for piece in _side_by_side(sheet, cells, merges):
        more, hidden = _blocks(sheet, piece)
        blocks += more
        unread += hidden
    return blocks, unread


_Cells = Mapping[tuple[int, int], SheetCell]


class _Piece(NamedTuple):
    """What is read as if it were a sheet of its own."""

    cells: _Cells
    merges: Sequence[Merge]
    ruled_rows: Collection[int]


def _side_by_side(sheet: Sheet, cells: _Cells, merges: Sequence[Merge]) -> Iterator[_Piece]:
    """A sheet's cells in the order in which they are read: of tables side by side one by one."""
    top = 0
    for sides in sides_of(cells, merges):
        yield _piece(sheet, cells, merges, range(top, sides.top), range(_MOST))
        rows = range(sides.top, sides.bottom + 1)
        for start, end in pairwise((0, *sides.starts, _MOST)):
            yield _piece(sheet, cells, merges, rows, range(start, end))
        top = rows.stop
    if not top:
        yield _Piece(cells, merges, sheet.ruled_rows)
    else:
        yield _piece(sheet, cells, merges, range(top, _MOST), range(_MOST))


def _piece(
    sheet: Sheet, cells: _Cells, merges: Sequence[Merge], rows: range, columns: range
) -> _Piece:
    """What begins within some rows and columns."""
    return _Piece(
        {at: cell for at, cell in cells.items() if at[0] in rows and at[1] in columns},
        [merge for merge in merges if merge.top in rows and merge.left in columns],
        {row for row in sheet.ruled_rows if row in rows},
    )


def _blocks(sheet: Sheet, piece: _Piece) -> tuple[list[Block], list[Unread]]:
    blocks: list[Block] = []
    unread: list[Unread] = []
    cells, merges, ruled_rows = piece
    if not any(cell.text or cell.marks or cell.stored for cell in cells.values()):
        return blocks, unread
    found = regions(cells, {(it.top, it.left): it for it in merges}, ruled_rows)
    tops = [region.top for region in found]
    inside: list[dict[tuple[int, int], SheetCell]] = [{} for _ in found]
    for at, cell in cells.items():
        inside[bisect_right(tops, at[0]) - 1][at] = cell
    merged: list[list[Merge]] = [[] for _ in found]
    for merge in merges:
        first = max(bisect_right(tops, merge.top) - 1, 0)
        for n in range(first, bisect_right(tops, merge.bottom)):
            merged[n].append(merge)
    for region, its_cells, its_merges in zip(found, inside, merged, strict=True):
        if region.prose:
            shown, hidden = _prose(sheet, its_cells)
            for row in shown:
                blocks += lines_of(row)
            unread += [Unread(part.text, part.place, "hidden") for part in hidden]
        else:
            blocks.append(_grid(sheet, its_cells, its_merges))
    return blocks, unread


def _prose(
    sheet: Sheet, cells: Mapping[tuple[int, int], SheetCell]
) -> tuple[list[list[Part]], list[Part]]:
    """The texts of every row that is shown, and those that are hidden: lines have no marks."""
    columns = sheet.hidden_among(sorted({column for _, column in cells}))
    rows: dict[int, list[Part]] = {}
    hidden: list[Part] = []
    for row, column in sorted(cells):
        if text := cells[row, column].text:
            part = Part(text, sheet.place(row, column))
            kept = "hidden" in cells[row, column].marks
            if kept or sheet.hidden or row in sheet.hidden_rows or column in columns:
                hidden.append(part)
            else:
                rows.setdefault(row, []).append(part)
    return list(rows.values()), hidden


def _grid(
    sheet: Sheet, cells: Mapping[tuple[int, int], SheetCell], merges: Sequence[Merge]
) -> Grid:
    rows, columns = _range(cells, merges)
    row_at = {row: index for index, row in enumerate(rows)}
    column_at = {column: index for index, column in enumerate(columns)}
    hidden_rows = {row for row in rows if row in sheet.hidden_rows}
    hidden_columns = sheet.hidden_among(columns)

    def marks_at(row: int, column: int) -> frozenset[Mark]:
        hidden = sheet.hidden or rows[row] in hidden_rows or columns[column] in hidden_columns
        return _HIDDEN if hidden else NO_MARKS

    laid: list[Laid] = []
    spans = {}
    for merge in merges:
        top, bottom = _between(rows, merge.top, merge.bottom)
        left, right = _between(columns, merge.left, merge.right)
        if bottom > top and right > left:
            spans[merge.top, merge.left] = (bottom - top, right - left)
            if (merge.top, merge.left) not in cells:
                place = sheet.place(rows[top], columns[left])
                marks = marks_at(top, left)
                laid.append(Laid(top, left, "", place, bottom - top, right - left, None, marks))
    for (row, column), cell in cells.items():
        high, wide = spans.get((row, column), (1, 1))
        at, across = row_at[row], column_at[column]
        hidden = (
            sheet.hidden
            or all(it in hidden_rows for it in rows[at : at + high])
            or all(it in hidden_columns for it in columns[across : across + wide])
        )
        marks = cell.marks | _HIDDEN if hidden else cell.marks
        place = sheet.place(row, column)
        laid.append(Laid(at, across, cell.text, place, high, wide, cell.stored, marks))
    return make_grid(
        sorted(laid, key=lambda it: (it.row, it.column, not it.text)),
        len(rows),
        len(columns),
        sheet.place(rows[0], columns[0]),
        lambda row, column: sheet.place(rows[row], columns[column]),
        marks=_HIDDEN if sheet.hidden else NO_MARKS,
        marks_at=marks_at,
    )


def _beneath(cells: Collection[tuple[int, int]], merges: Iterable[Merge]) -> list[tuple[int, int]]:
    """Cells under a merged range, its first one apart, without walking the range."""
    rows: dict[int, list[int]] = {}
    for row, column in sorted(cells):
        rows.setdefault(row, []).append(column)
    row_numbers = sorted(rows)
    beneath: set[tuple[int, int]] = set()
    for merge in merges:
        start = bisect_left(row_numbers, merge.top)
        for row in row_numbers[start : bisect_left(row_numbers, merge.bottom + 1)]:
            columns = rows[row]
            first, end = bisect_left(columns, merge.left), bisect_left(columns, merge.right + 1)
            for column in columns[first:end]:
                if (row, column) != (merge.top, merge.left):
                    beneath.add((row, column))
    return sorted(beneath)


def _range(
    cells: Collection[tuple[int, int]], merges: Iterable[Merge]
) -> tuple[Sequence[int], Sequence[int]]:
    """Rows and columns of the grid, among them all of a merged cell that holds something."""
    rows = {row for row, _ in cells}
    columns = {column for _, column in cells}
    for merge in merges:
        if (merge.top, merge.left) in cells:
            rows.add(merge.bottom)
            columns.add(merge.right)
    all_rows = range(min(rows), max(rows) + 1)
    all_columns = range(min(columns), max(columns) + 1)
    if len(all_rows) * len(all_columns) <= MAXIMUM_POSITIONS:
        return all_rows, all_columns
    return sorted(rows), sorted(columns)


def _between(numbers: Sequence[int], first: int, last: int) -> tuple[int, int]:
    return bisect_left(numbers, first), bisect_left(numbers, last + 1)
