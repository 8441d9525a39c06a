"""Lines as columns, which many of them take little memory in; and as text, as they are kept."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from yusuan.pages.exploring.line import Line

if TYPE_CHECKING:
    import pyarrow as pa

# Of a line, what it is sorted by besides: the table and the field of its figure.
RESOURCE, FIELD = "resource", "field"


def schema() -> "pa.Schema":
    """A column for each field of ``Line``, then those it is sorted by."""
    import pyarrow as pa

    others = {"year": pa.int16(), "amount": pa.int64(), "leaf": pa.bool_()}
    names = (*Line._fields, RESOURCE, FIELD)
    return pa.schema([(name, others.get(name, pa.string())) for name in names])


def columns_of(lines: Iterable[Line]) -> "pa.Table":
    """``lines`` in their order."""
    import pyarrow as pa

    from yusuan.declared.arrow import column_of

    wanted = schema()
    found: list[Sequence[object]] = list(zip(*map(_whole, lines), strict=True))
    arrays = [
        column_of(values, field.type)
        for values, field in zip(found or [()] * len(wanted), wanted, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=wanted)


def _whole(line: Line) -> Iterator[object]:
    resource, _, rest = line.line.partition(".")
    yield from (*line, resource, rest.rpartition(".")[2])


def from_text(content: bytes) -> "pa.Table":
    """What ``arrow.csv_of`` made of them. Raises ValueError for anything else."""
    from yusuan.declared.arrow import read_csv

    wanted = schema()
    found = read_csv(content, {field.name: field.type for field in wanted})
    if found.schema != wanted:
        raise ValueError("columns")
    return found
