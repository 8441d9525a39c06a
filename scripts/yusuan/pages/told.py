"""The disagreements of a disclosure as they are told: each once, by name, the gravest first.

Results that say the same of several rows, and those that one and the same figure is off by, are
one finding. The order is declared once, in ``checks.telling``.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, cast

from yusuan.checks.model import CONSEQUENCE_TITLES, STATUS_TITLES, Status
from yusuan.checks.telling import order_key
from yusuan.evidence.places import Place as SourcePlace
from yusuan.evidence.places import named, place_of, say_briefly, say_several
from yusuan.pages.figures import plain
from yusuan.pages.model import Disclosure, Record, decimal, integer, known, text
from yusuan.pages.origins import Origin, anchor_of
from yusuan.printed.quoting import nested

_TITLES: dict[str, str] = {name: title for name, title, _ in CONSEQUENCE_TITLES}
# What an entry of acknowledged.toml says that has nothing to add: it tells readers nothing.
AS_PRINTED = "原文如此。"
_MOST_PLACES = 8
_HOLDS = f"：{STATUS_TITLES['pass']}。"
# What is left of a clause, with the commas of what it quotes.
_CLAUSE = re.compile(r"(?:[^，；。“]|“[^”]*”)*")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
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


class Linked(NamedTuple):
    """A sentence in parts, each with the anchor that it leads to or none; ``unnamed``: its places
    that it does not name one by one.
    """

    parts: tuple[Origin, ...]
    unnamed: tuple[Origin, ...]


class Sentence(NamedTuple):
    """A message as it is laid out: its two halves beside each other, each with its places, and
    what comes after them; one that does not name both places in turn is left whole, in ``rest``.
    """

    sides: tuple[Side, ...]
    rest: Linked


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
    return f"{nested(text(result, 'subject'))}{where}：{_TITLES[text(result, 'consequence')]}"


def _finding(name: str, results: tuple[Record, ...]) -> Finding:
    first = results[0]
    return Finding(
        integer(first, "check_no"),
        name,
        text(first, "consequence"),
        first,
        results,
        tuple(_sides(first)),
        apart_of(first),
        _reason(text(first, "reason"), text(first, "message")),
    )


def about(status: str, message: str) -> str:
    """What a result is about: its message without what its status says beside it."""
    message = nested(message)
    if status == "pass":
        return message.removesuffix(_HOLDS)
    return message.removeprefix(f"{STATUS_TITLES[cast('Status', status)]}：")


def _reason(reason: str, message: str) -> str:
    """``reason``, unless it has nothing to add: all its figures and places are in ``message``."""
    numbers, known_already = (
        set(_NUMBER.findall(said.replace(",", ""))) for said in (reason, message)
    )
    said_before = bool(numbers) and numbers <= known_already
    return "" if reason == AS_PRINTED or said_before else reason


def _sides(result: Record) -> Iterator[Side]:
    for name in ("left", "right"):
        printed = text(result, f"{name}_expression")
        places = _places(result, name)
        if printed or places:
            yield _side(printed, places)


def _side(printed: str, places: list[SourcePlace]) -> Side:
    shown = origins(places)
    return Side(nested(printed), shown[:_MOST_PLACES], max(0, len(shown) - _MOST_PLACES))


def _places(result: Record, name: str) -> list[SourcePlace]:
    return [place_of(each) for each in text(result, f"{name}_places").split()]


def sentence(result: Record) -> Sentence:
    """The message of a disagreement, as it is laid out."""
    message = nested(text(result, "message"))
    left, right = _places(result, "left"), _places(result, "right")
    first, found, after = message.partition(say_several(left) or "\n")
    second, also_found, after = after.partition(say_several(right) or "\n")
    if not (found and also_found and first and second.strip("，；")):
        return Sentence((), linked(message, origins((*left, *right))))
    clause = _CLAUSE.match(after)
    ending = clause[0] if clause else ""
    second = second.lstrip("，；").removeprefix("而") + ending
    rest = after.removeprefix(ending).lstrip("，；。")
    return Sentence((_side(first, left), _side(second, right)), linked(rest, ()))


def linked(message: str, places: tuple[Origin, ...]) -> Linked:
    """``message`` with each of ``places`` as a link where it is named first."""
    message = nested(message)
    named_at = sorted((message.find(each.label), each) for each in dict.fromkeys(places))
    parts: list[Origin] = []
    end = 0
    for at, each in named_at:
        if at >= end:
            parts += Origin("", message[end:at]), each
            end = at + len(each.label)
    parts.append(Origin("", message[end:]))
    found = {each for each in parts if each.anchor}
    return Linked(
        tuple(each for each in parts if each.label),
        tuple(each for each in places if each not in found),
    )


def origins(places: Iterable[SourcePlace]) -> tuple[Origin, ...]:
    """One for each line, page or cell."""
    each = dict.fromkeys(named(place) for place in places)
    return tuple(Origin(anchor_of(place), say_briefly(place)) for place in each)


def apart_of(result: Record) -> str:
    """How far the two sides of a disagreement are apart, in words; blank where they are no figures."""
    ratio, difference = decimal(result, "ratio"), decimal(result, "difference")
    if ratio is not None and ratio < _SLIGHTLY and difference is not None:
        return f"相差 {_said(abs(difference), text(result, 'value_unit'))}"
    if ratio is not None:
        return f"大的一边是小的 {plain(ratio)} 倍"
    return "一边有数，另一边是 0 或没有印数" if result["left_value"] is not None else ""


_HUNDRED_YUAN = Decimal("0.01")  # as 万元


def _said(difference: Decimal, unit: str) -> str:
    """One that tables in 万元 do not print is one of 元."""
    if unit == "万元" and difference < _HUNDRED_YUAN:
        difference, unit = difference * 10_000, "元"
    return f"{plain(difference)} {unit}".rstrip()
