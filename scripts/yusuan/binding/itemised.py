"""Tables whose rows or columns are items: which of the two, and the item of each column."""

import re
from collections.abc import Sequence
from dataclasses import replace

from yusuan.binding.bound import BoundColumn
from yusuan.binding.heads import Head, HeadPath, is_figure
from yusuan.evidence.model import Grid
from yusuan.printed.column_numbers import is_label
from yusuan.printed.text import key
from yusuan.tables.figures import FIGURES

ITEM_TERMS = (
    "overseas", "reception", "vehicle_purchase", "vehicle_operation", "vehicles", "conference",
    "training", "agency_operation", "administrative", "three_public", "total",
)  # fmt: skip
_NAMED_ITEMS = frozenset(ITEM_TERMS) - {"total", "three_public"}
_BESIDE_THREE_PUBLIC = frozenset({"conference", "training"})


def of_item(column: BoundColumn | None) -> BoundColumn | None:
    """A column of figures with all that stands over it as its item."""
    if column is None or column.field not in FIGURES:
        return column
    return replace(column, item=" → ".join(column.head.texts))


def names_units(columns: Sequence[BoundColumn | None]) -> bool:
    """Whether the rows are units (单位名称（科目）): their items stand over the columns."""
    figures = [c for c in columns if c is not None and c.field in FIGURES]
    over = {c.head.terms[-1] for c in figures} & _NAMED_ITEMS
    return len(over) >= 2 and any(c and of_unit(c) is not c for c in columns)


_NAMES = frozenset({"item", "function_name", "economic_name", "unit_name", "project_name"})


def named_by_rows(
    columns: Sequence[BoundColumn | None], grid: Grid, head: Head
) -> list[BoundColumn | None]:
    """“三公”经费 over labels heads the items; 项目 over 2025年预算数, 2026年预算数 heads years.

    Where items stand over other columns, 三公 is their sum: a cell of it that is no figure
    (待定, 3.0O) names no row. Nor does 项目 whose only row says 三公经费, which is all of the items.
    """
    found = list(columns)
    listed = any(column and column.field == "item" for column in columns)
    items = {c.head.terms[-1] for c in columns if c and c.head.terms} & _NAMED_ITEMS
    for at, column in enumerate(columns):
        rows = range(head.body, grid.row_count)
        texts = [key(grid.cell(row, at).text) for row in rows]
        printed = [text for text in texts if text and not is_label(text)]
        if column is None and len(items) > 1 and printed and all(map(_OF_A_YEAR.match, printed)):
            found[at] = BoundColumn(at, head.paths[at], "year")
        if column is None or not column.head.terms:
            continue
        labels = bool(printed) and not any(map(is_figure, printed))
        if labels and not (listed or items) and column.head.terms == ("three_public",):
            found[column.position] = replace(column, field="item")
        elif len(items) > 1 and column.field == "item" and all(map(_OF_A_YEAR.match, printed)):
            found[column.position] = replace(column, field="year")
        elif len(items) > 1 and column.field == "item" and _is_of_all(printed):
            found[column.position] = replace(column, field="fund")
    return found


def _is_of_all(printed: Sequence[str]) -> bool:
    """Whether the only row names what its columns divide: 三公经费."""
    return len(printed) == 1 and "三公经费" in printed[0]


_OF_A_YEAR = re.compile(
    r"(?:20[0-9]{2}年|[上本当]年|(?:比|较|与)上年|增减|变动|(?:预算|决算|执行)?(?:数)?(?:对比|比较))"
    r"|(?:年初|全年|调整)?(?:预算|决算|执行)数?$"
)


def named_without_head(
    fields: Sequence[str | None], paths: Sequence[HeadPath], grid: Grid, head: Head
) -> tuple[list[str | None], list[HeadPath]]:
    """The first column names the items where nothing stands over it but it says what rows are of.

    As in 资产负债情况表, whose corner is blank. Where another column names the rows, or a cell of it
    is a figure, it is not that.
    """
    found, over = list(fields), list(paths)
    if found[:1] != [None] or any(over[0].texts) or _NAMES.intersection(filter(None, found)):
        return found, over
    texts = [grid.cell(row, 0).text for row in range(head.body, grid.row_count)]
    printed = [text for text in texts if text.strip()]
    if len(printed) > len(texts) // 2 and not any(map(is_figure, printed)):
        found[0] = "item"
        over[0] = HeadPath(labels=("",), texts=("",), terms=("item",), unit=None)
    return found, over


def over_columns(paths: Sequence[HeadPath]) -> bool:
    """Whether items stand over the columns: the rows are of units then, or of years."""
    return any(_NAMED_ITEMS.intersection(filter(None, path.terms)) for path in paths)


def without_items(columns: Sequence[BoundColumn | None]) -> list[BoundColumn | None]:
    """Where the rows are items and items stand over columns too, none of these is the total.

    Nor is a row, which is one item's, of one fund.
    """
    columns = [
        None if column is not None and column.field == "fund" else column for column in columns
    ]
    items = {c.head.terms[-1] for c in columns if c and c.head.terms} & _NAMED_ITEMS
    return [
        None if c is not None and len(items) > 1 and set(c.head.terms) & items else c
        for c in columns
    ]


def of_unit(column: BoundColumn | None) -> BoundColumn | None:
    """A column headed 单位 or 部门 that names rows: units, no items."""
    named = column is not None and column.field in ("item", "function_name", "economic_name")
    if column is None or not named or not column.head.texts[-1].startswith(("单位", "部门")):
        return column
    return replace(column, field="unit_name")


def itemised(columns: Sequence[BoundColumn | None]) -> list[BoundColumn | None]:
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
    return _within_appropriation(found)


def _within_appropriation(columns: Sequence[BoundColumn | None]) -> list[BoundColumn | None]:
    """Items once more below 其中：财政拨款: what of each the treasury pays, not each once more."""
    whole = {
        column.item
        for column in columns
        if column and column.field == "total" and _APPROPRIATION not in column.head.terms
    }
    return [
        replace(column, field=_APPROPRIATION)
        if column
        and column.field == "total"
        and column.item in whole
        and _APPROPRIATION in column.head.terms
        else column
        for column in columns
    ]


_APPROPRIATION = "fiscal_appropriation"
