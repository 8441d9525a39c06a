"""The published site read back over HTTP by the tools that researchers use.

Rows, types and sums are those of the committed package; amounts stay decimal in every tool.
"""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.browser.server import Served, loopback
from tests.paths import PACKAGE

RESOURCES = tuple(
    entry["name"]
    for entry in json.loads((PACKAGE / "datapackage.json").read_text(encoding="utf-8"))["resources"]
)


@pytest.fixture(scope="module")
def served(published_site: Path) -> Iterator[Served]:
    with loopback() as place:
        yield place.serve(published_site)


@pytest.fixture(scope="module")
def index(served: Served) -> dict[str, Any]:
    with urlopen(served("index.json")) as answer:
        found = json.load(answer)
    assert isinstance(found, dict)
    return found


@pytest.fixture(scope="module")
def fetched(
    served: Served, index: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Every file that the index lists, fetched into a folder and checked against the index."""
    folder = tmp_path_factory.mktemp("fetched")
    current = index["current"]
    for file in current["files"]:
        with urlopen(served(current["path"] + file["path"])) as answer:
            content = answer.read()
        assert len(content) == file["bytes"], file["path"]
        assert hashlib.sha256(content).hexdigest() == file["sha256"], file["path"]
        target = folder / file["path"]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder


@cache
def committed(resource: str) -> pa.Table:
    return pq.ParquetFile(PACKAGE / "data" / f"{resource}.parquet").read()


def decimals(resource: str) -> list[str]:
    return [field.name for field in committed(resource).schema if pa.types.is_decimal(field.type)]


def total(resource: str, name: str) -> Decimal:
    values = committed(resource)[name].to_pylist()
    return sum((value for value in values if value is not None), Decimal(0))


def test_the_index_lists_the_whole_package(index: dict[str, Any]) -> None:
    listed = {file["path"] for file in index["current"]["files"]}
    described = json.loads((PACKAGE / "datapackage.json").read_text(encoding="utf-8"))
    assert {entry["path"] for entry in described["resources"]} <= listed
    assert {"datapackage.json", "package.toml"} <= listed
    name = f"{described['name']}-{described['version']}"
    assert {f"{name}.zip", f"{name}.xlsx"} <= listed


@pytest.mark.parametrize("resource", RESOURCES)
def test_the_index_knows_the_rows_of_every_table(index: dict[str, Any], resource: str) -> None:
    rows = {file["path"]: file["rows"] for file in index["current"]["files"] if "resource" in file}
    expected = committed(resource).num_rows
    assert rows[f"data/{resource}.csv"] == rows[f"data/{resource}.parquet"] == expected


@pytest.mark.parametrize("resource", RESOURCES)
def test_pyarrow_reads_the_very_table(fetched: Path, resource: str) -> None:
    assert (
        pq.ParquetFile(fetched / "data" / f"{resource}.parquet").read().equals(committed(resource))
    )


@pytest.mark.parametrize("resource", RESOURCES)
def test_pandas_reads_rows_and_sums_straight_from_the_site(served: Served, resource: str) -> None:
    import pandas as pd

    frame = pd.read_parquet(served(f"datapackage/data/{resource}.parquet"), dtype_backend="pyarrow")
    assert len(frame) == committed(resource).num_rows
    for name in decimals(resource):
        assert pa.types.is_decimal(frame[name].dtype.pyarrow_dtype)  # type: ignore[union-attr]
        assert sum(frame[name].dropna(), Decimal(0)) == total(resource, name)


@pytest.mark.parametrize("resource", RESOURCES)
def test_polars_reads_rows_and_sums(fetched: Path, resource: str) -> None:
    import polars as pl

    frame = pl.read_parquet(fetched / "data" / f"{resource}.parquet")
    assert frame.height == committed(resource).num_rows
    for name in decimals(resource):
        assert isinstance(frame.schema[name], pl.Decimal)
        assert (frame[name].sum() or Decimal(0)) == total(resource, name)


@pytest.mark.parametrize("resource", RESOURCES)
def test_duckdb_reads_rows_and_sums(fetched: Path, resource: str) -> None:
    import duckdb

    with duckdb.connect() as connection:
        table = connection.read_parquet(str(fetched / "data" / f"{resource}.parquet"))
        types = dict(zip(table.columns, map(str, table.types), strict=True))
        [(rows,)] = table.aggregate("count(*)").fetchall()
        assert rows == committed(resource).num_rows
        for name in decimals(resource):
            assert types[name] == "DECIMAL(18,6)" or types[name].startswith("DECIMAL(")
            [(found,)] = table.aggregate(f'sum("{name}")').fetchall()
            assert (found or Decimal(0)) == total(resource, name)


def test_frictionless_reads_the_package_from_the_site(served: Served) -> None:
    from frictionless import Package

    package = Package(served("datapackage/datapackage.json"))
    for resource in RESOURCES:
        rows = package.get_table_resource(resource).read_rows()
        assert len(rows) == committed(resource).num_rows
        for name in decimals(resource):
            found = [row[name] for row in rows if row[name] is not None]
            assert all(isinstance(value, Decimal) for value in found)
            assert sum(found, Decimal(0)) == total(resource, name)


def test_r_reads_the_total_as_documented(fetched: Path) -> None:
    rscript = shutil.which("Rscript")
    if rscript is None:
        pytest.skip("Rscript is not on this machine")
    known = "quit(status = !requireNamespace('arrow', quietly = TRUE))"
    if subprocess.run([rscript, "-e", known], check=False, capture_output=True).returncode:
        pytest.skip("the R package arrow is not on this machine")
    snippet = Path(__file__).parents[1] / "scripts/yusuan/pages/snippets/read_with_r.R"
    done = subprocess.run(
        [rscript, snippet],
        cwd=fetched,
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    assert "13362300" in done.stdout
