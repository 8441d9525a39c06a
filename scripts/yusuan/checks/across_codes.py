"""Identities between tables that print the same classification codes, and their names."""

import re
from collections.abc import Iterator, Sequence

from yusuan.checks.columns import beside_the_year, columns_of, uses_of_the_year
from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Comparison, Outcome, Statement, not_due
from yusuan.checks.operands import Operand
from yusuan.checks.summary_rows import (
    not_only_fiscal,
    of_the_year_alone,
    summary_operand,
    whole_operand,
)
from yusuan.checks.table_evidence import TableEvidence
from yusuan.checks.uncoded_sums import outermost, unit_of
from yusuan.checks.within_codes import (
    ECONOMIC_TABLES,
    FUNCTION_TABLES,
    coded_tables,
    units_of,
)
from yusuan.evidence.places import Place, say_briefly, say_several
from yusuan.facts.keys import TOTALS
from yusuan.facts.model import Entry
from yusuan.printed.text import key, without_note

_APPROPRIATIONS = FUNCTION_TABLES[2:]
_THREE_PUBLIC = (
    ("overseas", "因公出国"),
    ("vehicle_purchase", "公务用车购置"),
    ("vehicle_operation", "公务用车运行"),
    ("reception", "公务接待"),
)


def one_name(evidence: Evidence) -> Iterator[Outcome]:
    """A code has the same name wherever it is printed."""
    for names in (FUNCTION_TABLES, ECONOMIC_TABLES):
        printed: dict[str, list[tuple[str, Place, str]]] = {}
        for table in coded_tables(evidence, names):
            for entry in table.entries:
                if entry.code and entry.label:
                    printed.setdefault(entry.code, []).append(
                        (entry.label, entry.place, table.title)
                    )
        for code, found in sorted(printed.items()):
            if len(found) > 1:
                yield _names(code, found)
        yield from _other_codes(list(coded_tables(evidence, names)))


def _other_codes(tables: list[TableEvidence]) -> Iterator[Outcome]:
    """Rows without the code that other tables print of their name, or with a slip of it.

    Only where the table prints that code in no other row, and no table prints both.
    """
    for table in tables:
        others = [other for other in tables if other is not table]
        by_name: dict[str, dict[str, tuple[TableEvidence, Entry]]] = {}
        for other in others:
            for code, entry in other.by_code.items():
                if code not in table.by_code and entry.label:
                    by_name.setdefault(_plain(entry.label), {}).setdefault(code, (other, entry))
        unread = {each.row_key for each in table.table.unread_codes}
        for entry in table.entries:
            known = by_name.get(_plain(entry.label), {})
            if entry.key in unread or not table.by_code:
                continue
            if entry.code is None and len(known) == 1 and entry.level is None:
                ((code, (other, row)),) = known.items()
                yield _code_told(table, entry, "没有印出科目编码", code, other, row)
            elif entry.code is not None and not any(entry.code in o.by_code for o in others):
                for code, (other, row) in known.items():
                    if _slip_of(entry.code, code):
                        yield _code_told(table, entry, f"编码印作 {entry.code}", code, other, row)


def _code_told(
    table: TableEvidence, entry: Entry, said: str, code: str, other: TableEvidence, row: Entry
) -> Statement:
    return Statement(
        "fail",
        f"{table.title}的“{entry.label}”（{say_briefly(entry.place)}）{said}，"
        f"{other.title}中这是 {code}（{say_briefly(row.place)}）。",
        left=f"{entry.code or ''} {entry.label}".strip(),
        right=f"{code} {row.label}",
        places=(entry.place, row.place),
        subject=f"科目 {code}",
        right_places=(row.place,),
        absent="" if entry.code else "table",
        cause=True,
    )


def _slip_of(code: str, other: str) -> bool:
    """Whether one digit is another one, missing or doubled, or two changed places."""
    if len(code) == len(other):
        at = [n for n, pair in enumerate(zip(code, other, strict=True)) if pair[0] != pair[1]]
        turned = len(at) == 2 and at[1] - at[0] == 1
        return len(at) == 1 or (turned and sorted(code) == sorted(other))
    long, short = sorted((code, other), key=len, reverse=True)
    return len(long) - len(short) == 1 and any(
        long[:n] + long[n + 1 :] == short for n in range(len(long))
    )


# What belongs to a list, a level or a note and not to the name: ——水利, 水利（款）, 水利①, 水利：
_AROUND = re.compile(
    r"^(?:[-—–·•*●○◆■□※→▪├└│┣┗┃─]+|[0-9]{1,2}[.、](?![0-9])|\([0-9一二三四五六七八九十]{1,2}\))|[。.:;,、]+$|\((?:类|款|项|级|万元|元|单位:(?:万元|元))\)$"
)


def _plain(label: str) -> str:
    """A name as it is compared with that of the same code elsewhere."""
    return _AROUND.sub("", key(without_note(label)).removeprefix("其中:"))


def _names(code: str, found: list[tuple[str, Place, str]]) -> Statement:
    by_name: dict[str, list[tuple[str, Place]]] = {}
    for label, place, title in found:
        shown = next((name for name in by_name if _plain(name) == _plain(label)), label)
        by_name.setdefault(shown, []).append((title, place))
    places = tuple(place for _, place, _ in found)
    if len(by_name) == 1:
        return Statement(
            "pass",
            f"科目 {code} 在 {len(found)} 处都叫“{found[0][0]}”。",
            left=f"{code} {found[0][0]}",
            places=places,
        )
    shown_names = [
        f"{'、'.join(title for title, _ in places)}写作“{name}”"
        f"{say_several(place for _, place in places)}"
        for name, places in by_name.items()
    ]
    first, *others = by_name
    return Statement(
        "fail",
        f"科目 {code} 有 {len(by_name)} 个名称：{'，'.join(shown_names)}。",
        left=f"{code} {first}",
        right="、".join(f"{code} {name}" for name in others),
        places=places,
        subject=f"科目 {code}",
        right_places=tuple(place for name in others for _, place in by_name[name]),
    )


def appropriation_by_code(evidence: Evidence) -> Iterator[Outcome]:
    """By code and type: the three budgets together are a part of all expenditure, or all."""
    table = evidence.filled("expenditure")
    parts = list(coded_tables(evidence, _APPROPRIATIONS))
    if table is None or not parts:
        yield not_due("没有部门支出总表，或没有财政拨款的支出表")
        return
    if not table.by_code:
        yield not_due(f"{table.title}没有按科目列示")
        return
    if any(len(units_of(each)) > 1 for each in (table, *parts)):
        yield not_due("有的表分单位列示，各科目没有合计")
        return
    apart = uses_of_the_year(table) or any(beside_the_year(part) for part in parts)
    kinds = () if apart else ("basic", "project")
    due = (
        "general_public_budget_expenditure" in evidence.tables  # the first of the three
        and evidence.unbound_roles.isdisjoint(_APPROPRIATIONS)
        and not_only_fiscal(evidence) is None
        and evidence.kind != "final_accounts"
        and not any(of_the_year_alone(evidence, part) for part in parts)
    )
    digits = {len(code) for code in table.by_code}
    codes = dict.fromkeys(code for source in (table, *parts) for code in source.by_code)
    rows: list[str | None] = [None, *(code for code in codes if len(code) in digits)]
    for code in rows:
        wholes = _rows_of(table, code)
        whole = wholes[0] if wholes else None
        found = [(part, entry) for part in parts for entry in _rows_of(part, code)]
        if any(not _rows_of(part, code) and _prints_finer(part, code) for part in parts):
            continue
        for field in ("total", *kinds):
            if not all(columns_of(each, field) for each in (table, *(p for p, _ in found))):
                continue
            left = _operands(found, field)
            right = _operands([(table, entry) for entry in wholes], field)
            if not left and not (due and right):
                continue
            name = next((e.label for e in (whole, *(e for _, e in found)) if e is not None), "")
            column = "、".join(table.column_names[c, None] for c in columns_of(table, field))
            where = f"财政拨款与部门支出总表的“{f'{code} {name}' if code else name}”{column}"
            yield Comparison(where, left, right, "=" if due else "<=")


def _prints_finer(table: TableEvidence, code: str | None) -> bool:
    """Whether a table has rows below that of a code, or of the total, and not that row itself."""
    return any(own != code and own.startswith(code or "") for own in table.by_code)


def _rows_of(table: TableEvidence, code: str | None) -> Sequence[Entry]:
    """The rows of a code, which another column may split; None stands for the total."""
    if code is None:
        return [table.total] if table.total is not None else []
    return table.rows_of_code.get(code, ())


def _operands(rows: list[tuple[TableEvidence, Entry]], field: str) -> tuple[Operand, ...]:
    found: list[Operand] = []
    for table, entry in rows:
        label = f"{table.title}{entry.label}"
        printed = (
            table.operand_or_unread(entry, column, label) for column in columns_of(table, field)
        )
        found.extend(operand for operand in printed if operand is not None)
    return tuple(found)


def revenue_by_code(evidence: Evidence) -> Iterator[Outcome]:
    """By code: revenue with its carry-over = expenditure, where nothing is left over."""
    revenue, expenditure = evidence.filled("revenue"), evidence.filled("expenditure")
    if revenue is None or expenditure is None:
        yield not_due("没有部门收入总表或部门支出总表")
        return
    left_over = summary_operand(evidence, "budget_summary", "expenditure", "carryover")
    if left_over is not None and left_over.filled:
        yield not_due(f"有年终结转（{say_briefly(left_over.place)}），收入不必全部安排支出")
        return
    if not revenue.by_code or not expenditure.by_code:
        yield not_due("部门收入总表或支出总表没有按科目列示")
        return
    if any(("total", None) not in table.column_names for table in (revenue, expenditure)):
        yield not_due("部门收入总表或支出总表没有合计一栏，只有本年的数")
        return
    if evidence.kind == "final_accounts":
        yield not_due("决算中各科目有年初、年末结转结余，收支不必相等")
        return
    if len(units_of(revenue)) > 1 or len(units_of(expenditure)) > 1:
        yield not_due("有的表分单位列示，各科目没有合计")
        return
    digits = {len(code) for code in revenue.by_code} & {len(code) for code in expenditure.by_code}
    codes = dict.fromkeys((*revenue.by_code, *expenditure.by_code))
    for code in codes:
        if len(code) not in digits:
            continue
        received, spent = _rows_of(revenue, code), _rows_of(expenditure, code)
        left = _operands([(revenue, entry) for entry in received], "total")
        right = _operands([(expenditure, entry) for entry in spent], "total")
        if left or right:
            name = (received or spent)[0].label
            yield Comparison(f"科目 {code}“{name}”的收入与支出", left, right)


def three_public_and_basic(evidence: Evidence) -> Iterator[Outcome]:
    """What basic expenditure spends on the three public expenses is a part of them.

    The rest is paid from projects, so the two need not be equal.
    """
    basic = evidence.filled("general_public_budget_basic_expenditure")
    three = evidence.filled("three_public_expenditure")
    if basic is None or three is None:
        yield not_due("没有基本支出表或“三公”经费支出表")
        return
    fund = next(
        (
            f
            for f in ("general_public_budget", "total", "amount")
            if (f, None) in three.column_names
        ),
        None,
    )
    if fund is None:
        yield not_due(f"{three.title}没有金额一栏")
        return
    for item_id, words in _THREE_PUBLIC:
        spent = [e for e in basic.entries if len(e.code or "") == 5 and words in key(e.label)]
        items = [e for e in three.entries if e.texts.get("item_id") == item_id]
        items = [e for e in items if e.texts.get("period") != "change"]
        if not spent or not items:
            continue
        left = _operands([(basic, entry) for entry in spent], "total")
        right = [three.operand_or_blank(e, fund, e.label) for e in _of_all_units(items)]
        if left:
            yield Comparison(f"基本支出中的“{spent[0].label}”", left, tuple(right), "<=")


def _of_all_units(items: Sequence[Entry]) -> Sequence[Entry]:
    """Of one item by unit the row of 合计, wherever it stands; where there is none, the units that
    no other holds."""
    by_unit: dict[str, Entry] = {}
    for entry in items:
        by_unit.setdefault(unit_of(entry), entry)
    whole = [entry for unit, entry in by_unit.items() if not unit or unit in TOTALS]
    return whole[:1] or [by_unit[unit] for unit in outermost(by_unit)]


def procurement_within_expenditure(evidence: Evidence) -> Iterator[Outcome]:
    """What is procured is a part of what is spent."""
    table = evidence.filled("procurement")
    total = (
        next((e for e in table.entries if e.texts.get("row_type") == "total"), None)
        if (table is not None)
        else None
    )
    spent = whole_operand(evidence, "budget_summary", "expenditure")
    bought = (
        table.operand_or_unread(total, "total", f"{table.title}合计") if table and total else None
    )
    if bought is None or spent is None:
        yield not_due("没有政府采购预算的合计，或没有部门收支总表的支出总计")
        return
    yield Comparison("政府采购预算与支出总计", (bought,), (spent,), "<=")


CHECKS: tuple[Check, ...] = (
    Check(
        id="one-code-one-name",
        title="一个科目一个名称",
        rule="同一科目编码在各表中的名称相同；别的表印出编码的科目，同名的一行也印出同一编码。",
        severity="warning",
        consequence="wording",
        basis="政府收支分类科目",
        family="across_tables",
        evaluate=one_name,
    ),
    Check(
        id="appropriation-vs-expenditure",
        title="财政拨款与部门支出总表",
        rule="每个科目的合计、基本支出、项目支出：三本预算财政拨款支出之和不大于部门支出总表；"
        "没有其他收入和非财政拨款结转的，二者相等。",
        severity="error",
        consequence="figure",
        basis="部分不大于整体；会计恒等式",
        family="across_tables",
        evaluate=appropriation_by_code,
    ),
    Check(
        id="revenue-vs-expenditure",
        title="各科目的收入与支出",
        rule="没有年终结转的：部门收入总表每个科目的合计 = 部门支出总表同一科目的合计。",
        severity="warning",
        consequence="figure",
        basis="预算平衡；综合预算的收入按支出科目编列",
        family="across_tables",
        evaluate=revenue_by_code,
    ),
    Check(
        id="three-public-vs-basic",
        title="“三公”经费与基本支出表",
        rule="基本支出表中的因公出国（境）、公务用车、公务接待费用不大于“三公”经费支出表的相应项目"
        "（其余可由项目支出安排，不必相等）。",
        severity="error",
        consequence="figure",
        basis="部分不大于整体",
        family="across_tables",
        evaluate=three_public_and_basic,
    ),
    Check(
        id="procurement-vs-expenditure",
        title="采购与支出总计",
        rule="政府采购预算合计不大于部门收支总表支出总计。",
        severity="error",
        consequence="figure",
        basis="部分不大于整体",
        family="across_tables",
        evaluate=procurement_within_expenditure,
    ),
)
