"""Which field each column of a grid is, by the path of labels over it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from yusuan.binding.bound import BoundColumn
from yusuan.binding.classified import PARTS, SAYS_KIND, classified
from yusuan.binding.heads import Head, HeadPath, is_figure, with_line_numbers
from yusuan.binding.itemised import (
    itemised,
    named_by_rows,
    named_without_head,
    names_units,
    of_item,
    of_unit,
    over_columns,
    without_items,
)
from yusuan.binding.model import CaptionedGrid
from yusuan.binding.sides import blocks_of, sided
from yusuan.binding.stages import with_classes, with_levels, with_projects, with_stages
from yusuan.evidence.model import Grid
from yusuan.facts.model import StatementKind
from yusuan.layouts.loading import ColumnPattern, Role
from yusuan.tables.figures import FIGURES


def match_path(role: Role, terms: Sequence[str | None], free: frozenset[int]) -> tuple[str, ...]:
    """The fields that a column whose head path is ``terms`` may be, the likeliest first.

    ``free`` are places in the path whose label distinguishes nothing. The longest pattern wins,
    then the one of the innermost group, then the one declared first.
    """
    if not terms:
        return ()
    every, last = frozenset(range(len(terms))), terms[-1]
    fitting: list[ColumnPattern] = []
    for pattern in role.patterns:
        if pattern.path[-1] != last:
            continue  # nearly all of them, at once
        # A group over a name changes nothing of it; where each path is an item, over no figure.
        names = pattern.field not in FIGURES or role.shape == "crossed"
        if _fits(role, pattern.path, terms, every if names else free):
            fitting.append(pattern)
    fitting.sort(key=lambda pattern: (-len(pattern.path), -_innermost(pattern.path, terms)))
    return tuple(dict.fromkeys(pattern.field for pattern in fitting))


def _innermost(path: tuple[str, ...], terms: Sequence[str | None]) -> int:
    """How near its own label a column's last group stands: 部门 within 经济分类 says which."""
    groups = [place for place, term in enumerate(terms[:-1]) if path[-2:-1] == (term,)]
    return max(groups, default=-1)


def _fits(
    role: Role, path: tuple[str, ...], terms: Sequence[str | None], free: frozenset[int]
) -> bool:
    """Whether what stands over the column's own label is what ``path`` says stands there."""
    needed = len(path) - 2
    for i in range(len(terms) - 2, -1, -1):
        if needed >= 0 and terms[i] == path[needed]:
            needed -= 1
        elif i not in free and terms[i] not in role.neutral:
            return False
    return needed < 0


def bind_columns(
    role: Role, head: Head, captioned: CaptionedGrid, kind: StatementKind | None = None
) -> tuple[BoundColumn | None, ...]:
    """What each column is for ``role``; None for one that it does not know.

    ``kind`` is what the statement is: it says of which stage an amount is whose head says none.
    """
    grid = captioned.grid
    notes = [note.text for note in captioned.notes]
    paths = with_projects(with_levels(with_classes(with_stages(head.paths, kind, notes))))
    free = _free_labels(paths)
    paths = _in_percent(paths, grid, head)
    possible = [match_path(role, path.terms, free[i]) for i, path in enumerate(paths)]
    possible = _without_parts(possible, paths)
    possible = _of_all_money(possible, paths, grid, head)
    possible = _of_the_final(possible, paths)
    if role.shape == "rows":
        possible = _of_the_whole(role, possible, paths)
    if role.shape in ("rows", "sided"):
        possible = _beside_total(possible, paths, grid, head)
    fields = _claimed(role, possible)
    fields = classified(fields, paths, role, grid, head)
    fields = _with_details(_measured(fields, paths), paths, grid, head)
    fields = _without_things(fields, paths)
    fields = with_line_numbers(fields, paths, grid, head)
    if role.others is not None:
        fields = _with_others(role.others, fields, paths, grid, head)
    if role.shape == "crossed" or (role.shape == "items" and not over_columns(paths)):
        fields, named = named_without_head(fields, paths, grid, head)
        paths = tuple(named)
    blocks = blocks_of(fields)
    columns: list[BoundColumn | None] = []
    for i, (name, path) in enumerate(zip(fields, paths, strict=True)):
        if name is None:
            columns.append(None)
            continue
        columns.append(
            BoundColumn(
                position=i,
                head=path,
                field=name,
                block=blocks[i],
                unit=path.unit,
            )
        )
    if role.shape == "sided":
        return _without_doubles(sided(columns))
    if role.shape == "crossed":
        return _without_doubles([of_item(column) for column in columns])
    listed = {"item", "economic_name", "function_name"}
    if role.shape == "items":
        columns = named_by_rows(columns, grid, head)
    if role.shape == "items" and (
        not any(c and c.field in listed for c in columns) or names_units(columns)
    ):
        columns = itemised([of_unit(column) for column in columns])
    elif role.shape == "items":
        columns = without_items(columns)
    return _without_doubles(columns)


_BY_PERCENT = {
    "change": "change_percent",
    "change_from_budget": "change_from_budget_percent",
}
_PERCENT = re.compile(r"[-—－+]?[0-9][0-9,]*(?:\.[0-9]+)?[%％‰]")


def _in_percent(paths: Sequence[HeadPath], grid: Grid, head: Head) -> tuple[HeadPath, ...]:
    """``paths`` where 比上年增减 heads nothing but percentages, each with its sign: it is the rate."""
    found = list(paths)
    for i, path in enumerate(paths):
        rate = _BY_PERCENT.get(path.terms[-1] or "") if path.terms else None
        if rate is None:
            continue
        texts = (grid.cell(row, i).text.strip() for row in range(head.body, grid.row_count))
        figures = [text for text in texts if not _NOTHING.fullmatch(text)]
        if figures and all(_PERCENT.fullmatch(text) for text in figures):
            found[i] = replace(path, terms=(*path.terms[:-1], rate))
    return tuple(found)


def _with_others(
    other: str, fields: Sequence[str | None], paths: Sequence[HeadPath], grid: Grid, head: Head
) -> list[str | None]:
    """Columns of figures below labels that no term knows: what each is of, it says itself."""
    found = list(fields)
    for i, (field, path) in enumerate(zip(fields, paths, strict=True)):
        texts = [grid.cell(row, i).text for row in range(head.body, grid.row_count)]
        printed = [text for text in texts if text.strip()]
        unknown = field is None and path.terms[-1:] == (None,)
        if unknown and not _NO_MONEY.search(path.texts[-1]) and all(map(is_figure, printed)):
            found[i] = other if printed else None
    return found


_NO_MONEY = re.compile(
    "人口|人数|人次|户数|面积|里程|数量|个数|系数|因素|权重|分值|得分|比例|率|[%‰]"
)


_FUNDS = frozenset({
    "fiscal_appropriation", "general_public_budget", "government_fund", "state_capital",
    "special_account", "own_funds", "other_funds",
})  # fmt: skip


def _without_parts(
    possible: Sequence[tuple[str, ...]], paths: Sequence[HeadPath]
) -> list[tuple[str, ...]]:
    """基本支出 of one fund is not all of it where that of another fund stands beside it, unknown."""
    unknown = {
        path.terms[-1]
        for path, fields in zip(paths, possible, strict=True)
        if not fields and len(path.terms) > 1 and path.terms[-2] in _FUNDS
    }
    return [
        ()
        if path.terms[-2:-1]
        and path.terms[-2] in _FUNDS
        and fields[:1] == path.terms[-1:]
        and path.terms[-1] in unknown
        else fields
        for path, fields in zip(paths, possible, strict=True)
    ]


def _of_the_final(
    possible: Sequence[tuple[str, ...]], paths: Sequence[HeadPath]
) -> list[tuple[str, ...]]:
    """小计 and 基本支出 of 年初预算数 are those of the budget where those of 决算数 stand beside it."""
    if not any("final" in path.terms[:-1] for path in paths):
        return list(possible)
    return [
        tuple(field for field in fields if field in _STAGES or field.startswith(_OF_STAGES))
        if not _STAGES.isdisjoint(path.terms[:-1])
        else fields
        for path, fields in zip(paths, possible, strict=True)
    ]


_STAGES = frozenset({"initial_budget", "adjusted_budget", "budget", "stated_budget"})
_OF_STAGES = tuple(f"{stage}_" for stage in sorted(_STAGES))


def _of_all_money(
    possible: Sequence[tuple[str, ...]], paths: Sequence[HeadPath], grid: Grid, head: Head
) -> list[tuple[str, ...]]:
    """人员经费 within 财政拨款 is not all of it where other money has figures in the total too."""
    if not any(path.terms == ("total",) for path in paths):
        return list(possible)
    printed = {_source(path) for i, path in enumerate(paths) if _prints(grid, head, i)}
    if len(printed - {None}) < 2:
        return list(possible)
    return [
        () if fields and fields[0] in _USES and _source(path) in path.terms[:-1] else fields
        for path, fields in zip(paths, possible, strict=True)
    ]


def _source(path: HeadPath) -> str | None:
    """Whose money a column is of: the outermost label that says it."""
    return next((term for term in path.terms if term in _MONEY), None)


_MONEY = frozenset({
    "fiscal_appropriation", "general_public_budget", "government_fund", "state_capital",
    "non_tax_revenue", "special_account", "own_funds", "other_funds", "other_revenue",
    "institutional", "operating_revenue", "from_superior", "from_affiliated",
})  # fmt: skip
_USES = frozenset({"basic", "personnel", "running", "project", "wages", "goods", "individuals"})
_NOTHING = re.compile(r"[-—－0.,\s]*")


def _prints(grid: Grid, head: Head, column: int) -> bool:
    """Whether a column has a figure that is not nought."""
    texts = (grid.cell(row, column).text for row in range(head.body, grid.row_count))
    return any(is_figure(text) and not _NOTHING.fullmatch(text) for text in texts)


def _beside_total(
    possible: Sequence[tuple[str, ...]], paths: Sequence[HeadPath], grid: Grid, head: Head
) -> list[tuple[str, ...]]:
    """本年预算 is not the total where 合计 beside it, in the same group, prints other figures, or
    上年结转 stands beside both."""
    found = list(possible)
    for i, path in enumerate(paths):
        if path.terms[-1:] != ("total",) or possible[i] not in (("total",), ("amount",)):
            continue
        run = tuple(_beside(i, possible))
        carried = any("carryover" in paths[j].terms for j in run)
        for j in run:
            same = paths[j].terms[:-1] == path.terms[:-1] and paths[j].terms[-1:] == ("budget",)
            other = carried or _differ(grid, head, i, j)
            if same and possible[j][:1] == possible[i] and other:
                found[j] = possible[j][1:]
    return found


def _beside(column: int, possible: Sequence[tuple[str, ...]]) -> Iterator[int]:
    """The other columns of figures that no name parts from ``column``."""
    for columns in (range(column - 1, -1, -1), range(column + 1, len(possible))):
        yield from takewhile(
            lambda at: possible[at][:1] != () and possible[at][0] in FIGURES, columns
        )


def _differ(grid: Grid, head: Head, one: int, other: int) -> bool:
    """Whether two columns print different figures in a row."""
    return any(
        grid.cell(row, one).text.strip() != grid.cell(row, other).text.strip()
        for row in range(head.body, grid.row_count)
        if is_figure(grid.cell(row, one).text)
    )


def _of_the_whole(
    role: Role, possible: Sequence[tuple[str, ...]], paths: Sequence[HeadPath]
) -> list[tuple[str, ...]]:
    """小计 of 当年预算 is no total where 合计 stands behind all groups: it is that of the year."""
    if not any(path.terms == ("total",) for path in paths):
        return list(possible)
    year = next(
        (p.field for p in role.patterns if p.path == ("budget",) and p.field != "total"), ""
    )
    return [
        ((year,) if year and path.terms[-2:] == ("budget", "total") else ())
        if fields == ("total",) and len(path.terms) > 1 and path.terms[-1] == "total"
        else fields
        for fields, path in zip(possible, paths, strict=True)
    ]


def _claimed(role: Role, possible: Sequence[tuple[str, ...]]) -> list[str | None]:
    """The field of each column; what stands right of 收入 claims nothing of what 支出 prints."""
    if role.shape != "sided":
        return _each_its_own(possible, every_item=role.shape == "crossed")
    starts = [i for i, fields in enumerate(possible) if fields[:1] == ("item",)]
    found: list[str | None] = []
    for start, end in pairwise((0, *(at for at in starts if at), len(possible))):
        found.extend(_each_its_own(possible[start:end]))
    return found


def _each_its_own(
    possible: Sequence[tuple[str, ...]], *, every_item: bool = False
) -> list[str | None]:
    """The likeliest field of each column; where several claim one, who has another takes that.

    财政拨款 alone is the total of its table; beside 合计 it is a part of it. Where ``every_item``
    over the columns is a fact of its own, all figures may be of one field.
    """
    found = [fields[0] if fields else None for fields in possible]
    for name in dict.fromkeys(found):
        if every_item and name in FIGURES:
            continue
        claiming = [i for i, field in enumerate(found) if field == name]
        certain = [i for i in claiming if len(possible[i]) == 1]
        if name is None or len(claiming) < 2 or len(certain) == len(claiming):
            continue
        kept = certain or claiming[:1]
        for i in claiming:
            if i not in kept:
                others = [field for field in possible[i] if field not in found]
                found[i] = others[0] if others else name
    return found


def _free_labels(paths: Sequence[HeadPath]) -> list[frozenset[int]]:
    """For each column, the places in its path whose unknown label stands over all that count.

    A label that no term knows may name a difference; one that stands over every column of
    figures names none.
    """
    figures = [p for p in paths if p.terms and not _names_rows(p.terms[-1])]
    shared = {
        text
        for path in figures
        for text in path.texts[:-1]
        if all(text in other.texts[:-1] for other in figures)
    }
    return [
        frozenset(i for i, text in enumerate(path.texts[:-1]) if text in shared) for path in paths
    ]


def _names_rows(term: str | None) -> bool:
    return term in PARTS or term in _NAMING


_NAMING = frozenset({
    "serial", "line_number", "remarks", "code", "name", "unit_code", "unit_name",
    "unit_or_project", "item", "project_name", "project_code", "project_category",
    "project_text", "project_period", "debt_kind", "year", "asset_category", "asset_code",
    "asset_name", "item_purchased",
    "purchase_project", "purchase_title", "purchase_category", "purchase_method",
    "catalogue_code", "service_content", "service_directory", "service_sector",
    "provider_category", "paid_from",
    "specification", "quantity_unit", "time", *SAYS_KIND,
})  # fmt: skip


def _with_details(
    fields: Sequence[str | None], paths: Sequence[HeadPath], grid: Grid, head: Head
) -> list[str | None]:
    """A column right of the items, without a label or under the same, divides them."""
    found = list(fields)
    for i in range(1, len(found)):
        same = found[i] == "item" and paths[i].labels == paths[i - 1].labels
        if found[i - 1] != "item" or (paths[i].labels and not same):
            continue
        texts = [grid.cell(row, i).text for row in range(head.body, grid.row_count)]
        printed = [text for text in texts if text.strip()]
        if printed and not any(map(is_figure, printed)):
            found[i] = "item_detail"
    return found


def _without_things(fields: Sequence[str | None], paths: Sequence[HeadPath]) -> list[str | None]:
    """年初数 below 车辆 or 房屋 may be a number of them: only where no label is over it is it money."""
    return [
        None
        if field == "value"
        and len(path.terms) > 1
        and path.terms[-1] in _DATES
        and not _MONEYED.intersection(path.terms)
        else field
        for field, path in zip(fields, paths, strict=True)
    ]


_DATES = frozenset({"opening_date", "closing_date"})
_MONEYED = frozenset({"value", "amount"})


def _measured(fields: Sequence[str | None], paths: Sequence[HeadPath]) -> list[str | None]:
    """单位 beside 数量 is what is counted in, no office."""
    found = list(fields)
    for i, field in enumerate(fields):
        beside = (*fields[max(i - 1, 0) : i], *fields[i + 1 : i + 2])
        if field == "unit_name" and paths[i].texts[-1] == "单位" and "quantity" in beside:
            found[i] = "quantity_unit"
    return found


def _without_doubles(
    columns: Sequence[BoundColumn | None],
) -> tuple[BoundColumn | None, ...]:
    """The second column of the same field is not known to be what it seems.

    Nor is the first, where both hold figures under the very same labels: what would tell this
    year's from last year's is not printed, or was not read.
    """
    first: dict[tuple[object, ...], int] = {}
    unknown: set[int] = set()
    for index, column in enumerate(columns):
        if column is None:
            continue
        before = first.setdefault((column.field, column.block, column.item), index)
        if before == index:
            continue
        unknown.add(index)
        other = columns[before]
        if column.field in FIGURES and other is not None and other.head.texts == column.head.texts:
            unknown.add(before)
    return tuple(None if index in unknown else column for index, column in enumerate(columns))
