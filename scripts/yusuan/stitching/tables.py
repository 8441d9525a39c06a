"""Tables over several pages: which grid continues the one before it."""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from typing import Literal, NamedTuple

from yusuan.evidence.model import Block, Furniture, FurnitureKind, Grid, Line, Part
from yusuan.evidence.places import LinePlace, PagePlace, Place, SheetPlace, TablePlace
from yusuan.printed.text import compact, key
from yusuan.stitching.columns import same_columns, without_blank_sides
from yusuan.stitching.contents import entries_of
from yusuan.stitching.hanging import cells_above, with_rest
from yusuan.stitching.joining import join
from yusuan.stitching.rows import (
    begins_anew,
    counts_on,
    fold_inside,
    is_distinct_head,
    repeated_head,
    row_texts,
)
from yusuan.stitching.wording import (
    COUNTS_TITLE,
    ended,
    is_amount,
    is_note,
    is_number_or_code,
    is_numbered,
    is_page_mark,
    money_units,
)
from yusuan.stitching.wording import without_continuation as unmarked

_MOST_LINES = 12  # above a table that may belong to it
_LONGEST_FOREIGN = 40
_LONGEST_FOREIGN_NOTE = 80
_LONGEST_LABEL = 12
_LONGEST_NUMBER = 8  # 公开01表：
_FRAME_ROWS = 3
_MOST_HEAD_ROWS = 5
_CERTAINLY_ALIKE = 5  # columns whose rules do not agree by chance
_TITLE_END = re.compile(r"(?:表|情况|明细|一览|说明|清单|目标|目录)(?:[（(].{0,20}[）)])?$")
_TITLE = re.compile(rf"{_TITLE_END.pattern}|^{COUNTS_TITLE}$|表[0-9一二三四五六七八九十]|[0-9]表$")
_BESIDE_TITLE = re.compile(
    r"(?:金额)?单位:[万千百亿]?元|(?:公开|预算|决算|附)*(?:表[0-9]{1,2}|[0-9]{1,2}表)"
)
_MOST_FIELDS = 3  # in a row: department, year, unit
_MOST_FIELD_ROWS = 3
_NUMBER_OF_TABLE = re.compile(r"表[0-9]{1,2}")
_FIELD = re.compile(r"[^:：]{1,12}[:：].{0,30}")


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
        if lines_of_text := entries_of(block, pending) or _label_line(block):
            pending.extend(lines_of_text)
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
            above = frozenset((*_compared(lines[-_MOST_LINES:]), *_in_frame(grid)))
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
        marked = marked or mark
        if (mark and not rest) or _repeats(rest, last.above) or rest in last.below:
            kinds.append("continued" if mark else "repeated")
            titled = titled or _TITLE_END.search(rest) is not None
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
    if _on_one_page(last.grid, grid) and not (on and head and kinds and not foreign):
        return None
    if on and any(is_note(line.text) for line in foreign):
        kinds = [
            None if is_note(line.text) else kind for line, kind in zip(lines, kinds, strict=True)
        ]
    if begins_anew(last.grid, grid, head if not start else 0) and not marked:
        return None
    if foreign and not (
        _may_interrupt(foreign, last.grid, grid, start, head)
        or (on and _stands_above_rows(foreign, last.above))
    ):
        return None
    if below and (start or not (head or _is_ruled_alike(last.grid, grid))):
        return None
    on_sheets = isinstance(grid.place, SheetPlace) and not last.page_ended
    if on_sheets and not (head and (start or kinds)):
        return None  # a sheet has no pages: only a head that is printed again says so
    said = marked or titled
    if all(kind == "cell" for kind in kinds):
        said |= _is_ruled_alike(last.grid, grid, _CERTAINLY_ALIKE)
        said |= _is_part_of_head(last.grid)
    if not head and not _goes_on(last.grid, grid, said):
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
        and not _TITLE_END.search(key(line.text))
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

    Only a head that is printed again, over rows that are numbered on, says that they are one.
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


def _may_interrupt(foreign: Sequence[Line], base: Grid, grid: Grid, start: int, head: int) -> bool:
    """Whether unknown lines are no title: the rows below them can only go on with the table.

    They begin in the middle of its form (with a head that stands further down in it), or
    without any head.
    """
    if len(foreign) > 2 or any(isinstance(line.place, PagePlace) for line in foreign):
        return False
    for line in foreign:
        text = key(line.text)
        if (
            len(text) > _LONGEST_FOREIGN
            or ended(line.text)
            or is_numbered(line.text)
            or line.heading
            or _FIELD.fullmatch(compact(line.text))
            or _TITLE_END.search(text)
        ):
            return False
    if head:
        return start > 0
    return same_columns(base, grid) and _counts_on(base, grid)


def _stands_above_rows(foreign: Sequence[Line], above: Collection[str]) -> bool:
    """Whether lines between rows that are numbered on may be anything but the title of a table.

    A unit of money must be the one above the table: 单位：元 is not 单位：万元 in another form.
    """
    if len(foreign) > 3 or any(isinstance(line.place, PagePlace) for line in foreign):
        return False
    units = {unit for text in above for unit in money_units(text)}
    for line in foreign:
        if is_note(line.text):
            continue
        if len(line.text) > _LONGEST_FOREIGN_NOTE or line.heading or is_numbered(line.text):
            return False
        if _TITLE_END.search(key(line.text)) or not units.issuperset(money_units(line.text)):
            return False
    return True


def _counts_on(base: Grid, grid: Grid) -> bool:
    """Whether the first row has a figure or number where the table before has them."""
    row, above = grid.row(0), base.row(base.row_count - 1)
    return any(
        is_number_or_code(cell.text) and is_number_or_code(before.text)
        for cell, before in zip(row, above, strict=True)
        if cell.text
    )


def _goes_on(base: Grid, grid: Grid, said: bool) -> bool:
    """Whether a grid without the head goes on with the table.

    ``said``: a mark, the repeated title, or the same rules with nothing between them say so (a
    form whose page ends above the head of one of its parts). Else its columns must be the same,
    and it must have no head or title of its own.
    """
    if _own_title(base, grid):
        return False
    if same_columns(base, grid):
        return said or not _own_head(grid)
    if said and _is_part_of_head(base):
        return True  # ``join`` finds whether its columns are the same
    certain = bool(base.column_edges and grid.column_edges)
    return certain and not _own_head(grid)


def _is_part_of_head(grid: Grid) -> bool:
    """Whether a page ends within a head: 收入 and 支出 over wider columns, words alone."""
    return (
        bool(grid.column_edges)
        and grid.row_count <= _MOST_HEAD_ROWS
        and grid.column_count > 1
        and all(cell.text or cell.kind == "covered" for cell in grid.row(0))
        and not any(
            is_number_or_code(cell.text) or len(cell.text) > _LONGEST_FOREIGN for cell in grid.cells
        )
    )


def _own_title(base: Grid, grid: Grid) -> bool:
    """Whether its first row is one text alone, as a title or a number inside the frame is."""
    first = _first_row(grid)
    alone = row_texts(grid.row(first))
    if grid.row_count - first < 2 or grid.column_count == 1 or len(alone) != 1:
        return False
    cell = next(cell for cell in grid.row(first) if cell.kind == "printed")
    text = cell.text.strip()
    if ended(text.rstrip("：:")) or len(text) > _LONGEST_FOREIGN:
        return False
    begins_alike = len(row_texts(base.row(_first_row(base)))) == 1
    if cell.column_span < _printed_width(grid):
        return begins_alike and _TITLE.search(alone[0]) is not None
    return begins_alike or _TITLE.search(alone[0]) is not None


def _first_row(grid: Grid) -> int:
    """The first row that prints anything: converters of PDFs frame tables in blank cells."""
    return next((r for r in range(grid.row_count) if row_texts(grid.row(r))), 0)


def _printed_width(grid: Grid) -> int:
    """How many columns print anything, alone or merged with others."""
    columns = (
        range(cell.column, cell.column + cell.column_span)
        for cell in grid.cells
        if cell.kind == "printed"
    )
    return len(set(chain.from_iterable(columns)))


def _own_head(grid: Grid) -> bool:
    """Whether a grid begins with a head: short words over columns of figures."""
    if grid.row_count < 2:
        return False
    first = row_texts(grid.row(0))
    if not is_distinct_head(first) and len(first) < 2:
        return False
    if any(is_number_or_code(text) or len(text) > 20 for text in first):
        return False
    if any(cell.kind == "blank" for cell in grid.row(0)):
        return False
    figures = [
        column
        for column in range(grid.column_count)
        if any(
            is_amount(grid.cell(row, column).text)
            for row in range(1, min(grid.row_count, 8))
            if grid.cell(row, column).text
        )
    ]
    return bool(figures) and all(
        not is_number_or_code(grid.owner(0, column).text) and grid.owner(0, column).text
        for column in figures
    )


def _label_line(grid: Grid) -> tuple[Line, ...]:
    """Rows that only say fields side by side (年度：…, 单位：…), or prose with a tab, as lines.

    A text has them as a line with tabs; in Word and on web pages a table of a row or two lays
    them out, maybe with the title.
    """
    rows = [[cell.parts[0] for cell in row if cell.text] for row in grid.rows()]
    printed = [parts for parts in rows if parts]
    place = grid.place
    if isinstance(place, TablePlace):
        laid_out = printed if _lays_out_fields(printed) else []
        return tuple(
            Line(_tabbed(parts), parts[0].place, tuple(parts), ended=True) for parts in laid_out
        )
    if grid.row_count != 1 or grid.spans_known or not isinstance(place, LinePlace):
        return ()
    parts = printed[0] if printed else []
    fields = all(_FIELD.fullmatch(compact(part.text)) for part in parts) or _is_title(parts)
    if not parts or not (fields or _is_sentence([part.text for part in parts])):
        return ()
    return (Line(_tabbed(parts), LinePlace(place.line), tuple(parts)),)


def _lays_out_fields(rows: Sequence[Sequence[Part]]) -> bool:
    """Whether rows are a title at most and fields, the last of them with the unit: no head."""
    return (
        0 < len(rows) <= _MOST_FIELD_ROWS
        and all(len(parts) <= _MOST_FIELDS for parts in rows)
        and any(map(_states_unit, rows[-1]))
        and not any(is_number_or_code(part.text) for parts in rows for part in parts)
    )


def _states_unit(part: Part) -> bool:
    return bool(money_units(part.text)) and bool(_BESIDE_TITLE.fullmatch(compact(part.text)))


def _tabbed(parts: Iterable[Part]) -> str:
    return "\t".join(part.text for part in parts)


def _is_title(parts: Sequence[Part]) -> bool:
    """Whether a title stands beside its unit or its number: 部门支出总表	单位：万元."""
    said = [compact(part.text) for part in parts]
    titles = [text for text in said if not _BESIDE_TITLE.fullmatch(text)]
    return len(said) == 2 and len(titles) == 1 and _TITLE_END.search(titles[0]) is not None


def _is_sentence(pieces: Sequence[str]) -> bool:
    """Whether tabs stand in the middle of prose: no label begins the row, a sentence ends it."""
    return (
        len(pieces[0]) > _LONGEST_LABEL
        and sum(map(len, pieces)) > _LONGEST_FOREIGN
        and ended(pieces[-1])
    )


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
