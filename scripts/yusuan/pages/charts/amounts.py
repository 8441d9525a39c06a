"""The figures that pictures are made of: an exact value beside what was printed, and where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from yusuan.model import Side
from yusuan.pages.charts.picture import Entry
from yusuan.pages.figures import grouped, plain
from yusuan.pages.model import Disclosure, Record, decimal, row_anchor, text
from yusuan.pages.places import figure_address
from yusuan.pages.planned import planned_of
from yusuan.pages.stated import stated_of
from yusuan.printed.numbers import CURRENCY_UNITS, PACKAGE_UNIT, PACKAGE_UNIT_EXPONENT

BLANK = "空白"
_HUNDRED_MILLION = 10_000


@dataclass(frozen=True, slots=True)
class Amount:
    """``value`` in 万元, None where the cell has no number or its table no unit; ``shown`` as printed, without unit.

    ``link`` leads from the site's root to the figure, or to the row whose cell is blank; ``note``
    says how a value that no table prints was computed.
    """

    name: str
    value: Decimal | None
    shown: str
    unit: str
    link: str
    note: str = ""

    @property
    def positive(self) -> Decimal:
        """The value as a length: 0 where there is none, or where it is negative."""
        return max(self.value or Decimal(0), Decimal(0))

    @property
    def full(self) -> str:
        return f"{self.shown} {self.unit}" if self.unit else self.shown

    def entry(self, part: str, name: str = "") -> Entry:
        return Entry(part, name or self.name, self.full, self.link, self.note)


def amount(
    disclosure: Disclosure,
    resource: str,
    row: Record,
    field: str,
    name: str,
    side: Side | None = None,
) -> Amount:
    """The cell ``field`` of ``row``, called ``name``; a blank cell is said to be blank."""
    figure = disclosure.figure(resource, row, field)
    folder = f"disclosures/{disclosure.id}/"
    if figure is None:
        link = f"{folder}{resource}.html#{resource}-{row_anchor(row)}"
        said = [each.said for each in planned_of(disclosure, resource, row)]
        said += [f"文字写 {each.value} {each.unit}" for each in stated_of(disclosure, name)]
        note = f"表里空白，{'；'.join(said)}" if said else ""
        return Amount(name, None, BLANK, "", link, note)
    link = folder + figure_address(text(figure, "budget_line_id"))
    unit = text(figure, "published_unit")
    # Without a printed unit an amount can be told, not compared.
    value = decimal(row, field) if unit else None
    unit = unit if value is not None else ""
    return Amount(name, value, grouped(text(figure, "published_text")), unit, link)


def computed(name: str, value: Decimal, note: str, unit: str = PACKAGE_UNIT) -> Amount:
    """An amount that no table prints: ``note`` tells how it follows from those that are.

    ``value`` is in 万元, and shown in ``unit``.
    """
    shown = value.scaleb(PACKAGE_UNIT_EXPONENT - CURRENCY_UNITS[unit])
    return Amount(name, value, plain(shown), unit, "", note)


def added(name: str, amounts: Sequence[Amount], note: str) -> Amount:
    """The sum of amounts, in the unit that all of them are printed in."""
    units = {each.unit for each in amounts if each.value is not None}
    unit = units.pop() if len(units) == 1 else PACKAGE_UNIT
    return computed(name, total(amounts), note, unit if unit in CURRENCY_UNITS else PACKAGE_UNIT)


def together(amounts: Sequence[Amount]) -> Amount:
    """Several rows of one name as one amount; a single one as printed."""
    if len(amounts) == 1:
        return amounts[0]
    return added(amounts[0].name, amounts, f"{len(amounts)} 行相加")


def total(amounts: Iterable[Amount]) -> Decimal:
    """The sum, blank cells counted as nothing."""
    return sum((each.value or Decimal(0) for each in amounts), Decimal(0))


def rounded(value: Decimal) -> tuple[str, ...]:
    """万元 for readers in a hurry, without 元, from the longest to the shortest.

    ``约 1,336 万``; ``约 1.65 亿``, ``约 1.6 亿``, ``约1.6亿``: what is rounded to whole 亿 is too far off.
    """
    if value >= _HUNDRED_MILLION:
        exact = value / _HUNDRED_MILLION
        coarse = _to(exact, "0.1" if exact < 100 else "1")
        return f"约 {_to(exact, '0.01')} 亿", f"约 {coarse} 亿", f"约{coarse}亿"
    coarse = _to(value, "0.1" if value < 100 else "1")
    return f"约 {coarse} 万", f"约{coarse}万"


def _to(value: Decimal, step: str) -> str:
    return f"{value.quantize(Decimal(step), ROUND_HALF_UP):,}"
