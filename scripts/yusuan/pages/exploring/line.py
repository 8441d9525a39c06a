"""The lines of a disclosure, as the pages that explore and compare have them."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from yusuan.pages.exploring.items import item_of
from yusuan.pages.measures import of_whole
from yusuan.pages.model import Disclosure, decimal, row_anchor, text
from yusuan.pages.places import figure_fragment
from yusuan.tables import TABLES

_CENTS = 100
_TABLES = frozenset(table.name for table in TABLES)


class Line(NamedTuple):
    """``amount`` is in 分, exact; null where the line has none, or its table prints no unit.

    ``line`` is the figure's part of its address; ``unit_of`` the unit that a row is of, null for
    the whole; ``status`` that of ``budget_lines``, or that nothing confirms what was recognised.
    """

    item: str
    line: str
    disclosure: str
    year: int | None
    unit_of: str | None
    label: str | None
    amount: int | None
    printed: str
    unit: str | None
    status: str
    leaf: bool


def lines_in(disclosure: Disclosure) -> Iterator[Line]:
    """All of them, in the order of the package."""
    rows = {
        (name, row_anchor(row)): row
        for name, found in disclosure.rows.items()
        if name in _TABLES
        for row in found
    }
    for id_, figure in disclosure.figures.items():
        fragment = figure_fragment(id_)
        resource, _, rest = fragment.partition(".")
        row = rows[resource, rest.rpartition(".")[0]]
        unit = figure["published_unit"]
        year = figure["figure_year"]
        assert year is None or isinstance(year, int)
        yield Line(
            item_of(row),
            fragment,
            disclosure.id,
            year,
            None if of_whole(row) else text(row, "unit_name"),
            text(figure, "row_label") or None,
            _cents(decimal(figure, "amount_yuan")) if unit else None,
            text(figure, "published_text"),
            text(figure, "published_unit") or None,
            "unverified" if figure["unverified"] else text(figure, "value_status"),
            bool(figure["is_leaf"]),
        )


def _cents(amount: Decimal | None) -> int | None:
    return None if amount is None else int(amount * _CENTS)
