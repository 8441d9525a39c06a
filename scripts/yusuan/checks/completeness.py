"""What a table must print to be read at all: one total, and no half of what belongs together."""

import re
from collections.abc import Iterator

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Outcome, Statement, not_comparable
from yusuan.checks.table_evidence import TableEvidence
from yusuan.checks.unread_grids import FORMS
from yusuan.checks.within_codes import coded_tables
from yusuan.evidence.places import order, say_briefly, say_several
from yusuan.facts.keys import TOTALS
from yusuan.facts.model import Entry
from yusuan.model import Value
from yusuan.printed.short_names import abbreviates
from yusuan.printed.text import key, name_key
from yusuan.tables.itemised import bare_total, parse_item


def total_rows(table: TableEvidence) -> tuple[Entry, ...]:
    """The 合计 rows of a coded table, of procurement or of the fixed assets.

    So is one without a name that is the sum of all others, and nothing else is read so.
    """
    uncoded = [entry for entry in table.entries if not entry.code]
    found = tuple(e for e in uncoded if parse_item(e.label).total or _is_proven(e))
    if found:
        return found
    # Of a table of one side 收入总计 is the total, else 收入合计.
    called = [(bare_total(entry.label), entry) for entry in uncoded]
    ends = ("总计", "合计")
    groups = (
        tuple(e for name, e in called if _OF_ONE_SIDE.fullmatch(name) and name.endswith(end))
        for end in ends
    )
    return next(filter(None, groups), ())


_OF_ONE_SIDE = re.compile("(?:本年)?(?:收入|支出)(?:合计|总计)")


def _is_proven(entry: Entry) -> bool:
    return entry.level == 0 and not entry.label.strip()


def _is_near_total(entry: Entry) -> bool:
    """Whether a row without a code is called 含计 or 合汁."""
    name = key(entry.label)
    return not entry.code and len(name) == 2 and (name[0] in "合总" or name[1] == "计")


def _is_department(entry: Entry, evidence: Evidence) -> bool:
    """Whether a row without a code is the department's own: it says the total by its name."""
    name, printed = key(evidence.department_name or ""), key(entry.label)
    return (
        not entry.code and bool(printed) and (name.endswith(printed) or abbreviates(printed, name))
    )


def one_total(evidence: Evidence) -> Iterator[Outcome]:
    """A table has one 合计 (资产总额) row, and it comes first or last.

    A table of one row says its total by it; where units have rows of their own, each has one.
    """
    others = (evidence.filled("procurement"), evidence.filled("fixed_assets"))
    for table in (*coded_tables(evidence), *(table for table in others if table is not None)):
        found = total_rows(table)
        rows = tuple(row for row in found if row.label.strip())
        first, last = table.entries[0], table.entries[-1]
        lowest = max(table.entries, key=lambda entry: order(entry.place))  # of columns side by side
        coded = any(entry.code for entry in table.entries)
        if (
            (not rows and (len(table.entries) == 1 or not coded))
            or (coded and evidence.kind == "final_accounts" and not rows)
            or any(entry.unit_code or entry.unit_name for entry in table.entries)
            or (not rows and _is_department(first, evidence))
        ):
            continue  # nothing to add up, or every group has a total of its own
        right = len(rows) == 1 and rows[0] in (first, last, lowest)
        if right:
            where = "第一行" if rows[0] is first else "最后一行"
            message = f"{table.title}有一行合计，在{where}（{say_briefly(rows[0].place)}）。"
        elif not rows:
            message = f"{table.title}（{say_briefly(table.table.place)}）没有合计行"
            near = next((entry for entry in (first, last) if _is_near_total(entry)), None)
            if near is not None:
                message += f"，“{near.label.strip()}”（{say_briefly(near.place)}）与“合计”只差一字"
            elif found:
                message += f"，{say_briefly(found[0].place)}有一行等于其余各行之和，没有印名称"
            message += "。"
        elif len(rows) > 1:
            places = say_several(row.place for row in rows)
            message = f"{table.title}有 {len(rows)} 行合计{places}。"
        else:
            message = (
                f"{table.title}的合计（{say_briefly(rows[0].place)}）不在第一行或最后一行，"
                f"之前有“{first.label}”（{say_briefly(first.place)}）。"
            )
        yield Statement(
            "pass" if right else "fail",
            message,
            left=f"{len(rows)} 行合计",
            right="1 行合计",
            places=tuple(row.place for row in rows) or (first.place,),
            right_places=(),
            absent="" if rows else "table",
            # A label that is printed and nobody can read may be 合计; one that is not printed, no.
            cause=not any(row.label and row.lacks != "code" for row in table.table.unnamed),
        )


def printed_once(evidence: Evidence) -> Iterator[Outcome]:
    """A statement has one table of each role with figures: of two, nobody knows which counts.

    Both are published; a sum over the role would count everything twice. Nor is one without
    figures there twice under one title.
    """
    filled: list[TableEvidence] = []
    empty: list[TableEvidence] = []
    for table in evidence.tables.values():
        if table.name not in FORMS:
            has_figures = any(entry.figures for entry in table.entries)
            (filled if has_figures else empty).append(table)
    again: list[tuple[TableEvidence, TableEvidence]] = []
    for table in filled:
        same = [it for it in filled if it.name == table.name and _arranged(it) == _arranged(table)]
        if table is not same[0]:
            again.append((same[0], table))
    for first, table in again:
        units = (table.table.unit, first.table.unit)
        other = "" if units[0] == units[1] else f"，单位一处印作“{units[0]}”，一处印作“{units[1]}”"
        yield Statement(
            "fail",
            f"{table.title}（{say_briefly(table.table.place)}）与{first.title}"
            f"（{say_briefly(first.table.place)}）是同一种表{other}，不能判断以哪一张为准。",
            left=table.title,
            right=first.title,
            places=(first.table.place, table.table.place),
            subject=table.title,
            right_places=(first.table.place,),
            absent="table",  # what says that they are one
            cause=True,
        )
    empty_again = [
        (before, table)
        for n, table in enumerate(empty)
        for before in empty[:n]
        if before.name == table.name and key(before.title) == key(table.title)
    ]
    for before, table in empty_again:
        yield Statement(
            "fail",
            f"{table.title}没有数字，印了两次（{say_briefly(before.table.place)}、"
            f"{say_briefly(table.table.place)}）。",
            left=table.title,
            right=before.title,
            places=(before.table.place, table.table.place),
            subject=table.title,
            right_places=(before.table.place,),
        )
    if filled and not again and not empty_again:
        yield Statement(
            "pass",
            f"{len(filled)} 张有数字的表各只有一张。",
            places=tuple(table.table.place for table in filled),
        )


_ARRANGED = re.compile(
    r"[按分](?:单位|部门|科目|功能|经济|资金|项目|(?:支出)?(?:性质|用途))|执行情况"
    # a part of what the role holds, or the same by the other classification
    r"|上级(?:专项)?(?:转移支付|补助)|专项资金|重点项目|其他运转类|特定目标类|人员类|(?:人员|公用)经费"
    r"|工资福利|商品和服务|个人和?家庭|政府(?=(?:预算)?(?:支出)?经济)|部门(?=(?:预算)?(?:支出)?经济)"
    # the fund's accounts with what was carried over, beside its expenditure; the detail by use
    r"|(?<=[款金本算])收入支出|明细"
)


def _arranged(table: TableEvidence) -> str:
    """By what a title says that its rows are ordered: 收入决算表（按单位列示） is another table, and
    支出预算执行情况表 prints the plan beside what 支出决算表 divides by use.

    上级补助项目支出表 is another than 项目支出表, the detail of 工资福利支出 than that of 商品和服务支出.
    So is the table of what one fund paid of the “三公” expenses, or by economic items, beside that of
    all of them.
    """
    title = key(table.table.title)
    fund = _FUND.search(title) if table.name in _OF_ANY_FUND else None
    return "".join((*_ARRANGED.findall(title), fund[0] if fund else ""))


_OF_ANY_FUND = frozenset({"three_public_expenditure", "economic_items"})
_FUND = re.compile("一般公共预算|政府性基金预算|国有资本经营预算")


def totals_filled(evidence: Evidence) -> Iterator[Outcome]:
    """The 合计 row of a table without codes prints a figure where its other rows do.

    In a table by code, and in the summaries, the sums say so.
    """
    for table in evidence.tables.values():
        totals = [entry for entry in table.entries if name_key(entry.label) in TOTALS]
        others = [entry for entry in table.entries if entry not in totals]
        if (
            not totals
            or any(entry.code or entry.side for entry in table.entries)
            or (
                not any(f.value for entry in others for f in entry.figures.values())
                and not any(map(table.unread_in, others))
            )
        ):
            continue
        for total in totals:
            filled = any(figure.value is not None for figure in total.figures.values())
            if not filled and table.unread_in(total):
                yield not_comparable(table.where(total), table.unread_of(total), (total.place,))
                continue
            what = "印有数字" if filled else "没有印出数字，而其他各行有"
            yield Statement(
                "pass" if filled else "fail",
                f"{table.title}的{total.label}（{say_briefly(total.place)}）{what}。",
                left=total.label,
                right="各行的数字",
                places=(total.place,),
                subject=total.label,
            )


def subtotals_have_items(evidence: Evidence) -> Iterator[Outcome]:
    """A sum of procurement that is not zero has purchases: below it, or above a sum at the end."""
    table = evidence.filled("procurement")
    if table is None:
        return
    is_item = [entry.texts.get("row_type") == "item" for entry in table.entries]
    at_the_end = not is_item[-1]
    for position, entry in enumerate(table.entries):
        bought = table.operand_or_unread(entry, "total")
        if is_item[position] or bought is None or not bought.filled:
            continue
        if bought.unread:
            yield not_comparable(table.where(entry), (bought,), (bought.place,))
            continue
        if entry is table.total:
            right = any(is_item)
        else:
            above = at_the_end and position > 0 and is_item[position - 1]
            right = above or bool(table.children(entry))
        yield Statement(
            "pass" if right else "fail",
            f"{table.where(entry)}为 {bought.text}（{say_briefly(bought.place)}），"
            + ("列有采购项目。" if right else "没有列出采购项目。"),
            left=f"{entry.label} {bought.text}",
            subject=entry.label,
            places=(bought.place,),
            cells=(bought.ref,) if bought.ref else (),
            absent="table",
        )


def procurement_cells(evidence: Evidence) -> Iterator[Outcome]:
    """A purchase with an amount prints its quantity and its price, its project the funds."""
    table = evidence.filled("procurement")
    if table is None:
        return
    before: Value = None
    for entry in table.entries:
        if entry.texts.get("row_type") != "item" or table.children(entry):
            continue  # what holds others is bought in several numbers
        fields = ["quantity", "unit_price", "total"]
        project = entry.texts.get("project_name")
        if project and project != before:
            fields.append("project_funds")  # a merged project cell has one cell of funds
        before = project
        printed = [f for f in fields if table.operand_or_unread(entry, f) is not None]
        absent = [f for f in fields if f not in printed and (f, None) in table.column_names]
        if printed:
            yield _cells(table, entry, printed, absent)


def asset_cells(evidence: Evidence) -> Iterator[Outcome]:
    """Assets with a unit print both their number and their value, or neither."""
    table = evidence.filled("fixed_assets")
    if table is None:
        return
    for entry in table.entries:
        if not entry.texts.get("quantity_unit") or not table.prints_figures(entry):
            continue
        printed = [f for f in ("quantity", "value") if table.operand_or_unread(entry, f)]
        columns = [f for f in ("quantity", "value") if (f, None) in table.column_names]
        absent = [f for f in columns if f not in printed]
        number, value = table.operand(entry, "quantity"), table.operand(entry, "value")
        if number is not None and value is not None and not number.value and value.value:
            yield Statement(
                "fail",
                f"{table.where(entry)}的数量为 0，价值却为 {value.text}（{say_briefly(entry.place)}）。",
                left=f"{number.label} {number.text}",
                right=f"{value.label} {value.text}",
                places=(number.place, value.place),
                cells=tuple(op.ref for op in (number, value) if op.ref),
                subject=entry.label,
            )
        elif printed:
            yield _cells(table, entry, printed, absent)


def _cells(table: TableEvidence, entry: Entry, printed: list[str], absent: list[str]) -> Statement:
    names = table.column_names
    missing = "、".join(f"“{names[field, None]}”" for field in absent)
    operands = [op for field in printed if (op := table.operand_or_unread(entry, field))]
    shown = "、".join(f"{op.label} {op.text}" for op in operands)
    return Statement(
        "fail" if absent else "pass",
        f"{table.where(entry)}印有 {shown}（{say_briefly(entry.place)}）"
        + (f"，没有印出{missing}。" if absent else "，没有缺少的数字。"),
        left=shown,
        right=f"没有{missing}" if absent else "",
        places=(entry.place,),
        cells=tuple(op.ref for op in operands if op.ref),
        subject=entry.label,
    )


CHECKS: tuple[Check, ...] = (
    Check(
        id="one-total",
        title="合计行",
        rule="按科目列示的表、政府采购预算表、固定资产占用情况表只有一行合计（资产总额），列在第一行或最后一行。",
        severity="warning",
        consequence="presence",
        basis="公开模板",
        family="within_table",
        evaluate=one_total,
    ),
    Check(
        id="total-filled",
        title="合计行的数字",
        rule="不按科目列示而各行有数字的表，合计行也印有数字。",
        severity="warning",
        consequence="presence",
        basis="公开模板",
        family="within_table",
        evaluate=totals_filled,
    ),
    Check(
        id="table-once",
        title="同一种表",
        rule="同一份预算或决算中，每一种有数字的表只有一张（项目、绩效等一事一表的除外）。",
        severity="error",
        consequence="meaning",
        basis="公开模板",
        family="within_table",
        evaluate=printed_once,
    ),
    Check(
        id="procurement-items",
        title="采购小计下的项目",
        rule="政府采购预算表中不为 0 的合计、小计列有采购项目：在其下，合计列在最后的在其上。",
        severity="warning",
        consequence="presence",
        basis="公开模板：按项目列示政府采购",
        family="within_table",
        evaluate=subtotals_have_items,
    ),
    Check(
        id="procurement-cells",
        title="采购项目的数字",
        rule="政府采购预算表的每个采购项目印出预算资金、数量、单价和金额合计。",
        severity="notice",
        consequence="presence",
        basis="公开模板的表头",
        family="within_table",
        evaluate=procurement_cells,
    ),
    Check(
        id="asset-cells",
        title="资产的数量和价值",
        rule="固定资产占用情况表中带计量单位的项目，数量和价值同时印出，或同时空白；数量为 0 的没有价值。",
        severity="notice",
        consequence="presence",
        basis="公开模板的表头",
        family="within_table",
        evaluate=asset_cells,
    ),
)
