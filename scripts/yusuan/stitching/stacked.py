"""Several tables that a file holds as one: stacked in one frame, each below its title.

A workbook saved as a web page is one table a sheet, and whoever sets several tables in Word or
draws them in one frame may leave no gap. A title over the whole width parts them where a head
stands below it.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from yusuan.evidence.model import Block, Cell, Grid, Line
from yusuan.evidence.places import Box, PagePlace, Place, SheetPlace
from yusuan.printed.text import key
from yusuan.stitching.columns import without_covered
from yusuan.stitching.rows import moved, row_texts
from yusuan.stitching.second_heads import second_heads
from yusuan.stitching.wording import (
    COUNTS_TITLE,
    ended,
    is_amount,
    is_note,
    is_numbered,
    money_units,
)
from yusuan.stitching.wording import without_continuation as unmarked

# 项目支出绩效指标表 within a form of self-evaluation heads its indicators, as 年度绩效目标表 does those
# of the year: the form goes on.
_TITLE = re.compile(
    r"(?!(?:(?:项目)?(?:整体)?(?:支出)?绩效指标|(?:年度|本年度?|长期|中期|实施期)绩效(?:目标|指标))表$).{2,50}(?:表|一览|明细)(?:[（(].{0,20}[）)])?|"
    + COUNTS_TITLE
)
# What may stand above a title: the number of the table, the title of the document.
_ABOVE = re.compile(
    r".{0,10}表(?:[0-9]{1,3}(?:[-—][0-9]{1,2})?|[一二三四五六七八九十]{1,3})?"
    r"|附件?[0-9一二三四五六七八九十]{1,3}|.{0,40}(?:19|20)[0-9]{2}年.{0,30}"
)
_NUMBER_ONLY = re.compile(
    r"(?:部门|单位|预算|决算|财决|公开|附)*表?[0-9一二三四五六七八九十]{1,3}(?:[-—][0-9]{1,2})?表?"
)
_YEAR_ALONE = re.compile(r"\((?:19|20)[0-9]{2}年度?\)")
_CODE = re.compile(r"[0-9]{3,}")
_MOST_FIELDS = 3  # rows between a title and its head: unit, department, date
_MOST_ABOVE = 2


def part_stacked(blocks: Collection[Block]) -> tuple[Block, ...]:
    """``blocks`` with each table that is several as so many grids, one behind the other."""
    out: list[Block] = []
    titles: set[str] = set()  # above the table, since the last one
    below = iter([it for it in blocks if isinstance(it, Grid)][1:])
    for block in blocks:
        if isinstance(block, Grid):
            following = next(below, None)  # one that may go on beside it is parted when it is whole
            out.extend([block] if block.open_cells else _parts(block, titles, following))
            titles = set()
        else:
            if isinstance(block, Line):
                titles.add(key(unmarked(block.text)[0]))
            out.append(block)
    return tuple(out)


def _parts(grid: Grid, titles: Collection[str], below: Grid | None) -> Iterator[Block]:
    starts = _starts(grid, titles)
    last = _title_of_next(grid, below, starts[-1] if starts else 0)
    starts += [] if last is None else [last]
    starts += [row for row in second_heads(grid) if not _is_headed(grid, row, starts)]
    starts.sort()
    if not starts:
        yield grid
        return
    for start, end in zip((0, *starts), (*starts, grid.row_count), strict=True):
        part = without_covered(_rows(grid, start, end))
        if all(len(row_texts(row)) <= 1 for row in part.rows()):
            yield from _lines(part)  # what stands above the first title
        else:
            yield part


def _is_headed(grid: Grid, row: int, starts: Collection[int]) -> bool:
    """Whether a head stands below a title that begins a table already, and its fields."""
    first = row
    while first > 0 and len(row_texts(grid.row(first - 1))) <= _MOST_FIELDS:
        if first in starts:
            return True
        first -= 1
    return first in starts


def _lines(grid: Grid) -> Iterator[Line]:
    for cell in grid.cells:
        for text in cell.text.split("\n") if cell.kind == "printed" else ():
            if text.strip():
                yield Line(text.strip(), cell.place, ended=True, marks=cell.marks)


def _starts(grid: Grid, titles: Collection[str]) -> list[int]:
    """The rows that a further table begins with."""
    merged = any(cell.column_span > 1 for cell in grid.cells)
    known = set(titles)
    found: list[int] = []
    begun = False  # whether a table stands above, rather than titles alone
    lines = 0
    for row in range(grid.row_count):
        alone = _alone(grid, row, merged=merged)
        if (
            alone is not None
            and _TITLE.fullmatch(text := key(alone.text))
            and not is_note(alone.text)
            and _has_head_below(grid, row)
        ):
            new = text not in known and unmarked(alone.text)[1] is False
            known.add(text)
            if new and (begun or lines > _MOST_ABOVE):
                found.append(_with_lines_above(grid, row, merged=merged))
                begun, lines = False, 0
        texts = row_texts(grid.row(row))
        lines += len(texts) == 1
        begun = begun or (len(texts) > 1 and not any(":" in text for text in texts))
    return found


def _title_of_next(grid: Grid, below: Grid | None, after: int) -> int | None:
    """Where the title of the table below begins, if a page ends between it and that one's head."""
    if below is None or not _has_head_below(below, -1):
        return None
    merged = any(cell.column_span > 1 for cell in grid.cells)
    first, titled = grid.row_count, False
    while first > after + 1:
        alone = _alone(grid, first - 1, merged=merged, last=True)
        if alone is None and not _says_fields(row_texts(grid.row(first - 1))):
            break
        first -= 1
        text = "" if alone is None or is_note(alone.text) else key(alone.text)
        titled = titled or bool(_TITLE.fullmatch(text) and not _NUMBER_ONLY.fullmatch(text))
    return first if titled and first > after + 1 else None


def _says_unit(texts: Sequence[str]) -> bool:
    return _says_fields(texts) and any(map(money_units, texts))


def _tells_form(texts: Sequence[str]) -> bool:
    """Whether a row is what stands between a title and its table alone: a unit, （2026年度）."""
    return _says_unit(texts) or (len(texts) == 1 and bool(_YEAR_ALONE.fullmatch(texts[0])))


def _says_fields(texts: Sequence[str]) -> bool:
    return bool(texts) and all(":" in text for text in texts)


def _alone(grid: Grid, row: int, *, merged: bool, last: bool = False) -> Cell | None:
    """The one cell that a row prints, if it is over the whole width where any cell is merged.

    ``last``: a page ends below the row, so that nothing tells how wide the table is.
    """
    cells = grid.row(row)
    if any(
        cell.anchor is not None and cell.anchor[0] != row and grid.cell(*cell.anchor).text
        for cell in cells
    ):
        return None
    printed = [cell for cell in cells if cell.kind == "printed"]
    if len(printed) != 1 or printed[0].row_span > 1 or ended(printed[0].text.rstrip("：:")):
        return None
    wide = printed[0].column_span == grid.column_count if merged else grid.column_count > 1
    wide = wide or (last and printed[0].column_span > 1 and isinstance(grid.place, PagePlace))
    return printed[0] if wide or _is_over_table(grid, printed[0]) else None


def _is_over_table(grid: Grid, cell: Cell) -> bool:
    """Whether a cell on a sheet or a page is over all of the rows right below it, of narrower tables.

    One of a sheet that is not merged has its unit below it.
    """
    on_sheet = isinstance(grid.place, SheetPlace)
    if not on_sheet and (cell.column_span == 1 or not isinstance(grid.place, PagePlace)):
        return False
    below = range(cell.row + 1, min(cell.row + 2 + _MOST_FIELDS, grid.row_count))
    if cell.column_span == 1:
        return any(_tells_form(row_texts(grid.row(row))) for row in below[:2])
    texts = [it for row in below for it in grid.row(row) if it.kind == "printed"]
    return any(len(row_texts(grid.row(row))) > 1 for row in below) and all(
        cell.column <= it.column and it.column + it.column_span <= cell.column + cell.column_span
        for it in texts
    )


def _has_head_below(grid: Grid, row: int) -> bool:
    """Whether labels of several columns stand below, under fields at most, and no figure."""
    for below in range(row + 1, min(row + 2 + _MOST_FIELDS, grid.row_count - 1)):
        texts = row_texts(grid.row(below))
        if any(is_amount(text) or is_numbered(text) or _CODE.fullmatch(text) for text in texts):
            return False
        if len(texts) > 2 or (len(texts) == 2 and not any(":" in text for text in texts)):
            return True
    return False


def _with_lines_above(grid: Grid, row: int, *, merged: bool) -> int:
    first = row
    while row - first < _MOST_ABOVE:
        above = _alone(grid, first - 1, merged=merged)
        if above is None or not _ABOVE.fullmatch(key(above.text)):
            break
        first -= 1
    return first


def _rows(grid: Grid, start: int, end: int) -> Grid:
    """Some rows of a grid; what reaches beyond them is cut, without what is beside a narrower table."""
    cells: list[Cell] = []
    for row in range(start, end):
        for cell in grid.row(row):
            owner = grid.owner(row, cell.column)
            top, bottom = max(owner.row, start), min(owner.row + owner.row_span, end)
            if (row, cell.column) != (top, owner.column):
                cells.append(moved(cell, row - start, (top - start, owner.column)))
            elif top == owner.row:
                cells.append(moved(cell, row - start, None, bottom - top))
            else:
                blank = replace(cell, kind="blank", column_span=owner.column_span)
                cells.append(moved(blank, row - start, None, bottom - top))
    rows = replace(grid, row_count=end - start, cells=tuple(cells))
    rows = replace(rows, places=(_place(grid, cells, start),))
    return _without_outside(rows) if isinstance(grid.place, PagePlace) else rows


def _without_outside(grid: Grid) -> Grid:
    """``grid`` without the columns right of a narrower table: blank from its head to its end."""
    whole, width = grid.column_count, grid.column_count
    head = next(
        (row for row in range(grid.row_count) if grid.owner(row, 0).column_span < whole),
        grid.row_count,
    )
    while head < grid.row_count and width > 1:
        owner = grid.owner(head, width - 1)
        if owner.text or owner.row + owner.row_span < grid.row_count or owner.column == 0:
            break
        width = owner.column
    if width == whole:
        return grid
    cells = tuple(
        replace(cell, column_span=min(cell.column_span, width - cell.column))
        for cell in grid.cells
        if cell.column < width
    )
    edges = grid.column_edges[: width + 1]
    return replace(grid, column_count=width, cells=cells, column_edges=edges)


def _place(grid: Grid, cells: Sequence[Cell], start: int) -> Place:
    """Where some rows are: of a page, the box around them."""
    whole = grid.place
    boxes = [it.place.box for it in cells if isinstance(it.place, PagePlace) and it.place.box]
    if not isinstance(whole, PagePlace) or whole.box is None or not boxes:
        return cells[0].place if start else whole
    top, bottom = min(box.y0 for box in boxes), max(box.y1 for box in boxes)
    return PagePlace(whole.page, Box(whole.box.x0, top, whole.box.x1, bottom))
