"""What did not change is not converted again; the package is that of a full run, byte for byte."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.many import DOCUMENTS, text_of, write
from tests.paths import PACKAGE, ROOT
from yusuan.caching import cache, conversions
from yusuan.caching.code import LIBRARIES, NOT_LOADED, code_checksum
from yusuan.caching.conversions import ConversionCache
from yusuan.caching.entries import pack, unpack
from yusuan.conversion.encoded import Converted
from yusuan.conversion.pipeline import Converter
from yusuan.package.writing import convert_folder
from yusuan.progress import no_progress
from yusuan.sources.folders import read_source, sha256_of
from yusuan.validation import read_descriptor, validate_package
from yusuan.validation.deriving import derived_problems

CODE = ROOT / "scripts" / "yusuan"
# Two documents, so that one changes and one stays; a third to add.
FIRST, SECOND, THIRD = DOCUMENTS[0], DOCUMENTS[4], DOCUMENTS[5]


@pytest.fixture(scope="module")
def converted_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents, the package that was made of them with a cache, and the cache."""
    folder = tmp_path_factory.mktemp("once")
    for document in (FIRST, SECOND):
        write(document, folder / "sources")
    shutil.copy(PACKAGE / "package.toml", folder)
    converted(folder / "sources")
    return folder


@pytest.fixture(scope="module")
def full(converted_once: Path) -> dict[str, bytes]:
    """What the documents give where nothing is kept."""
    return converted(converted_once / "sources", "full", fresh=True)


@pytest.fixture
def sources(converted_once: Path, tmp_path: Path) -> Path:
    """The documents, beside the package and the cache that one run left."""
    for name in ("sources", "kept", "cache"):
        shutil.copytree(converted_once / name, tmp_path / name)
    shutil.copy(converted_once / "package.toml", tmp_path)
    return tmp_path / "sources"


@pytest.fixture
def never_converted(sources: Path) -> Path:
    """The documents alone."""
    for name in ("kept", "cache"):
        shutil.rmtree(sources.parent / name)
    return sources


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the folders that are converted, not taken from the cache."""
    names: list[str] = []
    convert = Converter.convert

    def noting(self: Converter, folder: Path) -> Converted:
        names.append(folder.name)
        return convert(self, folder)

    monkeypatch.setattr(Converter, "convert", noting)
    return names


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def converted(sources: Path, output: str = "kept", *, fresh: bool = False) -> dict[str, bytes]:
    """The files of the package, made with the cache beside the sources or without."""
    folder = sources.parent / output
    kept = None if fresh else ConversionCache(sources.parent / "cache")
    convert_folder(sources, folder, cache=kept)
    if kept is not None:
        kept.drop_unused()
    return files_of(folder)


def change(document_folder: Path, old: str, new: str) -> None:
    text = (document_folder / "source.txt").read_text(encoding="utf-8")
    assert old in text
    content = text.replace(old, new).encode()
    (document_folder / "source.txt").write_bytes(content)
    told = (document_folder / "source.toml").read_text(encoding="utf-8")
    before = sha256_of(text.encode())
    (document_folder / "source.toml").write_text(
        told.replace(before, sha256_of(content)), encoding="utf-8"
    )


def entries_of(sources: Path) -> list[Path]:
    return sorted(path for path in (sources.parent / "cache").iterdir() if path.is_file())


def test_what_did_not_change_is_not_converted_again(
    sources: Path, full: dict[str, bytes], asked: list[str]
) -> None:
    assert files_of(sources.parent / "kept") == full
    assert converted(sources, "again") == full
    assert asked == []


def test_what_is_made_fresh_is_kept(
    sources: Path, full: dict[str, bytes], asked: list[str]
) -> None:
    for path in entries_of(sources):
        path.write_bytes(b"")
    convert_folder(
        sources,
        sources.parent / "fresh",
        cache=ConversionCache(sources.parent / "cache", fresh=True),
    )
    assert asked == [FIRST.id, SECOND.id]
    assert files_of(sources.parent / "fresh") == full
    asked.clear()
    assert converted(sources, "again") == full
    assert asked == []


def test_a_changed_document_is_converted_again_alone(sources: Path, asked: list[str]) -> None:
    before = files_of(sources.parent / "kept")
    change(sources / FIRST.id, "公务接待费\t0.80\t0.80", "公务接待费\t0.85\t0.85")
    after = converted(sources)
    assert asked == [FIRST.id]
    assert after == converted(sources, "full", fresh=True)
    assert after["data/budget_lines.csv"] != before["data/budget_lines.csv"]


def test_what_is_said_of_a_document_counts_as_it_does(sources: Path, asked: list[str]) -> None:
    described = sources / SECOND.id / "source.toml"
    text = described.read_text(encoding="utf-8")
    described.write_text(f'title = "别的名称"\n{text}', encoding="utf-8")
    after = converted(sources)
    assert asked == [SECOND.id]
    assert "别的名称".encode() in after["data/disclosures.csv"]
    assert after == converted(sources, "full", fresh=True)
    acknowledged = sources / FIRST.id / "acknowledged.toml"
    acknowledged.write_text("acknowledged = []\n", encoding="utf-8")
    asked.clear()
    converted(sources)
    assert asked == [FIRST.id]


def test_a_document_more_or_less(sources: Path, asked: list[str]) -> None:
    two = files_of(sources.parent / "kept")
    write(THIRD, sources)
    three = converted(sources)
    assert asked == [THIRD.id]
    assert three == converted(sources, "full", fresh=True)
    shutil.rmtree(sources / THIRD.id)
    asked.clear()
    assert converted(sources) == two
    assert asked == []


def test_a_folder_of_another_name_is_another(sources: Path) -> None:
    (sources / FIRST.id).rename(sources / "130999-345-2021-budget")
    failures = [
        str(failure)
        for kept in (ConversionCache(sources.parent / "cache"), None)
        for failure in convert_folder(sources, sources.parent / "out", cache=kept).failures
    ]
    assert len(failures) == 2
    assert failures[0] == failures[1]


def test_several_processes_share_what_is_kept(
    never_converted: Path, full: dict[str, bytes]
) -> None:
    sources = never_converted
    kept = ConversionCache(sources.parent / "cache")
    convert_folder(sources, sources.parent / "two", processes=2, cache=kept)
    assert len(entries_of(sources)) == 2
    assert converted(sources) == full


def test_what_the_package_is_compared_with_is_not_converted_again(
    sources: Path, asked: list[str]
) -> None:
    package = sources.parent / "kept"
    kept = ConversionCache(sources.parent / "cache")
    assert validate_package(package, derive=None, cache=kept) == ()
    assert asked == []
    lines = package / "data" / "glossary.csv"
    text = lines.read_text(encoding="utf-8")
    assert [*derived_problems(package, read_descriptor(package), no_progress, None, kept)] == []
    first, second, rest = text.split("\n", 2)
    lines.write_text("\n".join((first, second.replace("。", "！"), rest)), encoding="utf-8")
    told = [*derived_problems(package, read_descriptor(package), no_progress, None, kept)]
    assert [each.path for each in told] == ["data/glossary.csv"]
    assert asked == []
    assert validate_package(package, derive=None) != ()


@pytest.mark.parametrize("place", [0, 40, 400, -1])
def test_a_damaged_entry_is_noticed_and_made_anew(
    place: int, converted_once: Path, full: dict[str, bytes], asked: list[str]
) -> None:
    """In place: an entry says where its document lies. It ends as it began."""
    sources = converted_once / "sources"
    sound = files_of(sources.parent / "cache")
    for path in entries_of(sources):
        content = bytearray(path.read_bytes())
        content[place] ^= 1
        path.write_bytes(content)
    assert converted(sources) == full
    assert sorted(asked) == sorted([FIRST.id, SECOND.id])
    assert files_of(sources.parent / "cache") == sound


def test_an_entry_cut_short_or_under_another_name_is_none(
    sources: Path, full: dict[str, bytes], asked: list[str]
) -> None:
    first, second = entries_of(sources)
    content = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(content[:50])
    assert converted(sources) == full
    assert len(asked) == 2


def test_what_claims_another_size_is_no_entry(sources: Path) -> None:
    path = entries_of(sources)[0]
    content = path.read_bytes()
    entry = unpack(path.name, content)
    assert entry is not None
    assert pack(path.name, entry) == content
    assert unpack("another", content) is None
    assert unpack(path.name, b"") is None


def test_what_was_set_aside_is_tried_again(never_converted: Path, asked: list[str]) -> None:
    sources = never_converted
    (sources / FIRST.id / "source.txt").write_bytes(b"changed without its checksum")
    for _ in range(2):
        asked.clear()
        convert_folder(sources, sources.parent / "out", cache=ConversionCache(sources / "../cache"))
        assert FIRST.id in asked
    assert len(entries_of(sources)) == 1


def test_entries_that_nobody_uses_go(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (sources.parent / "cache" / "notes.txt").write_text("not ours", encoding="utf-8")
    change(sources / FIRST.id, "公务接待费\t0.80\t0.80", "公务接待费\t0.85\t0.85")
    converted(sources)
    assert len(entries_of(sources)) == 4  # the old content may come back
    monkeypatch.setattr(cache, "MOST_UNUSED_BYTES", 0)
    converted(sources)
    assert len(entries_of(sources)) == 3


def test_a_folder_that_cannot_be_written_keeps_nothing(
    never_converted: Path, full: dict[str, bytes]
) -> None:
    sources = never_converted
    (sources.parent / "cache").write_bytes(b"a file")
    assert converted(sources) == full
    assert (sources.parent / "cache").read_bytes() == b"a file"


def test_code_changed_meanwhile_keeps_nothing(
    never_converted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = never_converted
    checksums = iter(("before", "before", "after", "after"))
    monkeypatch.setattr(conversions, "code_checksum", lambda: next(checksums))
    converted(sources)
    assert entries_of(sources) == []


# What a result depends on


@pytest.fixture(scope="module")
def copy_of_the_code(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("code") / "yusuan"
    shutil.copytree(CODE, folder)  # with what is compiled: the command is run by it
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    "path",
    ["layouts/base.toml", "checks/sums.py", "registers/divisions.toml", "readers/pdf/__init__.py"],
)
def test_code_layouts_and_lists_count(path: str, copy_of_the_code: Path) -> None:
    before = code_checksum(copy_of_the_code)
    assert before == code_checksum(CODE)
    content = (copy_of_the_code / path).read_bytes()
    (copy_of_the_code / path).write_bytes(content + b"\n")
    assert code_checksum(copy_of_the_code) != before
    (copy_of_the_code / path).write_bytes(content)


def test_what_only_shows_does_not_count(copy_of_the_code: Path) -> None:
    before = code_checksum(copy_of_the_code)
    for path in ("pages/home.py", "site/x.css", "__pycache__/x.pyc", "checks/__pycache__/x.pyc"):
        (copy_of_the_code / path).parent.mkdir(exist_ok=True)
        (copy_of_the_code / path).write_bytes(b"x")
    assert code_checksum(copy_of_the_code) == before


def test_a_layout_that_changes_converts_all_again(
    never_converted: Path, copy_of_the_code: Path
) -> None:
    """The command itself, with its own code changed between two runs."""
    sources = never_converted
    repository = sources.parent / "repository"
    (repository / "datapackage").mkdir(parents=True)
    shutil.copy(PACKAGE / "package.toml", repository / "datapackage")
    sources.rename(repository / "datapackage" / "sources")

    def run(*options: str) -> dict[str, bytes]:
        subprocess.run(
            [sys.executable, "-m", "yusuan", "convert", "--processes", "1", *options],
            cwd=repository,
            env={**os.environ, "PYTHONPATH": str(copy_of_the_code.parent)},
            check=True,
            capture_output=True,
        )
        return files_of(repository / "datapackage" / "data")

    before = run()
    assert len(list((repository / "build" / "conversions").glob("?" * 64))) == 2
    layout = copy_of_the_code / "layouts" / "base.toml"
    text = layout.read_text(encoding="utf-8")
    heads = "(?:合计|总计)(?:数)?', '小计'"
    assert heads in text
    layout.write_text(text.replace(heads, "总计', '小计'"), encoding="utf-8")
    after = run()
    assert after == run("--fresh")
    assert after != before


_LOADED = """
import json, sys
from pathlib import Path
from yusuan.conversion.lanes import convert_sources
from yusuan.readers.dispatch import read
for converted in convert_sources([Path(name) for name in sys.argv[1:]], 1):
    assert not converted.failures, converted.failures[0]
for folder in sys.argv[1:]:
    for path in Path(folder).glob("source.t[!o]*"):
        read(path.name, path.read_bytes())
print(json.dumps(sorted(sys.modules)))
"""


def test_a_conversion_loads_nothing_that_is_left_out_of_the_checksum(sources: Path) -> None:
    names = [str(sources / FIRST.id), *map(str, sorted((PACKAGE / "sources").iterdir()))]
    done = subprocess.run(
        [sys.executable, "-c", _LOADED, *names],
        env={**os.environ, "PYTHONPATH": str(CODE.parent)},
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    loaded = {tuple(name.split(".")) for name in json.loads(done.stdout)}
    assert ("yusuan", "binding") in loaded
    assert not {
        parts for parts in loaded if parts[0] == "yusuan" and parts[1:2] and parts[1] in NOT_LOADED
    }


def test_every_library_that_readers_name_counts() -> None:
    """As the code of the rooms below the pages imports them, their wheels' own needs apart."""
    from importlib.metadata import packages_distributions

    distributions = packages_distributions()
    rooms = (
        *("binding", "checks", "evidence", "facts", "isolation", "keeping", "layouts"),
        *("prose", "readers", "stitching", "tables"),
    )
    imported = {
        line.split()[1].split(".")[0]
        for room in rooms
        for path in (CODE / room).rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.lstrip().startswith(("import ", "from "))
    }
    named = {
        name for module in imported for name in distributions.get(module, ()) if name != "yusuan"
    }
    assert named <= set(LIBRARIES), named - set(LIBRARIES)
    assert named


def test_a_document_that_libreoffice_reads_first_is_never_kept(
    never_converted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = never_converted
    monkeypatch.setattr("yusuan.readers.dispatch.is_converted_first", lambda _: True)
    converted(sources)
    assert entries_of(sources) == []
    source = read_source(sources / FIRST.id)
    assert text_of(FIRST).encode() == source.documents[0].content
