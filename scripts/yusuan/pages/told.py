"""The disagreements of a disclosure as they are told: each once, by name, the gravest first.

Results that say the same of several rows, and those that one and the same figure is off by, are
one finding. The order is declared once, in ``checks.telling``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from yusuan.checks.model import CONSEQUENCE_TITLES
from yusuan.checks.telling import order_key
from yusuan.evidence.places import Place as SourcePlace
from yusuan.evidence.places import named, place_of, say_briefly
from yusuan.pages.figures import plain
from yusuan.pages.model import Disclosure, Record, decimal, integer, known, text
from yusuan.pages.origins import Origin, anchor_of

_TITLES: dict[str, str] = {name: title for name, title, _ in CONSEQUENCE_TITLES}
# What an entry of acknowledged.toml says that has nothing to add: it tells readers nothing.
AS_PRINTED = "原文如此。"
_MOST_PLACES = 8
_SLIGHTLY = Decimal("1.1")


class Mark(NamedTuple):
    """What stands beside a figure or a line that takes part in a finding."""

    number: int
    name: str


class Side(NamedTuple):
    """What one of the two sides prints, and where; ``more`` counts the places left out."""

    printed: str
    origins: tuple[Origin, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One contradiction: ``results`` are all that say so, the one that is told first.

    ``number`` is the ``check_no`` of that one; ``apart`` says how far the sides are apart.
    """

    number: int
    name: str
    consequence: str
    result: Record
    results: tuple[Record, ...]
    sides: tuple[Side, ...]
    apart: str
    reason: str

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(integer(result, "check_no") for result in self.results)

    @property
    def others(self) -> tuple[Record, ...]:
        return self.results[1:]

    @property
    def mark(self) -> Mark:
        return Mark(self.number, self.name)


def failures(disclosure: Disclosure) -> list[Record]:
    """The results of the checks that disagree, in order."""
    return [row for row in disclosure.of("checks") if row["status"] == "fail"]


@known
def findings(disclosure: Disclosure) -> tuple[Finding, ...]:
    """Every disagreement of a disclosure, what contradicts most first."""
    groups = list(_groups(sorted(failures(disclosure), key=order_key)))
    names = _unique([group[0] for group in groups])
    return tuple(_finding(name, group) for name, group in zip(names, groups, strict=True))


def _unique(results: list[Record]) -> Iterator[str]:
    """The name of each, with its place where others have the same, and numbered if need be."""
    names = Counter(map(_name, results))
    seen: Counter[str] = Counter()
    for result in results:
        name = _name(result)
        if names[name] > 1:
            places = text(result, "places").split()
            name = _name(result, f"（{say_briefly(place_of(places[0]))}）" if places else "")
            seen[name] += 1
            name += f"（之 {seen[name]}）" if seen[name] > 1 else ""
        yield name


def _groups(results: list[Record]) -> Iterator[tuple[Record, ...]]:
    """Results that tell one thing, in their order; groups in the order of their first."""
    heads: dict[object, int] = {}
    groups: list[list[Record]] = []
    for result in results:
        keys = list(_keys(result))
        at = next((heads[key] for key in keys if key in heads), None)
        if at is None:
            at = len(groups)
            groups.append([])
        groups[at].append(result)
        for key in keys:
            heads.setdefault(key, at)
    return iter([tuple(group) for group in groups])


def _keys(result: Record) -> Iterator[object]:
    """What results have in common that are one finding."""
    shared = ("check_id", "subject", "left_expression", "right_expression")
    yield tuple(result[name] for name in shared)
    difference = decimal(result, "difference")
    if difference:
        for id_ in text(result, "budget_line_ids").split():
            yield id_, abs(difference)


def _name(result: Record, where: str = "") -> str:
    return f"{result['subject']}{where}：{_TITLES[text(result, 'consequence')]}"


def _finding(name: str, results: tuple[Record, ...]) -> Finding:
    first = results[0]
    reason = text(first, "reason")
    return Finding(
        integer(first, "check_no"),
        name,
        text(first, "consequence"),
        first,
        results,
        tuple(_sides(first)),
        _apart(first),
        "" if reason == AS_PRINTED else reason,
    )


def _sides(result: Record) -> Iterator[Side]:
    for name in ("left", "right"):
        printed = text(result, f"{name}_expression")
        places = [place_of(each) for each in text(result, f"{name}_places").split()]
        if printed or places:
            shown = origins(places)
            yield Side(printed, shown[:_MOST_PLACES], max(0, len(shown) - _MOST_PLACES))


def origins(places: Iterable[SourcePlace]) -> tuple[Origin, ...]:
    """One for each line, page or cell."""
    each = dict.fromkeys(named(place) for place in places)
    return tuple(Origin(anchor_of(place), say_briefly(place)) for place in each)


def _apart(result: Record) -> str:
    ratio = decimal(result, "ratio")
    if ratio is not None and ratio < _SLIGHTLY:
        return "相差不到一成"
    if ratio is not None:
        return f"大的一边是小的 {plain(ratio)} 倍"
    return "一边有数，另一边是 0 或没有印数" if result["left_value"] is not None else ""
