"""Every printed figure, row, name and code of a disclosure, damaged one at a time: what goes unnoticed?

An edit is caught if conversion stops with an error, or a check fails that did not fail
before. Lines are left out of that comparison, since a row more or less shifts them. See
README.md.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import pairwise
from multiprocessing import Pool
from pathlib import Path
from typing import Literal, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from yusuan.conversion.disclosure import Disclosure  # noqa: E402
from yusuan.conversion.pipeline import convert_source  # noqa: E402
from yusuan.declared.resources import RESOURCE_BY_NAME  # noqa: E402
from yusuan.errors import YusuanError  # noqa: E402
from yusuan.evidence.places import LinePlace, parse_place  # noqa: E402
from yusuan.model import Value  # noqa: E402
from yusuan.printed.numbers import NotAnAmountError, parse_figure  # noqa: E402
from yusuan.readers.plain import decode  # noqa: E402
from yusuan.sources.folders import Source, read_source, sha256_of  # noqa: E402

REAL = ROOT / "datapackage" / "sources" / "130500-501-2023-budget"
PAGE = ROOT / "docs" / "mutations.md"
NOTICE = (
    '<p class="notice">本站为整理本，非官方发布；与原件不一致时，'
    '以部门公布的原件为准。<a href="about.html">关于本站</a>；发现错误，'
    '见<a href="about.html#report">怎样报告</a>。</p>'
)
TARGET = Decimal("0.99")
PROCESSES = 2

Kind = Literal[
    "digit-changed",
    "digits-swapped",
    "point-moved",
    "sign",
    "deleted",
    "moved-to-next-column",
    "row-deleted",
    "row-doubled",
    "row-swapped-with-next",
    "name-changed",
    "code-changed",
    "prose-digit-changed",
]
Fate = Literal["reader", "check", "survived"]
Values = Mapping[str, Value]
Failure = tuple[str, ...]

KINDS: dict[Kind, tuple[str, str]] = {
    "digit-changed": ("改一位数字", "每一位数字逐一加 1（9 改为 0）"),
    "digits-swapped": ("相邻数字对调", "每一对相邻而不同的数字"),
    "point-moved": ("小数点移位", "左移、右移一位"),
    "sign": ("改正负号", "正数改为负数"),
    "deleted": ("删去数字", "单元格改为空白"),
    "moved-to-next-column": ("错栏", "移到右边最近的空白单元格"),
    "row-deleted": ("漏一行", "删去一行"),
    "row-doubled": ("重一行", "同一行印两次"),
    "row-swapped-with-next": ("两行对调", "与同一张表的下一行对调"),
    "name-changed": ("名称漏一字", "表中每一格文字，漏去中间一个字"),
    "code-changed": ("改编码一位", "科目编码的每一位数字逐一加 1"),
    "prose-digit-changed": ("改文字中的金额", "文字说明写出的金额，每一位数字逐一加 1"),
}
ROW_KINDS = ("row-deleted", "row-doubled", "row-swapped-with-next")
WORD_KINDS = ("name-changed", "code-changed", "prose-digit-changed")
_LEVELS = range(1, 4)

_LINE_NUMBERS = re.compile(r"第 [\d、–]+ 行")


class Edit(NamedTuple):
    """One damage: what the lines of the source become (``None``: the line is gone).

    ``cell`` is the budget line of a figure; empty for an edit of a row, a word or a text.
    """

    kind: Kind
    line: int
    before: str
    after: str
    lines: tuple[tuple[int, str | None], ...]
    resource: str
    label: str
    cell: str = ""
    measure: str = ""


class Judged(NamedTuple):
    edit: Edit
    fate: Fate


@dataclass(frozen=True)
class Subject:
    """The unedited disclosure."""

    source: Source
    lines: tuple[str, ...]
    converted: Disclosure

    def rows(self, resource: str) -> list[Values]:
        return _rows(self.converted, resource)


def _rows(converted: Disclosure, resource: str) -> list[Values]:
    names = RESOURCE_BY_NAME[resource].field_names
    return [dict(zip(names, row, strict=True)) for row in converted.rows.get(resource, ())]


@cache
def subject_of(folder: Path) -> Subject:
    source = read_source(folder)
    text, _ = decode(source.documents[0].content)
    lines = tuple(text.replace("\r\n", "\n").split("\n"))
    return Subject(source, lines, convert_source(source))


# Edits


def edits_of(subject: Subject) -> Iterator[Edit]:
    """Every edit, by kind and in the order of the document."""
    figures = [row for row in subject.rows("budget_lines") if row["published_text"]]
    tables = {str(row["resource"]) for row in subject.rows("budget_lines")}
    for kind, variants in CELL_KINDS.items():
        for figure in figures:
            yield from _cell_edits(subject, figure, kind, variants)
    for figure in figures:
        yield from _moved(subject, figure)
    rows = [
        row
        for row in subject.rows("source_lines")
        if row["resource"] in tables and row["line_kind"] in ("table_row", "table_row_continuation")
    ]
    yield from _row_edits(subject, rows)
    yield from _word_edits(subject, rows)
    yield from _prose_edits(subject)


def _cell_edits(
    subject: Subject, figure: Values, kind: Kind, variants: Callable[[str], Iterator[str]]
) -> Iterator[Edit]:
    line, column = _place(figure)
    cells = subject.lines[line - 1].split("\t")
    before = cells[column - 1]
    for after in dict.fromkeys(variants(before.strip())):
        if not same_value(before, after):
            edited = "\t".join((*cells[: column - 1], after, *cells[column:]))
            yield _cell_edit(figure, kind, before.strip(), after, edited)


def _moved(subject: Subject, figure: Values) -> Iterator[Edit]:
    line, column = _place(figure)
    cells = subject.lines[line - 1].split("\t")
    target = next((i for i in range(column, len(cells)) if not cells[i].strip()), None)
    if target is not None:
        before = cells[column - 1].strip()
        cells[target], cells[column - 1] = before, ""
        moved = f"第 {column} 格移到第 {target + 1} 格"
        yield _cell_edit(figure, "moved-to-next-column", before, moved, "\t".join(cells))


def _place(figure: Values) -> tuple[int, int]:
    place = parse_place(str(figure["place"]))
    assert isinstance(place, LinePlace)
    assert place.cell is not None
    return place.line, place.cell


def _cell_edit(figure: Values, kind: Kind, before: str, after: str, edited: str) -> Edit:
    line, _ = _place(figure)
    return Edit(
        kind=kind,
        line=line,
        before=before,
        after=after,
        lines=((line, edited),),
        resource=str(figure["resource"]),
        label=f"{figure['row_label']}：{figure['column_label']}",
        cell=str(figure["budget_line_id"]),
        measure=str(figure["measure"]),
    )


def same_value(before: str, after: str) -> bool:
    try:
        return parse_figure(before) == parse_figure(after)
    except NotAnAmountError:
        return before.strip() == after.strip()


def _digits(text: str) -> list[int]:
    return [i for i, character in enumerate(text) if character.isdigit()]


def _digit_changed(text: str) -> Iterator[str]:
    for i in _digits(text):
        yield f"{text[:i]}{(int(text[i]) + 1) % 10}{text[i + 1 :]}"


def _digits_swapped(text: str) -> Iterator[str]:
    for i, j in pairwise(_digits(text)):
        yield text[:i] + text[j] + text[i + 1 : j] + text[i] + text[j + 1 :]


def _point_moved(text: str) -> Iterator[str]:
    """``12.50`` becomes ``1.250`` and ``125.0``; ``3`` becomes ``0.3`` and ``30``."""
    sign = text[: len(text) - len(text.lstrip("+-−"))]
    whole, _, decimals = text[len(sign) :].replace(",", "").partition(".")
    if (whole + decimals).isdigit():
        yield f"{sign}{whole[:-1] or '0'}.{whole[-1]}{decimals}"
        right = f"{whole}{decimals[:1] or '0'}".lstrip("0") or "0"
        yield f"{sign}{right}{'.' if decimals[1:] else ''}{decimals[1:]}"


def _sign(text: str) -> Iterator[str]:
    yield text[1:] if text[0] in "-−" else f"-{text}"


def _deleted(text: str) -> Iterator[str]:
    yield ""


CELL_KINDS: dict[Kind, Callable[[str], Iterator[str]]] = {
    "digit-changed": _digit_changed,
    "digits-swapped": _digits_swapped,
    "point-moved": _point_moved,
    "sign": _sign,
    "deleted": _deleted,
}


def _row_edits(subject: Subject, rows: Sequence[Values]) -> Iterator[Edit]:
    def edit(kind: Kind, row: Values, after: str, *lines: tuple[int, str | None]) -> Edit:
        text = subject.lines[lines[0][0] - 1]
        shown = _shown_row(text)
        return Edit(kind, lines[0][0], shown, after, lines, str(row["resource"]), shown)

    numbered = [(_line_of(row), row) for row in rows]
    for line, row in numbered:
        yield edit("row-deleted", row, "", (line, None))
    for line, row in numbered:
        text = subject.lines[line - 1]
        yield edit("row-doubled", row, "印两次", (line, f"{text}\n{text}"))
    for (line, row), (below, other) in pairwise(numbered):
        first, second = subject.lines[line - 1], subject.lines[below - 1]
        if row["resource"] == other["resource"] and first != second:
            after = f"与第 {below} 行对调：{_shown_row(second)}"
            yield edit("row-swapped-with-next", row, after, (line, second), (below, first))


def _word_edits(subject: Subject, rows: Sequence[Values]) -> Iterator[Edit]:
    codes = {
        str(row[f"{kind}_level{level}_code"])
        for row in subject.rows("budget_lines")
        for kind in ("function", "economic")
        for level in _LEVELS
    }
    kinds: tuple[tuple[Kind, Callable[[str], Iterator[str]]], ...] = (
        ("name-changed", _character_lost),
        ("code-changed", lambda text: _digit_changed(text) if text in codes else iter(())),
    )
    for kind, variants in kinds:
        for row in rows:
            line = _line_of(row)
            cells = subject.lines[line - 1].split("\t")
            for at, cell in enumerate(cells):
                before = cell.strip()
                for after in variants(before):
                    edited = "\t".join((*cells[:at], after, *cells[at + 1 :]))
                    resource, label = str(row["resource"]), _shown_row(subject.lines[line - 1])
                    yield Edit(kind, line, before, after, ((line, edited),), resource, label)


def _character_lost(text: str) -> Iterator[str]:
    if len(text) > 1 and re.search("[一-龥]{2}", text):
        yield text[: len(text) // 2] + text[len(text) // 2 + 1 :]


def _prose_edits(subject: Subject) -> Iterator[Edit]:
    ends: dict[int, int] = {}  # of each line, where the amount before ended
    for stated in subject.rows("stated_amounts"):
        place = parse_place(str(stated["place"]))
        assert isinstance(place, LinePlace)
        text, before = subject.lines[place.line - 1], str(stated["published_text"])
        pattern = rf"(?<![0-9.]){re.escape(before)}(?![0-9]|\.[0-9])"
        found = re.compile(pattern).search(text, ends.get(place.line, 0))
        assert found is not None
        ends[place.line] = found.end()
        for after in _digit_changed(before):
            edited = text[: found.start()] + after + text[found.end() :]
            lines = ((place.line, edited),)
            subjects = str(stated["subject"] or "")
            yield Edit(
                "prose-digit-changed", place.line, before, after, lines, "narrative", subjects
            )


def _line_of(row: Values) -> int:
    line = row["source_line"]
    assert isinstance(line, int)
    return line


def _shown_row(text: str) -> str:
    return "，".join(cell.strip() for cell in text.split("\t") if cell.strip())


# Judging


def judge(subject: Subject, edit: Edit) -> Fate:
    """What notices the edit first: the reader, a check, or nothing."""
    lines: list[str | None] = list(subject.lines)
    for number, text in edit.lines:
        lines[number - 1] = text
    content = "\n".join(line for line in lines if line is not None).encode()
    try:
        converted = convert_source(
            replace(
                subject.source,
                documents=(
                    replace(
                        subject.source.documents[0], content=content, sha256=sha256_of(content)
                    ),
                ),
            )
        )
    except YusuanError:
        return "reader"
    return "check" if failures(converted) - failures(subject.converted) else "survived"


def failures(converted: Disclosure) -> Counter[Failure]:
    """What the failed checks say, without the lines they name."""
    return Counter(
        (
            str(row["check_id"]),
            _LINE_NUMBERS.sub("第 N 行", str(row["message"])),
            str(row["left_expression"]),
            str(row["right_expression"]),
        )
        for row in _rows(converted, "checks")
        if row["status"] == "fail"
    )


_subject: list[Subject] = []


def _start(folder: Path) -> None:
    _subject[:] = [subject_of(folder)]


def _judge_here(edit: Edit) -> Judged:
    return Judged(edit, judge(_subject[0], edit))


def judge_all(folder: Path, edits: Iterable[Edit], processes: int = PROCESSES) -> list[Judged]:
    """The fate of each edit, in order."""
    with Pool(processes, _start, (folder,)) as pool:
        return list(pool.imap(_judge_here, edits, chunksize=16))


def identity_cells(converted: Disclosure) -> frozenset[str]:
    """The budget lines that enter an equation which holds (not one of the form ≤)."""
    return frozenset(
        cell
        for row in _rows(converted, "checks")
        if row["status"] == "pass"
        and row["left_value"] is not None
        and "没有超过" not in str(row["message"])
        for cell in str(row["budget_line_ids"] or "").split()
    )


# Why an edit survives


def reason(edit: Edit, at_most: frozenset[str]) -> str:
    """Why no rule of accounting can see the edit; "" where one should.

    ``at_most`` are the budget lines that only a rule of the form ≤ holds.
    """
    if edit.kind in ROW_KINDS:
        return _row_reason(edit)
    if edit.kind in WORD_KINDS:
        return _word_reason(edit)
    field = edit.cell.rpartition(".")[2]
    if edit.resource == "procurement" and field == "project_funds":
        return "项目的预算总额只印在这一格，没有别的表公布；只知道它不小于采购金额。"
    if edit.measure == "quantity":
        if edit.cell in at_most:
            return "数量没有合计，也不由价值算出；只知道其中项不大于所属项目。"
        return "数量只印这一次：没有合计，也不由价值算出。"
    if edit.cell in at_most:
        return "只知道部分不大于整体，差额没有公布。"
    return ""


def _row_reason(edit: Edit) -> str:
    if not re.search(r"\d\.\d", edit.before + edit.after):
        return "这一行没有金额，别处也不提到它。"
    if edit.kind == "row-swapped-with-next":
        return "内容没有变，只是先后不同。"
    if "小计" in edit.before:
        return "只有一个单位：小计与合计相同，没有小计也能成立。"
    return ""


def _word_reason(edit: Edit) -> str:
    if edit.kind != "name-changed":
        return ""
    if edit.resource == "general_public_budget_basic_expenditure":
        return "余下的一个字是原来名称的一部分，可能只是简称。"
    return "名称没有编码，别处没有印同样的一项，不能断定哪个字错。"


def at_most_cells(converted: Disclosure) -> frozenset[str]:
    """The budget lines that enter a rule of the form ≤ which holds, and no equation."""
    held = frozenset(
        cell
        for row in _rows(converted, "checks")
        if row["status"] == "pass" and "没有超过" in str(row["message"])
        for cell in str(row["budget_line_ids"] or "").split()
    )
    return held - identity_cells(converted)


# Report


def is_amount(edit: Edit) -> bool:
    """Whether a sum of money (a price too) was edited, not a quantity or a row."""
    return bool(edit.cell) and edit.measure != "quantity"


def share_caught(judged: Sequence[Judged]) -> Decimal:
    caught = sum(1 for one in judged if one.fate != "survived")
    return Decimal(caught) / len(judged) if judged else Decimal(1)


def table(judged: Sequence[Judged]) -> Iterator[str]:
    """The lines of a Markdown table by kind of edit."""
    yield "| 改动 | 怎样改 | 次数 | 程序停下报错 | 核对不一致 | 没有发现 | 发现的比例 |"
    yield "|---|---|--:|--:|--:|--:|--:|"
    for kind, (title, how) in KINDS.items():
        yield _table_row(title, how, [one for one in judged if one.edit.kind == kind])
    amounts = [one for one in judged if is_amount(one.edit)]
    quantities = [one for one in judged if one.edit.cell and not is_amount(one.edit)]
    rows = [one for one in judged if one.edit.kind in ROW_KINDS]
    words = [one for one in judged if one.edit.kind in WORD_KINDS]
    yield _table_row("**其中：金额**", "含单价", amounts)
    yield _table_row("**其中：数量**", "面积、台数、采购数量", quantities)
    yield _table_row("**其中：整行**", "", rows)
    yield _table_row("**其中：名称、编码和文字**", "", words)
    yield _table_row("**合计**", "", judged)


def _table_row(title: str, how: str, judged: Sequence[Judged]) -> str:
    fates = Counter(one.fate for one in judged)
    counts = " | ".join(str(fates[fate]) for fate in ("reader", "check", "survived"))
    percent = f"{100 * share_caught(judged):.2f}%" if judged else "–"
    return f"| {title} | {how} | {len(judged)} | {counts} | {percent} |"


def survivor_line(edit: Edit, why: str) -> str:
    """The line of the page that lists an edit nothing noticed."""
    shown = (
        str(edit.line),
        edit.label,
        KINDS[edit.kind][0],
        edit.before or "（空白）",
        edit.after or "（删去）",
        why or "**应有规则发现，尚缺。**",
    )
    return f"| {' | '.join(text.replace('|', '&#124;') for text in shown)} |"


def survivor_lines(subject: Subject, judged: Iterable[Judged]) -> list[str]:
    """Every edit that nothing noticed, in the order of the document."""
    at_most = at_most_cells(subject.converted)
    survived = [one.edit for one in judged if one.fate == "survived"]
    survived.sort(key=lambda edit: edit.line)
    return [survivor_line(edit, reason(edit, at_most)) for edit in survived]


def page(subject: Subject, judged: Sequence[Judged]) -> str:
    """The page of the site."""
    survivors = survivor_lines(subject, judged)
    amounts = [one for one in judged if is_amount(one.edit)]
    figures = len({one.edit.cell for one in judged if one.edit.cell})
    lines = len({one.edit.line for one in judged if one.edit.kind == "row-deleted"})
    words = [one for one in judged if one.edit.kind in WORD_KINDS]
    return "\n".join(
        (
            "---",
            "description: 在一份真实的公开文件里每次改错一处，看核对规则能发现多少差错。",
            "title: 差错检出试验",
            "hide:",
            "  - navigation",
            "---",
            "",
            "# 差错检出试验 { #content }",
            "",
            NOTICE,
            "",
            (
                "数字抄错一位，核对规则能不能发现？这里拿一份真实的公开文件来试："
                "每次只改错一处，再从头整理、核对一遍，看这处错误有没有被发现。"
            ),
            "",
            "## 做法 { #method }",
            "",
            f"- 文件：{subject.source.title}（{subject.source.folder.name}）。",
            (
                f"- 范围：九张预算表、政府采购预算表和固定资产占用情况表里印出的全部 {figures} 个"
                f"数字，表中全部 {lines} 行，各行的名称和科目编码，以及文字说明写出的金额；"
                "文字说明的其他字句和绩效目标没有改动。"
            ),
            (
                f"- 改动：下表所列 {len(KINDS)} 类，共 {len(judged)} 次。数值没有变的不算"
                "（如对调两个相同的数字）。"
            ),
            "- 算作发现：程序停下报错，或者核对出原来没有的“不一致”。原文本来就有的不算。",
            "- 整行的改动，多因印出的序号不再相连而被发现。",
            "- 每次只错一处。几处错得互相吻合，或者公布的数字本身就不实，核对看不出来。",
            "",
            "## 结果 { #results }",
            "",
            (
                f"对表中金额的改动，发现了 {100 * share_caught(amounts):.2f}%；"
                f"对名称、编码和文字中金额的改动，发现了 {100 * share_caught(words):.2f}%。"
            ),
            "",
            *table(judged),
            "",
            "## 没有发现的改动 { #survived }",
            "",
            *(
                (
                    f"共 {len(survivors)} 处，全部列在下面。行号是保存下来的原文的行号。",
                    "",
                    "| 行 | 哪一格 | 改动 | 改前 | 改后 | 为什么看不出 |",
                    "|--:|---|---|---|---|---|",
                    *survivors,
                )
                if survivors
                else ("没有。",)
            ),
            "",
        )
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=REAL, help="a disclosure's folder")
    parser.add_argument("--markdown", type=Path, help=f"write the page ({PAGE.relative_to(ROOT)})")
    parser.add_argument("--processes", type=int, default=PROCESSES)
    arguments = parser.parse_args()
    subject = subject_of(arguments.folder)
    judged = judge_all(arguments.folder, edits_of(subject), arguments.processes)
    print("\n".join((*table(judged), "", *survivor_lines(subject, judged))))
    if arguments.markdown:
        arguments.markdown.write_text(page(subject, judged), encoding="utf-8", newline="\n")
    caught = share_caught([one for one in judged if is_amount(one.edit)])
    return 0 if caught >= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
