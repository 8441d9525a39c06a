"""A checksum of all that a result depends on besides what it was made of."""

import hashlib
import os
import platform
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_CODE = Path(__file__).parents[1]
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
PAGE_LIBRARIES = (*LIBRARIES, "jinja2", "markupsafe", "pillow", "pyarrow")


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
    for path in _files(folder, views):
        state = (folder / path).stat()
        content = _checksum(folder / path, (state.st_ino, state.st_mtime_ns, state.st_size))
        found.update(f"{path} {content}\n".encode())
    return found.hexdigest()


@lru_cache(maxsize=1 << 12)
def _checksum(path: Path, state: tuple[int, ...]) -> str:
    """A build asks time and again whether the code is the one it began with."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@cache
def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _files(folder: Path, views: frozenset[str]) -> list[str]:
    found = []
    for place, folders, names in os.walk(folder):
        own = Path(place).relative_to(folder)
        folders[:] = [
            name
            for name in folders
            if name != "__pycache__" and (own / name).as_posix() not in views
        ]
        found += [(own / name).as_posix() for name in names]
    return sorted(found)
