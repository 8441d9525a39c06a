"""Identities along the classification codes of one table: class, section, item."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import partial
from itertools import takewhile
from typing import NamedTuple

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Outcome, Statement, not_due
from yusuan.checks.sums import column_sums
from yusuan.checks.table_evidence import TableEvidence
from yusuan.checks.unnamed import lacking
from yusuan.evidence.places import say_several
from yusuan.facts.model import Entry
from yusuan.tables.three_public import THREE_PUBLIC_TABLES

FUNCTION_TABLES = (
    "revenue",
    "expenditure",
    "general_public_budget_expenditure",
    "government_fund_expenditure",
    "state_capital_expenditure",
)
ECONOMIC_TABLES = ("general_public_budget_basic_expenditure",)
_LEVELS = {3: "类", 5: "款", 7: "项"}
_SEVERAL = 2  # holders printed for each that is not


def coded_tables(
    evidence: Evidence, names: tuple[str, ...] = (*FUNCTION_TABLES, *ECONOMIC_TABLES)
) -> Iterator[TableEvidence]:
    return (table for name in names if (table := evidence.filled(name)) is not None)


def tables_by_code(evidence: Evidence) -> Iterator[TableEvidence]:
    """The tables that each department prints, then any other of which every row is a code, a
    total or a unit: one that prints projects too has sums of its own."""
    names = (*FUNCTION_TABLES, *ECONOMIC_TABLES)
    yield from coded_tables(evidence, names)
    for name, table in evidence.tables.items():
        codes = [entry for entry in table.entries if entry.code]
        if name not in names and codes and _only_codes(table):
            yield table


def _only_codes(table: TableEvidence) -> bool:
    return all(
        (entry.code or entry.level == 0)
        and not (entry.texts.get("project_name") or entry.texts.get("project_code"))
        for entry in table.entries
    )


def nearest_printed(codes: Container[str | None], code: str) -> str | None:
    """The longest of the printed ``codes`` that ``code`` begins with, other than itself."""
    for digits in range(len(code) - 2, 2, -2):
        if code[:digits] in codes:
            return code[:digits]
    return None


def holder_of(codes: Container[str | None], entry: Entry) -> str | None:
    """The printed code that holds a row: by its own, else by that of the government's budget.

    501 printed alone holds the rows in which 30101 stands beside 50101.
    """
    code = entry.code or ""
    found = nearest_printed(codes, code)
    government = str(entry.texts.get("government_economic_code") or "")
    if found is not None or not government or government == code:
        return found
    return government if government in codes else nearest_printed(codes, government)


class UnitRows(NamedTuple):
    """The coded rows of one unit (预算单位), or of a table that knows no units."""

    total: Entry | None
    rows: tuple[Entry, ...]

    @property
    def below(self) -> dict[str | None, list[Entry]]:
        """The rows right below each code; below None those that no printed code holds."""
        codes = {entry.code for entry in self.rows}
        found: dict[str | None, list[Entry]] = {}
        for entry in self.rows:
            found.setdefault(holder_of(codes, entry), []).append(entry)
        return found

    def holders(self, digits: int) -> Iterator[tuple[Entry, list[Entry]]]:
        """Each row of a code of ``digits`` with the rows right below that it is the sum of.

        A code printed more than once (301 beside 501, again beside 505) holds what is printed
        between it and the next; where that is nothing, its rows are parts of one another.
        """
        below = self.below
        times = Counter(entry.code for entry in self.rows)
        again: dict[str, list[tuple[Entry, list[Entry]]]] = {}
        for index, entry in enumerate(self.rows):
            code = entry.code or ""
            if len(code) != digits or code not in below:
                continue
            if times[code] == 1:
                yield entry, below[code]
            else:
                again.setdefault(code, []).append((entry, self._between(index, below[code])))
        for held in again.values():
            if all(parts for _, parts in held):
                yield from held

    def _between(self, index: int, parts: Sequence[Entry]) -> list[Entry]:
        code = self.rows[index].code or ""
        keys = {part.key for part in parts}
        run = takewhile(
            lambda row: row.code != code and (row.code or "").startswith(code),
            map(self.rows.__getitem__, range(index + 1, len(self.rows))),  # no copy for each row
        )
        return [row for row in run if row.key in keys]


def units_of(table: TableEvidence) -> tuple[UnitRows, ...]:
    """The coded rows of a table by unit, each with the row that adds them up."""
    coded: dict[str, list[Entry]] = {}
    totals: dict[str, Entry] = {}
    for entry in table.entries:
        unit = entry.unit_code or entry.unit_name or ""
        if entry.code:
            coded.setdefault(unit, []).append(entry)
        elif entry.level == 0:
            totals.setdefault(unit, entry)
    whole = table.total if len(coded) == 1 else None
    above = {entry.key: entry for entry in table.entries if not (entry.code or entry.unit_code)}
    return tuple(
        UnitRows(totals.get(unit, whole) or _heading(rows, above), tuple(rows))
        for unit, rows in coded.items()
    )


def _heading(rows: Sequence[Entry], above: Mapping[str, Entry]) -> Entry | None:
    """The row without a code that all ``rows`` of a unit are below: its name, and their sum."""
    codes = {entry.code for entry in rows}
    parents = {entry.parent for entry in rows if holder_of(codes, entry) is None}
    return above.get(parents.pop() or "") if len(parents) == 1 else None


def total_of_classes(evidence: Evidence) -> Iterator[Outcome]:
    """The 合计 row, or a unit's, = the sum of the classes, in each column."""
    for table in tables_by_code(evidence):
        units = units_of(table)
        if not units:
            yield not_due(f"{table.title}没有按科目列示")
        for unit in units:
            if unit.total is None:
                yield lacking(table, "合计行")
                continue
            yield from column_sums(table, unit.total, unit.below.get(None, ()))


def total_of_units(evidence: Evidence) -> Iterator[Outcome]:
    """A total, or a unit with units of its own, = the sum of the units it holds."""
    due = False
    for table in evidence.tables.values():
        for entry in table.entries:
            parts = [
                e
                for e in table.children(entry)
                if (e.unit_code or e.unit_name) and not _an_item_of(table, entry, e)
            ]
            if entry.code or not parts or any(e.code for e in table.children(entry)):
                continue
            due = True
            yield from column_sums(table, entry, parts)
    if not due:
        yield not_due("没有分单位列示的表")
        names = {(field, None) for field in ("unit_code", "unit_name")}
        of_units = (it for it in evidence.tables.values() if it.column_names.keys() & names)
        yield from (lacking(it, "各单位的合计") for it in of_units if it.table.unnamed)


def _an_item_of(table: TableEvidence, unit: Entry, part: Entry) -> bool:
    """Whether a row below another is no unit of it, but an item of the same unit's “三公”."""
    same = (unit.unit_code, unit.unit_name) == (part.unit_code, part.unit_name)
    return same and table.name in THREE_PUBLIC_TABLES


def code_of_parts(digits: int, evidence: Evidence) -> Iterator[Outcome]:
    """A code of ``digits`` = the sum of the finer codes printed below it, in each column."""
    for table in tables_by_code(evidence):
        for unit in units_of(table):
            for entry, parts in unit.holders(digits):
                yield from column_sums(table, entry, parts)


def codes_to_lowest_level(evidence: Evidence) -> Iterator[Outcome]:
    """Functional codes go down to 项 (7 digits), economic ones to 款 (5 digits)."""
    for names, lowest, other in ((FUNCTION_TABLES, 7, "35"), (ECONOMIC_TABLES, 5, "2")):
        for table in coded_tables(evidence, names):
            short = [
                entry
                for unit in units_of(table)
                for entry in unit.rows
                if len(entry.code or "") < lowest
                and (entry.code or "x")[0] not in other  # of the other classification
                and entry.code not in unit.below
                and any(figure.value for figure in entry.figures.values())  # of 0 nothing is listed
            ]
            level = _LEVELS[lowest]
            if not short:
                yield Statement("pass", f"{table.title}的科目都列到了{level}级。", table.title)
                continue
            places = tuple(entry.place for entry in short)
            codes = "、".join(f"{entry.code} {entry.label}" for entry in short)
            yield Statement(
                "fail",
                f"{table.title}中的 {codes} 没有列到{level}级{say_several(places)}。",
                left=codes,
                right=f"应列到{level}级",
                places=places,
                absent="table",
            )


def codes_through_levels(evidence: Evidence) -> Iterator[Outcome]:
    """A table that prints the section of its items, or the class of its sections, prints all.

    Of one that prints items alone, or only some of their sections, nothing can be said, unless
    all the others print the very one that it lacks.
    """
    tables = list(tables_by_code(evidence))
    for table in tables:
        others = [other.by_code for other in tables if other is not table]
        for digits in (5, 7):
            held: set[str] = set()
            lacking: dict[str, Entry] = {}
            for unit in units_of(table):
                printed = {entry.code for entry in unit.rows}
                for entry in unit.rows:
                    code = entry.code or ""
                    if len(code) != digits:
                        continue
                    if code[:-2] in printed:
                        held.add(code[:-2])
                    else:
                        lacking.setdefault(code[:-2], entry)
            below = [o for o in others if any(e.code in o for e in lacking.values())]
            only_here = len(below) >= _SEVERAL and all(set(lacking) <= set(o) for o in below)
            if len(held) < _SEVERAL * max(len(lacking), 1) and not (lacking and only_here):
                continue
            above = _LEVELS[digits - 2]
            if not lacking:
                yield Statement("pass", f"{table.title}的各{above}都已列出。", table.title)
                continue
            places = tuple(entry.place for entry in lacking.values())
            codes = "、".join(lacking)
            yield Statement(
                "fail",
                f"{table.title}列有 {'、'.join(str(e.code) for e in lacking.values())}，"
                f"没有列出它所属的{above} {codes}{say_several(places)}。",
                left="、".join(str(entry.code) for entry in lacking.values()),
                right=codes,
                places=places,
                absent="table",
            )


CHECKS: tuple[Check, ...] = (
    Check(
        id="total-of-classes",
        title="合计与各类",
        rule="按科目编码列示的表，每一栏：合计行 = 各类科目之和。",
        severity="error",
        consequence="figure",
        basis="会计恒等式",
        family="within_table",
        evaluate=total_of_classes,
    ),
    Check(
        id="total-of-units",
        title="合计与各单位",
        rule="分单位列示的表，每一栏：合计行 = 各单位之和；有下级的单位 = 其下级单位之和。",
        severity="error",
        consequence="figure",
        basis="会计恒等式",
        family="within_table",
        evaluate=total_of_units,
    ),
    Check(
        id="class-of-sections",
        title="类与款",
        rule="按科目编码列示的表，每一栏：类（3 位编码）= 其下各款（5 位编码）之和。",
        severity="error",
        consequence="figure",
        basis="会计恒等式；政府收支分类科目",
        family="within_table",
        evaluate=partial(code_of_parts, 3),
    ),
    Check(
        id="section-of-items",
        title="款与项",
        rule="按科目编码列示的表，每一栏：款（5 位编码）= 其下各项（7 位编码）之和。",
        severity="error",
        consequence="figure",
        basis="会计恒等式；政府收支分类科目",
        family="within_table",
        evaluate=partial(code_of_parts, 5),
    ),
    Check(
        id="codes-to-lowest-level",
        title="科目公开的细度",
        rule="支出功能分类公开到项级，部门预算支出经济分类公开到款级。",
        severity="warning",
        consequence="presence",
        basis="财预〔2016〕143号",
        family="within_table",
        evaluate=codes_to_lowest_level,
    ),
    Check(
        id="codes-through-levels",
        title="科目的各级",
        rule="逐级列示科目的表，不漏上级：列出项的，也列出它所属的款；列出款的，也列出它所属的类。",
        severity="warning",
        consequence="presence",
        basis="政府收支分类科目；公开表的格式",
        family="within_table",
        evaluate=codes_through_levels,
    ),
)
