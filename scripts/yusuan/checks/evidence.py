"""A typed, read-only view of one disclosure: what the rules look at.

Built from what was recognised, the entries of its tables and the rows of its prose.
"""

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import NamedTuple, cast

from yusuan.binding.statements import PrintedFact, ReadGrid, Reading
from yusuan.checks.model import CellRef, Operand
from yusuan.errors import excerpt
from yusuan.evidence.places import Place, order, parse_place, whole
from yusuan.facts.model import Entry, StatementKind
from yusuan.facts.tables import FactTable, UnreadFigure
from yusuan.fields import Resource
from yusuan.model import ContentsEntry, Row, SectionParagraph, Side
from yusuan.numbers import CURRENCY_UNITS, PACKAGE_UNIT, PACKAGE_UNIT_EXPONENT, printed_decimals
from yusuan.prose.amounts import STATED_AMOUNTS, place_at
from yusuan.prose.glossary import GLOSSARY
from yusuan.prose.goals import DEPARTMENT_GOALS, GOAL_INDICATORS
from yusuan.prose.money.model import UnreadMoney
from yusuan.prose.narrative import numbered_prose
from yusuan.tables import TABLE_BY_NAME
from yusuan.tables.figures import FIGURES
from yusuan.tables.performance import PERFORMANCE_INDICATORS, PROJECTS
from yusuan.text import key

ZERO = Decimal(0)
_DIGITS = "0123456789"


@lru_cache(maxsize=256)
def _step(decimals: int, unit: str | None) -> Decimal:
    exponent = CURRENCY_UNITS[unit] - PACKAGE_UNIT_EXPONENT if unit else 0
    return Decimal(1).scaleb(exponent - decimals)


def printed_step(text: str, unit: str | None) -> Decimal:
    """One unit of the last printed place, in 万元 (``unit`` None: in the unit printed)."""
    return _step(printed_decimals(text), unit)


@dataclass(frozen=True)
class TableEvidence:
    """One published table with its rows.

    ``levels``: by the compared name of a functional code, its level wherever the disclosure
    prints it (1 class, 2 section, 3 item; the coarsest of several).
    """

    table: FactTable
    levels: Mapping[str, int] = dataclasses.field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.table.role

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.table.entries

    @cached_property
    def title(self) -> str:
        """The printed title; the role's where none is printed."""
        return f"“{self.table.title.strip() or TABLE_BY_NAME[self.table.role].resource.title}”"

    @cached_property
    def column_names(self) -> dict[tuple[str, Side | None], str]:
        """The innermost printed label of each column, without its unit."""
        return {
            held: label.rpartition(" → ")[2].partition("(")[0]
            for held, label in self.table.labels.items()
        }

    def amount_fields(self, side: Side | None = None) -> tuple[str, ...]:
        """The columns that hold amounts, in the order printed."""
        return self._amount_fields.get(side, ())

    @cached_property
    def _amount_fields(self) -> dict[Side | None, tuple[str, ...]]:
        found: dict[Side | None, tuple[str, ...]] = {}
        for field, side in self.table.labels:
            if field in FIGURES and FIGURES[field].measure == "amount":
                found[side] = (*found.get(side, ()), field)
        return found

    @cached_property
    def by_code(self) -> dict[str, Entry]:
        """The first row of each classification code."""
        found: dict[str, Entry] = {}
        for entry in self.entries:
            if entry.code:
                found.setdefault(entry.code, entry)
        return found

    @cached_property
    def rows_of_code(self) -> dict[str, tuple[Entry, ...]]:
        """Every row of each classification code."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            if entry.code:
                found.setdefault(entry.code, []).append(entry)
        return {code: tuple(entries) for code, entries in found.items()}

    @cached_property
    def total(self) -> Entry | None:
        """The 合计 row of a coded table; of a list that goes on below 本年收入合计 its 总计."""
        found = [entry for entry in self.entries if entry.level == 0]
        if found and key(found[0].label).startswith("本年"):
            return next((entry for entry in found if key(entry.label).endswith("总计")), found[0])
        return found[0] if found else None

    def children(self, entry: Entry) -> tuple[Entry, ...]:
        """The rows whose parent is ``entry``, on its side."""
        return self._children.get((entry.key, entry.side), ())

    @cached_property
    def _children(self) -> dict[tuple[str, Side | None], tuple[Entry, ...]]:
        found: dict[tuple[str, Side | None], list[Entry]] = {}
        for entry in self.entries:
            if entry.parent is not None:
                found.setdefault((entry.parent, entry.side), []).append(entry)
        return {held: tuple(entries) for held, entries in found.items()}

    def where(self, entry: Entry) -> str:
        """The row as a reader finds it: table, 序号 where printed, label."""
        number = "" if entry.number is None else f"序号 {entry.number}"
        return f"{self.title}{number}“{entry.label}”"

    def operand(self, entry: Entry, field: str, label: str | None = None) -> Operand | None:
        """The figure printed in a cell; None where it is blank or says that there is none."""
        if field not in entry.figures:
            return None
        found = self._operands.get((entry.key, entry.side, field))
        return found if found is None or label is None else found._replace(label=label)

    @cached_property
    def _unread(self) -> dict[tuple[str | None, Side | None, str], UnreadFigure]:
        return {(each.row_key, each.side, each.field): each for each in self.table.unread}

    @cached_property
    def _operands(self) -> dict[tuple[str, Side | None, str], Operand]:
        """Every figure by the key of its row, labelled with its column."""
        name = self.name
        found: dict[tuple[str, Side | None, str], Operand] = {}
        for entry in self.entries:
            side = entry.side
            for field, figure in entry.figures.items():
                if figure.value is None:
                    continue
                money = FIGURES[field].measure in ("amount", "unit_price")
                unit = figure.unit if money else None
                found[entry.key, side, field] = Operand(
                    self.column_names.get((field, side), FIGURES[field].title),
                    figure.text if unit in (None, PACKAGE_UNIT) else f"{figure.text}{unit}",
                    figure.value,
                    printed_step(figure.text, unit),
                    name,
                    figure.place,
                    CellRef(name, entry.key, side, field),
                )
        return found

    def operand_or_unread(
        self, entry: Entry, field: str, label: str | None = None
    ) -> Operand | None:
        """Like ``operand``; a cell that could not be read counts as nothing and shows its text."""
        found = self.operand(entry, field, label)
        unread = self._unread.get((entry.key, entry.side, field))
        if found is not None or unread is None:
            return found
        shown = self.column_names.get((field, entry.side), "") if label is None else label
        text = f"（读不出的“{excerpt(unread.text)}”）"
        return Operand(shown, text, ZERO, ZERO, self.name, unread.place)

    def operand_or_blank(self, entry: Entry, field: str, label: str | None = None) -> Operand:
        """Like ``operand``; a cell without a figure counts as nothing, and says why it has none."""
        found = self.operand_or_unread(entry, field, label)
        if found is not None:
            return found
        shown = self.column_names.get((field, entry.side), "") if label is None else label
        return Operand(shown, "（空白）", ZERO, ZERO, self.name, entry.place)


_AMOUNT = re.compile(r"[0-9][0-9,]*\.[0-9]{1,6}")


def _has_amounts(read: ReadGrid) -> bool:
    grid = read.captioned.grid
    return any(
        _AMOUNT.fullmatch(cell.text.strip())
        for row in range(grid.row_count)
        for cell in grid.row(row)
    )


def find_alone(number: str, words: str, *, not_behind: str = _DIGITS) -> int:
    """Where ``number`` stands in ``words`` and is no part of a longer one; -1 if nowhere.

    It stands behind none of the characters ``not_behind`` and before no digit.
    """
    at = words.find(number)
    while at >= 0:
        before, behind = words[max(at - 1, 0) : at], words[at + len(number) : at + len(number) + 1]
        if not (before and before in not_behind) and not (behind and behind in _DIGITS):
            return at
        at = words.find(number, at + 1)
    return -1


class Stated(NamedTuple):
    """An amount in prose."""

    section_id: str | None
    paragraph: tuple[int, int]
    subject: str
    change: str | None
    compared_year: int | None
    value: Decimal
    text: str
    unit: str
    sentence: str
    place: Place
    section_title: str = ""
    compared_with: str = ""
    percent: Decimal | None = None
    item_path: str = ""
    function_code: str = ""
    approximate: bool = False

    @property
    def before(self) -> str:
        """The words of the sentence before the amount; where its figure stands twice, the first."""
        return self.sentence[: self._at]

    @property
    def behind(self) -> str:
        """The words of the sentence behind the amount's figure."""
        return self.sentence[self._at + len(self.text) :]

    @property
    def _at(self) -> int:
        return max(0, find_alone(self.text, self.sentence, not_behind=f"{_DIGITS}.,"))

    def operand(self, label: str | None = None, *, negative: bool = False) -> Operand:
        shown = self.text if self.unit == PACKAGE_UNIT else f"{self.text}{self.unit}"
        step = printed_step(self.text, self.unit) if self.value else ZERO
        value = -self.value if negative else self.value
        source = f"paragraph {self.paragraph[0]}.{self.paragraph[1]}"
        return Operand(label or self.subject, shown, value, step, source, self.place)


class Unreadable(NamedTuple):
    """What looks like an amount in prose and cannot be read as one, or not which way it changes."""

    text: str
    place: Place
    directionless: bool


class Term(NamedTuple):
    term: str
    definition: str
    place: Place


class Indicator(NamedTuple):
    """A performance indicator, of a project or named in a goal's prose."""

    number: int
    level1: str
    level2: str
    name: str
    description: str
    text: str
    kind: str | None
    operator: str | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    place: Place
    place_end: Place

    @property
    def stated(self) -> bool:
        """Whether the row states an indicator at all (not 不涉及)."""
        return self.kind not in (None, "not_applicable") and self.name.strip() != "不涉及"


class Goal(NamedTuple):
    """A goal and its indicators: of a project, or of the department."""

    number: int
    title: str
    text: str
    place: Place
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True)
class Evidence:
    """Everything that the rules see of one disclosure.

    ``is_departmental`` is False of a government's budget, which these rules know nothing of.
    ``recognised_pages`` are those whose text was recognised in a picture; with ``tables_only``
    nothing but tables was kept of a document: what is not there may be printed.
    """

    disclosure_id: str
    is_departmental: bool
    kind: StatementKind | None
    fiscal_year: int | None
    department_code: str
    department_name: str
    department_place: Place | None
    tables: Mapping[str, TableEvidence]
    contents: tuple[ContentsEntry, ...]
    titles: tuple[str, ...]
    nearest_titles: tuple[str, ...]  # of several titles above a grid the last
    unbound_titles: tuple[str, ...]  # those of grids with figures that no role claims
    printed: tuple[PrintedFact, ...]
    prose: tuple[SectionParagraph, ...]
    stated: tuple[Stated, ...]
    unreadable: tuple[Unreadable, ...]
    glossary: tuple[Term, ...]
    goals: tuple[Goal, ...]
    projects: tuple[Goal, ...]
    recognised_pages: frozenset[int] = frozenset()
    tables_only: bool = False

    @cached_property
    def indicators(self) -> tuple[tuple[Goal, Indicator], ...]:
        """Every project's indicators that state something."""
        return tuple(
            (project, indicator)
            for project in self.projects
            for indicator in project.indicators
            if indicator.stated
        )

    def filled(self, name: str) -> TableEvidence | None:
        """The table of that name if the disclosure has it and it has rows."""
        found = self.tables.get(name)
        return found if found is not None and found.entries else None

    def paragraphs(self, section_id: str) -> Iterator[SectionParagraph]:
        return (p for p in self.prose if p.section_id == section_id and not p.heading)


def evidence_of(
    disclosure_id: str,
    reading: Reading,
    rows: Mapping[str, tuple[Row, ...]],
    unread: Iterable[tuple[SectionParagraph, UnreadMoney]],
) -> Evidence:
    """``rows`` of projects, goals, amounts and glossary by resource; ``unread`` of the prose."""
    sections = {part.section: part.section_id for part in reading.prose}
    statement = reading.statement
    levels: dict[str, int] = {}
    for table in reading.tables:
        for entry in table.entries:
            if entry.code and entry.texts.get("function_code") == entry.code:
                level = (len(entry.code) - 1) // 2
                levels[key(entry.label)] = min(level, levels.get(key(entry.label), level))
    return Evidence(
        disclosure_id=disclosure_id,
        is_departmental=bool(reading.tables)
        or all(grid.unbound != "not_departmental" for grid in reading.grids),
        kind=statement.kind,
        fiscal_year=statement.fiscal_year,
        department_code=statement.organisation_code or "",
        department_name=statement.organisation_name or "",
        department_place=reading.statement_place,
        tables={table.name: TableEvidence(table, levels) for table in reading.tables},
        contents=reading.contents,
        titles=tuple(part.text for grid in reading.grids for part in grid.captioned.caption.titles),
        nearest_titles=tuple(
            titles[-1].text for grid in reading.grids if (titles := grid.captioned.caption.titles)
        ),
        unbound_titles=tuple(
            grid.captioned.caption.titles[-1].text
            for grid in reading.grids
            if grid.table is None and grid.captioned.caption.titles and _has_amounts(grid)
        ),
        printed=reading.printed,
        prose=reading.prose,
        stated=tuple(_stated(rows, sections, reading.prose)),
        unreadable=tuple(
            Unreadable(found.text, place_at(part, found.start), found.reason == "direction")
            for part, found in unread
            if found.reason in ("unreadable", "direction")
        ),
        glossary=tuple(
            Term(_text(row["term"]), _text(row["definition"]), _place(row["place"]))
            for row in _rows(rows, GLOSSARY)
        ),
        goals=tuple(_goals(rows, reading.prose)),
        projects=tuple(_projects(rows, reading)),
        recognised_pages=reading.recognised_pages,
        tables_only=reading.tables_only,
    )


def _rows(rows: Mapping[str, tuple[Row, ...]], resource: Resource) -> Iterator[dict[str, object]]:
    names = resource.field_names
    return (dict(zip(names, row, strict=True)) for row in rows.get(resource.name, ()))


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _whole(value: object) -> int:
    assert isinstance(value, int)
    return value


def _place(value: object) -> Place:
    assert isinstance(value, str)
    return parse_place(value)


def _stated(
    rows: Mapping[str, tuple[Row, ...]],
    sections: Mapping[int, str | None],
    prose: tuple[SectionParagraph, ...],
) -> Iterator[Stated]:
    titles = {part.section: part.section_title for part in prose}
    parts = {(part.section, number): part for number, part in numbered_prose(prose)}
    for row in _rows(rows, STATED_AMOUNTS):
        section, paragraph = _whole(row["section_no"]), _whole(row["paragraph_no"])
        part = parts.get((section, paragraph))
        title = f"{titles.get(section, '')} {part.subsection or '' if part else ''}"
        yield Stated(
            part.section_id if part else sections.get(section),
            (section, paragraph),
            _text(row["subject"]),
            cast("str | None", row["change_direction"]),
            cast("int | None", row["compared_year"]),
            cast("Decimal", row["amount"]),
            _text(row["published_text"]),
            _text(row["published_unit"]),
            _text(row["sentence"]),
            _place(row["place"]),
            title,
            _text(row["compared_with"]),
            cast("Decimal | None", row["change_percent"]),
            _text(row["item_path"]),
            _text(row["function_code"]),
            bool(row["approximate"]),
        )


def _indicator(row: Mapping[str, object]) -> Indicator:
    return Indicator(
        _whole(row["indicator_no"]),
        _text(row["level1"]),
        _text(row["level2"]),
        _text(row["level3"]),
        _text(row["description"]),
        _text(row["target_text"]),
        cast("str | None", row["target_kind"]),
        cast("str | None", row["target_operator"]),
        cast("Decimal | None", row["target_low"]),
        cast("Decimal | None", row["target_high"]),
        _text(row["target_unit"]),
        _place(row["place"]),
        _place(row["place_end"]),
    )


def _indicators(
    rows: Mapping[str, tuple[Row, ...]], resource: Resource, owner: str
) -> dict[int, tuple[Indicator, ...]]:
    found: dict[int, list[Indicator]] = {}
    for row in _rows(rows, resource):
        found.setdefault(_whole(row[owner]), []).append(_indicator(row))
    return {number: tuple(indicators) for number, indicators in found.items()}


def _goals(
    rows: Mapping[str, tuple[Row, ...]], prose: tuple[SectionParagraph, ...]
) -> Iterator[Goal]:
    indicators = _indicators(rows, GOAL_INDICATORS, "goal_no")
    for row in _rows(rows, DEPARTMENT_GOALS):
        number, text = _whole(row["goal_no"]), _text(row["goal"])
        start = _place(row["place"])
        yield Goal(
            number,
            _text(row["goal_title"]),
            text,
            _place_of(text, start, prose),
            indicators.get(number, ()),
        )


def _place_of(text: str, start: Place, prose: tuple[SectionParagraph, ...]) -> Place:
    """The place of the first paragraph from ``start`` on that holds the text of a goal."""
    beginning = text.partition("\n")[0]
    for part in prose:
        if (
            beginning
            and order(part.paragraph.place) >= order(start)
            and beginning in part.paragraph.text
        ):
            return part.paragraph.place
    return start


def _projects(rows: Mapping[str, tuple[Row, ...]], reading: Reading) -> Iterator[Goal]:
    indicators = _indicators(rows, PERFORMANCE_INDICATORS, "project_no")
    projects = [p for table in reading.performance for p in table.projects if p.scope == "project"]
    for row, project in zip(_rows(rows, PROJECTS), projects, strict=True):
        number = _whole(row["project_no"])
        place = _place(row["place"])
        if project.goal_place is not None:
            place = whole(project.goal_place)
        yield Goal(
            number,
            _text(row["project_name"]),
            _text(row["goal"]),
            place,
            indicators.get(number, ()),
        )
