"""Declared fields as Arrow types and columns. The only module that builds Arrow tables."""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.csv

from yusuan.fields import Field, FieldKind, Resource
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
_LARGEST_BLOCK = 1 << 30


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


def arrow_table(resource: Resource, content: bytes) -> pa.Table:
    """The resource's CSV file, in memory, as an Arrow table of the declared types.

    Parquet made of the CSV's own text cannot differ from it; and reading text in C++ is faster
    than turning Python objects into columns (``pyarrow.array`` would import pandas, too).
    Raises pyarrow.ArrowInvalid if a value does not fit its type.
    """
    schema = arrow_schema(resource)
    table = read_csv(content, {field.name: field.type for field in schema})
    return pa.Table.from_arrays(table.columns, schema=schema)


def read_csv(content: bytes | Path, types: Mapping[str, pa.DataType]) -> pa.Table:
    """A CSV file of the package, in memory or on disk; an empty cell is null."""
    return pyarrow.csv.read_csv(
        content if isinstance(content, Path) else pa.BufferReader(content),
        # One block, so that a line break inside a cell never meets the border of two.
        read_options=pyarrow.csv.ReadOptions(block_size=_LARGEST_BLOCK),
        parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=types,
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
            true_values=["true"],
            false_values=["false"],
        ),
    )
