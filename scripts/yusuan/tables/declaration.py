"""How a published table is declared, and the table that recognition assembles from it.

To add a table: declare a ``Resource`` and a ``PublishedTable`` in a module of this folder
and name it in ``tables.TABLES``. Nothing else needs to change.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from typing import Literal

from yusuan import numbers
from yusuan.codes import read_row_number
from yusuan.errors import PlaceError
from yusuan.evidence.places import Place
from yusuan.facts.model import Entry, Figure
from yusuan.fields import Field, Resource
from yusuan.model import Side, TableLine, TableRow, TextLine
from yusuan.text import key

LabelPath = tuple[str, ...]
Measure = Literal["amount", "unit_price", "quantity", "percent"]
FundSource = Literal[
    "general_public_budget", "government_fund", "state_capital", "special_account", "own_funds"
]
ExpenditureType = Literal["basic", "project", "operating", "to_superior", "to_affiliated"]
_NAMING = ("item", "function_code", "function_name", "economic_code", "economic_name")
FigureStage = Literal["approved", "adjusted", "executed"]

# Placeholders in a declared label, for what a template prints anew each year.
_PLACEHOLDERS = {
    "{year}": r"\d{4}",
    "{unit}": r"(?:\((?:(?:金额)?单位:)?(?P<unit>[^()]+)\))?",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a printed table, matched by its label path and never by position.

    ``paths`` are the label paths that name it, outermost label first; a label may hold
    ``{year}`` or ``{unit}``. ``field`` is where its cells go. ``stage`` is that of its figures
    where it is not what the disclosure is of; ``years_before`` 1 for those of the year before.
    """

    field: str
    paths: tuple[LabelPath, ...]
    side: Side | None = None
    measure: Measure | None = None
    fund_source: FundSource | None = None
    expenditure_type: ExpenditureType | None = None
    stage: FigureStage | None = None
    years_before: int = 0
    optional: bool = False


def _no_entries(_: "AssembledTable") -> Iterator[Entry]:
    return iter(())


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedTable:
    """One of the tables that a disclosure publishes.

    ``key_fields`` are blank in what is left of a row after a page break cut it;
    ``closing`` are labels of which one ends every complete table of this kind;
    ``entries`` turns the assembled table into its rows.
    """

    resource: Resource
    titles: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    entries: Callable[["AssembledTable"], Iterator[Entry]] = _no_entries
    unit: Literal["line", "head", "none"] = "line"
    numbered: bool = True
    key_fields: tuple[str, ...] = ("row_no",)
    closing: tuple[str, ...] = ()
    direction: Side | None = "expenditure"
    fund_source: FundSource | None = None
    expenditure_type: ExpenditureType | None = None

    @property
    def name(self) -> str:
        return self.resource.name

    @property
    def head_rows(self) -> int:
        return max(len(path) for column in self.columns for path in column.paths)

    @property
    def label_fields(self) -> tuple[str, ...]:
        """The columns that name a row."""
        return tuple(dict.fromkeys(("row_no", *self.key_fields, *_NAMING)))

    def field(self, name: str) -> Field:
        return _fields(self.resource)[name]


@cache
def _fields(resource: Resource) -> dict[str, Field]:
    return {field.name: field for field in resource.fields}


@cache
def _path_pattern(path: LabelPath) -> re.Pattern[str]:
    pattern = re.escape("→".join(key(label) for label in path))
    for placeholder, expression in _PLACEHOLDERS.items():
        pattern = pattern.replace(re.escape(placeholder), expression)
    return re.compile(pattern)


def match_column(columns: tuple[Column, ...], path: LabelPath) -> tuple[Column, str | None] | None:
    """The declared column that ``path`` names, and the unit if the label states one."""
    printed = "→".join(path)
    for column in columns:
        for declared in column.paths:
            if match := _path_pattern(declared).fullmatch(printed):
                return column, match.groupdict().get("unit")
    return None


@dataclass(frozen=True)
class AssembledTable:
    """A table as published, its pages folded into one.

    ``columns[i]`` says what the cell at index ``i`` is; ``labels[i]`` its printed label path.
    """

    document_id: str
    declaration: PublishedTable
    title: TextLine
    columns: tuple[Column, ...]
    labels: tuple[str, ...]
    rows: tuple[TableRow, ...]
    notes: tuple[TextLine, ...]
    unit: str | None
    as_of_date: str | None
    fiscal_year: str | None
    department_code: str | None
    department_name: str | None
    head: tuple[TableLine, ...]
    head_place: Place
    place_end: Place
    preface: tuple[TextLine, ...] = ()

    @cached_property
    def index(self) -> dict[tuple[str, Side | None], int]:
        """Where the cell of a (field, side) stands in the row, 0-based."""
        return {(column.field, column.side): i for i, column in enumerate(self.columns)}

    @cached_property
    def filled_rows(self) -> tuple[TableRow, ...]:
        """The rows that say something; an empty table may still print a lone 序号."""
        number = self.index.get(("row_no", None))
        return tuple(
            row
            for row in self.rows
            if any(cell.strip() for i, cell in enumerate(row.cells) if i != number)
        )

    @cached_property
    def _figure_columns(self) -> dict[Side | None, tuple[tuple[int, str, bool], ...]]:
        chosen: dict[Side | None, list[tuple[int, str, bool]]] = {}
        for i, column in enumerate(self.columns):
            if column.measure is not None:
                monetary = self.declaration.field(column.field).kind == "amount"
                chosen.setdefault(column.side, []).append((i, column.field, monetary))
        return {side: tuple(found) for side, found in chosen.items()}

    def cell(self, row: TableRow, field: str, side: Side | None = None) -> str:
        """Text of a cell without white space around it; blank where there is no such column."""
        position = self.index.get((field, side))
        return "" if position is None else row.cells[position].strip()

    def required_cell(self, row: TableRow, field: str) -> str:
        """Like ``cell``; raises PlaceError where it is blank, since the row is named by it."""
        text = self.cell(row, field)
        if not text:
            raise PlaceError(
                row.place,
                f"“{self.title.text.strip()}”的一行没有名称",
                "\t".join(row.cells),
                "请核对该行的单元格位置",
            )
        return text

    def figures(self, row: TableRow, side: Side | None = None) -> dict[str, Figure]:
        """The figures of a row; blank cells are absent. Raises PlaceError on anything else."""
        found: dict[str, Figure] = {}
        for i, name, monetary in self._figure_columns.get(side, ()):
            text = row.cells[i].strip()
            if text:
                found[name] = self._figure(row, i, text, monetary)
        return found

    def _figure(self, row: TableRow, index: int, text: str, monetary: bool) -> Figure:
        place = row.cell_place(index)
        try:
            printed = self._read(text, monetary)
        except numbers.NotAnAmountError:
            raise PlaceError(
                place,
                f"“{self.title.text.strip()}”的“{self.labels[index]}”一栏不是数字",
                text,
                "请对照原件改正该单元格",
            ) from None
        value = printed.value
        unit = (printed.unit or self.unit) if monetary else None
        if value is not None:
            value = self._in_package_unit(value, place, text, unit)
        return Figure(value, printed.status, text, unit or printed.unit, place)

    def _read(self, text: str, monetary: bool) -> numbers.PrintedFigure:
        """Raises NotAnAmountError for a unit that the column cannot hold, too."""
        printed = numbers.read_figure(text)
        if printed.unit is not None and (printed.unit in numbers.CURRENCY_UNITS) != monetary:
            raise numbers.NotAnAmountError(text)
        return printed

    def _in_package_unit(
        self, value: Decimal, place: Place, text: str, unit: str | None
    ) -> Decimal:
        if unit is not None and len(value.as_tuple().digits) <= numbers.MAXIMUM_DIGITS:
            value = numbers.to_package_unit(value, unit)
        if not numbers.fits_package(value):
            raise PlaceError(place, "数字的位数超出数据包能精确保存的范围", text, "请核对该数字")
        return value

    def row_number(self, row: TableRow) -> int | None:
        """The printed 序号, None in a table without. Raises PlaceError if it is no whole number."""
        if ("row_no", None) not in self.index:
            return None
        number = read_row_number(self.cell(row, "row_no"))
        if number is None:
            raise PlaceError(
                row.place,
                f"“{self.title.text.strip()}”的序号不是整数",
                "\t".join(row.cells),
                "请核对该行是否完整",
            )
        return number


def nested(outers: tuple[str, ...], *inners: str) -> tuple[LabelPath, ...]:
    """Label paths of one column under any of ``outers`` and called any of ``inners``."""
    return tuple((outer, inner) for outer in outers for inner in inners)
