"""The archive: complete, the same bytes everywhere, made of a clean package alone."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from tests.kept import small_package
from tests.paths import PACKAGE, ROOT
from yusuan.citation.cff import cff
from yusuan.citation.gbt7714 import gbt7714
from yusuan.citation.reading import read_cited
from yusuan.cli import main
from yusuan.errors import YusuanError
from yusuan.exporting.archive import write_archive
from yusuan.exporting.workbook import write_workbook
from yusuan.package.carrying import DESCRIPTOR_NAME, MARKER
from yusuan.sources.folders import sha256_of
from yusuan.storage.zipping import write_zip

TOP: str = "yusuan-" + tomllib.loads((PACKAGE / "package.toml").read_text("utf-8"))["version"]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_package(tmp_path_factory.mktemp("package") / "small")


@pytest.fixture(scope="module")
def archive(small: Path) -> Path:
    return write_archive(small, small.parent / "archive")


@pytest.fixture(scope="module")
def unpacked(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("elsewhere")
    with ZipFile(archive) as file:
        file.extractall(folder)
    return folder / TOP


@pytest.fixture
def package(small: Path, tmp_path: Path) -> Path:
    shutil.copytree(small, tmp_path / "package")
    return tmp_path / "package"


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


# What is in it


def test_the_archive_is_named_by_name_and_version(archive: Path) -> None:
    assert archive.name == f"{TOP}.zip"


def test_everything_stands_below_one_folder(archive: Path) -> None:
    with ZipFile(archive) as file:
        assert {name.split("/")[0] for name in file.namelist()} == {TOP}


def test_it_holds_the_package_byte_for_byte(small: Path, unpacked: Path) -> None:
    packed = contents(unpacked)
    expected = contents(small)
    del expected[MARKER]  # of this folder, not of the package
    assert {name: packed[name] for name in packed.keys() & expected.keys()} == expected


def test_beside_the_package_it_holds_what_its_readers_need(small: Path, unpacked: Path) -> None:
    added = contents(unpacked).keys() - contents(small).keys()
    made = {f"{TOP}.xlsx", f"{TOP}.sqlite", "SHA256SUMS"}
    assert added == {*made, "README.md", "CITATION.cff", "LICENSE-DATA.md"}


def test_its_workbook_is_that_of_the_package(small: Path, unpacked: Path, tmp_path: Path) -> None:
    write_workbook(small, tmp_path / "x.xlsx")
    assert (unpacked / f"{TOP}.xlsx").read_bytes() == (tmp_path / "x.xlsx").read_bytes()


def test_every_file_but_the_list_itself_has_its_checksum(unpacked: Path) -> None:
    lines = (unpacked / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = {path: value for value, path in (line.split("  ") for line in lines)}
    files = contents(unpacked)
    del files["SHA256SUMS"]
    assert listed == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum on this machine")
def test_sha256sum_takes_the_list(unpacked: Path) -> None:
    command = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    done = subprocess.run(command, cwd=unpacked, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_elsewhere_the_stock_command_finds_it_valid(unpacked: Path) -> None:
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json"]
    done = subprocess.run(command, cwd=unpacked, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "wanted", ["非官方", "CITATION.cff", "CC-BY-4.0", "unofficial", "sha256sum -c"]
)
def test_the_readme_says_what_matters(unpacked: Path, wanted: str) -> None:
    assert wanted in (unpacked / "README.md").read_text(encoding="utf-8")


def test_the_readme_names_every_table(unpacked: Path) -> None:
    text = (unpacked / "README.md").read_text(encoding="utf-8")
    tables = [path.name for path in (unpacked / "data").glob("*.csv")]
    assert [name for name in tables if f"`data/{name}`" not in text] == []


def test_the_code_in_the_readme_runs_where_it_stands(unpacked: Path) -> None:
    text = (unpacked / "README.md").read_text(encoding="utf-8")
    code = text.partition("```python\n")[2].partition("```")[0]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=unpacked, capture_output=True, text=True, check=True
    )
    assert "130999-345-2024-budget" in done.stdout


def test_its_citation_file_is_that_of_the_version(unpacked: Path) -> None:
    assert (unpacked / "CITATION.cff").read_text(encoding="utf-8") == cff(read_cited(unpacked))


def test_its_readme_cites_the_version(unpacked: Path) -> None:
    text = (unpacked / "README.md").read_text(encoding="utf-8")
    assert gbt7714(read_cited(unpacked)) in text


# Its bytes


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"},
        {"LC_ALL": "tr_TR.UTF-8", "TZ": "America/New_York", "PYTHONHASHSEED": "2"},
    ],
    ids=["C-locale", "Turkish-locale"],
)
def test_the_bytes_do_not_depend_on_the_machine(
    small: Path, archive: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    command = [sys.executable, "-m", "yusuan", "archive", "--package", str(small)]
    subprocess.run(
        [*command, "--output", str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "scripts"), **environment},
        check=True,
        capture_output=True,
    )
    assert (tmp_path / archive.name).read_bytes() == archive.read_bytes()


def test_the_times_and_modes_of_files_do_not_matter(
    package: Path, archive: Path, tmp_path: Path
) -> None:
    for path in package.rglob("*"):
        os.utime(path, (1, 1))
        path.chmod(0o700)
    assert write_archive(package, tmp_path / "out").read_bytes() == archive.read_bytes()


def test_members_are_packed_in_order_with_the_time_of_the_version(
    small: Path, archive: Path
) -> None:
    descriptor = json.loads((small / "datapackage.json").read_text(encoding="utf-8"))
    created = datetime.fromisoformat(descriptor["created"])
    with ZipFile(archive) as file:
        members = file.infolist()
    assert [each.filename for each in members] == sorted(each.filename for each in members)
    assert {each.date_time for each in members} == {created.timetuple()[:6]}
    assert {each.compress_type for each in members} <= {ZIP_DEFLATED, ZIP_STORED}
    assert all(each.compress_size <= each.file_size for each in members)
    assert sum(each.compress_size for each in members) * 2 < sum(each.file_size for each in members)


def test_the_compressor_writes_the_bytes_it_has_always_written() -> None:
    """A hash of what libdeflate makes of a given text: another release must be chosen, not met."""
    import deflate

    from yusuan.storage.zipping import LEVEL

    text = "".join(
        f"{n},公务用车购置及运行维护费,{n * n % 977}.{n % 100:02}\n" for n in range(5000)
    )
    packed = bytes(deflate.deflate_compress(text.encode(), LEVEL))
    assert sha256_of(packed) == "43e422efbaa83930b2dada606dd65741136efc5faa49e04711795788fce8f7d1"


def test_a_zip_holds_any_name_and_any_content(tmp_path: Path) -> None:
    members = {"a.txt": b"", "目录/说明.txt": "说明".encode() * 100, "b.bin": os.urandom(1000)}
    write_zip(tmp_path / "x.zip", members.items(), datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC))
    with ZipFile(tmp_path / "x.zip") as file:
        assert file.testzip() is None
        assert {name: file.read(name) for name in file.namelist()} == members
        assert file.infolist()[0].date_time == (2026, 2, 3, 4, 5, 6)


# What is refused


def damage(path: str) -> Callable[[Path], None]:
    def change(package: Path) -> None:
        found = next(package.glob(path))
        found.write_bytes(found.read_bytes() + b"\n")

    return change


def remove(path: str) -> Callable[[Path], None]:
    return lambda package: (package / path).unlink()


def add(path: str) -> Callable[[Path], None]:
    def change(package: Path) -> None:
        (package / path).parent.mkdir(exist_ok=True)
        (package / path).write_bytes(b"")

    return change


def say(key: str, value: str) -> Callable[[Path], None]:
    """Another value of a key in ``package.toml``."""

    def change(package: Path) -> None:
        path = package / "package.toml"
        old = tomllib.loads(path.read_text(encoding="utf-8"))[key]
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(f'{key} = "{old}"', f'{key} = "{value}"'), encoding="utf-8")

    return change


REFUSED: tuple[tuple[Callable[[Path], None], str], ...] = (
    (damage("data/revenue.csv"), "data/revenue.csv（应有"),
    (damage("data/revenue.parquet"), "data/revenue.parquet（应有"),
    (damage("schemas/revenue.json"), "schemas/revenue.json（与现在的字段定义不同"),
    (damage("sources/*/source.txt"), "source.txt（原文的校验值"),
    (remove("data/revenue.csv"), "data/revenue.csv（文件不存在"),
    (remove("schemas/revenue.json"), "schemas/revenue.json（文件不存在"),
    (add("data/more.csv"), "data/more.csv（多余"),
    (add("data/.DS_Store"), "data/.DS_Store（多余"),
    (add("schemas/more.json"), "schemas/more.json（多余"),
    (add("sources/130999-346-2024-budget/source.txt"), "还没有转换"),
    (add("sources/130999-345-2024-budget/.DS_Store"), "budget/.DS_Store（多余"),
    (say("version", "99.0.0"), "package.toml（version"),
    (say("created", "2030-01-01T00:00:00Z"), "package.toml（created"),
    (say("title", "别的"), "package.toml（title"),
)


@pytest.mark.parametrize(("change", "message"), REFUSED, ids=[message for _, message in REFUSED])
def test_a_dirty_or_stale_package_is_refused(
    package: Path, tmp_path: Path, change: Callable[[Path], None], message: str
) -> None:
    change(package)
    with pytest.raises(YusuanError) as caught:
        write_archive(package, tmp_path / "out")
    assert message in str(caught.value)
    assert not (tmp_path / "out").exists()


EDITED: tuple[tuple[str, Callable[[bytes], bytes]], ...] = (
    ("a row with a cell more", lambda rows: rows.replace(b"\n", b",x\n", 2)),
    ("an empty file", lambda _: b""),
    ("a line alone", lambda rows: rows + b"x\n"),
    ("a number that is none", lambda rows: rows.replace(b".", b"..")),
)


def edited(package: Path, edit: Callable[[bytes], bytes]) -> None:
    """A table changed by hand, and its checksum mended."""
    table = package / "data" / "revenue.csv"
    table.write_bytes(edit(table.read_bytes()))
    descriptor = json.loads((package / DESCRIPTOR_NAME).read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        if resource["path"] == "data/revenue.csv":
            content = table.read_bytes()
            resource["bytes"], resource["hash"] = len(content), f"sha256:{sha256_of(content)}"
    (package / DESCRIPTOR_NAME).write_text(json.dumps(descriptor), encoding="utf-8")


@pytest.mark.parametrize("edit", [edit for _, edit in EDITED], ids=[name for name, _ in EDITED])
def test_rows_that_break_a_rule_are_not_archived(
    package: Path, tmp_path: Path, edit: Callable[[bytes], bytes]
) -> None:
    edited(package, edit)
    with pytest.raises(YusuanError, match=r"数据包无效：.*revenue"):
        write_archive(package, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["pages", "trace", "cite"])
def test_an_edited_package_is_no_fault_of_ours(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    edited(package, lambda _: b"")
    arguments = {
        "pages": ["--output", str(tmp_path / "out")],
        "trace": ["130999-345-2024-budget", "revenue", "215", "total"],
        "cite": ["130999-345-2024-budget.revenue"],
    }[command]
    assert main([command, "--package", str(package), *arguments]) in (0, 2)
    assert "程序自身的错误" not in capsys.readouterr().err


def test_many_problems_are_counted_not_listed(package: Path, tmp_path: Path) -> None:
    for path in (package / "data").glob("*.csv"):
        path.unlink()
    with pytest.raises(YusuanError, match=r"另有 \d+ 处"):
        write_archive(package, tmp_path / "out")


def test_a_folder_without_a_package_is_refused(tmp_path: Path) -> None:
    with pytest.raises(YusuanError, match="yusuan convert"):
        write_archive(tmp_path, tmp_path / "out")


@pytest.mark.parametrize("inside", [".", "sources", "data/new"])
def test_no_archive_is_put_into_the_package(package: Path, inside: str) -> None:
    before = sorted(package.rglob("*"))
    with pytest.raises(YusuanError, match="在数据包里面"):
        write_archive(package, package / inside)
    assert sorted(package.rglob("*")) == before


def test_the_same_archive_again_stays_as_it_is(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["archive", "--package", str(small), "--output", str(tmp_path)]
    assert main(command) == 0
    before = (tmp_path / f"{TOP}.zip").stat().st_mtime_ns
    assert main(command) == 0
    assert "已有内容相同的归档" in capsys.readouterr().out
    assert (tmp_path / f"{TOP}.zip").stat().st_mtime_ns == before


def test_an_archive_with_other_content_is_not_overwritten(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / f"{TOP}.zip").write_bytes(b"other")
    assert main(["archive", "--package", str(small), "--output", str(tmp_path)]) == 2
    assert "不敢覆盖" in capsys.readouterr().err
    assert contents(tmp_path) == {f"{TOP}.zip": b"other"}


def test_a_failure_leaves_nothing_behind(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("yusuan.exporting.archive.write_zip", fail)
    with pytest.raises(OSError, match="No space"):
        write_archive(small, tmp_path)
    assert contents(tmp_path) == {}
