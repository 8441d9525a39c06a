"""Any table of a page, as data for the one template that draws tables (``_table.html.j2``).

``published`` builds it for a published table, generically from its declaration.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from yusuan.model import Side, Value
from yusuan.pages.figures import STATUS_CLASSES, grouped, lines
from yusuan.pages.heads import Head, head_of, printed_paths
from yusuan.pages.marks import NO_MARKS, Marks, Numbers
from yusuan.pages.model import Disclosure, Record, text
from yusuan.tables.declaration import Column, PublishedTable

SOURCE_LABEL = "原文"
TOTAL_ROW_TYPES = frozenset({"total", "current_year_total", "grand_total"})
CODE_PAGES = {"function_code": "function", "economic_code": "economic"}


class Cell(NamedTuple):
    """``css`` tells blank, 0, 不涉及 and a dash apart; ``link`` is relative to the site's root.

    ``line`` links to a line of the source instead, ``marks`` to disagreements: both only on
    pages of a disclosure.
    """

    text: str
    css: str = ""
    header: bool = False
    id: str = ""
    link: str = ""
    note: str = ""
    line: Value = None
    marks: Numbers = ()


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
    searchable: bool = False


def simple_head(*labels: str, name: str = "") -> Head:
    """A head of one row; the column called ``name`` stays in view when the table scrolls."""
    css = ["name" if label == name else "" for label in labels]
    return head_of([(label,) for label in labels], css)


def source_cell(row: Record, marks: Marks = NO_MARKS) -> Cell:
    """Where the row stands in the source text, with the disagreements that name its lines."""
    start, end = (
        (row["source_line_start"], row["source_line_end"])
        if "source_line_start" in row
        else (row["source_line"], None)
    )
    if start is None:
        return Cell("", "source")
    found = marks.beside_figures(start, end)
    return Cell(f"第 {lines(start, end)} 行", "source", line=start, marks=found)


def published(table: PublishedTable, disclosure: Disclosure, marks: Marks = NO_MARKS) -> TableView:
    """``table`` as published: its printed head, its rows in order, two halves side by side."""
    paths = (*printed_paths(table, disclosure), (SOURCE_LABEL,))
    names = _name_columns(table)
    css = [*("name" if c in names else _head_class(c) for c in table.columns), "source"]
    return TableView(
        caption=table.resource.title,
        head=head_of(paths, css),
        rows=tuple(_rows(table, disclosure, marks)),
        css="published" + (" sided" if _sides(table) else ""),
        empty="空表：原文只有表头，没有数据。",
    )


def _head_class(column: Column) -> str:
    return "figure" if column.measure else "number" if column.field == "row_no" else ""


def _sides(table: PublishedTable) -> tuple[Side, ...]:
    found = dict.fromkeys(column.side for column in table.columns if column.side is not None)
    return tuple(found)


def _rows(table: PublishedTable, disclosure: Disclosure, marks: Marks) -> Iterator[TableRow]:
    rows = disclosure.of(table.name)
    levels = _levels(rows)
    parents = _parents(rows)
    # One printed row: its only record, or its halves by side.
    printed: dict[Value, dict[Value, Record]] = {}
    for row in rows:
        printed.setdefault(row["row_no"], {})[row.get("side")] = row
    names = _name_columns(table)
    for number, halves in printed.items():
        cells: list[Cell] = []
        for column in table.columns:
            record = halves.get(column.side) if column.side else next(iter(halves.values()))
            if record is None:
                cells.append(Cell("", "void"))
            elif column in names:
                at = (number, record.get("side"))
                cells.append(_name_cell(table, column, record, levels[at], at in parents))
            else:
                cells.append(_cell(table, disclosure, marks, column, record))
        first = next(iter(halves.values()))
        total = all(_is_total(row, levels) for row in halves.values())
        cells.append(source_cell(first, marks))
        yield TableRow(tuple(cells), f"{table.name}-{number}", "total" if total else "")


def _name_columns(table: PublishedTable) -> tuple[Column, ...]:
    """The column of each side that names the row: the first that is no number, code or figure."""
    found: dict[Side | None, Column] = {}
    for column in table.columns:
        if column.measure or column.field == "row_no" or column.field in CODE_PAGES:
            continue
        found.setdefault(column.side, column)
    return tuple(found.values())


def _name_cell(
    table: PublishedTable, column: Column, row: Record, level: int, has_parts: bool
) -> Cell:
    css = f"name level-{level}" + (" parent" if has_parts else "")
    anchor = f"{table.name}-{row['row_no']}-{column.side}" if column.side else ""
    return Cell(text(row, column.field), css, header=True, id=anchor)


def _cell(
    table: PublishedTable, disclosure: Disclosure, marks: Marks, column: Column, row: Record
) -> Cell:
    if column.measure:
        figure = disclosure.figure(table.name, row["row_no"], column.side, column.field)
        if figure is None:
            return Cell("", "figure blank")
        status = STATUS_CLASSES[text(figure, "value_status")]
        found = marks.figures.get(text(figure, "budget_line_id"), ())
        return Cell(
            grouped(text(figure, "published_text")),
            f"figure {status}".rstrip(),
            line=figure["source_line"],
            marks=found,
        )
    value = text(row, column.field)
    if column.field == "row_no":
        return Cell(value, "number")
    if column.field in CODE_PAGES and value:
        return Cell(value, "code", link=f"classifications.html#{CODE_PAGES[column.field]}-{value}")
    return Cell(value, "text" if value else "text blank")


def _levels(rows: tuple[Record, ...]) -> Mapping[tuple[Value, Value], int]:
    """Depth of each (number, side): its ``level``, or the length of the chain of its parents."""
    levels: dict[tuple[Value, Value], int] = {}
    for row in rows:
        at = (row["row_no"], row.get("side"))
        level = row.get("level")
        if not isinstance(level, int):
            parent = row.get("parent_row_no")
            level = 0 if parent is None else levels.get((parent, row.get("side")), 0) + 1
        levels[at] = level
    return levels


def _parents(rows: tuple[Record, ...]) -> frozenset[tuple[Value, Value]]:
    """The (number, side) of rows that others are a part of."""
    by_code = {row[name]: row["row_no"] for row in rows for name in CODE_PAGES if name in row}
    found: set[tuple[Value, Value]] = set()
    for row in rows:
        if row.get("parent_row_no") is not None:
            found.add((row["parent_row_no"], row.get("side")))
        if row.get("parent_code") in by_code and row.get("parent_code"):
            found.add((by_code[row["parent_code"]], None))
    return frozenset(found)


def _is_total(row: Record, levels: Mapping[tuple[Value, Value], int]) -> bool:
    if "row_type" in row:
        return row["row_type"] in TOTAL_ROW_TYPES
    return "level" in row and levels[row["row_no"], row.get("side")] == 0
