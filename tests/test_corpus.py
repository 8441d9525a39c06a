"""The data set as it is committed: all disclosures, converted once for the whole session."""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from tests import sites
from tests.paths import CORPUS, REAL, read_csv
from yusuan.cli import main
from yusuan.declared.descriptor import data_files
from yusuan.keeping.choosing import is_prose
from yusuan.package.writing import convert_folder

# What is known only from prose, performance tables and notes, none of which is kept.
OF_THE_WHOLE = (
    "narrative", "stated_amounts", "glossary", "projects", "performance_indicators",
    "department_goals", "goal_indicators", "project_goals", "source_lines",
)  # fmt: skip


@pytest.fixture(scope="session")
def again(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The package that the committed sources give."""

    def make(folder: Path) -> None:
        package = folder / "datapackage"
        shutil.copytree(CORPUS / "sources", package / "sources")
        shutil.copy(CORPUS / "package.toml", package)
        convert_folder(package / "sources", package, processes=os.cpu_count() or 1)

    return sites.once(tmp_path_factory, worker_id, "corpus", make) / "datapackage"


@cache
def rows(name: str) -> list[dict[str, str]]:
    return read_csv(CORPUS / "data" / f"{name}.csv")


@cache
def documents() -> Mapping[str, dict[str, str]]:
    return {row["document_id"]: row for row in rows("documents")}


def kept_only(row: Mapping[str, str]) -> bool:
    return documents()[row["document_id"]]["original_at_hand"] == "false"


def files_of(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_file() and path.relative_to(folder).parts[0] in ("data", "schemas"):
            yield path.relative_to(folder).as_posix()


def test_the_committed_package_is_fresh(again: Path) -> None:
    files = [*files_of(again), "datapackage.json"]
    stale = [
        path
        for path in files
        if not (CORPUS / path).is_file()
        or (CORPUS / path).read_bytes() != (again / path).read_bytes()
    ]
    assert not stale, "run scripts/build and commit datapackage/"


def test_nothing_but_the_package_is_in_its_folder() -> None:
    described = json.loads((CORPUS / "datapackage.json").read_text(encoding="utf-8"))
    expected = {resource["path"] for resource in data_files(described)}
    expected |= {resource["schema"] for resource in described["resources"]}
    assert set(files_of(CORPUS)) == expected


def test_it_is_valid_and_every_disagreement_is_one_that_was_looked_at() -> None:
    assert main(["validate", "--package", str(CORPUS), "--strict", "--derive", "0"]) == 0


def test_many_places_and_years_are_in_it() -> None:
    disclosures = rows("disclosures")
    assert len(disclosures) >= 30
    assert len({row["division_code"] for row in disclosures}) >= 10
    assert all(row["division_name"] and row["fiscal_year"] for row in disclosures)
    jiangsu = {row["fiscal_year"] for row in disclosures if row["division_code"] == "320000"}
    assert jiangsu >= {"2017", "2018", "2019"}
    kinds = {row["kind"] for row in disclosures if row["division_code"] == "310107"}
    assert kinds == {"budget", "final_accounts"}


def test_the_first_disclosure_is_there_whole_and_every_other_as_tables_only() -> None:
    at_hand = [row for row in documents().values() if row["original_at_hand"] == "true"]
    assert [row["path"] for row in at_hand] == [f"sources/{REAL.name}/source.txt"]
    for folder in (CORPUS / "sources").iterdir():
        if folder != REAL:
            names = {path.name for path in folder.iterdir()} - {"acknowledged.toml"}
            assert names == {"source.toml", "tables.jsonl"}


def test_no_sentence_of_a_document_that_is_not_here_is_published() -> None:
    assert not [name for name in OF_THE_WHOLE if any(map(kept_only, rows(name)))]
    texts = {row["text"] for row in rows("published_cells") if kept_only(row)}
    assert len(texts) > 3_000
    assert not [text for text in texts if is_prose(text)]


def test_every_file_of_evidence_is_small() -> None:
    sizes = [path.stat().st_size for path in (CORPUS / "sources").rglob("tables.jsonl")]
    assert max(sizes) <= 150_000
