"""Sums over the rows of tables without codes: projects, purchases, details, units."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Comparison, Outcome, Statement, not_due
from yusuan.checks.operands import Operand
from yusuan.checks.sums import column_sum, column_sums, whole_and_parts
from yusuan.checks.table_evidence import ZERO, TableEvidence
from yusuan.evidence.places import say_briefly
from yusuan.facts.keys import TOTALS
from yusuan.facts.model import Entry
from yusuan.printed.text import key
from yusuan.tables.itemised import bare_total

_SEVERAL = 2
_PROJECTS = "project_expenditure"
_GOALS = "project_goals"
_THREE = "three_public_expenditure"


def total_of_projects(evidence: Evidence) -> Iterator[Outcome]:
    """合计 = the sum of the projects, where each row names one and none holds others."""
    table = evidence.filled(_PROJECTS)
    if table is None:
        yield not_due("没有项目支出表")
        return
    total = _total_at_an_end(table)
    projects = [entry for entry in table.entries if entry is not total]
    if total is None or len(projects) < _SEVERAL or not all(map(_is_project, projects)):
        yield not_due(f"{table.title}没有合计行，或不是每行一个项目")
        return
    if any(_holds_others(table, projects, at) for at in range(len(projects))):
        yield not_due(f"{table.title}有的项目含有其下各行")
        return
    yield from column_sums(table, total, projects)


def _total_at_an_end(table: TableEvidence) -> Entry | None:
    ends = (table.entries[0], table.entries[-1])
    return next(
        (entry for entry in ends if not entry.code and bare_total(entry.label) in TOTALS), None
    )


def _is_project(entry: Entry) -> bool:
    name = str(entry.texts.get("project_name") or "")
    return bool(name) and "其中" not in name and not entry.code


def _holds_others(table: TableEvidence, rows: Sequence[Entry], at: int) -> bool:
    """Whether a row is the sum of rows right below it, or repeats in the one below it."""
    whole = table.operand(rows[at], "total")
    if whole is None or not whole.value:
        return False
    added = ZERO
    for entry in rows[at + 1 :]:
        operand = table.operand(entry, "total")
        added += operand.value if operand is not None else ZERO
        if added >= whole.value:
            break
    return added == whole.value


def projects_alike(evidence: Evidence) -> Iterator[Outcome]:
    """A project has the same amount where its goals are told as in the table of projects."""
    table, goals = evidence.filled(_PROJECTS), evidence.filled(_GOALS)
    if table is None or goals is None:
        yield not_due("没有项目支出表，或没有按项目列示金额的绩效目标表")
        return
    rows, told = _by_name(table), _by_name(goals)
    common = [name for name in told if name in rows]
    for name in common:
        where = f"{table.title}与{goals.title}的“{rows[name][0].label}”"
        yield Comparison(where, tuple(rows[name]), tuple(told[name]))
    if len(common) * _SEVERAL <= len(told) or len(told) < _SEVERAL:
        return
    for name, operands in told.items():
        if name not in rows and operands[0].filled:
            yield Comparison(f"{goals.title}的项目在{table.title}中", tuple(operands), ())


def _by_name(table: TableEvidence) -> dict[str, list[Operand]]:
    found: dict[str, list[Operand]] = {}
    for entry in table.entries:
        operand = table.operand_or_unread(entry, "total", entry.label)
        if operand is not None and key(entry.label) and bare_total(entry.label) not in TOTALS:
            found.setdefault(key(entry.label), []).append(operand)
    return found


def three_public_of_units(evidence: Evidence) -> Iterator[Outcome]:
    """“三公” by unit: each item of 合计 = the sum of it over the units, in each column."""
    table = evidence.filled(_THREE)
    totals = [e for e in table.entries if unit_of(e) in TOTALS] if table is not None else []
    if table is None or not totals:
        yield not_due("没有分单位列示并有合计的“三公”经费支出表")
        return
    units = dict.fromkeys(unit_of(e) for e in table.entries if unit_of(e) not in TOTALS)
    outer = outermost(units)
    if _holds_the_rest(table, outer):
        outer = outer[1:]
    if not outer:
        yield not_due(f"{table.title}只有合计，没有各单位的行")
        return
    items = dict.fromkeys(_item(e) for e in table.entries)
    periods = {period for _, period in map(_item, totals)}
    for item in items:
        if item[1] not in periods:
            continue  # the total is of this year alone, the units compare it with another
        rows = [e for e in table.entries if _item(e) == item]
        for field in table.amount_fields():
            totalled = [e for e in rows if unit_of(e) in TOTALS]
            whole = [op for e in totalled if (op := table.operand_or_unread(e, field))]
            parts = [
                op._replace(label=f"{_shown(e)} {op.label}")
                for e in rows
                if unit_of(e) in outer and (op := table.operand_or_unread(e, field))
            ]
            if len(whole) > 1:
                continue  # the total is printed for several groups
            where = f"{table.title}各单位的“{rows[0].label}”"
            outcome = whole_and_parts(where, rows[0].label, next(iter(whole), None), parts)
            if outcome is not None:
                yield outcome


def purchases_below(evidence: Evidence) -> Iterator[Outcome]:
    """A category or project of procurement = the sum of what is bought below it.

    Not due where many rows that name the same (a project, a thing bought) hold others and many do
    not: which belongs to which cannot be told then.
    """
    table = evidence.filled("procurement")
    rows = table.entries if table is not None else ()
    items = [e for e in rows if e.texts.get("row_type") == "item" and not e.code]
    held = Counter(_names(entry) for entry in items if table and table.children(entry))
    bare = Counter(_names(entry) for entry in items if table and not table.children(entry))
    if table is None or not held:
        yield not_due("没有分层列示的政府采购预算表")
        return
    if any(bare[names] * _SEVERAL > held[names] for names in held if bare[names]):
        yield not_due(f"{table.title}中哪一行属于哪一项不能断定")
        return
    holders = [
        e for e in items if table.children(e) or held[_names(e)] >= _SEVERAL
    ]  # of several projects one that lists nothing too
    if not any(entry.figures[f].value is not None for entry in holders for f in entry.figures):
        yield not_due(f"{table.title}的类别、项目不印金额")
        return
    for entry in holders:
        for field in table.amount_fields():
            if field == "project_funds":
                continue
            required = field != "small_business_share"
            parts = table.children(entry)
            if outcome := column_sum(table, field, entry, parts, required=required):
                yield outcome


def _names(entry: Entry) -> frozenset[str]:
    return frozenset(name for name in _NAMED if entry.texts.get(name))


_NAMED = (
    "purchase_category", "project_name", "economic_name", "purchase_project", "item_purchased",
    "item",
)  # fmt: skip


def details(evidence: Evidence) -> Iterator[Outcome]:
    """Items divided in a second column: 小计 = its details, the total = the items."""
    due = False
    for table in evidence.tables.values():
        if not any("item_detail" in entry.texts for entry in table.entries):
            continue
        if not any("item_detail" not in e.texts and table.children(e) for e in table.entries):
            due = True
            yield Statement(
                "fail",
                f"{table.title}（{say_briefly(table.table.place)}）没有总计行。",
                left=table.title,
                right="总计行",
                places=(table.entries[0].place,),
            )
        for entry in table.entries:
            parts = table.children(entry)
            if len(parts) < _SEVERAL or any("其中" in key(part.label) for part in parts):
                continue
            due = True
            yield from column_sums(table, entry, parts)
    if not due:
        yield not_due("没有在第二栏分列明细的表")


def unit_of(entry: Entry) -> str:
    """The unit of a row by its code, else its name; empty where the row names none."""
    return key(entry.unit_code or entry.unit_name or "")


def _shown(entry: Entry) -> str:
    return entry.unit_name or entry.unit_code or ""


def _item(entry: Entry) -> tuple[object, object]:
    return entry.texts.get("item_id") or key(entry.label), entry.texts.get("period")


def _holds_the_rest(table: TableEvidence, units: Sequence[str]) -> bool:
    """Whether the first unit, the one without a code, is the department: all others together."""
    if len(units) < 2 or units[0].isdigit() or not all(unit.isdigit() for unit in units[1:]):
        return False
    added: dict[object, list[Decimal]] = {}
    for entry in table.entries:
        unit = unit_of(entry)
        for field in table.amount_fields():
            if unit in units and (operand := table.operand(entry, field)):
                sums = added.setdefault((_item(entry), field), [ZERO, ZERO])
                sums[unit != units[0]] += operand.value
    return bool(added) and all(first == rest for first, rest in added.values())


def outermost(units: Iterable[str]) -> list[str]:
    """The units, by code or name, whose code begins with that of no other: 117, not 117001."""
    known = list(units)
    codes = [unit for unit in known if unit.isdigit()]
    return [
        unit
        for unit in known
        if not (unit.isdigit() and any(unit != it and unit.startswith(it) for it in codes))
    ]


CHECKS: tuple[Check, ...] = (
    Check(
        id="total-of-projects",
        title="合计与各项目",
        rule="项目支出表每行一个项目、有合计行的，每一栏：合计 = 各项目之和；"
        "有的项目含有其下各行的，不核对。",
        severity="error",
        consequence="figure",
        basis="会计恒等式",
        family="within_table",
        evaluate=total_of_projects,
    ),
    Check(
        id="three-public-of-units",
        title="“三公”经费合计与各单位",
        rule="分单位列示的“三公”经费支出表，每一项的每一栏：合计 = 各单位之和（下级单位不重复计）。",
        severity="error",
        consequence="figure",
        basis="会计恒等式",
        family="within_table",
        evaluate=three_public_of_units,
    ),
    Check(
        id="procurement-parts",
        title="采购类别、项目与其下各项",
        rule="政府采购预算表分层列示的，每一栏：类别、项目 = 其下各项之和。",
        severity="error",
        consequence="figure",
        basis="会计恒等式",
        family="within_table",
        evaluate=purchases_below,
    ),
    Check(
        id="total-of-details",
        title="项目与明细",
        rule="在第二栏分列明细的表，每一栏：小计 = 其各项明细之和，总计 = 各小计、各项目之和"
        "（列有其中项的不核对）；有总计行。",
        severity="error",
        consequence="figure",
        basis="会计恒等式；公开表的格式",
        family="within_table",
        evaluate=details,
    ),
    Check(
        id="projects-vs-goals",
        title="项目支出与项目绩效",
        rule="项目绩效目标表印有金额的，同一项目的金额与项目支出表相同；"
        "大多数项目两表都列的，不漏列有金额的项目。",
        severity="warning",
        consequence="figure",
        basis="两表反映同一项目",
        family="across_tables",
        evaluate=projects_alike,
    ),
)
