"""The same item as a figure's: in other tables of the disclosure, in its prose, in other years.

Items are the same where their codes are, or, without two codes, their names as compared. Totals
have names that tell nothing: they are the same where a check compared them and found them equal.
What differs between two figures of one item is told by what is declared of them: the source of
funds, the type of expenditure, the unit, the year, the stage, revenue or expenditure.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from yusuan.facts.keys import PATH, label_key
from yusuan.pages.marks import figure_ids
from yusuan.pages.model import Disclosure, Record, Site, row_anchor, text
from yusuan.pages.stated import WHOLE_FIELDS, stated_rows
from yusuan.printed.text import key
from yusuan.tables import TABLES
from yusuan.tables.itemised import parse_item

# The same item stands in so many rows of one other table at most; more are its parts there.
MOST_ROWS = 3
_TABLES = frozenset(table.name for table in TABLES)
_TOTALS = ("合计", "总计", "小计")
_SCOPES = ("fund_source_name", "expenditure_type_name", "unit_name")
_DIRECTIONS = {"revenue": "收入", "expenditure": "支出"}
_STAGES = {
    "approved": "预算数",
    "adjusted": "调整后的数",
    "budgeted": "预算数（没有写明是年初的还是调整后的）",
    "executed": "执行数",
    "planned": "计划数",
}
RowOf = tuple[str, str]


def row_of(line_id: str) -> RowOf:
    """Table and row (with its side) of a figure, as its id has them."""
    _, resource, row, _ = line_id.split(".")
    return resource, row


def field_of(line_id: str) -> str:
    return line_id.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Alike:
    """Figures of the same item in other tables; ``more`` are rows not shown, by table."""

    figures: tuple[Record, ...]
    more: Mapping[str, int]


class Items:
    """The items of one disclosure: its figures by row, its rows by code and by name."""

    def __init__(self, disclosure: Disclosure) -> None:
        self._disclosure = disclosure
        self.rows: dict[RowOf, list[Record]] = {}
        for line_id, figure in disclosure.figures.items():
            self.rows.setdefault(row_of(line_id), []).append(figure)
        self._named: dict[str, list[RowOf]] = {}
        for row, figures in self.rows.items():
            if row in self._changes:
                continue
            for name in _names(figures[0]):
                self._named.setdefault(name, []).append(row)

    @cached_property
    def _equal(self) -> Mapping[str, tuple[str, ...]]:
        """By figure: those that a check compared with it alone and found equal."""
        found: dict[str, tuple[str, ...]] = {}
        for result in self._disclosure.of("checks"):
            ids = figure_ids(result)
            if len(ids) != 2 or result["status"] != "pass":
                continue
            first, second = (self._disclosure.figures.get(each) for each in ids)
            if first is None or second is None or not same_value(first, second):
                continue
            for one, other in (ids, ids[::-1]):
                if other not in found.get(one, ()):
                    found[one] = (*found.get(one, ()), other)
        return found

    def elsewhere(self, figure: Record) -> Alike:
        """One figure of each row of the same item in other tables, in the order of the tables."""
        line_id = text(figure, "budget_line_id")
        own = row_of(line_id)
        by_table: dict[str, dict[RowOf, Record]] = {}
        for row in self._rows_alike(figure):
            there = _counterpart(figure, self.rows[row])
            if row[0] != own[0] and there is not None and not _differ(figure, there):
                by_table.setdefault(row[0], {})[row] = there
        shown: dict[RowOf, Record] = {}
        more: dict[str, int] = {}
        for resource, rows in by_table.items():
            near = {row: _nearness(figure, there) for row, there in rows.items()}
            kept = [row for row in rows if near[row] == max(near.values()) and near[row]]
            shown |= {row: rows[row] for row in kept[:MOST_ROWS]}
            if len(kept) > MOST_ROWS:
                more[resource] = len(kept) - MOST_ROWS
        for other in self._equal.get(line_id, ()):
            row = row_of(other)
            if row[0] != own[0]:
                shown[row] = self._disclosure.figures[other]
        ordered = (shown[row] for row in self.rows if row in shown)
        return Alike(tuple(ordered), more)

    def _rows_alike(self, figure: Record) -> Iterator[RowOf]:
        if row_of(text(figure, "budget_line_id")) not in self._changes:
            for name in _names(figure):
                yield from self._named.get(name, ())

    @cached_property
    def _changes(self) -> frozenset[RowOf]:
        """The rows that say how much an item changed: not the item itself."""
        return frozenset(
            (resource, row_anchor(record))
            for resource, records in self._disclosure.rows.items()
            if resource in _TABLES
            for record in records
            if record.get("period") == "change"
        )

    def stated(self, figure: Record) -> Iterator[Record]:
        """The amounts of the prose whose subject is the item; of a part of it, equal ones only."""
        for row in stated_rows(self._disclosure, _names(figure)):
            if is_whole(figure) or row["amount_yuan"] == figure["amount_yuan"]:
                yield row

    def other_years(self, figure: Record) -> Iterator[Record]:
        """The figures of its row that are of another year."""
        for other in self.rows[row_of(text(figure, "budget_line_id"))]:
            if other["figure_year"] != figure["figure_year"] and other["measure"] == "amount":
                yield other


def other_disclosures(site: Site, disclosure: Disclosure) -> tuple[Disclosure, ...]:
    """Those of the same organisation, the earliest first."""
    of_own = text(disclosure.facts, "organisation_id")
    found = site.of_organisation(of_own) if of_own else ()
    return tuple(each for each in found if each.id != disclosure.id)


def same_value(one: Record, other: Record) -> bool:
    """Whether two figures are the same amount, or quantity, or else are printed alike."""
    for field in ("amount_yuan", "quantity"):
        if one[field] is not None and other[field] is not None:
            return one[field] == other[field]
    return one["published_text"] == other["published_text"]


def scope_note(here: Record, there: Record) -> str:
    """Why two figures of one item need not be the same; blank where nothing tells them apart."""
    said: list[str] = []
    only_there: list[str] = []
    only_here: list[str] = []
    for field in _SCOPES:
        one, other = text(here, field), text(there, field)
        if one == other:
            continue
        if one and other:
            said.append(f"这里算{one}，那里算{other}")
        else:
            (only_here if one else only_there).append(one or other)
    if only_there:
        said.append(f"那里只算{'、'.join(only_there)}，这里不限")
    if only_here:
        said.append(f"这里只算{'、'.join(only_here)}，那里不限")
    for field, names in (("direction", _DIRECTIONS), ("figure_stage", _STAGES)):
        one, other = (names.get(text(each, field), "") for each in (here, there))
        if one and other and one != other:
            said.append(f"这里是{one}，那里是{other}")
    years = here["figure_year"], there["figure_year"]
    if all(years) and years[0] != years[1]:
        said.append(f"这里是 {years[0]} 年，那里是 {years[1]} 年")
    return "；".join(said)


def is_whole(figure: Record) -> bool:
    """Whether a figure is that of its row as a whole, not of a fund or a part of it."""
    return field_of(text(figure, "budget_line_id")) in WHOLE_FIELDS


def _names(figure: Record) -> tuple[str, ...]:
    """What a row's item is known by: its code, its name. A total is known by neither, nor is a row
    whose key says that another one has its code or name, or that it is a part of a project.
    """
    path = _path(figure)
    if not path or "~" in path[-1]:
        return ()
    code = _code(figure)
    if code and code.count("/") + 1 != len(path):
        return ()
    name = key(parse_item(text(figure, "row_label")).name)
    known = () if not name or name.endswith(_TOTALS) else (name,)
    return (*known, f"#{code}") if code else known


def _path(figure: Record) -> tuple[str, ...]:
    """The labels of a row's key without those that say which unit it is of."""
    units = {text(figure, "unit_code"), label_key(text(figure, "unit_name"))}
    return tuple(each for each in text(figure, "row_key").split(PATH) if each not in units)


def _code(figure: Record) -> str:
    """The classification codes that name a row, ``/`` between them; blank where none does."""
    return PATH.join(each for each in _path(figure) if each.isdecimal() and each.isascii())


def _nearness(one: Record, other: Record) -> int:
    """How many of their last labels two rows share; all of those of the shorter path: the most.

    None, where both have others above, and the figures differ: there an item may be another one.
    """
    if _code(one) or _code(other):
        return 1  # a code needs nothing above it
    paths = _path(one), _path(other)
    pairs = zip(*map(reversed, paths), strict=False)
    shared = next((at for at, (a, b) in enumerate(pairs) if a != b), min(map(len, paths)))
    return 0 if shared < min(map(len, paths)) and not same_value(one, other) else shared


def _differ(one: Record, other: Record) -> bool:
    """Whether codes or units tell two rows apart."""
    codes = _code(one), _code(other)
    if all(codes) and codes[0] != codes[1]:
        return True
    units = one["unit_code"], other["unit_code"]
    return all(units) and units[0] != units[1]


def _counterpart(figure: Record, row: list[Record]) -> Record | None:
    """Of another row, the figure of the same field; else of the same scope; else the whole.

    The whole is none of a part's: only where it is of the part's own fund and type.
    """
    field = field_of(text(figure, "budget_line_id"))
    by_field = {field_of(text(each, "budget_line_id")): each for each in row}
    if field in by_field:
        return by_field[field]
    for each in row:
        if each["measure"] == figure["measure"] and not scope_note(figure, each):
            return each
    whole = next((by_field[name] for name in WHOLE_FIELDS if name in by_field), None)
    if whole is None or is_whole(figure):
        return whole
    scopes = [*_SCOPES[:2], "direction"]
    within = all(figure[each] in (None, whole[each]) for each in scopes)
    return whole if within and whole["measure"] == figure["measure"] else None
