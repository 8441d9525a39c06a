"""Whether a grid goes on with the table before it, by its rows and the lines between them."""

import re
from collections.abc import Collection, Sequence
from itertools import chain

from yusuan.evidence.model import Grid, Line
from yusuan.evidence.places import PagePlace
from yusuan.printed.text import compact, key
from yusuan.stitching.columns import same_columns
from yusuan.stitching.laid_out import FIELD, TITLE_END
from yusuan.stitching.rows import is_distinct_head, row_texts
from yusuan.stitching.wording import (
    COUNTS_TITLE,
    FORM_FIELD,
    FORM_NAME,
    LEVEL,
    ended,
    is_amount,
    is_note,
    is_number_or_code,
    is_numbered,
    money_units,
)

_LONGEST_FOREIGN = 40
_LONGEST_FOREIGN_NOTE = 80
_MOST_HEAD_ROWS = 5
_TITLE = re.compile(rf"{TITLE_END.pattern}|^{COUNTS_TITLE}$|表[0-9一二三四五六七八九十]|[0-9]表$")


def may_interrupt(foreign: Sequence[Line], base: Grid, grid: Grid, start: int, head: int) -> bool:
    """Whether unknown lines are no title: the rows below them can only go on with the table.

    They begin in the middle of its form (with a head that stands further down in it), or
    without any head.
    """
    if len(foreign) > 2 or any(isinstance(line.place, PagePlace) for line in foreign):
        return False
    for line in foreign:
        text = key(line.text)
        if (
            len(text) > _LONGEST_FOREIGN
            or ended(line.text)
            or is_numbered(line.text)
            or line.heading
            or FIELD.fullmatch(compact(line.text))
            or TITLE_END.search(text)
        ):
            return False
    if head:
        return start > 0
    return same_columns(base, grid) and _counts_on(base, grid)


def stands_above_rows(foreign: Sequence[Line], above: Collection[str]) -> bool:
    """Whether lines between rows that are numbered on may be anything but the title of a table.

    A unit of money must be the one above the table: 单位：元 is not 单位：万元 in another form.
    """
    if len(foreign) > 3 or any(isinstance(line.place, PagePlace) for line in foreign):
        return False
    units = {unit for text in above for unit in money_units(text)}
    for line in foreign:
        if is_note(line.text):
            continue
        if len(line.text) > _LONGEST_FOREIGN_NOTE or line.heading or is_numbered(line.text):
            return False
        if TITLE_END.search(key(line.text)) or not units.issuperset(money_units(line.text)):
            return False
    return True


def _counts_on(base: Grid, grid: Grid) -> bool:
    """Whether the first row has a figure or number where the table before has them."""
    row, above = grid.row(0), base.row(base.row_count - 1)
    return any(
        is_number_or_code(cell.text) and is_number_or_code(before.text)
        for cell, before in zip(row, above, strict=True)
        if cell.text
    )


def goes_on(base: Grid, grid: Grid, said: bool) -> bool:
    """Whether a grid without the head goes on with the table.

    ``said``: a mark, the repeated title, or the same rules with nothing between them say so (a
    form whose page ends above the head of one of its parts). Else its columns must be the same,
    and it must have no head or title of its own.
    """
    if _own_title(base, grid):
        return False
    if same_columns(base, grid):
        return said or not _own_head(grid)
    if said and is_part_of_head(base):
        return True  # ``join`` finds whether its columns are the same
    certain = bool(base.column_edges and grid.column_edges)
    return certain and not _own_head(grid)


def form_goes_on(base: Grid, grid: Grid) -> bool:
    """Whether a form of goals goes on: ``base`` names whose it is, ``grid`` has its indicators.

    The rows of few wide cells above the indicators have fewer columns than these, and what a page
    begins with may look like a head.
    """
    if not (base.column_edges and grid.column_edges) or _levels(base) is not None:
        return False
    levels = _levels(grid)
    if levels is None or any(_is_named(grid, row) for row in range(levels)):
        return False
    fields = [texts[0] for row in range(base.row_count) if (texts := row_texts(base.row(row)))]
    named = any(_is_named(base, row) for row in range(min(_MOST_HEAD_ROWS, base.row_count)))
    if len(fields) == 1:
        return named and len(row_texts(base.row(_first_row(base)))) == 4  # 项目名称, 项目编码
    return named and any(FORM_FIELD.fullmatch(field) for field in fields[1:])


def _levels(grid: Grid) -> int | None:
    """The first row that heads levels of indicators."""
    rows = range(grid.row_count)
    return next((r for r in rows if any(map(LEVEL.match, row_texts(grid.row(r))))), None)


def _is_named(grid: Grid, row: int) -> bool:
    """Whether a row begins with 项目名称 and what it is, and maybe with a second label and value."""
    texts = row_texts(grid.row(row))
    return len(texts) in (2, 4) and FORM_NAME.fullmatch(texts[0]) is not None


def is_part_of_head(grid: Grid) -> bool:
    """Whether a page ends within a head: 收入 and 支出 over wider columns, words alone."""
    return (
        bool(grid.column_edges)
        and grid.row_count <= _MOST_HEAD_ROWS
        and grid.column_count > 1
        and all(cell.text or cell.kind == "covered" for cell in grid.row(0))
        and not any(
            is_number_or_code(cell.text) or len(cell.text) > _LONGEST_FOREIGN for cell in grid.cells
        )
    )


def _own_title(base: Grid, grid: Grid) -> bool:
    """Whether its first row is one text alone, as a title or a number inside the frame is."""
    first = _first_row(grid)
    alone = row_texts(grid.row(first))
    if grid.row_count - first < 2 or grid.column_count == 1 or len(alone) != 1:
        return False
    cell = next(cell for cell in grid.row(first) if cell.kind == "printed")
    text = cell.text.strip()
    if ended(text.rstrip("：:")) or len(text) > _LONGEST_FOREIGN:
        return False
    begins_alike = len(row_texts(base.row(_first_row(base)))) == 1
    if cell.column_span < _printed_width(grid):
        return begins_alike and _TITLE.search(alone[0]) is not None
    return begins_alike or _TITLE.search(alone[0]) is not None


def _first_row(grid: Grid) -> int:
    """The first row that prints anything: converters of PDFs frame tables in blank cells."""
    return next((r for r in range(grid.row_count) if row_texts(grid.row(r))), 0)


def _printed_width(grid: Grid) -> int:
    """How many columns print anything, alone or merged with others."""
    columns = (
        range(cell.column, cell.column + cell.column_span)
        for cell in grid.cells
        if cell.kind == "printed"
    )
    return len(set(chain.from_iterable(columns)))


def _own_head(grid: Grid) -> bool:
    """Whether a grid begins with a head: short words over columns of figures."""
    if grid.row_count < 2:
        return False
    first = row_texts(grid.row(0))
    if not is_distinct_head(first) and len(first) < 2:
        return False
    if any(is_number_or_code(text) or len(text) > 20 for text in first):
        return False
    if any(cell.kind == "blank" for cell in grid.row(0)):
        return False
    figures = [
        column
        for column in range(grid.column_count)
        if any(
            is_amount(grid.cell(row, column).text)
            for row in range(1, min(grid.row_count, 8))
            if grid.cell(row, column).text
        )
    ]
    return bool(figures) and all(
        not is_number_or_code(grid.owner(0, column).text) and grid.owner(0, column).text
        for column in figures
    )
