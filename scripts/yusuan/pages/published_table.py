"""The page of one published table, for every table declared in ``yusuan.tables``."""

from functools import partial

from yusuan.pages.declaration import Context, DisclosurePage
from yusuan.pages.marks import in_table, marks_of
from yusuan.pages.model import Disclosure, Site
from yusuan.pages.tables import published
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


def _context(table: PublishedTable, site: Site, disclosure: Disclosure) -> Context:
    marks = marks_of(disclosure)
    return {
        "resource": table.resource,
        "printed": disclosure.published(table.name),
        "table": published(table, disclosure, marks),
        "disagreements": in_table(disclosure, marks, table.name),
    }
