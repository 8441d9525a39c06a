"""A printed figure as it enters a comparison."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from yusuan.evidence.places import Place, say_briefly
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

    ``unread`` says why the cell has no value although it prints something (读不出, 单位不明), and is
    empty of every other: ``value`` is then 0 and means nothing, and ``text`` is what is printed.
    """

    label: str
    text: str
    value: Decimal
    step: Decimal
    source: str
    place: Place
    ref: CellRef | None = None
    unread: str = ""

    @property
    def filled(self) -> bool:
        """Whether something else than 0 is printed, be it legible or not."""
        return bool(self.value or self.unread)

    def said(self) -> str:
        """That it cannot be read, what is printed and where: “合计”读不出（印作“3①.2O”，第 41 行）."""
        name = self.label if self.label.endswith("”") else f"“{self.label}”"
        return f"{name}{self.unread}（印作“{self.text}”，{say_briefly(self.place)}）"


Operands = tuple[Operand, ...]


def legible(operands: Iterable[Operand]) -> bool:
    """Whether every one of these figures can be read."""
    return not any(operand.unread for operand in operands)


def meant_of(alternatives: Sequence[Operands], value: Decimal) -> Operands:
    """Of several sums that may be meant: the one of this value, else one that nobody can read,
    which may be it, else the first."""
    read = (each for each in alternatives if legible(each))
    alike = next((each for each in read if sum(o.value for o in each) == value), None)
    return alike or next((each for each in alternatives if not legible(each)), alternatives[0])


def same_as_printed(one: Operand, other: Operand) -> bool:
    """Whether two printed figures may be the same, each rounded as it is printed."""
    if not legible((one, other)):
        return False
    return abs(one.value - other.value) * 2 <= max(one.step, other.step)
