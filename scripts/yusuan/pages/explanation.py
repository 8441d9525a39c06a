"""The explanation (情况说明): all prose in order, its tables in their places, its amounts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from yusuan.evidence.places import order, place_of
from yusuan.model import Value
from yusuan.pages.declaration import Context, DisclosurePage
from yusuan.pages.figures import UNVERIFIED, grouped
from yusuan.pages.marks import Marked, Marks, marks_of
from yusuan.pages.model import Disclosure, Record, Site, text
from yusuan.pages.places import titled_places
from yusuan.pages.tables import Cell, TableRow, TableView, published, simple_head, source_cell
from yusuan.tables.institutions import INSTITUTIONS


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the explanation, in the order of the source."""

    kind: Literal["section", "heading", "paragraph", "table", "link", "projects"]
    text: str
    id: str
    start: Value
    end: Value
    link: str = ""
    marks: Marked = ()


def _parts(disclosure: Disclosure, marks: Marks) -> Iterator[Part]:
    prose = disclosure.of("narrative")
    first = _at(prose[0]) if prose else ()
    tables = [
        row
        for row in disclosure.of("published_tables")
        if row["place"] and row["resource"] and _at(row) > first
    ]
    titled = titled_places(disclosure)
    projects_linked = False
    for row in sorted([*prose, *tables], key=_at):
        if "paragraph_no" in row:
            yield _prose(row, marks)
        elif row["resource"] == "performance_indicators":
            if not projects_linked:
                projects_linked = True
                yield Part("projects", "项目绩效目标表", "projects", *_source(row), "projects.html")
        else:
            resource, shown = text(row, "resource"), titled[text(row, "table_no")]
            kind: Literal["table", "link"] = "table" if resource == INSTITUTIONS.name else "link"
            yield Part(kind, shown.label, resource, *_source(row), shown.address)


def _prose(row: Record, marks: Marks) -> Part:
    anchor = f"narrative-{row['section_no']}-{row['paragraph_no']}"
    kind: Literal["section", "heading", "paragraph"] = "paragraph"
    if row["paragraph_type"] == "heading":
        # A heading outside every section stands as high as one of a section.
        opens = row["paragraph_no"] == 1 or row["section_title"] is None
        kind = "section" if opens else "heading"
    start, end = _source(row)
    found = marks.within(start, end)
    return Part(kind, text(row, "text"), anchor, start, end, "", found)


def _at(row: Record) -> tuple[object, ...]:
    """What sorts rows as the documents print them, one document after the other."""
    return (text(row, "document_id"), *order(place_of(text(row, "place"))))


def _source(row: Record) -> tuple[Value, Value]:
    return row["place"], row["place_end"]


def _amounts(disclosure: Disclosure) -> TableView:
    rows = tuple(
        TableRow(
            (
                Cell(text(row, "subject"), "name", header=True),
                Cell(kind_of_amount(row)),
                Cell(
                    grouped(text(row, "published_text")),
                    "figure",
                    note=UNVERIFIED if row["read_by"] == "ocr" else "",
                ),
                Cell(text(row, "published_unit")),
                Cell(text(row, "sentence"), "sentence"),
                source_cell(row),
            ),
            f"amount-{row['amount_no']}",
        )
        for row in disclosure.of("stated_amounts")
    )
    head = simple_head("所指", "类型", "金额", "单位", "原句", "原文")
    return TableView("情况说明和表注中的金额", head, rows, "amounts", "文字中没有金额。")


def kind_of_amount(row: Record) -> str:
    """What an amount is: a level, a threshold, or a change with its direction and the year compared."""
    if row["amount_type"] == "level":
        return "数额"
    if row["amount_type"] == "threshold":
        return "界限"
    direction = {"increase": "增加", "decrease": "减少"}[text(row, "change_direction")]
    return f"比 {row['compared_year']} 年{direction}" if row["compared_year"] else direction


def _context(site: Site, disclosure: Disclosure) -> Context:
    marks = marks_of(disclosure)
    printed = disclosure.published(INSTITUTIONS.name)
    present = printed is not None and printed["place"] is not None
    return {
        "parts": tuple(_parts(disclosure, marks)),
        "institutions": published(disclosure, printed, marks) if printed and present else None,
        "project_count": len(disclosure.of("projects")),
        "amounts": _amounts(disclosure),
    }


def _applies(disclosure: Disclosure) -> bool:
    return bool(disclosure.of("narrative"))


EXPLANATION_PAGE = DisclosurePage(
    name="explanation",
    title="情况说明",
    template="explanation.html.j2",
    context=_context,
    applies=_applies,
)
