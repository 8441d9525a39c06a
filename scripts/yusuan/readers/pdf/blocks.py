"""Grids and lines of an upright page as evidence, placed on the page as shown."""

from collections.abc import Iterable, Iterator, Sequence

from yusuan.evidence.model import (
    Cell,
    Furniture,
    Grid,
    Line,
    Mark,
    OpenCell,
    Part,
    Side,
    Unread,
    UnreadReason,
)
from yusuan.evidence.places import Box, PagePlace
from yusuan.printed.characters import CANNOT_SAY
from yusuan.readers.pdf.filling import FilledGrid
from yusuan.readers.pdf.geometry import PageSpace
from yusuan.readers.pdf.glyphs import DIGITS, MARGIN, Glyph
from yusuan.readers.pdf.lines import (
    VisualLine,
    box_of,
    line_text,
    pieces,
    visual_lines,
)


class Builder:
    """Makes the evidence of the page ``number``; ``marks`` are those of every cell.

    ``across``: how many pages are printed side by side on it.
    """

    def __init__(
        self,
        number: int,
        space: PageSpace,
        marks: frozenset[Mark] = frozenset(),
        across: int = 1,
    ) -> None:
        self._number = number
        self._space = space
        self._marks = marks
        self._width = space.width / across or 1.0

    def place(self, box: Box) -> PagePlace:
        return PagePlace(self._number, self._space.shown(box))

    def grid(self, filled: FilledGrid) -> Grid:
        grid = filled.grid
        places = [self.place(region.box) for region in grid.regions]
        cells: list[Cell] = []
        for position, owner in enumerate(grid.owners):
            row, column = divmod(position, grid.column_count)
            region, place = grid.regions[owner], places[owner]
            if (row, column) != (region.row, region.column):
                anchor = (region.row, region.column)
                cells.append(Cell(row, column, (Part("", place),), kind="covered", anchor=anchor))
                continue
            if row in grid.open_right and region.column + region.column_span == grid.column_count:
                _say_what_is_sure(filled.texts.get(owner, []), grid.box.x1)
            text = filled.text(owner)
            cells.append(
                Cell(
                    row,
                    column,
                    (Part(text, place),),
                    region.row_span,
                    region.column_span,
                    "printed" if text else "blank",
                    marks=self._marks if text else frozenset(),
                )
            )
        return Grid(
            grid.row_count,
            grid.column_count,
            tuple(cells),
            (self.place(grid.box),),
            spans_known=filled.spans_known,
            column_edges=tuple(round(x * 10) / 10 for x in grid.xs),
            marks=self._marks,
            open_cells=tuple(self._open_cells(filled)),
        )

    def _open_cells(self, filled: FilledGrid) -> Iterator[OpenCell]:
        """The cells that go on over a side of their table, each in the first row of it."""
        grid = filled.grid
        sides: tuple[tuple[Side, int, frozenset[int]], ...] = (
            ("left", 0, grid.open_left),
            ("right", grid.column_count - 1, grid.open_right),
        )
        for side, column, rows in sides:
            for row in sorted(rows):
                owner = grid.owners[row * grid.column_count + column]
                region = grid.regions[owner]
                if row == region.row and rows.issuperset(range(row, row + region.row_span)):
                    lines = visual_lines(filled.texts.get(owner, ()))
                    parts = [Part(line_text(line), self.place(box_of(line))) for line in lines]
                    yield OpenCell(row, region.column, side, tuple(it for it in parts if it.text))

    def line(self, line: VisualLine) -> Line:
        box = box_of(line)
        width = self._width
        whole = Part(line_text(line), self.place(box))
        parts = pieces(line)
        return Line(
            whole.text,
            whole.place,
            (whole,)
            if len(parts) == 1
            else tuple(Part(line_text(part), self.place(box_of(part))) for part in parts),
            size=round(max(glyph.size for glyph in line) * 10) / 10,
            indent=round(box.x0 % width / width, 3),
            width=round((box.x1 - box.x0) / width, 3),
            marks=self._marks,
        )

    def watermark(self, glyphs: Sequence[Glyph]) -> Furniture:
        """Text printed across the page, in the order of the text layer."""
        text = "".join(glyph.text for glyph in glyphs).strip()
        return Furniture("watermark", (Line(text, self.place(box_of(glyphs))),))

    def unread(self, hidden: Iterable[tuple[Glyph, UnreadReason]]) -> tuple[Unread, ...]:
        """Text set aside, line by line, with the reason."""
        reasons: dict[UnreadReason, list[Glyph]] = {}
        for glyph, reason in hidden:
            if not glyph.is_space:
                reasons.setdefault(reason, []).append(glyph)
        return tuple(
            Unread(line_text(line), self.place(box_of(line)), reason)
            for reason, glyphs in reasons.items()
            for line in visual_lines(glyphs)
        )


def _say_what_is_sure(glyphs: list[Glyph], edge: float) -> None:
    """Digits that end where their table ends, without a rule there: the page may cut it.

    Nobody knows whether more of the number is behind; printers to PDF leave that out.
    """
    for index, glyph in enumerate(glyphs):
        if glyph.text in DIGITS and abs(glyph.x1 - edge) <= MARGIN * glyph.size:
            glyphs[index] = glyph._replace(text=CANNOT_SAY)
