"""Where the head of a grid ends, and the path of labels over each of its columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yusuan.binding.labels import compared, years_in
from yusuan.binding.model import CaptionedGrid
from yusuan.evidence.label_paths import label_paths
from yusuan.evidence.model import Cell, Grid
from yusuan.evidence.places import Place
from yusuan.layouts.loading import Layout
from yusuan.printed.column_numbers import CODE_PARTS, SAID_SO, is_column_numbers
from yusuan.printed.numbering import BEHIND_NUMERAL, NUMERAL, parted
from yusuan.printed.numbers import NotAnAmountError, parse_figure
from yusuan.printed.text import key, name_key
from yusuan.tables.itemised import bare_total

TOTALS = frozenset({
    "合计", "总计", "小计", "总合计", "共计", "收入总计", "支出总计", "收入合计", "支出合计",
    "本年收入合计", "本年支出合计", "本年合计",
})  # fmt: skip
_ITEM = re.compile(
    rf"(?:{NUMERAL}{BEHIND_NUMERAL}|\({NUMERAL}\)"
    r"|\[?[0-9]{3}(?:[0-9][0-9]){0,3}\]?(?![0-9年])).*"
)
_YEAR = re.compile(r"20[0-9][0-9]")
_PLAN = re.compile(r"中期|滚动|三年.*规划")
_STAGES = frozenset({
    "budget", "final", "amount", "initial_budget", "adjusted_budget", "class", "section",
    "subsection", "code", "name", "item", "function_code", "economic_code", "function_name",
    "economic_name", "previous_budget", "previous_executed",
})  # fmt: skip
_ECONOMIC_CODE = re.compile(r"[35][0-9]{2}(?:[0-9]{2})?")
_MAXIMUM_HEAD_ROWS = 8


def is_total(label: str) -> bool:
    """Whether a row of this label adds up others: 合计, 合计*, **合计**, 部门合计, 合计（万元）."""
    return bare_total(label) in TOTALS


@dataclass(frozen=True, slots=True)
class HeadPath:
    """What stands over one column: ``labels`` as printed, ``texts`` as compared, ``terms``."""

    labels: tuple[str, ...]
    texts: tuple[str, ...]
    terms: tuple[str | None, ...]
    unit: str | None


@dataclass(frozen=True, slots=True)
class Head:
    """``body`` is the first row that holds data; ``mixed`` are columns whose cell in that row
    still belongs to the head (some print 类, 款, 项 in the row of 合计)."""

    first: int
    body: int
    paths: tuple[HeadPath, ...]
    mixed: frozenset[int] = frozenset()
    year: int | None = None


def is_figure(text: str) -> bool:
    """Whether a cell prints a number (a dash or 不涉及 says nothing of what the row is)."""
    try:
        return parse_figure(text.strip())[0] is not None
    except NotAnAmountError:
        return False


def column_numbers(grid: Grid, first: int) -> tuple[tuple[int, Place], ...]:
    """The numbers of the row that says it numbers the columns (栏次｜1｜2); none without one."""
    for row in range(first, min(first + _MAXIMUM_HEAD_ROWS, grid.row_count)):
        cells = [cell for cell in grid.row(row) if cell.text.strip()]
        texts = [cell.text for cell in cells]
        if texts and name_key(texts[0]) in SAID_SO and is_column_numbers(texts):
            return tuple(
                (number, cell.place)
                for cell in cells
                if (number := _leading_number(key(cell.text))) is not None
            )
    return ()


def with_line_numbers(
    fields: Sequence[str | None], paths: Sequence[HeadPath], grid: Grid, head: Head
) -> list[str | None]:
    """栏次｜行次｜1｜2 below 项目 over two columns: the second numbers the rows that the first names."""
    found = list(fields)
    for i in range(1, len(found)):
        texts = [grid.cell(row, i).text for row in range(head.first, grid.row_count)]
        said = [at for at, text in enumerate(texts) if name_key(text) == "行次"]
        below = [text.strip() for text in texts[said[0] + 1 :] if text.strip()] if said else []
        same = paths[i].labels[: len(paths[i - 1].labels) - 1] == paths[i - 1].labels[:-1]
        if not below or not same or not all(text.isdecimal() for text in below):
            continue
        names = [grid.cell(row, i - 1).text for row in range(head.body, grid.row_count)]
        found[i] = "line_number"
        if found[i - 1] == "line_number" and not any(name.strip().isdecimal() for name in names):
            found[i - 1] = "item"
    return found


def _leading_number(text: str) -> int | None:
    if text and "①" <= text[0] <= "⑳":
        return ord(text[0]) - ord("①") + 1
    match = re.match(r"[(（]?([0-9]{1,2})", text)
    return int(match[1]) if match else None


def read_head(captioned: CaptionedGrid, layout: Layout, year: int | None) -> Head:
    """The head of a grid; its body begins at ``Head.body``."""
    grid, first = captioned.grid, captioned.caption.first_row
    last = captioned.last_row if captioned.last_row >= 0 else grid.row_count - 1
    first = _skip_blank(grid, first, last)
    end = min(last + 1, first + _MAXIMUM_HEAD_ROWS)
    labels = [cell.text for row in range(first, end) for cell in grid.row(row)]
    planned = any(_PLAN.search(key(title.text)) for title in captioned.caption.titles)
    year = _year_of(years_in(label for label in labels if not is_figure(label)), year, planned)
    if grid.spans_known:
        depth, mixed = _depth_by_spans(grid, first, last, layout, year)
    else:
        depth = _depth_by_words(grid, first, last, layout, year)
        mixed = _code_parts_in(grid, depth, last)
    printed = _paths(grid, first, depth, mixed)
    paths = tuple(_head_path(path, layout, year) for path in printed)
    return Head(first, depth, paths, mixed, year)


def _year_of(printed: frozenset[int], year: int | None, planned: bool) -> int | None:
    """The year that a head is of: no head speaks of a year to come, unless it is a plan.

    A plan prints the statement's year and both that follow it. Three years or more without a
    year of the statement may be either: only a title tells then.
    """
    if year is None and len(printed) >= 3:
        return min(printed) if planned else None
    if year is not None and {year, year + 1, year + 2} <= printed:
        return year
    return max(year or 0, *printed) if printed else year


def _head_path(labels: tuple[str, ...], layout: Layout, year: int | None) -> HeadPath:
    found = [(label, compared(label, year)) for label in labels]
    unit = next((item.unit for _, item in reversed(found) if item.unit), None)
    kept = _without_codes([(label, item.text) for label, item in found if item.text])
    if found and not found[-1][1].text and (not kept or years_in([found[-1][0]])):
        kept.append((found[-1][0], "预算数"))  # a bare year: the figures of that year
    return HeadPath(
        tuple(label for label, _ in kept),
        tuple(text for _, text in kept),
        tuple(layout.term(text) for _, text in kept),
        unit,
    )


def _without_codes(labels: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """A column's own code below or above its name (机关工资福利支出｜501) names nothing more."""
    named = [(label, text) for label, text in labels if not _ECONOMIC_CODE.fullmatch(text)]
    return named or labels


def _skip_blank(grid: Grid, first: int, last: int) -> int:
    while first < last and not any(cell.text.strip() for cell in grid.row(first)):
        first += 1
    return first


def _depth_by_spans(
    grid: Grid, first: int, last: int, layout: Layout, year: int | None
) -> tuple[int, frozenset[int]]:
    """The first row of the body: the head goes on below its merged cells."""
    depth = first + 1
    while depth <= last:
        open_spans = _open_spans(grid, first, depth)
        row = grid.row(depth)
        # 序号 or 备注 may be merged down over the row that numbers the other columns.
        numbered = is_column_numbers([cell.text for cell in row])
        anchors = _anchors(grid, first, depth)
        if not numbered and any(cell.row + cell.row_span > depth for cell in anchors):
            depth += 1
            continue
        if open_spans and not _is_data(row):
            depth += 1
            continue
        if open_spans:
            columns = _mixed_columns(grid, depth, open_spans, layout, year)
            return depth, columns
        if _all_stages(row, layout, year) or _divides_blanks(grid, first, depth, layout, year):
            depth += 1
            continue
        break
    return min(depth, last + 1), frozenset()


def _anchors(grid: Grid, first: int, depth: int) -> list[Cell]:
    return [
        cell
        for row in range(first, min(depth, grid.row_count))
        for cell in grid.row(row)
        if cell.kind != "covered"
    ]


def _open_spans(grid: Grid, first: int, depth: int) -> list[Cell]:
    """Printed cells of the head over several columns that nothing below divides yet."""
    return [
        cell
        for cell in _anchors(grid, first, depth)
        if cell.text.strip() and cell.column_span > 1 and cell.row + cell.row_span == depth
    ]


def _mixed_columns(
    grid: Grid, row: int, open_spans: list[Cell], layout: Layout, year: int | None
) -> frozenset[int]:
    """Columns below an open merged cell that print a label in the first row of data."""
    found: set[int] = set()
    for cell in open_spans:
        columns = range(cell.column, cell.column + cell.column_span)
        texts = [grid.cell(row, column).text for column in columns]
        known = [layout.term(compared(text, year).text) for text in texts if text.strip()]
        if len(known) == len(texts) and all(known) and not any(map(is_figure, texts)):
            found.update(columns)
    return frozenset(found)


def _code_parts_in(grid: Grid, row: int, last: int) -> frozenset[int]:
    """Where 类, 款 and 项 stand side by side in the first row of figures, or in that of the numbers of
    the columns: in the national form they are merged down to it."""
    if row > last:
        return frozenset()
    texts = tuple(key(cell.text) for cell in grid.row(row))
    parts = len(CODE_PARTS)
    at = next((i for i in range(len(texts)) if texts[i : i + parts] == CODE_PARTS), None)
    return frozenset() if at is None else frozenset(range(at, at + parts))


def _is_data(row: Sequence[Cell]) -> bool:
    texts = [cell.text for cell in row if cell.text.strip()]
    if not texts:
        return False
    if is_column_numbers(texts):
        return True
    first = key(parted(texts[0]))
    return _amounts(texts) or bool(_ITEM.fullmatch(first)) or (first in TOTALS and len(texts) == 1)


def _divides_blanks(grid: Grid, first: int, row: int, layout: Layout, year: int | None) -> bool:
    """Whether a row is of a head whose upper labels stand over the first of their columns alone.

    基本支出｜(blank)｜项目支出 above 人员经费｜公用经费: all of the row are known labels, each below a
    label that has a blank at its right, or below such a blank.
    """
    labels = [cell for cell in grid.row(row) if cell.text.strip()]
    known = all(layout.term(compared(cell.text, year).text) for cell in labels)
    if row - 1 < first or len(labels) < _FEWEST_PARTS or not known or _is_data(grid.row(row)):
        return False
    groups = {_half_printed(grid, row - 1, cell.column) for cell in labels}
    return None not in groups


def _half_printed(grid: Grid, row: int, column: int) -> Cell | None:
    """The label over the first of several columns, with nothing over the others, that a column is of.

    Both it and the columns at its right are divided: each has a label right below.
    """
    at = column
    while at > 0 and _is_open(grid, row, at) and _has_label(grid, row + 1, at):
        at -= 1
    group = grid.cell(row, at)
    divided = at + 1 < grid.column_count and _is_open(grid, row, at + 1)
    divided = divided and _has_label(grid, row + 1, at + 1)
    whole = group.kind != "covered" and group.row_span == group.column_span == 1
    named = bool(group.text.strip()) and _has_label(grid, row + 1, at)
    return group if divided and whole and named else None


def _is_open(grid: Grid, row: int, column: int) -> bool:
    cell = grid.cell(row, column)
    return cell.kind != "covered" and not cell.text.strip() and cell.row_span == 1


def _has_label(grid: Grid, row: int, column: int) -> bool:
    if row >= grid.row_count:
        return False
    cell = grid.cell(row, column)
    return cell.kind != "covered" and bool(cell.text.strip()) and not is_figure(cell.text)


_FEWEST_PARTS = 2


def _amounts(texts: Sequence[str]) -> bool:
    """Whether a row prints a figure; years alone are none."""
    figures = [text for text in texts if is_figure(text)]
    return any(not _YEAR.fullmatch(key(text)) for text in figures)


def _all_stages(row: Sequence[Cell], layout: Layout, year: int | None) -> bool:
    texts = [cell.text for cell in row if cell.text.strip()]
    return len(texts) > 1 and all(
        layout.term(compared(text, year).text) in _STAGES for text in texts
    )


def _depth_by_words(grid: Grid, first: int, last: int, layout: Layout, year: int | None) -> int:
    """For a grid without known spans: rows of known labels without a figure are head.

    So is all that stands over the numbers of the columns, whatever a label there is called.
    """
    depth = first + 1
    for row in range(first + 1, min(last, first + _MAXIMUM_HEAD_ROWS) + 1):
        texts = [cell.text for cell in grid.row(row) if cell.text.strip()]
        if texts and name_key(texts[0]) in SAID_SO and is_column_numbers(texts):
            return row
        if not texts or _is_data(grid.row(row)):
            break
    while depth <= last and depth - first < _MAXIMUM_HEAD_ROWS:
        texts = [cell.text for cell in grid.row(depth) if cell.text.strip()]
        if not texts or _is_data(grid.row(depth)):
            break
        known = sum(layout.term(compared(text, year).text) is not None for text in texts)
        if 2 * known <= len(texts):
            break
        if len(texts) == 1 and all(grid.cell(row, 0).text.strip() for row in (depth - 1, depth)):
            break  # 资产总额 without its figures, below 项目
        depth += 1
    return depth


def _paths(
    grid: Grid, first: int, depth: int, mixed: frozenset[int]
) -> tuple[tuple[str, ...], ...]:
    if not grid.spans_known:
        rows = tuple(
            tuple(cell.text.strip() for cell in grid.row(row)) for row in range(first, depth)
        )
        paths = label_paths(rows)
        return tuple(
            (*path, grid.cell(depth, column).text.strip()) if column in mixed else path
            for column, path in enumerate(paths)
        )
    found: list[tuple[str, ...]] = []
    for column in range(grid.column_count):
        path: list[str] = []
        seen: tuple[int, int] | None = None
        for row in range(first, depth):
            owner = grid.owner(row, column)
            place = (owner.row, owner.column)
            if place != seen and owner.text.strip():
                path.append(owner.text.strip())
            elif row + 1 < depth and _is_open(grid, row, column):
                group = _half_printed(grid, row, column)
                path.extend([group.text.strip()] if group is not None else [])
            seen = place
        if column in mixed:
            path.append(grid.cell(depth, column).text.strip())
        found.append(tuple(path))
    return tuple(found)
