"""Tables only as a file: the same tables give the same bytes, a row a line, small and readable."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic import TypeAdapter

from yusuan.errors import YusuanError
from yusuan.evidence.model import Cell, Document, Grid, Line, Paragraph
from yusuan.evidence.places import PagePlace, Place
from yusuan.readers.kept import cover, read_kept
from yusuan.readers.kept_lines import (
    CaptionLine,
    CellObject,
    GridLine,
    HeadLine,
    PageLine,
    PartText,
    RowLine,
    ToldLine,
    as_kind,
)
from yusuan.readers.kept_places import RowFrame, place_in

_LINE: TypeAdapter[HeadLine | CaptionLine | GridLine | RowLine] = TypeAdapter(
    HeadLine | CaptionLine | GridLine | RowLine
)


def name_of(number: int) -> str:
    """What the file of the ``number``-th document is called beside ``source.toml``."""
    return "tables.jsonl" if number == 1 else f"tables-{number}.jsonl"


def print_tables(document: Document) -> bytes:
    """The file of a document of which only tables are kept; ``read_kept`` gives the same back."""
    printed = "".join(f"{_json(line)}\n" for line in _lines(document)).encode()
    if read_kept(printed) != document:
        raise YusuanError("表格的读取记录不能还原为读出的表，没有写下")
    return printed


def _json(line: HeadLine | CaptionLine | GridLine | RowLine) -> str:
    values = _LINE.dump_python(line, exclude_defaults=True)
    return json.dumps(_plain(values), ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    """Whole numbers without a point: 53 for 53.0."""
    match value:
        case float() if value.is_integer():
            return int(value)
        case dict():
            return {name: _plain(each) for name, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
    return value


def _lines(document: Document) -> Iterator[HeadLine | CaptionLine | GridLine | RowLine]:
    only = document.tables_only
    assert only is not None
    yield HeadLine(
        "tables",
        1,
        document.format,
        document.sha256,
        only.size,
        document.title,
        tuple(as_kind(PageLine, page) for page in document.pages),
        tuple(as_kind(ToldLine, told) for told in only.told),
        tuple((part.text, str(part.place)) for part in only.left_out),
    )
    for block in document.blocks:
        if isinstance(block, Paragraph):
            last = len(block.lines) - 1
            for number, line in enumerate(block.lines):
                yield _caption(line, more=number < last)
        elif isinstance(block, Grid):
            yield GridLine(
                (block.row_count, block.column_count),
                tuple(map(str, block.places)),
                block.spans_known,
                block.head_rows,
                block.column_edges,
                tuple(sorted(block.marks)),
            )
            yield from _rows(block)


def _caption(line: Line, *, more: bool) -> CaptionLine:
    return CaptionLine(
        line.text,
        str(line.place),
        tuple((part.text, str(part.place)) for part in line.pieces),
        line.size,
        line.indent,
        line.width,
        line.ended,
        line.heading,
        tuple(sorted(line.marks)),
        more,
    )


def _rows(grid: Grid) -> Iterator[RowLine]:
    frames: list[RowFrame] = []
    changed: list[tuple[float, ...]] = []
    edges = grid.column_edges
    for row in grid.rows():
        frame = _frame(row, edges)
        changed.append(frame.x if frame.x != edges else ())
        edges = frame.x
        frames.append(frame)
    cells: list[Cell | None] = [None] * len(grid.cells)
    for row, frame, x in zip(grid.rows(), frames, changed, strict=True):
        printed = []
        for cell in row:
            position = cell.row * grid.column_count + cell.column
            printed.append(None if cells[position] == cell else _printed(cell, frames))
            if cell.anchor is None:
                cover(cells, cell, grid.column_count)
        yield RowLine(tuple(printed), str(frame.at), frame.y, x)


def _frame(row: Sequence[Cell], edges: tuple[float, ...]) -> RowFrame:
    """Where a row lies; the edges of its columns are those above it where they still hold."""
    own = [cell for cell in row if cell.anchor is None] or list(row)
    first = own[0].parts[0].place
    if not isinstance(first, PagePlace):
        return RowFrame(_beside(first, own[0].column), None, edges)
    boxes = [
        (cell, place.box)
        for cell in own
        if isinstance(place := cell.parts[0].place, PagePlace)
        and place.page == first.page
        and place.box is not None
    ]
    y = _most((box.y0, box.y1) for cell, box in boxes if cell.row_span == 1)
    if y is None:
        y = _most((box.y0, box.y1) for _, box in boxes)
    x = list(edges) or [0.0] * (len(row) + 1)
    for cell, box in boxes:
        x[cell.column], x[cell.column + cell.column_span] = box.x0, box.x1
    held = all(
        (edges[cell.column], edges[cell.column + cell.column_span]) == (box.x0, box.x1)
        for cell, box in boxes
        if edges
    )
    return RowFrame(PagePlace(first.page), y, edges if edges and held else tuple(x))


def _beside(place: Place, column: int) -> Place:
    """The place of the row's first cell, if the one at ``column`` is counted from it."""
    shifted = place_in([RowFrame(place)], 0, -column)
    return place if shifted is None else shifted


def _most(values: Iterable[tuple[float, float]]) -> tuple[float, float] | None:
    counted = Counter(values).most_common(1)
    return counted[0][0] if counted else None


def _printed(cell: Cell, frames: Sequence[RowFrame]) -> Any:
    """A cell as short as its row allows."""
    expected = place_in(frames, cell.row, cell.column, cell.row_span, cell.column_span)
    text = cell.parts[0].text
    covered = cell.anchor is not None
    plain = not covered and len(cell.parts) == 1 and cell.parts[0].place == expected
    kind = "printed" if any(part.text for part in cell.parts) else "blank"
    if plain and kind == cell.kind and not cell.marks and cell.stored is None:
        if cell.row_span == cell.column_span == 1:
            return text
        return text, cell.row_span, cell.column_span
    several = len(cell.parts) > 1
    parts: tuple[PartText, ...] = tuple((part.text, str(part.place)) for part in cell.parts)
    return CellObject(
        "" if several else text,
        parts if several else (),
        cell.row_span,
        cell.column_span,
        None if several or plain else str(cell.parts[0].place),
        cell.anchor,
        None if covered or kind == cell.kind else cell.kind == "printed",
        cell.stored,
        tuple(sorted(cell.marks)),
    )
