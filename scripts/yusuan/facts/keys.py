"""Keys of rows: what names a row wherever it is printed, and the ids of the figures in it.

A key is a classification code, else the path of labels down to the row, ``/`` between them, with
``~2`` behind the second of two alike. Every other ASCII sign of a label stands in its full-width
form, so that a key never holds what the ids and addresses made of it are put together with;
labels are compared after NFKC, which knows no full-width forms, so nothing is lost by it.
"""

import re
from typing import NamedTuple

from yusuan.model import Side
from yusuan.printed.text import key, without_note

PATH = "/"
_ORDINAL = "~"
_SIGNS = {code: code + 0xFEE0 for code in range(0x21, 0x7F) if not chr(code).isalnum()}
_SIDES: tuple[Side, ...] = ("revenue", "expenditure")
_TOTAL = re.compile(r"(?:三公经费)?(?:支出)?(?:合计|总计|小计)|三公经费|资产总额|资产合计")
MAXIMUM_LABEL_CHARACTERS = 60
TOTALS = frozenset({"合计", "总计", "总合计", "共计"})
"""What the row of a table is called that adds up all others, as compared."""
_NAMED_TOTAL = re.compile(rf"({'|'.join(sorted(TOTALS))})(?:数|\([^()]{{0,6}}元\))?[:;,.、]?")


def label_key(label: str) -> str:
    """One label as a piece of a key; ``—`` for one of which nothing is left.

    The mark of a note is no part of it, nor a unit behind a total: 合计①, 合计（万元）.
    """
    name = key(without_note(label)) or key(label)
    if total := _NAMED_TOTAL.fullmatch(name):
        name = total[1]
    shown = "".join(c for c in name.translate(_SIGNS) if c.isprintable())
    return shown[:MAXIMUM_LABEL_CHARACTERS] or "—"


class RowKeys:
    """Hands out the keys of one table, each once for a side."""

    def __init__(self) -> None:
        self._counts: dict[tuple[Side | None, str], int] = {}

    def of_code(self, code: str, unit: str | None = None, side: Side | None = None) -> str:
        """The key of a row with a classification code; ``unit`` where a column names the unit."""
        pieces = [label_key(piece) for piece in (unit, code) if piece]
        return self._once(PATH.join(pieces), side)

    def of_label(self, *labels: str, parent: str | None = None, side: Side | None = None) -> str:
        """The key of a row that its ``labels`` name, below the row whose key is ``parent``.

        A total holds all rows, which tells nothing of one: it is no part of their paths.
        """
        above, _, last = (parent or "").rpartition(PATH)
        if not _TOTAL.fullmatch(last.partition(_ORDINAL)[0]):
            above = parent or ""
        pieces = [above] if above else []
        pieces.extend(label_key(label) for label in labels)
        return self._once(PATH.join(pieces), side)

    def of_part(self, row_key: str, parent: str | None) -> str:
        """The key of the row that was called ``row_key`` alone, below the row called ``parent``.

        Of rows alike that are parts of different rows none is a second one any more.
        """
        alone = row_key.partition(_ORDINAL)[0]
        return self._once(f"{parent}{PATH}{alone}" if parent else alone, None)

    def _once(self, found: str, side: Side | None) -> str:
        count = self._counts.get((side, found), 0) + 1
        self._counts[side, found] = count
        return found if count == 1 else f"{found}{_ORDINAL}{count}"


class LineId(NamedTuple):
    """The parts of a ``budget_line_id``."""

    disclosure_id: str
    resource: str
    row_key: str
    side: Side | None
    field: str


def line_id(disclosure_id: str, resource: str, row_key: str, side: Side | None, field: str) -> str:
    """``<disclosure>.<resource>.<row key>[-<side>].<field>``; no part holds a dot or a hyphen
    of its own but the disclosure's, so that it can be taken apart again."""
    return f"{disclosure_id}.{resource}.{anchored(row_key, side)}.{field}"


def anchored(row_key: str, side: Side | None) -> str:
    """A row's key with its side: ``合计``, ``收入总计-revenue``."""
    return f"{row_key}-{side}" if side else row_key


_LINE_ID = re.compile(r"([^.]+)\.([^.]+)\.([^.]+?)(?:-(revenue|expenditure))?\.([^.]+)")


def parse_line_id(text: str) -> LineId:
    """The parts that ``line_id`` put together. Raises ValueError for anything else."""
    match = _LINE_ID.fullmatch(text)
    if match is None:
        raise ValueError(f"not a budget line: {text!r}")
    side = next((side for side in _SIDES if side == match[4]), None)
    return LineId(match[1], match[2], match[3], side, match[5])
