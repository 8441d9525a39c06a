"""``yusuan add``: the folder of a disclosure, with what its documents tell and no more."""

import shutil
import tomllib
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.paths import REAL, SMALL
from tests.readers.printing import print_html
from yusuan.cli import main
from yusuan.readers.dispatch import read
from yusuan.sources.folders import read_source, sha256_of

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """``add`` in a folder with two documents, writing to ``sources``: code, output, errors."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(SMALL / "source.txt", tmp_path / "small.txt")
    shutil.copy(REAL / "source.txt", tmp_path / "other.txt")

    def command(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["add", *arguments, "--sources", "sources"])
        return (code, *capsys.readouterr())

    return command


def described(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "source.toml").read_text(encoding="utf-8"))


def folders(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "sources").iterdir()) if (tmp_path / "sources").exists() else []


def test_what_the_document_tells_is_filled_in_and_nothing_is_asked(
    run: Run, tmp_path: Path
) -> None:
    before = datetime.now().astimezone().date()
    code, told, _ = run("small.txt")
    [folder] = folders(tmp_path)
    assert (code, str(folder.relative_to(tmp_path)) in told) == (0, True)
    found = described(folder)
    content = (tmp_path / "small.txt").read_bytes()
    assert before <= found.pop("added") <= datetime.now().astimezone().date()
    assert found == {
        "title": "示例县水务局2024年部门预算公开",
        "publisher": "示例县水务局",
        "kind": "budget",
        "documents": [{"path": "source.txt", "sha256": sha256_of(content)}],
    }
    assert (folder / "source.txt").read_bytes() == content
    assert read_source(folder).title == found["title"]


def test_a_division_in_the_name_of_the_file_is_known(run: Run, tmp_path: Path) -> None:
    (tmp_path / "small.txt").rename(tmp_path / "130999-345-2024-budget.txt")
    assert run("130999-345-2024-budget.txt")[0] == 0
    assert [folder.name for folder in folders(tmp_path)] == ["130999-345-2024-budget"]
    assert described(folders(tmp_path)[0])["division_code"] == "130999"


def test_the_same_again_is_refused_and_changes_nothing(run: Run, tmp_path: Path) -> None:
    run("small.txt")
    before = {path: path.read_bytes() for path in folders(tmp_path)[0].iterdir()}
    code, _, told = run("small.txt")
    assert (code, "已经添加过" in told) == (2, True)
    assert {path: path.read_bytes() for path in folders(tmp_path)[0].iterdir()} == before


def test_two_organisations_are_no_single_disclosure(run: Run, tmp_path: Path) -> None:
    code, _, told = run("small.txt", "other.txt")
    assert code == 2
    assert "示例县水务局、邢台市工业和信息化局" in told
    assert "各添加一次" in told
    assert folders(tmp_path) == []


@pytest.mark.parametrize("name", ["a.zip", "a.jpg", "a.txt"])
def test_what_is_no_disclosure_is_refused(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("今天天气很好。\n", encoding="utf-8")
    code, _, told = run(name)
    assert code == 2
    assert name in told
    assert "没有读到" in told
    assert folders(tmp_path) == []


def test_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    code, _, told = run("missing.pdf")
    assert (code, "missing.pdf：没有这个文件" in told, folders(tmp_path)) == (2, True, [])


def test_outside_a_data_repository_nothing_is_made(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nor is it in the checkout of this code, which is none either once it is installed."""
    monkeypatch.setattr("yusuan.commands.common.find_repository", lambda: tmp_path)
    assert main(["add", "small.txt"]) == 2
    told = capsys.readouterr().err
    assert ("不是数据仓库" in told, "yusuan init" in told) == (True, True)
    assert not (tmp_path / "datapackage").exists()


def test_where_a_page_was_saved_from_and_when_published_is_filled_in(
    run: Run, tmp_path: Path
) -> None:
    text = (tmp_path / "small.txt").read_bytes()
    page = print_html(read("small.txt", text)).decode()
    saved = "<!-- saved from url=(0032)https://example.org/a/b.html?x=1 -->"
    page = page.replace("<!DOCTYPE html>", f"<!DOCTYPE html>\n{saved}")
    said = "<body><p>发布时间：2024-02-21 10:15　来源：示例县水务局　浏览次数：12 次</p>"
    (tmp_path / "page.html").write_text(page.replace("<body>", said), encoding="utf-8")
    code, _, _ = run("page.html")
    [folder] = folders(tmp_path)
    assert code == 0
    [document] = described(folder)["documents"]
    assert document["published"] == date(2024, 2, 21)
    assert document["url"] == "https://example.org/a/b.html?x=1"
    kept = read_source(folder).documents[0]
    assert (kept.published, kept.url) == (document["published"], document["url"])


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///C:/a.html", 'https://a"b', ""])
def test_what_is_no_address_is_not_filled_in(run: Run, tmp_path: Path, address: str) -> None:
    page = print_html(read("small.txt", (tmp_path / "small.txt").read_bytes()))
    saved = f"<!-- saved from url=(0010){address} -->".encode()
    (tmp_path / "page.html").write_bytes(saved + page)
    assert run("page.html")[0] == 0
    [folder] = folders(tmp_path)
    assert "url" not in described(folder)["documents"][0]
