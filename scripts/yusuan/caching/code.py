"""A checksum of all that a result depends on besides what it was made of."""

import hashlib
import os
import platform
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_CODE = Path(__file__).parents[1]
_State = tuple[int, int, int]
# Rooms that no conversion loads (a test proves it): their changes change no result.
NOT_LOADED = frozenset(
    {"citation", "commands", "described", "differences", "exporting", "pages", "releasing"}
    | {"site", "templates", "validation"}
)
# Distributions that a conversion loads, whose other version may read otherwise.
LIBRARIES = (
    "deflate",
    "lxml",
    "numpy",
    "onnxruntime",
    "opencv-python-headless",
    "pydantic",
    "pydantic_core",
    "pypdfium2",
    "pypinyin",
    "rapidocr",
    "xlrd",
)
# Those that make pages.
PAGE_LIBRARIES = (*LIBRARIES, "jinja2", "markupsafe", "pillow", "pyarrow", "pygments")


def page_code_checksum() -> str:
    """The same of all that pages depend on: everything."""
    return code_checksum(views=frozenset(), libraries=PAGE_LIBRARIES)


def code_checksum(
    folder: Path = _CODE,
    views: frozenset[str] = NOT_LOADED,
    libraries: tuple[str, ...] = LIBRARIES,
) -> str:
    """SHA-256 of the code, layouts and lists below ``folder``, the libraries and Python itself.

    The rooms named in ``views`` are left out.
    """
    found = hashlib.sha256()
    for told in (platform.python_version(), platform.python_implementation(), platform.machine()):
        found.update(f"{told}\n".encode())
    for name in libraries:
        found.update(f"{name} {_version(name)}\n".encode())
    for path, state in sorted(_files(folder, views)):
        found.update(f"{path} {_checksum(f'{folder}/{path}', state)}\n".encode())
    return found.hexdigest()


@lru_cache(maxsize=1 << 12)
def _checksum(path: str, state: _State) -> str:
    """A build asks time and again whether the code is the one it began with."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


@cache
def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _files(folder: Path, views: frozenset[str], below: str = "") -> Iterator[tuple[str, _State]]:
    """The path of each file, and what tells one state of it from another."""
    with os.scandir(folder / below) as entries:
        for entry in entries:
            path = f"{below}{entry.name}"
            if not entry.is_dir():
                state = entry.stat()
                yield path, (state.st_ino, state.st_mtime_ns, state.st_size)
            elif not (entry.is_symlink() or entry.name == "__pycache__" or path in views):
                yield from _files(folder, views, f"{path}/")
