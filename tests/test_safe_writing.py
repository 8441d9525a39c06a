"""``convert`` writes over nothing that it did not make, and reads nothing but regular files."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.paths import PACKAGE, SMALL
from yusuan.cli import main
from yusuan.errors import YusuanError
from yusuan.package.writing import convert_folder
from yusuan.releasing.edition import content_of

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sources elsewhere, and the package made of them."""
    folder = tmp_path_factory.mktemp("made")
    shutil.copytree(SMALL, folder / "work" / "sources" / SMALL.name)
    shutil.copy(PACKAGE / "package.toml", folder / "work")
    convert_folder(folder / "work" / "sources", folder / "package")
    return folder


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "place", symlinks=True)
    return tmp_path / "place"


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def refused(sources: Path, output: Path, *words: str) -> None:
    before = files(output) if output.is_dir() else {}
    with pytest.raises(YusuanError) as caught:
        convert_folder(sources, output)
    for word in words:
        assert word in str(caught.value)
    assert (files(output) if output.is_dir() else {}) == before


def test_a_folder_of_somebody_else_is_left_alone(place: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    for name in ("data/thesis.csv", "sources/notes.txt", "datapackage.json"):
        (mine / name).parent.mkdir(parents=True, exist_ok=True)
        (mine / name).write_text("{}")
    refused(place / "work" / "sources", mine, "会丢失其中的 data、sources、datapackage.json")
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_bytes(b"")
    refused(place / "work" / "sources", tmp_path / "photos", "里面有别的文件", "--output")


def test_sources_of_another_package_are_never_dropped(place: Path, tmp_path: Path) -> None:
    repository = tmp_path / "repository"
    shutil.copytree(PACKAGE, repository)
    refused(place / "work" / "sources", repository, "会丢失其中的", "sources")
    assert (repository / "sources" / "130500-501-2023-budget" / "acknowledged.toml").is_file()


def test_what_was_written_into_the_copies_is_never_dropped(place: Path) -> None:
    note = place / "package" / "sources" / SMALL.name / "acknowledged.toml"
    note.write_text("# my work of a day\n")
    refused(
        place / "work" / "sources", place / "package", f"sources/{SMALL.name}/acknowledged.toml"
    )
    note.unlink()
    description = place / "package" / "sources" / SMALL.name / "source.toml"
    description.write_text(description.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    refused(place / "work" / "sources", place / "package", f"sources/{SMALL.name}/source.toml")


def test_a_file_of_mine_among_the_data_is_never_dropped(place: Path) -> None:
    (place / "package" / "data" / "thesis.csv").write_text("mine")
    refused(place / "work" / "sources", place / "package", "会丢失", "data/thesis.csv", "移走")


def test_a_package_of_ours_is_made_again(place: Path) -> None:
    before = files(place / "package")
    (place / "package" / "data" / "revenue.csv").write_text("damaged")
    (place / "package" / "notes.txt").write_text("kept")
    convert_folder(place / "work" / "sources", place / "package")
    assert files(place / "package") == {**before, "notes.txt": b"kept"}


def test_output_and_sources_are_never_inside_each_other(place: Path) -> None:
    sources = place / "work" / "sources"
    for output in (sources, sources / "out", sources / SMALL.name / "out"):
        refused(sources, output, "一个在另一个里面")
    refused(sources / SMALL.name, place / "work", "一个在另一个里面")
    assert sorted(path.name for path in sources.rglob("*")) == [
        *(SMALL.name, "source.toml", "source.txt")
    ]


@pytest.mark.parametrize("option", ["--output", "--sources"])
def test_an_empty_name_is_no_folder(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["convert", option, ""])
    assert caught.value.code == 2
    assert option in capsys.readouterr().err


@needs_links
@pytest.mark.parametrize("name", ["source.txt", "source.toml", "acknowledged.toml"])
def test_a_link_in_a_source_is_not_followed(place: Path, name: str) -> None:
    path = place / "work" / "sources" / SMALL.name / name
    real = place / "elsewhere"
    if path.exists():
        path.rename(real)
    else:
        real.write_bytes(b"")
    path.symlink_to(real)
    refused(place / "work" / "sources", place / "package", "不是普通文件", name)


@needs_links
def test_a_link_to_a_folder_of_sources_is_not_followed(place: Path) -> None:
    loop = place / "work" / "sources" / "999999-999-2024-budget"
    loop.symlink_to(place / "work" / "sources")
    refused(place / "work" / "sources", place / "package", loop.name, "符号链接")


@needs_links
def test_a_pipe_is_not_waited_for(place: Path) -> None:
    path = place / "work" / "sources" / SMALL.name / "source.txt"
    path.unlink()
    os.mkfifo(path)
    refused(place / "work" / "sources", place / "package", "不是普通文件", "source.txt")


@needs_links
def test_what_the_description_does_not_list_is_carried_nowhere(place: Path) -> None:
    folder = place / "work" / "sources" / SMALL.name
    (folder / "secret.txt").symlink_to("/etc/hostname")
    (folder / "draft.txt").write_text("mine")
    convert_folder(place / "work" / "sources", place / "new")
    carried = sorted(path.name for path in (place / "new" / "sources" / SMALL.name).iterdir())
    assert carried == ["source.toml", "source.txt"]


@needs_links
@pytest.mark.parametrize("where", ["data/link.csv", f"sources/{SMALL.name}/link.txt", "schemas/l"])
def test_no_link_goes_into_an_archive(
    place: Path, where: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "package" / where).symlink_to("/etc/hostname")
    arguments = ["--package", str(place / "package"), "--output", str(place / "archive")]
    assert main(["archive", *arguments]) == 2
    assert where in capsys.readouterr().err
    assert not list(place.rglob("*.zip"))


@needs_links
@pytest.mark.parametrize("name", ["package.toml", "data/checks.csv", "sources/pipe"])
def test_a_pipe_in_a_package_is_not_waited_for(place: Path, name: str) -> None:
    path = place / "package" / name
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    with pytest.raises(YusuanError, match="不是普通文件"):
        content_of(place / "package")
