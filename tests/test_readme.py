"""What the README claims is so."""

import argparse
import re
import subprocess
import sys

import pytest

from tests.paths import ROOT
from yusuan.cli import make_parser

READMES = ("README.md", "README.zh.md")


def blocks(name: str, language: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def commands() -> dict[str, argparse.ArgumentParser]:
    [choices] = [
        action.choices
        for action in make_parser()._actions
        if isinstance(action, argparse._SubParsersAction)
    ]
    return dict(choices)


@pytest.mark.parametrize("name", READMES)
def test_the_python_example_prints_total_expenditure(name: str) -> None:
    [code] = blocks(name, "python")
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout.strip() == "13362300.00"


@pytest.mark.parametrize("name", READMES)
def test_every_command_is_documented_with_its_options(name: str) -> None:
    usage = next(block for block in blocks(name, "sh") if "yusuan convert" in block)
    documented = {line.split()[1]: line for line in usage.splitlines() if line.strip()}
    assert set(documented) == set(commands())
    for command, line in documented.items():
        for option in re.findall(r"--[a-z]+", line.partition("#")[0]):
            assert option in commands()[command].format_help()


@pytest.mark.parametrize("name", READMES)
def test_every_relative_link_leads_to_a_file(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#]+)\)", text)
    assert all((ROOT / link).exists() for link in links if "://" not in link)


@pytest.mark.parametrize("script", ["build", "test", "serve"])
def test_the_scripts_are_there_and_executable(script: str) -> None:
    path = ROOT / "scripts" / script
    assert path.stat().st_mode & 0o111


def test_help_imports_no_heavy_library() -> None:
    code = (
        "import sys; from yusuan.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "print([n for n in ('pandas','pyarrow','frictionless','jinja2','rich') if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT / "scripts",
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert done.stdout.strip().endswith("[]")
