"""cffconvert in an environment of its own, ``.venv-citation``, from requirements/citation.txt.

Made once for each lock file and Python; it cannot share the tests' environment, because
frictionless and cffconvert ask for versions of jsonschema that exclude each other.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from tests.paths import ROOT

VENV = ROOT / ".venv-citation"
LOCKS = tuple(ROOT / "requirements" / f"{name}.txt" for name in ("bootstrap", "citation"))


class CannotInstallError(Exception):
    """pip found no way to the packages; the text is what it said last."""


def validator() -> Path:
    """The Python of the environment. Raises CannotInstallError where it cannot be made."""
    stamp = VENV / "made-of"
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != _wanted():
        partial = VENV.with_name(f"{VENV.name}.{os.getpid()}")
        try:
            _make(partial)
            shutil.rmtree(VENV, ignore_errors=True)
            partial.rename(VENV)  # a half-made environment never has the name of a made one
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    return _python(VENV)


def validate(file: Path) -> subprocess.CompletedProcess[str]:
    """``cffconvert --validate`` of ``file``."""
    # Not the installed script, which names the folder it was made in.
    program = "from cffconvert.cli.cli import cli; cli()"
    return subprocess.run(
        [validator(), "-I", "-X", "utf8", "-c", program, "--validate", "-i", file],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def _make(folder: Path) -> None:
    venv.create(folder)  # the pip that runs the tests fills it: to bring one takes seconds
    for lock in LOCKS:  # the build backend first: one package comes as source only
        command = [sys.executable, "-m", "pip", "--python", str(_python(folder)), "install"]
        command += ["--quiet", "--no-input", "--no-compile", "--disable-pip-version-check"]
        command += ["--require-hashes", "--no-build-isolation"]
        done = subprocess.run(
            [*command, "-r", str(lock)],
            capture_output=True,
            encoding="utf-8",
            check=False,
            env={**os.environ, "PIP_USER": "0"},
        )
        if done.returncode != 0:
            raise CannotInstallError(done.stderr.strip()[-500:])
    (folder / "made-of").write_text(_wanted(), encoding="utf-8")


def _wanted() -> str:
    version = ".".join(map(str, sys.version_info[:2]))
    digests = [hashlib.sha256(lock.read_bytes()).hexdigest() for lock in LOCKS]
    return "\n".join([version, sys.base_prefix, *digests])


def _python(folder: Path) -> Path:
    return folder / "Scripts" / "python.exe" if os.name == "nt" else folder / "bin" / "python"
