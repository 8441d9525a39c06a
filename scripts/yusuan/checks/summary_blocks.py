"""What the two-sided summaries must print to be whole: their totals, and each breakdown of a side."""

import re
from collections.abc import Iterator

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Comparison, Outcome, Statement, not_due
from yusuan.checks.summary_rows import (
    FISCAL_ITEMS,
    amount_field,
    block_of,
    blocks_of,
    item_name,
    items_above,
    row_of_type,
    rows_of,
    summaries,
    top_items,
)
from yusuan.checks.sums import column_sum, column_sums
from yusuan.checks.table_evidence import TableEvidence
from yusuan.evidence.places import say_briefly
from yusuan.facts.model import Entry
from yusuan.model import Side
from yusuan.printed.text import key
from yusuan.tables.summaries import SIDES

_SIDE_NAMES: dict[Side, str] = {"revenue": "收入", "expenditure": "支出"}
_BLOCK_NAMES = {
    "function": "功能分类",
    "type": "支出用途",
    "economic": "部门预算支出经济分类",
    "government_economic": "政府预算支出经济分类",
}
_APPROPRIATION = re.compile(r"(?:本年|当年)?财政拨款(?:收入|资金)?")
_TYPES = (
    ("basic", "基本支出"),
    ("project", "项目支出"),
    ("reserve", "预留机动"),
    ("next_year", "结转下年"),
)
_TOTALS = ("current_year_total", "grand_total")


def totals_printed(evidence: Evidence) -> Iterator[Outcome]:
    """Each side has a total, and a grand total where more is printed behind that of the year."""
    for table in summaries(evidence):
        for side in SIDES:
            rows = rows_of(table, side)
            if not rows:
                continue
            name = _SIDE_NAMES[side]
            totals = [row for row in rows if row.texts.get("row_type") in _TOTALS]
            behind = _behind(table, side)
            lacking = ""
            if not totals:
                lacking = f"{table.title}的{name}一侧没有合计或总计行"
            elif behind is not None and row_of_type(table, side, "grand_total") is None:
                lacking = (
                    f"{table.title}的{name}一侧列有“{behind.label}”"
                    f"（{say_briefly(behind.place)}），没有{name}总计行"
                )
            places = tuple(row.place for row in totals[:1]) or (rows[-1].place,)
            yield Statement(
                "fail" if lacking else "pass",
                f"{lacking}。" if lacking else f"{table.title}的{name}一侧有合计或总计行。",
                left=f"{table.title}{name}",
                right="合计、总计行",
                places=(behind.place,) if lacking and behind is not None else places,
                absent="table",
            )


def _behind(table: TableEvidence, side: Side) -> Entry | None:
    """The first carry-over, or the first row behind the items and the total that adds them up."""
    carryover = row_of_type(table, side, "carryover")
    year = row_of_type(table, side, "current_year_total")
    if carryover is not None or year is None:
        return carryover
    if not any(entry.order < year.order for entry in top_items(table, side)):
        return None  # the total stands first
    behind = (entry for entry in rows_of(table, side) if entry.order > year.order)
    return next((entry for entry in behind if entry.parent is None), None)


def breakdowns(evidence: Evidence) -> Iterator[Outcome]:
    """Every further breakdown of a side adds up to its own total, or to the side's; its totals
    are those of the side."""
    due = False
    for table in summaries(evidence):
        for side in SIDES:
            for block in blocks_of(table, side)[1:]:
                due = True
                yield from _breakdown(table, side, block)
    if not due:
        yield not_due("收支总表没有并列几种分类")


def _breakdown(table: TableEvidence, side: Side, block: str) -> Iterator[Outcome]:
    field = amount_field(table)
    for row_type in _TOTALS:
        total = row_of_type(table, side, row_type)
        own = _own_total(table, side, block, row_type)
        if total is not None and own is not None and own is not total:
            left = table.operand_or_blank(own, field, f"{own.label}（{_BLOCK_NAMES[block]}）")
            right = table.operand_or_blank(total, field, total.label)
            yield Comparison(f"{table.title}几种分类的{total.label}", (left,), (right,))
    year = _own_total(table, side, block, _TOTALS[0]) or row_of_type(table, side, _TOTALS[0])
    if year is None and not _carried_over(table, side):
        year = row_of_type(table, side, _TOTALS[1])
    items = items_above(table, side, year, block) if year is not None else None
    if year is None or items is None:
        yield not_due(f"{table.title}按{_BLOCK_NAMES[block]}的一组没有可以相加的合计和项目")
        return
    for each in table.amount_fields(side):
        if table.blank(items, each):
            continue  # a column of another block
        if outcome := column_sum(table, each, year, items):
            yield outcome


def types_elsewhere(evidence: Evidence) -> Iterator[Outcome]:
    """What 收支总表 says by 支出用途 = the columns of the expenditure table's 合计 row."""
    summary, table = evidence.filled("budget_summary"), evidence.filled("expenditure")
    if summary is None or table is None or table.total is None:
        yield not_due("没有部门收支总表，或没有部门支出总表的合计")
        return
    field = amount_field(summary)
    due = False
    for item in top_items(summary, "expenditure", "type"):
        column = next((c for c, words in _TYPES if words in item_name(item)), None)
        if block_of(item) != "type" or column is None or (column, None) not in table.column_names:
            continue
        left = table.operand_or_blank(table.total, column)
        right = summary.operand_or_blank(item, field, item.label)
        if left.filled or right.filled:
            due = True
            yield Comparison(
                f"{table.title}合计与{summary.title}的“{item.label}”", (left,), (right,)
            )
    if not due:
        yield not_due(f"{summary.title}没有按支出用途列示")


def appropriation_parts(evidence: Evidence) -> Iterator[Outcome]:
    """财政拨款 = the lines of the three budgets right below it."""
    due = False
    for table in summaries(evidence):
        rows = rows_of(table, "revenue")
        for position, entry in enumerate(rows):
            if not _APPROPRIATION.fullmatch(item_name(entry)):
                continue
            parts = [
                row
                for row, item in zip(rows[position + 1 :], FISCAL_ITEMS, strict=False)
                if item.pattern.fullmatch(item_name(row)) and row.texts.get("row_type") == "item"
            ]
            if len(parts) < len(FISCAL_ITEMS) or any("其中" in key(row.label) for row in parts):
                continue
            due = True
            yield from column_sums(table, entry, parts)
    if not due:
        yield not_due("收支总表没有在财政拨款之下分列三本预算")


def _own_total(table: TableEvidence, side: Side, block: str, row_type: str) -> Entry | None:
    return next(
        (
            row
            for row in rows_of(table, side)
            if row.texts.get("row_type") == row_type and block_of(row) == block
        ),
        None,
    )


def _carried_over(table: TableEvidence, side: Side) -> bool:
    """Whether a side holds an amount that no breakdown of the year's expenditure has."""
    return any(
        row.texts.get("row_type") == "carryover" or "结转" in item_name(row)
        for row in rows_of(table, side)
        if any(figure.value for figure in row.figures.values())
    )


CHECKS: tuple[Check, ...] = (
    Check(
        id="summary-totals",
        title="总表的合计行",
        rule="部门收支总表、财政拨款收支总表：收入、支出两侧都有合计或总计行；"
        "列有结转结余，或本年合计之后还有项目的，有总计行。",
        severity="warning",
        consequence="presence",
        basis="公开表的格式",
        family="within_table",
        evaluate=totals_printed,
    ),
    Check(
        id="summary-breakdowns",
        title="并列的几种分类",
        rule="部门收支总表、财政拨款收支总表并列几种支出分类（功能、用途、经济分类）的："
        "每一种的各项目相加 = 本年合计，各自的合计、总计相同。",
        severity="error",
        consequence="figure",
        basis="会计恒等式；同一支出的几种分类",
        family="within_table",
        evaluate=breakdowns,
    ),
    Check(
        id="summary-appropriation-parts",
        title="财政拨款与三本预算",
        rule="部门收支总表、财政拨款收支总表在财政拨款之下依次列出三本预算的，每一栏："
        "财政拨款 = 一般公共预算 + 政府性基金预算 + 国有资本经营预算。",
        severity="error",
        consequence="figure",
        basis="会计恒等式；三本预算分别编列",
        family="within_table",
        evaluate=appropriation_parts,
    ),
    Check(
        id="summary-types-vs-expenditure",
        title="支出用途与支出总表",
        rule="部门收支总表按支出用途列示的：基本支出、项目支出、预留机动经费"
        " = 部门支出总表合计行的相应一栏。",
        severity="error",
        consequence="figure",
        basis="会计恒等式；两表反映同一支出",
        family="across_tables",
        evaluate=types_elsewhere,
    ),
)
