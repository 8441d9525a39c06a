"""Prepare `.venv` beside pyproject.toml from the locked requirements, and run commands in it.

Shared by `scripts/build`, `scripts/serve` and `scripts/test`; standard library only. The syntax
stays readable for old Pythons, so that they reach the version check below.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 (this runs before the project's own Python is known)
    found = ".".join(str(part) for part in sys.version_info[:3])
    sys.exit(
        f"yusuan 需要 Python 3.11 或更新版本，当前是 {found}。"
        f" / yusuan needs Python 3.11 or newer, this is {found}."
    )

import contextlib
import hashlib
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "yusuan-setup.json"
LOCK = ROOT / ".venv.lock"
REQUIREMENTS = ROOT / "requirements"

# A profile is one lock file. Each one contains those before it, in the same versions.
PROFILES = ("bootstrap", "build", "test")
PROBE = "import sys, pip, yusuan; assert sys.version_info >= (3, 11); print(yusuan.__file__)"


def executable(name: str) -> str:
    """The path of a program inside the environment."""
    if os.name == "nt":
        return str(VENV / "Scripts" / f"{name}.exe")
    return str(VENV / "bin" / name)


def ensure(profile: str) -> str:
    """Make the environment hold ``profile``; return the path of its Python.

    The usual case, an environment that is ready, costs one start of that Python.
    """
    try:
        if not _is_ready(profile):
            with _exclusive():
                if not _is_ready(profile):  # another run may have finished it meanwhile
                    _prepare(profile)
    except OSError as error:
        sys.exit(f"无法准备 {VENV}：{error} / cannot prepare {VENV}: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
    return executable("python")


def run(command: list[str]) -> NoReturn:
    """Continue as ``command`` in the project's root folder, with its exit code."""
    os.chdir(ROOT)
    if os.name != "nt":
        os.execv(command[0], command)
    try:  # Windows has no exec that waits
        sys.exit(subprocess.call(command))
    except KeyboardInterrupt:
        sys.exit(130)


def _is_ready(profile: str) -> bool:
    stamp = _stamp()
    holds = stamp.get("profile") in PROFILES[PROFILES.index(profile) :]
    return holds and stamp.get("key") == _key() and _probe(PROBE).startswith(str(ROOT))


def _stamp() -> dict[str, str]:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _prepare(profile: str) -> None:
    """Install what is locked; the stamp comes last, so that half a setup is never taken for one.

    A link is left alone: what it leads to is another folder's environment, and would be cleared.
    """
    if VENV.is_symlink():
        sys.exit(
            f"{VENV} 是链接，指向别处的环境，不在此改动；删除链接后重新运行即可。"
            f" / {VENV} is a link to another environment, which is not changed from here;"
            " remove the link and run this again."
        )
    _say("正在准备 .venv，首次约需一两分钟……", "preparing .venv, a minute or two at first")
    moved = _stamp().get("root", str(ROOT)) != str(ROOT)
    if moved or not _probe("import sys, pip; print(sys.version_info >= (3, 11))").startswith(
        "True"
    ):
        # Started from inside an environment, even this very one, its base is what lasts.
        base = getattr(sys, "_base_executable", None) or sys.executable
        _call([base, "-m", "venv", "--clear", str(VENV)])
    STAMP.unlink(missing_ok=True)
    for name in dict.fromkeys(("bootstrap", profile)):
        # Without isolation, source distributions are built by the locked build backend too.
        isolation = [] if name == "bootstrap" else ["--no-build-isolation"]
        _pip("--require-hashes", *isolation, "-r", str(REQUIREMENTS / f"{name}.txt"))
    _pip("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    stamp = {"root": str(ROOT), "profile": profile, "key": _key()}
    partial = STAMP.with_suffix(".partial")
    partial.write_text(json.dumps(stamp, ensure_ascii=False), encoding="utf-8")
    partial.replace(STAMP)


def _key() -> str:
    """Of everything that the environment is made from, and where: its programs name its folder."""
    total = hashlib.sha256(str(ROOT).encode())
    for path in (ROOT / "pyproject.toml", *(REQUIREMENTS / f"{name}.txt" for name in PROFILES)):
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _probe(code: str) -> str:
    """What the environment's own Python prints; nothing where it does not work."""
    command = [executable("python"), "-I", "-X", "utf8", "-c", code]
    try:
        return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
    except (OSError, ValueError, subprocess.CalledProcessError):
        return ""


def _pip(*arguments: str) -> None:
    options = ["--quiet", "--no-input", "--disable-pip-version-check"]
    _call([executable("python"), "-m", "pip", "install", *options, *arguments])


def _call(command: list[str]) -> None:
    environment = dict(os.environ, PIP_USER="0")
    if subprocess.call(command, cwd=ROOT, stdout=sys.stderr, env=environment) != 0:
        sys.exit(
            "准备 .venv 失败，原因见上；检查网络后重新运行即可。"
            " / preparing .venv failed, see above; check the network and run this again."
        )


@contextlib.contextmanager
def _exclusive() -> Iterator[None]:
    """Hold the only right to change the environment; the system frees it if this run dies."""
    with LOCK.open("a+b") as handle:
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _say(chinese: str, english: str) -> None:
    # Standard error never fails to encode, whatever the terminal; standard output stays clean.
    print(f"{chinese} / {english}", file=sys.stderr, flush=True)
