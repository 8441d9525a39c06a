"""What each grid of a document was taken for, and why: what ``yusuan explain`` prints."""

from collections.abc import Iterator
from typing import NamedTuple

from yusuan.binding.bound import BoundColumn, BoundTable, Candidate, Unbound
from yusuan.binding.grids import BoundGrids
from yusuan.binding.heads import read_head
from yusuan.binding.model import CaptionedGrid, Leftover
from yusuan.binding.performance import PerformanceTable
from yusuan.evidence.places import Place, say
from yusuan.layouts.loading import Layout, load_layout
from yusuan.model import Side
from yusuan.printed.text import compact
from yusuan.tables import TABLE_BY_NAME
from yusuan.tables.performance import PERFORMANCE_INDICATORS

REASONS: dict[str, str] = {
    "no_table": "只有一列，不是表",
    "hidden": "隐藏的工作表或区域",
    "no_role": "标题和表头没有说明是哪一种表",
    "ambiguous": "两种表同样说得通",
    "list_of_tables": "是各表的清单，没有数字",
    "signed": "是编制人、联系人等的落款，没有数字",
    "page_record": "是网站对网页的说明（索引号、发布日期等），没有数字",
    "contradicts_sums": "标题说得通，但多数合计对不上",
    "misaligned": "数字的格和表头的格错开，说不准数字属于哪一栏",
    "not_departmental": "是政府预算，不是部门预算",
    "unbound_table": "表没有认出",
    "unknown_column": "这一列没有认出",
    "unknown_row": "这一行没有认出",
    "merged": "一个数合并在几行或几栏上，说不准属于哪一个",
    "not_a_figure": "数字一栏印的不是数字",
    "unknown_unit": "没有印出金额单位",
    "no_cached_value": "公式没有存下的值",
    "unread": "文字读不出",
    "prose_amount": "文字中的金额读不准",
}


class ExplainedColumn(NamedTuple):
    """A column of the printed grid; ``field`` is None for one that is not understood."""

    position: int
    head: str
    field: str | None
    side: Side | None
    item: str | None


class Explanation(NamedTuple):
    """``words`` are what speaks for the role; ``reason`` why there is none.

    ``rows`` say how much was read of it.
    """

    number: int
    place: Place
    titles: tuple[str, ...]
    unit: str | None
    role: str | None
    layout: str
    words: str
    score: float | None
    runner_up: Candidate | None
    columns: tuple[ExplainedColumn, ...]
    rows: str
    reason: str
    leftovers: tuple[Leftover, ...]


def explain(grids: BoundGrids, layout: Layout) -> tuple[Explanation, ...]:
    """One for each grid, in the order of the document."""
    found = [_of_table(table) for table in grids.tables]
    found.extend(_of_performance(table, layout) for table in grids.performance)
    found.extend(_of_unbound(grid, layout) for grid in grids.unbound)
    return tuple(sorted(found, key=lambda explanation: explanation.number))


def _of_table(table: BoundTable) -> Explanation:
    grid, layout = table.captioned, load_layout(table.layout)
    bound = {column.position: column for column in table.columns}
    columns = tuple(
        _column(place, head, bound.get(place)) for place, head in enumerate(_heads(grid, layout))
    )
    won = next((found for found in table.candidates if found.role == table.role), None)
    return Explanation(
        number=grid.number,
        place=grid.grid.place,
        titles=tuple(title.text for title in grid.caption.titles),
        unit=table.unit,
        role=table.role,
        layout=table.layout,
        words=won.why if won else "",
        score=table.score,
        runner_up=table.runner_up,
        columns=columns,
        rows=f"{len(table.entries)} 行，单位 {table.unit or '没有印出'}，"
        f"合计 {table.sums.held}/{table.sums.due} 相符",
        reason="",
        leftovers=table.leftovers,
    )


def _of_performance(table: PerformanceTable, layout: Layout) -> Explanation:
    grid = table.captioned
    projects = sum(project.scope == "project" for project in table.projects)
    indicators = sum(len(project.indicators) for project in table.projects)
    columns = tuple(
        ExplainedColumn(place, compact(label), field, None, None)
        for place, (label, field) in enumerate(table.columns)
    )
    return Explanation(
        number=grid.number,
        place=grid.grid.place,
        titles=tuple(title.text for title in grid.caption.titles),
        unit=table.unit,
        role=PERFORMANCE_INDICATORS.name,
        layout=layout.name,
        words="、".join(column.head for column in columns),
        score=None,
        runner_up=None,
        columns=columns,
        rows=f"{projects} 个项目，{indicators} 项指标，金额单位 {table.unit or '没有印出'}",
        reason="",
        leftovers=table.leftovers,
    )


def _column(place: int, head: str, column: BoundColumn | None) -> ExplainedColumn:
    if column is None:
        return ExplainedColumn(place, head, None, None, None)
    return ExplainedColumn(place, column.label, column.field, column.side, column.item)


def _of_unbound(unbound: Unbound, layout: Layout) -> Explanation:
    grid = unbound.captioned
    heads = _heads(grid, layout) if grid.grid.row_count else ()
    best = unbound.candidates[0] if unbound.candidates else None
    return Explanation(
        number=grid.number,
        place=grid.grid.place,
        titles=tuple(title.text for title in grid.caption.titles),
        unit=grid.caption.unit.text if grid.caption.unit else None,
        role=None,
        layout=layout.name,
        words=best.why if best else "",
        score=best.score if best else 0.0,
        runner_up=best,
        columns=tuple(
            ExplainedColumn(place, head, None, None, None) for place, head in enumerate(heads)
        ),
        rows="",
        reason=unbound.reason,
        leftovers=(),
    )


def _heads(grid: CaptionedGrid, layout: Layout) -> tuple[str, ...]:
    head = read_head(grid, layout, grid.caption.fiscal_year)
    return tuple(" → ".join(path.labels) for path in head.paths)


def say_explanation(explanation: Explanation) -> Iterator[str]:
    """The explanation in Chinese, line by line."""
    title = " / ".join(explanation.titles) or "（没有标题）"
    yield f"第 {explanation.number} 张表，{say(explanation.place)}：{title}"
    if explanation.role is None:
        yield f"  没有认出：{REASONS.get(explanation.reason, explanation.reason)}"
        if explanation.runner_up is not None:
            yield f"  最接近：{_candidate(explanation.runner_up)}"
        yield f"  表头：{'｜'.join(column.head or '（空白）' for column in explanation.columns)}"
        return
    score = "" if explanation.score is None else f"，得分 {explanation.score:.2f}"
    yield (
        f"  认作：{_role_title(explanation.role)}（{explanation.role}），版式 "
        f"{explanation.layout}，依据“{explanation.words}”{score}"
    )
    if explanation.runner_up is not None:
        yield f"  其次：{_candidate(explanation.runner_up)}"
    yield f"  {explanation.rows}"
    for column in explanation.columns:
        said = column.field or "没有认出"
        more = " ".join(part for part in (column.side, column.item) if part)
        yield f"    {column.head or '（空白）'} ⇒ {said}{f'（{more}）' if more else ''}"
    for left in explanation.leftovers:
        yield f"    未归类 {say(left.place)} “{left.text}”：{REASONS.get(left.reason, left.reason)}"


def _role_title(role: str) -> str:
    table = TABLE_BY_NAME.get(role)
    return table.resource.title if table is not None else "绩效目标表"


def _candidate(candidate: Candidate) -> str:
    return f"{_role_title(candidate.role)}（{candidate.score:.2f}，{candidate.why}）"
