"""Tables written bit by bit: the same rows in both files, in row groups that depend on rows alone."""

import hashlib
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.many import DOCUMENTS, write
from tests.test_lanes import files_of
from yusuan.caching import Cache
from yusuan.declared.arrow import arrow_table
from yusuan.declared.csv_text import csv_text
from yusuan.model import Row, Value
from yusuan.package import table_files
from yusuan.package.table_files import TableFiles
from yusuan.package.writing import convert_folder
from yusuan.prose.glossary import GLOSSARY
from yusuan.validation import validate_package


def rows_of(number: int) -> list[Row]:
    values: dict[str, Value] = {
        "disclosure_id": f"d{number}",
        "term": "词",
        "definition": "一行，\n又一行" * number,
        "document_id": "0123456789ab",
        "place": "L1",
        "place_end": "L2",
    }
    return [GLOSSARY.row({**values, "term_no": each}) for each in range(1, number + 1)]


def written(folder: Path, kept: Cache | None = None) -> TableFiles:
    folder.mkdir()
    with TableFiles(folder, GLOSSARY, kept) as table:
        for number in range(1, 9):
            table.add(csv_text(GLOSSARY, rows_of(number)))
        csv, parquet = table.data_files()
    for file, path in ((csv, table.path), (parquet, table.path.with_suffix(".parquet"))):
        content = path.read_bytes()
        assert file.size_bytes == len(content)
        assert file.sha256 == hashlib.sha256(content).hexdigest()
        assert file.row_count == 36
    return table


def test_row_groups_hold_the_rows_of_the_csv_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = written(tmp_path / "whole")
    monkeypatch.setattr(table_files, "ROW_GROUP_BYTES", 1500)
    parts = written(tmp_path / "parts")
    assert parts.path.read_bytes() == whole.path.read_bytes()
    one, several = (pq.ParquetFile(each.path.with_suffix(".parquet")) for each in (whole, parts))
    assert one.num_row_groups == 1
    assert several.num_row_groups > 2
    expected = arrow_table(GLOSSARY, whole.path.read_bytes())
    assert one.read().equals(expected)
    assert several.read().equals(expected)
    assert several.schema_arrow.equals(one.schema_arrow, check_metadata=True)
    # None begins in the middle of a disclosure.
    for group in range(1, several.num_row_groups):
        assert several.read_row_group(group)["term_no"][0].as_py() == 1


def test_row_groups_of_the_same_rows_are_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_files, "ROW_GROUP_BYTES", 1500)
    plain = written(tmp_path / "plain")
    cache = Cache(tmp_path / "kept", lambda: "code")
    first = written(tmp_path / "first", cache)
    monkeypatch.setattr(table_files, "_parquet", None)
    again = written(tmp_path / "again", cache)
    contents = {each.path.with_suffix(".parquet").read_bytes() for each in (plain, first, again)}
    assert len(contents) == 1


def test_a_table_without_rows_has_both_files(tmp_path: Path) -> None:
    with TableFiles(tmp_path, GLOSSARY) as table:
        assert [file.row_count for file in table.data_files()] == [0, 0]
    assert pq.read_table(table.path.with_suffix(".parquet")).num_rows == 0


def test_an_interrupted_table_is_closed(tmp_path: Path) -> None:
    table = TableFiles(tmp_path, GLOSSARY)

    def stop() -> None:
        with table:
            table.add(csv_text(GLOSSARY, rows_of(1)))
            raise KeyError

    with pytest.raises(KeyError):
        stop()
    with pytest.raises(ValueError, match="closed"):
        table.add(csv_text(GLOSSARY, rows_of(1)))


def test_a_package_of_many_row_groups_is_valid_and_does_not_depend_on_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_files, "ROW_GROUP_BYTES", 5000)
    for document in DOCUMENTS[:4]:
        write(document, tmp_path / "sources")
    convert_folder(tmp_path / "sources", tmp_path / "one", processes=1)
    convert_folder(tmp_path / "sources", tmp_path / "two", processes=2)
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")
    lines = pq.ParquetFile(tmp_path / "one" / "data" / "budget_lines.parquet")
    assert lines.num_row_groups > 1
    assert validate_package(tmp_path / "one") == ()
