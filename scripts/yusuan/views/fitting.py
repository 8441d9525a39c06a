"""Whether rows fit the declared fields: one that does not would spoil the whole package."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial

from yusuan.binding.model import Leftover
from yusuan.binding.statements import PlacedLeftover
from yusuan.declared.fields import Field, FieldKind, Resource
from yusuan.evidence.places import parse_place
from yusuan.model import Row, Value
from yusuan.printed.numbers import AMOUNT_SCALE, AMOUNT_WHOLE_DIGITS

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
    every = tuple(rows)
    unfit: set[int] = set()
    for at, field in enumerate(resource.fields):
        required = field.required or field.name in resource.primary_key
        if required or field.kind != "string":
            unfit.update(_unfit(field, required, [row[at] for row in every]))
    if not unfit:
        return every, ()
    left = (dict(zip(resource.field_names, every[number], strict=True)) for number in sorted(unfit))
    return (
        tuple(row for number, row in enumerate(every) if number not in unfit),
        tuple(_leftover(resource, row) for row in left),
    )


def _unfit(field: Field, required: bool, column: Sequence[Value]) -> list[int]:
    """The numbers of the values of one column that it cannot hold."""
    if field.kind in _DIGITS or field.kind == "integer":
        holds = _holds_integer if field.kind == "integer" else partial(_holds, field.kind)
        return [
            number
            for number, value in enumerate(column)
            if (required if value is None or value == "" else not holds(value))
        ]
    if not required:
        return []
    return [number for number, value in enumerate(column) if value is None or value == ""]


def _holds_integer(value: Value) -> bool:
    return isinstance(value, int) and abs(value) < _MOST


def _holds(kind: FieldKind, value: Value) -> bool:
    if not isinstance(value, Decimal):
        return True
    if not value.is_finite():
        return False
    whole, scale = _DIGITS[kind]
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
