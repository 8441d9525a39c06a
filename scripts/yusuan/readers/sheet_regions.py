"""Where the tables of a sheet are, and where its prose is."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from yusuan.evidence.model import Mark
from yusuan.printed.numbering import NUMERAL, parted

NO_MARKS: frozenset[Mark] = frozenset()


class SheetCell(NamedTuple):
    """A cell that holds something: 1-based row and column, the text that is printed.

    ``stored`` is the number in the file where another one is printed.
    """

    row: int
    column: int
    text: str
    stored: str | None = None
    marks: frozenset[Mark] = NO_MARKS


class Merge(NamedTuple):
    """A merged range, 1-based, last row and column included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def area(self) -> int:
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


class Region(NamedTuple):
    """Rows of a sheet, the last one included, that are one table or one stretch of prose."""

    top: int
    bottom: int
    prose: bool


# So long is a sentence, not the label of a row.
_SENTENCE = 30
_MOST_TEXTS = 3  # a number, a department and a unit on one line
_ITEM = re.compile(rf"[0-9]{{3,}}$|[(（]?{NUMERAL}[)）、.．]")
_FIGURE = re.compile(r"(?!(?:19|20)[0-9]{2}$)[-+(（]?[0-9][0-9,.]*[)）%]?")  # no year


class _Row(NamedTuple):
    """A row that holds something, and how far down it reaches with its merged cells."""

    number: int
    bottom: int
    texts: int
    ruled: bool  # it has lines at its sides
    figure: bool
    longest: int = 0  # characters of its longest text
    left: int = 0  # the column of its first text
    item: bool = False  # some text has a code or a number of its own, as no head has

    @property
    def outside(self) -> bool:
        """Whether it may be a title, a unit or a note."""
        return not self.ruled and not self.figure and self.texts <= _MOST_TEXTS

    @property
    def begins_table(self) -> bool:
        """Whether it may be the first row of a table below its title: a head, or its unit."""
        return self.texts > 1 and not self.figure and not self.item


def regions(
    cells: Mapping[tuple[int, int], SheetCell],
    merges: Mapping[tuple[int, int], Merge],
    ruled_rows: Collection[int] = (),
) -> list[Region]:
    """The rows of a sheet that hold something, as tables and prose.

    Prose are rows of at most one cell each with blank rows around, and rows without lines above,
    below and between ruled ones (``ruled_rows`` have a line at the side of some cell). Blank rows
    within a table do not end it; nor does prose between two parts of it, unless it has a cell
    merged over columns or a sentence, or a ruled row without figures follows, as a head does.
    ``merges`` by the position of their first cell. In a sheet without any line and merged cell, as
    a text or another program's table leaves it, rows of one cell part tables above a head.
    """
    rows = _rows(cells, merges, ruled_rows)
    if not ruled_rows and not merges:
        return _bare_regions(rows)
    heads = {row.number for row in rows if row.number in ruled_rows and not row.figure}
    found: list[Region] = []
    for stretch in _stretches(rows, sorted(ruled_rows)):
        for region in _split(stretch, ruled_rows):
            _append(found, region)
    parting = _parting_rows(cells, merges)
    joined: list[Region] = []
    for n, region in enumerate(found):
        at = bisect_left(parting, region.top)
        parts = (
            not 0 < n < len(found) - 1
            or found[n + 1].top in heads
            or (at < len(parting) and parting[at] <= region.bottom)
        )
        _append(joined, region._replace(prose=region.prose and parts))
    return joined


def _bare_regions(rows: Sequence[_Row]) -> list[Region]:
    """Of a sheet without lines: what stands between rows of several cells is prose where a head
    follows it, or nothing, or where it is long; else it is a part of the table around it.
    """
    found: list[Region] = []
    singles: list[_Row] = []
    left = min((row.left for row in rows), default=0)
    for row in rows:
        if row.texts < 2 and not (row.figure and found):
            singles.append(row)
            continue
        if singles:
            # The next line of a cell that is not merged (a goal) stands below it, not at the left.
            below = (
                bool(found) and not found[-1].prose and singles[0].number == found[-1].bottom + 1
            )
            at_left = any(single.left == left for single in singles)
            text = (
                not found
                or (row.begins_table and (at_left or not below))
                or any(single.longest >= _SENTENCE and single.left == left for single in singles)
            )
            for single in singles:
                _append(found, Region(single.number, single.bottom, prose=text))
            singles = []
        _append(found, Region(row.number, row.bottom, prose=False))
    for single in singles:
        _append(found, Region(single.number, single.bottom, prose=True))
    return found


def _append(found: list[Region], region: Region) -> None:
    if found and found[-1].prose == region.prose:
        found[-1] = found[-1]._replace(bottom=max(found[-1].bottom, region.bottom))
    else:
        found.append(region)


def _rows(
    cells: Mapping[tuple[int, int], SheetCell],
    merges: Mapping[tuple[int, int], Merge],
    ruled_rows: Collection[int],
) -> list[_Row]:
    rows: dict[int, _Row] = {}
    for (row, column), cell in sorted(cells.items()):
        holds = bool(cell.text or cell.marks or cell.stored)
        bottom = merges[row, column].bottom if cell.text and (row, column) in merges else row
        before = rows.get(row) or _Row(row, row, 0, row in ruled_rows, figure=False)
        figure = cell.stored is not None or bool(_FIGURE.fullmatch(cell.text))
        rows[row] = before._replace(
            bottom=max(before.bottom, bottom),
            texts=before.texts + holds,
            figure=before.figure or figure,
            longest=max(before.longest, len(cell.text)),
            left=before.left or column,
            item=before.item or _ITEM.match(parted(cell.text)) is not None,
        )
    return [rows[row] for row in sorted(rows)]


def _stretches(rows: Iterable[_Row], ruled_rows: Sequence[int]) -> list[list[_Row]]:
    """Rows without a blank one between them, unless it has lines."""
    stretches: list[list[_Row]] = []
    bottom = 0
    for row in rows:
        ruled = bisect_left(ruled_rows, row.number) - bisect_left(ruled_rows, bottom + 1)
        if stretches and row.number <= bottom + 1 + ruled:
            stretches[-1].append(row)
        else:
            stretches.append([row])
        bottom = max(bottom, row.bottom)
    return stretches


def _split(stretch: Sequence[_Row], ruled_rows: Collection[int]) -> list[Region]:
    """A stretch where lines part what stands outside its table from the table."""
    prose = all(row.texts <= 1 for row in stretch)
    # Without lines of its own it is a caption, if it holds no figure, or a table.
    ruled = any(row.number in ruled_rows for row in stretch) or (
        bool(ruled_rows) and all(row.outside for row in stretch)
    )
    reached = 0  # a merged cell keeps the rows that it covers together
    found: list[Region] = []
    for n, row in enumerate(stretch):
        alone = n + 1 == len(stretch) or stretch[n + 1].number > row.bottom
        outside = prose or (ruled and row.outside and alone)
        if row.number <= reached:
            outside = found[-1].prose
        _append(found, Region(row.number, row.bottom, outside))
        reached = max(reached, row.bottom)
    return found


def _parting_rows(
    cells: Mapping[tuple[int, int], SheetCell], merges: Mapping[tuple[int, int], Merge]
) -> list[int]:
    """Rows that part two tables, as a title does: merged over columns, or a sentence."""
    return sorted(
        row
        for (row, column), cell in cells.items()
        if len(cell.text) >= _SENTENCE
        or ((merge := merges.get((row, column))) is not None and merge.right > merge.left)
    )
