"""What the checks found: every disagreement in words, then every rule with its results."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from yusuan.checks.model import FAMILY_TITLES
from yusuan.evidence.places import LinePlace, PagePlace, named, place_of, say
from yusuan.evidence.places import Place as SourcePlace
from yusuan.pages.declaration import Context, DisclosurePage
from yusuan.pages.figures import plain
from yusuan.pages.marks import Counts, counts_of, failures, figure_ids, places_of
from yusuan.pages.model import Disclosure, Record, Site, integer, text
from yusuan.pages.origins import Origin, anchor_of
from yusuan.pages.places import Place, figure_place

# The site does not judge: a disagreement may be the template's or the department's own wording.
SEVERITY_NAMES = {"error": "较重", "warning": "一般", "notice": "提示"}
_SEVERITIES = tuple(SEVERITY_NAMES)
STATUS_NAMES = {"pass": "相符", "fail": "不一致", "not_applicable": "不适用"}
# Page, anchor, and what the link says.
Links = tuple[tuple[str, str, str], ...]
# What a message says besides where it is; the column of the result says it too.
_HOLDS, _NOT_DUE = "：相符。", "不适用："


@dataclass(frozen=True, slots=True)
class Finding:
    """A disagreement, with the rows that show its figures."""

    number: int
    result: Record
    difference: str
    tolerance: str
    origins: tuple[Origin, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class RuleFindings:
    """What disagrees under one rule; of its results some may be graver than others."""

    rule: Record
    severity: str
    severity_name: str
    findings: tuple[Finding, ...]


class Outcome(NamedTuple):
    """A result in the table of its rule; ``origin`` is one link, to the first of its places."""

    number: int
    where: str | Links
    left: str
    right: str
    difference: str
    tolerance: str
    status: str
    origin: Links


@dataclass(frozen=True, slots=True)
class RuleResults:
    """A rule that was evaluated; ``compares`` where it has two sides, ``sums`` where sums."""

    rule: Record
    severity: str
    counts: Counts
    outcomes: tuple[Outcome, ...]
    compares: bool
    sums: bool


@dataclass(frozen=True, slots=True)
class FamilyResults:
    name: str
    title: str
    counts: Counts
    rules: tuple[RuleResults, ...]


def _figure(value: object) -> str:
    return plain(value) if isinstance(value, Decimal) else ""


def findings(site: Site, disclosure: Disclosure) -> list[RuleFindings]:
    """Every disagreement, by rule, the graver rules first."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for row in sorted(failures(disclosure), key=_graveness):
        at = (text(row, "severity"), text(row, "check_id"))
        found.setdefault(at, []).append(_finding(disclosure, row))
    return [
        RuleFindings(site.check_rules[id_], severity, SEVERITY_NAMES[severity], tuple(of_rule))
        for (severity, id_), of_rule in found.items()
    ]


def _graveness(result: Record) -> int:
    return _SEVERITIES.index(text(result, "severity"))


def _finding(disclosure: Disclosure, result: Record) -> Finding:
    places = (figure_place(disclosure, id_) for id_ in figure_ids(result))
    return Finding(
        integer(result, "check_no"),
        result,
        _figure(result["difference"]),
        _figure(result["tolerance"]),
        _origins(result),
        tuple(dict.fromkeys(place for place in places if place is not None)),
    )


def _outcome(result: Record) -> Outcome:
    status = text(result, "status")
    number = integer(result, "check_no")
    return Outcome(
        number,
        _where(number, status, text(result, "message")),
        text(result, "left_expression"),
        text(result, "right_expression"),
        _figure(result["difference"]),
        _figure(result["tolerance"]),
        STATUS_NAMES[status],
        _origin(text(result, "places")),
    )


def _origins(result: Record) -> tuple[Origin, ...]:
    """One for each line, page or cell that a result names."""
    each = dict.fromkeys(named(place) for place in places_of(result))
    return tuple(Origin(anchor_of(place), say(place)) for place in each)


@lru_cache(maxsize=1 << 12)
def _origin(places: str) -> Links:
    found = tuple(map(place_of, places.split()))
    return (("source.html", anchor_of(found[0]), ranges(found)),) if found else ()


def ranges(places: Iterable[SourcePlace]) -> str:
    """Numbers of lines or pages, those in a row as a range: 第 41–43、50 行; others as said."""
    units = tuple(dict.fromkeys(named(place) for place in places))
    lines = [unit.line for unit in units if isinstance(unit, LinePlace)]
    pages = [unit.page for unit in units if isinstance(unit, PagePlace)]
    others = [say(unit) for unit in units if not isinstance(unit, LinePlace | PagePlace)]
    said = [f"第 {_ranges(lines)} 行"] if lines else []
    said += [f"第 {_ranges(pages)} 页"] if pages else []
    return "、".join([*said, *others])


def _ranges(numbers: Iterable[int]) -> str:
    spans: list[tuple[int, int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], number)
        else:
            spans.append((number, number))
    return "、".join(str(a) if a == b else f"{a}–{b}" for a, b in spans)


def _where(number: int, status: str, message: str) -> str | Links:
    """What the result is about; a disagreement is explained in the list above."""
    if status == "pass":
        return message.removesuffix(_HOLDS)
    if status == "not_applicable":
        return message.removeprefix(_NOT_DUE)
    return (("", f"check-{number}", f"不一致 {number}"),)


def _families(site: Site, disclosure: Disclosure) -> Iterator[FamilyResults]:
    by_rule: dict[str, list[Record]] = {}
    for row in disclosure.of("checks"):
        by_rule.setdefault(text(row, "check_id"), []).append(row)
    for name, title in FAMILY_TITLES:
        of_family = [
            (rule, tuple(by_rule[id_]))
            for id_, rule in site.check_rules.items()
            if rule["family"] == name and id_ in by_rule
        ]
        if of_family:
            rules = tuple(_rule(rule, results) for rule, results in of_family)
            counts = counts_of(tuple(row for _, results in of_family for row in results))
            yield FamilyResults(name, title, counts, rules)


def _rule(rule: Record, results: tuple[Record, ...]) -> RuleResults:
    outcomes = tuple(map(_outcome, results))
    return RuleResults(
        rule,
        SEVERITY_NAMES[text(rule, "severity")],
        counts_of(results),
        outcomes,
        any(each.left or each.right for each in outcomes),
        any(each.difference for each in outcomes),
    )


def _context(site: Site, disclosure: Disclosure) -> Context:
    return {
        "counts": counts_of(disclosure.of("checks")),
        "findings": findings(site, disclosure),
        "families": tuple(_families(site, disclosure)),
    }


def _applies(disclosure: Disclosure) -> bool:
    return bool(disclosure.of("checks"))


CHECKS_PAGE = DisclosurePage(
    name="checks",
    title="数据核对",
    template="checks.md.j2",
    context=_context,
    applies=_applies,
)
