"""Files that call each printed line a paragraph: pages and Word files made out of a PDF.

Word and HTML say where a paragraph ends (``Line.ended``). Where that cuts most sentences at one
and the same length, it says where the printed line ended, and the paragraph goes on.
"""

from collections.abc import Sequence
from dataclasses import replace
from unicodedata import east_asian_width

from yusuan.evidence.model import Block, Line
from yusuan.stitching.wording import ended, is_numbered

_SHORTEST = 26  # of a printed line, in halves of an ideograph
_FEWEST = 6
_FULL = 0.8  # of the longest; figures and blanks are narrower than they count
_LONGEST_LIKE = 1.25  # times the usual full line
_CUT = 0.6  # of the full lines: a paragraph ends within a line in most of the others


def with_lines_open(blocks: Sequence[Block], fixed: frozenset[int]) -> tuple[Block, ...]:
    """``blocks`` in which full lines of print end no paragraph, where the file says they all do.

    ``fixed`` are the entries of contents lists, which stay as they are.
    """
    widths = {
        index: _width(block.text)
        for index, block in enumerate(blocks)
        if isinstance(block, Line) and block.ended and not block.heading and index not in fixed
    }
    long = sorted(width for width in widths.values() if width >= _SHORTEST)
    if len(long) < _FEWEST:
        return tuple(blocks)
    usual = long[len(long) * 3 // 4]
    if long[-1] > usual * _LONGEST_LIKE:
        return tuple(blocks)  # paragraphs, of all lengths
    full = {index for index, width in widths.items() if width >= usual * _FULL}
    cut = {index for index in full if _is_cut(blocks, index)}
    if len(cut) < max(_FEWEST, len(full) * _CUT):
        return tuple(blocks)
    return tuple(
        replace(block, ended=False) if isinstance(block, Line) and index in full else block
        for index, block in enumerate(blocks)
    )


def _is_cut(blocks: Sequence[Block], index: int) -> bool:
    """Whether the line at ``index`` ends within a sentence that the next one goes on with."""
    line = blocks[index]
    behind = blocks[index + 1] if index + 1 < len(blocks) else None
    return (
        isinstance(line, Line)
        and isinstance(behind, Line)
        and not ended(line.text)
        and not is_numbered(behind.text)
    )


def _width(text: str) -> int:
    """The width of ``text`` as printed, in halves of an ideograph."""
    return sum(2 if east_asian_width(letter) in "WFA" else 1 for letter in text.strip())
