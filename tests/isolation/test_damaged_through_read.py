"""Damaged files of every format through ``yusuan read --output``: an exit code, a line, no more.

The suite takes a few; ``YUSUAN_DAMAGED_FILES=2000`` takes as many (see tests/benchmarks/README.md),
``YUSUAN_DAMAGED_FIRST`` begins elsewhere. Each run of the command takes ten of them, as people
run it on a folder, in this process; they are read in its worker processes.
"""

import os
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.isolation.damaging import FORMATS, damaged_file, whole
from yusuan.cli import main

FILES = int(os.environ.get("YUSUAN_DAMAGED_FILES", "30"))
FIRST = int(os.environ.get("YUSUAN_DAMAGED_FIRST", "0"))
AT_ONCE = 10
SECONDS = 10.0  # for one


def wrong(files: dict[str, bytes], capsys: pytest.CaptureFixture[str]) -> Iterator[str]:
    """What is wrong with how the command took the files, put into the current folder."""
    for name, content in files.items():
        Path(name).write_bytes(content)
    began = time.monotonic()
    code = main(["read", *files, "--output", "out"])
    took = time.monotonic() - began
    printed, told = capsys.readouterr()
    if code not in (0, 1, 2):
        yield f"exit code {code}"
    if told:
        yield f"says {told}"
    if "Traceback" in printed or "程序自身的错误" in printed:
        yield f"a fault of ours: {printed}"
    lines = printed.splitlines()
    if not all(line.replace("\u3000", " ").isprintable() for line in lines):
        yield "prints control characters"
    heads = [line.partition("：")[0] for line in lines if not line.startswith("  ")]
    expected = [*files, *(["已写入"] if code != 2 else [])]
    if heads != expected:
        yield f"names {heads}, not {expected}"
    if took > SECONDS * len(files):
        yield f"took {took:.1f} s"
    left = {path.name for path in Path().iterdir()}
    if left != {*files, *(["out"] if code != 2 else [])}:
        yield f"left behind {left} with exit code {code}"
    if [name for name, content in files.items() if Path(name).read_bytes() != content]:
        yield "changed a file"


def test_whole_files_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert list(wrong({f"whole.{suffix}": whole(suffix) for suffix in FORMATS}, capsys)) == []
    report = (tmp_path / "out" / "report.json").read_text(encoding="utf-8")
    assert report.count('"status": "read"') >= len(FORMATS)


def test_damaged_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    faults: list[str] = []
    done: Counter[str] = Counter()
    for first in range(FIRST, FIRST + FILES, AT_ONCE):
        folder = tmp_path / str(first)
        folder.mkdir()
        monkeypatch.chdir(folder)
        made = [damaged_file(number) for number in range(first, first + AT_ONCE)]
        done.update(damage for *_, damage in made)
        files = {name: content for name, content, _ in made}
        for fault in wrong(files, capsys):
            alone = [
                f"{name} ({damage}): {what}"
                for name, content, damage in made
                for what in _wrong_alone(folder / f"alone-{name}", name, content, capsys)
            ]
            faults += alone or [f"{list(files)}: {fault}"]
    assert faults == []
    assert len(done) > 5


def _wrong_alone(
    folder: Path, name: str, content: bytes, capsys: pytest.CaptureFixture[str]
) -> list[str]:
    folder.mkdir(exist_ok=True)
    before = Path.cwd()
    os.chdir(folder)
    try:
        return list(wrong({name: content}, capsys))
    finally:
        os.chdir(before)
