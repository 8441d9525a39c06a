"""Disagreements that pages nobody could read may explain: these are not told as the document's.

A page may be a picture, or its text layer another text; a table may be pasted as a picture. What a
rule misses may be printed there. So, in a document with such places (``Evidence.unseen``), a
disagreement becomes ``not_applicable``, with the places named, where

- it is a sum, or one side has no figures, and a table that takes part may go on there;
- it is a ``Statement`` that something is ``absent``: from a table that may go on there, or from
  the document.

Two figures that are both printed disagree all the same.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from yusuan.checks.evidence import Evidence
from yusuan.checks.model import Comparison, Outcome, Result
from yusuan.checks.table_evidence import TableEvidence
from yusuan.evidence.places import PagePlace, Place, covers, named, order, say_all

_Key = tuple[float | str, ...]


class CutTable(NamedTuple):
    """A table from ``start`` to ``end`` that may go on where nothing was read."""

    start: Place
    end: Place
    unseen: tuple[Place, ...]

    def holds(self, places: Iterable[Place]) -> bool:
        return any(covers(self.start, self.end, place) for place in places)


class Unseen:
    """The places of one disclosure that nobody read, and the tables that may go on there."""

    def __init__(self, evidence: Evidence) -> None:
        begun = sorted(map(order, _printed(evidence)))
        # Before all that is printed stands the cover.
        self.places = tuple(it for it in evidence.unseen if begun and order(it) > begun[0])
        self._tables = tuple(_cut_tables(evidence.tables.values(), self.places, begun))

    def judged(self, outcome: Outcome, result: Result) -> Result:
        """``result``, or that nobody can tell."""
        if result.status != "fail" or not self.places:
            return result
        places = self._missed_at(outcome, result)
        if not places:
            return result
        said = say_all(dict.fromkeys(map(named, places)))
        message = f"不能判断：{said}没有读出文字，缺的可能在那里。{result.message}"
        return result._replace(status="not_applicable", message=message)

    def _missed_at(self, outcome: Outcome, result: Result) -> tuple[Place, ...]:
        cut = [table for table in self._tables if table.holds(result.places)]
        places = tuple(dict.fromkeys(place for table in cut for place in table.unseen))
        if isinstance(outcome, Comparison):
            if not outcome.left or not outcome.right:
                return self.places
            several = not outcome.times and len(outcome.left) + len(outcome.right) > 2
            return places if several else ()
        if not outcome.absent:
            return ()
        return places if outcome.absent == "table" else self.places


def _printed(evidence: Evidence) -> Iterator[Place]:
    yield from (entry.place for entry in evidence.contents)
    yield from (table.table.place for table in evidence.tables.values())
    yield from evidence.unbound_places
    yield from (part.paragraph.place for part in evidence.prose)


def _cut_tables(
    tables: Iterable[TableEvidence], unseen: tuple[Place, ...], begun: list[_Key]
) -> Iterator[CutTable]:
    """Tables with a page that nobody read among theirs, or with nothing between them and one.

    A title above tells nothing: some print it on every page of a table.
    """
    for each in tables:
        table = each.table
        start, end = order(table.place), order(table.place_end)
        found = [
            place
            for place in unseen
            if isinstance(place, PagePlace)
            and not _any_between(begun, *sorted((max(start, min(end, order(place))), order(place))))
        ]
        if found:
            yield CutTable(table.place, table.place_end, tuple(found))


def _any_between(begun: list[_Key], low: _Key, high: _Key) -> bool:
    return any(low < other < high for other in begun)
