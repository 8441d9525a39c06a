"""Cells of figures -> figures in the unit of the package, or leftovers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from yusuan.binding.bound import BoundColumn
from yusuan.binding.labels import counted_unit
from yusuan.binding.model import CaptionedGrid, Leftover, LeftoverReason
from yusuan.evidence.model import Cell
from yusuan.facts.model import Figure
from yusuan.model import ReadBy
from yusuan.printed.numbers import (
    CURRENCY_UNITS,
    MAXIMUM_DIGITS,
    NotAnAmountError,
    fits_package,
    narrow,
    of_another_kind,
    read_figure,
    to_package_unit,
)
from yusuan.printed.text import key
from yusuan.tables.figures import FIGURES

_MAIN = ("total", "amount", "value")
_SEVERAL = re.compile(r"(?:-?[0-9][0-9,]{0,20}\.[0-9]{1,8}\s+)+-?[0-9][0-9,]{0,20}\.[0-9]{1,8}")
_SHORTEST_OF_TWO = 6  # 1.0 2.0
# The field of a number of things in a column of money.
_QUANTITIES = {
    **dict.fromkeys(_MAIN, "quantity"),
    "initial_budget": "initial_quantity",
    "budget": "initial_quantity",
    "previous_budget": "previous_quantity",
}


@dataclass
class FigureReader:
    """Reads the figures of one table; what it cannot read is in ``leftovers``."""

    captioned: CaptionedGrid
    unit: str | None
    document: int = 0
    leftovers: list[Leftover] = field(default_factory=list)

    def figures(
        self,
        cells: Mapping[tuple[str, str | None], Cell],
        columns: Mapping[int, BoundColumn],
        counted: str | None = None,
    ) -> dict[tuple[str, str | None], Figure]:
        """The figures of the cells of a row, by field and item; ``counted`` is what it counts in."""
        found: dict[tuple[str, str | None], Figure] = {}
        for place, cell in cells.items():
            if cell.row in self._run_together:
                several = _SEVERAL.fullmatch(cell.text.strip())
                self.leave(cell, "not_a_figure" if several else "merged")
                continue
            column = columns[cell.column]
            figure = self._figure(place[0], cell, column.unit, counted)
            if figure is not None:
                executed = "final" in column.head.terms
                found[place] = replace(figure, label=_path(column), executed=executed)
        return found

    def counts(
        self,
        cells: Mapping[tuple[str, str | None], Cell],
        columns: Mapping[int, BoundColumn],
        label: str,
    ) -> dict[tuple[str, str | None], Figure]:
        """The figures of a row that counts things, as quantities.

        What stands in a column of money that has none is left over.
        """
        found: dict[tuple[str, str | None], Figure] = {}
        for (name, item), cell in cells.items():
            if FIGURES[name].measure != "amount":
                found.update(self.figures({(name, item): cell}, columns))
                continue
            try:
                read = read_figure(cell.text.strip())
            except NotAnAmountError:
                self.leave(cell, "not_a_figure")
                continue
            if read.value is None and name not in _MAIN:
                continue  # a dash: no budget of a number is asked for
            field = _QUANTITIES.get(name, "")
            if not field or (field, item) in found:
                self.leave(cell, "unknown_row")
                continue
            counts_in = counted_unit(label)
            if read.unit and counts_in and of_another_kind(read.unit, counts_in):
                self.leave(cell, "not_a_figure")
                continue
            unit = read.unit or counts_in
            found[field, item] = Figure(
                read.value,
                read.status,
                cell.text.strip(),
                unit,
                cell.place,
                _read_by(cell),
                _path(columns[cell.column]),
            )
        return found

    @cached_property
    def _run_together(self) -> frozenset[int]:
        """Rows with several amounts in one cell: they may be several rows that no rule parts.

        Then a label is that of all of them, and a figure alone in its cell is of one of them:
        which one is not told.
        """
        return frozenset(
            row
            for cell in self.captioned.grid.cells
            if len(cell.text) > _SHORTEST_OF_TWO and _SEVERAL.fullmatch(cell.text.strip())
            for row in range(cell.row, cell.row + cell.row_span)
        )

    def leave(self, cell: Cell, reason: LeftoverReason) -> None:
        """Keep a printed cell that is no fact."""
        self.leftovers.append(
            Leftover(
                self.document,
                self.captioned.number,
                cell.row,
                cell.column,
                cell.text.strip(),
                cell.place,
                reason,
            )
        )

    def _figure(
        self, name: str, cell: Cell, column_unit: str | None, counted: str | None
    ) -> Figure | None:
        if "hidden" in cell.marks:
            self.leave(cell, "hidden")
            return None
        if "no_cached_value" in cell.marks:
            self.leave(cell, "no_cached_value")
            return None
        text = cell.text.strip()
        if not narrow(text):
            return None  # nothing but markup: &nbsp;
        try:
            read = read_figure(text)
        except NotAnAmountError:
            self.leave(cell, "not_a_figure")
            return None
        measure = FIGURES[name].measure
        monetary = measure in ("amount", "unit_price")
        unit = read.unit or column_unit or self.unit
        value = read.value
        if monetary:
            if unit not in CURRENCY_UNITS:
                self.leave(cell, "unknown_unit" if read.unit is None else "not_a_figure")
                return None
            assert unit is not None
            if value is not None and len(value.as_tuple().digits) <= MAXIMUM_DIGITS:
                value = to_package_unit(value, unit)
        elif measure == "percent":
            unit = read.unit or "%"
            if unit != "%":
                self.leave(cell, "not_a_figure")
                return None
        else:
            unit = read.unit
            other = unit is not None and counted is not None and of_another_kind(unit, counted)
            if unit in CURRENCY_UNITS or unit in ("%", "‰") or other:
                self.leave(cell, "not_a_figure")  # 3万元 cars, 3㎡ cars
                return None
        if value is not None and not fits_package(value):
            self.leave(cell, "not_a_figure")
            return None
        return Figure(value, read.status, text, unit, cell.place, _read_by(cell))


def _path(column: BoundColumn) -> str:
    return " → ".join(map(key, column.head.labels))


def _read_by(cell: Cell) -> ReadBy:
    return "ocr" if "ocr" in cell.marks else "text"
