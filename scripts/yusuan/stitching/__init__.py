"""Stitching: ``Document`` -> ``Document``; what pages cut is one again, what they repeat is apart.

A table over several pages becomes one grid (heads folded, cut rows rejoined, columns that a page
had no room for beside the others), prose cut by a page becomes one paragraph, page numbers and
running heads become furniture. Knows no format, no budget.
"""

from dataclasses import replace

from yusuan.evidence.model import Document, Grid
from yusuan.stitching.blanks import with_blanks
from yusuan.stitching.contents import contents_lines
from yusuan.stitching.furniture import set_apart
from yusuan.stitching.printed_lines import with_lines_open
from yusuan.stitching.prose import join_prose
from yusuan.stitching.right_halves import right_halves_apart
from yusuan.stitching.slivers import without_slivers
from yusuan.stitching.spreads import join_spreads
from yusuan.stitching.stacked import part_stacked
from yusuan.stitching.tables import join_tables
from yusuan.stitching.titles_beside import titles_beside
from yusuan.stitching.unmerged import with_spans_unknown
from yusuan.stitching.upright import placed, set_upright

__all__ = ["stitch"]


def stitch(document: Document) -> Document:
    """``document`` with its tables and paragraphs whole and page furniture set apart.

    Every text of it is again in exactly one line, cell or piece of furniture; nothing is added.
    Lines become paragraphs, those of a contents list stay lines. Deterministic.
    What was kept of a document as tables only is stitched.
    """
    if document.tables_only is not None:
        return document
    upright, shown = set_upright(document)
    parted = part_stacked(upright.blocks)  # each has boundaries of its own
    drawn = (without_slivers(it) if isinstance(it, Grid) else it for it in parted)
    widths = {page.number: page.width for page in upright.pages if page.width}
    sizes = {page.number: (page.width, page.height) for page in upright.pages}
    spreads, apart = join_spreads(set_apart(replace(upright, blocks=tuple(drawn))), sizes)
    halves = right_halves_apart(spreads, widths, apart)
    blocks = join_tables(part_stacked(titles_beside(halves.blocks)), halves.apart)
    blocks = tuple(map(with_spans_unknown, blocks))
    fixed = contents_lines(blocks)
    prose = join_prose(with_lines_open(blocks, fixed), fixed, widths)
    if upright is not document:
        prose = tuple(placed(block, shown) for block in prose)
    return replace(document, blocks=with_blanks(prose, document.lines))
