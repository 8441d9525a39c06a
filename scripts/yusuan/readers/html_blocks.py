"""From the flow of a page to blocks: lines, and grids with the spans that the page gives."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from yusuan.errors import YusuanError
from yusuan.evidence.model import Block, Furniture, Grid, Part, Unread
from yusuan.evidence.places import BlockPlace, Place, TablePlace
from yusuan.readers.gridding import Laid, check_size, make_grid
from yusuan.readers.html_arranging import PlacedTable, arrange
from yusuan.readers.html_chrome import is_said_around
from yusuan.readers.html_flow import CellFlow, Flow, Hidden, Picture, TableFlow, Text
from yusuan.readers.html_positions import Placed
from yusuan.readers.prose import lines_of, prose_line
from yusuan.readers.sheet_regions import SheetCell, regions

_DEEPEST_HEAD = 5
_MANY_CELLS = 6
MAXIMUM_NESTING = 40  # old pages set out everything by tables within tables


class Blocks:
    """Collects ``blocks`` and ``unread`` of one or more pages, numbering as it goes."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.unread: list[Unread] = []
        self.tabbed: dict[int, str] = {}  # lines that hold tabs, as set, by their index
        self._paragraphs = 0
        self._tables = 0
        self._block: tuple[int, int] | None = None
        self._page = 0

    def add(self, flow: Flow) -> None:
        """Append what a page prints."""
        self._page += 1
        self._add(flow, 0)

    def _add(self, flow: Flow, depth: int) -> None:
        placed: list[Placed] = []
        for item in flow:
            if placed and not (isinstance(item, Placed) and item.sheet == placed[-1].sheet):
                self._add_placed(placed)
                placed = []
            match item:
                case Placed():
                    placed.append(item)
                case Text(text, heading, block, chrome):
                    if (self._page, block) != self._block:
                        self._block = (self._page, block)
                        self._paragraphs += 1
                    place = BlockPlace(self._paragraphs)
                    line = prose_line(text, place, ended=True, heading=heading)
                    if "\t" in text:
                        self.tabbed[len(self.blocks)] = text
                    around = chrome or (not heading and is_said_around(text))
                    self.blocks.append(Furniture("repeated", (line,)) if around else line)
                case Hidden(text):
                    place = BlockPlace(self._paragraphs or 1)
                    self.unread.append(Unread(text, place, "hidden"))
                case Picture():
                    self.unread.append(Unread("", BlockPlace(self._paragraphs or 1), "picture"))
                case TableFlow():
                    self._add_table(item, depth + 1)
        self._add_placed(placed)

    def _add_placed(self, placed: Sequence[Placed]) -> None:
        """Pieces that the page sets at their places: lines, or tables where that is certain."""
        for found in arrange(placed):
            if isinstance(found, PlacedTable):
                self._tables += 1
                self.blocks.append(_placed_grid(found, self._tables))
            else:
                self._paragraphs += 1
                place = BlockPlace(self._paragraphs)
                parts = [Part(piece.text, place) for piece in found]
                self.blocks += [replace(line, ended=False) for line in lines_of(parts)]

    def _add_table(self, table: TableFlow, depth: int) -> None:
        if depth > MAXIMUM_NESTING:
            raise YusuanError(f"表格嵌套超过 {MAXIMUM_NESTING} 层")
        self._tables += 1
        if _sets_out_a_page(table):
            for row in table.rows:
                for cell in row.cells:
                    self._add(cell.flow, depth)
            return
        number = self._tables
        position = len(self.blocks)
        laid = list(self._laid(table, number, depth))
        if parts := _sheet(laid, number):
            self.blocks[position:position] = parts
        elif any(it.text for it in laid):
            columns = max(it.column + it.column_span for it in laid)
            grid = make_grid(
                laid,
                len(table.rows),
                columns,
                TablePlace(number),
                lambda row, _: TablePlace(number, row + 1),
            )
            self.blocks.insert(position, grid)

    def _laid(self, table: TableFlow, number: int, depth: int) -> Iterator[Laid]:
        """The cells at the positions that HTML's own algorithm gives them."""
        ends = _group_ends(table)
        taken: dict[int, int] = {}  # column -> first row that is free again
        positions = 0
        for row, flow in enumerate(table.rows):
            column = 0
            for ordinal, cell in enumerate(flow.cells, start=1):
                while taken.get(column, 0) > row:
                    column += 1
                width = 1
                while width < cell.column_span and taken.get(column + width, 0) <= row:
                    width += 1
                height = min(cell.row_span or len(table.rows), ends[row] - row)
                positions += width * height
                check_size(positions, 1)
                for covered in range(column, column + width):
                    taken[covered] = row + height
                place = TablePlace(number, row + 1, ordinal)
                text = self._cell_text(cell, place, depth)
                yield Laid(row, column, text, place, height, width)
                column += width

    def _cell_text(self, cell: CellFlow, place: Place, depth: int) -> str:
        """The lines of a cell; tables in it are appended to ``blocks``."""
        lines: list[str] = []
        for item in cell.flow:
            match item:
                case Text(text):
                    lines.append(text.strip())
                case Hidden(text):
                    self.unread.append(Unread(text, place, "hidden"))
                case Picture():
                    self.unread.append(Unread("", place, "picture"))
                case TableFlow() if depth < MAXIMUM_NESTING and _is_one_column(item):
                    cells = (inner for row in item.rows for inner in row.cells)
                    texts = (self._cell_text(inner, place, depth + 1) for inner in cells)
                    lines += [text for text in texts if text]
                case TableFlow():
                    self._add_table(item, depth + 1)
                case Placed(text):
                    lines.append(text)
        return "\n".join(lines)


def _placed_grid(table: PlacedTable, number: int) -> Grid:
    return make_grid(
        (
            Laid(
                it.row,
                it.column,
                it.text,
                TablePlace(number, it.row + 1, it.column + 1),
                it.row_span,
                it.column_span,
            )
            for it in table.cells
        ),
        table.row_count,
        table.column_count,
        TablePlace(number),
        lambda row, column: TablePlace(number, row + 1, column + 1),
        spans_known=table.spans_known,
    )


def _sheet(laid: Sequence[Laid], number: int) -> list[Block]:
    """The tables and the prose of a sheet that a program saved as one table without a merged cell;
    none where it is one table.
    """
    if any(it.row_span > 1 or it.column_span > 1 for it in laid):
        return []
    rows: dict[int, list[Laid]] = {}
    for it in laid:
        rows.setdefault(it.row, []).append(it)
    cells = {
        (it.row, it.column + 1): SheetCell(it.row, it.column + 1, it.text)
        for it in laid
        if it.text.strip()
    }
    found = regions(cells, {})
    if sum(not region.prose for region in found) < 2:
        return []
    blocks: list[Block] = []
    for region in found:
        inside = [it for row in range(region.top, region.bottom + 1) for it in rows.get(row, ())]
        if region.prose:
            for row in range(region.top, region.bottom + 1):
                parts = [Part(it.text, it.place) for it in rows.get(row, ()) if it.text.strip()]
                blocks += lines_of(parts)
            continue
        moved = [it._replace(row=it.row - region.top) for it in inside]
        high, wide = region.bottom + 1 - region.top, 1 + max(it.column for it in moved)
        blocks.append(
            make_grid(
                moved,
                high,
                wide,
                TablePlace(number, region.top + 1, 1),
                partial(_row_place, number, region.top),
            )
        )
    return blocks


def _row_place(number: int, top: int, row: int, _: int) -> TablePlace:
    return TablePlace(number, top + row + 1)


def _group_ends(table: TableFlow) -> list[int]:
    """For every row the row after the last of its group: no span goes beyond."""
    ends = [len(table.rows)] * len(table.rows)
    for row in range(len(table.rows) - 2, -1, -1):
        same = table.rows[row].group == table.rows[row + 1].group
        ends[row] = ends[row + 1] if same or _is_cut_head(table, row + 1) else row + 1
    return ends


def _is_cut_head(table: TableFlow, start: int) -> bool:
    """Whether the rest of a head stands in the next group: the spans of its cells say so.

    Word and LibreOffice write as ``thead`` no more than the rows that pages print again. The row
    behind it then leaves out just the cells that are spanned from above.
    """
    if start > _DEEPEST_HEAD:
        return False
    over = sum(
        cell.column_span
        for row in range(start)
        for cell in table.rows[row].cells
        if row + cell.row_span > start
    )
    width = sum(cell.column_span for cell in table.rows[0].cells)
    below = sum(cell.column_span for cell in table.rows[start].cells)
    return below > 0 and over > 0 and below + over == width


def _sets_out_a_page(table: TableFlow) -> bool:
    """Whether a table is the page's frame, not a table of the document.

    So it is with one thing in a row and a table or several lines among them; or with a table in
    it that holds far more than the rest.
    """
    rich = False
    beside = 0
    largest = 0
    alone = True
    for row in table.rows:
        flows = (cell.flow for cell in row.cells)
        filled = [flow for flow in flows if any(not isinstance(item, Picture) for item in flow)]
        alone = alone and len(filled) <= 1
        for flow in filled:
            inner = [_filled_cells(item) for item in flow if isinstance(item, TableFlow)]
            largest = max(largest, *inner, 0) if inner else largest
            beside += not inner
            rich = rich or bool(inner) or sum(isinstance(item, Text) for item in flow) > 1
    return (alone and rich) or largest >= max(_MANY_CELLS, 2 * beside)


def _is_one_column(table: TableFlow) -> bool:
    """Whether a table in a cell sets out no more than the lines of that cell."""
    return all(len(row.cells) <= 1 for row in table.rows)


def _filled_cells(table: TableFlow) -> int:
    """Cells with text of their own or a table in them, those of inner tables included."""
    count = 0
    tables = [table]
    while tables:
        for row in tables.pop().rows:
            for cell in row.cells:
                count += any(isinstance(item, Text | Placed) for item in cell.flow)
                tables += [item for item in cell.flow if isinstance(item, TableFlow)]
    return count
