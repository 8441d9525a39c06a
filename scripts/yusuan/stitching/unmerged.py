"""Tables whose merged cells were lost on their way into the file.

Who copies a table into a sheet or a page of the web, or writes it from plain text, leaves the text
of a merged cell in its first cell and blanks behind it. A head of several rows then prints blanks
where another row prints a label, and none of its cells is over two columns: what its blanks belong
to is not known, as in a text. Some programs print the text again in every cell that was merged: a head
that says 本年收入 over 小计 and once more over 事业收入 beside it.
"""

from dataclasses import replace
from itertools import pairwise

from yusuan.evidence.model import Block, Cell, Grid
from yusuan.stitching.rows import row_texts
from yusuan.stitching.wording import is_amount

_MOST_ROWS = 12  # above the first figure: a title, a unit, the head


def with_spans_unknown(block: Block) -> Block:
    """``block``; where it is a table that lost its merged cells, one whose spans are not known."""
    if not isinstance(block, Grid) or not block.spans_known or not _lost_its_merges(block):
        return block
    return replace(block, spans_known=False)


def _lost_its_merges(grid: Grid) -> bool:
    head: list[tuple[Cell, ...]] = []
    for row in list(grid.rows())[:_MOST_ROWS]:
        if any(is_amount(cell.text) for cell in row if cell.text):
            break
        if row[0].column_span == grid.column_count > 1:
            continue  # a title, or a label over all: merged by hand where nothing else is
        texts = row_texts(row)
        if texts and all(":" in text for text in texts):
            continue  # department and unit on one line, over columns whose labels stand below
        if any(cell.column_span > 1 for cell in row):  # a page may cut a cell in two rows
            return False
        head.append(row)
    return any(_goes_on_below(*each) or _says_again(*each) for each in pairwise(head))


def _goes_on_below(upper: tuple[Cell, ...], lower: tuple[Cell, ...]) -> bool:
    """Whether a label stands below the blank beside another label."""
    printed = [cell.column for cell in upper if cell.text.strip()]
    return len(printed) > 1 and any(
        cell.text.strip() and not upper[cell.column].text.strip() and cell.column > printed[0]
        for cell in lower
    )


def _says_again(upper: tuple[Cell, ...], lower: tuple[Cell, ...]) -> bool:
    """Whether a label stands twice side by side, over two labels that differ."""
    return any(
        left.text.strip() == right.text.strip() != ""
        and "" != lower[left.column].text.strip() != lower[right.column].text.strip() != ""
        for left, right in pairwise(upper)
    )
