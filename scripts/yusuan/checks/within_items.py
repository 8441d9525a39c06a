"""Identities among the items of “三公” expenditure, procurement and fixed assets."""

import re
from collections.abc import Iterable, Iterator

from yusuan.checks.completeness import total_rows
from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Comparison, Outcome, Statement, not_comparable, not_due
from yusuan.checks.operands import legible
from yusuan.checks.sums import column_sum, missing
from yusuan.checks.table_evidence import TableEvidence
from yusuan.evidence.places import say_briefly
from yusuan.facts.model import Entry
from yusuan.printed.text import key

_THREE = "three_public_expenditure"


def three_public_total(evidence: Evidence) -> Iterator[Outcome]:
    """合计 and 小计 = the sum of the items that they hold, in each column."""
    if reason := missing(evidence, _THREE, "“三公”经费支出表"):
        yield reason
        return
    table = evidence.tables[_THREE]
    for entry in table.entries:
        if entry.texts.get("item_no") is not None or _of_which(entry):
            continue
        parts = table.children(entry)
        if len(parts) == 1 and _of_which(parts[0]):
            continue  # 国内接待费, of it 外事接待费: one part of several
        for field in table.amount_fields(entry.side) if parts else ():
            if not _of_all_items_alone(table, field) and (
                outcome := _sum_of_items(table, field, entry, parts)
            ):
                yield outcome


def _of_all_items_alone(table: TableEvidence, field: str) -> bool:
    """Whether a column beside those of the items (增减变化) is of their total and of none of them."""
    if any((name, None) in table.column_names for name in ("item", "economic_name")):
        return False
    parts = (e for e in table.entries if e.texts.get("item_id") not in ("total", "three_public"))
    return table.blank(parts, field)


def _sum_of_items(
    table: TableEvidence, field: str, entry: Entry, parts: tuple[Entry, ...]
) -> Outcome | None:
    """One column of an item and its parts.

    购置费 and 运行费 both left blank beside what vehicles cost are not told: no figure of theirs
    is at odds with the whole. A dash or 0 tells that there is none; but 国内接待费 and 国（境）外接待费
    are asked of the final figure alone, and a dash of both fills the cells of the budget.
    """
    whole = table.operand(entry, field)
    if whole is not None and whole.value and _not_asked(entry, parts, field):
        column = table.column_names[field, entry.side]
        names = "、".join(part.label for part in parts)
        return not_due(f"{table.where(entry)}的“{column}”栏不填列{names}（横线），无从相加")
    if whole is not None and whole.value and _of_vehicles(parts) and table.blank(parts, field):
        column = table.column_names[field, entry.side]
        names = "、".join(part.label for part in parts)
        return not_due(f"{table.where(entry)}的“{column}”栏没有分列{names}（空白），无从相加")
    return column_sum(table, field, entry, parts)


def _not_asked(entry: Entry, parts: tuple[Entry, ...], field: str) -> bool:
    """Whether a dash stands in each part of what was spent on reception."""
    item = entry.texts.get("item_id")
    signs = (part.figures.get(field) for part in parts)
    return item == "reception" and all(sign and sign.status == "dash" for sign in signs)


def _of_vehicles(parts: Iterable[Entry]) -> bool:
    """Whether the parts are 购置费 and 运行费, which exhaust what vehicles cost."""
    names = [key(str(part.texts.get("item_name"))) for part in parts]
    operation = any("运行" in name or "运维" in name for name in names)
    return operation and any("购置" in name for name in names)


def _of_which(entry: Entry) -> bool:
    return "其中" in key(entry.label)


def three_public_parts(evidence: Evidence) -> Iterator[Outcome]:
    """A numbered item = the sum of its parts where they exhaust it, else no less than them.

    购置 and 运行 exhaust 公务用车; a part called 其他… exhausts the item it belongs to.
    Travel that is not broken down is none of this rule's business.
    """
    if reason := missing(evidence, _THREE, "“三公”经费支出表"):
        yield reason
        return
    table = evidence.tables[_THREE]
    for entry in table.entries:
        parts = table.children(entry)
        if entry.texts.get("item_no") is None or not parts:
            continue
        names = [key(str(part.texts.get("item_name"))) for part in parts]
        vehicles = _of_vehicles(parts)
        exhaustive = vehicles or any(name.startswith("其他") for name in names)
        for field in table.amount_fields():
            found = [op for p in parts if (op := table.operand_or_unread(p, field, p.label))]
            if not found and not vehicles:
                continue
            if exhaustive:
                if outcome := _sum_of_items(table, field, entry, parts):
                    yield outcome
            elif (whole := table.operand_or_unread(entry, field, entry.label)) is not None:
                column = table.column_names[field, None]
                where = f"{table.where(entry)}的“{column}”栏，其中项之和"
                yield Comparison(where, tuple(found), (whole,), "<=")


def procurement_total(evidence: Evidence) -> Iterator[Outcome]:
    """合计 = the subtotals (or the items where none is printed); a subtotal = its items."""
    if reason := missing(evidence, "procurement", "政府采购预算表"):
        yield reason
        return
    table = evidence.tables["procurement"]
    fields = [field for field in table.amount_fields() if field not in ("project_funds",)]
    for entry in table.entries:
        parts = tuple(_with_amounts(table, table.children(entry)))
        if entry.texts.get("row_type") == "item" or not parts:
            continue
        for field in fields:
            required = field != "small_business_share"
            if outcome := column_sum(table, field, entry, parts, required=required):
                yield outcome


def _with_amounts(table: TableEvidence, parts: Iterable[Entry]) -> Iterator[Entry]:
    """The parts, and below one that heads others without an amount of its own, those."""
    for part in parts:
        below = table.children(part)
        if (
            below
            and not table.unread_in(part)
            and all(f.value is None for f in part.figures.values())
        ):
            yield from _with_amounts(table, below)
        else:
            yield part


def procurement_project_funds(evidence: Evidence) -> Iterator[Outcome]:
    """What a project buys out of the year's funds does not exceed its budget."""
    if reason := missing(evidence, "procurement", "政府采购预算表"):
        yield reason
        return
    table = evidence.tables["procurement"]
    carried = ("fiscal_carryover", "non_fiscal_carryover")
    for purchases in _purchases(evidence):
        funds = table.operand_or_unread(purchases[0], "project_funds")
        bought = [op for entry in purchases if (op := table.operand_or_unread(entry, "total"))]
        if funds is None or not bought:
            continue
        bought.extend(
            operand._replace(value=-operand.value)
            for entry in purchases
            for field in carried
            if (operand := table.operand_or_unread(entry, field)) is not None
        )
        yield Comparison(table.where(purchases[0]), tuple(bought), (funds,), "<=")


def project_funds_within_projects(evidence: Evidence) -> Iterator[Outcome]:
    """The funds of a project that buys something are a part of what all projects spend."""
    spent = evidence.filled("expenditure")
    whole = spent.operand_or_unread(spent.total, "project") if spent and spent.total else None
    if spent is None or whole is None or evidence.filled("procurement") is None:
        yield not_due("没有政府采购预算表，或部门支出总表没有项目支出合计")
        return
    table = evidence.tables["procurement"]
    whole = whole._replace(label=f"{spent.title}合计的“{whole.label}”")
    for purchases in _purchases(evidence):
        name = key(str(purchases[0].texts.get("project_name") or ""))
        funds = table.operand_or_unread(purchases[0], "project_funds")
        if funds is not None and name and not _OF_BASIC.search(name):
            yield Comparison(f"{table.where(purchases[0])}的预算资金", (funds,), (whole,), "<=")


_OF_BASIC = re.compile(r"公用|日常|基本支出|办公费|人员经费|运转|机关运行")


def _purchases(evidence: Evidence) -> Iterator[list[Entry]]:
    """The purchases of one printed project cell: it may be merged over several rows."""
    table = evidence.tables["procurement"]
    found: list[Entry] = []
    for entry in table.entries:
        if entry.texts.get("row_type") != "item":
            continue
        if found and entry.texts.get("project_name") != found[-1].texts.get("project_name"):
            yield found
            found = []
        found.append(entry)
    if found:
        yield found


def asset_total(evidence: Evidence) -> Iterator[Outcome]:
    """资产总额 = the sum of the categories; parts (其中) are not added."""
    if reason := missing(evidence, "fixed_assets", "固定资产占用情况表"):
        yield reason
        return
    table = evidence.tables["fixed_assets"]
    total = next(iter(total_rows(table)), None)
    if total is None or not table.children(total):
        yield not_due(f"{table.title}没有资产总额，或没有分类")
        return
    if any(key(part.label).startswith("其中") for part in table.children(total)):
        yield not_due(f"{table.title}的资产总额只列其中项")
        return
    if outcome := column_sum(table, "value", total, table.children(total)):
        yield outcome


def asset_parts(evidence: Evidence) -> Iterator[Outcome]:
    """其中 together do not exceed their item, in value and in quantity of the same unit."""
    if reason := missing(evidence, "fixed_assets", "固定资产占用情况表"):
        yield reason
        return
    table = evidence.tables["fixed_assets"]
    for entry in table.entries:
        parts = [part for part in table.children(entry) if entry.texts.get("item_no") is not None]
        for field in ("value", "quantity"):
            unit = entry.texts.get("quantity_unit")
            alike = [p for p in parts if field == "value" or p.texts.get("quantity_unit") == unit]
            left = [op for p in alike if (op := table.operand_or_unread(p, field, p.label))]
            right = table.operand_or_unread(entry, field, entry.label)
            if left:
                shown = "万元" if field == "value" else str(unit or "")
                where = f"{table.where(entry)}的{table.column_names[field, None]}，其中项"
                whole = (right,) if right else ()
                yield Comparison(where, tuple(left), whole, "<=", unit=shown)


def asset_same_quantity(evidence: Evidence) -> Iterator[Outcome]:
    """A part that is the whole in quantity is the whole in value too, and the other way round."""
    if reason := missing(evidence, "fixed_assets", "固定资产占用情况表"):
        yield reason
        return
    table = evidence.tables["fixed_assets"]
    due = False
    for entry in table.entries:
        for part in table.children(entry) if entry.texts.get("item_no") is not None else ():
            first, second = (table.operand_or_unread(e, "quantity") for e in (part, entry))
            left, right = (table.operand_or_unread(e, "value") for e in (part, entry))
            if first is None or second is None or left is None or right is None:
                continue
            unit = entry.texts.get("quantity_unit")
            counted_alike = legible((first, second)) and first.value == second.value
            if counted_alike and part.texts.get("quantity_unit") == unit:
                due = True
                where = f"{table.where(part)}与所属项目数量相同（{first.text}{unit or ''}），价值"
                labelled = (left._replace(label=part.label),), (right._replace(label=entry.label),)
                yield Comparison(where, *labelled)
            elif (
                legible((left, right))
                and left.value == right.value != 0
                and part.texts.get("quantity_unit") == unit
            ):
                due = True
                where = f"{table.where(part)}与所属项目价值相同（{left.text} 万元），数量"
                counted = (first._replace(label=part.label),), (second._replace(label=entry.label),)
                yield Comparison(where, *counted, unit=str(unit or ""))
    if not due:
        yield not_due("没有数量或价值与所属项目相同的其中项")


def asset_whole_numbers(evidence: Evidence) -> Iterator[Outcome]:
    """What is counted by the piece is counted in whole numbers."""
    if reason := missing(evidence, "fixed_assets", "固定资产占用情况表"):
        yield reason
        return
    table = evidence.tables["fixed_assets"]
    for entry in table.entries:
        unit = key(str(entry.texts.get("quantity_unit") or ""))
        quantity = table.operand_or_unread(entry, "quantity", "数量")
        if quantity is None or not unit or not set(unit) <= set("台辆套件个部艘架、,/"):
            continue
        if quantity.unread:
            yield not_comparable(table.where(entry), (quantity,), (quantity.place,))
            continue
        whole = quantity.value == quantity.value.to_integral_value()
        word = "是整数" if whole else "不是整数"
        yield Statement(
            "pass" if whole else "fail",
            f"{table.where(entry)}的数量为 {quantity.text}，以“{unit}”计，{word}"
            f"（{say_briefly(quantity.place)}）。",
            left=f"{entry.label} {quantity.text}",
            subject=entry.label,
            places=(quantity.place,),
            cells=(quantity.ref,) if quantity.ref else (),
        )


CHECKS: tuple[Check, ...] = (
    Check(
        id="three-public-total",
        title="“三公”经费合计",
        rule="“三公”经费支出表每一栏：小计 = 因公出国（境）费 + 公务用车购置及运维费"
        " + 公务接待费，合计 = 所含各行之和。",
        severity="error",
        consequence="figure",
        basis="会计恒等式；“三公”经费的定义",
        family="within_table",
        evaluate=three_public_total,
    ),
    Check(
        id="three-public-parts",
        title="“三公”经费的其中项",
        rule="“三公”经费支出表每一栏：公务用车 = 购置费 + 运行维护费，两项都空白的不核对；"
        "其他其中项列全的，相加等于所属项目，没有列全的，不大于所属项目。",
        severity="error",
        consequence="figure",
        basis="财预〔2016〕143号（公务用车分列购置费和运行费）；会计恒等式",
        family="within_table",
        evaluate=three_public_parts,
    ),
    Check(
        id="procurement-total",
        title="采购合计",
        rule="政府采购预算表每一栏：合计 = 各单位小计之和，小计 = 其下各采购项目之和。",
        severity="error",
        consequence="figure",
        basis="会计恒等式",
        family="within_table",
        evaluate=procurement_total,
    ),
    Check(
        id="procurement-project-funds",
        title="采购与项目预算资金",
        rule="政府采购预算表：一个项目的采购金额（不含结转）不大于它的预算资金。",
        severity="warning",
        consequence="figure",
        basis="采购金额是项目预算资金的一部分",
        family="within_table",
        evaluate=procurement_project_funds,
    ),
    Check(
        id="project-funds-vs-expenditure",
        title="采购项目的预算资金",
        rule="列有采购的项目，其预算资金不大于部门支出总表的项目支出合计；公用经费的采购除外。",
        severity="warning",
        consequence="figure",
        basis="部分不大于整体",
        family="across_tables",
        evaluate=project_funds_within_projects,
    ),
    Check(
        id="asset-total",
        title="资产总额",
        rule="固定资产占用情况表：资产总额 = 各类资产价值之和（其中项不重复计）。",
        severity="error",
        consequence="figure",
        basis="会计恒等式",
        family="within_table",
        evaluate=asset_total,
    ),
    Check(
        id="asset-parts",
        title="资产的其中项",
        rule="固定资产占用情况表：其中项的数量、价值相加不大于所属项目。",
        severity="error",
        consequence="figure",
        basis="部分不大于整体",
        family="within_table",
        evaluate=asset_parts,
    ),
    Check(
        id="asset-same-quantity",
        title="数量相同的资产",
        rule="固定资产占用情况表：其中项的数量与所属项目相同时，价值也应相同；价值相同时，数量也应相同。",
        severity="error",
        consequence="figure",
        basis="数量相同即为同一批资产",
        family="within_table",
        evaluate=asset_same_quantity,
    ),
    Check(
        id="asset-whole-numbers",
        title="资产的件数",
        rule="固定资产占用情况表：以台、辆、套、件、个计的数量是整数。",
        severity="warning",
        consequence="meaning",
        basis="计量单位",
        family="within_table",
        evaluate=asset_whole_numbers,
    ),
)
