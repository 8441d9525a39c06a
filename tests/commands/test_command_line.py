"""The command as its users meet it: help, exit codes, any console, no traceback."""

import argparse
import gc
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.many import DOCUMENTS, write
from tests.paths import PACKAGE, ROOT, SMALL, read_csv
from yusuan import cli
from yusuan.cli import main
from yusuan.commands import COMMANDS, convert, serve
from yusuan.conversion.disclosure import Description, Disclosure, lay_out
from yusuan.errors import TRACEBACK_VARIABLE
from yusuan.sources.folders import sha256_of
from yusuan.validation import validate_package
from yusuan.views.documents import Original

OTHER = DOCUMENTS[0]
HEAVY = ("pyarrow", "pandas", "frictionless", "openpyxl", "pypdfium2", "lxml", "jinja2", "pydantic")


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "yusuan", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "scripts"), **environment},
        capture_output=True,
        check=False,
    )


def test_the_bare_command_prints_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    printed = capsys.readouterr().out
    for command in COMMANDS:
        assert f" {command.NAME} " in printed
        assert command.HELP[:12] in printed


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, contextlib\n"
        "from yusuan.cli import main\n"
        "with contextlib.suppress(SystemExit): main(['--help'])\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT / "scripts")},
        capture_output=True,
        check=True,
    )
    assert done.stderr.strip() == b"[]"


def test_what_reads_a_package_loads_nothing_that_makes_one() -> None:
    """Binding and stitching take a second to load, which citing and validating need not."""
    code = (
        "import sys, yusuan.citation.reading, yusuan.pages.writing\n"
        "makers = ('yusuan.stitching', 'yusuan.layouts.loading', 'yusuan.binding.tables')\n"
        "print([m for m in sys.modules if m.startswith(makers)])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT / "scripts")},
        capture_output=True,
        check=True,
    )
    assert done.stdout.strip() == b"[]"


class Looking:
    """A command that looks at when garbage is collected."""

    NAME, HELP = "look", ""

    def __init__(self) -> None:
        self.seen: list[tuple[int, int, int]] = []

    def declare(self, parser: argparse.ArgumentParser, /) -> None:
        pass

    def run(self, arguments: argparse.Namespace, /) -> int:
        self.seen.append(gc.get_threshold())
        return 0


def test_garbage_is_collected_rarely_while_a_command_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    before, looking = gc.get_threshold(), Looking()
    monkeypatch.setattr(cli, "COMMANDS", (looking,))
    assert main(["look"]) == 0
    assert looking.seen > [before]
    assert gc.get_threshold() == before


@pytest.mark.parametrize("encoding", ["ascii", "cp936", "latin-1", "utf-8"])
@pytest.mark.parametrize(
    "arguments", [("--help",), ("convert", "--help"), ("nonsense",), ("trace", "a", "b", "c", "d")]
)
def test_every_console_is_survived(encoding: str, arguments: tuple[str, ...]) -> None:
    done = run(*arguments, PYTHONIOENCODING=encoding)
    assert done.returncode == (0 if "--help" in arguments else 2)
    assert b"Traceback" not in done.stderr
    assert done.stdout or done.stderr


def test_a_fault_of_ours_is_one_line_and_exit_code_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object) -> int:
        raise KeyError("nobody foresaw this")

    monkeypatch.setattr(convert, "run", fail)
    monkeypatch.delenv(TRACEBACK_VARIABLE, raising=False)
    assert main(["convert"]) == 3
    told = capsys.readouterr().err
    assert re.fullmatch(r"错误：程序自身的错误（KeyError）；请把这一行.+可看到出错的位置。\n", told)
    monkeypatch.setenv(TRACEBACK_VARIABLE, "1")
    assert main(["convert"]) == 3
    assert "nobody foresaw this" in capsys.readouterr().err


# One bad document never stops another


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Two good disclosures and one that is a picture."""
    folder = tmp_path / "sources"
    shutil.copytree(SMALL, folder / SMALL.name)
    write(OTHER, folder)
    bad = folder / "130998-345-2024-budget"
    shutil.copytree(SMALL, bad)
    old = sha256_of((bad / "source.txt").read_bytes())
    (bad / "source.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    text = (bad / "source.toml").read_text(encoding="utf-8")
    new = sha256_of((bad / "source.txt").read_bytes())
    (bad / "source.toml").write_text(text.replace(old, new), encoding="utf-8")
    shutil.copy(PACKAGE / "package.toml", tmp_path)
    return folder


def converted(sources: Path, *more: str) -> int:
    return main(["convert", "--sources", str(sources), "--output", str(output(sources)), *more])


def output(sources: Path) -> Path:
    return sources.parent / "package"


def test_what_cannot_be_read_is_named_and_the_rest_is_written(
    sources: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert converted(sources) == 1
    printed, told = capsys.readouterr()
    assert "已转换 2 份公开文件" in printed
    assert "130998-345-2024-budget" in told
    assert "其余已写入" in told
    documents = read_csv(output(sources) / "data" / "documents.csv")
    assert sorted(each["status"] for each in documents) == ["failed", "read", "read"]
    failed = next(each for each in documents if each["status"] == "failed")
    assert failed["path"] == "sources/130998-345-2024-budget/source.txt"
    assert failed["reason"]
    assert not failed["disclosure_ids"]
    assert (output(sources) / failed["path"]).is_file()


def test_a_package_with_a_document_that_failed_is_valid(sources: Path) -> None:
    assert converted(sources) == 1
    assert validate_package(output(sources), derive=None) == ()


def test_a_broken_description_stops_no_other(
    sources: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (sources / "130998-345-2024-budget" / "source.toml").write_text("[", encoding="utf-8")
    assert converted(sources) == 1
    assert "不是合规的 TOML" in capsys.readouterr().err


def test_strict_writes_nothing_unless_all_is_read(sources: Path) -> None:
    assert converted(sources, "--strict") == 2
    assert not output(sources).exists()


def test_nothing_is_written_where_nothing_could_be_read(
    sources: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in (SMALL.name, OTHER.id):
        (sources / name / "source.txt").write_bytes(b"")
    assert converted(sources) == 2
    assert "其余 2 份也没有读出" in capsys.readouterr().err
    assert not output(sources).exists()


def test_a_fault_of_ours_in_one_document_stops_no_other(
    sources: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(originals: Sequence[Original], description: Description) -> Disclosure:
        if SMALL.name in originals[0].path:
            raise ZeroDivisionError
        return lay_out(originals, description)

    monkeypatch.setattr("yusuan.conversion.pipeline.lay_out", fail)
    assert converted(sources, "--processes", "1") == 3
    assert "程序自身的错误（ZeroDivisionError）" in capsys.readouterr().err
    assert len(read_csv(output(sources) / "data" / "disclosures.csv")) == 1


@pytest.mark.parametrize(
    ("arguments", "span"),
    [
        ("serve --port 99999", "0 到 65535"),
        ("serve --port -1", "0 到 65535"),
        ("validate --derive -1", "不小于 0"),
        ("validate --derive some", "不小于 0"),
        ("convert --processes 0", "不小于 1"),
        ("convert --processes ４", "不小于 1"),
    ],
)
def test_a_number_out_of_its_range_is_a_wrong_call(
    arguments: str, span: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments.split())
    assert caught.value.code == 2
    assert (
        f"应为{span} 的整数；原文「{arguments.rsplit(maxsplit=1)[-1]}」" in capsys.readouterr().err
    )


def test_a_port_in_use_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").touch()
    monkeypatch.setattr(serve, "find_repository", lambda: tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 2
    told = capsys.readouterr().err
    assert told == f"错误：127.0.0.1:{port}：不能使用（端口已被占用）；请用 --port 换一个端口。\n"
