"""Tables that stand side by side on one sheet, each below its own title, a blank column between.

Of one table that is set with a blank column only one half could have a title: such a sheet, and
one with a title over both, stays as it is.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from yusuan.printed.numbers import has_decimals
from yusuan.printed.text import key
from yusuan.readers.sheet_regions import Merge, SheetCell

_TITLE = re.compile(r"(?=.*[\u4e00-\u9fff]{4})[^:,。;]{3,50}(?:表|一览|明细)(?:\([^()]{1,20}\))?")
_MOST_SIDES = 6
_MOST_COLUMNS = 300  # from one title to the next
_MOST_POSITIONS = 200_000  # that are looked at for a blank column

Cells = Mapping[tuple[int, int], SheetCell]


class Sides(NamedTuple):
    """Rows of a sheet, the last included; ``starts`` are the first columns of all sides but one."""

    top: int
    bottom: int
    starts: tuple[int, ...]


def sides_of(cells: Cells, merges: Sequence[Merge]) -> list[Sides]:
    """Where tables stand side by side, from top to bottom; nowhere else is anything parted."""
    rows: dict[int, list[SheetCell]] = {}
    for at in sorted(cells):
        if cells[at].text:
            rows.setdefault(at[0], []).append(cells[at])
    titles = {row: its for row, its in rows.items() if _are_titles(its)}
    taken = _taken(cells, merges, max(rows)) if titles else None
    if taken is None:
        return []
    sheet = _Rows(rows, taken)
    found: list[Sides] = []
    tops = sorted(titles)
    for row, following in zip(tops, [*tops[1:], None], strict=True):
        if found and row <= found[-1].bottom:
            continue
        last = max(rows) if following is None else sheet.first_above(following) - 1
        sides = sheet.sides(row, last)
        if sides is not None and not (found and sides.top <= found[-1].bottom):
            found.append(sides)
    return found


def _are_titles(cells: Sequence[SheetCell]) -> bool:
    texts = {key(cell.text) for cell in cells}
    return 1 < len(cells) == len(texts) <= _MOST_SIDES and all(map(_TITLE.fullmatch, texts))


def _taken(
    cells: Cells, merges: Sequence[Merge], last: int
) -> dict[int, list[tuple[int, int]]] | None:
    """By row down to ``last``, from which to which column something stands or is merged.

    None where that is more than any table needs.
    """
    taken: dict[int, list[tuple[int, int]]] = {}
    merged = {(merge.top, merge.left): merge for merge in merges}
    count = 0
    for (row, column), cell in cells.items():
        if not (cell.text or cell.marks or cell.stored):
            continue
        merge = merged.get((row, column), Merge(row, column, row, column))
        count += min(merge.bottom, last) + 1 - row
        if count > _MOST_POSITIONS:
            return None
        for covered in range(row, min(merge.bottom, last) + 1):
            taken.setdefault(covered, []).append((column, merge.right))
    return taken


class _Rows(NamedTuple):
    texts: Mapping[int, Sequence[SheetCell]]
    taken: Mapping[int, Collection[tuple[int, int]]]

    def first_above(self, row: int) -> int:
        """The first of the rows right above titles that hold no more texts, and no figure."""
        most = len(self.texts[row])
        while 1 < len(above := self.texts.get(row - 1, ())) <= most and not _any_figure(above):
            row -= 1
        return row

    def sides(self, row: int, last: int) -> Sides | None:
        """What stands below the titles of a row; None where it is not certain."""
        titles = self.texts[row]
        top = self.first_above(row)
        above = self.texts.get(top - 1, ())
        if len(above) == 1 and _TITLE.fullmatch(key(above[0].text)):
            return None
        starts = []
        for title, following in pairwise(titles):
            wide = following.column - title.column
            if wide > _MOST_COLUMNS or wide * (last - top) > _MOST_POSITIONS:
                return None
            ends = {
                column: self._free_to(column, top, last)
                for column in range(title.column + 1, following.column)
            }
            farthest = max(ends.values(), default=0)
            gap = [column for column, end in ends.items() if end == farthest]
            if farthest < row or gap != list(range(gap[0], gap[-1] + 1)):
                return None
            last = farthest
            starts.append(gap[-1] + 1)
        if self._ends_within(last):
            return None
        sides = Sides(top, last, tuple(starts))
        return sides if self._are_tables(sides, row) else None

    def _free_to(self, column: int, top: int, last: int) -> int:
        """The last row down to which nothing stands in a column; 0 if there is none."""
        for row in range(top, last + 1):
            if any(first <= column <= end for first, end in self.taken.get(row, ())):
                return row - 1 if row > top else 0
        return last

    def _ends_within(self, last: int) -> bool:
        """Whether a row of a table goes on over the columns between the sides right below."""
        below = self.texts.get(last + 1, ())
        return bool(self.texts.get(last)) and len(below) > 1 and _any_figure(below)

    def _are_tables(self, sides: Sides, row: int) -> bool:
        """Whether each side has rows of several cells, and one has figures."""
        bounds = [0, *sides.starts, None]
        figures = False
        for start, end in pairwise(bounds):
            assert start is not None
            its = [
                [cell for cell in self.texts.get(n, ()) if _is_within(cell.column, start, end)]
                for n in range(row + 1, sides.bottom + 1)
            ]
            if not any(len(cells) > 1 for cells in its):
                return False
            figures = figures or any(map(_any_figure, its))
        return figures


def _is_within(column: int, start: int, end: int | None) -> bool:
    return start <= column and (end is None or column < end)


def _any_figure(cells: Collection[SheetCell]) -> bool:
    return any(cell.stored is not None or has_decimals(cell.text) for cell in cells)
