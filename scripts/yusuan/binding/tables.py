"""Captioned grids -> bound tables: each tried as every role that its title or head speaks for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from yusuan.binding.abreast import is_two_tables
from yusuan.binding.bound import UNDERSTOOD, BoundColumn, BoundTable, Candidate, SumTest, Unbound
from yusuan.binding.choosing import choose_layout
from yusuan.binding.columns import bind_columns
from yusuan.binding.figures import FigureReader
from yusuan.binding.heads import Head, is_figure, read_head
from yusuan.binding.labels import compared
from yusuan.binding.lists import lists_tables
from yusuan.binding.model import CaptionedGrid, Leftover
from yusuan.binding.page_records import is_page_record
from yusuan.binding.rows import body_rows, raw_rows
from yusuan.binding.shapes import Shaping, entries_of
from yusuan.binding.shapes.listed import expenditure_begins
from yusuan.binding.signed import is_signed
from yusuan.binding.sums import sums_of
from yusuan.binding.titles import core, organisations_of, title_score, title_texts
from yusuan.binding.units import counted, table_unit, with_proven_units
from yusuan.evidence.model import Grid
from yusuan.facts.model import Entry, Statement
from yusuan.layouts.loading import Layout, Role
from yusuan.model import Side
from yusuan.tables.figures import FIGURES

MAXIMUM_COLUMNS = 300
_DEPARTMENTAL = re.compile(r"部门|单位|三公|基本支出|财政拨款|政府采购|购买服务|资产配置")
_OF_A_DEPARTMENT = re.compile(r"部门|单位")
_LABEL, _LABEL_COLUMNS, _FEWEST_TAXES = 20, 3, 2
_BY_HEAD = "head"  # why a grid is taken for a table that its title does not name
_MARGIN = 0.08
_LEAST = 0.45
_TITLE, _HEAD = 0.6, 0.4
_LOST_BY_DISTANCE, _FARTHEST = 0.15, 3
_FEW_SUMS = 0.2
_FEWEST_ITEMS = 3
_ITEMS_FOR_ONE_UNREAD = 8
_BY_ITEMS = frozenset({"economic_item"})  # what alone tells a table of them
_FEWEST_CROSSING = 2  # rows
_WHOLES = frozenset({"total", "amount", "current_year"})
_OWN_BUDGETS = frozenset({"initial_budget", "adjusted_budget", "budget"})
TakenKey = tuple[str, str, Side | None]  # role, row key, side
_Titles = Sequence[tuple[str, str]]  # as compared and its core, the nearest first


def bind_tables(
    captioned: Sequence[CaptionedGrid],
    statement: Statement,
    layout: Layout | None = None,
    document: int = 0,
    taken: set[TakenKey] | None = None,
) -> tuple[tuple[BoundTable, ...], tuple[Unbound, ...], tuple[Leftover, ...]]:
    """Bind the grids of one document; ``layout`` is ``choose_layout``'s unless given.

    ``taken`` are the keys that rows of the statement's other documents have; this one's are added.

    Nothing raises: a grid that no role claims is ``Unbound`` with its reason, and every printed
    cell that is neither fact nor label is a leftover.
    """
    layout = layout or choose_layout(captioned, statement)
    foreign = is_foreign(captioned, layout)
    found = [
        Unbound(grid, "not_departmental", ())
        if foreign
        else bind_table(grid, statement, layout, document)
        for grid in captioned
    ]
    unbound = tuple(grid for grid in found if isinstance(grid, Unbound))
    tables = [table for table in found if isinstance(table, BoundTable)]

    def rebind(table: BoundTable, unit: str) -> BoundTable:
        return _with_unit(table, unit, statement, layout, document)

    bound: list[BoundTable] = []
    taken = set() if taken is None else taken
    for table in with_proven_units(tables, rebind):
        bound.append(_numbered(table, bound, taken))
    leftovers = [left for table in bound for left in table.leftovers]
    for grid in unbound:
        if grid.reason not in UNDERSTOOD:  # what it says are no facts
            leftovers.extend(_all_cells(grid.captioned, document))
    return tuple(bound), unbound, tuple(leftovers)


def is_foreign(captioned: Sequence[CaptionedGrid], layout: Layout) -> bool:
    """Whether the grids are those of a government's budget, not of a department's."""
    titles = [text for grid in captioned for text in title_texts(grid)[:1]]
    foreign = [title for title in titles if any(p.search(title) for p in layout.foreign_titles)]
    own = sum(bool(_DEPARTMENTAL.search(title)) for title in titles if title not in foreign)
    if foreign and len(foreign) == len(titles):
        return True
    if len(foreign) >= 2 and len(foreign) * 3 >= len(titles) and len(foreign) > own:
        return True
    return not any(_OF_A_DEPARTMENT.search(title) for title in titles) and any(
        _levies_taxes(grid.grid, layout) for grid in captioned
    )


def _levies_taxes(grid: Grid, layout: Layout) -> bool:
    """Whether several rows are of revenue that a government alone has."""
    labels = {
        label
        for cell in grid.cells
        if cell.kind == "printed" and cell.column < _LABEL_COLUMNS and len(cell.text) <= _LABEL
        if layout.foreign_rows.fullmatch(label := compared(cell.text, None).text)
    }
    return len(labels) >= _FEWEST_TAXES


def bind_table(
    captioned: CaptionedGrid, statement: Statement, layout: Layout, document: int = 0
) -> BoundTable | Unbound:
    """The role that a grid's title and head speak for most clearly, tested by its sums."""
    grid = captioned.grid
    if "hidden" in grid.marks:
        return Unbound(captioned, "hidden", ())
    if not 2 <= grid.column_count <= MAXIMUM_COLUMNS:
        return Unbound(captioned, "no_table", ())
    if lists_tables(captioned):
        return Unbound(captioned, "list_of_tables", ())
    if is_page_record(captioned):
        return Unbound(captioned, "page_record", ())
    if is_signed(captioned):
        return Unbound(captioned, "signed", ())
    head = read_head(captioned, layout, captioned.caption.fiscal_year or statement.fiscal_year)
    titles = _titles(captioned, statement, layout)
    tried = [
        found
        for role in layout.roles.values()
        if (found := _try(role, titles, captioned, head, statement, layout, document)) is not None
    ]
    candidates = tuple(
        sorted((found.candidate for found in tried), key=lambda c: (-c.score, c.role))
    )
    tried.sort(key=lambda found: (-found.candidate.score, found.candidate.role))
    if not tried or tried[0].candidate.score < _LEAST:
        return Unbound(captioned, "no_role", candidates)
    tried = _titled(_understanding(tried))
    best = tried[0]
    rest = [found.candidate for found in tried[1:]]
    if best.role.shape == "none":
        return Unbound(captioned, "list_of_tables", candidates)
    if rest and best.candidate.score - rest[0].score < _MARGIN:
        return Unbound(captioned, "ambiguous", candidates)
    if best.table is None:
        return Unbound(captioned, "no_role", candidates)
    if is_two_tables(captioned, head, sided=best.role.shape == "sided"):
        return Unbound(captioned, "ambiguous", candidates)
    if _misaligned(best.table, head, grid):
        return Unbound(captioned, "misaligned", candidates)
    if best.table.sums.refuted:
        return Unbound(captioned, "contradicts_sums", candidates)
    return replace(
        best.table,
        score=best.candidate.score,
        runner_up=rest[0] if rest else None,
        candidates=candidates,
    )


def _misaligned(table: BoundTable, head: Head, grid: Grid) -> bool:
    """Whether most rows have a figure over columns of different labels.

    Head and body are set in columns of their own then: nothing tells what label a figure is below.
    """
    of_figures = {it.position for it in table.columns if it.field in FIGURES}
    figures = crossing = 0
    for row in range(head.body, grid.row_count):
        found = [
            range(cell.column, cell.column + cell.column_span)
            for cell in grid.row(row)
            if cell.text.strip() and is_figure(cell.text) and cell.column in of_figures
        ]
        figures += bool(found)
        crossing += any(len({head.paths[column].texts for column in over}) > 1 for over in found)
    return crossing >= _FEWEST_CROSSING and crossing * 2 >= figures


def _understanding(tried: "list[_Tried]") -> "list[_Tried]":
    """Items over the columns go before a near title whose table leaves more of them unread."""
    first, *rest = tried
    if first.role.shape != "crossed" or first.table is None:
        return tried
    near, left = first.candidate.score - _MARGIN, len(first.table.leftovers)
    return [first, *(other for other in rest if not _worse(other, near, left))]


def _titled(tried: "list[_Tried]") -> "list[_Tried]":
    """A title that names one table goes before heads alone that would fit another as well."""
    near = [it for it in tried if tried[0].candidate.score - it.candidate.score < _MARGIN]
    titled = [it for it in near if it.candidate.why != _BY_HEAD]
    if len(titled) != 1 or titled[0].table is None:
        return tried
    return [*titled, *(it for it in tried if it not in near)]


def _worse(other: "_Tried", near: float, left: int) -> bool:
    read = other.table
    return other.candidate.score > near and read is not None and len(read.leftovers) > left


class _Tried:
    def __init__(self, role: Role, candidate: Candidate, table: BoundTable | None) -> None:
        self.role, self.candidate, self.table = role, candidate, table


def _try(
    role: Role,
    titles: _Titles,
    captioned: CaptionedGrid,
    head: Head,
    statement: Statement,
    layout: Layout,
    document: int,
) -> _Tried | None:
    title, words = _title(role, titles)
    terms = {term for path in head.paths for term in path.terms}
    by_head = any(wanted <= terms for wanted in role.heads)
    if not title and not by_head:
        return None
    if role.shape in ("performance", "none"):
        score = _TITLE * title + (_HEAD if by_head else 0)
        score = max(score, 0.9 if by_head else 0)
        table = None if role.shape == "none" else _table(role, captioned, head, layout, (), ())
        return _Tried(role, Candidate(role.name, score, words or _BY_HEAD), table)
    columns = counted(role, captioned, bind_columns(role, head, captioned, statement.kind))
    fields = {column.field for column in columns if column is not None}
    printed_of = fields | _of_one_fund(head, columns)
    if fields & _OWN_BUDGETS:
        printed_of |= _WHOLES  # a table of nothing but what was planned
    missing = [need for need in role.needs if not need & printed_of]
    if role.shape == "sided" and not _has_two_sides(captioned.grid, head, columns):
        missing.append(frozenset({"two sides"}))
    if not title and _BY_ITEMS in role.heads and _economic_items(columns) < _FEWEST_ITEMS:
        missing.append(frozenset({"economic items"}))
    over = {t for path in head.paths for t in path.terms[-1:]}
    over |= {t for it in columns if it is not None and it.item for t in it.head.terms}
    if role.items and not role.items & over:
        missing.append(role.items)
    if missing or not _kind_agrees(role, fields):
        why = f"missing {'|'.join(sorted(missing[0]))}" if missing else "other classification"
        return _Tried(role, Candidate(role.name, 0.0, why), None)
    printed = [path for path in head.paths if path.terms]
    known = sum(column is not None for column in columns)
    share = min(1.0, known / max(1, len(printed)))
    score = _TITLE * title + _HEAD * share if title else (0.5 + 0.4 * share) * by_head
    table = bind_as(role, captioned, head, columns, statement, layout, document)
    if not title and table.unknown_figures and not _are_mostly_items(role, head, columns):
        return _Tried(role, Candidate(role.name, 0.0, "figures that the head does not tell"), None)
    if table.sums.due >= 4:
        score -= _FEW_SUMS * (1 - table.sums.held / table.sums.due)
    return _Tried(role, Candidate(role.name, round(score, 4), words or _BY_HEAD), table)


def _of_one_fund(head: Head, columns: Sequence[BoundColumn | None]) -> set[str]:
    """Uses of single funds that have no field of their own: they tell the table all the same."""
    return {
        path.terms[-1]
        for path, column in zip(head.paths, columns, strict=True)
        if column is None and len(path.terms) > 1 and path.terms[-1] in ("basic", "project")
    }


def _has_two_sides(grid: Grid, head: Head, columns: Sequence[BoundColumn | None]) -> bool:
    """Whether income and expenditure stand side by side, or one below the other in one list."""
    if len({column.side for column in columns if column and column.side}) > 1:
        return True
    item = next((column.position for column in columns if column and column.field == "item"), None)
    if item is None:
        return False
    texts = [grid.cell(row, item).text for row in range(head.body, grid.row_count)]
    return expenditure_begins(texts) is not None


def _economic_items(columns: Sequence[BoundColumn | None]) -> int:
    """How many columns are an item of the economic classification, or a part of one."""
    return sum(c is not None and "economic_item" in c.head.terms for c in columns)


def _are_mostly_items(role: Role, head: Head, columns: Sequence[BoundColumn | None]) -> bool:
    """Whether so many columns are economic items that one cut short by its cell changes nothing."""
    unread = sum(
        column is None and bool(path.labels)
        for path, column in zip(head.paths, columns, strict=True)
    )
    return _BY_ITEMS in role.heads and _economic_items(columns) >= _ITEMS_FOR_ONE_UNREAD * unread


def _kind_agrees(role: Role, fields: set[str]) -> bool:
    """Whether the classification of the rows is the one that the role is of."""
    if role.classification is None:
        return True
    named = {
        kind
        for kind in ("function", "economic", "government_economic")
        if fields & {f"{kind}_code", f"{kind}_name", f"{kind}_class"}
    }
    if not named or role.classification in named:
        return True
    return role.classification == "economic" and "government_economic" in named


def _titles(captioned: CaptionedGrid, statement: Statement, layout: Layout) -> _Titles:
    names = organisations_of(captioned, statement)
    nearest = title_texts(captioned)[: _FARTHEST + 1]
    return [(title, core(title, layout, names)) for title in nearest]


def _title(role: Role, titles: _Titles) -> tuple[float, str]:
    """The best of the titles; one further above counts less."""
    best = (0.0, "")
    for distance, (title, short) in enumerate(titles):
        score, words = title_score(role, title, short)
        best = max(best, (score - _LOST_BY_DISTANCE * distance, words))
    return best if best[0] > 0 else (0.0, "")


def bind_as(
    role: Role,
    captioned: CaptionedGrid,
    head: Head,
    columns: Sequence[BoundColumn | None],
    statement: Statement,
    layout: Layout,
    document: int = 0,
    unit: str | None = None,
) -> BoundTable:
    """The grid bound to ``role`` whether or not that is right; ``unit`` if it prints none."""
    unit = table_unit(captioned, columns) or unit
    reader = FigureReader(captioned, unit, document)
    last = captioned.last_row if captioned.last_row >= 0 else captioned.grid.row_count - 1
    raws = raw_rows(captioned.grid, head, columns, last)
    shaping = Shaping(role, layout, captioned.grid, columns, reader, head.year, statement.kind)
    entries = entries_of(shaping, raws)
    for cell in (cell for raw in raws for cell in raw.shared):
        reader.leave(cell, "merged")
    unknown_figures = unknown_parts = unknown_names = False
    held = [it.position for it in columns if it is not None and it.field in FIGURES]
    of_items = any(it is not None and it.item for it in columns)
    for column, bound in enumerate(columns):
        if bound is None:
            for row in body_rows(captioned.grid, head, last):
                cell = captioned.grid.cell(row, column)
                mixed = row == head.body and column in head.mixed
                if cell.text.strip() and not mixed:
                    reader.leave(cell, "unknown_column")
                    names = column < min(held, default=0)
                    amount = not names or any(mark in cell.text for mark in ".,")  # and no code
                    figure = is_figure(cell.text) and amount
                    unknown_names = unknown_names or names or (figure and of_items)
                    unknown_parts = unknown_parts or figure
                    if is_figure(cell.text) and not _is_part(column, head, columns):
                        unknown_figures = True
    table = _table(
        role,
        captioned,
        head,
        layout,
        tuple(column for column in columns if column is not None),
        entries,
    )
    table = replace(table, leftovers=tuple(reader.leftovers))
    return replace(
        table,
        unit=unit,
        sums=SumTest() if table.hidden_figures or table.shared_figures else sums_of(role, entries),
        unknown_figures=unknown_figures,
        unknown_parts=unknown_parts,
        unknown_names=unknown_names,
    )


_OF_A_GROUP = ("total", "full_year")
_OF_WHICH = re.compile(r"\s*其\s*中")


def _is_part(column: int, head: Head, columns: Sequence[BoundColumn | None]) -> bool:
    """Whether an unknown column divides a known one.

    Its label says 其中, or 小计 of its group, or of one that its group stands in, is no total of
    the row.
    """
    path = head.paths[column]
    if path.labels and _OF_WHICH.match(path.labels[-1]):
        return True
    group = path.texts[:-1]
    around = {group[:end] for end in range(1, len(group) + 1)}
    return any(
        other is not None
        and other.head.texts[:-1] in around
        and other.head.terms[-1] in _OF_A_GROUP
        and other.field in FIGURES
        and other.field not in _WHOLES
        for other in columns
    )


def _table(
    role: Role,
    captioned: CaptionedGrid,
    head: Head,
    layout: Layout,
    columns: tuple[BoundColumn, ...],
    entries: tuple[Entry, ...],
) -> BoundTable:
    return BoundTable(
        role=role.name,
        layout=layout.name,
        captioned=captioned,
        columns=columns,
        entries=entries,
        leftovers=(),
        unit=None,
        score=0.0,
        sums=SumTest(),
        body=head.body,
    )


def _with_unit(
    table: BoundTable, unit: str, statement: Statement, layout: Layout, document: int
) -> BoundTable:
    """``table`` read again with its amounts in ``unit``."""
    grid, role = table.captioned, layout.roles[table.role]
    head = read_head(grid, layout, grid.caption.fiscal_year or statement.fiscal_year)
    columns = counted(role, grid, bind_columns(role, head, grid, statement.kind))
    found = bind_as(role, grid, head, columns, statement, layout, document, unit)
    return replace(
        table, entries=found.entries, leftovers=found.leftovers, unit=unit, sums=found.sums
    )


def _numbered(
    table: BoundTable,
    before: Sequence[BoundTable],
    taken: set[TakenKey],
) -> BoundTable:
    """``table`` with keys that no other table of its role in the document has."""
    ordinal = 1 + sum(other.role == table.role for other in before)
    renamed: dict[tuple[str, Side | None], str] = {}
    for entry in table.entries:
        found, count = entry.key, 1
        while (table.role, found, entry.side) in taken:
            count += 1
            found = f"{entry.key}~{count}"
        taken.add((table.role, found, entry.side))
        if count > 1:
            renamed[entry.key, entry.side] = found
    entries = tuple(_renamed(entry, renamed) for entry in table.entries)
    return replace(table, ordinal=ordinal, entries=entries)


def _renamed(entry: Entry, renamed: Mapping[tuple[str, Side | None], str]) -> Entry:
    own = renamed.get((entry.key, entry.side), entry.key)
    parent = entry.parent
    if parent is not None:
        parent = renamed.get((parent, entry.side), parent)
    if (own, parent) == (entry.key, entry.parent):
        return entry
    texts = {**entry.texts, "row_key": own}
    if "parent_key" in texts:
        texts["parent_key"] = parent
    return replace(entry, key=own, parent=parent, texts=texts)


def _all_cells(captioned: CaptionedGrid, document: int) -> list[Leftover]:
    return [
        Leftover(
            document,
            captioned.number,
            cell.row,
            cell.column,
            cell.text.strip(),
            cell.place,
            "unbound_table",
        )
        for cell in captioned.grid.cells
        if cell.text.strip()
    ]


__all__ = [
    "bind_as", "bind_table", "bind_tables", "is_figure", "is_foreign",
]  # fmt: skip
