"""The package opened by other people's programs: what the downloads page shows runs as it is.

R is tried where it is installed (Debian: r-base-core, r-cran-jsonlite, r-cran-readr,
r-cran-data.table); a tool that is not there is named in the reason for skipping.
"""

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from tests.kept import small_package
from tests.paths import read_csv
from yusuan.declared.fields import FieldKind
from yusuan.declared.resources import RESOURCES
from yusuan.pages.downloads import snippet_text

Totals = Mapping[str, Decimal]
# A package of R that a snippet needs -> the snippet.
R_CODE = {
    "jsonlite": "read_csv_with_r.R",
    "readr": "read_csv_with_readr.R",
    "data.table": "read_csv_with_data_table.R",
}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_package(tmp_path_factory.mktemp("opened") / "package")


@pytest.fixture(scope="module")
def totals(package: Path) -> Totals:
    """Total expenditure of each disclosure in yuan, added up from the text of the CSV file."""
    found: dict[str, Decimal] = {}
    for row in read_csv(package / "data" / "budget_lines.csv"):
        if (row["resource"], row["field"], row["is_leaf"]) == ("expenditure", "total", "true"):
            amount = Decimal(row["amount_yuan"])
            found[row["disclosure_id"]] = found.get(row["disclosure_id"], Decimal(0)) + amount
    assert found
    return found


# CSV in Python and SQL


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_python_code_for_csv_adds_up_exactly(package: Path, totals: Totals, library: str) -> None:
    code = snippet_text(f"read_csv_with_{library}.py", None)
    asking = (
        "\npairs = totals.rows() if hasattr(totals, 'rows') else totals.items()\n"
        "for key, value in pairs: print('=', key, value, type(value).__name__)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code + asking],
        cwd=package,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = [line.split()[1:] for line in done.stdout.splitlines() if line.startswith("= ")]
    assert {key: Decimal(value) for key, value, _ in found} == totals
    assert {kind for _, _, kind in found} == {"Decimal"}


def test_duckdb_code_for_csv_adds_up_exactly(
    package: Path, totals: Totals, monkeypatch: pytest.MonkeyPatch
) -> None:
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.chdir(package)
    rows = duckdb.execute(snippet_text("read_csv_with_duckdb.sql", None)).fetchall()
    assert dict(rows) == totals


def test_types_of_the_schema_open_every_table_in_pandas(package: Path) -> None:
    """What a schema says is enough: texts stay texts, whole numbers and logicals are that."""
    import pandas as pd

    kinds = {"integer": "Int64", "number": "string", "boolean": "boolean"}
    for resource in RESOURCES:
        schema = json.loads((package / "schemas" / f"{resource.name}.json").read_text("utf-8"))
        types = {f["name"]: kinds.get(f["type"], "string") for f in schema["fields"]}
        path = package / "data" / f"{resource.name}.csv"
        frame = pd.read_csv(path, dtype=types, keep_default_na=False, na_values=[""])
        expected = read_csv(path)
        assert len(frame) == len(expected)
        for field in resource.fields:
            texts = [row[field.name] for row in expected]
            found = ["" if pd.isna(v) else str(v) for v in frame[field.name].tolist()]
            if field.kind == "boolean":
                found = [value.lower() for value in found]
            assert found == texts, f"{resource.name}.{field.name}"


# R


def rscript(needed: str) -> str:
    """The program, or a skip that names what is missing."""
    found = shutil.which("Rscript")
    if found is None:
        pytest.skip("no Rscript on this machine (Debian: r-base-core)")
    for name in dict.fromkeys(("jsonlite", needed)):
        probe = [found, "-e", f"library({name})"]
        if subprocess.run(probe, capture_output=True, check=False).returncode != 0:
            pytest.skip(f"the R package {name} is not installed (Debian: r-cran-{name.lower()})")
    return found


def run_r(program: str, code: str, folder: Path, script: Path) -> list[list[str]]:
    """What the code prints after ``=``, in fields."""
    script.write_text(code, encoding="utf-8")
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(script.parent)}
    done = subprocess.run(
        [program, "--vanilla", str(script)],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    return [line.split("\t")[1:] for line in done.stdout.splitlines() if line.startswith("=\t")]


@pytest.mark.parametrize("needed", R_CODE)
def test_r_code_for_csv_runs(package: Path, totals: Totals, tmp_path: Path, needed: str) -> None:
    program = rscript(needed)
    asking = (
        '\ncat(sprintf("=\\t%s\\t%.2f\\n", totals$disclosure_id, totals$amount_yuan), sep="")\n'
    )
    code = snippet_text(R_CODE[needed], None) + asking
    found = run_r(program, code, package, tmp_path / "code.R")
    assert {key: Decimal(value) for key, value in found} == totals


R_CLASSES: Mapping[FieldKind, str] = {
    "string": "character",
    "integer": "integer",
    "boolean": "logical",
    "date": "Date",
    "amount": "numeric",
    "yuan": "numeric",
    "number": "numeric",
}


@pytest.mark.parametrize("needed", R_CODE)
def test_r_gives_every_column_its_type_and_keeps_every_code(
    package: Path, tmp_path: Path, needed: str
) -> None:
    program = rscript(needed)
    reading = snippet_text(R_CODE[needed], None).partition("\n\n")[0]
    asking = """
for (name in names(lines)) {
  column <- lines[[name]]
  shown <- if (is.logical(column)) tolower(as.character(column)) else as.character(column)
  shown <- if (is.numeric(column) && !is.integer(column)) rep("", length(column)) else shown
  shown[is.na(shown)] <- ""
  told <- paste(encodeString(shown), collapse = "\\x1f")
  cat("=", "NAME", name, class(column)[1], sum(!is.na(column)), told, sep = "\\t"); cat("\\n")
}
"""
    code = "".join(
        reading.replace("budget_lines", resource.name) + asking.replace("NAME", resource.name)
        for resource in RESOURCES
    )
    found = run_r(program, code, package, tmp_path / "classes.R")
    told = {(name, column): rest for name, column, *rest in found}
    for resource in RESOURCES:
        rows = read_csv(package / "data" / f"{resource.name}.csv")
        for field in resource.fields:
            kind, filled, shown = (*told[resource.name, field.name], "")[:3]
            texts = [row[field.name] for row in rows]
            where = f"{resource.name}.{field.name}"
            assert kind == R_CLASSES[field.kind], where
            assert int(filled) == sum(map(bool, texts)), where
            if field.kind in ("integer", "boolean") or field.name.endswith("_code"):
                assert shown.split("\x1f") == texts or not texts, where


# frictionless-r reads a resource only if it says that it is tabular in version 1's words; the
# package is not in Debian, so its rule is held here.


def test_every_resource_is_a_csv_file_that_frictionless_r_reads(package: Path) -> None:
    descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    for entry in descriptor["resources"]:
        assert entry["profile"] == "tabular-data-resource"
        assert entry["path"].endswith(".csv")
        assert entry["encoding"] == "utf-8"
        schema = json.loads((package / entry["schema"]).read_text(encoding="utf-8"))
        assert {field["type"] for field in schema["fields"]} <= {
            *("string", "integer", "number", "boolean", "date")
        }
        assert schema["missingValues"] == [""]


def test_every_table_is_listed_once(package: Path) -> None:
    descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    assert [entry["name"] for entry in descriptor["resources"]] == [r.name for r in RESOURCES]


# Cells that a spreadsheet would take for formulas: exact in the data, texts in the workbook


def test_a_text_that_looks_like_a_formula_is_a_text_in_the_workbook(tmp_path: Path) -> None:
    import openpyxl

    from yusuan.exporting.workbook import write_workbook

    folder = small_package(tmp_path / "package")
    path = folder / "data" / "glossary.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    at = rows[0].index("definition")
    rows[1][at] = '=HYPERLINK("http://example.org","x")'
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    write_workbook(folder, tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    cells = [
        c for sheet in book for row in sheet.iter_rows() for c in row if c.value == rows[1][at]
    ]
    assert [(cell.data_type, cell.hyperlink) for cell in cells] == [("s", None)]
