"""Printed figures: exact decimals; blank, 0, a dash and 不涉及 stay apart."""

import re
import unicodedata
from decimal import Decimal
from typing import Literal

ValueStatus = Literal["published", "not_applicable", "dash"]

# Units that a disclosure may print, as powers of ten of 元 (CNY).
CURRENCY_UNITS: dict[str, int] = {"元": 0, "千元": 3, "万元": 4, "百万元": 6, "亿元": 8}
PACKAGE_UNIT = "万元"
PACKAGE_UNIT_EXPONENT = CURRENCY_UNITS[PACKAGE_UNIT]
# 万元 with six decimals is exact to 分 in 元 with two; 12 whole digits hold a state budget.
AMOUNT_SCALE = 6
AMOUNT_WHOLE_DIGITS = 12
# More digits than this would be rounded by the default decimal context.
MAXIMUM_DIGITS = 24

_PLAIN = re.compile(r"[-+]?\d+(?:\.\d+)?")
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DASHES = frozenset("-—–－―/")
_NOT_APPLICABLE = frozenset({"不涉及", "不适用"})


class NotAnAmountError(ValueError):
    """The text is neither a figure nor one of the declared marks for «no figure»."""


def parse_number(text: str) -> Decimal:
    """Exact value of a printed number (``1,263.84``, full-width digits allowed).

    Raises NotAnAmountError for anything else, such as ``1,263.8O`` or ``12,34``.
    """
    plain = unicodedata.normalize("NFKC", text.strip()).replace("−", "-")
    if _PLAIN.fullmatch(plain) and plain.isascii():
        return Decimal(plain)
    if _GROUPED.fullmatch(plain) and plain.isascii():
        return Decimal(plain.replace(",", ""))
    raise NotAnAmountError(text)


def parse_figure(text: str) -> tuple[Decimal | None, ValueStatus]:
    """Value and status of a cell that is not blank; see ``parse_number`` for errors."""
    stripped = text.strip()
    if stripped in _NOT_APPLICABLE:
        return None, "not_applicable"
    if stripped and set(stripped) <= _DASHES:
        return None, "dash"
    return parse_number(stripped), "published"


def fits_package(value: Decimal) -> bool:
    """Whether ``value`` in 万元 is held exactly by the package's amount type."""
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    fits = -exponent <= AMOUNT_SCALE and value.adjusted() < AMOUNT_WHOLE_DIGITS
    return fits and len(value.as_tuple().digits) <= MAXIMUM_DIGITS


def shifted(value: Decimal, exponent: int) -> Decimal:
    """``value`` times a power of ten, exact, in plain notation (never ``5E+3``)."""
    if exponent == 0:
        return value
    moved = value.scaleb(exponent)
    digits_exponent = moved.as_tuple().exponent
    assert isinstance(digits_exponent, int)
    return moved.quantize(Decimal(1)) if digits_exponent > 0 else moved


def to_package_unit(value: Decimal, unit: str) -> Decimal:
    """``value`` printed in ``unit`` as 万元; the printed decimals stay where they are."""
    return shifted(value, CURRENCY_UNITS[unit] - PACKAGE_UNIT_EXPONENT)


def to_yuan(value: Decimal, unit: str) -> Decimal:
    """``value`` printed in ``unit`` as 元."""
    return shifted(value, CURRENCY_UNITS[unit])
