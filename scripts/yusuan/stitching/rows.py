"""Rows of grids compared, repeated heads found, grids taken apart and put together by rows."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import or_

from yusuan.evidence.model import Cell, Furniture, FurnitureKind, Grid, Line
from yusuan.printed.numbering import ordinal
from yusuan.printed.numbers import has_decimals
from yusuan.printed.text import key
from yusuan.stitching.columns import has_columns_of
from yusuan.stitching.halves import BEGUN
from yusuan.stitching.wording import is_amount, is_number_or_code, is_page_number

_DEEPEST_HEAD = 8
_DEEPEST_LABEL = 3  # rows that a label below the first row of a head may fill
_DEEPEST_INNER = 80  # rows of the first pages that a head inside a form is looked for in
_LONGEST_HEAD_TEXT = 60

_ROW_NUMBER = re.compile(r"[0-9]{1,4}")
_CODE = re.compile(r"[0-9]{5}(?:[0-9]{2})?")  # of a section or an item
_AMOUNT = re.compile(r"^[-+(]?[0-9][0-9,]*[.,][0-9]")

RowTexts = tuple[str, ...]


def row_texts(row: Iterable[Cell]) -> RowTexts:
    """What is printed in a row, from left to right, as compared."""
    return tuple(key(cell.text) for cell in row if cell.kind == "printed")


def could_be_head(texts: RowTexts) -> bool:
    """Whether a row may belong to a head: words, no figures with decimals, nothing long."""
    return bool(texts) and not any(
        len(text) > _LONGEST_HEAD_TEXT or ("." in text and is_amount(text)) for text in texts
    )


def is_distinct_head(texts: RowTexts) -> bool:
    """Whether a row that stands inside a table looks like a head by itself."""
    return (
        len(texts) >= 3
        and len(set(texts)) == len(texts)
        and all(len(text) <= 20 and not is_number_or_code(text) for text in texts)
    )


def repeated_head(base: Grid, grid: Grid) -> tuple[int, int]:
    """(first row, number) of the rows of ``base`` that ``grid`` begins with again; number 0: none.

    The head stands at the top of ``base``; some tables have rows of their own above it.
    """
    after = _texts(grid, _DEEPEST_HEAD)
    if not could_be_head(after[0]):
        return 0, 0
    start, count = 0, _common(_texts(base, _DEEPEST_HEAD), after)
    if not count and is_distinct_head(after[0]):
        before = _texts(base, _DEEPEST_INNER)
        found = ((_common(before[at:], after), -at) for at in range(1, len(before)))
        count, start = max(found, default=(0, 0))
        start = -start
        if not count:
            start, count = _reworded_levels(before, after[0])
    while (
        count
        and _crossing(grid, count) != _crossing(base, start + count)
        and not counts_on(base, grid, count)  # half a head printed again: the rows are numbered on
        and not _begins_with_figures(base, start + count, grid, count)
    ):
        count -= 1
    if not _words(after[:count]):
        count = 0
    return (start, count) if count else (0, 0)


def _reworded_levels(before: Sequence[RowTexts], head: RowTexts) -> tuple[int, int]:
    """(row, 1) of the head of levels that ``head`` prints again with a label or two in other words.

    指标描述 for 绩效指标描述; no label may be that of another column.
    """
    levels = [text[:4] for text in head]
    if not _LEVELS.issubset(levels):
        return 0, 0
    for at, texts in enumerate(before):
        differ = [pair for pair in zip(texts, head, strict=False) if pair[0] != pair[1]]
        if (
            len(texts) == len(head)
            and 0 < len(differ) <= _MOST_REWORDED
            and [text[:4] for text in texts if text[:4] in _LEVELS]
            == [text for text in levels if text in _LEVELS]
            and all(other not in texts for _, other in differ)
        ):
            return at, 1
    return 0, 0


_LEVELS = frozenset({"一级指标", "二级指标", "三级指标"})
_MOST_REWORDED = 2


def _begins_with_figures(base: Grid, inside: int, grid: Grid, head: int) -> bool:
    """Whether amounts, rests of them or nothing follow the first rows of a head whose others a page leaves out.

    Word repeats the rows that are marked, often only the first: cells merged down end there.
    No head has a cell over as many rows as the name of a project that has many targets, and
    none begins with a blank over several rows, as the rest of such a project does.
    """
    return (
        head < grid.row_count
        and has_columns_of(base, grid)
        and not _crossing(grid, head)
        and could_be_head(row_texts(base.row(inside)))
        and (
            _has_amount(grid.row(head))
            or _may_be_rests(base, grid.row(head))
            or any(cell.row_span > _DEEPEST_LABEL for cell in grid.row(head))
            or (not grid.cell(head, 0).text and grid.cell(head, 0).row_span > 1)
        )
    )


def _may_be_rests(base: Grid, row: Sequence[Cell]) -> bool:
    """Whether a row has digits below amounts that the page may have cut, and but the rest of a name."""
    last = base.row_count - 1
    printed = [(base.owner(last, cell.column).text, cell.text) for cell in row if cell.text]
    rests = [
        below.isdecimal() and (has_decimals(above) or BEGUN.fullmatch(above) is not None)
        for above, below in printed
    ]
    names = [bool(above) and not is_number_or_code(above + below) for above, below in printed]
    return all(rests) or (any(rests) and all(map(or_, rests, names)) and names[0])


def _texts(grid: Grid, depth: int) -> list[RowTexts]:
    return [row_texts(grid.row(row)) for row in range(min(depth, grid.row_count))]


def _common(before: Sequence[RowTexts], after: Sequence[RowTexts]) -> int:
    count = 0
    for left, right in zip(before[:_DEEPEST_HEAD], after, strict=False):
        if left != right or not could_be_head(left):
            break
        count += 1
    return count


def _words(rows: Sequence[RowTexts]) -> bool:
    """Whether rows say enough to be known again: two words or one long one."""
    words = {text for row in rows for text in row if not is_number_or_code(text)}
    return len(words) >= 2 or any(len(word) >= 6 for word in words)


def _crossing(grid: Grid, row: int) -> RowTexts:
    """The texts of merged cells that reach from above over the upper edge of ``row``."""
    if not 0 < row < grid.row_count:
        return ()
    owners = [grid.cell(*cell.anchor) for cell in grid.row(row) if cell.anchor is not None]
    return tuple(dict.fromkeys(key(owner.text) for owner in owners if owner.row < row))


def counts_on(base: Grid, grid: Grid, head: int) -> bool:
    """Whether the first row below the head goes on counting behind the last row above.

    It bears the next number, or a later code of the same class. What is left of a row that the
    page cuts bears none: then it is the row below.
    """
    if grid.row_count <= head:
        return False
    before, after = key(base.cell(base.row_count - 1, 0).text), key(grid.cell(head, 0).text)
    if not after and grid.row_count > head + 1 and not _has_amount(grid.row(head)):
        after = key(grid.cell(head + 1, 0).text)
    if _CODE.fullmatch(before) and _CODE.fullmatch(after):
        return before[:3] == after[:3] and before < after
    numbers = [int(text) if _ROW_NUMBER.fullmatch(text) else 0 for text in (before, after)]
    return numbers[0] > (1 if head else 0) and numbers[1] == numbers[0] + 1


def _has_amount(row: Iterable[Cell]) -> bool:
    return any(_AMOUNT.search(key(cell.text)) for cell in row)


def begins_anew(base: Grid, grid: Grid, head: int) -> bool:
    """Whether ``grid`` is another table of the form that ``base`` has, not more of it.

    ``head`` rows at the top of both are alike. The first labels below them come again in the
    same rows: a form filled in twice, or a list that counts from its first row again. Without
    such rows the first one itself must come again: labels of a later part may agree by chance.
    A row that ``base`` itself has again says nothing, nor one without the label that the other
    half of its form had beside it, and one whose numbers count on from the page before is no first.
    """
    if _numbered_on(base.row(base.row_count - 1), grid, head):
        return False
    if not head and _first_label(base.row(0)) != _first_label(grid.row(0)):
        return False
    halves = _halves(base, head)
    same: list[str] = []
    for row in range(head, min(head + 4, base.row_count, grid.row_count)):
        before, after = base.row(row), grid.row(row)
        if any(before[column].text and not after[column].text for column in halves):
            continue
        labels = _labels(before)
        if labels and labels == _labels(after) and _comes_again(base, row):
            continue
        label = _first_label(before)
        if label and label == _first_label(after):
            same.append(label)
        if row == head and labels and labels == _labels(after):
            return True
    return len(set(same)) >= 2


def _numbered_on(above: Sequence[Cell], grid: Grid, row: int) -> bool:
    """Whether a label below the break bears the number behind that of the one above it: 二 and 三."""
    if row >= grid.row_count:
        return False
    pairs = (
        (ordinal(key(a.text)), ordinal(key(b.text)))
        for a, b in zip(above, grid.row(row), strict=False)
    )
    return any(one and other and other == (one[0], one[1] + 1) for one, other in pairs)


def _comes_again(grid: Grid, row: int) -> bool:
    """Whether a row further down, of the first ones, has the very labels of ``row``."""
    labels = _labels(grid.row(row))
    last = min(grid.row_count, row + _DEEPEST_INNER)
    return any(_labels(grid.row(other)) == labels for other in range(row + 1, last))


def _halves(grid: Grid, head: int) -> list[int]:
    """The columns behind the first that the last row of a head calls what it calls the first."""
    if not head:
        return []
    names = [key(cell.text) for cell in grid.row(head - 1)]
    return [column for column, name in enumerate(names) if column and name and name == names[0]]


def _first_label(row: Sequence[Cell]) -> str:
    cell = row[0]
    return key(cell.text) if cell.kind == "printed" else ""


def _labels(row: Sequence[Cell]) -> RowTexts:
    """The words of a row; not of one that begins inside a merged cell."""
    if not row[0].text.strip() and not any(c.kind == "printed" for c in row[:2]):
        return ()
    return tuple(text for text in row_texts(row) if not _AMOUNT.search(text))


def moved(
    cell: Cell, row: int, anchor: tuple[int, int] | None, row_span: int | None = None
) -> Cell:
    """``cell`` in another row; quicker than ``replace``, for there are many of them."""
    return Cell(
        row,
        cell.column,
        cell.parts,
        cell.row_span if row_span is None else row_span,
        cell.column_span,
        cell.kind,
        anchor,
        cell.stored,
        cell.marks,
    )


def without_rows(grid: Grid, dropped: frozenset[int]) -> Grid:
    """``grid`` without whole rows; a merged cell over them becomes shorter, its text goes too.

    What lies above the first of them and is merged with none of them is not looked at.
    """
    if not dropped:
        return grid
    gone = sorted(dropped)
    reaching = (cell.anchor[0] for cell in grid.row(gone[0]) if cell.anchor is not None)
    first = min((gone[0], *reaching))
    kept = [row for row in range(first, grid.row_count) if row not in dropped]

    def moved_up(row: int) -> int:
        return row - bisect_left(gone, row)

    cells = list(grid.cells[: first * grid.column_count])
    for row in kept:
        new = moved_up(row)
        for cell in grid.row(row):
            owner = grid.cell(*cell.anchor) if cell.anchor else cell
            if owner is cell and cell.row_span == 1:
                cells.append(moved(cell, new, None))
                continue
            rows = [r for r in range(owner.row, owner.row + owner.row_span) if r not in dropped]
            if (rows[0], owner.column) != (row, cell.column):
                cells.append(moved(cell, new, (moved_up(rows[0]), owner.column)))
            elif owner is cell:
                cells.append(moved(cell, new, None, len(rows)))
            else:
                cells.append(
                    replace(
                        cell,
                        row=new,
                        kind="blank",
                        anchor=None,
                        row_span=len(rows),
                        column_span=owner.column_span,
                    )
                )
    return replace(grid, row_count=first + len(kept), cells=tuple(cells))


def furniture_of(cells: Iterable[Cell], kind: FurnitureKind) -> tuple[Furniture, ...]:
    """The printed texts of cells that are taken out of a grid."""
    lines = tuple(
        Line(part.text, part.place) for cell in cells for part in cell.parts if part.text.strip()
    )
    return (Furniture(kind, lines),) if lines else ()


def fold_inside(grid: Grid) -> tuple[Grid, tuple[Furniture, ...]]:
    """``grid`` without heads that it repeats in the middle of a page and page numbers at its edges.

    The first row is known again by its words; rows that follow like the second, third … go too.
    """
    texts = [row_texts(row) for row in grid.rows()]
    dropped: set[int] = set()
    numbers: set[int] = set()
    head = 0
    first = texts[0] if texts else ()
    if len(first) >= 2 and could_be_head(first) and _words(texts[:1]):
        for row in range(1, grid.row_count):
            if row in dropped or texts[row] != first or _crossing(grid, row):
                continue
            deepest = min(row, _DEEPEST_HEAD)
            count = _common(texts[:deepest], texts[row : row + deepest])
            while count and _crossing(grid, row + count):
                count -= 1
            if count and row >= count:
                dropped.update(range(row, row + count))
                head = max(head, count)
    for row in (0, grid.row_count - 1):
        alone = texts[row] if texts else ()
        if grid.row_count > 1 and len(alone) == 1 and not _spans_rows(grid, row):
            cell = next(c for c in grid.row(row) if c.kind == "printed")
            if is_page_number(cell.text):
                numbers.add(row)
    if not dropped and not numbers:
        return grid, ()
    furniture = (
        *furniture_of((c for row in sorted(dropped) for c in grid.row(row)), "repeated"),
        *furniture_of((c for row in sorted(numbers) for c in grid.row(row)), "page_number"),
    )
    folded = without_rows(grid, frozenset(dropped | numbers))
    return replace(folded, head_rows=max(grid.head_rows, head)), furniture


def _spans_rows(grid: Grid, row: int) -> bool:
    return any(c.row_span > 1 or (c.anchor and c.anchor[0] != row) for c in grid.row(row))
