"""A file that is as it was is the old one; nothing that stands is ever written into."""

import os
from pathlib import Path

import pytest

from yusuan.storage.replacing import Staging, replace_folder


@pytest.fixture
def old(tmp_path: Path) -> Path:
    for name, text in (("a/same.txt", "one"), ("a/other.txt", "two")):
        (tmp_path / "old" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "old" / name).write_text(text, encoding="utf-8")
    return tmp_path / "old"


def test_what_is_the_same_is_the_same_file(old: Path, tmp_path: Path) -> None:
    new = Staging(tmp_path / "new", old)
    new.write("a/same.txt", b"one")
    new.write("a/other.txt", b"six")
    assert (tmp_path / "new/a/same.txt").samefile(old / "a/same.txt")
    assert not (tmp_path / "new/a/other.txt").samefile(old / "a/other.txt")
    assert (old / "a/other.txt").read_bytes() == b"two"


def test_what_is_copied_is_the_old_file_or_a_new_one(old: Path, tmp_path: Path) -> None:
    source = tmp_path / "source.txt"
    source.write_bytes(b"one")
    new = Staging(tmp_path / "new", old)
    new.copy("a/same.txt", source)
    new.copy("a/other.txt", source)
    assert (tmp_path / "new/a/same.txt").samefile(old / "a/same.txt")
    other = tmp_path / "new/a/other.txt"
    assert other.read_bytes() == b"one"
    assert not other.samefile(source)
    assert (old / "a/other.txt").read_bytes() == b"two"


def test_a_file_that_is_written_twice_leaves_the_old_one_alone(old: Path, tmp_path: Path) -> None:
    new = Staging(tmp_path / "new", old)
    new.write("a/same.txt", b"one")
    new.write("a/same.txt", b"other")
    assert (old / "a/same.txt").read_bytes() == b"one"
    assert (tmp_path / "new/a/same.txt").read_bytes() == b"other"


def test_a_link_that_stands_in_the_old_folder_is_not_taken(old: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.txt").write_bytes(b"one")
    (old / "a/same.txt").unlink()
    (old / "a/same.txt").symlink_to(tmp_path / "elsewhere.txt")
    new = Staging(tmp_path / "new", old)
    new.write("a/same.txt", b"one")
    new.copy("a/other.txt", tmp_path / "elsewhere.txt")
    assert not (tmp_path / "new/a/same.txt").is_symlink()
    assert not (tmp_path / "new/a/same.txt").samefile(tmp_path / "elsewhere.txt")


def test_where_no_second_name_can_be_given_files_are_written(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    new = Staging(tmp_path / "new", old)
    new.write("a/same.txt", b"one")
    new.link("b.txt", old / "a/other.txt")
    assert (tmp_path / "new/a/same.txt").read_bytes() == b"one"
    assert (tmp_path / "new/b.txt").read_bytes() == b"two"


def test_a_folder_of_the_old_files_alone_is_not_replaced(old: Path) -> None:
    def write(folder: Path) -> None:
        new = Staging(folder, old)
        new.write("a/same.txt", b"one")
        new.write("a/other.txt", b"two")

    before = (old / "a/same.txt").stat().st_ino
    assert not replace_folder(old, write, ["a"])
    assert (old / "a/same.txt").stat().st_ino == before
    assert (old / "a/same.txt").stat().st_nlink == 1


def test_a_file_more_in_the_old_folder_has_it_replaced(old: Path) -> None:
    def write(folder: Path) -> None:
        Staging(folder, old).write("a/same.txt", b"one")

    assert replace_folder(old, write, ["a"])
    assert [path.name for path in (old / "a").iterdir()] == ["same.txt"]
