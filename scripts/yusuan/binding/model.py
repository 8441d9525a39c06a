"""What binding hands on: captioned grids, and what each was taken for or why it was not.

``captions`` finds what stands above a grid and belongs to it; ``tables`` matches a captioned
grid with the roles of the layouts. Whatever is not understood keeps its text, place and reason.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

from yusuan.evidence.model import Grid, Part, UnreadReason
from yusuan.evidence.places import Place

LeftoverReason = (
    UnreadReason
    | Literal[
        "unbound_table",  # no layout claims the grid
        "unknown_column",  # the table is bound, this column is not
        "unknown_row",  # the row's label or code is not understood
        "merged",  # a figure over rows or columns of several names: whose it is is not told
        "not_a_figure",  # a cell in a column of figures that is no figure
        "unknown_unit",  # an amount whose unit is not printed or not known
        "hidden",  # a hidden row, column or sheet: evidence, never a fact
        "no_cached_value",  # a formula without a stored value
        "contradicts_sums",  # a layout's claim that the table's own sums refute
        "prose_amount",  # an amount in prose that could not be read with certainty
    ]
)
LEFTOVER_REASONS: tuple[str, ...] = tuple(
    dict.fromkeys(reason for each in get_args(LeftoverReason) for reason in get_args(each))
)


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands above a grid, or in its first rows, and says what the grid is.

    ``titles`` top to bottom as printed (a title printed twice is there twice); ``number`` such
    as 公开01表, 表1, 附表2-1; ``unit`` the printed unit without «单位：»; ``first_row`` the first
    row of the grid that is not caption (some print title and unit inside the frame).
    """

    titles: tuple[Part, ...] = ()
    number: Part | None = None
    unit: Part | None = None
    organisation: Part | None = None
    organisation_code: str | None = None
    fiscal_year: int | None = None
    fiscal_year_place: Place | None = None
    as_of_date: Part | None = None
    others: tuple[Part, ...] = ()
    first_row: int = 0


@dataclass(frozen=True, slots=True)
class CaptionedGrid:
    """A stitched grid with its caption and the notes printed below it (注：…).

    ``number`` is its 1-based place among the grids of its document.
    """

    number: int
    grid: Grid
    caption: Caption
    notes: tuple[Part, ...] = ()
    last_row: int = field(default=-1)  # the last row that is no note; -1: the grid's last


class Leftover(NamedTuple):
    """Printed text that is no fact, no label and no furniture: named, published, counted."""

    document: int  # 0-based place of the document in its disclosure
    grid: int | None  # CaptionedGrid.number
    row: int | None
    column: int | None
    text: str
    place: Place
    reason: LeftoverReason
