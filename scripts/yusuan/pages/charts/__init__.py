"""Pictures of the figures, as static SVG made when the pages are written.

A picture is a plain function ``Disclosure -> Picture | None``: None where what it would show is
not published. To add one, write the function and name it in ``PICTURES``; a page puts
``pictures(disclosure, "<name>", ...)`` into its context and its template draws each with
``_picture.html.j2``. ``comparison`` is for values of several disclosures.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import unquote

from yusuan.pages.charts.breakdowns import economic, functions
from yusuan.pages.charts.comparison import Compared, comparison
from yusuan.pages.charts.flow import flow
from yusuan.pages.charts.picture import Disagreement, Picture
from yusuan.pages.charts.projects import projects
from yusuan.pages.charts.three_public import three_public
from yusuan.pages.marks import NO_MARKS, Marks, marks_of
from yusuan.pages.model import Disclosure
from yusuan.pages.told import Mark

__all__ = ["PICTURES", "TABLE_PICTURES", "Compared", "Picture", "comparison", "pictures"]

PICTURES: tuple[tuple[str, Callable[[Disclosure], Picture | None]], ...] = (
    ("flow", flow),
    ("functions", functions),
    ("economic", economic),
    ("three-public", three_public),
    ("projects", projects),
)

# What is drawn above a published table.
TABLE_PICTURES: Mapping[str, tuple[str, ...]] = {
    "expenditure": ("functions",),
    "general_public_budget_basic_expenditure": ("economic",),
    "three_public_expenditure": ("three-public",),
}


def pictures(disclosure: Disclosure, *names: str) -> tuple[Picture, ...]:
    """Those of the ``names`` whose figures ``disclosure`` publishes, in that order.

    Raises KeyError for a name that is not in ``PICTURES``.
    """
    declared = dict(PICTURES)
    found = (declared[name](disclosure) for name in names)
    drawn = [picture for picture in found if picture is not None]
    marks = marks_of(disclosure) if drawn else NO_MARKS
    return tuple(
        replace(each, disagreements=_disagreements(disclosure, each, marks)) for each in drawn
    )


def _disagreements(
    disclosure: Disclosure, picture: Picture, marks: Marks
) -> tuple[Disagreement, ...]:
    """What its figures take part in: each finding once, at the first of them."""
    found: dict[Mark, str] = {}
    for entry in picture.entries:
        id_ = f"{disclosure.id}.{unquote(entry.link.rpartition('#')[2])}"
        for mark in marks.figures.get(id_, ()):
            found.setdefault(mark, entry.name)
    page = f"disclosures/{disclosure.id}/checks.html"
    return tuple(
        Disagreement(figure, mark.name, f"{page}#check-{mark.number}")
        for mark, figure in found.items()
    )
