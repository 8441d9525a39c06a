"""Glyphs into the cells of ruled grids."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations, groupby

from yusuan.evidence.places import Box
from yusuan.readers.pdf.glyphs import IN_NUMBERS, SPACES, Glyph
from yusuan.readers.pdf.grids import RuledGrid
from yusuan.readers.pdf.lines import cell_text, visual_lines
from yusuan.readers.pdf.overflowing import Owner, settled

_CROSSES = 0.15  # share of a glyph's width on the other side of a rule
_TOUCHES = 0.08  # em between two glyphs of one word
_LONGEST = 40
# Behind a nought no other digit stands before the point: 00.00 is the end of 300.00, say.
_WHOLE = re.compile(
    r"-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+|(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)\.[0-9]+)%?|-"
)
_ONE_DECIMAL = re.compile(r"-?[0-9,]+\.[0-9]")
_AMOUNT = re.compile(r"-?[0-9,]+\.[0-9]{2}")
_ITEM = re.compile(r"[1-9][0-9]?\.")  # the number of an item, as it stands before its text
_SAME_LINE = 0.2  # em


@dataclass(slots=True)
class FilledGrid:
    """A grid and the glyphs of each of its regions, by the region's index.

    ``spans_known`` is False where no rule tells whether a cell goes on over its neighbour.
    """

    grid: RuledGrid
    texts: dict[int, list[Glyph]] = field(default_factory=dict)
    spans_known: bool = True

    @property
    def glyphs(self) -> list[Glyph]:
        return [glyph for texts in self.texts.values() for glyph in texts]

    def text(self, index: int) -> str:
        """The lines of a region joined, as printed."""
        box = self.grid.regions[index].box
        return cell_text(visual_lines(self.texts.get(index, ())), box.x1 - box.x0)

    def on(self, grid: RuledGrid) -> "FilledGrid":
        """The same glyphs on another division of the same table."""
        filled = FilledGrid(grid, spans_known=self.spans_known)
        for index, glyphs in self.texts.items():
            box = self.grid.regions[index].box
            for glyph in glyphs:
                # Text that runs over a rule stays with its cell: looked for inside of it.
                x = min(max((glyph.x0 + glyph.x1) / 2, box.x0), box.x1)
                y = min(max((glyph.y0 + glyph.y1) / 2, box.y0), box.y1)
                region = grid.region_at(x, y)
                assert region is not None, "a division of a table covers all of it"
                filled.texts.setdefault(region, []).append(glyph)
        return filled


def filled(
    grids: Sequence[RuledGrid], glyphs: Sequence[Glyph]
) -> tuple[list[FilledGrid], list[Glyph]]:
    """The grids with their glyphs, and the glyphs that stand in none.

    A glyph belongs where its centre is, in the smallest table around it; a word that runs over a
    rule belongs as a whole where most of it stands.
    """
    # A table inside a frame: the glyph belongs to the smaller of the two.
    results = [FilledGrid(grid) for grid in sorted(grids, key=lambda grid: grid.area)]
    if not results:
        return [], list(glyphs)
    nested = _any_overlap([result.grid.box for result in results])
    owners: list[Owner] = []
    crossing: list[int] = []
    owner: Owner = None
    left = top = right = bottom = 0.0
    for index, (text, x0, y0, x1, y1, *_) in enumerate(glyphs):
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        if owner is None or nested or not (left < x < right and top < y < bottom):
            owner = None
            for number, result in enumerate(results):
                region = result.grid.region_at(x, y)
                if region is not None:
                    owner = (number, region)
                    left, top, right, bottom = result.grid.regions[region].box
                    break
        if owner is not None and text not in SPACES:
            over = _CROSSES * (x1 - x0)
            if left - x0 > over or x1 - right > over:
                crossing.append(index)
        owners.append(owner)
    named = {
        owner
        for glyph, owner in zip(glyphs, owners, strict=True)
        if "\u4e00" <= glyph.text <= "\u9fff"
    }
    crossing += [
        index
        for index in range(1, len(owners))
        if owners[index] != owners[index - 1]
        and _cuts_a_word(
            glyphs,
            index,
            outside=None in owners[index - 1 : index + 1],
            named=owners[index - 1] in named,
        )
    ]
    for index in crossing:
        start, end = _word(glyphs, index)
        if _are_numbers(glyphs[start:end], owners[start:end]):
            continue
        ((most, _),) = Counter(owners[start:end]).most_common(1)
        owners[start:end] = [most] * (end - start)
    settled(glyphs, owners, [result.grid.regions for result in results])
    others: list[Glyph] = []
    for glyph, owner in zip(glyphs, owners, strict=True):
        if owner is None:
            others.append(glyph)
        else:
            number, region = owner
            results[number].texts.setdefault(region, []).append(glyph)
    return results, others


def _any_overlap(boxes: Sequence[Box]) -> bool:
    return any(
        one.x0 < other.x1 and other.x0 < one.x1 and one.y0 < other.y1 and other.y0 < one.y1
        for one, other in combinations(boxes, 2)
    )


def _cuts_a_word(glyphs: Sequence[Glyph], index: int, *, outside: bool, named: bool) -> bool:
    """Whether a rule falls into a word, just before this glyph: between two digits of a number.

    Numbers of neighbouring cells may touch; what neither could be on its own is one number, as are
    digits behind a name and the amount that they run into, or one decimal and another digit.
    ``outside``: one of the two stands in no table, so it is no word of another cell. ``named``: the
    cell on the left prints a name.
    """
    left, right = glyphs[index - 1], glyphs[index]
    if not _joined(left, right):
        return False
    if outside or left.text not in IN_NUMBERS:
        return outside
    start, end = _word(glyphs, index)
    before = "".join(glyph.text for glyph in glyphs[start:index])
    after = "".join(glyph.text for glyph in glyphs[index:end])
    if (named and _AMOUNT.fullmatch(after[:_LONGEST])) or (
        len(after) == 1 and _ONE_DECIMAL.fullmatch(before[-_LONGEST:])
    ):
        return _AMOUNT.fullmatch((before + after)[-_LONGEST:]) is not None
    return not (_WHOLE.fullmatch(before[-_LONGEST:]) and _WHOLE.fullmatch(after[:_LONGEST]))


def _are_numbers(glyphs: Sequence[Glyph], owners: Sequence[Owner]) -> bool:
    """Whether what touches is a number in each of some cells, as in columns without room between.

    No number would be all of it, and a digit on the wrong side of a rule would show: decimals would
    not be as many in each, or groups of digits not whole. Behind an amount an item may begin (1.).
    """
    pieces = [
        "".join(glyph.text for glyph, _ in group)
        for _, group in groupby(zip(glyphs, owners, strict=True), key=lambda it: it[1])
    ]
    if len(pieces) < 2 or max(map(len, pieces)) > _LONGEST or _WHOLE.fullmatch("".join(pieces)):
        return False
    if all(map(_AMOUNT.fullmatch, pieces[:-1])) and _ITEM.fullmatch(pieces[-1]):
        return True
    decimals = {len(piece.partition(".")[2].rstrip("%")) for piece in pieces}
    return len(decimals) == 1 and all(map(_WHOLE.fullmatch, pieces))


def _word(glyphs: Sequence[Glyph], index: int) -> tuple[int, int]:
    """The word (or number) around a glyph, as the text layer writes it: from, to."""
    start, end = index, index + 1
    while start > 0 and _joined(glyphs[start - 1], glyphs[start]):
        start -= 1
    while end < len(glyphs) and _joined(glyphs[end - 1], glyphs[end]):
        end += 1
    return start, end


def _joined(left: Glyph, right: Glyph) -> bool:
    return (
        not left.is_space
        and not right.is_space
        and (left.text in IN_NUMBERS) == (right.text in IN_NUMBERS)
        and abs(left.baseline - right.baseline) <= _SAME_LINE * left.size
        and abs(right.x0 - left.x1) <= _TOUCHES * left.size
    )
