"""What holds for rows and cells of every table: numbers in order, nothing below zero."""

import re
from collections.abc import Iterator
from itertools import pairwise

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Check, Outcome, Statement, not_due
from yusuan.checks.table_evidence import TableEvidence
from yusuan.evidence.places import Place, say_briefly, say_several
from yusuan.facts.model import Entry
from yusuan.printed.text import key
from yusuan.tables.itemised import parse_item

_SHOWN = 3
_SEVERAL = 4
_SECOND = 2
_ROW_NUMBER = "序号"


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


def row_numbers(evidence: Evidence) -> Iterator[Outcome]:
    """Printed row numbers (序号, 行次) go up by one, or begin anew with 1 for another part.

    A number left out or printed twice is a notice: rows that say nothing may have been cut out,
    and a number may stand on every row of what it counts. Those of a form (行次) only rise.
    """
    for table in evidence.tables.values():
        for label, preset, rows in table.table.row_numbers:
            anew = 1 if rows and rows[0].number == 1 else None
            steps = list(pairwise(rows))
            astray = [
                (a, b)
                for a, b in steps
                if b.number not in (a.number + 1, anew) and not (preset and b.number > a.number)
            ]
            rising = "依次递增" if preset else "逐行加 1"
            if not steps or not _counts_rows([row.number for row in rows], len(astray)):
                continue
            if rows[0].number == _SECOND and label == _ROW_NUMBER and not astray:
                yield Statement(
                    "fail",
                    f"{table.title}的{label}从 {rows[0].number} 开始（{say_briefly(rows[0].place)}），"
                    "前面缺了一行。",
                    left=str(rows[0].number),
                    right="1",
                    places=(rows[0].place,),
                )
                continue
            if not astray:
                numbers = f"{rows[0].number}–{rows[-1].number}"
                yield Statement("pass", f"{table.title}的{label}{rising}。", left=numbers)
                continue
            shown = "、".join(
                f"{a.number}（{say_briefly(a.place)}）之后是 {b.number}（{say_briefly(b.place)}）"
                for a, b in astray[:_SHOWN]
            )
            more = f" 等 {len(astray)} 处" if len(astray) > _SHOWN else ""
            yield Statement(
                "fail",
                f"{table.title}的{label}没有{rising}：{shown}{more}。",
                left="、".join(str(a.number) for a, _ in astray),
                right="、".join(str(b.number) for _, b in astray),
                places=tuple(place for a, b in astray for place in (a.place, b.place)),
                severity="notice" if all(a.number <= b.number for a, b in astray) else None,
            )


def _counts_rows(numbers: list[int], astray: int) -> bool:
    """Whether the numbers count rows at all: most go up by one, or they do in another order.

    Others number what takes several rows, or were picked out of a longer list.
    """
    if 2 * astray < len(numbers) - 1:
        return True
    distinct = set(numbers)
    repeated = len(numbers) - len(distinct)
    missing = max(distinct) - min(distinct) + 1 - len(distinct)
    allowed = 1 if len(numbers) >= _SEVERAL else 0
    return repeated <= allowed and missing <= allowed


_NO_NAME = ("", "（未印名称）")


def project_numbers(evidence: Evidence) -> Iterator[Outcome]:
    """The numbers that titles of the projects' performance tables print go up by one.

    They may begin anew with 1, as for the next unit. One left out is a notice.
    """
    if evidence.projects:
        numbers = [(it.printed_number, it.place) for it in evidence.projects]
        yield _by_one("项目绩效目标表的编号", numbers)
        nameless = [project for project in evidence.projects if project.title in _NO_NAME]
        if 2 * len(nameless) < len(evidence.projects):
            for project in nameless:
                yield Statement(
                    "fail",
                    f"一张项目绩效目标表（{say_briefly(project.place)}）没有印出项目名称，其他各张都有。",
                    left="没有项目名称",
                    places=(project.place,),
                )


def column_numbers_rise(evidence: Evidence) -> Iterator[Outcome]:
    """Where a table numbers its columns (栏次), the numbers go up by one from left to right.

    One left out is a notice: the column may have been cut out of the table.
    """
    for table in evidence.tables.values():
        numbers = list(table.table.column_numbers)
        if len(numbers) > 1:
            rising = _rising(f"{table.title}的栏次", numbers)
            yield _without_gaps(table, numbers) if rising.status == "pass" else rising


def _without_gaps(table: TableEvidence, numbers: list[tuple[int, Place]]) -> Statement:
    for (before, place_before), (number, place) in pairwise(numbers):
        if number != before + 1:
            return Statement(
                "fail",
                f"{table.title}的栏次 {before}（{say_briefly(place_before)}）之后是 {number}"
                f"（{say_briefly(place)}），缺了一栏的编号。",
                left=str(before),
                right=str(number),
                places=(place_before, place),
                severity="notice",
            )
    first, last = numbers[0][0], numbers[-1][0]
    return Statement("pass", f"{table.title}的栏次依次递增。", left=f"{first}–{last}")


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


def _by_one(what: str, printed: list[tuple[int | None, Place]]) -> Outcome:
    """Where one of ``printed`` has no number, the next may have any."""
    numbers = [(number, place) for number, place in printed if number]
    astray = [
        ((before, place_before), (number, place))
        for (before, place_before), (number, place) in pairwise(printed)
        if before and number and number not in (before + 1, 1)
    ]
    if not numbers or len(astray) > max(1, len(numbers) // _SEVERAL):
        return not_due(f"{what}没有印出，或者不是逐个加 1")
    for (before, place_before), (number, place) in astray:
        twice = number == before
        said = (
            f"{what} {number} 印了两次（{say_briefly(place_before)}、{say_briefly(place)}）。"
            if twice
            else f"{what}没有逐个加 1：{before}（{say_briefly(place_before)}）之后是 {number}"
            f"（{say_briefly(place)}）。"
        )
        return Statement(
            "fail",
            said,
            left=str(before),
            right=str(number),
            places=(place_before, place),
            severity="notice" if number > before else None,
        )
    return Statement("pass", f"{what}逐个加 1。", left=f"{numbers[0][0]}–{numbers[-1][0]}")


def of_which(evidence: Evidence) -> Iterator[Outcome]:
    """A line that begins with 其中 stands below the item that it is a part of."""
    for name in ("three_public_expenditure", "fixed_assets"):
        table = evidence.filled(name)
        if table is None:
            continue
        totals = {entry.key for entry in table.entries if parse_item(entry.label).total}
        # What follows a total right away and is numbered is a part of that: 其中：1.房屋.
        of_total = {
            part.key
            for above, part in pairwise(table.entries)
            if above.key in totals and _NUMBERED_PART.match(key(part.label))
        }
        astray = [
            entry
            for entry in table.entries
            if _is_part(entry)
            and (entry.parent is None or entry.parent in totals)
            and entry.key not in of_total
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


_NUMBERED_PART = re.compile(r"其中:?[(（]?[0-9一二三四五六七八九十]+[)）.、]")


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
                subject=operand.label,
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
        consequence="wording",
        basis="公开表的格式",
        family="within_table",
        evaluate=item_numbers,
    ),
    Check(
        id="column-numbers",
        title="栏次",
        rule="各表的栏次自左至右逐栏加 1；只是跳号的，作提示。",
        severity="warning",
        consequence="wording",
        basis="公开表的格式",
        family="within_table",
        evaluate=column_numbers_rise,
    ),
    Check(
        id="row-numbers",
        title="行号",
        rule="印出的序号逐行加 1，不重复、不跳号；一张表分几段编号的，每段从 1 起。"
        "只是跳号或重号的，作提示。行次依次递增。",
        severity="warning",
        consequence="wording",
        basis="公开表的格式",
        family="within_table",
        evaluate=row_numbers,
    ),
    Check(
        id="project-numbers",
        title="绩效目标表的编号",
        rule="项目绩效目标表的编号逐个加 1，或另一组又从 1 起；多数印有项目名称的，每一张都印有。",
        severity="warning",
        consequence="wording",
        basis="公开文件的格式",
        family="within_table",
        evaluate=project_numbers,
    ),
    Check(
        id="of-which",
        title="其中项的位置",
        rule="以“其中”开头的行列在它所属的项目之下。",
        severity="warning",
        consequence="wording",
        basis="公开表的格式",
        family="within_table",
        evaluate=of_which,
    ),
    Check(
        id="not-negative",
        title="没有负数",
        rule="预算的收支、采购和资产的金额、数量都不是负数。",
        severity="warning",
        consequence="meaning",
        basis="预算安排和资产占用都不小于 0",
        family="within_table",
        evaluate=not_negative,
    ),
)
