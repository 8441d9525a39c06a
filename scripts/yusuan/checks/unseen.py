"""Disagreements that something which nobody read may explain: they are not the document's.

A page may be a picture, or its text layer another text; a table may be pasted as a picture: what
a rule misses may be printed there (``Evidence.unseen``). A table may have columns that nobody
understands, or hidden rows and columns: what a rule compares may stand in them. A disagreement then becomes
``not_comparable``, its message says why, where

- it is a sum, or one side has no figures, and a table that takes part may go on in such a place;
- it is a ``Statement`` that something is ``absent``, from such a table or from the document.

Two figures that are both printed disagree all the same, unless another column of figures of
their table is not understood. A sum down one known column does, unless what names the rows is not,
or some are hidden.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import STATUS_TITLES, Comparison, Outcome, Result
from yusuan.checks.operands import Operand
from yusuan.checks.table_evidence import TableEvidence
from yusuan.evidence.places import BlockPlace, PagePlace, Place, named, order, say_all

_Key = tuple[float | str, ...]


class CutTable(NamedTuple):
    """A table that may go on at the ``unseen`` places, where nothing was read."""

    table: TableEvidence
    unseen: tuple[Place, ...]


class Unseen:
    """The places of one disclosure that nobody read, and the tables that may go on there."""

    def __init__(self, evidence: Evidence) -> None:
        begun = sorted(map(order, _printed(evidence)))
        # Before all that is printed stands the cover.
        first = begun[0] if begun else ()
        self.places = tuple(it for it in evidence.unseen if first and not _precedes(it, first))
        self._all = tuple(evidence.tables.values())
        self._unknown = [it for it in self._all if _lacks_figures(it) or it.table.unknown_names]
        self._cut = tuple(_cut_tables(self._all, self.places, begun))
        self._continued = evidence.continued

    def judged(self, outcome: Outcome, result: Result) -> Result:
        """``result``, or that nobody can tell."""
        if result.status != "fail":
            return result
        if places := self._missed_at(outcome, result):
            why = f"{_said(places)}没有读出文字，要找的可能在那里"
        elif tables := self._half_known(outcome, result):
            hidden = all(table.table.hidden_figures for table in tables)
            what = "隐藏的行或列" if hidden else "没有认出的栏目"
            why = f"{'、'.join(table.title for table in tables)}有{what}，要找的可能在其中"
        elif pieces := self._in_pieces(outcome, result):
            why = f"{_said(pieces)}的表可能是同一张表的另一部分，要找的可能在其中"
        else:
            return result
        head = STATUS_TITLES["not_comparable"]
        if isinstance(outcome, Comparison):
            said = f"{head}：{outcome.where}：{why}。"
            result = result._replace(difference=None, tolerance=None, ratio=None)
        else:
            said = f"{head}：{result.message.removesuffix('。')}；{why}。"
        return result._replace(status="not_comparable", message=said)

    def _half_known(self, outcome: Outcome, result: Result) -> list[TableEvidence]:
        """The tables whose unknown columns, or hidden rows and columns, may hold what disagrees."""
        tables = [table for table in self._unknown if _holds(table, result.places)]
        if isinstance(outcome, Comparison):
            one_column = _are_of_one_column((*outcome.left, *outcome.right))
            if not outcome.left or not outcome.right:
                tables = self._unknown
            elif one_column:
                tables = [it for it in tables if it.table.unknown_names or it.table.hidden_figures]
            elif not _adds_up(outcome):
                tables = [it for it in tables if _lacks_figures(it)]
        elif outcome.absent != "table":
            return []
        elif not any(_holds(table, result.places) for table in self._all):
            tables = self._unknown
        return tables

    def _in_pieces(self, outcome: Outcome, result: Result) -> tuple[Place, ...]:
        """Grids that may go on with a table whose rows a rule misses, or misses a part of."""
        tables = [
            it for it in self._all if it.name in self._continued and _holds(it, result.places)
        ]
        if isinstance(outcome, Comparison):
            if not outcome.left or not outcome.right:
                tables = [it for it in self._all if it.name in self._continued]
            elif outcome.times or not _adds_up(outcome):
                return ()
        elif outcome.cause or outcome.absent != "table":
            return ()
        return tuple(dict.fromkeys(it for each in tables for it in self._continued[each.name]))

    def _missed_at(self, outcome: Outcome, result: Result) -> tuple[Place, ...]:
        if not self.places:
            return ()
        cut = [each for each in self._cut if _holds(each.table, result.places)]
        places = tuple(dict.fromkeys(place for each in cut for place in each.unseen))
        if isinstance(outcome, Comparison):
            if not outcome.left or not outcome.right:
                return self.places
            return places if not outcome.times and _adds_up(outcome) else ()
        if not outcome.absent:
            return ()
        within = any(_holds(table, result.places) for table in self._all)
        return places if outcome.absent == "table" and within else self.places


def _lacks_figures(table: TableEvidence) -> bool:
    """Whether figures stand in columns that nobody understands or sees."""
    return table.table.unknown_parts or table.table.hidden_figures


def _holds(table: TableEvidence, places: Iterable[Place]) -> bool:
    return any(map(table.holds, places))


def _adds_up(comparison: Comparison) -> bool:
    """Whether a whole is compared with its parts, and not one thing printed twice."""
    operands = (*comparison.left, *comparison.right)
    return len(operands) > 2 or _are_of_one_column(operands)


def _are_of_one_column(operands: Iterable[Operand]) -> bool:
    columns = {it.ref and (it.ref.resource, it.ref.side, it.ref.field) for it in operands}
    return len(columns) == 1 and None not in columns


def _precedes(place: Place, first: _Key) -> bool:
    """Whether a place is before the ``first`` one of those of its kind: paragraphs and tables of
    Word are numbered apart."""
    own = order(place)
    return own[0] == first[0] and own <= first


def _said(places: Iterable[Place]) -> str:
    """The pages, those that follow one another as from the first to the last."""
    whole = sorted(dict.fromkeys(map(named, places)), key=order)
    pages = [it.page for it in whole if isinstance(it, PagePlace)]
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    said = "、".join(str(it[0]) if len(it) == 1 else f"{it[0]}–{it[-1]}" for it in runs)
    others = say_all(it for it in whole if not isinstance(it, PagePlace))
    return "、".join(filter(None, (f"第 {said} 页" if said else "", others)))


def _printed(evidence: Evidence) -> Iterator[Place]:
    yield from (entry.place for entry in evidence.contents)
    yield from (table.table.place for table in evidence.tables.values())
    yield from evidence.unbound_places
    yield from (part.paragraph.place for part in evidence.prose)


def _cut_tables(
    tables: Iterable[TableEvidence], unseen: tuple[Place, ...], begun: list[_Key]
) -> Iterator[CutTable]:
    """Tables with a page that nobody read among theirs, or with nothing between them and one.

    A title above tells nothing: some print it on every page of a table. In Word and HTML a table
    stands at the paragraph that is its title; a picture has the place of the last one before it.
    """
    for table in tables:
        start, end = order(table.table.place), order(table.table.place_end)
        if isinstance(table.table.place, BlockPlace):
            end = start
        found = [
            place
            for place in unseen
            if isinstance(place, PagePlace | BlockPlace)
            and order(place)[0] == start[0]
            and not _any_between(begun, *sorted((max(start, min(end, order(place))), order(place))))
        ]
        if found:
            yield CutTable(table, tuple(found))


def _any_between(begun: list[_Key], low: _Key, high: _Key) -> bool:
    after = bisect_right(begun, low)
    return after < len(begun) and begun[after] < high
