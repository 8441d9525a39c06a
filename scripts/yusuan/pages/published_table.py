"""The page of the published tables of one role, for every role declared in ``yusuan.tables``."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from yusuan.described.schema_org import table_set
from yusuan.pages.charts import TABLE_PICTURES, pictures
from yusuan.pages.declaration import Context, DisclosurePage
from yusuan.pages.marks import in_table, marks_of
from yusuan.pages.model import Disclosure, Site
from yusuan.pages.places import further_tables
from yusuan.pages.stated import stated_blanks
from yusuan.pages.tables import Cell, TableView, published
from yusuan.tables.declaration import PublishedTable


def table_page(table: PublishedTable) -> DisclosurePage:
    """The page of ``table``, in the disclosures that have it, be it empty."""
    return DisclosurePage(
        name=table.name,
        title=table.resource.title,
        template="published_table.md.j2",
        context=partial(_context, table),
        applies=partial(_applies, table),
    )


def _applies(table: PublishedTable, disclosure: Disclosure) -> bool:
    return disclosure.has_table(table.name)


# So many names of rows stand for a table where people search; of deeper rows none then.
_NAMES = 8


@dataclass(frozen=True, slots=True)
class Held:
    """What of a table has figures: names of its rows, the upper levels first, and its columns."""

    names: tuple[str, ...]
    all_named: bool
    columns: tuple[str, ...]


def held_by(table: TableView, labels: Sequence[str]) -> Held:
    """The names of rows down to the deepest level with which there are few, and of columns.

    ``labels`` names the columns of ``table``, one each.
    """
    levels: dict[str, int] = {}
    columns: dict[int, None] = {}
    for row in table.rows:
        name: Cell | None = None
        for column, cell in enumerate(row.cells):
            if cell.header:
                name = cell
            elif _has_figure(cell):
                columns[column] = None
                if name is not None and name.text:
                    levels.setdefault(name.text, _level(name))
    deepest = max(levels.values(), default=0)
    while deepest and sum(level <= deepest for level in levels.values()) > _NAMES:
        deepest -= 1
    names = tuple(name for name, level in levels.items() if level <= deepest)
    return Held(
        names,
        len(names) == len(levels),
        tuple(dict.fromkeys(labels[column] for column in sorted(columns))),
    )


def labels_of(table: TableView) -> list[str]:
    """The innermost label over each column of a table."""
    labels = [""] * table.head.width
    free = [0] * table.head.width  # rows down to which each column is taken
    for depth, row in enumerate(table.head.rows):
        column = 0
        for cell in row:
            while column < len(free) and free[column] > depth:
                column += 1
            for at in range(column, min(column + cell.colspan, len(free))):
                labels[at] = cell.label or labels[at]
                free[at] = depth + cell.rowspan
            column += cell.colspan
    return labels


def _has_figure(cell: Cell) -> bool:
    return cell.css.split()[:1] == ["figure"] and bool(cell.text)


def _level(name: Cell) -> int:
    found = (part for part in name.css.split() if part.startswith("level-"))
    return int(next(found, "level-0").removeprefix("level-"))


def _context(table: PublishedTable, site: Site, disclosure: Disclosure) -> Context:
    marks = marks_of(disclosure)
    printed = disclosure.published(table.name)
    assert printed is not None
    drawn = published(disclosure, printed, marks)
    page = f"disclosures/{disclosure.id}/{table.name}.html"
    schema = site.resource(table.name).schema
    return {
        "json_ld": table_set(site.descriptor, disclosure.facts, schema, table.name, page, "../../"),
        "resource": table.resource,
        "printed": printed,
        "printed_pages": disclosure.pages_between(printed["place"], printed["place_end"]),
        "stated_blanks": tuple(stated_blanks(disclosure, table.name)),
        "table": drawn,
        "further": tuple(
            (row["table_no"], published(disclosure, row, marks))
            for row in further_tables(disclosure, table.name)
        ),
        "held": held_by(drawn, labels_of(drawn)),
        "disagreements": in_table(disclosure, marks, table.name),
        "pictures": pictures(disclosure, *TABLE_PICTURES.get(table.name, ())),
    }
