"""What is proven of the very same files is not proven again; what is wrong is found each time."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.test_validation import (
    describe_again,
    package,
    read_json,
    read_rows,
    small,
    write_json,
    write_rows,
)
from yusuan.caching import Cache
from yusuan.declared.arrow import arrow_table
from yusuan.declared.resources import RESOURCE_BY_NAME, RESOURCES
from yusuan.validation import Problem, tables, validate_package
from yusuan.validation.distinct import are_among, are_distinct

LISTED = "functional_classification"
__all__ = ["package", "small"]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The resources that are read and held against all rules."""
    names: list[str] = []
    prove = tables._prove

    def noting(*given):  # type: ignore[no-untyped-def]
        names.append(given[1]["name"])
        return prove(*given)

    monkeypatch.setattr(tables, "_prove", noting)
    return names


def rewrite(package: Path, name: str, rows: list[list[str]]) -> None:
    """A table of these rows in both formats, described as it is; the first are the heads."""
    write_rows(package, name, rows)
    content = (package / "data" / f"{name}.csv").read_bytes()
    pq.write_table(
        arrow_table(RESOURCE_BY_NAME[name], content), package / "data" / f"{name}.parquet"
    )
    descriptor = read_json(package / "datapackage.json")
    for entry in descriptor["resources"]:
        if entry["name"] == name:
            entry["rows"] = len(rows) - 1
    write_json(package / "datapackage.json", descriptor)
    describe_again(package)


def problems(package: Path, *, fresh: bool = False) -> tuple[Problem, ...]:
    return validate_package(package, kept=Cache(package / "kept", lambda: "code", fresh=fresh))


def test_only_what_changed_is_proven_again(package: Path, asked: list[str]) -> None:
    assert problems(package) == ()
    assert len(asked) == len(RESOURCES)
    asked.clear()
    assert problems(package) == ()
    assert asked == []
    rewrite(package, "glossary", read_rows(package, "glossary")[:-1])
    assert problems(package) == ()
    assert asked == ["glossary"]
    asked.clear()
    assert problems(package, fresh=True) == ()
    assert len(asked) == len(RESOURCES)


def test_a_fault_is_found_each_time(package: Path) -> None:
    assert problems(package) == ()
    rows = read_rows(package, "glossary")
    rewrite(package, "glossary", [*rows, rows[-1]])
    found = problems(package)
    assert "primary key 重复" in str(found[0])
    assert problems(package) == found == validate_package(package)


def test_a_row_that_others_refer_to_is_missed_though_they_are_proven(
    package: Path, asked: list[str]
) -> None:
    assert problems(package) == ()
    rewrite(package, "documents", read_rows(package, "documents")[:-1])
    asked.clear()
    found = problems(package)
    assert asked == ["documents"]
    assert any("foreign key：documents" in str(each) for each in found)
    assert found == validate_package(package)


def test_a_code_that_is_no_longer_listed_is_missed(package: Path) -> None:
    assert problems(package) == ()
    rewrite(package, LISTED, read_rows(package, LISTED)[:1])
    found = problems(package)
    assert any(f"该年度的 {LISTED} 里没有编码" in str(each) for each in found)
    assert found == validate_package(package)


def table(*rows: tuple[str | None, ...]) -> pa.Table:
    columns = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]
    return pa.table(columns, names=["a", "b"][: len(columns)])


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (table(("甲", "乙"), ("甲", "丙")), True),
        (table(("甲", "乙"), ("甲", "乙")), False),
        (table(("甲", ""), ("", "甲")), True),
        (table(("甲",), ("",)), True),
        (table(("甲\0", "乙"), ("甲", "\0乙")), False),  # cannot be told
        (table(("甲", None), ("乙", "丙")), False),
    ],
)
def test_rows_that_are_distinct(keys: pa.Table, expected: bool) -> None:
    assert are_distinct(keys) == expected


OTHERS = table(("甲", "乙"), ("丙", ""))


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (table(("甲", "乙"), ("丙", ""), (None, None)), True),
        (table((None, None)), True),
        (table(("甲", "")), False),
        (table(("", "丙")), False),
        (table(("甲", "乙"), ("甲", None)), False),
        (table((None, "乙"), ("甲", None)), False),
    ],
)
def test_rows_that_are_among_others(keys: pa.Table, expected: bool) -> None:
    assert are_among(keys, OTHERS) == expected
