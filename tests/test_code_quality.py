"""The linter, the formatter and the type checker find nothing to say."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["ruff", "check", "--output-format=concise", "."], id="ruff-check"),
        pytest.param(["ruff", "format", "--check", "--diff", "."], id="ruff-format"),
        pytest.param(["mypy"], id="mypy"),
    ],
)
def test_code_quality(arguments: list[str]) -> None:
    result = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    assert result.returncode == 0, f"{' '.join(arguments)}:\n{result.stdout}"
