"""Caption inside the frame: titles, units and names in the first rows of a table."""

import re
from collections.abc import Sequence

from yusuan.binding.pieces import (
    Piece,
    answered,
    is_table_title,
    may_be_title,
    organisation_alone,
    pieces_of,
)
from yusuan.evidence.model import Cell, Grid, Part
from yusuan.printed.text import key
from yusuan.stitching.wording import without_continuation

_MOST_ROWS = 12
_MOST_ASIDE = 3
_OF_TABLE = re.compile(r"表(?:\([^()]{1,24}\))?[^()\u4e00-\u9fff]{0,8}(?:附?表.{1,4})?$")
_FIELDS = frozenset({"unit", "organisation", "number", "as_of_date", "continued"})


def frame_captions(grid: Grid, titled: bool) -> tuple[list[Piece], int]:
    """What the first rows of a table say of it, and the first row that is none of them.

    ``titled``: a title stands above the frame; a row over all columns is then a head unless it
    ends as titles do. Blank rows count only where caption stands below them.
    """
    pieces: list[Piece] = []
    first = row = 0
    while row < min(_MOST_ROWS, grid.row_count - 1):
        cells = grid.row(row)
        if any(cell.anchor is not None and cell.anchor[0] < row for cell in cells):
            break
        printed = [cell for cell in cells if cell.kind == "printed"]
        if not printed:
            row += 1
            continue
        height = max(cell.row_span for cell in printed)
        if height > 1 and len(printed) > 1:
            break
        said = [piece for cell in printed for piece in pieces_of(Part(cell.text, cell.place))]
        titled = titled or any(piece.kind == "title" for piece in pieces)
        if _is_caption(grid, row, printed, said, titled):
            pieces += answered(said)
        elif not titled and len(printed) == 1 and _title_soon(grid, row + height):
            pieces.append(Piece("other", Part(printed[0].text, printed[0].place)))
        else:
            break
        row += height
        first = row
    return pieces, first


def _is_caption(
    grid: Grid, row: int, printed: Sequence[Cell], said: Sequence[Piece], titled: bool
) -> bool:
    titles = [piece.part.text for piece in said if piece.kind == "title"]
    if titles:
        return _is_title(grid, row, printed, said, titles, titled)
    if any(piece.kind in _FIELDS for piece in said):
        return True
    # «2026年» over columns is a head, «（2026年度）» alone below a title is none.
    return titled and len(said) == 1 and said[0].kind == "year" and len(printed) == 1


def _is_title(
    grid: Grid,
    row: int,
    printed: Sequence[Cell],
    said: Sequence[Piece],
    titles: Sequence[str],
    titled: bool,
) -> bool:
    if len(titles) > 1 or not may_be_title(titles[0]):
        return False
    if len(said) > 1:
        return is_table_title(titles[0])
    if len(printed) > 1 or not _text_below(grid, row):
        return False
    if titled:
        alone = organisation_alone(Part(titles[0], printed[0].place)) is not None
        return _is_of_table(titles[0]) or (alone and _title_soon(grid, row + 1))
    whole = printed[0].column_span == grid.column_count
    if is_table_title(titles[0]) or (whole and _field_below(grid, row)):
        return True
    return _title_below(grid, row)


def _text_below(grid: Grid, row: int) -> bool:
    return any(
        cell.kind == "printed"
        for below in range(row + 1, min(row + 4, grid.row_count))
        for cell in grid.row(below)
    )


def _field_below(grid: Grid, row: int) -> bool:
    """Whether the next row with text says a unit or an organisation."""
    return any(
        piece.kind in ("unit", "organisation")
        for cell in _next_printed(grid, row)
        for piece in pieces_of(Part(cell.text, cell.place))
    )


def _title_below(grid: Grid, row: int) -> bool:
    """Whether the next row with text is the title of a table: what stands above it is the
    document's, or the line that a title begins on.
    """
    below = _next_printed(grid, row)
    return len(below) == 1 and below[0].column == 0 and is_table_title(below[0].text)


def _title_soon(grid: Grid, first: int) -> bool:
    """Whether the title of a table stands in the rows of one cell from ``first`` on.

    What stands above it belongs to the sheet: the note of a table before, the name of a part.
    """
    for row in range(first, min(first + _MOST_ASIDE, grid.row_count)):
        printed = [cell for cell in grid.row(row) if cell.kind == "printed"]
        said = [piece for cell in printed for piece in pieces_of(Part(cell.text, cell.place))]
        titles = [piece.part.text for piece in said if piece.kind == "title"]
        if len(printed) > 1 and (titles or not any(piece.kind in _FIELDS for piece in said)):
            return False
        if any(is_table_title(title) and may_be_title(title) for title in titles):
            return _text_below(grid, row)
    return False


def _is_of_table(title: str) -> bool:
    """Whether a title ends with 表, not with a word that heads of columns end with, too: 情况."""
    text, _ = without_continuation(title)
    return is_table_title(text) and _OF_TABLE.search(key(text)) is not None


def _next_printed(grid: Grid, row: int) -> Sequence[Cell]:
    """The printed cells of the next row that has any, at most three rows below."""
    for below in range(row + 1, min(row + 4, grid.row_count)):
        printed = [cell for cell in grid.row(below) if cell.kind == "printed"]
        if printed:
            return printed
    return ()
