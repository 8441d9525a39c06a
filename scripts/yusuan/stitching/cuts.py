"""Where a page break cut a row or a merged cell, and what shows it.

A row is one with the row before it only on evidence: blanks in columns that every row fills,
a sentence or word that goes on, a numbered list whose item has no number.
"""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from yusuan.evidence.model import Cell, Grid
from yusuan.printed.column_numbers import is_column_numbers
from yusuan.printed.text import key
from yusuan.stitching.halves import (
    FEWEST_ROWS,
    MOST_WITNESSES,
    Pair,
    amounts_are_cut,
    amounts_go_on,
    both_printed,
    clash,
    code_is_alone,
    code_is_cut,
    figures_are_cut,
    has_sentences,
    is_printed,
    is_prose_from_its_start,
    is_rest_of_figure,
    level_is_cut,
    prose_is_cut,
    rows_beside,
    strictly_cut,
    word_is_cut,
    words_are_cut,
)
from yusuan.stitching.rows import row_texts
from yusuan.stitching.wording import (
    ended,
    is_amount,
    is_number_or_code,
    is_numbered,
)

_FRAGMENT = 4
_DEEPEST_HEAD = 5
_NOTE = re.compile(r"[(（]?(?:注|备注|说明)[:：0-9一]")


class Cut(NamedTuple):
    """What a page break cut: whole ``row`` or not, and the columns whose cells go on."""

    row: bool
    columns: frozenset[int]


_NOTHING = Cut(False, frozenset())


def find_cut(base: Grid, body_start: int, grid: Grid, first: int, known: Collection[str]) -> Cut:
    """What the break between the end of ``base`` and row ``first`` of ``grid`` cut.

    Both have the same columns; the body of ``base`` begins at ``body_start``. ``known`` are the
    texts, as compared, of all cells of the document: a word cut in two is whole elsewhere.
    """
    if first >= grid.row_count:
        return _NOTHING
    if body_start >= base.row_count:
        return _head_cut(base, grid, first, known)
    if is_column_numbers([cell.text for cell in base.row(base.row_count - 1)]):
        return _NOTHING  # it ends the head: no first half of the row below it
    pairs = _pairs(base, grid, first)
    if pairs is None or not any(pair.below.kind == "printed" for pair in pairs):
        return _NOTHING
    filled = _filled_columns(base, body_start, grid, first)
    singles = [pair for pair in pairs if pair.single]
    bands = [pair for pair in pairs if not pair.single]
    if words_are_cut(singles, known) and not any(map(_differ, bands)):
        return Cut(True, frozenset(pair.column for pair in pairs))
    columns: set[int] = set()
    anew = False  # a column further left begins anew: what stands right of it is no rest
    for band in _bands(bands):
        goes_on = _band_goes_on(band, filled, known, anew)
        columns.update(goes_on)
        anew = anew or any(
            pair.below.kind == "printed" and pair.column not in goes_on and not _same(pair)
            for pair in band
        )
    if singles and not anew and _row_is_cut(base, body_start, grid, singles, filled, known):
        return Cut(True, frozenset(columns | {pair.column for pair in singles}))
    columns.update(
        pair.column for pair in singles if both_printed(pair) and word_is_cut(pair, known)
    )
    return Cut(False, frozenset(columns))


def _head_cut(base: Grid, grid: Grid, first: int, known: Collection[str]) -> Cut:
    """What the break cut of a head that is all of ``base``: 预算数（单位： and 万元）.

    A further row of the head is none of it: only cells that go on are one with those above.
    """
    pairs = _pairs(base, grid, first) or []
    printed = [pair for pair in pairs if pair.below.kind == "printed"]
    cut = [p for p in printed if both_printed(p) and (word_is_cut(p, known) or strictly_cut(p))]
    if not cut:
        return _NOTHING
    if len(cut) == len(printed) and all(pair.single for pair in pairs):
        return Cut(True, frozenset(pair.column for pair in pairs))
    return Cut(False, frozenset(pair.column for pair in cut))


def body_start(grid: Grid, head: int) -> int:
    """The first row below the head: ``head`` if it is known, else the first with a number.

    A form may begin without a head, with a row of sentences (绩效目标, and what it is), which is
    all of it on its first page.
    """
    if head:
        return head
    for row in range(min(_DEEPEST_HEAD, grid.row_count)):
        if any(is_number_or_code(cell.text) for cell in grid.row(row) if cell.text):
            return row
    if grid.row_count == 1 and any(has_sentences(cell.text) for cell in grid.row(0)):
        return 0
    return min(1, grid.row_count)


def _pairs(base: Grid, grid: Grid, first: int) -> list[Pair] | None:
    """The cells that meet at the break; None where those with text do not lie alike."""
    last = base.row_count - 1
    pairs: list[Pair] = []
    column = 0
    while column < grid.column_count:
        below = grid.cell(first, column)
        above = base.owner(last, column)
        if below.anchor is not None or above.column != column:
            return None
        if above.column_span == below.column_span:
            pairs.append(Pair(column, above, below))
        elif below.kind == "printed":
            return None
        column += below.column_span
    return pairs


def _filled_columns(base: Grid, start: int, grid: Grid, first: int) -> frozenset[int]:
    """Columns that no row leaves blank; merged cells at the break are no witnesses."""
    begin = max(start, base.row_count - MOST_WITNESSES)
    rows = [(base, row) for row in range(begin, base.row_count)]
    rows += [(grid, row) for row in range(first + 1, grid.row_count)][:MOST_WITNESSES]
    rows = [(g, row) for g, row in rows if not _is_apart(g.row(row))]
    if len(rows) < FEWEST_ROWS:
        return frozenset()
    witnesses = dict.fromkeys(range(base.column_count), 0)
    for g, row in reversed(rows):
        for column in tuple(witnesses):
            owner = g.owner(row, column)
            if _at_break(owner, base if g is base else None, first):
                continue
            if not owner.text:
                del witnesses[column]
            else:
                witnesses[column] += 1
    return frozenset(column for column, count in witnesses.items() if count >= 2)


def _at_break(cell: Cell, base: Grid | None, first: int) -> bool:
    """Whether a cell is the last one above the break or the first one below it."""
    return cell.row + cell.row_span == base.row_count if base else cell.row == first


def _is_apart(row: Sequence[Cell]) -> bool:
    """A note, a title or a blank row says nothing of the columns."""
    texts = row_texts(row)
    covered = all(cell.kind == "covered" for cell in row)
    return not covered and (
        not texts or (len(texts) == 1 and (len(row) > 2 or bool(_NOTE.match(texts[0]))))
    )


def _row_is_cut(
    base: Grid,
    start: int,
    grid: Grid,
    pairs: Sequence[Pair],
    filled: frozenset[int],
    known: Collection[str],
) -> bool:
    printed = [pair for pair in pairs if pair.below.kind == "printed"]
    if not printed or any(_NOTE.match(key(pair.below.text)) for pair in printed[:1]):
        return False
    if amounts_are_cut(base, start, grid, pairs, printed, filled):
        return True
    if amounts_go_on(base, start, grid, pairs, printed, filled):
        return True
    if level_is_cut(base, start, grid, printed):
        return True
    lacking = not base.spans_known and _lacks_what_all_have(pairs, filled)
    if not base.spans_known and is_rest_of_figure(pairs, printed):
        return True
    gap = any(p.blank and p.column in filled and p.column > printed[0].column for p in pairs)
    if any(clash(pair) for pair in printed) and not (
        lacking and figures_are_cut(printed, known, gap)
    ):
        return False
    if lacking or (not base.spans_known and code_is_cut(base, start, grid, printed)):
        return True
    if code_is_alone(pairs, filled):
        return True
    if any(pair.above.kind != "printed" for pair in printed):
        return False
    if any(is_number_or_code(pair.below.text) for pair in printed):
        return False
    every = [pair for pair in pairs if pair.column in filled and pair.above.kind == "printed"]
    keys = _of_this_side(every, printed)
    if keys and keys[0].blank and base.spans_known:
        return True
    cut = [pair for pair in printed if word_is_cut(pair, known) or strictly_cut(pair)]
    short = [pair for pair in printed if len(key(pair.below.text)) <= _FRAGMENT]
    if cut and all(pair in cut or pair in short or prose_is_cut(pair) for pair in printed):
        return True
    if all(_lacks_number(base, start, pair) for pair in printed):
        return True
    if _stand_nowhere_alone(base, start, grid, printed):
        return True
    if keys and not any(pair.blank for pair in keys):
        return False
    if cut or _is_rest_of_name(printed, keys):
        return True
    if any(is_numbered(pair.below.text) for pair in printed):
        return False
    if keys:
        return len(short) == len(printed)
    if len(printed) < sum(pair.above.kind == "printed" for pair in pairs) and all(
        prose_is_cut(pair) for pair in printed
    ):
        return True
    return len(printed) == 1 and _is_lone_fragment(printed[0], pairs)


def _lacks_what_all_have(pairs: Sequence[Pair], filled: frozenset[int]) -> bool:
    """Whether a cell is blank that every other row fills, in a text, which prints no frame.

    What is left of such a row may hold figures of columns that its first half left blank. Blanks
    left of many whole cells are those of a merged cell instead, whose first rows stand above.
    """
    lacked = [p.column for p in pairs if p.column in filled and p.blank and is_printed(p.above)]
    both = [p for p in pairs if p.column in filled and both_printed(p)]
    within = len(both) >= 3 and lacked and lacked[-1] < both[0].column
    return bool(lacked) and not (within and any(ended(pair.above.text) for pair in both))


def _is_rest_of_name(printed: Sequence[Pair], keys: Sequence[Pair]) -> bool:
    """Whether sentences go on beside a label, and no figure that every row has stands below."""
    figures = [pair for pair in keys if is_amount(pair.above.text)]
    return (
        len(figures) >= 2
        and all(pair.blank for pair in figures)
        and all(map(both_printed, printed))
        and any(map(prose_is_cut, printed))
    )


def _of_this_side(keys: Sequence[Pair], printed: Sequence[Pair]) -> Sequence[Pair]:
    """``keys`` without labels right of what stands below: of expenditure, which has ended there.

    Revenue goes on beside it: 上年结转 is a row of its own.
    """
    blanks = [pair for pair in keys if pair.blank]
    other = all(
        pair.column > printed[-1].column and not is_number_or_code(pair.above.text)
        for pair in blanks
    )
    return [pair for pair in keys if not pair.blank] if other else keys


def _stand_nowhere_alone(base: Grid, start: int, grid: Grid, printed: Sequence[Pair]) -> bool:
    """Whether texts stand without the others of their row, as in no other, right of a code or band.

    A page may end within a row: what is left of its name then is all of the row below.
    """
    last, first = base.row_count - 1, printed[0].below.row
    columns = {pair.column for pair in printed}
    left = {base.owner(last, column) for column in range(min(columns))}
    if not any(it.text and (it.row < last or is_number_or_code(it.text)) for it in left):
        return False
    if any(is_numbered(pair.below.text) or ended(pair.above.text) for pair in printed):
        return False
    rows = [*rows_beside(base, start, grid, first), base.row(last)]
    named = [row for row in rows if any(row[column].text for column in columns)]
    return len(named) >= FEWEST_ROWS and all(
        any(it.text for it in row if it.column > min(columns) and it.column not in columns)
        for row in named
    )


def _lacks_number(base: Grid, start: int, pair: Pair) -> bool:
    """Whether the items of this column are numbered, the one above too, and this is none."""
    if is_numbered(pair.below.text) or not is_numbered(pair.above.text):
        return False
    if len(key(pair.below.text)) > _FRAGMENT:
        return False
    texts = [
        cell.text
        for row in range(max(start, base.row_count - MOST_WITNESSES), base.row_count)
        if (cell := base.cell(row, pair.column)).kind == "printed"
    ]
    return len(texts) >= FEWEST_ROWS and sum(map(is_numbered, texts)) >= 0.6 * len(texts)


def _is_lone_fragment(pair: Pair, pairs: Sequence[Pair]) -> bool:
    """A short word alone in its row, under a row that has its figure already."""
    below = key(pair.below.text)
    if len(below) > 2 or below.endswith(":") or ended(pair.above.text):
        return False
    return any(is_amount(other.above.text) for other in pairs if other is not pair)


def _bands(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """Merged cells that begin and end in the same rows belong together."""
    bands: dict[tuple[int, int], list[Pair]] = {}
    for pair in pairs:
        bands.setdefault((pair.above.row, pair.below.row_span), []).append(pair)
    return list(bands.values())


def _band_goes_on(
    band: Sequence[Pair], filled: frozenset[int], known: Collection[str], anew: bool
) -> list[int]:
    """The columns of a band whose cells go on below the break."""
    blanks = [
        pair.column
        for pair in band
        if pair.blank and pair.above.kind == "printed" and pair.column in filled
    ]
    printed = [pair for pair in band if pair.below.kind == "printed"]
    if not printed:
        return [] if anew else blanks
    above = [pair for pair in printed if pair.above.kind == "printed"]
    if not above and all(pair.column in filled for pair in printed):
        # The text of a merged cell stands in its middle, which is on the second page.
        return [pair.column for pair in band]
    strict = [pair for pair in above if word_is_cut(pair, known) or strictly_cut(pair)]
    prose = [pair for pair in above if prose_is_cut(pair)]
    if anew or any(_differ(pair) for pair in above):
        return []
    if not (strict or prose):
        begun = [pair.column for pair in above if is_prose_from_its_start(pair)]
        return [*blanks, *begun] if blanks and begun else []
    others = [pair for pair in above if pair not in strict and pair not in prose]
    sure = blanks or all(_same(pair) or len(key(pair.below.text)) <= 2 for pair in others)
    if not (sure or strict):
        return []
    return [pair.column for pair in band]


def _same(pair: Pair) -> bool:
    return key(pair.above.text) == key(pair.below.text)


def _differ(pair: Pair) -> bool:
    """Two figures that differ stand in two cells."""
    above, below = key(pair.above.text), key(pair.below.text)
    return is_number_or_code(above) and is_number_or_code(below) and above != below
