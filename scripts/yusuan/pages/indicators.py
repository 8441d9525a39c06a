"""Indicators as tables: of one project, of one goal, and of a whole disclosure."""

from collections.abc import Iterable

from yusuan.pages.declaration import Context, DisclosurePage
from yusuan.pages.figures import TARGET_KIND_TITLES, printed_differs, target
from yusuan.pages.marks import NO_MARKS, Marks, marks_of
from yusuan.pages.model import Disclosure, Record, Site, text
from yusuan.pages.tables import SOURCE_LABEL, Cell, TableRow, TableView, simple_head, source_cell

# Label, field and class of the cells; the two columns without a field are made of the target.
_COLUMNS = (
    ("一级指标", "level1", "level"),
    ("二级指标", "level2", "level"),
    ("三级指标", "level3", "name"),
    ("绩效指标描述", "description", ""),
    ("指标值", None, ""),
    ("类型", None, ""),
    ("指标值确定依据", "basis", "basis"),
)
_NAME = "三级指标"


def target_cell(row: Record) -> Cell:
    """The target as data, with the printed words where they say more or other."""
    printed, shown = text(row, "target_text"), target(row)
    css = "target not-applicable" if row["target_kind"] == "not_applicable" else "target"
    if shown is None:
        return Cell(printed, css if printed else "blank")
    note = f"原文：{printed}" if printed_differs(printed, shown) else ""
    return Cell(shown, css, note=note)


def _text_cell(row: Record, field: str, css: str = "") -> Cell:
    value = text(row, field)
    sign = "not-applicable" if value == TARGET_KIND_TITLES["not_applicable"] else ""
    classes = f"{css} {sign if value else 'blank'}".strip()
    return Cell(value, classes, header=field == "level3")


def _kind_cell(row: Record) -> Cell:
    return Cell(TARGET_KIND_TITLES.get(text(row, "target_kind"), ""), "kind")


def indicator_table(
    caption: str, rows: Iterable[Record], prefix: str, marks: Marks = NO_MARKS
) -> TableView:
    """The indicators of one project or goal; rows have the ids ``<prefix>-<number>``.

    Those of a goal come from prose, which has no basis and seldom a second level: columns
    without any text are left out there, while those of a printed table are all kept.
    """
    rows = tuple(rows)
    printed = all("basis" in row for row in rows)
    columns = [
        (label, field, css)
        for label, field, css in _COLUMNS
        if printed or field is None or any(row.get(field) for row in rows)
    ]
    return TableView(
        caption=caption,
        head=simple_head(*(label for label, _, _ in columns), SOURCE_LABEL, name=_NAME),
        rows=tuple(
            TableRow(
                (*(_cell(row, *column) for column in columns), source_cell(row, marks)),
                f"{prefix}-{row['indicator_no']}",
                _row_class(row),
            )
            for row in rows
        ),
        css="indicators",
        empty="没有指标。",
    )


def _cell(row: Record, label: str, field: str | None, css: str) -> Cell:
    if field is not None:
        return _text_cell(row, field, css)
    return target_cell(row) if label == "指标值" else _kind_cell(row)


def _row_class(row: Record) -> str:
    return "muted" if row["target_kind"] == "not_applicable" else ""


def _all_indicators(site: Site, disclosure: Disclosure) -> Context:
    marks = marks_of(disclosure)
    names = {row["project_no"]: text(row, "project_name") for row in disclosure.of("projects")}
    rows = []
    for row in disclosure.of("performance_indicators"):
        number = row["project_no"]
        project = Cell(
            f"{number}、{names.get(number, '')}",
            "project",
            link=f"disclosures/{disclosure.id}/projects.html#project-{number}",
        )
        cells = (
            project,
            _text_cell(row, "level2"),
            _text_cell(row, "level3", "name"),
            target_cell(row),
            _kind_cell(row),
            source_cell(row, marks),
        )
        anchor = f"indicator-{number}-{row['indicator_no']}"
        rows.append(TableRow(cells, anchor, _row_class(row)))
    labels = ("项目", "二级指标", "三级指标", "指标值", "类型", SOURCE_LABEL)
    head = simple_head(*labels, name=_NAME)
    table = TableView("全部项目绩效指标", head, tuple(rows), "indicators all", "没有指标。")
    counts = dict.fromkeys(TARGET_KIND_TITLES, 0)
    for row in disclosure.of("performance_indicators"):
        kind = text(row, "target_kind")
        if kind in counts:
            counts[kind] += 1
    kinds = [(TARGET_KIND_TITLES[kind], count) for kind, count in counts.items() if count]
    return {"table": table, "kinds": kinds}


def _applies(disclosure: Disclosure) -> bool:
    return bool(disclosure.of("performance_indicators"))


INDICATORS_PAGE = DisclosurePage(
    name="indicators",
    title="全部绩效指标",
    template="indicators.md.j2",
    context=_all_indicators,
    applies=_applies,
)
