"""The cells of a Word table and where they lie: ``gridSpan``, ``vMerge``, skipped columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yusuan.evidence.model import Grid, Line, Part
from yusuan.evidence.places import TablePlace
from yusuan.readers.docx_styles import child, integer, switched_on, value
from yusuan.readers.gridding import Laid, make_grid
from yusuan.readers.packages import attribute, local_name
from yusuan.readers.prose import lines_of

if TYPE_CHECKING:
    from lxml import etree

_MOST_COLUMNS = 500  # Word itself allows 63
# Edges this near to each other (in twentieths of a point) are one: Word keeps a column for every
# small difference of two rows' widths.
_SNAP = 100


@dataclass(slots=True)
class LaidCell:
    """A cell of the file: ``start`` and ``end`` are columns of the table's own grid."""

    element: "etree._Element"
    row: int
    ordinal: int
    start: int
    end: int
    row_span: int = 1
    covered: bool = False
    text: str = ""


class TableLayout:
    """The rows of a table; ``grid`` and ``lines`` are for when their cells have got their text."""

    def __init__(self, table: int, element: "etree._Element") -> None:
        self.element = element
        self._table = table
        self._widths = _widths(element)
        self.rows: list[list[LaidCell]] = []
        self.unseen: list[etree._Element] = []  # rows that are hidden or were deleted
        above: dict[int, LaidCell] = {}  # the cell that is being continued, by its start
        for row in _wrapped(element, "tr"):
            if switched_on(row, "trPr", "hidden") or child(row, "trPr", "del") is not None:
                self.unseen.append(row)
                continue
            cells = list(_cells(row, len(self.rows)))
            merged: dict[int, LaidCell] = {}
            for cell in cells:
                merge = child(cell.element, "tcPr", "vMerge")
                if merge is None:
                    continue
                owner = above.get(cell.start)
                if attribute(merge, "val") == "restart" or owner is None:
                    merged[cell.start] = cell
                else:
                    owner.row_span += 1
                    cell.covered = True
                    merged[cell.start] = owner
            above = merged
            self.rows.append(cells)

    def sets_out_tables(self) -> bool:
        """Whether a table only says where others stand: beside them in a row is nothing else.

        What is above and below them is the only text of its row.
        """
        held = [sum(map(_holds_table, row)) for row in self.rows]
        merged = any(cell.covered for row in self.rows for cell in row)
        return (
            any(held)
            and not merged
            and all(
                tables == sum(map(_holds_any, row)) if tables else sum(map(_holds_any, row)) <= 1
                for tables, row in zip(held, self.rows, strict=True)
            )
        )

    def grid(self, start: int, end: int) -> Grid | None:
        """The grid of some rows, its columns those at which a cell begins; None without text."""
        rows = self.rows[start:end]
        cells = [cell for row in rows for cell in row if not cell.covered]
        if not any(cell.text for cell in cells):
            return None
        columns = self._columns(rows)
        laid = (
            Laid(
                cell.row - start,
                columns[cell.start],
                cell.text,
                self.place(cell),
                cell.row_span,
                max(columns[cell.end] - columns[cell.start], 1),
            )
            for cell in cells
        )
        whole = end - start == len(self.rows)
        return make_grid(
            laid,
            len(rows),
            max(columns.values()),
            TablePlace(self._table, None if whole else start + 1),
            lambda row, _: TablePlace(self._table, start + row + 1),
        )

    def lines(self, start: int, end: int) -> Iterator[Line]:
        """Some rows as lines of prose, what stood side by side as their pieces."""
        for row in self.rows[start:end]:
            yield from lines_of([Part(cell.text, self.place(cell)) for cell in row if cell.text])

    def place(self, cell: LaidCell) -> TablePlace:
        return TablePlace(self._table, cell.row + 1, cell.ordinal)

    def _columns(self, rows: Sequence[Sequence[LaidCell]]) -> dict[int, int]:
        """The printed column of every edge of a cell."""
        spans = {(cell.start, cell.end) for row in rows for cell in row}
        edges = sorted({edge for span in spans for edge in span})
        number = 0
        columns = {edges[0]: 0}
        first = edges[0]  # the leftmost edge that was snapped to this column
        for edge in edges[1:]:
            near = edge <= len(self._widths) and sum(self._widths[first:edge]) <= _SNAP
            if not near or any(first <= a and b <= edge for a, b in spans) or edge == edges[-1]:
                number += 1
                first = edge
            columns[edge] = number
        return columns


def _widths(element: "etree._Element") -> list[int]:
    """Widths of the table's own columns in twentieths of a point."""
    columns = child(element, "tblGrid")
    return (
        [] if columns is None
        else [integer(attribute(it, "w"), _SNAP + 1, high=100_000) for it in columns
              if local_name(it) == "gridCol"][:_MOST_COLUMNS]
    )  # fmt: skip


def _cells(row: "etree._Element", number: int) -> Iterator[LaidCell]:
    column = integer(value(row, "trPr", "gridBefore"), 0, high=_MOST_COLUMNS)
    last: LaidCell | None = None
    for ordinal, element in enumerate(_wrapped(row, "tc"), start=1):
        span = integer(value(element, "tcPr", "gridSpan"), 1, low=1, high=_MOST_COLUMNS)
        cell = LaidCell(element, number, ordinal, column, column + span)
        column += span
        merge = child(element, "tcPr", "hMerge")
        if merge is not None and attribute(merge, "val") != "restart" and last is not None:
            last.end = cell.end
            cell.covered = True
        else:
            last = cell
        yield cell


def _holds_table(cell: LaidCell) -> bool:
    return next(_wrapped(cell.element, "tbl"), None) is not None


def _holds_any(cell: LaidCell) -> bool:
    return any(it.text for it in cell.element.iter("{*}t"))


def _wrapped(element: "etree._Element", name: str) -> Iterator["etree._Element"]:
    """Rows or cells out of whatever wraps them, never those of a table within."""
    for it in element:
        found = local_name(it)
        if found == name:
            yield it
        elif found in ("sdt", "sdtContent", "customXml", "ins", "del", "moveTo", "moveFrom"):
            yield from _wrapped(it, name)
