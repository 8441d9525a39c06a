"""Identities along the classification codes of one table: class, section, item."""

from collections.abc import Iterator
from functools import partial

from yusuan.checks.evidence import Evidence, TableEvidence
from yusuan.checks.model import Check, Outcome, Statement, not_due
from yusuan.checks.sums import column_sum
from yusuan.evidence.places import say_several
from yusuan.facts.model import Entry

FUNCTION_TABLES = (
    "revenue",
    "expenditure",
    "general_public_budget_expenditure",
    "government_fund_expenditure",
    "state_capital_expenditure",
)
ECONOMIC_TABLES = ("general_public_budget_basic_expenditure",)
_LEVELS = {3: "类", 5: "款", 7: "项"}


def coded_tables(
    evidence: Evidence, names: tuple[str, ...] = (*FUNCTION_TABLES, *ECONOMIC_TABLES)
) -> Iterator[TableEvidence]:
    return (table for name in names if (table := evidence.filled(name)) is not None)


def nearest_printed(table: TableEvidence, code: str) -> str | None:
    """The longest printed code that ``code`` begins with, other than itself."""
    for digits in range(len(code) - 2, 2, -2):
        if code[:digits] in table.by_code:
            return code[:digits]
    return None


def _parts(table: TableEvidence) -> dict[str | None, list[Entry]]:
    """The rows right below each code; below None those that no printed code holds."""
    found: dict[str | None, list[Entry]] = {}
    for entry in table.entries:
        if entry.code:
            found.setdefault(nearest_printed(table, entry.code), []).append(entry)
    return found


def total_of_classes(evidence: Evidence) -> Iterator[Outcome]:
    """The 合计 row = the sum of the classes, in each column."""
    for table in coded_tables(evidence):
        if table.total is None:
            yield not_due(f"{table.title}没有合计行")
            continue
        parts = _parts(table).get(None, [])
        for field in table.amount_fields():
            if outcome := column_sum(table, field, table.total, parts):
                yield outcome


def code_of_parts(digits: int, evidence: Evidence) -> Iterator[Outcome]:
    """A code of ``digits`` = the sum of the finer codes printed below it, in each column."""
    for table in coded_tables(evidence):
        below = _parts(table)
        for entry in table.entries:
            code = entry.code
            if code and len(code) == digits and code in below and table.by_code[code] is entry:
                for field in table.amount_fields():
                    if outcome := column_sum(table, field, entry, below[code]):
                        yield outcome


def codes_to_lowest_level(evidence: Evidence) -> Iterator[Outcome]:
    """Functional codes go down to 项 (7 digits), economic ones to 款 (5 digits)."""
    for names, lowest in ((FUNCTION_TABLES, 7), (ECONOMIC_TABLES, 5)):
        for table in coded_tables(evidence, names):
            below = _parts(table)
            short = [
                entry
                for entry in table.entries
                if entry.code and len(entry.code) < lowest and entry.code not in below
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
            )


CHECKS: tuple[Check, ...] = (
    Check(
        id="total-of-classes",
        title="合计与各类",
        rule="按科目编码列示的表，每一栏：合计行 = 各类科目之和。",
        severity="error",
        basis="会计恒等式",
        family="within_table",
        evaluate=total_of_classes,
    ),
    Check(
        id="class-of-sections",
        title="类与款",
        rule="按科目编码列示的表，每一栏：类（3 位编码）= 其下各款（5 位编码）之和。",
        severity="error",
        basis="会计恒等式；政府收支分类科目",
        family="within_table",
        evaluate=partial(code_of_parts, 3),
    ),
    Check(
        id="section-of-items",
        title="款与项",
        rule="按科目编码列示的表，每一栏：款（5 位编码）= 其下各项（7 位编码）之和。",
        severity="error",
        basis="会计恒等式；政府收支分类科目",
        family="within_table",
        evaluate=partial(code_of_parts, 5),
    ),
    Check(
        id="codes-to-lowest-level",
        title="科目公开的细度",
        rule="支出功能分类公开到项级，部门预算支出经济分类公开到款级。",
        severity="warning",
        basis="财预〔2016〕143号",
        family="within_table",
        evaluate=codes_to_lowest_level,
    ),
)
