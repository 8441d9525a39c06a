"""``yusuan validate``: disagreements of the source, known ones, and exit codes."""

import shutil
from pathlib import Path

import pytest

from tests.kept import make_package
from tests.paths import PACKAGE, SMALL
from yusuan.cli import main
from yusuan.package.findings import read_findings
from yusuan.sources.folders import sha256_of

OLD, NEW = "5\t213\t农林水支出\t335.50\t135.50", "5\t213\t农林水支出\t335.50\t136.50"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    shutil.copytree(SMALL, tmp_path / "sources" / SMALL.name)
    return tmp_path / "sources"


def plant(sources: Path) -> None:
    """Make a sum of the small document disagree with itself."""
    folder = sources / SMALL.name
    text = (folder / "source.txt").read_text(encoding="utf-8")
    assert OLD in text
    old = sha256_of(text.encode())
    text = text.replace(OLD, NEW)
    (folder / "source.txt").write_bytes(text.encode())
    description = (folder / "source.toml").read_text(encoding="utf-8")
    (folder / "source.toml").write_text(description.replace(old, sha256_of(text.encode())))


def acknowledge(sources: Path, package: Path) -> None:
    """Write every failed check of the package into acknowledged.toml: its draft, with a reason."""
    draft = package.parent / "draft.toml"
    validate(package, "--derive", "0", "--drafts", str(draft))
    text = draft.read_text(encoding="utf-8").replace('reason = ""', 'reason = "原文如此"')
    (sources / SMALL.name / "acknowledged.toml").write_text(text, encoding="utf-8")


def validate(package: Path, *options: str) -> int:
    return main(["validate", "--package", str(package), *options])


def test_the_committed_package_has_no_unknown_disagreement(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert validate(PACKAGE, "--strict", "--lossless") == 0
    assert "768 行中的 768 行由数据完全还原" in capsys.readouterr().out


def test_a_disagreement_is_converted_and_published(sources: Path, tmp_path: Path) -> None:
    plant(sources)
    assert main(["convert", "--sources", str(sources), "--output", str(tmp_path / "out")]) == 0
    found = read_findings(tmp_path / "out")
    assert {row["check_id"] for row in found.open_errors} >= {"expenditure-types"}


def test_an_open_error_makes_validation_fail(
    sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plant(sources)
    make_package(sources, tmp_path / "out")
    assert validate(tmp_path / "out") == 1
    assert "[expenditure-types]" in capsys.readouterr().err


def test_a_slight_disagreement_fails_only_when_strict(sources: Path, tmp_path: Path) -> None:
    make_package(sources, tmp_path / "out")
    assert (validate(tmp_path / "out"), validate(tmp_path / "out", "--strict")) == (0, 1)


def test_an_acknowledged_disagreement_stays_published_and_passes(
    sources: Path, tmp_path: Path
) -> None:
    plant(sources)
    make_package(sources, tmp_path / "out")
    acknowledge(sources, tmp_path / "out")
    make_package(sources, tmp_path / "out")
    found = read_findings(tmp_path / "out")
    assert validate(tmp_path / "out", "--strict") == 0
    assert found.counts["fail"] == found.acknowledged > 0


def test_an_acknowledgement_that_no_longer_matches_is_an_error(
    sources: Path, tmp_path: Path
) -> None:
    make_package(sources, tmp_path / "out")
    acknowledge(sources, tmp_path / "out")
    path = sources / SMALL.name / "acknowledged.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("部门预算项目支出表", "别的表"))
    make_package(sources, tmp_path / "out")
    assert [row["check_id"] for row in read_findings(tmp_path / "out").open_errors] == [
        "acknowledged-still-true"
    ]


def test_a_draft_without_reasons_is_no_acknowledgement(
    sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plant(sources)
    make_package(sources, tmp_path / "out")
    path = sources / SMALL.name / "acknowledged.toml"
    validate(tmp_path / "out", "--derive", "0", "--drafts", str(path))
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# {SMALL.name}/acknowledged.toml")
    assert 'check_id = "expenditure-types"' in text
    capsys.readouterr()
    assert main(["convert", "--sources", str(sources), "--output", str(tmp_path / "out")]) == 2
    assert "reason 不能空着" in capsys.readouterr().err


def test_a_draft_replaces_no_file(
    sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_package(sources, tmp_path / "out")
    (tmp_path / "draft.toml").write_text("mine", encoding="utf-8")
    options = ("--derive", "0", "--drafts", str(tmp_path / "draft.toml"))
    assert validate(tmp_path / "out", *options) == 2
    assert "已有这个文件，没有改动" in capsys.readouterr().err
    assert (tmp_path / "draft.toml").read_text(encoding="utf-8") == "mine"


def test_where_all_is_known_there_is_no_draft(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert validate(PACKAGE, "--derive", "0", "--drafts", str(tmp_path / "draft.toml")) == 0
    assert "没有写草稿" in capsys.readouterr().out
    assert not (tmp_path / "draft.toml").exists()


@pytest.mark.parametrize(
    "text",
    [
        "[[acknowledged",
        "other = 1",
        "[[acknowledged]]\ncheck_id = 'x'",
        "[[acknowledged]]\ncheck_id='x'\nplaces='L1'\nleft=''\nright=''\nreason='r'",
        "[[acknowledged]]\ncheck_id='x'\nplaces=['L1']\nleft=''\nright=''\nreason=' '",
    ],
)
def test_a_malformed_file_is_an_error_of_reading(
    sources: Path, tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (sources / SMALL.name / "acknowledged.toml").write_text(text, encoding="utf-8")
    assert main(["convert", "--sources", str(sources), "--output", str(tmp_path / "out")]) == 2
    assert "acknowledged.toml" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
