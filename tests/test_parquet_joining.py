"""Parquet files joined: the bytes that one writer gives, however many row groups there are."""

from io import BytesIO

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.paths import PACKAGE
from yusuan.declared.arrow import arrow_schema, arrow_table
from yusuan.declared.resources import RESOURCE_BY_NAME
from yusuan.storage.parquet_joining import MAGIC, cut, ending


def written(*tables: pa.Table) -> bytes:
    """What one writer gives, a row group for each table."""
    file = BytesIO()
    with pq.ParquetWriter(file, tables[0].schema, compression="zstd") as writer:
        for table in tables:
            writer.write_table(table)
    return file.getvalue()


def joined(*tables: pa.Table) -> bytes:
    """The same, each written by itself."""
    parts = [cut(written(table)) for table in tables]
    groups = b"".join(part.groups for part in parts)
    return MAGIC + groups + ending([(len(part.groups), part.footer) for part in parts])


def rows(name: str) -> pa.Table:
    content = (PACKAGE / "data" / f"{name}.csv").read_bytes()
    return arrow_table(RESOURCE_BY_NAME[name], content)


@pytest.mark.parametrize(
    ("name", "count"), [("checks", 1), ("budget_lines", 2), ("glossary", 15), ("glossary", 130)]
)
def test_row_groups_are_those_of_one_writer(name: str, count: int) -> None:
    table = rows(name)
    tables = [table.slice(start % table.num_rows, 40) for start in range(count)]
    assert joined(*tables) == written(*tables)


def test_a_group_without_rows_stands_among_others() -> None:
    table = rows("glossary")
    empty = arrow_schema(RESOURCE_BY_NAME["glossary"]).empty_table()
    assert joined(table, empty, table) == written(table, empty, table)
