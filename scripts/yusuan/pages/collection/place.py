"""The page of a place: what lies in it, its organisations and their years."""

from collections.abc import Iterator, Mapping

from yusuan.pages.collection.cells import SCOPE_TITLES, column_names, figure_cell
from yusuan.pages.collection.model import Collection, Division, Organisation
from yusuan.pages.declaration import CollectionPage, Context
from yusuan.pages.heads import figures_head
from yusuan.pages.measures import MEASURE_BY_NAME
from yusuan.pages.model import Site, year_of
from yusuan.pages.outline import shown
from yusuan.pages.tables import Cell, TableRow, TableView
from yusuan.printed.numbers import PACKAGE_UNIT

_SHOWN = tuple(
    MEASURE_BY_NAME[name]
    for name in ("expenditure_total", "basic", "project", "three_public", "reception")
)

_OF_UNIT = f"（{SCOPE_TITLES['unit']}）"


def latest_figures(organisations: tuple[Organisation, ...]) -> TableView:
    """The main figures of the latest document of each, as printed."""
    names = column_names(tuple(each for of in organisations for each in of.disclosures))
    rows = tuple(_row(each, names) for each in organisations)
    labels = ("机构", *(measure.label for measure in _SHOWN))
    title = f"各机构最近一份文件的主要数字（{PACKAGE_UNIT}）"
    return TableView(title, figures_head(labels), rows, "published compared")


def _row(organisation: Organisation, names: Mapping[str, str]) -> TableRow:
    """``names`` are those of the documents, which tell departments from units where there are both."""
    latest = organisation.disclosures[-1]
    document = names[latest.id]
    if latest.facts["scope"] == "unit" and _OF_UNIT not in document:
        document += _OF_UNIT
    return TableRow(
        (
            Cell(organisation.name, "name", header=True, link=organisation.address, note=document),
            *(figure_cell(each, latest, shown(each, latest), None) for each in _SHOWN),
        )
    )


def years(collection: Collection, key: str) -> Iterator[int]:
    """Every year that a document of the place is of."""
    yield from sorted(
        {
            year_of(each.facts)
            for organisation in collection.below(key)
            for each in organisation.disclosures
            if year_of(each.facts)
        }
    )


def _context(site: Site, collection: Collection, division: Division) -> Context:
    organisations = division.organisations
    return {
        "chain": collection.chain(division.key)[:-1],
        "collection": collection,
        "below": tuple(collection.below(division.key)),
        "years": tuple(years(collection, division.key)),
        "table": latest_figures(organisations) if organisations else None,
    }


PLACE_PAGE: CollectionPage[Division] = CollectionPage(
    name="places",
    template="place.html.j2",
    subjects=lambda collection: collection.divisions.values(),
    address=lambda division: division.address,
    title=lambda division: division.name,
    context=_context,
)
