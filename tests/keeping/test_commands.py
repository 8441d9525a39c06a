"""``add --evidence tables`` and ``validate --originals``."""

import shutil
import tomllib
from pathlib import Path

import pytest

from tests.paths import PACKAGE, SMALL
from yusuan.cli import main
from yusuan.sources.folders import sha256_of

ORIGINAL = (SMALL / "source.txt").read_bytes()


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of one disclosure whose original is not there."""
    folder = tmp_path_factory.mktemp("kept")
    (folder / "small.txt").write_bytes(ORIGINAL)
    shutil.copy(PACKAGE / "package.toml", folder)
    sources = str(folder / "sources")
    assert (
        main(["add", "--evidence", "tables", str(folder / "small.txt"), "--sources", sources]) == 0
    )
    (folder / "small.txt").unlink()
    assert main(["convert", "--sources", sources, "--output", str(folder)]) == 0
    return folder


def only_folder(package: Path) -> Path:
    [folder] = (package / "sources").iterdir()
    return folder


def validated(package: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    capsys.readouterr()
    code = main(["validate", "--package", str(package), *more])
    told = capsys.readouterr()
    return code, told.out + told.err


def test_the_folder_holds_the_evidence_and_the_checksum_of_the_original(package: Path) -> None:
    folder = only_folder(package)
    assert sorted(path.name for path in folder.iterdir()) == ["source.toml", "tables.jsonl"]
    found = tomllib.loads((folder / "source.toml").read_text(encoding="utf-8"))
    assert found["title"] == "示例县水务局2024年部门预算公开"
    assert found["documents"] == [
        {
            "path": "tables.jsonl",
            "sha256": sha256_of(ORIGINAL),
            "evidence_sha256": sha256_of((folder / "tables.jsonl").read_bytes()),
        }
    ]


def test_a_package_of_it_is_valid_and_the_original_is_said_not_to_be_at_hand(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = validated(package, capsys, "--derive", "all")
    assert (code, "1 份没有收录原件" in told) == (0, True)


def test_the_original_under_any_name_proves_it(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "renamed.dat").write_bytes(ORIGINAL)
    code, told = validated(package, capsys, "--originals", str(tmp_path))
    assert (code, "由原件证明了 1 份的表格；0 份" in told) == (0, True)


def test_where_no_original_is_found_nothing_is_proved(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = validated(package, capsys, "--originals", str(tmp_path))
    assert code == 1
    assert f"没有找到原件：示例县水务局2024年部门预算公开（SHA-256 {sha256_of(ORIGINAL)}）" in told


def test_evidence_that_the_original_does_not_give_is_named(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Altered in evidence, checksum and package alike: only the original tells."""
    forged = tmp_path / "forged"
    shutil.copytree(package, forged)
    folder = only_folder(forged)
    old = (folder / "tables.jsonl").read_bytes()
    new = old.replace(
        b"\xe5\x86\x9c\xe6\x9e\x97\xe6\xb0\xb4", b"\xe5\x86\x9c\xe6\x9e\x97\xe4\xb8\x9a"
    )
    assert new != old
    (folder / "tables.jsonl").write_bytes(new)
    text = (folder / "source.toml").read_text(encoding="utf-8")
    (folder / "source.toml").write_text(text.replace(sha256_of(old), sha256_of(new)), "utf-8")
    assert main(["convert", "--sources", str(forged / "sources"), "--output", str(forged)]) == 0
    originals = tmp_path / "originals"
    originals.mkdir()
    (originals / "small.txt").write_bytes(ORIGINAL)
    code, told = validated(forged, capsys, "--originals", str(originals))
    assert (code, "与原件不符：sources/" in told) == (1, True)


def test_evidence_of_another_document_is_refused(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forged = tmp_path / "forged"
    shutil.copytree(package, forged)
    description = only_folder(forged) / "source.toml"
    text = description.read_text(encoding="utf-8")
    description.write_text(text.replace(sha256_of(ORIGINAL), "0" * 64), "utf-8")
    assert main(["convert", "--sources", str(forged / "sources"), "--output", str(forged)]) == 2
    assert "表格的读取记录不是这份原件的" in capsys.readouterr().err
