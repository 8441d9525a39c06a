"""The page of an organisation: its documents, its years side by side, plans beside outcomes."""

from dataclasses import dataclass

from yusuan.pages.collection.caveats import caveats
from yusuan.pages.collection.cells import SCOPE_TITLES, column_names
from yusuan.pages.collection.model import Collection, Organisation, organisation_address
from yusuan.pages.collection.plans import plans
from yusuan.pages.collection.series import functions, main_figures
from yusuan.pages.declaration import CollectionPage, Context
from yusuan.pages.model import Record, Site, text
from yusuan.pages.tables import Cell, TableRow, TableView, simple_head


def documents(organisation: Organisation) -> TableView:
    """Every document, the latest first."""
    names = column_names(organisation.disclosures)
    rows = tuple(
        TableRow(
            (
                Cell(
                    names[each.id],
                    "name",
                    header=True,
                    link=f"disclosures/{each.id}/index.html",
                ),
                Cell(text(each.facts, "department_name")),
                Cell(SCOPE_TITLES[text(each.facts, "scope")]),
                Cell(text(each.facts, "published") or "不详"),
            )
        )
        for each in reversed(organisation.disclosures)
    )
    return TableView(
        "公开文件", simple_head("文件", "印出的名称", "范围", "公布日期"), rows, "listing"
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A unit of a department, or the department of a unit; ``address`` where it has a page."""

    name: str
    address: str


def units(site: Site, organisation_id: str) -> tuple[Part, ...]:
    """The units that the tables of a department list as its own."""
    return tuple(_part(row) for row in site.organisations if row["part_of"] == organisation_id)


def department(site: Site, organisation_id: str) -> Part | None:
    """The department whose tables list an organisation as a unit; None where none does."""
    rows = {row["organisation_id"]: row for row in site.organisations}
    own = rows.get(organisation_id)
    whole = rows.get(own["part_of"]) if own is not None else None
    return None if whole is None else _part(whole)


def _part(row: Record) -> Part:
    own = row["disclosure_count"] != 0
    address = organisation_address(text(row, "organisation_id")) if own else ""
    return Part(text(row, "organisation_name"), address)


def _context(site: Site, collection: Collection, organisation: Organisation) -> Context:
    series, by_function = main_figures(organisation), functions(organisation)
    unitless = {
        each.id: each
        for found in (series, by_function)
        if found is not None
        for each in found.unitless
    }
    return {
        "chain": collection.chain(organisation.place),
        "documents": documents(organisation),
        "department": department(site, organisation.id),
        "units": units(site, organisation.id),
        "series": series,
        "functions": by_function,
        "plans": plans(organisation),
        "caveats": tuple(caveats(organisation, tuple(unitless.values()))),
    }


ORGANISATION_PAGE: CollectionPage[Organisation] = CollectionPage(
    name="organisations",
    template="organisation.html.j2",
    subjects=lambda collection: collection.organisations,
    address=lambda organisation: organisation.address,
    title=lambda organisation: organisation.name,
    context=_context,
)
