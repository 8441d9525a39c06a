"""The page of the published tables of one role, for every role declared in ``yusuan.tables``."""

import re
from collections.abc import Iterable
from functools import partial

from yusuan.described.schema_org import table_set
from yusuan.pages.charts import TABLE_PICTURES, pictures
from yusuan.pages.declaration import Context, DisclosurePage
from yusuan.pages.explaining import explainer_of
from yusuan.pages.figures import SIDE_TITLES
from yusuan.pages.marks import in_table, marks_of
from yusuan.pages.model import Disclosure, Site
from yusuan.pages.our_words import words_of
from yusuan.pages.places import further_tables, title_of
from yusuan.pages.stated import stated_blanks
from yusuan.pages.tables import Cell, TableView, published
from yusuan.tables.declaration import PublishedTable

# What is below so many rows is out of sight on a phone.
ROWS_IN_VIEW = 5
_SIGNS = {"blank", "not-applicable", "dash"}
_ZERO = re.compile(r"0(?:\.0+)?")


def table_page(table: PublishedTable) -> DisclosurePage:
    """The page of ``table``, in the disclosures that have it, be it empty."""
    return DisclosurePage(
        name=table.name,
        title=table.resource.title,
        template="published_table.html.j2",
        context=partial(_context, table),
        applies=partial(_applies, table),
        contents=False,
    )


def bottom_totals(table: TableView) -> tuple[tuple[Cell, Cell], ...]:
    """Name and first figure of the last total, or of its two halves, where many rows stand above it.

    They are told above the table, so that a reader of a phone need not go through it for them.
    """
    rows = [number for number, row in enumerate(table.rows) if row.css == "total"]
    if not rows or rows[0] < ROWS_IN_VIEW:
        return ()
    found: list[tuple[Cell, Cell]] = []
    name: Cell | None = None
    for cell in table.rows[rows[-1]].cells:
        if cell.header:
            name = cell
        elif name is not None and cell.figure:
            found.append((name, cell))
            name = None
    if len({name.text for name, _ in found}) < len(found):  # 总计 of both halves
        return tuple((_of_its_side(name, figure), figure) for name, figure in found)
    return tuple(found)


def _of_its_side(name: Cell, figure: Cell) -> Cell:
    key, _, _ = figure.figure.rpartition(".")
    side = next((title for word, title in SIDE_TITLES.items() if key.endswith(f"-{word}")), "")
    return name._replace(text=f"{side}{name.text}")


def signs_in(tables: Iterable[TableView]) -> frozenset[str]:
    """Which of the signs that a reader may take for each other stand in tables: a legend tells them apart."""
    cells = [cell for table in tables for row in table.rows for cell in row.cells]
    named = {word for cell in cells for word in cell.css.split()} & _SIGNS
    zero = any("figure" in cell.css.split() and _ZERO.fullmatch(cell.text) for cell in cells)
    return frozenset(named | ({"zero"} if zero else set()))


def _applies(table: PublishedTable, disclosure: Disclosure) -> bool:
    return disclosure.has_table(table.name)


def _context(table: PublishedTable, site: Site, disclosure: Disclosure) -> Context:
    marks = marks_of(disclosure)
    printed = disclosure.published(table.name)
    assert printed is not None
    drawn = published(disclosure, printed, marks)
    page = f"disclosures/{disclosure.id}/{table.name}.html"
    held = {
        name
        for row in disclosure.of(table.name)
        for name, value in row.items()
        if value is not None
    }
    fields = [each for each in site.resource(table.name).schema["fields"] if each["name"] in held]
    further = tuple(
        (row["table_no"], published(disclosure, row, marks))
        for row in further_tables(disclosure, table.name)
    )
    return {
        "json_ld": table_set(site.descriptor, disclosure.facts, fields, table.name, page, "../../"),
        "resource": table.resource,
        "printed": printed,
        "printed_title": title_of(printed),
        "printed_pages": disclosure.pages_between(printed["place"], printed["place_end"]),
        "stated_blanks": tuple(stated_blanks(disclosure, table.name)),
        "table": drawn,
        "our_words": words_of(disclosure, printed, explainer_of(disclosure)),
        "totals": bottom_totals(drawn),
        "further": further,
        "signs": signs_in((drawn, *(each for _, each in further))),
        "disagreements": in_table(disclosure, marks, table.name),
        "pictures": pictures(disclosure, *TABLE_PICTURES.get(table.name, ())),
    }
