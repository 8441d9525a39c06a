"""Declared fields as Arrow types and columns. The only module that builds Arrow tables."""

from collections.abc import Sequence

import pyarrow as pa

from yusuan.fields import Field, FieldKind, Resource
from yusuan.model import Row
from yusuan.numbers import AMOUNT_SCALE, AMOUNT_WHOLE_DIGITS

TYPES: dict[FieldKind, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "amount": pa.decimal128(AMOUNT_WHOLE_DIGITS + AMOUNT_SCALE, AMOUNT_SCALE),
    "number": pa.decimal128(AMOUNT_WHOLE_DIGITS + AMOUNT_SCALE, AMOUNT_SCALE),
    # Four digits more before the point and four fewer behind it than 万元 has.
    "yuan": pa.decimal128(AMOUNT_WHOLE_DIGITS + AMOUNT_SCALE, AMOUNT_SCALE - 4),
}


def arrow_field(field: Field) -> pa.Field:
    """Type, nullability, and title, unit and descriptions as metadata."""
    metadata = {
        "title": field.title,
        "description": field.description,
        "description_en": field.description_en,
    }
    if field.unit:
        metadata["unit"] = field.unit
    return pa.field(field.name, TYPES[field.kind], not field.required, metadata)


def arrow_schema(resource: Resource) -> pa.Schema:
    """Columns in the declared order, with the resource's title as metadata."""
    return pa.schema(
        [arrow_field(field) for field in resource.fields],
        {
            "name": resource.name,
            "title": resource.title,
            "description": resource.description,
            "description_en": resource.description_en,
        },
    )


def arrow_table(resource: Resource, rows: Sequence[Row]) -> pa.Table:
    """``rows`` as an Arrow table; raises pyarrow.ArrowInvalid if a value does not fit."""
    schema = arrow_schema(resource)
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    return pa.Table.from_arrays(
        [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)],
        schema=schema,
    )
