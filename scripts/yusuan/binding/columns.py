"""Which field each column of a grid is, by the path of labels over it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from yusuan.binding.bound import BoundColumn, Breakdown
from yusuan.binding.heads import Head, HeadPath, is_figure
from yusuan.binding.stages import with_classes, with_stages
from yusuan.evidence.model import Grid
from yusuan.layouts.loading import Classification, ColumnPattern, Role
from yusuan.model import Side
from yusuan.printed.column_numbers import is_label
from yusuan.printed.text import key
from yusuan.tables.figures import FIGURES

KINDS: tuple[Classification, ...] = ("function", "economic", "government_economic")
_PARTS = ("class", "section", "subsection")
_SAYS_KIND: dict[str, Classification] = {
    f"{kind}_{part}": kind for kind in KINDS for part in ("code", "name", "group")
}
ITEM_TERMS = (
    "overseas", "reception", "vehicle_purchase", "vehicle_operation", "vehicles", "conference",
    "training", "agency_operation", "administrative", "three_public", "total",
)  # fmt: skip
_NAMED_ITEMS = frozenset(ITEM_TERMS) - {"total", "three_public"}
_BESIDE_THREE_PUBLIC = frozenset({"conference", "training"})
_BREAKDOWNS: dict[str, Breakdown] = {
    "function_group": "function",
    "function_name": "function",
    "economic_group": "economic",
    "economic_name": "economic",
    "government_economic_group": "government_economic",
    "government_economic_name": "government_economic",
    "expenditure_use_group": "type",
}
_CODE = re.compile(r"\[?([0-9]{3})(?:[0-9]{2}){0,2}\]?(?![0-9])")


def match_path(role: Role, terms: Sequence[str | None], free: frozenset[int]) -> tuple[str, ...]:
    """The fields that a column whose head path is ``terms`` may be, the likeliest first.

    ``free`` are places in the path whose label distinguishes nothing. The longest pattern wins,
    then the one of the innermost group, then the one declared first.
    """
    every = frozenset(range(len(terms)))
    fitting: list[ColumnPattern] = []
    for pattern in role.patterns:
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
    if not terms or terms[-1] != path[-1]:
        return False
    needed = len(path) - 2
    for i in range(len(terms) - 2, -1, -1):
        if needed >= 0 and terms[i] == path[needed]:
            needed -= 1
        elif i not in free and terms[i] not in role.neutral:
            return False
    return needed < 0


def bind_columns(role: Role, head: Head, grid: Grid) -> tuple[BoundColumn | None, ...]:
    """What each column is for ``role``; None for one that it does not know."""
    paths = with_classes(with_stages(head.paths))
    free = _free_labels(paths)
    possible = [match_path(role, path.terms, free[i]) for i, path in enumerate(paths)]
    possible = _without_parts(possible, paths)
    if role.shape == "rows":
        possible = _of_the_whole(possible, paths)
    fields: list[str | None] = _each_its_own(possible, every_item=role.shape == "crossed")
    fields = _classified(fields, paths, role, grid, head)
    fields = _with_details(_measured(fields, paths), paths, grid, head)
    if role.others is not None:
        fields = _with_others(role.others, fields, paths, grid, head)
    blocks = _blocks(fields)
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
        return _sided(columns)
    if role.shape == "crossed":
        return _without_doubles([_of_item(column) for column in columns])
    listed = {"item", "economic_name", "function_name"}
    if role.shape == "items":
        columns = _named_by_rows(columns, grid, head)
    if role.shape == "items" and (
        not any(c and c.field in listed for c in columns) or _names_units(columns)
    ):
        columns = _itemised([_of_unit(column) for column in columns])
    elif role.shape == "items":
        columns = _without_items(columns)
    return _without_doubles(columns)


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


def _of_the_whole(
    possible: Sequence[tuple[str, ...]], paths: Sequence[HeadPath]
) -> list[tuple[str, ...]]:
    """小计 of 当年预算 is no total where 合计 stands behind all groups."""
    if not any(path.terms == ("total",) for path in paths):
        return list(possible)
    return [
        () if fields == ("total",) and len(path.terms) > 1 and path.terms[-1] == "total" else fields
        for fields, path in zip(possible, paths, strict=True)
    ]


def _each_its_own(
    possible: Sequence[tuple[str, ...]], *, every_item: bool = False
) -> list[str | None]:
    """The likeliest field of each column; where several claim one, who has another takes that.

    财政拨款 alone is the total of its table; beside 合计 it is a part of it. Where ``every_item``
    over the columns is a fact of its own, all may be of one field.
    """
    found = [fields[0] if fields else None for fields in possible]
    if every_item:
        return found
    for name in dict.fromkeys(found):
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
    return term in _PARTS or term in _NAMING


_NAMING = frozenset({
    "serial", "line_number", "remarks", "code", "name", "unit_code", "unit_name",
    "unit_or_project", "item", "project_name", "project_code", "project_category",
    "project_text", "year", "asset_category", "asset_code", "item_purchased", "purchase_project", "purchase_category",
    "purchase_method", "catalogue_code", "service_content", "service_directory", "service_sector",
    "provider_category", "paid_from",
    "specification", "quantity_unit", "time", *_SAYS_KIND,
})  # fmt: skip


def _classified(
    fields: Sequence[str | None],
    paths: Sequence[HeadPath],
    role: Role,
    grid: Grid,
    head: Head,
) -> list[str | None]:
    """Plain 编码, 名称, 类, 款 and 项 named after the classification that they are of."""
    found = list(fields)
    start = 0
    before: Classification | None = None  # of the codes that the unit's parts from their name
    while start < len(found):
        group = _group(found, start)
        if not group:
            start += 1
            continue
        kind = _kind_said(group, found, paths) or _kind_of_codes(grid, head, group)
        kind = kind or role.classification or (before if len(group) == 1 else None)
        before = kind
        for i in group:
            part = found[i]
            if part in ("code", "name", *_PARTS):
                found[i] = None if kind is None else f"{kind}_{part}"
        start = group[-1] + 1
    return found


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


def _measured(fields: Sequence[str | None], paths: Sequence[HeadPath]) -> list[str | None]:
    """单位 beside 数量 is what is counted in, no office."""
    found = list(fields)
    for i, field in enumerate(fields):
        beside = (*fields[max(i - 1, 0) : i], *fields[i + 1 : i + 2])
        if field == "unit_name" and paths[i].texts[-1] == "单位" and "quantity" in beside:
            found[i] = "quantity_unit"
    return found


def _group(fields: Sequence[str | None], start: int) -> list[int]:
    """Columns from ``start`` on that together name one classification: its codes and a name."""
    group: list[int] = []
    for i in range(start, len(fields)):
        field = fields[i]
        is_name = field == "name" or field in {f"{kind}_name" for kind in KINDS}
        is_code = field in ("code", *_PARTS) or field in {f"{kind}_code" for kind in KINDS}
        if is_name:
            group.append(i)
            break
        if not is_code:
            break
        if group and (field in (fields[j] for j in group) or field == "class"):
            break
        group.append(i)
    return group


def _kind_said(
    group: list[int], fields: Sequence[str | None], paths: Sequence[HeadPath]
) -> Classification | None:
    for i in reversed(group):
        for term in (fields[i], *reversed(paths[i].terms)):
            if term in _SAYS_KIND:
                return _SAYS_KIND[term]
    return None


def _kind_of_codes(grid: Grid, head: Head, group: list[int]) -> Classification | None:
    """2xx are functions, 3xx economic classes, 5xx those of the government's budget."""
    seen: set[Classification] = set()
    for row in range(head.body, grid.row_count):
        for column in group:
            if match := _CODE.match(grid.cell(row, column).text.strip()):
                seen.add(kind_of_class(match[1]))
            if grid.cell(row, column).text.strip():
                break
    return seen.pop() if len(seen) == 1 else None


def kind_of_class(code: str) -> Classification:
    """The classification that a class of three digits belongs to."""
    classes: dict[str, Classification] = {"3": "economic", "5": "government_economic"}
    return classes.get(code[0], "function")


def _blocks(fields: Sequence[str | None]) -> list[int]:
    """Groups of columns side by side: a field that names rows, again after figures, begins one."""
    block, figures = 0, False
    named: set[str] = set()
    blocks: list[int] = []
    for field in fields:
        if field is not None and field not in FIGURES and field not in ("row_no", "line_number"):
            if figures and field in named:
                block, figures = block + 1, False
                named = set()
            named.add(field)
        elif field in FIGURES:
            figures = True
        blocks.append(block)
    return blocks


def _sided(columns: Sequence[BoundColumn | None]) -> tuple[BoundColumn | None, ...]:
    """Each block is a half; where no label says which, the first is revenue."""
    sides: dict[int, Side] = {}
    breakdowns: dict[int, Breakdown | None] = {}
    for column in columns:
        if column is None:
            continue
        block = column.block
        said = _side_said(column.head)
        if said or block not in sides:
            sides[block] = said or ("revenue" if block == 0 else "expenditure")
        if column.field == "item":
            terms = [term for term in column.head.terms if term in _BREAKDOWNS]
            said_of = _BREAKDOWNS[terms[0]] if terms else _broken_down_by(column.head)
            breakdowns[block] = said_of
    found: list[BoundColumn | None] = []
    for column in columns:
        if column is None:
            found.append(None)
            continue
        side = sides[column.block]
        breakdown = breakdowns.get(column.block)
        if column.field in ("row_no", "line_number"):
            side_of: Side | None = None
        else:
            side_of = side
        found.append(
            BoundColumn(
                column.position,
                column.head,
                column.field,
                side_of,
                column.block,
                None,
                breakdown if side == "expenditure" else None,
                column.unit,
            )
        )
    return _without_doubles(found)


_BY = re.compile(r"\(按(?P<by>[^()]*)\)")
_BY_WORDS: tuple[tuple[str, Breakdown], ...] = (
    ("功能", "function"), ("性质", "type"), ("类型", "type"), ("用途", "type"),
    ("政府", "government_economic"), ("经济", "economic"),
)  # fmt: skip


def _broken_down_by(head: HeadPath) -> Breakdown | None:
    """What 项目（按支出性质和经济分类） says."""
    found = _BY.search(head.texts[-1])
    by = found["by"] if found else ""
    return next((breakdown for word, breakdown in _BY_WORDS if word in by), None)


def _side_said(head: HeadPath) -> Side | None:
    for text in head.texts:
        if "收入" in text and "支出" not in text:
            return "revenue"
        if "支出" in text and "收入" not in text:
            return "expenditure"
    return None


def _of_item(column: BoundColumn | None) -> BoundColumn | None:
    """A column of figures with all that stands over it as its item."""
    if column is None or column.field not in FIGURES:
        return column
    return replace(column, item=" → ".join(column.head.texts))


def _names_units(columns: Sequence[BoundColumn | None]) -> bool:
    """Whether the rows are units (单位名称（科目）): their items stand over the columns."""
    figures = [c for c in columns if c is not None and c.field in FIGURES]
    over = {c.head.terms[-1] for c in figures} & _NAMED_ITEMS
    return len(over) >= 2 and any(c and _of_unit(c) is not c for c in columns)


def _named_by_rows(
    columns: Sequence[BoundColumn | None], grid: Grid, head: Head
) -> list[BoundColumn | None]:
    """“三公”经费 over labels heads the items; 项目 over 2025年预算数, 2026年预算数 heads years."""
    found = list(columns)
    listed = any(column and column.field == "item" for column in columns)
    items = {c.head.terms[-1] for c in columns if c and c.head.terms} & _NAMED_ITEMS
    for column in columns:
        if column is None or not column.head.terms:
            continue
        rows = range(head.body, grid.row_count)
        texts = [key(grid.cell(row, column.position).text) for row in rows]
        printed = [text for text in texts if text and not is_label(text)]
        labels = bool(printed) and not any(map(is_figure, printed))
        if labels and not listed and column.head.terms == ("three_public",):
            found[column.position] = replace(column, field="item")
        elif len(items) > 1 and column.field == "item" and all(map(_OF_A_YEAR.match, printed)):
            found[column.position] = replace(column, field="year")
    return found


_OF_A_YEAR = re.compile(
    r"(?:20[0-9]{2}年|[上本当]年|(?:比|较|与)上年|增减|变动|(?:预算|决算|执行)?(?:数)?(?:对比|比较))"
    r"|(?:年初|全年|调整)?(?:预算|决算|执行)数?$"
)


def _without_items(columns: Sequence[BoundColumn | None]) -> list[BoundColumn | None]:
    """Where the rows are items and items stand over columns too, none of these is the total."""
    items = {c.head.terms[-1] for c in columns if c and c.head.terms} & _NAMED_ITEMS
    return [
        None if c is not None and len(items) > 1 and set(c.head.terms) & items else c
        for c in columns
    ]


def _of_unit(column: BoundColumn | None) -> BoundColumn | None:
    named = column is not None and column.field in ("item", "function_name", "economic_name")
    if column is None or not named or not column.head.texts[-1].startswith(("单位", "部门")):
        return column
    return replace(column, field="unit_name")


def _itemised(columns: Sequence[BoundColumn | None]) -> list[BoundColumn | None]:
    """A wide row: every column of figures is of the item that its innermost item label names."""
    every = {term for c in columns if c for term in c.head.terms}
    beside = bool(every & _BESIDE_THREE_PUBLIC)
    found: list[BoundColumn | None] = []
    for column in columns:
        if column is None or column.field not in FIGURES:
            found.append(column)
            continue
        terms = [term for term in column.head.terms if term in ITEM_TERMS]
        named = [term for term in terms if term not in ("total", "three_public")]
        item = named[-1] if named else None
        if item is None:
            item = "three_public" if "three_public" in terms or not beside else "total"
        found.append(
            BoundColumn(
                column.position,
                column.head,
                column.field,
                column.side,
                column.block,
                item,
                None,
                column.unit,
            )
        )
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
