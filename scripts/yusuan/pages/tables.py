"""Any table of a page, as data for the one template that draws tables (``_table.html.j2``).

``published`` builds it for a published table, from its cells as printed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from yusuan.model import Value
from yusuan.pages.figures import STATUS_CLASSES, UNVERIFIED, grouped
from yusuan.pages.heads import Head, head_of, no_head, printed_head, rows_under
from yusuan.pages.marks import NO_MARKS, Marked, Marks
from yusuan.pages.model import Disclosure, Record, integer, row_anchor, text
from yusuan.pages.origins import origin, origin_of
from yusuan.pages.places import figure_fragment, title_of
from yusuan.printed.column_numbers import is_column_numbers
from yusuan.tables.figures import FIGURES

SOURCE_LABEL = "原文"
TOTAL_ROW_TYPES = frozenset({"total", "current_year_total", "grand_total"})
_ROW_NUMBERS = frozenset({"row_no", "line_number"})
CODE_PAGES = {"function_code": "function", "economic_code": "economic"}
# Deeper levels are indented like this one.
DEEPEST = 4
# Key and side of a row of the package.
At = tuple[Value, Value]
Levels = Mapping[At, int]


class Cell(NamedTuple):
    """``css`` tells blank, 0, 不涉及 and a dash apart; ``link`` is relative to the site's root.

    ``origin`` leads to an anchor of the source page instead, ``figure`` to a figure on the page of figures,
    ``marks`` to disagreements: all only on pages of a disclosure. ``spans``: rows and columns that it is merged over.
    ``column`` is the name of its column, where a phone shows the row as a card.
    """

    text: str
    css: str = ""
    header: bool = False
    id: str = ""
    link: str = ""
    note: str = ""
    origin: str = ""
    marks: Marked = ()
    spans: tuple[int, int] = (1, 1)
    figure: str = ""
    column: str = ""


class TableRow(NamedTuple):
    cells: tuple[Cell, ...]
    id: str = ""
    css: str = ""


@dataclass(frozen=True, slots=True)
class TableView:
    """``empty`` is what to say where there are no rows."""

    caption: str
    head: Head
    rows: tuple[TableRow, ...]
    css: str = ""
    empty: str = ""


def simple_head(*labels: str, name: str = "") -> Head:
    """A head of one row; the column called ``name`` stays in view when the table scrolls."""
    css = ["name" if label == name else "" for label in labels]
    return head_of([(label,) for label in labels], css)


def source_cell(row: Record, marks: Marks = NO_MARKS) -> Cell:
    """Where the row stands in the document, with the disagreements that name the place."""
    found = origin_of(row)
    if found is None:
        return Cell("", "source")
    marked = marks.beside_figures(row["place"], row.get("place_end"))
    return Cell(found.label, "source", origin=found.anchor, marks=marked)


def published(disclosure: Disclosure, printed: Record, marks: Marks = NO_MARKS) -> TableView:
    """A table as published: its heads and cells in their order, spelling and spans.

    ``printed`` is its row of ``published_tables``; a table that no layout claims is drawn too.
    """
    return _Printed(disclosure, printed, marks).view()


def caption_of(printed: Record) -> str:
    """The title as printed and the unit of the amounts."""
    title, unit = title_of(printed), printed["unit"]
    return f"{title}（金额单位：{unit}）" if unit else title


class _Printed:
    """One table while it is drawn from its rows of ``published_cells``."""

    def __init__(self, disclosure: Disclosure, printed: Record, marks: Marks) -> None:
        self._disclosure, self._printed, self._marks = disclosure, printed, marks
        self._resource = text(printed, "resource")
        self._rows: dict[int, list[Record]] = {}
        for cell in disclosure.cells.get(integer(printed, "table_no"), ()):
            self._rows.setdefault(integer(cell, "row"), []).append(cell)
        records = disclosure.of(self._resource) if self._resource else ()
        self._records: dict[Value, list[Record]] = {}
        for record in records:
            self._records.setdefault(record["row_key"], []).append(record)
        self._levels, self._parents = _levels(records), _parents(records)
        self._sided = any(record.get("side") for record in records)
        self._fields = self._column_fields()
        self._names = self._name_columns()

    def view(self) -> TableView:
        heads = [row for row in self._rows.values() if self._is_head(row)]
        return TableView(
            caption=caption_of(self._printed),
            head=self._head(heads),
            rows=tuple(self._body()),
            css="published" + (" sided" if self._sided else ""),
            empty="空表：原文只有表头，没有数据。",
        )

    def _head(self, rows: Sequence[Sequence[Record]]) -> Head:
        if not rows and self._rows:
            cells = (cell for row in self._rows.values() for cell in row)
            return no_head(max(integer(cell, "column") for cell in cells), SOURCE_LABEL)
        css = {column: self._head_class(column) for column in self._fields}
        return printed_head(rows, css, SOURCE_LABEL)

    def _is_head(self, row: Sequence[Record]) -> bool:
        return any(cell["part"] == "head" for cell in row)

    def _column_fields(self) -> dict[int, str]:
        """The field that a column holds, where any of its cells went to one."""
        found: dict[int, str] = {}
        for row in self._rows.values():
            for cell in row:
                if cell["field"] is not None:
                    found.setdefault(integer(cell, "column"), text(cell, "field"))
        return found

    def _name_columns(self) -> frozenset[int]:
        """The columns that name rows: those of the first field that is no number, code, figure."""
        for column in sorted(self._fields):
            field = self._fields[column]
            if field not in FIGURES and not _numbers(field):
                return frozenset(c for c, held in self._fields.items() if held == field)
        return frozenset()

    def _head_class(self, column: int) -> str:
        field = self._fields[column]
        if column in self._names:
            return "name"
        css = "figure" if field in FIGURES else _css(field)
        return "" if css == "text" else css

    def _body(self) -> Iterator[TableRow]:
        for number in self._shown:
            yield self._row(self._rows[number])

    @cached_property
    def _shown(self) -> tuple[int, ...]:
        """The numbers of the rows of the body, without those that print nothing."""
        return tuple(number for number, row in self._rows.items() if _is_in_body(row))

    def _row(self, row: Sequence[Record]) -> TableRow:
        records = [record for cell in row if (record := self._record_of(cell)) is not None]
        first = records[0] if records else None
        cells = list(self._cells(row, first))
        cells.append(self._source(row, first))
        total = bool(records) and all(_is_total(record, self._levels) for record in records)
        anchor = "" if first is None or self._sided else f"{self._resource}-{first['row_key']}"
        return TableRow(tuple(cells), anchor, "total" if total else "")

    def _cells(self, row: Sequence[Record], first: Record | None) -> Iterator[Cell]:
        """The cells of a row; the first of each further record that the row prints has its anchor."""
        held = set() if first is None else {first["row_key"]}
        for cell in row:
            if cell["part"] == "covered":
                continue
            drawn, record = self._cell(cell), self._record_of(cell)
            if record is not None and not self._sided and record["row_key"] not in held:
                held.add(record["row_key"])
                drawn = drawn._replace(id=f"{self._resource}-{record['row_key']}")
            yield drawn

    def _record_of(self, cell: Record) -> Record | None:
        found = self._records.get(cell["row_key"], ()) if cell["row_key"] is not None else ()
        if len(found) < 2:
            return next(iter(found), None)
        shown = text(cell, "text").strip()
        ids = text(cell, "budget_line_id")
        return next(
            (
                record
                for record in found
                if record.get("item") == shown or f".{row_anchor(record)}." in ids
            ),
            found[0],
        )

    def _source(self, row: Sequence[Record], record: Record | None) -> Cell:
        if record is not None:
            cell = source_cell(record, self._marks)
            page = self._disclosure.pages_between(record["place"], record.get("place_end"))
            return cell._replace(note=f"原件{page}") if page else cell
        found = origin(row[0]["place"])
        return Cell(found.label if found else "", "source", origin=found.anchor if found else "")

    def _cell(self, cell: Record) -> Cell:
        rows = 1 if cell["row_span"] == 1 else rows_under(cell, self._shown)
        spans = (rows, integer(cell, "column_span"))
        column, part = integer(cell, "column"), cell["part"]
        shown = text(cell, "text").strip()
        field = self._fields.get(column, "")
        if part == "figure":
            return self._figure(cell)._replace(spans=spans)
        if part == "blank":
            css = "figure" if field in FIGURES else _css(field)
            return Cell("", f"{css} blank", spans=spans)
        if part == "label" and column in self._names:
            return self._name(cell, shown)._replace(spans=spans)
        if field in CODE_PAGES and part == "label":
            record = self._record_of(cell)
            code = text(record, field) if record is not None else ""
            link = f"classifications.html#{CODE_PAGES[field]}-{code}" if code else ""
            return Cell(shown, "code", link=link, spans=spans)
        return Cell(shown, _css(field), spans=spans)

    def _name(self, cell: Record, shown: str) -> Cell:
        record = self._record_of(cell)
        if record is None:
            return Cell(shown, "text", header=True)
        at = (record["row_key"], record.get("side"))
        css = f"name level-{min(self._levels[at], DEEPEST)}"
        css += " parent" if at in self._parents else ""
        anchor = f"{self._resource}-{row_anchor(record)}" if self._sided else ""
        return Cell(shown, css, header=True, id=anchor)

    def _figure(self, cell: Record) -> Cell:
        line_id = text(cell, "budget_line_id")
        figure = self._disclosure.figures[line_id]
        status = STATUS_CLASSES[text(figure, "value_status")]
        css = f"figure {status}" if status else "figure"
        return Cell(
            grouped(text(figure, "published_text")),
            css,
            note=UNVERIFIED if figure["unverified"] else "",
            figure=figure_fragment(line_id),
            marks=self._marks.figures.get(line_id, ()),
        )


def _is_in_body(row: Sequence[Record]) -> bool:
    parts = {text(cell, "part") for cell in row}
    if parts <= {"blank", "covered"} or parts & {"head", "caption", "note"}:
        return False
    return bool(parts & {"label", "figure"}) or not is_column_numbers(
        [text(cell, "text") for cell in row]
    )


def _css(field: str) -> str:
    """Of a label: what holds digits alone is as narrow as they are."""
    return "number" if field in _ROW_NUMBERS else "code" if _numbers(field) else "text"


def _numbers(field: str) -> bool:
    """Whether a field of labels holds numbers or codes and names nothing in words."""
    return field in _ROW_NUMBERS or field.endswith(
        ("_code", "code", "_class", "class", "_section", "section", "subsection")
    )


def _levels(rows: tuple[Record, ...]) -> Levels:
    """Depth of each (key, side): its ``level``, or the length of the chain of its parents."""
    levels: dict[At, int] = {}
    for row in rows:
        at = (row["row_key"], row.get("side"))
        level = row.get("level")
        if not isinstance(level, int):
            parent = row.get("parent_key")
            level = 0 if parent is None else levels.get((parent, row.get("side")), 0) + 1
        levels[at] = level
    return levels


def _parents(rows: tuple[Record, ...]) -> frozenset[At]:
    """The (key, side) of rows that others are a part of."""
    by_code = {row[name]: row["row_key"] for row in rows for name in CODE_PAGES if name in row}
    found: set[At] = set()
    for row in rows:
        if row.get("parent_key") is not None:
            found.add((row["parent_key"], row.get("side")))
        if row.get("parent_code") in by_code and row.get("parent_code"):
            found.add((by_code[row["parent_code"]], None))
    return frozenset(found)


def _is_total(row: Record, levels: Levels) -> bool:
    if "row_type" in row:
        return row["row_type"] in TOTAL_ROW_TYPES
    return "level" in row and levels[row["row_key"], row.get("side")] == 0
