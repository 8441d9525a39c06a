"""What stands above and below each table and belongs to it; the prose and contents that are left.

Above a table, from the table upward: unit, organisation, year, date, number, and the title with
what is printed in two lines or twice. It ends at a sentence, at another table, at a heading that
is no title. The first rows of a table may hold the same.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from yusuan.binding.above import Above
from yusuan.binding.model import CaptionedGrid
from yusuan.binding.notes import is_note, note_rows, says_empty
from yusuan.binding.pieces import pieces_of
from yusuan.evidence.model import Block, Document, Furniture, Grid, Line, Paragraph, Part
from yusuan.evidence.places import PagePlace, Place, SheetPlace
from yusuan.layouts.page_labels import page_labels
from yusuan.printed.text import compact
from yusuan.stitching.contents import entry
from yusuan.stitching.wording import ended, is_numbered

# Its title, and the heads of a list with columns.
_CONTENTS_TITLE = re.compile(r".{0,40}目录")
_CONTENTS = re.compile(
    r".{0,40}目录|(?:序号|编号)?(?:报表|表格|表|内容|标题)?(?:名称)?(?:页码|页次|页数)?"
)
_MOST_CAPTION_ROWS = 3
_FIGURE = re.compile(r"[-−(]?[0-9,]*\.[0-9]+\)?|[0-9,]{3,}")
_FIELDS = frozenset({"unit", "organisation", "year", "number", "as_of_date"})


class ContentsEntry(NamedTuple):
    """An entry of the contents list: its title as printed and the page it names, if any."""

    title: str
    page: int | None
    place: Place


class Captioned(NamedTuple):
    """The tables of a document with their captions, and what is left, in its order."""

    grids: tuple[CaptionedGrid, ...]
    prose: tuple[Paragraph, ...]
    contents: tuple[ContentsEntry, ...]
    contents_titles: tuple[Part, ...] = ()  # 某某局2024年部门预算目录


def caption(document: Document) -> Captioned:
    """Captions of the grids of a stitched ``document``; nothing raises.

    Each line is part of one caption or note, of the prose, or of the contents list.
    """
    blocks = blocks_of(document)
    grids: list[CaptionedGrid] = []
    used: set[int] = set()
    sheets: set[str] = set()
    for index, block in enumerate(blocks):
        if not isinstance(block, Grid):
            continue
        sheet = block.place.sheet if isinstance(block.place, SheetPlace) else ""
        above = Above(block, first_of_sheet=sheet not in sheets)
        sheets.add(sheet)
        used |= above.read(blocks, index, used)
        above.read_rows()
        notes, last_row = note_rows(block, above.first_row)
        below, taken = _notes_below(blocks, index, _is_empty(block, above.first_row))
        used |= taken
        grids.append(
            CaptionedGrid(len(grids) + 1, block, above.caption(), (*notes, *below), last_row)
        )
    prose = tuple(
        block
        for index, block in enumerate(blocks)
        if isinstance(block, Paragraph) and index not in used
    )
    titles = tuple(
        Part(block.text.strip(), block.place)
        for block in blocks
        if isinstance(block, Line) and _CONTENTS_TITLE.fullmatch(compact(block.text))
    )
    return Captioned(tuple(grids), prose, _contents(blocks), titles)


def blocks_of(document: Document) -> tuple[Block, ...]:
    """The blocks of a stitched document as captions are looked for among them."""
    return tuple(_without_ruled_captions(document.blocks))


def _without_ruled_captions(blocks: Sequence[Block]) -> Iterator[Block]:
    """``blocks`` with a row of cells that only says unit, organisation or year as lines.

    A text prints them so, apart from the table below by a blank line.
    """
    followed: list[Block | None] = [None] * len(blocks)
    below: Block | None = None
    for index in range(len(blocks) - 1, -1, -1):
        followed[index] = below
        if not isinstance(blocks[index], Furniture):
            below = blocks[index]
    for block, below in zip(blocks, followed, strict=True):
        if isinstance(block, Grid) and isinstance(below, Grid) and _says_fields_only(block):
            for row in block.rows():
                parts = tuple(Part(cell.text, cell.place) for cell in row if cell.text.strip())
                yield Paragraph((Line(" ".join(p.text for p in parts), parts[0].place, parts),))
        else:
            yield block


def _says_fields_only(grid: Grid) -> bool:
    if grid.row_count > _MOST_CAPTION_ROWS:
        return False
    for row in grid.rows():
        parts = [Part(cell.text, cell.place) for cell in row if cell.text.strip()]
        whole = [Part(" ".join(part.text for part in parts), parts[0].place)] if parts else []
        kinds = {piece.kind for part in parts for piece in pieces_of(part)}
        if kinds - _FIELDS:  # a code and its name, set apart by a tab
            kinds = {piece.kind for part in whole for piece in pieces_of(part)}
        if not kinds or kinds - _FIELDS:
            return False
    return True


def _contents(blocks: Sequence[Block]) -> tuple[ContentsEntry, ...]:
    entries: list[ContentsEntry] = []
    for block in blocks:
        if not isinstance(block, Line) or _CONTENTS.fullmatch(compact(block.text)):
            continue
        if is_note(block.text) or page_labels().marked.match(compact(block.text)):
            continue  # 注：以上空表表示本部门无相关收支情况; 公开时间：2025年9月1日
        found = entry(block.text) or (block.text.strip(), None)
        entries.append(ContentsEntry(*found, block.place))
    return tuple(entries)


def _is_empty(grid: Grid, first: int) -> bool:
    """Whether nothing below the head is a figure."""
    return not any(
        _FIGURE.fullmatch(compact(text))
        for cell in grid.cells[(first + 1) * grid.column_count :]
        if (text := cell.text)
    )


_NONE = frozenset({"无", "没有", "无此项", "无数据"})  # alone below an empty table


def _notes_below(
    blocks: Sequence[Block], index: int, empty: bool
) -> tuple[tuple[Part, ...], set[int]]:
    """The notes right below a table, and the indices of their blocks."""
    notes: list[Part] = []
    taken: set[int] = set()
    last: Line | None = None
    for after in range(index + 1, len(blocks)):
        block = blocks[after]
        if isinstance(block, Furniture):
            continue
        if not isinstance(block, Paragraph):
            break
        note = is_note(block.text)
        says = not notes and says_empty(block.text) and (empty or "表" in block.text)
        says = says or (empty and not notes and compact(block.text).strip("()。.") in _NONE)
        more = last is not None and _goes_on(last, block.lines[0], notes)
        if not (note or says or more):
            break
        notes.extend(Part(line.text, line.place) for line in block.lines)
        taken.add(after)
        last = block.lines[-1]
    return tuple(notes), taken


def _goes_on(last: Line, line: Line, notes: Sequence[Part]) -> bool:
    """Whether a line goes on with the note above it: its next item, or printed alike below it."""
    first = compact(notes[0].text)
    if re.match(r"\D{0,4}:?1[.、]", first) and re.match(r"[2-9][.、]", compact(line.text)):
        return True
    a, b = last.place, line.place
    if not (isinstance(a, PagePlace) and isinstance(b, PagePlace) and a.box and b.box):
        return False
    alike = abs(last.size - line.size) <= 0.5 and a.page == b.page
    near = 0 < b.box.y0 - a.box.y0 <= 2.2 * max(last.size, 1)
    return (
        alike and near and not is_numbered(line.text) and len(line.pieces) < 2 and ended(line.text)
    )


__all__ = ["Captioned", "ContentsEntry", "caption"]
