"""The ledger's unit: characters that are not white space, counted alike for every format."""

from collections.abc import Iterable

from yusuan.evidence.model import Block, Furniture, Grid, Ledger, Line, Paragraph, Unread


def printed_characters(text: str) -> int:
    """How many characters of ``text`` are not white space."""
    return sum(map(len, text.split()))


def ledger_of(total: int, blocks: Iterable[Block], unread: Iterable[Unread]) -> Ledger:
    """The ledger of a document; ``total`` was counted in the source, apart from ``blocks``."""
    in_cells = in_lines = 0
    for block in blocks:
        if isinstance(block, Grid):
            in_cells += sum(
                printed_characters(part.text) for cell in block.cells for part in cell.parts
            )
        else:
            in_lines += sum(printed_characters(line.text) for line in _lines(block))
    return Ledger(total, in_cells, in_lines, sum(printed_characters(it.text) for it in unread))


def whole_ledger(blocks: Iterable[Block]) -> Ledger:
    """The ledger of a document that is nothing but its blocks."""
    counted = ledger_of(0, blocks, ())
    return counted._replace(total=counted.in_cells + counted.in_lines)


def _lines(block: Line | Paragraph | Furniture) -> tuple[Line, ...]:
    return (block,) if isinstance(block, Line) else block.lines
