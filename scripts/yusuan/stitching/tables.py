"""Tables over several pages: which grid continues the one before it."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Literal, NamedTuple

from yusuan.evidence.model import Block, Furniture, FurnitureKind, Grid, Line
from yusuan.evidence.places import PagePlace, Place, SheetPlace
from yusuan.printed.text import compact, key
from yusuan.stitching.columns import same_columns, without_blank_sides
from yusuan.stitching.contents import contents_lines, entries_of
from yusuan.stitching.going_on import (
    form_goes_on,
    goes_on,
    is_part_of_head,
    may_interrupt,
    stands_above_rows,
)
from yusuan.stitching.hanging import cells_above, with_rest
from yusuan.stitching.joining import join
from yusuan.stitching.laid_out import TITLE_END, label_line
from yusuan.stitching.rows import begins_anew, counts_on, fold_inside, repeated_head, row_texts
from yusuan.stitching.wording import ended, is_note, is_page_mark
from yusuan.stitching.wording import without_continuation as unmarked

_MOST_LINES = 12  # above a table that may belong to it
_CERTAINLY_ITS_OWN = 2  # the nearest of them
_MOST_TITLES = 2  # a table may have one in two wordings
_LONGEST_NUMBER = 8  # 公开01表：
_FRAME_ROWS = 3
_CERTAINLY_ALIKE = 5  # columns whose rules do not agree by chance
_COUNTED = re.compile(r"(.{4,40}表)\([2-9]\)")
_NUMBER_OF_TABLE = re.compile(r"表[0-9]{1,2}")


class _Open(NamedTuple):
    """The last table, where it stands among the blocks, and the lines above it as compared."""

    at: int
    grid: Grid
    above: frozenset[str]
    below: frozenset[str] = frozenset()  # notes below it on pages before its last
    page_ended: bool = False  # whether the number of a page stands below it


def join_tables(
    blocks: Sequence[Block], apart: Collection[Place] = frozenset()
) -> tuple[Block, ...]:
    """Blocks with each table as one grid; what its pages repeat is furniture behind it.

    Tables at the places ``apart`` go on with none, and none with them.
    """
    known = _known(blocks)
    listed = {id(blocks[at]) for at in contents_lines(blocks)}
    out: list[Block] = []
    pending: list[Block] = []  # lines and furniture since the last table
    last: _Open | None = None
    for block in blocks:
        if not isinstance(block, Grid):
            pending.append(block)
            continue
        if block.places[0] in apart:
            out.append(block)
            continue
        if entries := entries_of(block, pending):
            pending.extend(entries)
            listed.update(map(id, entries))
            continue
        if labels := label_line(block):
            pending.extend(labels)
            continue
        grid, folded = fold_inside(block)
        lines = [it for it in pending if isinstance(it, Line)]
        numbered = any(isinstance(it, Furniture) and it.kind == "page_number" for it in pending)
        last = last and last._replace(page_ended=numbered)
        joined = last and (
            _continued(last, grid, lines, known) or _framed_on(last, grid, lines, known)
        )
        if last is not None and joined:
            merged, between = joined
            out[last.at] = merged
            out.extend(_in_order(pending, between))
            out.extend(folded)
            last = _Open(last.at, merged, last.above, last.below | between.below)
        else:
            out.extend(pending)
            # What a contents list announces right above its first table is the title of others.
            near = lines[-_MOST_LINES:-_CERTAINLY_ITS_OWN]
            own = [it for it in near if id(it) not in listed] + lines[-_CERTAINLY_ITS_OWN:]
            above = frozenset((*_compared(_without_lists(own)), *_in_frame(grid)))
            last = _Open(len(out), grid, above)
            out.append(grid)
            out.extend(folded)
        pending = []
    out.extend(pending)
    return tuple(without_blank_sides(it) if isinstance(it, Grid) else it for it in out)


_Kind = FurnitureKind | Literal["cell"] | None  # part of a cell; None: the line stays a line


class _Between(NamedTuple):
    kinds: tuple[_Kind, ...]
    folded: tuple[Furniture, ...]
    below: frozenset[str]


def _continued(
    last: _Open, grid: Grid, lines: Sequence[Line], known: Collection[str]
) -> tuple[Grid, _Between] | None:
    """The table with ``grid`` joined to it, and what the lines between them are; None if none."""
    if not _adjacent(last, grid):
        return None
    base = last.grid
    kinds: list[_Kind] = []
    foreign: list[Line] = []
    below: list[Line] = []
    marked = titled = False
    for line in lines:
        if hung := cells_above(base, line):
            base = with_rest(base, hung)
            kinds.append("cell")
            continue
        rest, mark = unmarked(line.text)
        if not mark and (counted := _COUNTED.fullmatch(rest)) and counted[1] in last.above:
            rest = counted[1]  # 收支总表（2） below 收支总表
        marked = marked or mark
        if (mark and not rest) or _repeats(rest, last.above) or rest in last.below:
            kinds.append("continued" if mark else "repeated")
            titled = titled or TITLE_END.search(rest) is not None
        elif pieces_repeat(line, last.above):
            kinds.append("repeated")
        elif lines[-1] is not line and is_page_mark(line.text):
            kinds.append("running_head")
        elif _is_note_below(last.grid, line):
            below.append(line)
            kinds.append(None)
        else:
            foreign.append(line)
            kinds.append("running_head")
    start, head = repeated_head(last.grid, grid)
    on = not start and counts_on(last.grid, grid, head)
    on = on and (bool(head) or same_columns(last.grid, grid))
    if _on_one_page(last.grid, grid) and not ((on or marked) and head and kinds and not foreign):
        return None
    if on and any(is_note(line.text) for line in foreign):
        kinds = [
            None if is_note(line.text) else kind for line, kind in zip(lines, kinds, strict=True)
        ]
    if begins_anew(last.grid, grid, head if not start else 0) and not marked:
        return None
    if foreign and not (
        may_interrupt(foreign, last.grid, grid, start, head)
        or (on and stands_above_rows(foreign, last.above))
    ):
        return None
    if below and (start or not (head or _is_ruled_alike(last.grid, grid))):
        return None
    on_sheets = isinstance(grid.place, SheetPlace) and not last.page_ended
    if on_sheets and not (head and (start or kinds)):
        return None  # a sheet has no pages: only a head that is printed again says so
    said = marked or titled
    bare = all(kind == "cell" for kind in kinds)
    if bare:
        said |= _is_ruled_alike(last.grid, grid, _CERTAINLY_ALIKE)
        said |= is_part_of_head(last.grid)
    if (
        not head
        and not (bare and form_goes_on(last.grid, grid))
        and not goes_on(last.grid, grid, said)
    ):
        return None
    result = join(base, grid, (start, head), known)
    if result is None:
        return None
    merged, folded = result
    noted = frozenset(key(line.text) for line in below)
    return merged, _Between(tuple(kinds), folded, noted)


def _framed_on(
    last: _Open, grid: Grid, lines: Sequence[Line], known: Collection[str]
) -> tuple[Grid, _Between] | None:
    """As ``_continued``, where blank columns at the sides frame one of the two and not the other."""
    if last.grid.column_edges or grid.column_edges or not grid.spans_known:
        return None
    bare, below = without_blank_sides(last.grid), without_blank_sides(grid)
    if bare.column_count != below.column_count or last.grid.column_count == grid.column_count:
        return None
    return _continued(last._replace(grid=bare), below, lines, known)


def _repeats(text: str, above: Collection[str]) -> bool:
    """Whether a line stood above the table before, maybe behind its number."""
    if text in above:
        return True
    return (len(text) >= 4 or _NUMBER_OF_TABLE.fullmatch(text) is not None) and any(
        line.endswith(text) and len(line) - len(text) <= _LONGEST_NUMBER for line in above
    )


def _is_ruled_alike(base: Grid, grid: Grid, columns: int = 3) -> bool:
    """Whether both are ruled with the same three columns, or so many or more."""
    return len(base.column_edges) > columns and bool(grid.column_edges) and same_columns(base, grid)


def _is_note_below(base: Grid, line: Line) -> bool:
    """Whether a line stands below the table on its last page and is no title of the next.

    Notes, and fields such as «制表人：», may stand below each page of a table.
    """
    where, there = base.places[-1], line.place
    if not (isinstance(where, PagePlace) and isinstance(there, PagePlace)):
        return False
    text = compact(line.text)
    return (
        where.page == there.page
        and not TITLE_END.search(key(line.text))
        and (":" in text[:8] or ended(line.text))
    )


def _adjacent(last: _Open, grid: Grid) -> bool:
    """Whether no page and no sheet lies between the two, and they are not side by side.

    Of a sheet of several pages the one behind its left page goes on with it. In a workbook the
    number of a page at the end of a sheet says that its sheets are pages.
    """
    before, after = last.grid.places[-1], grid.places[0]
    if isinstance(before, PagePlace) and isinstance(after, PagePlace):
        pages = {place.page for place in last.grid.places if isinstance(place, PagePlace)}
        return after.page in pages or after.page - 1 in pages
    if isinstance(before, SheetPlace) and isinstance(after, SheetPlace):
        turned = last.page_ended and after.position == before.position + 1
        return before.sheet == after.sheet or turned
    return type(before) is type(after)


def _on_one_page(base: Grid, grid: Grid) -> bool:
    """Whether both stand on one page: as what were two pages of a text or a web page, printed.

    Only a head that is printed again, over rows that are numbered on or below 续表, says that they
    are one.
    """
    before, after = base.places[-1], grid.places[0]
    return (
        isinstance(before, PagePlace)
        and isinstance(after, PagePlace)
        and (before.page == after.page)
    )


def pieces_repeat(line: Line, above: Collection[str]) -> bool:
    """Whether all that a line says stood above the table before, maybe on other lines."""
    pieces = [key(part.text) for part in line.pieces if part.text.strip()]
    return len(pieces) > 1 and all(piece in above for piece in pieces)


def _without_lists(lines: Sequence[Line]) -> list[Line]:
    """``lines`` above a table without the titles of others that a list of tables announces.

    It has one of the table's own title too, with those of others between; worded otherwise, the
    two nearest are the table's.
    """
    texts = [unmarked(line.text)[0] for line in lines]
    titles = [text for text in texts if TITLE_END.search(text)]
    if len(titles) <= _MOST_TITLES:
        return list(lines)
    own = titles[-1]
    kept = {text for text in titles if text in own or own in text}
    if kept.isdisjoint(titles[:-1]):
        kept.update(titles[-_MOST_TITLES:])
    return [
        line
        for line, text in zip(lines, texts, strict=True)
        if text in kept or not TITLE_END.search(text)
    ]


def _in_frame(grid: Grid) -> Iterable[str]:
    """Texts that stand alone in one of the first rows: a title inside the frame."""
    for row in range(min(_FRAME_ROWS, grid.row_count)):
        texts = row_texts(grid.row(row))
        if len(texts) == 1:
            yield texts[0]


def _compared(lines: Iterable[Line]) -> Iterable[str]:
    for line in lines:
        yield unmarked(line.text)[0]
        for part in line.pieces:
            yield key(part.text)


def _in_order(pending: Sequence[Block], between: _Between) -> Iterable[Block]:
    kinds = iter(between.kinds)
    for block in pending:
        kind = next(kinds) if isinstance(block, Line) else None
        if kind != "cell":
            yield Furniture(kind, (block,)) if kind and isinstance(block, Line) else block
    yield from between.folded


def _known(blocks: Sequence[Block]) -> frozenset[str]:
    """The texts of all cells as compared: labels only, no figures."""
    return frozenset(
        key(text)
        for block in blocks
        if isinstance(block, Grid)
        for cell in block.cells
        if cell.kind == "printed" and 3 <= len(text := cell.text) <= 40
    )
