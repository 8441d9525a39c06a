"""What the checks found: every disagreement, the gravest first, then every rule with its results."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from yusuan.checks.model import CONSEQUENCE_TITLES, FAMILY_TITLES
from yusuan.checks.telling import ORDER_IN_WORDS, said_of
from yusuan.evidence.places import LinePlace, PagePlace, named, place_of, say
from yusuan.evidence.places import Place as SourcePlace
from yusuan.pages.declaration import Context, DisclosurePage
from yusuan.pages.figures import plain
from yusuan.pages.marks import Counts, counts_of, figure_ids, places_of
from yusuan.pages.model import Disclosure, Record, Site, integer, text
from yusuan.pages.origins import anchor_of
from yusuan.pages.places import Place, figure_place
from yusuan.pages.told import (
    Finding,
    Linked,
    Mark,
    Sentence,
    about,
    findings,
    linked,
    origins,
    sentence,
)
from yusuan.printed.quoting import nested
from yusuan.printed.text import key

# The site does not judge: a disagreement may be the template's or the department's own wording.
SEVERITY_NAMES = {"error": "较重", "warning": "一般", "notice": "提示"}
# Page, anchor, and what the link says.
Links = tuple[tuple[str, str, str], ...]


class Also(NamedTuple):
    """A further result of a finding."""

    number: int
    message: Linked


class Shown(NamedTuple):
    """A finding with its sentence, its rule and the rows that show its figures."""

    told: Finding
    sentence: Sentence
    rule: Record
    places: tuple[Place, ...]
    also: tuple[Also, ...]


class Unread(NamedTuple):
    """A result that nobody can compare: what it is about, the cells that cannot be read, its rule."""

    number: int
    subject: str
    message: Linked
    rule: Record


class Grouped(NamedTuple):
    """The findings of one consequence, and what it means."""

    name: str
    title: str
    meaning: str
    findings: tuple[Shown, ...]


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
    """A rule that was evaluated. What all its results have alike is not said of each: ``others``
    where one of them has another side, ``sums`` where a difference or a tolerance is not 0,
    ``varied`` where not all came out alike. ``listed``: what is no table, one result or no sides.
    ``due``: whether anything was compared.
    """

    rule: Record
    severity: str
    counts: Counts
    outcomes: tuple[Outcome, ...]
    others: bool
    sums: bool
    varied: bool
    listed: bool
    due: bool


@dataclass(frozen=True, slots=True)
class FamilyResults:
    name: str
    title: str
    counts: Counts
    rules: tuple[RuleResults, ...]

    @property
    def due(self) -> tuple[RuleResults, ...]:
        """The rules of which something was compared."""
        return tuple(each for each in self.rules if each.due)

    @property
    def not_due(self) -> tuple[RuleResults, ...]:
        """Those whose condition the document does not meet: they tell nothing of it."""
        return tuple(each for each in self.rules if not each.due)


def _figure(value: object) -> str:
    return plain(value) if isinstance(value, Decimal) else ""


def grouped_findings(
    site: Site, disclosure: Disclosure, told: tuple[Finding, ...]
) -> Iterator[Grouped]:
    """Every finding with its rule, by what it means, the gravest first."""
    for name, title, meaning in CONSEQUENCE_TITLES:
        found = tuple(each for each in told if each.consequence == name)
        if found:
            yield Grouped(
                name, title, meaning, tuple(_shown(site, disclosure, each) for each in found)
            )


def _unread(site: Site, disclosure: Disclosure) -> Iterator[Unread]:
    """Every result that cannot be compared, in order."""
    for row in disclosure.of("checks"):
        if row["status"] == "not_comparable":
            said = about("not_comparable", text(row, "message"))
            yield Unread(
                integer(row, "check_no"),
                nested(text(row, "subject")),
                linked(said, origins(places_of(row))),
                site.check_rules[text(row, "check_id")],
            )


def _shown(site: Site, disclosure: Disclosure, told: Finding) -> Shown:
    ids = dict.fromkeys(id_ for result in told.results for id_ in figure_ids(result))
    places = (figure_place(disclosure, id_) for id_ in ids)
    rule = site.check_rules[text(told.result, "check_id")]
    also = tuple(
        Also(integer(each, "check_no"), linked(text(each, "message"), origins(places_of(each))))
        for each in told.others
    )
    return Shown(
        told, sentence(told.result), rule, tuple(dict.fromkeys(filter(None, places))), also
    )


def _outcome(result: Record, marks: Mapping[int, Mark]) -> Outcome:
    status = text(result, "status")
    number = integer(result, "check_no")
    where = _where(marks.get(number), status, text(result, "message"))
    if status == "not_comparable":
        where = (("", f"unread-{number}", text(result, "subject")),)
    return Outcome(
        number,
        where,
        _besides(where, nested(text(result, "left_expression"))),
        _besides(where, nested(text(result, "right_expression"))),
        _figure(result["difference"]),
        _figure(result["tolerance"]),
        said_of(result),
        _origin(text(result, "places")),
    )


def _besides(where: str | Links, side: str) -> str:
    """``side``, unless ``where`` says all parts of it, however they are spaced."""
    if not isinstance(where, str):
        return side
    said = key(where)
    return "" if all(part in said for part in key(side).split(":")) else side


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
    said = [f"第 {joined(lines)} 行"] if lines else []
    said += [f"第 {joined(pages)} 页"] if pages else []
    return "、".join([*said, *others])


def joined(numbers: Iterable[int]) -> str:
    """Numbers in order, those in a row as a range: 41–43、50."""
    spans: list[tuple[int, int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], number)
        else:
            spans.append((number, number))
    return "、".join(str(a) if a == b else f"{a}–{b}" for a, b in spans)


def _where(mark: Mark | None, status: str, message: str) -> str | Links:
    """What the result is about; a disagreement is explained in the list above."""
    if mark is not None:
        return (("", f"check-{mark.number}", mark.name),)
    return about(status, message)


def _families(
    site: Site, disclosure: Disclosure, told: tuple[Finding, ...]
) -> Iterator[FamilyResults]:
    marks = {number: each.mark for each in told for number in each.numbers}
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
            rules = tuple(_rule(rule, results, marks) for rule, results in of_family)
            counts = counts_of(tuple(row for _, results in of_family for row in results))
            yield FamilyResults(name, title, counts, rules)


def _rule(rule: Record, results: tuple[Record, ...], marks: Mapping[int, Mark]) -> RuleResults:
    outcomes = tuple(_outcome(result, marks) for result in results)
    return RuleResults(
        rule,
        SEVERITY_NAMES[text(rule, "severity")],
        counts_of(results),
        outcomes,
        others=any(each.right for each in outcomes),
        sums=any(not _nothing(each) for each in outcomes),
        varied=len({each.status for each in outcomes}) > 1,
        listed=len(outcomes) == 1 or not any(each.left or each.right for each in outcomes),
        due=any(result["status"] != "not_applicable" for result in results),
    )


def _nothing(outcome: Outcome) -> bool:
    """Whether there is no difference to tell, and none that would be tolerated."""
    return {outcome.difference, outcome.tolerance} <= {"", "0"}


def _context(site: Site, disclosure: Disclosure) -> Context:
    told = findings(disclosure)
    return {
        "counts": counts_of(disclosure.of("checks")),
        "told": told,
        "order": ORDER_IN_WORDS,
        "groups": tuple(grouped_findings(site, disclosure, told)),
        "unread": tuple(_unread(site, disclosure)),
        "families": tuple(_families(site, disclosure, told)),
    }


def _applies(disclosure: Disclosure) -> bool:
    return bool(disclosure.of("checks"))


CHECKS_PAGE = DisclosurePage(
    name="checks",
    title="数据核对",
    template="checks.html.j2",
    context=_context,
    applies=_applies,
)
