"""The first page of a disclosure: headline figures, changes, every published table, the source."""

from yusuan.described.schema_org import disclosure_set
from yusuan.pages.charts import pictures
from yusuan.pages.declaration import Context, DisclosurePage
from yusuan.pages.headlines import changes, headlines
from yusuan.pages.marks import counts_of
from yusuan.pages.model import Disclosure, Record, Site, text
from yusuan.pages.places import title_of, titled_places
from yusuan.pages.tables import Cell, TableRow, TableView, simple_head, source_cell
from yusuan.pages.told import findings
from yusuan.pages.unpriced import unpriced


def _table_list(disclosure: Disclosure) -> TableView:
    rows = []
    shown = titled_places(disclosure)
    for row in disclosure.of("published_tables"):
        if row["resource"] == "performance_indicators":
            continue
        place = shown.get(text(row, "table_no"))
        link = f"disclosures/{disclosure.id}/{place.address}" if place is not None else ""
        rows.append(
            TableRow(
                (
                    Cell(title_of(row), "name", header=True, link=link),
                    _state(row),
                    Cell(text(row, "row_count"), "number"),
                    *(() if disclosure.tables_only else (_contents(row),)),
                    source_cell(row) if place is not None else Cell("—", "source quiet"),
                ),
                f"table-{row['table_no']}",
            )
        )
    # The contents list of a document whose tables alone are kept was not kept.
    contents = () if disclosure.tables_only else ("目录",)
    head = simple_head("表", "状态", "行数", *contents, "原文")
    return TableView("公布的表", head, tuple(rows), "listing")


def _state(row: Record) -> Cell:
    if row["place"] is None:
        return Cell("缺：目录列出，正文没有", "missing")
    if row["is_empty"]:
        return Cell("空表", "empty", note=text(row, "note"))
    return Cell("有数据" if row["resource"] else "未能识别")


def _contents(row: Record) -> Cell:
    if row["contents_place"] is None:
        return Cell("未列入", "quiet")
    page = row["contents_page"]
    return Cell("列入" if page is None else f"第 {page} 页")


def _context(site: Site, disclosure: Disclosure) -> Context:
    rows = [name for name, found in disclosure.rows.items() if found]
    page = f"disclosures/{disclosure.id}/index.html"
    return {
        "json_ld": disclosure_set(site.descriptor, disclosure.facts, rows, page, "../../"),
        "headlines": headlines(disclosure),
        "checked": counts_of(disclosure.of("checks")),
        "told": findings(disclosure),
        "changes": changes(disclosure),
        "flow": pictures(disclosure, "flow"),
        "pictures": pictures(disclosure, "three-public", "economic"),
        "project_pictures": pictures(disclosure, "projects"),
        "table": _table_list(disclosure),
        "projects": disclosure.of("projects"),
        "unpriced": unpriced(disclosure),
    }


OVERVIEW_PAGE = DisclosurePage(
    name="index", title="概览", template="overview.html.j2", context=_context
)
