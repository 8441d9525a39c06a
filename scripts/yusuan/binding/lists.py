"""Grids that list the tables of a document: the 目录 of a workbook is no table of figures."""

import re

from yusuan.binding.model import CaptionedGrid
from yusuan.evidence.model import Grid
from yusuan.printed.numbers import has_decimals
from yusuan.printed.text import compact

_TITLE = re.compile(r".{0,40}目录")
# 部门收支总表, 一般公共预算支出表（按功能分类）, with the page that it is on.
_NAMES_A_TABLE = re.compile(r"[^。；;]{2,60}?表(?:[(（][^()（）]{1,20}[)）])?[.…·\-—0-9]{0,40}")
_MOST_COLUMNS, _FEWEST_ROWS = 6, 3


def lists_tables(captioned: CaptionedGrid) -> bool:
    """Whether a grid under 目录, or of names of tables alone, says what the document prints.

    Nothing in it is an amount; numbers of tables and pages may stand beside their names.
    """
    grid, caption = captioned.grid, captioned.caption
    if grid.column_count > _MOST_COLUMNS or _has_amounts(grid):
        return False
    if any(_TITLE.fullmatch(compact(part.text)) for part in caption.titles):
        return True
    rows = [
        texts
        for row in range(caption.first_row, grid.row_count)
        if (texts := [compact(cell.text) for cell in grid.row(row) if cell.kind == "printed"])
    ]
    names = {text for texts in rows for text in texts if _NAMES_A_TABLE.fullmatch(text)}
    named = sum(any(_NAMES_A_TABLE.fullmatch(text) for text in texts) for texts in rows)
    return len(names) >= _FEWEST_ROWS and named * 3 >= len(rows) * 2


def _has_amounts(grid: Grid) -> bool:
    return any(cell.kind == "printed" and has_decimals(cell.text) for cell in grid.cells)
