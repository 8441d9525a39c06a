"""Blanks where a page of a text cut a cell or a paragraph: readers strip them, the halves need them.

Only beside a figure or a Latin word does a blank part two things (``≥29`` ``13 %``); between
Chinese characters it is an indent or fills a line.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from yusuan.evidence.model import Block, Cell, Grid, Paragraph
from yusuan.evidence.places import LinePlace, Place


def with_blanks(blocks: Iterable[Block], lines: Sequence[str]) -> tuple[Block, ...]:
    """``blocks`` with the single blanks that ``lines``, those of the text, have at the cuts.

    Another format has no ``lines`` and stays as it is.
    """
    if not lines:
        return tuple(blocks)
    return tuple(_mended(block, lines) for block in blocks)


def _mended(block: Block, lines: Sequence[str]) -> Block:
    if isinstance(block, Paragraph) and len(block.lines) > 1:
        texts = _texts([(line.text, line.place) for line in block.lines], lines)
        mended = (
            line if line.text == text else replace(line, text=text)
            for line, text in zip(block.lines, texts, strict=True)
        )
        return Paragraph(tuple(mended))
    if isinstance(block, Grid) and any(len(cell.parts) > 1 for cell in block.cells):
        cells = (_cell(cell, lines) if len(cell.parts) > 1 else cell for cell in block.cells)
        return replace(block, cells=tuple(cells))
    return block


def _cell(cell: Cell, lines: Sequence[str]) -> Cell:
    texts = _texts([(part.text, part.place) for part in cell.parts], lines)
    parts = (part._replace(text=text) for part, text in zip(cell.parts, texts, strict=True))
    return replace(cell, parts=tuple(parts))


def _texts(pieces: Sequence[tuple[str, Place]], lines: Sequence[str]) -> list[str]:
    texts = [text for text, _ in pieces]
    for at in range(len(pieces) - 1):
        before, after = texts[at], texts[at + 1]
        if not before or not after or not (_is_latin(before[-1]) or _is_latin(after[0])):
            continue
        if _raw(pieces[at][1], lines).endswith(before + " "):
            texts[at] = before + " "
        elif _raw(pieces[at + 1][1], lines).startswith(" " + after):
            texts[at + 1] = " " + after
    return texts


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _raw(place: Place, lines: Sequence[str]) -> str:
    """The cell or line at ``place`` as the text has it."""
    if not isinstance(place, LinePlace) or place.line > len(lines):
        return ""
    line = lines[place.line - 1]
    if place.cell is None:
        return line
    cells = line.split("\t")
    return cells[place.cell - 1] if place.cell <= len(cells) else ""
