"""The package on disk: golden files, determinism, replacement as a whole."""

import gc
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import weakref
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests import many
from tests.paths import DOCUMENTS, GOLDEN, PACKAGE, ROOT, read_csv
from yusuan.collecting import collecting_after, rarely_collecting
from yusuan.declared.arrow import arrow_table
from yusuan.declared.csv_text import csv_text
from yusuan.declared.descriptor import data_files
from yusuan.declared.resources import RESOURCES
from yusuan.package.table_files import TableFiles
from yusuan.package.writing import convert_folder
from yusuan.prose.glossary import GLOSSARY
from yusuan.sources.metadata import read_metadata
from yusuan.storage.replacing import recover, replace_folder

UPDATE_HINT = (
    "If the change is meant: yusuan convert --sources tests/documents --output build/small"
    " && cp build/small/data/*.csv tests/golden/"
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("package") / "small"
    convert_folder(DOCUMENTS, output)
    return output


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "yusuan", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "scripts"), **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
def test_golden_csv(small: Path, resource: object) -> None:
    name = f"{resource.name}.csv"  # type: ignore[attr-defined]
    found = (small / "data" / name).read_text(encoding="utf-8")
    assert found == (GOLDEN / name).read_text(encoding="utf-8"), UPDATE_HINT


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"},
        {"LC_ALL": "tr_TR.UTF-8", "TZ": "America/New_York", "PYTHONHASHSEED": "2"},
    ],
    ids=["C-locale", "Turkish-locale"],
)
def test_the_bytes_do_not_depend_on_the_machine(
    small: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    output = tmp_path / "again"
    done = run("convert", "--sources", str(DOCUMENTS), "--output", str(output), **environment)
    assert done.returncode == 0, done.stderr
    assert contents(output) == contents(small)


def test_each_file_is_listed_with_its_bytes_and_checksum(small: Path) -> None:
    import hashlib

    described = json.loads((small / "datapackage.json").read_text(encoding="utf-8"))
    for resource in data_files(described):
        content = (small / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()


def test_csv_is_utf8_with_line_feeds_and_no_byte_order_mark(small: Path) -> None:
    for path in (small / "data").glob("*.csv"):
        content = path.read_bytes()
        assert not content.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in content
        content.decode("utf-8")


def test_parquet_amounts_are_decimals(small: Path) -> None:
    schema = pq.read_schema(small / "data" / "revenue.parquet")
    assert schema.field("total").type == pa.decimal128(18, 6)


def test_parquet_is_compressed_with_zstd(small: Path) -> None:
    column = pq.ParquetFile(small / "data" / "revenue.parquet").metadata.row_group(0).column(0)
    assert column.compression == "ZSTD"


def test_package_facts_come_from_the_hand_written_file() -> None:
    described = json.loads((PACKAGE / "datapackage.json").read_text(encoding="utf-8"))
    metadata = read_metadata(PACKAGE / "package.toml")
    assert (described["version"], described["title"]) == (metadata.version, metadata.title)
    assert "非官方" in described["description"]
    assert [entry["name"] for entry in described["licenses"]] == ["CC-BY-4.0"]


def test_two_disclosures_add_rows_and_no_tables(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    for folder in (*DOCUMENTS.iterdir(), *(PACKAGE / "sources").iterdir()):
        shutil.copytree(folder, sources / folder.name)
    convert_folder(sources, tmp_path / "out")
    assert len(read_csv(tmp_path / "out" / "data" / "disclosures.csv")) == 2
    assert len(list((tmp_path / "out" / "data").glob("*.csv"))) == len(RESOURCES)


# Replaced as a whole or not at all


def test_unchanged_content_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "out"

    def write(folder: Path) -> None:
        (folder / "a").write_text("same")

    assert replace_folder(target, write, ("a",))
    assert not replace_folder(target, write, ("a",))


def test_what_is_not_generated_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "out"
    (target / "sources").mkdir(parents=True)
    (target / "sources" / "note").write_text("mine")
    (target / "a").write_text("old")

    def write(folder: Path) -> None:
        (folder / "a").write_text("new")

    replace_folder(target, write, ("a",))
    assert (target / "sources" / "note").read_text() == "mine"
    assert (target / "a").read_text() == "new"


def test_a_failure_leaves_the_old_content(tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.mkdir()
    (target / "a").write_text("old")

    def fail(folder: Path) -> None:
        (folder / "a").write_text("half")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        replace_folder(target, fail, ("a",))
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (target / "a").read_text() == "old"


def test_a_folder_that_stepped_aside_is_put_back(tmp_path: Path) -> None:
    (tmp_path / ".out.old").mkdir()
    (tmp_path / ".out.old" / "a").write_text("old")
    recover(tmp_path / "out")
    assert (tmp_path / "out" / "a").read_text() == "old"


@pytest.mark.slow
def test_a_run_killed_at_any_moment_leaves_a_whole_package(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "package"
    shutil.copytree(small, target)
    sources = tmp_path / "sources"
    many.write(many.DOCUMENTS[0], sources)  # another document: the content differs
    old = contents(target)
    command = [sys.executable, "-m", "yusuan", "convert"]
    command += ["--sources", str(sources), "--output", str(target)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    began = time.monotonic()
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    whole = time.monotonic() - began
    new = contents(target)
    for step in range(8):
        shutil.rmtree(target)
        shutil.copytree(small, target)
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        time.sleep(whole * (0.4 + 0.09 * step))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert contents(target) in (old, new)


def test_a_lone_carriage_return_in_a_cell_ends_no_row(tmp_path: Path) -> None:
    terms = [("d", 1, "一\r二", "a\rb"), ("d", 2, "三\r\n四", "\r"), ("d", 3, "五", "c,d")]
    given = ("disclosure_id", "term_no", "term", "definition")
    rows = [GLOSSARY.row(dict(zip(given, term, strict=True))) for term in terms]
    with TableFiles(tmp_path, GLOSSARY) as file:
        file.add(csv_text(GLOSSARY, rows))
    content = file.path.read_bytes()
    assert content.endswith(b',"c,d",,,\n')
    table = arrow_table(GLOSSARY, content)
    assert table.column("term").to_pylist() == [term for _, _, term, _ in terms]
    assert [row["definition"] for row in read_csv(file.path)] == [text for *_, text in terms]


def test_collecting_garbage_rarely_ends_with_the_conversion() -> None:
    before = gc.get_threshold()
    with rarely_collecting():
        assert gc.get_threshold() > before
    assert gc.get_threshold() == before


class Circle:
    """Refers to itself."""

    def __init__(self) -> None:
        self.itself = self


def test_what_one_of_many_leaves_behind_goes_before_the_next() -> None:
    with collecting_after():
        left = weakref.ref(Circle())
        assert left() is not None
    assert left() is None
