"""A figure among those of other years or organisations: in 万元, as printed, with its change."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from yusuan.pages.figures import STATUS_CLASSES, UNVERIFIED, grouped, occasion, plain
from yusuan.pages.headlines import DIRECTIONS
from yusuan.pages.measures import Measure
from yusuan.pages.model import Disclosure, text, year_of
from yusuan.pages.outline import Shown, why_none
from yusuan.pages.tables import Cell
from yusuan.printed.numbers import PACKAGE_UNIT

NO_UNIT = "原表没有印单位"
# What a disclosure is of, where it is not a department with all that belongs to it.
SCOPE_TITLES = {"department": "部门", "unit": "单位", "": "没有写明范围"}
_LEAST_SHARE = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Earlier:
    """The figure of an earlier year that one may be compared with, in 万元."""

    year: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Series:
    """What may be subtracted from each other: documents of one kind that say one scope."""

    kind: str
    scope: str


def series_of(disclosure: Disclosure) -> Series:
    return Series(text(disclosure.facts, "kind"), text(disclosure.facts, "scope"))


class LastYears:
    """The figures of one measure of one organisation, the latest of each series before a year."""

    def __init__(self) -> None:
        self._found: dict[Series, dict[int, Decimal]] = {}

    def before(self, disclosure: Disclosure) -> Earlier | None:
        amounts = self._found.get(series_of(disclosure), {})
        years = [year for year in amounts if year < year_of(disclosure.facts)]
        return Earlier(max(years), amounts[max(years)]) if years else None

    def note(self, disclosure: Disclosure, found: Shown | None) -> None:
        year = year_of(disclosure.facts)
        if year and found is not None and found.amount is not None:
            self._found.setdefault(series_of(disclosure), {})[year] = found.amount


def in_package_unit(found: Shown) -> str:
    """As printed, where that is in 万元."""
    if found.amount is not None and found.unit != PACKAGE_UNIT:
        return with_cents(found.amount)
    return grouped(found.printed)


def figure_cell(
    measure: Measure, disclosure: Disclosure, found: Shown | None, before: Earlier | None
) -> Cell:
    """In 万元, with what the document prints where that differs, and the change since ``before``."""
    if found is None:
        return Cell(why_none(measure, disclosure), "figure quiet")
    link = f"disclosures/{disclosure.id}/{found.link}"
    if found.status is None:
        said = [f"决算空白，{each}" for each in found.planned]
        said += [f"文字写 {each}" for each in found.stated]
        return Cell("", "figure blank", note="\n".join(said))
    notes = []
    if found.without_unit:
        notes.append(NO_UNIT)
    elif found.amount is not None and found.unit != PACKAGE_UNIT:
        notes.append(f"原文 {grouped(found.printed)}\u00a0{found.unit}")
    if found.unverified:
        notes.append(UNVERIFIED)
    if before is not None and found.amount is not None:
        notes.append(change(found.amount, before))
    notes += [f"与文件别处不一致：{name}" for name in found.marks]
    css = f"figure {STATUS_CLASSES[found.status]}".rstrip()
    return Cell(in_package_unit(found), css, link=link, note="\n".join(notes))


def change(amount: Decimal, earlier: Earlier) -> str:
    """The exact difference between two amounts in 万元 and its share of the earlier, in words."""
    difference = amount - earlier.amount
    if not difference:
        return f"与 {earlier.year} 年相同"
    return f"比 {earlier.year} 年{differing(difference, earlier.amount)}"


def with_cents(amount: Decimal) -> str:
    """An amount in 万元 with two decimals at least, as tables print them: ``5.00``, ``3,121.42058``."""
    whole, _, decimals = plain(amount).partition(".")
    return f"{whole}.{decimals:0<2}"


def differing(difference: Decimal, base: Decimal) -> str:
    """``减少 140.06（9.5%）``; no share of what is not positive."""
    direction = DIRECTIONS["increase" if difference > 0 else "decrease"]
    said = f"{direction} {with_cents(abs(difference))}"
    if base <= 0:
        return said
    share = (abs(difference) * 100 / base).quantize(_LEAST_SHARE, ROUND_HALF_UP)
    return f"{said}（{f'{share:,}' if share else f'不到 {_LEAST_SHARE}'}%）"


def column_names(disclosures: tuple[Disclosure, ...]) -> Mapping[str, str]:
    """By id, the year and kind of each; its scope and re-issue too where that is not all one."""
    scopes = {text(each.facts, "scope") for each in disclosures}
    found: dict[str, str] = {}
    for each in disclosures:
        name = occasion(each.facts)
        if len(scopes) > 1:
            name += f"（{SCOPE_TITLES[text(each.facts, 'scope')]}）"
        if each.facts["revision"] != 1:
            name += f"（第 {each.facts['revision']} 版）"
        found[each.id] = name
    return found
