"""Rows of a package are read as they are, though texts stay in dictionaries while a group is held."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from yusuan.pages.reading import TableRows


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """Two disclosures in two row groups, the second disclosure in both; texts blank and null."""
    table = pa.table(
        {
            "disclosure_id": ["a", "b", "b"],
            "name": ["甲", None, ""],
            "amount": pa.array([1, None, 3], pa.int64()),
        }
    )
    pq.write_table(table, tmp_path / "x.parquet", row_group_size=2)
    return tmp_path / "x.parquet"


def test_the_rows_of_a_disclosure_are_those_of_the_file(written: Path) -> None:
    parts = list(TableRows(written).of("b"))
    rows = [row for part in parts for row in part.to_pylist()]
    assert rows == [
        {"disclosure_id": "b", "name": None, "amount": None},
        {"disclosure_id": "b", "name": "", "amount": 3},
    ]
    assert {part.schema.field("name").type for part in parts} == {pa.string()}


def test_a_group_that_is_held_has_its_texts_packed(written: Path) -> None:
    rows = TableRows(written, ("disclosure_id", "name"))
    assert [part.num_rows for part in rows.of("a")] == [1]
    assert rows._group is not None
    assert pa.types.is_dictionary(rows._group[1].schema.field("name").type)
