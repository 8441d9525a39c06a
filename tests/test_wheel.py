"""The wheel alone gives everything: in an empty folder and an environment of its own."""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.paths import ROOT, SMALL
from yusuan.errors import YusuanError
from yusuan.extras import require
from yusuan.templating import render

_SOURCES = ("pyproject.toml", "LICENSE", "README.md", "scripts/yusuan")


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the wheel; libraries are those of this one, no network needed."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in _SOURCES:
        target = folder / "tree" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, target)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    offline = ["--no-deps", "--no-index", "--quiet"]
    _run([*pip, "wheel", *offline, "--no-build-isolation", "-w", "wheels", "./tree"], folder)
    _run([sys.executable, "-m", "venv", "--without-pip", "venv"], folder)
    python = _script(folder / "venv", "python")
    (wheel,) = (folder / "wheels").glob("*.whl")
    _run([*pip, "--python", str(python), "install", *offline, str(wheel)], folder)
    found = _run(
        [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], folder
    )
    own = sysconfig.get_path("purelib")  # a .pth in it (ours, installed to be edited) is not read
    (Path(found.strip()) / "libraries.pth").write_text(f"{own}\n", encoding="utf-8")
    return folder / "venv"


def _script(environment: Path, name: str) -> Path:
    windows = os.name == "nt"
    return environment / ("Scripts" if windows else "bin") / (f"{name}.exe" if windows else name)


def _run(command: list[str], folder: Path, variables: Mapping[str, str] | None = None) -> str:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "YUSUAN"))}
    done = subprocess.run(
        command,
        cwd=folder,
        env=clean | dict(variables or {}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    assert "scripts/" not in done.stderr
    return done.stdout


def test_a_file_is_read_in_an_empty_folder(environment: Path, tmp_path: Path) -> None:
    yusuan = str(_script(environment, "yusuan"))
    assert " read " in _run([yusuan], tmp_path)
    shutil.copy(SMALL / "source.txt", tmp_path / "a.txt")
    done = subprocess.run(
        [yusuan, "read", "a.txt", "--output", "out"], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr.decode()
    assert "示例县水务局" in done.stdout.decode()
    assert (tmp_path / "out" / "data" / "budget_lines.parquet").is_file()


@pytest.mark.slow
def test_a_repository_is_made_filled_and_built(environment: Path, tmp_path: Path) -> None:
    yusuan = str(_script(environment, "yusuan"))
    shutil.copy(SMALL / "source.txt", tmp_path / "a.txt")
    _run([yusuan, "init", "data", "--title", "示例数据集"], tmp_path)
    repository = tmp_path / "data"
    added = _run([yusuan, "add", "../a.txt", "--division", "130999"], repository)
    assert "scripts/" not in added
    built = _run([yusuan, "build"], repository)
    assert "scripts/" not in built
    site = repository / "site"
    assert "示例数据集" in (site / "index.html").read_text(encoding="utf-8")
    assert (site / "disclosures" / SMALL.name / "index.html").is_file()
    _run([yusuan, "archive"], repository)
    assert "示例数据集" in _run([yusuan, "cite"], repository)


def test_the_repository_of_this_project_is_as_one_that_init_makes() -> None:
    """But for its title and pages of its own."""
    own = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    pages = [("差错检出试验", "mutations.md"), ("大规模数据", "scale.md")]
    values = {"quoted_title": "预算 yusuan", "pages": pages}
    made = render("repository/mkdocs.yml.j2", values)
    described = "site_description: {}政府部门预算公开文件的开放数据"
    assert made.replace(described.format(""), described.format("中国")) == own


def test_an_extra_that_is_not_installed_is_named() -> None:
    require("site", "json")
    with pytest.raises(YusuanError, match=r"缺少 no_such_module；.*pip install 'yusuan\[site\]'"):
        require("site", "json", "no_such_module")
