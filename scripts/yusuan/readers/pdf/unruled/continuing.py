"""A table without rules that goes on at the top of the next page without its head.

Its columns are those of the page before. Only where every word lies in one of them, figures are
set as they were, labels begin where they did and nothing of a head stands above does it go on;
whether a title lies between is for who joins the pages.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from yusuan.evidence.places import Box
from yusuan.readers.pdf.lines import VisualLine, line_text
from yusuan.readers.pdf.unruled.aligned import NARROWEST
from yusuan.readers.pdf.unruled.bodies import first_run
from yusuan.readers.pdf.unruled.columns import cells_are_certain, extents_of
from yusuan.readers.pdf.unruled.cut_labels import Body, with_cut_labels
from yusuan.readers.pdf.unruled.lines import AMOUNT, DASH, NUMBER, Extent, Row, follows, reach

_SAME_EDGE = 1.0  # points
_SAME_SIZE = 1.05
_SAME_PITCH = 1.1

_Range = tuple[float, float]


class Setting(NamedTuple):
    """Where figures of one column begin, have their middle and end: least and most in points."""

    lefts: _Range
    middles: _Range
    rights: _Range

    def with_other(self, other: "Setting") -> "Setting":
        return Setting(*(_both(mine, its) for mine, its in zip(self, other, strict=True)))

    @property
    def is_even(self) -> bool:
        return any(most - least <= _SAME_EDGE for least, most in self)


class Table(NamedTuple):
    """What the next page must know of a table without rules.

    ``edges`` are those of its columns as drawn up; ``extents`` from where to where each has text;
    ``settings`` of its columns with amounts; ``starts`` where words begin in each column; ``pitch``
    and ``size`` are the most points from row to row, and those of its letters; ``others`` the
    texts of the page's lines that are in no table, ``tail`` how many of them may be its last rows;
    ``head`` the texts of the lines of its head.
    """

    edges: tuple[float, ...]
    extents: tuple[Extent, ...]
    spans_known: bool
    settings: dict[int, Setting]
    starts: dict[int, frozenset[float]]
    pitch: float
    size: float
    others: frozenset[str] = frozenset()
    tail: int = 0
    head: tuple[str, ...] = ()


def table_of(
    rows: Sequence[Row],
    body: Body,
    columns: Sequence[Extent],
    edges: Sequence[float],
    spans_known: bool,
) -> Table:
    """What is to be known of a table whose ``body`` has these columns."""
    return Table(
        tuple(edges),
        tuple(columns),
        spans_known,
        _settings(rows, body, columns),
        _starts(rows, body, columns),
        max((b.bottom - a.bottom for a, b in pairwise(rows[body.start : body.end])), default=0.0),
        max(row.size for row in rows[body.start : body.end]),
    )


def continued(
    rows: Sequence[Row], before: Table, taken: Sequence[Box]
) -> tuple[Body, Table] | None:
    """The lines at the top of a page that go on with the table ``before``; None if not certain.

    The table that comes with them is that of both pages.
    """
    run = first_run(rows, taken)
    if run is None or any(box.y0 <= rows[run[0]].top for box in taken):
        return None
    start, end = run
    while start and _is_label_row(rows, start - 1, start, before, taken):
        start -= 1
    columns = _extended(rows[start:end], before)
    if columns is None:
        return None
    body = with_cut_labels(rows, (0, start, end), columns, taken)
    if (
        body.start
        and follows(rows[body.start - 1], rows[body.start], taken)
        and _text(rows[body.start - 1]) not in before.others
    ):
        return None  # a head, or a title
    columns = _extended(rows[body.start : body.end], before)
    if columns is None:
        return None
    settings = _settings(rows, body, columns)
    starts = _starts(rows, body, columns)
    if not _begin_alike(starts.get(0), before.starts.get(0)):
        return None
    known = before.settings.keys() & settings.keys()
    both = {**before.settings, **settings}
    both |= {column: before.settings[column].with_other(settings[column]) for column in known}
    if not known or not all(both[column].is_even for column in known):
        return None
    begun = {
        column: starts.get(column, frozenset()) | before.starts.get(column, frozenset())
        for column in starts.keys() | before.starts.keys()
    }
    return body, before._replace(extents=tuple(columns), settings=both, starts=begun)


def head_again(rows: Sequence[Row], first: int, start: int, before: Table | None) -> bool:
    """Whether the first lines of a page are the head of the table before, or stood above it."""
    return (
        before is not None
        and first < start
        and head_texts(rows[first:start]) == before.head
        and all(_text(row) in before.others for row in rows[:first])
    )


def head_texts(rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(map(_text, rows))


def tail_of(rows: Sequence[Row], body: Body, table: Table, taken: Sequence[Box]) -> int:
    """How many lines below a table may be rows of it with labels alone, if it goes on."""
    end = body.end
    while end < len(rows) and _is_label_row(rows, end, end - 1, table, taken):
        end += 1
    return end - body.end


def _is_label_row(
    rows: Sequence[Row], at: int, beside: int, table: Table, taken: Sequence[Box]
) -> bool:
    """Whether a line above or below a row of a table is a row without figures.

    It stands as close as the rows of the table do, and each word begins where one of its column
    did; a running head is on the page before as well.
    """
    row, above, below = rows[at], rows[min(at, beside)], rows[max(at, beside)]
    return (
        not row.prose
        and follows(above, below, taken)
        and below.bottom - above.bottom <= table.pitch * _SAME_PITCH
        and table.size / _SAME_SIZE <= row.size <= table.size * _SAME_SIZE
        and _text(row) not in table.others
        and not _names_figures(row, table)
        and _extended([row], table) is not None
        and all(
            any(abs(start - box.x0) <= _SAME_EDGE for start in table.starts.get(column, ()))
            for box in row.boxes
            for column in reach(box, table.extents)[:1]
        )
    )


def _names_figures(row: Row, before: Table) -> bool:
    """Whether a word stands in a column of figures, as one of a head does."""
    return any(
        column in before.settings
        for word, box in zip(row.words, row.boxes, strict=True)
        if not NUMBER.fullmatch(line_text(word)) and not DASH.fullmatch(line_text(word))
        for column in reach(box, before.extents)
    )


def _extended(rows: Sequence[Row], before: Table) -> list[Extent] | None:
    """The columns of the page before with these rows in them; None if they are not the same.

    Figures in a column that had none lie below its label.
    """
    boxes = [box for row in rows for box in row.boxes]
    old = [Box(left, 0, right, 0) for left, right in before.extents]
    size = max(row.size for row in rows)
    columns = extents_of([*boxes, *old], size)
    if len(columns) != len(old):
        columns = extents_of([*boxes, *old], size, NARROWEST)
    if len(columns) != len(old) or not cells_are_certain(rows, columns):
        return None
    for row in rows:
        for word, box in zip(row.words, row.boxes, strict=True):
            (column,) = reach(box, columns)
            left, right = before.extents[column]
            new = column not in before.settings and AMOUNT.fullmatch(line_text(word))
            if new and not (box.x0 < right and box.x1 > left):
                return None
    return columns


def _begin_alike(starts: frozenset[float] | None, before: frozenset[float] | None) -> bool:
    """Whether words begin where others did, and none left of all others."""
    if not starts or not before:
        return False
    return min(starts) >= min(before) - _SAME_EDGE and any(
        abs(start - other) <= _SAME_EDGE for start in starts for other in before
    )


def _settings(rows: Sequence[Row], body: Body, columns: Sequence[Extent]) -> dict[int, Setting]:
    found: dict[int, Setting] = {}
    amounts: set[int] = set()
    for row in rows[body.start : body.end]:
        for word, box in zip(row.words, row.boxes, strict=True):
            text = line_text(word)
            if not NUMBER.fullmatch(text):
                continue
            column = reach(box, columns)[0]
            middle = (box.x0 + box.x1) / 2
            own = Setting((box.x0, box.x0), (middle, middle), (box.x1, box.x1))
            found[column] = found[column].with_other(own) if column in found else own
            if AMOUNT.fullmatch(text):
                amounts.add(column)
    return {column: setting for column, setting in found.items() if column in amounts}


def _starts(
    rows: Sequence[Row], body: Body, columns: Sequence[Extent]
) -> dict[int, frozenset[float]]:
    """Where the words of each column begin, in whole and tenths of points."""
    found: dict[int, set[float]] = {}
    for row in rows[body.start : body.end]:
        for box in row.boxes:
            found.setdefault(reach(box, columns)[0], set()).add(round(box.x0, 1))
    return {column: frozenset(starts) for column, starts in found.items()}


def _both(one: _Range, other: _Range) -> _Range:
    return min(one[0], other[0]), max(one[1], other[1])


def _text(row: Row) -> str:
    return "".join(map(line_text, row.words))


def texts_of(lines: Sequence[VisualLine]) -> frozenset[str]:
    """The texts of lines, as lines at the same place of the next page are compared with."""
    return frozenset("".join(line_text(line).split()) for line in lines)
