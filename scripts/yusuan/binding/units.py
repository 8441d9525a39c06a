"""In which unit a table's amounts are: as printed, or as other tables of its document prove."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from yusuan.binding.bound import BoundColumn, BoundTable
from yusuan.binding.labels import unit_in, units_in
from yusuan.binding.model import CaptionedGrid
from yusuan.layouts.loading import Role
from yusuan.printed.numbers import NotAnAmountError, parse_figure
from yusuan.printed.text import key
from yusuan.tables.figures import FIGURES

_THINGS = re.compile("[台辆套]")
_COUNTING = re.compile(
    r"(?:车辆|汽车|用车|设备|[台辆套])(?:总|合计)?数(?:量)?$|保有量|面积"
    r"|\([台辆套]+(?:[/、,]?\(?[台辆套]\)?)?\)|\((?:平方米|㎡|m2)\)"
)
_PROOFS = 3
_DIGITS = 4


def table_unit(captioned: CaptionedGrid, columns: Sequence[BoundColumn | None]) -> str | None:
    """The unit of a table's amounts: of the caption, else of the titles, else of every head."""
    caption = captioned.caption
    if caption.unit is not None and (unit := unit_in(caption.unit.text)):
        return unit
    for part in (*reversed(caption.titles), *caption.others):
        if "单位" in part.text and (unit := unit_in(part.text.rpartition("单位")[2])):
            return unit
    units = {c.unit for c in columns if c is not None and c.field in FIGURES and c.unit}
    return units.pop() if len(units) == 1 else None


def counted(
    role: Role, captioned: CaptionedGrid, columns: Sequence[BoundColumn | None]
) -> tuple[BoundColumn | None, ...]:
    """``columns`` of a table of assets, with what is counted and what is worth something apart.

    Below 单位：台、辆、套 no column holds their worth, nor below 实有车辆数 or （台/套） whatever
    the unit is. Things of which there are 60.25 are not counted, whatever is told of them: none of
    their columns is understood.
    """
    if role.name != "asset_values":
        return tuple(columns)
    columns = [replace(c, field="quantity") if c and _says_count(c) else c for c in columns]
    unit = captioned.caption.unit
    things = unit is not None and not units_in(unit.text) and _THINGS.search(unit.text)
    kinds = {
        c.position
        for c in columns
        if c
        and (c.field == "value" if things else c.field == "quantity")
        and c.head.terms[-1] not in ("quantity", "surface")
    }
    if any(_has_fraction(row[at].text) for row in captioned.grid.rows() for at in kinds):
        return tuple(None if c and c.position in kinds else c for c in columns)
    return tuple(replace(c, field="quantity") if c and c.position in kinds else c for c in columns)


def _says_count(column: BoundColumn) -> bool:
    """Whether a column of worth stands below a label that says it counts or measures."""
    own = column.head.terms[-1]
    if column.field != "value" or own in ("value", "amount"):
        return False
    return any(_COUNTING.search(key(label)) for label in column.head.labels)


def _has_fraction(text: str) -> bool:
    try:
        value = parse_figure(text.strip())[0]
    except NotAnAmountError:
        return False
    return value is not None and value != value.to_integral_value()


def with_proven_units(
    tables: Sequence[BoundTable], rebind: Callable[[BoundTable, str], BoundTable]
) -> list[BoundTable]:
    """Tables without a printed unit take one of their document's where their figures prove it.

    What is printed as the unit and is none of theirs (百元, 元/万元, 美元, 方元) is no reason for one.
    Proof: at least three of its figures of four digits or more, and half of them all, stand in
    tables with a printed unit too, and under another unit none of them does.
    """
    units = sorted({table.unit for table in tables if table.unit})
    if not units or all(table.unit for table in tables):
        return list(tables)
    known = {value for table in tables if table.unit for value in _large_values(table)}
    return [_proven(table, units, known, rebind) for table in tables]


def _proven(
    table: BoundTable,
    units: Sequence[str],
    known: set[Decimal],
    rebind: Callable[[BoundTable, str], BoundTable],
) -> BoundTable:
    if table.unit is not None or not any(x.reason == "unknown_unit" for x in table.leftovers):
        return table
    if table.captioned.caption.unit is not None:
        return table
    proven: list[BoundTable] = []
    for unit in units:
        tried = rebind(table, unit)
        values = _large_values(tried)
        shared = len(values & known)
        if shared >= _PROOFS and 2 * shared >= len(values):
            proven.append(tried)
        elif shared:
            return table
    return proven[0] if len(proven) == 1 else table


def _large_values(table: BoundTable) -> set[Decimal]:
    return {
        figure.value.normalize()
        for entry in table.entries
        for figure in entry.figures.values()
        if figure.value is not None and len(figure.value.normalize().as_tuple().digits) >= _DIGITS
    }
