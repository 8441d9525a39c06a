"""Which tables of a document are kept, and which lines above them: labels and figures, no prose."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from yusuan.binding.bound import UNDERSTOOD
from yusuan.binding.captions import Captioned, blocks_of, caption
from yusuan.binding.heads import is_figure
from yusuan.binding.identity import Hint, StatementTables, identify
from yusuan.binding.model import CaptionedGrid
from yusuan.binding.notes import is_note, says_empty
from yusuan.binding.pieces import pieces_of
from yusuan.binding.statements import ReadGrid
from yusuan.conversion.interpreting import interpret
from yusuan.evidence.model import (
    Block,
    Document,
    Grid,
    Line,
    Paragraph,
    Part,
    TablesOnly,
    Told,
)
from yusuan.evidence.places import Place
from yusuan.facts.model import StatementKind
from yusuan.printed.text import compact
from yusuan.readers.counting import whole_ledger
from yusuan.stitching import stitch
from yusuan.stitching.wording import is_page_mark
from yusuan.tables import TABLE_BY_NAME

LONGEST_LABEL = 60
_SENTENCE = re.compile(r"[。！!？?；;]|(?:[，,](?![0-9]{3}).*){2}", re.DOTALL)
_FIELD_NAME = re.compile(r".{1,12}[:：]")


def is_prose(text: str) -> bool:
    """Whether a cell or a line says more than a label or a figure does."""
    return len(compact(text)) > LONGEST_LABEL or _SENTENCE.search(text) is not None


def keep_tables(document: Document, size: int, kind: StatementKind | None = None) -> Document:
    """The tables of figures in ``document``, stitched, with what stands above them.

    ``size`` is that of the original in bytes, ``kind`` what somebody wrote down of it.
    """
    stitched = stitch(document)
    captioned = caption(stitched)
    read = {
        grid.captioned.number: grid
        for reading in interpret([document], kind).readings
        for grid in reading.grids
    }
    kept = [grid for grid in captioned.grids if _is_kept(read.get(grid.number), grid)]
    numbers = {grid.number: number for number, grid in enumerate(kept, start=1)}
    above = _above(stitched, captioned)
    blocks: list[Block] = []
    for grid in kept:
        blocks.extend(above[grid.number])
        blocks.append(_without_notes(grid))
    told = identify(stitched, captioned, Hint(kind=kind)).statements
    return Document(
        document.format,
        document.sha256,
        tuple(blocks),
        pages=document.pages,
        ledger=whole_ledger(blocks),  # what the original holds besides is not counted
        title=document.title,
        tables_only=TablesOnly(
            size,
            tuple(_told(found, numbers) for found in told if numbers.keys() & {*found.grids}),
            tuple(_titles_of(grid for grid in captioned.grids if grid.number not in numbers)),
        ),
    )


def _is_kept(read: ReadGrid | None, captioned: CaptionedGrid) -> bool:
    """A table of figures, or one that no role claims but that holds labels and figures alone."""
    if read is None or read.unbound in ("performance", "hidden", *UNDERSTOOD):
        return False
    if read.table is not None and TABLE_BY_NAME[read.table.role].narrative:
        return False
    last = _last_row(captioned)
    texts = [cell.text for cell in captioned.grid.cells if cell.row <= last and cell.text.strip()]
    if any(map(is_prose, texts)):
        return False
    return read.table is not None or any(map(is_figure, texts))


def _last_row(captioned: CaptionedGrid) -> int:
    return captioned.last_row if captioned.last_row >= 0 else captioned.grid.row_count - 1


def _without_notes(captioned: CaptionedGrid) -> Grid:
    """The grid without the rows at its end that are notes."""
    grid, last = captioned.grid, _last_row(captioned)
    if last == grid.row_count - 1:
        return grid
    cells = (
        cell
        if cell.row + cell.row_span <= last + 1
        else replace(cell, row_span=last + 1 - cell.row)
        for cell in grid.cells
        if cell.row <= last
    )
    return replace(grid, row_count=last + 1, cells=tuple(cells))


def _above(document: Document, captioned: Captioned) -> Mapping[int, Sequence[Paragraph]]:
    """By the number of each grid the paragraphs above it that are its caption."""
    prose = {paragraph.place for paragraph in captioned.prose}
    notes = {note.place for grid in captioned.grids for note in grid.notes}
    grids = {id(grid.grid): grid.number for grid in captioned.grids}
    found: dict[int, Sequence[Paragraph]] = {}
    pending: list[Paragraph] = []
    for block in blocks_of(document):
        if isinstance(block, Grid):
            found[grids[id(block)]] = pending
            pending = []
        elif isinstance(block, Paragraph) and block.place not in prose | notes:
            pending.extend(_labels_of(block))
    return found


def _labels_of(paragraph: Paragraph) -> Iterator[Paragraph]:
    """A paragraph without the pieces that are no title, unit, number, year or organisation."""
    if is_note(paragraph.text) or says_empty(paragraph.text):
        return
    lines = [line for found in paragraph.lines if (line := _labels_in(found)) is not None]
    if lines and not is_prose("".join(line.text for line in lines)):
        yield Paragraph(tuple(lines))


def _labels_in(line: Line) -> Line | None:
    parts = [part for part in line.pieces if part.text.strip()] or [Part(line.text, line.place)]
    kept = [part for part in parts if _is_label(part)]
    if len(kept) == len(parts):
        return line
    if not kept:
        return None
    text = "\t".join(part.text for part in kept)
    return replace(line, text=text, place=kept[0].place, pieces=tuple(kept))


def _is_label(part: Part) -> bool:
    others = [piece for piece in pieces_of(part) if piece.kind == "other"]
    empty = all(_FIELD_NAME.fullmatch(compact(piece.part.text)) for piece in others)
    return empty and not is_page_mark(part.text)


def _told(found: StatementTables, numbers: Mapping[int, int]) -> Told:
    statement = found.statement
    return Told(
        tuple(numbers[number] for number in found.grids if number in numbers),
        statement.organisation_name,
        statement.organisation_code,
        statement.fiscal_year,
        statement.kind,
        statement.scope,
    )


def _titles_of(grids: Iterator[CaptionedGrid]) -> Iterator[Part]:
    """The titles of tables that are not kept; their place alone where a title says more."""
    for captioned in grids:
        title = next(iter(captioned.caption.titles[-1:]), None)
        place: Place = captioned.grid.place if title is None else title.place
        text = "" if title is None or is_prose(title.text) else title.text.strip()
        yield Part(text, place)
