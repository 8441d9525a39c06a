"""Validation finds what was damaged; the stock command agrees with the package."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.paths import DOCUMENTS, PACKAGE
from yusuan.errors import YusuanError
from yusuan.package import convert_folder
from yusuan.sources import sha256_of
from yusuan.validation import validate_package


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("package") / "small"
    convert_folder(DOCUMENTS, output)
    return output


@pytest.fixture
def package(small: Path, tmp_path: Path) -> Path:
    shutil.copytree(small, tmp_path / "package")
    return tmp_path / "package"


def describe_again(package: Path, path: str) -> None:
    """Make ``datapackage.json`` agree with a file that a test has changed."""
    descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    content = (package / path).read_bytes()
    for resource in descriptor["resources"]:
        if resource["path"] == path:
            resource["bytes" if "bytes" in resource else "byteSize"] = len(content)
            resource["hash"] = f"sha256:{sha256_of(content)}"
    (package / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")


def change_csv(package: Path, name: str, change: Callable[[str], str]) -> None:
    path = package / "data" / f"{name}.csv"
    old = path.read_text(encoding="utf-8")
    new = change(old)
    assert new != old
    path.write_bytes(new.encode())
    describe_again(package, f"data/{name}.csv")


def test_a_fresh_package_is_valid(small: Path) -> None:
    assert validate_package(small) == ()


def test_the_stock_command_finds_the_committed_package_valid() -> None:
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json"]
    done = subprocess.run(command, cwd=PACKAGE, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


def test_a_changed_byte_is_found(package: Path) -> None:
    path = package / "data" / "revenue.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    [problem] = validate_package(package)
    assert problem.path == "data/revenue.parquet"
    assert "校验值" in problem.message


def test_a_missing_file_is_found(package: Path) -> None:
    (package / "data" / "revenue.csv").unlink()
    assert [problem.path for problem in validate_package(package)] == ["data/revenue.csv"]


def test_a_changed_source_is_found(package: Path) -> None:
    path = next((package / "sources").rglob("source.txt"))
    path.write_bytes(path.read_bytes() + b"\n")
    assert ["原文的校验值" in problem.message for problem in validate_package(package)] == [True]


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        ("revenue", lambda t: t.replace("385.50", "385.5x"), "385.5x"),
        ("revenue", lambda t: t.replace("375.50", "375.51", 1), "Parquet|parquet"),
        ("revenue", lambda t: t.replace("\n130999-345-2024-budget,2,", "\n,2,"), "required"),
        ("revenue", lambda t: t.replace("budget,3,21208", "budget,2,21208"), "primary|unique"),
        ("expenditure", lambda t: t.replace(",21303,水利", ",99999,水利"), "lookup|foreign"),
        ("budget_summary", lambda t: t.replace(",revenue,", ",income,", 1), "enum"),
        ("glossary", lambda t: t.replace("基本支出", "", 1), "required"),
        ("revenue", lambda t: "\n".join(t.split("\n")[:-2]) + "\n", "行"),
    ],
    ids=["type", "value", "required", "primary", "foreign", "enum", "blank", "row"],
)
def test_a_damaged_csv_is_found(
    package: Path, name: str, change: Callable[[str], str], message: str
) -> None:
    import re

    change_csv(package, name, change)
    problems = validate_package(package)
    assert any(re.search(message, str(problem), re.IGNORECASE) for problem in problems), problems


def test_a_parquet_value_that_breaks_a_rule_is_found(package: Path) -> None:
    """The stock rules are run over Parquet too, not over CSV alone."""
    path = package / "data" / "budget_summary.parquet"
    table = pq.read_table(path)
    sides = ["income" if side == "revenue" else side for side in table["side"].to_pylist()]
    at = table.column_names.index("side")
    changed = table.set_column(at, table.schema.field("side"), [sides])
    pq.write_table(changed, path, compression="zstd")
    describe_again(package, "data/budget_summary.parquet")
    problems = validate_package(package)
    assert any(p.path.endswith(".parquet") and "enum" in p.message for p in problems)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"resources": 1}', '{"resources": [{}]}'])
def test_a_broken_descriptor_is_an_error_of_reading(package: Path, text: str) -> None:
    (package / "datapackage.json").write_text(text, encoding="utf-8")
    with pytest.raises(YusuanError, match=r"datapackage\.json"):
        validate_package(package)
