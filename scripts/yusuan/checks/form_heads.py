"""Heads of performance forms one character off what other heads print, and rows that were not read."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from yusuan.evidence.places import Place
from yusuan.printed.slips import one_off
from yusuan.printed.text import name_key

if TYPE_CHECKING:
    from yusuan.binding.statements import PlacedLeftover, ReadGrid

_LEVELS = frozenset({"一级指标", "二级指标", "三级指标"})
_KNOWN = frozenset({*_LEVELS, "指标值", "目标值", "绩效指标描述", "指标描述", "指标值确定依据"})
_FEWEST = 2  # of the three levels, one of which may be the slip
_SHORTEST = 3


class FormSlip(NamedTuple):
    """A label that no form knows, and the one that it is one character off."""

    printed: str
    meant: str
    place: Place


class LostRow(NamedTuple):
    """A row that says of which kind its indicator is, and none of which was understood."""

    kind: str
    place: Place


_KIND = re.compile("(?:数量|质量|时效|成本|效益|影响|满意度)指标")
_FEWEST_CELLS = 4  # more than what a page leaves of a row that goes on


def lost_rows(
    grids: "Sequence[ReadGrid]", leftovers: "Sequence[PlacedLeftover]"
) -> Iterator[LostRow]:
    """Rows of forms all of whose cells were left."""
    left = {each.leftover.place for each in leftovers}
    for read in grids:
        grid = read.captioned.grid
        for row in range(grid.row_count) if read.unbound == "performance" else ():
            cells = [cell for cell in grid.row(row) if cell.text.strip()]
            kind = next((c for c in cells if _KIND.search(name_key(c.text))), None)
            whole = len(cells) >= _FEWEST_CELLS and all(cell.place in left for cell in cells)
            if kind is not None and whole:
                yield LostRow(kind.text.strip(), cells[0].place)


def form_slips(
    grids: "Sequence[ReadGrid]", leftovers: "Sequence[PlacedLeftover]"
) -> Iterator[FormSlip]:
    """Labels in rows that name the levels of indicators, which were left as nothing known."""
    left = {each.leftover.place for each in leftovers}
    heads = [
        cells
        for read in grids
        if read.unbound == "performance"
        for row in range(read.captioned.grid.row_count)
        for cells in [[c for c in read.captioned.grid.row(row) if c.text.strip()]]
        if sum(name_key(cell.text) in _LEVELS for cell in cells) >= _FEWEST
    ]
    for cells in heads:
        own = {name_key(cell.text) for cell in cells}
        for cell in cells:
            label = name_key(cell.text)
            if label in _KNOWN or not left.intersection(
                {cell.place, *(p.place for p in cell.parts)}
            ):
                continue
            alike = (each for each in sorted(_KNOWN - own) if len(each) == len(label))
            near = (known for known in alike if one_off(label, known, _SHORTEST))
            if (meant := next(near, None)) is not None:
                yield FormSlip(cell.text.strip(), meant, cell.place)
