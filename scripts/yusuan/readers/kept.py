"""Evidence of tables only, as ``keeping.writing`` printed it, back to the tables of a document."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from yusuan.errors import YusuanError
from yusuan.evidence.model import (
    Block,
    Cell,
    Document,
    Grid,
    Line,
    Page,
    Paragraph,
    Part,
    TablesOnly,
    Told,
)
from yusuan.evidence.places import Place, SheetPlace, parse_place
from yusuan.readers.counting import whole_ledger
from yusuan.readers.gridding import check_size
from yusuan.readers.kept_lines import (
    CaptionLine,
    CellObject,
    GridLine,
    HeadLine,
    PartText,
    RowLine,
    as_kind,
)
from yusuan.readers.kept_places import RowFrame, place_in

_HEAD: TypeAdapter[HeadLine] = TypeAdapter(HeadLine)
_BODY: TypeAdapter[CaptionLine | GridLine | RowLine] = TypeAdapter(CaptionLine | GridLine | RowLine)
_Read = TypeVar("_Read")
_HINT = "这个文件由 yusuan add --evidence tables 生成，不要手工改动"


def read_kept(content: bytes) -> Document:
    """The document whose tables are in ``content``; raises YusuanError for anything else."""
    lines = content.split(b"\n")
    if lines and not lines[-1]:
        lines.pop()
    head = _read(_HEAD, lines[0], 1)
    reader = _Reader(head)
    blocks = tuple(reader.blocks(lines[1:]))
    grids = sum(isinstance(block, Grid) for block in blocks)
    told = tuple(as_kind(Told, each) for each in head.told)
    if sorted(number for each in told for number in each.grids) != [*range(1, grids + 1)]:
        raise _wrong(1, "told 与各表不符")
    return Document(
        head.format,
        head.sha256,
        blocks,
        pages=tuple(as_kind(Page, each) for each in head.pages),
        ledger=whole_ledger(blocks),
        title=head.title,
        tables_only=TablesOnly(head.bytes, told, tuple(map(reader.part, head.left_out))),
    )


class _Reader:
    def __init__(self, head: HeadLine) -> None:
        self._sheets = {page.name: page.number for page in head.pages}
        self._number = 1  # of the line that is read
        self._positions = 0

    def place(self, text: str) -> Place:
        """A place as printed; where a sheet stands in its workbook the pages say."""
        found = parse_place(text)
        if isinstance(found, SheetPlace):
            position = self._sheets.get(found.sheet, 0)
            return SheetPlace(found.sheet, found.row, found.column, position)
        return found

    def part(self, printed: PartText) -> Part:
        return Part(printed[0], self.place(printed[1]))

    def blocks(self, lines: Sequence[bytes]) -> Iterator[Block]:
        caption: list[Line] = []
        open_grid: GridLine | None = None
        rows: list[RowLine] = []
        for self._number, text in enumerate(lines, start=2):
            line = _read(_BODY, text, self._number)
            if open_grid is not None:
                if not isinstance(line, RowLine):
                    raise _wrong(self._number, "表缺行")
                rows.append(line)
                if len(rows) == open_grid.grid[0]:
                    yield self._grid(open_grid, rows)
                    open_grid, rows = None, []
            elif isinstance(line, CaptionLine):
                caption.append(self._line(line))
                if not line.more:
                    yield Paragraph(tuple(caption))
                    caption = []
            elif isinstance(line, GridLine) and not caption and min(line.grid) > 0:
                self._positions += line.grid[0] * line.grid[1]
                check_size(self._positions, 1)
                open_grid = line
            else:
                raise _wrong(self._number, "不该在这里")
        if open_grid is not None or caption:
            raise _wrong(self._number, "文件不完整")

    def _line(self, line: CaptionLine) -> Line:
        return Line(
            line.line,
            self.place(line.at),
            tuple(map(self.part, line.pieces)),
            line.size,
            line.indent,
            line.width,
            line.ended,
            line.heading,
            frozenset(line.marks),
        )

    def _grid(self, line: GridLine, rows: Sequence[RowLine]) -> Grid:
        row_count, column_count = line.grid
        if not line.at or any(len(row.cells) != column_count for row in rows):
            raise _wrong(self._number, "各行的格数与表不符")
        frames: list[RowFrame] = []
        edges = line.edges
        for row in rows:
            edges = row.x or edges
            frames.append(RowFrame(self.place(row.at), row.y, edges))
        cells: list[Cell | None] = [None] * (row_count * column_count)
        for position, printed in enumerate(cell for row in rows for cell in row.cells):
            row_number, column = divmod(position, column_count)
            if printed is None:
                if cells[position] is None:
                    raise _wrong(self._number, "没有合并的单元格盖住空缺的一格")
                continue
            it = _as_object(printed)
            inside = row_number + it.rows <= row_count and column + it.columns <= column_count
            if (cells[position] is not None and it.over is None) or not inside:
                raise _wrong(self._number, "合并的单元格相互重叠，或伸出表外")
            found = self._cell(it, row_number, column, frames)
            cells[position] = found
            if it.over is None and not cover(cells, found, column_count):
                raise _wrong(self._number, "合并的单元格相互重叠")
        whole = tuple(cell for cell in cells if cell is not None)
        for cell in whole:
            if cell.anchor is not None and not _lies_under(cell, whole, line.grid):
                raise _wrong(self._number, "没有盖住它的单元格")
        return Grid(
            row_count,
            column_count,
            whole,
            tuple(map(self.place, line.at)),
            line.spans_known,
            line.head_rows,
            line.edges,
            frozenset(line.marks),
        )

    def _cell(self, it: CellObject, row: int, column: int, frames: Sequence[RowFrame]) -> Cell:
        parts = tuple(map(self.part, it.parts))
        if not parts:
            place = (
                self.place(it.at)
                if it.at is not None
                else place_in(frames, row, column, it.rows, it.columns)
            )
            if place is None:
                raise _wrong(self._number, "看不出单元格的位置")
            parts = (Part(it.text, place),)
        printed = any(part.text for part in parts) if it.printed is None else it.printed
        return Cell(
            row,
            column,
            parts,
            it.rows,
            it.columns,
            "covered" if it.over is not None else "printed" if printed else "blank",
            it.over,
            it.stored,
            frozenset(it.marks),
        )


def cover(cells: list[Cell | None], cell: Cell, column_count: int) -> bool:
    """Cover what ``cell`` is merged over; False where another cell lies there."""
    if cell.row_span == cell.column_span == 1:
        return True
    covered = (Part("", cell.place),)
    for row in range(cell.row, cell.row + cell.row_span):
        for column in range(cell.column, cell.column + cell.column_span):
            position = row * column_count + column
            if (row, column) == (cell.row, cell.column):
                continue
            if cells[position] is not None:
                return False
            cells[position] = Cell(
                row, column, covered, kind="covered", anchor=(cell.row, cell.column)
            )
    return True


def _lies_under(cell: Cell, cells: Sequence[Cell], size: tuple[int, int]) -> bool:
    row, column = cell.anchor or (0, 0)
    return row < size[0] and column < size[1] and cells[row * size[1] + column].anchor is None


def _as_object(printed: str | tuple[str, int, int] | CellObject) -> CellObject:
    if isinstance(printed, CellObject):
        return printed
    if isinstance(printed, str):
        return CellObject(text=printed)
    text, rows, columns = printed
    return CellObject(text=text, rows=rows, columns=columns)


def _read(kind: TypeAdapter[_Read], text: bytes, number: int) -> _Read:
    try:
        return kind.validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise _wrong(number, f"{where}：{first['msg']}") from None


def _wrong(number: int, what: str) -> YusuanError:
    return YusuanError(f"不是合规的表格读取记录（第 {number} 行，{what}）", hint=_HINT)
