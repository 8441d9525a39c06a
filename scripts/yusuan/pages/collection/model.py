"""The disclosures of a site by place and organisation."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from yusuan.facts.identity import latin
from yusuan.pages.figures import department_of
from yusuan.pages.model import Disclosure, Record, Site, text, year_of
from yusuan.registers.divisions import chain, known, parent_of

# Where a disclosure belongs that names no division.
UNKNOWN = "unknown"
_UNKNOWN_NAME = "没有写明行政区划的"
_PLACES = "places"
_ORGANISATIONS = "organisations"
# What the name of a place ends in that others may lie in: 上海市 is part of 上海市普陀区.
_HOLDING = ("省", "市", "自治区", "自治州", "地区", "盟")
_KIND_ORDER = {"budget": 0, "final_accounts": 1}
# The whole after its part: what comes last speaks for an organisation.
_SCOPE_ORDER = {"unit": 0, "": 1, "department": 2}


@dataclass(frozen=True, slots=True)
class Organisation:
    """``disclosures``: the earliest first; ``names``: each with the years that print it."""

    id: str
    place: str
    disclosures: tuple[Disclosure, ...]

    @property
    def name(self) -> str:
        """As its latest disclosure names it."""
        return department_of(self.disclosures[-1].facts)

    @property
    def names(self) -> Mapping[str, tuple[int, ...]]:
        found: dict[str, list[int]] = {}
        for each in self.disclosures:
            years = found.setdefault(department_of(each.facts), [])
            if year_of(each.facts) not in years:
                years.append(year_of(each.facts))
        return {name: tuple(years) for name, years in found.items()}

    @property
    def address(self) -> str:
        """Relative to the root of the site."""
        return organisation_address(self.id)


@dataclass(frozen=True, slots=True)
class Division:
    """A place; ``key`` names its page: the code of GB/T 2260, else its name in Latin letters."""

    key: str
    code: str
    name: str
    parent: str | None
    organisations: tuple[Organisation, ...]

    @property
    def address(self) -> str:
        """Relative to the root of the site."""
        return f"{_PLACES}/{self.key}.html"


@dataclass(frozen=True, slots=True)
class Collection:
    """``divisions`` by key, a place before those that lie in it."""

    divisions: Mapping[str, Division]

    @property
    def organisations(self) -> tuple[Organisation, ...]:
        return tuple(one for each in self.divisions.values() for one in each.organisations)

    def within(self, key: str | None) -> tuple[Division, ...]:
        """The places directly in a place; None: those that lie in no other."""
        return tuple(each for each in self.divisions.values() if each.parent == key)

    def chain(self, key: str) -> tuple[Division, ...]:
        """A place with all that it lies in, the outermost first."""
        division = self.divisions[key]
        above = () if division.parent is None else self.chain(division.parent)
        return (*above, division)

    def name_within(self, key: str) -> str:
        """The name of a place without that of the one it lies in: 普陀区 of 上海市普陀区."""
        division = self.divisions[key]
        if division.parent is None:
            return division.name
        return division.name.removeprefix(self.divisions[division.parent].name) or division.name

    def subtree(self, key: str) -> Iterator[Division]:
        """A place and all places in it, each after what it lies in."""
        yield self.divisions[key]
        for each in self.within(key):
            yield from self.subtree(each.key)

    def below(self, key: str) -> Iterator[Organisation]:
        """The organisations of a place and of all places in it."""
        for each in self.subtree(key):
            yield from each.organisations


def organisation_address(organisation_id: str) -> str:
    """Relative to the root of the site."""
    return f"{_ORGANISATIONS}/{organisation_id}.html"


def place_key(facts: Record) -> str:
    """The place of a disclosure; by its name where nobody says its code."""
    return text(facts, "division_code") or latin(text(facts, "division_name")) or UNKNOWN


def place_address(facts: Record) -> str:
    """Relative to the root of the site."""
    return f"{_PLACES}/{place_key(facts)}.html"


def collection_of(site: Site) -> Collection:
    """Every disclosure, its organisation's others beside it."""
    by_organisation: dict[str, list[Disclosure]] = {}
    for each in site.disclosures:
        by_organisation.setdefault(text(each.facts, "organisation_id"), []).append(each)
    by_place: dict[str, list[Organisation]] = {}
    for id_, disclosures in sorted(by_organisation.items()):
        ordered = tuple(sorted(disclosures, key=in_time))
        organisation = Organisation(id_, place_key(ordered[-1].facts), ordered)
        by_place.setdefault(organisation.place, []).append(organisation)
    names = _names(site)
    return Collection(
        {
            key: Division(
                key,
                key if key.isdecimal() else "",
                name,
                _parent(key, names),
                tuple(by_place.get(key, ())),
            )
            for key, name in sorted(names.items(), key=lambda item: (item[0] == UNKNOWN, item[0]))
        }
    )


def _names(site: Site) -> Mapping[str, str]:
    """Of each place that a disclosure is of, and of those that it lies in.

    As any disclosure names it, else by its code.
    """
    found: dict[str, str] = {}
    for each in site.disclosures:
        key, code = place_key(each.facts), text(each.facts, "division_code")
        name = text(each.facts, "division_name")
        if name or key not in found:
            found[key] = name or (f"行政区划 {code}" if code else _UNKNOWN_NAME)
    for key in tuple(found):  # a city lies in its province, whether or not that publishes anything
        if key.isdecimal():
            found |= {above: known()[above] for above in chain(key)[:-1] if above not in found}
    return found


def in_time(disclosure: Disclosure) -> tuple[int, int, int, str]:
    """The order of an organisation's disclosures: by year, a plan before its outcome."""
    kind = _KIND_ORDER.get(text(disclosure.facts, "kind"), len(_KIND_ORDER))
    scope = _SCOPE_ORDER[text(disclosure.facts, "scope")]
    return year_of(disclosure.facts), kind, scope, disclosure.id


def _parent(key: str, names: Mapping[str, str]) -> str | None:
    """By the digits of its code; without one, by the name that its own begins with."""
    if key == UNKNOWN:
        return None
    if key.isdecimal():
        return parent_of(key, names)
    holding = [
        (len(name), other)
        for other, name in names.items()
        if name.endswith(_HOLDING) and name != names[key] and names[key].startswith(name)
    ]
    return max(holding)[1] if holding else None
