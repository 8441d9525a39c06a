"""Grids that lay out no table: fields side by side, and prose with a tab, as lines."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from yusuan.evidence.model import Grid, Line, Part
from yusuan.evidence.places import LinePlace, TablePlace
from yusuan.printed.text import compact
from yusuan.stitching.wording import ended, is_number_or_code, money_units

_LONGEST_LABEL = 12
_LONGEST_FIELDS = 40
TITLE_END = re.compile(r"(?:表|情况|明细|一览|说明|清单|目标|目录)(?:[（(].{0,20}[）)])?$")
_BESIDE_TITLE = re.compile(
    r"(?:金额)?单位:[万千百亿]?元|(?:公开|预算|决算|附)*(?:表[0-9]{1,2}|[0-9]{1,2}表)"
)
_MOST_FIELDS = 3  # in a row: department, year, unit
_MOST_FIELD_ROWS = 3
FIELD = re.compile(r"[^:：]{1,12}[:：].{0,30}")


def label_line(grid: Grid) -> tuple[Line, ...]:
    """Rows that only say fields side by side (年度：…, 单位：…), or prose with a tab, as lines.

    A text has them as a line with tabs; in Word and on web pages a table of a row or two lays
    them out, maybe with the title.
    """
    place = grid.place
    if isinstance(place, TablePlace):
        laid_out = list(islice(_printed_rows(grid), _MOST_FIELD_ROWS + 1))
        return tuple(
            Line(_tabbed(parts), parts[0].place, tuple(parts), ended=True)
            for parts in (laid_out if _lays_out_fields(laid_out) else ())
        )
    if grid.row_count != 1 or grid.spans_known or not isinstance(place, LinePlace):
        return ()
    parts = next(_printed_rows(grid), [])
    fields = all(FIELD.fullmatch(compact(part.text)) for part in parts) or _is_title(parts)
    if not parts or not (fields or _is_sentence([part.text for part in parts])):
        return ()
    return (Line(_tabbed(parts), LinePlace(place.line), tuple(parts)),)


def _printed_rows(grid: Grid) -> Iterator[list[Part]]:
    """The first part of each cell that prints anything, row by row, without rows of none."""
    for row in grid.rows():
        if parts := [cell.parts[0] for cell in row if cell.text]:
            yield parts


def _lays_out_fields(rows: Sequence[Sequence[Part]]) -> bool:
    """Whether rows are a title at most and fields, the last of them with the unit: no head."""
    return (
        0 < len(rows) <= _MOST_FIELD_ROWS
        and all(len(parts) <= _MOST_FIELDS for parts in rows)
        and any(map(_states_unit, rows[-1]))
        and not any(is_number_or_code(part.text) for parts in rows for part in parts)
    )


def _states_unit(part: Part) -> bool:
    return bool(money_units(part.text)) and bool(_BESIDE_TITLE.fullmatch(compact(part.text)))


def _tabbed(parts: Iterable[Part]) -> str:
    return "\t".join(part.text for part in parts)


def _is_title(parts: Sequence[Part]) -> bool:
    """Whether a title stands beside its unit or its number: 部门支出总表	单位：万元."""
    said = [compact(part.text) for part in parts]
    titles = [text for text in said if not _BESIDE_TITLE.fullmatch(text)]
    return len(said) == 2 and len(titles) == 1 and TITLE_END.search(titles[0]) is not None


def _is_sentence(pieces: Sequence[str]) -> bool:
    """Whether tabs stand in the middle of prose: no label begins the row, a sentence ends it."""
    return (
        len(pieces[0]) > _LONGEST_LABEL
        and sum(map(len, pieces)) > _LONGEST_FIELDS
        and ended(pieces[-1])
    )
