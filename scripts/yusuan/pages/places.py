"""Where on the pages of a disclosure the data of a line or of a figure is shown."""

from dataclasses import dataclass, replace

from yusuan.citation.builders import row_of_figure
from yusuan.facts.keys import anchored, parse_line_id
from yusuan.pages.model import Disclosure, Record, text
from yusuan.tables import TABLES

# The one page of a disclosure that draws any of its figures.
FIGURE_PAGE = "figure"
_TABLE_TITLES = {table.name: table.resource.title for table in TABLES}


@dataclass(frozen=True, slots=True)
class Place:
    """``page`` and ``anchor`` make a link; without an anchor the page as a whole is meant."""

    page: str
    anchor: str
    label: str

    @property
    def address(self) -> str:
        """Relative to the folder of the disclosure."""
        return f"{self.page}.html#{self.anchor}" if self.anchor else f"{self.page}.html"


def figure_address(budget_line_id: str) -> str:
    """The page of a figure, relative to the folder of its disclosure.

    ``figure.html#<resource>.<row key>[-<side>].<field>``: its id without that of the disclosure,
    which the folder tells. A fragment, so that it needs no server and no query.
    """
    return f"{FIGURE_PAGE}.html#{figure_fragment(budget_line_id)}"


def figure_fragment(budget_line_id: str) -> str:
    """The part of a figure's address that names it within its disclosure."""
    return budget_line_id.partition(".")[2]


def table_place(resource: str, row: str) -> Place | None:
    """The row of a published table; ``row`` is its key, with its side where it has one."""
    title = _TABLE_TITLES.get(resource)
    if title is None:
        return None
    if not row:  # a line of the head
        return Place(resource, "", title)
    return Place(
        resource,
        f"{resource}-{row}",
        f"{title} {row.removesuffix('-revenue').removesuffix('-expenditure')}",
    )


def figure_place(disclosure: Disclosure, budget_line_id: str) -> Place | None:
    """The row that shows a figure, under the name that it is printed with; None for no id of a figure."""
    try:
        parts = parse_line_id(budget_line_id)
    except ValueError:
        return None
    place = table_place(parts.resource, anchored(parts.row_key, parts.side))
    figure = disclosure.figures.get(budget_line_id)
    name = row_of_figure(figure) if figure is not None else ""
    if place is None or not name:
        return place
    return replace(place, label=f"{_TABLE_TITLES[parts.resource]} {name}")


def other_tables(disclosure: Disclosure) -> tuple[Record, ...]:
    """The printed tables that are shown on no page of a role."""
    shown = {*_TABLE_TITLES, "performance_indicators"}
    printed = (row for row in disclosure.of("published_tables") if row["place"] is not None)
    return tuple(row for row in printed if row["resource"] not in shown)


def further_tables(disclosure: Disclosure, resource: str) -> tuple[Record, ...]:
    """The printed tables of a role but the first: its page shows them below that one."""
    printed = (row for row in disclosure.of("published_tables") if row["place"] is not None)
    return tuple(row for row in printed if row["resource"] == resource)[1:]


def title_of(printed: Record) -> str:
    """The title that a table is printed with, else that of its role."""
    title = text(printed, "title") or _TABLE_TITLES.get(text(printed, "resource"))
    return title or "没有标题的表"


def titled_places(disclosure: Disclosure) -> dict[str, Place]:
    """By ``table_no``: where the table under a printed title is shown."""
    projects = {row["place"]: row["project_no"] for row in disclosure.of("projects")}
    others = {row["table_no"] for row in other_tables(disclosure)}
    seen: set[str] = set()
    found = {}
    for row in disclosure.of("published_tables"):
        number, resource, title = text(row, "table_no"), text(row, "resource"), title_of(row)
        if row["place"] is None:
            continue
        if resource == "performance_indicators":
            project = projects.get(row["place"])
            anchor = "" if project is None else f"project-{project}"
            found[number] = Place("projects", anchor, title)
        elif row["table_no"] in others:
            found[number] = Place("others", f"table-{number}", title)
        else:
            anchor = f"table-{number}" if resource in seen else ""
            found[number] = Place(resource, anchor, title)
            seen.add(resource)
    return found


def line_place(resource: str, row_key: str, titled: dict[str, Place]) -> Place | None:
    """Where the data of a line is shown, by the resource and the key of its row or halves."""
    if resource == "published_tables":
        return titled.get(row_key)
    if resource == "narrative":
        return Place("explanation", f"narrative-{row_key.replace('.', '-')}", f"情况说明 {row_key}")
    if resource in ("projects", "performance_indicators"):
        anchor = f"project-{row_key.replace('.', '-')}"
        return Place("projects", anchor, f"项目绩效目标 {row_key}")
    return table_place(resource, row_key.partition(" ")[0])
