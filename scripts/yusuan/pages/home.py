"""The home page: what this is, every disclosure by place and organisation, the newest figures.

Of a collection of many it leads by place; of one organisation, with that one's figures.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from yusuan.described.schema_org import whole_set
from yusuan.pages.charts import pictures
from yusuan.pages.collection.model import collection_of
from yusuan.pages.declaration import Context, SitePage
from yusuan.pages.explaining import NO_EXPLAINER, Explainer, explainer_of
from yusuan.pages.figures import STATUS_CLASSES, grouped, target
from yusuan.pages.headlines import headlines
from yusuan.pages.marks import Marked, Marks, counts_of, marks_of
from yusuan.pages.measures import MEASURE_BY_NAME, Measure, field_in, find
from yusuan.pages.model import Disclosure, Record, Site, row_anchor, text, year_of
from yusuan.pages.origins import Origin, origin_of
from yusuan.pages.places import figure_address
from yusuan.pages.planned import Planned, planned_of
from yusuan.pages.stated import Stated, stated_of
from yusuan.pages.told import findings

_EXAMPLES = 3
# Above these the lists of the home page are folded up or cut: they stay readable on a phone.
_OPEN_PLACES = 6
_OTHER_NEWEST = 8


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of “三公” expenditure; ``link`` is relative to the folder of the disclosure.

    ``stated`` is what the prose says of a kind whose cell is blank, ``planned`` what its row
    prints as the plan.
    """

    name: str
    value: str
    unit: str
    css: str
    link: str
    origin: Origin | None
    stated: tuple[Stated, ...] = ()
    marks: Marked = ()
    planned: tuple[Planned, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """An indicator with its target as data (``≥ 80 个``); ``link`` as for Part."""

    project: str
    indicator: str
    target: str
    link: str
    origin: Origin | None
    marks: Marked


def newest(site: Site) -> tuple[Disclosure, ...]:
    """The disclosures of the latest year: the latest published first, then as in the package."""
    years = [year_of(each.facts) for each in site.disclosures]
    latest = [
        each for each, year in zip(site.disclosures, years, strict=True) if year == max(years)
    ]
    return tuple(sorted(latest, key=lambda each: text(each.facts, "published"), reverse=True))


def three_public(disclosure: Disclosure) -> tuple[Part, ...]:
    """The kinds of “三公” expenditure, as printed; their own parts are left to the table."""
    measure = MEASURE_BY_NAME["three_public"]
    whole = find(measure, disclosure)
    if whole is None:
        return ()
    rows = disclosure.of(measure.resource)
    kinds = [row for row in rows if row["parent_key"] == whole.row["row_key"]]
    marks = marks_of(disclosure)
    return tuple(_part(disclosure, measure, row, marks) for row in kinds)


def _part(disclosure: Disclosure, measure: Measure, row: Record, marks: Marks) -> Part:
    name = text(row, "item_name")
    figure = disclosure.figure(measure.resource, row, field_in(measure, disclosure, row))
    if figure is None:
        link = f"{measure.resource}.html#{measure.resource}-{row_anchor(row)}"
        said = tuple(stated_of(disclosure, name))
        planned = tuple(planned_of(disclosure, measure.resource, row))
        return Part(name, "", "", "blank", link, origin_of(row), said, planned=planned)
    id_ = text(figure, "budget_line_id")
    return Part(
        name,
        grouped(text(figure, "published_text")),
        text(figure, "published_unit"),
        STATUS_CLASSES[text(figure, "value_status")],
        figure_address(id_),
        origin_of(figure),
        marks=marks.figures.get(id_, ()),
    )


def examples(disclosure: Disclosure) -> Iterator[Example]:
    """The first quantity indicator of each of the first projects that have one."""
    names = {row["project_no"]: text(row, "project_name") for row in disclosure.of("projects")}
    marks, told = marks_of(disclosure), set[object]()
    for row in disclosure.of("performance_indicators"):
        number, shown = row["project_no"], target(row)
        if row["target_kind"] != "quantity" or shown is None or number in told:
            continue
        if len(told) == _EXAMPLES:
            return
        told.add(number)
        link = f"projects.html#project-{number}"
        found = marks.within(row["place"], row["place_end"])
        yield Example(
            names.get(number, ""), text(row, "level3"), shown, link, origin_of(row), found
        )


def _explainer(chosen: Disclosure | None) -> Explainer:
    if chosen is None:
        return NO_EXPLAINER
    return explainer_of(chosen, f"disclosures/{chosen.id}/", text(chosen.facts, "title"))


def _context(site: Site) -> Context:
    latest = newest(site)
    chosen = latest[0] if latest else None
    collection = collection_of(site)
    listed = collection.within(None)
    facts = [disclosure.facts for disclosure in site.disclosures]
    return {
        "json_ld": whole_set(site.descriptor, facts, ""),
        "newest": chosen,
        "explainer": _explainer(chosen),
        "others": latest[1 : _OTHER_NEWEST + 1],
        "newest_count": len(latest),
        "headlines": headlines(chosen) if chosen else (),
        "pictures": pictures(chosen, "flow") if chosen else (),
        "three_public": three_public(chosen) if chosen else (),
        "indicator_count": len(chosen.of("performance_indicators")) if chosen else 0,
        "examples": tuple(examples(chosen)) if chosen else (),
        "checked": counts_of(chosen.of("checks")) if chosen else None,
        "told": findings(chosen) if chosen else (),
        "collection": collection,
        "places": listed,
        "folded": len(listed) > _OPEN_PLACES,
        "by_place": len(collection.organisations) > 1,
    }


HOME_PAGE = SitePage(
    name="index", title="首页", template="home.html.j2", context=_context, in_english=True
)
