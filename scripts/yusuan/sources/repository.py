"""Where the data repository is: the folder that holds ``datapackage/package.toml``."""

from pathlib import Path

PACKAGE = "datapackage"
_FACTS, _SOURCES = "package.toml", "sources"


def find_repository() -> Path:
    """The data repository around the current folder, else the checkout of this code, else here.

    A folder with sources is one whose facts got lost: no other may be written in its place.
    """
    here = Path.cwd()
    checkout = Path(__file__).resolve().parents[3]
    for folder in (here, *here.parents, checkout):
        package = folder / PACKAGE
        if (package / _FACTS).is_file() or (package / _SOURCES).is_dir():
            return folder
    return here
