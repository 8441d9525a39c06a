"""Heads of tables from the label paths of their columns: merged cells as published."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from yusuan.model import Side, Value
from yusuan.pages.model import Disclosure, text
from yusuan.tables.declaration import Column, LabelPath, PublishedTable
from yusuan.text import key

ARROW = " → "


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


def _share(path: LabelPath, other: LabelPath, level: int) -> bool:
    return len(other) > level + 1 and other[: level + 1] == path[: level + 1]


def printed_paths(table: PublishedTable, disclosure: Disclosure) -> tuple[LabelPath, ...]:
    """The label path of each declared column, as this disclosure prints it.

    The package has the printed labels of columns that hold figures. A blank column takes the
    declared path that shares its outer label with a printed one, else the first declared.
    """
    printed = _printed_labels(table, disclosure)
    spelling = _spellings(table)
    outer = {path[0] for path in printed.values() if len(path) > 1}
    facts = _placeholders(table, disclosure)
    paths = []
    for column in table.columns:
        path = printed.get((column.field, column.side)) or _declared(column, outer)
        paths.append(tuple(_spelled(label, spelling, facts) for label in path))
    return tuple(paths)


def _printed_labels(
    table: PublishedTable, disclosure: Disclosure
) -> dict[tuple[str, Side | None], LabelPath]:
    found: dict[tuple[str, Side | None], LabelPath] = {}
    for row in disclosure.of(table.name):
        side = row.get("side")
        for column in table.columns:
            at = (column.field, column.side)
            if column.measure is None or at in found or column.side not in (None, side):
                continue
            figure = disclosure.figure(table.name, row, column.field)
            if figure is not None:
                found[at] = tuple(text(figure, "column_label").split(ARROW))
    return found


def _declared(column: Column, outer: set[str]) -> LabelPath:
    for path in column.paths:
        if len(path) > 1 and key(path[0]) in outer:
            return path
    return column.paths[0]


def _spellings(table: PublishedTable) -> dict[str, str]:
    """Compared form of a label -> its usual spelling, with full-width punctuation."""
    labels = [label for field in table.resource.fields for label in field.labels]
    return {key(part): part for label in labels for part in label.split(ARROW)}


def _placeholders(table: PublishedTable, disclosure: Disclosure) -> dict[str, Value]:
    row = disclosure.published(table.name) or {}
    unit = row.get("unit")
    year = row.get("printed_fiscal_year") or disclosure.facts["fiscal_year"]
    return {"{year}": year, "{unit}": f"（金额单位：{unit}）" if unit else ""}


def _spelled(label: str, spelling: dict[str, str], facts: dict[str, Value]) -> str:
    for placeholder, value in facts.items():
        label = label.replace(placeholder, str(value))
    return spelling.get(key(label), label)
