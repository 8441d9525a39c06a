"""One measure over several disclosures, as bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.pages.charts.amounts import BLANK
from yusuan.pages.charts.bars import Bar, bars
from yusuan.pages.charts.picture import Entry, Picture


@dataclass(frozen=True, slots=True)
class Compared:
    """A bar: ``label`` names department and year, ``value`` is in the unit of the picture.

    ``shown`` is the figure as printed, without unit; ``link`` leads from the site's root to
    its row. ``value`` is None where the cell is blank.
    """

    label: str
    value: Decimal | None
    shown: str
    link: str


def comparison(
    rows: Sequence[Compared],
    title: str,
    unit: str,
    *,
    name: str = "comparison",
    resources: tuple[str, ...] = (),
) -> Picture | None:
    """``rows`` as bars in their order; None where no row has a value.

    ``name`` must be unique on the page; ``resources`` are those whose files hold the data.
    Negative values are named and have no bar.
    """
    if not any(row.value is not None for row in rows):
        return None
    shown = [f"{row.shown} {unit}" if row.value is not None else BLANK for row in rows]
    drawn = [
        Bar(
            row.label,
            figure,
            () if row.value is None else ((max(row.value, Decimal(0)), "solid"),),
        )
        for row, figure in zip(rows, shown, strict=True)
    ]
    return Picture(
        name=name,
        title=title,
        summary="",
        drawings=(bars(drawn),),
        entries=tuple(
            Entry(title, row.label, figure, row.link)
            for row, figure in zip(rows, shown, strict=True)
        ),
        resources=resources,
    )
