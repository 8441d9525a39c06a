"""Declared fields as Arrow types and columns. The only module that builds Arrow tables."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv

from yusuan.declared.fields import Field, FieldKind, Resource
from yusuan.printed.numbers import AMOUNT_SCALE, AMOUNT_WHOLE_DIGITS

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
# How `array` spells the numbers of a column.
_INTEGERS = {pa.int16(): "h", pa.int32(): "i", pa.int64(): "q"}


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


@cache
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
    """A CSV file of the package, in memory or on disk; an empty cell is null.

    Read by one thread, whose freed memory no other one needs again.
    """
    return pyarrow.csv.read_csv(
        content if isinstance(content, Path) else pa.BufferReader(content),
        # One block, so that a line break inside a cell never meets the border of two.
        read_options=pyarrow.csv.ReadOptions(use_threads=False, block_size=_LARGEST_BLOCK),
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


def csv_of(table: pa.Table) -> bytes:
    """A table as CSV with its head, which ``read_csv`` gives back: a blank is no null."""
    sink = pa.BufferOutputStream()
    pyarrow.csv.write_csv(table, sink)
    written: bytes = sink.getvalue().to_pybytes()
    return written


def column_of(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """Texts, whole numbers or truth values, some of them None, as a column.

    ``pyarrow.array`` does the same; it imports pandas, which takes longer than most columns.
    """
    there = None if None not in values else _bits(value is not None for value in values)
    if kind == pa.string():
        texts = [b"" if value is None else value.encode() for value in values]
        offsets = array("i", [0, *accumulate(map(len, texts))])
        buffers = [there, pa.py_buffer(offsets), pa.py_buffer(b"".join(texts))]
    elif kind == pa.bool_():
        buffers = [there, _bits(values)]
    else:
        numbers = values if there is None else [0 if value is None else value for value in values]
        buffers = [there, pa.py_buffer(array(_INTEGERS[kind], numbers))]
    return pa.Array.from_buffers(kind, len(values), buffers)


def _bits(flags: Iterable[Any]) -> pa.Buffer:
    """The least significant bit first."""
    written = "".join(["1" if flag else "0" for flag in flags])
    number = int(written[::-1] or "0", 2)
    return pa.py_buffer(number.to_bytes(-(-len(written) // 8), "little"))
