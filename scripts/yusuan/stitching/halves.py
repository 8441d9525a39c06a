"""The two halves of one column at a page break, and what in their texts shows a cut."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from yusuan.evidence.model import Cell, Grid
from yusuan.printed.column_numbers import is_column_numbers
from yusuan.printed.text import key
from yusuan.stitching.wording import cut_between, ended, is_number_or_code, is_numbered

FEWEST_ROWS = 3
MOST_WITNESSES = 100  # rows beside the break that are looked at
_LONG_TEXT = 12
_FIGURE_CUT = re.compile(
    r"(?:[≥≤><=＞＜]\s?)[0-9][0-9,]*(?:\.[0-9]+)?\s?[%％]?|[0-9.]{1,12}[-~—～][0-9.]{1,12}\s?[%％]?"
)
_BOUND = re.compile(r"[≥≤><=＞＜]\s?[0-9]")
_GOING_ON = "，,、;；且"  # ≥3,  and ≤5 are one bound
_CODE = re.compile(r"[A-Za-z]?[0-9]{5,20}")
_LEVEL = re.compile(r"[0-9]{2,9}")
_DIGITS = re.compile(r"[0-9]{3,20}")
_DECIMALS = re.compile(r"-?[0-9][0-9,]*\.[0-9]+")
BEGUN = re.compile(r"-?[0-9][0-9,]*\.[0-9]*")  # an amount of which decimals may be cut off
_PART = re.compile(r"-?[0-9][0-9,.]*")
_INTEGER = re.compile(r"-?[0-9]{1,3}(?:,?[0-9]{3})*")
_REST = re.compile(r"[0-9]{1,8}")


class Pair(NamedTuple):
    """The cell above the break and the one below it in one column."""

    column: int
    above: Cell
    below: Cell

    @property
    def single(self) -> bool:
        return self.above.row_span == 1 and self.below.row_span == 1

    @property
    def blank(self) -> bool:
        return self.below.kind == "blank"


def clash(pair: Pair) -> bool:
    """Two figures, two bounds, two numbered items or one text twice are two rows."""
    above, below = pair.above.text, pair.below.text
    if is_number_or_code(above) and is_number_or_code(below):
        return True
    if below and key(above) == key(below):
        return True
    if _BOUND.match(below) and _BOUND.match(above) and above[-1] not in _GOING_ON:
        return True
    return is_numbered(below) and is_numbered(above) and not ended(above)


def both_printed(pair: Pair) -> bool:
    return is_printed(pair.above) and is_printed(pair.below)


def is_printed(cell: Cell) -> bool:
    return cell.kind == "printed"


def word_is_cut(pair: Pair, known: Collection[str]) -> bool:
    """Both halves are no cells elsewhere, and their sum is one."""
    above, below = key(pair.above.text), key(pair.below.text)
    if is_number_or_code(above) or is_number_or_code(below):
        return False
    return len(above + below) >= 3 and above + below in known


def words_are_cut(pairs: Sequence[Pair], known: Collection[str]) -> bool:
    """Whether all that stands below the break is the rest of words, two at least: 产出 and 指标."""
    printed = [pair for pair in pairs if is_printed(pair.below)]
    return len(printed) >= 2 and all(both_printed(p) and word_is_cut(p, known) for p in printed)


def strictly_cut(pair: Pair) -> bool:
    """Whether characters at the break show a cut: a comma before it, a full stop behind it."""
    above, below = pair.above.text.strip(), pair.below.text.strip()
    if not above or not below or is_numbered(below):
        return False
    if is_number_or_code(above) or is_number_or_code(below):
        return False
    return cut_between(above, below)


def prose_is_cut(pair: Pair) -> bool:
    """Whether sentences stand above the break, the last without its end."""
    above, below = pair.above.text.strip(), pair.below.text.strip()
    if not above or not below or is_numbered(below) or is_number_or_code(below):
        return False
    return has_sentences(above) and not ended(above)


def is_prose_from_its_start(pair: Pair) -> bool:
    """Whether sentences stand below the break, and their first words above it: 一、完成信息系统."""
    return has_sentences(pair.below.text) and not (
        ended(pair.above.text) or is_numbered(pair.below.text)
    )


def has_sentences(text: str) -> bool:
    """Whether a cell holds more than a label: no head does."""
    return len(text) >= _LONG_TEXT and bool(re.search("[，。；,;]", text))


def is_rest_of_figure(pairs: Sequence[Pair], printed: Sequence[Pair]) -> bool:
    """Whether nothing but the rest of a range or bound stands below a row of several cells."""
    above = sum(is_printed(pair.above) for pair in pairs)
    (pair,) = printed if len(printed) == 1 else (None,)
    if pair is None or above < 4 or not clash(pair):
        return False
    return _FIGURE_CUT.fullmatch(pair.above.text + pair.below.text) is not None


def figures_are_cut(printed: Sequence[Pair], known: Collection[str], gap: bool) -> bool:
    """Whether a bare figure is cut as well as the sentence beside it: ≥29, 13% make ≥2913%.

    Two figures that make neither a bound nor a range are two. With a ``gap`` a cell that all rows
    fill is blank right of a printed one, so any word beside the figure is a rest.
    """
    clashing = [pair for pair in printed if clash(pair)]
    if not all(_FIGURE_CUT.fullmatch(pair.above.text + pair.below.text) for pair in clashing):
        return False
    words = [pair for pair in printed if both_printed(pair) and pair not in clashing]
    return any(
        word_is_cut(pair, known)
        or (
            not is_number_or_code(pair.above.text + pair.below.text)
            and not ended(pair.above.text)
            and (gap or ended(pair.below.text))
            and not is_numbered(pair.below.text)
        )
        for pair in words
    )


def code_is_cut(base: Grid, start: int, grid: Grid, printed: Sequence[Pair]) -> bool:
    """Whether two halves make a code as long as all others of the column: C5798, 4040."""
    for pair in printed:
        whole = pair.above.text + pair.below.text
        if not _CODE.fullmatch(whole) or pair.above.kind != "printed":
            continue
        before = range(max(start, base.row_count - 1 - MOST_WITNESSES), base.row_count - 1)
        after = range(pair.below.row + 1, min(grid.row_count, MOST_WITNESSES))
        cells = [base.cell(row, pair.column) for row in before]
        cells += [grid.cell(row, pair.column) for row in after]
        texts = [cell.text for cell in cells if is_printed(cell)]
        alike = [text for text in texts if len(text) == len(whole) and _CODE.fullmatch(text)]
        if len(alike) >= FEWEST_ROWS and len(alike) >= len(texts) - 1:
            return True  # the last cell of the page may be cut as well
    return False


def level_is_cut(base: Grid, start: int, grid: Grid, printed: Sequence[Pair]) -> bool:
    """Whether digits below the break make a code as long as others of its column, or a level of one.

    So 0 and 2 do where all have two digits, 208050 and 5 where none has six. The rest of its name
    may stand beside it.
    """
    pair = printed[0]
    whole = pair.above.text + pair.below.text
    if not both_printed(pair) or not _LEVEL.fullmatch(whole):
        return False
    rows = rows_beside(base, start, grid, pair.below.row)
    lengths = Counter(
        len(row[pair.column].text) for row in rows if row[pair.column].text.isdecimal()
    )
    return (
        lengths[len(whole)] >= FEWEST_ROWS
        and len(pair.above.text) not in lengths
        and all(map(_is_rest_of_word, printed[1:]))
    )


def code_is_alone(pairs: Sequence[Pair], filled: frozenset[int]) -> bool:
    """Whether a code that every row has stands alone above, and the rest of its row below."""
    above = [pair for pair in pairs if is_printed(pair.above)]
    below = [pair for pair in pairs if is_printed(pair.below)]
    return (
        len(above) == 1
        and above[0].blank
        and above[0].column in filled
        and _DIGITS.fullmatch(key(above[0].above.text)) is not None
        and any(p.column in filled and not is_number_or_code(p.below.text) for p in below)
    )


def amounts_are_cut(
    base: Grid,
    start: int,
    grid: Grid,
    pairs: Sequence[Pair],
    printed: Sequence[Pair],
    filled: Collection[int],
) -> bool:
    """Whether the last digits of amounts wrapped onto the next page: 9,626.77 and 7589.

    The row below the break is nothing but digits, at least two of them, each below an amount with
    decimals; no amount of its column elsewhere is printed without. Numbers of columns count up.
    The rest of a label may stand beside them where a cell is blank that every row fills, or where
    a point ends the page.
    """
    rests = [
        pair
        for pair in printed
        if _REST.fullmatch(pair.below.text) and BEGUN.fullmatch(pair.above.text)
    ]
    words = [pair for pair in printed if pair not in rests and not _is_sign_cut(pair)]
    if words and not (
        all(_is_rest_of_word(pair) for pair in words)
        and (
            any(p.blank and p.column in filled and is_printed(p.above) for p in pairs)
            or any(pair.above.text.endswith(".") for pair in rests)
        )
    ):
        return False
    if len(rests) < (1 if words else 2):
        return False
    numbers = [int(pair.below.text) for pair in rests]
    if len(numbers) > 1 and all(after == before + 1 for before, after in pairwise(numbers)):
        return False
    columns = {pair.column for pair in pairs if _DECIMALS.fullmatch(pair.above.text)}
    rows = [base.row(row) for row in range(start, base.row_count - 1)]
    rows += [grid.row(row) for row in range(printed[0].below.row + 1, grid.row_count)]
    witnesses = (
        row for row in rows if not is_column_numbers([cell.text for cell in row if cell.text])
    )
    return not any(
        _INTEGER.fullmatch(row[column].text) and row[column].text != "0"
        for row in islice(witnesses, MOST_WITNESSES)
        for column in columns
    )


def amounts_go_on(
    base: Grid,
    start: int,
    grid: Grid,
    pairs: Sequence[Pair],
    printed: Sequence[Pair],
    filled: Collection[int],
) -> bool:
    """Whether amounts are whole only with the digits below the break: 4,65 and 1.67, 146 and 8.70.

    All amounts of the table have as many decimals, and so have these together and not alone. What
    stands above could be no amount (4,65); or where it could (146), nothing but digits stands below,
    and not the name that every row has. Beside the others codes and words may go on.
    """
    rows = rows_beside(base, start, grid, printed[0].below.row)
    texts = [cell.text for row in rows for cell in row if _DECIMALS.fullmatch(cell.text)]
    places = {len(text.partition(".")[2]) for text in texts}
    if len(texts) < FEWEST_ROWS or len(places) != 1:
        return False
    (decimals,) = places
    whole = re.compile(
        rf"-?(?:[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+|0|[1-9][0-9]*)\.[0-9]{{{decimals}}}"
    )
    possible = broken = words = False
    for pair in printed:
        above, below = pair.above.text, pair.below.text
        if whole.fullmatch(above):
            return False
        if _PART.fullmatch(above) and whole.fullmatch(above + below):
            possible = True
            broken |= not (_INTEGER.fullmatch(above) or _DECIMALS.fullmatch(above))
        elif _is_rest_of_word(pair):
            words = True
        elif not (above + below).isdecimal():
            return False
    upper = [pair for pair in pairs if is_printed(pair.above)]
    lacks = upper[0].blank or any(pair.blank and pair.column in filled for pair in upper)
    return broken or (possible and lacks and not words)


def rows_beside(base: Grid, start: int, grid: Grid, first: int) -> Sequence[Sequence[Cell]]:
    """The rows around a break but for the two that meet at it."""
    last = base.row_count - 1
    above = range(max(start, last - MOST_WITNESSES), last)
    below = range(first + 1, grid.row_count)[:MOST_WITNESSES]
    return [*map(base.row, above), *map(grid.row, below)]


def _is_sign_cut(pair: Pair) -> bool:
    """A minus above its figure, a percent sign below it: a sign of nothing stands alone as well."""
    above, below = pair.above.text, pair.below.text
    return (above == "-" and bool(_DECIMALS.fullmatch(below))) or (
        below == "%" and bool(_DECIMALS.fullmatch(above))
    )


def _is_rest_of_word(pair: Pair) -> bool:
    below = pair.below.text
    return both_printed(pair) and not is_number_or_code(below) and not is_numbered(below)
