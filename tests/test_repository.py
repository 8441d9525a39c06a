"""What a reader, a packager or the hosting platform relies on in the repository itself."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.y*ml"))
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
LOCKS = ("bootstrap", "build", "test")  # each contains those before it
ALL_LOCKS = (*LOCKS, "ocr", "ray", "citation")  # extras on top; an environment of its own
COMMANDS = ("build", "serve", "test")

# Scopes that a job of a workflow may have; every other job may only read the contents.
ALLOWED_PERMISSIONS = {
    ("pages.yml", "deploy"): {"pages": "write", "id-token": "write"},
    ("release.yml", "publish"): {
        "attestations": "write",
        "contents": "write",
        "id-token": "write",
    },
}
READ_ONLY = {"contents": "read"}

# In parts, so that this file does not name them.
REGISTRY_HOSTS = [
    ".".join(parts)
    for parts in (
        ("files", "pythonhosted", "org"),
        ("pypi", "org"),
        ("pypi", "python", "org"),
        ("pypi", "tuna", "tsinghua"),
        ("mirrors", "aliyun", "com"),
        ("registry", "npmjs", "org"),
        ("registry", "npmmirror", "com"),
        ("deb", "debian", "org"),
        ("proxy", "golang", "org"),
        ("index", "crates", "io"),
    )
]


def git(*arguments: str) -> bytes:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    return subprocess.run(
        ["git", "-c", f"safe.directory={ROOT.as_posix()}", *arguments],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout


def repository_files() -> list[Path]:
    """All files that are in the repository, or will be once they are added."""
    listing = git("ls-files", "-z", "--cached", "--others", "--exclude-standard")
    paths = [ROOT / os.fsdecode(name) for name in listing.split(b"\0") if name]
    return [path for path in paths if path.is_file()]


def load_yaml(path: Path) -> dict[Any, Any]:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


def pins(lock: str) -> dict[str, str]:
    """Requirement with its marker -> the whole block of the lock file, without comments."""
    text = (REQUIREMENTS / f"{lock}.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    blocks = re.split(r"\n(?=\S)", "\n".join(lines))
    return {block.split("\\")[0].strip(): block for block in blocks if block.strip()}


def wanted(file: str) -> set[str]:
    lines = (REQUIREMENTS / file).read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith(("#", "-"))}


def name_of(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower().replace("_", "-")


# Workflows


def test_there_are_workflows() -> None:
    assert {path.name for path in WORKFLOWS} >= {"pages.yml", "release.yml", "test.yml"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_commit(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    parsed = [
        step["uses"]
        for job in load_yaml(path)["jobs"].values()
        for step in [job, *job.get("steps", [])]
        if "uses" in step
    ]
    written = re.findall(r"uses: (\S+@[0-9a-f]{40}) # v\d+\.\d+\.\d+$", text, re.MULTILINE)
    assert parsed
    assert sorted(parsed) == sorted(written), "every `uses:` needs `@<commit> # vX.Y.Z`"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflow_permissions_are_declared_and_least(path: Path) -> None:
    workflow = load_yaml(path)
    assert "permissions" in workflow
    assert workflow["permissions"] in ({}, READ_ONLY)
    for name, job in workflow["jobs"].items():
        assert "permissions" in job, f"{path.name}: job {name} declares no permissions"
        assert job["permissions"] == ALLOWED_PERMISSIONS.get((path.name, name), READ_ONLY)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_keep_foreign_code_and_credentials_apart(path: Path) -> None:
    workflow = load_yaml(path)
    triggers = workflow.get("on", workflow.get(True))  # YAML 1.1 reads `on` as true
    assert triggers
    assert "pull_request_target" not in triggers
    assert "workflow_run" not in triggers
    for job in workflow["jobs"].values():
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False
            # An expression inside a script is a way in for whoever chooses a branch's name.
            assert "${{" not in step.get("run", "")


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_issue_forms_are_well_formed(path: Path) -> None:
    form = load_yaml(path)
    if path.name == "config.yml":
        return
    assert form["name"]
    assert form["description"]
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    identifiers = [field["id"] for field in fields]
    assert len(identifiers) == len(set(identifiers)) > 0
    for field in fields:
        assert field["type"] in {"checkboxes", "dropdown", "input", "textarea"}
        assert field["attributes"]["label"]


# Requirements


@pytest.mark.parametrize("lock", ALL_LOCKS)
def test_every_locked_requirement_has_hashes(lock: str) -> None:
    blocks = pins(lock)
    assert blocks
    for requirement, block in blocks.items():
        assert re.match(r"[a-z0-9-]+==[\w.+!]+( ; .+)?$", requirement), requirement
        first, *rest = block.splitlines()
        hashes = [line.strip().removesuffix("\\").strip() for line in rest]
        assert first.endswith("\\")
        assert hashes, f"{requirement} has no hash"
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", line) for line in hashes)


@pytest.mark.parametrize("path", sorted(REQUIREMENTS.iterdir()), ids=lambda path: path.name)
def test_requirements_name_no_index(path: Path) -> None:
    assert path.suffix in {".in", ".txt"}
    text = path.read_text(encoding="utf-8")
    assert "://" not in text
    for line in text.splitlines():
        if line.startswith("-"):
            assert path.suffix == ".in"
            assert re.fullmatch(r"-[rc] [a-z]+\.(in|txt)", line), line


def test_locks_contain_each_other() -> None:
    bootstrap, build, test = (pins(lock) for lock in LOCKS)
    assert bootstrap.items() <= build.items()
    assert build.items() <= test.items()

    def versions(lock: str) -> dict[str, str]:
        return {
            name.partition(" ;")[0]: block.partition("\n")[2] for name, block in pins(lock).items()
        }

    # What an extra needs on one platform only, a tool of the tests may need everywhere.
    for extra in ("ocr", "ray"):
        assert versions(extra).items() <= versions("test").items()


@pytest.mark.parametrize("lock", ALL_LOCKS)
def test_locks_hold_what_is_wanted(lock: str) -> None:
    locked = {name_of(requirement) for requirement in pins(lock)}
    assert {name_of(requirement) for requirement in wanted(f"{lock}.in")} <= locked


def test_build_requirements_are_those_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    assert set(extras) == {"ocr", "ray", "site", "stock"}
    needed = {*project["project"]["dependencies"], *extras["site"], *extras["stock"]}
    assert wanted("build.in") == needed
    assert wanted("ocr.in") == set(extras["ocr"])
    assert wanted("ray.in") == set(extras["ray"])
    assert wanted("bootstrap.in") == set(project["build-system"]["requires"])


# Commands


@pytest.mark.parametrize("name", COMMANDS)
def test_commands_can_be_called(name: str) -> None:
    path = ROOT / "scripts" / name
    assert path.read_bytes().startswith(b"#!/usr/bin/env python3\n")
    if os.name != "nt":
        assert os.access(path, os.X_OK)


@pytest.mark.parametrize("name", [*COMMANDS, "venv_setup.py"])
def test_commands_are_readable_for_old_pythons(name: str) -> None:
    source = (ROOT / "scripts" / name).read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))


@pytest.mark.parametrize("name", COMMANDS)
def test_old_pythons_get_one_clear_line(name: str) -> None:
    script = ROOT / "scripts" / name
    program = (
        "import runpy, sys; sys.version_info = (3, 9, 2, 'final', 0); "
        f"sys.path.insert(0, {str(script.parent)!r}); "
        f"runpy.run_path({str(script)!r}, run_name='__main__')"
    )
    result = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert result.returncode == 1
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert "需要 Python 3.11" in result.stderr
    assert "3.9.2" in result.stderr


def test_readme_names_the_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "scripts/build" in readme
    assert "scripts/test" in readme


# All files


def test_no_file_names_a_package_registry() -> None:
    hosts = [host.encode() for host in REGISTRY_HOSTS]
    found = [
        f"{path.relative_to(ROOT).as_posix()}: {host.decode()}"
        for path in repository_files()
        for content in [path.read_bytes().lower()]
        for host in hosts
        if host in content
    ]
    assert found == []


@pytest.mark.parametrize(
    "path",
    [
        "datapackage/sources/a/source.txt",
        "datapackage/data/a.csv",
        "datapackage/data/a.parquet",
        "datapackage/datapackage.json",
        "tests/documents/a/source.txt",
    ],
)
def test_git_converts_no_line_ends_of_data(path: str) -> None:
    answer = git("check-attr", "text", "--", path).decode()
    assert answer.strip() == f"{path}: text: unset"


@pytest.mark.skipif(os.name == "nt", reason="needs the right to make links")
def test_the_environment_of_another_folder_is_not_cleared(tmp_path: Path) -> None:
    other, tree = tmp_path / "other", tmp_path / "tree"
    other.mkdir()
    (other / "kept").touch()
    shutil.copytree(ROOT / "requirements", tree / "requirements")
    (tree / "scripts").mkdir()
    for name in ("build", "venv_setup.py"):
        shutil.copy(ROOT / "scripts" / name, tree / "scripts")
    shutil.copy(ROOT / "pyproject.toml", tree)
    (tree / ".venv").symlink_to(other, target_is_directory=True)
    command = [sys.executable, str(tree / "scripts" / "build")]
    result = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert result.returncode == 1
    assert "是链接" in result.stderr
    assert (other / "kept").exists()
