"""What holds for rows and cells of every table: numbers in order, nothing below zero."""

from collections.abc import Iterator
from itertools import pairwise

from yusuan.checks.evidence import Evidence, TableEvidence
from yusuan.checks.model import Check, Outcome, Statement
from yusuan.evidence.places import Place, say_briefly, say_several
from yusuan.facts.model import Entry
from yusuan.tables.itemised import parse_item


def item_numbers(evidence: Evidence) -> Iterator[Outcome]:
    """Numbered items (一、二、三… or 1、2、3…) rise, on each side and below a carry-over.

    A department that prints only the lines it uses leaves gaps, so a gap is no fault.
    """
    for name in (
        "budget_summary",
        "fiscal_appropriation_summary",
        "three_public_expenditure",
        "fixed_assets",
    ):
        table = evidence.filled(name)
        if table is None:
            continue
        for numbers in _item_runs(table):
            yield _rising(f"{table.title}的项目编号", numbers)


def _item_runs(table: TableEvidence) -> Iterator[list[tuple[int, Place]]]:
    runs: dict[tuple[str | None, str | None], list[tuple[int, Place]]] = {}
    for entry in table.entries:
        number = entry.texts.get("item_no")
        if isinstance(number, int):
            block = str(entry.texts.get("breakdown") or "")
            held = (entry.side, f"{block}/{entry.parent or ''}")
            runs.setdefault(held, []).append((number, entry.place))
    return iter(runs.values())


def project_numbers(evidence: Evidence) -> Iterator[Outcome]:
    """The numbers of the projects' performance tables rise."""
    if evidence.projects:
        numbers = [(project.number, project.place) for project in evidence.projects]
        yield _rising("项目绩效目标表的编号", numbers)


def column_numbers_rise(evidence: Evidence) -> Iterator[Outcome]:
    """Where a table numbers its columns (栏次), the numbers rise from left to right."""
    for table in evidence.tables.values():
        numbers = list(table.table.column_numbers)
        if len(numbers) > 1:
            yield _rising(f"{table.title}的栏次", numbers)


def _rising(what: str, numbers: list[tuple[int, Place]]) -> Statement:
    for (before, place_before), (number, place) in pairwise(numbers):
        if number <= before:
            return Statement(
                "fail",
                f"{what}没有依次递增：{before}（{say_briefly(place_before)}）之后是 {number}"
                f"（{say_briefly(place)}）。",
                left=str(before),
                right=str(number),
                places=(place_before, place),
            )
    first, last = numbers[0][0], numbers[-1][0]
    return Statement("pass", f"{what}依次递增。", left=f"{first}–{last}")


def of_which(evidence: Evidence) -> Iterator[Outcome]:
    """A line that begins with 其中 stands below the item that it is a part of."""
    for name in ("three_public_expenditure", "fixed_assets"):
        table = evidence.filled(name)
        if table is None:
            continue
        totals = {entry.key for entry in table.entries if parse_item(entry.label).total}
        astray = [
            entry
            for entry in table.entries
            if _is_part(entry) and (entry.parent is None or entry.parent in totals)
        ]
        places = tuple(entry.place for entry in astray)
        if astray:
            names = "、".join(f"“{entry.label}”" for entry in astray)
            yield Statement(
                "fail",
                f"{table.title}中的{names}之前没有它所属的项目{say_several(places)}。",
                left=names,
                places=places,
            )
        else:
            yield Statement("pass", f"{table.title}的其中项都在所属项目之下。", left=table.title)


def _is_part(entry: Entry) -> bool:
    return entry.label.replace(" ", "").startswith("其中")


def not_negative(evidence: Evidence) -> Iterator[Outcome]:
    """No amount or quantity of a budget is below zero."""
    for table in evidence.tables.values():
        found = list(_negative(table))
        yield from found
        count = sum(len(entry.figures) for entry in table.entries)
        if count and not found:
            yield Statement(
                "pass", f"{table.title}的 {count} 个数字都不是负数。", left=table.title, right="0"
            )


def _is_change(entry: Entry, field: str) -> bool:
    """A change against the year before may well be a decrease."""
    return field.startswith("change") or entry.texts.get("period") == "change"


def _negative(table: TableEvidence) -> Iterator[Statement]:
    for entry in table.entries:
        for field, figure in entry.figures.items():
            if figure.value is None or figure.value >= 0 or _is_change(entry, field):
                continue
            operand = table.operand(entry, field)
            assert operand is not None
            yield Statement(
                "fail",
                f"{table.where(entry)}的“{operand.label}”为 {operand.text}，是负数"
                f"（{say_briefly(operand.place)}）。",
                left=f"{operand.label} {operand.text}",
                right="0",
                places=(operand.place,),
                cells=(operand.ref,) if operand.ref else (),
            )


CHECKS: tuple[Check, ...] = (
    Check(
        id="item-numbers",
        title="项目编号",
        rule="收支总表、“三公”经费表、固定资产表的项目编号（一、二、三……）依次递增。",
        severity="warning",
        basis="公开表的格式",
        family="within_table",
        evaluate=item_numbers,
    ),
    Check(
        id="column-numbers",
        title="栏次",
        rule="各表的栏次自左至右依次递增。",
        severity="warning",
        basis="公开表的格式",
        family="within_table",
        evaluate=column_numbers_rise,
    ),
    Check(
        id="project-numbers",
        title="绩效目标表的编号",
        rule="项目绩效目标表的编号依次递增。",
        severity="warning",
        basis="公开文件的格式",
        family="within_table",
        evaluate=project_numbers,
    ),
    Check(
        id="of-which",
        title="其中项的位置",
        rule="以“其中”开头的行列在它所属的项目之下。",
        severity="warning",
        basis="公开表的格式",
        family="within_table",
        evaluate=of_which,
    ),
    Check(
        id="not-negative",
        title="没有负数",
        rule="预算的收支、采购和资产的金额、数量都不是负数。",
        severity="warning",
        basis="预算安排和资产占用都不小于 0",
        family="within_table",
        evaluate=not_negative,
    ),
)
