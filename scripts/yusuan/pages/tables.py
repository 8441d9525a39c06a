"""Any table of a page, as data for the one template that draws tables (``_table.html.j2``).

``published`` builds it for a published table, generically from its declaration.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from yusuan.model import Side, Value
from yusuan.pages.figures import STATUS_CLASSES, grouped
from yusuan.pages.heads import Head, head_of, printed_paths
from yusuan.pages.marks import NO_MARKS, Marks, Numbers
from yusuan.pages.model import Disclosure, Record, row_anchor, text
from yusuan.pages.origins import origin, origin_of
from yusuan.tables.declaration import Column, PublishedTable

SOURCE_LABEL = "原文"
TOTAL_ROW_TYPES = frozenset({"total", "current_year_total", "grand_total"})
CODE_PAGES = {"function_code": "function", "economic_code": "economic"}
# Deeper levels are indented like this one.
DEEPEST = 4
# Key and side of a row of the package.
At = tuple[Value, Value]
Levels = Mapping[At, int]


class Cell(NamedTuple):
    """``css`` tells blank, 0, 不涉及 and a dash apart; ``link`` is relative to the site's root.

    ``origin`` leads to an anchor of the source page instead, ``marks`` to disagreements: both only on
    pages of a disclosure.
    """

    text: str
    css: str = ""
    header: bool = False
    id: str = ""
    link: str = ""
    note: str = ""
    origin: str = ""
    marks: Numbers = ()


_VOID = Cell("", "void")
_BLANK_FIGURE = Cell("", "figure blank")
_BLANK_TEXT = Cell("", "text blank")


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
    """Where the row stands in the document, with the disagreements that name the place."""
    found = origin_of(row)
    if found is None:
        return Cell("", "source")
    marked = marks.beside_figures(row["place"], row.get("place_end"))
    return Cell(found.label, "source", origin=found.anchor, marks=marked)


def published(table: PublishedTable, disclosure: Disclosure, marks: Marks = NO_MARKS) -> TableView:
    """``table`` as published: its printed head, its rows in order, two halves side by side."""
    paths = (*printed_paths(table, disclosure), (SOURCE_LABEL,))
    names = _name_columns(table)
    css = [*("name" if c in names else _head_class(c) for c in table.columns), "source"]
    return TableView(
        caption=_caption(table, disclosure),
        head=head_of(paths, css),
        rows=tuple(_rows(table, disclosure, marks)),
        css="published" + (" sided" if _sides(table) else ""),
        empty="空表：原文只有表头，没有数据。",
    )


def _caption(table: PublishedTable, disclosure: Disclosure) -> str:
    """The title as printed and the unit of the amounts."""
    printed = disclosure.published(table.name) or {}
    title, unit = printed.get("title") or table.resource.title, printed.get("unit")
    return f"{title}（金额单位：{unit}）" if unit else str(title)


def _head_class(column: Column) -> str:
    return "figure" if column.measure else "number" if column.field == "row_no" else ""


def _sides(table: PublishedTable) -> tuple[Side, ...]:
    found = dict.fromkeys(column.side for column in table.columns if column.side is not None)
    return tuple(found)


def _rows(table: PublishedTable, disclosure: Disclosure, marks: Marks) -> Iterator[TableRow]:
    rows = disclosure.of(table.name)
    levels = _levels(rows)
    parents = _parents(rows)
    names = _name_columns(table)
    columns = [
        (
            column.side,
            _name_cells(table, column, levels, parents)
            if column in names
            else _cells(table, disclosure, marks, column),
        )
        for column in table.columns
    ]
    # One printed row: its only record, or its halves by side.
    printed: dict[Value, dict[Value, Record]] = {}
    for row in rows:
        at = row["place"] if row.get("side") else row["row_key"]
        printed.setdefault(at, {})[row.get("side")] = row
    for halves in printed.values():
        first = next(iter(halves.values()))
        cells = []
        for side, cell in columns:
            record = halves.get(side) if side else first
            cells.append(_VOID if record is None else cell(record))
        total = all(_is_total(row, levels) for row in halves.values())
        cells.append(source_cell(first, marks))
        anchor = "" if first.get("side") else f"{table.name}-{first['row_key']}"
        yield TableRow(tuple(cells), anchor, "total" if total else "")


def _name_columns(table: PublishedTable) -> tuple[Column, ...]:
    """The column of each side that names the row: the first that is no number, code or figure."""
    found: dict[Side | None, Column] = {}
    for column in table.columns:
        if column.measure or column.field == "row_no" or column.field in CODE_PAGES:
            continue
        found.setdefault(column.side, column)
    return tuple(found.values())


# What draws the cells of a column is made once for all its rows.


def _name_cells(
    table: PublishedTable, column: Column, levels: Levels, parents: frozenset[At]
) -> Callable[[Record], Cell]:
    def cell(row: Record) -> Cell:
        at = (row["row_key"], row.get("side"))
        css = f"name level-{min(levels[at], DEEPEST)}" + (" parent" if at in parents else "")
        anchor = f"{table.name}-{row_anchor(row)}" if column.side else ""
        return Cell(text(row, column.field), css, header=True, id=anchor)

    return cell


def _cells(
    table: PublishedTable, disclosure: Disclosure, marks: Marks, column: Column
) -> Callable[[Record], Cell]:
    name, field = table.name, column.field

    def figure_cell(row: Record) -> Cell:
        figure = disclosure.figure(name, row, field)
        if figure is None:
            return _BLANK_FIGURE
        status = STATUS_CLASSES[text(figure, "value_status")]
        found = marks.figures.get(text(figure, "budget_line_id"), ())
        shown = grouped(text(figure, "published_text"))
        css = f"figure {status}" if status else "figure"
        source = origin(figure["place"])
        return Cell(shown, css, origin=source.anchor if source else "", marks=found)

    def code_cell(row: Record) -> Cell:
        code = text(row, field)
        link = f"classifications.html#{CODE_PAGES[field]}-{code}"
        return Cell(code, "code", link=link) if code else _BLANK_TEXT

    def text_cell(row: Record) -> Cell:
        value = text(row, field)
        return Cell(value, "text") if value else _BLANK_TEXT

    def number_cell(row: Record) -> Cell:
        return Cell(text(row, field), "number")

    if column.measure:
        return figure_cell
    if field == "row_no":
        return number_cell
    return code_cell if field in CODE_PAGES else text_cell


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
