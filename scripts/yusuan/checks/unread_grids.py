"""Grids of figures that are no table for us, and what is amiss with their titles and heads."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from yusuan.binding.labels import compared
from yusuan.evidence.places import Place
from yusuan.printed.column_numbers import is_column_numbers
from yusuan.printed.numbers import has_decimals
from yusuan.printed.slips import one_off
from yusuan.printed.text import key
from yusuan.tables import TABLE_BY_NAME

if TYPE_CHECKING:
    from yusuan.binding.statements import ReadGrid
    from yusuan.layouts.loading import Layout

# One statement has many of these: a form for each project, event or goal.
FORMS = ("project_goals", "events", "project_evaluations")

_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")


class UnreadGrid(NamedTuple):
    """A grid with the title of a table whose head is not that table's, or a page of the one before.

    ``continues`` is then the title of that one, ``units`` the units of both, ``head`` the first
    labels in which their heads differ. ``slip`` is a label that nobody knows, and the one that is
    printed elsewhere and one character off. ``meant`` is the title of a known table that this
    one's, which is none's, is one character off. ``twice`` is a label that its head prints twice.
    """

    title: str
    place: Place
    continues: str = ""
    units: tuple[str, str] = ("", "")
    head: tuple[str, str] | None = None
    slip: tuple[str, str] | None = None
    meant: str = ""
    twice: str = ""


def has_amounts(read: "ReadGrid") -> bool:
    grid = read.captioned.grid
    return any(
        has_decimals(cell.text) or _GROUPED.fullmatch(cell.text.strip())
        for row in range(grid.row_count)
        for cell in grid.row(row)
    )


def unread_grids(grids: "Sequence[ReadGrid]", layout: "Layout") -> Iterator[UnreadGrid]:
    """Those whose title is a known table's, and those that repeat the head of the one before."""
    known = {
        label.rpartition(" → ")[2]
        for read in grids
        if read.table is not None
        for label in read.table.labels.values()
    }
    before: ReadGrid | None = None
    for read in grids:
        if read.table is not None:
            before = read
        if read.unbound != "no_role" or not has_amounts(read):
            continue
        titles = read.captioned.caption.titles
        if titles and any(found.why.startswith("missing") for found in read.candidates):
            slip = _slip(read, known, layout)
            twice = "" if slip else _twice(read, layout)
            yield UnreadGrid(titles[-1].text.strip(), titles[-1].place, slip=slip, twice=twice)
        elif titles and (meant := _meant(titles[-1].text)):
            yield UnreadGrid(titles[-1].text.strip(), titles[-1].place, meant=meant)
        elif before is not None and before.table is not None and not titles:
            unit = read.captioned.caption.unit
            said = before.captioned.caption.unit
            if unit is not None and said is not None and _head(read) == _head(before):
                units = (unit.text.strip(), said.text.strip())
                other = _other_label(read, before)
                yield UnreadGrid("", unit.place, before.table.title, units, other)


def continued(grids: "Sequence[ReadGrid]") -> dict[str, tuple[Place, ...]]:
    """By the name of a table the grids right behind or before it that may be a part of it.

    One of figures without a title of its own, or of the same role under the same title: whoever
    prints another head on the next page parts what is one table.
    """
    found: dict[str, tuple[Place, ...]] = {}
    before: ReadGrid | None = None
    for read in grids:
        after = before is not None and before.document_id == read.document_id
        if before is not None and before.table is not None and after and _may_go_on(before, read):
            one, other = before.table, read.table
            found[one.name] = (*found.get(one.name, ()), read.captioned.grid.place)
            if other is not None:
                found[other.name] = (*found.get(other.name, ()), before.captioned.grid.place)
        elif read.table is None:
            before = None
        if read.table is not None:
            before = read
    return found


def _may_go_on(before: "ReadGrid", read: "ReadGrid") -> bool:
    titles = read.captioned.caption.titles
    if read.table is None or before.table is None:
        return not titles and has_amounts(read)
    if read.table.role != before.table.role or read.table.role in FORMS:
        return False
    return not titles or key(titles[-1].text) == key(before.table.title)


_DEEPEST = 6  # rows of a head


def _other_label(read: "ReadGrid", before: "ReadGrid") -> tuple[str, str] | None:
    """The first labels of two heads that differ, above the numbers of the columns; None: alike."""
    rows = [
        [[cell.text.strip() for cell in grid.row(row)] for row in range(first, last)]
        for each in (read, before)
        for grid, first in [(each.captioned.grid, each.captioned.caption.first_row)]
        for last in [min(first + _DEEPEST, grid.row_count)]
    ]
    for one, other in zip(*rows, strict=False):
        if is_column_numbers(one) or is_column_numbers(other):
            return None
        for mine, his in zip(one, other, strict=False):
            if mine and his and key(mine) != key(his):
                return mine, his
    return None


def _meant(title: str) -> str:
    """The title of a known table that ``title`` is one character off; nothing for any other."""
    bare = _bare(title)
    near = (known for known, own in _known_titles() if one_off(bare, own, _SHORTEST_TITLE))
    return next(near, "")


@cache
def _known_titles() -> tuple[tuple[str, str], ...]:
    """The titles of all tables, each with what tells it from the others."""
    titles = [table.resource.title for table in TABLE_BY_NAME.values()]
    return tuple((title, _bare(title)) for title in titles)


def _bare(title: str) -> str:
    return _COMMON.sub("", key(title))


_SHORTEST_TITLE = 4
_COMMON = re.compile(
    "20[0-9]{2}年度?|部门|单位|预算|决算|财政拨款|^[一二三四五六七八九十0-9]{1,3}[、.．]"
)


def _slip(read: "ReadGrid", known: set[str], layout: "Layout") -> tuple[str, str] | None:
    """A label of the head that nobody knows, and the one that it is one character off."""
    labels = [label for row in _head_rows(read) for label in row if 0 < len(label) <= _LONGEST]
    unknown = [each for each in labels if layout.term(compared(each, None).text) is None]
    others = sorted({key(each) for each in {*known, *labels}.difference(unknown)})
    for label in unknown:
        near = (other for other in others if one_off(key(label), other, _SHORTEST))
        if (other := next(near, None)) is not None:
            return label, other
    return None


def _head_rows(read: "ReadGrid") -> Iterator[list[str]]:
    """The texts of the rows of a head, above the numbers of its columns."""
    grid, first = read.captioned.grid, read.captioned.caption.first_row
    for row in range(first, min(first + _DEEPEST, grid.row_count)):
        printed = [cell.text.strip() for cell in grid.row(row)]
        if is_column_numbers(printed):
            break
        yield printed


def _twice(read: "ReadGrid", layout: "Layout") -> str:
    """A known label that stands over two columns below the very same groups.

    No column of its own, as 金额 is of a side; 财政拨款 of this year and of what was carried over
    are two.
    """
    from yusuan.binding.heads import read_head  # what reads a package need not load it

    seen: set[tuple[str, ...]] = set()
    for path in read_head(read.captioned, layout, None).paths:
        label = path.labels[-1] if path.labels else ""
        known = len(key(label)) > _SHORTEST and path.terms[-1]
        if known and path.texts in seen:
            return label
        seen.add(path.texts)
    return ""


_SHORTEST, _LONGEST = 3, 30


def _head(read: "ReadGrid") -> tuple[str, ...]:
    grid, first = read.captioned.grid, read.captioned.caption.first_row
    return tuple(key(cell.text) for cell in grid.row(min(first, grid.row_count - 1)))
