"""Heads of tables: merged cells as published, or told from the label paths of their columns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from yusuan.evidence.label_paths import label_paths
from yusuan.pages.model import Record, integer, text

LabelPath = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A cell of the head; ``scope`` says whether it names one column or several."""

    label: str
    colspan: int = 1
    rowspan: int = 1
    css: str = ""

    @property
    def scope(self) -> Literal["col", "colgroup"]:
        return "col" if self.colspan == 1 else "colgroup"


@dataclass(frozen=True, slots=True)
class Head:
    """``groups`` are the widths of the outermost labels, for ``colgroup``."""

    rows: tuple[tuple[HeadCell, ...], ...]
    groups: tuple[int, ...]

    @property
    def width(self) -> int:
        return sum(self.groups)


def head_of(paths: Sequence[LabelPath], css: Sequence[str] = ()) -> Head:
    """Neighbours that share their outer labels share one cell; a short path spans downwards."""
    classes = css or [""] * len(paths)
    depth = max(len(path) for path in paths)
    rows = []
    for level in range(depth):
        cells: list[HeadCell] = []
        start = 0
        while start < len(paths):
            path = paths[start]
            end = start + 1
            if level >= len(path):
                start = end
                continue
            last = level == len(path) - 1
            while not last and end < len(paths) and _share(path, paths[end], level):
                end += 1
            rowspan = depth - level if last else 1
            cells.append(
                HeadCell(path[level], end - start, rowspan, classes[start] if last else "")
            )
            start = end
        rows.append(tuple(cells))
    return Head(tuple(rows), tuple(cell.colspan for cell in rows[0]))


def figures_head(labels: Sequence[str]) -> Head:
    """A head of one row: a name first, then columns of figures."""
    return head_of([(label,) for label in labels], ["name", *("figure" for _ in labels[1:])])


def _share(path: LabelPath, other: LabelPath, level: int) -> bool:
    return len(other) > level + 1 and other[: level + 1] == path[: level + 1]


def no_head(columns: int, more: str) -> Head:
    """Of a table whose head nobody knows: nothing over its columns, ``more`` over the last."""
    return Head(((HeadCell("", columns), HeadCell(more, css="source")),), (columns, 1))


def printed_head(rows: Sequence[Sequence[Record]], css: Mapping[int, str], more: str) -> Head:
    """The head of a table out of the rows of ``published_cells`` that are its head.

    ``css`` is the class of each column, by its number from 1; ``more`` is the label of a column
    that follows them.
    """
    width = max((integer(cell, "column") for row in rows for cell in row), default=0)
    if not any(
        integer(cell, "row_span") > 1 or integer(cell, "column_span") > 1
        for row in rows
        for cell in row
    ):
        texts = tuple(tuple(_label(cell) for cell in row) for row in rows)
        paths = label_paths(texts) if texts else ()
        classes = [css.get(column, "") for column in range(1, width + 1)]
        return head_of([*(path or ("",) for path in paths), (more,)], [*classes, "source"])
    drawn: list[tuple[HeadCell, ...]] = []
    shown = [integer(row[0], "row") for row in rows]
    for number, row in enumerate(rows):
        cells = [
            HeadCell(
                _label(cell),
                integer(cell, "column_span"),
                rows_under(cell, shown),
                css.get(integer(cell, "column"), "") if cell["column_span"] == 1 else "",
            )
            for cell in row
            if cell["part"] != "covered"
        ]
        if number == 0:
            cells.append(HeadCell(more, 1, len(rows), "source"))
        drawn.append(tuple(cells))
    return Head(tuple(drawn), tuple(cell.colspan for cell in drawn[0]))


def rows_under(cell: Record, shown: Iterable[int]) -> int:
    """How many of the rows that are ``shown`` a cell is merged over: not those that are left out,
    or it would push the cells of the row below it aside.
    """
    first = integer(cell, "row")
    return sum(first <= row < first + integer(cell, "row_span") for row in shown)


def _label(cell: Record) -> str:
    return "" if cell["part"] == "covered" else text(cell, "text").strip()
