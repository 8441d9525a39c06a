"""Rows of a CSV file gone past some at a time, read or known; and what is known of files."""

from io import BytesIO
from pathlib import Path

import pytest

from tests.many import DOCUMENTS, write
from yusuan.package.writing import convert_folder
from yusuan.pages.model import read_site
from yusuan.sources.folders import sha256_of
from yusuan.storage import pieces
from yusuan.storage.csv_rows import KnownRows, ReadRows
from yusuan.storage.pieces import Piece, Written, checksum_of, checksum_of_file, known, note
from yusuan.validation import read_descriptor

ROWS = [
    [b"a,b\n", b"c,d\n"],
    [b'"a\nb",c\n', b'"d""\n""",e\n'],
    [b'"",\n', b'"\n",""\n', b",\n"],
    ['甲,"乙\n丙"\n'.encode(), b",\n"],
]


@pytest.mark.parametrize("rows", ROWS)
def test_rows_are_gone_past_one_by_one(rows: list[bytes]) -> None:
    passing = ReadRows(BytesIO(b"".join(rows)))
    for row in rows:
        assert passing.pass_(1) == sha256_of(row)
        assert passing.passed == row
    assert passing.at_end()


@pytest.mark.parametrize("rows", ROWS)
def test_all_rows_at_once(rows: list[bytes]) -> None:
    passing = ReadRows(BytesIO(b"".join(rows)))
    assert passing.pass_(len(rows)) == sha256_of(b"".join(rows))
    assert passing.at_end()


def test_a_row_that_is_left_is_not_the_end() -> None:
    passing = ReadRows(BytesIO(b"a\nb\n"))
    passing.pass_(1)
    assert not passing.at_end()


ONE, OTHER = (Piece("", rows, 2 * rows, sha256_of(b"1\n" * rows)) for rows in (1, 2))


def test_pieces_that_are_known_are_not_read() -> None:
    file = BytesIO(b"h\n" + b"1\n" * 3)
    file.readline()
    passing = KnownRows(file, [ONE, OTHER])
    assert passing.pass_(3) == checksum_of([ONE, OTHER])
    assert file.tell() == 2
    assert passing.passed == b"1\n" * 3
    assert passing.at_end()


def test_a_part_of_a_piece_is_none() -> None:
    with pytest.raises(ValueError, match="-1"):
        KnownRows(BytesIO(b"1\n" * 2), [OTHER]).pass_(1)


def test_a_file_that_became_another_is_not_known(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"one")
    note(path, Written("told"))
    assert checksum_of_file(path) == "told"
    path.rename(tmp_path / "moved")
    assert checksum_of_file(tmp_path / "moved") == "told"
    (tmp_path / "moved").write_bytes(b"another")
    assert checksum_of_file(tmp_path / "moved") == sha256_of(b"another")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("known")
    for document in DOCUMENTS[1:5]:
        write(document, folder / "sources")
    convert_folder(folder / "sources", folder / "package")
    return folder / "package"


def test_what_is_known_of_a_package_is_what_is_there(package: Path) -> None:
    for entry in read_descriptor(package)["resources"]:
        path = package / entry["path"]
        content, written = path.read_bytes(), known(path)
        assert written is not None
        assert written.sha256 == sha256_of(content)
        at = content.index(b"\n") + 1
        for piece in written.pieces:
            assert piece.sha256 == sha256_of(content[at : at + piece.size])
            at += piece.size
        assert at == len(content)


def test_rows_have_the_same_checksum_known_or_not(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {each.id: each.checksum() for each in read_site(package).disclosures}
    monkeypatch.setattr(pieces, "_known", {})
    assert told == {each.id: each.checksum() for each in read_site(package).disclosures}
    assert len({*told.values()}) == 4
