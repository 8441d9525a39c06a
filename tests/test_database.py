"""The SQLite file: exact, the same bytes twice, searched and served by Datasette."""

import asyncio
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest

from tests.kept import small_package
from tests.paths import read_csv
from yusuan.declared.resources import EVIDENCE, RESOURCES
from yusuan.errors import YusuanError
from yusuan.exporting import database as database_module
from yusuan.exporting.database import columns_of, searched_fields, write_database


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_package(tmp_path_factory.mktemp("package") / "small")


@pytest.fixture(scope="module")
def path(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("database") / "yusuan.sqlite"
    write_database(package, target)
    return target


@pytest.fixture
def database(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path)
    yield connection
    connection.close()


def test_the_same_package_gives_the_same_bytes(package: Path, path: Path, tmp_path: Path) -> None:
    write_database(package, tmp_path / "again.sqlite")
    assert (tmp_path / "again.sqlite").read_bytes() == path.read_bytes()


def test_it_is_sound(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
def test_a_table_holds_the_text_of_its_csv_file(
    package: Path, database: sqlite3.Connection, resource: object
) -> None:
    declared = next(each for each in RESOURCES if each is resource)
    database.row_factory = sqlite3.Row
    rows = database.execute(f'SELECT * FROM "{declared.name}"').fetchall()
    expected = read_csv(package / "data" / f"{declared.name}.csv")
    assert len(rows) == len(expected)
    for row, texts in zip(rows, expected, strict=True):
        for field in declared.fields:
            text, value = texts[field.name] or None, row[field.name]
            if field.kind == "boolean":
                value = None if value is None else ("false", "true")[value]
            assert (None if value is None else str(value)) == text
            if field.kind in ("amount", "yuan") and text is not None:
                power = 6 if field.kind == "amount" else 2
                assert row[f"{field.name}_fen"] == Decimal(text).scaleb(power)


def test_sums_in_fen_are_exact(package: Path, database: sqlite3.Connection) -> None:
    [(found,)] = database.execute("SELECT sum(amount_yuan_fen) FROM budget_lines").fetchall()
    rows = read_csv(package / "data" / "budget_lines.csv")
    assert found == sum(Decimal(row["amount_yuan"] or 0) for row in rows) * 100


def test_every_column_is_explained(database: sqlite3.Connection) -> None:
    told = set(database.execute('SELECT "table", "column" FROM data_dictionary'))
    columns = {(r.name, name) for r in RESOURCES for f in r.fields for name, _ in columns_of(f)}
    assert told == columns


def test_any_three_letters_in_a_row_are_found(database: sqlite3.Connection) -> None:
    [(text,)] = database.execute("SELECT text FROM narrative WHERE length(text) > 8 LIMIT 1")
    part = text[2:6]
    found = database.execute(
        "SELECT text FROM narrative WHERE rowid IN "
        "(SELECT rowid FROM narrative_fts WHERE narrative_fts MATCH ?)",
        (f'"{part}"',),
    )
    assert text in {row[0] for row in found}


def test_what_is_searched_is_prose_and_names() -> None:
    searched = {resource.name: searched_fields(resource) for resource in RESOURCES}
    assert "text" in searched["narrative"]
    assert all(searched[name] == () for name in EVIDENCE)
    assert not any(name.endswith("_code") for names in searched.values() for name in names)


@pytest.mark.parametrize(
    "condition",
    [
        "expenditure WHERE function_code = '21303'",
        "expenditure WHERE document_id = 'x' AND function_code > '213'",
        "published_cells WHERE disclosure_id = '130999-345-2024-budget'",
        "checks WHERE check_id = 'sums'",
    ],
)
def test_lookups_use_an_index(database: sqlite3.Connection, condition: str) -> None:
    plan = database.execute(f"EXPLAIN QUERY PLAN SELECT * FROM {condition}").fetchall()
    assert plan[0][3].startswith("SEARCH")


def test_neither_keys_nor_places_nor_formulas_are_searched() -> None:
    searched = {name for resource in RESOURCES for name in searched_fields(resource)}
    assert {"message", "subject", "text", "row_label", "goal"} <= searched
    assert (
        not {
            *("budget_line_ids", "disclosure_ids", "left_expression", "right_expression"),
            *("places", "left_places", "right_places", "field", "resource", "published_text"),
        }
        & searched
    )


def test_datasette_opens_searches_and_filters_it(path: Path) -> None:
    app = pytest.importorskip("datasette.app")

    async def ask() -> tuple[set[str], int, int]:
        # Its own limit of a second is for visitors, not for a busy machine.
        served = app.Datasette([str(path)], settings={"sql_time_limit_ms": 60_000})
        await served.invoke_startup()
        home = await served.client.get("/yusuan.json")
        lines = await served.client.get("/yusuan/budget_lines.json?_size=1")
        searched = await served.client.get("/yusuan/narrative.json?_search=政府采购")
        page = await served.client.get("/yusuan/budget_lines?_sort=amount_yuan_fen")
        for answer in (home, lines, searched, page):
            assert answer.status_code == 200, answer.text
        tables = {each["name"] for each in home.json()["tables"]}
        return tables, lines.json()["filtered_table_rows_count"], len(searched.json()["rows"])

    # A browser of other tests may have its event loop in this thread.
    with ThreadPoolExecutor(1) as thread:
        tables, count, found = thread.submit(asyncio.run, ask()).result()
    assert {"budget_lines", "data_dictionary"} <= tables
    assert count > 0
    assert found > 0


# The other way to SQLite: frictionless, which makes a table of each resource


def test_frictionless_publishes_the_package_to_sqlite(package: Path, tmp_path: Path) -> None:
    pytest.importorskip("sqlalchemy")
    from frictionless import Package

    shutil.copytree(package, tmp_path / "package")
    described = Package(str(tmp_path / "package" / "datapackage.json"))
    described.publish(f"sqlite:///{tmp_path / 'published.sqlite'}")
    connection = sqlite3.connect(tmp_path / "published.sqlite")
    listed = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    assert {name for (name,) in listed} == {resource.name for resource in RESOURCES}
    for resource in RESOURCES:
        [(count,)] = connection.execute(f'SELECT count(*) FROM "{resource.name}"').fetchall()
        assert count == len(read_csv(package / "data" / f"{resource.name}.csv"))
    connection.close()


def test_a_table_without_rows_has_no_indexes(database: sqlite3.Connection) -> None:
    made = database.execute("SELECT tbl_name FROM sqlite_master WHERE sql LIKE 'CREATE INDEX%'")
    indexes = Counter(name for (name,) in made)
    rows = {
        each.name: database.execute(f'SELECT count(*) FROM "{each.name}"').fetchone()[0]
        for each in RESOURCES
    }
    assert [name for name in indexes if not rows[name]] == []
    assert indexes["budget_lines"]


def test_a_full_disk_is_the_cause_and_no_rollback(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = (*database_module._SETTINGS, "max_page_count = 40")
    monkeypatch.setattr(database_module, "_SETTINGS", full)
    with pytest.raises(YusuanError, match="不能写成 SQLite 文件（磁盘满了）"):
        write_database(package, tmp_path / "large.sqlite")
