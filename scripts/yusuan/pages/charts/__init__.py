"""Pictures of the figures, as static SVG made when the pages are written.

A picture is a plain function ``Disclosure -> Picture | None``: None where what it would show is
not published. To add one, write the function and name it in ``PICTURES``; a page puts
``pictures(disclosure, "<name>", ...)`` into its context and its template draws each with
``_picture.html.j2``. ``comparison`` is for values of several disclosures.
"""

from collections.abc import Callable, Mapping

from yusuan.pages.charts.breakdowns import economic, functions
from yusuan.pages.charts.comparison import Compared, comparison
from yusuan.pages.charts.flow import flow
from yusuan.pages.charts.picture import Picture
from yusuan.pages.charts.projects import projects
from yusuan.pages.charts.three_public import three_public
from yusuan.pages.model import Disclosure

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
    return tuple(picture for picture in found if picture is not None)
