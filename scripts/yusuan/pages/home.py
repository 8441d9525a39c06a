"""The home page: what this is, the newest figures, every disclosure by place and department."""

from dataclasses import dataclass

from yusuan.pages.declaration import Context, SitePage
from yusuan.pages.figures import PHASE_TITLES
from yusuan.pages.headlines import headlines
from yusuan.pages.marks import counts_of
from yusuan.pages.model import Disclosure, Record, Site, integer, text
from yusuan.pages.tables import Cell, TableRow, TableView, simple_head


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative division and the disclosures of its departments."""

    code: str
    name: str
    count: int
    table: TableView


def newest(site: Site) -> Disclosure | None:
    """The disclosure of the latest year; of several, the first in the order of the package."""
    years = [integer(each.facts, "fiscal_year") for each in site.disclosures]
    return site.disclosures[years.index(max(years))] if years else None


def _places(site: Site) -> list[Place]:
    by_place: dict[str, list[Disclosure]] = {}
    for disclosure in site.disclosures:
        by_place.setdefault(text(disclosure.facts, "division_code"), []).append(disclosure)
    return [
        Place(code, text(found[0].facts, "division_name"), len(found), _listing(found))
        for code, found in sorted(by_place.items())
    ]


def _listing(disclosures: list[Disclosure]) -> TableView:
    """One row for each disclosure: departments by their code, the latest year first."""
    ordered = sorted(disclosures, key=_department_and_year)
    name = text(disclosures[0].facts, "division_name")
    return TableView(
        f"{name}的公开文件",
        simple_head("部门", "文件", "收入总计", "支出总计", "“三公”经费", "数据核对"),
        tuple(TableRow(_cells(each), each.id) for each in ordered),
        "listing disclosures",
        searchable=True,
    )


def _department_and_year(disclosure: Disclosure) -> tuple[str, int, str]:
    facts = disclosure.facts
    return text(facts, "department_code"), -integer(facts, "fiscal_year"), disclosure.id


def _cells(disclosure: Disclosure) -> tuple[Cell, ...]:
    facts = disclosure.facts
    figures = {headline.label: headline for headline in headlines(disclosure)}
    cells = [
        Cell(text(facts, "department_name"), "name", header=True),
        Cell(_document(facts), link=f"disclosures/{disclosure.id}/index.html"),
    ]
    for label in ("收入总计", "支出总计", "“三公”经费"):
        figure = figures.get(label)
        if figure is None or figure.css == "blank":
            cells.append(Cell("", "figure blank"))
        else:
            cells.append(Cell(f"{figure.value} {figure.unit}".rstrip(), f"figure {figure.css}"))
    cells.append(_checks_cell(disclosure))
    return tuple(cells)


def _checks_cell(disclosure: Disclosure) -> Cell:
    counts = counts_of(disclosure.of("checks"))
    if not counts.total:
        return Cell("")
    shown = f"{counts.disagrees:,} 项不一致" if counts.disagrees else "没有不一致"
    return Cell(shown, "checked", link=f"disclosures/{disclosure.id}/checks.html")


def _document(facts: Record) -> str:
    return f"{facts['fiscal_year']} 年{PHASE_TITLES[text(facts, 'phase')]}"


def _context(site: Site) -> Context:
    chosen = newest(site)
    return {
        "newest": chosen,
        "headlines": headlines(chosen) if chosen else (),
        "checked": counts_of(chosen.of("checks")) if chosen else None,
        "places": _places(site),
    }


HOME_PAGE = SitePage(name="index", title="首页", template="home.md.j2", context=_context)
