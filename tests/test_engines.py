"""Ray gives the very bytes of the pool; the package by year and division holds its rows."""

import json
import os
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from tests.benchmarks.partitioned import queries
from tests.many import DOCUMENTS, write
from tests.paths import PACKAGE, ROOT
from tests.test_lanes import files_of
from yusuan.errors import YusuanError
from yusuan.package.partitioning import write_partitioned
from yusuan.package.writing import convert_folder
from yusuan.sources.folders import sha256_of


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Several disclosures, and one that lacks its document."""
    folder = tmp_path_factory.mktemp("engines") / "sources"
    for document in DOCUMENTS:
        write(document, folder)
    write(DOCUMENTS[0]._replace(year=2021), folder).joinpath("source.txt").unlink()
    (folder.parent / "package.toml").write_bytes((PACKAGE / "package.toml").read_bytes())
    return folder


@pytest.fixture(scope="module")
def package(sources: Path) -> Path:
    convert_folder(sources, sources.parent / "package", processes=2)
    return sources.parent / "package"


@pytest.fixture(scope="module")
def partitioned(package: Path) -> Path:
    write_partitioned(package, package.parent / "partitioned")
    return package.parent / "partitioned"


def test_two_workers_of_ray_give_the_bytes_of_the_pool(
    sources: Path, package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("ray", reason="the extra ray is not installed")
    monkeypatch.setenv(
        "PYTHONPATH", os.pathsep.join((str(ROOT / "scripts"), os.getenv("PYTHONPATH", "")))
    )
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    found = convert_folder(sources, tmp_path / "ray", processes=2, engine="ray")
    assert len(found.summaries) == len(DOCUMENTS)
    assert [str(failure) for failure in found.failures] == [
        f"{sources / '130999-345-2021-budget'}：缺少原文 source.txt。"
    ]
    assert files_of(tmp_path / "ray") == files_of(package)
    write_partitioned(tmp_path / "ray", tmp_path / "partitioned")
    write_partitioned(package, tmp_path / "of-the-pool")
    assert files_of(tmp_path / "partitioned") == files_of(tmp_path / "of-the-pool")


def test_without_ray_the_command_says_what_to_install(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yusuan.extras.find_spec", lambda _: None)
    with pytest.raises(YusuanError, match=r"缺少 ray.*yusuan\[ray\]"):
        convert_folder(sources, tmp_path / "out", processes=2, engine="ray")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("resource", ["budget_lines", "disclosures", "checks", "expenditure"])
def test_partitions_hold_the_rows_of_the_package(
    package: Path, partitioned: Path, resource: str
) -> None:
    own = pq.read_table(package / "data" / f"{resource}.parquet")
    names = ", ".join(f'"{name}"' for name in own.column_names)
    read = f"read_parquet('{partitioned / resource}/**/*.parquet', hive_partitioning = true)"
    types = "hive_types = {'fiscal_year': BIGINT, 'division_code': VARCHAR}"
    read = read.replace("hive_partitioning = true", f"hive_partitioning = true, {types}")
    again = duckdb.execute(f"SELECT {names} FROM {read}").fetchall()
    expected = [tuple(row.values()) for row in own.to_pylist()]
    assert sorted(map(str, again)) == sorted(map(str, expected))
    folders = {
        path.parent.relative_to(partitioned / resource).as_posix()
        for path in (partitioned / resource).rglob("*.parquet")
    }
    assert folders == {
        f"fiscal_year={each.year}/division_code={each.division[0]}" for each in DOCUMENTS
    }


def test_rows_stand_in_the_order_of_the_package(package: Path, partitioned: Path) -> None:
    folder = partitioned / "budget_lines" / "fiscal_year=2024" / "division_code=130999"
    [path] = folder.iterdir()
    ids = pq.ParquetFile(path).read(columns=["budget_line_id"])["budget_line_id"].to_pylist()
    whole = pq.read_table(package / "data" / "budget_lines.parquet").to_pylist()
    assert ids == [
        row["budget_line_id"]
        for row in whole
        if (row["fiscal_year"], row["division_code"]) == (2024, "130999")
    ]


def test_the_same_package_gives_the_same_partitions(
    package: Path, partitioned: Path, tmp_path: Path
) -> None:
    write_partitioned(package, tmp_path / "again")
    assert files_of(tmp_path / "again") == files_of(partitioned)


def test_partitions_name_the_package_that_is_cited(package: Path, partitioned: Path) -> None:
    told = json.loads((partitioned / "package.json").read_text(encoding="utf-8"))
    assert told["sha256"] == sha256_of((package / "datapackage.json").read_bytes())
    assert told["partitions"] == ["fiscal_year", "division_code"]


def test_a_folder_of_somebody_else_is_not_replaced(package: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(YusuanError, match="不敢替换"):
        write_partitioned(package, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_the_queries_of_the_page_run_as_they_are(
    package: Path, partitioned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(partitioned.parent)
    assert partitioned.name == "partitioned"
    view, *asked = queries()
    with duckdb.connect() as database:
        database.execute(view)
        by_year, by_function, reception = (database.execute(each).fetchall() for each in asked)
    lines = pq.read_table(package / "data" / "budget_lines.parquet").to_pylist()
    totals = [
        line
        for line in lines
        if (line["resource"], line["field"], line["is_leaf"]) == ("expenditure", "total", True)
    ]
    assert {year: (count, total) for year, count, total in by_year} == {
        year: (
            sum(each.year == year for each in DOCUMENTS),
            sum(line["amount_yuan"] for line in totals if line["fiscal_year"] == year),
        )
        for year in {each.year for each in DOCUMENTS}
    }
    asked_of = ("130999", 2024)
    assert sum(total for *_, total in by_function) == sum(
        line["amount_yuan"]
        for line in totals
        if (line["division_code"], line["fiscal_year"]) == asked_of
    )
    assert [row[3] for row in reception] == sorted(
        (Decimal(each.reception) * 10_000 for each in DOCUMENTS), reverse=True
    )
