"""Where the tables of a sheet are, and where its prose is."""

from collections.abc import Mapping
from typing import NamedTuple

from yusuan.evidence.model import Mark

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


def regions(
    cells: Mapping[tuple[int, int], SheetCell], merges: Mapping[tuple[int, int], Merge]
) -> list[Region]:
    """The rows of a sheet that hold something, split at blank rows between tables and prose.

    Prose are rows of at most one cell each. Blank rows within a table do not end it; nor do rows
    of one cell between two parts of it, unless one is merged over columns or is a sentence.
    ``merges`` by the position of their first cell.
    """
    found: list[Region] = []
    for region in _stretches(cells, merges):
        if found and found[-1].prose == region.prose:
            found[-1] = Region(found[-1].top, region.bottom, region.prose)
        else:
            found.append(region)
    inner = [
        Region(region.top, region.bottom, prose=False)
        if region.prose and 0 < n < len(found) - 1 and not _parts(region, cells, merges)
        else region
        for n, region in enumerate(found)
    ]
    joined: list[Region] = []
    for region in inner:
        if joined and not joined[-1].prose and not region.prose:
            joined[-1] = Region(joined[-1].top, region.bottom, prose=False)
        else:
            joined.append(region)
    return joined


def _stretches(
    cells: Mapping[tuple[int, int], SheetCell], merges: Mapping[tuple[int, int], Merge]
) -> list[Region]:
    """Rows without a blank one between them."""
    filled: dict[int, int] = {}
    last: dict[int, int] = {}
    for (row, column), cell in cells.items():
        filled[row] = filled.get(row, 0) + bool(cell.text or cell.marks or cell.stored)
        bottom = merges[row, column].bottom if cell.text and (row, column) in merges else row
        last[row] = max(last.get(row, row), bottom)
    stretches: list[Region] = []
    for row in sorted(filled):
        prose = filled[row] <= 1
        if stretches and row <= stretches[-1].bottom + 1:
            top, bottom, before = stretches[-1]
            stretches[-1] = Region(top, max(bottom, last[row]), before and prose)
        else:
            stretches.append(Region(row, last[row], prose))
    return stretches


def _parts(
    region: Region,
    cells: Mapping[tuple[int, int], SheetCell],
    merges: Mapping[tuple[int, int], Merge],
) -> bool:
    """Whether prose between two tables parts them, as a title does."""
    return any(
        len(cell.text) >= _SENTENCE
        or ((merge := merges.get((row, column))) is not None and merge.right > merge.left)
        for (row, column), cell in cells.items()
        if region.top <= row <= region.bottom
    )
