"""Personnel and running expenses (人员经费、公用经费) that a table of economic classes adds up."""

from collections.abc import Iterator

from yusuan.checks.columns import columns_of
from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Comparison, Outcome, Statement, not_comparable, not_due
from yusuan.checks.operands import Operand, legible
from yusuan.checks.sums import column_sums
from yusuan.checks.table_evidence import TableEvidence
from yusuan.checks.within_codes import nearest_printed, units_of
from yusuan.evidence.places import say_briefly
from yusuan.facts.model import Entry
from yusuan.printed.text import name_key

_PERSONNEL, _RUNNING = "人员经费合计", "公用经费合计"
_PERSONNEL_CLASSES = ("301", "303")
_WAGES = "301"


def parts_of_basic(evidence: Evidence) -> Iterator[Outcome]:
    """人员经费合计 = the classes 301 and 303, 公用经费合计 = the other ones."""
    due = False
    for table in evidence.tables.values():
        for entry in table.entries:
            name = name_key(entry.label)
            if entry.code or not name.endswith((_PERSONNEL, _RUNNING)):
                continue
            classes = _classes(table)
            if not classes:
                continue
            due = True
            personnel = name.endswith(_PERSONNEL)
            parts = [e for e in classes if (e.code in _PERSONNEL_CLASSES) is personnel]
            yield from column_sums(table, entry, parts)
    if not due:
        yield not_due("没有印出人员经费合计、公用经费合计的经济分类表")


def personnel_columns(evidence: Evidence) -> Iterator[Outcome]:
    """Of wages (301) the greater part stands under 人员经费, not under 公用经费 beside it.

    Some places pay temporary staff and small aid to persons out of 公用经费.
    """
    count = found = 0
    untold = False
    for table in evidence.tables.values():
        columns = table.column_names
        if ("personnel", None) not in columns or ("running", None) not in columns:
            continue
        for entry in table.entries:
            if entry.code != _WAGES:
                continue
            figure = table.operand_or_unread(entry, "running")
            other = table.operand_or_blank(entry, "personnel")
            if figure is not None and not legible((figure, other)):
                unread = [each for each in (figure, other) if each.unread]
                yield not_comparable(table.where(entry), unread, (figure.place, other.place))
                untold = True
                continue
            count += 1
            if figure is None or figure.value <= other.value:
                continue
            found += 1
            yield Statement(
                "fail",
                f"{table.where(entry)}的“{figure.label}”为 {figure.text}"
                f"（{say_briefly(figure.place)}），比列入人员经费的多，两栏可能互换了。",
                left=f"{figure.label} {figure.text}",
                right=columns["personnel", None],
                subject=entry.label,
                places=(figure.place,),
                cells=(figure.ref,) if figure.ref else (),
            )
    if count and not found:
        yield Statement("pass", f"{count} 张表的工资福利支出主要列入人员经费。", left=f"{count} 张")
    elif not count and not untold:
        yield not_due("没有分列人员经费和公用经费、按经济分类列示的表")


def _classes(table: TableEvidence) -> list[Entry]:
    """The economic classes, where every finer code stands below one that is printed."""
    units = units_of(table)
    if len(units) != 1:
        return []
    codes = {entry.code for entry in units[0].rows}
    whole = all(
        len(code) == 3 or nearest_printed(codes, code) for entry in codes if (code := entry or "")
    )
    return [entry for entry in units[0].rows if len(entry.code or "") == 3] if whole else []


def basic_of_both(evidence: Evidence) -> Iterator[Outcome]:
    """Both together = the total of basic expenditure in the table of the general public budget."""
    table = evidence.filled("general_public_budget_basic_expenditure")
    other = evidence.filled("general_public_budget_expenditure")
    if table is None or other is None or other.total is None:
        yield not_due("没有一般公共预算基本支出表，或没有一般公共预算支出表的合计")
        return
    rows = [
        e
        for e in table.entries
        if not e.code and name_key(e.label).endswith((_PERSONNEL, _RUNNING))
    ]
    columns = columns_of(other, "basic")
    found = [table.operand_or_unread(entry, "total", entry.label) for entry in rows]
    left = tuple(operand for operand in found if operand is not None)
    right = tuple(_basic(other, other.total, column) for column in columns)
    if len(rows) != 2 or not left or not right:
        yield not_due("没有同时印出人员经费合计、公用经费合计和基本支出的合计")
        return
    yield Comparison(f"{table.title}的人员经费、公用经费与{other.title}的基本支出", left, right)


def _basic(table: TableEvidence, total: Entry, column: str) -> Operand:
    name = table.column_names[column, None]
    return table.operand_or_blank(total, column, f"{total.label}行“{name}”")


CHECKS: tuple[Check, ...] = (
    Check(
        id="basic-parts",
        title="人员经费、公用经费合计",
        rule="按经济分类列示的表印有这两行合计的，每一栏：人员经费合计 = 301 工资福利支出"
        " + 303 对个人和家庭的补助，公用经费合计 = 其余各类之和。",
        severity="error",
        consequence="figure",
        basis="会计恒等式；公开表的格式",
        family="within_table",
        evaluate=parts_of_basic,
    ),
    Check(
        id="personnel-columns",
        title="人员经费的科目",
        rule="分列人员经费和公用经费的表中，301 工资福利支出主要列在人员经费一栏。",
        severity="warning",
        consequence="meaning",
        basis="政府收支分类科目：工资福利支出是付给职工的",
        family="within_table",
        evaluate=personnel_columns,
    ),
    Check(
        id="basic-parts-vs-appropriation",
        title="人员经费、公用经费与基本支出",
        rule="一般公共预算基本支出表的人员经费合计 + 公用经费合计"
        " = 一般公共预算支出表合计行的基本支出。",
        severity="error",
        consequence="figure",
        basis="会计恒等式；两表反映同一支出",
        family="across_tables",
        evaluate=basic_of_both,
    ),
)
