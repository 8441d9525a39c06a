"""Whether rows fit the declared fields: what does not would spoil the whole package."""

from collections.abc import Iterable
from decimal import Decimal

from yusuan.fields import Field, FieldKind, Resource
from yusuan.model import Row, Value
from yusuan.numbers import AMOUNT_SCALE, AMOUNT_WHOLE_DIGITS

# Digits before and after the point.
_DIGITS: dict[FieldKind, tuple[int, int]] = {
    "amount": (AMOUNT_WHOLE_DIGITS, AMOUNT_SCALE),
    "number": (AMOUNT_WHOLE_DIGITS, AMOUNT_SCALE),
    "yuan": (AMOUNT_WHOLE_DIGITS + 4, AMOUNT_SCALE - 4),
}
_MOST = 1 << 63


def check_fit(resource: Resource, rows: Iterable[Row]) -> None:
    """Raises ValueError naming the field of the first value that its column cannot hold."""
    checked = [
        (place, field, field.required or field.name in resource.primary_key)
        for place, field in enumerate(resource.fields)
        if field.required or field.name in resource.primary_key or field.kind != "string"
    ]
    for row in rows:
        for place, field, required in checked:
            value = row[place]
            if value is None or value == "":
                if required:
                    raise ValueError(f"{resource.name}.{field.name}: empty")
            elif not _fits(field, value):
                raise ValueError(f"{resource.name}.{field.name}: {value!r:.80}")


def _fits(field: Field, value: Value) -> bool:
    if field.kind == "integer":
        return isinstance(value, int) and abs(value) < _MOST
    if not isinstance(value, Decimal):
        return True
    if not value.is_finite():
        return False
    whole, scale = _DIGITS[field.kind]
    exponent = value.normalize().as_tuple().exponent
    return value.adjusted() < whole and isinstance(exponent, int) and -exponent <= scale
