"""Rows with figures of which nobody can say what they are of: no code among coded rows, no name.

What a sum or another table misses may stand in them; ``checks.unnamed`` tells so.
"""

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping
from decimal import Decimal
from typing import Literal

from yusuan.binding.bound import BoundColumn, BoundTable
from yusuan.binding.classified import KINDS, PARTS
from yusuan.binding.figures import FigureReader
from yusuan.binding.model import Leftover
from yusuan.evidence.model import Cell
from yusuan.facts.model import Entry
from yusuan.facts.tables import UnnamedRow
from yusuan.printed.characters import CANNOT_SAY
from yusuan.printed.text import key
from yusuan.tables.figures import FIGURES

# Coded rows for each without a code: where more have none, the table names what they are otherwise.
_CODED_FOR_EACH = 3


def unnamed_rows(bound: BoundTable, unread: Container[str | None]) -> tuple[UnnamedRow, ...]:
    """Those without a code that they should have, then those without any name.

    ``unread`` are the keys of rows whose code nobody can read.
    """
    return (*_without_code(bound, unread), *_named_unreadably(bound), *_without_name(bound))


def _without_code(bound: BoundTable, unread: Container[str | None]) -> Iterator[UnnamedRow]:
    kind = _kind_of_rows(bound)
    if kind is None:
        return
    entries = [entry for entry in bound.entries if entry.figures or entry.cells]
    coded = [entry for entry in entries if entry.texts.get(f"{kind}_code")]
    bare = [
        e for e in entries if not e.texts.get(f"{kind}_code") and _needs_code(e, _name(e, kind))
    ]
    if len(bare) * _CODED_FOR_EACH > len(coded):
        bare = [entry for entry in bare if entry.key in unread]
    yield from (_of_entry(bound, entry, "code") for entry in bare)


def _named_unreadably(bound: BoundTable) -> Iterator[UnnamedRow]:
    """Rows whose label is no word: □□, or one with a sign that stands for what nobody can read.

    A row with a code may print none; without one it is the total, by its figures.
    """
    for entry in bound.entries:
        if entry.code is not None and not is_readable(entry.label):
            yield _of_entry(bound, entry, "label")
        elif entry.label and not is_readable(entry.label):
            yield _of_entry(bound, entry, "name")


def is_readable(label: str) -> bool:
    """Whether a label is one of words and figures all of which are told.

    A font without its letters prints □, or signs of its own (private use); a mark before a
    label (□人员经费) is none of it.
    """
    if any(unicodedata.category(sign) in ("Co", "Cn") or sign == CANNOT_SAY for sign in label):
        return False
    return any(map(str.isalnum, label)) and _UNTOLD.search(label) is None


_UNTOLD = re.compile(r"\w\s*[□■]")


def _of_entry(
    bound: BoundTable, entry: Entry, lacks: Literal["code", "name", "label"]
) -> UnnamedRow:
    printed = {name: figure.value for name, figure in entry.figures.items()}
    figures: dict[str, Decimal | None] = {
        **dict.fromkeys(_columns_of_cells(bound, entry) - printed.keys()),
        **{name: value for name, value in printed.items() if value is not None},
    }
    return UnnamedRow(lacks, entry.key, entry.side, entry.label, entry.place, figures)


def _kind_of_rows(bound: BoundTable) -> str | None:
    """The classification whose code a row has first: what its table is by."""
    fields = {column.field for column in bound.columns}
    for kind in KINDS:
        if fields & {f"{kind}_{part}" for part in ("code", *PARTS)} or any(
            entry.texts.get(f"{kind}_code") for entry in bound.entries
        ):
            return kind
    return None


def _name(entry: Entry, kind: str) -> str:
    """What the printed row is called; where each figure is a row, its label is that of its column."""
    own = entry.texts.get(f"{kind}_name") or entry.texts.get("item")
    return str(own) if own and "economic_path" in entry.texts else entry.label


def _needs_code(entry: Entry, name: str) -> bool:
    """Whether neither a total, a unit nor a project: these have no code of a classification."""
    named = ("project_name", "project_code", "unit_or_project", "item_purchased")
    other = entry.level == 0 or _OTHERWISE.fullmatch(key(name)) is not None
    return not other and not any(entry.texts.get(name) for name in named)


# Sums by another division than that of the codes.
_OTHERWISE = re.compile(
    "(?:其中:?)?(?:(?:人员|(?:日常)?公用)(?:经费|支出)?|(?:基本|项目)支出)|.*[合总小]计"
)


def _columns_of_cells(bound: BoundTable, entry: Entry) -> set[str]:
    fields = {column.position: column.field for column in bound.columns}
    return {fields[column] for _, column in entry.cells if column in fields}


def _without_name(bound: BoundTable) -> Iterator[UnnamedRow]:
    """Rows that are left because nothing says what they are, by the side that they stand on."""
    columns = {column.position: column for column in bound.columns if column.field in FIGURES}
    rows: dict[tuple[int, int], list[tuple[Leftover, BoundColumn]]] = {}
    for left in bound.leftovers:
        column = columns.get(left.column) if left.column is not None else None
        if left.reason == "unknown_row" and column is not None and left.row is not None:
            rows.setdefault((left.row, column.block), []).append((left, column))
    for (row, _), held in rows.items():
        figures = _read(bound, columns, row, [column for _, column in held])
        yield UnnamedRow("name", None, held[0][1].side, "", held[0][0].place, figures)


def _read(
    bound: BoundTable,
    by_position: Mapping[int, BoundColumn],
    row: int,
    columns: list[BoundColumn],
) -> dict[str, Decimal | None]:
    """The amounts of a row that is no fact; None where one cannot be read."""
    reader = FigureReader(bound.captioned, bound.unit)
    cells: dict[tuple[str, str | None], Cell] = {
        (column.field, column.item): bound.captioned.grid.cell(row, column.position)
        for column in columns
    }
    read = reader.figures(cells, by_position)
    found: dict[str, Decimal | None] = {}
    for name, item in cells:
        figure = read.get((name, item))
        if figure is None or figure.value is not None:
            found[name] = figure.value if figure is not None else None
    return found
