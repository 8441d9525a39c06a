"""Whether rows fit the declared fields: one that does not would spoil the whole package."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from yusuan.binding.model import Leftover
from yusuan.binding.statements import PlacedLeftover
from yusuan.evidence.places import parse_place
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


def fitting_rows(
    resource: Resource, rows: Iterable[Row]
) -> tuple[tuple[Row, ...], tuple[PlacedLeftover, ...]]:
    """The rows that the columns can hold, and a leftover naming the place of each other one.

    Raises ValueError for a row without a place: nobody could be led to it.
    """
    checked = [
        (place, field, field.required or field.name in resource.primary_key)
        for place, field in enumerate(resource.fields)
        if field.required or field.name in resource.primary_key or field.kind != "string"
    ]
    kept: list[Row] = []
    left: list[PlacedLeftover] = []
    for row in rows:
        if all(_fits(field, row[at], required) for at, field, required in checked):
            kept.append(row)
        else:
            left.append(_leftover(resource, dict(zip(resource.field_names, row, strict=True))))
    return tuple(kept), tuple(left)


def _fits(field: Field, value: Value, required: bool) -> bool:
    if value is None or value == "":
        return not required
    if field.kind == "integer":
        return isinstance(value, int) and abs(value) < _MOST
    if not isinstance(value, Decimal) or field.kind not in _DIGITS:
        return True
    if not value.is_finite():
        return False
    whole, scale = _DIGITS[field.kind]
    exponent = value.normalize().as_tuple().exponent
    return value.adjusted() < whole and isinstance(exponent, int) and -exponent <= scale


def _leftover(resource: Resource, row: Mapping[str, Value]) -> PlacedLeftover:
    place, document = row.get("place"), row.get("document_id")
    if not isinstance(place, str) or not isinstance(document, str):
        raise ValueError(f"{resource.name}: a row that does not fit has no place")
    text = " ".join(_texts(row)) or resource.title
    return PlacedLeftover(
        document, Leftover(0, None, None, None, text, parse_place(place), "unknown_row")
    )


def _texts(row: Mapping[str, Value]) -> Iterator[str]:
    """What the row says that a person would look for."""
    for name in ("published_text", "item", "item_name", "name", "function_name", "economic_name"):
        if value := row.get(name):
            yield str(value)
