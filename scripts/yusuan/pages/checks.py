"""What the checks found: every disagreement in words, then every rule with its results."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from yusuan.checks.model import FAMILY_TITLES
from yusuan.pages.declaration import Context, DisclosurePage
from yusuan.pages.figures import plain
from yusuan.pages.marks import Counts, Numbers, counts_of, failures, figure_ids, source_lines
from yusuan.pages.model import Disclosure, Record, Site, integer, text
from yusuan.pages.places import Place, figure_place

# The site does not judge: a disagreement may be the template's or the department's own wording.
SEVERITY_NAMES = {"error": "较重", "warning": "一般", "notice": "提示"}
_SEVERITIES = tuple(SEVERITY_NAMES)
_STATUS_NAMES = {"pass": "相符", "fail": "不一致", "not_applicable": "不适用"}
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
    lines: Numbers
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class RuleFindings:
    """What disagrees under one rule; of its results some may be graver than others."""

    rule: Record
    severity: str
    severity_name: str
    findings: tuple[Finding, ...]


class Outcome(NamedTuple):
    """A result in the table of its rule; ``lines`` is one link, to the first of its lines."""

    number: int
    where: str | Links
    left: str
    right: str
    difference: str
    tolerance: str
    status: str
    lines: Links


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
        source_lines(result),
        tuple(dict.fromkeys(place for place in places if place is not None)),
    )


def _outcome(result: Record) -> Outcome:
    status = text(result, "status")
    lines = text(result, "source_lines")
    number = integer(result, "check_no")
    return Outcome(
        number,
        _where(number, status, text(result, "message")),
        text(result, "left_expression"),
        text(result, "right_expression"),
        _figure(result["difference"]),
        _figure(result["tolerance"]),
        _STATUS_NAMES[status],
        _lines_link(lines),
    )


@lru_cache(maxsize=1 << 12)
def _lines_link(lines: str) -> Links:
    first = lines.partition(",")[0]
    return (("source.html", f"line-{first}", ranges(lines)),) if lines else ()


def ranges(lines: str) -> str:
    """Numbers of lines, those in a row as a range: ``41,42,43,50`` is 41–43、50."""
    spans: list[tuple[int, int]] = []
    for line in map(int, lines.split(",")):
        if spans and line == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], line)
        else:
            spans.append((line, line))
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
