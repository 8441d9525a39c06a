"""The rows of a bound grid: what names each of them, and the cells of its figures."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from yusuan.binding.bound import BoundColumn
from yusuan.binding.classified import CODE_FIELDS, KINDS, PARTS
from yusuan.binding.heads import Head, is_total
from yusuan.evidence.model import Cell, Grid
from yusuan.evidence.places import order
from yusuan.printed.codes import split_code
from yusuan.printed.column_numbers import is_column_numbers
from yusuan.printed.numbers import MARKS, is_dash, narrow
from yusuan.printed.slips import one_off
from yusuan.printed.text import key
from yusuan.tables.figures import FIGURES

_PREFIXED = re.compile(r"\[?\(?([0-9]{3}(?:[0-9]{2}){0,3})\)?\]?[ \-_—–－:：.、]*(\D.*)", re.DOTALL)
_LEVELS = re.compile(r"([0-9]{3}) ([0-9]{2})(?: ([0-9]{2}))? +([^0-9].*)", re.DOTALL)
_BEHIND_CODE = re.compile(
    rf"(?<=[0-9])(?:[{MARKS}]+|[.,、/]|\(?[类款项]\)?)$"
)  # 2150501*, 2150501.
_CODE = re.compile(r"[0-9]{3}(?:[0-9]{2}){0,2}|3[0-9]{2}[0-9]{4}")
_TWO = re.compile(r"0?[1-9]|[1-9][0-9]")  # no part of a code is 0
_LEVEL = re.compile(r"[0-9]{1,3}")
_ASIDE = frozenset({"row_no", "line_number", "remarks"})
NAMES = (
    "function_name", "economic_name", "government_economic_name", "project_name",
    "unit_or_project", "item", "item_detail", "purchase_category", "purchase_project",
    "item_purchased",
    "service_level1", "service_level2", "service_level3", "service_content",
    "institution_name", "event_name",
)  # fmt: skip
"""The fields that name a row, from what holds to what is held."""


@dataclass(slots=True)
class RawRow:
    """One logical row: ``texts`` what its naming cells say, ``cells`` its figures by field.

    ``own`` are the naming fields that are printed in this very row, not carried down from a
    merged cell above it. ``shared`` are figures merged over rows of other names too, or over
    columns, which are no more of this one than of those; ``rejected`` are cells that name nothing
    that is understood; ``unread_kinds`` the classifications whose code this row prints and nobody
    can read.
    """

    row: int
    block: int
    texts: dict[str, str]
    cells: dict[tuple[str, str | None], Cell]
    own: frozenset[str]
    first: Cell
    last: Cell
    codes: dict[str, str] = field(default_factory=dict)
    unread_kinds: set[str] = field(default_factory=set)
    shared: list[Cell] = field(default_factory=list)
    rejected: list[Cell] = field(default_factory=list)


def body_rows(grid: Grid, head: Head, last_row: int) -> Iterator[int]:
    """Rows of the body that say something; rows that number the columns are none."""
    for row in range(head.body, last_row + 1):
        texts = [cell.text for cell in grid.row(row)]
        if not any(text.strip() for text in texts) or is_column_numbers(texts):
            continue
        if head_again(grid, head.first, head.body, row) is None:
            yield row


def head_again(grid: Grid, first: int, body: int, row: int) -> tuple[tuple[Cell, str], ...] | None:
    """Of a row that repeats one of the head, the cells with a slip and what the head says there.

    None where it repeats none: but for one character of one cell of four or more.
    """
    cells = grid.row(row)
    printed = [key(cell.text) for cell in cells]
    for above in range(first, body):
        head = [key(cell.text) for cell in grid.row(above)]
        if not any(head) or list(map(bool, head)) != list(map(bool, printed)):
            continue
        other = [(c, said) for c, said in zip(cells, head, strict=True) if key(c.text) != said]
        slip = len(other) == 1 and one_off(key(other[0][0].text), other[0][1], _SHORTEST_LABEL)
        if not other or (slip and sum(map(bool, head)) >= _FEWEST_IN_HEAD):
            return tuple(other)
    return None


_FEWEST_IN_HEAD, _SHORTEST_LABEL = 4, 2


def raw_rows(
    grid: Grid, head: Head, columns: Sequence[BoundColumn | None], last_row: int
) -> list[RawRow]:
    """Every row of every block, one block after the other."""
    blocks: dict[int, list[BoundColumn]] = {}
    for column in columns:
        if column is not None:
            blocks.setdefault(column.block, []).append(column)
    rows = list(body_rows(grid, head, last_row))
    found = [
        raw
        for block in sorted(blocks)
        for row in rows
        if (raw := _raw_row(grid, head, row, block, blocks[block])) is not None
    ]
    numbered = next((c for c in columns if c is not None and c.field == "row_no"), None)
    if numbered is not None:
        for raw in found:
            raw.texts.setdefault("row_no", grid.cell(raw.row, numbered.position).text.strip())
    _set_shared_aside(found, columns)
    if len(blocks) > 1:
        return _joined_over_blocks(grid, found, columns)
    return found


def _set_shared_aside(raws: Sequence[RawRow], columns: Sequence[BoundColumn | None]) -> None:
    """Figures merged over rows that each have a name of their own, or over columns of figures
    that have labels of their own, are nobody's alone."""
    named = {(raw.row, raw.block) for raw in raws if raw.own & _OWN_NAME}
    labels = [c.head.texts if c and c.field in FIGURES else None for c in columns]
    for raw in raws:
        for place, cell in tuple(raw.cells.items()):
            below = range(cell.row + 1, cell.row + cell.row_span)
            over = {*labels[cell.column : cell.column + cell.column_span]} - {None}
            if len(over) > 1 or any((row, raw.block) in named for row in below):
                raw.shared.append(raw.cells.pop(place))


def _joined_over_blocks(
    grid: Grid, raws: list[RawRow], columns: Sequence[BoundColumn | None]
) -> list[RawRow]:
    """A label merged over several blocks names the figure that stands right of all of them."""
    names: dict[int, list[int]] = {}
    for column in columns:
        if column is not None and column.field not in FIGURES and column.field not in _ASIDE:
            names.setdefault(column.block, []).append(column.position)
    block_of = {c.position: c.block for c in columns if c is not None}
    by_place = {(raw.row, raw.block): raw for raw in raws}
    kept: list[RawRow] = []
    for raw in raws:
        positions = names.get(raw.block, [])
        if positions and raw.cells and not raw.own - _ASIDE:
            owners = {grid.owner(raw.row, position) for position in positions}
            owner = owners.pop()
            label = by_place.get((raw.row, block_of.get(owner.column, -1)))
            whole = not owners and owner.row == raw.row and owner.column not in positions
            if whole and label is not None and label is not raw and not label.cells:
                label.cells.update(raw.cells)
                label.last = raw.last
                continue
        kept.append(raw)
    return kept


def _raw_row(
    grid: Grid, head: Head, row: int, block: int, columns: Sequence[BoundColumn]
) -> RawRow | None:
    texts: dict[str, str] = {}
    own: set[str] = set()
    cells: dict[tuple[str, str | None], Cell] = {}
    seen: list[Cell] = []
    for column in columns:
        if row == head.body and column.position in head.mixed:
            continue
        cell = grid.cell(row, column.position)
        if column.field in FIGURES:
            if cell.text.strip():
                cells[column.field, column.item] = cell
                seen.append(cell)
            continue
        text = cell.text.strip()
        if column.field in CODE_FIELDS and is_dash(text):
            continue  # a row that has none
        if text:
            own.add(column.field)
            seen.append(cell)
        elif cell.anchor is not None and cell.anchor[0] < row and cell.anchor[0] >= head.body:
            owner = grid.owner(row, column.position)
            if owner.column == column.position:
                text = owner.text.strip()
        if text:
            texts[column.field] = text
    if not cells and not (own - {"row_no", "line_number"}):
        return None
    # A page break may have cut any cell: the row ends where the last piece of its cells does.
    last = max(seen, key=lambda cell: order(cell.parts[-1].place))
    return RawRow(row, block, texts, cells, frozenset(own), seen[0], last)


_OWN_NAME = frozenset({*NAMES, *CODE_FIELDS, "unit_name", "unit_code"})


class Codes:
    """Assembles the codes of rows: joined, with the name in one cell, or split and carried down."""

    def __init__(self) -> None:
        self._carried: dict[str, list[str]] = {kind: ["", ""] for kind in KINDS}

    def read(self, raw: RawRow, grid: Grid, columns: Iterable[BoundColumn | None]) -> None:
        """Put the codes of ``raw`` into it and take them out of its names."""
        held = list(columns)
        positions = {c.field: c.position for c in held if c and c.block == raw.block}
        for kind in KINDS:
            if _has_unknown_level(raw, kind, grid, held, positions):
                self._carried[kind] = ["", ""]
                self._reject(raw, kind, grid, positions)
                continue
            self._split(raw, kind, grid, positions)
            self._joined(raw, kind, grid, positions)

    def _joined(self, raw: RawRow, kind: str, grid: Grid, positions: Mapping[str, int]) -> None:
        code_field, name_field = f"{kind}_code", f"{kind}_name"
        printed = raw.texts.get(code_field)
        if printed is not None and kind not in raw.codes:
            if code := whole_code(printed):
                raw.codes[kind] = code
            elif (both := code_and_name(printed)) and name_field not in raw.texts:
                raw.codes[kind], raw.texts[name_field] = both
            elif both and key(both[1]) == key(raw.texts[name_field]):
                raw.codes[kind] = both[0]  # 2150501-行政运行 beside 行政运行
            elif name_field not in raw.texts:
                raw.texts[name_field] = printed  # 合计 over both columns, or a unit's name
            elif code_field in raw.own and key(printed) != key(raw.texts[name_field]):
                raw.rejected.append(grid.cell(raw.row, positions[code_field]))
        name = raw.texts.get(name_field)
        if name is not None and kind not in raw.codes:
            if both := code_and_name(name):
                raw.codes[kind], raw.texts[name_field] = both
            elif printed is None and (code := whole_code(name)) is not None and len(code) > 3:
                raw.codes[kind] = code
                del raw.texts[name_field]  # a code is no name of itself

    def _split(self, raw: RawRow, kind: str, grid: Grid, positions: Mapping[str, int]) -> None:
        fields = [f"{kind}_{part}" for part in PARTS]
        if not any(name in positions for name in fields):
            return
        texts = [narrow(raw.texts.get(name, "")) for name in fields]
        if not any(texts):
            return
        name_field = f"{kind}_name"
        if not all(text.isdigit() for text in texts if text):
            said = "".join(dict.fromkeys(text for text in texts if text))
            if name_field not in raw.texts:
                raw.texts[name_field] = said
            if is_total(said):
                self._carried[kind] = ["", ""]
            return
        code = self._carry(kind, texts)
        if code is None:
            self._reject(raw, kind, grid, positions)
        else:
            raw.codes[kind] = code

    def _reject(self, raw: RawRow, kind: str, grid: Grid, positions: Mapping[str, int]) -> None:
        """Nobody knows which code the levels printed in this row are of."""
        raw.unread_kinds.add(kind)
        raw.rejected.extend(
            grid.cell(raw.row, positions[name])
            for part in PARTS
            if raw.texts.get(name := f"{kind}_{part}")
        )

    def doubt_repeated(
        self, raws: Sequence[RawRow], grid: Grid, columns: Iterable[BoundColumn | None]
    ) -> None:
        """Take back the code of a class or section that a row above it has, by another name.

        A row that does not print its last level has the code of what holds it. Where whole codes
        are printed more than once too, rows are told apart otherwise.
        """
        positions = {c.field: c.position for c in columns if c}
        for kind in KINDS:
            if not any(f"{kind}_{part}" in positions for part in PARTS):
                continue
            coded = [raw for raw in raws if kind in raw.codes]
            deepest = max((len(raw.codes[kind]) for raw in coded), default=0)
            names: dict[tuple[str, ...], str] = {}
            again: list[RawRow] = []
            repeated = False
            for raw in coded:
                name = key(raw.texts.get(f"{kind}_name", ""))
                others = sorted(it for it in raw.texts.items() if _tells_apart(it[0], kind))
                held = (raw.codes[kind], *map("=".join, others))
                if held in names and len(raw.codes[kind]) == deepest:
                    repeated = True
                elif names.setdefault(held, name) != name:
                    again.append(raw)
            if repeated:
                continue
            for raw in again:
                del raw.codes[kind]
                self._reject(raw, kind, grid, positions)

    def _carry(self, kind: str, texts: Sequence[str]) -> str | None:
        first, second, third = texts
        for text in reversed(texts):  # the whole code in the cell of its last level
            if len(text) in (5, 7) and whole_code(text):
                self._carried[kind] = [text[:3], text[3:5]]
                return text
        carried = self._carried[kind]
        if first:
            if len(first) != 3:
                return None
            carried[:] = [first, ""]
        if second:
            if not _TWO.fullmatch(second) or not carried[0]:
                return None
            carried[1] = second.zfill(2)
        if third:
            if not _TWO.fullmatch(third) or not carried[1]:
                return None
            return f"{carried[0]}{carried[1]}{third.zfill(2)}"
        return "".join(carried) if second or first else None


def _has_unknown_level(
    raw: RawRow,
    kind: str,
    grid: Grid,
    columns: Sequence[BoundColumn | None],
    positions: Mapping[str, int],
) -> bool:
    """Whether a level of a split code stands in a column whose head does not say which level.

    Among the levels and their name; left of them too, where none of them is the class.
    """
    held = [positions[name] for part in PARTS if (name := f"{kind}_{part}") in positions]
    if not held:
        return False
    first, end = min(held), positions.get(f"{kind}_name", max(held))
    whole = "".join(narrow(raw.texts.get(f"{kind}_{part}", "")) for part in PARTS)
    while f"{kind}_class" not in positions and first and columns[first - 1] is None:
        first -= 1
    return any(
        ((column := columns[at]) is None or column.field == f"{kind}_code")
        and _LEVEL.fullmatch(text := narrow(grid.cell(raw.row, at).text.strip()))
        and (column is None or text != whole)  # the same once more as one code: 210 | | | 210
        for at in range(first, end)
    )


def _tells_apart(field: str, kind: str) -> bool:
    """Whether a naming column may tell rows of one code of ``kind`` from one another."""
    return not field.startswith(f"{kind}_") and field not in _ASIDE


def whole_code(text: str) -> str | None:
    """A code that is all of a cell: 3, 5 or 7 digits, blanks or points between its levels.

    The mark of a note behind it is no part of it, nor that of a text in a sheet before it
    ('30201); digits of other scripts are not understood.
    """
    bare = _BEHIND_CODE.sub("", narrow(text).strip('"“”')).lstrip("'’‘`*").strip("[]()")
    printed = re.sub(r"(?<=[0-9])[ .\-](?=[0-9])", "", bare)
    return printed if _CODE.fullmatch(printed) else None


def code_and_name(text: str) -> tuple[str, str] | None:
    """``[2010301]行政运行``, ``201 03 01 行政运行`` -> (code, name); None for anything else.

    The levels of a code and the name may be columns of their own that no rule parts.
    """
    if parted := _LEVELS.fullmatch(narrow(text)):
        *levels, name = parted.groups(default="")
        return "".join(levels), name.strip()
    if found := split_code(text):
        return found
    match = _PREFIXED.fullmatch(narrow(text))
    if match is None or not _CODE.fullmatch(match[1]):
        return None
    return match[1], match[2].strip()
