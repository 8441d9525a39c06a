"""Several processes convert: the same bytes as one, and a process that dies stops no folder but its own."""

import os
import pickle
import shutil
import signal
from contextlib import closing
from multiprocessing import active_children
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from tests.derived import derive
from tests.paths import DOCUMENTS
from yusuan.conversion import lanes
from yusuan.conversion.lanes import convert_sources
from yusuan.conversion.pipeline import Converter
from yusuan.errors import FaultError, PlaceError, YusuanError
from yusuan.evidence.places import LinePlace
from yusuan.package.writing import convert_folder


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three disclosures, one that lacks its document, one whose document is none."""
    folder = tmp_path_factory.mktemp("lanes") / "sources"
    for folder_of_one in DOCUMENTS.iterdir():
        shutil.copytree(folder_of_one, folder / folder_of_one.name)
    for number in range(2):
        derive(number).write(folder)
    (folder / "130999-998-2024-budget").mkdir()
    lacking = folder / "130999-999-2024-budget"
    shutil.copytree(next(DOCUMENTS.iterdir()), lacking)
    next(lacking.glob("source.t[!o]*")).unlink()
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_package_does_not_depend_on_the_number_of_processes(
    sources: Path, tmp_path: Path
) -> None:
    one = convert_folder(sources, tmp_path / "one", processes=1)
    three = convert_folder(sources, tmp_path / "three", processes=3)
    assert len(one.summaries) == 3
    assert [str(failure) for failure in one.failures] == [str(it) for it in three.failures]
    assert len(one.failures) == 2
    assert one.summaries == three.summaries
    assert files_of(tmp_path / "one") == files_of(tmp_path / "three")


def test_a_process_that_dies_is_told_of_its_folder_alone(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanes, "_serve", serve_until_told_to_die)
    folders = sorted(sources.glob("*-budget"))
    results = list(convert_sources(folders, 2))
    assert [result.folder for result in results] == folders
    died = [result for result in results if result.folder.name.endswith("998-2024-budget")]
    (failure,) = died[0].failures
    assert str(failure).startswith(
        f"{died[0].folder}：转换它的进程意外结束；原文「退出码 -9」；可能是内存不足"
    )
    assert sum(result.encoded is not None for result in results) == 3


def serve_until_told_to_die(connection: Connection) -> None:
    with closing(Converter()) as converter:
        while True:
            folder = connection.recv()
            if folder.name.endswith("998-2024-budget"):
                os.kill(os.getpid(), signal.SIGKILL)
            connection.send(converter.convert(folder))


def test_whoever_stops_early_leaves_no_process(sources: Path) -> None:
    results = convert_sources(sorted(sources.glob("*-budget")), 2)
    next(results)
    assert active_children()
    results.close()
    assert not active_children()


@pytest.mark.parametrize(
    "error",
    [
        YusuanError("错", file=Path("a"), place=LinePlace(3), text="文", hint="请改"),
        PlaceError(LinePlace(3), "错", "文", "请改"),
        FaultError("KeyError", "where", file="a", at="，在第 3 页"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_says_the_same_in_another_process(error: YusuanError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert vars(again) == vars(error)
