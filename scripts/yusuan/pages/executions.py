"""How the budget of a project or a department was executed, as its self-evaluation prints it."""

from collections.abc import Sequence

from yusuan.pages.figures import plain
from yusuan.pages.model import Record, decimal, text
from yusuan.pages.tables import SOURCE_LABEL, Cell, TableRow, TableView, simple_head, source_cell
from yusuan.tables.performance import EXECUTION_FIELDS

_FIGURES = tuple(field for field in EXECUTION_FIELDS if field.kind in ("amount", "number"))
_BLANK = Cell("", "blank")


def execution_table(rows: Sequence[Record], prefix: str) -> TableView | None:
    """The rows of one form, or None for none; columns that no row fills are left out."""
    if not rows:
        return None
    shown = [field for field in _FIGURES if any(row[field.name] is not None for row in rows)]
    labels = [f"{field.title}（%）" if field.unit == "%" else field.title for field in shown]
    drawn = []
    for row in rows:
        cells = [Cell(text(row, "item") or "合计", "name", header=True)]
        for field in shown:
            value = decimal(row, field.name)
            cells.append(_BLANK if value is None else Cell(plain(value), "figure"))
        anchor = f"{prefix}-execution-{row['execution_no']}"
        drawn.append(TableRow((*cells, source_cell(row)), id=anchor))
    head = simple_head("资金", *labels, SOURCE_LABEL)
    return TableView("预算执行", head, tuple(drawn), "tasks")


def points_told(row: Record) -> str:
    """What the total of a self-evaluation is, in words; blank where none is printed."""
    score, of = decimal(row, "total_score"), decimal(row, "total_weight")
    if score is None:
        return ""
    return f"自评总分 {plain(score)} 分" + (f"，满分 {plain(of)} 分。" if of is not None else "。")
