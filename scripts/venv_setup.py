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
import importlib.util
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple, NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "yusuan-setup.json"
LOCK = ROOT / ".venv.lock"
OLD = ROOT / ".venv.old"
REQUIREMENTS = ROOT / "requirements"

# A profile is one lock file. Each one contains those before it, in the same versions.
PROFILES = ("bootstrap", "build", "test")

# What the environment's own Python says of itself, one item a line.
PROBE = """
import importlib.util, sys
spec = importlib.util.find_spec("yusuan")
print("%d.%d" % sys.version_info[:2])
print("pip" if importlib.util.find_spec("pip") else "")
print(spec.origin if spec and spec.origin else "")
"""


class Probe(NamedTuple):
    """What works in the environment now."""

    python: str  # "3.11"; empty: nothing works
    has_pip: bool
    has_project: bool  # this very checkout is what it imports


def executable(name: str) -> str:
    """The path of a program inside the environment."""
    if os.name == "nt":
        return str(VENV / "Scripts" / f"{name}.exe")
    return str(VENV / "bin" / name)


def ensure(profile: str) -> str:
    """Make the environment hold ``profile``; return the path of its Python.

    The usual case, an environment that is ready, costs one start of that Python.
    """
    if not _is_ready(profile):
        try:
            with _exclusive():
                if not _is_ready(profile):  # another run may have finished it meanwhile
                    _prepare(profile)
        except OSError as error:
            _fail(f"无法准备 {VENV}：{error}", f"cannot prepare {VENV}: {error}")
        except KeyboardInterrupt:
            sys.exit(130)
    return executable("python")


def run(command: list[str]) -> NoReturn:
    """Continue as ``command`` in the project's root folder, with its exit code."""
    os.chdir(ROOT)
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.execv(command[0], command)
    try:  # Windows has no exec that waits
        sys.exit(subprocess.call(command))
    except KeyboardInterrupt:
        sys.exit(130)


def _is_ready(profile: str) -> bool:
    stamp = _read_stamp()
    if not _holds_requirements(stamp, profile) or stamp.get("project") != _project_digest():
        return False
    probe = _probe()
    return probe.has_project and probe.python == stamp.get("python")


def _prepare(profile: str) -> None:
    requirements, project = _requirements_digest(), _project_digest()
    stamp = _read_stamp()
    probe = _probe()
    if _must_be_made_anew(stamp, probe):
        stamp = {}
        _create()
        probe = _probe()
    # The complete stamp comes last: an interrupted setup is never taken for a finished one.
    _write_stamp({"state": "incomplete"})
    if not _holds_requirements(stamp, profile):
        _say(
            f"正在安装 requirements/{profile}.txt 到 .venv，首次约需一两分钟……",
            f"installing requirements/{profile}.txt into .venv, a minute or two at first",
        )
        _pip("--require-hashes", "-r", str(REQUIREMENTS / "bootstrap.txt"))
        # Without isolation, source distributions are built by the locked build backend too.
        lock = str(REQUIREMENTS / f"{profile}.txt")
        _pip("--require-hashes", "--no-build-isolation", "-r", lock)
        held = profile
    else:
        held = stamp["profile"]
    _pip("--no-deps", "--no-build-isolation", "--editable", ".")
    if not _probe().has_project:
        _fail(
            f"安装后仍无法从 {ROOT / 'scripts'} 导入 yusuan；请删除 .venv 后重试。",
            f"yusuan cannot be imported from {ROOT / 'scripts'} after installing it; "
            "delete .venv and try again.",
        )
    _write_stamp(
        {
            "state": "complete",
            "root": str(ROOT),
            "python": probe.python,
            "profile": held,
            "requirements": requirements,
            "project": project,
        }
    )


def _must_be_made_anew(stamp: dict[str, str], probe: Probe) -> bool:
    if not probe.python or not probe.has_pip:
        return True
    if not stamp:  # made by somebody else, and it works: it is used as it is
        return tuple(map(int, probe.python.split("."))) < (3, 11)
    # The programs in an environment name its folder, so a moved or copied one is useless.
    return (
        stamp.get("state") != "complete"
        or stamp.get("root") != str(ROOT)
        or stamp.get("python") != probe.python
    )


def _create() -> None:
    if not all(importlib.util.find_spec(module) for module in ("venv", "ensurepip")):
        _fail(
            "这个 Python 缺少 venv/ensurepip 模块；"
            "Debian、Ubuntu 上请执行 sudo apt install python3-venv。",
            "this Python lacks the modules venv and ensurepip; "
            "on Debian and Ubuntu run: sudo apt install python3-venv",
        )
    _say("正在创建 .venv……", "creating .venv")
    _remove(OLD)
    if os.path.lexists(VENV):
        VENV.rename(OLD)  # at once, so that no half-removed environment is ever met
        _remove(OLD)
    VENV.mkdir()
    _write_stamp({"state": "incomplete"})
    # Started from inside an environment, even this very one, its base is what lasts.
    base = getattr(sys, "_base_executable", None) or sys.executable
    if subprocess.call([base, "-m", "venv", str(VENV)], stdout=sys.stderr) != 0:
        _fail("创建 .venv 失败，原因见上。", "creating .venv failed, see above.")


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _pip(*arguments: str) -> None:
    command = [executable("python"), "-m", "pip", "install", "--quiet", "--no-input"]
    command += ["--disable-pip-version-check", *arguments]
    environment = dict(os.environ, PIP_USER="0")
    if subprocess.call(command, cwd=ROOT, stdout=sys.stderr, env=environment) != 0:
        _fail(
            "安装依赖失败，原因见上；检查网络后重新运行即可。",
            "installing failed, see above; check the network and run this again.",
        )


def _probe() -> Probe:
    try:
        python, pip, origin = subprocess.run(
            [executable("python"), "-I", "-X", "utf8", "-c", PROBE],
            capture_output=True,
            check=True,
            encoding="utf-8",
        ).stdout.splitlines()
    except (OSError, ValueError, subprocess.CalledProcessError):
        return Probe("", has_pip=False, has_project=False)
    package = ROOT / "scripts" / "yusuan" / "__init__.py"
    has_project = (
        Path(executable("yusuan")).exists()
        and Path(origin).is_file()
        and Path(origin).samefile(package)
    )
    return Probe(python, has_pip=pip == "pip", has_project=has_project)


def _read_stamp() -> dict[str, str]:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _write_stamp(stamp: dict[str, str]) -> None:
    partial = STAMP.with_suffix(".partial")
    partial.write_text(json.dumps(stamp, indent=2) + "\n", encoding="utf-8")
    partial.replace(STAMP)


def _holds_requirements(stamp: dict[str, str], profile: str) -> bool:
    held = stamp.get("profile")
    return (
        held in PROFILES
        and PROFILES.index(held) >= PROFILES.index(profile)
        and stamp.get("requirements") == _requirements_digest()
        and stamp.get("root") == str(ROOT)
    )


def _requirements_digest() -> str:
    return _digest(*(REQUIREMENTS / f"{profile}.txt" for profile in PROFILES))


def _project_digest() -> str:
    return _digest(ROOT / "pyproject.toml")


def _digest(*paths: Path) -> str:
    total = hashlib.sha256()
    for path in paths:
        try:
            total.update(hashlib.sha256(path.read_bytes()).digest())
        except OSError as error:
            _fail(f"读不到 {path}：{error.strerror}", f"cannot read {path}: {error.strerror}")
    return total.hexdigest()


@contextlib.contextmanager
def _exclusive() -> Iterator[None]:
    """Hold the only right to change the environment; the system frees it if this run dies."""
    with LOCK.open("a+b") as handle:
        waited = False
        while not _try_lock(handle):
            if not waited:
                _say("另一个进程正在准备 .venv，等待中……", "waiting for another run's setup")
            waited = True
            time.sleep(0.5)
        yield


def _try_lock(handle: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            handle.seek(0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _say(chinese: str, english: str) -> None:
    # Standard error never fails to encode, whatever the terminal; standard output stays clean.
    print(f"{chinese} / {english}", file=sys.stderr, flush=True)


def _fail(chinese: str, english: str) -> NoReturn:
    sys.exit(f"{chinese} / {english}")
