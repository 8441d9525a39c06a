"""Identities within the two-sided summaries."""

from collections.abc import Iterator

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Comparison, Outcome, Statement, not_due
from yusuan.checks.summary_rows import (
    FISCAL_ITEMS,
    amount_field,
    block_of,
    carried_beside,
    carryover_of,
    find_item,
    item_name,
    items_above,
    lines_of,
    row_of_type,
    rows_of,
    summaries,
    whole_of,
)
from yusuan.checks.sums import column_sums
from yusuan.checks.table_evidence import TableEvidence
from yusuan.checks.unnamed import lacking
from yusuan.evidence.places import say_briefly
from yusuan.facts.model import Entry
from yusuan.printed.text import key
from yusuan.tables.summaries import DISTRIBUTED, SIDES

_SEVERAL = 2


def current_year_total(evidence: Evidence) -> Iterator[Outcome]:
    """本年收入合计 and 本年支出合计 = the sum of the items above them, in each column."""
    for table in summaries(evidence):
        for side in SIDES:
            total = row_of_type(table, side, "current_year_total")
            if total is None:
                yield not_due(f"{table.title}没有本年合计行")
                continue
            items = items_above(table, side, total)
            if items is None:
                yield not_due(f"{table.title}有带金额而没有编号的项目，看不出是否已含在上一项中")
                continue
            yield from column_sums(table, total, items)


def grand_total(evidence: Evidence) -> Iterator[Outcome]:
    """总计 = the total of the year + carry-over + other lines between them.

    Where no total of the year is printed, it is that of the items and the carry-over. A column
    that splits expenditure by fund is held to it too. Where a carry-over is printed, no total of
    the year, and it cannot be told which items add up to one, the total cannot be checked at all.
    """
    for table in summaries(evidence):
        for side in SIDES:
            grand = row_of_type(table, side, "grand_total")
            year = row_of_type(table, side, "current_year_total")
            if grand is None:
                yield lacking(table, "总计行")
                continue
            items = (year,) if year is not None else items_above(table, side, grand)
            carryover = row_of_type(table, side, "carryover")
            if items is None and carryover is not None:
                yield _unchecked(table, grand, carryover)
                continue
            if items is None:
                yield not_due(f"{table.title}有带金额而没有编号的项目，看不出是否已含在上一项中")
                continue
            between = _told_once(
                grand,
                [
                    entry
                    for entry in rows_of(table, side)
                    if (year.order if year is not None else 0) < entry.order < grand.order
                    and entry.parent is None
                    and (year is not None or entry.texts.get("row_type") == "carryover")
                ],
            )
            parts = (*items, *between)
            yield from column_sums(table, grand, parts)


def _told_once(grand: Entry, lines: list[Entry]) -> list[Entry]:
    """Without the lines that a block by use or economic class prints again beside the total's own."""
    own = {item_name(entry) for entry in lines if block_of(entry) == block_of(grand)}
    told = [it for it in lines if block_of(it) == block_of(grand) or item_name(it) not in own]
    if "结余分配" in own:
        told = [it for it in told if not DISTRIBUTED.fullmatch(item_name(it))]
    return told


def _unchecked(table: TableEvidence, grand: Entry, carryover: Entry) -> Statement:
    return Statement(
        "fail",
        f"{table.title}列有“{carryover.label}”（{say_briefly(carryover.place)}）而没有本年合计行，"
        f"各项目是否互相包含也看不出，“{grand.label}”（{say_briefly(grand.place)}）无从核对。",
        left=grand.label,
        right="本年合计行",
        places=(grand.place, carryover.place),
        severity="warning",
        subject=grand.label,
        right_places=(),
        absent="table",
    )


def item_parts(evidence: Evidence) -> Iterator[Outcome]:
    """An item = the sum of the lines below it, where they are numbered from 1 and none is 其中."""
    for table in summaries(evidence):
        for entry in table.entries:
            parts = table.children(entry)
            numbers = [part.texts.get("item_no") for part in parts]
            if (
                entry.texts.get("row_type") != "item"
                or len(parts) < _SEVERAL
                or numbers != list(range(1, len(parts) + 1))
                or any("其中" in key(part.label) for part in parts)
            ):
                continue
            yield from column_sums(table, entry, parts)


def balance(evidence: Evidence) -> Iterator[Outcome]:
    """收入总计 = 支出总计; where a side prints one total and no carry-over, that total."""
    for table in summaries(evidence):
        if evidence.kind == "final_accounts":  # the totals of a year need not balance
            revenue, expenditure = (row_of_type(table, side, "grand_total") for side in SIDES)
        else:
            revenue, expenditure = (whole_of(table, side) for side in SIDES)
        if revenue is None or expenditure is None:
            yield lacking(table, "收入总计或支出总计")
            continue
        field = amount_field(table)
        left = table.operand_or_blank(revenue, field, revenue.label)
        right = table.operand_or_blank(expenditure, field, expenditure.label)
        yield Comparison(f"{table.title}的收支总计", (left,), (right,))


def carryover_parts(evidence: Evidence) -> Iterator[Outcome]:
    """A carry-over that is broken down = the sum of the lines below it."""
    for table in summaries(evidence):
        for side in SIDES:
            carryover = row_of_type(table, side, "carryover")
            parts = table.children(carryover) if carryover is not None else ()
            if carryover is None or not parts or any("其中" in key(it.label) for it in parts):
                continue  # 其中：项目支出结转和结余 is not all of it
            yield from column_sums(table, carryover, parts)


def balance_by_budget(evidence: Evidence) -> Iterator[Outcome]:
    """Each of the three budgets balances: revenue + carry-over = expenditure of its column."""
    table = evidence.filled("fiscal_appropriation_summary")
    if table is None:
        yield not_due("没有财政拨款收支总表")
        return
    if (reason := carried_beside(table)) is not None:
        yield reason
        return
    carryover = carryover_of(table)
    parts = table.children(carryover) if carryover is not None else ()
    if carryover is not None and not parts and table.operand_or_unread(carryover, "total"):
        yield not_due(f"{table.title}的年初结转没有分列三本预算")
        return
    grand = row_of_type(table, "expenditure", "grand_total")
    for item in FISCAL_ITEMS:
        revenue = find_item(lines_of(table, "revenue"), item)
        column = table.column_names.get((item.fund, "expenditure"))
        if grand is None or revenue is None or column is None:
            continue
        left = [table.operand_or_unread(revenue, "total", item_name(revenue))]
        if (part := find_item(parts, item)) is not None:
            left.append(table.operand_or_unread(part, "total", f"年初结转 {item_name(part)}"))
        found = tuple(operand for operand in left if operand is not None)
        right = table.operand_or_blank(grand, item.fund, f"{grand.label} {column}")
        if found or right.filled:
            yield Comparison(f"{table.title}的{item.title}", found, (right,))


CHECKS: tuple[Check, ...] = (
    Check(
        id="summary-year-total",
        title="本年合计",
        rule="部门收支总表、财政拨款收支总表：本年收入合计 = 各收入项目之和，"
        "本年支出合计 = 各支出项目之和（每一栏）。",
        severity="error",
        consequence="figure",
        basis="会计恒等式",
        family="within_table",
        evaluate=current_year_total,
    ),
    Check(
        id="summary-grand-total",
        title="总计",
        rule="部门收支总表、财政拨款收支总表：收入总计 = 本年收入合计 + 上年结转，"
        "支出总计 = 本年支出合计 + 年终结转（每一栏）；没有本年合计的，为各项目与结转之和，"
        "列有结转而看不出各项目之和的，无从核对。",
        severity="error",
        consequence="figure",
        basis="会计恒等式",
        family="within_table",
        evaluate=grand_total,
    ),
    Check(
        id="summary-item-parts",
        title="项目的构成",
        rule="部门收支总表、财政拨款收支总表：项目之下从 1 起编号列出各分项的，项目 = 各分项之和"
        "（每一栏）。",
        severity="warning",
        consequence="figure",
        basis="会计恒等式；公开表的格式",
        family="within_table",
        evaluate=item_parts,
    ),
    Check(
        id="summary-balance",
        title="收支平衡",
        rule="部门收支总表、财政拨款收支总表：收入总计 = 支出总计；预算只印一个合计、没有结转的，两侧合计相等。",
        severity="error",
        consequence="figure",
        basis="预算平衡",
        family="within_table",
        evaluate=balance,
    ),
    Check(
        id="carryover-parts",
        title="结转的构成",
        rule="年初（年末）结转分列三本预算的：结转 = 所列各项之和。",
        severity="error",
        consequence="figure",
        basis="会计恒等式",
        family="within_table",
        evaluate=carryover_parts,
    ),
    Check(
        id="fiscal-summary-by-budget",
        title="三本预算各自平衡",
        rule="财政拨款收支总表：一般公共预算、政府性基金预算、国有资本经营预算各自的拨款"
        " + 年初结转 = 支出总计中该预算一栏；年初结转分列三本预算时适用。",
        severity="error",
        consequence="figure",
        basis="预算平衡；三本预算分别编列",
        family="within_table",
        evaluate=balance_by_budget,
    ),
)
