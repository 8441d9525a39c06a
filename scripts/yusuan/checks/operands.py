"""A printed figure as it enters a comparison."""

from decimal import Decimal
from typing import NamedTuple

from yusuan.evidence.places import Place
from yusuan.facts.keys import line_id
from yusuan.model import Side


class CellRef(NamedTuple):
    """The published figure that a result involves."""

    resource: str
    row_key: str
    side: Side | None
    field: str

    def budget_line_id(self, disclosure_id: str) -> str:
        return line_id(disclosure_id, self.resource, self.row_key, self.side, self.field)


class Operand(NamedTuple):
    """One figure as it enters a comparison.

    ``value`` bears its sign in the sum; ``step`` is one unit of the last printed place, 0
    where the value is exact. Figures of one ``source`` are printed at one precision.
    """

    label: str
    text: str
    value: Decimal
    step: Decimal
    source: str
    place: Place
    ref: CellRef | None = None


def same_as_printed(one: Operand, other: Operand) -> bool:
    """Whether two printed figures may be the same, each rounded as it is printed."""
    return abs(one.value - other.value) * 2 <= max(one.step, other.step)
