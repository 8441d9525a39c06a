"""What was not understood: tables that no layout claims, texts that became no data, unread pages."""

from collections.abc import Iterator

from yusuan.pages.declaration import Context, DisclosurePage
from yusuan.pages.model import Disclosure, Site, text
from yusuan.pages.origins import origin_of
from yusuan.pages.places import other_tables
from yusuan.pages.tables import Cell, TableRow, TableView, published, simple_head

REASONS = {
    "unbound_table": "没有版式认领这张表",
    "unknown_column": "不认识的列",
    "unknown_row": "不认识的行",
    "merged": "一个数合并在几行或几栏上",
    "not_a_figure": "数字栏中不是数字",
    "unknown_unit": "金额没有印出单位",
    "hidden": "隐藏或划去的内容",
    "no_cached_value": "公式没有存下结果",
    "contradicts_sums": "与本表的合计相矛盾",
    "prose_amount": "文中的金额读不准",
    "off_page": "在页面之外",
    "clipped": "被裁去，看不见",
    "invisible": "不可见",
    "overprinted": "重复印在同一处",
    "garbled": "文字层不是印出的文字",
    "picture": "是图像，没有文字层",
    "too_much": "文字过多，没有读",
}
# Of a table drawn in whole nothing is listed once more.
_DRAWN = "unbound_table"


def _leftovers(disclosure: Disclosure) -> TableView:
    rows = tuple(_rows(disclosure))
    head = simple_head("印出的文字", "缘由", "位置", name="印出的文字")
    return TableView("没有成为数据的文字", head, rows, "listing", "没有遗漏的文字。")


def _rows(disclosure: Disclosure) -> Iterator[TableRow]:
    for row in disclosure.of("unplaced_cells"):
        if row["reason"] == _DRAWN:
            continue
        found = origin_of(row)
        yield TableRow(
            (
                Cell(text(row, "text") or "（图像）", "name", header=True),
                Cell(REASONS[text(row, "reason")]),
                Cell(found.label if found else "", origin=found.anchor if found else ""),
            ),
            f"unplaced-{row['unplaced_no']}",
        )


def _unread(disclosure: Disclosure) -> tuple[str, ...]:
    return tuple(text(row, "reason") for row in disclosure.documents if row["reason"])


def _applies(disclosure: Disclosure) -> bool:
    return bool(other_tables(disclosure) or disclosure.of("unplaced_cells") or _unread(disclosure))


def _context(site: Site, disclosure: Disclosure) -> Context:
    leftovers = _leftovers(disclosure)
    return {
        "tables": tuple(
            (row["table_no"], published(disclosure, row)) for row in other_tables(disclosure)
        ),
        "leftovers": leftovers if leftovers.rows else None,
        "unread": _unread(disclosure),
    }


OTHERS_PAGE = DisclosurePage(
    name="others",
    title="未归入数据的内容",
    template="others.html.j2",
    context=_context,
    applies=_applies,
)
