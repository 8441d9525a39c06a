"""Statements, and the rows of their tables with the figures printed in them.

A fact is one figure; its id is ``<statement id>.<table role>.<row key>.<field>``. A row's key is
its classification code, else its label path, with an ordinal only to break a tie: it survives a
row inserted above, another page break, another format.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from yusuan.evidence.places import Place
from yusuan.model import ReadBy, Side, Value
from yusuan.printed.numbers import ValueStatus

StatementKind = Literal["budget", "final_accounts"]
Scope = Literal["department", "unit"]


@dataclass(frozen=True, slots=True)
class Statement:
    """Whose figures these are. What the document does not tell is None, never guessed.

    ``scope`` is ``department`` with its units, or ``unit`` alone (本级 or a subordinate unit).
    """

    organisation_name: str | None
    organisation_code: str | None
    fiscal_year: int | None
    kind: StatementKind | None
    scope: Scope | None = None
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """One published figure.

    ``value`` is in 万元 for money, else in the printed ``unit``; None where the cell prints a
    mark for «no figure» (``status``). ``text`` is the cell as printed; ``read_by`` says whether it
    was read from text or recognised in a picture; ``label`` is the head path of its column
    (``本年收入 → 小计``); ``executed`` whether that, or its row, says 决算数 or 执行数.
    """

    value: Decimal | None
    status: ValueStatus
    text: str
    unit: str | None
    place: Place
    read_by: ReadBy = "text"
    label: str = ""
    executed: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a table role, before it is laid out in fields.

    ``key`` is unique among the rows of its table and side; ``parent`` is the key of the row that
    this one is a part of. ``number`` is the printed 序号, None where none is printed; ``order``
    its 1-based place in the table. ``unit_code`` and ``unit_name`` name the unit (预算单位) that
    the row belongs to where the table has a column for it. ``cells`` are the (row, column) in the
    grid of all that is printed as its figures, those that cannot be read too.
    """

    key: str
    order: int
    place: Place
    place_end: Place
    label: str
    number: int | None = None
    side: Side | None = None
    parent: str | None = None
    level: int | None = None
    code: str | None = None
    unit_code: str | None = None
    unit_name: str | None = None
    texts: Mapping[str, Value] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    cells: frozenset[tuple[int, int]] = field(default=frozenset(), compare=False)
