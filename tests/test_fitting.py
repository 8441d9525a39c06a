"""What a column cannot hold is found before it is written, whatever made it."""

from decimal import Decimal

import pytest

from yusuan.fields import Field, Resource
from yusuan.fitting import check_fit
from yusuan.model import Value


def resource(kind: str, *, required: bool = False) -> Resource:
    field = Field(name="a", title="甲", description="甲。", description_en="A.")
    return Resource(
        name="things",
        title="物",
        description="物。",
        description_en="Things.",
        fields=(field.with_(kind=kind, required=required),),
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
    check_fit(resource(kind), [(value,)])


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
    with pytest.raises(ValueError, match=r"^things\.a: "):
        check_fit(resource(kind, required=required), [(value,)])
