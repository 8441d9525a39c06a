"""One page: its glyphs into the cells of its grids, its lines, or what stays unread."""

from collections.abc import Iterable, Sequence
from statistics import median_low
from typing import Any, NamedTuple

from yusuan.errors import YusuanError
from yusuan.evidence.model import Block, Ledger, Page, PageKind, Unread
from yusuan.evidence.places import Box
from yusuan.readers.pdf import library
from yusuan.readers.pdf.beside import with_columns_beside
from yusuan.readers.pdf.blocks import Builder
from yusuan.readers.pdf.contents import Contents, page_contents
from yusuan.readers.pdf.dividing import divided
from yusuan.readers.pdf.drawn_characters import with_drawn_rules
from yusuan.readers.pdf.filling import FilledGrid, filled
from yusuan.readers.pdf.geometry import PageSpace, page_space
from yusuan.readers.pdf.glyphs import SPACES, Glyph, Glyphs, page_glyphs
from yusuan.readers.pdf.grids import ruled_grid, side_by_side
from yusuan.readers.pdf.halves import Halved, halved, halves
from yusuan.readers.pdf.kinds import Trust, covered_area, page_kind
from yusuan.readers.pdf.lines import box_of, visual_lines
from yusuan.readers.pdf.outlines import without_letters
from yusuan.readers.pdf.raising import on_the_line
from yusuan.readers.pdf.recognition import Recogniser, recognised
from yusuan.readers.pdf.rulings import crossing_groups, merged, snap_of
from yusuan.readers.pdf.shades import rules_of
from yusuan.readers.pdf.striking import struck_out
from yusuan.readers.pdf.unruled import Table, Unruled, unruled_grids
from yusuan.readers.pdf.unruled.across import with_rules_across
from yusuan.readers.pdf.unruled.continuing import texts_of
from yusuan.readers.pdf.unruled.headed import with_bodies
from yusuan.readers.pdf.watermarks import parted

_UNREAD_PICTURE = 0.05  # share of a page of text that a picture covers to be named


_COVERED = 0.85  # share of a page under a picture


class PageRead(NamedTuple):
    """``last`` is the last table without rules, which the next page may go on with.

    ``continues``: the page goes on with that of the page before. ``halved``: whether it is a sheet
    of two pages, or may be one.
    """

    page: Page
    blocks: tuple[Block, ...]
    unread: tuple[Unread, ...]
    ledger: Ledger
    last: Table | None = None
    continues: bool = False
    halved: Halved = "no"


def read_page(
    page: Any,
    number: int,
    *,
    trust: Trust = "full",
    before: Table | None = None,
    goes_on: bool = False,
    of_two: bool = False,
) -> PageRead:
    """A page of pypdfium2 as blocks in reading order.

    ``trust``: how far the text layers of its document are what is printed, see ``page_kind``.
    ``before``: the last table without rules of the page before; ``goes_on``: that of this page
    goes on on the next one. ``of_two``: other sheets of its document hold two pages each.
    Raises contents.TooMuchError for a page that draws more than any table could.
    """
    glyphs, contents = drawn(page)
    space = glyphs.space
    area = space.width * space.height
    if covered_area(contents.over_texts) >= _COVERED * area > 0:
        # A scan painted over the text that was recognised in it: the picture is what is printed.
        glyphs.hidden.extend((glyph, "invisible") for glyph in glyphs.seen)
        glyphs.seen.clear()
    drawn_by = contents.images, contents.outlines, area
    kind = page_kind(glyphs.seen, *drawn_by, trust=trust)
    if kind == "garbled":
        glyphs.hidden.extend((glyph, "garbled") for glyph in glyphs.seen)
        glyphs.seen.clear()
    seen, across, down = with_drawn_rules(on_the_line(glyphs.seen))
    contents.horizontal += across
    contents.vertical += down
    seen, contents.horizontal[:] = struck_out(seen, contents.horizontal)
    contents = without_letters(contents, seen)
    as_two = halved(seen, contents, (space.width, space.height))
    pages = 2 if as_two == "yes" or (as_two != "no" and of_two) else 1
    if pages == 2:
        parts = [tables_of(*half) for half in halves(seen, contents, space.width)]
    else:
        parts = [tables_of(seen, contents, before, goes_on=goes_on)]
    tables, _ = parts[-1]
    builder = Builder(number, space, across=pages)
    blocks, ledger = _arranged(builder, space, seen, parts)
    missing = _inked(glyph for glyph, _ in glyphs.hidden)
    unread = builder.unread(glyphs.hidden)
    if kind == "text":
        pictures = [box for box in contents.images if _is_unread(box, glyphs.seen, area)]
        unread += tuple(Unread("", builder.place(box), "picture") for box in pictures)
    return PageRead(
        _page(number, space, kind, pages),
        blocks if kind != "garbled" else (),
        unread,
        ledger._replace(total=ledger.total + missing, unread=missing),
        tables.last if pages == 1 else None,
        tables.continues,
        as_two,
    )


def recognise_page(page: Any, number: int, recogniser: Recogniser) -> PageRead:
    """A page that is a picture, recognised: its grids and lines carry the mark ``ocr``."""
    glyphs, contents, space = recognised(page, recogniser)
    builder = Builder(number, space, frozenset(("ocr",)))
    blocks, ledger = _arranged(builder, space, glyphs, [tables_of(glyphs, contents)])
    return PageRead(_page(number, space, "recognised"), blocks, (), ledger)


def _page(number: int, space: PageSpace, kind: PageKind, across: int = 1) -> Page:
    width, height = space.shown_size
    size = round(width, 1), round(height, 1)
    return Page(number, *size, space.rotation, kind, turn=space.turn, across=across)


def _arranged(
    builder: Builder,
    space: PageSpace,
    glyphs: list[Glyph],
    parts: Sequence[tuple[Unruled, list[Glyph]]],
) -> tuple[tuple[Block, ...], Ledger]:
    """What the glyphs are on the page, from top to bottom, and how many are in what.

    ``parts`` are the tables, lines and watermarks of each page that is printed on it.
    """
    placed: list[tuple[int, float, float, Block]] = []
    in_cells = in_lines = 0
    for part, (tables, marks) in enumerate(parts):
        for grid in tables.grids:
            placed.append((part, grid.grid.ys[0], grid.grid.xs[0], builder.grid(grid)))
            in_cells += _inked(grid.glyphs)
        for line in tables.lines:
            box = box_of(line)
            placed.append((part, box.y0, box.x0, builder.line(line)))
            in_lines += _inked(line)
        if inked := _inked(marks):
            placed.append((part, space.height, 0.0, builder.watermark(marks)))
            in_lines += inked
    placed.sort(key=lambda item: item[:3])
    ledger = Ledger(total=_inked(glyphs), in_cells=in_cells, in_lines=in_lines)
    return tuple(block for *_, block in placed), ledger


def drawn(page: Any) -> tuple[Glyphs, Contents]:
    """Glyphs and all else that a page draws, upright and straight."""
    space = page_space(page.get_rotation() // 90, page.get_bbox())
    glyphs, contents = _drawn_in(page, space)
    if glyphs.skew:
        return _drawn_in(page, space.straightened(glyphs.skew))
    return glyphs, contents


def _drawn_in(page: Any, space: PageSpace) -> tuple[Glyphs, Contents]:
    address = library.address_of(page)
    contents = page_contents(address, space.matrix)
    text_page = _text_page(page)
    try:
        glyphs = page_glyphs(
            library.address_of(text_page), space, contents.in_forms, contents.backgrounds
        )
    finally:
        text_page.close()
    if glyphs.space.turn:
        contents = page_contents(address, glyphs.space.matrix)
    return glyphs, contents


def _text_page(page: Any) -> Any:
    from pypdfium2 import PdfiumError

    try:
        return page.get_textpage()
    except PdfiumError:
        raise YusuanError("PDF 有一页的文字无法读出", hint="请重新下载原文件") from None


def tables_of(
    seen: list[Glyph], contents: Contents, before: Table | None = None, *, goes_on: bool = False
) -> tuple[Unruled, list[Glyph]]:
    """The page's tables with their glyphs, its lines, and the glyphs of its watermarks."""
    letter = median_low([glyph.size for glyph in seen if glyph.quarter is not None] or [0.0])
    contents = without_letters(contents, seen)
    straight, marks = parted(seen, contents.horizontal, letter)
    snap = snap_of(letter)
    across, down = rules_of(contents.backgrounds, contents.vertical)
    groups = crossing_groups(
        merged((*contents.horizontal, *across), snap), merged((*contents.vertical, *down), snap)
    )
    ruled = side_by_side([grid for grid in map(ruled_grid, groups) if grid is not None])
    grids, others = with_columns_beside(*filled(ruled, straight))
    unruled = {rule.at for rule in across}
    grids = [divided(grid, unruled) for grid in grids]
    lines = [line for line in visual_lines(others) if _inked(line)]
    headed = with_bodies(grids, lines, unruled)
    lone = [rule for group in groups if not group.vertical for rule in group.horizontal]
    framed = with_rules_across(headed.lines, lone, before, goes_on=goes_on)
    ready = [*headed.grids, *framed.grids]
    found = unruled_grids(framed.lines, [it.grid.box for it in ready], before, goes_on=goes_on)
    last = found.last
    if framed.last and not (last and _lowest(found.grids) > _lowest(framed.grids)):
        last = framed.last._replace(others=texts_of(found.lines))
    grids, goes = [*ready, *found.grids], found.continues or framed.continues
    return found._replace(grids=grids, last=last or headed.last, continues=goes), marks


def _lowest(grids: Sequence[FilledGrid]) -> float:
    return max(filled.grid.ys[-1] for filled in grids)


def _is_unread(picture: Box, glyphs: list[Glyph], area: float) -> bool:
    """A picture large enough to hold a table, and no background of text."""
    if (picture.x1 - picture.x0) * (picture.y1 - picture.y0) < _UNREAD_PICTURE * area:
        return False
    return not any(
        picture.x0 <= glyph.x0 <= picture.x1 and picture.y0 <= glyph.baseline <= picture.y1
        for glyph in glyphs
        if not glyph.is_space
    )


def _inked(glyphs: Iterable[Glyph]) -> int:
    return sum(glyph.text not in SPACES for glyph in glyphs)
