"""What a field and a resource are. Every resource of the package is declared with these.

One ``Field`` yields the column of the CSV file, the type of the Parquet column, the entry
in the table schema and the line in the data dictionary.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from yusuan.model import Row, Value

FieldKind = Literal[
    "string",
    "integer",
    "boolean",
    "date",
    "amount",  # in the unit of the package (万元), decimal128(18, 6)
    "yuan",  # in 元, decimal128(22, 2)
    "number",  # a quantity or a target, decimal128(24, 6)
]

Measure = Literal["amount", "unit_price", "quantity", "percent"]
FundSource = Literal[
    "general_public_budget", "government_fund", "state_capital", "special_account", "own_funds"
]
ExpenditureType = Literal["basic", "project", "operating", "to_superior", "to_affiliated"]
FigureStage = Literal["approved", "adjusted", "budgeted", "executed", "planned"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """``labels`` is what sources call it; ``column_type`` a Fiscal Data Package type.

    ``measure`` says what its figures count, None for a field that holds none; ``stage`` is theirs
    where it is not what the disclosure is of, ``years_before`` 1 for figures of the year before,
    -1 for those planned for the year after.
    """

    name: str
    kind: FieldKind = "string"
    title: str
    description: str
    description_en: str
    labels: tuple[str, ...] = ()
    unit: str = ""
    required: bool = False
    enum: tuple[str, ...] = ()
    pattern: str = ""  # in the syntax that RE2 and Python share
    minimum: int | None = None
    maximum: int | None = None
    column_type: str = ""
    term: str = ""
    measure: Measure | None = None
    fund_source: FundSource | None = None
    expenditure_type: ExpenditureType | None = None
    stage: FigureStage | None = None
    years_before: int = 0

    def with_(self, **changes: object) -> "Field":
        """The same quantity with other labels or constraints in one resource."""
        return replace(self, **changes)  # type: ignore[arg-type]


def described(
    name: str, title: str, description: str, description_en: str, **more: object
) -> Field:
    """A field, what every one has in order; ``more`` as in ``Field``."""
    field = Field(name=name, title=title, description=description, description_en=description_en)
    return field.with_(**more) if more else field


@dataclass(frozen=True, slots=True)
class ForeignKey:
    fields: tuple[str, ...]
    resource: str
    reference: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Resource:
    """One table of the package; ``fields`` is the order of its columns."""

    name: str
    title: str
    description: str
    description_en: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()

    @cached_property
    def field_names(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    @cached_property
    def _name_set(self) -> frozenset[str]:
        return frozenset(self.field_names)

    def row(self, values: Mapping[str, Value]) -> Row:
        """``values`` in the order of the columns; a field that is absent is null.

        Raises KeyError if a value belongs to no field: nothing is dropped silently.
        """
        if not values.keys() <= self._name_set:
            raise KeyError(f"{self.name} has no field {sorted(values.keys() - self._name_set)}")
        return tuple(map(values.get, self.field_names))
