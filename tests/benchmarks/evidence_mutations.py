"""Figures and rows of any documents, damaged at random in what their reader gave: what is seen?

A document is read once; each edit changes the cells of its tables as read, and everything after
the reader is done again: stitching, binding, facts, checks. An edit is caught if a rule fails that
did not fail so before, or a cell is set aside that was not. See README.md.
"""

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from multiprocessing import Pool
from pathlib import Path
from typing import Literal, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from tests.benchmarks.mutations import CELL_KINDS, same_value  # noqa: E402
from yusuan.checks.catalogue import CHECKS  # noqa: E402
from yusuan.conversion.disclosure import Description, Disclosure, lay_out  # noqa: E402
from yusuan.declared.resources import RESOURCE_BY_NAME  # noqa: E402
from yusuan.evidence.model import Block, Cell, Document, Grid, Part  # noqa: E402
from yusuan.evidence.places import Box, PagePlace, Place, parse_place, say  # noqa: E402
from yusuan.layouts.loading import load_layout  # noqa: E402
from yusuan.model import Value  # noqa: E402
from yusuan.printed.numbers import CURRENCY_UNITS, PACKAGE_UNIT_EXPONENT, read_figure  # noqa: E402
from yusuan.readers.dispatch import read  # noqa: E402
from yusuan.views.documents import Original  # noqa: E402

EACH = 60
LONGEST = 30  # characters of a label; longer ones are sentences
_WITHIN_TABLE = frozenset(check.id for check in CHECKS if check.family == "within_table")
PAGE = ROOT / "tests" / "benchmarks" / "mutations_of_documents.md"

Kind = Literal[
    "digit-changed", "digits-swapped", "point-moved", "sign", "deleted", "moved-to-next-column",
    "exchanged-in-row", "exchanged-in-column",
    "row-shifted", "row-deleted", "row-doubled", "row-swapped-with-next",
]  # fmt: skip
KINDS: Mapping[Kind, str] = {
    "digit-changed": "改一位数字",
    "digits-swapped": "相邻数字对调",
    "point-moved": "小数点移位",
    "sign": "改正负号",
    "deleted": "删去数字",
    "moved-to-next-column": "错栏",
    "exchanged-in-row": "同行两数对调",
    "exchanged-in-column": "同列两数对调",
    "row-shifted": "整行数字右移一栏",
    "row-deleted": "漏一行",
    "row-doubled": "重一行",
    "row-swapped-with-next": "两行对调",
}
Fate = Literal["check", "set aside", "survived"]
At = tuple[int, int]
Texts = Mapping[At, str]  # what cells of a grid say instead, by row and column

_ACROSS = frozenset(
    check.id for check in CHECKS if check.family in ("across_tables", "text_against_tables")
)
_NOTHING_TO_COMPARE = "只与别处印的同一数字比较；这里没有印出，就无从比较。"
_PLACES = re.compile(r"第 [\d、–]+ [行页]")


class Edit(NamedTuple):
    """One damage: a grid of the document and what it becomes. ``cells`` are the budget lines of the
    figures that it changes, ``place`` is where the first of them stands."""

    kind: Kind
    block: int
    grid: Grid
    label: str
    before: str
    after: str
    cells: tuple[str, ...]
    place: Place


class Judged(NamedTuple):
    edit: Edit
    fate: Fate


class Printed(NamedTuple):
    """A figure as published, and the cell that prints it."""

    row: Mapping[str, Value]
    block: int
    at: At


class Equation(NamedTuple):
    """A sum that holds: the budget lines in it, and how far (in 万元) it may be off by rounding.

    ``whole`` is the line that is the sum of others of its table. A ``pair`` is no sum: one figure
    printed in two places.
    """

    cells: frozenset[str]
    tolerance: Decimal
    whole: str | None
    pair: bool


@dataclass(frozen=True)
class Subject:
    """The unedited document and what it yields."""

    document: Document
    disclosure: Disclosure

    def rows(self, resource: str) -> list[dict[str, Value]]:
        return _rows(self.disclosure, resource)

    @property
    def name(self) -> str:
        """The beginning of the checksum, and the family of layouts."""
        layout = load_layout(self.disclosure.statements[0].reading.layout).title
        return f"{self.document.sha256[:12]}（{layout}）"

    @cached_property
    def figures(self) -> tuple[Printed, ...]:
        """Every published figure whose cell no other figure shares."""
        places: dict[Place, list[tuple[int, At]]] = {}
        for number, block in enumerate(self.document.blocks):
            if isinstance(block, Grid):
                for cell in block.cells:
                    if cell.kind == "printed":
                        places.setdefault(cell.place, []).append((number, (cell.row, cell.column)))
        found = []
        for row in self.rows("budget_lines"):
            held = places.get(parse_place(str(row["place"])), [])
            if len(held) == 1 and row["published_text"]:
                found.append(Printed(row, *held[0]))
        return tuple(found)

    @cached_property
    def by_cell(self) -> Mapping[tuple[int, At], Printed]:
        return {(figure.block, figure.at): figure for figure in self.figures}

    @cached_property
    def by_row(self) -> Mapping[tuple[int, int], tuple[Printed, ...]]:
        found: dict[tuple[int, int], tuple[Printed, ...]] = {}
        for figure in self.figures:
            held = (figure.block, figure.at[0])
            found[held] = (*found.get(held, ()), figure)
        return found

    def grid(self, block: int) -> Grid:
        grid = self.document.blocks[block]
        assert isinstance(grid, Grid)
        return grid

    @cached_property
    def sums(self) -> tuple[Equation, ...]:
        """The equations that hold."""
        return tuple(
            Equation(
                frozenset(cells),
                tolerance,
                cells[0] if _is_vertical(row) and cells else None,
                row["check_id"] in _ACROSS
                and not any(" + " in str(row[f"{side}_expression"]) for side in ("left", "right")),
            )
            for row in self.rows("checks")
            if row["status"] == "pass" and "没有超过" not in str(row["message"])
            if isinstance(tolerance := row["tolerance"], Decimal)
            for cells in [str(row["budget_line_ids"] or "").split()]
        )

    @cached_property
    def values(self) -> Mapping[str, Value]:
        return {
            str(row["budget_line_id"]): row["amount_yuan"] or row["quantity"]
            for row in self.rows("budget_lines")
        }

    @cached_property
    def units(self) -> Mapping[str, Value]:
        lines = self.rows("budget_lines")
        return {str(row["budget_line_id"]): row["published_unit"] for row in lines}

    @cached_property
    def equations(self) -> frozenset[str]:
        """The budget lines that enter an equation which holds."""
        return self._held(at_most=False)

    @cached_property
    def at_most(self) -> frozenset[str]:
        """Those that only a rule of the form ≤ holds."""
        return self._held(at_most=True) - self.equations

    def _held(self, *, at_most: bool) -> frozenset[str]:
        return frozenset(
            cell
            for row in self.rows("checks")
            if row["status"] == "pass" and row["left_value"] is not None
            if ("没有超过" in str(row["message"])) is at_most
            for cell in str(row["budget_line_ids"] or "").split()
        )

    @cached_property
    def failures(self) -> Counter[tuple[str, ...]]:
        return failures(self.disclosure)

    @cached_property
    def aside(self) -> Counter[tuple[str, ...]]:
        return aside(self.disclosure)


def _is_vertical(row: Mapping[str, Value]) -> bool:
    """Whether a check adds up rows of one table: one whole on the left, its parts on the right."""
    return row["check_id"] in _WITHIN_TABLE and " + " not in str(row["left_expression"])


def _rows(disclosure: Disclosure, resource: str) -> list[dict[str, Value]]:
    names = RESOURCE_BY_NAME[resource].field_names
    return [dict(zip(names, row, strict=True)) for row in disclosure.rows.get(resource, ())]


def _laid_out(document: Document) -> Disclosure:
    original = Original("document", document.sha256, 0, document)
    return lay_out([original], Description())


def subject_of(path: Path) -> Subject:
    document = read(path.name, path.read_bytes())
    return Subject(document, _laid_out(document))


def failures(disclosure: Disclosure) -> Counter[tuple[str, ...]]:
    """What the failed checks say, without the places they name."""
    return Counter(
        (
            str(row["check_id"]),
            _PLACES.sub("", str(row["message"])),
            str(row["left_expression"]),
            str(row["right_expression"]),
        )
        for row in _rows(disclosure, "checks")
        if row["status"] == "fail"
    )


def aside(disclosure: Disclosure) -> Counter[tuple[str, ...]]:
    """What is set aside, by its text and the reason."""
    return Counter(
        (str(row["text"]), str(row["reason"])) for row in _rows(disclosure, "unplaced_cells")
    )


# Edits


def edits_of(subject: Subject, each: int, seed: str) -> Iterator[Edit]:
    """At most ``each`` edits of every kind, drawn by ``seed``."""
    for kind in KINDS:
        chance = random.Random(f"{seed} {kind} {subject.document.sha256}")
        drawn: Sequence[Printed | tuple[int, int]] = (
            list(subject.by_row) if kind.startswith("row-") else subject.figures
        )
        made = 0
        for one in chance.sample(drawn, len(drawn)):
            edit = (
                _of_figure(subject, kind, one, chance)
                if isinstance(one, Printed)
                else _of_row(subject, kind, *one)
            )
            if edit is not None:
                yield edit
                made += 1
                if made == each:
                    break


def _of_figure(subject: Subject, kind: Kind, figure: Printed, chance: random.Random) -> Edit | None:
    grid, (row, column) = subject.grid(figure.block), figure.at
    before = grid.cell(row, column).text.strip()
    if kind in CELL_KINDS:
        variants = [after for after in CELL_KINDS[kind](before) if not same_value(before, after)]
        if not variants:
            return None
        after = chance.choice(variants)
        return _edit(subject, kind, figure, {figure.at: after}, after)
    if kind == "moved-to-next-column":
        blank = next(
            (c for c in range(column + 1, grid.column_count) if grid.cell(row, c).kind == "blank"),
            None,
        )
        if blank is None:
            return None
        texts = {figure.at: "", (row, blank): before}
        return _edit(subject, kind, figure, texts, f"移到第 {blank + 1} 列")
    steps = (0, 1) if kind == "exchanged-in-row" else (1, 0)
    other = _next(subject, figure, *steps)
    if other is None:
        return None
    there = subject.grid(other.block).cell(*other.at).text.strip()
    if same_value(before, there):
        return None
    return _edit(subject, kind, figure, {figure.at: there, other.at: before}, there, other)


def _next(subject: Subject, figure: Printed, down: int, right: int) -> Printed | None:
    """The next figure of the same row or column."""
    grid, (row, column) = subject.grid(figure.block), figure.at
    while row + down < grid.row_count and column + right < grid.column_count:
        row, column = row + down, column + right
        if found := subject.by_cell.get((figure.block, (row, column))):
            return found
    return None


def _edit(
    subject: Subject,
    kind: Kind,
    figure: Printed,
    texts: Texts,
    after: str,
    *others: Printed,
) -> Edit:
    grid = subject.grid(figure.block)
    cell = grid.cell(*figure.at)
    return Edit(
        kind,
        figure.block,
        with_texts(grid, texts),
        f"{_short(figure.row['row_label'])}：{_short(figure.row['column_label'])}",
        cell.text.strip(),
        after,
        tuple(str(each.row["budget_line_id"]) for each in (figure, *others)),
        cell.place,
    )


def with_texts(grid: Grid, texts: Texts) -> Grid:
    """``grid`` with other texts, each where the cell stands."""
    cells = [
        _saying(cell, texts[cell.row, cell.column]) if (cell.row, cell.column) in texts else cell
        for cell in grid.cells
    ]
    return replace(grid, cells=tuple(cells))


def _saying(cell: Cell, text: str) -> Cell:
    kind: Literal["printed", "blank"] = "printed" if text else "blank"
    return replace(cell, parts=(Part(text, cell.place),), kind=kind, stored=None)


def _of_row(subject: Subject, kind: Kind, block: int, row: int) -> Edit | None:
    grid = subject.grid(block)
    figures = subject.by_row[block, row]
    if not _stands_alone(grid, row):
        return None
    after = ""
    match kind:
        case "row-deleted":
            changed = without_row(grid, row)
        case "row-doubled":
            changed = with_row_twice(grid, row)
            after = "印两次"
        case "row-shifted":
            moved = shifted(grid, row, figures)
            if moved is None:
                return None
            changed = moved
        case _:
            below = subject.by_row.get((block, row + 1))
            if below is None or not _stands_alone(grid, row + 1):
                return None
            exchanged = exchanged_rows(grid, row)
            if exchanged is None:
                return None
            changed, after = exchanged, shown(grid, row + 1)
            figures = (*figures, *below)
    return Edit(
        kind,
        block,
        changed,
        shown(grid, row),
        shown(grid, row),
        after,
        tuple(str(figure.row["budget_line_id"]) for figure in figures),
        grid.cell(*figures[0].at).place,
    )


def shown(grid: Grid, row: int) -> str:
    return "，".join(_short(cell.text.strip()) for cell in grid.row(row) if cell.text.strip())


def _short(text: Value) -> str:
    said = str(text or "")
    return said if len(said) <= LONGEST else "…"


def _stands_alone(grid: Grid, row: int) -> bool:
    """No cell of the row is merged with another row."""
    return all(
        cell.row_span == 1 and (cell.anchor is None or cell.anchor[0] == row)
        for cell in grid.row(row)
    )


def _moved_down(cells: Iterable[Cell], by: int, boundary: int) -> list[Cell]:
    return [
        replace(
            cell,
            row=cell.row + by,
            anchor=cell.anchor
            and (cell.anchor[0] + (by if cell.anchor[0] >= boundary else 0), cell.anchor[1]),
        )
        for cell in cells
    ]


def without_row(grid: Grid, row: int) -> Grid:
    cut = (row + 1) * grid.column_count
    cells = (*grid.cells[: row * grid.column_count], *_moved_down(grid.cells[cut:], -1, row))
    return replace(grid, row_count=grid.row_count - 1, cells=cells)


def with_row_twice(grid: Grid, row: int) -> Grid:
    cut = (row + 1) * grid.column_count
    again = [
        replace(cell, parts=tuple(part._replace(place=_below(part.place)) for part in cell.parts))
        for cell in _moved_down(grid.row(row), 1, row)
    ]
    cells = (*grid.cells[:cut], *again, *_moved_down(grid.cells[cut:], 1, row))
    return replace(grid, row_count=grid.row_count + 1, cells=cells)


def _below(place: Place) -> Place:
    """A place of its own for the second of two rows, where places are boxes."""
    if not isinstance(place, PagePlace) or place.box is None:
        return place
    x0, y0, x1, y1 = place.box
    return PagePlace(place.page, Box(x0, y0 + 1, x1, y1 + 1))


def shifted(grid: Grid, row: int, figures: Sequence[Printed]) -> Grid | None:
    """Every figure of the row one column to the right, if there is room behind the last."""
    columns = [figure.at[1] for figure in figures]
    last = max(columns)
    if last + 1 >= grid.column_count or grid.cell(row, last + 1).kind != "blank":
        return None
    texts = {(row, column): "" for column in columns}
    for column in columns:
        texts[row, column + 1] = grid.cell(row, column).text.strip()
    return with_texts(grid, texts)


def exchanged_rows(grid: Grid, row: int) -> Grid | None:
    """The texts of a row and the next one, where both are divided alike and differ."""
    pairs = list(zip(grid.row(row), grid.row(row + 1), strict=True))
    if any(a.column_span != b.column_span for a, b in pairs):
        return None
    if all(a.text.strip() == b.text.strip() for a, b in pairs):
        return None
    texts: dict[At, str] = {}
    for above, below in pairs:
        if above.kind != "covered" and below.kind != "covered":
            texts[row, above.column] = below.text
            texts[row + 1, below.column] = above.text
    return with_texts(grid, texts)


# Judging


def judge(subject: Subject, edit: Edit) -> Fate:
    blocks: list[Block] = list(subject.document.blocks)
    blocks[edit.block] = edit.grid
    found = _laid_out(replace(subject.document, blocks=tuple(blocks)))
    if failures(found) - subject.failures:
        return "check"
    return "set aside" if aside(found) - subject.aside else "survived"


_subject: list[Subject] = []


def _start(path: Path) -> None:
    _subject[:] = [subject_of(path)]


def _judge_here(edit: Edit) -> Judged:
    return Judged(edit, judge(_subject[0], edit))


def judge_all(path: Path, edits: Iterable[Edit], processes: int) -> list[Judged]:
    with Pool(processes, _start, (path,)) as pool:
        return list(pool.imap(_judge_here, edits, chunksize=4))


def reason(subject: Subject, edit: Edit) -> str:
    """Why no rule sees the edit; "" where one should."""
    if edit.kind == "row-swapped-with-next":
        return "内容没有变，只是先后不同。"
    held = [equation for equation in subject.sums if equation.cells & set(edit.cells)]
    if held:
        return _unseen(subject, edit, held)
    if any(cell in subject.at_most for cell in edit.cells):
        return "只知道部分不大于整体，差额没有公布。"
    return "不在任何合计之内，别的表和文字也不说它。"


def _unseen(subject: Subject, edit: Edit, held: Sequence[Equation]) -> str:
    """Why equations that the figures enter hold all the same."""
    exchanged = edit.kind.startswith("exchanged")
    if exchanged and all(set(edit.cells) <= equation.cells for equation in held):
        return "两数在同样的合计之内，对调后合计不变，别处没有再印。"
    filled = {cell for cell in edit.cells if subject.values.get(cell)}
    moved = ("moved-to-next-column", "row-deleted", "row-doubled", "row-shifted")
    if edit.kind in moved and not filled:
        return "只有 0，不改变合计。"
    if edit.kind in ("row-deleted", "row-doubled"):
        return _unseen_row(subject, edit, [e for e in held if e.cells & filled])
    if edit.kind == "deleted" and all(equation.pair for equation in held):
        return _NOTHING_TO_COMPARE
    if edit.kind in CELL_KINDS and len(edit.cells) == 1:
        change = _change(edit) * _IN_PACKAGE_UNIT.get(str(subject.units[edit.cells[0]]), 1)
        if all(change <= equation.tolerance for equation in held):
            return "改动不超过各数四舍五入可能有的尾差。"
    return ""


def _unseen_row(subject: Subject, edit: Edit, held: Sequence[Equation]) -> str:
    """Why a row may be lacking, or stand twice, and the equations of its filled cells hold."""
    own = set(edit.cells)
    beyond = [equation for equation in held if not equation.cells <= own]
    if not beyond:
        return "含有它的合计都在本行之内，整行漏去或重复时别处没有数字与它矛盾。"
    if all(_added(subject, own & equation.cells) <= equation.tolerance for equation in beyond):
        return "整行的数字不超过各数四舍五入可能有的尾差。"
    if edit.kind == "row-deleted" and all(equation.pair for equation in beyond):
        return _NOTHING_TO_COMPARE
    wholes = {equation.whole for equation in beyond}
    parts = {cell for e in beyond if e.whole not in own for cell in own & e.cells}
    subtotal = all(cell in wholes or not subject.values.get(cell) for cell in parts)
    if edit.kind == "row-deleted" and own & wholes and subtotal:
        if all(equation.whole is not None for equation in beyond):
            return "它是小计：漏去后，上级直接等于其下各项之和。"
        return "它是小计：漏去后，上级直接等于其下各项之和；别的数字只在它印出时与它比较。"
    alone = all(e.pair or e.whole in own or len(e.cells) == _WHOLE_AND_PART for e in beyond)
    if edit.kind == "row-deleted" and own & wholes and alone:
        return "上级只由它一项构成，别的数字只在它印出时与它比较：漏去后没有可比的分项。"
    return ""


def _added(subject: Subject, cells: Iterable[str]) -> Decimal:
    """What the cells hold together, in 万元."""
    found = [(cell, subject.values.get(cell)) for cell in cells]
    return sum(
        (
            abs(value) * (Decimal("0.0001") if subject.units[cell] in CURRENCY_UNITS else 1)
            for cell, value in found
            if isinstance(value, Decimal)
        ),
        Decimal(0),
    )


_WHOLE_AND_PART = 2
_IN_PACKAGE_UNIT = {
    unit: Decimal(1).scaleb(exponent - PACKAGE_UNIT_EXPONENT)
    for unit, exponent in CURRENCY_UNITS.items()
}


def _change(edit: Edit) -> Decimal:
    before, after = (
        read_figure(text).value if text else None for text in (edit.before, edit.after)
    )
    return abs((before or Decimal(0)) - (after or Decimal(0)))


# Report


def summary(judged: Sequence[tuple[Subject, Sequence[Judged]]]) -> Iterator[str]:
    names = [subject.name for subject, _ in judged]
    yield f"| 改动 | {' | '.join(names)} | 合计 |"
    yield f"|---|{'--:|' * (len(names) + 1)}"
    for kind, title in KINDS.items():
        yield _line(title, [[j for j in found if j.edit.kind == kind] for _, found in judged])
    yield _line("**合计**", [found for _, found in judged])


def _line(title: str, groups: Sequence[Sequence[Judged]]) -> str:
    every = [one for group in groups for one in group]
    return f"| {title} | {' | '.join(map(_share, (*groups, every)))} |"


def _share(judged: Sequence[Judged]) -> str:
    caught = sum(one.fate != "survived" for one in judged)
    return f"{caught} / {len(judged)}" + (
        f"（{100 * caught / len(judged):.1f}%）" if judged else ""
    )


def survivors(subject: Subject, judged: Sequence[Judged]) -> Iterator[str]:
    yield "| 哪里 | 哪一格 | 改动 | 改前 | 改后 | 为什么看不出 |"
    yield "|---|---|---|---|---|---|"
    for edit, fate in judged:
        if fate == "survived":
            told = (
                say(edit.place),
                edit.label,
                KINDS[edit.kind],
                edit.before,
                edit.after or "（删去）",
                reason(subject, edit) or "**应有规则发现，尚缺。**",
            )
            yield f"| {' | '.join(text.replace('|', '&#124;') for text in told)} |"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--each", type=int, default=EACH, help="edits of each kind and document")
    parser.add_argument("--seed", default="")
    parser.add_argument("--kinds", nargs="*", choices=KINDS)
    parser.add_argument("--markdown", type=Path, help=f"write {PAGE.relative_to(ROOT)}")
    parser.add_argument("--processes", type=int, default=1)
    arguments = parser.parse_args()
    judged = []
    for path in arguments.files:
        subject = subject_of(path)
        edits = [
            edit
            for edit in edits_of(subject, arguments.each, arguments.seed)
            if not arguments.kinds or edit.kind in arguments.kinds
        ]
        judged.append((subject, judge_all(path, edits, arguments.processes)))
        print("\n".join(("", subject.name, *survivors(*judged[-1]))), flush=True)
    print("\n".join(("", *summary(judged))))
    if arguments.markdown:
        text = page(judged, arguments.each)
        arguments.markdown.write_text(text, encoding="utf-8", newline="\n")
    return 0


def page(judged: Sequence[tuple[Subject, Sequence[Judged]]], each: int) -> str:
    """The table by kind, and of each document every survivor."""
    lines = [
        "# Damage to documents of several families",
        "",
        f"Made by `evidence_mutations.py`, at most {each} edits of a kind and document; caught / made.",
        "",
        *summary(judged),
    ]
    for subject, found in judged:
        lines += ["", f"## {subject.name}", "", *survivors(subject, found)]
    return "\n".join((*lines, ""))


if __name__ == "__main__":
    sys.exit(main())
