"""A package of the repository's first disclosure alone, made once for the code as it is.

Most tests ask nothing of the corpus: with one disclosure they take a tenth of the time.
"""

import fcntl
import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from yusuan.package.writing import convert_folder

ROOT = Path(__file__).resolve().parents[1]
_FOLDER = ROOT / "build" / "tests"


def package_of_the_first(corpus: Path, first: Path) -> Path:
    """The folder of the package; all processes of a session share it."""
    folder = _FOLDER / _key(corpus, first) / "datapackage"
    _FOLDER.mkdir(parents=True, exist_ok=True)
    with (_FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "datapackage.json").is_file():
            for old in _FOLDER.iterdir():
                if old.is_dir():
                    shutil.rmtree(old)
            shutil.copytree(first, folder / "sources" / first.name)
            shutil.copy(corpus / "package.toml", folder)
            convert_folder(folder / "sources", folder)
    return folder


def _key(corpus: Path, first: Path) -> str:
    """A checksum of everything that the package is made of, the code too."""
    found = hashlib.sha256()
    for path in _made_of(corpus, first):
        found.update(f"{path.relative_to(ROOT)}\n".encode())
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()[:16]


def _made_of(corpus: Path, first: Path) -> Iterator[Path]:
    yield corpus / "package.toml"
    yield from sorted(path for path in first.iterdir() if path.is_file())
    code = ROOT / "scripts" / "yusuan"
    yield from sorted(path for path in code.rglob("*") if path.suffix in (".py", ".toml"))
