"""What the rules see of performance information: goals and their indicators."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from yusuan.evidence.places import Place


class Indicator(NamedTuple):
    """A performance indicator, of a project or named in a goal's prose."""

    number: int
    level1: str
    level2: str
    name: str
    description: str
    text: str
    kind: str | None
    operator: str | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    place: Place
    place_end: Place
    weight: Decimal | None = None
    score: Decimal | None = None
    due: date | None = None
    unread: Mapping[str, str] = {}

    @property
    def stated(self) -> bool:
        """Whether the row states an indicator at all (not 不涉及)."""
        return self.kind not in (None, "not_applicable") and self.name.strip() != "不涉及"


class Execution(NamedTuple):
    """A row of money in a self-evaluation; ``budget`` is that of the year, ``percent`` as printed.

    ``unread`` is what the cells of other fields print that cannot be read, by field.
    """

    item: str
    budget: Decimal | None
    executed: Decimal | None
    percent: Decimal | None
    weight: Decimal | None
    score: Decimal | None
    place: Place
    unread: Mapping[str, str] = {}


class Goal(NamedTuple):
    """A goal and its indicators: of a project, or of the department.

    A self-evaluation has ``executions`` and total points besides. ``printed_number`` is that of a
    project's title, which another may print as well; ``number`` is its own.
    """

    number: int
    title: str
    text: str
    place: Place
    indicators: tuple[Indicator, ...]
    executions: tuple[Execution, ...] = ()
    total_weight: Decimal | None = None
    total_score: Decimal | None = None
    unread: Mapping[str, str] = {}
    printed_number: int | None = None
