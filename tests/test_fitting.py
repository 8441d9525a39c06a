"""A row that its columns cannot hold is left over by name; the package is written all the same."""

from decimal import Decimal

import pytest

from yusuan.declared.fields import Field, Resource
from yusuan.evidence.places import LinePlace
from yusuan.model import Value
from yusuan.views.fitting import fitting_rows


def resource(kind: str, *, required: bool = False) -> Resource:
    field = Field(name="a", title="甲", description="甲。", description_en="A.")
    return Resource(
        name="things",
        title="物",
        description="物。",
        description_en="Things.",
        fields=(
            field.with_(kind=kind, required=required),
            field.with_(name="place"),
            field.with_(name="document_id"),
        ),
        primary_key=(),
    )


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("string", ""),
        ("integer", 2**62),
        ("amount", Decimal("-999999999999.999999")),
        ("amount", Decimal("1E+3")),
        ("amount", Decimal("1.100000000")),
        ("yuan", Decimal("9999999999999999.99")),
        ("amount", None),
    ],
)
def test_what_fits(kind: str, value: Value) -> None:
    row = (value, "L3", "d")
    assert fitting_rows(resource(kind), [row]) == ((row,), ())


@pytest.mark.parametrize(
    ("kind", "value", "required"),
    [
        ("string", "", True),
        ("string", None, True),
        ("integer", 2**63, False),
        ("amount", Decimal("1E+12"), False),
        ("amount", Decimal("0.0000001"), False),
        ("amount", Decimal("NaN"), False),
        ("yuan", Decimal("0.001"), False),
    ],
)
def test_what_does_not_fit(kind: str, value: Value, required: bool) -> None:
    good: Value = 1 if kind == "integer" else Decimal(1)
    rows = [(value, "L3", "d"), (good, "L4", "d")]
    kept, (left,) = fitting_rows(resource(kind, required=required), rows)
    assert kept == ((good, "L4", "d"),)
    assert (left.document_id, left.leftover.place, left.leftover.reason) == (
        *("d", LinePlace(3), "unknown_row"),
    )
