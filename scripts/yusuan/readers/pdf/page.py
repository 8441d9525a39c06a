"""One page: its glyphs into the cells of its grids, its lines, or what stays unread."""

from typing import Any, NamedTuple

from yusuan.evidence.model import (
    Block,
    Cell,
    Furniture,
    Grid,
    Ledger,
    Line,
    Page,
    Part,
    Unread,
    UnreadReason,
)
from yusuan.evidence.places import Box, PagePlace
from yusuan.readers.pdf import library
from yusuan.readers.pdf.contents import page_contents
from yusuan.readers.pdf.geometry import PageSpace, page_space
from yusuan.readers.pdf.glyphs import Glyph, page_glyphs
from yusuan.readers.pdf.grids import RuledGrid, ruled_grid
from yusuan.readers.pdf.lines import (
    VisualLine,
    box_of,
    cell_text,
    line_text,
    pieces,
    visual_lines,
)
from yusuan.readers.pdf.rulings import crossing_groups, merged


class PageRead(NamedTuple):
    page: Page
    blocks: tuple[Block, ...]
    unread: tuple[Unread, ...]
    ledger: Ledger


def read_page(page: Any, number: int) -> PageRead:
    """A page of pypdfium2 as blocks in reading order.

    Raises contents.TooMuchError for a page that draws more than any table could.
    """
    space = page_space(page.get_rotation() // 90, page.get_bbox())
    text_page = page.get_textpage()
    try:
        contents = page_contents(library.address_of(page), space.matrix)
        glyphs = page_glyphs(library.address_of(text_page), space, contents.in_forms)
    finally:
        text_page.close()
    if glyphs.space.turn:
        contents = page_contents(library.address_of(page), glyphs.space.matrix)
    groups, _ = crossing_groups(merged(contents.horizontal), merged(contents.vertical))
    grids = [grid for grid in map(ruled_grid, groups) if grid is not None]
    return _Arranged(number, glyphs.space, grids).read(glyphs.seen, glyphs.hidden)


class _Arranged:
    """A page being put together; all places it gives are those of the page as shown."""

    def __init__(self, number: int, space: PageSpace, grids: list[RuledGrid]) -> None:
        self._number = number
        self._space = space
        # A table inside a frame: the glyph belongs to the smaller of the two.
        self._grids = sorted(grids, key=lambda grid: grid.area)

    def read(self, seen: list[Glyph], hidden: list[tuple[Glyph, UnreadReason]]) -> PageRead:
        cells: list[dict[int, list[Glyph]]] = [{} for _ in self._grids]
        others: list[Glyph] = []
        slanted: list[Glyph] = []
        for glyph in seen:
            if glyph.quarter is None:
                slanted.append(glyph)
                continue
            x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
            for grid, texts in zip(self._grids, cells, strict=True):
                region = grid.region_at(x, y)
                if region is not None:
                    texts.setdefault(region, []).append(glyph)
                    break
            else:
                others.append(glyph)
        placed: list[tuple[float, float, Block]] = []
        in_cells = 0
        for grid, texts in zip(self._grids, cells, strict=True):
            inked = sum(_inked(part) for part in texts.values())
            in_cells += inked
            placed.append((grid.ys[0], grid.xs[0], self._grid(grid, texts)))
        in_lines = _inked(others) + _inked(slanted)
        placed.extend(
            (box_of(line).y0, box_of(line).x0, self._line(line))
            for line in visual_lines(others)
            if _inked(line)
        )
        if _inked(slanted):
            placed.append((self._space.height, 0.0, self._watermark(slanted)))
        placed.sort(key=lambda item: item[:2])
        unread = self._unread(hidden)
        missing = _inked([glyph for glyph, _ in hidden])
        width, height = self._space.shown_size
        page = Page(
            self._number,
            round(width, 1),
            round(height, 1),
            self._space.rotation,
            kind="text" if in_cells or in_lines else "empty",
        )
        ledger = Ledger(in_cells + in_lines + missing, in_cells, in_lines, missing)
        return PageRead(page, tuple(block for *_, block in placed), unread, ledger)

    def _place(self, box: Box) -> PagePlace:
        return PagePlace(self._number, self._space.shown(box))

    def _grid(self, grid: RuledGrid, texts: dict[int, list[Glyph]]) -> Grid:
        places = [self._place(region.box) for region in grid.regions]
        cells: list[Cell] = []
        for position, owner in enumerate(grid.owners):
            row, column = divmod(position, grid.column_count)
            region, place = grid.regions[owner], places[owner]
            if (row, column) != (region.row, region.column):
                anchor = (region.row, region.column)
                cells.append(Cell(row, column, (Part("", place),), kind="covered", anchor=anchor))
                continue
            text = cell_text(visual_lines(texts.get(owner, ())), region.box.x1 - region.box.x0)
            cells.append(
                Cell(
                    row,
                    column,
                    (Part(text, place),),
                    region.row_span,
                    region.column_span,
                    "printed" if text else "blank",
                )
            )
        return Grid(
            grid.row_count,
            grid.column_count,
            tuple(cells),
            (self._place(grid.box),),
            column_edges=tuple(round(x * 10) / 10 for x in grid.xs),
        )

    def _line(self, line: VisualLine) -> Line:
        box = box_of(line)
        parts = pieces(line)
        width = self._space.width or 1.0
        return Line(
            line_text(line),
            self._place(box),
            tuple(Part(line_text(part), self._place(box_of(part))) for part in parts),
            size=round(max(glyph.size for glyph in line) * 10) / 10,
            indent=round(box.x0 / width, 3),
            width=round((box.x1 - box.x0) / width, 3),
        )

    def _watermark(self, glyphs: list[Glyph]) -> Furniture:
        text = "".join(glyph.text for glyph in glyphs).strip()
        return Furniture("watermark", (Line(text, self._place(box_of(glyphs))),))

    def _unread(self, hidden: list[tuple[Glyph, UnreadReason]]) -> tuple[Unread, ...]:
        """Hidden text line by line, with the reason."""
        reasons: dict[UnreadReason, list[Glyph]] = {}
        for glyph, reason in hidden:
            reasons.setdefault(reason, []).append(glyph)
        return tuple(
            Unread(line_text(line), self._place(box_of(line)), reason)
            for reason, glyphs in reasons.items()
            for line in visual_lines(glyphs)
            if _inked(line)
        )


def _inked(glyphs: "list[Glyph] | tuple[Glyph, ...]") -> int:
    return sum(not glyph.is_space for glyph in glyphs)
