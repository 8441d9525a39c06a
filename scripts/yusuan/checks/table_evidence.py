"""A published table as the rules see it: its rows, its columns, its figures as operands."""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from yusuan.checks.operands import CellRef, Operand
from yusuan.errors import excerpt
from yusuan.evidence.places import Place, TablePlace, covers
from yusuan.facts.model import Entry
from yusuan.facts.tables import FactTable, UnreadFigure
from yusuan.model import Side
from yusuan.printed.numbers import (
    CURRENCY_UNITS,
    PACKAGE_UNIT,
    PACKAGE_UNIT_EXPONENT,
    printed_decimals,
)
from yusuan.printed.text import key
from yusuan.tables import TABLE_BY_NAME
from yusuan.tables.figures import FIGURES
from yusuan.tables.itemised import bare_total

ZERO = Decimal(0)
# What final accounts print of the plan, by how sure it is which.
PLANS = frozenset({"initial_budget", "adjusted_budget", "budget"})


@lru_cache(maxsize=256)
def _step(decimals: int, unit: str | None) -> Decimal:
    exponent = CURRENCY_UNITS[unit] - PACKAGE_UNIT_EXPONENT if unit else 0
    return Decimal(1).scaleb(exponent - decimals)


def _with_unit(text: str, unit: str | None) -> str:
    """A figure with the unit that it is not printed with already, where that is not 万元."""
    return text if unit in (None, PACKAGE_UNIT) or text.endswith(unit) else f"{text}{unit}"


def printed_step(text: str, unit: str | None) -> Decimal:
    """One unit of the last printed place, in 万元 (``unit`` None: in the unit printed)."""
    return _step(printed_decimals(text), unit)


@dataclass(frozen=True)
class TableEvidence:
    """One published table with its rows.

    ``levels``: by the compared name of a functional code, its level wherever the disclosure
    prints it (1 class, 2 section, 3 item; the coarsest of several).
    """

    table: FactTable
    levels: Mapping[str, int] = dataclasses.field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.table.role

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.table.entries

    @cached_property
    def title(self) -> str:
        """The printed title; the role's where none is printed."""
        return f"“{self.table.title.strip() or TABLE_BY_NAME[self.table.role].resource.title}”"

    @cached_property
    def column_names(self) -> dict[tuple[str, Side | None], str]:
        """The innermost printed label of each column, without its unit."""
        return {
            held: label.rpartition(" → ")[2].partition("(")[0]
            for held, label in self.table.labels.items()
        }

    def amount_fields(self, side: Side | None = None) -> tuple[str, ...]:
        """The columns that hold amounts, in the order printed."""
        return self._amount_fields.get(side, ())

    @cached_property
    def _amount_fields(self) -> dict[Side | None, tuple[str, ...]]:
        found: dict[Side | None, tuple[str, ...]] = {}
        for field, side in self.table.labels:
            if field in FIGURES and FIGURES[field].measure == "amount":
                found[side] = (*found.get(side, ()), field)
        return found

    @cached_property
    def planned_only(self) -> bool:
        """Whether nothing but budgets stands where final figures are due (年初预算数 alone)."""
        fields = {field for field, _ in self.table.labels}
        own = {
            field
            for field in fields & FIGURES.keys()
            if FIGURES[field].measure == "amount" and FIGURES[field].stage is None
        }
        return bool(fields & PLANS) and all(field.startswith("change") for field in own)

    @cached_property
    def by_code(self) -> dict[str, Entry]:
        """The first row of each classification code."""
        found: dict[str, Entry] = {}
        for entry in self.entries:
            if entry.code:
                found.setdefault(entry.code, entry)
        return found

    @cached_property
    def rows_of_code(self) -> dict[str, tuple[Entry, ...]]:
        """Every row of each classification code."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            if entry.code:
                found.setdefault(entry.code, []).append(entry)
        return {code: tuple(entries) for code, entries in found.items()}

    @cached_property
    def total(self) -> Entry | None:
        """The 合计 row of a coded table; of a list that goes on below 本年收入合计 its 总计.

        Rows of units stand as high as 合计, which may be the last: it is the one that no other holds.
        """
        found = [entry for entry in self.entries if entry.level == 0]
        found = [entry for entry in found if entry.parent is None] or found
        if found and key(found[0].label).startswith("本年"):
            sums = (entry for entry in found if bare_total(entry.label).endswith("总计"))
            return next(sums, found[0])
        return found[0] if found else None

    def children(self, entry: Entry) -> tuple[Entry, ...]:
        """The rows whose parent is ``entry``, on its side."""
        return self._children.get((entry.key, entry.side), ())

    @cached_property
    def _children(self) -> dict[tuple[str, Side | None], tuple[Entry, ...]]:
        found: dict[tuple[str, Side | None], list[Entry]] = {}
        for entry in self.entries:
            if entry.parent is not None:
                found.setdefault((entry.parent, entry.side), []).append(entry)
        return {held: tuple(entries) for held, entries in found.items()}

    def holds(self, place: Place) -> bool:
        """Whether a place lies in the table, from its title to its notes.

        In Word and HTML title and notes are paragraphs, and tables are numbered by themselves.
        """
        if not isinstance(place, TablePlace):
            return covers(self.table.place, self.table.place_end, place)
        return place.table in self._printed_tables

    @cached_property
    def _printed_tables(self) -> frozenset[int]:
        places = (self.table.head_place, *(entry.place_end for entry in self.entries))
        return frozenset(place.table for place in places if isinstance(place, TablePlace))

    def where(self, entry: Entry) -> str:
        """The row as a reader finds it: table, 序号 where printed, label."""
        number = "" if entry.number is None else f"序号 {entry.number}"
        return f"{self.title}{number}“{entry.label}”"

    def operand(self, entry: Entry, field: str, label: str | None = None) -> Operand | None:
        """The figure printed in a cell; None where it is blank or says that there is none."""
        if field not in entry.figures:
            return None
        found = self._operands.get((entry.key, entry.side, field))
        return found if found is None or label is None else found._replace(label=label)

    @cached_property
    def _without_unit(self) -> dict[tuple[str | None, Side | None, str], UnreadFigure]:
        return {(u.row_key, u.side, u.field): u for u in self.table.without_unit}

    @cached_property
    def _shared(self) -> dict[tuple[str | None, Side | None, str], UnreadFigure]:
        return {(u.row_key, u.side, u.field): u for u in self.table.shared}

    @cached_property
    def _unread(self) -> dict[tuple[str | None, Side | None, str], UnreadFigure]:
        return {(each.row_key, each.side, each.field): each for each in self.table.unread}

    @cached_property
    def _operands(self) -> dict[tuple[str, Side | None, str], Operand]:
        """Every figure by the key of its row, labelled with its column."""
        name = self.name
        found: dict[tuple[str, Side | None, str], Operand] = {}
        for entry in self.entries:
            side = entry.side
            for field, figure in entry.figures.items():
                if figure.value is None:
                    continue
                money = FIGURES[field].measure in ("amount", "unit_price")
                unit = figure.unit if money else None
                found[entry.key, side, field] = Operand(
                    self.column_names.get((field, side), FIGURES[field].title),
                    _with_unit(figure.text, unit),
                    figure.value,
                    printed_step(figure.text, unit),
                    name,
                    figure.place,
                    CellRef(name, entry.key, side, field),
                )
        return found

    def blank(self, entries: Iterable[Entry], field: str) -> bool:
        """Whether nothing at all is printed in a column of any of these rows."""
        return not any(
            field in entry.figures or self.operand_or_unread(entry, field) for entry in entries
        )

    def operand_or_unread(
        self, entry: Entry, field: str, label: str | None = None
    ) -> Operand | None:
        """Like ``operand``; a cell that could not be read is an operand that is ``unread``."""
        found = self.operand(entry, field, label)
        if found is not None:
            return found
        at = entry.key, entry.side, field
        of_why = {
            "读不出": self._unread,
            "单位不明": self._without_unit,
            "合并在几格上": self._shared,
        }
        why = next((why for why, cells in of_why.items() if at in cells), None)
        if why is None:
            return None
        unread = of_why[why][at]
        shown = self.column_names.get((field, entry.side), "") if label is None else label
        printed = excerpt(unread.text)
        return Operand(shown, printed, ZERO, ZERO, self.name, unread.place, unread=why)

    def prints_figures(self, entry: Entry) -> bool:
        """Whether the row prints figures, be they legible or not."""
        return bool(entry.figures) or self.unread_in(entry)

    def unread_in(self, entry: Entry) -> bool:
        """Whether the row prints a figure that cannot be read."""
        return (entry.key, entry.side) in self._unread_rows

    def unread_of(self, entry: Entry) -> tuple[Operand, ...]:
        """The figures of the row that cannot be read."""
        columns = (field for field, side in self.table.labels if side == entry.side)
        found = (self.operand_or_unread(entry, field) for field in columns)
        return tuple(operand for operand in found if operand is not None and operand.unread)

    @cached_property
    def _unread_rows(self) -> set[tuple[str | None, Side | None]]:
        return {(row, side) for row, side, _ in (*self._unread, *self._without_unit, *self._shared)}

    def operand_or_blank(self, entry: Entry, field: str, label: str | None = None) -> Operand:
        """Like ``operand``; a cell without a figure counts as nothing, and says why it has none."""
        found = self.operand_or_unread(entry, field, label)
        if found is not None:
            return found
        shown = self.column_names.get((field, entry.side), "") if label is None else label
        sign = entry.figures.get(field)  # 无, a dash
        printed = excerpt(sign.text) if sign is not None and sign.text else "（空白）"
        place = entry.place if sign is None else sign.place
        return Operand(shown, printed, ZERO, ZERO, self.name, place)
