"""What files were made of decides whether they are made again; what was made stays as it was."""

import os
from pathlib import Path

import pytest

from yusuan.storage.remaking import Remaking, told_of
from yusuan.storage.replacing import Staging, replace_folder


class Place:
    """A source, and a folder with two files that are made of it."""

    def __init__(self, folder: Path) -> None:
        self.source, self.made, self.notes = folder / "source", folder / "made", folder / "notes"
        self.source.write_text("one", encoding="utf-8")
        self.runs = 0

    def run(self, told: str = "code", *, fresh: bool = False) -> str:
        """The file after a run."""

        def write(folder: Path) -> None:
            remaking = Remaking(Staging(folder, self.made), told, self.notes, fresh=fresh)
            made_of = told_of(self.source)
            if remaking.again(made_of) is None:
                self.runs += 1
                text = f"{told}: {self.source.read_text(encoding='utf-8')}"
                remaking.write("a/page", made_of, text.encode())
                remaking.write("a/other", made_of, b"other")
            assert remaking.again("nothing known") is None
            remaking.close()

        replace_folder(self.made, write, ["a"])
        return (self.made / "a" / "page").read_text(encoding="utf-8")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    found = Place(tmp_path)
    assert found.run() == "code: one"
    return found


def test_the_same_is_not_made_again(place: Place) -> None:
    assert [place.run(), place.run()] == ["code: one"] * 2
    assert place.runs == 1


def test_another_source_is(place: Place) -> None:
    new = place.source.with_name("new")
    new.write_text("two", encoding="utf-8")
    new.replace(place.source)
    assert [place.run(), place.run()] == ["code: two"] * 2
    assert place.runs == 2


def test_what_is_made_by_other_code_is(place: Place) -> None:
    assert place.run("other") == "other: one"


def test_all_is_made_fresh_if_that_is_asked_for(place: Place) -> None:
    place.run(fresh=True)
    place.run()
    assert place.runs == 2


@pytest.mark.parametrize("text", ["code: 1ne", "longer", ""])
def test_what_was_changed_by_hand_is_made_again(place: Place, text: str) -> None:
    path = place.made / "a" / "page"
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert place.run() == "code: one"


def test_what_was_taken_away_is_made_again(place: Place) -> None:
    (place.made / "a" / "page").unlink()
    assert place.run() == "code: one"


def test_a_link_in_the_place_of_a_file_is_not_followed(place: Place) -> None:
    path = place.made / "a" / "page"
    path.unlink()
    path.symlink_to(place.source)
    assert place.run() == "code: one"
    assert not path.is_symlink()
    assert place.source.read_text(encoding="utf-8") == "one"


@pytest.mark.parametrize(
    "notes",
    ["", "[]", "{}", '{"told": "code"}', '{"told": "code", "files": {"a/page": 1}}', "[" * 9999],
)
def test_notes_that_are_none_of_ours_are_as_if_there_were_none(place: Place, notes: str) -> None:
    place.notes.write_text(notes, encoding="utf-8")
    assert place.run() == "code: one"
    assert place.runs == 2
