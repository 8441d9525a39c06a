"""How tests print what a reader found, so that a person can read it."""

from tests.paths import SAMPLES
from yusuan.evidence.model import Block, Document, Furniture, Grid, Line

__all__ = ["SAMPLES", "shown", "shown_grid", "unread"]


def shown_grid(grid: Grid) -> list[str]:
    """One string a row: ``|`` between cells, ``<`` covered from the left, ``^`` from above."""
    return [" | ".join(_shown(grid, row, column) for column in range(grid.column_count))
            for row in range(grid.row_count)]  # fmt: skip


def shown(document: Document) -> list[str]:
    """Every block on a line or, for a grid, on a line a row, with its place."""
    return [line for block in document.blocks for line in _shown_block(block)]


def unread(document: Document) -> list[tuple[str, str, str]]:
    return [(it.text, str(it.place), it.reason) for it in document.unread]


def _shown(grid: Grid, row: int, column: int) -> str:
    cell = grid.cell(row, column)
    if cell.anchor is not None:
        return "<" if cell.anchor[0] == row else "^"
    return cell.text.replace("\n", "⏎")


def _shown_block(block: Block) -> list[str]:
    if isinstance(block, Grid):
        return [f"[{block.place}]", *shown_grid(block)]
    if isinstance(block, Line):
        return [f"{block.place}: {'#' * block.heading}{block.text}"]
    kind = f"({block.kind}) " if isinstance(block, Furniture) else ""
    return [f"{line.place}: {kind}{line.text}" for line in block.lines]
