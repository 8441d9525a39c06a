"""Indicators as tables: of one project, of one goal, and of a whole disclosure."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from yusuan.model import Value
from yusuan.pages.declaration import Context, DisclosurePage
from yusuan.pages.figures import TARGET_KIND_TITLES, plain, printed_differs, target
from yusuan.pages.marks import NO_MARKS, Marked, Marks, marks_of
from yusuan.pages.model import Disclosure, Record, Site, decimal, text
from yusuan.pages.tables import SOURCE_LABEL, Cell, TableRow, TableView, simple_head, source_cell
from yusuan.pages.unpriced import unpriced

# Label, field and class of the cells; the two columns without a field are made of the target. What
# stands beside a cell that has a class, or is the head of its row, is styled by its place.
_COLUMNS = (
    ("一级指标", "level1", "level"),
    ("二级指标", "level2", ""),
    ("三级指标", "level3", ""),
    ("绩效指标描述", "description", ""),
    ("指标值", None, ""),
    ("类型", None, ""),
    ("指标值确定依据", "basis", "basis"),
)
# What self-evaluations add: left out where no row says any of it.
_EVALUATED = (
    ("调整指标值", "adjusted_target", ""),
    ("实际完成值", "achieved_text", ""),
    ("分值", "weight", ""),
    ("得分系数", "score_coefficient", ""),
    ("得分", "score", ""),
    ("偏差原因和改进措施", "deviation", ""),
)
# Where the form has indicators of both goals: left out where no row says whose it is.
_SPANS = {"period": "实施期目标", "year": "年度目标"}
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
    return _signed(text(row, field), css)._replace(header=field == "level3")


def _kind_cell(row: Record) -> Cell:
    return _signed(TARGET_KIND_TITLES.get(text(row, "target_kind"), ""), "")


def _signed(value: str, css: str) -> Cell:
    """A text whose class tells blank and 不涉及 apart from the others."""
    sign = "not-applicable" if value == TARGET_KIND_TITLES["not_applicable"] else ""
    return Cell(value, f"{css} {sign if value else 'blank'}".strip())


def indicator_table(
    caption: str, rows: Iterable[Record], prefix: str, marks: Marks = NO_MARKS
) -> TableView:
    """The indicators of one project or goal; rows have the ids ``<prefix>-<number>``.

    Those of a goal come from prose, which has no basis and seldom a second level: columns
    without any text are left out there, while those of a printed table are all kept. A basis that
    is the same for all of them stands once, in a cell beside all.
    """
    rows = tuple(rows)
    bases = {row.get("basis") for row in rows}
    shared = len(rows) if len(bases) == 1 and bases - {None, ""} else 0
    printed = all("basis" in row for row in rows)
    columns = [
        (label, field, css)
        for label, field, css in _COLUMNS
        if printed or field is None or any(row.get(field) for row in rows)
    ]
    if any(row.get("goal_span") for row in rows):
        columns.insert(0, ("所属目标", "goal_span", ""))
    if any(row.get(field) is not None for row in rows for field in ("achieved_text", "score")):
        columns.extend(
            (label, field, css)
            for label, field, css in _EVALUATED
            if any(row.get(field) is not None for row in rows)
        )
    return TableView(
        caption=caption,
        head=simple_head(*(label for label, _, _ in columns), SOURCE_LABEL, name=_NAME),
        rows=tuple(
            TableRow(
                (*_cells(row, columns, at, shared), source_cell(row, marks)),
                f"{prefix}-{row['indicator_no']}",
                _row_class(row),
            )
            for at, row in enumerate(rows)
        ),
        css="indicators",
        empty="没有指标。",
    )


def _cells(
    row: Record, columns: Iterable[tuple[str, str | None, str]], at: int, shared: int
) -> Iterator[Cell]:
    """The cells of a row; ``shared``: how many rows the basis, in the first one, is merged over."""
    for label, field, css in columns:
        if field != "basis" or not shared:
            yield _cell(row, label, field, css)
        elif at == 0:
            yield _cell(row, label, field, css)._replace(spans=(shared, 1))


def _cell(row: Record, label: str, field: str | None, css: str) -> Cell:
    if field in ("weight", "score"):
        points = decimal(row, field)
        return Cell("", "blank") if points is None else Cell(plain(points), "figure")
    if field == "goal_span":
        return Cell(_SPANS.get(text(row, field), ""))
    if field is not None:
        return _text_cell(row, field, css)
    return target_cell(row) if label == "指标值" else _kind_cell(row)


def _row_class(row: Record) -> str:
    return "muted" if row["target_kind"] == "not_applicable" else ""


class Indicator(NamedTuple):
    """A row in the table of all indicators; ``value`` is what its target sorts by."""

    id: str
    css: str
    name: str
    name_css: str
    description: str
    target: str
    target_css: str
    note: str
    value: str
    kind: Cell
    level1: Cell
    level2: Cell
    project: Value
    project_name: str
    origin: str
    origin_label: str
    marks: Marked


def sort_value(row: Record) -> str:
    """The number, or the date (ISO), by which a target sorts; blank where it is only words."""
    if row["target_date"] is not None:
        return str(row["target_date"])
    low, high = decimal(row, "target_low"), decimal(row, "target_high")
    value = low if high is None or (low is not None and row["target_operator"] != "<=") else high
    if value is None:
        return "" if row["target_days"] is None else str(row["target_days"])
    return plain(value).replace(",", "")


def _indicator(row: Record, project_name: str, marks: Marks) -> Indicator:
    name, shown, source = (
        _text_cell(row, "level3"),
        target_cell(row),
        source_cell(row, marks),
    )
    description = text(row, "description")
    return Indicator(
        id=f"indicator-{row['project_no']}-{row['indicator_no']}",
        css=_row_class(row),
        name=name.text,
        name_css=name.css,
        description="" if description == name.text else description,
        target=shown.text,
        target_css=shown.css,
        note=shown.note,
        value=sort_value(row),
        kind=_kind_cell(row),
        level1=_text_cell(row, "level1", "level"),
        level2=_text_cell(row, "level2"),
        project=row["project_no"],
        project_name=project_name,
        origin=source.origin,
        origin_label=source.text,
        marks=source.marks,
    )


def _all_indicators(site: Site, disclosure: Disclosure) -> Context:
    marks = marks_of(disclosure)
    names = {row["project_no"]: text(row, "project_name") for row in disclosure.of("projects")}
    rows = disclosure.of("performance_indicators")
    indicators = [_indicator(row, names.get(row["project_no"], ""), marks) for row in rows]
    levels: dict[str, dict[str, None]] = {}
    for each in indicators:
        within = levels.setdefault(each.level1.text, {})
        if each.level2.text:
            within[each.level2.text] = None
    counts = Counter(each.kind.text for each in indicators)
    return {
        "unpriced": unpriced(disclosure),
        "indicators": indicators,
        "projects": dict.fromkeys((each.project, each.project_name) for each in indicators),
        "levels": levels,
        "kinds": [(kind, counts[kind]) for kind in TARGET_KIND_TITLES.values() if counts[kind]],
    }


def _applies(disclosure: Disclosure) -> bool:
    return bool(disclosure.of("performance_indicators"))


INDICATORS_PAGE = DisclosurePage(
    name="indicators",
    title="全部绩效指标",
    template="indicators.html.j2",
    context=_all_indicators,
    applies=_applies,
    contents=False,
)
