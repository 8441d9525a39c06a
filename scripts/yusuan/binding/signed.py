"""Who made a document and whom to ask (单位负责人, 联系电话), set in cells: no facts of a statement."""

from yusuan.binding.model import CaptionedGrid
from yusuan.binding.performance.labels import is_signature
from yusuan.evidence.model import Cell
from yusuan.printed.numbers import has_decimals

_FEWEST = 2


def is_signed(captioned: CaptionedGrid) -> bool:
    """Whether each row is of signatures alone: «编制人：», or that and what is written beside it."""
    seen = 0
    for row in captioned.grid.rows():
        printed = [cell for cell in row if cell.kind == "printed"]
        if not printed:
            continue
        signed = [is_signature(cell.text) for cell in printed]
        if any(has_decimals(cell.text) for cell in printed):
            return False
        for at in range(len(printed)):
            if not signed[at] and not (at and signed[at - 1] and _is_bare(printed[at - 1])):
                return False
        seen += sum(signed)
    return seen >= _FEWEST


def _is_bare(label: Cell) -> bool:
    """Whether what a label asks for is not in its own cell."""
    return not label.text.replace(":", "：").partition("：")[2].strip()
