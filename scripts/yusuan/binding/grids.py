"""The grids of one document: each is a table of money, one of performance, or unbound."""

from collections.abc import Sequence
from typing import NamedTuple

from yusuan.binding.bound import BoundTable, Unbound
from yusuan.binding.model import CaptionedGrid, Leftover
from yusuan.binding.performance import PerformanceTable, is_performance, read_performance
from yusuan.binding.performance.parted import with_parts_joined
from yusuan.binding.tables import TakenKey, bind_tables
from yusuan.facts.model import Statement
from yusuan.layouts.loading import Layout
from yusuan.tables import TABLE_BY_NAME


class BoundGrids(NamedTuple):
    """Every grid is in one of the first three; ``leftovers`` are of all."""

    tables: tuple[BoundTable, ...]
    unbound: tuple[Unbound, ...]
    performance: tuple[PerformanceTable, ...]
    leftovers: tuple[Leftover, ...]


def bind_grids(
    captioned: Sequence[CaptionedGrid],
    statement: Statement,
    layout: Layout,
    document: int = 0,
    document_id: str = "",
    taken: set[TakenKey] | None = None,
) -> BoundGrids:
    """Bind the grids of one document, as ``bind_tables`` does, those of performance by their own reader.

    ``document`` is the 0-based place of the document in its disclosure, for the leftovers.
    """
    goals: list[CaptionedGrid] = []
    money: list[CaptionedGrid] = []
    for grid in captioned:
        (goals if is_performance(grid) else money).append(grid)
    bound, unbound, leftovers = bind_tables(money, statement, layout, document, taken)
    # A title alone may speak of goals: what such a grid holds is for the same reader to say.
    goals.extend(table.captioned for table in bound if table.role not in TABLE_BY_NAME)
    goals.sort(key=lambda grid: grid.number)
    tables = tuple(table for table in bound if table.role in TABLE_BY_NAME)
    unit = _usual_unit(tables)
    performance = with_parts_joined(
        [read_performance(grid, document, unit, document_id) for grid in goals]
    )
    lost = [left for table in performance for left in table.leftovers]
    return BoundGrids(tables, unbound, performance, (*leftovers, *lost))


def _usual_unit(bound: Sequence[BoundTable]) -> str | None:
    """The unit that all tables of money print; None where they differ."""
    units = {table.unit for table in bound if table.unit is not None}
    return units.pop() if len(units) == 1 else None
