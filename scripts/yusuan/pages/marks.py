"""Where the checks disagree: which figures and which places take part in a disagreement."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from yusuan.checks.model import STATUS_TITLES
from yusuan.checks.telling import NOT_MORE, WITHIN_TOLERANCE, said_of
from yusuan.evidence.places import (
    LinePlace,
    PagePlace,
    Place,
    covers,
    named,
    order,
    place_of,
    whole,
)
from yusuan.pages.model import Disclosure, Record, known, text
from yusuan.pages.told import Mark, findings

Marked = tuple[Mark, ...]


# A place that a finding names, and its mark; by the line, page, sheet … of it.
Named = Mapping[Place, tuple[tuple[Place, Mark], ...]]


@dataclass(frozen=True, slots=True)
class Marks:
    """The findings that name a figure, or a place.

    ``beside`` leaves out, for each place, those that name a figure there: they are marked at the
    figure.
    """

    figures: Mapping[str, Marked] = field(default_factory=dict)
    places: Named = field(default_factory=dict)
    beside: Named = field(default_factory=dict)
    order: Marked = ()  # the gravest first

    def within(self, start: object, end: object) -> Marked:
        """Those that name a place from ``start`` to ``end`` (as a row prints them)."""
        return _within(self.places, start, end)

    def before(self, start: object, stop: object) -> Marked:
        """Those that name a place from ``start`` on and before ``stop``."""
        return _within(self.places, start, stop, without_end=True)

    def beside_figures(self, start: object, end: object) -> Marked:
        """Those that name a place from ``start`` to ``end`` but no figure there."""
        return _within(self.beside, start, end)


NO_MARKS = Marks()


def _within(named: Named, start: object, end: object, *, without_end: bool = False) -> Marked:
    if not named or not isinstance(start, str):
        return ()
    first = place_of(start)
    last = place_of(end) if isinstance(end, str) else first
    found = (
        mark
        for unit in units_between(first, last)
        for place, mark in named.get(unit, ())
        if covers(first, last, place) and not (without_end and order(place) >= order(last))
    )
    return tuple(dict.fromkeys(found))


def units_between(first: Place, last: Place) -> Iterator[Place]:
    """The lines or pages between two places; else what holds each of them."""
    match first, last:
        case LinePlace(start), LinePlace(end):
            yield from map(LinePlace, range(start, end + 1))
        case PagePlace(start), PagePlace(end):
            yield from map(PagePlace, range(start, end + 1))
        case _:
            yield from dict.fromkeys((whole(first), whole(last)))


def places_of(result: Record) -> tuple[Place, ...]:
    """The places of the document that a result names."""
    return tuple(map(place_of, text(result, "places").split()))


def figure_ids(result: Record) -> list[str]:
    """The budget lines that a result names."""
    return text(result, "budget_line_ids").split()


@known
def marks_of(disclosure: Disclosure) -> Marks:
    """All marks of a disclosure."""
    figures: dict[str, Marked] = {}
    places: dict[Place, tuple[tuple[Place, Mark], ...]] = {}
    beside: dict[Place, tuple[tuple[Place, Mark], ...]] = {}
    told = findings(disclosure)
    for mark, result in ((each.mark, result) for each in told for result in each.results):
        at_figures = set()
        for id_ in figure_ids(result):
            if mark not in figures.get(id_, ()):
                figures[id_] = (*figures.get(id_, ()), mark)
            figure = disclosure.figures.get(id_)
            if figure is not None:
                at_figures.add(named(place_of(text(figure, "place"))))
        for place in places_of(result):
            unit, found = whole(place), (place, mark)
            places[unit] = (*places.get(unit, ()), found)
            if named(place) not in at_figures:
                beside[unit] = (*beside.get(unit, ()), found)
    return Marks(figures, places, beside, tuple(each.mark for each in told))


def in_table(disclosure: Disclosure, marks: Marks, resource: str) -> Marked:
    """The disagreements that a published table takes part in: its figures or its places."""
    printed = disclosure.published(resource)
    found: dict[Mark, None] = {}
    if printed is not None:
        found.update(dict.fromkeys(marks.within(printed["place"], printed["place_end"])))
    prefix = f"{disclosure.id}.{resource}."
    for id_, numbers in marks.figures.items():
        if id_.startswith(prefix):
            found.update(dict.fromkeys(numbers))
    return tuple(mark for mark in marks.order if mark in found)


@dataclass(frozen=True, slots=True)
class Counts:
    """Results by what came out: ``said`` are the words for it, each with its number, in order."""

    total: int
    disagrees: int
    said: tuple[tuple[str, int], ...]


_HOLDS, *_OTHERWISE = STATUS_TITLES.values()
_SAID = (_HOLDS, WITHIN_TOLERANCE, NOT_MORE, *_OTHERWISE)


def counts_of(results: tuple[Record, ...]) -> Counts:
    """Disagreements are counted even where there is none."""
    found = Counter(map(said_of, results))
    failed = STATUS_TITLES["fail"]
    said = [(word, found[word]) for word in _SAID if found[word] or word == failed]
    return Counts(len(results), found[failed], tuple(said))
