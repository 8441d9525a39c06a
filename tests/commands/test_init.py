"""``yusuan init``: files that are what their readers take, whatever the title says."""

import re
from pathlib import Path

import pytest
import yaml
from mkdocs.utils.yaml import yaml_load

from tests.paths import ROOT
from yusuan.cli import main
from yusuan.errors import YusuanError
from yusuan.sources.metadata import read_metadata
from yusuan.sources.starting import start_repository

WORKFLOWS = ("pages", "release")
TITLE = '预算: “甲"乙” #1 {{ 丙 }}'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("init") / "data"
    start_repository(folder, TITLE, "budget-data")
    return folder


def workflow(folder: Path, name: str) -> dict[object, dict[str, dict[str, object]]]:
    path = folder / ".github" / "workflows" / f"{name}.yml"
    found: dict[object, dict[str, dict[str, object]]] = yaml.safe_load(path.read_text("utf-8"))
    return found


def steps(folder: Path, name: str) -> list[tuple[str, dict[str, object]]]:
    """Job and step of a workflow, one after the other."""
    found = []
    for job, declared in workflow(folder, name)["jobs"].items():
        listed = declared["steps"]
        assert isinstance(listed, list)
        found += [(job, step) for step in listed]
    return found


@pytest.mark.parametrize("name", WORKFLOWS)
def test_its_workflows_are_those_of_this_project_with_the_program_installed(
    made: Path, name: str
) -> None:
    """But that a disagreement that nobody has looked at yet stops no publication there."""
    own = [
        (
            job,
            str(step)
            .replace(".venv/bin/yusuan", "yusuan")
            .replace("scripts/build", "yusuan build")
            .replace("build --strict", "build")
            .replace("invalid, lost or not acknowledged", "invalid or lost"),
        )
        for job, step in steps(ROOT, name)
    ]
    installing = [
        step for _, step in steps(made, name) if step.get("name") == "Install the program"
    ]
    assert len(installing) == 1
    others = [(job, str(step)) for job, step in steps(made, name) if step not in installing]
    assert others == own


@pytest.mark.parametrize("name", WORKFLOWS)
def test_its_workflows_know_the_place_and_the_token(made: Path, name: str) -> None:
    given = {"GH_REPO": "${{ github.repository }}", "GH_TOKEN": "${{ github.token }}"}
    assert given in [step.get("env") for _, step in steps(made, name)]


def test_any_title_is_a_title(made: Path) -> None:
    assert read_metadata(made / "datapackage" / "package.toml").title == TITLE
    configured = yaml_load((made / "mkdocs.yml").read_text(encoding="utf-8"))
    assert configured["site_name"] == TITLE


@pytest.mark.parametrize("name", ["A B", "../x", "", "数据"])
def test_a_name_that_no_data_set_may_have_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(YusuanError, match=re.escape("只用小写字母")):
        start_repository(tmp_path / "data", "标题", name)
    assert not (tmp_path / "data").exists()


def test_a_folder_in_use_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert main(["init", str(tmp_path)]) == 2
    assert "不敢写入" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
